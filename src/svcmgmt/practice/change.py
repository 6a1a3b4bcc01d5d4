"""Change enablement: changes of three models, what must be known of them, and how they ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Final, Self, TypeAlias

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule
from svcmgmt.practice._fields import as_tuple, each_of, non_empty, placed, words
from svcmgmt.practice.approvals import Approval, Decision, current_round, is_approved
from svcmgmt.practice.change_states import (
    ChangeModel,
    ChangeOutcome,
    ChangeRisk,
    ChangeState,
    ChangeTrigger,
)
from svcmgmt.practice.priorities import PRIORITY_3X3, Impact, PriorityMatrix, Urgency
from svcmgmt.practice.tickets import Ticket, logged
from svcmgmt.temporal import Interval
from svcmgmt.values import ChangeId, IncidentId, Ref, ServiceId
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = [
    "CHANGE_EMERGENCY",
    "CHANGE_LIFECYCLES",
    "CHANGE_NORMAL",
    "CHANGE_STANDARD",
    "Change",
    "ModelIsFixed",
]

_SERVICENOW: Final = "ServiceNow change state model"


class ModelIsFixed(InvalidValue):
    """Another model for a change that is not new any more (rule R8.16).

    Args:
        field: what the model was given for.
        value: the model.
        allowed: the model that it has.

    Examples:
        >>> issubclass(ModelIsFixed, InvalidValue)
        True
    """


def is_assessed(change: Change) -> bool:
    """Risk and impact."""
    return change.risk is not None and change.impact is not None


def has_back_out_plan(change: Change) -> bool:
    """A back-out plan."""
    return bool(change.back_out_plan.strip())


def has_window(change: Change) -> bool:
    """A planned start and end."""
    return change.planned is not None and change.planned.end is not None


def is_authorized(change: Change) -> bool:
    """A yes of all who must say yes, and a no of nobody, since it was submitted last."""
    since, after = current_round(change.history, ChangeState.NEW)
    return is_approved(change.approvals, roles=change.approver_roles, since=since, after=after)


def is_pre_authorized(change: Change) -> bool:
    """A template that was authorised, and no more than low risk."""
    return bool(change.template.strip()) and change.risk in {None, ChangeRisk.LOW}


def has_outcome(change: Change) -> bool:
    """An outcome."""
    return change.outcome is not None


_S, _T = ChangeState, ChangeTrigger
ChangeLifecycle: TypeAlias = Lifecycle[ChangeState, ChangeTrigger]
_ChangeRule: TypeAlias = Rule[ChangeState, ChangeTrigger]


def _lifecycle(
    model: ChangeModel, *rules: _ChangeRule, cancellable: Iterable[ChangeState]
) -> ChangeLifecycle:
    """Return the lifecycle of a model: its own rules, then what all have from `scheduled` on."""
    drawn = (
        *rules,
        Rule(_T.IMPLEMENT, (_S.SCHEDULED,), _S.IMPLEMENT, source=_SERVICENOW),
        Rule(_T.FINISH, (_S.IMPLEMENT,), _S.REVIEW, source=_SERVICENOW),
        Rule(_T.CLOSE, (_S.REVIEW,), _S.CLOSED, guards=(has_outcome,), source=_SERVICENOW),
        Rule(
            _T.CANCEL,
            (*cancellable, _S.SCHEDULED, _S.IMPLEMENT),
            _S.CANCELLED,
            source=_SERVICENOW,
        ),
    )
    named = {state for rule in drawn for state in (*rule.sources, rule.target)}
    return Lifecycle(
        name=f"change_{model.value}",
        rules=drawn,
        initials=(_S.NEW,),
        finals=(_S.CLOSED, _S.CANCELLED),
        undrawn=tuple(state for state in ChangeState if state not in named),
        source=_SERVICENOW,
    )


CHANGE_NORMAL = _lifecycle(
    ChangeModel.NORMAL,
    Rule(_T.SUBMIT, (_S.NEW,), _S.ASSESS, source=_SERVICENOW),
    Rule(
        _T.REQUEST_AUTHORIZATION,
        (_S.ASSESS,),
        _S.AUTHORIZE,
        guards=(is_assessed,),
        source=_SERVICENOW,
    ),
    Rule(
        _T.AUTHORIZE,
        (_S.AUTHORIZE,),
        _S.SCHEDULED,
        guards=(is_authorized, has_window, has_back_out_plan),
        source=_SERVICENOW,
    ),
    Rule(_T.SEND_BACK, (_S.ASSESS, _S.AUTHORIZE), _S.NEW, source=_SERVICENOW),
    cancellable=(_S.NEW, _S.ASSESS, _S.AUTHORIZE),
)
"""Lifecycle of a normal change: assessed, authorised, made, reviewed (8.5, rule R8.16)."""

CHANGE_STANDARD = _lifecycle(
    ChangeModel.STANDARD,
    Rule(
        _T.SUBMIT,
        (_S.NEW,),
        _S.SCHEDULED,
        guards=(is_pre_authorized, has_window),
        source=_SERVICENOW,
    ),
    cancellable=(_S.NEW,),
)
"""Lifecycle of a standard change, authorised by its template (8.5, rule R8.16)."""

CHANGE_EMERGENCY = _lifecycle(
    ChangeModel.EMERGENCY,
    Rule(_T.SUBMIT, (_S.NEW,), _S.AUTHORIZE, source=_SERVICENOW),
    Rule(
        _T.AUTHORIZE,
        (_S.AUTHORIZE,),
        _S.SCHEDULED,
        guards=(is_authorized, has_window),
        source=_SERVICENOW,
    ),
    Rule(_T.SEND_BACK, (_S.AUTHORIZE,), _S.NEW, source=_SERVICENOW),
    cancellable=(_S.NEW, _S.AUTHORIZE),
)
"""Lifecycle of an emergency change: authorised without an assessment (8.5, rule R8.16)."""

CHANGE_LIFECYCLES = MappingProxyType(
    {
        ChangeModel.NORMAL: CHANGE_NORMAL,
        ChangeModel.STANDARD: CHANGE_STANDARD,
        ChangeModel.EMERGENCY: CHANGE_EMERGENCY,
    }
)
"""The lifecycle of each model."""


def _id(value: str) -> ChangeId:
    return ChangeId(non_empty(value))


@frozen(kw_only=True)
class Change(Ticket[ChangeState, ChangeTrigger]):
    """Adding, altering or removing something that may affect a service (ITIL 4).

    Its model chooses its lifecycle and may change only while it is new. Approvals are facts;
    those of a round that was sent back do not count for the next.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, or a state in which the history does not end.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> night = Interval.parse("2026-11-08T02:00:00Z/PT1H")
        >>> change = Change.log(id="CHG-1", model=ChangeModel.EMERGENCY, planned=night,
        ...                     at=at("2026-11-07T20:00:00Z"))
        >>> change = change.submit(at=at("2026-11-07T20:05:00Z"))
        >>> change.authorize(at=at("2026-11-07T20:10:00Z"))
        Traceback (most recent call last):
        ...
        svcmgmt.lifecycle.stateful.TransitionNotAllowed: ... because it needs: a yes of all ...
        >>> change = change.decide(at=at("2026-11-07T20:30:00Z"), role="duty manager", by="bea")
        >>> print(change.authorize(at=at("2026-11-07T20:31:00Z")).state)
        scheduled
    """

    id: ChangeId = field(converter=_id)
    """Identifies the change."""

    model: ChangeModel = field(default=ChangeModel.NORMAL, validator=of_kind(ChangeModel))
    """How it is handled."""

    template: str = field(default="", validator=of_kind(str))
    """The procedure by which a standard change is authorised once and for all."""

    risk: ChangeRisk | None = field(default=None, validator=of_kind(ChangeRisk, None))
    """How likely it does harm, and how much; None if nobody has said."""

    back_out_plan: str = field(default="", validator=of_kind(str))
    """How to undo it."""

    planned: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """When it shall be made."""

    actual: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """When it was made; open while it is being made."""

    affected: tuple[Ref[ServiceId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Services and configuration items on which work is done."""

    approver_roles: tuple[str, ...] = field(default=(), converter=as_tuple, validator=words)
    """Roles that must say yes; any single yes will do if none is named."""

    approvals: tuple[Approval, ...] = field(
        default=(), converter=as_tuple, validator=each_of(Approval)
    )
    """Who said yes or no, in order."""

    outcome: ChangeOutcome | None = field(default=None, validator=of_kind(ChangeOutcome, None))
    """How it ended; None before."""

    caused: tuple[Ref[IncidentId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Incidents that it caused (rule R1.12)."""

    state: ChangeState | OwnState | None = ChangeState.NEW
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> ChangeLifecycle:
        """Return `CHANGE_NORMAL`; the lifecycle of a change follows from its model."""
        return CHANGE_NORMAL

    @property
    def lifecycle(self) -> ChangeLifecycle:
        """The lifecycle of its model, unless it brings its own."""
        return CHANGE_LIFECYCLES[self.model] if self.own_lifecycle is None else self.own_lifecycle

    @classmethod
    def log(  # noqa: PLR0913 - the attributes of a new record, by name
        cls,
        *,
        id: str,  # noqa: A002 - the published attribute
        at: datetime,
        name: str = "",
        model: ChangeModel = ChangeModel.NORMAL,
        impact: Impact | None = None,
        urgency: Urgency | None = None,
        risk: ChangeRisk | None = None,
        planned: Interval | None = None,
        matrix: PriorityMatrix = PRIORITY_3X3,
        by: str = "",
    ) -> Self:
        """Return a new change, its history beginning with its being asked for.

        Args:
            id: identifies it.
            at: when it was asked for.
            name: short description.
            model: how it is handled.
            impact: how much of the business is affected.
            urgency: how soon it is needed.
            risk: how likely it does harm.
            planned: when it shall be made.
            matrix: gives the priority when impact and urgency are known.
            by: who asked for it.

        Raises:
            InvalidType: something else than a matrix.
            InvalidValue: an empty id.
            NaiveDatetime: `at` without a zone.
        """
        check_kind("matrix", matrix, PriorityMatrix)
        return cls(
            id=id,
            name=name,
            model=model,
            impact=impact,
            urgency=urgency,
            priority=matrix.computed(impact, urgency),
            risk=risk,
            planned=planned,
            history=logged(ChangeState.NEW, at=at, by=by),
        )

    @property
    def has_succeeded(self) -> bool:
        """Whether it was closed as successful."""
        return self.state is ChangeState.CLOSED and self.outcome is ChangeOutcome.SUCCESSFUL

    def retype(self, model: ChangeModel) -> Self:
        """Return the change with another model; only while it is new.

        Raises:
            InvalidType: something that is no model.
            ModelIsFixed: it is not new any more.
        """
        check_kind("model", model, ChangeModel)
        if self.state is not ChangeState.NEW and model is not self.model:
            allowed = f"{self.model.value}, because it is {self.state}; only new ones may change"
            raise ModelIsFixed("model", model.value, allowed)
        return evolve(self, model=model)

    def decide(
        self,
        *,
        at: datetime,
        role: str,
        decision: Decision = Decision.APPROVED,
        by: str = "",
        reason: str = "",
    ) -> Self:
        """Return the change with one more approval or rejection; it stays in its state.

        Args:
            at: when it was said.
            role: in which role.
            decision: what was said.
            by: who said it.
            reason: why.

        Raises:
            LateFact: `at` before the last approval.
        """
        fact = Approval(at=at, role=role, decision=decision, by=by, reason=reason)
        return evolve(self, approvals=(*self.approvals, placed(fact, self.approvals)))

    def submit(self, *, at: datetime, by: str = "") -> Self:
        """Record that it leaves the desk of who asked for it; whereto depends on its model."""
        return self.fire(_T.SUBMIT, at=at, by=by)

    def request_authorization(self, *, at: datetime, by: str = "") -> Self:
        """Record that it was assessed; refused without risk and impact."""
        return self.fire(_T.REQUEST_AUTHORIZATION, at=at, by=by)

    def authorize(self, *, at: datetime, by: str = "") -> Self:
        """Record that it may be made; refused without approvals and plans."""
        return self.fire(_T.AUTHORIZE, at=at, by=by)

    def send_back(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it was rejected, or must be asked for again."""
        return self.fire(_T.SEND_BACK, at=at, by=by, reason=reason)

    def implement(self, *, at: datetime, by: str = "") -> Self:
        """Record that work begins."""
        return self.fire(_T.IMPLEMENT, at=at, by=by, changes={"actual": Interval(at)})

    def finish(
        self, *, at: datetime, outcome: ChangeOutcome | None = None, reason: str = "", by: str = ""
    ) -> Self:
        """Record that work has ended.

        Args:
            at: when.
            outcome: how it went, if that is known already.
            reason: why, for example why it was backed out.
            by: who.
        """
        changes = {
            "actual": self._stopped(at),
            "outcome": self.outcome if outcome is None else outcome,
        }
        return self.fire(_T.FINISH, at=at, by=by, reason=reason, changes=changes)

    def close(
        self, *, at: datetime, outcome: ChangeOutcome | None = None, reason: str = "", by: str = ""
    ) -> Self:
        """Record that it was reviewed; refused without an outcome.

        Args:
            at: when.
            outcome: how it ended; as it was told before if None.
            reason: what the review found.
            by: who.
        """
        changes = {"outcome": self.outcome if outcome is None else outcome}
        return self.fire(_T.CLOSE, at=at, by=by, reason=reason, changes=changes)

    def cancel(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it will not be made, or not any further."""
        changes = {"actual": self._stopped(at)}
        return self.fire(_T.CANCEL, at=at, by=by, reason=reason, changes=changes)

    def _stopped(self, at: datetime) -> Interval | None:
        """Return when it was made, if work ends at an instant."""
        return None if self.actual is None else self.actual.closed(at)
