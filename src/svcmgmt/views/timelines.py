"""The outage timeline: what was down, left out or worked upon, and when, in lanes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, timedelta, tzinfo
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars.zones import parse_zone, zone_key
from svcmgmt.sla.availability import Availability
from svcmgmt.temporal import Interval, format_instant
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values._kinds import all_of_kind, of_kind
from svcmgmt.views._axis import span_of
from svcmgmt.views._timeline_drawing import timeline_layers, timeline_svg
from svcmgmt.views._timeline_items import Lanes, TimelineItem, TimelineKind, TimelineLane, lanes_of
from svcmgmt.views.pictures import Picture, Row, Table, vega_lite

__all__ = ["OutageTimeline", "outage_timeline"]

_UTC: Final = parse_zone("UTC")
_MOST_LANES: Final = 30
_MOST_ITEMS: Final = 1_000


def _services(values: Iterable[Availability]) -> tuple[Availability, ...]:
    return all_of_kind("services", values, Availability)


@frozen(kw_only=True, repr=False)
class OutageTimeline(Picture):
    """The facts behind some availabilities, along the time that they are about.

    It shows what was recorded; what of it counts is what `Availability` is for. Made by
    `outage_timeline`.

    Raises:
        InvalidType: services, a zone or lanes of another kind.
    """

    services: tuple[Availability, ...] = field(converter=_services)
    """Whose facts they are."""

    by: Lanes = field(default=Lanes.SERVICE, validator=of_kind(Lanes))
    """By what the lanes are made."""

    zone: ZoneInfo = field(default=_UTC, converter=parse_zone, eq=zone_key)
    """In which times are shown."""

    @property
    def period(self) -> Interval | None:
        """From the first instant of all services to the last one; None without services."""
        return span_of([each.period for each in self.services])

    @cached_property
    def lanes(self) -> tuple[TimelineLane, ...]:
        """All lanes: of services as they are given, of causes by their names."""
        return lanes_of(self.services, self.by)

    @property
    def shown(self) -> tuple[TimelineLane, ...]:
        """The lanes that the picture has room for: those with the most downtime."""
        most = sorted(range(len(self.lanes)), key=lambda index: -self.lanes[index].downtime)
        return tuple(self.lanes[index] for index in sorted(most[:_MOST_LANES]))

    @property
    def title(self) -> str:
        """What it shows, in a line."""
        many = len(self.services)
        named = self.services[0].subject if many == 1 else f"{many} services"
        return f"outages of {named} by {self.by.value}"

    @property
    def description(self) -> str:
        """What can be seen in it."""
        period = self.period
        if period is None:
            return "No services"
        kinds = Counter(item.kind for lane in self.lanes for item in lane.items)
        told = ", ".join(f"{kind.value} {kinds[kind]}" for kind in TimelineKind if kinds[kind])
        ends = (period.start, period.start + period.duration)
        shown = " to ".join(local_text(at, self.zone) for at in ends)
        return f"{shown} ({self.zone.key}); stretches: {told or 'none'}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How many lanes are not shown."""
        more = len(self.lanes) - len(self.shown)
        return (f"{more} lanes with less downtime are not shown",) if more else ()

    def table(self) -> Table:
        """Return one row for each lane that is shown."""
        header = (self.by.value, "outages", "downtime", "longest", "left out or worked upon")
        rows = [
            (
                lane.name,
                lane.outages,
                duration_text(lane.downtime),
                duration_text(
                    max((x.duration for x in lane.items if x.share), default=timedelta(0))
                ),
                len(lane.items) - lane.outages,
            )
            for lane in self.shown
        ]
        return header, rows

    def as_rows(self) -> list[Row]:
        """Return one dict for each stretch, clipped to the period."""
        return [_as_row(item) for lane in self.lanes for item in lane.items]

    def svg(self) -> str:
        """Return it as SVG; exclusions and maintenance are hatched, behind the outages."""
        return timeline_svg(
            self.shown,
            self.period,
            zone=self.zone,
            title=self.title,
            told=(self.description, *self.notes),
        )

    def vega_lite(self) -> dict[str, Any]:
        """Return it as a Vega-Lite 5 specification; of very many stretches the longest ones."""
        items = [item for lane in self.shown for item in lane.items]
        longest = sorted(range(len(items)), key=lambda index: -items[index].duration)
        kept = sorted(longest[:_MOST_ITEMS])
        rows = [_as_row(items[index]) for index in kept]
        made = vega_lite(self, rows, size=(640, {"step": 26}), **timeline_layers())
        if len(kept) < len(items):
            made["title"]["subtitle"].append(f"{len(items) - len(kept)} shorter ones are not shown")
        return made

    def __repr__(self) -> str:
        return f"<OutageTimeline {self.title}>"


def _as_row(item: TimelineItem) -> Row:
    return {
        "lane": item.lane,
        "kind": item.kind.value,
        "service": item.service,
        "name": item.name,
        "start": format_instant(item.start),
        "end": format_instant(item.end),
        "duration_s": item.duration.total_seconds(),
        "share": float(item.share),
        "is_open": item.is_open,
    }


def outage_timeline(
    services: Iterable[Availability],
    *,
    by: Lanes = Lanes.SERVICE,
    zone: str | tzinfo = UTC,
) -> OutageTimeline:
    """Return the timeline of some services.

    Args:
        services: the availability of each, whose facts are shown.
        by: by what the lanes are made.
        zone: in which times are shown.

    Raises:
        InvalidType: services, a zone or lanes of another kind.

    Examples:
        >>> from svcmgmt.sla.availability import Maintenance, Outage, availability_of
        >>> vpn = availability_of(
        ...     [Outage(id="o-7", during=Interval.parse("2026-10-05T10:00:00Z/PT36M"))],
        ...     exclusions=[Maintenance(planned=Interval.parse("2026-10-05T02:00:00Z/PT1H"))],
        ...     within=Interval.parse("2026-10-05T00:00:00Z/PT24H"), subject="vpn")
        >>> print(outage_timeline([vpn]).explain())
        outages of vpn by service
        Mon 2026-10-05 00:00+00:00 to Tue ... (UTC); stretches: outage 1, maintenance 1
        service  outages  downtime  longest  left out or worked upon
        vpn            1  0:36:00   0:36:00                        1
    """
    return OutageTimeline(services=services, by=by, zone=zone)
