"""Text of weekly hours: whatever can be written is read back, whatever is odd is refused."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Final

from hypothesis import given, strategies as st

from svcmgmt.calendars import OverlappingHours, TimeRange, WeeklyHours
from svcmgmt.errors import SvcmgmtError
from svcmgmt.testing.strategies import time_ranges, week_hours

DAY: Final = timedelta(days=1)
MICROSECOND: Final = timedelta(microseconds=1)
NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

whole_ranges = st.builds(
    lambda opens, length: TimeRange(opens, opens + length),
    st.timedeltas(timedelta(0), DAY - MICROSECOND),
    st.timedeltas(MICROSECOND, DAY),
)


@given(week_hours())
def test_the_text_of_hours_reads_as_the_same_hours(week: WeeklyHours) -> None:
    assert WeeklyHours.parse(str(week)) == week
    assert str(WeeklyHours.parse(str(week))) == str(week)


@given(whole_ranges)
def test_the_text_of_a_range_reads_as_the_same_range(hours: TimeRange) -> None:
    assert TimeRange.parse(str(hours)) == hours


@given(st.lists(st.lists(whole_ranges, max_size=2), min_size=7, max_size=7))
def test_hours_with_nights_and_fractions_survive_their_text(days: list[list[TimeRange]]) -> None:
    try:
        week = WeeklyHours(days)
    except OverlappingHours:
        return
    assert WeeklyHours.parse(str(week)) == week
    assert week.is_never() is (str(week) == "")


@given(week_hours())
def test_a_week_is_as_long_as_its_ranges(week: WeeklyHours) -> None:
    lengths = [each.closes - each.opens for day in week.days for each in day]
    assert week.weekly_total() == sum(lengths, timedelta(0))
    assert all(
        one.closes < other.opens
        for day in week.days
        for one, other in pairwise(day)
        if other.closes <= one.opens + DAY
    )


@given(week_hours(), st.permutations(range(7)))
def test_days_may_be_named_in_any_order_and_at_any_length(
    week: WeeklyHours, order: list[int]
) -> None:
    clauses = [
        f"{NAMES[index][: 2 + position]}: {', '.join(map(str, week.days[index])) or 'closed'}"
        for position, index in enumerate(order)
    ]
    assert WeeklyHours.parse(" ; ".join(clauses)) == week


@given(st.integers(0, 6), st.integers(0, 6), time_ranges(latest=DAY))
def test_a_span_of_days_goes_round_the_week(
    first: int, last: int, ranges: tuple[TimeRange, ...]
) -> None:
    text = f"{NAMES[first]}-{NAMES[last]} {', '.join(map(str, ranges))}"
    named = {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    week = WeeklyHours.parse(text)
    assert {index for index, day in enumerate(week.days) if day} == named
    assert all(week.days[index] == week.days[first] for index in named)


@given(week_hours())
def test_a_mapping_of_names_gives_the_same_hours(week: WeeklyHours) -> None:
    as_mapping = {name: list(day) for name, day in zip(NAMES, week.days, strict=True)}
    as_pairs = {
        name: [tuple(str(each).split("-")) for each in day]
        for name, day in zip(NAMES, week.days, strict=True)
    }
    assert WeeklyHours.of(as_mapping) == week
    assert WeeklyHours.of(as_pairs) == week  # type: ignore[arg-type]


@given(st.text(max_size=60) | st.text("MonTueday -,;:&0123456789x/+.closed", max_size=60))
def test_any_text_is_hours_or_an_error_of_this_library(text: str) -> None:
    try:
        week = WeeklyHours.parse(text)
    except SvcmgmtError as error:
        assert str(error)  # noqa: PT017 - any of them will do
        return
    assert WeeklyHours.parse(str(week)) == week
