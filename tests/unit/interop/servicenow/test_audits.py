"""Changes of tickets from the audit log."""

from __future__ import annotations

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.interop.servicenow import read_audits, read_incidents
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import IncidentState as S
from svcmgmt.reports import Assignment, ServiceFacts, TicketFacts
from svcmgmt.temporal import parse_instant as at


def audit(field: str, old: str, new: str, time: str = "09:00", **more: object) -> dict[str, object]:
    """Return one row of the log."""
    return {
        "documentkey": "9d385",
        "tablename": "incident",
        "fieldname": field,
        "oldvalue": old,
        "newvalue": new,
        "user": "ana",
        "sys_created_on": f"2026-10-26 {time}:00",
        **more,
    }


def ticket(facts: ServiceFacts) -> TicketFacts:
    """Return the only ticket."""
    [found] = facts.tickets
    return found


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


class TestStates:
    def test_a_change_of_state(self) -> None:
        facts = read_audits([audit("state", "1", "2", sys_id="a1", record_checkpoint="3")])
        assert codes(facts) == []
        assert ticket(facts).changes == (
            StateChange(
                from_state=S.NEW,
                to_state=S.IN_PROGRESS,
                at=at("2026-10-26T09:00:00Z"),
                sequence=3,
                id="a1",
                by="ana",
            ),
        )

    def test_an_insertion_has_no_state_before(self) -> None:
        assert ticket(read_audits([audit("state", "", "1")])).changes[0].from_state is None

    def test_the_older_field_repeats_the_newer(self) -> None:
        rows = [audit("state", "1", "2"), audit("incident_state", "1", "2")]
        assert len(ticket(read_audits(rows)).changes) == 1

    def test_the_older_field_alone_is_read(self) -> None:
        assert len(ticket(read_audits([audit("incident_state", "1", "2")])).changes) == 1

    def test_a_state_that_nobody_knows_is_kept_and_told(self) -> None:
        facts = read_audits([audit("state", "2", "-5")])
        assert ticket(facts).changes[0].to_state == OwnState("-5", StateCategory.UNKNOWN)
        assert codes(facts) == ["unknown-state"]

    def test_a_change_to_nothing_is_told(self) -> None:
        facts = read_audits([audit("state", "2", "")])
        assert ticket(facts).changes == ()
        assert codes(facts) == ["missing-value"]


class TestReasons:
    def test_a_reason_of_the_same_update_belongs_to_the_hold(self) -> None:
        for rows in (
            [audit("state", "2", "3"), audit("hold_reason", "", "1")],
            [audit("hold_reason", "", "1"), audit("state", "2", "3")],
        ):
            [change] = ticket(read_audits(rows)).changes
            assert (change.to_state, change.reason) == (S.ON_HOLD, "awaitingCaller")

    def test_the_end_of_a_hold_has_none(self) -> None:
        rows = [audit("state", "3", "2"), audit("hold_reason", "1", "")]
        [change] = ticket(read_audits(rows)).changes
        assert (change.to_state, change.reason) == (S.IN_PROGRESS, "")

    def test_another_reason_during_a_hold_is_a_change(self) -> None:
        [change] = ticket(read_audits([audit("hold_reason", "1", "4")])).changes
        assert (change.from_state, change.to_state) == (S.ON_HOLD, S.ON_HOLD)
        assert change.reason == "awaitingVendor"

    @pytest.mark.parametrize(("old", "new"), [("", "1"), ("1", "")])
    def test_a_reason_that_comes_or_goes_alone_changes_no_state(self, old: str, new: str) -> None:
        assert ticket(read_audits([audit("hold_reason", old, new)])).changes == ()

    def test_updates_of_one_second_are_told_apart_by_their_checkpoint(self) -> None:
        rows = [
            audit("state", "2", "3", record_checkpoint="1"),
            audit("hold_reason", "", "1", record_checkpoint="1"),
            audit("state", "3", "2", record_checkpoint="2"),
            audit("hold_reason", "1", "", record_checkpoint="2"),
        ]
        changes = ticket(read_audits(rows)).changes
        assert [(str(each.to_state), each.reason) for each in changes] == [
            ("onHold", "awaitingCaller"),
            ("inProgress", ""),
        ]


class TestOtherFields:
    def test_a_change_of_group(self) -> None:
        group = {"value": "g7", "display_value": "network"}
        facts = read_audits([audit("assignment_group", "", "", newvalue=group, sys_id="a2")])
        assert ticket(facts).assignments == (
            Assignment(group="network", at=at("2026-10-26T09:00:00Z"), id="a2"),
        )

    def test_a_change_of_priority_is_told(self) -> None:
        facts = read_audits([audit("priority", "3", "1")])
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("priority-changed", "3 to 1")

    def test_other_fields_are_counted(self) -> None:
        facts = read_audits([audit("urgency", "3", "1"), audit("urgency", "1", "2")])
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("unread-field", "urgency")
        assert finding.message.endswith("2 times")
        assert facts.tickets == ()

    def test_other_tables_are_told(self) -> None:
        facts = read_audits([audit("state", "1", "2", tablename="problem")])
        assert facts.tickets == ()
        assert codes(facts) == ["other-table"]

    def test_another_table_may_be_asked_for(self) -> None:
        facts = read_audits([audit("state", "1", "2", tablename="sn_case")], table="sn_case")
        assert len(facts.tickets) == 1

    def test_a_table_is_a_name(self) -> None:
        with pytest.raises(InvalidType, match="table"):
            read_audits([], table=None)  # type: ignore[arg-type]


class TestRows:
    @pytest.mark.parametrize("name", ["documentkey", "fieldname", "sys_created_on"])
    def test_a_row_without_its_place_is_told(self, name: str) -> None:
        facts = read_audits([audit("state", "1", "2", **{name: ""})])
        assert facts.tickets == ()
        assert codes(facts) == ["missing-value"]

    def test_repeated_rows_change_nothing_but_the_findings(self) -> None:
        row = audit("state", "1", "2")
        assert read_audits([row, row]).tickets == read_audits([row]).tickets
        assert codes(read_audits([row, row])) == ["duplicate-row"]

    def test_rows_out_of_order_are_told(self) -> None:
        rows = [audit("state", "2", "6", "10:00"), audit("state", "1", "2", "09:00")]
        facts = read_audits(rows)
        assert facts.tickets == read_audits(rows[::-1]).tickets
        assert codes(facts) == ["out-of-order"]

    def test_missing_columns_are_named(self) -> None:
        with pytest.raises(MissingColumns, match="missing documentkey"):
            read_audits([{"fieldname": "state", "newvalue": "1", "sys_created_on": ""}])


def test_the_log_and_the_record_make_one_ticket() -> None:
    record = {"number": "INC1", "sys_id": "9d385", "opened_at": "2026-10-26 08:00:00", "state": "6"}
    log = [audit("state", "1", "2"), audit("state", "2", "6", "10:00")]
    facts = read_audits(log).merged(read_incidents([record]))
    assert facts.check() == ()
    assert [str(change) for change in ticket(facts).history] == [
        "new at 2026-10-26T08:00:00Z",
        "inProgress at 2026-10-26T09:00:00Z",
        "resolved at 2026-10-26T10:00:00Z",
    ]
