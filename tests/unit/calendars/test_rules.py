"""Rules as they compile themselves; what they mean is tested through the calendars they make."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import (
    CalendarRule,
    DayPrecedence,
    Fold,
    Gap,
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
from svcmgmt.calendars._offsets import DAY, HOUR, Offsets
from svcmgmt.calendars._rules import Always, Fixed, Never
from svcmgmt.calendars._wall_clock import ClockReadings
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at, to_micros

BERLIN = ZoneInfo("Europe/Berlin")
UTC_ZONE = ZoneInfo("UTC")
RULES: list[CalendarRule] = [
    Always(),
    Never(),
    Fixed(IntervalSet((5, 10, 20, 30))),
    Union((Fixed(IntervalSet((5, 10))), Fixed(IntervalSet((8, 12))))),
    Intersection((Always(), Fixed(IntervalSet((5, 10))))),
    Difference(Always(), Fixed(IntervalSet((5, 10)))),
    Versions((0, 7), (Always(), Never())),
    weekly("daily 22:00-06:00+1", zone=BERLIN).rule,
    weekly("24x7", zone="Pacific/Apia", gap=Gap.SHIFT, fold=Fold.SPAN).rule,
    ClockReadings(weekly("24x7", zone="UTC").rule, BERLIN),
]


@pytest.mark.parametrize("rule", RULES, ids=str)
@pytest.mark.parametrize(
    ("start", "end"), [(0, 100), (7, 22), (5, 10), (10, 20), (9, 9), (20, 10), (0, 40 * DAY)]
)
def test_edges_are_canonical_and_inside_the_range(rule: CalendarRule, start: int, end: int) -> None:
    edges = rule.edges(start, end)
    assert len(edges) % 2 == 0
    assert edges == sorted(set(edges))
    assert all(start <= edge <= end for edge in edges)


@pytest.mark.parametrize("rule", RULES, ids=str)
@pytest.mark.parametrize("middle", [0, 7, 9, 20 * DAY, 33 * DAY + HOUR])
def test_a_range_compiles_like_its_parts(rule: CalendarRule, middle: int) -> None:
    end = 40 * DAY
    parts = IntervalSet(tuple(rule.edges(0, middle))) | IntervalSet(tuple(rule.edges(middle, end)))
    assert IntervalSet(tuple(rule.edges(0, end))) == parts


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (RULES[0], [7, 22]),
        (RULES[1], []),
        (RULES[2], [7, 10, 20, 22]),
        (RULES[3], [7, 12]),
        (RULES[4], [7, 10]),
        (RULES[5], [10, 22]),
        (Versions((0, 9), (Always(), Never())), [7, 9]),
        (Versions((9, 12), (Always(), Always())), [9, 22]),
    ],
    ids=str,
)
def test_edges_of_small_rules(rule: CalendarRule, expected: list[int]) -> None:
    assert rule.edges(7, 22) == expected


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_rules_are_values(rule: CalendarRule) -> None:
    twin = copy.deepcopy(rule)
    assert twin == rule
    assert hash(twin) == hash(rule)
    assert str(twin) == str(rule) != ""


class TestSpecialDay:
    def test_keeps_date_hours_and_name(self) -> None:
        day = SpecialDay("2026-12-24", ["13-14", "8-12"], name="Christmas Eve")
        assert day.day.isoformat() == "2026-12-24"
        assert list(map(str, day.hours)) == ["08:00-12:00", "13:00-14:00"]
        assert day.name == "Christmas Eve"

    def test_needs_a_date_and_a_list(self) -> None:
        with pytest.raises(InvalidType):
            SpecialDay(at("2026-12-24T00:00:00Z"), [])
        with pytest.raises(InvalidType, match="special day"):
            SpecialDay("2026-12-24", "08:00-12:00")
        with pytest.raises(InvalidValue):
            SpecialDay("24.12.2026", [])

    def test_its_name_is_told_as_the_reason(self) -> None:
        eve = SpecialDay("2026-12-24", ["8-12"], name="Christmas Eve")
        shop = weekly("daily 9-17", zone="UTC", special_days=[eve])
        reason = shop.why(at("2026-12-24T15:00:00Z"))
        assert str(reason) == "special day 2026-12-24 Christmas Eve"

    @pytest.mark.parametrize(
        ("precedence", "reason"),
        [
            (DayPrecedence.SPECIAL_DAY, "special day 2026-12-24"),
            (DayPrecedence.HOLIDAY, "holiday 2026-12-24 Eve"),
        ],
    )
    def test_on_a_holiday_the_one_that_holds_is_told(
        self, precedence: DayPrecedence, reason: str
    ) -> None:
        both = weekly(
            "daily 9-17",
            zone="UTC",
            holidays={"2026-12-24": "Eve"},
            special_days={"2026-12-24": ["22:00-30:00"]},
            precedence=precedence,
        )
        assert str(both.why(at("2026-12-24T20:00:00Z"))) == reason
        # the night that the holiday closed, or the hours before those of the next day
        reason = reason if precedence is DayPrecedence.HOLIDAY else "None"
        assert str(both.why(at("2026-12-25T03:00:00Z"))) == reason
        assert str(both.why(at("2026-12-25T07:00:00Z"))) == "outside hours"


class TestWorkingDates:
    FIRST = date(2026, 10, 26).toordinal()  # a Monday

    @pytest.mark.parametrize(
        ("zone", "expected"), [("UTC", {0, 1}), ("Asia/Tokyo", {1}), ("America/New_York", {0})]
    )
    def test_are_the_local_dates_that_see_open_time(self, zone: str, expected: set[int]) -> None:
        span = Interval(at("2026-10-26T23:00:00Z"), at("2026-10-27T01:00:00Z"))
        rule = fixed([span]).rule
        found = rule.working_dates(self.FIRST, self.FIRST + 6, ZoneInfo(zone))
        assert found == {self.FIRST + step for step in expected}

    def test_end_before_a_closing_at_midnight(self) -> None:
        span = Interval(at("2026-10-26T00:00:00Z"), at("2026-10-27T00:00:00Z"))
        found = fixed([span]).rule.working_dates(self.FIRST - 3, self.FIRST + 3, UTC_ZONE)
        assert found == {self.FIRST}

    def test_of_versions_are_cut_where_they_change(self) -> None:
        change = at("2026-10-28T12:00:00Z")
        rule = versions([(None, weekly("Mon-Fri 8-9", zone="UTC")), (change, always())]).rule
        found = rule.working_dates(self.FIRST, self.FIRST + 6, UTC_ZONE)
        assert found == set(range(self.FIRST, self.FIRST + 7))
        ended = versions([(None, always()), (change, weekly("", zone="UTC"))]).rule
        assert ended.working_dates(self.FIRST, self.FIRST + 6, UTC_ZONE) == set(
            range(self.FIRST, self.FIRST + 3)
        )


@pytest.mark.parametrize("policy", [{"gap": Gap.SHIFT}, {"fold": Fold.FIRST}, {"fold": Fold.SPAN}])
def test_other_readings_of_gaps_and_folds_take_no_squared_effort(
    policy: dict[str, Gap | Fold], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work is counted as the stretches that are looked at, for every window and change."""
    looked_at = 0
    stretches = Offsets.stretches

    def counting(self: Offsets) -> list[tuple[int, int, int]]:
        nonlocal looked_at
        found = stretches(self)
        looked_at += len(found)
        return found

    monkeypatch.setattr(Offsets, "stretches", counting)
    rule = weekly("daily 08:00-18:00", zone=BERLIN, **policy).rule  # type: ignore[arg-type]
    years = 20
    edges = rule.edges(to_micros(at("1990-01-01T00:00:00Z")), to_micros(at("2010-01-01T00:00:00Z")))
    assert len(edges) == pytest.approx(2 * 365.25 * years, abs=2)
    assert looked_at < 10 * len(edges)


@pytest.mark.parametrize("span", [timedelta(hours=2), timedelta(days=1), timedelta(days=30)])
def test_what_is_open_does_not_depend_on_the_range_that_is_asked(span: timedelta) -> None:
    rule = weekly("daily 22:00-06:00+1", zone="America/St_Johns").rule
    middle = at("2006-10-29T02:31:00Z")
    low, high = to_micros(middle - span), to_micros(middle + span)
    whole = rule.edges(low - 40 * DAY, high + 40 * DAY)
    expected = IntervalSet(tuple(whole)) & IntervalSet((low, high))
    assert IntervalSet(tuple(rule.edges(low, high))) == expected


@pytest.mark.parametrize(
    ("hours", "policy", "moment"),
    [
        ("Sun 02:10-02:20", {"fold": Fold.FIRST}, "2026-10-25T01:15:00Z"),
        ("Sun 02:10-02:20", {"fold": Fold.SPAN}, "2026-10-25T00:45:00Z"),
        ("Sun 02:30-04:00", {"gap": Gap.SHIFT}, "2026-03-29T01:15:00Z"),
    ],
)
def test_other_readings_do_not_depend_on_the_range_that_is_asked(
    hours: str, policy: dict[str, Gap | Fold], moment: str
) -> None:
    rule = weekly(hours, zone=BERLIN, **policy).rule  # type: ignore[arg-type]
    low = to_micros(at(moment))
    whole = rule.edges(low - 40 * DAY, low + 40 * DAY)
    expected = IntervalSet(tuple(whole)) & IntervalSet((low, low + 1))
    assert IntervalSet(tuple(rule.edges(low, low + 1))) == expected


class Answering(CalendarRule):
    """A rule of somebody else, which answers whatever it is told to."""

    def __init__(self, answer: Any) -> None:  # noqa: ANN401
        self.answer = answer

    def edges(self, start: int, end: int) -> list[int]:
        answer: list[int] = self.answer(start, end)
        return answer


class TestAnswersOfRulesOfOnesOwn:
    """Unsorted they would be taken for less open time, an odd one for a riddle."""

    DAYS = at("2026-10-26T00:00:00Z"), at("2026-10-28T00:00:00Z")

    WRONG: ClassVar[dict[str, Callable[[int, int], object]]] = {
        "unsorted": lambda start, _: [start + 30, start + 40, start + 10, start + 20],
        "reversed": lambda start, _: [start + 20, start + 10],
        "odd": lambda start, _: [start, start + 10, start + 20],
        "touching": lambda start, _: [start, start + 10, start + 10, start + 20],
        "empty window": lambda start, _: [start + 10, start + 10],
        "too early": lambda start, _: [start - 1, start + 10],
        "too late": lambda _, end: [end - 1, end + 1],
        "floats": lambda start, _: [float(start), start + 10.0],
        "bools": lambda _start, _end: [False, True],
        "none": lambda _start, _end: None,
        "generator": lambda start, _: (start + number for number in range(2)),
    }

    @pytest.mark.parametrize("answer", WRONG.values(), ids=list(WRONG))
    @pytest.mark.parametrize(
        "joined",
        [
            lambda mine: mine,
            lambda mine: always() & mine,
            lambda mine: mine | never(),
            lambda mine: always() - mine,
            lambda mine: versions([(None, mine)]),
        ],
        ids=["alone", "and", "or", "without", "version"],
    )
    @pytest.mark.parametrize(
        "question",
        [
            lambda it, start, end: it.elapsed(start, end),
            lambda it, start, end: it.elapsed(start, end, measure=Measure.WALL_CLOCK),
            lambda it, start, _: it.due(start, timedelta(hours=1)),
            lambda it, start, _: it.is_working_day(start.date()),
        ],
        ids=["elapsed", "wall clock", "due", "working day"],
    )
    def test_that_are_no_edges_are_refused(
        self,
        answer: Callable[[int, int], object],
        joined: Callable[[ServiceCalendar], ServiceCalendar],
        question: Callable[..., object],
    ) -> None:
        mine = joined(ServiceCalendar(Answering(answer), BERLIN))
        with pytest.raises((InvalidValue, InvalidType)) as caught:
            question(mine, *self.DAYS)
        assert caught.value.args[0] == "edges"
