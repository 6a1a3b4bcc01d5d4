"""Rules made of others: flat however they are joined, and explained by their parts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svcmgmt.calendars import (
    CalendarRule,
    ServiceCalendar,
    SpecialDay,
    always,
    fixed,
    never,
    versions,
    weekly,
)
from svcmgmt.calendars._combined import Difference, Intersection, Union
from svcmgmt.temporal import Interval, parse_instant as at

A, B, C, D = (weekly(f"{day} 09:00-17:00", zone="UTC") for day in ("Mon", "Tue", "Wed", "Thu"))
BERLIN = "Europe/Berlin"
OFFICE = weekly("Mon-Fri 08:00-18:00", zone="UTC", holidays={"2026-10-28": "Founding Day"})
MONDAY = "2026-10-26"


def rules(*calendars: ServiceCalendar) -> tuple[CalendarRule, ...]:
    return tuple(calendar.rule for calendar in calendars)


class TestJoining:
    def test_is_flat(self) -> None:
        assert (A | B | C).rule == Union(rules(A, B, C))
        assert (A & B & C).rule == Intersection(rules(A, B, C))
        assert ((A | B) | (C | D)).rule == (A | (B | (C | D))).rule == Union(rules(A, B, C, D))

    def test_of_different_kinds_nests(self) -> None:
        assert ((A | B) & C).rule == Intersection(rules(A | B, C))
        assert (A | (B & C)).rule == Union(rules(A, B & C))

    def test_takes_all_away_from_one_base(self) -> None:
        assert (A - B).rule == Difference(A.rule, B.rule)
        assert (A - B - C - D).rule == Difference(A.rule, Union(rules(B, C, D)))
        assert (A - (B | C) - D).rule == Difference(A.rule, Union(rules(B, C, D)))
        assert (A - (B - C)).rule == Difference(A.rule, (B - C).rule)

    @pytest.mark.parametrize("sign", ["__or__", "__and__", "__sub__"])
    def test_of_many_does_not_end_in_recursion(self, sign: str) -> None:
        many = always()
        for number in range(2_000):
            hour = Interval.parse(f"{1970 + number % 200}-01-01T00:00:00Z/PT1H")
            many = getattr(many, sign)(fixed([hour]))
        assert hash(many.rule) == hash(many.rule)
        assert isinstance(many.is_open(at("2026-10-26T12:00:00Z")), bool)
        assert str(many)


class TestReasons:
    """A range is explained at every instant at which the reason changes."""

    @staticmethod
    def told(calendar: ServiceCalendar, start: str, until: str) -> list[str]:
        return list(map(str, calendar.closures(at(start), at(until))))

    def test_what_is_excluded_right_after_a_night_is_told(self) -> None:
        late = OFFICE - fixed([Interval.parse(f"{MONDAY}T08:00:00Z/PT2H")])
        found = self.told(late, "2026-10-25T12:00:00Z", f"{MONDAY}T10:00:00Z")
        assert found == ["outside hours", "excluded"]
        assert str(late.why(at(f"{MONDAY}T09:00:00Z"))) == "excluded"

    def test_what_is_excluded_before_a_night_is_told_first(self) -> None:
        early = OFFICE - fixed([Interval.parse(f"{MONDAY}T16:00:00Z/PT6H")])
        found = self.told(early, f"{MONDAY}T12:00:00Z", f"{MONDAY}T23:00:00Z")
        assert found == ["excluded", "outside hours"]

    def test_each_part_that_is_closed_alone_is_told(self) -> None:
        meeting = fixed([Interval.parse("2026-10-27T09:00:00Z/2026-10-28T17:00:00Z")])
        both = meeting & OFFICE
        found = self.told(both, "2026-10-27T08:30:00Z", "2026-10-29T18:00:00Z")
        assert found == ["outside hours", "holiday 2026-10-28 Founding Day"]
        assert str(both.why(at("2026-10-28T12:00:00Z"))) == "holiday 2026-10-28 Founding Day"
        assert str(both.why(at("2026-10-28T18:00:00Z"))) == "outside hours"

    def test_a_version_explains_its_own_time(self) -> None:
        changed = versions([(at(f"{MONDAY}T20:00:00Z"), OFFICE), (at("2026-10-28T12:00:00Z"), B)])
        found = self.told(changed, f"{MONDAY}T00:00:00Z", "2026-10-29T00:00:00Z")
        assert found == ["no version", "outside hours", "holiday 2026-10-28 Founding Day"]
        assert str(changed.why(at("2026-10-28T12:00:00Z"))) == "outside hours"

    def test_dates_are_those_of_the_zone_of_the_hours(self) -> None:
        shut = weekly("", zone="Asia/Tokyo", holidays={"2026-10-27": "Tokyo"})
        seen = ServiceCalendar((shut | never()).rule, BERLIN)
        assert str(seen.why(at("2026-10-26T14:59:59Z"))) == "outside hours"
        assert str(seen.why(at("2026-10-26T15:00:00Z"))) == "holiday 2026-10-27 Tokyo"
        assert self.told(seen, "2026-10-27T14:00:00Z", "2026-10-27T16:00:00Z") == [
            "holiday 2026-10-27 Tokyo",
            "outside hours",
        ]

    @pytest.mark.parametrize(
        ("moment", "reason"),
        [
            ("2026-12-24T23:00:00Z", "special day 2026-12-24 Eve"),
            ("2026-12-25T03:00:00Z", "special day 2026-12-24 Eve"),
            ("2026-12-25T06:00:00Z", "holiday 2026-12-25"),
            ("2026-12-26T03:00:00Z", "holiday 2026-12-25"),
            ("2026-12-26T06:00:00Z", "outside hours"),
        ],
    )
    def test_the_end_of_a_missing_night_belongs_to_the_date_before(
        self, moment: str, reason: str
    ) -> None:
        nights = weekly(
            "daily 22:00-06:00+1",
            zone="UTC",
            holidays=["2026-12-25"],
            special_days=[SpecialDay("2026-12-24", ["12:00-13:00"], name="Eve")],
        )
        assert str(nights.why(at(moment))) == reason

    def test_a_night_is_told_apart_from_the_day_after_it(self) -> None:
        nights = weekly("Mon-Fri 22:00-06:00+1", zone="UTC", holidays=[MONDAY, "2026-10-27"])
        found = self.told(nights, f"{MONDAY}T00:00:00Z", "2026-10-28T12:00:00Z")
        assert found == ["holiday 2026-10-26", "holiday 2026-10-27", "outside hours"]

    def test_a_skipped_date_is_no_reason(self) -> None:
        """Apia had no 30 December 2011."""
        shut = weekly("", zone="Pacific/Apia", holidays=["2011-12-30", "2011-12-31"])
        change = at("2011-12-30T10:00:00Z")
        found = shut.closures(change - timedelta(hours=1), change + timedelta(hours=1))
        assert list(map(str, found)) == ["outside hours", "holiday 2011-12-31"]
