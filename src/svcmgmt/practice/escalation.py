"""Escalation: what should happen next to a ticket, when and to whom; nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from attrs import evolve, field, frozen

from svcmgmt.calendars import NoSuchTime
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, State, StateChange
from svcmgmt.practice._fields import an_instant, as_tuple, each_of, named, not_negative
from svcmgmt.sla.clocks import Alert, ClockReading, ServiceTime
from svcmgmt.temporal import format_instant
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "ESCALATION_SHARES",
    "Escalation",
    "EscalationPlan",
    "EscalationPolicy",
    "FunctionalStep",
    "HierarchicalStep",
    "plan_escalation",
]

ESCALATION_SHARES: Final = ("50 %", "75 %", "100 %")
"""Shares of a target at which authority is told unless something else is agreed (rule R1.17)."""

_HIGHEST_LEVEL: Final = 10


def _alert(value: Alert | str) -> Alert:
    alert = Alert(value) if isinstance(value, str) else value
    if not isinstance(alert, Alert):
        raise InvalidType("at", value, "Alert, or text such as '75 %'")
    return alert


def _words(values: Iterable[State | OwnState | str]) -> tuple[str, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidType("states", values, "a list of states or their words")
    states = tuple(values)
    for state in states:
        if not isinstance(state, State | OwnState | str):
            raise InvalidType("states", state, "a state or its word")
    return tuple(map(str, states))


@frozen(kw_only=True)
class HierarchicalStep:
    """Telling somebody with more authority, when a share of the target is used up (ITIL v3 and 4).

    Counted by the clock of the target, not by the clock on the wall.

    Raises:
        InvalidType: a point of another kind.
        InvalidValue: nobody to tell.

    Examples:
        >>> print(HierarchicalStep(to="head of service", at="75 %"))
        head of service at 75 %
    """

    to: str = field(validator=named)
    """Who is told."""

    at: Alert = field(converter=_alert)
    """When, in the clock's own time; text such as `"75 %"` is read as a share."""

    def __str__(self) -> str:
        return f"{self.to} at {self.at}"


@frozen(kw_only=True)
class FunctionalStep:
    """Handing a ticket to more skill, when it was in some states for too long (ITIL v3 and 4).

    Raises:
        InvalidType: states or a time of another kind.
        InvalidValue: nobody to hand it to, or a negative time.

    Examples:
        >>> print(FunctionalStep(to="second level", states=["inProgress"],
        ...                      after=timedelta(minutes=30)))
        second level after 0:30:00 in inProgress
    """

    to: str = field(validator=named)
    """Who gets it."""

    states: tuple[str, ...] = field(converter=_words)
    """Words of the states in which the time runs; one stay may go through several of them."""

    after: timedelta = field(validator=not_negative)
    """How long a stay may last, in the service time of the clock."""

    def __str__(self) -> str:
        return f"{self.to} after {self.after} in {' or '.join(self.states)}"


EscalationStep: TypeAlias = HierarchicalStep | FunctionalStep


@frozen(kw_only=True)
class EscalationPolicy:
    """The steps that are agreed for a kind of ticket.

    Source: rule R1.17.

    Raises:
        InvalidType: something that is no step.

    Examples:
        >>> policy = EscalationPolicy.by_share("team lead", "service manager", "director")
        >>> [str(step) for step in policy.hierarchical]
        ['team lead at 50 %', 'service manager at 75 %', 'director at 100 %']
    """

    hierarchical: tuple[HierarchicalStep, ...] = field(
        default=(), converter=as_tuple, validator=each_of(HierarchicalStep)
    )
    """Who is told, the least authority first."""

    functional: tuple[FunctionalStep, ...] = field(
        default=(), converter=as_tuple, validator=each_of(FunctionalStep)
    )
    """Who gets it."""

    @classmethod
    def by_share(
        cls, *to: str, shares: Sequence[Alert | str] = ESCALATION_SHARES
    ) -> EscalationPolicy:
        """Return the policy of telling one after the other at shares of the target.

        Args:
            to: who is told, one for each share.
            shares: when.

        Raises:
            InvalidType: something else than a list of alerts or texts.
            InvalidValue: more or fewer people than shares.
        """
        told = all_of_kind("shares", shares, Alert, str)
        if len(to) != len(told):
            raise InvalidValue("to", to, f"{len(told)} to be told, one for each share")
        steps = [HierarchicalStep(to=who, at=share) for who, share in zip(to, told, strict=True)]
        return cls(hierarchical=steps)


@frozen(kw_only=True)
class Escalation:
    """One step of a ticket, and when it fires or fired.

    Raises:
        InvalidType: a field of another kind than it says.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> step = HierarchicalStep(to="team lead", at="50 %")
        >>> print(Escalation(step=step, at=parse_instant("2026-10-26T10:00:00Z")))
        2026-10-26T10:00:00Z team lead at 50 %
    """

    at: datetime = field(validator=an_instant)
    """When it fires, in UTC."""

    step: EscalationStep = field(validator=of_kind(HierarchicalStep, FunctionalStep))
    """What should happen."""

    def __str__(self) -> str:
        return f"{format_instant(self.at)} {self.step}"


@frozen(kw_only=True)
class EscalationPlan:
    """What should have happened to a ticket as of an instant, and what comes next.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> EscalationPlan(until=parse_instant("2026-10-26T10:00:00Z")).level
        0
    """

    until: datetime
    """As of when, in UTC."""

    fired: tuple[Escalation, ...] = ()
    """Steps that are due by then, in order; each once."""

    upcoming: tuple[Escalation, ...] = ()
    """Steps that are to come if nothing happens, in order.

    Those that a pause hides are left out, and those that never fire.
    """

    @property
    def next_step(self) -> Escalation | None:
        """The first step to come; None if there is none, or none is known yet."""
        return next(iter(self.upcoming), None)

    @property
    def level(self) -> int:
        """How many hierarchical steps are due: 0 for none, at most 10, as TMF656 counts."""
        told = sum(isinstance(each.step, HierarchicalStep) for each in self.fired)
        return min(told, _HIGHEST_LEVEL)


def plan_escalation(
    policy: EscalationPolicy,
    reading: ClockReading,
    history: Iterable[StateChange[Any, Any]] = (),
) -> EscalationPlan:
    """Return what should happen to a ticket: each step once for each cycle of its clock.

    Args:
        policy: the steps that are agreed.
        reading: the clock of the target, read as of now.
        history: the ticket's state changes in order, for functional steps.

    Returns:
        The steps that are due as of the reading, and those to come.

    Raises:
        InvalidType: a policy, a reading or a history of another kind.

    Examples:
        >>> from svcmgmt.sla import ClockLedger, Target, read
        >>> from svcmgmt.temporal import parse_instant as at
        >>> target = Target(name="restore", limit=timedelta(hours=4))
        >>> ledger = ClockLedger.started(at("2026-10-26T08:00:00Z"))
        >>> reading = read(target, ledger, until=at("2026-10-26T11:00:00Z"))
        >>> plan = plan_escalation(EscalationPolicy.by_share("lead", "manager", "head"), reading)
        >>> plan.level, str(plan.next_step)
        (2, '2026-10-26T12:00:00Z head at 100 %')
    """
    check_kind("policy", policy, EscalationPolicy)
    check_kind("reading", reading, ClockReading)
    facts = all_of_kind("history", history, StateChange)
    known = [*_hierarchical(policy, reading), *_functional(policy, reading, facts)]
    until = reading.until
    found = sorted(known, key=lambda each: each.at)
    return EscalationPlan(
        until=until,
        fired=tuple(each for each in found if each.at <= until),
        upcoming=tuple(each for each in found if each.at > until),
    )


def _hierarchical(policy: EscalationPolicy, reading: ClockReading) -> Iterator[Escalation]:
    target = evolve(reading.target, alerts=tuple(step.at for step in policy.hierarchical))
    times = {each.alert: each.at for each in evolve(reading, target=target).alert_times()}
    for step in policy.hierarchical:
        if step.at in times:
            yield Escalation(at=times[step.at], step=step)


def _functional(
    policy: EscalationPolicy, reading: ClockReading, history: Sequence[StateChange[Any, Any]]
) -> Iterator[Escalation]:
    known = [fact for fact in history if fact.at <= reading.until]
    for step in policy.functional:
        for start, end in _stays(known, step.states):
            at = _passed(reading.target.calendar, start, step.after)
            if at is not None and (end is None or at < end):
                yield Escalation(at=at, step=step)
                break


def _passed(calendar: ServiceTime, start: datetime, after: timedelta) -> datetime | None:
    """Return when so much service time has passed; None if it never does."""
    try:
        return calendar.due(start, after)
    except NoSuchTime:
        return None


def _stays(
    history: Sequence[StateChange[Any, Any]], states: Sequence[str]
) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield the stretches in which a ticket was in some states; the last one may be open."""
    start: datetime | None = None
    for fact in history:
        is_in = str(fact.to_state) in states
        if is_in and start is None:
            start = fact.at
        elif not is_in and start is not None:
            yield start, fact.at
            start = None
    if start is not None:
        yield start, None
