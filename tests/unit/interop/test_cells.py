"""Cells as times, states, priorities, flags, numbers and intervals."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import UnknownZone
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop._cells import (
    Priorities,
    States,
    Times,
    flag_of,
    interval_of,
    note_order,
    number_of,
    weights_of,
)
from svcmgmt.interop._rows import Notes, Record
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.practice import IncidentState as S
from svcmgmt.temporal import Interval, format_instant, parse_instant
from svcmgmt.values import ITIL_SCALE, Priority, PriorityScale

AT = parse_instant("2026-10-26T08:00:00Z")


def record(cell: object, **more: object) -> Record:
    """Return a record with one cell named `c`, and more."""
    return Record({"c": cell, **more}, {}, "/0", Notes("work"))


def codes(of: Record) -> list[str]:
    """Return the codes of what was noted."""
    return [finding.code for finding in of.notes.findings()]


class TestTimes:
    @pytest.mark.parametrize(
        ("cell", "told"),
        [
            ("2026-03-02 10:15:00", "2026-03-02T09:15:00Z"),
            ("2026-03-02T10:15", "2026-03-02T09:15:00Z"),
            ("2026-03-02 10:15:00.250", "2026-03-02T09:15:00.25Z"),
            ("2026-03-02T10:15:00.000+0000", "2026-03-02T10:15:00Z"),
            ("2026-03-02T10:15:00Z", "2026-03-02T10:15:00Z"),
            ({"value": "2026-03-02 10:15:00", "display_value": "noon"}, "2026-03-02T09:15:00Z"),
            (datetime(2026, 3, 2, 10, 15), "2026-03-02T09:15:00Z"),  # noqa: DTZ001
            (
                datetime(2026, 3, 2, 10, 15, tzinfo=timezone(timedelta(hours=3))),
                "2026-03-02T07:15:00Z",
            ),
        ],
        ids=str,
    )
    def test_a_time_has_its_offset_or_is_read_on_the_stated_clock(
        self, cell: object, told: str
    ) -> None:
        row = record(cell)
        at = Times("Europe/Berlin").read(row, "c")
        assert at is not None
        assert format_instant(at) == told
        assert codes(row) == []

    @pytest.mark.parametrize("cell", ["", None, float("nan")], ids=repr)
    def test_an_empty_cell_is_no_time(self, cell: object) -> None:
        row = record(cell)
        assert Times("UTC").read(row, "c") is None
        assert codes(row) == []

    @pytest.mark.parametrize(
        "cell",
        [
            "yesterday",
            "2026-03-02",
            "02/03/2026 10:15",
            "2026-02-30 10:15:00",
            "2026-03-02 10:15:00" + "0" * 99,
            "1969-12-31 23:00:00",
            "2026-03-02T10:15:00.1234567Z",
            7,
            datetime(2300, 1, 1, tzinfo=ZoneInfo("UTC")),
            datetime(2300, 1, 1),  # noqa: DTZ001
        ],
        ids=str,
    )
    def test_what_is_no_time_is_told(self, cell: object) -> None:
        row = record(cell)
        assert Times("UTC").read(row, "c") is None
        assert codes(row) == ["unreadable-time"]

    def test_a_pattern_says_how_times_are_written(self) -> None:
        at = Times("UTC", "%d/%m/%Y %H:%M").read(record("29/2/2016 04:40"), "c")
        assert at == parse_instant("2016-02-29T04:40:00Z")

    def test_a_pattern_is_text(self) -> None:
        with pytest.raises(InvalidType, match="time_format"):
            Times("UTC", 7)  # type: ignore[arg-type]

    def test_without_a_zone_a_naive_time_is_told_and_not_read(self) -> None:
        row = record("2026-03-02 10:15:00")
        assert Times(None).read(row, "c") is None
        [finding] = row.notes.findings()
        assert finding.code == "naive-time"
        assert "zone=" in finding.allowed

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(UnknownZone):
            Times("Europe/Berln")

    def test_times_with_and_without_offset_in_one_column_are_told(self) -> None:
        row = record("2026-03-02 10:15:00", d="2026-03-02T10:15:00Z")
        times = Times("UTC")
        times.read(row, "c")
        times.read(row, "d")
        assert codes(row) == []
        times.read(record("2026-03-02T10:15:00Z"), "c")
        times.read(row, "c")
        mixed = record("2026-03-02T10:15:00Z")
        times.read(mixed, "c")
        assert codes(mixed) == ["mixed-zones"]

    def test_a_time_that_the_clocks_show_twice_is_taken_for_the_first(self) -> None:
        row = record("2026-10-25 02:30:00")
        at = Times("Europe/Berlin").read(row, "c")
        assert at == parse_instant("2026-10-25T00:30:00Z")
        assert codes(row) == ["repeated-time"]

    def test_a_time_that_the_clocks_skip_is_taken_for_their_change(self) -> None:
        row = record("2026-03-29 02:30:00")
        at = Times("Europe/Berlin").read(row, "c")
        assert at == parse_instant("2026-03-29T01:00:00Z")
        assert codes(row) == ["skipped-time"]

    def test_a_needed_time_is_told_when_it_is_missing(self) -> None:
        row = record("")
        assert Times("UTC").needed(row, "c") is None
        assert codes(row) == ["missing-value"]

    def test_a_needed_time_that_cannot_be_read_is_told_once(self) -> None:
        row = record("noon")
        assert Times("UTC").needed(row, "c") is None
        assert codes(row) == ["unreadable-time"]


class TestSpans:
    def span(self, start: object, end: object) -> tuple[Interval | None, list[str]]:
        row = record(start, d=end)
        return Times("UTC").span(row, "c", "d"), codes(row)

    def test_two_times_are_an_interval(self) -> None:
        span, odd = self.span("2026-03-02 10:00:00", "2026-03-02 11:00:00")
        assert span == Interval.parse("2026-03-02T10:00:00Z/PT1H")
        assert odd == []

    def test_an_empty_end_is_open(self) -> None:
        span, odd = self.span("2026-03-02 10:00:00", "")
        assert span == Interval.parse("2026-03-02T10:00:00Z/..")
        assert odd == []

    def test_an_end_before_the_start_is_told(self) -> None:
        span, odd = self.span("2026-03-02 10:00:00", "2026-03-02 09:00:00")
        assert span is None
        assert odd == ["end-before-start"]

    def test_an_end_that_cannot_be_read_is_not_taken_for_open(self) -> None:
        span, odd = self.span("2026-03-02 10:00:00", "noon")
        assert span is None
        assert odd == ["unreadable-time"]

    def test_a_missing_start_is_told(self) -> None:
        span, odd = self.span("", "2026-03-02 09:00:00")
        assert span is None
        assert odd == ["missing-value"]

    def test_no_length_is_kept_and_told(self) -> None:
        row = record("")
        assert interval_of(row, "c", AT, AT) == Interval(AT, AT)
        assert codes(row) == ["no-length"]


class TestStates:
    STATES = States({"2": S.IN_PROGRESS, "Awaiting User": (S.ON_HOLD, "awaitingCaller")})

    @pytest.mark.parametrize(
        ("cell", "meaning"),
        [
            ("2", (S.IN_PROGRESS, "")),
            (2, (S.IN_PROGRESS, "")),
            ("awaiting user", (S.ON_HOLD, "awaitingCaller")),
            ({"value": "-9", "display_value": "Awaiting User"}, (S.ON_HOLD, "awaitingCaller")),
            ("", None),
        ],
        ids=repr,
    )
    def test_a_word_or_a_label_has_a_meaning(self, cell: object, meaning: object) -> None:
        row = record(cell)
        assert self.STATES.read(row, "c") == meaning
        assert codes(row) == []

    def test_a_word_that_nobody_knows_becomes_an_own_state(self) -> None:
        row = record({"value": "-5", "display_value": "Parked"})
        assert self.STATES.read(row, "c") == (OwnState("Parked", StateCategory.UNKNOWN), "")
        [finding] = row.notes.findings()
        assert (finding.code, finding.allowed) == ("unknown-state", "2, Awaiting User")

    @pytest.mark.parametrize(
        "states",
        [["2"], {"2": "new"}, {"2": (S.NEW, 7)}, {"2": ("new", "")}, {2: S.NEW}],
        ids=repr,
    )
    def test_states_are_words_to_states(self, states: object) -> None:
        with pytest.raises(InvalidType, match="states"):
            States(states)  # type: ignore[arg-type]


class TestPriorities:
    @pytest.mark.parametrize(
        "cell", ["2", 2, 2.0, "P2", "p2", "2 - High", "2-High", "high"], ids=repr
    )
    def test_a_level_comes_in_many_forms(self, cell: object) -> None:
        row = record(cell)
        assert Priorities(ITIL_SCALE, {"High": 2}).read(row, "c") == Priority.P2
        assert codes(row) == []

    def test_an_empty_cell_is_no_priority(self) -> None:
        row = record("")
        assert Priorities(ITIL_SCALE).read(row, "c") is None
        assert codes(row) == []

    @pytest.mark.parametrize("cell", ["0", "6", "-1", "P9 - Odd"])
    def test_a_level_off_the_scale_is_told(self, cell: str) -> None:
        row = record(cell)
        assert Priorities(ITIL_SCALE).read(row, "c") is None
        [finding] = row.notes.findings()
        assert (finding.code, finding.allowed) == (
            "priority-off-scale",
            "1 to 5 on the scale ITIL",
        )

    @pytest.mark.parametrize("cell", ["urgent", "2nd", "22222", "²"])
    def test_a_word_that_nobody_knows_is_told(self, cell: str) -> None:
        row = record(cell)
        assert Priorities(ITIL_SCALE).read(row, "c") is None
        assert codes(row) == ["unknown-priority"]

    def test_the_scale_is_kept(self) -> None:
        scale = PriorityScale(name="own", most_urgent=0, least_urgent=4)
        assert Priorities(scale).read(record("0"), "c") == Priority(0, scale)

    def test_a_level_of_a_word_may_be_off_the_scale(self) -> None:
        row = record("dire")
        assert Priorities(ITIL_SCALE, {"dire": 0}).read(row, "c") is None
        assert codes(row) == ["priority-off-scale"]

    @pytest.mark.parametrize("words", [["high"], {2: 2}], ids=repr)
    def test_priorities_are_words_to_levels(self, words: object) -> None:
        with pytest.raises(InvalidType, match="priorities"):
            Priorities(ITIL_SCALE, words)  # type: ignore[arg-type]

    def test_a_scale_is_a_scale(self) -> None:
        with pytest.raises(InvalidType, match="scale"):
            Priorities("ITIL")  # type: ignore[arg-type]


class TestFlags:
    @pytest.mark.parametrize(
        ("cell", "flag"),
        [("true", True), ("FALSE", False), (True, True), ("1", True), ("no", False), ("", None)],
    )
    def test_a_cell_says_yes_or_no(self, cell: object, flag: bool | None) -> None:  # noqa: FBT001
        row = record(cell)
        assert flag_of(row, "c") is flag
        assert codes(row) == []

    def test_anything_else_is_told(self) -> None:
        row = record("perhaps")
        assert flag_of(row, "c") is None
        assert codes(row) == ["unreadable-value"]


class TestNumbers:
    @pytest.mark.parametrize(
        ("cell", "number"), [("7", 7), (7, 7), ("-7", -7), ("+7", 7), (7.0, 7), ("", None)]
    )
    def test_a_whole_number(self, cell: object, number: int | None) -> None:
        row = record(cell)
        assert number_of(row, "c") == number
        assert codes(row) == []

    @pytest.mark.parametrize("cell", ["7.5", "1,200", "9" * 19, "seven", "\u0667", 1e300])
    def test_anything_else_is_told(self, cell: object) -> None:
        row = record(cell)
        assert number_of(row, "c") is None
        assert codes(row) == ["unreadable-value"]


class TestWeights:
    def test_weights_are_exact_shares(self) -> None:
        assert weights_of({"Outage": 1, "slow": "30 %"}) == {"outage": 1, "slow": Fraction(3, 10)}

    @pytest.mark.parametrize("share", [-1, 2, "101 %"], ids=repr)
    def test_a_weight_is_a_share(self, share: object) -> None:
        with pytest.raises(InvalidValue, match="weight of slow"):
            weights_of({"slow": share})  # type: ignore[dict-item]

    @pytest.mark.parametrize("weights", [["slow"], {"slow": 0.3}, {1: 1}], ids=repr)
    def test_a_float_is_refused(self, weights: object) -> None:
        with pytest.raises(InvalidType, match="weight"):
            weights_of(weights)  # type: ignore[arg-type]


class TestOrder:
    def test_rows_in_order_are_not_odd(self) -> None:
        notes = Notes("work")
        note_order(notes, [AT, AT, AT + timedelta(hours=1)])
        assert list(notes.findings()) == []

    def test_rows_out_of_order_are_told_once(self) -> None:
        notes = Notes("work")
        note_order(notes, [AT + timedelta(hours=2), AT + timedelta(hours=1), AT])
        assert [finding.code for finding in notes.findings()] == ["out-of-order"]
