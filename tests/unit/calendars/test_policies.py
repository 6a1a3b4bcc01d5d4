"""Every policy decides something, and its first member is what happens unless one is named."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

import pytest

from svcmgmt.calendars import (
    Boundary,
    DayPrecedence,
    Fold,
    Gap,
    Landing,
    Measure,
    MidnightClose,
    Occurrence,
    Outside,
    Reversed,
    ServiceCalendar,
    WorkingDays,
    ZeroDuration,
    after,
    policies,
    to_instant,
    weekly,
)
from svcmgmt.errors import InvalidType, SvcmgmtError
from svcmgmt.temporal import CalendarDuration, parse_instant as at

ALL_POLICIES: list[type[Enum]] = [
    Boundary,
    DayPrecedence,
    Fold,
    Gap,
    Landing,
    Measure,
    MidnightClose,
    Occurrence,
    Outside,
    Reversed,
    ZeroDuration,
]
HOUR = timedelta(hours=1)
OFFICE = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
PARIS_SUNDAY = weekly("Sun 00:00-24:00", zone="Europe/Paris")
SHOP = weekly("Mon-Thu 08:00-12:00, 12:30-18:00; Fri 08:00-11:00", zone="UTC") - weekly(
    "Thu 12:15-14:00", zone="UTC"
)
SATURDAY = at("2026-10-24T12:00:00Z")
MONDAY_CLOSING = at("2026-10-26T17:00:00Z")


def _half_past_two(**policy: Any) -> ServiceCalendar:  # noqa: ANN401 - any keyword of weekly
    return weekly("Sun 02:15-02:45", zone="Europe/Berlin", **policy)


def _open_time(calendar: ServiceCalendar, month: int) -> str:
    start = datetime(2026, month, 24, tzinfo=UTC)
    return str(calendar.intervals(start, start + timedelta(days=6)))


QUESTIONS: dict[type[Enum], Callable[[Any], object]] = {
    Boundary: lambda it: OFFICE.due(at("2026-10-26T16:00:00Z"), HOUR, boundary=it),
    DayPrecedence: lambda it: weekly(
        "daily 08:00-18:00",
        zone="UTC",
        holidays=["2026-12-24"],
        special_days={"2026-12-24": ["08:00-12:00"]},
        precedence=it,
    ).is_open(at("2026-12-24T10:00:00Z")),
    Fold: lambda it: _open_time(_half_past_two(fold=it), 10),
    Gap: lambda it: _open_time(_half_past_two(gap=it), 3),
    Landing: lambda it: [
        SHOP.due(at("2026-10-19T12:30:00Z"), WorkingDays(days, landing=it)).strftime("%d %H:%M")
        for days in (3, 4)
    ],
    Measure: lambda it: PARIS_SUNDAY.elapsed(SATURDAY, SATURDAY + timedelta(days=3), measure=it),
    MidnightClose: lambda it: PARIS_SUNDAY.next_close(SATURDAY, midnight=it),
    Occurrence: lambda it: to_instant(
        datetime.fromisoformat("2026-10-25T02:30"), zone="Europe/Berlin", occurrence=it
    ),
    Outside: lambda it: OFFICE.due(SATURDAY, WorkingDays(1, outside=it)),
    Reversed: lambda it: OFFICE.elapsed(MONDAY_CLOSING, SATURDAY, reversed=it),
    ZeroDuration: lambda it: OFFICE.due(SATURDAY, timedelta(0), zero=it),
}


def told(question: Callable[[Any], object], policy: Enum) -> str:
    try:
        return str(question(policy))
    except SvcmgmtError as error:
        return type(error).__name__


@pytest.mark.parametrize("policy", ALL_POLICIES)
def test_every_member_of_a_policy_changes_an_answer(policy: type[Enum]) -> None:
    answers = [told(QUESTIONS[policy], member) for member in policy]
    assert len(set(answers)) == len(policy), answers


ANSWERS: dict[Enum, str] = {
    Boundary.CLOSING: "2026-10-26 17:00:00+00:00",
    Boundary.NEXT_OPENING: "2026-10-27 07:00:00+00:00",
    DayPrecedence.SPECIAL_DAY: "True",
    DayPrecedence.HOLIDAY: "False",
    Fold.LABEL: "2026-10-25T00:15:00Z/2026-10-25T00:45:00Z, "
    "2026-10-25T01:15:00Z/2026-10-25T01:45:00Z",
    Fold.FIRST: "2026-10-25T00:15:00Z/2026-10-25T00:45:00Z",
    Fold.SPAN: "2026-10-25T00:15:00Z/2026-10-25T01:45:00Z",
    Gap.CLIP: "",
    Gap.SHIFT: "2026-03-29T01:15:00Z/2026-03-29T01:45:00Z",
    Landing.SAME_TIME: "['22 12:30', '23 12:30']",
    Landing.INTO_HOURS: "['22 14:00', '26 08:00']",
    Landing.AT_MOST_CLOSE: "['22 12:30', '23 11:00']",
    Landing.CLOSE: "['22 18:00', '23 11:00']",
    Measure.REAL: "1 day, 1:00:00",
    Measure.WALL_CLOCK: "1 day, 0:00:00",
    MidnightClose.NEXT_DAY: "2026-10-25 23:00:00+00:00",
    MidnightClose.LAST_MICROSECOND: "2026-10-25 22:59:59.999999+00:00",
    Occurrence.FIRST: "2026-10-25 00:30:00+00:00",
    Occurrence.LAST: "2026-10-25 01:30:00+00:00",
    Outside.NEXT_OPENING: "2026-10-27 07:00:00+00:00",
    Outside.NEXT_WORKING_DAY: "2026-10-27 13:00:00+00:00",
    Outside.COUNT_ON: "2026-10-26 13:00:00+00:00",
    Reversed.NEGATIVE: "-1 day, 14:00:00",
    Reversed.ZERO: "0:00:00",
    Reversed.ABSOLUTE: "10:00:00",
    Reversed.ERROR: "EndBeforeStart",
    ZeroDuration.UNCHANGED: "2026-10-24 12:00:00+00:00",
    ZeroDuration.INTO_HOURS: "2026-10-26 07:00:00+00:00",
}


@pytest.mark.parametrize("member", ANSWERS, ids=str)
def test_a_member_decides_as_its_name_says(member: Enum) -> None:
    assert told(QUESTIONS[type(member)], member) == ANSWERS[member]


def test_no_member_is_forgotten_here() -> None:
    assert set(ANSWERS) == {member for policy in ALL_POLICIES for member in policy}
    assert {policy.__name__ for policy in ALL_POLICIES} == set(policies.__all__)


DEFAULTS: list[tuple[Callable[..., object], str, type[Enum]]] = [
    (ServiceCalendar.elapsed, "reversed", Reversed),
    (ServiceCalendar.elapsed, "measure", Measure),
    (ServiceCalendar.due, "boundary", Boundary),
    (ServiceCalendar.due, "zero", ZeroDuration),
    (ServiceCalendar.due, "measure", Measure),
    (ServiceCalendar.before, "zero", ZeroDuration),
    (ServiceCalendar.next_close, "midnight", MidnightClose),
    (WorkingDays, "outside", Outside),
    (WorkingDays, "landing", Landing),
    (weekly, "precedence", DayPrecedence),
    (weekly, "gap", Gap),
    (weekly, "fold", Fold),
    (to_instant, "gap", Gap),
    (to_instant, "occurrence", Occurrence),
    (after, "gap", Gap),
    (after, "occurrence", Occurrence),
]


@pytest.mark.parametrize(("function", "name", "policy"), DEFAULTS)
def test_the_default_is_the_first_member(
    function: Callable[..., object], name: str, policy: type[Enum]
) -> None:
    assert inspect.signature(function).parameters[name].default is next(iter(policy))


@pytest.mark.parametrize(("gap", "hour"), [(Gap.CLIP, "01:00"), (Gap.SHIFT, "01:30")])
def test_gap_decides_what_a_skipped_sum_means(gap: Gap, hour: str) -> None:
    moved = after(
        at("2026-02-28T01:30:00Z"),
        CalendarDuration(months=1, days=1),
        zone="Europe/Berlin",
        gap=gap,
    )
    assert moved == at(f"2026-03-29T{hour}:00Z")


@pytest.mark.parametrize("policy", ALL_POLICIES)
def test_a_policy_is_found_by_its_text(policy: type[Enum]) -> None:
    for member in policy:
        assert policy(member.value) is member
        assert member.value == member.name.lower()


FRIDAY = at("2026-10-23T18:00:00Z")
DESK = weekly("Mon-Fri 08:00-18:00", zone="UTC")
HOUR = timedelta(hours=1)
WALL_TIME = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001 - a wall time

WITH_A_WORD: list[tuple[str, Callable[..., object]]] = [
    ("reversed", lambda word: DESK.elapsed(FRIDAY, FRIDAY - HOUR, reversed=word)),
    ("measure", lambda word: DESK.elapsed(FRIDAY, FRIDAY + HOUR, measure=word)),
    ("boundary", lambda word: DESK.due(FRIDAY, HOUR, boundary=word)),
    ("measure", lambda word: DESK.due(FRIDAY, HOUR, measure=word)),
    ("zero", lambda word: DESK.due(FRIDAY, timedelta(0), zero=word)),
    ("zero", lambda word: DESK.before(FRIDAY, timedelta(0), zero=word)),
    ("midnight", lambda word: DESK.next_close(FRIDAY, midnight=word)),
    ("precedence", lambda word: weekly("Mon 8-9", zone="UTC", precedence=word)),
    ("gap", lambda word: weekly("Mon 8-9", zone="UTC", gap=word)),
    ("fold", lambda word: weekly("Mon 8-9", zone="UTC", fold=word)),
    ("gap", lambda word: to_instant(WALL_TIME, zone="UTC", gap=word)),
    ("occurrence", lambda word: to_instant(WALL_TIME, zone="UTC", occurrence=word)),
]


@pytest.mark.parametrize(("name", "ask"), WITH_A_WORD)
def test_a_word_in_place_of_a_policy_is_refused(name: str, ask: Callable[..., object]) -> None:
    with pytest.raises(InvalidType) as caught:
        ask("next_opening")
    assert (caught.value.field, caught.value.value) == (name, "next_opening")


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [
        ("02:15-02:45", {Fold.LABEL: 60, Fold.FIRST: 30, Fold.SPAN: 90}),
        ("02:00-02:59", {Fold.LABEL: 118, Fold.FIRST: 59, Fold.SPAN: 119}),
        ("02:00-03:00", {Fold.LABEL: 120, Fold.FIRST: 120, Fold.SPAN: 120}),
        ("02:30-04:00", {Fold.LABEL: 120, Fold.FIRST: 150, Fold.SPAN: 150}),
        ("01:00-02:30", {Fold.LABEL: 120, Fold.FIRST: 90, Fold.SPAN: 150}),
        ("01:00-04:00", {Fold.LABEL: 240, Fold.FIRST: 240, Fold.SPAN: 240}),
    ],
)
def test_an_edge_that_clocks_show_once_lies_there_under_every_reading(
    hours: str, minutes: dict[Fold, int]
) -> None:
    """At 03:00 clocks go back to 02:00: they show 03:00 once, when the hour has come twice."""
    start = at("2026-10-24T22:00:00Z")
    for fold, open_time in minutes.items():
        window = weekly(f"Sun {hours}", zone="Europe/Berlin", fold=fold)
        assert window.elapsed(start, start + 25 * HOUR) == timedelta(minutes=open_time)
