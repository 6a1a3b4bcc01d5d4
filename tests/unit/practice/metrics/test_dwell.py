"""How long tickets stay in each state and with each group."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType
from svcmgmt.practice import HoldReason, Incident
from svcmgmt.practice.metrics import Dwell, dwell_by_group, dwell_by_state
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import IncidentId, NoData

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def ticket(name: str = "1") -> Incident:
    """Return a ticket that was worked on for an hour, waited for two, worked on, and was solved."""
    incident = Incident.log(id=name, at=MONDAY).start(at=MONDAY)
    incident = incident.hold(at=MONDAY + HOUR, reason=HoldReason.CALLER)
    incident = incident.resume(at=MONDAY + 3 * HOUR)
    return incident.resolve(at=MONDAY + 6 * HOUR, resolution="x").close(at=MONDAY + 8 * HOUR)


class TestStates:
    def test_stays_are_summed_up_by_state(self) -> None:
        assert dwell_by_state([ticket().history], until=MONDAY + 24 * HOUR) == (
            Dwell(place="inProgress", tickets=1, stays=2, total=4 * HOUR),
            Dwell(place="onHold", tickets=1, stays=1, total=2 * HOUR),
            Dwell(place="resolved", tickets=1, stays=1, total=2 * HOUR),
        )

    def test_several_tickets_are_counted_once_each(self) -> None:
        told = dwell_by_state([ticket().history] * 3, until=MONDAY + 24 * HOUR)
        assert (told[0].tickets, told[0].stays, told[0].total) == (3, 6, 12 * HOUR)
        assert told[0].mean == 2 * HOUR

    def test_a_stay_that_lasts_is_cut(self) -> None:
        (begun,) = dwell_by_state([ticket().history], until=MONDAY + HOUR / 2)
        assert begun.total == HOUR / 2
        assert dwell_by_state([ticket().history, ()], until=MONDAY) == ()

    def test_a_calendar_counts_its_open_time_only(self) -> None:
        office = weekly("Mon-Fri 08:30-12:00", zone="UTC")
        told = dwell_by_state([ticket().history], until=MONDAY + 24 * HOUR, calendar=office)
        assert [each.total for each in told] == [HOUR * 3 / 2, 2 * HOUR, timedelta(0)]

    def test_a_dwell_says_where_and_how_long(self) -> None:
        (first, *_) = dwell_by_state([ticket().history], until=MONDAY + 24 * HOUR)
        assert str(first) == "inProgress: 4:00:00 in 2 stays of 1 tickets"

    def test_no_stay_is_no_data(self) -> None:
        assert Dwell(place="new", tickets=0, stays=0, total=0 * HOUR).mean == NoData("no stay")


class TestGroups:
    def test_open_time_is_summed_up_by_group(self) -> None:
        incident = ticket().assign(at=MONDAY + HOUR / 2, group="desk")
        incident = incident.assign(at=MONDAY + 4 * HOUR, group="desk", assignee="ana")
        incident = incident.assign(at=MONDAY + 5 * HOUR, group="network")
        assert dwell_by_group([incident], until=MONDAY + 24 * HOUR) == (
            Dwell(place="", tickets=1, stays=1, total=HOUR / 2),
            Dwell(place="desk", tickets=1, stays=1, total=4.5 * HOUR),
            Dwell(place="network", tickets=1, stays=1, total=HOUR),
        )

    def test_a_ticket_that_comes_back_stays_again(self) -> None:
        incident = ticket()
        for hour, group in enumerate(("a", "b", "a")):
            incident = incident.assign(at=MONDAY + hour * HOUR, group=group)
        told = dwell_by_group([incident], until=MONDAY + 4 * HOUR)
        assert [(each.place, each.stays, each.total) for each in told] == [
            ("a", 2, 3 * HOUR),
            ("b", 1, HOUR),
        ]

    def test_time_after_the_resolution_does_not_count(self) -> None:
        incident = ticket().assign(at=MONDAY + 7 * HOUR, group="late")
        (nobody,) = dwell_by_group([incident], until=MONDAY + 24 * HOUR)
        assert (nobody.place, nobody.total) == ("", 6 * HOUR)

    def test_an_assignment_before_the_first_fact_counts_from_there(self) -> None:
        incident = Incident.log(id="1", at=MONDAY).assign(at=MONDAY - HOUR, group="desk")
        (desk,) = dwell_by_group([incident], until=MONDAY + HOUR)
        assert (desk.place, desk.total) == ("desk", HOUR)

    def test_later_assignments_are_not_known(self) -> None:
        incident = ticket().assign(at=MONDAY + 2 * HOUR, group="desk")
        (nobody,) = dwell_by_group([incident], until=MONDAY + HOUR)
        assert nobody.place == ""

    def test_without_a_history_nothing_is_known(self) -> None:
        timeless = Incident(id=IncidentId("1"))
        assert dwell_by_group([timeless, ticket()], until=MONDAY) == ()


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(InvalidType):
        dwell_by_group(["1"], until=MONDAY)  # type: ignore[list-item]
    with pytest.raises(InvalidType):
        dwell_by_state(["new"], until=MONDAY)  # type: ignore[list-item]
    with pytest.raises(InvalidType):
        dwell_by_state([], until=MONDAY, calendar="office")  # type: ignore[arg-type]
    with pytest.raises(NaiveDatetime):
        dwell_by_group([], until=MONDAY.replace(tzinfo=None))
