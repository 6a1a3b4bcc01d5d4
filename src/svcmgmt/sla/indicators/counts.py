"""Events that somebody counted over an interval."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import EndBeforeStart, format_instant, instant
from svcmgmt.values._exact import ExactNumber, exact

__all__ = ["EventCount"]


def _start(value: datetime) -> datetime:
    return instant(value, "start")


def _end(value: datetime) -> datetime:
    return instant(value, "end")


def _good(value: ExactNumber) -> Fraction:
    return exact("good", value)


def _total(value: ExactNumber) -> Fraction:
    return exact("total", value)


@frozen(kw_only=True)
class EventCount:
    """How many events happened in an interval, and how many of them were good.

    Raises:
        EndBeforeStart: an interval that ends where it starts, or before.
        InvalidType: a count that is a float or no number.
        InvalidValue: a negative count, or more good events than events.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> row = EventCount(start=at("2026-10-26T08:00:00Z"), end=at("2026-10-26T08:01:00Z"),
        ...                  good=118, total=120)
        >>> row.bad
        Fraction(2, 1)
    """

    start: datetime = field(converter=_start)
    """First instant of the interval, in UTC."""

    end: datetime = field(converter=_end)
    """First instant after it, in UTC."""

    good: Fraction = field(converter=_good)
    """Good events; 0 to `total`."""

    total: Fraction = field(converter=_total)
    """All events; 0 or more."""

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            after = f"after {format_instant(self.start)}, the start"
            raise EndBeforeStart("end", self.end, after)
        if self.total < 0:
            raise InvalidValue("total", self.total, "0 or more")
        if not 0 <= self.good <= self.total:
            raise InvalidValue("good", self.good, f"0 to {self.total}, the total")

    @classmethod
    def of_bad(
        cls, *, start: datetime, end: datetime, bad: ExactNumber, total: ExactNumber
    ) -> EventCount:
        """Return the count from bad events and all events.

        Args:
            start: first instant of the interval.
            end: first instant after it.
            bad: bad events; 0 to `total`.
            total: all events.

        Raises:
            EndBeforeStart: an interval that ends where it starts, or before.
            InvalidType: a count that is a float or no number.
            InvalidValue: a negative count, or more bad events than events.
            NaiveDatetime: an instant without a zone.
        """
        all_events, failed = _total(total), exact("bad", bad)
        if not 0 <= failed <= max(all_events, Fraction(0)):
            raise InvalidValue("bad", failed, f"0 to {all_events}, the total")
        return cls(start=start, end=end, good=all_events - failed, total=all_events)

    @property
    def bad(self) -> Fraction:
        """Events that were not good."""
        return self.total - self.good
