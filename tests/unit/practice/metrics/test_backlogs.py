"""What is open and how old it is, and what came and went; the counts add up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import HoldReason, Incident, IncidentState
from svcmgmt.practice.metrics import Backlog, Flow, backlog, flow
from svcmgmt.temporal import Interval, NaiveDatetime, OpenInterval
from svcmgmt.values import NoData

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TODAY = Interval(MONDAY, MONDAY + DAY)


def ticket(opened: int, closed: int | None = None) -> Any:  # noqa: ANN401
    """Return the history of a ticket that was open from an hour to another one."""
    incident = Incident.log(id="1", at=MONDAY + opened * HOUR)
    return (incident if closed is None else incident.cancel(at=MONDAY + closed * HOUR)).history


class TestBacklog:
    def test_what_is_open_is_counted_by_age(self) -> None:
        tickets = [ticket(0, 3), ticket(1), ticket(2), ticket(5, 6), ticket(9)]
        told = backlog(tickets, at=MONDAY + 10 * HOUR)
        assert (told.count, told.mean_age, told.median_age, told.oldest) == (
            3,
            6 * HOUR,
            8 * HOUR,
            9 * HOUR,
        )
        assert str(told) == "3 open: mean 6:00:00, median 8:00:00, oldest 9:00:00"

    def test_later_facts_are_not_known(self) -> None:
        assert backlog([ticket(0, 3)], at=MONDAY + 2 * HOUR).count == 1
        assert backlog([ticket(0, 3)], at=MONDAY + 3 * HOUR).count == 0
        assert backlog([ticket(5), ()], at=MONDAY).count == 0

    def test_what_waits_is_open_and_what_is_resolved_is_not(self) -> None:
        incident = Incident.log(id="1", at=MONDAY).start(at=MONDAY)
        held = incident.hold(at=MONDAY, reason=HoldReason.CALLER)
        solved = incident.resolve(at=MONDAY, resolution="x")
        assert backlog([held.history, solved.history], at=MONDAY).count == 1

    def test_a_reopened_one_is_as_old_as_it_is(self) -> None:
        incident = Incident.log(id="1", at=MONDAY).start(at=MONDAY)
        again = incident.resolve(at=MONDAY, resolution="x").reopen(at=MONDAY + HOUR)
        assert backlog([again.history], at=MONDAY + 2 * HOUR).ages == (2 * HOUR,)

    def test_states_that_nobody_explained_are_told_beside(self) -> None:
        odd: StateChange[Any, Any] = StateChange(
            to_state=OwnState("-100", StateCategory.UNKNOWN), at=MONDAY
        )
        told = backlog([[odd], ticket(0)], at=MONDAY)
        assert (told.count, told.unknown) == (1, 1)

    def test_a_calendar_counts_its_open_time_only(self) -> None:
        office = weekly("Mon-Fri 09:00-17:00", zone="UTC")
        assert backlog([ticket(0)], at=MONDAY + 3 * HOUR, calendar=office).ages == (2 * HOUR,)

    def test_nothing_open_is_no_data(self) -> None:
        nothing = backlog([], at=MONDAY)
        assert nothing == Backlog(at=MONDAY)
        assert str(nothing) == "nothing is open"
        for value in (nothing.mean_age, nothing.median_age, nothing.oldest):
            assert value == NoData("nothing is open")

    def test_an_even_number_has_its_median_between_the_middle_two(self) -> None:
        assert backlog([ticket(0), ticket(1)], at=MONDAY + 2 * HOUR).median_age == 1.5 * HOUR

    def test_buckets_add_up(self) -> None:
        told = backlog([ticket(each) for each in range(10)], at=MONDAY + 9 * HOUR)
        buckets = told.by_age([6 * HOUR, 2 * HOUR, 2 * HOUR])
        assert [str(each) for each in buckets] == [
            "3 up to 2:00:00",
            "4 up to 6:00:00",
            "3 over 6:00:00",
        ]
        assert sum(each.count for each in told.by_age()) == 10
        assert [each.count for each in told.by_age([])] == [10]

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            backlog([], at=MONDAY.replace(tzinfo=None))
        with pytest.raises(InvalidType):
            backlog(["new"], at=MONDAY)  # type: ignore[list-item]
        with pytest.raises(InvalidType):
            backlog([], at=MONDAY, calendar="office")  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            backlog([ticket(0, 3)[::-1]], at=MONDAY)
        for bound in (-HOUR, 0 * HOUR):
            with pytest.raises(InvalidValue):
                backlog([], at=MONDAY).by_age([bound])
        with pytest.raises(InvalidType):
            backlog([], at=MONDAY).by_age([1])  # type: ignore[list-item]


class TestFlow:
    def test_what_came_and_went_adds_up(self) -> None:
        tickets = [ticket(-5), ticket(-5, -1), ticket(-5, 2), ticket(1), ticket(1, 3), ticket(30)]
        assert flow(tickets, period=TODAY) == Flow(
            period=TODAY, open_before=2, arrived=2, reopened=0, ended=2, open_after=2
        )

    def test_a_reopening_is_no_arrival(self) -> None:
        incident = Incident.log(id="1", at=MONDAY - DAY).start(at=MONDAY - DAY)
        incident = incident.resolve(at=MONDAY - HOUR, resolution="x").reopen(at=MONDAY)
        incident = incident.resolve(at=MONDAY + HOUR, resolution="y").close(at=MONDAY + 2 * HOUR)
        counted = flow([incident.history], period=TODAY)
        assert (counted.open_before, counted.reopened, counted.ended) == (0, 1, 1)
        assert counted.closure_ratio == NoData("nothing arrived")

    def test_the_start_belongs_to_the_period_and_the_end_does_not(self) -> None:
        assert flow([ticket(0)], period=TODAY).arrived == 1
        assert flow([ticket(24)], period=TODAY) == Flow(
            period=TODAY, open_before=0, arrived=0, reopened=0, ended=0, open_after=0
        )
        assert flow([ticket(-1, 0)], period=TODAY).ended == 1

    def test_closures_for_each_arrival(self) -> None:
        tickets = [ticket(-1, 1), ticket(-1, 2), ticket(0, 3), ticket(1)]
        assert flow(tickets, period=TODAY).closure_ratio == Fraction(3, 2)

    def test_states_in_between_are_no_matter(self) -> None:
        incident = Incident.log(id="1", at=MONDAY).start(at=MONDAY + HOUR)
        assert incident.state is IncidentState.IN_PROGRESS
        assert flow([incident.history, ()], period=TODAY).arrived == 1

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(OpenInterval):
            flow([], period=Interval(MONDAY))
        with pytest.raises(InvalidType):
            flow([], period="today")  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="4, as the counts add up"):
            Flow(period=TODAY, open_before=1, arrived=5, reopened=0, ended=2, open_after=9)
