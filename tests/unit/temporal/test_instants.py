"""Instants: aware only, 1970 to 2200, RFC 3339 and ISO 8601 at the edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    NaiveDatetime,
    format_instant,
    from_micros,
    instant,
    parse_instant,
    to_micros,
)

MICROSECOND = timedelta(microseconds=1)
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 10, 26, 14, tzinfo=UTC)
NAIVE = MONDAY.replace(tzinfo=None)
RANGE = "an instant from 1970-01-01T00:00:00Z up to 2200-01-01T00:00:00Z"
ANY_FORM = "an RFC 3339 instant with an offset, such as 2026-10-26T14:00:00Z"


class Undecided(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _at: datetime | None) -> None:
        return None

    def dst(self, _at: datetime | None) -> None:
        return None

    def tzname(self, _at: datetime | None) -> None:
        return None


class Stamp(datetime):
    """A datetime of another library."""


class Distance(timedelta):
    """A duration of another library."""


class FineStamp(Stamp):
    """A datetime of another library that knows nanoseconds, as in pandas."""

    nanosecond = 0

    def __sub__(self, other: datetime) -> Distance:  # type: ignore[override]
        apart = datetime.fromtimestamp(self.timestamp(), UTC) - other
        return Distance(apart.days, apart.seconds, apart.microseconds)


class Elapsing:
    """Subtracts from a datetime without being one."""

    def __sub__(self, other: object) -> timedelta:
        return timedelta(days=1)


READERS: list[Callable[[datetime], object]] = [instant, to_micros, format_instant]


class TestWhatIsNoInstant:
    @pytest.mark.parametrize("read", READERS)
    @pytest.mark.parametrize("value", [NAIVE, MONDAY.replace(tzinfo=Undecided())], ids=str)
    def test_a_datetime_without_an_offset_is_refused(
        self, read: Callable[[datetime], object], value: datetime
    ) -> None:
        with pytest.raises(NaiveDatetime) as caught:
            read(value)
        assert caught.value.args == (
            "instant",
            value,
            "an aware datetime, for example with tzinfo=ZoneInfo('Europe/Berlin')",
        )

    @pytest.mark.parametrize("read", READERS)
    @pytest.mark.parametrize(
        "value",
        [None, "2026-10-26T14:00:00Z", 1.5, True, 0, date(2026, 10, 26), timedelta(1), Elapsing()],
        ids=lambda value: type(value).__name__,
    )
    def test_what_is_no_datetime_is_refused(
        self, read: Callable[[object], object], value: object
    ) -> None:
        with pytest.raises(InvalidType) as caught:
            read(value)
        assert caught.value.args == ("instant", value, "an aware datetime")

    def test_a_naive_datetime_is_a_value_error(self) -> None:
        assert issubclass(NaiveDatetime, InvalidValue)

    @pytest.mark.parametrize("read", [instant, to_micros])
    def test_the_error_names_the_field_of_the_caller(
        self, read: Callable[[datetime, str], object]
    ) -> None:
        with pytest.raises(NaiveDatetime) as caught:
            read(NAIVE, "resolved_at")
        assert caught.value.field == "resolved_at"


class TestRange:
    @pytest.mark.parametrize("read", READERS)
    @pytest.mark.parametrize(
        "value",
        [
            ORIGIN - MICROSECOND,
            HORIZON + MICROSECOND,
            datetime(1970, 1, 1, tzinfo=BERLIN),
            datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))),
        ],
        ids=str,
    )
    def test_an_instant_outside_is_refused(
        self, read: Callable[[datetime], object], value: datetime
    ) -> None:
        with pytest.raises(InvalidValue) as caught:
            read(value)
        assert caught.value.args == ("instant", value, RANGE)

    @pytest.mark.parametrize("value", [ORIGIN, HORIZON], ids=str)
    def test_both_ends_belong_to_it(self, value: datetime) -> None:
        assert instant(value) == value

    def test_it_is_measured_in_utc(self) -> None:
        late = datetime(2200, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
        assert instant(late) == HORIZON - timedelta(minutes=30)


class TestInstant:
    def test_summer_time_is_read(self) -> None:
        assert instant(datetime(2026, 7, 1, 14, tzinfo=BERLIN)) == datetime(
            2026, 7, 1, 12, tzinfo=UTC
        )

    @pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
    def test_the_repeated_hour_is_told_apart_by_its_fold(self, fold: int, hour: int) -> None:
        twice = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=BERLIN)
        assert instant(twice) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)

    @pytest.mark.parametrize("zone", [UTC, BERLIN, ZoneInfo("UTC"), timezone(timedelta(hours=-5))])
    def test_the_result_is_in_utc(self, zone: tzinfo) -> None:
        assert instant(MONDAY.astimezone(zone)).tzinfo is UTC

    def test_a_utc_datetime_stays_as_it_is(self) -> None:
        assert instant(MONDAY) is MONDAY

    def test_no_microsecond_is_lost(self) -> None:
        precise = MONDAY + timedelta(microseconds=123_457)
        assert instant(precise.astimezone(BERLIN)) == precise

    def test_a_subclass_becomes_a_plain_datetime(self) -> None:
        assert type(instant(Stamp(2026, 10, 26, 14, tzinfo=BERLIN))) is datetime

    def test_a_subclass_in_utc_becomes_a_plain_datetime(self) -> None:
        assert type(instant(Stamp(2026, 10, 26, 14, tzinfo=UTC))) is datetime

    def test_an_instant_of_a_library_with_durations_of_its_own_is_taken(self) -> None:
        at = instant(FineStamp(2026, 10, 26, 15, 0, 0, 5, tzinfo=BERLIN))
        assert (at, type(at - ORIGIN)) == (MONDAY + 5 * MICROSECOND, timedelta)

    def test_nanoseconds_are_refused_and_not_cut(self) -> None:
        fine = FineStamp(2026, 10, 26, 15, tzinfo=BERLIN)
        fine.nanosecond = 1
        with pytest.raises(InvalidValue) as caught:
            instant(fine)
        assert caught.value.args == ("instant", str(fine), "at most microseconds")


class TestMicros:
    @pytest.mark.parametrize(
        ("at", "micros"),
        [
            (ORIGIN, 0),
            (ORIGIN + MICROSECOND, 1),
            (datetime(1970, 1, 1, 1, tzinfo=UTC), 3_600_000_000),
            (datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC), 10**15),
            (datetime(2026, 10, 26, 15, tzinfo=BERLIN), 1_793_023_200_000_000),
            (HORIZON, 7_258_118_400_000_000),
        ],
    )
    def test_they_count_from_1970(self, at: datetime, micros: int) -> None:
        assert to_micros(at) == micros
        assert from_micros(micros) == at

    def test_what_they_give_back_is_in_utc(self) -> None:
        assert from_micros(0).tzinfo is UTC

    @pytest.mark.parametrize("micros", [-1, 7_258_118_400_000_001, 10**30, 10**5000], ids="abcd")
    def test_a_count_outside_the_range_is_refused(self, micros: int) -> None:
        with pytest.raises(InvalidValue) as caught:
            from_micros(micros)
        assert caught.value.args == ("micros", micros, RANGE)

    @pytest.mark.parametrize("micros", [float("nan"), float("inf")])
    def test_what_is_no_number_is_refused(self, micros: float) -> None:
        with pytest.raises((InvalidType, InvalidValue)):
            from_micros(micros)  # type: ignore[arg-type]

    @pytest.mark.parametrize("micros", [1.5, 1.0, True, "1", None], ids=repr)
    def test_a_count_is_an_int(self, micros: object) -> None:
        with pytest.raises(InvalidType):
            from_micros(micros)  # type: ignore[arg-type]


class TestParse:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-10-26T14:00:00Z",
            "2026-10-26t14:00:00z",
            "2026-10-26 14:00:00Z",
            "2026-10-26T14:00Z",
            "2026-10-26T14Z",
            "2026-10-26T14:00:00.000Z",
            "2026-10-26T14:00:00+00:00",
            "2026-10-26T14:00:00-00:00",
            "2026-10-26T15:00:00+01:00",
            "2026-10-26T15:00:00+01",
            "2026-10-26T19:45:00+05:45",
            "2026-10-26T09:30:00-04:30",
            "2026-10-27T04:00:00+14:00",
            "2026-10-26 15:00:00 +01:00",
            "20261026T140000Z",
            "20261026T1400Z",
            "20261026T14Z",
            "20261026T150000+0100",
            "2026-W44-1T14:00:00Z",
            "2026W441T140000Z",
        ],
    )
    def test_every_form_of_one_instant_is_read(self, text: str) -> None:
        assert parse_instant(text) == MONDAY

    @pytest.mark.parametrize("text", ["2026-299T14:00:00Z", "2026299T140000Z"])
    def test_an_ordinal_date_is_read(self, text: str) -> None:
        assert parse_instant(text) == MONDAY

    def test_the_last_day_of_a_leap_year_is_its_366th(self) -> None:
        assert parse_instant("2024-366T00:00:00Z") == datetime(2024, 12, 31, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("text", "at"),
        [
            # RFC 3339, 5.8
            ("1985-04-12T23:20:50.52Z", datetime(1985, 4, 12, 23, 20, 50, 520_000, tzinfo=UTC)),
            ("1996-12-19T16:39:57-08:00", datetime(1996, 12, 20, 0, 39, 57, tzinfo=UTC)),
            ("2024-02-29T00:00:00Z", datetime(2024, 2, 29, tzinfo=UTC)),
            ("2026-W53-5T00:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
            ("1970-01-01T00:00:00Z", ORIGIN),
            ("2200-01-01T00:00:00Z", HORIZON),
            ("2200-01-01T12:00:00+12:00", HORIZON),
        ],
    )
    def test_known_instants_are_read(self, text: str, at: datetime) -> None:
        assert parse_instant(text) == at

    @pytest.mark.parametrize(
        ("fraction", "micros"),
        [
            (".5", 500_000),
            (",5", 500_000),
            (".000001", 1),
            (".999999", 999_999),
            (".1234560", 123_456),
            ("." + "0" * 40, 0),
        ],
    )
    def test_a_fraction_of_a_second_is_exact(self, fraction: str, micros: int) -> None:
        at = parse_instant(f"2026-10-26T14:00:00{fraction}Z")
        assert at - MONDAY == timedelta(microseconds=micros)

    def test_text_of_64_places_is_read_and_no_longer_one(self) -> None:
        text = "2026-10-26T14:00:00.".ljust(63, "0")
        assert parse_instant(text + "Z") == MONDAY
        with pytest.raises(InvalidValue):
            parse_instant(text + "0Z")

    def test_the_result_is_in_utc(self) -> None:
        assert parse_instant("2026-10-26T15:00:00+01:00").tzinfo is UTC

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "now",
            "2026-10-26",
            "14:00:00Z",
            "2026-10-26T14:00:00",
            "2026-10-26T14:00:00 Europe/Berlin",
            "2026-10-26T14:00:00+1",
            "2026-10-26T14:00:00+01:00:00",
            "2026-10-26T14:00:00\u221201:00",
            "2026-10-26T14:00:00.Z",
            "2026-10-26T14:00:00Z ",
            " 2026-10-26T14:00:00Z",
            "2026-10-26T14:00:00Z\n",
            "2026-10-26T1:00:00Z",
            "26-10-26T14:00:00Z",
            "12026-10-26T14:00:00Z",
            "+2026-10-26T14:00:00Z",
            "-2026-10-26T14:00:00Z",
            "2026/10/26T14:00:00Z",
            "2026-W44T14:00:00Z",
            "2026-1026T14:00:00Z",
            "202610-26T14:00:00Z",
            "2026-W441T14:00:00Z",
            "2026-10-26T14:0000Z",
            "2026-10-26T1400:00Z",
            "1793023200",
            "\u0662\u0660\u0662\u0666-10-26T14:00:00Z",
            "\ud800",
            "2026-10-26T14:00:00Z\x00",
            "2026-10-26T14:00:00." + "0" * 60 + "Z",
            "9" * 1_000_000,
        ],
        ids=lambda text: ascii(text[:40]),
    )
    def test_text_of_another_form_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_instant(text)
        assert caught.value.args == ("instant", text, ANY_FORM)

    @pytest.mark.parametrize(
        "text",
        [
            "2026-02-29T00:00:00Z",
            "2026-04-31T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-10-00T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "2027-W53-1T00:00:00Z",
            "2026-W44-0T00:00:00Z",
            "2026-W44-8T00:00:00Z",
            "2026-10-26T25:00:00Z",
            "2026-10-26T14:61:00Z",
            "2026-10-26T14:00:61Z",
            "2026-10-26T14:00:00+24:00",
            "2026-10-26T14:00:00-99:00",
            "9999-12-31T24:00:00Z",
            "2026-000T00:00:00Z",
            "2026-366T00:00:00Z",
            "2024-367T00:00:00Z",
            "0000-001T00:00:00Z",
        ],
    )
    def test_what_does_not_exist_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_instant(text)
        assert caught.value.args == ("instant", text, "a date, time and offset that exist")

    @pytest.mark.parametrize("offset", ["+01:60", "+01:75", "-0199"])
    def test_an_offset_has_at_most_59_minutes(self, offset: str) -> None:
        with pytest.raises(InvalidValue):
            parse_instant(f"2026-10-26T14:00:00{offset}")

    @pytest.mark.parametrize(
        "text",
        [
            "1990-12-31T23:59:60Z",
            "1990-12-31T15:59:60-08:00",
            "20161231T235960Z",
            "2026-10-26T14:00:60.5Z",
        ],
    )
    def test_a_leap_second_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_instant(text)
        assert caught.value.args == (
            "instant",
            text,
            "seconds from 00 to 59; leap seconds have no place in UTC arithmetic",
        )

    @pytest.mark.parametrize("clock", ["60", "14:60", "1460"])
    def test_minute_60_is_no_leap_second(self, clock: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_instant(f"2026-10-26T{clock}Z")
        assert "leap" not in caught.value.allowed

    @pytest.mark.parametrize(
        "clock", ["24", "24:00", "2400", "24:00:00", "240000", "24:00:00.0", "24:00:00,000000"]
    )
    def test_hour_24_is_the_end_of_the_day(self, clock: str) -> None:
        assert parse_instant(f"2026-10-26T{clock}Z") == datetime(2026, 10, 27, tzinfo=UTC)

    def test_hour_24_ends_the_local_day(self) -> None:
        at = parse_instant("2026-12-31T24:00:00+01:00")
        assert at == datetime(2026, 12, 31, 23, tzinfo=UTC)

    def test_hour_24_reaches_the_end_of_the_range(self) -> None:
        assert parse_instant("2199-12-31T24:00Z") == HORIZON

    @pytest.mark.parametrize(
        "clock", ["24:01", "24:00:01", "24:30:00", "24:59:59", "24:00:00.000001", "24:00:00,1"]
    )
    def test_nothing_comes_after_24_00(self, clock: str) -> None:
        with pytest.raises(InvalidValue, match="a date, time and offset that exist"):
            parse_instant(f"2026-10-26T{clock}Z")

    @pytest.mark.parametrize(
        "clock", ["24:20", "24:40:00", "2424", "24:04", "24:00:02", "24:00:44", "242442"]
    )
    def test_nothing_comes_after_24_00_with_any_digits(self, clock: str) -> None:
        with pytest.raises(InvalidValue, match="a date, time and offset that exist"):
            parse_instant(f"2026-10-26T{clock}Z")

    @pytest.mark.parametrize("fraction", ["1234567", "0000001", "0" * 39 + "1"])
    def test_less_than_a_microsecond_is_refused(self, fraction: str) -> None:
        text = f"2026-10-26T14:00:00.{fraction}Z"
        with pytest.raises(InvalidValue) as caught:
            parse_instant(text)
        assert caught.value.args == ("instant", text, "at most microseconds")

    @pytest.mark.parametrize("clock", ["14.5", "14:00.5", "1400,25"])
    def test_a_fraction_of_an_hour_or_minute_is_refused(self, clock: str) -> None:
        text = f"2026-10-26T{clock}Z"
        with pytest.raises(InvalidValue) as caught:
            parse_instant(text)
        assert caught.value.args == ("instant", text, "a fraction of seconds only")

    @pytest.mark.parametrize(
        "text",
        [
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:59:59+01:00",
            "2200-01-01T00:00:00.000001Z",
            "2199-12-31T23:59:59-00:01",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
        ],
    )
    def test_an_instant_outside_the_range_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_instant(text)
        assert caught.value.allowed == RANGE

    @pytest.mark.parametrize("value", [None, 5, b"2026-10-26T14:00:00Z", MONDAY], ids=repr)
    def test_only_text_is_read(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            parse_instant(value)  # type: ignore[arg-type]
        assert caught.value.args == ("instant", value, "RFC 3339 text such as 2026-10-26T14:00:00Z")

    @pytest.mark.parametrize(
        "text",
        ["", "2026-10-26T14:00:60Z", "2026-02-30T00Z", "1969-01-01T00Z", "2026-10-26T24:01Z"],
    )
    def test_the_error_names_the_field_of_the_caller(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            parse_instant(text, "resolved_at")
        assert caught.value.field == "resolved_at"


class TestFormat:
    @pytest.mark.parametrize(
        ("at", "text"),
        [
            (MONDAY, "2026-10-26T14:00:00Z"),
            (MONDAY.astimezone(BERLIN), "2026-10-26T14:00:00Z"),
            (MONDAY + timedelta(seconds=10), "2026-10-26T14:00:10Z"),
            (MONDAY + timedelta(microseconds=250_000), "2026-10-26T14:00:00.25Z"),
            (MONDAY + timedelta(seconds=50, microseconds=100), "2026-10-26T14:00:50.0001Z"),
            (MONDAY + MICROSECOND, "2026-10-26T14:00:00.000001Z"),
            (ORIGIN, "1970-01-01T00:00:00Z"),
            (HORIZON, "2200-01-01T00:00:00Z"),
        ],
    )
    def test_text_is_utc_without_trailing_zeros(self, at: datetime, text: str) -> None:
        assert format_instant(at) == text
