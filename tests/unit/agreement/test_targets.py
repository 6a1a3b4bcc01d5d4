"""A ticket gets the first target that fits, and hears why the earlier ones did not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.agreement import Scope, TargetChoice, TicketTarget, choose_target
from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.clocks import Clock
from svcmgmt.temporal import Interval, NaiveDatetime, parse_instant as at
from svcmgmt.values import NoData, Priority

P1, P3 = Priority.P1, Priority.P3
RESTORE = Clock(name="restore", limit=timedelta(hours=4))
RESPOND = Clock(name="respond", limit=timedelta(minutes=15))
NIGHTS = weekly("Mon-Sun 22:00-06:00+1", zone="UTC")
NOON, NIGHT = at("2026-10-26T12:00:00Z"), at("2026-10-26T23:00:00Z")

URGENT = TicketTarget(name="urgent", scope=Scope(priorities=[P1]), clocks=[RESPOND, RESTORE])
AT_NIGHT = TicketTarget(name="at night", applicability=NIGHTS, clocks=[RESTORE])
THIS_YEAR = TicketTarget(
    name="this year",
    valid_for=Interval.parse("2026-01-01T00:00:00Z/2027-01-01T00:00:00Z"),
    clocks=[RESTORE],
)
USUAL = TicketTarget(name="usual", clocks=[RESTORE], is_fallback=True)


def chosen(choice: TargetChoice) -> str:
    """Return the name of the target that was chosen."""
    assert isinstance(choice.target, TicketTarget)
    return choice.target.name


class TestTargets:
    def test_a_clock_is_found_by_its_name(self) -> None:
        assert URGENT.clock("respond") is RESPOND

    def test_a_clock_that_is_not_there_is_told_with_those_that_are(self) -> None:
        with pytest.raises(InvalidValue, match="'close' is not allowed; allowed: respond, restore"):
            URGENT.clock("close")
        with pytest.raises(InvalidValue, match="none, it has no clocks"):
            TicketTarget(name="empty", clocks=[]).clock("restore")

    def test_two_clocks_of_one_name_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="clocks: 'restore' is not allowed"):
            TicketTarget(name="x", clocks=[RESTORE, RESTORE])

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": " "},
            {"clocks": RESTORE},
            {"clocks": ["restore"]},
            {"scope": "P1"},
            {"applicability": "nights"},
            {"valid_for": "2026"},
            {"is_fallback": "yes"},
        ],
    )
    def test_wrong_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises((InvalidType, InvalidValue), match=next(iter(wrong))):
            TicketTarget(**{"name": "x", "clocks": [RESTORE], **wrong})

    def test_text_is_its_name(self) -> None:
        assert str(URGENT) == "urgent"


class TestChoice:
    def test_the_first_that_fits_is_taken(self) -> None:
        choice = choose_target([URGENT, THIS_YEAR, USUAL], priority=P1, at=NOON)
        assert chosen(choice) == "urgent"
        assert choice.passed_over == ()
        assert choice.explain() == "urgent: the first that fits"

    def test_earlier_ones_say_why_they_do_not_fit(self) -> None:
        choice = choose_target([URGENT, AT_NIGHT, THIS_YEAR], priority=P3, at=NOON)
        assert chosen(choice) == "this year"
        assert choice.explain().splitlines() == [
            "this year: the first that fits",
            "not urgent: priority P3 is not P1",
            "not at night: it applies in Mon-Sun 22:00-30:00, UTC, not at 2026-10-26T12:00:00Z",
        ]

    def test_fallbacks_are_tried_last_wherever_they_stand(self) -> None:
        assert chosen(choose_target([USUAL, URGENT], priority=P1)) == "urgent"
        choice = choose_target([USUAL, URGENT], priority=P3)
        assert chosen(choice) == "usual"
        assert choice.reason == "fallback, because no other target fits"

    def test_nothing_that_fits_is_a_value_with_a_reason(self) -> None:
        choice = choose_target([URGENT], priority=P3)
        assert choice.target == NoData("none of the targets fits")
        assert choice.explain().splitlines() == [
            "no target: none of the targets fits",
            "not urgent: priority P3 is not P1",
        ]

    def test_no_targets_at_all_is_another_reason(self) -> None:
        assert choose_target([]).target == NoData("there is no target")

    def test_a_target_for_some_time_needs_an_instant(self) -> None:
        assert chosen(choose_target([AT_NIGHT], at=NIGHT)) == "at night"
        assert choose_target([AT_NIGHT]).passed_over[0].reason == (
            "no instant is given, on which it depends"
        )

    def test_a_target_that_is_over_does_not_fit(self) -> None:
        choice = choose_target([THIS_YEAR], at=at("2027-01-01T00:00:00Z"))
        assert choice.passed_over[0].reason == (
            "it is valid for 2026-01-01T00:00:00Z/2027-01-01T00:00:00Z, not at 2027-01-01T00:00:00Z"
        )

    def test_a_metric_needs_a_clock(self) -> None:
        choice = choose_target([USUAL, URGENT], priority=P1, metric="respond")
        assert chosen(choice) == "urgent"
        choice = choose_target([USUAL], metric="respond")
        assert str(choice.passed_over[0]) == "usual: it times restore, not respond"
        empty = TicketTarget(name="empty", clocks=[])
        assert choose_target([empty], metric="x").passed_over[0].reason == "it times nothing, not x"

    def test_a_scope_by_service_and_segment_is_asked_too(self) -> None:
        gold = TicketTarget(
            name="gold", scope=Scope(services=["vpn"], segments=["gold"]), clocks=[RESTORE]
        )
        assert chosen(choose_target([gold], service="vpn", segment="gold")) == "gold"
        choice = choose_target([gold], service="vpn")
        assert choice.passed_over[0].reason == "no segment is given, which must be gold"

    def test_something_else_than_targets_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="targets"):
            choose_target(["urgent"])  # type: ignore[list-item]

    @pytest.mark.parametrize("name", ["priority", "service", "segment", "metric"])
    def test_a_fact_of_another_kind_is_refused(self, name: str) -> None:
        facts: dict[str, Any] = {name: 1}
        with pytest.raises(InvalidType, match=f"{name}: int 1"):
            choose_target([], **facts)

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            choose_target([URGENT], at=NOON.replace(tzinfo=None))
