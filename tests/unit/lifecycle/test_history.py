"""Facts have one order, however they arrive, and tell which state held when."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from itertools import permutations
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, strategies as st

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import (
    Fact,
    OwnState,
    StateCategory,
    StateChange,
    in_order,
    state_timeline,
    time_in_state,
)
from svcmgmt.practice import HoldReason, IncidentState, IncidentTrigger
from svcmgmt.temporal import BeforeFirstChange, EndBeforeStart, Interval, NaiveDatetime
from svcmgmt.values import Severity

Change = StateChange[IncidentState, IncidentTrigger]

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

NEW, IN_PROGRESS, ON_HOLD, RESOLVED, CLOSED, CANCELLED = IncidentState


def to(state: IncidentState | OwnState, hours: float = 0, **facts: Any) -> Change:  # noqa: ANN401
    """Return the fact that a state begins so many hours after Monday 08:00 UTC."""
    return StateChange(to_state=state, at=MONDAY + hours * HOUR, **facts)


HISTORY = (to(NEW), to(IN_PROGRESS, 1), to(ON_HOLD, 3), to(IN_PROGRESS, 6), to(RESOLVED, 10))


class TestFacts:
    def test_instants_are_kept_in_utc(self) -> None:
        lisbon = timezone(timedelta(hours=1))
        fact = Fact(at=MONDAY.astimezone(lisbon), recorded_at=MONDAY.astimezone(lisbon) + HOUR)
        assert fact.at.tzinfo is UTC
        assert fact.recorded_at is not None
        assert fact.recorded_at.tzinfo is UTC
        assert (fact.at, fact.recorded_at) == (MONDAY, MONDAY + HOUR)

    def test_a_fact_needs_an_instant_with_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime) as refused:
            Fact(at=MONDAY.replace(tzinfo=None))
        assert refused.value.field == "at"

    def test_a_member_of_an_enumeration_of_reasons_tells_its_word(self) -> None:
        class Colour(StrEnum):
            RED = "red"

        assert to(ON_HOLD, reason=HoldReason.CALLER).reason == "awaitingCaller"
        assert type(to(ON_HOLD, reason=Colour.RED).reason) is str
        assert to(ON_HOLD, reason=Severity.INFO) == to(ON_HOLD, reason="info")

    def test_text_of_another_library_is_text(self) -> None:
        class Word(str):
            __slots__ = ()

        assert to(ON_HOLD, reason=Word("vendor")).reason == "vendor"

    @pytest.mark.parametrize(
        ("fields", "told"),
        [
            ({"sequence": "9"}, "sequence: str '9'"),
            ({"sequence": float("nan")}, "sequence: float nan"),
            ({"sequence": 1.0}, "sequence: float 1.0"),
            ({"sequence": True}, "sequence: bool True"),
            ({"id": 7}, "id: int 7"),
            ({"id": None}, "id: NoneType None"),
            ({"by": 7}, "by: int 7"),
            ({"reason": 7}, "reason: int 7"),
            ({"reason": None}, "reason: NoneType None"),
            ({"trigger": NEW}, "trigger: IncidentState"),
            ({"trigger": 7}, "trigger: int 7"),
            ({"to_state": "onHold"}, r"to_state: str 'onHold' .* OwnState\(word, category\)"),
            ({"to_state": None}, "to_state: NoneType None"),
            ({"to_state": IncidentTrigger.HOLD}, "to_state: IncidentTrigger"),
            ({"from_state": "new"}, r"from_state: str 'new' .* OwnState\(word, category\)"),
        ],
    )
    def test_fields_of_another_kind_are_refused_at_once(
        self, fields: dict[str, Any], told: str
    ) -> None:
        with pytest.raises(InvalidType, match=told):
            StateChange(**{"to_state": NEW, "at": MONDAY, **fields})

    def test_a_naive_time_of_recording_is_refused_by_its_name(self) -> None:
        with pytest.raises(NaiveDatetime) as refused:
            Fact(at=MONDAY, recorded_at=MONDAY.replace(tzinfo=None))
        assert refused.value.field == "recorded_at"

    def test_a_text_is_no_instant(self) -> None:
        with pytest.raises(InvalidType):
            Fact(at="2026-10-26")  # type: ignore[arg-type]

    def test_only_the_instant_is_needed(self) -> None:
        fact = Fact(at=MONDAY)
        assert (fact.sequence, fact.recorded_at, fact.id) == (None, None, "")

    def test_a_state_change_needs_only_its_state_beside(self) -> None:
        change = to(NEW)
        assert (change.from_state, change.trigger, change.by, change.reason) == (None, None, "", "")

    def test_text_of_a_state_change_tells_state_and_instant(self) -> None:
        assert str(to(RESOLVED)) == "resolved at 2026-10-26T08:00:00Z"

    def test_a_recorded_fact_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            to(NEW).by = "ana"  # type: ignore[misc]


class TestOrder:
    @pytest.mark.parametrize("wrong", [to(NEW), None, "facts", [1], [NEW]])
    def test_something_else_than_a_list_of_facts_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="facts"):
            in_order(wrong)

    def test_no_facts_have_no_order_and_no_findings(self) -> None:
        assert in_order([]) == ((), ())

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (Fact(at=MONDAY, sequence=9), Fact(at=MONDAY + MINUTE, sequence=1)),
            (Fact(at=MONDAY, sequence=1), Fact(at=MONDAY, sequence=2)),
            (Fact(at=MONDAY, sequence=-1), Fact(at=MONDAY, sequence=0)),
            (Fact(at=MONDAY, id="b"), Fact(at=MONDAY, sequence=0, id="a")),
            (
                Fact(at=MONDAY, sequence=1, recorded_at=MONDAY + HOUR),
                Fact(at=MONDAY, sequence=1, recorded_at=MONDAY + 2 * HOUR, id="a"),
            ),
            (
                Fact(at=MONDAY, id="b"),
                Fact(at=MONDAY, recorded_at=MONDAY + HOUR, id="a"),
            ),
            (Fact(at=MONDAY, id="a"), Fact(at=MONDAY, id="b")),
            (Fact(at=MONDAY, id=""), Fact(at=MONDAY, id="a")),
        ],
        ids=[
            "instant before all",
            "then sequence",
            "sequences below zero",
            "unknown place before known",
            "then time of recording",
            "unknown recording before known",
            "then name",
            "nameless first",
        ],
    )
    def test_one_thing_after_another_decides(self, first: Fact, second: Fact) -> None:
        assert in_order([first, second]) == ((first, second), ())
        ordered, findings = in_order([second, first])
        assert ordered == (first, second)
        assert [finding.code for finding in findings] == ["out-of-order"]

    def test_every_arrival_of_a_history_gives_the_same_order(self) -> None:
        for arrival in permutations(HISTORY):
            assert in_order(arrival)[0] == HISTORY

    def test_an_iterator_of_facts_will_do(self) -> None:
        assert in_order(iter(HISTORY)) == (HISTORY, ())

    def test_facts_out_of_order_are_reported_once_and_mildly(self) -> None:
        _, findings = in_order(reversed(HISTORY))
        assert [finding.code for finding in findings] == ["out-of-order"]
        assert findings[0].severity is Severity.INFO
        assert findings[0].value == str(HISTORY[-1])

    def test_a_fact_that_came_twice_counts_once(self) -> None:
        again = evolve(HISTORY[1])
        ordered, findings = in_order([*HISTORY, again])
        assert ordered == HISTORY
        assert [finding.code for finding in findings] == ["out-of-order", "duplicate"]
        assert findings[1].severity is Severity.INFO
        assert findings[1].value == str(again)

    def test_a_fact_that_came_three_times_is_reported_twice(self) -> None:
        ordered, findings = in_order([HISTORY[0]] * 3)
        assert ordered == HISTORY[:1]
        assert [finding.code for finding in findings] == ["duplicate"] * 2

    def test_facts_that_nothing_tells_apart_are_reported_as_a_tie(self) -> None:
        tied = to(NEW), to(RESOLVED)
        ordered, findings = in_order(tied)
        assert ordered == tied
        assert [finding.code for finding in findings] == ["tie"]
        assert findings[0].severity is Severity.WARNING
        assert findings[0].value == str(tied[1])

    def test_tied_facts_keep_the_order_in_which_they_came(self) -> None:
        tied = to(RESOLVED), to(NEW)
        assert in_order(tied)[0] == tied
        assert in_order(tied[::-1])[0] == tied[::-1]

    def test_a_sequence_breaks_a_tie(self) -> None:
        ordered, findings = in_order([to(RESOLVED, sequence=2), to(NEW, sequence=1)])
        assert [change.to_state for change in ordered] == [NEW, RESOLVED]
        assert [finding.code for finding in findings] == ["out-of-order"]

    def test_duplicates_among_tied_facts_are_no_further_ties(self) -> None:
        one, other = to(NEW), to(RESOLVED)
        ordered, findings = in_order([one, other, one, other])
        assert ordered == (one, other)
        assert [finding.code for finding in findings] == ["tie", "duplicate", "duplicate"]

    def test_facts_of_any_kind_can_be_ordered(self) -> None:
        ordered, _ = in_order([Fact(at=MONDAY, sequence=2), to(NEW, sequence=1)])
        assert [fact.sequence for fact in ordered] == [1, 2]


class TestTimeline:
    def test_it_tells_which_state_held_when(self) -> None:
        line = state_timeline(HISTORY)
        assert line.start == MONDAY
        assert line.as_of(MONDAY) is NEW
        assert line.as_of(MONDAY + 5 * HOUR) is ON_HOLD
        assert line.as_of(MONDAY + 500 * HOUR) is RESOLVED

    def test_before_the_first_fact_there_is_no_state(self) -> None:
        with pytest.raises(BeforeFirstChange):
            state_timeline(HISTORY).as_of(MONDAY - MINUTE)

    def test_updates_are_no_changes(self) -> None:
        updated = (to(NEW), to(NEW, 1), to(NEW, 2), to(RESOLVED, 3))
        assert state_timeline(updated) == state_timeline((to(NEW), to(RESOLVED, 3)))

    def test_the_last_of_several_facts_of_an_instant_holds(self) -> None:
        line = state_timeline((to(NEW), to(IN_PROGRESS), to(RESOLVED)))
        assert list(line.changes()) == [(MONDAY, RESOLVED)]

    @given(facts=st.permutations([*HISTORY, to(ON_HOLD, 10, sequence=1)]))
    def test_facts_in_any_order_take_their_places(self, facts: list[Change]) -> None:
        until = MONDAY + 12 * HOUR
        ordered, _ = in_order(facts)
        assert state_timeline(facts) == state_timeline(ordered)
        assert time_in_state(facts, until=until) == time_in_state(ordered, until=until)
        assert sum(time_in_state(facts, until=until).values(), timedelta(0)) == 12 * HOUR

    @pytest.mark.parametrize("wrong", [to(NEW), None, "new", [1], [Fact(at=MONDAY)]])
    def test_something_else_than_a_list_of_state_changes_is_refused(
        self,
        wrong: Any,  # noqa: ANN401
    ) -> None:
        with pytest.raises(InvalidType, match="history"):
            state_timeline(wrong)
        with pytest.raises(InvalidType, match="history"):
            time_in_state(wrong, until=MONDAY)

    @pytest.mark.parametrize("history", [HISTORY, ()])
    def test_something_else_than_a_calendar_is_refused(
        self,
        history: Any,  # noqa: ANN401
    ) -> None:
        wrong: Any = "Mon-Fri 08:00-18:00"
        with pytest.raises(InvalidType, match="calendar: str 'Mon-Fri"):
            time_in_state(history, until=MONDAY + HOUR, calendar=wrong)

    def test_an_empty_history_tells_nothing(self) -> None:
        with pytest.raises(InvalidValue, match="at least one change"):
            state_timeline(())


class TestTimeInState:
    def test_times_add_up_to_the_whole(self) -> None:
        times = time_in_state(HISTORY, until=MONDAY + 12 * HOUR)
        assert times == {
            NEW: HOUR,
            IN_PROGRESS: 6 * HOUR,
            ON_HOLD: 3 * HOUR,
            RESOLVED: 2 * HOUR,
        }
        assert list(times) == [NEW, IN_PROGRESS, ON_HOLD, RESOLVED]
        assert sum(times.values(), timedelta(0)) == 12 * HOUR

    def test_what_comes_later_is_left_out(self) -> None:
        times = time_in_state(HISTORY, until=MONDAY + 2 * HOUR)
        assert times == {NEW: HOUR, IN_PROGRESS: HOUR}

    def test_up_to_the_first_fact_there_is_no_time(self) -> None:
        assert time_in_state(HISTORY, until=MONDAY) == {}

    def test_an_empty_history_has_no_times(self) -> None:
        assert time_in_state((), until=MONDAY) == {}

    def test_states_that_lasted_no_time_are_left_out(self) -> None:
        times = time_in_state((to(NEW), to(RESOLVED)), until=MONDAY + HOUR)
        assert times == {RESOLVED: HOUR}

    def test_own_states_count_as_well(self) -> None:
        vendor = OwnState("withVendor", StateCategory.PAUSED)
        times = time_in_state((to(NEW), to(vendor, 1)), until=MONDAY + 3 * HOUR)
        assert times == {NEW: HOUR, vendor: 2 * HOUR}

    def test_until_before_the_first_fact_is_refused(self) -> None:
        with pytest.raises(EndBeforeStart):
            time_in_state(HISTORY, until=MONDAY - MINUTE)

    def test_until_needs_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            time_in_state(HISTORY, until=MONDAY.replace(tzinfo=None))

    def test_a_calendar_counts_open_time_only(self) -> None:
        office = weekly("Mon-Fri 09:00-17:00", zone="UTC")
        times = time_in_state(HISTORY, until=MONDAY + 26 * HOUR, calendar=office)
        assert times == {
            NEW: timedelta(0),
            IN_PROGRESS: 5 * HOUR,
            ON_HOLD: 3 * HOUR,
            RESOLVED: HOUR,
        }
        assert sum(times.values(), timedelta(0)) == office.elapsed(MONDAY, MONDAY + 26 * HOUR)

    def test_a_calendar_refuses_an_early_end_as_well(self) -> None:
        with pytest.raises(EndBeforeStart):
            time_in_state(HISTORY, until=MONDAY - MINUTE, calendar=weekly("24x7", zone="UTC"))

    def test_it_agrees_with_the_timeline(self) -> None:
        until = MONDAY + 12 * HOUR
        line = state_timeline(HISTORY)
        for state, time in time_in_state(HISTORY, until=until).items():
            assert line.when(state, within=Interval(MONDAY, until)).total() == time


@pytest.mark.parametrize(
    "fact",
    [
        Fact(at=MONDAY, sequence=3, recorded_at=MONDAY + HOUR, id="f"),
        to(
            IN_PROGRESS,
            from_state=NEW,
            trigger=IncidentTrigger.START,
            by="ana",
            reason="called",
            sequence=1,
            recorded_at=MONDAY + HOUR,
            id="f",
        ),
        to(OwnState("withVendor", StateCategory.PAUSED), trigger="toVendor"),
    ],
)
class TestAsAValue:
    def test_facts_are_equal_by_what_they_say(self, fact: Fact) -> None:
        assert evolve(fact) == fact
        assert hash(evolve(fact)) == hash(fact)
        assert evolve(fact, id="another") != fact

    def test_twins_are_equal(self, fact: Fact) -> None:
        twins = pickle.loads(pickle.dumps(fact)), copy.copy(fact), copy.deepcopy(fact)  # noqa: S301
        for twin in twins:
            assert twin == fact
            assert hash(twin) == hash(fact)
            assert type(twin) is type(fact)


def test_a_state_change_is_no_plain_fact() -> None:
    assert Fact(at=MONDAY) != to(NEW)
