"""How long tickets stay in each state, and with each group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.lifecycle import OwnState, State, StateCategory, state_timeline
from svcmgmt.practice._fields import a_count
from svcmgmt.practice.metrics.backlogs import History, known_histories
from svcmgmt.practice.tickets import OPEN, Ticket
from svcmgmt.temporal import EMPTY, Interval, IntervalSet, instant
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import NoData
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["Dwell", "dwell_by_group", "dwell_by_state"]


@frozen(kw_only=True)
class Dwell:
    """How long tickets stayed in one place.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a negative count.

    Examples:
        >>> print(Dwell(place="onHold", tickets=2, stays=3, total=timedelta(hours=6)))
        onHold: 6:00:00 in 3 stays of 2 tickets
    """

    place: str = field(validator=of_kind(str))
    """The word of the state, or the name of the group; empty for no group."""

    tickets: int = field(validator=a_count)
    """How many tickets were there."""

    stays: int = field(validator=a_count)
    """How often; one ticket may come back."""

    total: timedelta = field(validator=of_kind(timedelta))
    """How long in all."""

    @property
    def mean(self) -> timedelta | NoData:
        """How long a stay lasts in the mean; no data without one."""
        return self.total / self.stays if self.stays else NoData("no stay")

    def __str__(self) -> str:
        time = duration_text(self.total)
        return f"{self.place}: {time} in {self.stays} stays of {self.tickets} tickets"


_OVER: Final = frozenset({StateCategory.DONE, StateCategory.CANCELLED})

_Stay: TypeAlias = tuple[str, IntervalSet]
"""A place, and the time that a ticket stayed there."""


def dwell_by_state(
    histories: Iterable[History],
    *,
    until: datetime,
    calendar: ServiceCalendar | None = None,
) -> tuple[Dwell, ...]:
    """Return how long tickets stayed in each state up to an instant.

    States in which a ticket is over, done or cancelled, are left out: nobody stays there.

    Args:
        histories: the state changes of each ticket, in order.
        until: where stays that last are cut.
        calendar: counts its open time only; real time without one.

    Returns:
        One dwell for each word of a state, in order of first appearance.

    Raises:
        InvalidType: something that is no history.
        InvalidValue: facts out of order.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ticket = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00Z"))
        >>> ticket = ticket.start(at=at("2026-10-26T09:00:00Z"))
        >>> for dwell in dwell_by_state([ticket.history], until=at("2026-10-26T12:00:00Z")):
        ...     print(dwell)
        new: 1:00:00 in 1 stays of 1 tickets
        inProgress: 3:00:00 in 1 stays of 1 tickets
    """
    end = instant(until, "until")
    stays = (list(_in_states(history, end)) for history in known_histories(histories))
    return _tally(stays, calendar)


def _in_states(history: History, end: datetime) -> Iterator[_Stay]:
    if not history or history[0].at >= end:
        return
    for span, state in state_timeline(history).segments(within=Interval(history[0].at, end)):
        if state.category not in _OVER:
            yield str(state), IntervalSet.of([span])


def dwell_by_group(
    tickets: Iterable[Ticket[Any, Any]],
    *,
    until: datetime,
    calendar: ServiceCalendar | None = None,
) -> tuple[Dwell, ...]:
    """Return how long open tickets were with each group up to an instant.

    What a ticket was resolved or over does not count; before its first assignment it was with
    nobody, the empty name.

    Args:
        tickets: in any order.
        until: where stays that last are cut.
        calendar: counts its open time only; real time without one.

    Returns:
        One dwell for each group, in order of first appearance.

    Raises:
        InvalidType: something that is no ticket.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ticket = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00Z"))
        >>> ticket = ticket.assign(at=at("2026-10-26T08:00:00Z"), group="desk")
        >>> ticket = ticket.assign(at=at("2026-10-26T09:00:00Z"), group="network")
        >>> for dwell in dwell_by_group([ticket], until=at("2026-10-26T12:00:00Z")):
        ...     print(dwell)
        desk: 1:00:00 in 1 stays of 1 tickets
        network: 3:00:00 in 1 stays of 1 tickets
    """
    end = instant(until, "until")
    listed = all_of_kind("tickets", tickets, Ticket)
    return _tally((list(_with_groups(ticket, end)) for ticket in listed), calendar)


def _with_groups(ticket: Ticket[Any, Any], end: datetime) -> Iterator[_Stay]:
    history = ticket.history
    if not history or history[0].at >= end:
        return
    begun = history[0].at
    is_open = state_timeline(history).where(_is_open, within=Interval(begun, end))
    known = [(begun, ""), *((max(each.at, begun), each.group) for each in ticket.assignments)]
    turns = [next(same) for _, same in groupby(known, key=lambda each: each[1])]
    for (start, group), (stop, _) in pairwise([*turns, (end, "")]):
        stay = is_open.clip(Interval(start, min(stop, end))) if start < min(stop, end) else EMPTY
        if not stay.is_empty():
            yield group, stay


def _is_open(state: State | OwnState) -> bool:
    return state.category in OPEN


def _tally(
    tickets: Iterable[Iterable[_Stay]], calendar: ServiceCalendar | None
) -> tuple[Dwell, ...]:
    """Return the stays of all tickets by place."""
    if calendar is not None:
        check_kind("calendar", calendar, ServiceCalendar)
    seen: dict[str, list[int]] = {}
    total: dict[str, timedelta] = {}
    for stays in tickets:
        here: set[str] = set()
        for place, times in stays:
            counts = seen.setdefault(place, [0, 0])
            counts[0] += place not in here
            counts[1] += 1
            here.add(place)
            total[place] = total.get(place, timedelta(0)) + _length(times, calendar)
    return tuple(
        Dwell(place=place, tickets=counts[0], stays=counts[1], total=total[place])
        for place, counts in seen.items()
    )


def _length(times: IntervalSet, calendar: ServiceCalendar | None) -> timedelta:
    if calendar is None:
        return times.total()
    return sum((calendar.elapsed(*_ends(each)) for each in times), timedelta(0))


def _ends(span: Interval) -> tuple[datetime, datetime]:
    return span.start, span.start + span.duration
