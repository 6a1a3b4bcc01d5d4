"""What was open at an instant and how old it was, and what came and went in a period."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import StateCategory, StateChange
from svcmgmt.practice._fields import a_count, an_instant, as_tuple, each_of
from svcmgmt.practice.metrics.times import mean_of
from svcmgmt.practice.tickets import OPEN
from svcmgmt.statistics import PercentileMethod, percentile
from svcmgmt.temporal import Interval, OpenInterval, instant
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import NoData
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["DEFAULT_AGES", "AgeBucket", "Backlog", "Flow", "backlog", "flow"]

History: TypeAlias = Sequence[StateChange[Any, Any]]
"""The state changes of one ticket, in order."""

DEFAULT_AGES: Final = tuple(timedelta(days=days) for days in (1, 3, 7, 14, 30))
"""Ages between which open tickets are counted unless others are given."""


@frozen(kw_only=True)
class AgeBucket:
    """How many open tickets are of some age.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a negative count.

    Examples:
        >>> print(AgeBucket(over=timedelta(days=7), up_to=None, count=2))
        2 over 168:00:00
    """

    over: timedelta = field(validator=of_kind(timedelta))
    """They are older than this; the first bucket, from 0 on, holds those of no age."""

    up_to: timedelta | None = field(validator=of_kind(timedelta, None))
    """They are at most as old as this; None for the oldest."""

    count: int = field(validator=a_count)
    """How many they are."""

    def __str__(self) -> str:
        if self.up_to is None:
            return f"{self.count} over {duration_text(self.over)}"
        return f"{self.count} up to {duration_text(self.up_to)}"


@frozen(kw_only=True)
class Backlog:
    """The tickets that are open as of an instant, by age.

    Source: section 6.6.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a negative count.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> now = parse_instant("2026-10-26T08:00:00Z")
        >>> print(Backlog(at=now, ages=(timedelta(hours=1), timedelta(hours=8))))
        2 open: mean 4:30:00, median 4:30:00, oldest 8:00:00
    """

    at: datetime = field(validator=an_instant)
    """As of when, in UTC."""

    ages: tuple[timedelta, ...] = field(
        default=(), converter=as_tuple, validator=each_of(timedelta)
    )
    """How long each open ticket has been there, youngest first."""

    unknown: int = field(default=0, validator=a_count)
    """Tickets in a state that nobody has explained; they count neither as open nor as over."""

    @property
    def count(self) -> int:
        """How many tickets are open."""
        return len(self.ages)

    @property
    def mean_age(self) -> timedelta | NoData:
        """The mean age; no data if nothing is open."""
        return mean_of(self.ages, reason="nothing is open")

    @property
    def median_age(self) -> timedelta | NoData:
        """The age that half of the tickets exceed; between the middle two of an even number."""
        if not self.ages:
            return NoData("nothing is open")
        return percentile(self.ages, Fraction(1, 2), method=PercentileMethod.LINEAR)

    @property
    def oldest(self) -> timedelta | NoData:
        """The greatest age; no data if nothing is open."""
        return self.ages[-1] if self.ages else NoData("nothing is open")

    def by_age(self, bounds: Iterable[timedelta] = DEFAULT_AGES) -> tuple[AgeBucket, ...]:
        """Return how many tickets are of which age; the buckets add up to the count.

        An age that equals a bound lies below it.

        Args:
            bounds: ages between the buckets, in any order.

        Raises:
            InvalidType: a bound that is no time.
            InvalidValue: a bound that is not positive.
        """
        edges = sorted(set(all_of_kind("bounds", bounds, timedelta)))
        if edges and edges[0] <= timedelta(0):
            raise InvalidValue("bounds", edges[0], "more than 0")
        lows = [timedelta(0), *edges]
        placed = [bisect_right(self.ages, edge) for edge in edges]
        counts = [high - low for low, high in pairwise([0, *placed, self.count])]
        return tuple(
            AgeBucket(over=low, up_to=high, count=count)
            for low, high, count in zip(lows, [*edges, None], counts, strict=True)
        )

    def __str__(self) -> str:
        if not self.ages:
            return "nothing is open"
        told = (("mean", self.mean_age), ("median", self.median_age), ("oldest", self.oldest))
        shown = [f"{name} {duration_text(age)}" for name, age in told if isinstance(age, timedelta)]
        return f"{self.count} open: {', '.join(shown)}"


def known_histories(histories: Iterable[History]) -> Iterator[History]:
    """Yield histories, each looked at: facts only, and in order."""
    if not isinstance(histories, Iterable):
        raise InvalidType("histories", histories, "a list of histories")
    for history in histories:
        facts = all_of_kind("histories", history, StateChange)
        for one, other in pairwise(facts):
            if other.at < one.at:
                raise InvalidValue("histories", str(other), f"facts in order, from {one.at} on")
        yield facts


def backlog(
    histories: Iterable[History], *, at: datetime, calendar: ServiceCalendar | None = None
) -> Backlog:
    """Return what was open as of an instant; later facts are not known to it.

    Open is a ticket in a state of category open or paused. Its age counts from its first fact,
    whatever it has been through since. Source: section 6.6.

    Args:
        histories: the state changes of each ticket, in order.
        at: as of when.
        calendar: ages count its open time only; real time without one.

    Raises:
        InvalidType: something that is no history.
        InvalidValue: facts out of order.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> tickets = [Incident.log(id=f"INC-{day}", at=at(f"2026-10-{day}T08:00:00Z"))
        ...            for day in (20, 24, 25)]
        >>> told = backlog((each.history for each in tickets), at=at("2026-10-26T08:00:00Z"))
        >>> print(told)
        3 open: mean 72:00:00, median 48:00:00, oldest 144:00:00
        >>> [str(bucket) for bucket in told.by_age([timedelta(days=2)])]
        ['2 up to 48:00:00', '1 over 48:00:00']
    """
    now = instant(at, "at")
    if calendar is not None:
        check_kind("calendar", calendar, ServiceCalendar)
    ages: list[timedelta] = []
    unknown = 0
    for history in known_histories(histories):
        known = [fact for fact in history if fact.at <= now]
        category = known[-1].to_state.category if known else None
        if category in OPEN:
            since = known[0].at
            ages.append(now - since if calendar is None else calendar.elapsed(since, now))
        unknown += category is StateCategory.UNKNOWN
    return Backlog(at=now, ages=tuple(sorted(ages)), unknown=unknown)


@frozen(kw_only=True)
class Flow:
    """What came and went in a period. What was open at its start, and all that follows, adds up.

    Source: section 6.6.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a negative count, or counts that do not add up.

    Examples:
        >>> period = Interval.parse("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z")
        >>> month = Flow(period=period, open_before=5, arrived=20, reopened=1, ended=18,
        ...              open_after=8)
        >>> print(month.closure_ratio)
        9/10
    """

    period: Interval = field(validator=of_kind(Interval))
    """The period."""

    open_before: int = field(validator=a_count)
    """Tickets open when it began."""

    arrived: int = field(validator=a_count)
    """Tickets that became open for the first time."""

    reopened: int = field(validator=a_count)
    """How often a ticket became open again."""

    ended: int = field(validator=a_count)
    """How often a ticket stopped being open: resolved, closed or cancelled."""

    open_after: int = field(validator=a_count)
    """Tickets open when it ended."""

    def __attrs_post_init__(self) -> None:
        expected = self.open_before + self.arrived + self.reopened - self.ended
        if expected != self.open_after:
            raise InvalidValue("open_after", self.open_after, f"{expected}, as the counts add up")

    @property
    def closure_ratio(self) -> Fraction | NoData:
        """Endings for each arrival; above 1 while the backlog shrinks, so it is no share."""
        if not self.arrived:
            return NoData("nothing arrived")
        return Fraction(self.ended, self.arrived)


def flow(histories: Iterable[History], *, period: Interval) -> Flow:
    """Return what came and went in a period.

    A fact at the start of the period belongs to it, one at its end does not.

    Args:
        histories: the state changes of each ticket, in order.
        period: a closed interval.

    Raises:
        InvalidType: something that is no history or period.
        InvalidValue: facts out of order.
        OpenInterval: a period without an end.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ticket = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00Z"))
        >>> flow([ticket.history], period=Interval.parse("2026-10-26T00:00:00Z/PT24H")).arrived
        1
    """
    check_kind("period", period, Interval)
    if period.end is None:
        raise OpenInterval("period", period, "an end; close it with closed(as_of)")
    counts: Counter[str] = Counter()
    for history in known_histories(histories):
        _count(history, period.start, period.end, counts)
    return Flow(
        period=period,
        open_before=counts["before"],
        arrived=counts["arrived"],
        reopened=counts["reopened"],
        ended=counts["ended"],
        open_after=counts["after"],
    )


def _count(history: History, start: datetime, end: datetime, counts: Counter[str]) -> None:
    """Count what a ticket did before and in a period."""
    was_open = has_been_open = False
    begun: bool | None = None
    for fact in history:
        if fact.at >= end:
            break
        if begun is None and fact.at >= start:
            begun = was_open
        is_open = fact.to_state.category in OPEN
        if fact.at >= start and is_open != was_open:
            name = ("reopened" if has_been_open else "arrived") if is_open else "ended"
            counts[name] += 1
        was_open, has_been_open = is_open, has_been_open or is_open
    counts["before"] += was_open if begun is None else begun
    counts["after"] += was_open
