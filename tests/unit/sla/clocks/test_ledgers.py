"""Ledgers: marks in any order, and the one pass that makes cycles of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import permutations
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Incident
from svcmgmt.sla import ClockCycle, ClockLedger, ClockState, Mark, Reopen, Signal, fold
from svcmgmt.sla.clocks.ledgers import stopped_before_start
from svcmgmt.temporal import NaiveDatetime, parse_instant as at
from svcmgmt.values import Severity

EIGHT = at("2026-10-26T08:00:00Z")
HOUR = timedelta(hours=1)


def clock(hour: float) -> datetime:
    """An hour of 2026-10-26 in UTC."""
    return EIGHT + (hour - 8) * HOUR


def mark(hour: float, *signals: Signal, sequence: int | None = None, cause: str = "") -> Mark:
    return Mark(at=clock(hour), signals=signals, sequence=sequence, cause=cause)


START, PAUSE, RESUME = Signal.START, Signal.PAUSE, Signal.RESUME
STOP, RESET, CANCEL = Signal.STOP, Signal.RESET, Signal.CANCEL

WORDS = {
    ClockState.RUNNING: "run",
    ClockState.PAUSED: "pause",
    ClockState.STOPPED: "gap",
}


def told(cycle: ClockCycle) -> str:
    """A cycle in short: `run 8-9, pause 9-`."""
    return ", ".join(
        f"{WORDS[span.state]} {hour(span.start)}-{'' if span.end is None else hour(span.end)}"
        for span in cycle.spans
    )


def hour(moment: datetime) -> str:
    return f"{(moment - EIGHT) / HOUR + 8:g}"


def cycles(
    *marks: Mark,
    origin: datetime | None = None,
    **policies: Any,  # noqa: ANN401 - each of its own kind
) -> list[str]:
    """The cycles that marks make, in short, with what they came to."""
    made = fold(ClockLedger.of(marks, origin=origin), **policies)
    return [f"{told(cycle)}: {cycle.state.value}" for cycle in made]


class TestMark:
    @pytest.mark.parametrize(
        ("signals", "text"),
        [
            ([PAUSE], "pause at 2026-10-26T08:00:00Z"),
            ([START, PAUSE], "pause and start at 2026-10-26T08:00:00Z"),
            ([START, RESUME, CANCEL, RESET], "reset and cancel and resume and start at"),
            ([], "nothing at 2026-10-26T08:00:00Z"),
        ],
    )
    def test_says_what_the_clock_is_told(self, signals: list[Signal], text: str) -> None:
        assert str(Mark(at=EIGHT, signals=signals)).startswith(text)

    def test_says_why(self) -> None:
        assert str(mark(8, PAUSE, cause="onHold")) == "pause (onHold) at 2026-10-26T08:00:00Z"

    def test_keeps_its_instant_in_utc(self) -> None:
        berlin = datetime(2026, 10, 26, 9, tzinfo=ZoneInfo("Europe/Berlin"))
        assert Mark(at=berlin, signals=[STOP]) == mark(8, STOP)

    def test_refuses_an_instant_without_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime) as refused:
            Mark(at=datetime(2026, 10, 26, 8), signals=[START])  # noqa: DTZ001 - refused
        assert refused.value.field == "at"

    @pytest.mark.parametrize("signals", [["stop"], "stop", {"stop"}, [START, "stop"]])
    def test_refuses_what_is_no_signal_by_its_word(self, signals: object) -> None:
        with pytest.raises(InvalidType, match="signals: str 'stop' is not allowed"):
            Mark(at=EIGHT, signals=signals)  # type: ignore[arg-type]

    def test_refuses_a_cause_that_is_no_text(self) -> None:
        with pytest.raises(InvalidType, match="cause: int 5"):
            Mark(at=EIGHT, signals=[STOP], cause=5)  # type: ignore[arg-type]

    @pytest.mark.parametrize("signals", [STOP, None, [[STOP]]])
    def test_refuses_what_is_no_list_of_signals(self, signals: object) -> None:
        with pytest.raises(InvalidType, match=r"signals: .* a list of signals"):
            Mark(at=EIGHT, signals=signals)  # type: ignore[arg-type]


class TestLedger:
    def test_an_empty_ledger_makes_no_cycle(self) -> None:
        assert fold(ClockLedger()) == ()

    def test_marks_stand_in_order_whatever_the_order_they_came_in(self) -> None:
        facts = [mark(8, START), mark(9, PAUSE), mark(10, RESUME), mark(11, STOP)]
        for arrived in permutations(facts):
            assert ClockLedger.of(arrived).marks == tuple(facts)

    def test_the_methods_name_what_happens(self) -> None:
        ledger = (
            ClockLedger.started(clock(8), cause="new")
            .pause(clock(9), cause="hold")
            .resume(clock(10), cause="go on")
            .stop(clock(11), cause="done")
            .restart(clock(12), cause="reopened")
            .reset(clock(13), cause="other team")
            .cancel(clock(14), cause="duplicate")
        )
        assert [str(each).removesuffix(":00:00Z") for each in ledger.marks] == [
            "start (new) at 2026-10-26T08",
            "pause (hold) at 2026-10-26T09",
            "resume (go on) at 2026-10-26T10",
            "stop (done) at 2026-10-26T11",
            "resume and start (reopened) at 2026-10-26T12",
            "reset and start (other team) at 2026-10-26T13",
            "cancel (duplicate) at 2026-10-26T14",
        ]

    def test_a_ledger_is_never_changed_but_made_anew(self) -> None:
        ledger = ClockLedger.started(clock(8))
        assert ledger.pause(clock(9)) != ledger
        assert len(ledger.marks) == 1

    def test_a_repeated_mark_is_kept_once_and_reported(self) -> None:
        ledger = ClockLedger.of([mark(8, START), mark(8, START)])
        assert ledger.marks == (mark(8, START),)
        assert [(each.code, each.severity) for each in ledger.findings] == [
            ("duplicate", Severity.INFO)
        ]

    def test_marks_that_came_out_of_order_are_reported(self) -> None:
        ledger = ClockLedger.of([mark(9, STOP), mark(8, START)])
        assert [each.code for each in ledger.findings] == ["out-of-order"]
        assert ledger == ClockLedger.of([mark(8, START), mark(9, STOP)])

    def test_nothing_decides_between_two_marks_of_one_instant(self) -> None:
        ledger = ClockLedger.of([mark(8, START), mark(9, PAUSE), mark(9, RESUME)])
        (finding,) = ledger.findings
        assert (finding.code, finding.severity) == ("tie", Severity.WARNING)
        assert "resume" in finding.value

    @pytest.mark.parametrize(("first", "expected"), [(1, "run 8-9, pause 9-"), (3, "run 8-")])
    def test_sequences_decide_between_two_marks_of_one_instant(
        self, first: int, expected: str
    ) -> None:
        facts = [mark(9, RESUME, sequence=first), mark(9, PAUSE, sequence=2)]
        for arrived in permutations([mark(8, START), *facts]):
            ledger = ClockLedger.of(arrived)
            assert "tie" not in {each.code for each in ledger.findings}
            assert told(fold(ledger)[0]) == expected

    def test_an_old_tie_is_told_once_however_often_a_ledger_is_continued(self) -> None:
        facts = [mark(8, START), mark(8, PAUSE), mark(9, RESUME), mark(10, STOP)]
        continued = ClockLedger.of(facts[:2]).with_marks(facts[2]).with_marks(facts[3])
        assert continued.findings == ClockLedger.of(facts).findings

    def test_a_tie_is_told_where_it_lies_also_after_a_late_mark(self) -> None:
        ledger = ClockLedger.of([mark(8, START), mark(9, PAUSE), mark(9, RESUME)])
        (tie, late) = ledger.with_marks(mark(8.5, PAUSE)).findings[::-1]
        assert (tie.code, tie.pointer) == ("tie", "/3")
        assert late.code == "out-of-order"

    def test_how_marks_came_is_not_forgotten_when_others_follow(self) -> None:
        twice = ClockLedger.of([mark(8, START), mark(8, START)])
        assert twice.with_marks(mark(9, STOP)).findings == twice.findings

    def test_any_iterable_of_marks_in_order_will_do(self) -> None:
        facts = [mark(8, START), mark(9, STOP)]
        assert ClockLedger(marks=iter(facts)) == ClockLedger.of(facts)

    def test_marks_out_of_order_are_refused_where_nobody_sorts_them(self) -> None:
        with pytest.raises(InvalidValue, match=r"marks: .*start at .* ClockLedger\.of sorts them"):
            ClockLedger(marks=(mark(9, STOP), mark(8, START)))

    @pytest.mark.parametrize("wrong", [[1], mark(8, START), "marks", None, [[mark(8, START)]]])
    def test_what_is_no_list_of_marks_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        for make in (ClockLedger.of, lambda marks: ClockLedger(marks=marks)):
            with pytest.raises(InvalidType, match=r"marks: .* a Clock makes them of state changes"):
                make(wrong)

    @pytest.mark.parametrize("wrong", [[mark(9, STOP)], None, 1, "stop"])
    def test_what_is_no_mark_is_not_added(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="marks"):
            ClockLedger.started(EIGHT).with_marks(wrong)

    def test_state_changes_are_no_marks(self) -> None:
        incident = Incident.log(id="INC-7", at=EIGHT)
        with pytest.raises(InvalidType, match=r"marks: StateChange .* a Clock makes them"):
            ClockLedger.of(incident.history)  # type: ignore[arg-type]

    def test_the_origin_is_kept_in_utc(self) -> None:
        berlin = datetime(2026, 10, 26, 9, tzinfo=ZoneInfo("Europe/Berlin"))
        assert ClockLedger(origin=berlin).origin == EIGHT
        with pytest.raises(NaiveDatetime, match="origin"):
            ClockLedger(origin=datetime(2026, 10, 26, 8))  # noqa: DTZ001 - refused

    def test_findings_do_not_make_ledgers_differ(self) -> None:
        clean = ClockLedger.of([mark(8, START), mark(9, STOP)])
        unusual = ClockLedger.of([mark(9, STOP), mark(8, START), mark(8, START)])
        assert unusual == clean
        assert hash(unusual) == hash(clean)
        assert unusual.findings != clean.findings


class TestGrowing:
    def test_one_mark_after_the_other_costs_no_look_at_all_others(self) -> None:
        ledger = ClockLedger.started(EIGHT)
        begun = process_time()
        for number in range(1, 10_000):
            moment = EIGHT + number * timedelta(minutes=1)
            ledger = ledger.resume(moment) if number % 2 else ledger.pause(moment)
        assert process_time() - begun < 5  # ten times as long, if each one sorted all
        assert ledger == ClockLedger.of(ledger.marks)
        assert ledger.findings == ()

    def test_what_was_unusual_stays_told(self) -> None:
        ledger = ClockLedger.of([mark(10, RESUME), mark(8, START)], origin=clock(7))
        grown = ledger.with_marks(mark(11, STOP), mark(12, START))
        assert grown.findings == ledger.findings
        assert [finding.code for finding in grown.findings] == ["out-of-order"]
        assert grown.origin == ledger.origin
        assert ledger.marks == grown.marks[:2]

    @pytest.mark.parametrize(
        ("marks", "codes"),
        [
            ([mark(9, STOP), mark(8.5, PAUSE)], ["out-of-order"]),
            ([mark(8, STOP)], ["tie"]),
            ([mark(8, START)], ["duplicate"]),
            ([mark(9, STOP), mark(9, STOP)], ["duplicate"]),
            ([mark(9, STOP, sequence=1), mark(9, STOP, sequence=2)], []),
            ([], []),
        ],
    )
    def test_what_is_unusual_about_further_marks_is_told(
        self, marks: list[Mark], codes: list[str]
    ) -> None:
        ledger = ClockLedger.started(EIGHT).with_marks(*marks)
        assert ledger == ClockLedger.of([mark(8, START), *marks])
        assert [finding.code for finding in ledger.findings] == codes


class TestFold:
    @pytest.mark.parametrize(
        ("marks", "expected"),
        [
            ([mark(8, START)], ["run 8-: running"]),
            ([mark(8, START), mark(9, STOP)], ["run 8-9: stopped"]),
            ([mark(8, START), mark(9, CANCEL)], ["run 8-9: cancelled"]),
            ([mark(8, START), mark(9, PAUSE)], ["run 8-9, pause 9-: paused"]),
            (
                [mark(8, START), mark(9, PAUSE), mark(10, RESUME), mark(11, STOP)],
                ["run 8-9, pause 9-10, run 10-11: stopped"],
            ),
            ([mark(8, START), mark(9, PAUSE), mark(10, STOP)], ["run 8-9, pause 9-10: stopped"]),
        ],
    )
    def test_makes_stretches_of_marks(self, marks: list[Mark], expected: list[str]) -> None:
        assert cycles(*marks) == expected

    @pytest.mark.parametrize(
        "signals",
        [(PAUSE,), (RESUME,), (STOP,), (RESET,), (CANCEL,), (START, STOP), (START, CANCEL)],
    )
    def test_only_a_start_without_stop_or_cancellation_starts(
        self, signals: tuple[Signal, ...]
    ) -> None:
        assert cycles(mark(8, *signals)) == []

    @pytest.mark.parametrize(
        ("signals", "expected"),
        [
            ((STOP, RESET, START, CANCEL, PAUSE), ["run 8-9: stopped"]),
            ((RESET, START, CANCEL, PAUSE), ["run 8-9: stopped", "pause 9-: paused"]),
            ((RESET, START), ["run 8-9: stopped", "run 9-: running"]),
            ((RESET, CANCEL, PAUSE), ["run 8-9: cancelled"]),
            ((CANCEL, PAUSE), ["run 8-9: cancelled"]),
            ((RESET,), ["run 8-9, run 9-: running"]),
            ((PAUSE, RESUME), ["run 8-9, pause 9-: paused"]),
            ((START,), ["run 8-9, run 9-: running"]),
        ],
    )
    def test_a_running_clock_looks_for_stop_reset_cancel_pause_in_this_order(
        self, signals: tuple[Signal, ...], expected: list[str]
    ) -> None:
        facts = [mark(8, START, cause="new"), mark(9, *signals, cause="then")]
        assert cycles(*facts) == expected

    def test_a_mark_that_changes_nothing_makes_no_stretch(self) -> None:
        assert cycles(mark(8, START), mark(9, RESUME), mark(10, START)) == ["run 8-: running"]

    def test_what_lasted_no_time_did_not_happen(self) -> None:
        facts = [
            mark(8, START, sequence=0),
            mark(9, PAUSE, sequence=1),
            mark(9, RESUME, sequence=2),
            mark(10, STOP, sequence=3),
        ]
        assert cycles(*facts) == ["run 8-10: stopped"]

    def test_stopped_and_reopened_at_once_goes_on(self) -> None:
        facts = [
            mark(8, START, sequence=0),
            mark(9, STOP, sequence=1),
            mark(9, START, sequence=2),
        ]
        assert cycles(*facts) == ["run 8-: running"]
        restarted = cycles(*facts, reopen=Reopen.RESTART)
        assert restarted == ["run 8-9: stopped", "run 9-: running"]

    def test_a_clock_that_starts_and_stops_at_once_has_a_cycle_without_stretches(self) -> None:
        ledger = ClockLedger.of([mark(8, START, sequence=0), mark(8, STOP, sequence=1)])
        (cycle,) = fold(ledger)
        assert cycle == ClockCycle(EIGHT, (), ClockState.STOPPED, EIGHT)

    def test_when_it_stopped_does_not_depend_on_the_words_of_the_cause(self) -> None:
        def stopped_at(second: str) -> datetime | None:
            facts = [
                mark(8, START, sequence=0),
                mark(9, STOP, sequence=1, cause="resolved"),
                mark(11, START, sequence=2),
                mark(11, STOP, sequence=3, cause=second),
            ]
            return fold(ClockLedger.of(facts))[-1].ended_at

        assert stopped_at("resolved") == stopped_at("closed")

    @pytest.mark.parametrize(
        ("reopen", "expected"),
        [
            (Reopen.CONTINUE, ["run 8-9: stopped"]),
            (Reopen.RESTART, ["run 8-9: stopped", ": stopped"]),
            (Reopen.COUNT_ALL, ["run 8-9, run 9-11: stopped"]),
            (Reopen.KEEP_FIRST, ["run 8-9: stopped"]),
        ],
    )
    def test_what_is_reopened_for_no_time_at_all_follows_its_policy(
        self, reopen: Reopen, expected: list[str]
    ) -> None:
        facts = [
            mark(8, START, sequence=0),
            mark(9, STOP, sequence=1, cause="resolved"),
            mark(11, START, sequence=2),
            mark(11, STOP, sequence=3, cause="closed"),
        ]
        assert cycles(*facts, reopen=reopen) == expected

    def test_pauses_before_the_start_only_tell_whether_it_starts_paused(self) -> None:
        assert cycles(mark(7, PAUSE), mark(8, START)) == ["pause 8-: paused"]
        assert cycles(mark(6, PAUSE), mark(7, RESUME), mark(8, START)) == ["run 8-: running"]
        assert cycles(mark(8, START, PAUSE)) == ["pause 8-: paused"]

    def test_a_pause_outlasts_a_stop_until_somebody_resumes(self) -> None:
        facts = [mark(8, START), mark(9, PAUSE), mark(10, STOP)]
        paused = ["run 8-9, pause 9-10, gap 10-12, pause 12-: paused"]
        running = ["run 8-9, pause 9-10, gap 10-12, run 12-: running"]
        assert cycles(*facts, mark(12, START)) == paused
        assert cycles(*facts, mark(11, RESUME), mark(12, START)) == running
        assert cycles(*facts, mark(12, START, RESUME)) == running

    @pytest.mark.parametrize(
        ("policies", "told"),
        [
            ({"reopen": "keep_first"}, "reopen: str 'keep_first' .* Reopen"),
            ({"retroactive_start": "no"}, "retroactive_start: str 'no' .* bool"),
            ({"retroactive_pause": 1}, "retroactive_pause: int 1 .* bool"),
            ({"until": "noon"}, "until: str 'noon'"),
        ],
    )
    def test_a_word_is_no_policy(self, policies: dict[str, Any], told: str) -> None:
        with pytest.raises(InvalidType, match=told):
            cycles(mark(8, START), **policies)

    def test_until_needs_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime, match="until"):
            cycles(mark(8, START), until=EIGHT.replace(tzinfo=None))

    def test_what_is_no_ledger_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="ledger: list"):
            fold([mark(8, START)])  # type: ignore[arg-type]

    def test_later_marks_are_left_out(self) -> None:
        facts = [mark(8, START), mark(9, STOP), mark(10, START)]
        assert cycles(*facts, until=clock(7)) == []
        assert cycles(*facts, until=clock(8)) == ["run 8-: running"]
        assert cycles(*facts, until=clock(9)) == ["run 8-9: stopped"]

    @pytest.mark.parametrize(
        ("reopen", "expected"),
        [
            (Reopen.CONTINUE, ["run 8-9, gap 9-11, run 11-12: stopped"]),
            (Reopen.RESTART, ["run 8-9: stopped", "run 11-12: stopped"]),
            (Reopen.COUNT_ALL, ["run 8-9, run 9-11, run 11-12: stopped"]),
            (Reopen.KEEP_FIRST, ["run 8-9: stopped"]),
        ],
    )
    def test_reopening_follows_its_policy(self, reopen: Reopen, expected: list[str]) -> None:
        facts = [
            mark(8, START, cause="new"),
            mark(9, STOP, cause="resolved"),
            mark(11, START, cause="reopened"),
            mark(12, STOP, cause="resolved"),
        ]
        assert cycles(*facts, reopen=reopen) == expected

    @pytest.mark.parametrize(("cause", "told"), [("resolved", "after resolved"), ("", "")])
    def test_counted_stopped_time_says_after_what_it_came(self, cause: str, told: str) -> None:
        facts = [mark(8, START), mark(9, STOP, cause=cause), mark(11, START, cause="again")]
        (cycle,) = fold(ClockLedger.of(facts), reopen=Reopen.COUNT_ALL)
        assert told in [span.cause for span in cycle.spans]

    @pytest.mark.parametrize(
        ("marks", "expected"),
        [
            # the pause goes on, because nothing but the stop spoke of its end
            ([mark(9, PAUSE), mark(10, STOP)], "run 8-9, pause 9-10, pause 10-12, run 12-"),
            # the stop itself ends the pause, as a state does that does not pause
            ([mark(9, PAUSE), mark(10, STOP, RESUME)], "run 8-9, pause 9-10, run 10-12, run 12-"),
            ([mark(9, PAUSE), mark(9, STOP)], "run 8-9, pause 9-12, run 12-"),
            ([mark(10, STOP, PAUSE)], "run 8-10, pause 10-12, run 12-"),
            # what is said while it has stopped counts too
            ([mark(9, STOP), mark(10, PAUSE)], "run 8-9, run 9-10, pause 10-12, run 12-"),
            (
                [mark(9, PAUSE), mark(10, STOP), mark(11, STOP, RESUME)],
                "run 8-9, pause 9-10, pause 10-11, run 11-12, run 12-",
            ),
            ([mark(8, PAUSE), mark(8, STOP)], "pause 8-12, run 12-"),
        ],
    )
    def test_counting_all_is_as_if_it_had_never_stopped(
        self, marks: list[Mark], expected: str
    ) -> None:
        facts = [mark(8, START), *marks, mark(12, START, RESUME)]
        facts = [evolve(fact, sequence=place, cause=str(place)) for place, fact in enumerate(facts)]
        assert cycles(*facts, reopen=Reopen.COUNT_ALL) == [f"{expected}: running"]

    def test_counting_all_forgets_what_was_said_before_it_was_reopened(self) -> None:
        first = [mark(8, START), mark(9, PAUSE), mark(10, STOP), mark(11, START, RESUME)]
        again = [mark(12, STOP), mark(13, START)]
        assert cycles(*first, *again, reopen=Reopen.COUNT_ALL) == [
            "run 8-9, pause 9-11, run 11-: running"
        ]

    @pytest.mark.parametrize("reopen", [Reopen.CONTINUE, Reopen.RESTART, Reopen.COUNT_ALL])
    def test_after_a_cancellation_another_cycle_begins(self, reopen: Reopen) -> None:
        facts = [mark(8, START), mark(9, CANCEL), mark(11, START)]
        assert cycles(*facts, reopen=reopen) == ["run 8-9: cancelled", "run 11-: running"]

    def test_a_kept_first_cancellation_is_final_too(self) -> None:
        facts = [mark(8, START), mark(9, CANCEL), mark(11, START)]
        assert cycles(*facts, reopen=Reopen.KEEP_FIRST) == ["run 8-9: cancelled"]

    @pytest.mark.parametrize("reopen", Reopen)
    def test_a_reset_begins_another_cycle_under_every_policy(self, reopen: Reopen) -> None:
        ledger = ClockLedger.started(clock(8)).reset(clock(9))
        made = [told(cycle) for cycle in fold(ledger, reopen=reopen)]
        assert made == ["run 8-9", "run 9-"]

    def test_a_reset_after_a_stop_begins_another_cycle(self) -> None:
        ledger = ClockLedger.started(clock(8)).stop(clock(9)).reset(clock(10))
        assert [told(cycle) for cycle in fold(ledger)] == ["run 8-9", "run 10-"]

    @pytest.mark.parametrize("reopen", Reopen)
    @pytest.mark.parametrize("end", [STOP, CANCEL])
    def test_so_does_a_reset_after_any_end_under_every_policy(
        self, end: Signal, reopen: Reopen
    ) -> None:
        facts = [mark(8, START), mark(9, end), mark(10, RESET, START), mark(11, STOP)]
        made = fold(ClockLedger.of(facts), reopen=reopen)
        assert [told(cycle) for cycle in made] == ["run 8-9", "run 10-11"]

    def test_a_reset_alone_does_not_start_a_clock_again(self) -> None:
        assert cycles(mark(8, START), mark(9, STOP), mark(10, RESET)) == ["run 8-9: stopped"]

    def test_a_reset_keeps_a_pause_that_lasts(self) -> None:
        ledger = ClockLedger.started(clock(8)).pause(clock(9)).reset(clock(10))
        assert [told(cycle) for cycle in fold(ledger)] == ["run 8-9, pause 9-10", "pause 10-"]


class TestRetroactiveStart:
    @pytest.mark.parametrize(
        ("start", "pause", "expected"),
        [
            (False, False, "run 10-12"),
            (False, True, "run 10-12"),
            (True, False, "run 6-10, run 10-12"),
            (True, True, "run 6-7, pause 7-9, run 9-10, run 10-12"),
        ],
    )
    def test_a_clock_may_start_at_the_origin_with_the_pauses_since(
        self, *, start: bool, pause: bool, expected: str
    ) -> None:
        facts = [
            mark(7, PAUSE, cause="wait"),
            mark(9, RESUME, cause="go"),
            mark(10, START, cause="taken"),
            mark(12, STOP),
        ]
        made = cycles(*facts, origin=clock(6), retroactive_start=start, retroactive_pause=pause)
        assert made == [f"{expected}: stopped"]

    def test_a_pause_from_before_the_origin_begins_there(self) -> None:
        facts = [mark(5, PAUSE), mark(8, RESUME), mark(8.5, STOP), mark(9, START)]
        made = cycles(*facts, origin=clock(7), retroactive_start=True, retroactive_pause=True)
        assert made == ["pause 7-8, run 8-: running"]

    def test_a_pause_that_ended_before_the_origin_is_none(self) -> None:
        facts = [mark(5, PAUSE), mark(6, RESUME), mark(9, START)]
        made = cycles(*facts, origin=clock(7), retroactive_start=True, retroactive_pause=True)
        assert made == ["run 7-: running"]

    @pytest.mark.parametrize("origin", [None, 9, 10])
    def test_without_an_earlier_origin_it_starts_when_told(self, origin: int | None) -> None:
        given = None if origin is None else clock(origin)
        made = cycles(mark(9, START), origin=given, retroactive_start=True)
        assert made == ["run 9-: running"]

    def test_only_the_first_cycle_starts_retroactively(self) -> None:
        facts = [mark(9, START), mark(10, STOP), mark(12, START)]
        made = cycles(*facts, origin=clock(8), retroactive_start=True, reopen=Reopen.RESTART)
        assert made == ["run 8-9, run 9-10: stopped", "run 12-: running"]

    def test_as_of_a_time_before_the_start_nothing_has_started(self) -> None:
        facts = [mark(9, START)]
        assert cycles(*facts, origin=clock(7), retroactive_start=True, until=clock(8)) == []


class TestStopBeforeStart:
    @pytest.mark.parametrize(
        ("marks", "is_found"),
        [
            ([], False),
            ([mark(8, PAUSE)], False),
            ([mark(8, START), mark(9, STOP)], False),
            ([mark(8, START)], False),
            ([mark(8, STOP)], True),
            ([mark(8, PAUSE), mark(9, STOP), mark(10, START)], True),
            ([mark(8, START, STOP)], True),
        ],
    )
    def test_is_a_finding(self, *, marks: list[Mark], is_found: bool) -> None:
        finding = stopped_before_start(ClockLedger.of(marks))
        assert (finding is not None) is is_found
        if finding is not None:
            assert (finding.code, finding.severity) == ("stop-before-start", Severity.WARNING)
            assert "stop" in finding.value
            assert finding.allowed == "a start first"
