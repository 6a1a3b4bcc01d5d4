"""Issues of Jira with their changelogs."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType, LimitExceeded
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.interop.jira import read_issues
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import IncidentState as S
from svcmgmt.reports import ServiceFacts, TicketFacts
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import Priority, PriorityScale

FIELDS: dict[str, object] = {
    "created": "2026-03-02T10:15:00.000+0100",
    "updated": "2026-03-02T12:00:00.000+0100",
    "resolutiondate": "2026-03-02T12:00:00.000+0100",
    "status": {"name": "Resolved"},
    "priority": {"name": "High", "id": "2"},
    "components": [{"name": "mail"}],
    "issuetype": {"name": "Incident"},
}


def entry(number: int, before: str, after: str, hour: int) -> dict[str, Any]:
    """Return one entry of a changelog: a change of status."""
    return {
        "id": str(number),
        "created": f"2026-03-02T{hour}:00:00.000+0100",
        "author": {"displayName": "Ana"},
        "items": [{"field": "status", "fromString": before, "toString": after}],
    }


LOG = [
    entry(2, "In Progress", "Resolved", 12),
    entry(1, "Waiting for support", "In Progress", 11),
]


def issue(histories: list[dict[str, Any]] | None = None, **fields: object) -> dict[str, object]:
    """Return an issue; changelogs come newest first."""
    log = LOG if histories is None else histories
    return {
        "id": "10001",
        "key": "OPS-1",
        "fields": {**FIELDS, **fields},
        "changelog": {"total": len(log), "histories": log},
    }


def ticket(facts: ServiceFacts) -> TicketFacts:
    """Return the only ticket."""
    [found] = facts.tickets
    return found


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


class TestIssues:
    def test_an_issue_is_a_ticket(self) -> None:
        facts = read_issues({"issues": [issue([])], "total": 1})
        assert codes(facts) == []
        assert ticket(facts) == TicketFacts(
            id="10001",
            name="OPS-1",
            opened_at=at("2026-03-02T09:15:00Z"),
            resolved_at=at("2026-03-02T11:00:00Z"),
            recorded_at=at("2026-03-02T11:00:00Z"),
            state=S.RESOLVED,
            priority=Priority.P2,
            service="mail",
            category="Incident",
        )

    def test_custom_fields_may_name_service_and_segment(self) -> None:
        fields: Any = {"customfield_1": {"value": "VPN"}, "customfield_2": [{"value": "gold"}]}
        columns = {"service": "customfield_1", "segment": "customfield_2"}
        found = ticket(read_issues([issue(**fields)], columns=columns))
        assert (found.service, found.segment) == ("VPN", "gold")

    def test_of_several_components_the_first_is_taken_and_told(self) -> None:
        facts = read_issues([issue(components=[{"name": "web"}, {"name": "mail"}])])
        assert ticket(facts).service == "web"
        assert codes(facts) == ["several-components"]

    @pytest.mark.parametrize("components", [[], None])
    def test_no_component_is_no_service(self, components: object) -> None:
        assert ticket(read_issues([issue(components=components)])).service == ""

    def test_a_priority_that_nobody_knows_is_told(self) -> None:
        facts = read_issues([issue(priority={"name": "Someday"})])
        assert ticket(facts).priority is None
        assert codes(facts) == ["unknown-priority"]

    def test_priorities_of_ones_own(self) -> None:
        scale = PriorityScale(name="own", most_urgent=0, least_urgent=2)
        facts = read_issues([issue(priority={"name": "Now"})], priorities={"Now": 0}, scale=scale)
        assert ticket(facts).priority == Priority(0, scale)

    def test_no_priority_is_none(self) -> None:
        facts = read_issues([issue(priority=None)])
        assert ticket(facts).priority is None
        assert codes(facts) == []

    def test_a_naive_time_is_told_unless_a_zone_is_stated(self) -> None:
        rows = [issue(created="2026-03-02T10:15:00.000")]
        facts = read_issues(rows)
        assert ticket(facts).opened_at is None
        assert codes(facts) == ["naive-time"]
        opened = ticket(read_issues(rows, zone="Europe/Berlin")).opened_at
        assert opened == at("2026-03-02T09:15:00Z")

    def test_an_issue_without_an_id_is_told(self) -> None:
        facts = read_issues([{**issue(), "id": ""}])
        assert facts.tickets == ()
        assert codes(facts) == ["missing-value"]

    def test_an_object_without_a_name_is_nothing(self) -> None:
        assert ticket(read_issues([issue(issuetype={"id": 7})])).category == ""

    def test_issues_without_fields_are_refused(self) -> None:
        with pytest.raises(MissingColumns, match="missing created"):
            read_issues([{"id": "1", "key": "OPS-1"}])

    def test_something_else_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="issues"):
            read_issues({"values": []})

    def test_too_many_issues_are_refused(self) -> None:
        with pytest.raises(LimitExceeded, match="rows of issues"):
            read_issues([issue(), issue()], limit=1)

    def test_an_issue_that_arrives_again_changes_nothing_but_the_findings(self) -> None:
        assert read_issues([issue(), issue()]).tickets == read_issues([issue()]).tickets
        assert codes(read_issues([issue(), issue()])) == ["duplicate-row"]

    def test_the_newest_version_of_an_issue_counts(self) -> None:
        old = issue([], updated="2026-03-02T11:00:00.000+0100", status={"name": "Open"})
        for rows in ([old, issue()], [issue(), old]):
            assert ticket(read_issues(rows)).state is S.RESOLVED


class TestChangelogs:
    def test_changes_of_status_are_told_in_order(self) -> None:
        facts = read_issues([issue()])
        assert codes(facts) == []
        assert ticket(facts).changes[0] == StateChange(
            from_state=S.NEW,
            to_state=S.IN_PROGRESS,
            at=at("2026-03-02T10:00:00Z"),
            sequence=1,
            id="1",
            by="Ana",
        )
        assert [str(change.to_state) for change in ticket(facts).history] == [
            "new",
            "inProgress",
            "resolved",
        ]

    def test_a_hold_has_the_reason_of_its_status(self) -> None:
        log = [entry(1, "In Progress", "Waiting for customer", 11)]
        assert ticket(read_issues([issue(log)])).changes[0].reason == "awaitingCaller"

    def test_a_status_that_nobody_knows_is_kept_and_told(self) -> None:
        facts = read_issues([issue([entry(1, "Open", "Parked", 11)])])
        parked = OwnState("Parked", StateCategory.UNKNOWN)
        assert ticket(facts).changes[0].to_state == parked
        assert codes(facts) == ["unknown-state"]

    def test_states_of_ones_own(self) -> None:
        facts = read_issues([issue([entry(1, "a", "b", 11)])], states={
            "a": S.NEW, "b": S.CLOSED, "Resolved": S.RESOLVED,
        })  # fmt: skip
        assert ticket(facts).changes[0].to_state is S.CLOSED

    def test_a_change_to_nothing_is_told(self) -> None:
        facts = read_issues([issue([entry(1, "Open", "", 11)])])
        assert ticket(facts).changes == ()
        [finding] = facts.findings
        assert finding.code == "missing-value"
        assert finding.pointer == "/issues/0/changelog/histories/0/items/0/toString"

    def test_an_entry_without_a_time_is_told(self) -> None:
        facts = read_issues([issue([{**entry(1, "Open", "Done", 11), "created": None}])])
        assert ticket(facts).changes == ()
        assert codes(facts) == ["missing-value"]

    def test_a_change_of_priority_is_told(self) -> None:
        items = [{"field": "priority", "fromString": "Low", "toString": "High"}]
        facts = read_issues([issue([{**LOG[0], "items": items}])])
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("priority-changed", "Low to High")

    def test_other_fields_are_counted(self) -> None:
        items = [{"field": "assignee"}, {"field": "assignee"}]
        facts = read_issues([issue([{**LOG[0], "items": items}])])
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("unread-field", "assignee")

    @pytest.mark.parametrize("author", [None, {}, {"name": "ana"}], ids=repr)
    def test_an_author_may_be_missing(self, author: object) -> None:
        facts = read_issues([issue([{**LOG[0], "author": author}])])
        assert ticket(facts).changes[0].by in {"", "ana"}

    def test_a_missing_changelog_is_told(self) -> None:
        facts = read_issues([{"id": "1", "key": "OPS-1", "fields": FIELDS}])
        assert codes(facts) == ["no-changelog"]
        assert [str(change.to_state) for change in ticket(facts).history] == ["new", "resolved"]

    def test_a_changelog_that_is_cut_off_is_told(self) -> None:
        cut = {**issue(), "changelog": {"total": 150, "histories": LOG}}
        facts = read_issues([cut])
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("cut-changelog", "2 of 150")
        assert finding.pointer == "/issues/0"

    def test_a_changelog_beyond_all_use_is_refused(self) -> None:
        with pytest.raises(LimitExceeded, match="entries of histories"):
            read_issues([issue([LOG[0]] * 100_001)])
