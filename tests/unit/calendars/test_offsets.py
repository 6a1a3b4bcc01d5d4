from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import Gap, Occurrence
from svcmgmt.calendars._offsets import DAY, HOUR, Offsets, Stretch
from svcmgmt.temporal import parse_instant, to_micros


def micros(text: str) -> int:
    return to_micros(parse_instant(text))


def around(zone: str, first: str, last: str) -> Offsets:
    return Offsets.of(ZoneInfo(zone), micros(first), micros(last))


BERLIN_2026 = around("Europe/Berlin", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
SPRING, AUTUMN = micros("2026-03-29T01:00:00Z"), micros("2026-10-25T01:00:00Z")


def test_each_change_begins_a_stretch() -> None:
    assert BERLIN_2026.starts[1:] == (SPRING, AUTUMN)
    assert BERLIN_2026.offsets == (HOUR, 2 * HOUR, HOUR)
    assert [each[2] for each in BERLIN_2026.stretches()] == [HOUR, 2 * HOUR, HOUR]
    assert BERLIN_2026.stretches()[0][1] == SPRING == BERLIN_2026.stretches()[1][0]


@pytest.mark.parametrize(
    ("start", "end", "offsets"),
    [
        ("2026-03-29T00:59:59.999999Z", "2026-03-29T01:00:00Z", (HOUR, 2 * HOUR)),
        ("2026-03-29T00:59:59Z", "2026-03-29T00:59:59.000001Z", (HOUR, 2 * HOUR)),
        ("2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", (2 * HOUR,)),
        ("2026-03-28T00:00:00Z", "2026-03-29T00:59:59Z", (HOUR,)),
    ],
)
def test_offsets_hold_from_the_second_of_the_change(
    start: str, end: str, offsets: tuple[int, ...]
) -> None:
    assert around("Europe/Berlin", start, end).offsets == offsets


def test_a_zone_without_changes_has_one_stretch() -> None:
    assert around("Asia/Kathmandu", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z").offsets == (
        5 * HOUR + 45 * HOUR // 60,
    )


def test_the_shortest_known_stretch_is_found() -> None:
    """Recife went back from summer time for a week in October 2000."""
    recife = around("America/Recife", "2000-10-01T00:00:00Z", "2000-11-01T00:00:00Z")
    length = timedelta(microseconds=recife.starts[2] - recife.starts[1])
    assert length == timedelta(days=6, hours=23)


@pytest.mark.parametrize(
    ("instant", "label"),
    [
        (SPRING - 1, SPRING + HOUR - 1),
        (SPRING, SPRING + 2 * HOUR),
        (AUTUMN - 1, AUTUMN + 2 * HOUR - 1),
        (AUTUMN, AUTUMN + HOUR),
    ],
)
def test_a_label_is_the_clock_reading(instant: int, label: int) -> None:
    assert BERLIN_2026.label(instant) == label


@pytest.mark.parametrize(
    ("label", "gap", "occurrence", "expected"),
    [
        (SPRING + HOUR - 1, Gap.CLIP, Occurrence.FIRST, SPRING - 1),
        (SPRING + HOUR, Gap.CLIP, Occurrence.FIRST, SPRING),
        (SPRING + HOUR + 7, Gap.CLIP, Occurrence.LAST, SPRING),
        (SPRING + HOUR + 7, Gap.SHIFT, Occurrence.LAST, SPRING + 7),
        (SPRING + 2 * HOUR, Gap.SHIFT, Occurrence.FIRST, SPRING),
        (AUTUMN + HOUR, Gap.CLIP, Occurrence.FIRST, AUTUMN - HOUR),
        (AUTUMN + HOUR, Gap.CLIP, Occurrence.LAST, AUTUMN),
        (AUTUMN + 2 * HOUR - 1, Gap.CLIP, Occurrence.FIRST, AUTUMN - 1),
        (AUTUMN + 2 * HOUR, Gap.CLIP, Occurrence.FIRST, AUTUMN + HOUR),
    ],
)
def test_a_label_resolves_to_an_instant(
    label: int, gap: Gap, occurrence: Occurrence, expected: int
) -> None:
    assert BERLIN_2026.resolve(label, gap, occurrence) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (SPRING + HOUR - 1, SPRING + HOUR - 1),
        (SPRING + HOUR, SPRING + 2 * HOUR),
        (SPRING + 2 * HOUR - 1, SPRING + 3 * HOUR - 1),
        (SPRING + 2 * HOUR, SPRING + 2 * HOUR),
        (AUTUMN + HOUR, AUTUMN + HOUR),
    ],
)
def test_a_skipped_label_moves_on_by_the_jump(label: int, expected: int) -> None:
    assert BERLIN_2026.unskipped(label) == expected


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Pacific/Apia", "2011-12-30"),
        ("Pacific/Kwajalein", "1993-08-21"),
        ("Pacific/Kiritimati", "1994-12-31"),
    ],
)
def test_a_skipped_date_has_no_instants(zone: str, day: str) -> None:
    midnight = micros(f"{day}T00:00:00Z")
    offsets = Offsets.of(ZoneInfo(zone), midnight - 9 * DAY, midnight + 9 * DAY)
    assert offsets.windows([midnight, midnight + DAY]) == []
    change = offsets.resolve(midnight, Gap.CLIP, Occurrence.FIRST)
    assert offsets.label(change - 1) == midnight - 1
    assert offsets.label(change) == midnight + DAY


def test_windows_convert_around_gaps_and_folds() -> None:
    spring = [SPRING, SPRING + 4 * HOUR]  # labels 01:00 to 05:00
    assert BERLIN_2026.windows(spring) == [SPRING - HOUR, SPRING + 2 * HOUR]
    in_gap = [SPRING + HOUR, SPRING + 2 * HOUR]
    assert BERLIN_2026.windows(in_gap) == []
    repeated = [AUTUMN + HOUR + 5, AUTUMN + HOUR + 7]
    assert BERLIN_2026.windows(repeated) == [
        AUTUMN - HOUR + 5,
        AUTUMN - HOUR + 7,
        AUTUMN + 5,
        AUTUMN + 7,
    ]
    around_it = [AUTUMN, AUTUMN + 3 * HOUR]
    assert BERLIN_2026.windows(around_it) == [AUTUMN - 2 * HOUR, AUTUMN + 2 * HOUR]


def test_labels_of_windows_come_in_one_list_for_each_stretch() -> None:
    edges = [SPRING - HOUR, SPRING + HOUR, AUTUMN - HOUR, AUTUMN + HOUR]
    assert BERLIN_2026.labels(edges) == [
        [SPRING, SPRING + HOUR],
        [SPRING + 2 * HOUR, SPRING + 3 * HOUR, AUTUMN + HOUR, AUTUMN + 2 * HOUR],
        [AUTUMN + HOUR, AUTUMN + 2 * HOUR],
    ]


class TestStretches:
    """A clock that runs evenly, up to what it skips."""

    ZONE = ZoneInfo("Europe/Berlin")
    START, END = SPRING - 30 * DAY, AUTUMN + 30 * DAY

    def test_tile_a_range_and_know_what_is_skipped_after_them(self) -> None:
        found = list(BERLIN_2026.evenly(self.ZONE, self.START, self.END))
        assert found == [
            Stretch(self.ZONE, self.START, SPRING, HOUR, skipped=HOUR),
            Stretch(self.ZONE, SPRING, AUTUMN, 2 * HOUR),
            Stretch(self.ZONE, AUTUMN, self.END, HOUR),
        ]

    def test_tile_the_readings_of_a_clock_that_only_skips(self) -> None:
        winter, summer, _ = BERLIN_2026.evenly(self.ZONE, self.START, self.END)
        assert winter.readings == (self.START + HOUR, SPRING + 2 * HOUR)
        assert summer.readings == (SPRING + 2 * HOUR, AUTUMN + 2 * HOUR)

    def test_give_what_is_skipped_to_their_last_part(self) -> None:
        winter = Stretch(self.ZONE, self.START, SPRING, HOUR, skipped=HOUR)
        first, last = winter.within(self.START, SPRING - 1), winter.within(SPRING - 1, SPRING)
        assert (first.skipped, last.skipped) == (0, HOUR)
        assert first.readings[1] == last.readings[0]
        assert last.readings[1] == winter.readings[1]
