"""The plan of an order along time: what is done when, what decides the end, what has slack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars.zones import parse_zone, zone_key
from svcmgmt.patterns import OrderPlan, PlannedItem
from svcmgmt.temporal import format_instant, instant
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values._kinds import of_kind
from svcmgmt.views._gantt_drawing import GanttBar, GanttKind, gantt_layers, gantt_svg
from svcmgmt.views.pictures import Picture, Row, Table, vega_lite

__all__ = ["OrderGantt", "order_gantt"]

_UTC: Final = parse_zone("UTC")
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})
_MOST_ITEMS: Final = 40
_MOST_ARROWS: Final = 80
_MOST_ROWS: Final = 1_000


def _names(values: Mapping[str, str]) -> Mapping[str, str]:
    return dict(values)


def _promise(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "promised")


@frozen(kw_only=True, repr=False)
class OrderGantt(Picture):
    """The items of a plan as bars, those that decide the end of the order told apart.

    Made by `order_gantt`.

    Raises:
        InvalidType: a plan or a zone of another kind.
        NaiveDatetime: a promise without a zone.
        InvalidValue: a name for no item.
    """

    plan: OrderPlan = field(validator=of_kind(OrderPlan))
    """The plan."""

    names: Mapping[str, str] = field(default=_NO_NAMES, converter=_names, hash=False)
    """Names of items for people, by identifier; an item without one has its identifier."""

    promised: datetime | None = field(default=None, converter=_promise)
    """Until when the order was promised; None if it was not."""

    zone: ZoneInfo = field(default=_UTC, converter=parse_zone, eq=zone_key)
    """In which times are shown."""

    def __attrs_post_init__(self) -> None:
        for name in self.names:
            self.plan.item(name)

    @cached_property
    def _critical(self) -> frozenset[str]:
        return frozenset(self.plan.critical)

    @cached_property
    def shown(self) -> tuple[PlannedItem, ...]:
        """The items that the picture has room for: critical ones and those with least slack."""
        items = self.plan.items
        first = sorted(
            range(len(items)),
            key=lambda index: (items[index].id not in self._critical, items[index].slack),
        )
        return tuple(items[index] for index in sorted(first[:_MOST_ITEMS]))

    def kind_of(self, item: PlannedItem) -> GanttKind:
        """Return what an item is for the end of the order; without slack it is critical."""
        if item.is_done:
            return GanttKind.DONE
        return GanttKind.SLACK if item.slack else GanttKind.CRITICAL

    @property
    def title(self) -> str:
        """What it shows, in a line."""
        many = len(self.plan.items)
        items = "1 item" if many == 1 else f"{many} items"
        return f"plan of {items}, done by {local_text(self.plan.finish, self.zone)}"

    @property
    def description(self) -> str:
        """What can be seen in it."""
        kinds = Counter(map(self.kind_of, self.plan.items))
        told = ", ".join(f"{kind.value} {kinds[kind]}" for kind in GanttKind if kinds[kind])
        start, end = (local_text(each, self.zone) for each in self._span)
        return f"{start} to {end} ({self.zone.key}); items: {told}{self._kept()}"

    def _kept(self) -> str:
        """Return how the end stands to the promise; at the promised instant is in time."""
        if self.promised is None:
            return ""
        late = self.plan.finish - self.promised
        told = f"{duration_text(late)} late" if late > timedelta(0) else "in time"
        return f"; promised {local_text(self.promised, self.zone)}, {told}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How many items, and lines between them, are not shown."""
        more = len(self.plan.items) - len(self.shown)
        told = [f"{more} items with more slack are not shown"] if more else []
        if len(self._arrows) > _MOST_ARROWS:
            told.append("what waits for what is not shown")
        return tuple(told)

    @property
    def _span(self) -> tuple[datetime, datetime]:
        items = self.plan.items
        ends = [self.plan.finish, self.plan.as_of, *([self.promised] if self.promised else [])]
        starts = [self.plan.start, self.plan.as_of, *(each.start for each in items)]
        return min(starts), max(ends)

    @cached_property
    def _arrows(self) -> tuple[tuple[str, str], ...]:
        shown = {each.id for each in self.shown}
        pairs = ((each.before, each.after) for each in self.plan.graph.dependencies)
        return tuple(pair for pair in pairs if shown.issuperset(pair))

    def _named(self, item: PlannedItem) -> str:
        name = self.names.get(item.id)
        return item.id if name is None else f"{item.id} {name}"

    def table(self) -> Table:
        """Return one row for each item that is shown."""
        header = ("item", "start", "finish", "slack", "")
        rows = [
            (
                self._named(each),
                local_text(each.start, self.zone),
                local_text(each.finish, self.zone),
                duration_text(each.slack),
                self.kind_of(each).value,
            )
            for each in self.shown
        ]
        return header, rows

    def as_rows(self) -> list[Row]:
        """Return one dict for each item, each after those that it waits for."""
        return [self._row(each) for each in self.plan.items]

    def _row(self, item: PlannedItem) -> Row:
        return {
            "item": self._named(item),
            "level": item.level,
            "kind": self.kind_of(item).value,
            "is_critical": item.id in self._critical,
            "start": format_instant(item.start),
            "finish": format_instant(item.finish),
            "latest_finish": format_instant(item.latest_finish),
            "slack_s": item.slack.total_seconds(),
            "work_s": item.work.total_seconds(),
            "done_s": item.done.total_seconds(),
        }

    def svg(self) -> str:
        """Return it as SVG, with lines from each item to those that wait for it."""
        marks = {"as of": self.plan.as_of}
        if self.promised is not None:
            marks["promised"] = self.promised
        arrows = self._arrows
        return gantt_svg(
            [self._bar(each) for each in self.shown],
            arrows if len(arrows) <= _MOST_ARROWS else (),
            marks,
            span=self._span,
            zone=self.zone,
            told=(self.title, self.description, *self.notes),
        )

    def _bar(self, item: PlannedItem) -> GanttBar:
        return GanttBar(
            id=item.id,
            name=self._named(item),
            kind=self.kind_of(item),
            start=item.start,
            finish=item.finish,
            latest=item.latest_finish,
            slack=f"slack {duration_text(item.slack)}" if item.slack else "",
        )

    def vega_lite(self) -> dict[str, Any]:
        """Return it as a Vega-Lite 5 specification; of very many items those shown in the SVG."""
        items = self.plan.items if len(self.plan.items) <= _MOST_ROWS else self.shown
        rows = [self._row(each) for each in items]
        return vega_lite(self, rows, size=(640, {"step": 24}), **gantt_layers())

    def __repr__(self) -> str:
        return f"<OrderGantt {self.title}>"


def order_gantt(
    plan: OrderPlan,
    *,
    names: Mapping[str, str] = _NO_NAMES,
    promised: datetime | None = None,
    zone: str | tzinfo = UTC,
) -> OrderGantt:
    """Return the picture of a plan.

    Args:
        plan: when the items of an order are done, see `plan_order`.
        names: names of items for people, by identifier.
        promised: until when the order was promised.
        zone: in which times are shown.

    Raises:
        InvalidType: a plan or a zone of another kind.
        NaiveDatetime: a promise without a zone.
        InvalidValue: a name for no item.

    Examples:
        >>> from svcmgmt.patterns import ItemWork, PlanItem, graph_of, plan_order
        >>> from svcmgmt.temporal import parse_instant as at
        >>> steps = graph_of([PlanItem(id="1"), PlanItem(id="2"),
        ...                   PlanItem(id="3", depends_on=["1", "2"])])
        >>> days = {name: ItemWork(duration=timedelta(days=int(name))) for name in "123"}
        >>> plan = plan_order(steps, days, start=at("2026-10-26T00:00:00Z"))
        >>> print(order_gantt(plan, promised=at("2026-10-31T00:00:00Z")).explain())
        plan of 3 items, done by Sat 2026-10-31 00:00+00:00
        Mon 2026-10-26 00:00+00:00 to Sat ...; promised Sat 2026-10-31 00:00+00:00, in time
        item  start                       finish                      slack
        1     Mon 2026-10-26 00:00+00:00  Tue 2026-10-27 00:00+00:00  24:00:00  with slack
        2     Mon 2026-10-26 00:00+00:00  Wed 2026-10-28 00:00+00:00  0:00:00   critical
        3     Wed 2026-10-28 00:00+00:00  Sat 2026-10-31 00:00+00:00  0:00:00   critical
    """
    return OrderGantt(plan=plan, names=names, promised=promised, zone=zone)
