"""The readers on exports of real systems: figures that a reference implementation computed."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from svcmgmt.calendars import weekly
from svcmgmt.interop import servicenow, statuspage
from svcmgmt.practice import IncidentState
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla import Clock, Outcome, Reopen, in_state, never_true
from svcmgmt.temporal import HORIZON, IntervalSet
from svcmgmt.values import Priority, count_by_code

Corpus = Callable[[str], Path]
Row = dict[str, str]

MINUTE = timedelta(minutes=1)
LIMITS = {Priority.P1: 8, Priority.P2: 8, Priority.P3: 62, Priority.P4: 134}


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a compressed log, `?` as nothing."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [
            {name: "" if cell == "?" else cell for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def expected(corpus: Corpus, name: str) -> dict[str, Any]:
    """Return the figures of the reference implementation for a log."""
    figures: dict[str, Any] = json.loads(corpus("data/EXPECTED.json").read_text(encoding="utf-8"))
    return dict(figures[name])


def incident(row: Row) -> dict[str, object]:
    """Return a row of the log of a status page in the shape of Statuspage."""
    maintenance = row["impact"] == "maintenance"
    updates = [
        {"created_at": at, "status": status.lower().replace(" ", "_")}
        for at, _, status in (update.partition(" ") for update in row["updates"].split("|"))
    ]
    return {
        "id": row["id"],
        "name": row["title"],
        "impact": row["impact"],
        "created_at": row["started_at"],
        "started_at": row["downtime_start"],
        "resolved_at": row["downtime_end"],
        "updated_at": row["published_at"],
        "scheduled_for": row["downtime_start"] if maintenance else None,
        "scheduled_until": row["downtime_end"] if maintenance else None,
        "components": [],
        "incident_updates": updates,
    }


@pytest.fixture(scope="module")
def page(corpus: Corpus) -> list[Row]:
    """Give the log of the status page of a large provider."""
    return rows_of(corpus("data/github_status_incidents.csv.gz"))


def read_page(rows: list[Row]) -> ServiceFacts:
    """Return its facts, every impact but none a full outage."""
    return statuspage.read_incidents(map(incident, rows), weights=statuspage.EVERY_STATUS)


@pytest.fixture(scope="module")
def desk(corpus: Corpus) -> list[Row]:
    """Give the event log of a real desk: one row for each update of a ticket."""
    return rows_of(corpus("data/uci_servicenow_incident_events.csv.gz"))


def read_desk(rows: list[Row]) -> ServiceFacts:
    """Return its facts."""
    return servicenow.read_updates(
        rows,
        columns={"sys_updated_on": "sys_updated_at"},
        time_format="%d/%m/%Y %H:%M",
        states=servicenow.INCIDENT_STATES_BEFORE_HELSINKI,
    )


@pytest.fixture(scope="module")
def facts(desk: list[Row]) -> ServiceFacts:
    """Give the facts of the whole event log."""
    return read_desk(desk)


class TestStatusPage:
    """The log of a large provider; its figures count every incident with an impact."""

    def test_sum_and_union_of_downtime_agree(self, corpus: Corpus, page: list[Row]) -> None:
        figures = expected(corpus, "github")
        known = read_page(page).availability
        counted = len(known.outages) + len(known.maintenance) + figures["impact"]["none"]
        assert counted == figures["incidents"]
        lengths = [outage.during.duration for outage in known.outages]
        assert sum(lengths, timedelta()) / MINUTE == figures["sum_minutes_non_maintenance"]
        union = IntervalSet.of((outage.during for outage in known.outages), as_of=HORIZON)
        assert union.total() / MINUTE == figures["union_minutes_non_maintenance"]

    def test_incidents_of_no_length_are_told(self, corpus: Corpus, page: list[Row]) -> None:
        notes = [each for each in read_page(page).findings if each.code == "no-length"]
        assert len(notes) == expected(corpus, "github")["zero_length"]

    def test_the_impacts_are_those_of_the_log(self, corpus: Corpus, page: list[Row]) -> None:
        figures = expected(corpus, "github")["impact"]
        by_impact = statuspage.read_incidents(map(incident, page))
        heavy = [outage.weight for outage in by_impact.availability.outages]
        assert heavy.count(1) == figures["critical"]  # type: ignore[arg-type]
        assert len(heavy) == figures["critical"] + figures["major"]
        assert len(by_impact.availability.maintenance) == figures["maintenance"]

    def test_maintenance_knows_when_it_really_began(self, page: list[Row]) -> None:
        for work in read_page(page).availability.maintenance:
            assert work.actual is not None
            assert work.planned.start <= work.actual.start

    def test_the_recorded_durations_are_not_read(self, page: list[Row]) -> None:
        blanked = [{**row, "duration_minutes": ""} for row in page]
        assert read_page(blanked) == read_page(page)

    def test_parts_merge_to_the_whole(self, page: list[Row]) -> None:
        whole = read_page(page)
        parts = [read_page(page[start::7]) for start in range(7)]
        assert parts[0].merged(*parts[1:]).availability == whole.availability


class TestServiceDesk:
    """The event log of a real ServiceNow desk, one row for each update of a ticket."""

    def test_every_ticket_and_every_row_is_there(self, corpus: Corpus, facts: ServiceFacts) -> None:
        figures = expected(corpus, "uci")
        assert len(facts.tickets) == figures["incidents"]
        assert sum(len(ticket.changes) for ticket in facts.tickets) == figures["events"]
        assert {finding.code for finding in facts.findings} == {"unread-columns", "out-of-order"}

    def test_first_states_agree(self, corpus: Corpus, facts: ServiceFacts) -> None:
        words = {"New": "new", "Active": "inProgress", "Resolved": "resolved"}
        figures = Counter[str]()
        for word, count in expected(corpus, "uci")["first_states"].items():
            figures[words.get(word, "onHold")] += count
        assert Counter(str(ticket.changes[0].to_state) for ticket in facts.tickets) == figures

    def test_the_systems_verdicts_are_kept(self, corpus: Corpus, facts: ServiceFacts) -> None:
        figures = expected(corpus, "uci")
        missed = [verdict.is_missed for ticket in facts.tickets for verdict in ticket.verdicts]
        assert missed.count(True) == figures["made_sla_false_final"]
        resolved = [ticket.resolved_at for ticket in facts.tickets]
        assert resolved.count(None) == figures["resolved_at_missing"]

    def test_the_facts_as_a_whole_are_hardly_odd(self, facts: ServiceFacts) -> None:
        assert count_by_code(facts.check()) == {"late-opening": 3}

    def test_the_rule_explains_the_verdicts(self, corpus: Corpus, facts: ServiceFacts) -> None:
        hours = weekly("Mon-Fri 14:00-23:00", zone="UTC")
        clocks = {
            priority: Clock(
                name=f"close {priority}",
                limit=timedelta(hours=limit),
                calendar=hours,
                stop=in_state(IncidentState.CLOSED),
                cancel=never_true(),
                reopen=Reopen.COUNT_ALL,
                retroactive_start=True,
            )
            for priority, limit in LIMITS.items()
        }
        until = max(ticket.changes[-1].at for ticket in facts.tickets)
        wrong = 0
        for ticket in facts.tickets:
            assert ticket.priority is not None
            clock = clocks[ticket.priority]
            reading = clock.read(ticket.history, until=until, origin=ticket.opened_at)
            missed = reading.outcome in {Outcome.MISSED, Outcome.OPEN_PAST_DUE}
            wrong += missed is not ticket.verdicts[0].is_missed
        assert wrong <= expected(corpus, "uci")["rule_wrong"]

    def test_histories_do_not_read_the_verdict(self, desk: list[Row]) -> None:
        some = desk[:5_000]
        blanked = read_desk([{**row, "made_sla": ""} for row in some])
        for one, other in zip(blanked.tickets, read_desk(some).tickets, strict=True):
            assert (one.history, one.priority, one.state) == (
                other.history, other.priority, other.state,
            )  # fmt: skip

    def test_parts_merge_to_the_whole(self, desk: list[Row]) -> None:
        some = desk[:5_000]
        parts = [read_desk(some[start::3]) for start in range(3)]
        assert parts[0].merged(*parts[1:]).tickets == read_desk(some).tickets
