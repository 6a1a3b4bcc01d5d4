"""Rules made of others: flat however they are joined, and explained by their parts."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.calendars import (
    CalendarRule,
    MaintenanceWindow,
    Measure,
    ServiceCalendar,
    SpecialDay,
    always,
    fixed,
    never,
    versions,
    weekly,
)
from svcmgmt.calendars._combined import Difference, Intersection, Union, Versions
from svcmgmt.calendars._rules import LAST
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop.native import from_dict, to_dict
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


class TestNesting:
    """What is joined by turns nests; whatever walks down a calendar must come back."""

    @staticmethod
    def nested(levels: int) -> ServiceCalendar:
        made = A
        for level in range(levels):
            made = made | B if level % 2 else made & always()
        return made

    def test_has_a_limit(self) -> None:
        deepest = self.nested(20)
        assert deepest.is_open(at("2026-10-26T12:00:00Z"))
        with pytest.raises(LimitExceeded) as caught:
            _ = deepest & C
        assert caught.value.args == ("levels of joined calendars", 21, 20)
        with pytest.raises(LimitExceeded):
            _ = deepest - C
        with pytest.raises(LimitExceeded):
            versions([(None, A), (at("2026-01-01T00:00:00Z"), deepest)])
        assert (deepest | C).is_open(at("2026-10-26T12:00:00Z"))  # as flat as it was

    @pytest.mark.parametrize(
        "question",
        [
            str,
            hash,
            lambda it: repr(it.rule),
            lambda it: it == TestNesting.nested(20),
            lambda it: pickle.loads(pickle.dumps(it)) == it,  # noqa: S301 - made on this line
            copy.deepcopy,
            lambda it: from_dict(to_dict(MaintenanceWindow(name="night", times=it))).times == it,
            lambda it: it.why(at("2026-10-25T12:00:00Z")),
            lambda it: it.closures(at("2026-10-25T12:00:00Z"), at("2026-11-25T12:00:00Z")),
            lambda it: it.working_days_between("2026-10-25", "2026-11-25"),
            lambda it: it.due(at("2026-10-25T12:00:00Z"), timedelta(hours=9)),
            lambda it: it.due(
                at("2026-10-25T12:00:00Z"), timedelta(hours=9), measure=Measure.WALL_CLOCK
            ),
            lambda it: it.rule.is_never(),
        ],
    )
    def test_at_the_limit_leaves_everything_to_be_asked(
        self, question: Callable[[ServiceCalendar], object]
    ) -> None:
        deepest = self.nested(20)

        def from_far_down(frames: int) -> object:
            return from_far_down(frames - 1) if frames else question(deepest)

        from_far_down(500)

    def test_of_hundreds_by_turns_is_refused_and_no_recursion(self) -> None:
        with pytest.raises(LimitExceeded):
            self.nested(1_000)


class TestParts:
    """What only stored forms could bring together is refused as what it is."""

    @pytest.mark.parametrize("kind", [Union, Intersection])
    def test_are_at_least_one(self, kind: type[Union | Intersection]) -> None:
        with pytest.raises(InvalidValue) as caught:
            kind(())
        assert caught.value.field == "parts"

    @pytest.mark.parametrize("kind", [Union, Intersection])
    @pytest.mark.parametrize("part", [A, "24x7", None], ids=str)
    def test_are_rules(self, kind: type[Union | Intersection], part: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType) as caught:
            kind((A.rule, part))
        assert caught.value.field == "parts"
        with pytest.raises(InvalidType):
            Difference(A.rule, part)

    @pytest.mark.parametrize(
        "starts",
        [(), (0,), (0, 1, 2), (1, 0), (5, 5), (-(10**30), 0), (-1, 0), (0, 10**30), (0.5, 1), "01"],
        ids=str,
    )
    def test_of_versions_have_each_a_start_in_order(self, starts: Any) -> None:  # noqa: ANN401
        with pytest.raises((InvalidValue, InvalidType)) as caught:
            Versions(starts, (A.rule, B.rule))
        assert caught.value.args[0] == "starts"

    def test_of_versions_may_begin_at_the_ends_of_time(self) -> None:
        assert Versions((0, LAST), (A.rule, B.rule)).edges(0, 10) == []
        with pytest.raises(InvalidValue):
            Versions((0, LAST + 1), (A.rule, B.rule))
        with pytest.raises(InvalidValue):
            Versions((), ())


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

    def test_versions_that_are_open_all_the_time_explain_nothing(self) -> None:
        both = OFFICE & versions([(None, always())]) & B
        assert self.told(both, f"{MONDAY}T08:00:00Z", f"{MONDAY}T18:00:00Z") == ["outside hours"]
        assert self.told(
            OFFICE & versions([(None, always())]), f"{MONDAY}T19:00:00Z", f"{MONDAY}T20:00:00Z"
        ) == ["outside hours"]

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
