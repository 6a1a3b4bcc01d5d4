"""What several functions of this package are given: shares, texts, lists and times."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import Attribute

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Ratio
from svcmgmt.values._exact import ExactNumber, exact, exact_share

__all__ = [
    "MICROSECOND",
    "NOTHING",
    "Share",
    "at_least_nothing",
    "pointer_to",
    "share_of",
    "weight_of",
    "whole_or_none",
]

MICROSECOND: Final = timedelta(microseconds=1)
NOTHING: Final = timedelta(0)

Share: TypeAlias = Ratio | ExactNumber
"""A share as people hold it: a ratio, an exact number, or text such as `"30 %"`."""


def share_of(name: str, value: Share) -> Fraction:
    """Return an exact share of any size, or raise with the name."""
    if isinstance(value, Ratio):
        return value.value
    return exact_share(name, value) if isinstance(value, str) else exact(name, value)


def weight_of(name: str, value: Share) -> Fraction:
    """Return a weight of 0 or more, or raise with the name."""
    weight = share_of(name, value)
    if weight < 0:
        raise InvalidValue(name, value, "0 or more")
    return weight


def pointer_to(kind: str, name: str) -> str:
    """Return the JSON pointer of a fact; names may hold any character (RFC 6901)."""
    return f"/{kind}/{name.replace('~', '~0').replace('/', '~1')}"


def whole_or_none(_owner: object, attribute: Attribute[Any], value: int | None) -> None:
    """Refuse what is neither None nor a whole number from 0 on."""
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(attribute.name, value, "int or None")
    if value < 0:
        raise InvalidValue(attribute.name, value, "0 or more")


def at_least_nothing(_owner: object, attribute: Attribute[Any], value: timedelta) -> None:
    """Refuse what is no time, and negative time."""
    if not isinstance(value, timedelta):
        raise InvalidType(attribute.name, value, "timedelta")
    if value < NOTHING:
        raise InvalidValue(attribute.name, value, "0 or more")
