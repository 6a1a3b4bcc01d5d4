"""Shares of tickets keep the counts behind them; an empty base is no data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Incident, IncidentState
from svcmgmt.practice.metrics import (
    IncidentRates,
    TicketRates,
    category_mismatch,
    incident_rates,
    ticket_rates,
)
from svcmgmt.values import IncidentId, KnownErrorId, NoData, Ratio, Ref, WorkaroundId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def logged(name: str, **fields: Any) -> Incident:  # noqa: ANN401
    return evolve(Incident.log(id=name, at=MONDAY), **fields)


def solved(name: str, **fields: Any) -> Incident:  # noqa: ANN401
    return logged(name, **fields).start(at=MONDAY).resolve(at=MONDAY + HOUR, resolution="x")


class TestTicketRates:
    def test_shares_are_of_stated_bases(self) -> None:
        again = solved("3").reopen(at=MONDAY + 2 * HOUR)
        handed = logged("4").assign(at=MONDAY, group="a").assign(at=MONDAY + HOUR, group="b")
        told = ticket_rates([logged("1"), solved("2"), again, handed])
        assert told == TicketRates(total=4, resolved=2, reopened=1, escalated=1)
        assert told.reopen_rate == Ratio(1, 2)
        assert told.escalation_rate == Ratio(1, 4)

    def test_one_that_was_reopened_and_solved_again_counts_once(self) -> None:
        again = solved("1").reopen(at=MONDAY + 2 * HOUR)
        again = again.resolve(at=MONDAY + 3 * HOUR, resolution="y").reopen(at=MONDAY + 4 * HOUR)
        assert ticket_rates([again]) == TicketRates(total=1, resolved=1, reopened=1)

    def test_those_that_were_escalated_may_be_named(self) -> None:
        told = ticket_rates([logged("1"), logged("2")], escalated={"2", "9"})
        assert told.escalation_rate == Ratio(1, 2)

    def test_without_a_history_the_state_tells(self) -> None:
        closed = Incident(id=IncidentId("1"), state=IncidentState.CLOSED)
        unknown = Incident(id=IncidentId("2"), state=None)
        assert ticket_rates([closed, unknown]) == TicketRates(total=2, resolved=1)

    def test_cancelled_ones_are_not_resolved(self) -> None:
        assert ticket_rates([logged("1").cancel(at=MONDAY)]).resolved == 0

    def test_nothing_is_no_data(self) -> None:
        nothing = ticket_rates([])
        assert nothing.reopen_rate == NoData("no ticket was resolved")
        assert nothing.escalation_rate == NoData("no tickets")

    @pytest.mark.parametrize(
        ("counts", "field"),
        [
            ({"total": 1, "resolved": 2}, "resolved"),
            ({"total": 2, "resolved": 1, "reopened": 2}, "reopened"),
            ({"total": 2, "resolved": 1, "escalated": 3}, "escalated"),
            ({"total": -1, "resolved": 0}, "total"),
        ],
    )
    def test_counts_that_cannot_be_are_refused(self, counts: dict[str, int], field: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            TicketRates(**counts)
        assert refused.value.field == field

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            TicketRates(total=1.0, resolved=0)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            ticket_rates(["1"])  # type: ignore[list-item]
        with pytest.raises(InvalidType):
            ticket_rates([], escalated="INC-1")


class TestIncidentRates:
    def test_shares_are_of_stated_bases(self) -> None:
        workaround = Ref(id=WorkaroundId("WA-1"))
        known = Ref(id=KnownErrorId("KE-1"))
        told = incident_rates(
            [
                solved("1", is_first_contact=True),
                solved("2", is_first_contact=False, workaround=workaround).close(at=MONDAY + HOUR),
                solved("3", known_error=known),
                logged("4", is_first_contact=True, workaround=workaround, is_major=True),
            ]
        )
        assert told == IncidentRates(
            total=4, resolved=3, told=2, first_contact=1, by_workaround=1, matched=1, major=1
        )
        assert told.first_contact_rate == Ratio(1, 2)
        assert told.workaround_rate == Ratio(1, 3)
        assert told.known_error_rate == Ratio(1, 4)

    def test_nothing_is_no_data(self) -> None:
        nothing = incident_rates([Incident(id=IncidentId("1"), state=None)])
        assert nothing.first_contact_rate == NoData("nobody told of the first contact")
        assert nothing.workaround_rate == NoData("no incident is resolved")
        assert nothing.known_error_rate == Ratio(0, 1)

    @pytest.mark.parametrize(
        "counts",
        [
            {"resolved": 2},
            {"told": 2},
            {"first_contact": 1},
            {"by_workaround": 2},
            {"matched": 2},
            {"major": 2},
        ],
    )
    def test_counts_that_cannot_be_are_refused(self, counts: dict[str, int]) -> None:
        with pytest.raises(InvalidValue):
            IncidentRates(**{"total": 1, "resolved": 1, **counts})

    def test_other_records_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            incident_rates(["1"])  # type: ignore[list-item]


class TestCategoryMismatch:
    def test_only_tickets_with_both_categories_count(self) -> None:
        tickets = [
            logged("1", opening_category=["a"], closing_category=["a"]),
            logged("2", opening_category=["a"], closing_category=["a", "b"]),
            logged("3", opening_category=["a"]),
            logged("4", closing_category=["a"]),
        ]
        assert category_mismatch(tickets) == Ratio(1, 2)
        assert isinstance(category_mismatch(tickets[2:]), NoData)
