"""What cannot be stored says what to store instead."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from attrs import frozen

from svcmgmt import calendars as cal
from svcmgmt.agreement import CreditClause
from svcmgmt.interop.native import NotStorable, from_dict, to_dict
from svcmgmt.practice import Incident
from svcmgmt.reports import ServiceLevelReport
from svcmgmt.sla import Target
from svcmgmt.sla.conformance import ConformanceEvent, ConformanceEventKind, ObservationPlace
from svcmgmt.sla.credits import Assessment
from svcmgmt.temporal import Interval, IntervalSet, Timeline, parse_instant as at
from svcmgmt.values import Money

EIGHT = at("2026-10-26T08:00:00Z")


class Tides(cal.CalendarRule):
    """A rule of somebody's own."""

    def edges(self, start: int, end: int) -> list[int]:
        return [start, end]


class Freeze:
    """A calendar of somebody's own."""

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        return end - start

    def due(self, start: datetime, allowed: cal.TimeAllowed, /) -> datetime:
        return start + (allowed if isinstance(allowed, timedelta) else timedelta(0))

    def intervals(self, start: datetime, end: datetime, /) -> IntervalSet:
        return IntervalSet.of([Interval(start, end)])


class Generous:
    """A credit schedule of somebody's own."""

    def assess(self, value: object, *, basis: Money, period: object) -> Assessment:  # noqa: ARG002
        return Assessment(amount=basis)


@frozen
class Bill:
    """A record of somebody's own."""

    total: Money


class Delay(timedelta):
    """A duration of another library."""


class OurIncident(Incident):
    """A record of the library with something more."""


class LiveHolidays:
    """Holidays that are asked for, date by date."""

    def __contains__(self, day: object) -> bool:
        return day == date(2026, 12, 25)


@pytest.mark.parametrize("value", [5, "text", object(), None, [1], 1.5, {"a": 1}])
def test_values_of_other_libraries(value: object) -> None:
    with pytest.raises(NotStorable, match="store a value of this library"):
        to_dict(value)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Delay(hours=1), "store it as a plain timedelta"),
        (OurIncident(id="INC-7"), "store it as a plain Incident"),
        (Bill(Money(1, "EUR")), "store the fields of it, in a class of this library"),
        (Tides(), "store the fields of it, in a class of this library"),
        (to_dict, "store the name of it, and give it anew when reading"),
        (cal.ReportingPeriod, "store the name of it"),
        (object.__new__(ServiceLevelReport), "store its inputs, from which report_of makes it"),
        (Generous().assess, "store the name of it"),
    ],
)
def test_the_advice_is_true(value: object, told: str) -> None:
    with pytest.raises(NotStorable, match=told):
        to_dict(value)


def test_a_rule_of_your_own() -> None:
    with pytest.raises(NotStorable, match="Tides"):
        to_dict(cal.ServiceCalendar(Tides(), "UTC"))


def test_a_calendar_of_your_own() -> None:
    with pytest.raises(NotStorable, match="Freeze"):
        to_dict(Target(name="t", limit=timedelta(hours=1), calendar=Freeze()))


def test_a_credit_schedule_of_your_own() -> None:
    with pytest.raises(NotStorable, match="Generous"):
        to_dict(CreditClause(name="c", schedule=Generous()))


def test_a_live_container_of_holidays_until_it_is_fixed() -> None:
    live = cal.weekly("Mon-Fri 08:00-18:00", zone="UTC", holidays=LiveHolidays())
    with pytest.raises(NotStorable, match="snapshot"):
        to_dict(live)
    fixed = cal.snapshot(LiveHolidays(), date(2026, 1, 1), date(2026, 12, 31))
    stored = cal.weekly("Mon-Fri 08:00-18:00", zone="UTC", holidays=fixed)
    assert from_dict(to_dict(stored)) == stored


@pytest.mark.parametrize("value", [object(), 1.5, [1], float("nan")])
def test_a_timeline_of_foreign_values(value: object) -> None:
    line: Timeline[object] = Timeline.of([(EIGHT, value)])
    with pytest.raises(NotStorable):
        to_dict(line)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        pytest.param(float("inf"), "a finite number", id="infinity"),
        pytest.param(float("nan"), "a finite number", id="nan"),
        pytest.param(10**5000, "an integer of at most 13000 bits", id="huge"),
    ],
)
def test_a_number_that_json_does_not_have(value: float, told: str) -> None:
    event = ConformanceEvent(
        kind=ConformanceEventKind.RAISED, place=ObservationPlace(1), value=value
    )
    with pytest.raises(NotStorable, match=f"store {told}"):
        to_dict(event)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_a_decimal_that_is_no_number(text: str) -> None:
    with pytest.raises(NotStorable, match="store a finite number"):
        to_dict(Decimal(text))


@pytest.mark.parametrize("text", ["0", "-0.00", "1E+5", "1E-7", "12345678901234567890.5"])
def test_every_other_decimal_is_stored_digit_by_digit(text: str) -> None:
    assert str(from_dict(to_dict(Decimal(text)))) == text
