from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta
from typing import Any

import pytest

from svcmgmt.calendars import TimeAllowed
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.sla import Alert, Clock, Mark, Outcome, Signal, Target, in_state
from svcmgmt.sla.monitor import ClockEventKind, MonitorSnapshot, TicketMonitor, WatchedTicket
from svcmgmt.temporal import Interval, IntervalSet, NaiveDatetime, parse_instant as at

HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
MONDAY = at("2026-10-26T08:00:00Z")
NEW = OwnState("new", StateCategory.OPEN)
WAITING = OwnState("waiting", StateCategory.PAUSED)
SOLVED = OwnState("solved", StateCategory.RESOLVED)

REPLY = Clock(name="reply", limit=HOUR, alerts=["50 %"])
RESTORE = Clock(name="restore", limit=4 * HOUR, pause=in_state("waiting"))
BOTH = {"reply": REPLY, "restore": RESTORE}


def change(
    hours: float, state: OwnState = NEW, *, sequence: int | None = None
) -> StateChange[Any, Any]:
    return StateChange(to_state=state, at=MONDAY + hours * HOUR, sequence=sequence)


def told(monitor: TicketMonitor, hours: float) -> list[str]:
    events = monitor.advance(MONDAY + hours * HOUR)
    return [
        f"{each.ticket} {each.clock} {each.kind.value} {(each.at - MONDAY) / HOUR:g}"
        + " withdrawn" * each.is_withdrawn
        for each in events
    ]


class TestClocks:
    def test_one_clock_goes_by_its_own_name(self) -> None:
        assert TicketMonitor(REPLY).clocks == {"reply": REPLY}

    def test_several_are_named(self) -> None:
        assert TicketMonitor(BOTH).clocks == BOTH

    @pytest.mark.parametrize("clocks", [None, [REPLY], "reply", {7: REPLY}, {"reply": "1 h"}])
    def test_other_things_are_refused(self, clocks: object) -> None:
        with pytest.raises(InvalidType):
            TicketMonitor(clocks)  # type: ignore[arg-type]

    def test_no_clock_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            TicketMonitor({})

    def test_among_several_one_is_named(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.take("T-1", change(0))
        assert monitor.reading("T-1", now=MONDAY, clock="reply").target is REPLY
        for ask in (monitor.readings, monitor.compliance):
            with pytest.raises(InvalidValue, match="reply, restore"):
                ask(now=MONDAY)
        with pytest.raises(InvalidValue, match="reply, restore"):
            monitor.reading("T-1", now=MONDAY, clock="repair")


class TestTake:
    def test_facts_in_order_are_nothing_unusual(self) -> None:
        monitor = TicketMonitor(RESTORE)
        assert monitor.take("T-1", change(0)) == ()
        assert monitor.take("T-1", change(1, WAITING)) == ()
        assert monitor.tickets == ("T-1",)

    def test_a_fact_that_comes_twice_counts_once(self) -> None:
        monitor = TicketMonitor(RESTORE)
        monitor.take("T-1", change(0))
        monitor.take("T-1", change(1, WAITING))
        for fact in (change(0), change(1, WAITING)):
            assert [each.code for each in monitor.take("T-1", fact)] == ["duplicate"]
        assert len(monitor.reading("T-1", now=MONDAY + HOUR).ledger.marks) == 2

    def test_a_late_fact_takes_its_place(self) -> None:
        monitor = TicketMonitor(RESTORE)
        for hours, state in ((0, NEW), (3, NEW)):
            monitor.take("T-1", change(hours, state))
        [finding] = monitor.take("T-1", change(1, WAITING))
        assert finding.code == "out-of-order"
        assert monitor.reading("T-1", now=MONDAY + 4 * HOUR).elapsed == 2 * HOUR

    def test_of_two_facts_of_one_instant_the_sequence_decides(self) -> None:
        monitor = TicketMonitor(RESTORE)
        monitor.take("T-1", change(0, WAITING, sequence=2))
        assert [each.code for each in monitor.take("T-1", change(0, sequence=1))] == [
            "out-of-order"
        ]
        assert monitor.reading("T-1", now=MONDAY).state.value == "paused"

    def test_without_a_sequence_it_is_a_tie_in_the_order_of_arrival(self) -> None:
        monitor = TicketMonitor(RESTORE)
        monitor.take("T-1", change(0))
        assert [each.code for each in monitor.take("T-1", change(0, WAITING))] == ["tie"]
        reading = monitor.reading("T-1", now=MONDAY)
        assert reading.state.value == "paused"
        assert [each.code for each in reading.findings] == ["tie"]
        assert [each.code for each in monitor.take("T-1", change(0))] == ["duplicate"]

    @pytest.mark.parametrize("fact", [None, "new", MONDAY, NEW])
    def test_what_is_no_fact_is_refused_and_leaves_no_trace(self, fact: object) -> None:
        monitor = TicketMonitor(RESTORE)
        with pytest.raises(InvalidType):
            monitor.take("T-1", fact)  # type: ignore[arg-type]
        assert monitor.tickets == ()

    def test_a_ticket_has_a_name(self) -> None:
        with pytest.raises(InvalidType):
            TicketMonitor(RESTORE).take(7, change(0))  # type: ignore[arg-type]

    def test_a_target_takes_marks_and_no_state_changes(self) -> None:
        monitor = TicketMonitor(Target(name="reply", limit=HOUR))
        monitor.take("T-1", Mark(at=MONDAY, signals=[Signal.START]))
        assert monitor.reading("T-1", now=MONDAY).started_at == MONDAY
        with pytest.raises(InvalidType, match="Clock"):
            monitor.take("T-1", change(0))


class Broken:
    """A calendar of somebody else, which fails until it is repaired."""

    works = False

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        return end - start

    def intervals(self, start: datetime, end: datetime, /) -> IntervalSet:
        return IntervalSet.of([Interval(start, end)])

    def due(self, start: datetime, allowed: TimeAllowed, /) -> datetime:
        if not self.works or not isinstance(allowed, timedelta):
            raise RuntimeError
        return start + allowed


class TestAdvance:
    def test_what_happens_is_told_once_and_in_order(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.take("T-2", change(0))
        monitor.take("T-1", change(0))
        assert told(monitor, 0.25) == []
        assert told(monitor, 1) == [
            "T-1 reply alert 0.5", "T-2 reply alert 0.5", "T-1 reply due 1", "T-2 reply due 1",
        ]  # fmt: skip
        assert told(monitor, 2) == ["T-1 reply breach 1", "T-2 reply breach 1"]
        assert told(monitor, 2) == []
        assert monitor.as_of == MONDAY + 2 * HOUR

    def test_a_breach_is_told_from_the_first_late_microsecond_on(self) -> None:
        monitor = TicketMonitor(Clock(name="reply", limit=HOUR))
        monitor.take("T-1", change(0))
        assert [each.kind for each in monitor.advance(MONDAY + HOUR)] == [ClockEventKind.DUE]
        events = monitor.advance(MONDAY + HOUR + MICROSECOND)
        assert [each.kind for each in events] == [ClockEventKind.BREACH]

    def test_a_late_fact_withdraws_what_did_not_happen(self) -> None:
        monitor = TicketMonitor(RESTORE)
        monitor.take("T-1", change(0))
        assert told(monitor, 5) == ["T-1 restore due 4", "T-1 restore breach 4"]
        monitor.take("T-1", change(3, WAITING))
        assert told(monitor, 5) == [
            "T-1 restore due 4 withdrawn",
            "T-1 restore breach 4 withdrawn",
        ]
        monitor.take("T-1", change(4, NEW))
        assert told(monitor, 5) == ["T-1 restore due 5"]

    def test_what_was_withdrawn_before_it_was_told_is_no_news(self) -> None:
        monitor = TicketMonitor(RESTORE)
        monitor.take("T-1", change(0))
        assert monitor.compliance(MONDAY + 5 * HOUR).backlog == 1
        monitor.take("T-1", change(1, SOLVED))
        assert told(monitor, 5) == []

    def test_a_fact_dated_later_counts_when_its_time_has_come(self) -> None:
        monitor = TicketMonitor(RESTORE)
        monitor.take("T-1", change(0))
        monitor.take("T-1", change(2, WAITING))
        ahead = monitor.next_due(MONDAY + HOUR)
        assert ahead is not None
        assert ahead.at == MONDAY + 4 * HOUR
        assert monitor.next_due(MONDAY + 2 * HOUR) is None
        assert told(monitor, 9) == []

    def test_time_does_not_go_back(self) -> None:
        monitor = TicketMonitor(RESTORE)
        monitor.take("T-1", change(0))
        monitor.advance(MONDAY + HOUR)
        for ask in (monitor.advance, monitor.next_due, monitor.next_alert, monitor.compliance):
            with pytest.raises(InvalidValue, match="or later"):
                ask(MONDAY)
        assert monitor.reading("T-1", now=MONDAY).elapsed == timedelta(0)

    def test_now_needs_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            TicketMonitor(RESTORE).advance(MONDAY.replace(tzinfo=None))

    def test_a_calendar_that_fails_loses_nothing(self) -> None:
        calendar = Broken()
        monitor = TicketMonitor(Clock(name="reply", limit=HOUR, calendar=calendar))
        monitor.take("T-1", change(0))
        with pytest.raises(RuntimeError):
            monitor.advance(MONDAY)
        calendar.works = True
        ahead = monitor.next_due(MONDAY)
        assert ahead is not None
        assert ahead.at == MONDAY + HOUR


class TestAhead:
    def test_the_next_due_time_and_alert_name_ticket_and_clock(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.take("T-1", change(0))
        monitor.take("T-2", change(0.25))
        due, alert = monitor.next_due(MONDAY), monitor.next_alert(MONDAY)
        assert str(due) == "T-1 reply: due at 2026-10-26T09:00:00Z"
        assert str(alert) == "T-1 reply: alert 50 % at 2026-10-26T08:30:00Z"
        assert alert is not None
        assert alert.alert == Alert("50 %")
        later = monitor.next_alert(MONDAY + HOUR / 2)
        assert later is not None
        assert later.ticket == "T-2"

    def test_what_has_passed_does_not_lie_ahead(self) -> None:
        monitor = TicketMonitor(REPLY)
        monitor.take("T-1", change(0))
        assert monitor.next_due(MONDAY + HOUR) is None
        assert monitor.next_alert(MONDAY + HOUR) is None

    def test_nothing_lies_ahead_of_nothing(self) -> None:
        monitor = TicketMonitor(REPLY)
        assert monitor.next_due(MONDAY) is None
        assert monitor.next_alert(MONDAY) is None

    def test_what_stopped_is_not_due_and_comes_back_when_reopened(self) -> None:
        monitor = TicketMonitor(REPLY)
        monitor.take("T-1", change(0))
        monitor.take("T-1", change(0.5, SOLVED))
        assert monitor.next_due(MONDAY + HOUR / 2) is None
        monitor.take("T-1", change(2))
        ahead = monitor.next_due(MONDAY + 2 * HOUR)
        assert ahead is not None
        assert ahead.at == MONDAY + 2.5 * HOUR


class TestCompliance:
    def test_counts_are_kept(self) -> None:
        monitor = TicketMonitor(REPLY)
        for number, stop in enumerate((0.5, 1, 1.5)):
            monitor.take(f"T-{number}", change(0))
            monitor.take(f"T-{number}", change(stop, SOLVED))
        monitor.take("T-9", change(0))
        assert monitor.compliance(MONDAY).count(Outcome.OPEN) == 4
        result = monitor.compliance(MONDAY + 2 * HOUR)
        assert (result.count(Outcome.MET), result.judged, result.backlog) == (2, 4, 1)

    def test_without_tickets_nothing_is_counted(self) -> None:
        assert TicketMonitor(REPLY).compliance(MONDAY).judged == 0


class TestWatch:
    def test_another_clock_looks_at_all_facts(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.watch("T-1", clocks=["restore"])
        monitor.take("T-1", change(0))
        monitor.take("T-1", change(1, WAITING))
        assert told(monitor, 3) == []
        monitor.watch("T-1", clocks=["reply"])
        assert told(monitor, 3) == [
            "T-1 reply alert 0.5", "T-1 reply due 1", "T-1 reply breach 1",
        ]  # fmt: skip
        assert dict(monitor.readings(now=MONDAY, clock="restore")) == {}
        with pytest.raises(InvalidValue, match="reply"):
            monitor.reading("T-1", now=MONDAY, clock="restore")
        monitor.watch("T-1", clocks=[])
        assert all("withdrawn" in each for each in told(monitor, 3))

    def test_a_clock_that_never_looked_withdraws_nothing(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.take("T-1", change(0))
        monitor.watch("T-1", clocks=[])
        assert told(monitor, 9) == []

    def test_the_origin_starts_clocks_that_look_back(self) -> None:
        monitor = TicketMonitor(Clock(name="reply", limit=HOUR, retroactive_start=True))
        monitor.take("T-1", change(0))
        monitor.watch("T-1", origin=MONDAY - HOUR)
        assert monitor.reading("T-1", now=MONDAY).elapsed == HOUR

    def test_a_ticket_without_facts_is_unknown(self) -> None:
        monitor = TicketMonitor(REPLY)
        monitor.watch("T-1")
        assert monitor.compliance(MONDAY).count(Outcome.UNKNOWN) == 1

    def test_names_are_held_against_the_clocks(self) -> None:
        with pytest.raises(InvalidValue):
            TicketMonitor(BOTH).watch("T-1", clocks=["repair"])
        with pytest.raises(InvalidType):
            TicketMonitor(BOTH).watch("T-1", clocks="reply")

    def test_a_target_cannot_take_over_state_changes(self) -> None:
        monitor = TicketMonitor({"reply": REPLY, "own": Target(name="own", limit=HOUR)})
        monitor.watch("T-1", clocks=["reply"])
        monitor.take("T-1", change(0))
        with pytest.raises(InvalidType):
            monitor.watch("T-1", clocks=["own"])
        assert monitor.reading("T-1", now=MONDAY, clock="reply").started_at == MONDAY


class TestForget:
    def test_a_ticket_that_is_done_goes_with_all_that_is_known(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.watch("T-1", clocks=["reply"], origin=MONDAY)
        monitor.take("T-1", change(0))
        monitor.advance(MONDAY + 2 * HOUR)
        stored = monitor.forget("T-1")
        assert stored == WatchedTicket(
            id="T-1", facts=[change(0)], origin=MONDAY, clocks=("reply",)
        )
        assert monitor.tickets == ()
        assert monitor.compliance(MONDAY + 2 * HOUR, clock="reply").judged == 0
        assert told(monitor, 3) == []
        with pytest.raises(InvalidValue, match="T-1"):
            monitor.forget("T-1")

    def test_a_ticket_of_which_nothing_was_asked_can_be_forgotten(self) -> None:
        monitor = TicketMonitor(REPLY)
        monitor.take("T-1", change(0))
        monitor.forget("T-1")
        assert told(monitor, 3) == []


class TestSnapshot:
    def test_a_monitor_that_comes_back_goes_on(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.watch("T-2", clocks=["restore"], origin=MONDAY)
        for ticket in ("T-1", "T-2"):
            monitor.take(ticket, change(0))
        told(monitor, 1)
        monitor.compliance(MONDAY + 2 * HOUR, clock="reply")
        monitor.take("T-1", change(0.5, SOLVED))
        snapshot = monitor.snapshot()
        again = TicketMonitor.restore(BOTH, snapshot)
        assert again.snapshot() == snapshot
        assert (again.as_of, again.tickets) == (monitor.as_of, monitor.tickets)
        for hours in (2, 5):
            assert told(again, hours) == told(monitor, hours)
        assert again.snapshot() == monitor.snapshot()

    def test_other_clocks_tell_it_anew(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.take("T-1", change(0))
        told(monitor, 1)
        longer = Clock(name="reply", limit=2 * HOUR)
        again = TicketMonitor.restore(longer, monitor.snapshot())
        assert told(again, 2) == [
            "T-1 reply alert 0.5 withdrawn",
            "T-1 reply due 1 withdrawn",
            "T-1 reply due 2",
        ]

    def test_what_a_clock_told_that_is_gone_is_withdrawn(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.take("T-1", change(0))
        told(monitor, 1)
        again = TicketMonitor.restore({"restore": RESTORE}, monitor.snapshot())
        assert told(again, 1) == ["T-1 reply alert 0.5 withdrawn", "T-1 reply due 1 withdrawn"]

    def test_something_else_than_a_snapshot_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            TicketMonitor.restore(REPLY, {})  # type: ignore[arg-type]

    def test_its_parts_are_held_to_their_kinds(self) -> None:
        wrong: Any = [7]
        for name in ("tickets", "seen", "news"):
            with pytest.raises(InvalidType):
                MonitorSnapshot(**{name: wrong})
        for name in ("facts", "clocks"):
            with pytest.raises(InvalidType):
                WatchedTicket(**{"id": "T-1", name: wrong})
        with pytest.raises(NaiveDatetime):
            MonitorSnapshot(as_of=MONDAY.replace(tzinfo=None))


class TestMonitor:
    def test_it_can_be_copied_and_pickled(self) -> None:
        monitor = TicketMonitor(BOTH)
        monitor.take("T-1", change(0))
        told(monitor, 0.5)
        for again in (copy.deepcopy(monitor), pickle.loads(pickle.dumps(monitor))):  # noqa: S301 - made here
            assert again.snapshot() == monitor.snapshot()
            assert told(again, 1) == ["T-1 reply due 1"]

    def test_it_shows_what_it_watches(self) -> None:
        monitor = TicketMonitor(BOTH)
        assert repr(monitor) == "<TicketMonitor of reply, restore: 0 tickets>"
        monitor.advance(MONDAY)
        assert repr(monitor).endswith("0 tickets as of 2026-10-26T08:00:00Z>")
