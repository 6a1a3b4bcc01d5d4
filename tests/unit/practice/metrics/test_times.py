"""Times between milestones, their means, and of which incidents none could be taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Incident, Milestone, Milestones
from svcmgmt.practice.metrics import (
    TIME_TO_ACKNOWLEDGE,
    TIME_TO_CLOSE,
    TIME_TO_DETECT,
    TIME_TO_RESOLVE,
    TIME_TO_RESPOND,
    TIME_TO_RESTORE,
    TimeMeasure,
    incident_times,
    mean_of,
    when_reached,
)
from svcmgmt.statistics import PercentileMethod
from svcmgmt.values import IncidentId, NoData

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def incident(name: str = "INC-1", **minutes: float) -> Incident:
    """Return an incident whose milestones were reached so many minutes after eight."""
    told = {f"{key}_at": MONDAY + each * MINUTE for key, each in minutes.items()}
    return evolve(Incident.log(id=name, at=MONDAY), milestones=Milestones(**told))


class TestWhenReached:
    def test_a_milestone_that_somebody_told(self) -> None:
        assert when_reached(incident(detected=5), Milestone.DETECTED) == MONDAY + 5 * MINUTE
        assert when_reached(incident(), Milestone.DETECTED) is None

    def test_the_history_tells_the_others(self) -> None:
        ticket = incident().start(at=MONDAY + MINUTE)
        assert when_reached(ticket, Milestone.LOGGED) == MONDAY
        assert when_reached(ticket, Milestone.RESOLVED) is None
        solved = ticket.resolve(at=MONDAY + 2 * MINUTE, resolution="x")
        assert when_reached(solved, Milestone.RESOLVED) == MONDAY + 2 * MINUTE
        assert when_reached(solved, Milestone.CLOSED) is None
        closed = solved.close(at=MONDAY + 9 * MINUTE)
        assert when_reached(closed, Milestone.RESOLVED) == MONDAY + 2 * MINUTE
        assert when_reached(closed, Milestone.CLOSED) == MONDAY + 9 * MINUTE

    def test_a_rejected_resolution_does_not_count(self) -> None:
        ticket = incident().start(at=MONDAY).resolve(at=MONDAY + MINUTE, resolution="x")
        again = ticket.reopen(at=MONDAY + 2 * MINUTE)
        assert when_reached(again, Milestone.RESOLVED) is None
        solved = again.resolve(at=MONDAY + 3 * MINUTE, resolution="y")
        assert when_reached(solved, Milestone.RESOLVED) == MONDAY + 3 * MINUTE

    def test_a_cancelled_one_is_not_resolved(self) -> None:
        assert when_reached(incident().cancel(at=MONDAY), Milestone.RESOLVED) is None

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            when_reached("INC-1", Milestone.LOGGED)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            when_reached(incident(), "logged")  # type: ignore[arg-type]


class TestMeasures:
    @pytest.mark.parametrize(
        ("measure", "minutes"),
        [
            (TIME_TO_DETECT, 5),
            (TIME_TO_ACKNOWLEDGE, 3),
            (TIME_TO_RESPOND, 20),
            (TIME_TO_RESTORE, 60),
            (TIME_TO_RESOLVE, 70),
            (TIME_TO_CLOSE, 90),
        ],
    )
    def test_each_goes_from_one_milestone_to_another(
        self, measure: TimeMeasure, minutes: int
    ) -> None:
        ticket = incident(occurred=0, detected=5, acknowledged=8, responded=20, restored=60)
        ticket = ticket.start(at=MONDAY).resolve(at=MONDAY + 70 * MINUTE, resolution="x")
        ticket = ticket.close(at=MONDAY + 90 * MINUTE)
        assert incident_times([ticket], measure).mean == minutes * MINUTE

    def test_one_of_your_own_has_a_name(self) -> None:
        own = TimeMeasure(name="TTA", start=Milestone.OCCURRED, end=Milestone.ACKNOWLEDGED)
        assert str(own) == "TTA, from occurred to acknowledged"
        with pytest.raises(InvalidValue):
            evolve(own, name="")
        with pytest.raises(InvalidType):
            evolve(own, start="occurred")  # type: ignore[arg-type]


class TestMeans:
    def test_what_is_not_known_is_told_beside(self) -> None:
        known = incident("A", occurred=0, detected=4)
        times = incident_times([known, incident("B", occurred=0)], TIME_TO_DETECT)
        assert (times.mean, times.missing, times.findings) == (4 * MINUTE, ("B",), ())
        assert str(times) == "time to detect, from occurred to detected: mean 0:04:00 of 1"

    def test_what_runs_backwards_is_reported_and_does_not_count(self) -> None:
        times = incident_times([incident("A/1", occurred=4, detected=0)], TIME_TO_DETECT)
        (finding,) = times.findings
        assert (finding.code, finding.pointer) == ("time-reversed", "/A~11")
        assert finding.allowed == "2026-10-26T08:04:00Z or later"
        assert isinstance(times.mean, NoData)
        assert str(times).endswith("no time to detect could be taken of 0")

    def test_a_calendar_counts_its_open_time_only(self) -> None:
        office = weekly("Mon-Fri 08:10-17:00", zone="UTC")
        ticket = incident(occurred=0, detected=25)
        assert incident_times([ticket], TIME_TO_DETECT, calendar=office).mean == 15 * MINUTE

    def test_percentiles_are_of_the_same_times(self) -> None:
        tickets = [incident(str(each), occurred=0, detected=each) for each in (1, 2, 3, 4)]
        times = incident_times(tickets, TIME_TO_DETECT)
        assert times.percentile("75 %") == 3 * MINUTE
        middle = times.percentile("1/2", method=PercentileMethod.LINEAR)
        assert middle == 2.5 * MINUTE

    def test_a_mean_is_rounded_once(self) -> None:
        micro = timedelta(microseconds=1)
        assert mean_of([micro, 2 * micro]) == 2 * micro
        assert mean_of([micro, 2 * micro, 2 * micro]) == 2 * micro
        assert mean_of([], reason="none") == NoData("none")

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            incident_times(["INC-1"], TIME_TO_DETECT)  # type: ignore[list-item]
        with pytest.raises(InvalidType):
            incident_times([], "detect")  # type: ignore[arg-type]
        calendar: Any = "office"
        with pytest.raises(InvalidType):
            incident_times([], TIME_TO_DETECT, calendar=calendar)
        timeless = Incident(id=IncidentId("A"))
        assert incident_times([timeless], TIME_TO_CLOSE).missing == ("A",)
