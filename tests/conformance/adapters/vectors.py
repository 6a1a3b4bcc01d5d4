"""What adapters share: the shape of a vector, numbers as documents mean them, and comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any, Final, TypeAlias

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.sla.availability import Outage
from svcmgmt.temporal import Interval
from svcmgmt.values import Money, NoData, Ratio

__all__ = [
    "DAY",
    "HOUR",
    "JANUARY",
    "MINUTE",
    "ORIGIN",
    "SECOND",
    "Adapter",
    "NoAnswerError",
    "Vector",
    "amount",
    "around",
    "at",
    "exactly",
    "known",
    "outage",
    "percent",
    "points",
    "same",
    "span",
]

Vector: TypeAlias = dict[str, Any]
Adapter: TypeAlias = Callable[[Vector], object]
"""Asks the library what a vector asks, and answers in the form of its expected value."""

ORIGIN: Final = datetime(2026, 1, 1, tzinfo=UTC)
SECOND: Final = timedelta(seconds=1)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
JANUARY: Final = ReportingPeriod.around("2024-01-15", PeriodKind.MONTH, zone="UTC")


def exactly(number: float | str) -> Fraction:
    """Return the decimal that a document means by a float."""
    return Fraction(str(number))


def percent(number: float | str) -> str:
    """Return the percentage that a document means by a number."""
    return f"{number} %"


def points(share: Ratio | NoData) -> Fraction:
    """Return a share as a document writes it: in percent."""
    return Fraction(known(share).value * 100)


class NoAnswerError(Exception):
    """The library has no value for what a vector asks."""


def known(value: Any) -> Any:  # noqa: ANN401 - whatever is not missing
    """Return a value that is not missing."""
    if value is None or isinstance(value, NoData):
        raise NoAnswerError(str(value))
    return value


def amount(money: Money | NoData) -> str:
    """Return an amount of money as a document writes it."""
    return str(known(money)).split()[0]


def at(units: float | str, unit: timedelta = MINUTE) -> datetime:
    """Return the instant so many units after a fixed one."""
    micros = exactly(units) * (unit // timedelta(microseconds=1))
    return ORIGIN + timedelta(microseconds=int(micros))


def span(low: float | str, high: float | str, unit: timedelta = MINUTE) -> Interval:
    """Return an interval of units from a fixed instant."""
    return Interval(at(low, unit), at(high, unit))


def around(*groups: Iterable[Sequence[Any]]) -> Interval:
    """Return the time from the first start to the last end of rows of start, end and more."""
    rows = [row for group in groups for row in group]
    return span(min(row[0] for row in rows), max(row[1] for row in rows))


def outage(
    low: float | str, high: float | str, unit: timedelta = MINUTE, weight: float = 1
) -> Outage:
    """Return an outage of units from a fixed instant."""
    return Outage(during=span(low, high, unit), weight=exactly(weight))


def same(found: object, expected: object, tolerance: Any = 0) -> bool:  # noqa: ANN401 - as read
    """Return whether an answer is the expected one: exactly, or numbers within a tolerance."""
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and found.keys() == expected.keys()
            and all(
                same(
                    found[key], value, tolerance[key] if isinstance(tolerance, dict) else tolerance
                )
                for key, value in expected.items()
            )
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list | tuple)
            and len(found) == len(expected)
            and all(same(one, other, tolerance) for one, other in zip(found, expected, strict=True))
        )
    if isinstance(expected, bool) or isinstance(found, bool | str | None):
        return type(found) is type(expected) and found == expected
    if isinstance(found, float) and isinstance(expected, int | float):
        return abs(found - expected) <= (tolerance or 0)
    if isinstance(found, int | Fraction) and isinstance(expected, int | float | str):
        return abs(found - exactly(expected)) <= exactly(tolerance or 0)
    return False
