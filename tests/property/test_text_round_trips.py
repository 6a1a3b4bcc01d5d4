"""What is written is read back as the same value, and written in one way only."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from fractions import Fraction

from hypothesis import given, strategies as st

from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    CalendarDuration,
    Interval,
    IntervalSet,
    format_duration,
    format_instant,
    from_micros,
    instant,
    parse_duration,
    parse_instant,
    to_micros,
)
from svcmgmt.testing.strategies import instants, interval_sets, intervals
from svcmgmt.values import Extension, Money, Quantity, Ratio
from svcmgmt.values._exact import decimal_text, exact, number_text

MICROSECOND = timedelta(microseconds=1)
LONGEST = timedelta(days=366 * 230)

counts = st.integers(0, 100_000)
decimals = st.builds(
    lambda digits, places: Fraction(digits, 10**places),
    st.integers(-(10**15), 10**15),
    st.integers(0, 15),
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)


class TestInstants:
    @given(instants())
    def test_text_is_read_back(self, at: datetime) -> None:
        assert parse_instant(format_instant(at)) == instant(at)

    @given(instants())
    def test_text_is_canonical(self, at: datetime) -> None:
        assert format_instant(parse_instant(format_instant(at))) == format_instant(at)

    @given(instants())
    def test_text_sorts_like_time(self, at: datetime) -> None:
        whole = instant(at).replace(microsecond=0)
        assert format_instant(whole) < format_instant(whole + timedelta(seconds=1))

    @given(instants())
    def test_the_text_of_python_is_read(self, at: datetime) -> None:
        assert parse_instant(at.isoformat()) == instant(at)

    @given(instants(precision=timedelta(seconds=1)))
    def test_every_date_form_of_iso_8601_is_read(self, at: datetime) -> None:
        utc = instant(at)
        year, week, day = utc.isocalendar()
        for text in (
            f"{utc:%Y-%m-%dT%H:%M:%SZ}",
            f"{utc:%Y%m%dT%H%M%SZ}",
            f"{year:04}-W{week:02}-{day}T{utc:%H:%M:%S}Z",
            f"{year:04}W{week:02}{day}T{utc:%H%M%S}Z",
        ):
            assert parse_instant(text) == utc

    @given(st.integers(0, (HORIZON - ORIGIN) // MICROSECOND))
    def test_micros_are_read_back(self, micros: int) -> None:
        assert to_micros(from_micros(micros)) == micros

    @given(instants())
    def test_the_point_in_time_stays(self, at: datetime) -> None:
        assert from_micros(to_micros(at)) == instant(at)


class TestDurations:
    @given(st.timedeltas(-LONGEST, LONGEST))
    def test_text_is_read_back(self, duration: timedelta) -> None:
        assert parse_duration(format_duration(duration)) == duration

    @given(st.timedeltas(timedelta(microseconds=1), LONGEST))
    def test_the_negative_one_has_a_minus_before(self, duration: timedelta) -> None:
        assert format_duration(-duration) == "-" + format_duration(duration)

    @given(counts, counts, counts, counts, st.timedeltas(timedelta(0), LONGEST))
    def test_calendar_durations_are_read_back(
        self, years: int, months: int, weeks: int, days: int, time: timedelta
    ) -> None:
        duration = CalendarDuration(years=years, months=months, weeks=weeks, days=days, time=time)
        assert CalendarDuration.parse(str(duration)) == duration

    @given(st.timedeltas(timedelta(0), LONGEST))
    def test_without_calendar_units_both_kinds_are_written_alike(self, time: timedelta) -> None:
        assert str(CalendarDuration(time=time)) == format_duration(time)


class TestIntervals:
    @given(intervals())
    def test_text_is_read_back(self, interval: Interval) -> None:
        assert Interval.parse(str(interval)) == interval

    @given(instants())
    def test_an_open_interval_is_read_back(self, start: datetime) -> None:
        assert Interval.parse(str(Interval(start))) == Interval(start)

    @given(intervals())
    def test_start_and_duration_are_read(self, interval: Interval) -> None:
        text = f"{format_instant(interval.start)}/{format_duration(interval.duration)}"
        assert Interval.parse(text) == interval

    @given(interval_sets())
    def test_a_set_is_read_back(self, made: IntervalSet) -> None:
        assert IntervalSet.parse(str(made)) == made


class TestNumbers:
    @given(decimals)
    def test_decimal_text_is_read_back(self, value: Fraction) -> None:
        assert exact("value", number_text(value)) == value

    @given(st.fractions())
    def test_decimal_text_is_exact_or_not_given(self, value: Fraction) -> None:
        text = decimal_text(value)
        assert text is None or Fraction(text) == value

    @given(decimals)
    def test_money_shows_what_it_holds(self, amount: Fraction) -> None:
        text, currency = str(Money(amount, "EUR")).split()
        assert Money(text, currency) == Money(amount, "EUR")

    @given(decimals)
    def test_a_quantity_shows_what_it_holds(self, amount: Fraction) -> None:
        text, unit = str(Quantity(amount, "GB")).split()
        assert Quantity(text, unit) == Quantity(amount, "GB")

    @given(st.integers(0, 10**9), st.integers(1, 10**9))
    def test_a_ratio_is_read_back_from_its_fraction(self, good: int, more: int) -> None:
        ratio = Ratio(good, good + more)
        assert Ratio.parse(f"{ratio.good}/{ratio.total}") == ratio

    @given(st.integers(0, 10**9))
    def test_a_ratio_is_read_back_from_a_percentage_long_enough(self, good: int) -> None:
        ratio = Ratio(good, 10**9)
        assert Ratio.parse(ratio.percent(7)) == ratio

    @given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 28))
    def test_a_printed_percentage_is_off_by_half_a_place(
        self, good: int, more: int, places: int
    ) -> None:
        ratio = Ratio(good, good + more)
        off = abs(Ratio.parse(ratio.percent(places)).value - ratio.value)
        assert off * 100 <= Fraction(1, 2 * 10**places)


@given(st.dictionaries(st.text(max_size=4), json_values, max_size=4))
def test_an_extension_survives_json(content: dict[str, object]) -> None:
    extension = Extension(content)
    assert extension.to_dict() == content
    assert Extension(json.loads(json.dumps(extension.to_dict()))) == extension
