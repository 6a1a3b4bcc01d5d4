from __future__ import annotations

import pickle
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.sla import (
    Alert,
    Clock,
    ClockLedger,
    Equality,
    FixedDue,
    Mark,
    PauseMeasure,
    Signal,
    Target,
    read,
)
from svcmgmt.sla.monitor import ClockEvent, ClockEventKind, clock_events
from svcmgmt.sla.monitor.events import late_from
from svcmgmt.temporal import NaiveDatetime, parse_instant as at

HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
NEW = OwnState("new", StateCategory.OPEN)
HOURS = weekly("Mon-Fri 08:00-18:00", zone="UTC")
MONDAY = at("2026-10-26T08:00:00Z")
FRIDAY = at("2026-10-23T17:00:00Z")
STARTED = ClockLedger.started(MONDAY).marks


def event(**changes: object) -> ClockEvent:
    whole: dict[str, Any] = {
        "at": MONDAY,
        "ticket": "INC-7",
        "clock": "restore",
        "kind": ClockEventKind.ALERT,
        "started_at": MONDAY,
        "alert": Alert("75 %"),
    }
    return ClockEvent(**(whole | changes))


class TestClockEvent:
    def test_it_says_what_happened(self) -> None:
        assert str(event()) == "INC-7 restore: alert 75 % at 2026-10-26T08:00:00Z"
        assert str(event().opposite) == f"{event()}, withdrawn"

    def test_the_opposite_of_the_opposite_is_itself(self) -> None:
        assert event().opposite != event()
        assert event().opposite.opposite == event()

    def test_its_row_is_plain(self) -> None:
        assert event().as_dict() == {
            "at": "2026-10-26T08:00:00Z",
            "ticket": "INC-7",
            "clock": "restore",
            "kind": "alert",
            "alert": "75 %",
            "started_at": "2026-10-26T08:00:00Z",
            "is_withdrawn": False,
        }
        assert event(kind=ClockEventKind.DUE, alert=None).as_dict()["alert"] == ""

    def test_a_withdrawal_comes_before_what_is_told_instead(self) -> None:
        assert event().opposite.place < event().place

    def test_it_survives_pickle(self) -> None:
        assert pickle.loads(pickle.dumps(event())) == event()  # noqa: S301 - made here

    @pytest.mark.parametrize(
        "changes",
        [{"kind": "due"}, {"ticket": 7}, {"clock": None}, {"alert": "75 %"}, {"is_withdrawn": 1}],
    )
    def test_other_kinds_are_refused(self, changes: dict[str, Any]) -> None:
        with pytest.raises(InvalidType):
            event(**changes)

    @pytest.mark.parametrize("name", ["at", "started_at"])
    def test_instants_need_a_zone(self, name: str) -> None:
        with pytest.raises(NaiveDatetime):
            event(**{name: MONDAY.replace(tzinfo=None)})


class TestClockEvents:
    def test_alerts_due_time_and_breach_come_in_order(self) -> None:
        target = Target(name="reply", limit=HOUR, alerts=["50 %", "150 %"])
        events = clock_events(target, STARTED, now=MONDAY + 2 * HOUR, ticket="T-1", clock="r")
        assert [(each.kind.value, each.at - MONDAY) for each in events] == [
            ("alert", HOUR / 2),
            ("due", HOUR),
            ("breach", HOUR),
            ("alert", HOUR * 1.5),
        ]
        assert {(each.ticket, each.clock) for each in events} == {("T-1", "r")}

    def test_a_clock_that_equals_its_limit_is_due_and_not_late(self) -> None:
        target = Target(name="reply", limit=HOUR)
        kinds = [each.kind for each in clock_events(target, STARTED, now=MONDAY + HOUR)]
        assert kinds == [ClockEventKind.DUE]
        strict = evolve(target, equality=Equality.MISSED)
        kinds = [each.kind for each in clock_events(strict, STARTED, now=MONDAY + HOUR)]
        assert kinds == [ClockEventKind.DUE, ClockEventKind.BREACH]

    def test_a_clock_that_is_due_at_closing_is_late_at_opening(self) -> None:
        target = Target(name="reply", limit=HOUR, calendar=HOURS)
        facts = ClockLedger.started(FRIDAY).marks
        due, breach = clock_events(target, facts, now=MONDAY + HOUR)
        assert due.at == FRIDAY + HOUR
        assert breach.at == MONDAY

    def test_what_has_stopped_is_not_due(self) -> None:
        target = Target(name="reply", limit=HOUR, alerts=["50 %"])
        facts = ClockLedger.started(MONDAY).stop(MONDAY + HOUR / 2).marks
        events = clock_events(target, facts, now=MONDAY + 9 * HOUR)
        assert [each.kind for each in events] == [ClockEventKind.ALERT]

    def test_every_cycle_has_events_of_its_own(self) -> None:
        target = Target(name="update", limit=HOUR)
        facts = ClockLedger.started(MONDAY).reset(MONDAY + 2 * HOUR).marks
        dues = [
            each
            for each in clock_events(target, facts, now=MONDAY + 9 * HOUR)
            if each.kind is ClockEventKind.DUE
        ]
        assert [(each.at - MONDAY, each.started_at - MONDAY) for each in dues] == [
            (HOUR, timedelta(0)),
            (3 * HOUR, 2 * HOUR),
        ]

    def test_nothing_happens_before_the_start(self) -> None:
        promised = Target(name="visit", limit=FixedDue(MONDAY - HOUR), alerts=["50 %"])
        events = clock_events(promised, STARTED, now=MONDAY + HOUR)
        assert {each.at for each in events} == {MONDAY}
        assert clock_events(promised, STARTED, now=MONDAY - MICROSECOND) == ()

    def test_a_clock_that_is_never_due_has_no_events(self) -> None:
        short = weekly("Mon-Fri 08:00-18:00", zone="UTC") & weekly("Sat 08:00-18:00", zone="UTC")
        target = Target(name="reply", limit=HOUR, calendar=short, alerts=["50 %"])
        assert clock_events(target, STARTED, now=MONDAY + 999 * HOUR) == ()

    def test_state_changes_need_conditions(self) -> None:
        changes = [StateChange[Any, Any](to_state=NEW, at=MONDAY)]
        clock = Clock(name="reply", limit=HOUR)
        assert len(clock_events(clock, changes, now=MONDAY + HOUR)) == 1
        with pytest.raises(InvalidType, match="Clock"):
            clock_events(Target(name="reply", limit=HOUR), changes, now=MONDAY)

    def test_a_retroactive_clock_starts_at_the_origin(self) -> None:
        target = Target(name="reply", limit=HOUR, retroactive_start=True)
        [due] = clock_events(target, STARTED, now=MONDAY, origin=MONDAY - HOUR)
        assert due.at == MONDAY

    @pytest.mark.parametrize("facts", ["text", 7, [7], ["start"]])
    def test_what_is_no_list_of_facts_is_refused(self, facts: object) -> None:
        with pytest.raises(InvalidType):
            clock_events(Target(name="reply", limit=HOUR), facts, now=MONDAY)  # type: ignore[arg-type]

    def test_what_is_no_target_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            clock_events("reply", STARTED, now=MONDAY)  # type: ignore[arg-type]


class TestLateFrom:
    @pytest.mark.parametrize("measure", PauseMeasure)
    @pytest.mark.parametrize("equality", Equality)
    def test_it_is_the_first_instant_at_which_a_reading_is_late(
        self, measure: PauseMeasure, equality: Equality
    ) -> None:
        target = Target(
            name="r", limit=HOUR, calendar=HOURS, pause_measure=measure, equality=equality
        )
        ledger = ClockLedger.started(FRIDAY)
        first = late_from(read(target, ledger, until=FRIDAY))
        assert first is not None
        assert read(target, ledger, until=first).breached_at is not None
        assert read(target, ledger, until=first - MICROSECOND).breached_at is None

    def test_what_has_not_started_is_never_late(self) -> None:
        assert late_from(read(Target(name="r", limit=HOUR), ClockLedger(), until=MONDAY)) is None

    def test_what_a_pause_hides_is_not_known(self) -> None:
        ledger = ClockLedger.started(FRIDAY).pause(FRIDAY)
        for measure in PauseMeasure:
            target = Target(name="r", limit=HOUR, pause_measure=measure)
            assert late_from(read(target, ledger, until=FRIDAY)) is None

    def test_a_mark_is_what_it_is_for_any_clock(self) -> None:
        mark = Mark(at=MONDAY, signals=[Signal.START])
        assert len(clock_events(Clock(name="r", limit=HOUR), [mark], now=MONDAY + HOUR)) == 1
