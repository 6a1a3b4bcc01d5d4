"""A problem is analysed, cured by changes, and closed by rules that no incident feels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.practice import (
    PROBLEM,
    Approval,
    Change,
    ChangeModel,
    ChangeNotSuccessful,
    ChangeOutcome,
    Impact,
    Incident,
    KnownError,
    KnownErrorRule,
    NotAKnownError,
    Problem,
    ProblemResolution,
    ProblemState,
    ProblemTrigger,
    Urgency,
    Workaround,
)
from svcmgmt.temporal import Interval
from svcmgmt.values import ChangeId, Priority, ProblemId, Ref, WorkaroundId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = Interval.parse("2026-11-08T02:00:00Z/PT1H")
DETOUR = Ref(id=WorkaroundId("WA-1"))

DRAWN = {
    "new": {"assess", "closed"},
    "assess": {"rootCauseAnalysis", "resolved", "closed"},
    "rootCauseAnalysis": {"fixInProgress", "resolved", "closed"},
    "fixInProgress": {"resolved", "rootCauseAnalysis"},
    "resolved": {"closed", "rootCauseAnalysis"},
    "closed": set(),
}


def logged() -> Problem:
    return Problem.log(id="PRB-1", at=MONDAY)


def analysed() -> Problem:
    return logged().assess(at=MONDAY + HOUR).analyse(at=MONDAY + 2 * HOUR)


def fixing() -> Problem:
    return analysed().fix(at=MONDAY + 3 * HOUR, root_cause="firmware")


def resolved(*changes: str) -> Problem:
    refs = [Ref(id=ChangeId(each)) for each in changes]
    return evolve(fixing(), changes=refs).resolve(at=MONDAY + 4 * HOUR)


def change(name: str, outcome: ChangeOutcome | None = None) -> Change:
    """Return a change that is being made, or was closed with an outcome."""
    begun = Change.log(id=name, model=ChangeModel.EMERGENCY, at=MONDAY, planned=NIGHT)
    begun = evolve(begun, approvals=[Approval(at=MONDAY, role="board")])
    begun = begun.submit(at=MONDAY).authorize(at=MONDAY).implement(at=MONDAY)
    if outcome is None:
        return begun
    return begun.finish(at=MONDAY + HOUR).close(at=MONDAY + HOUR, outcome=outcome)


class TestLifecycle:
    def test_its_transitions_are_exactly_those_that_are_drawn(self) -> None:
        found = {
            str(state): {str(target) for target in PROBLEM.targets_from(state)}
            for state in PROBLEM.states
        }
        assert found == DRAWN

    def test_a_problem_has_the_published_lifecycle(self) -> None:
        assert logged().lifecycle is PROBLEM
        assert Problem.published_lifecycle() is PROBLEM

    def test_a_life_ends_with_a_confirmed_cure(self) -> None:
        problem = resolved().close(at=MONDAY + 5 * HOUR, by="ana")
        assert [str(fact.trigger) for fact in problem.history[1:]] == [
            "assess",
            "analyse",
            "fix",
            "resolve",
            "close",
        ]
        assert problem.state is ProblemState.CLOSED
        assert not problem.is_open


class TestLogging:
    def test_the_priority_follows_from_impact_and_urgency(self) -> None:
        problem = Problem.log(
            id="PRB-1", at=MONDAY, impact=Impact.HIGH, urgency=Urgency.LOW, name="VPN", by="ana"
        )
        assert problem.priority == Priority.P3
        assert (problem.name, problem.history[0].by) == ("VPN", "ana")

    def test_a_problem_needs_an_identifier(self) -> None:
        with pytest.raises(InvalidValue, match="a non-empty identifier"):
            Problem.log(id="", at=MONDAY)

    @pytest.mark.parametrize("field", ["incidents", "changes", "workarounds", "cured_by"])
    @pytest.mark.parametrize("value", ["INC-1", ["INC-1"], 7])
    def test_what_is_no_list_of_references_is_refused(self, field: str, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType) as refused:
            evolve(logged(), **{field: value})
        assert refused.value.field == field


class TestGuards:
    def test_a_fix_needs_a_root_cause(self) -> None:
        with pytest.raises(TransitionNotAllowed) as refused:
            analysed().fix(at=MONDAY + 3 * HOUR)
        assert refused.value.guard == "a root cause"

    def test_a_root_cause_that_is_known_stays(self) -> None:
        known = evolve(analysed(), root_cause="firmware")
        assert known.fix(at=MONDAY + 3 * HOUR).root_cause == "firmware"

    def test_nothing_is_resolved_as_fixed_without_a_root_cause(self) -> None:
        assessing = logged().assess(at=MONDAY)
        with pytest.raises(TransitionNotAllowed, match="how it ended, and the cause"):
            assessing.resolve(at=MONDAY)

    def test_nothing_is_resolved_without_saying_how(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            fixing().fire(ProblemTrigger.RESOLVE, at=MONDAY + 4 * HOUR)

    def test_a_risk_may_be_taken_without_a_root_cause(self) -> None:
        code = ProblemResolution.RISK_ACCEPTED
        assert logged().assess(at=MONDAY).resolve(at=MONDAY, code=code).resolution_code is code

    @pytest.mark.parametrize("begin", [logged, analysed])
    def test_it_may_be_dismissed_early(self, begin: Callable[[], Problem]) -> None:
        at = MONDAY + 9 * HOUR
        problem = begin().dismiss(at=at, code=ProblemResolution.CANCELLED, reason="was none")
        assert problem.state is ProblemState.CLOSED
        assert problem.history[-1].reason == "was none"

    def test_it_is_not_dismissed_as_fixed(self) -> None:
        with pytest.raises(TransitionNotAllowed, match="an ending without a fix"):
            logged().dismiss(at=MONDAY, code=ProblemResolution.FIXED)

    def test_a_duplicate_names_the_problem_that_goes_on(self) -> None:
        with pytest.raises(TransitionNotAllowed, match="a duplicate names the problem"):
            logged().dismiss(at=MONDAY, code=ProblemResolution.DUPLICATE)
        other = Ref(id=ProblemId("PRB-2"))
        gone = logged().dismiss(at=MONDAY, code=ProblemResolution.DUPLICATE, duplicate_of=other)
        assert gone.merged_into == other

    def test_a_cure_that_did_not_help_leaves_nothing_behind(self) -> None:
        again = resolved().not_fixed(at=MONDAY + 5 * HOUR, reason="it drops again")
        assert again.state is ProblemState.ROOT_CAUSE_ANALYSIS
        assert (again.resolution_code, again.cured_by, again.override) == (None, (), "")
        assert again.root_cause == "firmware"


class TestClosingAsFixed:
    """Rule R1.13."""

    def test_without_linked_changes_nothing_is_asked(self) -> None:
        assert resolved().close(at=MONDAY + 5 * HOUR).cured_by == ()

    def test_a_change_that_is_not_closed_refuses_it(self) -> None:
        with pytest.raises(ChangeNotSuccessful) as refused:
            resolved("CHG-1").close(at=MONDAY + 5 * HOUR, changes=[change("CHG-1")])
        assert str(refused.value) == (
            "a problem is closed as fixed after its changes were closed as successful (R1.13): "
            "problem PRB-1, close is not allowed; allowed: after change CHG-1 was closed as "
            "successful, which is implement with no outcome; or with a reason to override"
        )

    def test_a_change_that_was_not_shown_refuses_it(self) -> None:
        with pytest.raises(ChangeNotSuccessful, match="which was not shown"):
            resolved("CHG-1", "CHG-2").close(
                at=MONDAY + 5 * HOUR, changes=[change("CHG-1", ChangeOutcome.SUCCESSFUL)]
            )

    @pytest.mark.parametrize("outcome", [ChangeOutcome.FAILED, ChangeOutcome.BACKED_OUT])
    def test_a_change_without_success_refuses_it(self, outcome: ChangeOutcome) -> None:
        with pytest.raises(ChangeNotSuccessful, match=f"closed with {outcome.value}"):
            resolved("CHG-1").close(at=MONDAY + 5 * HOUR, changes=[change("CHG-1", outcome)])

    def test_successful_changes_are_kept_as_evidence(self) -> None:
        shown = [change(each, ChangeOutcome.SUCCESSFUL) for each in ("CHG-1", "CHG-2")]
        closed = resolved("CHG-1", "CHG-2").close(at=MONDAY + 5 * HOUR, changes=shown)
        assert closed.cured_by == closed.changes
        assert closed.override == ""

    def test_a_reason_overrides_and_is_kept(self) -> None:
        closed = resolved("CHG-1").close(at=MONDAY + 5 * HOUR, override="the device is gone")
        assert closed.override == closed.history[-1].reason == "the device is gone"
        assert closed.cured_by == ()

    def test_a_blank_reason_is_none(self) -> None:
        with pytest.raises(ChangeNotSuccessful):
            resolved("CHG-1").close(at=MONDAY + 5 * HOUR, override=" ")

    def test_the_trigger_by_itself_is_refused_as_well(self) -> None:
        with pytest.raises(TransitionNotAllowed, match="successful changes for a fix, or why"):
            resolved("CHG-1").fire(ProblemTrigger.CLOSE, at=MONDAY + 5 * HOUR)
        with pytest.raises(TransitionNotAllowed):
            resolved("CHG-1").move_to(ProblemState.CLOSED, at=MONDAY + 5 * HOUR)

    def test_one_that_was_not_fixed_needs_no_change(self) -> None:
        refs = [Ref(id=ChangeId("CHG-1"))]
        code = ProblemResolution.RISK_ACCEPTED
        left = evolve(fixing(), changes=refs).resolve(at=MONDAY + 4 * HOUR, code=code)
        assert left.close(at=MONDAY + 5 * HOUR).state is ProblemState.CLOSED

    def test_one_that_is_not_resolved_is_refused_by_its_lifecycle(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            evolve(fixing(), changes=[Ref(id=ChangeId("CHG-1"))]).close(at=MONDAY + 5 * HOUR)

    def test_what_is_no_change_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="Change"):
            resolved().close(at=MONDAY + 5 * HOUR, changes=["CHG-1"])  # type: ignore[list-item]

    def test_resolving_a_problem_leaves_its_incidents_as_they_are(self) -> None:
        incident = evolve(Incident.log(id="INC-1", at=MONDAY), problem=Ref(id=ProblemId("PRB-1")))
        before = incident.state
        resolved().close(at=MONDAY + 5 * HOUR)
        assert incident.state is before


class TestKnownErrors:
    """Row 18: ITIL 4 asks for an analysis, ITIL v3 for cause and workaround."""

    def test_one_that_was_not_analysed_is_none(self) -> None:
        for rule in KnownErrorRule:
            assert not analysed().is_known_error(rule)

    def test_the_definitions_differ_on_a_workaround(self) -> None:
        assert fixing().is_known_error()
        assert not fixing().is_known_error(KnownErrorRule.CAUSE_AND_WORKAROUND)
        documented = evolve(fixing(), workarounds=[DETOUR])
        assert documented.is_known_error(KnownErrorRule.CAUSE_AND_WORKAROUND)

    def test_a_solved_one_is_none_any_more(self) -> None:
        assert not resolved().is_known_error()

    def test_one_that_is_left_as_it_is_stays_one(self) -> None:
        left = fixing().resolve(at=MONDAY + 4 * HOUR, code=ProblemResolution.RISK_ACCEPTED)
        assert left.is_known_error()
        assert left.close(at=MONDAY + 5 * HOUR).is_known_error()

    def test_a_rule_of_another_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            fixing().is_known_error("analysed")  # type: ignore[arg-type]

    def test_it_is_documented_from_its_problem(self) -> None:
        problem = evolve(fixing(), workarounds=[DETOUR], name="VPN drops")
        rule = KnownErrorRule.CAUSE_AND_WORKAROUND
        known = KnownError.of(problem, id="KE-1", symptoms="code 809", rule=rule)
        assert known == KnownError(
            id="KE-1",
            problem=Ref(id=ProblemId("PRB-1"), name="VPN drops"),
            root_cause="firmware",
            symptoms="code 809",
            workarounds=[DETOUR],
            rule=rule,
        )

    @pytest.mark.parametrize(
        ("rule", "needed"),
        [
            (KnownErrorRule.ANALYSED, "a problem with a root cause that is not solved"),
            (KnownErrorRule.CAUSE_AND_WORKAROUND, "a root cause and a workaround"),
        ],
    )
    def test_a_problem_that_is_none_is_refused(self, rule: KnownErrorRule, needed: str) -> None:
        with pytest.raises(NotAKnownError, match=needed):
            KnownError.of(logged(), id="KE-1", rule=rule)

    def test_what_is_no_problem_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            KnownError.of("PRB-1", id="KE-1")  # type: ignore[arg-type]

    @pytest.mark.parametrize(("field", "value"), [("id", ""), ("root_cause", " ")])
    def test_nothing_is_known_without_id_and_cause(self, field: str, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue) as refused:
            evolve(KnownError.of(fixing(), id="KE-1"), **{field: value})
        assert refused.value.field == field

    def test_a_workaround_says_what_to_do(self) -> None:
        with pytest.raises(InvalidValue):
            Workaround(id="WA-1", steps=" ")
        with pytest.raises(InvalidValue):
            Workaround(id="", steps="restart")
