"""Counts of slices as columns of whole numbers with one common scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, TypeAlias, TypeVar

from attrs import frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Finding
from svcmgmt.values._exact import exact

__all__ = [
    "MOST",
    "Columns",
    "Count",
    "counted",
    "gathered",
    "noted",
    "noted_slices",
    "pairs_of",
    "scaled",
]

Count: TypeAlias = int | Fraction

_First = TypeVar("_First")
_Second = TypeVar("_Second")

MOST: Final = 10**31
"""No exact number is larger, and so no sum of counts."""

_MOST_SCALE_BITS: Final = 256
"""Of the common denominator: enough for decimals of thirty places, few enough to add a million."""


@frozen
class Columns:
    """Slices with data in order, and what was counted in each, times the scale."""

    numbers: Sequence[int]
    goods: Sequence[int]
    totals: Sequence[int]
    scale: int = 1
    findings: tuple[Finding, ...] = ()
    policies: tuple[tuple[str, str], ...] = ()


def counted(name: str, value: object) -> Count:
    """Return a count as an exact number of 0 or more, or raise with the name."""
    if type(value) is int and 0 <= value < MOST:
        return value
    number = exact(name, value)
    if number < 0:
        raise InvalidValue(name, value, "0 or more")
    return number


def pairs_of(name: str, rows: Iterable[tuple[_First, _Second]]) -> Iterator[tuple[_First, _Second]]:
    """Yield rows of two, or refuse the first that is none."""
    if not isinstance(rows, Iterable):
        raise InvalidType(name, rows, "a list of pairs")
    for row in rows:
        try:
            first, second = row
        except (TypeError, ValueError):
            raise InvalidType(name, row, "pairs") from None
        yield first, second


def scaled(*columns: Sequence[Count]) -> tuple[list[list[int]], int]:
    """Return columns as whole numbers, and by which number they were multiplied."""
    scale = 1
    for denominator in {each.denominator for column in columns for each in column}:
        scale = lcm(scale, denominator)
        if scale.bit_length() > _MOST_SCALE_BITS:
            allowed = f"counts with a common denominator of at most {_MOST_SCALE_BITS} bits"
            raise InvalidValue("counts", f"a denominator of {scale.bit_length()} bits", allowed)
    return [[int(each * scale) for each in column] for column in columns], scale


def gathered(rows: Iterable[tuple[int, Count, Count]], findings: Iterable[Finding] = ()) -> Columns:
    """Return the columns of (slice, good, total) rows in order; rows of one slice are added."""
    numbers: list[int] = []
    goods: list[Count] = []
    totals: list[Count] = []
    for number, good, total in rows:
        if numbers and numbers[-1] == number:
            goods[-1] += good
            totals[-1] += total
        else:
            numbers.append(number)
            goods.append(good)
            totals.append(total)
    (whole_goods, whole_totals), scale = scaled(goods, totals)
    return Columns(numbers, whole_goods, whole_totals, scale, tuple(findings))


def noted(
    code: str, message: str, places: Sequence[int], *, value: object = "", allowed: str = ""
) -> list[Finding]:
    """Return one finding for all places where something was seen; none if there are none.

    Args:
        code: name of the finding.
        message: what was seen, before the count.
        places: which of the facts, counted from 0.
        value: the first offending value.
        allowed: what would have been right.
    """
    if not places:
        return []
    return [
        Finding(
            code=code,
            message=f"{message}: {len(places)}",
            pointer=f"/{places[0]}",
            value=str(value),
            allowed=allowed,
        )
    ]


def noted_slices(code: str, message: str, numbers: Sequence[int]) -> list[Finding]:
    """Return one finding for all slices of which something is odd; none if there are none."""
    if not numbers:
        return []
    shown = f"slice {numbers[0]} and {len(numbers) - 1} more"
    return [Finding(code=code, message=f"{message}: {len(numbers)}", value=shown)]
