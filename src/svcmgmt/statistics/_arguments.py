"""What several functions of this package are given: shares, and whole numbers."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Ratio
from svcmgmt.values._exact import decimal_text, exact, exact_share

__all__ = ["Share", "check_policy", "percent_text", "share_of", "whole"]

Share: TypeAlias = Ratio | Fraction | str
"""A share as people hold it: a ratio, a fraction, or text such as `"95 %"`."""

_MOST: Final = 10**31  # no exact number is larger
_LONGEST_EXACT: Final = 9  # characters of a percentage that is still shown in full
_MOST_PLACES: Final = 28


def share_of(field: str, value: Share) -> Ratio:
    """Return a share from 0 to 1, or raise with the field named."""
    if isinstance(value, Ratio):
        return value
    if not isinstance(value, Fraction | str):
        raise InvalidType(field, value, "Ratio, Fraction or text such as '95 %'")
    share = exact_share(field, value) if isinstance(value, str) else exact(field, value)
    if not 0 <= share <= 1:
        raise InvalidValue(field, value, "a share from 0 to 1, or 0 % to 100 %")
    return Ratio(share, 1)


def whole(field: str, value: object, *, least: int = 0) -> int:
    """Return a whole number from `least` on, or raise with the field named."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(field, value, "int")
    if not least <= value <= _MOST:
        raise InvalidValue(field, value, f"a whole number from {least} to 1e31")
    return value


def check_policy(field: str, value: object, kind: type[Enum]) -> None:
    """Refuse what is no member of an enumeration, also where nothing depends on it."""
    if not isinstance(value, kind):
        raise InvalidType(field, value, kind.__name__)


def percent_text(share: Fraction | float) -> str:
    """Return a percentage: exact if it is short, else in as many places as tell it from all."""
    exactly = decimal_text(Fraction(share) * 100)
    if exactly and len(exactly) <= _LONGEST_EXACT:
        return f"{exactly} %"
    percent, places = float(share) * 100, 2
    while places < _MOST_PLACES and float(f"{percent:.{places}f}") in {0, 100}:
        places += 1
    return f"≈ {percent:.{places}f} %"
