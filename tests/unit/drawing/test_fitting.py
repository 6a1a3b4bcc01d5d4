"""Room for texts: measured without a font, shortened in the middle, spread apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from svcmgmt.drawing import shortened, spread, text_width
from svcmgmt.errors import InvalidValue

# advance widths of DejaVu Sans Bold in shares of its size, a wide font that many systems have
BOLD = {
    "i": 0.343, "l": 0.343, "r": 0.493, "t": 0.478, "s": 0.595, "e": 0.678, "n": 0.712,
    "w": 0.924, "m": 1.042, "M": 0.995, "W": 1.103, "A": 0.774, "O": 0.85, "0": 0.696,
    " ": 0.348, ":": 0.4, "-": 0.415, "%": 1.002, "@": 1.0, "+": 0.838, "é": 0.678, "Ü": 0.812,
    "…": 1.0, "状": 1.0, "あ": 1.0, "한": 0.92, "\N{GRINNING FACE}": 1.05,
}  # fmt: skip


class TestWidth:
    @pytest.mark.parametrize("letter", BOLD)
    def test_no_run_of_a_letter_is_wider(self, letter: str) -> None:
        assert text_width(letter * 50, 10) >= BOLD[letter] * 500

    def test_plain_text_is_not_much_narrower(self) -> None:
        text = "restoration of a service"
        assert text_width(text, 1) == pytest.approx(sum(BOLD.get(each, 0.69) for each in text), 0.1)

    def test_it_grows_with_the_size(self) -> None:
        assert text_width("abc", 24) == pytest.approx(2 * text_width("abc"))

    def test_accents_and_joiners_take_no_room(self) -> None:
        assert text_width("e\u0301\u200b") == text_width("e") == text_width("é")

    def test_nothing_takes_no_room(self) -> None:
        assert text_width("") == 0


class TestShortened:
    def test_what_fits_stays(self) -> None:
        assert shortened("restore: met", text_width("restore: met")) == "restore: met"

    def test_beginning_and_end_stay(self) -> None:
        short = shortened("a" * 500 + ", 1 signal", 200)
        assert short.startswith("aaa")
        assert short.endswith(", 1 signal")
        assert short.count("…") == 1

    @pytest.mark.parametrize("room", [-10, 0, 5])
    def test_without_room_the_dots_are_left(self, room: float) -> None:
        assert shortened("something", room) == "…"

    @given(st.text(max_size=60), st.floats(20, 300), st.sampled_from([10, 12]))
    def test_it_fits(self, text: str, room: float, size: float) -> None:
        short = shortened(text, room, size)
        assert text_width(short, size) <= room
        cuts = [place for place, letter in enumerate(short) if letter == "…"]
        assert short == text or any(
            text.startswith(short[:cut]) and text.endswith(short[cut + 1 :]) for cut in cuts
        )


class TestSpread:
    def test_what_has_room_stays(self) -> None:
        assert spread([0, 10, 20], [5, 10]) == [0, 10, 20]

    def test_what_is_close_moves_apart_on_both_sides(self) -> None:
        assert spread([10, 10], [4]) == [8, 12]
        assert spread([0, 0, 0], [2, 4]) == pytest.approx([-8 / 3, -2 / 3, 10 / 3])

    def test_the_order_is_kept_whatever_is_wanted(self) -> None:
        assert spread([10, 0], [2]) == [4, 6]

    def test_none_and_one_need_no_gap(self) -> None:
        assert spread([], []) == []
        assert spread([3], []) == [3]

    @pytest.mark.parametrize(
        ("wanted", "gaps"), [([], [1]), ([1], [1]), ([1, 2], []), ([1, 2], [1, 1])]
    )
    def test_each_gap_lies_between_two(self, wanted: list[float], gaps: list[float]) -> None:
        with pytest.raises(InvalidValue, match="gaps"):
            spread(wanted, gaps)

    @given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 9)), min_size=1, max_size=20))
    def test_gaps_are_kept_and_nothing_drifts(self, given_pairs: list[tuple[int, int]]) -> None:
        wanted = [float(place) for place, _ in given_pairs]
        gaps = [float(gap) for _, gap in given_pairs[1:]]
        places = spread(wanted, gaps)
        for (one, other), gap in zip(pairwise(places), gaps, strict=True):
            assert other - one >= gap - 1e-9
        assert sum(places) == pytest.approx(sum(wanted), abs=1e-6)
