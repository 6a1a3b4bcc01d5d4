"""What the engine of the source says of its promises."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svcmgmt.interop.servicenow import read_task_slas
from svcmgmt.reports import ServiceFacts, SourceVerdict
from svcmgmt.temporal import parse_instant as at

ROW: dict[str, object] = {
    "sys_id": "s1",
    "task": {"display_value": "INC1", "value": "9d385"},
    "sla": {"display_value": "restore P2", "value": "55"},
    "stage": "completed",
    "has_breached": "true",
    "planned_end_time": "2026-10-26 12:00:00",
    "business_duration": "1970-01-02 04:30:00",
    "sys_updated_on": "2026-10-26 13:00:00",
}


def verdict(facts: ServiceFacts) -> SourceVerdict:
    """Return the only verdict."""
    [[found]] = [ticket.verdicts for ticket in facts.tickets]
    return found


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


def test_a_row_is_a_verdict_of_a_ticket() -> None:
    facts = read_task_slas([ROW])
    assert [ticket.id for ticket in facts.tickets] == ["9d385"]
    assert verdict(facts) == SourceVerdict(
        id="s1",
        name="restore P2",
        is_missed=True,
        stage="completed",
        due_at=at("2026-10-26T12:00:00Z"),
        elapsed=timedelta(days=1, hours=4, minutes=30),
        recorded_at=at("2026-10-26T13:00:00Z"),
    )
    assert codes(facts) == []


def test_real_time_stands_in_for_service_time() -> None:
    row = {**ROW, "business_duration": "", "duration": "1970-01-01 00:00:30"}
    assert verdict(read_task_slas([row])).elapsed == timedelta(seconds=30)


def test_no_time_at_all_is_unknown() -> None:
    assert verdict(read_task_slas([{**ROW, "business_duration": ""}])).elapsed is None


def test_no_service_time_used_is_not_unknown() -> None:
    row = {**ROW, "business_duration": "1970-01-01 00:00:00", "duration": "1970-01-01 00:00:30"}
    assert verdict(read_task_slas([row])).elapsed == timedelta(0)


@pytest.mark.parametrize("text", ["4 Hours 30 Minutes", "1970-02-30 00:00:00", "16200"])
def test_a_duration_that_cannot_be_read_is_told(text: str) -> None:
    facts = read_task_slas([{**ROW, "business_duration": text}])
    assert verdict(facts).elapsed is None
    assert codes(facts) == ["unreadable-value"]


def test_a_negative_duration_is_told() -> None:
    facts = read_task_slas([{**ROW, "business_duration": "1969-12-31 23:00:00"}])
    assert verdict(facts).elapsed is None
    assert codes(facts) == ["negative"]


def test_a_row_without_a_task_is_told() -> None:
    facts = read_task_slas([{**ROW, "task": ""}])
    assert facts.tickets == ()
    assert codes(facts) == ["missing-value"]


def test_several_promises_of_one_ticket_are_kept() -> None:
    facts = read_task_slas([ROW, {**ROW, "sys_id": "s2"}])
    assert [each.id for each in facts.tickets[0].verdicts] == ["s1", "s2"]
