"""Lengths in shorthand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.openslo import DurationShorthand, DurationUnit


class TestParse:
    @pytest.mark.parametrize(
        ("text", "days", "minutes"),
        [("5m", 0, 5), ("12h", 0, 720), ("30d", 30, 0), ("4w", 28, 0), ("1w", 7, 0)],
    )
    def test_exact_lengths(self, text: str, days: int, minutes: int) -> None:
        duration = DurationShorthand.parse(text)
        assert duration.is_exact
        assert duration.exact == timedelta(days=days, minutes=minutes)
        assert str(duration) == text

    @pytest.mark.parametrize(
        ("text", "iso"),
        [("1M", "P1M"), ("1Q", "P3M"), ("2Y", "P24M"), ("3d", "P3D"), ("2w", "P2W")],
    )
    def test_lengths_on_a_calendar(self, text: str, iso: str) -> None:
        assert str(DurationShorthand.parse(text).on_calendar) == iso

    def test_exact_time_on_a_calendar(self) -> None:
        assert str(DurationShorthand.parse("90m").on_calendar) == "PT1H30M"

    @pytest.mark.parametrize("text", ["1M", "1Q", "1Y"])
    def test_months_have_no_one_length(self, text: str) -> None:
        duration = DurationShorthand.parse(text)
        assert not duration.is_exact
        with pytest.raises(InvalidValue, match=text):
            _ = duration.exact

    @pytest.mark.parametrize(
        "text", ["", "5", "m", "5 m", "-5m", "5s", "5D", "0m", "100001m", "1.5h", "\u0665m", "5m\n"]
    )
    def test_other_texts_are_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue):
            DurationShorthand.parse(text)

    def test_something_else_than_text_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="duration"):
            DurationShorthand.parse(5)  # type: ignore[arg-type]


class TestOf:
    @pytest.mark.parametrize(
        ("length", "text"),
        [
            (timedelta(days=28), "4w"),
            (timedelta(days=30), "30d"),
            (timedelta(hours=36), "36h"),
            (timedelta(minutes=90), "90m"),
        ],
    )
    def test_the_longest_unit_is_taken(self, length: timedelta, text: str) -> None:
        assert str(DurationShorthand.of(length)) == text
        assert DurationShorthand.parse(text).exact == length

    @pytest.mark.parametrize(
        "length",
        [timedelta(0), timedelta(seconds=90), -timedelta(days=1), timedelta(minutes=100_001)],
    )
    def test_what_has_no_shorthand_is_refused(self, length: timedelta) -> None:
        with pytest.raises(InvalidValue, match="length"):
            DurationShorthand.of(length)

    def test_something_else_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="length"):
            DurationShorthand.of(60)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "name"), [((True, DurationUnit.DAY), "count"), ((1, "d"), "unit")]
)
def test_a_duration_of_other_kinds_is_refused(arguments: tuple[Any, Any], name: str) -> None:
    with pytest.raises(InvalidType, match=name):
        DurationShorthand(*arguments)
