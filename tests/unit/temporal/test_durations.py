"""Lengths of time: exact ones and those on a calendar."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import CalendarDuration, exact_duration, format_duration, parse_duration

NOT_ISO = [
    "",
    " ",
    "P",
    "PT",
    "P1DT",
    "T1H",
    "1H",
    "PT1",
    "PTH",
    "PT1H ",
    " PT1H",
    "PT1H\n",
    "pt1h",
    "+PT1H",
    "--PT1H",
    "PT-1H",
    "P-1D",
    "PT1S1M",
    "PT1H1H",
    "P1D1W",
    "P1M1Y",
    "PT1D",
    "P1H",
    "PT.5S",
    "PT1.S",
    "PT1.5H",
    "PT1.5M",
    "P0.5D",
    "PT1e3S",
    "PT\u0663H",
    "\ud800",
    "PT" + "9" * 5_000 + "H",
]


class TestParseExact:
    @pytest.mark.parametrize(
        ("text", "duration"),
        [
            ("PT0S", timedelta(0)),
            ("PT8H30M", timedelta(hours=8, minutes=30)),
            ("PT1H1M1S", timedelta(seconds=3661)),
            ("PT36H", timedelta(hours=36)),
            ("PT90M", timedelta(minutes=90)),
            ("PT86400S", timedelta(days=1)),
            ("PT0.25S", timedelta(milliseconds=250)),
            ("PT0,25S", timedelta(milliseconds=250)),
            ("PT0.000001S", timedelta(microseconds=1)),
            ("PT1.1234560S", timedelta(seconds=1, microseconds=123_456)),
            ("-PT1H", timedelta(hours=-1)),
            ("-PT0.5S", timedelta(milliseconds=-500)),
            ("-PT0S", timedelta(0)),
            ("P0D", timedelta(0)),
            ("P0Y0M0W0DT1H", timedelta(hours=1)),
            ("PT0001H", timedelta(hours=1)),
        ],
    )
    def test_hours_minutes_and_seconds_are_read(self, text: str, duration: timedelta) -> None:
        assert parse_duration(text) == duration

    @pytest.mark.parametrize("text", NOT_ISO, ids=lambda text: ascii(text[:20]))
    def test_text_of_another_form_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_duration(text)
        assert caught.value.args == (
            "duration",
            text,
            "an ISO 8601 duration such as PT8H30M or P1M",
        )

    @pytest.mark.parametrize("text", ["P1D", "P1W", "P1M", "P1Y", "P1DT1H", "-P1D"])
    def test_a_calendar_unit_is_refused_with_the_way_out(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_duration(text)
        assert str(caught.value) == (
            f"duration: '{text}' is not allowed; allowed: hours, minutes and seconds such as "
            "PT24H; read calendar units with CalendarDuration.parse"
        )

    def test_text_of_64_places_is_read_and_no_longer_one(self) -> None:
        assert parse_duration("PT1H".replace("1", "1".zfill(61))) == timedelta(hours=1)
        with pytest.raises(InvalidValue):
            parse_duration("PT1H".replace("1", "1".zfill(62)))

    @pytest.mark.parametrize("text", ["PT0.0000001S", "PT1.1234567S", "PT1.0000000001S"])
    def test_less_than_a_microsecond_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_duration(text)
        assert caught.value.args == ("duration", text, "at most microseconds")

    @pytest.mark.parametrize("sign", ["", "-"])
    def test_230_years_are_read(self, sign: str) -> None:
        assert abs(parse_duration(f"{sign}PT{366 * 230 * 24}H")) == timedelta(days=366 * 230)

    @pytest.mark.parametrize(
        "text",
        [
            f"PT{366 * 230 * 24}H0.000001S",
            f"-PT{366 * 230 * 24}H1S",
            "PT99999999999H",
            "PT" + "9" * 61 + "S",
        ],
    )
    def test_more_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_duration(text)
        assert caught.value.args == ("duration", text, "at most 230 years")

    @pytest.mark.parametrize("value", [None, 5, 1.5, timedelta(1), b"PT1H"], ids=repr)
    def test_only_text_is_read(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            parse_duration(value)  # type: ignore[arg-type]
        assert caught.value.args == (
            "duration",
            value,
            "ISO 8601 duration text such as PT8H30M",
        )

    @pytest.mark.parametrize("text", ["", "P1D", "PT0.0000001S", "PT99999999999H", "PT9999999H"])
    def test_the_error_names_the_field_of_the_caller(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_duration(text, "target")
        assert caught.value.field == "target"


class TestFormatExact:
    @pytest.mark.parametrize(
        ("duration", "text"),
        [
            (timedelta(0), "PT0S"),
            (timedelta(days=2, minutes=30), "PT48H30M"),
            (timedelta(hours=1), "PT1H"),
            (timedelta(minutes=90), "PT1H30M"),
            (timedelta(seconds=59), "PT59S"),
            (timedelta(seconds=3601), "PT1H1S"),
            (timedelta(milliseconds=250), "PT0.25S"),
            (timedelta(minutes=1, microseconds=1), "PT1M0.000001S"),
            (timedelta(seconds=10), "PT10S"),
            (timedelta(hours=-1), "-PT1H"),
            (timedelta(microseconds=-1), "-PT0.000001S"),
            (timedelta.max, "PT23999999999H59M59.999999S"),
            (timedelta.min, "-PT23999999976H"),
        ],
    )
    def test_text_is_canonical(self, duration: timedelta, text: str) -> None:
        assert format_duration(duration) == text

    @pytest.mark.parametrize("value", ["PT1H", 3600, None])
    def test_of_another_type_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            format_duration(value)  # type: ignore[arg-type]
        assert caught.value.args == ("duration", value, "timedelta")


class Distance(timedelta):
    """A duration of another library that knows nanoseconds, as in pandas."""

    nanoseconds = 0


class TestExact:
    def test_a_duration_stays_as_it_is(self) -> None:
        hour = timedelta(hours=1)
        assert exact_duration(hour) is hour

    @pytest.mark.parametrize("length", [timedelta(hours=8), timedelta(microseconds=-1)])
    def test_one_of_another_library_becomes_a_plain_one(self, length: timedelta) -> None:
        plain = exact_duration(Distance(length.days, length.seconds, length.microseconds))
        assert (plain, type(plain)) == (length, timedelta)

    def test_nanoseconds_are_refused_and_not_cut(self) -> None:
        fine = Distance(hours=8)
        fine.nanoseconds = 1
        with pytest.raises(InvalidValue) as caught:
            exact_duration(fine, "limit")
        assert caught.value.args == ("limit", str(fine), "at most microseconds")

    @pytest.mark.parametrize("value", [None, 5, 1.5, "PT1H", CalendarDuration(days=1)], ids=repr)
    def test_another_type_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            exact_duration(value, "limit")  # type: ignore[arg-type]
        assert caught.value.args == ("limit", value, "timedelta")


class TestCalendarDuration:
    def test_the_exact_time_is_kept_as_a_plain_duration(self) -> None:
        assert type(CalendarDuration(time=Distance(hours=1)).time) is timedelta

    @pytest.mark.parametrize(
        ("text", "duration"),
        [
            ("P1M", CalendarDuration(months=1)),
            ("P2W", CalendarDuration(weeks=2)),
            ("P1Y2M3W4D", CalendarDuration(years=1, months=2, weeks=3, days=4)),
            ("P10DT12H", CalendarDuration(days=10, time=timedelta(hours=12))),
            ("PT2H", CalendarDuration(time=timedelta(hours=2))),
            ("P0D", CalendarDuration()),
            ("P100000D", CalendarDuration(days=100_000)),
        ],
    )
    def test_calendar_units_are_read(self, text: str, duration: CalendarDuration) -> None:
        assert CalendarDuration.parse(text) == duration

    @pytest.mark.parametrize("text", NOT_ISO, ids=lambda text: ascii(text[:20]))
    def test_text_of_another_form_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            CalendarDuration.parse(text)
        assert caught.value.args == (
            "duration",
            text,
            "an ISO 8601 duration such as PT8H30M or P1M",
        )

    @pytest.mark.parametrize("text", ["-P1M", "-PT1H"])
    def test_a_negative_one_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            CalendarDuration.parse(text)
        assert caught.value.args == ("duration", text, "a calendar duration of 0 or more")

    @pytest.mark.parametrize("value", [None, 5, timedelta(1)], ids=repr)
    def test_only_text_is_read(self, value: object) -> None:
        with pytest.raises(InvalidType, match="allowed: ISO 8601 duration text"):
            CalendarDuration.parse(value)  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["years", "months", "weeks", "days"])
    @pytest.mark.parametrize("count", [-1, 100_001, 10**5000], ids="abc")
    def test_a_count_outside_0_to_100000_is_refused(self, name: str, count: int) -> None:
        with pytest.raises(InvalidValue) as caught:
            CalendarDuration(**{name: count})  # type: ignore[arg-type]
        assert caught.value.args == (name, count, "0 to 100000")

    @pytest.mark.parametrize("name", ["years", "months", "weeks", "days"])
    @pytest.mark.parametrize("count", [1.0, True, "1", None, float("nan")], ids=repr)
    def test_a_count_is_an_int(self, name: str, count: object) -> None:
        with pytest.raises(InvalidType) as caught:
            CalendarDuration(**{name: count})  # type: ignore[arg-type]
        assert caught.value.args == (name, count, "int")

    def test_a_time_of_230_years_is_taken(self) -> None:
        longest = timedelta(days=366 * 230)
        assert CalendarDuration(time=longest).time == longest

    @pytest.mark.parametrize("time", [timedelta(microseconds=-1), timedelta.max], ids=str)
    def test_a_time_outside_0_to_230_years_is_refused(self, time: timedelta) -> None:
        with pytest.raises(InvalidValue) as caught:
            CalendarDuration(time=time)
        assert caught.value.args == ("time", time, "0 to 230 years")

    @pytest.mark.parametrize("time", [0, 3600.0, None, "PT1H"], ids=repr)
    def test_a_time_is_a_timedelta(self, time: object) -> None:
        with pytest.raises(InvalidType):
            CalendarDuration(time=time)  # type: ignore[arg-type]

    def test_twelve_months_are_not_the_same_value_as_a_year(self) -> None:
        assert CalendarDuration(months=12) != CalendarDuration(years=1)

    def test_equal_ones_have_one_hash(self) -> None:
        assert len({CalendarDuration(weeks=2), CalendarDuration.parse("P2W")}) == 1

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            CalendarDuration(days=1).days = 2  # type: ignore[misc]

    @pytest.mark.parametrize(
        ("duration", "text"),
        [
            (CalendarDuration(), "PT0S"),
            (CalendarDuration(weeks=2), "P2W"),
            (CalendarDuration(years=1, months=2, weeks=3, days=4), "P1Y2M3W4D"),
            (CalendarDuration(days=10, time=timedelta(hours=12)), "P10DT12H"),
            (CalendarDuration(time=timedelta(days=1, milliseconds=500)), "PT24H0.5S"),
        ],
    )
    def test_text_is_canonical(self, duration: CalendarDuration, text: str) -> None:
        assert str(duration) == text
