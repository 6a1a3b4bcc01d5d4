"""Hops, incidents of a problem, and incidents that come again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Incident
from svcmgmt.practice.metrics import (
    Distribution,
    assignment_hops,
    incidents_per_problem,
    repeat_incidents,
)
from svcmgmt.values import IncidentId, NoData, ProblemId, Ratio, Ref, ServiceId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def incident(name: str, day: float = 0, *services: str, **fields: Any) -> Incident:  # noqa: ANN401
    logged = Incident.log(id=name, at=MONDAY + day * DAY)
    affected = [Ref(id=ServiceId(each)) for each in services]
    return evolve(logged, **{"affected": affected, "opening_category": ["vpn"], **fields})


class TestDistributions:
    def test_hops_of_tickets(self) -> None:
        handed = incident("1")
        for group in "aba":
            handed = handed.assign(at=MONDAY, group=group)
        told = assignment_hops([handed, incident("2"), incident("3")])
        assert told == Distribution(counts=((0, 2), (2, 1)))
        assert (told.things, told.mean, told.most) == (3, Fraction(2, 3), 2)
        assert str(told) == "mean 2/3: 2 with 0, 1 with 2"

    def test_incidents_of_problems(self) -> None:
        problems = ("A", "A", "B", None)
        tickets = [
            incident(str(number), problem=None if name is None else Ref(id=ProblemId(name)))
            for number, name in enumerate(problems)
        ]
        told = incidents_per_problem(tickets)
        assert (told.counts, told.mean) == (((1, 1), (2, 1)), Fraction(3, 2))

    def test_nothing_is_no_data(self) -> None:
        nothing = assignment_hops([])
        assert nothing.mean == nothing.most == NoData("nothing to count")

    def test_other_records_are_refused(self) -> None:
        for count in (assignment_hops, incidents_per_problem):
            with pytest.raises(InvalidType):
                count(["1"])  # type: ignore[list-item]


class TestRepeats:
    def test_same_service_and_category_within_the_days(self) -> None:
        tickets = [
            incident("1", 0, "mail"),
            incident("2", 7, "mail"),
            incident("3", 14.5, "mail"),
            incident("4", 14.6, "web"),
            incident("5", 14.7, "web", opening_category=["disk"]),
        ]
        told = repeat_incidents(reversed(tickets), within=7 * DAY)
        assert (told.repeats, told.total) == (("2",), 5)
        assert told.rate == Ratio(1, 5)

    def test_the_last_one_like_it_counts(self) -> None:
        tickets = [incident(str(day), day, "mail") for day in (0, 5, 10)]
        assert repeat_incidents(tickets, within=6 * DAY).repeats == ("5", "10")

    def test_any_service_in_common_is_enough(self) -> None:
        tickets = [incident("1", 0, "mail", "web"), incident("2", 1, "db", "web")]
        assert repeat_incidents(tickets, within=DAY).repeats == ("2",)

    def test_the_closing_category_goes_first(self) -> None:
        first = incident("1", 0, "mail", closing_category=["disk"])
        assert repeat_incidents([first, incident("2", 1, "mail")], within=DAY).repeats == ()

    def test_of_two_of_one_instant_one_repeats_the_other(self) -> None:
        tickets = [incident("1", 0, "mail"), incident("2", 0, "mail")]
        assert repeat_incidents(tickets, within=0 * DAY).repeats == ("2",)

    def test_what_is_not_classified_does_not_count(self) -> None:
        timeless = Incident(
            id=IncidentId("3"), affected=[Ref(id=ServiceId("mail"))], opening_category=["vpn"]
        )
        tickets = [incident("1"), incident("2", 0, "mail", opening_category=()), timeless]
        told = repeat_incidents(tickets, within=DAY)
        assert (told.total, told.unclassified) == (0, ("1", "2", "3"))
        assert told.rate == NoData("no incident is classified")

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            repeat_incidents([], within=-DAY)
        with pytest.raises(InvalidType):
            repeat_incidents([], within=7)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            repeat_incidents(["1"], within=DAY)  # type: ignore[list-item]
