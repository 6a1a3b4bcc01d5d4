"""Clocks: state changes become marks, and one ticket's history becomes a reading."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.calendars import NeverOpens, never, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import HoldReason, Incident, IncidentState
from svcmgmt.sla import (
    Clock,
    ClockLedger,
    ClockState,
    Outcome,
    Reopen,
    Signal,
    Target,
    always_true,
    in_category,
    in_state,
    never_true,
    on_trigger,
    read,
)
from svcmgmt.temporal import NaiveDatetime, parse_instant as at

HOUR = timedelta(hours=1)
DESK = weekly("Mon-Fri 09:00-17:00", zone="UTC")
MONDAY = at("2026-10-26T09:00:00Z")

NEW, WORK, HOLD = IncidentState.NEW, IncidentState.IN_PROGRESS, IncidentState.ON_HOLD
RESOLVED, CLOSED, CANCELLED = IncidentState.RESOLVED, IncidentState.CLOSED, IncidentState.CANCELLED


def change(
    hours: float,
    state: IncidentState | OwnState,
    *,
    reason: str = "",
    trigger: str | None = None,
    sequence: int | None = None,
) -> StateChange[Any, Any]:
    """A change some hours after Monday 09:00."""
    return StateChange(
        at=MONDAY + hours * HOUR,
        to_state=state,
        reason=reason,
        trigger=trigger,
        sequence=sequence,
    )


def clock(**settings: Any) -> Clock:  # noqa: ANN401 - each of its own kind
    return Clock(**{"name": "restore", "limit": 4 * HOUR, "calendar": DESK, **settings})


def signals(target: Clock, fact: StateChange[Any, Any]) -> set[str]:
    return {each.value for each in target.mark(fact).signals}


class TestDefaults:
    @pytest.mark.parametrize(
        ("state", "told"),
        [
            (NEW, {"start", "resume"}),
            (WORK, {"start", "resume"}),
            (HOLD, {"start", "resume"}),
            (RESOLVED, {"start", "resume", "stop"}),
            (CLOSED, {"start", "resume", "stop"}),
            (CANCELLED, {"start", "resume", "cancel"}),
            (OwnState("verified", StateCategory.DONE), {"start", "resume", "stop"}),
            (OwnState("mystery", StateCategory.UNKNOWN), {"start", "resume"}),
        ],
    )
    def test_a_state_change_tells_by_the_category_of_its_state(
        self, state: IncidentState | OwnState, told: set[str]
    ) -> None:
        assert signals(clock(), change(0, state)) == told

    def test_the_first_fact_starts_the_clock_whatever_its_state(self) -> None:
        for state in (NEW, WORK, HOLD):
            reading = clock().read([change(0, state)], until=MONDAY + HOUR)
            assert reading.started_at == MONDAY
            assert reading.state is ClockState.RUNNING

    def test_closing_a_resolved_ticket_does_not_move_its_stop(self) -> None:
        facts = [change(0, NEW), change(1, RESOLVED), change(5, CLOSED)]
        reading = clock().read(facts, until=MONDAY + 6 * HOUR)
        assert reading.stopped_at == MONDAY + HOUR

    def test_a_ticket_first_seen_resolved_is_no_case_for_the_clock(self) -> None:
        reading = clock().read([change(0, RESOLVED)], until=MONDAY + HOUR)
        assert reading.outcome is Outcome.NOT_APPLICABLE
        assert [each.code for each in reading.findings] == ["stop-before-start"]


class TestConditions:
    def test_each_condition_gives_its_signal(self) -> None:
        every = clock(
            start=always_true(),
            pause=always_true(),
            stop=always_true(),
            reset=always_true(),
            cancel=always_true(),
        )
        assert every.mark(change(0, NEW)).signals == set(Signal) - {Signal.RESUME}
        none = clock(
            start=never_true(), resume=never_true(), stop=never_true(), cancel=never_true()
        )
        assert none.mark(change(0, NEW)).signals == frozenset()

    def test_a_pause_ends_as_soon_as_its_condition_does_not_hold(self) -> None:
        pausing = clock(pause=in_state(HOLD, reasons=[HoldReason.CALLER]))
        caller, vendor = HoldReason.CALLER.value, HoldReason.VENDOR.value
        assert "pause" in signals(pausing, change(0, HOLD, reason=caller))
        assert "resume" in signals(pausing, change(0, HOLD, reason=vendor))
        assert "resume" in signals(pausing, change(0, WORK))

    def test_a_pause_may_last_until_something_in_particular(self) -> None:
        pausing = clock(pause=in_state(HOLD), resume=on_trigger("customer called"))
        facts = [
            change(0, NEW),
            change(1, HOLD),
            change(2, WORK),
            change(3, WORK, trigger="customer called"),
        ]
        reading = pausing.read(facts, until=MONDAY + 4 * HOUR)
        assert reading.elapsed == 2 * HOUR

    def test_where_pause_and_resume_both_hold_it_pauses(self) -> None:
        both = clock(pause=in_state(HOLD), resume=always_true())
        assert "resume" not in signals(both, change(0, HOLD))

    @pytest.mark.parametrize(
        ("state", "is_paused"), [("pending", True), ("held", False), ("inProgress", False)]
    )
    def test_pending_pauses_and_held_does_not_where_the_data_say_so(
        self, *, state: str, is_paused: bool
    ) -> None:
        # row 25: both words have the same category, so the clock names the one that pauses
        word = OwnState(state, StateCategory.PAUSED)
        pausing = clock(pause=in_state("pending"))
        reading = pausing.read([change(0, NEW), change(1, word)], until=MONDAY + 2 * HOUR)
        assert (reading.state is ClockState.PAUSED) is is_paused
        by_category = clock(pause=in_category(StateCategory.PAUSED))
        reading = by_category.read([change(0, NEW), change(1, word)], until=MONDAY + 2 * HOUR)
        assert reading.state is ClockState.PAUSED

    def test_a_clock_may_start_later_than_its_ticket(self) -> None:
        working = clock(start=in_state(WORK))
        facts = [change(0, NEW), change(2, WORK), change(3, RESOLVED)]
        assert working.read(facts, until=MONDAY + 4 * HOUR).elapsed == HOUR
        waiting = working.read(facts[:1], until=MONDAY + HOUR)
        assert (waiting.state, waiting.outcome) == (ClockState.NOT_STARTED, Outcome.NOT_APPLICABLE)

    def test_a_reset_needs_a_start_in_the_same_change(self) -> None:
        handed_over = change(2, WORK, trigger="hand over")
        resetting = clock(reset=on_trigger("hand over"))
        facts = [change(0, NEW), handed_over]
        assert [each.elapsed for each in resetting.read_cycles(facts, until=MONDAY + 3 * HOUR)] == [
            2 * HOUR,
            HOUR,
        ]
        starting_when_new = evolve(resetting, start=in_state(NEW))
        reading = starting_when_new.read(facts, until=MONDAY + 3 * HOUR)
        assert reading.elapsed == 3 * HOUR

    @pytest.mark.parametrize("name", ["start", "pause", "resume", "stop", "reset", "cancel"])
    @pytest.mark.parametrize("wrong", [HOLD, "onHold", [in_state(HOLD)]])
    def test_what_is_no_condition_is_refused(self, name: str, wrong: object) -> None:
        with pytest.raises(InvalidType, match=name):
            clock(**{name: wrong})

    def test_what_is_no_limit_or_calendar_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="limit"):
            clock(limit="4 h")
        with pytest.raises(InvalidType, match="calendar"):
            clock(calendar="Mon-Fri")
        with pytest.raises(InvalidValue, match="limit"):
            clock(limit=-HOUR)


class TestMarks:
    def test_a_mark_carries_everything_that_orders_a_fact(self) -> None:
        fact = StateChange[Any, Any](
            at=MONDAY, to_state=NEW, sequence=7, recorded_at=MONDAY + HOUR, id="f-7"
        )
        mark = clock().mark(fact)
        assert (mark.at, mark.sequence, mark.recorded_at, mark.id) == (
            fact.at,
            fact.sequence,
            fact.recorded_at,
            fact.id,
        )

    @pytest.mark.parametrize(
        ("reason", "cause"), [("", "onHold"), ("awaitingCaller", "onHold (awaitingCaller)")]
    )
    def test_a_mark_says_which_state_and_reason_made_it(self, reason: str, cause: str) -> None:
        assert clock().mark(change(0, HOLD, reason=reason)).cause == cause


class TestReading:
    def test_a_history_may_come_as_a_ledger_a_list_or_an_iterator(self) -> None:
        facts = [change(0, NEW), change(1, WORK), change(2, RESOLVED)]
        target = clock()
        until = MONDAY + 3 * HOUR
        expected = target.read(facts, until=until)
        assert target.read(iter(facts), until=until) == expected
        assert target.read(target.ledger(facts), until=until) == expected
        assert expected.elapsed == 2 * HOUR

    def test_an_incident_gives_its_history(self) -> None:
        incident = (
            Incident.log(id="INC-7", at=MONDAY)
            .start(at=MONDAY + HOUR)
            .hold(at=MONDAY + 2 * HOUR, reason=HoldReason.CALLER)
            .resume(at=MONDAY + 4 * HOUR)
            .resolve(at=MONDAY + 5 * HOUR, resolution="restarted")
        )
        target = clock(pause=in_state(HOLD, reasons=[HoldReason.CALLER]))
        reading = target.read(incident.history, until=MONDAY + 6 * HOUR)
        assert (reading.outcome, reading.elapsed) == (Outcome.MET, 3 * HOUR)
        assert str(reading) == "restore: met, 3:00:00 of 4:00:00"

    def test_no_history_is_unknown(self) -> None:
        assert clock().read([], until=MONDAY).outcome is Outcome.UNKNOWN

    def test_the_origin_may_be_given_with_the_history_or_the_ledger(self) -> None:
        target = clock(start=in_state(WORK), retroactive_start=True)
        facts = [change(0, NEW), change(2, WORK)]
        until = MONDAY + 3 * HOUR
        assert target.read(facts, until=until).elapsed == HOUR
        assert target.read(facts, until=until, origin=MONDAY).elapsed == 3 * HOUR
        stored = target.ledger(facts, origin=MONDAY)
        assert target.read(stored, until=until).elapsed == 3 * HOUR
        later = MONDAY + HOUR
        assert target.read(stored, until=until, origin=later).elapsed == 2 * HOUR
        (cycle,) = target.read_cycles(stored, until=until, origin=later)
        assert cycle.elapsed == 2 * HOUR

    def test_a_stored_ledger_goes_on_with_further_marks(self) -> None:
        target = clock()
        stored = target.ledger([change(0, NEW)])
        reading = target.read(
            stored.with_marks(target.mark(change(2, RESOLVED))), until=MONDAY + 3 * HOUR
        )
        assert reading == target.read(
            [change(0, NEW), change(2, RESOLVED)], until=MONDAY + 3 * HOUR
        )

    def test_reading_is_what_the_function_read_does_with_its_ledger(self) -> None:
        target = clock()
        facts = [change(0, NEW), change(1, WORK)]
        until = MONDAY + 2 * HOUR
        assert target.read(facts, until=until) == read(target, target.ledger(facts), until=until)

    def test_each_cycle_has_a_reading(self) -> None:
        target = clock(reopen=Reopen.RESTART)
        facts = [change(0, NEW), change(1, RESOLVED), change(3, WORK)]
        readings = target.read_cycles(facts, until=MONDAY + 5 * HOUR)
        assert [(each.outcome, each.elapsed) for each in readings] == [
            (Outcome.MET, HOUR),
            (Outcome.OPEN, 2 * HOUR),
        ]
        assert readings[-1] == target.read(facts, until=MONDAY + 5 * HOUR)

    def test_an_instant_without_a_zone_is_refused_by_name(self) -> None:
        naive = datetime(2026, 10, 26, 12)  # noqa: DTZ001 - refused
        for wrong in ({"until": naive}, {"until": MONDAY, "since": naive}):
            with pytest.raises(NaiveDatetime, match=list(wrong)[-1]):
                clock().read([change(0, NEW)], **wrong)
        with pytest.raises(NaiveDatetime, match="until"):
            clock().read_cycles([], until=naive)
        with pytest.raises(NaiveDatetime, match="origin"):
            clock().read([change(0, NEW)], until=MONDAY, origin=naive)

    def test_a_calendar_that_never_opens_has_no_due_time_but_counts_nothing(self) -> None:
        reading = clock(calendar=never()).read([change(0, NEW)], until=MONDAY + HOUR)
        assert reading.elapsed == timedelta(0)
        assert reading.outcome is Outcome.OPEN
        assert reading.remaining == 4 * HOUR
        with pytest.raises(NeverOpens):
            _ = reading.due


class TestWrongArguments:
    @pytest.mark.parametrize(
        "wrong",
        [
            Incident.log(id="INC-7", at=MONDAY),
            None,
            change(0, NEW),
            "history",
            [1],
            [clock().mark(change(0, NEW))],
        ],
        ids=["an incident", "nothing", "one change", "text", "numbers", "marks"],
    )
    def test_a_history_is_a_list_of_state_changes(self, wrong: Any) -> None:  # noqa: ANN401
        asks = (
            lambda: clock().read(wrong, until=MONDAY),
            lambda: clock().read_cycles(wrong, until=MONDAY),
            lambda: clock().ledger(wrong),
        )
        for ask in asks:
            with pytest.raises(InvalidType, match=r"history: .* the history of a ticket"):
                ask()

    def test_a_mark_is_made_of_a_state_change(self) -> None:
        with pytest.raises(InvalidType, match="change: str 'new'"):
            clock().mark("new")  # type: ignore[arg-type]


class TestReasons:
    def test_a_member_of_an_enumeration_pauses_as_its_word_does(self) -> None:
        waits = clock(pause=in_state(HOLD, reasons=[HoldReason.CALLER]))
        for reason in (HoldReason.CALLER, HoldReason.CALLER.value):
            fact: StateChange[Any, Any] = StateChange(to_state=HOLD, at=MONDAY, reason=reason)
            assert signals(waits, fact) == {"start", "pause"}


class TestRetarget:
    """R6.5: another target for the same facts."""

    def test_the_same_ledger_read_with_another_clock_keeps_every_pause(self) -> None:
        slow = clock(limit=7 * HOUR, pause=in_state(HOLD))
        ledger = slow.ledger([change(0, NEW), change(1, HOLD), change(3, WORK)])
        until = MONDAY + 4 * HOUR
        fast = evolve(slow, name="restore fast", limit=2 * HOUR)
        assert slow.read(ledger, until=until).due == at("2026-10-27T10:00:00Z")
        reading = fast.read(ledger, until=until)
        assert reading.due == MONDAY + 4 * HOUR
        assert (reading.elapsed, reading.outcome) == (2 * HOUR, Outcome.OPEN)

    def test_a_target_and_a_clock_read_a_ledger_alike(self) -> None:
        target = clock(limit=2 * HOUR)
        plain = Target(name="restore", limit=2 * HOUR, calendar=DESK)
        ledger = ClockLedger.started(MONDAY).pause(MONDAY + HOUR)
        until = MONDAY + 3 * HOUR
        one, other = target.read(ledger, until=until), read(plain, ledger, until=until)
        assert (one.elapsed, one.due, one.rows) == (other.elapsed, other.due, other.rows)

    def test_since_counts_from_the_change_only(self) -> None:
        target = clock(limit=2 * HOUR, pause=in_state(HOLD))
        facts = [change(0, NEW), change(1, HOLD), change(3, WORK), change(5, WORK)]
        until = MONDAY + 6 * HOUR
        reading = target.read(facts, until=until, since=MONDAY + 2 * HOUR)
        assert reading.started_at == MONDAY + 2 * HOUR
        assert reading.elapsed == 3 * HOUR
        assert reading.due == MONDAY + 5 * HOUR
        assert reading.since == MONDAY + 2 * HOUR
