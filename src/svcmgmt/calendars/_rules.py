"""What a calendar is made of: rules as data, each able to compile a range of instants.

A rule answers with edges (see `temporal._edges`) and with working dates as proleptic ordinals.
`ServiceCalendar` keeps what they answer; nothing here remembers anything. Hours of a week have
their own module (`_hours`), and so have rules made of others (`_combined`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars._offsets import DAY, Offsets, Stretch
from svcmgmt.calendars.closures import Closure, ClosureKind
from svcmgmt.calendars.recurrence import Recurrence
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import HORIZON, IntervalSet, _edges as algebra, from_micros, to_micros

__all__ = [
    "LAST",
    "ORDINAL_1970",
    "OUTSIDE_HOURS",
    "Always",
    "CalendarRule",
    "Fixed",
    "Never",
    "Recurring",
    "since_1970",
    "touched_dates",
]

LAST: Final = to_micros(HORIZON)
"""Where the range of instants ends for which rules are asked; it begins at 0."""

OUTSIDE_HOURS: Final = Closure(kind=ClosureKind.OUTSIDE_HOURS)

ORDINAL_1970: Final = date(1970, 1, 1).toordinal()
_MICROSECOND: Final = timedelta(microseconds=1)


class CalendarRule(ABC):
    """What defines a service calendar; only `edges` must be written for a rule of one's own.

    A rule is immutable and answers the same question always the same way.

    Examples:
        >>> class EvenHours(CalendarRule):
        ...     def edges(self, start: int, end: int) -> list[int]:
        ...         hour = 3_600_000_000
        ...         first = start // (2 * hour) * 2 * hour
        ...         spans = ((at, at + hour) for at in range(first, end, 2 * hour))
        ...         return algebra.clip(algebra.normal(spans), start, end)
        >>> EvenHours().edges(0, 7_200_000_000)
        [0, 3600000000]
    """

    __slots__ = ()

    @abstractmethod
    def edges(self, start: int, end: int) -> list[int]:
        """Return the open time in `[start, end)` as start, end, start, end ... strictly rising.

        What is open must not depend on the range in which it is asked for.

        Args:
            start: microseconds since 1970 in UTC, 0 or more.
            end: first microsecond that is not asked for, at most that of 2200.
        """

    def is_never(self) -> bool:
        """Return whether the rule can be seen, without compiling it, to open never."""
        return False

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        """Return which dates, as ordinals from `first` to `last`, are working days."""
        start, end = max(since_1970(first - 2), 0), min(since_1970(last + 3), LAST)
        return touched_dates(self.edges(start, end), first, last, zone)

    def reasons(self, start: int, end: int, zone: ZoneInfo) -> list[tuple[int, Closure]]:
        """Return why the service is closed all through `[start, end)`.

        Returns:
            Instants from `start` on in order, each with the reason from then on.
        """
        del end, zone
        return [(start, OUTSIDE_HOURS)]

    def readings(self, stretch: Stretch) -> list[int]:
        """Return which readings of a clock that runs evenly are open, as edges.

        Readings that the clock skips after the stretch are open if the rule is open up to them:
        between two instants an open service has as much time as their readings differ.
        """
        edges = [at + stretch.offset for at in self.edges(stretch.start, stretch.end)]
        if edges and edges[-1] == stretch.end + stretch.offset:
            edges[-1] += stretch.skipped
        return edges


def since_1970(ordinal: int) -> int:
    """Return the clock reading at which a date begins."""
    return (ordinal - ORDINAL_1970) * DAY


def touched_dates(edges: algebra.Edges, first: int, last: int, zone: ZoneInfo) -> set[int]:
    """Return the ordinals of the local dates that share time with any interval."""
    if not edges:
        return set()
    days: set[int] = set()
    for labels in Offsets.of(zone, edges[0], edges[-1]).labels(edges):
        for start, end in algebra.pairs(labels):
            low = max(start // DAY + ORDINAL_1970, first)
            days.update(range(low, min((end - 1) // DAY + ORDINAL_1970, last) + 1))
    return days


@frozen
class Always(CalendarRule):
    """Open without end."""

    def edges(self, start: int, end: int) -> list[int]:
        return [start, end] if start < end else []

    def __str__(self) -> str:
        return "always"


@frozen
class Never(CalendarRule):
    """Closed without end."""

    def edges(self, start: int, end: int) -> list[int]:
        return []

    def is_never(self) -> bool:
        return True

    def __str__(self) -> str:
        return "never"


@frozen
class Fixed(CalendarRule):
    """Open during given intervals only."""

    intervals: IntervalSet

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.clip(self.intervals.edges, start, end)

    def is_never(self) -> bool:
        return self.intervals.is_empty()

    def __str__(self) -> str:
        return f"{len(self.intervals)} fixed intervals"


_LONGEST_WINDOW: Final = timedelta(days=366)


@frozen(kw_only=True)
class Recurring(CalendarRule):
    """Open for some time from each occurrence of a rule on."""

    recurrence: Recurrence
    lasts: timedelta = field()

    def __attrs_post_init__(self) -> None:
        if not timedelta(0) < self.lasts <= _LONGEST_WINDOW:
            raise InvalidValue("lasts", self.lasts, "more than 0, at most 366 days")

    def edges(self, start: int, end: int) -> list[int]:
        length = self.lasts // _MICROSECOND
        first = from_micros(max(start - length, 0))
        begins = map(to_micros, self.recurrence.between(first, from_micros(end)))
        return algebra.clip(algebra.normal((at, at + length) for at in begins), start, end)

    def __str__(self) -> str:
        return f"{self.recurrence.rule} for {self.lasts} from {self.recurrence.start}"
