"""What an outage timeline consists of: facts, clipped to the period and put into lanes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Final

from attrs import frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.sla.availability import Availability, Exclusion, Maintenance, Outage
from svcmgmt.sla.availability._preparation import held
from svcmgmt.temporal import Interval, _edges as algebra, to_micros

__all__ = ["Lanes", "TimelineItem", "TimelineKind", "TimelineLane", "items_of", "lanes_of"]

_NOTHING: Final = Fraction(0)


class TimelineKind(Enum):
    """What a stretch of a timeline is.

    Examples:
        >>> TimelineKind("maintenance")
        <TimelineKind.MAINTENANCE: 'maintenance'>
    """

    OUTAGE = "outage"  # all of the service was lost
    PARTIAL = "partial outage"  # a share of it was
    EXCLUSION = "exclusion"  # time that the agreement leaves out
    CLAIMED = "claimed exclusion"  # the same, where the policies do not accept it
    MAINTENANCE = "maintenance"  # as it was done, or planned where nobody tells
    UNKNOWN = "unknown"  # nobody knows whether it worked


class Lanes(Enum):
    """By what the lanes of a timeline are made.

    Examples:
        >>> Lanes("cause")
        <Lanes.CAUSE: 'cause'>
    """

    SERVICE = "service"  # a lane for each service, and for each part of it that facts name
    CAUSE = "cause"  # a lane for each cause; exclusions by category


@frozen(kw_only=True)
class TimelineItem:
    """One fact within the period."""

    lane: str
    """In which lane it is."""

    kind: TimelineKind
    """What it is."""

    start: datetime
    """Its first instant within the period, in UTC."""

    end: datetime
    """First instant after, within the period; in UTC."""

    service: str
    """Whose fact it is."""

    name: str
    """The fact, in words."""

    share: Fraction
    """Which share of the service was lost; 0 for what is no outage."""

    is_open: bool
    """Whether it had not ended."""

    @property
    def duration(self) -> timedelta:
        """Real time within the period."""
        return self.end - self.start


@frozen(kw_only=True)
class TimelineLane:
    """The facts of one lane, in order of time."""

    name: str
    """Of a service, or a cause."""

    items: tuple[TimelineItem, ...]
    """Its facts."""

    @cached_property
    def outages(self) -> int:
        """How many outages there are."""
        return len(self._down)

    @cached_property
    def downtime(self) -> timedelta:
        """Real time in which at least one of them lasted, left out or not."""
        pairs = ((to_micros(each.start), to_micros(each.end)) for each in self._down)
        return timedelta(microseconds=algebra.total(algebra.normal(pairs)))

    @property
    def _down(self) -> list[TimelineItem]:
        down = {TimelineKind.OUTAGE, TimelineKind.PARTIAL}
        return [each for each in self.items if each.kind in down]


def items_of(service: Availability, lanes: Lanes) -> Iterator[TimelineItem]:
    """Yield the facts of a service that touch its period."""
    facts, period = service.facts, service.period
    within = period.start, period.start + period.duration
    by_service = lanes is Lanes.SERVICE
    for outage in facts.outages:
        kind = TimelineKind.OUTAGE if outage.weight == 1 else TimelineKind.PARTIAL
        lane = _service_lane(service, outage) if by_service else outage.cause or "no cause told"
        yield from _clipped(service, outage, [outage.during], (lane, kind), within)
    for exclusion in facts.exclusions:
        is_held = held(exclusion, service.policies)
        kind = TimelineKind.EXCLUSION if is_held else TimelineKind.CLAIMED
        lane = _service_lane(service, exclusion) if by_service else exclusion.category.value
        yield from _clipped(service, exclusion, _times(exclusion, within), (lane, kind), within)
    for work in facts.maintenance:
        lane = _service_lane(service, work) if by_service else "maintenance"
        during = work.planned if work.actual is None else work.actual
        yield from _clipped(service, work, [during], (lane, TimelineKind.MAINTENANCE), within)
    lane = service.subject if by_service else "unknown"
    yield from _clipped(service, None, facts.unknown, (lane, TimelineKind.UNKNOWN), within)


def _service_lane(service: Availability, fact: Outage | Exclusion | Maintenance) -> str:
    is_whole = fact.scope in {"", service.subject}
    return service.subject if is_whole else f"{service.subject}: {fact.scope}"


def _times(exclusion: Exclusion, within: tuple[datetime, datetime]) -> Iterable[Interval]:
    during = exclusion.during
    if isinstance(during, ServiceCalendar):
        return during.intervals(*within)
    return [during] if isinstance(during, Interval) else during


def _clipped(
    service: Availability,
    fact: Outage | Exclusion | Maintenance | None,
    times: Iterable[Interval],
    place: tuple[str, TimelineKind],
    within: tuple[datetime, datetime],
) -> Iterator[TimelineItem]:
    """Yield the parts of a fact within the period; an open end lasts to the end of it."""
    if fact is not None and fact.is_withdrawn:
        return
    first, last = within
    for each in times:
        start, end = max(each.start, first), last if each.end is None else min(each.end, last)
        if start < end:
            yield TimelineItem(
                lane=place[0],
                kind=place[1],
                start=start,
                end=end,
                service=service.subject,
                name=place[1].value if fact is None else str(fact),
                share=fact.weight if isinstance(fact, Outage) else _NOTHING,
                is_open=each.end is None,
            )


def lanes_of(services: Iterable[Availability], lanes: Lanes) -> tuple[TimelineLane, ...]:
    """Return the lanes in order: of services as they are given, of causes by their names."""
    found: dict[str, list[TimelineItem]] = {}
    for service in services:
        if lanes is Lanes.SERVICE:
            found.setdefault(service.subject, [])
        items = list(items_of(service, lanes))
        for item in sorted(items, key=lambda each: (each.lane, each.start, each.end, each.name)):
            found.setdefault(item.lane, []).append(item)
    names = sorted(found) if lanes is Lanes.CAUSE else list(found)
    return tuple(
        TimelineLane(name=name, items=tuple(sorted(found[name], key=lambda each: each.start)))
        for name in names
    )
