"""Words of a product for states, reasons and priorities, read and written."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.dialects import Dialect, PriorityReading, StateReading, StateWord, Writing
from svcmgmt.interop.servicenow import read_incidents
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.practice import FOUR_LEVELS, IncidentState, ProblemState, RecordKind
from svcmgmt.values import Priority, PriorityScale, Severity

I = IncidentState  # noqa: E741 - as short as the words beside it
VENDOR = "awaitingVendor"

DESK = Dialect(
    name="desk",
    kind=RecordKind.INCIDENT,
    words={
        "open": I.NEW,
        "1": I.NEW,
        "waiting for you": (I.ON_HOLD, "awaitingCaller"),
        "waiting": I.ON_HOLD,
        "done": I.RESOLVED,
        "spam": (I.CANCELLED, "spam"),
    },
    instead=[StateWord("done", I.CLOSED), StateWord("spam", I.CANCELLED, "test")],
    reasons={"vendor": VENDOR, "supplier": VENDOR},
    priorities={"urgent": 1, "normal": 3, "top": 1},
    rounded=["top"],
)
FREE = Dialect(
    name="free",
    kind=RecordKind.INCIDENT,
    words={"held": I.ON_HOLD, "pending": (I.ON_HOLD, "awaitingCaller")},
    reasons={"late": "awaitingChange"},
    is_reason_free=True,
)


def codes(told: StateReading | PriorityReading | Writing) -> list[tuple[str, str]]:
    """Return the codes of findings with their severity."""
    return [(each.code, each.severity.value) for each in told.findings]


class TestReading:
    def test_a_word_is_read_in_upper_and_lower_case(self) -> None:
        assert DESK.read("OPEN").state is I.NEW
        assert DESK.read("1").state is I.NEW

    def test_a_word_may_tell_the_reason(self) -> None:
        told = DESK.read("waiting for you")
        assert (told.state, told.reason, told.findings) == (I.ON_HOLD, "awaitingCaller", ())

    def test_a_known_reason_beside_it_counts_for_more(self) -> None:
        for word in ("waiting", "waiting for you"):
            told = DESK.read(word, reason="Supplier")
            assert (told.state, told.reason, told.findings) == (I.ON_HOLD, VENDOR, ())

    def test_an_unknown_reason_is_kept_and_told(self) -> None:
        told = DESK.read("waiting", reason="rain")
        assert told.reason == "rain"
        assert str(told.findings[0]) == (
            "warning unknown-reason at /reason: a reason that nobody has explained, kept as it "
            "came (value: rain; allowed: vendor, supplier)"
        )

    def test_it_counts_for_less_than_what_the_word_implies(self) -> None:
        for dialect, word in ((DESK, "waiting for you"), (FREE, "pending")):
            told = dialect.read(word, reason="rain")
            assert told.reason == "awaitingCaller"
            assert codes(told) == [("reason-not-told", "warning")]

    def test_free_text_is_a_reason_where_the_product_takes_any(self) -> None:
        assert FREE.read("held", reason="rain").findings == ()
        assert FREE.read("held", reason="rain").reason == "rain"
        assert FREE.read("held", reason="Late").reason == "awaitingChange"

    def test_a_word_that_nobody_has_explained_is_kept(self) -> None:
        told = DESK.read("tea", reason="four")
        assert told.state == OwnState("tea", StateCategory.UNKNOWN)
        assert told.reason == "four"
        assert str(told.findings[0]) == (
            "warning unknown-state at /state: desk has no such word that anybody has explained "
            "(value: tea; allowed: open, 1, waiting for you, waiting, done, spam)"
        )

    @pytest.mark.parametrize("word", ["", " "])
    def test_an_empty_word_is_none(self, word: str) -> None:
        with pytest.raises(InvalidValue, match="word"):
            DESK.read(word)
        with pytest.raises(InvalidValue, match="word"):
            DESK.read_priority(word)

    def test_other_things_are_no_words(self) -> None:
        nothing: Any = None
        with pytest.raises(InvalidType, match="word"):
            DESK.read(nothing)
        with pytest.raises(InvalidType, match="reason"):
            DESK.read("open", reason=nothing)
        with pytest.raises(InvalidType, match="word"):
            DESK.read_priority(nothing)


class TestWriting:
    def test_the_first_of_several_words_is_written(self) -> None:
        assert DESK.write(I.NEW).word == "open"

    def test_a_word_that_tells_the_reason_needs_none_beside_it(self) -> None:
        told = DESK.write(I.ON_HOLD, reason="awaitingCaller")
        assert (told.word, told.reason, told.findings) == ("waiting for you", "", ())

    def test_another_reason_stands_beside_it(self) -> None:
        told = DESK.write(I.ON_HOLD, reason=VENDOR)
        assert (told.word, told.reason, told.findings) == ("waiting", "vendor", ())
        told = FREE.write(I.ON_HOLD, reason="rain")
        assert (told.word, told.reason, told.findings) == ("held", "rain", ())

    def test_a_reason_without_a_place_is_told(self) -> None:
        told = DESK.write(I.ON_HOLD, reason="rain")
        assert (told.word, told.reason) == ("waiting", "")
        assert str(told.findings[0]) == (
            "warning reason-not-told at /reason: desk has no place for this reason (value: rain; "
            "allowed: vendor, supplier)"
        )

    def test_a_state_that_the_product_lacks_is_written_as_another_one_and_told(self) -> None:
        told = DESK.write(I.CLOSED)
        assert told.word == "done"
        assert codes(told) == [("state-not-told", "warning")]
        told = DESK.write(I.CANCELLED, reason="test")
        assert told.word == "spam"
        assert [each.value for each in told.findings] == ["cancelled because test", "test"]

    def test_without_such_a_word_nothing_is_written(self) -> None:
        for state in (I.IN_PROGRESS, I.CANCELLED):
            told = DESK.write(state)
            assert told.word == ""
            assert codes(told) == [("state-not-told", "error")]

    def test_a_state_that_was_not_understood_is_written_as_it_came(self) -> None:
        told = DESK.write(DESK.read("tea").state)
        assert told.word == "tea"
        assert codes(told) == [("state-not-told", "warning")]

    def test_other_things_are_no_states(self) -> None:
        word: Any = "new"
        with pytest.raises(InvalidType, match="a state; a bare word has no category"):
            DESK.write(word)
        with pytest.raises(InvalidType, match="reason"):
            DESK.write(I.NEW, reason=word.encode())


class TestPriorities:
    def test_a_word_is_read_in_upper_and_lower_case(self) -> None:
        assert DESK.read_priority("Urgent").priority == Priority.P1
        assert DESK.read_priority("Urgent").findings == ()

    def test_a_word_that_says_more_is_told(self) -> None:
        told = DESK.read_priority("TOP")
        assert told.priority == Priority.P1
        assert codes(told) == [("priority-rounded", "warning")]

    def test_a_word_that_nobody_has_explained_is_told(self) -> None:
        told = DESK.read_priority("tea")
        assert told.priority is None
        assert str(told.findings[0]) == (
            "warning unknown-priority at /priority: desk has no priority of this name (value: "
            "tea; allowed: urgent, normal, top)"
        )

    def test_the_first_word_of_a_level_is_written(self) -> None:
        told = DESK.write_priority(Priority.P1)
        assert (told.word, told.findings) == ("urgent", ())

    @pytest.mark.parametrize(
        ("priority", "word"),
        [(Priority.P2, "urgent"), (Priority.P4, "normal"), (Priority.P5, "normal")],
    )
    def test_the_nearest_one_is_written_and_of_two_the_more_urgent(
        self, priority: Priority, word: str
    ) -> None:
        told = DESK.write_priority(priority)
        assert told.word == word
        assert codes(told) == [("priority-not-told", "warning")]

    def test_a_priority_of_another_scale_has_no_word(self) -> None:
        told = DESK.write_priority(Priority(2, FOUR_LEVELS))
        assert told.word == ""
        assert told.findings[0].severity is Severity.ERROR
        assert told.findings[0].allowed == "a priority of the scale ITIL"

    def test_a_product_may_have_no_priorities(self) -> None:
        told = FREE.write_priority(Priority.P1)
        assert (told.word, told.findings[0].allowed) == ("", "")

    def test_levels_count_on_the_scale_of_the_dialect(self) -> None:
        scale = PriorityScale(name="falling", most_urgent=3, least_urgent=1)
        words = {"high": 3, "low": 1}
        desk = Dialect(
            name="desk", kind=RecordKind.INCIDENT, words=(), priorities=words, scale=scale
        )
        assert desk.read_priority("high").priority == Priority(3, scale)
        assert desk.write_priority(Priority(2, scale)).word == "high"

    def test_other_things_are_no_priorities(self) -> None:
        number: Any = 1
        with pytest.raises(InvalidType, match="priority"):
            DESK.write_priority(number)


class TestDialects:
    def test_states_are_those_with_words(self) -> None:
        assert DESK.states == (I.NEW, I.ON_HOLD, I.RESOLVED, I.CANCELLED)

    def test_readers_of_exports_take_its_words(self) -> None:
        row = {"number": "INC-1", "opened_at": "2026-10-26 08:00:00", "state": "Waiting for you"}
        facts = read_incidents([row], states=DESK.state_map())
        assert facts.tickets[0].state is I.ON_HOLD
        assert evolve(DESK, words=DESK.state_map()) == DESK

    def test_gaps_are_states_without_a_word_of_their_own(self) -> None:
        assert [each.value for each in DESK.gaps()] == ["inProgress", "closed", "cancelled"]

    def test_other_records_have_no_states_that_could_be_missing(self) -> None:
        assert Dialect(name="desk", kind=RecordKind.RELEASE, words=()).gaps() == ()

    def test_a_word_in_words(self) -> None:
        assert [str(each) for each in DESK.words[2:4]] == [
            "waiting for you: onHold because awaitingCaller",
            "waiting: onHold",
        ]

    def test_words_stand_once(self) -> None:
        words = {"new": ProblemState.NEW, "New": ProblemState.ASSESS}
        with pytest.raises(InvalidValue, match="each word once, regardless of case"):
            Dialect(name="desk", kind=RecordKind.PROBLEM, words=words)
        with pytest.raises(InvalidValue, match="each word once, regardless of case"):
            Dialect(name="desk", kind=RecordKind.PROBLEM, words=(), priorities={"low": 4, "LOW": 5})

    def test_levels_are_on_the_scale(self) -> None:
        with pytest.raises(InvalidValue, match="level"):
            Dialect(name="desk", kind=RecordKind.PROBLEM, words=(), priorities={"low": 9})

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("name", 1),
            ("kind", "incident"),
            ("words", "new"),
            ("words", ["new"]),
            ("words", {"new": "new"}),
            ("words", {1: I.NEW}),
            ("instead", ["new"]),
            ("reasons", "why"),
            ("reasons", {"why": 1}),
            ("reasons", {"": "why"}),
            ("is_reason_free", 1),
            ("priorities", "1"),
            ("priorities", {1: 1}),
            ("priorities", {"one": "1"}),
            ("rounded", "one"),
            ("scale", 5),
            ("source", None),
        ],
    )
    def test_other_things_are_refused(self, name: str, value: object) -> None:
        given: Any = {"name": "desk", "kind": RecordKind.INCIDENT, "words": (), name: value}
        with pytest.raises((InvalidType, InvalidValue)):
            Dialect(**given)

    @pytest.mark.parametrize("name", ["words", "instead"])
    @pytest.mark.parametrize("meaning", [(), (I.NEW,), (I.NEW, "", "why")])
    def test_a_meaning_is_a_state_or_a_pair(self, name: str, meaning: Any) -> None:  # noqa: ANN401
        given: Any = {name: {"open": meaning}}
        with pytest.raises(InvalidType, match=f"^{name}: .* a pair of a state and a reason"):
            evolve(DESK, **given)

    @pytest.mark.parametrize("name", ["words", "instead"])
    def test_a_list_of_other_things_is_refused_by_its_name(self, name: str) -> None:
        given: Any = {name: [5]}
        with pytest.raises(InvalidType, match=f"^{name}: "):
            evolve(DESK, **given)

    def test_a_word_is_not_empty(self) -> None:
        with pytest.raises(InvalidValue, match="text"):
            StateWord(" ", I.NEW)
