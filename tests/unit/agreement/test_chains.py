"""The worst start of a chain of stages, each in its own hours."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svcmgmt.agreement._chains import Stage, worst_chain
from svcmgmt.calendars import always, fixed, never, weekly
from svcmgmt.errors import LimitExceeded
from svcmgmt.temporal import Interval, parse_instant as at

WEEK = Interval.parse("2026-10-19T00:00:00Z/PT168H")
OFFICE = weekly("Mon-Fri 09:00-17:00", zone="UTC")


def minutes(count: int) -> timedelta:
    """Return so many minutes."""
    return timedelta(minutes=count)


def test_round_the_clock_stages_add_up() -> None:
    stages = [Stage(name, always(), minutes(count)) for name, count in [("a", 15), ("b", 60)]]
    worst = worst_chain(stages, always(), WEEK)
    assert worst is not None
    assert worst.elapsed == minutes(75)
    assert worst.start == WEEK.start


def test_a_missed_closing_costs_a_weekend() -> None:
    stages = [Stage("desk", always(), minutes(15)), Stage("vendor", OFFICE, minutes(240))]
    worst = worst_chain(stages, always(), WEEK)
    assert worst is not None
    # a microsecond after Friday 12:45 the vendor ends on Monday, not at closing
    assert worst.start == at("2026-10-23T12:45:00.000001Z")
    assert worst.end == at("2026-10-26T09:00:00.000001Z")


def test_time_is_counted_in_the_promised_hours() -> None:
    stages = [Stage("vendor", weekly("Mon-Fri 12:00-17:00", zone="UTC"), minutes(60))]
    worst = worst_chain(stages, OFFICE, WEEK)
    assert worst is not None
    # from before 9:00 until 13:00, or from 16:00 until 12:00 of the next day
    assert worst.elapsed == minutes(240)
    assert worst.end == at("2026-10-19T13:00:00Z")


def test_no_stages_take_no_time() -> None:
    worst = worst_chain([], OFFICE, WEEK)
    assert worst is not None
    assert worst.elapsed == timedelta(0)


def test_a_stage_that_never_works_has_no_end() -> None:
    assert worst_chain([Stage("x", never(), minutes(1))], always(), WEEK) is None


def test_a_stage_that_works_once_only_has_no_end_later() -> None:
    once = fixed([Interval.parse("2026-10-19T00:00:00Z/PT1H")])
    assert worst_chain([Stage("x", once, minutes(30))], always(), WEEK) is None


def test_hours_before_1970_are_no_start() -> None:
    first = Interval.parse("1970-01-01T00:00:00Z/PT24H")
    worst = worst_chain([Stage("x", OFFICE, minutes(60))], always(), first)
    assert worst is not None
    assert worst.end == worst.start + worst.elapsed


def test_centuries_are_refused_before_they_are_tried() -> None:
    ages = Interval.parse("1970-01-02T00:00:00Z/2199-01-01T00:00:00Z")
    daily = weekly("Mon-Sun 09:00-12:00, 13:00-17:00", zone="UTC")
    with pytest.raises(LimitExceeded, match="edges of hours in a chain of restore times"):
        worst_chain([Stage("x", daily, minutes(60))], always(), ages)
