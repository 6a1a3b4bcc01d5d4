from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    DayPrecedence,
    HolidayList,
    HolidayRule,
    NoSuchTime,
    OverlappingHours,
    Recurrence,
    ServiceCalendar,
    SpecialDay,
    TimeRange,
    WeeklyHours,
    YearlyHoliday,
    always,
    fixed,
    never,
    recurring,
    versions,
    weekly,
)
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.temporal import (
    EMPTY,
    HORIZON,
    ORIGIN,
    Interval,
    IntervalSet,
    NaiveDatetime,
    OpenInterval,
    parse_instant as at,
)

HOUR = timedelta(hours=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OCTOBER = (at("2026-10-01T00:00:00Z"), at("2026-11-01T00:00:00Z"))


class TestWeekly:
    @pytest.mark.parametrize(
        "hours",
        [
            "Mon-Fri 08:00-18:00",
            WeeklyHours.parse("Mon-Fri 08:00-18:00"),
            {day: ["08:00-18:00"] for day in WEEKDAYS},
            {day: [("8", "18")] for day in WEEKDAYS},
        ],
        ids=["text", "hours", "mapping", "pairs"],
    )
    def test_takes_hours_in_any_form(self, hours: str | WeeklyHours) -> None:
        office = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        assert weekly(hours, zone=UTC) == office
        assert hash(weekly(hours, zone="UTC")) == hash(office)

    def test_is_closed_on_holidays_also_past_midnight(self) -> None:
        nights = weekly("daily 22:00-02:00+1", zone="UTC", holidays=["2026-10-10"])
        assert nights.is_open(at("2026-10-10T01:00:00Z"))  # the night of the 9th
        assert not nights.is_open(at("2026-10-10T23:00:00Z"))
        assert not nights.is_open(at("2026-10-11T01:00:00Z"))
        assert nights.is_open(at("2026-10-11T23:00:00Z"))

    def test_has_the_hours_of_special_days_instead(self) -> None:
        shop = weekly(
            "Mon-Fri 09:00-17:00",
            zone="UTC",
            special_days={"2026-10-10": ["10:00-12:00"], "2026-10-12": (), "2026-10-13": ["22-26"]},
        )
        assert shop.intervals(at("2026-10-09T12:00:00Z"), at("2026-10-14T10:00:00Z")) == (
            IntervalSet.parse(
                "2026-10-09T12:00:00Z/PT5H, 2026-10-10T10:00:00Z/PT2H,"
                "2026-10-13T22:00:00Z/PT4H, 2026-10-14T09:00:00Z/PT1H"
            )
        )

    @pytest.mark.parametrize(
        "days",
        [
            {"2026-10-10": ["10:00-12:00"]},
            {at("2026-10-10T00:00:00Z").date(): [TimeRange(10 * HOUR, 12 * HOUR)]},
            [SpecialDay("2026-10-10", ["10-12"])],
            (SpecialDay("2026-10-10", [("10:00", "12:00")]),),
        ],
        ids=["text", "date", "list", "tuple"],
    )
    def test_takes_special_days_in_any_form(self, days: list[SpecialDay]) -> None:
        one = weekly("", zone="UTC", special_days={"2026-10-10": ["10:00-12:00"]})
        assert weekly("", zone="UTC", special_days=days) == one
        assert one.elapsed(*OCTOBER) == 2 * HOUR

    @pytest.mark.parametrize(
        ("precedence", "hours"), [(DayPrecedence.SPECIAL_DAY, 2), (DayPrecedence.HOLIDAY, 0)]
    )
    def test_knows_which_rule_holds_on_a_date_that_is_both(
        self, precedence: DayPrecedence, hours: int
    ) -> None:
        both = weekly(
            "",
            zone="UTC",
            holidays=["2026-10-10"],
            special_days={"2026-10-10": ["10-12"]},
            precedence=precedence,
        )
        assert both.elapsed(*OCTOBER) == hours * HOUR

    def test_special_days_may_overlap_the_night_before(self) -> None:
        nights = weekly(
            "daily 22:00-06:00+1", zone="UTC", special_days={"2026-10-10": ["04:00-08:00"]}
        )
        span = Interval(at("2026-10-09T12:00:00Z"), at("2026-10-10T12:00:00Z"))
        assert nights.intervals(span.start, span.start + 24 * HOUR) == IntervalSet.parse(
            "2026-10-09T22:00:00Z/PT10H"
        )

    def test_one_special_day_twice_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="each date once") as caught:
            weekly(
                "",
                zone="UTC",
                special_days=[SpecialDay("2026-10-10", []), SpecialDay("2026-10-10", ["8-9"])],
            )
        assert caught.value.field == "special_days"

    @pytest.mark.parametrize(
        ("days", "error"),
        [
            ({"2026-10-10": "10:00-12:00"}, InvalidType),
            ({"2026-10-10": ["10-12", "11-13"]}, OverlappingHours),
            ({"2026-10-32": ["10-12"]}, InvalidValue),
            ({ORIGIN: ["10-12"]}, InvalidType),
        ],
    )
    def test_special_days_that_cannot_be_read_are_refused(
        self, days: dict[str, list[str]], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            weekly("Mon 8-9", zone="UTC", special_days=days)

    @pytest.mark.parametrize("days", [["2026-12-24"], "2026-12-24", SpecialDay("2026-12-24", [])])
    def test_special_days_without_hours_are_refused_as_such(self, days: list[SpecialDay]) -> None:
        with pytest.raises(InvalidType) as caught:
            weekly("Mon 8-9", zone="UTC", special_days=days)
        assert caught.value.field == "special_days"

    @pytest.mark.parametrize(
        ("hours", "error"),
        [
            ("Mon-Fri 18:00-08:00", InvalidValue),
            ("Mon 8-12, 9-10", OverlappingHours),
            (None, InvalidType),
            (["Mon 8-9"], InvalidType),
            ("x" * 3_000, LimitExceeded),
        ],
        ids=["reversed", "overlap", "none", "list", "long"],
    )
    def test_hours_that_cannot_be_read_are_refused(
        self, hours: str, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            weekly(hours, zone="UTC")

    @pytest.mark.parametrize("zone", [None, timezone(HOUR)])
    def test_a_zone_is_needed(self, zone: timezone) -> None:
        with pytest.raises(InvalidType):
            weekly("Mon 8-9", zone=zone)

    def test_tells_what_it_is(self) -> None:
        office = weekly(
            "Mon-Fri 8-18", zone="UTC", holidays=["2026-12-25"], special_days={"2026-12-24": []}
        )
        assert str(office) == "Mon-Fri 08:00-18:00, UTC, with holidays, 1 special days"
        assert str(weekly("", zone="UTC")) == "closed all week, UTC"

    def test_opens_never_only_without_any_hours(self) -> None:
        assert weekly("", zone="UTC", special_days={"2026-10-10": []}).rule.is_never()
        assert not weekly("", zone="UTC", special_days={"2026-10-10": ["8-9"]}).rule.is_never()


class TestAlwaysAndNever:
    def test_measure_real_time_and_none(self) -> None:
        assert always().elapsed(ORIGIN, HORIZON) == HORIZON - ORIGIN
        assert never().elapsed(ORIGIN, HORIZON) == timedelta(0)
        assert always().intervals(*OCTOBER) == IntervalSet.of([Interval(*OCTOBER)])
        assert never().intervals(*OCTOBER) == EMPTY
        assert always().intervals(OCTOBER[0], OCTOBER[0]) == EMPTY

    def test_are_equal_in_one_zone_only(self) -> None:
        assert always() == always(zone="UTC")
        assert always() != always(zone="Asia/Tokyo")
        assert always() != never()

    def test_tell_their_names(self) -> None:
        assert (str(always()), str(never())) == ("always", "never")


class TestFixed:
    SPANS = (
        Interval.parse("2026-10-26T09:00:00Z/PT1H"),
        Interval.parse("2026-10-26T09:30:00Z/PT1H"),
    )

    def test_is_open_during_the_union_of_its_intervals(self) -> None:
        calendar = fixed(self.SPANS)
        assert calendar == fixed(IntervalSet.of(self.SPANS)) == fixed(reversed(self.SPANS))
        assert calendar.elapsed(*OCTOBER) == timedelta(minutes=90)
        assert str(calendar) == "1 fixed intervals"

    def test_never_opens_without_any(self) -> None:
        assert fixed([]).rule.is_never()
        assert fixed([Interval(ORIGIN, ORIGIN)]).rule.is_never()

    def test_needs_closed_intervals(self) -> None:
        with pytest.raises(OpenInterval):
            fixed([Interval(ORIGIN)])

    def test_one_interval_in_place_of_a_list_is_refused_as_such(self) -> None:
        with pytest.raises(InvalidType) as caught:
            fixed(self.SPANS[0])  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.value) == ("intervals", self.SPANS[0])


class TestRecurring:
    START = datetime(2026, 10, 4, 2, tzinfo=ZoneInfo("Europe/Berlin"))
    SUNDAYS = Recurrence(rule="FREQ=WEEKLY;BYDAY=SU", start=START)

    def test_opens_at_each_occurrence_for_an_exact_time(self) -> None:
        calendar = recurring(self.SUNDAYS, lasts=2 * HOUR)
        assert calendar.zone.key == "Europe/Berlin"
        assert calendar.intervals(at("2026-10-10T00:00:00Z"), at("2026-11-03T00:00:00Z")) == (
            IntervalSet.parse(
                "2026-10-11T00:00:00Z/PT2H,2026-10-18T00:00:00Z/PT2H,"
                "2026-10-25T00:00:00Z/PT2H,2026-11-01T01:00:00Z/PT2H"
            )
        )

    def test_an_opening_before_the_range_still_lasts_into_it(self) -> None:
        long = recurring(self.SUNDAYS, lasts=timedelta(days=6))
        assert long.elapsed(at("2026-10-16T00:00:00Z"), at("2026-10-18T00:00:00Z")) == 24 * HOUR

    def test_occurrences_that_overlap_are_one_opening(self) -> None:
        long = recurring(self.SUNDAYS, lasts=timedelta(days=8))
        assert long.next_open(ORIGIN) == self.START
        with pytest.raises(NoSuchTime):
            long.next_close(ORIGIN)

    @pytest.mark.parametrize("lasts", [timedelta(0), -HOUR, timedelta(days=366, microseconds=1)])
    def test_lasts_some_time_but_not_too_long(self, lasts: timedelta) -> None:
        with pytest.raises(InvalidValue) as caught:
            recurring(self.SUNDAYS, lasts=lasts)
        assert (caught.value.field, caught.value.value) == ("lasts", lasts)

    def test_needs_a_recurrence(self) -> None:
        with pytest.raises(InvalidType) as caught:
            recurring("FREQ=DAILY", lasts=HOUR)  # type: ignore[arg-type]
        assert caught.value.field == "recurrence"

    def test_a_length_of_another_type_is_refused_as_such(self) -> None:
        with pytest.raises(InvalidType) as caught:
            recurring(self.SUNDAYS, lasts=7_200)  # type: ignore[arg-type]
        assert caught.value.field == "lasts"

    def test_tells_what_it_is(self) -> None:
        text = str(recurring(self.SUNDAYS, lasts=2 * HOUR))
        assert text == "FREQ=WEEKLY;BYDAY=SU for 2:00:00 from 2026-10-04 02:00:00+02:00"

    def test_works_up_to_the_horizon(self) -> None:
        start = datetime(2199, 1, 1, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        nights = recurring(Recurrence(rule="FREQ=DAILY", start=start), lasts=HOUR)
        assert nights.is_open(at("2199-12-01T00:00:00Z"))


class TestVersions:
    OLD = weekly("Mon-Fri 09:00-17:00", zone="Europe/Berlin")
    NEW = weekly("Mon-Fri 08:00-20:00", zone="America/New_York")
    CHANGE = at("2026-10-15T00:00:00Z")

    def test_hold_one_after_the_other_in_any_order(self) -> None:
        parts = [(None, self.OLD), (self.CHANGE, self.NEW), (at("2026-10-20T00:00:00Z"), never())]
        changed = versions(parts)
        assert changed == versions(reversed(parts))
        start, end = OCTOBER
        middle = at("2026-10-20T00:00:00Z")
        assert changed.elapsed(start, end) == (
            self.OLD.elapsed(start, self.CHANGE) + self.NEW.elapsed(self.CHANGE, middle)
        )

    def test_are_closed_before_the_first(self) -> None:
        changed = versions([(self.CHANGE, always())])
        assert changed.next_open(OCTOBER[0]) == self.CHANGE
        assert changed.elapsed(*OCTOBER) == OCTOBER[1] - self.CHANGE

    def test_a_version_cuts_the_night_of_the_one_before(self) -> None:
        nights = weekly("daily 22:00-06:00+1", zone="UTC")
        cut = versions([(None, nights), (self.CHANGE, never())])
        assert cut.next_close(self.CHANGE - HOUR) == self.CHANGE

    def test_a_version_of_the_last_microseconds_is_one(self) -> None:
        late = versions([(HORIZON, always()), (None, never())])
        assert late.elapsed(ORIGIN, HORIZON) == timedelta(0)

    def test_are_in_the_zone_of_the_latest(self) -> None:
        assert versions([(self.CHANGE, self.NEW), (None, self.OLD)]).zone.key == "America/New_York"
        assert versions([(None, self.OLD)]).zone.key == "Europe/Berlin"

    def test_open_never_if_none_does(self) -> None:
        assert versions([(None, never()), (self.CHANGE, never())]).rule.is_never()
        assert not versions([(None, never()), (self.CHANGE, always())]).rule.is_never()

    def test_need_distinct_instants(self) -> None:
        for parts in (
            [],
            [(None, self.OLD), (None, self.NEW)],
            [(None, self.OLD), (ORIGIN, self.NEW)],
            [(self.CHANGE, self.OLD), (self.CHANGE.astimezone(ZoneInfo("Asia/Tokyo")), self.NEW)],
        ):
            with pytest.raises(InvalidValue, match="distinct instants") as caught:
                versions(parts)
            assert caught.value.field == "valid_from"

    def test_need_instants(self) -> None:
        with pytest.raises(NaiveDatetime):
            versions([(self.CHANGE.replace(tzinfo=None), self.OLD)])

    @pytest.mark.parametrize(
        "parts",
        [
            always(),
            None,
            [(None, "24x7")],
            [(None, always().rule)],
            {None: always()},
            [(None, always(), ORIGIN)],
            [always()],
            [None],
        ],
        ids=str,
    )
    def test_need_pairs_with_calendars(self, parts: list[tuple[None, ServiceCalendar]]) -> None:
        with pytest.raises(InvalidType) as caught:
            versions(parts)
        assert caught.value.field == "parts"

    def test_tell_what_they_are(self) -> None:
        text = str(versions([(None, never()), (self.CHANGE, always())]))
        assert text == "from 1970-01-01: never; from 2026-10-15: always"


class TestAlgebra:
    A = weekly("Mon-Fri 08:00-12:00", zone="UTC")
    B = weekly("Mon-Fri 10:00-14:00", zone="UTC")
    DAY = (at("2026-10-26T00:00:00Z"), at("2026-10-27T00:00:00Z"))

    def test_joins_cuts_and_takes_out(self) -> None:
        assert (self.A | self.B).elapsed(*self.DAY) == 6 * HOUR
        assert (self.A & self.B).elapsed(*self.DAY) == 2 * HOUR
        assert (self.A - self.B).elapsed(*self.DAY) == 2 * HOUR
        assert (self.A - self.A).elapsed(*self.DAY) == timedelta(0)
        assert (never() - self.A).elapsed(*self.DAY) == timedelta(0)

    def test_several_zones_meet_in_real_time(self) -> None:
        berlin = weekly("Mon-Fri 09:00-17:00", zone="Europe/Berlin")
        new_york = weekly("Mon-Fri 09:00-17:00", zone="America/New_York")
        # 26 October: Berlin is back to winter time, New York is not: 08-16 and 13-21 in UTC
        assert (berlin & new_york).intervals(*self.DAY) == IntervalSet.parse(
            "2026-10-26T13:00:00Z/PT3H"
        )
        assert (berlin | new_york).intervals(*self.DAY) == IntervalSet.parse(
            "2026-10-26T08:00:00Z/PT13H"
        )

    def test_sees_what_never_opens(self) -> None:
        assert (never() | never()).rule.is_never()
        assert not (never() | self.A).rule.is_never()
        assert (never() & self.A).rule.is_never()
        assert not (self.A & self.B).rule.is_never()
        assert (never() - self.A).rule.is_never()
        assert not (self.A - self.A).rule.is_never()

    def test_tells_what_it_is(self) -> None:
        texts = [str(self.A | never()), str(always() & never()), str(always() - self.A)]
        assert texts == [
            "(Mon-Fri 08:00-12:00, UTC) or (never)",
            "(always) and (never)",
            "(always) without (Mon-Fri 08:00-12:00, UTC)",
        ]

    def test_is_equal_if_its_parts_are(self) -> None:
        assert self.A | self.B == self.A | self.B
        assert self.A | self.B != self.B | self.A
        assert hash(self.A & self.B) == hash(self.A & self.B)


def test_holidays_are_taken_in_any_form() -> None:
    days: list[str | HolidayRule] = ["2026-10-26", YearlyHoliday(10, 27)]
    lists = (days, HolidayList(days), iter(days))
    calendars = [weekly("daily 8-9", zone="UTC", holidays=each) for each in lists]
    assert calendars[0] == calendars[1] == calendars[2]
    assert calendars[0].elapsed(at("2026-10-26T00:00:00Z"), at("2026-10-29T00:00:00Z")) == HOUR
