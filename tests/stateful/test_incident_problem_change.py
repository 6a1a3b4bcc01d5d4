"""Incidents, problems and changes driven together keep rules R1.12 and R1.13 at every step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from svcmgmt.lifecycle import StateCategory, TransitionNotAllowed
from svcmgmt.practice import (
    LINK_RULES,
    Approval,
    Change,
    ChangeModel,
    ChangeNotSuccessful,
    ChangeOutcome,
    HoldReason,
    ImplicitClosing,
    ImplicitReopening,
    Incident,
    IncidentState,
    KnownErrorOfAnother,
    Link,
    LinkKind,
    LinkToItself,
    LinkToMerged,
    MergeCycle,
    ParentCycle,
    Problem,
    ProblemResolution,
    ProblemState,
    RecordKey,
    RecordKind,
    Relations,
    SecondKnownError,
    SecondMerge,
    SecondParent,
    SecondProblem,
    Workaround,
    WrongEnds,
    check_together,
    key_of,
)
from svcmgmt.temporal import Interval
from svcmgmt.values import ChangeId, ProblemId, Ref

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
NIGHT = Interval.parse("2026-11-08T02:00:00Z/PT1H")

INCIDENTS = ("INC-1", "INC-2", "INC-3")
PROBLEMS = ("PRB-1", "PRB-2")
CHANGES = ("CHG-1", "CHG-2")
KNOWN_ERRORS = ("KE-1", "KE-2")
DETOUR = Workaround(id="WA-1", steps="use the web client", restores_service=True)

INCIDENT_STEPS: Mapping[str, Mapping[str, Any]] = {
    "start": {},
    "hold": {"reason": HoldReason.PROBLEM},
    "resume": {},
    "resolve": {"resolution": "restarted"},
    "reopen": {},
    "close": {},
    "cancel": {},
}
PROBLEM_STEPS: Mapping[str, Mapping[str, Any]] = {
    "assess": {},
    "analyse": {},
    "fix": {"root_cause": "firmware"},
    "resolve": {},
    "not_fixed": {},
    "dismiss": {"code": ProblemResolution.RISK_ACCEPTED},
}
CHANGE_STEPS: Mapping[str, Mapping[str, Any]] = {
    "submit": {},
    "authorize": {},
    "send_back": {},
    "implement": {},
    "finish": {},
    "cancel": {},
}
ON = {
    "new": "assess",
    "assess": "analyse",
    "rootCauseAnalysis": "fix",
    "fixInProgress": "resolve",
}
"""The step of a problem that leads on to its cure, by its state."""

CHANGES_ON = {
    "new": "submit",
    "authorize": "authorize",
    "scheduled": "implement",
    "implement": "finish",
    "review": "close",
}

NODES = [
    *(RecordKey(RecordKind.INCIDENT, each) for each in INCIDENTS),
    *(RecordKey(RecordKind.PROBLEM, each) for each in PROBLEMS),
]


def emergency(name: str) -> Change:
    """Return a change that is approved for whenever it is put forward."""
    yes = Approval(at=NIGHT.start, role="board")
    begun = Change.log(id=name, model=ChangeModel.EMERGENCY, planned=NIGHT, at=MONDAY)
    return evolve(begun, approvals=[yes])


class Desk(RuleBasedStateMachine):
    """A desk that keeps its records and relations, and takes one step at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MONDAY
        self.incidents = {each: Incident.log(id=each, at=MONDAY) for each in INCIDENTS}
        self.problems = {each: Problem.log(id=each, at=MONDAY) for each in PROBLEMS}
        self.changes = {each: emergency(each) for each in CHANGES}
        self.relations = Relations()

    def later(self) -> datetime:
        self.now += timedelta(minutes=10)
        return self.now

    def keep(self, record: Incident | Problem) -> None:
        """Store a record after a step of its own, which moves no other one."""
        before: list[Incident | Problem] = [*self.incidents.values(), *self.problems.values()]
        check_together(before, [record])
        if isinstance(record, Incident):
            self.incidents[record.id] = record
        else:
            self.problems[record.id] = record

    @rule(name=st.sampled_from(INCIDENTS), step=st.sampled_from(sorted(INCIDENT_STEPS)))
    def step_incident(self, name: str, step: str) -> None:
        incident = self.incidents[name]
        before = dict(self.problems)
        try:
            moved = getattr(incident, step)(at=self.later(), **INCIDENT_STEPS[step])
        except TransitionNotAllowed:
            return
        self.keep(moved)
        assert self.problems == before

    @rule(name=st.sampled_from(INCIDENTS))
    def work_around(self, name: str) -> None:
        """An incident may be resolved by a workaround while its problem stays open."""
        incident = self.incidents[name]
        if not incident.is_open or incident.state is IncidentState.NEW:
            return
        helped = incident.with_workaround(DETOUR, at=self.later())
        before = dict(self.problems)
        self.keep(helped.resolve(at=self.later(), resolution="workaround"))
        assert self.problems == before

    @rule(name=st.sampled_from(PROBLEMS), step=st.sampled_from(sorted(PROBLEM_STEPS)))
    def step_problem(self, name: str, step: str) -> None:
        problem = self.problems[name]
        before = dict(self.incidents)
        try:
            moved = getattr(problem, step)(at=self.later(), **PROBLEM_STEPS[step])
        except TransitionNotAllowed:
            return
        self.keep(moved)
        assert self.incidents == before

    @rule(name=st.sampled_from(PROBLEMS), override=st.sampled_from(["", "the vendor is gone"]))
    def close_problem(self, name: str, override: str) -> None:
        problem = self.problems[name]
        shown = [self.changes[ref.id] for ref in problem.changes]
        before = dict(self.incidents)
        is_cured = all(each.has_succeeded for each in shown)
        try:
            moved = problem.close(at=self.later(), changes=shown, override=override)
        except ChangeNotSuccessful:
            assert problem.state is ProblemState.RESOLVED
            assert not is_cured
            assert not override
            return
        except TransitionNotAllowed:
            assert problem.state is not ProblemState.RESOLVED
            return
        assert is_cured or override
        self.keep(moved)
        assert self.incidents == before

    @rule(name=st.sampled_from(CHANGES), step=st.sampled_from(sorted(CHANGE_STEPS)))
    def step_change(self, name: str, step: str) -> None:
        try:
            moved = getattr(self.changes[name], step)(at=self.later(), **CHANGE_STEPS[step])
        except TransitionNotAllowed:
            return
        self.changes[name] = moved

    @rule(name=st.sampled_from(PROBLEMS), change=st.sampled_from(CHANGES))
    def carry_on(self, name: str, change: str) -> None:
        """Take a step towards a cure, so that walks reach it often."""
        problem, made = self.problems[name], self.changes[change]
        if step := ON.get(str(problem.state)):
            self.keep(getattr(problem, step)(at=self.later(), **PROBLEM_STEPS[step]))
        if step := CHANGES_ON.get(str(made.state)):
            shown = evolve(made, outcome=ChangeOutcome.SUCCESSFUL)
            self.changes[change] = getattr(shown, step)(at=self.later())

    @rule(name=st.sampled_from(CHANGES), outcome=st.sampled_from(ChangeOutcome))
    def close_change(self, name: str, outcome: ChangeOutcome) -> None:
        try:
            self.changes[name] = self.changes[name].close(at=self.later(), outcome=outcome)
        except TransitionNotAllowed:
            return

    @rule(problem=st.sampled_from(PROBLEMS), change=st.sampled_from(CHANGES))
    def cure(self, problem: str, change: str) -> None:
        known = self.problems[problem]
        ref = Ref(id=ChangeId(change))
        if known.state is not ProblemState.CLOSED and ref not in known.changes:
            self.problems[problem] = evolve(known, changes=(*known.changes, ref))

    @rule(incident=st.sampled_from(INCIDENTS), problem=st.sampled_from(PROBLEMS))
    def blame(self, incident: str, problem: str) -> None:
        one = RecordKey(RecordKind.INCIDENT, incident)
        self.link(one, LinkKind.CAUSED_BY_PROBLEM, RecordKey(RecordKind.PROBLEM, problem))

    @rule(problem=st.sampled_from(PROBLEMS), known=st.sampled_from(KNOWN_ERRORS))
    def document(self, problem: str, known: str) -> None:
        one, other = (
            RecordKey(RecordKind.PROBLEM, problem),
            RecordKey(RecordKind.KNOWN_ERROR, known),
        )
        self.link(one, LinkKind.KNOWN_AS, other)

    @rule(
        incident=st.sampled_from(INCIDENTS),
        problem=st.sampled_from(PROBLEMS),
        change=st.sampled_from(CHANGES),
    )
    def change_breaks_or_cures(self, incident: str, problem: str, change: str) -> None:
        """Of these links there may be any number."""
        made = RecordKey(RecordKind.CHANGE, change)
        broken = RecordKey(RecordKind.INCIDENT, incident)
        self.link(broken, LinkKind.CAUSED_BY_CHANGE, made)
        self.link(RecordKey(RecordKind.PROBLEM, problem), LinkKind.CURED_BY, made)

    @rule(
        one=st.sampled_from(NODES),
        kind=st.sampled_from([LinkKind.CHILD_OF, LinkKind.MERGED_INTO]),
        other=st.sampled_from(NODES),
    )
    def join(self, one: RecordKey, kind: LinkKind, other: RecordKey) -> None:
        self.link(one, kind, other)

    def link(self, one: RecordKey, kind: LinkKind, other: RecordKey) -> None:
        link = Link(one, kind, other)
        try:
            self.relations = self.relations.add(link)
        except (WrongEnds, LinkToItself, LinkToMerged):
            return
        except (SecondProblem, SecondParent, SecondMerge, SecondKnownError):
            assert self.relations.targets_of(one, kind) not in {(), (other,)}
            return
        except KnownErrorOfAnother:
            assert self.relations.sources_of(other, kind) not in {(), (one,)}
            return
        except (ParentCycle, MergeCycle):
            assert self.leads(other, kind, one)
            return
        if kind is LinkKind.CAUSED_BY_PROBLEM:
            known = self.incidents[one.id]
            self.incidents[one.id] = evolve(known, problem=Ref(id=ProblemId(other.id)))

    @precondition(lambda self: self.relations.links)
    @rule(pick=st.integers(0, 100))
    def end_both(self, pick: int) -> None:
        """What would end a problem and its incident in one go is refused."""
        link = self.relations.links[pick % len(self.relations.links)]
        if link.kind is not LinkKind.CAUSED_BY_PROBLEM:
            return
        incident, problem = self.incidents[link.source.id], self.problems[link.target.id]
        at = self.later()
        if incident.is_open and problem.state in {ProblemState.NEW, ProblemState.ASSESS}:
            gone = problem.dismiss(at=at, code=ProblemResolution.CANCELLED)
            with pytest.raises(ImplicitClosing):
                check_together([incident, problem], [incident.cancel(at=at), gone])
        if incident.state is IncidentState.RESOLVED and problem.state is ProblemState.RESOLVED:
            with pytest.raises(ImplicitReopening):
                check_together(
                    [incident, problem], [incident.reopen(at=at), problem.not_fixed(at=at)]
                )

    def leads(self, start: RecordKey, kind: LinkKind, end: RecordKey) -> bool:
        """Follow single links one by one."""
        here = start
        for _ in NODES:
            if here == end:
                return True
            here = next(iter(self.relations.targets_of(here, kind)), here)
        return here == end

    @invariant()
    def an_incident_has_at_most_one_problem(self) -> None:
        for incident in self.incidents.values():
            named = self.relations.targets_of(key_of(incident), LinkKind.CAUSED_BY_PROBLEM)
            told = () if incident.problem is None else (incident.problem.id,)
            assert tuple(each.id for each in named) == told

    @invariant()
    def there_are_no_more_links_than_their_rules_allow(self) -> None:
        for kind, told in LINK_RULES.items():
            links = [link for link in self.relations.links if link.kind is kind]
            sources, targets = [each.source for each in links], [each.target for each in links]
            assert not told.is_single or len({*sources}) == len(sources)
            assert not told.is_exclusive or len({*targets}) == len(targets)
            assert {each.kind for each in sources} <= {*told.sources}
            assert {each.kind for each in targets} <= {*told.targets}

    @invariant()
    def nothing_is_its_own_ancestor(self) -> None:
        for node in NODES:
            assert node not in self.relations.descendants_of(node)
            assert (
                self.relations.targets_of(self.relations.survivor_of(node), LinkKind.MERGED_INTO)
                == ()
            )

    @invariant()
    def what_was_closed_as_fixed_was_cured_or_overridden(self) -> None:
        for problem in self.problems.values():
            is_fixed = problem.resolution_code is ProblemResolution.FIXED
            if problem.state is not ProblemState.CLOSED or not is_fixed or problem.override:
                continue
            assert problem.cured_by == problem.changes
            for ref in problem.cured_by:
                assert self.changes[ref.id].has_succeeded

    @invariant()
    def ended_incidents_were_ended_by_themselves(self) -> None:
        for incident in self.incidents.values():
            if incident.state is IncidentState.CLOSED:
                before = incident.history[-2].to_state
                assert before.category is StateCategory.RESOLVED
                assert incident.resolution


def test_the_rules_hold_at_every_step() -> None:
    run_state_machine_as_test(Desk, settings=settings(stateful_step_count=60))
