"""Everything public is a value: it copies, pickles, compares and hashes, and cannot be changed."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

import attrs
import pytest

import svcmgmt.calendars
from svcmgmt.calendars import (
    CalendarDays,
    ChangeFreeze,
    ChangeWindows,
    Closure,
    ClosureKind,
    DayPrecedence,
    Fold,
    Gap,
    Holiday,
    HolidayList,
    Landing,
    MaintenanceWindow,
    NeverOpens,
    NoSuchTime,
    Outside,
    OverlappingHours,
    PeriodKind,
    Recurrence,
    RecurringHoliday,
    ReportingPeriod,
    SpecialDay,
    Stretch,
    TimeRange,
    UnknownZone,
    WeeklyHours,
    WorkingDays,
    YearlyHoliday,
    always,
    fixed,
    never,
    recurring,
    versions,
    weekly,
)
from svcmgmt.calendars._wall_clock import ClockReadings
from svcmgmt.temporal import ORIGIN, Interval, parse_instant as at

BERLIN = ZoneInfo("Europe/Berlin")
RECURRENCE = Recurrence(
    rule="FREQ=WEEKLY;BYDAY=SU",
    start=datetime(2026, 10, 4, 2, tzinfo=BERLIN),
    also=[at("2026-10-07T12:00:00Z")],
    excluded=[at("2026-10-11T00:00:00Z")],
)
OFFICE = weekly(
    "Mon-Fri 08:00-12:00, 13:00-18:00",
    zone=BERLIN,
    holidays=HolidayList(
        ["2026-12-25", YearlyHoliday(1, 1), RecurringHoliday(RECURRENCE, name="closed")]
    ),
    special_days=[SpecialDay("2026-12-24", ["08:00-12:00"], name="Christmas Eve")],
    precedence=DayPrecedence.HOLIDAY,
    gap=Gap.SHIFT,
    fold=Fold.SPAN,
)
NIGHT = recurring(RECURRENCE, lasts=timedelta(hours=2))
ONCE = fixed([Interval.parse("2026-10-26T09:00:00Z/PT1H")], zone=BERLIN)

VALUES: list[object] = [
    OFFICE,
    NIGHT,
    ONCE,
    always(zone="Asia/Tokyo"),
    never(),
    OFFICE | NIGHT,
    OFFICE & always(),
    OFFICE - ONCE,
    versions([(None, OFFICE), (at("2027-01-01T00:00:00Z"), always(zone=BERLIN))]),
    WeeklyHours.parse("Mon-Fri 08:00-18:00"),
    TimeRange.parse("22:00-06:00+1"),
    SpecialDay("2026-12-24", ["08:00-12:00"]),
    Holiday("2026-12-24", "2026-12-26", name="Christmas"),
    YearlyHoliday(12, 25, name="Christmas Day"),
    RecurringHoliday(RECURRENCE),
    HolidayList(["2026-12-25"]),
    RECURRENCE,
    Closure(kind=ClosureKind.HOLIDAY, day=ORIGIN.date(), name="New Year"),
    WorkingDays(3, outside=Outside.COUNT_ON, landing=Landing.CLOSE),
    WorkingDays(3, day_length=timedelta(hours=8)),
    CalendarDays(30),
    Stretch(BERLIN, 0, 10, 3_600),
    ReportingPeriod.around("2026-11-23", PeriodKind.MONTH, zone=BERLIN, anchor=31),
    MaintenanceWindow(name="Sunday night", times=NIGHT),
    ChangeFreeze(name="year end", times=ONCE, exempt=["emergency"]),
    ChangeWindows(
        maintenance=[MaintenanceWindow(name="Sunday night", times=NIGHT)],
        freezes=[ChangeFreeze(name="year end", times=ONCE)],
    ),
]
ERRORS = [
    UnknownZone("zone", "Nowhere", "a zone"),
    OverlappingHours("Mon", "08:00-12:00 and 09:00-10:00", "ranges that do not overlap"),
    NoSuchTime("closing after", ORIGIN, "always"),
    NeverOpens("opening from", ORIGIN, "never"),
]


OTHER_BERLIN = ZoneInfo.no_cache("Europe/Berlin")


@pytest.mark.parametrize(
    "of_zone",
    [
        lambda zone: weekly("Mon-Fri 08:00-18:00", zone=zone),
        lambda zone: always(zone=zone) - ONCE,
        lambda zone: ReportingPeriod.around("2026-11-23", PeriodKind.MONTH, zone=zone),
        lambda zone: recurring(
            Recurrence(rule="FREQ=DAILY", start=datetime(2026, 10, 1, tzinfo=zone)),
            lasts=timedelta(hours=1),
        ),
        lambda zone: Stretch(zone, 0, 10, 3_600),
        lambda zone: ClockReadings(always().rule, zone),
    ],
    ids=["weekly", "joined", "period", "recurring", "stretch", "readings"],
)
def test_objects_of_one_zone_make_equal_values(of_zone: Callable[[ZoneInfo], object]) -> None:
    """`ZoneInfo` knows several objects of a zone, and calls them unequal."""
    assert BERLIN != OTHER_BERLIN
    one, other = of_zone(BERLIN), of_zone(OTHER_BERLIN)
    assert one == other
    assert hash(one) == hash(other)
    assert one != of_zone(ZoneInfo("Asia/Tokyo"))
    for twin in (copy.deepcopy(other), pickle.loads(pickle.dumps(other))):  # noqa: S301
        assert twin == one
        assert hash(twin) == hash(one)


def test_values_stay_equal_when_the_zones_are_read_again() -> None:
    before = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
    ZoneInfo.clear_cache()
    assert weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin") == before
    assert pickle.loads(pickle.dumps(before)) == before  # noqa: S301 - made on this line


def names(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize("value", VALUES, ids=names)
@pytest.mark.parametrize(
    "duplicate",
    [
        copy.copy,
        copy.deepcopy,
        *(
            lambda value, protocol=protocol: pickle.loads(pickle.dumps(value, protocol))  # noqa: S301
            for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
        ),
    ],
)
def test_a_duplicate_is_equal(value: object, duplicate: object) -> None:
    assert callable(duplicate)
    twin = duplicate(value)
    assert type(twin) is type(value)
    assert twin == value
    assert hash(twin) == hash(value)
    assert repr(twin) == repr(value)


@pytest.mark.parametrize("value", VALUES, ids=names)
def test_no_two_values_are_equal(value: object) -> None:
    assert VALUES.count(value) == 1
    assert value != 0
    assert value is not None


@pytest.mark.parametrize("value", VALUES, ids=names)
def test_values_cannot_be_changed(value: object) -> None:
    kind = type(value)
    assert attrs.has(kind)
    for name in [each.name for each in attrs.fields(kind) if not each.name.startswith("_")]:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, None)
    with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
        value.unknown = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("error", ERRORS, ids=names)
def test_errors_pickle_with_their_facts(error: Exception) -> None:
    twin = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line before
    assert type(twin) is type(error)
    assert twin.args == error.args
    assert str(twin) == str(error)
    assert vars(twin) == vars(error)


@pytest.mark.parametrize("value", [OFFICE, NIGHT, ONCE, OFFICE - ONCE], ids=str)
def test_a_duplicate_answers_like_the_original_before_and_after_it_is_used(value: object) -> None:
    assert isinstance(value, svcmgmt.calendars.ServiceCalendar)
    span = at("2026-10-01T00:00:00Z"), at("2026-12-31T00:00:00Z")
    unused = pickle.dumps(value)
    elapsed = value.elapsed(*span)
    used = pickle.dumps(value)
    assert unused == used
    assert pickle.loads(used).elapsed(*span) == elapsed  # noqa: S301 - made three lines before


def test_every_public_class_is_looked_at() -> None:
    """A class that is new here must be added above, or be an enum, a protocol or abstract."""
    public = {name: getattr(svcmgmt.calendars, name) for name in svcmgmt.calendars.__all__}
    classes = {value for value in public.values() if isinstance(value, type)}
    seen: set[type] = {type(value) for value in [*VALUES, *ERRORS]}
    abstract = {svcmgmt.calendars.CalendarRule, svcmgmt.calendars.HolidayRule}
    enums = {each for each in classes if issubclass(each, Enum)}
    assert classes - seen - abstract - enums == set()


@pytest.mark.parametrize(
    "member",
    [
        member
        for name in svcmgmt.calendars.__all__
        if isinstance(found := getattr(svcmgmt.calendars, name), type) and issubclass(found, Enum)
        for member in found
    ],
    ids=str,
)
def test_members_of_enums_stay_themselves(member: Enum) -> None:
    assert copy.deepcopy(member) is member
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301 - made on this line
