"""Incidents and scheduled maintenance of status pages."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.interop.statuspage import EVERY_STATUS, INCIDENT_IO, read_incidents
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Maintenance, Outage
from svcmgmt.temporal import Interval, format_instant, parse_instant

START = parse_instant("2026-03-02T10:00:00Z")


def time(minutes: int) -> str:
    """Return so many minutes after the start."""
    return format_instant(START + timedelta(minutes=minutes))


def update(
    minutes: int, status: str, *affected: tuple[str, str, str], **more: object
) -> dict[str, Any]:
    """Return an update; each component has a name, a status before and one after."""
    return {
        "id": f"u{minutes}",
        "status": status,
        "created_at": time(minutes),
        "display_at": time(minutes),
        "affected_components": [
            {"code": f"c-{name}", "name": name, "old_status": before, "new_status": after}
            for name, before, after in affected
        ]
        or None,
        **more,
    }


def incident(*updates: dict[str, Any], **more: object) -> dict[str, object]:
    """Return an incident of one hour; updates come newest first."""
    return {
        "id": "x1",
        "name": "Slow",
        "status": "resolved",
        "impact": "major",
        "created_at": time(0),
        "started_at": time(0),
        "updated_at": time(70),
        "resolved_at": time(60),
        "components": [{"id": "c-API", "name": "API"}],
        "incident_updates": list(updates[::-1]),
        **more,
    }


BROKEN = update(0, "investigating", ("API", "operational", "major_outage"))
BETTER = update(20, "monitoring", ("API", "major_outage", "partial_outage"))
FIXED = update(60, "resolved", ("API", "partial_outage", "operational"))


def outages(facts: ServiceFacts) -> list[Outage]:
    """Return the outages in order of their ids."""
    return sorted(facts.availability.outages, key=lambda outage: outage.id)


def told(facts: ServiceFacts) -> list[tuple[str, str, int, int | None]]:
    """Return scope, weight, start and end in minutes of the outages."""
    return [
        (
            each.scope,
            str(each.weight),
            (each.during.start - START) // timedelta(minutes=1),
            None if each.during.end is None else (each.during.end - START) // timedelta(minutes=1),
        )
        for each in outages(facts)
    ]


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


class TestStretches:
    def test_each_stretch_in_one_status_has_its_weight(self) -> None:
        facts = read_incidents([incident(BROKEN, BETTER, FIXED)])
        assert told(facts) == [("API", "1", 0, 20), ("API", "3/10", 20, 60)]
        assert codes(facts) == []
        assert outages(facts)[0] == Outage(
            id="x1/c-API/0",
            scope="API",
            during=Interval.parse("2026-03-02T10:00:00Z/PT20M"),
            cause="Slow",
            source="status page",
            recorded_at=START + timedelta(minutes=70),
        )

    def test_another_reading_of_partial_outages_makes_the_difference(self) -> None:
        facts = read_incidents([incident(BROKEN, BETTER, FIXED)], weights=INCIDENT_IO)
        assert told(facts) == [("API", "1", 0, 20), ("API", "1", 20, 60)]

    def test_the_order_of_the_updates_does_not_matter(self) -> None:
        updates = [FIXED, BROKEN, BETTER]
        rows = [incident(incident_updates=updates), incident(incident_updates=updates[::-1])]
        assert told(read_incidents(rows[:1])) == told(read_incidents(rows[1:]))

    def test_a_status_that_is_told_again_goes_on(self) -> None:
        again = update(10, "identified", ("API", "major_outage", "major_outage"))
        facts = read_incidents([incident(BROKEN, again, FIXED)])
        assert told(facts) == [("API", "1", 0, 60)]

    def test_a_component_that_fails_later_is_down_from_then_on(self) -> None:
        late = update(30, "identified", ("Web", "operational", "major_outage"))
        facts = read_incidents([incident(BROKEN, late, FIXED)])
        assert told(facts) == [("API", "1", 0, 60), ("Web", "1", 30, 60)]

    def test_what_a_component_was_before_its_first_update_counts(self) -> None:
        late = update(30, "identified", ("API", "partial_outage", "major_outage"))
        facts = read_incidents([incident(late, FIXED)])
        assert told(facts) == [("API", "3/10", 0, 30), ("API", "1", 30, 60)]

    def test_a_component_may_recover_before_the_incident_is_resolved(self) -> None:
        early = update(20, "monitoring", ("API", "major_outage", "operational"))
        assert told(read_incidents([incident(BROKEN, early)])) == [("API", "1", 0, 20)]

    def test_updates_before_the_start_count_from_the_start_on(self) -> None:
        early = update(-5, "investigating", ("API", "operational", "major_outage"))
        assert told(read_incidents([incident(early)])) == [("API", "1", 0, 60)]

    def test_updates_after_the_end_do_not_count(self) -> None:
        post = update(90, "postmortem", ("API", "operational", "major_outage"))
        assert told(read_incidents([incident(BROKEN, FIXED, post)])) == [("API", "1", 0, 60)]

    def test_an_update_may_tell_no_status_of_a_component(self) -> None:
        bare = update(0, "investigating", ("API", "", ""))
        facts = read_incidents([incident(bare)])
        assert told(facts) == [("API", "3/10", 0, 60)]
        assert codes(facts) == ["no-component-status"]

    def test_of_two_updates_at_once_the_one_that_ends_it_is_last(self) -> None:
        end = update(0, "resolved", ("API", "major_outage", "operational"))
        facts = read_incidents([incident(end, BROKEN)])
        assert told(facts) == []

    def test_no_length_is_kept_and_told(self) -> None:
        facts = read_incidents([incident(BROKEN, resolved_at=time(0))])
        assert told(facts) == [("API", "1", 0, 0)]
        assert codes(facts) == ["no-length"]


class TestStatuses:
    def test_a_status_without_weight_is_counted(self) -> None:
        slow = update(0, "investigating", ("API", "operational", "degraded_performance"))
        facts = read_incidents([incident(slow)])
        assert told(facts) == []
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("no-loss", "degraded_performance")

    def test_it_counts_where_every_status_does(self) -> None:
        slow = update(0, "investigating", ("API", "operational", "degraded_performance"))
        assert told(read_incidents([incident(slow)], weights=EVERY_STATUS)) == [("API", "1", 0, 60)]

    def test_a_status_that_nobody_has_weighed_counts_in_full(self) -> None:
        odd = update(0, "investigating", ("API", "operational", "on_fire"))
        facts = read_incidents([incident(odd)])
        assert told(facts) == [("API", "1", 0, 60)]
        assert codes(facts) == ["unknown-status"]

    def test_without_components_the_page_is_hit_by_the_impact(self) -> None:
        facts = read_incidents([incident(components=[])], page="everything")
        assert told(facts) == [("everything", "3/10", 0, 60)]
        assert outages(facts)[0].id == "x1/0"
        assert codes(facts) == ["no-component"]

    @pytest.mark.parametrize(
        ("impact", "weight"),
        [("critical", ["1"]), ("major", ["3/10"]), ("minor", []), ("none", [])],
    )
    def test_impacts_stand_for_statuses(self, impact: str, weight: list[str]) -> None:
        facts = read_incidents([incident(impact=impact)])
        assert [str(outage.weight) for outage in outages(facts)] == weight

    def test_impacts_of_ones_own(self) -> None:
        facts = read_incidents([incident()], impacts={"major": "major_outage"})
        assert outages(facts)[0].weight == Fraction(1)

    def test_an_impact_that_nobody_knows_counts_in_full(self) -> None:
        facts = read_incidents([incident(impact="dire")])
        assert outages(facts)[0].weight == Fraction(1)
        assert codes(facts) == ["no-component-status", "unknown-status"]

    def test_components_are_known_by_name_where_they_have_no_code(self) -> None:
        rows = [incident(components=[{"name": "API"}, {"name": "Web"}, {}])]
        assert [outage.id for outage in outages(read_incidents(rows))] == ["x1/API/0", "x1/Web/0"]


class TestTimes:
    def test_an_incident_that_is_not_resolved_goes_on(self) -> None:
        row = incident(BROKEN, resolved_at=None, status="investigating")
        assert told(read_incidents([row])) == [("API", "1", 0, None)]

    def test_a_later_export_ends_it(self) -> None:
        early = read_incidents(
            [incident(BROKEN, resolved_at=None, status="investigating", updated_at=time(0))]
        )
        late = read_incidents([incident(BROKEN, BETTER, FIXED)])
        assert early.merged(late) == late.merged(early) == late

    def test_without_a_start_it_began_when_it_was_created(self) -> None:
        assert told(read_incidents([incident(BROKEN, started_at=None)])) == [("API", "1", 0, 60)]

    def test_without_either_it_is_told(self) -> None:
        facts = read_incidents([incident(started_at=None, created_at=None)])
        assert told(facts) == []
        assert codes(facts) == ["missing-value"]

    def test_the_update_that_resolves_it_tells_the_end(self) -> None:
        facts = read_incidents([incident(BROKEN, FIXED, resolved_at=None)])
        assert told(facts) == [("API", "1", 0, 60)]

    def test_an_end_that_nobody_tells_is_told(self) -> None:
        facts = read_incidents([incident(BROKEN, resolved_at=None)])
        assert told(facts) == []
        assert codes(facts) == ["missing-value"]

    def test_an_end_that_cannot_be_read_is_not_taken_for_open(self) -> None:
        facts = read_incidents([incident(BROKEN, resolved_at="noon", status="monitoring")])
        assert told(facts) == []
        assert codes(facts) == ["unreadable-time", "missing-value"]

    def test_an_end_before_the_start_is_told(self) -> None:
        facts = read_incidents([incident(BROKEN, resolved_at=time(-1))])
        assert told(facts) == []
        assert codes(facts) == ["end-before-start"]

    def test_offsets_are_read(self) -> None:
        row = incident(BROKEN, started_at="2026-03-02T04:00:00.000-06:00")
        assert told(read_incidents([row])) == [("API", "1", 0, 60)]

    def test_an_update_without_a_time_is_told(self) -> None:
        facts = read_incidents([incident(BROKEN, update(5, "x", created_at="", display_at=""))])
        assert told(facts) == [("API", "1", 0, 60)]
        assert codes(facts) == ["missing-value"]


WORK: dict[str, object] = {
    **incident(),
    "impact": "maintenance",
    "status": "completed",
    "created_at": time(-900),
    "scheduled_for": time(0),
    "scheduled_until": time(60),
    "resolved_at": time(75),
    "incident_updates": [
        update(75, "completed"),
        update(5, "in_progress"),
        update(-900, "scheduled"),
    ],
}


def works(facts: ServiceFacts) -> tuple[Maintenance, ...]:
    """Return the maintenance."""
    return facts.availability.maintenance


class TestMaintenance:
    def test_it_was_announced_planned_and_done(self) -> None:
        facts = read_incidents({"scheduled_maintenances": [WORK]})
        assert codes(facts) == []
        assert works(facts) == (
            Maintenance(
                id="x1/c-API",
                scope="API",
                planned=Interval.parse("2026-03-02T10:00:00Z/PT1H"),
                actual=Interval.parse("2026-03-02T10:05:00Z/PT70M"),
                announced_at=START - timedelta(minutes=900),
                recorded_at=START + timedelta(minutes=70),
            ),
        )
        assert told(facts) == []

    def test_a_summary_holds_incidents_and_maintenance(self) -> None:
        summary = {"incidents": [incident(BROKEN)], "scheduled_maintenances": [WORK]}
        facts = read_incidents(summary)
        assert (len(outages(facts)), len(works(facts))) == (1, 1)

    def test_before_it_begins_nobody_tells_what_was_done(self) -> None:
        row = {**WORK, "status": "scheduled", "resolved_at": None, "incident_updates": []}
        assert works(read_incidents([row]))[0].actual is None

    def test_while_it_goes_on_it_has_no_end(self) -> None:
        row = {
            **WORK,
            "status": "in_progress",
            "resolved_at": None,
            "incident_updates": [update(5, "in_progress")],
        }
        actual = works(read_incidents([row]))[0].actual
        assert actual == Interval(START + timedelta(minutes=5))

    @pytest.mark.parametrize("name", ["scheduled_for", "scheduled_until"])
    def test_planned_times_are_needed(self, name: str) -> None:
        facts = read_incidents([{**WORK, name: ""}])
        assert works(facts) == ()
        assert codes(facts) == ["missing-value"]


class TestRows:
    def test_an_incident_without_an_id_is_told(self) -> None:
        facts = read_incidents([incident(BROKEN, id="")])
        assert codes(facts) == ["missing-value"]

    def test_incidents_without_any_id_are_refused(self) -> None:
        with pytest.raises(MissingColumns, match="missing id; there are name"):
            read_incidents([{"name": "Slow"}])

    def test_changed_names(self) -> None:
        row = incident(BROKEN)
        row["updates"] = row.pop("incident_updates")
        row["parts"] = row.pop("components")
        columns = {"incident_updates": "updates", "components": "parts"}
        facts = read_incidents([row], columns=columns)
        assert told(facts) == [("API", "1", 0, 60)]

    @pytest.mark.parametrize(
        "options", [{"weights": {}}, {"page": 7}, {"impacts": ["minor"]}], ids=repr
    )
    def test_options_of_another_kind_are_refused(self, options: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            read_incidents([], **options)
