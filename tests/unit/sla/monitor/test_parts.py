from __future__ import annotations

import pickle
from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.sla import Attribution, Clock, Mark, Outcome, Signal, Target
from svcmgmt.sla.availability import (
    AvailabilityFacts,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    Maintenance,
    Outage,
    WhenUnknown,
    availability_of,
)
from svcmgmt.sla.monitor import AvailabilityParts, TicketParts
from svcmgmt.temporal import Interval, IntervalSet, OpenInterval, parse_instant as at

HOUR = timedelta(hours=1)
DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
MONDAY = at("2026-10-26T08:00:00Z")
BEGAN = Outage(id="o-7", during=Interval.parse("2026-10-05T10:00:00Z/.."), sequence=1)
ENDED = Outage(id="o-7", during=Interval.parse("2026-10-05T10:00:00Z/PT2H"), sequence=2)
STORM = Exclusion(
    id="e-1",
    category=ExclusionCategory.FORCE_MAJEURE,
    during=Interval.parse("2026-10-05T11:00:00Z/PT12H"),
)
WORK = Maintenance(id="m-3", planned=Interval.parse("2026-10-05T02:00:00Z/PT2H"))

NEW = OwnState("new", StateCategory.OPEN)
SOLVED = OwnState("solved", StateCategory.RESOLVED)
REPLY = Clock(name="reply", limit=HOUR)


def change(hours: float, state: OwnState = NEW) -> StateChange[Any, Any]:
    return StateChange(to_state=state, at=MONDAY + hours * HOUR)


class TestAvailabilityParts:
    def test_it_equals_the_batch_wherever_the_facts_are_split(self) -> None:
        facts: list[tuple[str, Outage | Exclusion | Maintenance]] = [
            ("vpn", BEGAN), ("vpn", STORM), ("mail", BEGAN), ("vpn", ENDED), ("vpn", WORK),
        ]  # fmt: skip
        batch = availability_of([BEGAN, ENDED], within=DAY, exclusions=[STORM, WORK])
        for cut in range(len(facts) + 1):
            parts = [AvailabilityParts.of(facts[:cut]), AvailabilityParts.of(facts[cut:])]
            whole = parts[1] + parts[0]
            assert whole == AvailabilityParts.merged(parts) == AvailabilityParts.of(facts)
            result = whole.finish(within=DAY, as_of=at("2026-10-06T00:00:00Z"))
            assert list(result) == ["mail", "vpn"]
            assert result["vpn"].ratio == batch.ratio
            assert result["vpn"].evidence == batch.evidence
            assert str(result["vpn"]).startswith("availability of vpn: ")

    def test_what_is_open_is_closed_by_the_end_of_the_facts(self) -> None:
        part = AvailabilityParts.of([("vpn", BEGAN)])
        with pytest.raises(OpenInterval):
            part.finish(within=DAY)
        noon = at("2026-10-05T12:00:00Z")
        assert part.finish(within=DAY, as_of=noon)["vpn"].downtime == 2 * HOUR

    def test_calendar_and_policies_are_those_of_the_batch(self) -> None:
        hours = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        policies = AvailabilityPolicies(unknown=WhenUnknown.DOWN)
        unknown = IntervalSet.of([Interval.parse("2026-10-05T12:00:00Z/PT1H")])
        known = AvailabilityFacts(outages=[ENDED], unknown=unknown)
        part = AvailabilityParts(services={"vpn": known})
        result = part.finish(within=DAY, service_time=hours, policies=policies)["vpn"]
        assert (
            result.ratio
            == availability_of(known, within=DAY, service_time=hours, policies=policies).ratio
        )
        assert result.downtime == 3 * HOUR
        assert AvailabilityParts.merged([part, part]) == part

    def test_services_that_were_never_down_are_told(self) -> None:
        result = AvailabilityParts().finish(within=DAY, services=["mail"])
        assert str(result["mail"]) == "availability of mail: 100 %"

    def test_the_facts_of_a_service_can_be_judged_otherwise(self) -> None:
        part = AvailabilityParts.of([("vpn", ENDED)])
        assert part.facts_of("vpn").outages == (ENDED,)
        assert part.facts_of("mail") == AvailabilityFacts()
        assert repr(part) == "<AvailabilityParts of 1 services>"

    def test_parts_travel(self) -> None:
        part = AvailabilityParts.of([("vpn", ENDED), ("vpn", STORM)])
        assert pickle.loads(pickle.dumps(part)) == part  # noqa: S301 - made here

    @pytest.mark.parametrize(
        "facts", [7, [ENDED], [("vpn", 7)], [(7, ENDED)], {"vpn": ENDED}, [("vpn", ENDED, 1)]]
    )
    def test_other_facts_are_refused(self, facts: object) -> None:
        with pytest.raises(InvalidType):
            AvailabilityParts.of(facts)  # type: ignore[arg-type]

    @pytest.mark.parametrize("services", [7, {"vpn": [ENDED]}, {7: AvailabilityFacts()}])
    def test_other_services_are_refused(self, services: object) -> None:
        with pytest.raises(InvalidType):
            AvailabilityParts(services=services)  # type: ignore[arg-type]

    def test_only_parts_add_up(self) -> None:
        with pytest.raises(TypeError):
            _ = AvailabilityParts() + TicketParts()  # type: ignore[operator]
        with pytest.raises(InvalidType):
            AvailabilityParts.merged([TicketParts()])  # type: ignore[list-item]


class TestTicketParts:
    def test_a_ticket_may_be_split_over_parts(self) -> None:
        start = TicketParts.of([("T-1", change(0)), ("T-2", change(0))])
        stop = TicketParts.of([("T-1", change(0.5, SOLVED)), ("T-1", change(0))])
        result = (stop + start).finish(REPLY, as_of=MONDAY + 2 * HOUR)
        assert str(result) == "50 % (1 of 2): 1 met, 1 open past due"
        assert TicketParts.merged([start, stop]) == start + stop == stop + start

    def test_each_reading_is_that_of_the_batch(self) -> None:
        part = TicketParts.of([("T-1", change(0)), ("T-1", change(0.5, SOLVED))])
        readings = part.readings(REPLY, as_of=MONDAY + HOUR)
        batch = REPLY.read([change(0), change(0.5, SOLVED)], until=MONDAY + HOUR)
        assert readings["T-1"].elapsed == batch.elapsed
        assert readings["T-1"].outcome is Outcome.MET

    def test_periods_are_those_of_compliance(self) -> None:
        part = TicketParts.of([("T-1", change(0))])
        before = Interval(MONDAY - HOUR, MONDAY)
        late = MONDAY + 2 * HOUR
        result = part.finish(REPLY, as_of=late, period=before, attribution=Attribution.START)
        assert (result.judged, result.backlog) == (0, 1)

    def test_a_tie_is_decided_by_its_text_whatever_came_first(self) -> None:
        for facts in (
            [change(0), change(0, SOLVED)],
            [
                Mark(at=MONDAY, signals=[Signal.START]),
                Mark(at=MONDAY, signals=[Signal.STOP, Signal.PAUSE]),
            ],
        ):
            one, other = (TicketParts.of([("T-1", fact)]) for fact in facts)
            assert one + other == other + one
            reading = (one + other).readings(REPLY, as_of=MONDAY)["T-1"]
            assert "tie" in [each.code for each in reading.findings]

    def test_marks_are_for_any_target_and_state_changes_for_clocks(self) -> None:
        target = Target(name="reply", limit=HOUR)
        marks = TicketParts.of([("T-1", Mark(at=MONDAY, signals=[Signal.START]))])
        assert marks.readings(target, as_of=MONDAY)["T-1"].started_at == MONDAY
        with pytest.raises(InvalidType, match="Clock"):
            TicketParts.of([("T-1", change(0))]).readings(target, as_of=MONDAY)
        with pytest.raises(InvalidType):
            marks.finish("reply", as_of=MONDAY)  # type: ignore[arg-type]

    def test_parts_travel(self) -> None:
        part = TicketParts.of([("T-1", change(0))])
        assert pickle.loads(pickle.dumps(part)) == part  # noqa: S301 - made here
        assert repr(part) == "<TicketParts of 1 tickets>"

    @pytest.mark.parametrize("facts", [7, [change(0)], [("T-1", 7)], [(7, change(0))]])
    def test_other_facts_are_refused(self, facts: object) -> None:
        with pytest.raises(InvalidType):
            TicketParts.of(facts)  # type: ignore[arg-type]

    @pytest.mark.parametrize("tickets", [7, {"T-1": 7}, {7: [change(0)]}])
    def test_other_tickets_are_refused(self, tickets: object) -> None:
        with pytest.raises(InvalidType):
            TicketParts(tickets=tickets)  # type: ignore[arg-type]

    def test_only_parts_add_up(self) -> None:
        with pytest.raises(TypeError):
            _ = TicketParts() + AvailabilityParts()  # type: ignore[operator]
        with pytest.raises(InvalidType):
            TicketParts.merged([AvailabilityParts()])  # type: ignore[list-item]
