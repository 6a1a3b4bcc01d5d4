"""Problem management: finding what causes incidents, and curing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Self, assert_never

from attrs import evolve, field, frozen

from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.practice._fields import as_tuple, each_of, non_empty
from svcmgmt.practice.change import Change
from svcmgmt.practice.priorities import PRIORITY_3X3, Impact, PriorityMatrix, Urgency
from svcmgmt.practice.rules import ChangeNotSuccessful
from svcmgmt.practice.tickets import Ticket, logged
from svcmgmt.values import ChangeId, IncidentId, KnownErrorId, ProblemId, Ref, WorkaroundId
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "PROBLEM",
    "KnownErrorRule",
    "Problem",
    "ProblemResolution",
    "ProblemState",
    "ProblemTrigger",
]


class ProblemState(State):
    """Where a problem is on its way, in lifecycle order (words of ServiceNow's model).

    Examples:
        >>> ProblemState("rootCauseAnalysis").category
        <StateCategory.OPEN: 'open'>
    """

    NEW = "new", StateCategory.OPEN  # logged, nobody works on it
    ASSESS = "assess", StateCategory.OPEN  # is it one, and is it worth it
    ROOT_CAUSE_ANALYSIS = "rootCauseAnalysis", StateCategory.OPEN  # looking for the cause
    FIX_IN_PROGRESS = "fixInProgress", StateCategory.OPEN  # the cause is known, the cure on its way
    RESOLVED = "resolved", StateCategory.RESOLVED  # cured, or left as it is; not yet confirmed
    CLOSED = "closed", StateCategory.DONE  # confirmed; final


class ProblemTrigger(Trigger):
    """What moves a problem.

    Examples:
        >>> ProblemTrigger("analyse")
        <ProblemTrigger.ANALYSE: 'analyse'>
    """

    ASSESS = "assess"  # somebody looks whether it is one
    ANALYSE = "analyse"  # it is, and its cause is looked for
    FIX = "fix"  # the cause is known and a cure is made
    RESOLVE = "resolve"  # it is cured, or nothing more will be done
    NOT_FIXED = "notFixed"  # the cure did not help: back to looking for the cause
    CLOSE = "close"  # confirmed after a resolution
    DISMISS = "dismiss"  # closed without a cure: a duplicate, a risk that is taken, none at all


class ProblemResolution(Enum):
    """How a problem ended (resolution codes of ServiceNow).

    Examples:
        >>> ProblemResolution("fixApplied")
        <ProblemResolution.FIXED: 'fixApplied'>
    """

    FIXED = "fixApplied"  # the cause is gone
    RISK_ACCEPTED = "riskAccepted"  # known, and left as it is
    DUPLICATE = "duplicate"  # another problem goes on in its place
    CANCELLED = "cancelled"  # it was none


class KnownErrorRule(Enum):
    """When a problem is a known error (row 18).

    Examples:
        >>> KnownErrorRule("analysed")
        <KnownErrorRule.ANALYSED: 'analysed'>
    """

    ANALYSED = "analysed"  # ITIL 4: it was analysed, its cause is known, and it is not resolved
    CAUSE_AND_WORKAROUND = "root_cause+workaround"  # ITIL v3: with a documented workaround as well


def has_root_cause(problem: Problem) -> bool:
    """A root cause."""
    return bool(problem.root_cause.strip())


def has_resolution_code(problem: Problem) -> bool:
    """How it ended, and the cause if it was fixed."""
    if problem.resolution_code is ProblemResolution.FIXED:
        return has_root_cause(problem)
    return problem.resolution_code is not None


def is_given_up(problem: Problem) -> bool:
    """An ending without a fix; a duplicate names the problem that goes on."""
    if problem.resolution_code is ProblemResolution.DUPLICATE:
        return problem.merged_into is not None
    return problem.resolution_code not in {None, ProblemResolution.FIXED}


def is_cured(problem: Problem) -> bool:
    """Successful changes for a fix, or why it is closed without them."""
    if problem.resolution_code is not ProblemResolution.FIXED or problem.override.strip():
        return True
    return {ref.id for ref in problem.changes} <= {ref.id for ref in problem.cured_by}


_S, _T = ProblemState, ProblemTrigger
_EARLY = (_S.NEW, _S.ASSESS, _S.ROOT_CAUSE_ANALYSIS)

PROBLEM: Lifecycle[ProblemState, ProblemTrigger] = Lifecycle(
    name="problem",
    rules=(
        Rule(_T.ASSESS, (_S.NEW,), _S.ASSESS),
        Rule(_T.ANALYSE, (_S.ASSESS,), _S.ROOT_CAUSE_ANALYSIS),
        Rule(_T.FIX, (_S.ROOT_CAUSE_ANALYSIS,), _S.FIX_IN_PROGRESS, guards=(has_root_cause,)),
        Rule(
            _T.RESOLVE,
            (_S.ASSESS, _S.ROOT_CAUSE_ANALYSIS, _S.FIX_IN_PROGRESS),
            _S.RESOLVED,
            guards=(has_resolution_code,),
        ),
        Rule(_T.NOT_FIXED, (_S.FIX_IN_PROGRESS, _S.RESOLVED), _S.ROOT_CAUSE_ANALYSIS),
        Rule(_T.CLOSE, (_S.RESOLVED,), _S.CLOSED, guards=(is_cured,)),
        Rule(_T.DISMISS, _EARLY, _S.CLOSED, guards=(is_given_up,)),
    ),
    initials=(_S.NEW,),
    finals=(_S.CLOSED,),
)
"""Lifecycle of a problem: states of ServiceNow's problem model, own transitions (8.5)."""


def _id(value: str) -> ProblemId:
    return ProblemId(non_empty(value))


@frozen(kw_only=True)
class Problem(Ticket[ProblemState, ProblemTrigger]):
    """A cause, or potential cause, of one or more incidents (ITIL 4).

    What happens to it happens to no incident: resolving it closes none, and a reopened incident
    leaves it as it is. It is closed as fixed only after its changes were closed as successful,
    or with a reason. Source: rules R1.12 and R1.13.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, or a state in which the history does not end.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> problem = Problem.log(id="PRB-1", name="VPN drops", at=at("2026-10-26T08:00:00Z"))
        >>> problem = problem.assess(at=at("2026-10-26T09:00:00Z"))
        >>> problem = problem.analyse(at=at("2026-10-26T10:00:00Z"))
        >>> problem.is_known_error()
        False
        >>> problem = problem.fix(at=at("2026-10-27T10:00:00Z"), root_cause="firmware 3.1")
        >>> problem.is_known_error(), problem.is_known_error(KnownErrorRule.CAUSE_AND_WORKAROUND)
        (True, False)
    """

    id: ProblemId = field(converter=_id)
    """Identifies the problem."""

    root_cause: str = field(default="", validator=of_kind(str))
    """What causes the incidents; empty while nobody knows."""

    workarounds: tuple[Ref[WorkaroundId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Ways to live with it."""

    incidents: tuple[Ref[IncidentId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Incidents that it caused, as far as known."""

    changes: tuple[Ref[ChangeId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Changes that shall cure it."""

    known_error: Ref[KnownErrorId] | None = field(default=None, validator=of_kind(Ref, None))
    """The known error that documents it; at most one."""

    resolution_code: ProblemResolution | None = field(
        default=None, validator=of_kind(ProblemResolution, None)
    )
    """How it ended; None before its resolution, and again after it did not help."""

    cured_by: tuple[Ref[ChangeId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Changes that were seen closed as successful when it was closed."""

    override: str = field(default="", validator=of_kind(str))
    """Why it was closed as fixed although a change had not succeeded; empty if it was not."""

    state: ProblemState | OwnState | None = ProblemState.NEW
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ProblemState, ProblemTrigger]:
        """Return `PROBLEM`."""
        return PROBLEM

    @classmethod
    def log(  # noqa: PLR0913 - the attributes of a new record, by name
        cls,
        *,
        id: str,  # noqa: A002 - the published attribute
        at: datetime,
        name: str = "",
        impact: Impact | None = None,
        urgency: Urgency | None = None,
        matrix: PriorityMatrix = PRIORITY_3X3,
        by: str = "",
    ) -> Self:
        """Return a new problem, its history beginning with its being logged.

        Args:
            id: identifies it.
            at: when it was logged.
            name: short description.
            impact: how much of the business is affected.
            urgency: how soon it should be cured.
            matrix: gives the priority when both are known.
            by: who logged it.

        Raises:
            InvalidType: something else than a matrix.
            InvalidValue: an empty id.
            NaiveDatetime: `at` without a zone.
        """
        check_kind("matrix", matrix, PriorityMatrix)
        return cls(
            id=id,
            name=name,
            impact=impact,
            urgency=urgency,
            priority=matrix.computed(impact, urgency),
            history=logged(ProblemState.NEW, at=at, by=by),
        )

    def is_known_error(self, rule: KnownErrorRule = KnownErrorRule.ANALYSED) -> bool:
        """Return whether it is a known error now; one whose risk was taken stays one.

        Args:
            rule: what makes a known error; the definitions of ITIL 4 and ITIL v3 differ.

        Raises:
            InvalidType: a rule of another kind.
        """
        check_kind("rule", rule, KnownErrorRule)
        is_left = self.resolution_code is ProblemResolution.RISK_ACCEPTED
        if not has_root_cause(self) or not (self.is_open or is_left):
            return False
        match rule:
            case KnownErrorRule.ANALYSED:
                return True
            case KnownErrorRule.CAUSE_AND_WORKAROUND:
                return bool(self.workarounds)
            case _:
                assert_never(rule)

    def assess(self, *, at: datetime, by: str = "") -> Self:
        """Record that somebody looks whether it is a problem."""
        return self.fire(_T.ASSESS, at=at, by=by)

    def analyse(self, *, at: datetime, by: str = "") -> Self:
        """Record that its cause is looked for."""
        return self.fire(_T.ANALYSE, at=at, by=by)

    def fix(self, *, at: datetime, root_cause: str = "", by: str = "") -> Self:
        """Record that a cure is made; refused without a root cause.

        Args:
            at: when.
            root_cause: what causes the incidents; as it was recorded if empty.
            by: who.
        """
        changes = {"root_cause": root_cause or self.root_cause}
        return self.fire(_T.FIX, at=at, by=by, changes=changes)

    def resolve(
        self,
        *,
        at: datetime,
        code: ProblemResolution = ProblemResolution.FIXED,
        reason: str = "",
        by: str = "",
    ) -> Self:
        """Record that it is cured, or that nothing more will be done. It closes no incident."""
        changes = {"resolution_code": code}
        return self.fire(_T.RESOLVE, at=at, by=by, reason=reason, changes=changes)

    def not_fixed(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that the cure did not help; the resolution no longer holds."""
        changes = {"resolution_code": None, "cured_by": (), "override": ""}
        return self.fire(_T.NOT_FIXED, at=at, by=by, reason=reason, changes=changes)

    def close(
        self, *, at: datetime, changes: Iterable[Change] = (), override: str = "", by: str = ""
    ) -> Self:
        """Record that its resolution is confirmed.

        Args:
            at: when.
            changes: the records of its linked changes, to see how they ended.
            override: why it is closed as fixed although a linked change has not succeeded.
            by: who.

        Raises:
            ChangeNotSuccessful: it was fixed, a linked change is not closed as successful, and
                there is no reason to override that (rule R1.13).
            TransitionNotAllowed: it is not resolved.
        """
        known = {each.id: each for each in all_of_kind("changes", changes, Change)}
        cured = tuple(ref for ref in self.changes if _succeeded(known.get(ref.id)))
        closing = evolve(self, cured_by=cured, override=override)
        if self.state is ProblemState.RESOLVED and not is_cured(closing):
            missing = next(ref.id for ref in self.changes if ref not in cured)
            allowed = f"after change {missing} was closed as successful"
            told = f"{_standing(known.get(missing))}; or with a reason to override"
            raise ChangeNotSuccessful(f"problem {self.id}", "close", f"{allowed}, {told}")
        facts = {"cured_by": cured, "override": override}
        return self.fire(_T.CLOSE, at=at, by=by, reason=override, changes=facts)

    def dismiss(
        self,
        *,
        at: datetime,
        code: ProblemResolution,
        duplicate_of: Ref[ProblemId] | None = None,
        reason: str = "",
        by: str = "",
    ) -> Self:
        """Record that it is closed without a cure.

        Args:
            at: when.
            code: why; anything but fixed.
            duplicate_of: the problem that goes on; needed for a duplicate.
            reason: why, in words.
            by: who.
        """
        changes = {
            "resolution_code": code,
            "merged_into": self.merged_into if duplicate_of is None else duplicate_of,
        }
        return self.fire(_T.DISMISS, at=at, by=by, reason=reason, changes=changes)


def _succeeded(change: Change | None) -> bool:
    return change is not None and change.has_succeeded


def _standing(change: Change | None) -> str:
    """Return how a change stands, in words."""
    if change is None:
        return "which was not shown"
    outcome = "no outcome" if change.outcome is None else change.outcome.value
    return f"which is {change.state} with {outcome}"
