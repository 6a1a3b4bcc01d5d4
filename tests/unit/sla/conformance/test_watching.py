"""The fold that all rules share."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.conformance import (
    ConformanceEventKind,
    ConformanceRule,
    DampedAlert,
    GraceTimes,
    Hysteresis,
    ObservationPlace,
    Watch,
)
from svcmgmt.temporal import NaiveDatetime, parse_instant as at

HOUR = timedelta(hours=1)
EIGHT = at("2026-10-26T08:00:00Z")
RULE = Hysteresis(raise_at=80, clear_at=70)


class TestWatch:
    def test_it_takes_one_observation_at_a_time(self) -> None:
        watch = RULE.start()
        seen = []
        for value in (70, 85, 75, 69):
            watch, events = watch.see(value)
            seen.append((watch.position, watch.is_raised, [event.kind for event in events]))
        assert seen == [
            (1, False, []),
            (2, True, [ConformanceEventKind.RAISED]),
            (3, True, []),
            (4, False, [ConformanceEventKind.CLEARED]),
        ]

    def test_it_is_frozen_and_can_go_on_twice(self) -> None:
        watch, _ = RULE.start().see(85)
        assert watch.see(60)[0].is_raised is False
        assert watch.see(90)[0].is_raised is True
        assert watch.position == 1

    def test_instants_are_told_in_order(self) -> None:
        watch, events = RULE.start().see(85, at=EIGHT.astimezone(ZoneInfo("Europe/Berlin")))
        assert events[0].place == ObservationPlace(0, EIGHT)
        watch, _ = watch.see(85, at=EIGHT)
        watch, _ = watch.see(85)
        assert watch.latest == EIGHT
        with pytest.raises(InvalidValue, match=r"at: .* 2026-10-26T08:00:00Z or later, in order"):
            watch.see(85, at=EIGHT - HOUR)
        with pytest.raises(NaiveDatetime):
            watch.see(85, at=datetime(2026, 10, 26, 9))  # noqa: DTZ001

    def test_it_survives_pickle_and_is_shown(self) -> None:
        watch, _ = RULE.start().see(85)
        assert pickle.loads(pickle.dumps(watch)) == watch  # noqa: S301 - just written
        assert repr(watch) == "<Watch of Hysteresis after 1, raised>"
        assert repr(RULE.start()) == "<Watch of Hysteresis after 0, not raised>"

    def test_it_has_a_rule(self) -> None:
        rule: Any = "hysteresis"
        with pytest.raises(InvalidType, match="rule"):
            Watch(rule=rule)

    def test_a_rule_without_a_step_is_none(self) -> None:
        bare: Any = ConformanceRule
        with pytest.raises(TypeError, match="abstract"):
            bare()


def test_what_is_no_list_of_observations_is_refused() -> None:
    with pytest.raises(InvalidType, match=r"^observations: int 5"):
        GraceTimes(grace=1).over(5)  # type: ignore[arg-type]


class TestReports:
    def test_values_and_pairs_may_be_mixed(self) -> None:
        report = RULE.over([75, (EIGHT, 85), (EIGHT + HOUR, 60)])
        assert [str(event) for event in report.events] == [
            "raised at 2026-10-26T08:00:00Z, after 2026-10-26T08:00:00Z",
            "cleared at 2026-10-26T09:00:00Z, after 2026-10-26T08:00:00Z",
        ]
        assert report.watch.position == 3

    @pytest.mark.parametrize("odd", [(EIGHT, 1, 2), (EIGHT,)])
    def test_what_is_no_pair_is_refused(self, odd: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="pairs of an instant and a value"):
            RULE.over([odd])

    def test_a_report_is_explained(self) -> None:
        report = DampedAlert(threshold=8).over([(EIGHT, 9), (EIGHT + HOUR, 1)])
        lines = report.explain(ZoneInfo("Europe/Berlin")).splitlines()
        assert [" ".join(line.split()) for line in lines] == [
            "1 events in 2 observations: alert at 8, damping 0",
            "at event value after",
            "Mon 2026-10-26 09:00+01:00 threshold crossed 9 Mon 2026-10-26 09:00+01:00",
        ]
        assert report._repr_mimebundle_() == {"text/plain": report.explain()}
        assert report.as_rows() == [
            {
                "index": 0,
                "at": "2026-10-26T08:00:00Z",
                "event": "threshold crossed",
                "value": "9",
                "evidence": "2026-10-26T08:00:00Z",
            }
        ]

    def test_without_instants_observations_have_numbers(self) -> None:
        report = RULE.over([85])
        assert "#0" in report.explain()
        assert report.as_rows()[0]["at"] == ""

    def test_without_events_there_is_one_line(self) -> None:
        report = RULE.over([])
        told = "0 events in 0 observations: raised at 80, cleared beyond 70"
        assert (report.explain(), repr(report)) == (told, f"<ConformanceReport {told}>")

    def test_an_event_without_evidence_is_told_alone(self) -> None:
        (event,) = RULE.over([85]).events
        assert str(evolve(event, evidence=())) == "raised at #0"
