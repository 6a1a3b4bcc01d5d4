"""What stands behind published and derived values for availability and reliability."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from adapters import engines
from adapters.vectors import MINUTE, Vector, at, outage, span

from svcmgmt.sla.availability import (
    COMMON_PERIODS,
    ICINGA,
    TELECOM_FIXED_30,
    ZABBIX,
    availability_of,
)
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.sla.reliability import IncidentPhase, IncidentTimeline, RestoreStart, mean_times

Vectors = Callable[[str], Vector]


@pytest.fixture(scope="module")
def vector(corpus: Callable[[str], Path]) -> Vectors:
    """Give a vector by its name."""
    vectors = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))["vectors"]
    by_name = {each["id"]: each for each in vectors}
    return lambda name: by_name[name]


@pytest.fixture(scope="module")
def suite(corpus: Callable[[str], Path]) -> Callable[[str], list[Vector]]:
    """Give the vectors of a suite by its name."""

    def find(name: str) -> list[Vector]:
        document = json.loads(corpus(f"vectors/{name}.json").read_text(encoding="utf-8"))
        vectors: list[Vector] = document["vectors"]
        assert len(vectors) == document["count"]
        return vectors

    return find


def test_the_mean_month_of_a_published_table(vector: Vectors) -> None:
    given = vector("AV-nines-730")["inputs"]
    assert given["period_min"] * MINUTE == COMMON_PERIODS["month of 730 hours"]


def test_the_length_of_a_month_decides(vector: Vectors) -> None:
    given = vector("AV-denominator")["inputs"]
    within, down = span(0, given["days"] * 1440), [outage(100, 100 + given["down"])]
    actual = availability_of(down, within=within)
    carrier = availability_of(down, within=within, policies=TELECOM_FIXED_30.policies)
    target = at_least("99.9 %")
    assert (actual.judge(target), carrier.judge(target)) == (Verdict.MET, Verdict.VIOLATED)


def test_an_incident_passes_every_phase(vector: Vectors) -> None:
    case = vector("AV-eil")
    reached: dict[str, Any] = {name: at(minute) for name, minute in case["inputs"].items()}
    story = IncidentTimeline(**reached)
    assert [phase for phase, _ in story.phases()] == list(IncidentPhase)
    assert len(case["expected"]) == len(IncidentPhase) + 3


def test_mean_times_of_tickets_by_their_timelines(vector: Vectors) -> None:
    case = vector("TK-mtx")
    names = ("occurred", "detected", "acknowledged", "restored")
    reached: list[dict[str, Any]] = [
        {name: at(minute) for name, minute in zip(names, row, strict=True)}
        for row in case["inputs"]["tickets"]
    ]
    stories = [IncidentTimeline(**each) for each in reached]
    by_detection = mean_times(stories)
    by_failure = mean_times(stories, acknowledge_from=RestoreStart.FAILURE)
    found = {
        "mttd": by_detection.detect.mean,
        "mtta": by_failure.acknowledge.mean,
        "mttr": by_detection.restore.mean,
        "mtta_from_detect": by_detection.acknowledge.mean,
    }
    assert found == {name: minutes * MINUTE for name, minutes in case["expected"].items()}


def test_hours_are_those_on_the_wall_after_a_change_of_clocks(
    suite: Callable[[str], list[Vector]],
) -> None:
    """Zabbix steps in weeks of 604,800 seconds, and is an hour off; no policy does that."""
    (case,) = (each for each in suite("zabbix_sli") if each["id"] == "zabbix_sli-012")
    reading = engines.Reading(availability=ZABBIX)
    found = engines.zabbix(case, reading)
    assert isinstance(found, dict)
    assert found["downtime"] == 0
    assert case["expected"]["downtime"] == timedelta(hours=1).total_seconds()


def test_a_window_that_ends_before_it_starts_is_refused(
    suite: Callable[[str], list[Vector]],
) -> None:
    reversed_ = [each for each in suite("icingadb_sla") if each["input"]["window"] == [2000, 1000]]
    assert reversed_
    for case in reversed_:
        with pytest.raises(ValueError, match="end"):
            engines.icinga(case, engines.Reading(availability=ICINGA))
