"""Problems as service problems of TMF656, and back."""

from __future__ import annotations

from typing import Final, TypeAlias

from svcmgmt.assurance import SERVICE_PROBLEM, ServiceProblem, ServiceProblemStatus
from svcmgmt.common import RelatedEntity
from svcmgmt.interop.dialects import _records as records
from svcmgmt.interop.dialects._records import Translation
from svcmgmt.interop.dialects.words import dialect_of
from svcmgmt.practice import PROBLEM, Problem, ProblemResolution, RecordKind
from svcmgmt.values import Finding
from svcmgmt.values._kinds import check_kind

__all__ = ["to_problem", "to_service_problem"]

_TMF656: Final = dialect_of("tmf656", RecordKind.PROBLEM)
_RESOLUTIONS: Final = {each.value: each for each in ProblemResolution}
_ROLES: Final = ("change", "workaround", "knownError", "mergedInto")
_Told: TypeAlias = tuple[Finding, ...]


def to_service_problem(problem: Problem) -> Translation[ServiceProblem]:
    """Return a problem as a service problem of TMF656.

    Its incidents become trouble tickets, its changes and workarounds related entities. Root
    cause, impact and urgency have no counterpart, and one word stands for three states of work.

    Raises:
        InvalidType: something that is no problem.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> problem = Problem.log(id="PRB-1", name="VPN drops", at=at("2026-10-26T08:00:00Z"))
        >>> made = to_service_problem(problem.assess(at=at("2026-10-26T09:00:00Z")))
        >>> print(made.record.state)
        inProgress
        >>> [(each.code, each.pointer) for each in made.findings]
        [('state-not-told', '/state'), ('not-kept', '/history')]
    """
    check_kind("problem", problem, Problem)
    made, told = _service_problem(problem)
    back, _ = _problem(made)
    return records.translation(problem, made, back, told)


def to_problem(service_problem: ServiceProblem) -> Translation[Problem]:
    """Return a service problem of TMF656 as a problem.

    A problem does not wait: the states pending and held are kept as states of one's own.

    Raises:
        InvalidType: something that is no service problem.
        InvalidValue: one without an id.

    Examples:
        >>> made = to_problem(ServiceProblem(id="SP-3", name="VPN drops", priority=3,
        ...                                  impact_importance_factor="40"))
        >>> print(made.record.state, made.record.priority)
        new P2
        >>> [(each.code, each.pointer) for each in made.findings]
        [('no-counterpart', '/impact_importance_factor')]
    """
    check_kind("service_problem", service_problem, ServiceProblem)
    made, told = _problem(service_problem)
    back, _ = _service_problem(made)
    is_same = records.are_same(service_problem.related_entity, back.related_entity)
    respelled = ["related_entity"] if is_same else []
    return records.translation(service_problem, made, back, told, respelled)


def _service_problem(problem: Problem) -> tuple[ServiceProblem, _Told]:
    code = "" if problem.resolution_code is None else problem.resolution_code.value
    history = records.theirs(
        problem.history,
        dialect=_TMF656,
        states=ServiceProblemStatus,
        lifecycle=SERVICE_PROBLEM,
        ending=code,
    )
    state, told = records.their_state(_TMF656, ServiceProblemStatus, problem, history, code)
    priority, rounded = records.their_priority(_TMF656, problem.priority)
    beside = "" if problem.state is None else _TMF656.write(problem.state, reason=code).reason
    last = history[-1] if history else None
    resolved = [fact.at for fact in history if fact.to_state is ServiceProblemStatus.RESOLVED]
    made = ServiceProblem(
        id=str(problem.id),
        name=problem.name or None,
        description=problem.name or None,
        category="/".join(problem.opening_category) or None,
        priority=None if priority is None else int(priority),
        state=state,
        history=history,
        creation_date=problem.opened_at,
        resolution_date=resolved[-1] if resolved and not problem.is_open else None,
        status_change_date=None if last is None else last.at,
        status_change_reason=beside or (last.reason if last is not None else "") or None,
        trouble_ticket=records.entities(problem.incidents),
        related_entity=_related(problem),
        parent_problem=records.entities([problem.parent]),
        extension=problem.extension,
    )
    return made, (*told, *rounded)


def _related(problem: Problem) -> tuple[RelatedEntity, ...]:
    return (
        *records.related(problem.changes, "change"),
        *records.related(problem.workarounds, "workaround"),
        *records.related([problem.known_error], "knownError"),
        *records.related([problem.merged_into], "mergedInto"),
        *records.related(problem.related, "related"),
    )


def _problem(made: ServiceProblem) -> tuple[Problem, _Told]:
    facts = made.history or _dated(made)
    history = records.ours(
        facts, dialect=_TMF656, lifecycle=PROBLEM, endings=frozenset(_RESOLUTIONS)
    )
    state, told = records.own_state(_TMF656, made.state, facts)
    priority, unknown = records.priority_of(_TMF656, made.priority)
    others = [each for each in made.related_entity if each.role not in _ROLES]
    problem = Problem(
        id=records.identifier(made.id),
        name=made.name or made.description or "",
        opening_category=records.path(made.category),
        priority=priority,
        state=state,
        history=history,
        resolution_code=_code(made),
        incidents=records.refs_of(made.trouble_ticket),
        changes=records.refs_of(made.related_entity, "change"),
        workarounds=records.refs_of(made.related_entity, "workaround"),
        known_error=records.ref_of(made.related_entity, "knownError"),
        merged_into=records.ref_of(made.related_entity, "mergedInto"),
        related=records.refs_of(others),
        parent=next(iter(records.refs_of(made.parent_problem)), None),
        extension=made.extension,
    )
    return problem, (*told, *unknown)


def _code(made: ServiceProblem) -> ProblemResolution | None:
    """Return how it ended, as its word or the reason beside it tells."""
    if made.state is None:
        return None
    reading = _TMF656.read(str(made.state), reason=made.status_change_reason or "")
    return _RESOLUTIONS.get(reading.reason)


def _dated(made: ServiceProblem) -> records.Facts:
    """Return the history that the dates of a document tell."""
    steps = [(made.status_change_date, made.state, made.status_change_reason)]
    return records.dated(made.creation_date, ServiceProblemStatus.ACKNOWLEDGED, steps, made.state)
