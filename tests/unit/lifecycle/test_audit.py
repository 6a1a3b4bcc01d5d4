"""An audit refuses nothing: it keeps every fact and reports what is unusual."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import (
    Fact,
    Lifecycle,
    LogAudit,
    OwnState,
    Rule,
    State,
    StateCategory,
    StateChange,
    Trigger,
    audit,
)
from svcmgmt.practice import INCIDENT, IncidentState, IncidentTrigger
from svcmgmt.values import Severity, count_by_code

Change = StateChange[IncidentState, IncidentTrigger]

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

NEW, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED, CANCELLED = IncidentState
WEIRD = OwnState("-100", StateCategory.UNKNOWN)
STATES = "new, inProgress, onHold, resolved, closed, cancelled"


def to(state: IncidentState | OwnState, hours: float = 0, **facts: Any) -> Change:  # noqa: ANN401
    """Return the fact that a state begins so many hours after Monday 08:00 UTC."""
    return StateChange(to_state=state, at=MONDAY + hours * HOUR, **facts)


def log(*states: IncidentState | OwnState) -> list[Change]:
    """Return facts an hour apart."""
    return [to(state, hours) for hours, state in enumerate(states)]


def found(history: list[Change]) -> list[tuple[str, str, str, str, Severity]]:
    """Return the findings about a log but for its being unfinished."""
    return [
        (each.code, each.pointer, each.value, each.allowed, each.severity)
        for each in audit(INCIDENT, history).findings
        if each.code != "unfinished"
    ]


class TestWrongArguments:
    @pytest.mark.parametrize("wrong", [to(NEW), None, "log", [1], [Fact(at=MONDAY)]])
    def test_something_else_than_a_list_of_state_changes_is_refused(
        self,
        wrong: Any,  # noqa: ANN401
    ) -> None:
        with pytest.raises(InvalidType, match="log"):
            audit(INCIDENT, wrong)

    def test_something_else_than_a_lifecycle_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="lifecycle: str 'incident'"):
            audit("incident", [])  # type: ignore[arg-type]


class TestUsualLogs:
    def test_a_drawn_history_has_no_findings(self) -> None:
        assert audit(INCIDENT, log(NEW, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED)).findings == ()

    def test_an_empty_log_has_neither_history_nor_state_nor_findings(self) -> None:
        checked = audit(INCIDENT, [])
        assert (checked.history, checked.findings, checked.state) == ((), (), None)

    def test_the_state_is_the_one_in_which_the_log_ends(self) -> None:
        assert audit(INCIDENT, log(NEW, IN_PROGRESS)).state is IN_PROGRESS
        assert audit(INCIDENT, log(NEW, WEIRD)).state == WEIRD

    def test_an_iterator_of_facts_will_do(self) -> None:
        assert audit(INCIDENT, iter(log(NEW, CANCELLED))).findings == ()

    def test_facts_stay_as_they_came(self) -> None:
        facts = (to(NEW, by="ana"), to(IN_PROGRESS, 1, reason="called", sequence=4, id="f"))
        assert audit(INCIDENT, facts).history == facts

    def test_something_that_never_ends_is_never_unfinished(self) -> None:
        here, there = (OwnState(word, StateCategory.IN_SERVICE) for word in ("here", "there"))
        swing: Lifecycle[State, Trigger] = Lifecycle(
            name="swing",
            rules=[Rule("go", [here], there), Rule("come", [there], here)],
            initials=[here],
        )
        assert audit(swing, [StateChange(to_state=here, at=MONDAY)]).findings == ()


class TestFindings:
    def test_a_log_that_does_not_begin_in_an_initial_state(self) -> None:
        assert found(log(IN_PROGRESS, RESOLVED)) == [
            ("unusual-start", "/0", "inProgress", "new", Severity.WARNING)
        ]

    def test_a_start_that_names_its_origin_is_judged_as_a_step(self) -> None:
        assert found([to(RESOLVED, from_state=ON_HOLD)]) == []
        assert found([to(RESOLVED, from_state=NEW)]) == [
            ("skipped-states", "/0", "new to resolved", "start, resolve", Severity.WARNING)
        ]

    def test_a_state_that_the_lifecycle_does_not_have(self) -> None:
        assert found(log(NEW, WEIRD, IN_PROGRESS)) == [
            ("unknown-state", "/1", "-100", STATES, Severity.WARNING)
        ]

    def test_an_unknown_start_is_reported_as_unknown_only(self) -> None:
        assert found(log(WEIRD, RESOLVED)) == [
            ("unknown-state", "/0", "-100", STATES, Severity.WARNING)
        ]

    def test_after_an_unknown_state_the_last_known_one_counts(self) -> None:
        assert found(log(NEW, WEIRD, RESOLVED)) == [
            ("unknown-state", "/1", "-100", STATES, Severity.WARNING),
            ("skipped-states", "/2", "new to resolved", "start, resolve", Severity.WARNING),
        ]

    def test_a_fact_that_names_another_origin(self) -> None:
        assert found([to(NEW), to(RESOLVED, 1, from_state=ON_HOLD)]) == [
            ("wrong-origin", "/1", "onHold", "new", Severity.WARNING),
            ("skipped-states", "/1", "new to resolved", "start, resolve", Severity.WARNING),
        ]

    def test_a_wrong_origin_is_kept_as_it_came(self) -> None:
        fact = to(IN_PROGRESS, 1, from_state=ON_HOLD)
        assert audit(INCIDENT, [to(NEW), fact]).history[1] == fact

    def test_the_same_state_again(self) -> None:
        assert found(log(NEW, NEW, IN_PROGRESS, IN_PROGRESS)) == [
            ("update", "/1", "new to new", "", Severity.INFO),
            ("update", "/3", "inProgress to inProgress", "", Severity.INFO),
        ]

    @pytest.mark.parametrize("end", [RESOLVED, CLOSED, CANCELLED])
    def test_the_same_end_again_is_an_update_too(self, end: IncidentState) -> None:
        assert [each[0] for each in found([*log(NEW, IN_PROGRESS, end), to(end, 9)])][-1] == (
            "update"
        )

    def test_a_loop_that_is_drawn_is_usual(self) -> None:
        ours = INCIDENT.extend(rules=[Rule("note", [NEW], NEW)])
        assert audit(ours, log(NEW, NEW, CANCELLED)).findings == ()

    def test_work_that_goes_on_by_a_drawn_way(self) -> None:
        assert found(log(NEW, IN_PROGRESS, RESOLVED, IN_PROGRESS)) == [
            ("reopened", "/3", "resolved to inProgress", "", Severity.INFO)
        ]

    @pytest.mark.parametrize(
        ("end", "again"),
        [(RESOLVED, NEW), (RESOLVED, ON_HOLD), (CLOSED, IN_PROGRESS), (CANCELLED, NEW)],
    )
    def test_work_that_goes_on_by_no_drawn_way(
        self, end: IncidentState, again: IncidentState
    ) -> None:
        assert found([to(end, from_state=end), to(again, 1)])[-1] == (
            "reopened",
            "/1",
            f"{end} to {again}",
            "",
            Severity.WARNING,
        )

    def test_a_drawn_way_that_was_not_taken(self) -> None:
        assert found(log(NEW, CLOSED)) == [
            ("skipped-states", "/1", "new to closed", "start, resolve, close", Severity.WARNING)
        ]

    def test_a_step_to_which_no_way_leads(self) -> None:
        assert found(log(NEW, CANCELLED, CLOSED)) == [
            ("undrawn-transition", "/2", "cancelled to closed", "", Severity.WARNING)
        ]

    def test_a_step_to_an_undrawn_state_tells_what_is_drawn(self) -> None:
        parked = OwnState("parked", StateCategory.PAUSED)
        ours = INCIDENT.extend(rules=[], undrawn=[parked])
        findings = audit(ours, log(NEW, parked)).findings
        assert [(each.code, each.allowed) for each in findings] == [
            ("undrawn-transition", "inProgress, cancelled"),
            ("unfinished", "closed, cancelled"),
        ]

    def test_a_log_that_does_not_end(self) -> None:
        (finding,) = audit(INCIDENT, log(NEW, IN_PROGRESS, RESOLVED)).findings
        assert finding.code == "unfinished"
        assert finding.severity is Severity.INFO
        assert (finding.pointer, finding.value) == ("/2", "resolved")
        assert finding.allowed == "closed, cancelled"

    def test_a_log_that_ends_in_an_unknown_state(self) -> None:
        codes = [finding.code for finding in audit(INCIDENT, log(NEW, WEIRD)).findings]
        assert codes == ["unknown-state", "unfinished"]

    def test_facts_that_came_in_another_order(self) -> None:
        checked = audit(INCIDENT, reversed(log(NEW, IN_PROGRESS, CANCELLED)))
        assert [finding.code for finding in checked.findings] == ["out-of-order"]
        assert checked.state is CANCELLED

    def test_a_fact_that_came_twice(self) -> None:
        facts = log(NEW, CANCELLED)
        checked = audit(INCIDENT, [facts[0], *facts])
        assert [finding.code for finding in checked.findings] == ["duplicate"]
        assert len(checked.history) == 2

    def test_facts_that_nothing_tells_apart(self) -> None:
        checked = audit(INCIDENT, [to(NEW), to(CANCELLED)])
        assert [finding.code for finding in checked.findings] == ["tie"]

    def test_places_are_those_of_the_ordered_history(self) -> None:
        findings = audit(INCIDENT, [to(WEIRD, 2), to(CANCELLED, 3), to(NEW)]).findings
        assert [(each.code, each.pointer) for each in findings] == [
            ("out-of-order", ""),
            ("unknown-state", "/1"),
        ]

    def test_several_findings_are_counted_by_code(self) -> None:
        checked = audit(INCIDENT, log(NEW, NEW, WEIRD, CLOSED, NEW))
        assert count_by_code(checked.findings) == {
            "reopened": 1,
            "skipped-states": 1,
            "unfinished": 1,
            "unknown-state": 1,
            "update": 1,
        }

    def test_a_finding_reads_as_a_sentence(self) -> None:
        finding = audit(INCIDENT, log(NEW, RESOLVED, CLOSED)).findings[0]
        assert str(finding) == (
            "warning skipped-states at /1: a drawn way was not taken "
            "(value: new to resolved; allowed: start, resolve)"
        )

    def test_a_step_by_a_trigger_that_does_not_lead_there_is_reported(self) -> None:
        assert found([to(NEW), to(IN_PROGRESS, 1, trigger=IncidentTrigger.CLOSE)]) != []

    def test_an_unknown_origin_of_the_first_fact_is_reported(self) -> None:
        assert found([to(RESOLVED, from_state=WEIRD)]) != []


class TestAsAValue:
    checked: LogAudit[IncidentState, IncidentTrigger] = audit(INCIDENT, log(NEW, WEIRD))

    def test_audits_are_equal_by_what_they_say(self) -> None:
        assert audit(INCIDENT, log(NEW, WEIRD)) == self.checked
        assert hash(audit(INCIDENT, log(NEW, WEIRD))) == hash(self.checked)
        assert audit(INCIDENT, log(NEW)) != self.checked

    def test_twins_are_equal(self) -> None:
        checked = self.checked
        twins = pickle.loads(pickle.dumps(checked)), copy.copy(checked), copy.deepcopy(checked)  # noqa: S301
        for twin in twins:
            assert twin == checked
            assert hash(twin) == hash(checked)
