"""One half-open span of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import EndBeforeStart, Interval, NaiveDatetime, OpenInterval

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
NOON = datetime(2026, 10, 26, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
BERLIN = ZoneInfo("Europe/Berlin")


def span(first: int, last: int | None) -> Interval:
    return Interval(NOON + first * HOUR, None if last is None else NOON + last * HOUR)


class TestConstruction:
    def test_both_ends_are_kept_in_utc(self) -> None:
        interval = Interval(NOON.astimezone(BERLIN), (NOON + HOUR).astimezone(BERLIN))
        assert (interval.start, interval.end) == (NOON, NOON + HOUR)
        assert interval.start.tzinfo is UTC

    def test_an_end_is_open_unless_given(self) -> None:
        assert Interval(NOON).end is None

    def test_equal_ends_are_allowed(self) -> None:
        assert span(0, 0).is_empty()

    def test_a_reversed_interval_is_refused(self) -> None:
        with pytest.raises(EndBeforeStart) as caught:
            Interval(NOON, NOON - MICROSECOND)
        assert caught.value.field == "end"
        assert caught.value.value == NOON - MICROSECOND
        assert caught.value.allowed == "2026-10-26T12:00:00Z or later, the start"

    def test_a_reversed_interval_is_an_invalid_value(self) -> None:
        assert issubclass(EndBeforeStart, InvalidValue)

    def test_order_is_that_of_instants_not_of_wall_clocks(self) -> None:
        first = datetime(2026, 10, 25, 2, 45, fold=0, tzinfo=BERLIN)
        second = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=BERLIN)
        assert Interval(first, second).duration == timedelta(minutes=30)

    def test_a_reversed_interval_in_the_repeated_hour_is_refused(self) -> None:
        first = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=BERLIN)
        second = datetime(2026, 10, 25, 2, 45, fold=0, tzinfo=BERLIN)
        with pytest.raises(EndBeforeStart):
            Interval(first, second)

    def test_a_naive_start_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime, match="start: "):
            Interval(NAIVE)

    def test_a_naive_end_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime, match="end: "):
            Interval(NOON, NAIVE)

    @pytest.mark.parametrize("value", ["2026-10-26T12:00:00Z", 0, 1.5, False], ids=repr)
    def test_an_end_that_is_no_datetime_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            Interval(NOON, value)  # type: ignore[arg-type]
        assert caught.value.args == ("end", value, "an aware datetime")

    def test_a_start_is_needed(self) -> None:
        with pytest.raises(InvalidType, match="start: NoneType None"):
            Interval(None)  # type: ignore[arg-type]

    @pytest.mark.parametrize("year", [1969, 2201])
    def test_an_end_outside_the_range_is_refused(self, year: int) -> None:
        with pytest.raises(InvalidValue, match=r"1970-01-01T00:00:00Z up to 2200-01-01T00:00:00Z"):
            Interval(NOON, datetime(year, 1, 1, tzinfo=UTC))

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            span(0, 1).end = None  # type: ignore[misc]

    def test_equal_spans_of_two_zones_have_one_hash(self) -> None:
        assert len({span(0, 1), Interval(NOON.astimezone(BERLIN), NOON + HOUR)}) == 1


class TestParse:
    @pytest.mark.parametrize(
        ("text", "interval"),
        [
            ("2026-10-26T12:00:00Z/2026-10-26T13:00:00Z", span(0, 1)),
            ("2026-10-26T13:00:00+01:00/2026-10-26T14:00:00+01:00", span(0, 1)),
            ("2026-10-26T12:00:00Z/PT1H", span(0, 1)),
            ("2026-10-26T12:00:00Z/PT0S", span(0, 0)),
            ("2026-10-26T12:00:00Z/-PT0S", span(0, 0)),
            ("2026-10-26T12:00:00Z/..", span(0, None)),
            ("2026-10-25T24:00:00Z/PT12H", span(-12, 0)),
        ],
    )
    def test_every_form_is_read(self, text: str, interval: Interval) -> None:
        assert Interval.parse(text) == interval

    def test_a_day_of_25_hours_is_25_hours_long(self) -> None:
        text = "2026-10-25T00:00:00+02:00/2026-10-26T00:00:00+01:00"
        assert Interval.parse(text).duration == timedelta(hours=25)

    @pytest.mark.parametrize("text", ["", " ", "2026-10-26T12:00:00Z", "PT1H", "\ud800"])
    def test_text_without_a_slash_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Interval.parse(text)
        assert caught.value.args == (
            "interval",
            text,
            "start/end, start/duration or start/..",
        )

    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("/", "start"),
            ("/2026-10-26T12:00:00Z", "start"),
            ("../2026-10-26T12:00:00Z", "start"),
            ("PT1H/2026-10-26T12:00:00Z", "start"),
            ("R5/2026-10-26T12:00:00Z/PT1H", "start"),
            ("2026-10-26T12:00:00Z/", "end"),
            ("2026-10-26T12:00:00Z/13:00:00Z", "end"),
            ("2026-10-26T12:00:00Z/PT1H/PT1H", "duration"),
            ("2026-10-26T12:00:00Z/P1D", "duration"),
            ("2026-10-26T12:00:00Z/P", "duration"),
            ("2026-10-26T12:00:00Z/2026-10-26T13:00:00", "end"),
        ],
    )
    def test_the_part_that_is_wrong_is_named(self, text: str, field: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Interval.parse(text)
        assert caught.value.field == field

    @pytest.mark.parametrize("end", ["2026-10-26T11:00:00Z", "-PT1H"])
    def test_a_reversed_interval_is_refused(self, end: str) -> None:
        with pytest.raises(EndBeforeStart):
            Interval.parse(f"2026-10-26T12:00:00Z/{end}")

    @pytest.mark.parametrize("duration", ["PT2020320H", "-PT2020320H"])
    def test_a_duration_beyond_the_range_is_refused(self, duration: str) -> None:
        with pytest.raises(InvalidValue, match=r"end: .* allowed: an instant from 1970"):
            Interval.parse(f"2026-10-26T12:00:00Z/{duration}")

    @pytest.mark.parametrize("value", [None, 5, NOON], ids=repr)
    def test_only_text_is_read(self, value: object) -> None:
        with pytest.raises(InvalidType):
            Interval.parse(value)  # type: ignore[arg-type]


class TestLength:
    def test_duration_is_exact(self) -> None:
        assert Interval(NOON, NOON + HOUR + MICROSECOND).duration == HOUR + MICROSECOND

    def test_the_night_of_the_clock_change_has_one_hour_more(self) -> None:
        night = Interval(
            datetime(2026, 10, 25, 0, tzinfo=BERLIN), datetime(2026, 10, 25, 6, tzinfo=BERLIN)
        )
        assert night.duration == timedelta(hours=7)

    def test_an_open_interval_has_no_length(self) -> None:
        with pytest.raises(OpenInterval) as caught:
            _ = Interval(NOON).duration
        assert caught.value.args == (
            "interval",
            Interval(NOON),
            "an end; close it with closed(as_of)",
        )

    def test_the_message_shows_which_interval_is_open(self) -> None:
        with pytest.raises(OpenInterval, match=r"2026.{1,4}10.{1,4}26"):
            _ = Interval(NOON).duration

    @pytest.mark.parametrize(("last", "empty"), [(0, True), (1, False), (None, False)])
    def test_only_equal_ends_are_empty(self, last: int | None, *, empty: bool) -> None:
        assert span(0, last).is_empty() is empty


class TestClosed:
    def test_an_open_interval_ends_at_as_of(self) -> None:
        assert span(0, None).closed(NOON + HOUR) == span(0, 1)

    def test_a_closed_interval_stays_as_it_is(self) -> None:
        interval = span(0, 2)
        assert interval.closed(NOON + HOUR) is interval

    def test_it_may_close_to_an_empty_interval(self) -> None:
        assert span(0, None).closed(NOON).is_empty()

    def test_it_cannot_close_before_its_start(self) -> None:
        with pytest.raises(EndBeforeStart):
            span(0, None).closed(NOON - MICROSECOND)

    def test_a_naive_as_of_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            span(0, None).closed(NAIVE)

    def test_as_of_is_needed(self) -> None:
        with pytest.raises(InvalidType):
            span(0, None).closed(None)  # type: ignore[arg-type]


class TestContains:
    @pytest.mark.parametrize(
        ("at", "inside"),
        [
            (NOON - MICROSECOND, False),
            (NOON, True),
            (NOON + HOUR - MICROSECOND, True),
            (NOON + HOUR, False),
            ((NOON + timedelta(minutes=30)).astimezone(BERLIN), True),
            ((NOON + HOUR).astimezone(BERLIN), False),
        ],
        ids=str,
    )
    def test_the_start_is_inside_and_the_end_is_not(self, at: datetime, *, inside: bool) -> None:
        assert (at in span(0, 1)) is inside

    def test_an_open_interval_contains_all_that_comes(self) -> None:
        assert datetime(2199, 12, 31, tzinfo=UTC) in span(0, None)

    def test_an_empty_interval_contains_nothing(self) -> None:
        assert NOON not in span(0, 0)

    def test_the_repeated_hour_counts_once_each(self) -> None:
        first = Interval.parse("2026-10-25T00:00:00Z/PT1H")
        assert datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN) in first
        assert datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN) not in first

    @pytest.mark.parametrize("value", ["2026-10-26T12:00:00Z", None, 0], ids=repr)
    def test_only_instants_are_looked_for(self, value: object) -> None:
        with pytest.raises(InvalidType):
            _ = value in span(0, 1)  # type: ignore[operator]

    def test_a_naive_datetime_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            _ = NAIVE in span(0, 1)


class TestIntersection:
    @pytest.mark.parametrize(
        ("one", "other", "common"),
        [
            (span(0, 2), span(1, 3), span(1, 2)),
            (span(0, 4), span(1, 2), span(1, 2)),
            (span(0, 2), span(0, 2), span(0, 2)),
            (span(0, None), span(1, 2), span(1, 2)),
            (span(0, None), span(1, None), span(1, None)),
            (span(0, 1), span(1, 2), span(1, 1)),
            (span(0, 1), span(2, 3), span(2, 2)),
            (span(0, 1), span(2, None), span(2, 2)),
            (span(0, 4), span(2, 2), span(2, 2)),
        ],
        ids=str,
    )
    def test_the_common_part_is_the_same_from_both_sides(
        self, one: Interval, other: Interval, common: Interval
    ) -> None:
        assert one & other == other & one == common

    @pytest.mark.parametrize(
        ("one", "other", "overlapping"),
        [
            (span(0, 2), span(1, 3), True),
            (span(0, None), span(5, None), True),
            (span(0, 1), span(1, 2), False),
            (span(0, 1), span(2, 3), False),
            (span(0, 4), span(2, 2), False),
        ],
        ids=str,
    )
    def test_touching_is_not_overlapping(
        self, one: Interval, other: Interval, *, overlapping: bool
    ) -> None:
        assert one.overlaps(other) is other.overlaps(one) is overlapping

    def test_only_intervals_intersect(self) -> None:
        with pytest.raises(TypeError):
            span(0, 1) & 5  # type: ignore[operator]


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (span(0, 1), "2026-10-26T12:00:00Z/2026-10-26T13:00:00Z"),
        (span(0, None), "2026-10-26T12:00:00Z/.."),
        (
            Interval(NOON, NOON + timedelta(milliseconds=1500)),
            "2026-10-26T12:00:00Z/2026-10-26T12:00:01.5Z",
        ),
    ],
)
def test_text_is_an_iso_8601_interval(interval: Interval, text: str) -> None:
    assert str(interval) == text
