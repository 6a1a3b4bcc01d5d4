from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import OrderedDict, deque
from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import permutations, repeat
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


class TestOrder:
    """Holidays are a set: in which order they come makes no other list."""

    NEW_YEAR, FIRST_OF_MAY = date(2026, 1, 1), date(2026, 5, 1)
    THANKSGIVING = RecurringHoliday(THANKSGIVING, name="Thanksgiving")

    def test_dates_and_yearly_holidays_are_in_order(self) -> None:
        yearly = YearlyHoliday(12, 25), YearlyHoliday(10, 3)
        range_ = Holiday("2026-05-01", "2026-05-03")
        given: list[date | HolidayRule] = [
            *yearly,
            self.THANKSGIVING,
            CHRISTMAS,
            range_,
            self.FIRST_OF_MAY,
            self.NEW_YEAR,
        ]
        for mixed in permutations(given):
            made = HolidayList(mixed)
            assert made.rules == (
                Holiday(self.NEW_YEAR),
                Holiday(self.FIRST_OF_MAY),
                range_,
                Holiday(CHRISTMAS),
                *reversed(yearly),
                self.THANKSGIVING,
            )

    def test_other_rules_keep_theirs(self) -> None:
        """Which names a date is theirs to say."""
        other = RecurringHoliday(THANKSGIVING, name="harvest")
        one, two = HolidayList([self.THANKSGIVING, other]), HolidayList([other, self.THANKSGIVING])
        assert one != two
        assert one.name_of(date(2026, 11, 26)) == "Thanksgiving"
        assert two.name_of(date(2026, 11, 26)) == "harvest"

    def test_of_two_names_of_a_date_the_first_counts(self) -> None:
        names = [Holiday(CHRISTMAS, name=name) for name in ("one", "other")]
        assert HolidayList(names).name_of(CHRISTMAS) == "one"
        assert HolidayList(reversed(names)).name_of(CHRISTMAS) == "other"

    def test_a_date_names_itself_before_a_rule_does(self) -> None:
        observed = Holiday(CHRISTMAS, name="Friday off")
        both = HolidayList([YearlyHoliday(12, 25, name="Christmas Day"), observed])
        assert both.name_of(CHRISTMAS) == "Friday off"
        assert both.name_of(date(2027, 12, 25)) == "Christmas Day"

    def test_a_list_in_a_list_is_one_with_it(self) -> None:
        inner = HolidayList([CHRISTMAS, self.THANKSGIVING])
        assert HolidayList([inner, self.NEW_YEAR]) == HolidayList(
            [self.NEW_YEAR, CHRISTMAS, self.THANKSGIVING]
        )
        deep = inner
        for _ in range(5_000):
            deep = HolidayList([deep])
        assert deep == inner

    def test_sets_have_one(self) -> None:
        rules = [RecurringHoliday(THANKSGIVING, name=name) for name in "abcdef"]
        assert HolidayList(set(rules)).rules == tuple(rules)

    def test_sets_have_the_same_one_in_every_process(self) -> None:
        """Python tells the items of a set in another order each time it starts."""
        code = (
            "from svcmgmt.calendars import *;"
            "days = {f'2026-{month:02d}-01' for month in range(1, 13)};"
            "rules = {RecurringHoliday(Recurrence(rule=f'FREQ=YEARLY;BYMONTH={month}',"
            " start=to_instant(__import__('datetime').datetime(2026, 1, 1), zone='UTC')))"
            " for month in range(1, 13)};"
            "print(HolidayList(days).rules, HolidayList(rules).rules)"
        )
        told = {
            subprocess.run(  # noqa: S603 - the interpreter that runs this test
                [sys.executable, "-c", code],
                env={**os.environ, "PYTHONHASHSEED": str(seed)},
                capture_output=True,
                check=True,
            ).stdout
            for seed in (1, 2, 3)
        }
        assert len(told) == 1


class TestMany:
    """Effort is counted as the rules that are asked."""

    def test_of_many_dates_only_those_near_are_asked(self) -> None:
        days = [date(2000, 1, 1) + timedelta(days=2 * number) for number in range(10_000)]
        many = HolidayList(days)
        assert days[5_000] in many
        assert days[5_000] + timedelta(days=1) not in many
        near = many._near(days[5_000], days[5_010])
        assert [rule.first for rule in near if isinstance(rule, Holiday)] == days[5_000:5_011]

    def test_long_ranges_are_found_behind_short_ones(self) -> None:
        closed = HolidayList(
            [Holiday("2020-01-01", "2029-12-31", name="decade"), "2024-05-01", "2026-05-01"]
        )
        assert closed.name_of(date(2026, 5, 1)) == "decade"
        assert date(2029, 12, 31) in closed
        assert date(2030, 1, 1) not in closed
        assert date(2019, 12, 31) not in closed

    @pytest.mark.parametrize("days", [1, 30, 365])
    def test_closures_expand_each_rule_once(
        self, days: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rules = [
            RecurringHoliday(
                Recurrence(
                    rule=f"FREQ=YEARLY;BYMONTH={month};BYDAY=1MO",
                    start=datetime(2020, 1, 1, tzinfo=UTC),
                ),
                name=f"first Monday of {month}",
            )
            for month in range(1, 13)
        ]
        office = weekly("Mon-Fri 08:00-12:00, 13:00-17:00", zone="UTC", holidays=rules)
        start = at("2026-01-01T00:00:00Z")
        office.elapsed(start, start + timedelta(days=days))
        expanded = 0
        between = Recurrence.between

        def counting(self: Recurrence, first: datetime, until: datetime) -> list[datetime]:
            nonlocal expanded
            expanded += 1
            return between(self, first, until)

        monkeypatch.setattr(Recurrence, "between", counting)
        found = office.closures(start, start + timedelta(days=days))
        assert len(found) == 1 + len([each for each in found if each.day])
        assert expanded == len(rules)


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


class TestContainersThatFillThemselves:
    class Filling(dict[date, str]):
        """A mapping that computes what it is asked for and keeps it, as the holidays package."""

        def __contains__(self, day: object) -> bool:
            if isinstance(day, date) and day.month == 12 and day.day == 25:
                self[day] = "Christmas"
            return dict.__contains__(self, day)

    def test_make_calendars_that_stay_equal_when_one_is_asked(self) -> None:
        first, second = self.Filling(), self.Filling()
        one, other = (weekly("daily 8-18", zone="UTC", holidays=days) for days in (first, second))
        assert one == other
        assert not one.is_open(at("2026-12-25T12:00:00Z"))
        assert str(one.why(at("2026-12-25T12:00:00Z"))) == "holiday 2026-12-25 Christmas"
        assert one == other
        assert first == second == {}
        assert pickle.loads(pickle.dumps(one)) == other  # noqa: S301 - made on this line

    def test_and_cannot_be_copied_are_asked_themselves(self) -> None:
        class Alone(Weekends):
            def __deepcopy__(self, _memo: object) -> Alone:
                message = "there is only one"
                raise RuntimeError(message)

        alone = Alone()
        assert list(holiday_list(alone).dates(date(2026, 10, 23), date(2026, 10, 24))) == [
            date(2026, 10, 24)
        ]
        assert holiday_list(alone) == holiday_list(alone)


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
