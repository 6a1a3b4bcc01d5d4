"""What becomes of events: suppressed, folded, put under a parent, promoted to incidents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import MaintenanceWindow
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice._fields import as_tuple, each_of, named, not_negative, pairs_of, words
from svcmgmt.practice.event import DedupWindow, Event, EventGroup, Significance, dedup
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.milestones import Milestone
from svcmgmt.practice.priorities import PRIORITY_3X3, Impact, PriorityMatrix, Urgency
from svcmgmt.values import Finding
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "EventPolicy",
    "EventReport",
    "HandledGroup",
    "PlannedWork",
    "PromotionRule",
    "SuppressedEvent",
    "handle_events",
]


@frozen(kw_only=True)
class PlannedWork:
    """Work during which events of some subjects are expected.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> night = MaintenanceWindow(name="Sunday night",
        ...                           times=weekly("Sun 02:00-04:00", zone="UTC"))
        >>> PlannedWork(window=night, subjects=["db1"]).subjects
        ('db1',)
    """

    window: MaintenanceWindow = field(validator=of_kind(MaintenanceWindow))
    """When, and how people call it."""

    subjects: tuple[str, ...] = field(default=(), converter=as_tuple, validator=words)
    """What is worked on; everything if empty."""


def _at_least(_owner: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType("at_least", value, "int")
    if value < 1:
        raise InvalidValue("at_least", value, "1 or more")


@frozen(kw_only=True)
class PromotionRule:
    """Which groups of events become incidents, and how urgent these are.

    Source: rule R1.22.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a count below 1.

    Examples:
        >>> PromotionRule(name="flapping", at_least=3, impact=Impact.LOW).significance
        <Significance.EXCEPTION: 'exception'>
    """

    name: str = field(validator=named)
    """How people call it."""

    significance: Significance = field(
        default=Significance.EXCEPTION, validator=of_kind(Significance)
    )
    """What the group has to mean."""

    at_least: int = field(default=1, validator=_at_least)
    """How many events it needs."""

    subjects: tuple[str, ...] = field(default=(), converter=as_tuple, validator=words)
    """What it has to be about; anything if empty."""

    takes_children: bool = field(default=False, validator=of_kind(bool))
    """Whether groups that a parent explains become incidents as well."""

    impact: Impact | None = field(default=None, validator=of_kind(Impact, None))
    """Impact of the incident; None leaves it to people."""

    urgency: Urgency | None = field(default=None, validator=of_kind(Urgency, None))
    """Urgency of the incident; None leaves it to people."""

    def fits(self, group: EventGroup, *, is_child: bool) -> bool:
        """Return whether a group becomes an incident by this rule.

        Raises:
            InvalidType: something that is no group.
        """
        check_kind("group", group, EventGroup)
        return (
            group.significance is self.significance
            and group.count >= self.at_least
            and (not self.subjects or group.subject in self.subjects)
            and (self.takes_children or not is_child)
        )


def _depends(values: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict(pairs_of("depends_on", values, str, str)).items()))


@frozen(kw_only=True)
class EventPolicy:
    """How events are handled, as data.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a negative window, or subjects that depend on each other in a circle.

    Examples:
        >>> EventPolicy(depends_on={"shop": "db1", "db1": "shop"})
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: depends_on: 'db1' is not allowed; allowed: a subject that ...
    """

    window: timedelta = field(default=timedelta(minutes=5), validator=not_negative)
    """How far apart events of one key may be and still belong together."""

    counted_from: DedupWindow = field(default=DedupWindow.PREVIOUS, validator=of_kind(DedupWindow))
    """From which event of a group the window counts."""

    planned: tuple[PlannedWork, ...] = field(
        default=(), converter=as_tuple, validator=each_of(PlannedWork)
    )
    """Work during which events are expected."""

    depends_on: tuple[tuple[str, str], ...] = field(default=(), converter=_depends)
    """Subject, and the one that it depends on: a fault there explains faults here."""

    within: timedelta = field(default=timedelta(minutes=15), validator=not_negative)
    """How far apart a fault and what it explains may begin."""

    promotions: tuple[PromotionRule, ...] = field(
        default=(), converter=as_tuple, validator=each_of(PromotionRule)
    )
    """Which groups become incidents; of several rules the first that fits."""

    def __attrs_post_init__(self) -> None:
        above, cleared = dict(self.depends_on), set[str]()
        for start in above:
            walk: dict[str, None] = {}
            here = start
            while here in above and here not in cleared:
                if here in walk:
                    allowed = "a subject that does not depend on itself"
                    raise InvalidValue("depends_on", here, allowed)
                walk[here] = None
                here = above[here]
            cleared.update(walk)


@frozen(kw_only=True)
class SuppressedEvent:
    """An event during planned work: kept, and shown to nobody.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> event = Event(at=parse_instant("2026-10-26T08:00:00Z"), key="down db1")
        >>> SuppressedEvent(event=event, work="Sunday night").work
        'Sunday night'
    """

    event: Event
    """What was told."""

    work: str
    """Name of the work that explains it."""


@frozen(kw_only=True)
class HandledGroup:
    """A group of events, what explains it, and the rule by which it becomes an incident.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> event = Event(at=parse_instant("2026-10-26T08:00:00Z"), key="down db1")
        >>> group = EventGroup(first=event, last=event, count=1, significance=event.significance)
        >>> rule = PromotionRule(name="all", impact=Impact.HIGH, urgency=Urgency.HIGH)
        >>> handled = HandledGroup(group=group, promotion=rule)
        >>> print(handled.incident(id="INC-7", at=event.at).priority)
        P1
    """

    group: EventGroup
    """The events."""

    parent: EventGroup | None = None
    """The fault that explains them; None if nothing does."""

    promotion: PromotionRule | None = None
    """The rule by which they become an incident; None if they do not."""

    def incident(
        self,
        *,
        id: str,  # noqa: A002 - the published attribute
        at: datetime,
        matrix: PriorityMatrix = PRIORITY_3X3,
        by: str = "",
    ) -> Incident:
        """Return the incident that they become, detected with the first of them.

        Args:
            id: identifies the incident.
            at: when it is logged.
            matrix: gives the priority when the rule tells impact and urgency.
            by: who logs it.

        Raises:
            InvalidValue: events that no rule promotes.
        """
        rule = self.promotion
        if rule is None:
            raise InvalidValue("group", self.group.key, "a group that a rule promotes")
        incident = Incident.log(
            id=id,
            at=at,
            name=self.group.first.message or self.group.key,
            impact=rule.impact,
            urgency=rule.urgency,
            matrix=matrix,
            by=by,
        )
        return incident.reached(Milestone.DETECTED, at=self.group.first.at)


@frozen(kw_only=True)
class EventReport:
    """What became of events; the counts add up to what came in.

    Examples:
        >>> handle_events([], EventPolicy()).received
        0
    """

    groups: tuple[HandledGroup, ...] = ()
    """What people see, in order of the first events."""

    suppressed: tuple[SuppressedEvent, ...] = ()
    """What they do not see, in the order in which it came."""

    repeated: int = 0
    """How many came twice, identical to the letter; each counts once above."""

    findings: tuple[Finding, ...] = ()
    """What was unusual about the events that people see."""

    @property
    def received(self) -> int:
        """How many events came in."""
        seen = sum(each.group.count for each in self.groups)
        return seen + len(self.suppressed) + self.repeated

    @property
    def promoted(self) -> tuple[HandledGroup, ...]:
        """The groups that become incidents."""
        return tuple(each for each in self.groups if each.promotion is not None)


def handle_events(events: Iterable[Event], policy: EventPolicy) -> EventReport:
    """Return what becomes of events: planned work, repetition, explanation, promotion.

    An event during planned work on its subject is set aside; the others are folded by their
    keys. A group is explained by a group of exceptions about a subject that its own depends on,
    the nearest first, if that began no earlier and no later than `within`. Source: rule R1.22.

    Args:
        events: in any order.
        policy: how they are handled.

    Raises:
        InvalidType: something that is no event, or no policy.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> told = [Event(at=at("2026-10-26T08:00:00Z"), key="down db1", subject="db1"),
        ...         Event(at=at("2026-10-26T08:01:00Z"), key="slow shop", subject="shop")]
        >>> policy = EventPolicy(depends_on={"shop": "db1"}, promotions=[PromotionRule(name="all")])
        >>> report = handle_events(told, policy)
        >>> [each.group.key for each in report.promoted]
        ['down db1']
    """
    check_kind("policy", policy, EventPolicy)
    listed = all_of_kind("events", events, Event)
    by_work = _Planned(policy.planned)
    expected = [(event, by_work.during(event)) for event in listed]
    seen = [event for event, work in expected if work is None]
    groups, findings = dedup(seen, window=policy.window, counted_from=policy.counted_from)
    parents = _Parents(groups, policy)
    handled: list[HandledGroup] = []
    for group in groups:
        parent = parents.of(group)
        is_child = parent is not None
        rules = (each for each in policy.promotions if each.fits(group, is_child=is_child))
        handled.append(HandledGroup(group=group, parent=parent, promotion=next(rules, None)))
    return EventReport(
        groups=tuple(handled),
        suppressed=tuple(
            SuppressedEvent(event=event, work=work) for event, work in expected if work is not None
        ),
        repeated=len(seen) - sum(group.count for group in groups),
        findings=findings,
    )


class _Planned:
    """Planned work by what is worked on."""

    def __init__(self, planned: Iterable[PlannedWork]) -> None:
        self._everywhere: list[MaintenanceWindow] = []
        self._of: dict[str, list[MaintenanceWindow]] = {}
        for work in planned:
            for subject in work.subjects:
                self._of.setdefault(subject, []).append(work.window)
            if not work.subjects:
                self._everywhere.append(work.window)

    def during(self, event: Event) -> str | None:
        """Return the name of the work during which an event came; None if there was none."""
        windows = [*self._of.get(event.subject, []), *self._everywhere]
        return next((each.name for each in windows if each.times.is_open(event.at)), None)


class _Parents:
    """Faults by what they are about, to find what explains others."""

    def __init__(self, groups: Iterable[EventGroup], policy: EventPolicy) -> None:
        self._above: Final = MappingProxyType(dict(policy.depends_on))
        self._within = policy.within
        self._of: dict[str, list[EventGroup]] = {}
        for group in groups:  # in order of their first events
            if group.significance is Significance.EXCEPTION:
                self._of.setdefault(group.subject, []).append(group)

    def of(self, group: EventGroup) -> EventGroup | None:
        """Return the fault that explains a group, about the nearest subject above."""
        begun, subject = group.first.at, self._above.get(group.subject)
        while subject is not None:
            faults = self._of.get(subject, [])
            place = bisect_right(faults, self._within, key=lambda each: each.first.at - begun)
            if place and begun - faults[place - 1].first.at <= self._within:
                return faults[place - 1]
            subject = self._above.get(subject)
        return None
