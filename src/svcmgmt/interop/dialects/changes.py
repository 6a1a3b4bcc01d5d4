"""Changes as change requests of TMF655, and back."""

from __future__ import annotations

from typing import Final, TypeAlias

from svcmgmt.assurance import (
    CHANGE_TMF655,
    ChangeRequest,
    ChangeRequestRelationship,
    ChangeRequestState,
)
from svcmgmt.common import EntityRef
from svcmgmt.interop.dialects import _records as records
from svcmgmt.interop.dialects._records import Translation
from svcmgmt.interop.dialects.words import dialect_of
from svcmgmt.practice import (
    CHANGE_LIFECYCLES,
    Change,
    ChangeModel,
    ChangeOutcome,
    ChangeRisk,
    Impact,
    RecordKind,
)
from svcmgmt.values import Finding, Ref
from svcmgmt.values._kinds import check_kind

__all__ = ["to_change", "to_change_request"]

_TMF655: Final = dialect_of("tmf655", RecordKind.CHANGE)
_OUTCOMES: Final = {each.value: each for each in ChangeOutcome}
_MODELS: Final = {each.value: each for each in ChangeModel}
_RISKS: Final = {each.value: each for each in ChangeRisk}
_IMPACTS: Final = {each.name.lower(): each for each in Impact}
_Told: TypeAlias = tuple[Finding, ...]


def to_change_request(change: Change) -> Translation[ChangeRequest]:
    """Return a change as a change request of TMF655.

    The model becomes the type, the template the specification, what it affects the targets.
    Approvals, the back-out plan and the incidents that it caused have no counterpart.

    Raises:
        InvalidType: something that is no change.

    Examples:
        >>> from svcmgmt.temporal import Interval, parse_instant as at
        >>> change = Change.log(id="CHG-1", name="new firmware", model=ChangeModel.EMERGENCY,
        ...                     planned=Interval.parse("2026-11-08T02:00:00Z/PT1H"),
        ...                     at=at("2026-11-07T20:00:00Z"))
        >>> change = change.submit(at=at("2026-11-07T20:05:00Z"))
        >>> made = to_change_request(change)
        >>> print(made.record.state, made.record.request_type, made.findings)
        waitForApproval emergency ()
    """
    check_kind("change", change, Change)
    made, told = _request(change)
    back, _ = _change(made)
    return records.translation(change, made, back, told)


def to_change(request: ChangeRequest) -> Translation[Change]:
    """Return a change request of TMF655 as a change.

    Raises:
        InvalidType: something that is no change request.
        InvalidValue: one without an id.

    Examples:
        >>> made = to_change(ChangeRequest(id="CR-1", description="new firmware", priority="2",
        ...                                request_type="standard", channel="portal"))
        >>> print(made.record.model.value, made.record.priority)
        standard P2
        >>> [(each.code, each.pointer) for each in made.findings]
        [('no-counterpart', '/channel')]
    """
    check_kind("request", request, ChangeRequest)
    made, told = _change(request)
    back, _ = _request(made)
    respelled = ["priority"]
    if records.are_same(request.target_entity, back.target_entity):
        respelled.append("target_entity")
    return records.translation(request, made, back, told, respelled)


def _request(change: Change) -> tuple[ChangeRequest, _Told]:
    code = "" if change.outcome is None else change.outcome.value
    history = records.theirs(
        change.history,
        dialect=_TMF655,
        states=ChangeRequestState,
        lifecycle=CHANGE_TMF655,
        ending=code,
    )
    state, told = records.their_state(_TMF655, ChangeRequestState, change, history, code)
    priority, rounded = records.their_priority(_TMF655, change.priority)
    beside = "" if change.state is None else _TMF655.write(change.state, reason=code).reason
    last = history[-1] if history else None
    is_done = last is not None and last.to_state is ChangeRequestState.COMPLETED
    planned, actual = change.planned, change.actual
    made = ChangeRequest(
        id=str(change.id),
        description=change.name or None,
        request_type=change.model.value,
        priority=priority,
        impact=None if change.impact is None else change.impact.name.lower(),
        risk_value=None if change.risk is None else change.risk.value,
        specification=EntityRef(id=change.template) if change.template else None,
        target_entity=records.related(change.affected, None),
        planned_start_time=None if planned is None else planned.start,
        planned_end_time=None if planned is None else planned.end,
        actual_start_time=None if actual is None else actual.start,
        actual_end_time=None if actual is None else actual.end,
        request_date=change.opened_at,
        completion_date=last.at if last is not None and is_done else None,
        status_change_date=None if last is None else last.at,
        status_change_reason=beside or (last.reason if last is not None else "") or None,
        change_relationship=(
            *_relationship(change.parent, "parent"),
            *_relationship(change.merged_into, "mergedInto"),
        ),
        state=state,
        history=history,
        extension=change.extension,
    )
    return made, (*told, *rounded)


def _relationship(ref: Ref[str] | None, kind: str) -> tuple[ChangeRequestRelationship, ...]:
    return tuple(
        ChangeRequestRelationship(relationship_type=kind, change_request=each)
        for each in records.entities([ref])
    )


def _change(request: ChangeRequest) -> tuple[Change, _Told]:
    facts = request.history or _dated(request)
    model = _MODELS.get(request.request_type or "", ChangeModel.NORMAL)
    history = records.ours(
        facts,
        dialect=_TMF655,
        lifecycle=CHANGE_LIFECYCLES[model],
        endings=frozenset(_OUTCOMES),
    )
    state, told = records.own_state(_TMF655, request.state, facts)
    priority, unknown = records.priority_of(_TMF655, request.priority)
    specification = request.specification
    change = Change(
        id=records.identifier(request.id),
        name=request.description or "",
        model=model,
        priority=priority,
        impact=_IMPACTS.get(request.impact or ""),
        risk=_RISKS.get(request.risk_value or ""),
        template="" if specification is None else specification.id or "",
        affected=records.refs_of(request.target_entity),
        planned=records.interval_of(request.planned_start_time, request.planned_end_time),
        actual=records.interval_of(request.actual_start_time, request.actual_end_time),
        outcome=_outcome(request),
        parent=_tie(request, "parent"),
        merged_into=_tie(request, "mergedInto"),
        state=state,
        history=history,
        extension=request.extension,
    )
    return change, (*told, *unknown)


def _tie(request: ChangeRequest, kind: str) -> Ref[str] | None:
    for each in request.change_relationship:
        other = each.change_request
        if each.relationship_type == kind and isinstance(other, EntityRef):
            return other.ref
    return None


def _outcome(request: ChangeRequest) -> ChangeOutcome | None:
    """Return how it ended, as its word or the reason beside it tells."""
    if request.state is None:
        return None
    reading = _TMF655.read(str(request.state), reason=request.status_change_reason or "")
    return _OUTCOMES.get(reading.reason)


def _dated(request: ChangeRequest) -> records.Facts:
    """Return the history that the dates of a document tell."""
    steps = [(request.status_change_date, request.state, request.status_change_reason)]
    begins = ChangeRequestState.ACKNOWLEDGED
    return records.dated(request.request_date, begins, steps, request.state)
