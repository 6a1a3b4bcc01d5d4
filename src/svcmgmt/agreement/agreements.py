"""The agreement: what is promised to whom, as data that is evaluated, checked, stored and told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Final, Self
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from svcmgmt.agreement._lists import identifier, items
from svcmgmt.agreement.lifecycle import SLA_AGREEMENT, AgreementState, AgreementTrigger
from svcmgmt.agreement.objectives import ObjectiveRef, ServiceLevelObjective
from svcmgmt.agreement.parties import AgreementKind, EngagedParty
from svcmgmt.agreement.periods import ConformancePeriod, check_period
from svcmgmt.agreement.targets import TargetChoice, TicketTarget, choose_target
from svcmgmt.agreement.terms import Comparison, CreditClause, ExclusionTerms, FeeTerms
from svcmgmt.agreement.wording import in_words
from svcmgmt.calendars import ServiceCalendar, parse_zone
from svcmgmt.calendars.zones import zone_key
from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import Lifecycle, OwnState, StateCategory, StateChange, Stateful
from svcmgmt.sla.credits import CreditTerms, TerminationRight
from svcmgmt.temporal import (
    ORIGIN,
    CalendarDuration,
    Interval,
    IntervalSet,
    Timeline,
    format_instant,
)
from svcmgmt.values import AgreementId, Extension, NoData, Priority, Ref, ServiceId
from svcmgmt.values._kinds import of_kind

__all__ = ["Agreement"]

_S, _T = AgreementState, AgreementTrigger

_HOLDS: Final = frozenset({StateCategory.IN_SERVICE, StateCategory.DEGRADED})
_SIGNED: Final = frozenset({*_HOLDS, StateCategory.NOT_IN_SERVICE, StateCategory.DONE})


def _id(value: str) -> AgreementId:
    return AgreementId(identifier(value))


def _engaged_party(values: Iterable[EngagedParty]) -> tuple[EngagedParty, ...]:
    return items("engaged_party", values, EngagedParty)


def _credit_clauses(values: Iterable[CreditClause]) -> tuple[CreditClause, ...]:
    return items("credit_clauses", values, CreditClause)


def _targets(values: Iterable[TicketTarget]) -> tuple[TicketTarget, ...]:
    return items("targets", values, TicketTarget)


def _objectives(values: Iterable[ServiceLevelObjective]) -> tuple[ServiceLevelObjective, ...]:
    return items("objectives", values, ServiceLevelObjective)


def _supports(values: Iterable[ObjectiveRef]) -> tuple[ObjectiveRef, ...]:
    return items("supports", values, ObjectiveRef)


def _zone(value: str | tzinfo | None) -> ZoneInfo | None:
    return None if value is None else parse_zone(value)


def _notice(value: CalendarDuration | str | None) -> CalendarDuration | None:
    return CalendarDuration.parse(value) if isinstance(value, str) else value


def _services(values: Iterable[Ref[ServiceId] | str]) -> tuple[Ref[ServiceId], ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidType("services", values, "a list of references or identifiers")
    return tuple(map(_service, values))


def _service(value: Ref[ServiceId] | str) -> Ref[ServiceId]:
    if isinstance(value, str):
        return Ref(id=ServiceId(value))
    if not isinstance(value, Ref):
        raise InvalidType("services", value, "Ref, or the identifier of a service")
    return value


def _once(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InvalidValue(what, name, "each once")
        seen.add(name)


@frozen(kw_only=True)
class Agreement(Stateful[AgreementState, AgreementTrigger]):
    """What a provider promises to a customer, to itself or to be promised by a supplier.

    It is data. A report evaluates it over facts, `lint` checks it, `in_words` tells it, and it is
    stored as it is. What nobody has said yet is None or empty, which `lint` tells; nothing is
    assumed. Begin its history with `drafted`; each trigger returns a new agreement with one more
    fact. Source: section 1.2, rules R1.8 to R1.11; TMF651 `Agreement`, TMF623, TMF657.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, two services, objectives, targets or clauses of one name, or a
            state in which the history does not end.
        UnknownZone: no such zone.

    Examples:
        >>> from svcmgmt.agreement import OutageMeasure
        >>> from svcmgmt.sla.objectives import at_least
        >>> from svcmgmt.temporal import parse_instant as at
        >>> promise = ServiceLevelObjective(id="availability", measure=OutageMeasure(),
        ...                                 objective=at_least("99.9 %"))
        >>> sla = Agreement(id="SLA-7", name="VPN", services=["vpn"], objectives=[promise])
        >>> sla = sla.drafted(at=at("2025-11-01T09:00:00Z")).propose(at=at("2025-11-02T09:00:00Z"))
        >>> print(sla)
        SLA SLA-7 VPN, version 1: negotiation, 1 objective
        >>> [str(trigger) for trigger in sla.allowed_triggers]
        ['revise', 'agree', 'reject']
    """

    id: AgreementId = field(converter=_id)
    """Identifies the agreement, in all its versions."""

    name: str = field(default="", validator=of_kind(str))
    """How people call it."""

    kind: AgreementKind = field(default=AgreementKind.SLA, validator=of_kind(AgreementKind))
    """Between whom it is made."""

    version: str = field(default="1", validator=of_kind(str))
    """Label of these terms among the versions of the agreement."""

    description: str = field(default="", validator=of_kind(str))
    """What it is about, in words."""

    engaged_party: tuple[EngagedParty, ...] = field(default=(), converter=_engaged_party)
    """Who agrees, each with a role."""

    services: tuple[Ref[ServiceId], ...] = field(default=(), converter=_services)
    """The services that it covers; none for whatever its objectives name."""

    zone: ZoneInfo | None = field(default=None, converter=_zone, eq=zone_key)
    """On whose calendar its periods and dates are."""

    valid_for: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """From when until when the terms hold; an open end for until further notice."""

    notice_period: CalendarDuration | None = field(
        default=None, converter=_notice, validator=of_kind(CalendarDuration, None)
    )
    """How long before its end a party must say so, such as three months (`P3M`)."""

    service_hours: ServiceCalendar | None = field(
        default=None, validator=of_kind(ServiceCalendar, None)
    )
    """When availability is promised (rule R2.1)."""

    support_hours: ServiceCalendar | None = field(
        default=None, validator=of_kind(ServiceCalendar, None)
    )
    """When tickets are worked on (rule R2.1)."""

    conformance_period: ConformancePeriod | None = field(default=None, validator=check_period)
    """Over what time its objectives are judged, unless they say otherwise."""

    comparison: Comparison | None = field(default=None, validator=of_kind(Comparison, None))
    """How measured values are compared with targets."""

    exclusions: ExclusionTerms | None = field(default=None, validator=of_kind(ExclusionTerms, None))
    """Which time is left out, and how availability is counted."""

    fees: FeeTerms | None = field(default=None, validator=of_kind(FeeTerms, None))
    """What the services cost, and of what credits are shares."""

    credit_terms: CreditTerms | None = field(default=None, validator=of_kind(CreditTerms, None))
    """How credits combine, their caps, and until when they must be claimed."""

    credit_clauses: tuple[CreditClause, ...] = field(default=(), converter=_credit_clauses)
    """What missed targets credit, referred to by name."""

    termination_right: TerminationRight | None = field(
        default=None, validator=of_kind(TerminationRight, None)
    )
    """How many breached months end the agreement at the wish of the customer."""

    targets: tuple[TicketTarget, ...] = field(default=(), converter=_targets)
    """Targets of tickets; the first that fits a ticket is its own."""

    objectives: tuple[ServiceLevelObjective, ...] = field(default=(), converter=_objectives)
    """What is promised."""

    supports: tuple[ObjectiveRef, ...] = field(default=(), converter=_supports)
    """Objectives of other agreements that rest on this one."""

    extension: Extension = field(factory=Extension)
    """What the source said beyond these fields, as it came."""

    state: AgreementState | OwnState | None = AgreementState.DRAFT
    """Where it is now."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _once("services", (each.id for each in self.services))
        _once("objectives", (each.id for each in self.objectives))
        _once("targets", (each.name for each in self.targets))
        _once("credit_clauses", (each.name for each in self.credit_clauses))

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[AgreementState, AgreementTrigger]:
        """Return `SLA_AGREEMENT`."""
        return SLA_AGREEMENT

    @property
    def is_agreed(self) -> bool:
        """Whether its parties ever signed it; an ended one without history is taken for signed."""
        if not self.history:
            return self.state is _S.TERMINATED or _is_signed(self.state)
        states = [self.history[0].from_state, *(change.to_state for change in self.history)]
        return any(map(_is_signed, states))

    @property
    def term(self) -> Interval | None:
        """For when the terms hold: `valid_for`, up to an early termination."""
        if self.valid_for is None:
            return None
        ends = (each.at for each in self.history if each.to_state is _S.TERMINATED)
        return self.valid_for & Interval(ORIGIN, next(ends, None))

    def in_force_during(self, within: Interval) -> IntervalSet:
        """Return when its promises held: active, neither suspended nor over.

        From the first activation on they hold, also while an amendment is on the table, until
        they are suspended or over. Without a history the state of now is taken for all time.

        Args:
            within: the time that is looked at; a closed interval.

        Raises:
            OpenInterval: `within` has no end.
        """
        closed = Interval(within.start, within.start + within.duration)
        valid = closed if self.valid_for is None else closed & self.valid_for
        if not self.history:
            return IntervalSet.of([valid] if _holds(self.state) else [])
        told = [(ORIGIN, _holds(self.history[0].from_state) is True)]
        for change in self.history:
            holding = _holds(change.to_state)
            if holding is not None:
                told.append((change.at, holding))
        return Timeline.of(told).where(bool, within=valid)

    def objective(self, id: str) -> ServiceLevelObjective:  # noqa: A002 - the published attribute
        """Return one of its objectives.

        Raises:
            InvalidValue: there is none of that identifier.
        """
        for each in self.objectives:
            if each.id == id:
                return each
        allowed = ", ".join(each.id for each in self.objectives) or "none, it has no objectives"
        raise InvalidValue("objective", id, allowed)

    def target_for(
        self,
        *,
        priority: Priority | None = None,
        service: str | None = None,
        segment: str | None = None,
        at: datetime | None = None,
        metric: str | None = None,
    ) -> TargetChoice:
        """Return the target that a ticket gets: the first that fits, with the reasons.

        Args:
            priority: priority of the ticket.
            service: identifier of its service.
            segment: segment of its customer.
            at: when it began.
            metric: what shall be timed, such as `restore`; any clock if None.

        Returns:
            The choice. Its target is no data, with a reason, if none fits, if the service is not
            covered, or if the terms do not hold then.

        Raises:
            NaiveDatetime: an instant without a zone.

        Examples:
            >>> print(Agreement(id="SLA-7").target_for(priority=Priority.P1))
            no target: there is no target
        """
        reason = self._not_covered(service, at)
        if reason:
            return TargetChoice(target=NoData(reason), reason=reason)
        return choose_target(
            self.targets, priority=priority, service=service, segment=segment, at=at, metric=metric
        )

    def _not_covered(self, service: str | None, at: datetime | None) -> str:
        if self.services and service is not None:
            covered = [each.id for each in self.services]
            if service not in covered:
                return f"{self.id} covers {', '.join(covered)}, not {service}"
        if at is not None and self.valid_for is not None and at not in self.valid_for:
            return f"{self.id} is valid for {self.valid_for}, not at {format_instant(at)}"
        return ""

    def drafted(self, *, at: datetime, by: str = "") -> Self:
        """Return the agreement with its history begun: somebody wrote it down.

        Args:
            at: when.
            by: who.

        Raises:
            InvalidValue: an agreement that has a history, or is no draft.
            NaiveDatetime: `at` without a zone.
        """
        if self.history or self.state is not _S.DRAFT:
            raise InvalidValue("state", str(self.state), "a draft without history")
        return evolve(self, history=(StateChange(to_state=_S.DRAFT, at=at, by=by),))

    def propose(self, *, at: datetime, by: str = "") -> Self:
        """Record that the draft is put on the table."""
        return self.fire(_T.PROPOSE, at=at, by=by)

    def revise(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it goes back to be rewritten."""
        return self.fire(_T.REVISE, at=at, by=by, reason=reason)

    def agree(self, *, at: datetime, by: str = "") -> Self:
        """Record that all parties have signed."""
        return self.fire(_T.AGREE, at=at, by=by)

    def reject(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that a party said no."""
        return self.fire(_T.REJECT, at=at, by=by, reason=reason)

    def activate(self, *, at: datetime, by: str = "") -> Self:
        """Record that its promises begin to hold."""
        return self.fire(_T.ACTIVATE, at=at, by=by)

    def suspend(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that its promises rest, for example while nobody pays."""
        return self.fire(_T.SUSPEND, at=at, by=by, reason=reason)

    def resume(self, *, at: datetime, by: str = "") -> Self:
        """Record that its promises hold again."""
        return self.fire(_T.RESUME, at=at, by=by)

    def renegotiate(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that an amendment is put on the table; the terms hold meanwhile."""
        return self.fire(_T.RENEGOTIATE, at=at, by=by, reason=reason)

    def expire(self, *, at: datetime, by: str = "") -> Self:
        """Record that its term is over."""
        return self.fire(_T.EXPIRE, at=at, by=by)

    def terminate(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it ends before its term."""
        return self.fire(_T.TERMINATE, at=at, by=by, reason=reason)

    def as_rows(self) -> list[dict[str, str]]:
        """Return the objectives as a list of dicts, for a table or a frame."""
        return [each.as_dict() for each in self.objectives]

    def explain(self) -> str:
        """Return the agreement in a few lines and its objectives as a table, for a person."""
        lines = [str(self)]
        facts = (
            ("parties", ", ".join(map(str, self.engaged_party))),
            ("services", ", ".join(each.name or each.id for each in self.services)),
            ("valid for", "" if self.valid_for is None else str(self.valid_for)),
            ("zone", "" if self.zone is None else self.zone.key),
        )
        lines += [f"{name}: {text}" for name, text in facts if text]
        rows = self.as_rows()
        if rows:
            lines.append(text_table(tuple(rows[0]), [tuple(row.values()) for row in rows]))
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain(), "text/markdown": in_words(self)}

    def __str__(self) -> str:
        named = f" {self.name}" if self.name else ""
        count = len(self.objectives)
        state = "state unknown" if self.state is None else self.state
        promised = f"{count} objective{'' if count == 1 else 's'}"
        return f"{self.kind.value} {self.id}{named}, version {self.version}: {state}, {promised}"


def _is_signed(state: AgreementState | OwnState | None) -> bool:
    return state is _S.AGREED or (state is not None and state.category in _SIGNED)


def _holds(state: AgreementState | OwnState | None) -> bool | None:
    """Return whether promises hold in a state; None where what was before goes on."""
    if state is None or state.category is StateCategory.OPEN:
        return None
    return state.category in _HOLDS
