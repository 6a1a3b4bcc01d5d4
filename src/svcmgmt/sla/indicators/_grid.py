"""Slices of one length on the time line, told by their numbers from an anchor on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.indicators.policies import PartialSlice
from svcmgmt.temporal import Interval, from_micros, instant, to_micros
from svcmgmt.temporal._text import duration_text
from svcmgmt.values._kinds import check_kind

__all__ = ["MOST_SLICES", "Grid", "check_many", "interval_of"]

MOST_SLICES: Final = 10_000_000
"""So many slices are written down at most; questions about windows have no such limit."""

_MICROSECOND: Final = timedelta(microseconds=1)


def interval_of(name: str, window: Interval | ReportingPeriod) -> Interval:
    """Return a window as an interval, or refuse what is none."""
    span = window.interval if isinstance(window, ReportingPeriod) else window
    check_kind(name, span, Interval)
    return span


def _slice(value: timedelta) -> timedelta:
    if not isinstance(value, timedelta):
        raise InvalidType("slice", value, "timedelta")
    if value <= timedelta(0):
        raise InvalidValue("slice", value, "more than 0")
    return value


def _anchor(value: datetime) -> datetime:
    return instant(value, "anchor")


def check_many(slices: int) -> None:
    """Refuse to write down more slices than fit."""
    if slices > MOST_SLICES:
        raise LimitExceeded("slices", slices, MOST_SLICES)


@frozen
class Grid:
    """Numbers of slices: slice 0 starts at the anchor, earlier ones are negative."""

    slice: timedelta = field(converter=_slice)
    """Length of each slice; more than 0."""

    anchor: datetime = field(converter=_anchor)
    """Where a slice starts."""

    @property
    def step(self) -> int:
        """Length of each slice in microseconds."""
        return self.slice // _MICROSECOND

    @property
    def origin(self) -> int:
        """The anchor in microseconds."""
        return to_micros(self.anchor)

    def number(self, micros: int) -> int:
        """Return the number of the slice that an instant lies in."""
        return (micros - self.origin) // self.step

    def edge(self, number: int) -> datetime:
        """Return where a slice starts."""
        return from_micros(self.origin + number * self.step)

    def span(self, low: int, high: int) -> Interval:
        """Return the time of the slices from one number up to another, exclusive."""
        return Interval(self.edge(low), self.edge(high))

    def on_edge(self, name: str, at: datetime) -> int:
        """Return the number of the slice that starts at an instant, or refuse the instant."""
        number, rest = divmod(to_micros(at, name) - self.origin, self.step)
        if rest:
            raise InvalidValue(name, at, f"an edge of slices of {self}")
        return number

    def slices_of(self, window: Interval) -> tuple[int, int]:
        """Return the first slice of a window and the first one after it."""
        end = window.start + window.duration  # refuses a window without end
        return self.on_edge("window", window.start), self.on_edge("window", end)

    def count(self, name: str, lasts: timedelta) -> int:
        """Return how many slices a length has, or refuse the length."""
        if not isinstance(lasts, timedelta):
            raise InvalidType(name, lasts, "timedelta")
        count, rest = divmod(lasts, self.slice)
        if rest or count <= 0:
            raise InvalidValue(name, lasts, f"one or more whole slices of {self}")
        return count

    def upto(self, until: datetime, partial: PartialSlice) -> int:
        """Return the first slice that is not counted as of an instant."""
        number, rest = divmod(to_micros(until, "until") - self.origin, self.step)
        return number + bool(rest and partial is PartialSlice.INCLUDED)

    def __str__(self) -> str:
        return duration_text(self.slice)
