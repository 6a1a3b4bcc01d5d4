"""Counts over an interval (R4.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.indicators import EventCount
from svcmgmt.temporal import EndBeforeStart, parse_instant as at

START = at("2026-10-26T08:00:00Z")
END = START + timedelta(minutes=1)


class TestEventCount:
    def test_good_and_bad_events_add_up(self) -> None:
        count = EventCount(start=START, end=END, good="118.5", total=120)
        assert (count.good, count.bad) == (Fraction("118.5"), Fraction("1.5"))
        assert EventCount.of_bad(start=START, end=END, bad="1.5", total=120) == count

    def test_instants_are_kept_in_utc(self) -> None:
        count = EventCount(start=at("2026-10-26T09:00:00+01:00"), end=END, good=0, total=0)
        assert count.start == START
        assert str(count.start.tzinfo) == "UTC"

    @pytest.mark.parametrize("end", [START, START - timedelta(seconds=1)])
    def test_an_empty_interval_is_refused(self, end: datetime) -> None:
        with pytest.raises(EndBeforeStart, match="after 2026-10-26T08:00:00Z, the start"):
            EventCount(start=START, end=end, good=0, total=0)

    @pytest.mark.parametrize(
        ("good", "total", "name"), [(0, -1, "total"), (-1, 5, "good"), (6, 5, "good")]
    )
    def test_impossible_counts_are_refused(self, good: int, total: int, name: str) -> None:
        with pytest.raises(InvalidValue, match=f"{name}: "):
            EventCount(start=START, end=END, good=good, total=total)

    @pytest.mark.parametrize("bad", [-1, 6])
    def test_impossible_bad_counts_are_refused_by_their_name(self, bad: int) -> None:
        with pytest.raises(InvalidValue, match="bad: "):
            EventCount.of_bad(start=START, end=END, bad=bad, total=5)

    def test_a_negative_total_is_refused_also_with_no_bad_events(self) -> None:
        with pytest.raises(InvalidValue, match="total: "):
            EventCount.of_bad(start=START, end=END, bad=0, total=-1)

    @pytest.mark.parametrize("value", [0.5, True, None, float("nan")])
    def test_floats_are_no_counts(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            EventCount(start=START, end=END, good=0, total=value)
        with pytest.raises(InvalidType):
            EventCount.of_bad(start=START, end=END, bad=value, total=1)
