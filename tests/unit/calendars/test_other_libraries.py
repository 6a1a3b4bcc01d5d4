"""Instants, durations and lists of other libraries are taken exactly, or refused, always alike.

Pandas is the example: its instants and durations are those of Python with a mind of their own. A
stand-in says what they have in common with others; where pandas is installed it is asked itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest

from svcmgmt.calendars import (
    ChangeWindows,
    MaintenanceWindow,
    Measure,
    Recurrence,
    ServiceCalendar,
    TimeRange,
    WorkingDays,
    always,
    recurring,
    rolling,
    weekly,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import EMPTY, parse_instant as at

HOUR = timedelta(hours=1)
NOON = at("2026-10-26T12:00:00Z")


class Length(timedelta):
    """A duration of another library: what is calculated with it is of its kind."""

    nanoseconds = 0

    @classmethod
    def of(cls, length: timedelta, nanoseconds: int = 0) -> Length:
        made = cls(length.days, length.seconds, length.microseconds)
        made.nanoseconds = nanoseconds
        return made

    def __add__(self, other: timedelta) -> Length:
        return Length.of(timedelta.__add__(self, other), self.nanoseconds)

    __radd__ = __add__

    def __sub__(self, other: timedelta) -> Length:
        return Length.of(timedelta.__sub__(self, other), self.nanoseconds)

    def __rsub__(self, other: timedelta) -> Length:
        return Length.of(timedelta.__rsub__(self, other), -self.nanoseconds)


class Stamp(datetime):
    """An instant of another library."""

    nanosecond = 0

    @classmethod
    def of(cls, at: datetime, nanosecond: int = 0) -> Stamp:
        made = cls(
            at.year,
            at.month,
            at.day,
            at.hour,
            at.minute,
            at.second,
            at.microsecond,
            tzinfo=at.tzinfo,
        )
        made.nanosecond = nanosecond
        return made

    def __sub__(self, other: Any) -> Length:  # type: ignore[override] # noqa: ANN401
        return Length.of(datetime.__sub__(self, other), self.nanosecond)


Asked = Callable[[ServiceCalendar, datetime], object]
QUESTIONS: dict[str, Asked] = {
    "elapsed to": lambda it, moment: it.elapsed(NOON - 5 * HOUR, moment),
    "elapsed from": lambda it, moment: it.elapsed(moment, NOON + 5 * HOUR),
    "elapsed wall": lambda it, moment: it.elapsed(moment, NOON, measure=Measure.WALL_CLOCK),
    "due": lambda it, moment: it.due(moment, HOUR),
    "due days": lambda it, moment: it.due(moment, WorkingDays(1)),
    "before": lambda it, moment: it.before(moment, HOUR),
    "is_open": lambda it, moment: it.is_open(moment),
    "next_close": lambda it, moment: it.next_close(moment),
    "intervals": lambda it, moment: it.intervals(moment, NOON + 5 * HOUR),
    "why": lambda it, moment: it.why(moment),
}


def office() -> ServiceCalendar:
    return weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")


@pytest.fixture(params=["fresh", "asked before"])
def calendar(request: pytest.FixtureRequest) -> ServiceCalendar:
    made = office()
    if request.param == "asked before":
        made.elapsed(NOON - 100 * HOUR, NOON + 100 * HOUR)
    return made


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
class TestInstants:
    def test_give_plain_answers(self, question: Asked, calendar: ServiceCalendar) -> None:
        expected = question(office(), NOON)
        told = question(calendar, Stamp.of(NOON))
        assert told == expected
        assert type(told) is type(expected)

    def test_with_nanoseconds_are_refused_whatever_was_asked_before(
        self, question: Asked, calendar: ServiceCalendar
    ) -> None:
        for moment in (NOON, NOON + 12 * HOUR):  # while open and while closed
            with pytest.raises(InvalidValue, match="at most microseconds"):
                question(calendar, Stamp.of(moment, nanosecond=1))


START = datetime(2026, 10, 1, 2, tzinfo=UTC)
NIGHT = ChangeWindows(maintenance=[MaintenanceWindow(name="any", times=always())])
TAKERS: dict[str, Callable[[timedelta], object]] = {
    "allowed": lambda length: office().due(NOON, length),
    "before": lambda length: office().before(NOON, length),
    "day_length": lambda length: WorkingDays(1, day_length=length),
    "opens": lambda length: TimeRange(length, timedelta(hours=9)),
    "closes": lambda length: TimeRange(timedelta(0), length),
    "lasts": lambda length: recurring(Recurrence(rule="FREQ=DAILY", start=START), lasts=length),
    "rolling": lambda length: rolling(NOON, length),
    "length": lambda length: NIGHT.next_fit(NOON, length),
    "by": EMPTY.shift,
}


@pytest.mark.parametrize("taker", TAKERS.values(), ids=list(TAKERS))
class TestDurations:
    def test_are_kept_as_plain_ones(self, taker: Callable[[timedelta], object]) -> None:
        taken = taker(Length.of(8 * HOUR))
        assert taken == taker(8 * HOUR)
        assert "Length" not in repr(taken)

    def test_with_nanoseconds_are_refused(self, taker: Callable[[timedelta], object]) -> None:
        with pytest.raises(InvalidValue, match="at most microseconds"):
            taker(Length.of(8 * HOUR, nanoseconds=1))
        with pytest.raises(InvalidValue, match="at most microseconds"):
            taker(Length.of(timedelta(0), nanoseconds=1))


class Column:
    """A container that holds dates, and is asked for something else: `in` looks at its index."""

    def __init__(self, *values: object) -> None:
        self.values = values

    def __iter__(self) -> Iterator[object]:
        return iter(self.values)

    def __contains__(self, index: object) -> bool:
        return index in range(len(self.values))


CHRISTMAS = date(2026, 12, 25)


def test_holidays_in_a_column_are_read() -> None:
    column: Any = Column(CHRISTMAS, date(2027, 1, 1))
    shop = weekly("daily 09:00-17:00", zone="UTC", holidays=column)
    assert not shop.is_open(at("2026-12-25T12:00:00Z"))
    assert not shop.is_open(at("2027-01-01T12:00:00Z"))
    assert shop == weekly("daily 09:00-17:00", zone="UTC", holidays=["2027-01-01", "2026-12-25"])


@pytest.mark.parametrize("value", [True, "Christmas", 20261225, datetime(2026, 12, 25, tzinfo=UTC)])
def test_a_column_of_something_else_is_refused(value: object) -> None:
    column: Any = Column(value)
    with pytest.raises((InvalidType, InvalidValue)):
        weekly("daily 09:00-17:00", zone="UTC", holidays=column)


@pytest.fixture(scope="module")
def pandas() -> ModuleType:
    pytest.importorskip("pandas", reason="pandas is not installed")
    return importlib.import_module("pandas")


class TestPandas:
    def test_its_instants_give_plain_answers(self, pandas: Any) -> None:  # noqa: ANN401
        calendar = office()
        for start in (NOON, NOON - 12 * HOUR):
            told = calendar.elapsed(pandas.Timestamp(start), pandas.Timestamp(NOON + HOUR))
            assert (told, type(told)) == (calendar.elapsed(start, NOON + HOUR), timedelta)

    def test_its_nanoseconds_are_refused(self, pandas: Any) -> None:  # noqa: ANN401
        fine = pandas.Timestamp("2026-10-26T12:00:00.000000001Z")
        for calendar in (office(), always()):
            calendar.is_open(NOON)
            with pytest.raises(InvalidValue, match="at most microseconds"):
                calendar.elapsed(fine, NOON + HOUR)
            with pytest.raises(InvalidValue, match="at most microseconds"):
                calendar.due(NOON, pandas.Timedelta(1, "ns"))

    def test_its_durations_are_kept_as_plain_ones(self, pandas: Any) -> None:  # noqa: ANN401
        assert office().due(NOON, pandas.Timedelta("8h")) == office().due(NOON, 8 * HOUR)
        assert type(WorkingDays(1, day_length=pandas.Timedelta("8h")).day_length) is timedelta

    def test_what_is_not_a_time_is_refused(self, pandas: Any) -> None:  # noqa: ANN401
        for question in (
            lambda: office().elapsed(pandas.NaT, NOON),
            lambda: office().is_open(pandas.NaT),
            lambda: office().due(NOON, pandas.NaT),
        ):
            with pytest.raises((InvalidType, InvalidValue)):
                question()

    def test_its_columns_of_dates_are_read(self, pandas: Any) -> None:  # noqa: ANN401
        expected = weekly("daily 09:00-17:00", zone="UTC", holidays=[CHRISTMAS])
        for holidays in (pandas.Series([CHRISTMAS]), pandas.Series([CHRISTMAS], index=["Xmas"])):
            assert weekly("daily 09:00-17:00", zone="UTC", holidays=holidays) == expected

    def test_its_columns_of_instants_are_refused(self, pandas: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            weekly("daily 9-17", zone="UTC", holidays=pandas.to_datetime(["2026-12-25"]))
