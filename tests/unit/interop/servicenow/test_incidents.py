"""Tickets from the incident table, and from a log of its updates."""

from __future__ import annotations

import pytest

from svcmgmt.errors import LimitExceeded
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.interop.servicenow import (
    INCIDENT_STATES_BEFORE_HELSINKI,
    read_incidents,
    read_updates,
)
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.practice import IncidentState as S
from svcmgmt.reports import ServiceFacts, TicketFacts
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import Priority, PriorityScale

ROW: dict[str, object] = {
    "number": "INC0010001",
    "sys_id": "9d385",
    "opened_at": "2026-10-26 08:00:00",
    "state": "2",
    "priority": "2",
    "business_service": {"display_value": "mail", "value": "77"},
    "cmdb_ci": {"display_value": "server 7", "value": "78"},
    "company": {"display_value": "Gold Ltd", "value": "79"},
    "category": "network",
    "sys_updated_on": "2026-10-26 09:00:00",
    "sys_mod_count": "4",
}


def ticket(facts: ServiceFacts) -> TicketFacts:
    """Return the only ticket."""
    [found] = facts.tickets
    return found


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


class TestRecords:
    def test_a_row_is_a_ticket(self) -> None:
        facts = read_incidents([ROW])
        assert codes(facts) == []
        assert ticket(facts) == TicketFacts(
            id="9d385",
            name="INC0010001",
            opened_at=at("2026-10-26T08:00:00Z"),
            state=S.IN_PROGRESS,
            priority=Priority.P2,
            service="mail",
            segment="Gold Ltd",
            category="network",
            sequence=4,
            recorded_at=at("2026-10-26T09:00:00Z"),
        )

    def test_without_a_sys_id_the_number_identifies_it(self) -> None:
        found = ticket(read_incidents([{**ROW, "sys_id": ""}]))
        assert (found.id, found.name) == ("INC0010001", "")

    def test_without_a_business_service_it_is_about_its_item(self) -> None:
        assert ticket(read_incidents([{**ROW, "business_service": ""}])).service == "server 7"

    def test_display_values_are_read_on_a_stated_clock(self) -> None:
        shown = {**ROW, "opened_at": "26.10.2026 09:00", "sys_updated_on": "26.10.2026 10:00"}
        facts = read_incidents([shown], zone="Europe/Berlin", time_format="%d.%m.%Y %H:%M")
        assert ticket(facts) == ticket(read_incidents([ROW]))

    def test_codes_and_labels_of_states_mean_the_same(self) -> None:
        for state in ("2", 2, "In Progress", {"value": "2", "display_value": "Doing"}):
            assert ticket(read_incidents([{**ROW, "state": state}])).state is S.IN_PROGRESS

    def test_the_older_field_of_the_state_is_read_where_the_newer_is_empty(self) -> None:
        row = {**ROW, "state": "", "incident_state": "6"}
        assert ticket(read_incidents([row])).state is S.RESOLVED

    def test_the_older_model_has_other_codes(self) -> None:
        states = INCIDENT_STATES_BEFORE_HELSINKI
        assert ticket(read_incidents([{**ROW, "state": "4"}], states=states)).state is S.ON_HOLD

    def test_a_state_of_ones_own(self) -> None:
        parked = OwnState("parked", StateCategory.PAUSED)
        facts = read_incidents([{**ROW, "state": "-5"}], states={"-5": parked})
        assert ticket(facts).state == parked
        assert codes(facts) == []

    def test_a_state_that_nobody_knows_is_kept_and_told(self) -> None:
        facts = read_incidents([{**ROW, "state": "-5"}])
        assert ticket(facts).state == OwnState("-5", StateCategory.UNKNOWN)
        assert codes(facts) == ["unknown-state"]

    def test_a_priority_off_the_scale_is_told(self) -> None:
        facts = read_incidents([{**ROW, "priority": "6 - Whenever"}])
        assert ticket(facts).priority is None
        assert codes(facts) == ["priority-off-scale"]

    def test_a_scale_of_ones_own(self) -> None:
        scale = PriorityScale(name="own", most_urgent=0, least_urgent=9)
        facts = read_incidents([{**ROW, "priority": "6"}], scale=scale)
        assert ticket(facts).priority == Priority(6, scale)

    def test_the_systems_verdict_is_kept_to_compare_with(self) -> None:
        [verdict] = ticket(read_incidents([{**ROW, "made_sla": "false"}])).verdicts
        assert (verdict.id, verdict.is_missed, verdict.sequence) == ("9d385/made_sla", True, 4)

    def test_a_row_without_a_number_is_told(self) -> None:
        facts = read_incidents([{**ROW, "number": ""}])
        assert facts.tickets == ()
        assert codes(facts) == ["missing-value"]

    def test_a_time_that_cannot_be_read_is_told_and_the_ticket_kept(self) -> None:
        facts = read_incidents([{**ROW, "opened_at": "noon"}])
        assert ticket(facts).opened_at is None
        assert codes(facts) == ["unreadable-time"]

    def test_changed_names_of_columns(self) -> None:
        row = {"Number": "INC1", "Opened": "2026-10-26 08:00:00"}
        facts = read_incidents([row], columns={"number": "Number", "opened_at": "Opened"})
        assert ticket(facts).id == "INC1"

    def test_missing_columns_are_named(self) -> None:
        with pytest.raises(MissingColumns, match="missing opened_at; there are number, opened"):
            read_incidents([{"number": "INC1", "opened": "2026-10-26 08:00:00"}])

    def test_the_newest_row_of_a_ticket_counts(self) -> None:
        older = {**ROW, "sys_mod_count": "3", "state": "1"}
        for rows in ([ROW, older], [older, ROW]):
            assert ticket(read_incidents(rows)).state is S.IN_PROGRESS

    def test_too_many_rows_are_refused(self) -> None:
        with pytest.raises(LimitExceeded, match="rows of incident"):
            read_incidents([ROW, ROW], limit=1)


UPDATE: dict[str, object] = {
    "number": "INC1",
    "sys_updated_on": "2026-10-26 08:00:00",
    "sys_mod_count": "0",
    "state": "1",
    "sys_updated_by": "ana",
    "assignment_group": "desk",
    "opened_at": "2026-10-26 07:55:00",
}


class TestUpdates:
    def test_each_row_is_a_change(self) -> None:
        rows = [
            UPDATE,
            {**UPDATE, "sys_mod_count": "1", "state": "2", "assignment_group": "network"},
            {**UPDATE, "sys_mod_count": "2", "state": "6", "sys_updated_on": "2026-10-26 09:00:00"},
        ]
        facts = read_updates(rows)
        found = ticket(facts)
        assert codes(facts) == []
        assert [str(change.to_state) for change in found.changes] == [
            "new", "inProgress", "resolved",
        ]  # fmt: skip
        assert [change.by for change in found.changes] == ["ana"] * 3
        assert [each.group for each in found.assignments] == ["desk", "network", "desk"]
        assert (found.id, found.state, found.sequence) == ("INC1", S.RESOLVED, 2)

    def test_the_order_of_the_rows_does_not_matter_and_is_told(self) -> None:
        later = {**UPDATE, "sys_mod_count": "1", "sys_updated_on": "2026-10-26 09:00:00"}
        forward, backward = read_updates([UPDATE, later]), read_updates([later, UPDATE])
        assert forward.tickets == backward.tickets
        assert codes(backward) == ["out-of-order"]

    def test_a_hold_has_its_reason(self) -> None:
        held = {**UPDATE, "state": "3", "hold_reason": {"value": "4", "display_value": "Vendor"}}
        assert ticket(read_updates([held])).changes[0].reason == "awaitingVendor"

    def test_a_reason_by_its_label(self) -> None:
        held = {
            **UPDATE,
            "state": "3",
            "hold_reason": {"value": "9", "display_value": "Awaiting Caller"},
        }
        assert ticket(read_updates([held])).changes[0].reason == "awaitingCaller"

    def test_a_reason_without_a_hold_is_left_over(self) -> None:
        assert ticket(read_updates([{**UPDATE, "hold_reason": "1"}])).changes[0].reason == ""

    def test_a_reason_that_nobody_knows_is_kept_and_told(self) -> None:
        facts = read_updates([{**UPDATE, "state": "3", "hold_reason": "9"}])
        assert ticket(facts).changes[0].reason == "9"
        assert codes(facts) == ["unknown-reason"]

    def test_a_state_with_its_own_reason(self) -> None:
        states = INCIDENT_STATES_BEFORE_HELSINKI
        held = {**UPDATE, "state": "Awaiting User Info"}
        assert ticket(read_updates([held], states=states)).changes[0].reason == "awaitingCaller"

    def test_a_row_without_a_state_changes_nothing(self) -> None:
        found = ticket(read_updates([{**UPDATE, "state": "", "assignment_group": ""}]))
        assert (found.changes, found.assignments) == ((), ())

    @pytest.mark.parametrize("name", ["number", "sys_updated_on"])
    def test_a_row_without_its_place_is_told(self, name: str) -> None:
        facts = read_updates([{**UPDATE, name: ""}])
        assert facts.tickets == ()
        assert codes(facts) == ["missing-value"]

    def test_last_rows_that_differ_are_contested(self) -> None:
        rows = [UPDATE, {**UPDATE, "category": "network"}]
        found = ticket(read_updates(rows))
        assert found == ticket(read_updates(rows[::-1]))
        assert found.is_contested

    def test_a_log_without_counters_goes_by_time(self) -> None:
        later = {**UPDATE, "sys_updated_on": "2026-10-26 09:00:00", "state": "7"}
        rows = [{**row, "sys_mod_count": ""} for row in (later, UPDATE)]
        assert ticket(read_updates(rows)).state is S.CLOSED
