from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import repeat
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    Holiday,
    HolidayList,
    HolidayRule,
    Recurrence,
    RecurringHoliday,
    YearlyHoliday,
    snapshot,
    weekly,
)
from svcmgmt.calendars.holiday_lists import holiday_list
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.temporal import HORIZON, ORIGIN, parse_instant as at

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CHRISTMAS = date(2026, 12, 25)
THANKSGIVING = Recurrence(
    rule="FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    start=datetime(2020, 1, 1, tzinfo=ZoneInfo("America/New_York")),
)


class TestHoliday:
    def test_is_one_date_unless_a_last_one_is_given(self) -> None:
        assert Holiday("2026-12-25") == Holiday(CHRISTMAS, CHRISTMAS)
        assert Holiday(CHRISTMAS, name="Christmas").dates(*YEAR) == {CHRISTMAS: "Christmas"}

    def test_of_a_range_gives_the_part_that_is_asked(self) -> None:
        days = Holiday("2026-12-24", "2027-01-01", name="closed")
        assert list(days.dates(*YEAR)) == [date(2026, 12, day) for day in range(24, 32)]
        assert days.dates(date(2027, 1, 2), date(2027, 12, 31)) == {}
        assert days.dates(date(2026, 12, 31), date(2026, 1, 1)) == {}

    def test_that_ends_before_it_starts_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Holiday("2026-12-25", "2026-12-24")
        assert caught.value.field == "last"
        assert caught.value.allowed == "2026-12-25 or later"

    @pytest.mark.parametrize("value", [datetime(2026, 12, 25, tzinfo=UTC), None, 20261225])
    def test_of_another_type_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType, match="holiday"):
            Holiday(value)  # type: ignore[arg-type]

    @pytest.mark.parametrize("value", ["25.12.2026", "2026-02-29", "1969-12-31", "2200-01-01"])
    def test_that_is_no_date_is_refused(self, value: str) -> None:
        with pytest.raises(InvalidValue, match="holiday"):
            Holiday(value)

    def test_of_all_time_is_allowed(self) -> None:
        ever = Holiday("1970-01-01", "2199-12-31")
        assert len(ever.dates(date(1970, 1, 1), date(2199, 12, 31))) == 84_006
        shut = weekly("daily 8-18", zone="UTC", holidays=HolidayList([ever]))
        assert shut.elapsed(ORIGIN, at("1980-01-01T00:00:00Z")) == timedelta(0)


class TestYearlyHoliday:
    def test_is_on_the_same_date_every_year(self) -> None:
        unity = YearlyHoliday(10, 3, name="German Unity Day")
        found = unity.dates(date(2025, 10, 4), date(2028, 10, 3))
        assert found == {date(year, 10, 3): "German Unity Day" for year in (2026, 2027, 2028)}

    def test_on_29_february_is_in_leap_years_only(self) -> None:
        found = YearlyHoliday(2, 29).dates(date(2095, 1, 1), date(2104, 12, 31))
        assert list(found) == [date(2096, 2, 29), date(2104, 2, 29)]

    @pytest.mark.parametrize(
        ("month", "day"),
        [
            (2, 30),
            (0, 1),
            (13, 1),
            (4, 31),
            (1, 0),
            (-1, 1),
            pytest.param(1, 10**30, id="huge"),
        ],
    )
    def test_that_no_year_has_is_refused(self, month: int, day: int) -> None:
        with pytest.raises(InvalidValue, match="a month and day that exist") as caught:
            YearlyHoliday(month, day)
        assert caught.value.value == f"{month}-{day}"

    @pytest.mark.parametrize(("month", "day"), [("12", 25), (12.0, 25), (12, None), (True, 1)])
    def test_of_another_type_is_refused_as_such(self, month: object, day: object) -> None:
        with pytest.raises(InvalidType) as caught:
            YearlyHoliday(month, day)  # type: ignore[arg-type]
        assert caught.value.field in {"month", "day"}


class TestRecurringHoliday:
    def test_is_on_each_local_date_of_an_occurrence(self) -> None:
        days = RecurringHoliday(THANKSGIVING, name="Thanksgiving")
        assert days.dates(*YEAR) == {date(2026, 11, 26): "Thanksgiving"}
        assert days.dates(date(2026, 11, 26), date(2026, 11, 26)) == {
            date(2026, 11, 26): "Thanksgiving"
        }
        assert days.dates(date(2026, 11, 27), date(2027, 11, 24)) == {}

    def test_closes_a_calendar(self) -> None:
        shop = weekly("daily 9-17", zone="UTC", holidays=[RecurringHoliday(THANKSGIVING)])
        assert not shop.is_open(at("2026-11-26T12:00:00Z"))
        assert shop.is_open(at("2026-11-19T12:00:00Z"))

    @pytest.mark.parametrize(
        ("zone", "moment"),
        [("America/New_York", HORIZON), ("Europe/Berlin", ORIGIN)],
    )
    def test_closes_a_calendar_from_1970_to_2200(self, zone: str, moment: datetime) -> None:
        start = datetime(1970, 1, 2, 12, tzinfo=ZoneInfo(zone))
        days = RecurringHoliday(Recurrence(rule="FREQ=YEARLY", start=start))
        assert not weekly("daily 9-17", zone="UTC", holidays=[days]).is_open(moment)

    def test_of_another_rule_is_refused(self) -> None:
        with pytest.raises(InvalidType) as caught:
            RecurringHoliday("FREQ=YEARLY")  # type: ignore[arg-type]
        assert caught.value.field == "recurrence"


class TestHolidayList:
    LIST = HolidayList(
        [
            "2026-10-03",
            Holiday(CHRISTMAS, "2026-12-26", name="Christmas"),
            YearlyHoliday(12, 25, name="Christmas Day"),
            YearlyHoliday(1, 1, name="New Year"),
        ]
    )

    def test_knows_its_dates_in_order_with_their_names(self) -> None:
        assert list(self.LIST.dates(*YEAR).items()) == [
            (date(2026, 1, 1), "New Year"),
            (date(2026, 10, 3), ""),
            (CHRISTMAS, "Christmas"),
            (date(2026, 12, 26), "Christmas"),
        ]

    def test_the_first_rule_that_knows_a_date_names_it(self) -> None:
        assert self.LIST.name_of(CHRISTMAS) == "Christmas"
        assert self.LIST.name_of(date(2027, 12, 25)) == "Christmas Day"
        assert self.LIST.name_of(date(2026, 10, 3)) == ""
        assert self.LIST.name_of(date(2026, 10, 4)) == ""

    def test_contains_dates_and_nothing_else(self) -> None:
        assert CHRISTMAS in self.LIST
        assert date(2026, 12, 24) not in self.LIST
        for other in ("2026-12-25", None, 7):
            assert other not in self.LIST

    def test_does_not_contain_instants(self) -> None:
        assert datetime(2026, 12, 25, tzinfo=UTC) not in self.LIST

    @pytest.mark.parametrize("day", [datetime(2026, 12, 25, tzinfo=UTC), "2026-12-25", None])
    def test_names_dates_only(self, day: object) -> None:
        with pytest.raises(InvalidType) as caught:
            self.LIST.name_of(day)  # type: ignore[arg-type]
        assert caught.value.field == "day"

    def test_is_a_rule_itself(self) -> None:
        nested = HolidayList([self.LIST, "2026-05-01"])
        assert isinstance(self.LIST, HolidayRule)
        assert len(nested.dates(*YEAR)) == 5

    def test_is_empty_by_default(self) -> None:
        assert HolidayList().dates(*YEAR) == {}

    def test_is_equal_and_hashes_by_its_rules(self) -> None:
        assert HolidayList(["2026-10-03"]) == HolidayList([date(2026, 10, 3)])
        assert hash(HolidayList(["2026-10-03"])) == hash(HolidayList([Holiday("2026-10-03")]))
        assert HolidayList(["2026-10-03"]) != HolidayList(["2026-10-04"])

    @pytest.mark.parametrize("value", [None, 1, [CHRISTMAS]])
    def test_of_something_else_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType):
            HolidayList([value])  # type: ignore[list-item]

    @pytest.mark.parametrize("value", ["2026-12-25", CHRISTMAS, LIST, {CHRISTMAS: "Christmas"}])
    def test_is_made_of_a_list(self, value: object) -> None:
        """The names of a mapping would be lost; `holidays=` of a calendar reads them."""
        with pytest.raises(InvalidType) as caught:
            HolidayList(value)  # type: ignore[arg-type]
        assert caught.value.field == "rules"


class Weekends:
    """A container of somebody else: endless, and knows only `date in it`."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day.weekday() >= 5


class EveryDay:
    """A container that would never come to an end."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date)

    def __iter__(self) -> Iterator[date]:
        return repeat(CHRISTMAS)


class Dates:
    """Something that can only be iterated."""

    def __iter__(self) -> Iterator[date]:
        return iter([CHRISTMAS])


class TestAnyFormOfHolidays:
    @pytest.mark.parametrize(
        "value",
        [
            [CHRISTMAS],
            ("2026-12-25",),
            {CHRISTMAS},
            frozenset({"2026-12-25"}),
            {CHRISTMAS: ""},
            {"2026-12-25": ""},
            iter(["2026-12-25"]),
            Dates(),
        ],
        ids=["list", "tuple", "set", "frozenset", "dict", "text-dict", "iterator", "iterable"],
    )
    def test_is_a_list_of_dates(self, value: list[date | str]) -> None:
        assert holiday_list(value) == HolidayList([CHRISTMAS])

    def test_none_is_no_holiday(self) -> None:
        assert holiday_list(None) == HolidayList()

    def test_a_list_is_taken_as_it_is(self) -> None:
        known = HolidayList([CHRISTMAS])
        assert holiday_list(known) is known

    def test_names_of_a_dict_are_kept(self) -> None:
        assert holiday_list({CHRISTMAS: "Christmas"}).name_of(CHRISTMAS) == "Christmas"

    @pytest.mark.parametrize("value", ["2026-12-25", b"2026-12-25"])
    def test_text_is_refused(self, value: str) -> None:
        with pytest.raises(InvalidType, match="a list of dates"):
            holiday_list(value)

    @pytest.mark.parametrize("value", [CHRISTMAS, YearlyHoliday(12, 25), 20261225])
    def test_one_thing_in_place_of_a_list_is_refused_as_such(self, value: object) -> None:
        with pytest.raises(InvalidType, match="a list of dates") as caught:
            holiday_list(value)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.value) == ("holidays", value)

    def test_any_container_is_asked_date_by_date(self) -> None:
        weekends = holiday_list(Weekends())
        assert list(weekends.dates(date(2026, 10, 23), date(2026, 10, 26))) == [
            date(2026, 10, 24),
            date(2026, 10, 25),
        ]
        daily = weekly("daily 8-18", zone="UTC", holidays=Weekends())
        week = weekly("Mon-Fri 8-18", zone="UTC")
        span = at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")
        assert daily.elapsed(*span) == week.elapsed(*span)

    @pytest.mark.parametrize(
        "mapping",
        [OrderedDict({CHRISTMAS: "Christmas"}), MappingProxyType({CHRISTMAS: "Christmas"})],
        ids=["ordered", "proxy"],
    )
    def test_names_of_other_mappings_are_kept(self, mapping: Container[date]) -> None:
        assert holiday_list(mapping).dates(*YEAR) == {CHRISTMAS: "Christmas"}

    @pytest.mark.parametrize(
        "value",
        [
            OrderedDict({"2026-12-25": "Christmas"}),
            MappingProxyType({"2026-12-25": "Christmas"}),
            {"2026-12-25": "Christmas"}.keys(),
        ],
        ids=["ordered", "proxy", "keys"],
    )
    def test_text_in_other_collections_is_not_lost(self, value: Container[date]) -> None:
        assert CHRISTMAS in holiday_list(value)

    def test_rules_in_other_collections_are_not_lost(self) -> None:
        rules: deque[HolidayRule] = deque([YearlyHoliday(12, 25)])
        assert holiday_list(rules) == HolidayList(rules)

    def test_names_of_text_in_other_mappings_are_kept(self) -> None:
        proxy: MappingProxyType[str, str] = MappingProxyType({"2026-12-25": "Christmas"})
        assert holiday_list(proxy).name_of(CHRISTMAS) == "Christmas"

    @pytest.mark.parametrize("value", [deque([ORIGIN]), {ORIGIN: ""}.keys(), deque([20261225])])
    def test_what_is_no_date_in_other_collections_is_refused(self, value: Container[date]) -> None:
        with pytest.raises(InvalidType, match="a date without time"):
            holiday_list(value)

    def test_a_container_that_can_be_iterated_without_end_is_asked(self) -> None:
        assert CHRISTMAS in holiday_list(EveryDay())

    def test_a_foreign_container_makes_equal_and_hashable_calendars(self) -> None:
        weekends = Weekends()
        one, other = (weekly("daily 8-18", zone="UTC", holidays=weekends) for _ in range(2))
        assert one == other
        assert hash(one) == hash(other)
        assert one != weekly("daily 8-18", zone="UTC", holidays=Weekends())


class TestSnapshot:
    def test_fixes_what_a_live_container_says(self) -> None:
        live = {CHRISTMAS}
        calendar = weekly("daily 8-18", zone="UTC", holidays=snapshot(live, *YEAR))
        live.clear()
        assert not calendar.is_open(at("2026-12-25T12:00:00Z"))

    def test_has_the_dates_of_the_range_only(self) -> None:
        found = snapshot(Weekends(), date(2026, 10, 24), date(2026, 10, 31))
        assert found == HolidayList(["2026-10-24", "2026-10-25", "2026-10-31"])

    def test_of_too_many_years_is_refused(self) -> None:
        endless = Weekends()
        assert len(snapshot(endless, date(1970, 1, 1), date(2199, 12, 31)).rules) > 20_000
        with pytest.raises(LimitExceeded) as caught:
            holiday_list(endless).dates(date(1900, 1, 1), date(2199, 12, 31))
        assert caught.value.what == "days of holidays"

    def test_needs_dates(self) -> None:
        with pytest.raises(InvalidType):
            snapshot([], ORIGIN, CHRISTMAS)
