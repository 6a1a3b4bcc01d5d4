"""One span of time: half-open, in UTC, possibly still running."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal.durations import parse_duration
from svcmgmt.temporal.instants import format_instant, instant, parse_instant

__all__ = ["EndBeforeStart", "Interval", "OpenInterval"]


class EndBeforeStart(InvalidValue):
    """An interval that would end before it starts.

    Args:
        field: what the value was given for.
        value: the end.
        allowed: the start that it must not precede.

    Examples:
        >>> print(EndBeforeStart("end", "09:00", "10:00 or later, the start"))
        end: '09:00' is not allowed; allowed: 10:00 or later, the start
    """


class OpenInterval(InvalidValue):
    """An interval without an end where a length is needed; close it with `closed(as_of)`.

    Args:
        field: what the value was given for.
        value: the open interval.
        allowed: how to close it.

    Examples:
        >>> issubclass(OpenInterval, InvalidValue)
        True
    """


def _end(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "end")


def _start(value: datetime) -> datetime:
    return instant(value, "start")


@frozen(repr=False)
class Interval:
    """A half-open span of time `[start, end)`; an end of None means that it still runs.

    An interval whose ends are equal is empty. Instants are kept in UTC. Source: rule R0.1.

    Args:
        start: first instant inside.
        end: first instant after; None while open.

    Raises:
        NaiveDatetime: an end without a zone.
        EndBeforeStart: `end` before `start`.

    Examples:
        >>> span = Interval.parse("2026-10-25T00:00:00Z/PT25H")
        >>> span.duration
        datetime.timedelta(days=1, seconds=3600)
        >>> span.end in span
        False
    """

    start: datetime = field(converter=_start)
    """First instant inside, in UTC."""

    end: datetime | None = field(default=None, converter=_end)
    """First instant after, in UTC; None while the interval is open."""

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise EndBeforeStart(
                "end", self.end, f"{format_instant(self.start)} or later, the start"
            )

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read an ISO 8601 interval: `start/end`, `start/duration` or `start/..` while open.

        Args:
            text: two parts around a slash; the duration must be exact (`PT2H`).

        Raises:
            InvalidType: not text.
            InvalidValue: not such an interval.

        Examples:
            >>> Interval.parse("2026-10-26T14:00:00Z/..").end is None
            True
        """
        if not isinstance(text, str):
            raise InvalidType("interval", text, "text: start/end, start/duration or start/..")
        first, slash, second = text.partition("/")
        if not slash:
            raise InvalidValue("interval", text, "start/end, start/duration or start/..")
        start = parse_instant(first, "start")
        if second == "..":
            return cls(start)
        if second.startswith(("P", "-P")):
            return cls(start, start + parse_duration(second))
        return cls(start, parse_instant(second, "end"))

    @property
    def duration(self) -> timedelta:
        """Exact length.

        Raises:
            OpenInterval: the interval has no end yet.
        """
        if self.end is None:
            raise OpenInterval("interval", self, "an end; close it with closed(as_of)")
        return self.end - self.start

    def is_empty(self) -> bool:
        """Return whether no instant lies inside."""
        return self.start == self.end

    def closed(self, as_of: datetime) -> Interval:
        """Return the interval with an open end closed, a closed one as it is.

        Args:
            as_of: where an open interval shall end.

        Raises:
            EndBeforeStart: `as_of` before the start of an open interval.
        """
        return self if self.end is not None else Interval(self.start, instant(as_of, "as_of"))

    def __contains__(self, at: datetime) -> bool:
        return self.start <= instant(at) and (self.end is None or at < self.end)

    def overlaps(self, other: Interval) -> bool:
        """Return whether the two share at least one instant; touching ones do not."""
        return not (self & other).is_empty()

    def __and__(self, other: Interval) -> Interval:
        """Return the common part; an empty interval at the later start if there is none."""
        if not isinstance(other, Interval):
            return NotImplemented
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        return Interval(start, max(start, min(ends)) if ends else None)

    def __str__(self) -> str:
        end = format_instant(self.end) if self.end is not None else ".."
        return f"{format_instant(self.start)}/{end}"

    def __repr__(self) -> str:
        return f"Interval.parse('{self}')"
