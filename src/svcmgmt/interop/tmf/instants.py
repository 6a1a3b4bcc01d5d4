"""Instants as TM Forum documents spell them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from svcmgmt.errors import InvalidValue
from svcmgmt.interop._lossless import Codec, texts_of
from svcmgmt.temporal import parse_instant

__all__ = ["INSTANTS"]

_ALLOWED: Final = "an RFC 3339 instant with an offset"
_MOST_TEXTS: Final = 1_024
"""Texts that are remembered, because documents repeat them."""

_TO_SECONDS: Final = len("2026-10-26T08:00:00")
_OFFSET: Final = len("+00:00")
_FORM: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d{1,6})?\d*([Zz]|[+-]\d\d:\d\d)", re.ASCII
)


def _read(text: str) -> datetime:
    """Return the instant of a text; also one of long ago, and one told to the nanosecond."""
    try:
        return parse_instant(text)
    except InvalidValue:
        found = _FORM.fullmatch(text)
        if found is None:
            raise
    day, clock, fraction, zone = found.groups(default="")
    try:
        at = datetime.fromisoformat(f"{day}T{clock}{fraction}{zone.upper()}")
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidValue("instant", text, _ALLOWED) from None


def _written(at: datetime) -> str:
    """Return the text of an instant."""
    # in other zones two instants can be equal for Python, when clocks are set back
    return _text(at if at.tzinfo is UTC else at.astimezone(UTC))


@lru_cache(maxsize=_MOST_TEXTS)
def _text(at: datetime) -> str:
    """Return the text: whole seconds, or as many milliseconds as they all write."""
    text = at.isoformat()
    seconds, fraction = text[:_TO_SECONDS], text[_TO_SECONDS + 1 : -_OFFSET]
    return f"{seconds}.{fraction.rstrip('0').ljust(3, '0')}Z" if fraction else f"{seconds}Z"


INSTANTS: Codec = texts_of(_read, _written, _ALLOWED)
"""RFC 3339 in UTC; other offsets and other numbers of digits are read, and written as they came."""
