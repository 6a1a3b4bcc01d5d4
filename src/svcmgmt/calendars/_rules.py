"""What a calendar is made of: rules as data, each able to compile a range of instants.

A rule answers with edges (see `temporal._edges`) and with working dates as proleptic ordinals.
`ServiceCalendar` keeps what they answer; nothing here remembers anything. Hours of a week have
their own module (`_hours`), and so have rules made of others (`_combined`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars._offsets import DAY, Offsets, Stretch
from svcmgmt.calendars.closures import Closure, ClosureKind
from svcmgmt.calendars.recurrence import Recurrence
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import (
    HORIZON,
    IntervalSet,
    _edges as algebra,
    exact_duration,
    from_micros,
    to_micros,
)
from svcmgmt.values._kinds import of_kind

__all__ = [
    "LAST",
    "ORDINAL_1970",
    "OUTSIDE_HOURS",
    "Always",
    "CalendarRule",
    "Fixed",
    "Never",
    "Recurring",
    "open_edges",
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

    A rule is immutable and answers the same question always the same way. What `edges` answers
    is looked at; a calendar raises `InvalidType` or `InvalidValue` if it is not as told there.

    Examples:
        >>> class EvenHours(CalendarRule):
        ...     def edges(self, start: int, end: int) -> list[int]:
        ...         hour = 3_600_000_000
        ...         first = start // (2 * hour) * 2 * hour
        ...         cut = [(max(at, start), min(at + hour, end))
        ...                for at in range(first, end, 2 * hour)]
        ...         return [edge for window in cut if window[0] < window[1] for edge in window]
        >>> from svcmgmt.calendars import ServiceCalendar
        >>> from svcmgmt.temporal import parse_instant as at
        >>> even = ServiceCalendar(EvenHours(), "UTC")
        >>> even.elapsed(at("2026-10-26T08:30:00Z"), at("2026-10-26T12:00:00Z"))
        datetime.timedelta(seconds=5400)
    """

    __slots__ = ()

    @abstractmethod
    def edges(self, start: int, end: int) -> list[int]:
        """Return the open time in `[start, end)` as start, end, start, end ... strictly rising.

        What is open must not depend on the range in which it is asked for.

        Args:
            start: microseconds since 1970 in UTC, 0 or more.
            end: first microsecond that is not asked for, at most that of 2200.

        Returns:
            A list of int, cut to the range: windows that run on before or after it end there.
        """

    def is_never(self) -> bool:
        """Return whether the rule can be seen, without compiling it, to open never."""
        return False

    def windows_a_week(self) -> int:
        """Return how many windows a week are looked at, so far as that is known without looking.

        A calendar refuses a question about more windows than it can hold before it looks at any;
        0 says that the rule bounds its effort itself.
        """
        return 0

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        """Return which dates, as ordinals from `first` to `last`, are working days."""
        start, end = max(since_1970(first - 2), 0), min(since_1970(last + 3), LAST)
        return touched_dates(open_edges(self, start, end), first, last, zone)

    def reasons(self, closed: Sequence[int], zone: ZoneInfo) -> list[tuple[int, Closure]]:
        """Return why the service is closed, asked for all closed times of a range at once.

        Args:
            closed: edges of times all through which this rule is closed.
            zone: the zone of the calendar.

        Returns:
            Instants in order, beginning with the first of each closed time, each with the reason
            from then on.
        """
        del zone
        return [(start, OUTSIDE_HOURS) for start in closed[::2]]

    def readings(self, stretch: Stretch) -> list[int]:
        """Return which readings of a clock that runs evenly are open, as edges.

        Readings that the clock skips after the stretch are open if the rule is open up to them:
        between two instants an open service has as much time as their readings differ.
        """
        edges = [at + stretch.offset for at in open_edges(self, stretch.start, stretch.end)]
        if edges and edges[-1] == stretch.end + stretch.offset:
            edges[-1] += stretch.skipped
        return edges


def open_edges(rule: CalendarRule, start: int, end: int) -> list[int]:
    """Return what a rule answers, looked at: it may be one of a user's own.

    Out of order it would be taken for less open time than it means, and nobody would notice.
    """
    edges = rule.edges(start, end)
    algebra.check(edges, start, end)
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

    intervals: IntervalSet = field(validator=of_kind(IntervalSet))

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.clip(self.intervals.edges, start, end)

    def is_never(self) -> bool:
        return self.intervals.is_empty()

    def __str__(self) -> str:
        return f"{len(self.intervals)} fixed intervals"


_LONGEST_WINDOW: Final = timedelta(days=366)


def _lasts(value: timedelta) -> timedelta:
    return exact_duration(value, "lasts")


@frozen(kw_only=True)
class Recurring(CalendarRule):
    """Open for some time from each occurrence of a rule on."""

    recurrence: Recurrence = field(validator=of_kind(Recurrence))
    lasts: timedelta = field(converter=_lasts)

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
