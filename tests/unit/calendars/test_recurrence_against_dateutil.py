"""Occurrences against a plain expansion of the same rule on naive wall times by dateutil.

The twin expands from the start of the rule, where it stands, without limits and shortcuts, and
places each wall time by PEP 495: fold 0 takes the first of two and moves a skipped one on by the
jump, which is what RFC 5545 asks for.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, strategies as st

from svcmgmt.calendars import Recurrence, RecurringHoliday, recurring
from svcmgmt.temporal import Interval, IntervalSet
from svcmgmt.testing.strategies import AWKWARD_ZONES

DAY: Final = timedelta(days=1)
ZONES: Final = (
    "UTC",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Asia/Kathmandu",
)
RULES: Final = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=700",
    "FREQ=DAILY;BYDAY=MO,WE,FR;BYHOUR=0,2,3,23;BYMINUTE=0,30",
    "FREQ=DAILY;BYMONTH=3,10;BYSECOND=0,59",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,SA;WKST=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,SA;WKST=MO",
    "FREQ=WEEKLY;BYDAY=SU;UNTIL=20121231T120000",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1,1",
    "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYDAY=-1FR,1MO",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=MONTHLY;INTERVAL=18;BYMONTHDAY=10,11,12,13,14,15",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYYEARDAY=1,100,200,-1",
    "FREQ=YEARLY;BYWEEKNO=20,53;BYDAY=MO",
    "FREQ=YEARLY;BYDAY=20MO",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
    "FREQ=YEARLY;UNTIL=20150101",
)


def expanded(rule: str, start: datetime, last: datetime) -> list[datetime]:
    """Return the occurrences from the start up to an instant, in UTC, in order."""
    zone, wall = start.tzinfo, start.replace(tzinfo=None)
    if "UNTIL" in rule and "T" not in rule.partition("UNTIL=")[2]:
        rule = f"{rule}T235959"  # a date is meant whole
    end = last.astimezone(zone).replace(tzinfo=None) + 2 * DAY
    found: set[datetime] = set()
    for each in rrulestr(rule, dtstart=wall):
        if each > end:
            break
        found.add(each.replace(tzinfo=zone, fold=0).astimezone(UTC))
    return sorted(at for at in found if at <= last)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rule", RULES)
def test_occurrences_are_those_of_a_plain_expansion(rule: str, zone: str) -> None:
    start = datetime(2011, 6, 30, 2, 15, tzinfo=ZoneInfo(zone))
    first, until = datetime(2011, 12, 1, tzinfo=UTC), datetime(2019, 3, 5, 7, tzinfo=UTC)
    expected = [at for at in expanded(rule, start, until) if first <= at < until]
    assert Recurrence(rule=rule, start=start).between(first, until) == expected


SPARSE: Final = (
    *(rule for rule in RULES if "BYHOUR" not in rule and "BYSECOND" not in rule),
    "FREQ=DAILY;INTERVAL=1000",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TH;BYSETPOS=1",
    "FREQ=WEEKLY;INTERVAL=53;WKST=TH",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;WKST=WE",
    "FREQ=MONTHLY;INTERVAL=7;BYHOUR=3,5",
    "FREQ=MONTHLY;INTERVAL=5;BYDAY=MO,TU;BYSETPOS=2,-2",
    "FREQ=YEARLY;INTERVAL=3",
    "FREQ=YEARLY;INTERVAL=3;BYMONTH=2,3",
    "FREQ=YEARLY;BYWEEKNO=1,53",
    "FREQ=YEARLY;BYDAY=MO;BYSETPOS=7",
    "FREQ=YEARLY;INTERVAL=2;COUNT=40",
)


@pytest.mark.parametrize("wall", ["2008-02-29T02:15:00", "2011-01-31T23:59:59"])
@pytest.mark.parametrize("rule", SPARSE)
def test_occurrences_decades_later_are_those_of_a_plain_expansion(rule: str, wall: str) -> None:
    """The plain twin counts all the way; 2100 is no leap year."""
    start = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    for year in (2047, 2100):
        first, until = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 3, 3, 1, 7, tzinfo=UTC)
        expected = [at for at in expanded(rule, start, until) if first <= at < until]
        assert Recurrence(rule=rule, start=start).between(first, until) == expected


@pytest.mark.parametrize("rule", [RULES[0], RULES[3], RULES[6], RULES[12], RULES[18]])
@pytest.mark.parametrize("zone", ZONES)
def test_local_dates_are_those_of_the_occurrences(rule: str, zone: str) -> None:
    start = datetime(2011, 6, 30, 2, 15, tzinfo=ZoneInfo(zone))
    first, last = date(2011, 12, 28), date(2014, 1, 3)
    occurrences = expanded(rule, start, datetime(2014, 1, 10, tzinfo=UTC))
    local = {at.astimezone(ZoneInfo(zone)).date() for at in occurrences}
    expected = sorted(day for day in local if first <= day <= last)
    recurrence = Recurrence(rule=rule, start=start)
    assert recurrence.dates(first, last) == expected
    assert list(RecurringHoliday(recurrence).dates(first, last)) == expected


@pytest.mark.parametrize("rule", [RULES[0], RULES[3], RULES[7], RULES[13], RULES[22]])
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hours", [1, 24, 100])
def test_a_calendar_is_open_from_each_occurrence_on(rule: str, zone: str, hours: int) -> None:
    start = datetime(2010, 6, 30, 2, 15, tzinfo=ZoneInfo(zone))
    span = Interval(datetime(2011, 12, 20, tzinfo=UTC), datetime(2012, 12, 20, tzinfo=UTC))
    length = timedelta(hours=hours)
    occurrences = expanded(rule, start, span.start + span.duration)
    expected = IntervalSet.of(Interval(at, at + length) for at in occurrences).clip(span)
    calendar = recurring(Recurrence(rule=rule, start=start), lasts=length)
    assert calendar.intervals(span.start, span.start + span.duration) == expected


def _joined(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


def _numbers(low: int, high: int) -> st.SearchStrategy[str]:
    return st.lists(st.integers(low, high), min_size=1, max_size=3, unique=True).map(_joined)


def _days(most: int) -> st.SearchStrategy[str]:
    names = st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
    numbers = st.sampled_from(["", *map(str, range(1, most + 1)), *map(str, range(-most, 0))])
    day = st.builds(str.__add__, numbers, names) if most else names
    return st.lists(day, min_size=1, max_size=3, unique=True).map(",".join)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Give rules that RFC 5545 allows, with a few parts of every kind."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": frequency}
    optional = {
        "INTERVAL": st.integers(1, 5).map(str),
        "BYMONTH": _numbers(1, 12),
        "BYHOUR": _numbers(0, 23),
        "BYMINUTE": _numbers(0, 59),
        "WKST": _days(0).map(lambda text: text[:2]),
        "BYDAY": _days({"MONTHLY": 5, "YEARLY": 5}.get(frequency, 0)),
    }
    if frequency != "WEEKLY":
        # with days that a month may not have, the plain expansion could run to the year 9999
        most = 28 if frequency == "DAILY" else 31
        optional["BYMONTHDAY"] = _numbers(1, most) | _numbers(-most, -1)
    if frequency == "YEARLY":
        optional["BYYEARDAY"] = _numbers(1, 366) | _numbers(-366, -1)
    for name in draw(st.sets(st.sampled_from(sorted(optional)), max_size=3)):
        parts[name] = draw(optional[name])
    if len(parts) > 1 and draw(st.booleans()):
        parts["COUNT"] = str(draw(st.integers(1, 300)))
    return ";".join(f"{name}={value}" for name, value in parts.items())


@given(
    rules(),
    st.sampled_from(AWKWARD_ZONES),
    st.datetimes(datetime.fromisoformat("2005-01-01"), datetime.fromisoformat("2012-12-31")),
)
def test_any_rule_agrees_with_a_plain_expansion(rule: str, zone: str, wall: datetime) -> None:
    start = wall.replace(microsecond=0, tzinfo=ZoneInfo(zone))
    first, until = datetime(2011, 12, 1, tzinfo=UTC), datetime(2014, 3, 5, 7, tzinfo=UTC)
    expected = [at for at in expanded(rule, start, until) if first <= at < until]
    assert Recurrence(rule=rule, start=start).between(first, until) == expected
