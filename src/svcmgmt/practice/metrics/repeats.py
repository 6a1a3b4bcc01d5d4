"""What comes again: hops between groups, incidents of a problem, repeated incidents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import as_tuple, pairs_as
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.tickets import CategoryPath, Ticket
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = [
    "Distribution",
    "RepeatIncidents",
    "assignment_hops",
    "incidents_per_problem",
    "repeat_incidents",
]


@frozen(kw_only=True)
class Distribution:
    """How many things have how many of something.

    Raises:
        InvalidType: a field of another kind than it says.

    Examples:
        >>> print(Distribution(counts=((0, 3), (2, 1))))
        mean 1/2: 3 with 0, 1 with 2
    """

    counts: tuple[tuple[int, int], ...] = field(
        default=(), converter=as_tuple, validator=pairs_as(int, int)
    )
    """(how many of something, how many things have so many), fewest first."""

    @property
    def things(self) -> int:
        """How many things there are."""
        return sum(things for _, things in self.counts)

    @property
    def mean(self) -> Fraction | NoData:
        """How many of something a thing has in the mean, exact; no data without things."""
        if not self.things:
            return NoData("nothing to count")
        return Fraction(sum(each * things for each, things in self.counts), self.things)

    @property
    def most(self) -> int | NoData:
        """How many of something a thing has at most; no data without things."""
        return self.counts[-1][0] if self.counts else NoData("nothing to count")

    def __str__(self) -> str:
        told = ", ".join(f"{things} with {each}" for each, things in self.counts)
        return f"mean {self.mean}: {told}" if told else str(self.mean)


def _distribution(values: Iterable[int]) -> Distribution:
    return Distribution(counts=tuple(sorted(Counter(values).items())))


def assignment_hops(tickets: Iterable[Ticket[Any, Any]]) -> Distribution:
    """Return how often tickets went from one group to another.

    Args:
        tickets: in any order, each once.

    Raises:
        InvalidType: something that is no ticket.

    Examples:
        >>> print(assignment_hops([]))
        nothing to count
    """
    return _distribution(each.hops for each in all_of_kind("tickets", tickets, Ticket))


def incidents_per_problem(incidents: Iterable[Incident]) -> Distribution:
    """Return how many incidents the problems have that any incident names.

    Args:
        incidents: in any order, each once; those without a problem do not count.

    Raises:
        InvalidType: something that is no incident.

    Examples:
        >>> incidents_per_problem([]).mean
        NoData(reason='nothing to count')
    """
    listed = all_of_kind("incidents", incidents, Incident)
    named = Counter(each.problem.id for each in listed if each.problem is not None)
    return _distribution(named.values())


@frozen(kw_only=True)
class RepeatIncidents:
    """How many incidents are like one that came not long before.

    Examples:
        >>> print(RepeatIncidents(within=timedelta(days=7), total=4, repeats=("INC-2",)).rate)
        25 % (1 of 4)
    """

    within: timedelta
    """How long before."""

    total: int
    """Incidents of which service, category and instant are known."""

    repeats: tuple[str, ...] = ()
    """Ids of those that repeat one before them, in order."""

    unclassified: tuple[str, ...] = ()
    """Ids of incidents without service, category or history; they do not count."""

    @property
    def rate(self) -> Ratio | NoData:
        """Share of the incidents that repeat one before them."""
        return Ratio.of(len(self.repeats), self.total, reason="no incident is classified")


_Likeness: TypeAlias = tuple[str, CategoryPath]


def repeat_incidents(incidents: Iterable[Incident], *, within: timedelta) -> RepeatIncidents:
    """Return which incidents repeat: same service, same category, logged not long after another.

    The closing category counts if there is one, else the opening category. Source: section 6.6.

    Args:
        incidents: in any order, each once.
        within: how long after the last one like it an incident repeats it; an incident that
            comes exactly so much later does.

    Raises:
        InvalidType: something that is no incident, or no time.
        InvalidValue: a negative time.

    Examples:
        >>> repeat_incidents([], within=timedelta(days=7)).total
        0
    """
    check_kind("within", within, timedelta)
    if within < timedelta(0):
        raise InvalidValue("within", within, "0 or more")
    listed = all_of_kind("incidents", incidents, Incident)
    likeness = {each.id: tuple(_likeness(each)) for each in listed}
    dated = [(each.opened_at, each.id) for each in listed if each.opened_at and likeness[each.id]]
    last: dict[_Likeness, datetime] = {}
    repeats: list[str] = []
    for at, name in sorted(dated):
        before = [last[each] for each in likeness[name] if each in last]
        if before and at - max(before) <= within:
            repeats.append(name)
        last.update(dict.fromkeys(likeness[name], at))
    counted = {name for _, name in dated}
    return RepeatIncidents(
        within=within,
        total=len(dated),
        repeats=tuple(repeats),
        unclassified=tuple(each.id for each in listed if each.id not in counted),
    )


def _likeness(incident: Incident) -> Iterator[_Likeness]:
    """Yield each service of an incident with its category."""
    category = incident.closing_category or incident.opening_category
    if category:
        for service in dict.fromkeys(incident.affected):
            yield service.id, category
