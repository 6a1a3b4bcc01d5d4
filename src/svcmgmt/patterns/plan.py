"""When the items of an order will be done: critical path, slack, projected end (rule R8.20)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, TypeAlias

from attrs import Factory, field, frozen

from svcmgmt.calendars import ServiceCalendar, always
from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidValue
from svcmgmt.patterns.dependencies import OrderGraph
from svcmgmt.patterns.orders import ItemAction
from svcmgmt.temporal import EndBeforeStart, exact_duration, format_instant, instant
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["ItemProgress", "ItemWork", "OrderPlan", "PlannedItem", "plan_order"]

_NOTHING: Final = timedelta(0)
_Times: TypeAlias = tuple[datetime, datetime]
"""Begin and end."""


def _duration(value: timedelta) -> timedelta:
    duration = exact_duration(value, "duration")
    if duration < _NOTHING:
        raise InvalidValue("duration", value, "0 or more")
    return duration


def _instant(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value)


@frozen(kw_only=True)
class ItemWork:
    """How long an item takes, and when people work on it.

    Raises:
        InvalidType: something else than a duration and a calendar.
        InvalidValue: a negative duration.

    Examples:
        >>> ItemWork(duration=timedelta(hours=8)).duration
        datetime.timedelta(seconds=28800)
    """

    duration: timedelta = field(converter=_duration)
    """Working time that it takes, in the hours of the calendar."""

    calendar: ServiceCalendar = field(default=Factory(always), validator=of_kind(ServiceCalendar))
    """When work goes on; round the clock if nothing is told."""


@frozen(kw_only=True)
class ItemProgress:
    """What is known of an item: when it was begun, and when it was done.

    Raises:
        EndBeforeStart: done before it was begun.

    Examples:
        >>> ItemProgress().finished is None
        True
    """

    started: datetime | None = field(default=None, converter=_instant)
    """When it was begun; None if it was not."""

    finished: datetime | None = field(default=None, converter=_instant)
    """When it was done; None if it is not."""

    def __attrs_post_init__(self) -> None:
        if self.started is not None and self.finished is not None and self.finished < self.started:
            raise EndBeforeStart("finished", self.finished, f"{self.started} or later")


@frozen(kw_only=True)
class PlannedItem:
    """When an item can be done, and how late it may be.

    Examples:
        >>> from svcmgmt.patterns import PlanItem, graph_of
        >>> from svcmgmt.temporal import parse_instant as at
        >>> plan = plan_order(graph_of([PlanItem(id="1")]), {"1": ItemWork(duration=timedelta(1))},
        ...                   start=at("2026-10-26T00:00:00Z"))
        >>> plan.item("1").slack
        datetime.timedelta(0)
    """

    id: str
    """Identifier of the item."""

    level: int
    """How many steps of others come before it, from 0."""

    work: timedelta
    """Working time that it takes."""

    start: datetime
    """When it can begin, or did."""

    finish: datetime
    """When it can be done, or was."""

    latest_start: datetime
    """When it must begin so that the end of the order does not move."""

    latest_finish: datetime
    """When it must be done so that the end of the order does not move."""

    slack: timedelta
    """How much later it may be done, in working time of its calendar; 0 once it is done."""

    progress: ItemProgress
    """What is known of it."""

    done: timedelta
    """Working time of it that is over, all of it once it is done."""

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.progress.finished is not None


_UNKNOWN: Final = ItemProgress()


def _by_id(plan: OrderPlan) -> dict[str, PlannedItem]:
    return {each.id: each for each in plan.items}


@frozen(kw_only=True)
class OrderPlan:
    """When an order will be done.

    Examples:
        >>> from svcmgmt.patterns import PlanItem, graph_of
        >>> from svcmgmt.temporal import parse_instant as at
        >>> steps = graph_of([PlanItem(id="design"), PlanItem(id="build", depends_on=["design"])])
        >>> plan = plan_order(steps, {"design": ItemWork(duration=timedelta(days=2)),
        ...                           "build": ItemWork(duration=timedelta(days=3))},
        ...                   start=at("2026-10-26T00:00:00Z"))
        >>> plan.critical, plan.finish - plan.start
        (('design', 'build'), datetime.timedelta(days=5))
    """

    graph: OrderGraph
    """The items and what they wait for."""

    items: tuple[PlannedItem, ...]
    """The items with their times, each after those that it waits for."""

    start: datetime
    """When the order can begin."""

    finish: datetime
    """When the last item will be done."""

    critical: tuple[str, ...]
    """A chain of items that decides when the order is done, first to last."""

    as_of: datetime
    """When the plan was made; what is not begun by then begins no earlier."""

    _by_id: dict[str, PlannedItem] = field(
        init=False, eq=False, repr=False, default=Factory(_by_id, takes_self=True)
    )

    def item(self, id: str) -> PlannedItem:  # noqa: A002 - as the document calls it
        """Return an item with its times.

        Raises:
            InvalidValue: no such item.
        """
        return self._by_id[self.graph.item(id).id]

    def __str__(self) -> str:
        rows = [
            (
                each.id,
                format_instant(each.start),
                format_instant(each.finish),
                str(each.slack),
                "done" if each.is_done else "critical" if each.id in self.critical else "",
            )
            for each in self.items
        ]
        return text_table(("item", "start", "finish", "slack", ""), rows)


def plan_order(
    graph: OrderGraph,
    work: Mapping[str, ItemWork],
    *,
    start: datetime,
    progress: Mapping[str, ItemProgress] = MappingProxyType({}),
    as_of: datetime | None = None,
) -> OrderPlan:
    """Return when the items of an order can be done, and which of them decide when it ends.

    An item begins when all that it waits for is done. What was begun or done has its own times;
    what was not begins no earlier than `as_of`. An item that changes nothing takes no time.
    Source: rule R8.20, algorithm 13.12.

    Args:
        graph: the items and what they wait for.
        work: how long each item takes, by its identifier.
        start: when the order can begin.
        progress: what is known of items that were begun.
        as_of: when the plan is made; `start` if nothing is told.

    Raises:
        InvalidType: something else than a graph, work and progress.
        InvalidValue: an item without work, no item at all, or work and progress of no item.
        NoSuchTime: a calendar that never opens again.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> from svcmgmt.patterns import PlanItem, graph_of
        >>> from svcmgmt.temporal import parse_instant as at
        >>> office = weekly("Mon-Fri 09:00-17:00", zone="UTC")
        >>> plan = plan_order(graph_of([PlanItem(id="visit")]),
        ...                   {"visit": ItemWork(duration=timedelta(hours=12), calendar=office)},
        ...                   start=at("2026-10-23T09:00:00Z"))
        >>> plan.finish.isoformat()
        '2026-10-26T13:00:00+00:00'
    """
    check_kind("graph", graph, OrderGraph)
    begin = instant(start, "start")
    now = begin if as_of is None else instant(as_of, "as_of")
    if not graph.items:
        raise InvalidValue("graph", (), "at least one item")
    for name in (*work, *progress):
        graph.item(name)
    for each in progress.values():
        check_kind("progress", each, ItemProgress)
    planning = _Planning(graph=graph, work=_work(graph, work), progress=progress)
    times = planning.forward(begin, now)
    finish = max(end for _, end in times.values())
    latest = planning.backward(times, finish)
    return OrderPlan(
        graph=graph,
        items=tuple(planning.planned(times, latest, now)),
        start=begin,
        finish=finish,
        critical=planning.critical(times),
        as_of=now,
    )


def _work(graph: OrderGraph, work: Mapping[str, ItemWork]) -> dict[str, ItemWork]:
    found: dict[str, ItemWork] = {}
    for each in graph.items:
        if each.id in work:
            check_kind("work", work[each.id], ItemWork)
            found[each.id] = work[each.id]
        elif each.action is ItemAction.NO_CHANGE:
            found[each.id] = ItemWork(duration=_NOTHING)
        else:
            raise InvalidValue("work", each.id, "how long each item takes")
    return found


@frozen(kw_only=True)
class _Planning:
    """The passes over a graph, forwards and backwards."""

    graph: OrderGraph
    work: Mapping[str, ItemWork]
    progress: Mapping[str, ItemProgress]

    def forward(self, begin: datetime, now: datetime) -> dict[str, _Times]:
        """Return when each item can begin and be done."""
        times: dict[str, _Times] = {}
        for name in self.graph.order:
            before = [times[each][1] for each in self.graph.waits_for(name)]
            times[name] = self._times(name, max([begin, *before]), now)
        return times

    def _times(self, name: str, ready: datetime, now: datetime) -> _Times:
        known, work = self._known(name), self.work[name]
        if known.finished is not None:
            return known.started or known.finished, known.finished
        if known.started is not None:
            due = work.calendar.due(known.started, work.duration)
            return known.started, max(due, now)
        earliest = max(ready, now)
        return earliest, work.calendar.due(earliest, work.duration)

    def _known(self, name: str) -> ItemProgress:
        return self.progress.get(name, _UNKNOWN)

    def backward(self, times: Mapping[str, _Times], finish: datetime) -> dict[str, _Times]:
        """Return when each item must begin and be done so that the end does not move."""
        latest: dict[str, _Times] = {}
        for name in reversed(self.graph.order):
            start, end = times[name]
            limit = min([finish, *(latest[each][0] for each in self.graph.leads_to(name))])
            limit = max(limit, end)
            work = self.work[name]
            back = work.calendar.before(limit, work.duration)
            is_open = self._known(name).started is None and self._known(name).finished is None
            latest[name] = (max(back, start), limit) if is_open else (start, limit)
        return latest

    def planned(
        self, times: Mapping[str, _Times], latest: Mapping[str, _Times], now: datetime
    ) -> Iterator[PlannedItem]:
        """Yield the items with their times."""
        for level, names in enumerate(self.graph.levels):
            for name in names:
                known, work = self._known(name), self.work[name]
                end, limit = times[name][1], latest[name][1]
                is_done = known.finished is not None
                yield PlannedItem(
                    id=name,
                    level=level,
                    work=work.duration,
                    start=times[name][0],
                    finish=end,
                    latest_start=latest[name][0],
                    latest_finish=limit,
                    slack=_NOTHING if is_done else work.calendar.elapsed(end, limit),
                    progress=known,
                    done=_over(work, known, now),
                )

    def critical(self, times: Mapping[str, _Times]) -> tuple[str, ...]:
        """Return the chain that ends last, each step the one that the next waited for longest."""
        place = {name: index for index, name in enumerate(self.graph.order)}

        def last(names: Iterable[str]) -> str:
            return max(names, key=lambda name: (times[name][1], place[name]))

        chain = [last(place)]
        while self.graph.waits_for(chain[-1]):
            chain.append(last(self.graph.waits_for(chain[-1])))
        return tuple(reversed(chain))


def _over(work: ItemWork, known: ItemProgress, now: datetime) -> timedelta:
    """Return the working time of an item that is over."""
    if known.finished is not None:
        return work.duration
    if known.started is None or known.started >= now:
        return _NOTHING
    return min(work.duration, work.calendar.elapsed(known.started, now))
