"""Notifications: who should be told what about a record, and when; nothing is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeAlias

from attrs import field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import OwnState, State
from svcmgmt.practice._fields import an_instant, named
from svcmgmt.practice.change import Change
from svcmgmt.practice.escalation import EscalationPlan
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.links import RecordKey
from svcmgmt.practice.problem import Problem
from svcmgmt.practice.relations import key_of
from svcmgmt.practice.service_request import ServiceRequest
from svcmgmt.practice.tickets import Ticket
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["Notification", "NotificationRule", "notifications"]

_Told: TypeAlias = Incident | Problem | Change | ServiceRequest


def _words(values: Iterable[State | OwnState | str]) -> tuple[str, ...]:
    return tuple(map(str, all_of_kind("states", values, State, OwnState, str)))


@frozen(kw_only=True)
class NotificationRule:
    """Telling somebody whenever a record comes into one of some states.

    Raises:
        InvalidType: states of another kind.
        InvalidValue: nobody to tell.

    Examples:
        >>> print(NotificationRule(to="caller", states=["resolved", "closed"]))
        caller when resolved or closed
    """

    to: str = field(validator=named)
    """Who is told, in the organisation's words: a person, a role, a list."""

    states: tuple[str, ...] = field(converter=_words)
    """Words of the states; members of an enumeration will do."""

    def __str__(self) -> str:
        return f"{self.to} when {' or '.join(self.states)}"


@frozen(kw_only=True)
class Notification:
    """Somebody who should be told something about a record.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: nobody to tell.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.practice import RecordKind
        >>> from svcmgmt.temporal import parse_instant
        >>> print(Notification(at=parse_instant("2026-10-26T10:00:00Z"), to="caller",
        ...                    about=RecordKey(RecordKind.INCIDENT, "INC-7"), because="resolved"))
        2026-10-26T10:00:00Z caller: incident INC-7, resolved
    """

    at: datetime = field(validator=an_instant)
    """When, in UTC."""

    to: str = field(validator=named)
    """Who."""

    about: RecordKey = field(validator=of_kind(RecordKey))
    """Which record."""

    because: str = field(validator=of_kind(str))
    """What happened: the word of a state, or a step of an escalation."""

    def __str__(self) -> str:
        return f"{format_instant(self.at)} {self.to}: {self.about}, {self.because}"


def notifications(
    record: _Told,
    rules: Iterable[NotificationRule] = (),
    *,
    until: datetime,
    after: datetime | None = None,
    plans: Iterable[EscalationPlan] = (),
) -> tuple[Notification, ...]:
    """Return who should be told what about a record, in order of time.

    The range excludes its start and includes its end, so who looks every few minutes, from when
    they looked last until now, tells everything once.

    Args:
        record: an incident, a problem, a change or a request.
        rules: who is told of which states.
        until: as of when; what lies later is left out.
        after: since when; from the beginning if None.
        plans: what its escalations say, each read as of now.

    Raises:
        InvalidType: a record, rule or plan of another kind.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.practice import Incident
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = Incident.log(id="INC-7", at=at("2026-10-26T08:00:00Z"))
        >>> incident = incident.start(at=at("2026-10-26T08:10:00Z"))
        >>> rule = NotificationRule(to="caller", states=["inProgress", "resolved"])
        >>> for each in notifications(incident, [rule], until=at("2026-10-26T09:00:00Z")):
        ...     print(each)
        2026-10-26T08:10:00Z caller: incident INC-7, inProgress
    """
    if not isinstance(record, Ticket):
        raise InvalidType("record", record, "a ticket")
    end, start = instant(until, "until"), None if after is None else instant(after, "after")
    told = [
        *_of_states(record, all_of_kind("rules", rules, NotificationRule)),
        *_of_plans(record, all_of_kind("plans", plans, EscalationPlan)),
    ]
    within = [each for each in told if each.at <= end and (start is None or each.at > start)]
    return tuple(sorted(within, key=lambda each: each.at))


def _of_states(record: _Told, rules: tuple[NotificationRule, ...]) -> Iterator[Notification]:
    about = key_of(record)
    for fact in record.history:
        word = str(fact.to_state)
        for rule in rules:
            if word in rule.states:
                yield Notification(at=fact.at, to=rule.to, about=about, because=word)


def _of_plans(record: _Told, plans: tuple[EscalationPlan, ...]) -> Iterator[Notification]:
    about = key_of(record)
    for plan in plans:
        for each in (*plan.fired, *plan.upcoming):
            because = f"escalation {each.step}"
            yield Notification(at=each.at, to=each.step.to, about=about, because=because)
