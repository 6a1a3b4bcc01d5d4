from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import CalendarDays, PeriodKind, ReportingPeriod, UnknownZone, rolling
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import ORIGIN, Interval, NaiveDatetime, parse_instant as at

AMSTERDAM = "Europe/Amsterdam"


def around(
    within: date | str, kind: PeriodKind, *, zone: str = AMSTERDAM, anchor: int = 1
) -> ReportingPeriod:
    return ReportingPeriod.around(within, kind, zone=zone, anchor=anchor)


class TestLength:
    @pytest.mark.parametrize(
        ("within", "kind", "zone", "seconds"),
        [
            ("2024-03-15", PeriodKind.MONTH, AMSTERDAM, 2_674_800),
            ("2024-10-15", PeriodKind.MONTH, AMSTERDAM, 2_682_000),
            ("2024-02-15", PeriodKind.MONTH, AMSTERDAM, 29 * 86_400),
            ("2024-03-31", PeriodKind.DAY, AMSTERDAM, 82_800),
            ("2024-10-27", PeriodKind.DAY, AMSTERDAM, 90_000),
            ("2024-10-28", PeriodKind.DAY, AMSTERDAM, 86_400),
            ("2024-03-31", PeriodKind.WEEK, AMSTERDAM, 7 * 86_400 - 3_600),
            ("2024-03-31", PeriodKind.QUARTER, AMSTERDAM, 91 * 86_400 - 3_600),
            ("2024-06-30", PeriodKind.HALF_YEAR, AMSTERDAM, 182 * 86_400 - 3_600),
            ("2024-03-31", PeriodKind.YEAR, AMSTERDAM, 366 * 86_400),
            ("2018-11-04", PeriodKind.DAY, "America/Sao_Paulo", 82_800),
            ("2026-10-04", PeriodKind.DAY, "Australia/Lord_Howe", 84_600),
            ("2026-04-05", PeriodKind.DAY, "Australia/Lord_Howe", 88_200),
            ("2011-12-30", PeriodKind.DAY, "Pacific/Apia", 0),
            ("2011-12-30", PeriodKind.MONTH, "Pacific/Apia", 30 * 86_400),
            ("2024-03-15", PeriodKind.MONTH, "UTC", 31 * 86_400),
        ],
    )
    def test_is_that_between_two_local_midnights(
        self, within: str, kind: PeriodKind, zone: str, seconds: int
    ) -> None:
        length = around(within, kind, zone=zone).interval.duration
        assert length == timedelta(seconds=seconds)

    def test_goes_from_midnight_to_midnight(self) -> None:
        day = around("2024-03-31", PeriodKind.DAY)
        assert day.interval == Interval(at("2024-03-30T23:00:00Z"), at("2024-03-31T22:00:00Z"))


class TestLabel:
    @pytest.mark.parametrize(
        ("within", "kind", "anchor", "label"),
        [
            ("2026-11-23", PeriodKind.DAY, 1, "2026-11-23"),
            ("2026-11-23", PeriodKind.WEEK, 1, "2026-W48"),
            ("2027-01-03", PeriodKind.WEEK, 1, "2026-W53"),
            ("2024-12-30", PeriodKind.WEEK, 1, "2025-W01"),
            ("2026-11-23", PeriodKind.WEEK, 7, "2026-11-22 to 2026-11-28"),
            ("2026-11-23", PeriodKind.MONTH, 1, "2026-11"),
            ("2026-11-23", PeriodKind.MONTH, 16, "2026-11-16 to 2026-12-15"),
            ("2026-11-15", PeriodKind.MONTH, 16, "2026-10-16 to 2026-11-15"),
            ("2026-01-01", PeriodKind.QUARTER, 1, "2026-Q1"),
            ("2026-11-23", PeriodKind.QUARTER, 1, "2026-Q4"),
            ("2026-01-31", PeriodKind.QUARTER, 2, "2025-11-01 to 2026-01-31"),
            ("2026-06-30", PeriodKind.HALF_YEAR, 1, "2026-H1"),
            ("2026-07-01", PeriodKind.HALF_YEAR, 1, "2026-H2"),
            ("2026-03-31", PeriodKind.HALF_YEAR, 4, "2025-10-01 to 2026-03-31"),
            ("2026-11-23", PeriodKind.YEAR, 1, "2026"),
            ("2026-03-31", PeriodKind.YEAR, 4, "2025-04-01 to 2026-03-31"),
            ("2026-04-01", PeriodKind.YEAR, 4, "2026-04-01 to 2027-03-31"),
            ("2026-09-30", PeriodKind.YEAR, 10, "2025-10-01 to 2026-09-30"),
        ],
    )
    def test_is_short_or_the_dates(
        self, within: str, kind: PeriodKind, anchor: int, label: str
    ) -> None:
        period = around(within, kind, anchor=anchor)
        assert period.label == label
        assert period.first <= date.fromisoformat(within) < period.until


class TestBillingCycle:
    def test_from_the_31st_on_begins_on_the_last_day_of_shorter_months(self) -> None:
        cycle = around("2026-02-10", PeriodKind.MONTH, anchor=31)
        labels = []
        for _ in range(5):
            labels.append(cycle.label)
            cycle = cycle.next()
        assert labels == [
            "2026-01-31 to 2026-02-27",
            "2026-02-28 to 2026-03-30",
            "2026-03-31 to 2026-04-29",
            "2026-04-30 to 2026-05-30",
            "2026-05-31 to 2026-06-29",
        ]

    @pytest.mark.parametrize("anchor", [28, 29, 30, 31])
    def test_is_the_same_walked_back(self, anchor: int) -> None:
        cycle = around("2023-12-31", PeriodKind.MONTH, anchor=anchor)
        walked = [cycle]
        for _ in range(30):
            walked.append(walked[-1].next())
        back = walked[-1]
        for expected in reversed(walked):
            assert back == expected
            back = back.previous()

    def test_knows_leap_years(self) -> None:
        cycle = around("2024-02-29", PeriodKind.MONTH, anchor=30)
        assert cycle.label == "2024-02-29 to 2024-03-29"
        assert cycle.previous().label == "2024-01-30 to 2024-02-28"


class TestAround:
    @pytest.mark.parametrize(
        "within",
        [
            "2026-11-23",
            date(2026, 11, 23),
            at("2026-11-22T23:00:00Z"),
            at("2026-11-23T22:59:59Z"),
            datetime(2026, 11, 23, 23, tzinfo=ZoneInfo("Europe/Amsterdam")),
        ],
    )
    def test_takes_a_date_or_an_instant(self, within: date | str) -> None:
        period = around(within, PeriodKind.DAY)
        assert period.first == date(2026, 11, 23)
        assert period.zone == ZoneInfo(AMSTERDAM)
        if isinstance(within, datetime):
            assert within in period.interval

    def test_reads_an_instant_on_the_clock_of_the_zone(self) -> None:
        moment = at("2026-10-31T23:30:00Z")
        assert around(moment, PeriodKind.MONTH).label == "2026-11"
        assert around(moment, PeriodKind.MONTH, zone="America/New_York").label == "2026-10"

    @pytest.mark.parametrize(
        ("kind", "anchor"),
        [
            (PeriodKind.DAY, 2),
            (PeriodKind.WEEK, 8),
            (PeriodKind.MONTH, 32),
            (PeriodKind.QUARTER, 13),
            (PeriodKind.HALF_YEAR, 13),
            (PeriodKind.YEAR, 13),
            (PeriodKind.YEAR, 0),
            (PeriodKind.MONTH, -1),
            (PeriodKind.MONTH, True),
            (PeriodKind.MONTH, 1.0),
            (PeriodKind.MONTH, "1"),
        ],
    )
    def test_refuses_an_anchor_that_the_kind_does_not_have(
        self,
        kind: PeriodKind,
        anchor: Any,  # noqa: ANN401 - wrong types among them
    ) -> None:
        with pytest.raises(InvalidValue) as caught:
            around("2026-11-23", kind, anchor=anchor)
        assert (caught.value.field, caught.value.value) == ("anchor", anchor)
        assert caught.value.allowed

    def test_refuses_what_is_no_date_or_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            around(datetime.fromisoformat("2026-11-23T12:00"), PeriodKind.DAY)
        with pytest.raises(InvalidValue):
            around("2026-11-31", PeriodKind.DAY)
        with pytest.raises(InvalidType):
            around(20261123, PeriodKind.DAY)  # type: ignore[arg-type]
        with pytest.raises(UnknownZone):
            around("2026-11-23", PeriodKind.DAY, zone="Amsterdam")

    @pytest.mark.parametrize("kind", ["month", None, 1])
    def test_refuses_what_is_no_kind(self, kind: PeriodKind) -> None:
        with pytest.raises(InvalidType) as caught:
            around("2026-11-23", kind)
        assert (caught.value.field, caught.value.allowed) == ("kind", "PeriodKind")

    def test_the_period_around_an_instant_contains_it(self) -> None:
        moment = at("2006-10-29T03:00:00Z")  # 28 October, 23:30 for the second time
        period = around(moment, PeriodKind.DAY, zone="America/St_Johns")
        assert period.label == "2006-10-28"
        assert moment in period.interval

    @pytest.mark.parametrize("kind", [PeriodKind.DAY, PeriodKind.WEEK])
    @pytest.mark.parametrize(
        ("zone", "change"),
        [
            (AMSTERDAM, "2026-10-25T01:00:00Z"),
            ("America/Nuuk", "2024-03-31T01:00:00Z"),
            ("America/Nuuk", "2024-10-27T01:00:00Z"),
            ("America/St_Johns", "2006-10-29T02:31:00Z"),
            ("Pacific/Apia", "2011-12-30T10:00:00Z"),
        ],
    )
    def test_the_periods_around_instants_at_a_clock_change_contain_them(
        self, zone: str, change: str, kind: PeriodKind
    ) -> None:
        for minutes in range(-180, 180):
            moment = at(change) + timedelta(minutes=minutes, seconds=30)
            assert moment in around(moment, kind, zone=zone).interval

    @pytest.mark.parametrize(
        ("within", "zone"), [("1970-01-15", AMSTERDAM), ("2199-12-15", "America/New_York")]
    )
    def test_a_period_beyond_the_border_is_refused_at_once(self, within: str, zone: str) -> None:
        """Cut off at the border it would be a month of another length."""
        with pytest.raises(InvalidValue, match=r"to .*31 in .*within 1970 to 2200") as caught:
            around(within, PeriodKind.MONTH, zone=zone)
        assert caught.value.field == "period"

    @pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
    def test_the_first_month_is_known_west_of_greenwich(self, zone: str) -> None:
        assert around("1970-01-15", PeriodKind.MONTH, zone=zone).interval.start >= ORIGIN


class TestFields:
    """A period that is stored or made by hand is one that `around` finds."""

    @staticmethod
    def made(**fields: Any) -> ReportingPeriod:  # noqa: ANN401
        own: dict[str, Any] = {
            "kind": PeriodKind.DAY,
            "first": date(2026, 1, 1),
            "until": date(2026, 1, 2),
            "zone": ZoneInfo("UTC"),
        }
        return ReportingPeriod(**own | fields)

    def test_make_the_period_again(self) -> None:
        assert self.made() == around("2026-01-01", PeriodKind.DAY, zone="UTC")
        quarter = self.made(
            kind=PeriodKind.QUARTER, first=date(2025, 11, 1), until=date(2026, 2, 1), anchor=2
        )
        assert quarter == around("2026-01-31", PeriodKind.QUARTER, zone="UTC", anchor=2)

    @pytest.mark.parametrize("zone", ["UTC", UTC, ZoneInfo.no_cache("UTC")])
    def test_take_a_zone_in_any_form(self, zone: object) -> None:
        assert self.made(zone=zone) == self.made()

    @pytest.mark.parametrize("until", ["2026-03-01", "2026-01-01", "2025-12-31", "2026-01-03"])
    def test_of_a_day_end_with_it(self, until: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            self.made(until=date.fromisoformat(until))
        assert (caught.value.field, caught.value.value) == ("until", date.fromisoformat(until))
        assert "2026-01-02" in caught.value.allowed

    @pytest.mark.parametrize(
        ("kind", "anchor", "first"),
        [
            (PeriodKind.WEEK, 1, "2025-12-29"),
            (PeriodKind.WEEK, 7, "2025-12-28"),
            (PeriodKind.MONTH, 16, "2025-12-16"),
            (PeriodKind.QUARTER, 2, "2025-11-01"),
            (PeriodKind.YEAR, 4, "2025-04-01"),
        ],
    )
    def test_begin_where_their_anchor_says(self, kind: PeriodKind, anchor: int, first: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            self.made(kind=kind, anchor=anchor)
        assert (caught.value.field, caught.value.value) == ("first", date(2026, 1, 1))
        assert first in caught.value.allowed

    @pytest.mark.parametrize("anchor", [-99, -5, 0, 2, 99, True, None, "1"])
    def test_have_an_anchor_of_their_kind(self, anchor: object) -> None:
        with pytest.raises(InvalidValue) as caught:
            self.made(anchor=anchor)
        assert (caught.value.field, caught.value.value) == ("anchor", anchor)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("kind", "day"),
            ("first", "2026-01-01"),
            ("first", ORIGIN),
            ("first", None),
            ("zone", None),
        ],
    )
    def test_are_of_their_kind(self, field: str, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            self.made(**{field: value})
        assert (caught.value.field, caught.value.value) == (field, value)


class TestWalking:
    def test_goes_up_to_the_one_that_contains_another_first_date(self) -> None:
        first = around("2026-01-15", PeriodKind.MONTH)
        walked = [each.label for each in first.upto(around("2026-04-15", PeriodKind.MONTH))]
        assert walked == ["2026-01", "2026-02", "2026-03", "2026-04"]
        assert list(first.upto(first)) == [first]
        assert list(first.upto(first.previous())) == []

    def test_may_end_at_another_kind(self) -> None:
        quarter = around("2026-02-15", PeriodKind.QUARTER)
        walked = [each.label for each in quarter.upto(around("2026-08-20", PeriodKind.DAY))]
        assert walked == ["2026-Q1", "2026-Q2", "2026-Q3"]

    def test_goes_to_the_first_and_last_period_and_no_further(self) -> None:
        last = around("2199-12-31", PeriodKind.MONTH, zone="UTC")
        assert list(last.previous().upto(last)) == [last.previous(), last]
        with pytest.raises(InvalidValue):
            last.next()
        with pytest.raises(InvalidValue):
            around("1970-01-01", PeriodKind.MONTH, zone="UTC").previous()

    @pytest.mark.parametrize("kind", PeriodKind)
    def test_next_and_previous_are_inverse(self, kind: PeriodKind) -> None:
        period = around("2024-02-29", kind)
        assert period.next().previous() == period == period.previous().next()
        assert period.next().first == period.until


def test_kinds_are_found_by_their_text_shortest_first() -> None:
    lengths = [around("2026-11-23", kind).interval.duration for kind in PeriodKind]
    assert lengths == sorted(lengths)
    assert [PeriodKind(kind.value) for kind in PeriodKind] == list(PeriodKind)


class TestRolling:
    @pytest.mark.parametrize(
        ("lasts", "start"),
        [
            (timedelta(days=30), "2026-10-02T00:00:00Z"),
            (CalendarDays(30), "2026-10-01T23:00:00Z"),
            (CalendarDays(0), "2026-11-01T00:00:00Z"),
            (timedelta(0), "2026-11-01T00:00:00Z"),
        ],
    )
    def test_reaches_back_exactly_or_to_the_same_wall_time(
        self, lasts: timedelta | CalendarDays, start: str
    ) -> None:
        until = at("2026-11-01T00:00:00Z")
        assert rolling(until, lasts, zone="Europe/Berlin") == Interval(at(start), until)

    def test_is_in_utc_by_default(self) -> None:
        until = at("2026-11-01T00:00:00Z")
        assert rolling(until, CalendarDays(30)).start == at("2026-10-02T00:00:00Z")

    @pytest.mark.parametrize("lasts", [30, "P30D", None])
    def test_refuses_other_lengths(self, lasts: object) -> None:
        with pytest.raises(InvalidType) as caught:
            rolling(ORIGIN, lasts)  # type: ignore[arg-type]
        assert caught.value.field == "lasts"

    def test_refuses_negative_lengths_and_naive_ends(self) -> None:
        with pytest.raises(InvalidValue):
            rolling(at("2026-11-01T00:00:00Z"), -timedelta(days=1))
        with pytest.raises(NaiveDatetime):
            rolling(datetime.fromisoformat("2026-11-01T00:00"), timedelta(days=1))

    @pytest.mark.parametrize("lasts", [timedelta(days=5), timedelta.max, CalendarDays(5)])
    def test_refuses_a_start_before_1970(self, lasts: timedelta | CalendarDays) -> None:
        with pytest.raises(InvalidValue) as caught:
            rolling(datetime(1970, 1, 2, tzinfo=UTC), lasts)
        assert (caught.value.field, caught.value.value) == ("lasts", lasts)
