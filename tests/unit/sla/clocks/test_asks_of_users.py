"""What users of service desks asked for, or complained about: one test for each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import ServiceCalendar, always, weekly
from svcmgmt.practice import HoldReason, Incident, IncidentState
from svcmgmt.sla import (
    Alert,
    Clock,
    ClockLedger,
    FixedDue,
    Outcome,
    Reopen,
    Target,
    in_state,
    read,
)
from svcmgmt.temporal import parse_instant as at

HOUR = timedelta(hours=1)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OFFICE = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
WAITING = in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER])


def test_a_pause_over_a_weekend_counts_no_closed_hours() -> None:
    restore = Target(name="restore", limit=8 * HOUR, calendar=OFFICE)
    friday = at("2026-10-23T14:00:00+02:00")
    ledger = ClockLedger.started(friday).pause(friday + 2 * HOUR)
    monday = at("2026-10-26T10:00:00+01:00")
    reading = read(restore, ledger.resume(monday), until=monday)
    # two hours worked on Friday; the pause takes two open hours of Friday and two of Monday
    assert reading.elapsed == 2 * HOUR
    assert reading.due == at("2026-10-26T16:00:00+01:00")
    without = read(restore, ClockLedger.started(friday), until=monday).due
    assert without is not None
    assert OFFICE.elapsed(without, reading.due) == 4 * HOUR


def test_time_on_hold_moves_the_worked_time_and_not_the_instant_of_creation() -> None:
    # adding the hold to the creation at Friday 17:00 would begin to count at Saturday 01:00,
    # and be due on Monday at 12:00
    restore = Target(name="restore", limit=4 * HOUR, calendar=OFFICE)
    friday = at("2026-10-23T17:00:00+02:00")
    monday = at("2026-10-26T08:00:00+01:00")
    ledger = ClockLedger.started(friday).pause(monday).resume(monday + 8 * HOUR)
    reading = read(restore, ledger, until=monday + 8 * HOUR)
    assert reading.due == at("2026-10-27T09:00:00+01:00")
    assert read(restore, ledger, until=reading.due).elapsed == restore.limit


def test_a_change_of_priority_forgets_no_pause() -> None:
    incident = (
        Incident.log(id="INC-7", at=at("2026-10-26T08:00:00+01:00"))
        .start(at=at("2026-10-26T08:30:00+01:00"))
        .hold(at=at("2026-10-26T09:00:00+01:00"), reason=HoldReason.CALLER)
        .resume(at=at("2026-10-26T12:00:00+01:00"))
    )
    p3 = Clock(name="restore", limit=8 * HOUR, calendar=OFFICE, pause=WAITING)
    p1 = Clock(name="restore", limit=2 * HOUR, calendar=OFFICE, pause=WAITING)
    now = at("2026-10-26T12:30:00+01:00")
    ledger = p3.ledger(incident.history)
    assert p3.read(ledger, until=now).elapsed == p1.read(ledger, until=now).elapsed == 1.5 * HOUR
    assert p1.read(ledger, until=now).due == at("2026-10-26T13:00:00+01:00")
    assert p1.read(incident.history, until=now).due == p1.read(ledger, until=now).due


def test_a_change_of_target_may_also_count_from_the_change_only() -> None:
    restore = Target(name="restore", limit=2 * HOUR, calendar=OFFICE)
    ledger = ClockLedger.started(at("2026-10-26T08:00:00+01:00"))
    change = at("2026-10-26T11:00:00+01:00")
    assert read(restore, ledger, until=change).outcome is Outcome.OPEN_PAST_DUE
    fresh = read(restore, ledger, until=change, since=change)
    assert (fresh.outcome, fresh.due) == (Outcome.OPEN, change + 2 * HOUR)


def test_each_target_counts_in_its_own_calendar() -> None:
    support = weekly("Mon-Fri 09:00-17:00", zone="America/New_York")
    respond = Clock(name="respond", limit=HOUR, calendar=always(), stop=in_state("inProgress"))
    resolve = Clock(name="resolve", limit=HOUR, calendar=support)
    incident = Incident.log(id="INC-7", at=at("2026-10-24T10:00:00Z"))  # a Saturday
    now = at("2026-10-24T12:00:00Z")
    assert respond.read(incident.history, until=now).due == at("2026-10-24T11:00:00Z")
    assert respond.read(incident.history, until=now).outcome is Outcome.OPEN_PAST_DUE
    assert resolve.read(incident.history, until=now).due == at("2026-10-26T10:00:00-04:00")
    assert resolve.read(incident.history, until=now).outcome is Outcome.OPEN


def test_an_escalation_one_hour_before_due_lies_in_open_hours() -> None:
    restore = Target(name="restore", limit=2 * HOUR, calendar=OFFICE, alerts=[Alert(offset=-HOUR)])
    ledger = ClockLedger.started(at("2026-10-23T16:30:00+02:00"))
    reading = read(restore, ledger, until=at("2026-10-23T16:30:00+02:00"))
    assert reading.due == at("2026-10-26T08:30:00+01:00")
    following = reading.next_alert()
    assert following is not None
    assert following.at == at("2026-10-23T17:30:00+02:00")  # not Monday 07:30, not midnight


def test_an_escalation_earlier_than_the_start_fires_at_the_start_and_ends() -> None:
    # a desk that is open for one hour a week, and a warning that looks back for years
    rare = weekly("Wed 09:00-10:00", zone="UTC")
    warning = Alert(offset=-timedelta(days=1_000))
    target = Target(name="restore", limit=3 * HOUR, calendar=rare, alerts=[warning])
    start = at("2026-10-26T09:00:00Z")
    (alert,) = read(target, ClockLedger.started(start), until=start).alert_times()
    assert alert.at == start


def test_a_promised_date_does_not_move_by_itself_and_a_clock_says_why_it_did() -> None:
    monday = at("2026-10-26T10:00:00+01:00")
    promised = Target(
        name="delivery", limit=FixedDue(at("2026-10-26T16:00:00+01:00")), calendar=OFFICE
    )
    clock = Target(name="restore", limit=6 * HOUR, calendar=OFFICE)
    ledger = ClockLedger.started(monday)
    assert read(promised, ledger, until=monday).due == read(clock, ledger, until=monday).due
    paused = ledger.pause(monday + HOUR, cause="onHold (awaitingCaller)")
    paused = paused.resume(monday + 3 * HOUR, cause="inProgress")
    later = monday + 4 * HOUR
    assert read(promised, paused, until=later).due == at("2026-10-26T16:00:00+01:00")
    moved = read(clock, paused, until=later)
    assert moved.due == at("2026-10-26T18:00:00+01:00")
    assert "onHold (awaitingCaller)" in moved.explain()


@pytest.mark.parametrize(
    "days", [days for size in (1, 2, 6) for days in combinations(DAYS, size)], ids=" ".join
)
def test_any_days_of_the_week_make_a_schedule(days: tuple[str, ...]) -> None:
    calendar = weekly({day: ["09:00-17:00"] for day in days}, zone="UTC")
    restore = Target(name="restore", limit=len(days) * 8 * HOUR, calendar=calendar)
    start = at("2026-10-26T00:00:00Z")  # a Monday
    reading = read(restore, ClockLedger.started(start), until=start)
    last = max(map(DAYS.index, days))
    assert reading.due == start + timedelta(days=last, hours=17)


@pytest.mark.parametrize(
    "zone", [UTC, timezone(timedelta(hours=-9, minutes=-30)), ZoneInfo("Asia/Kolkata")]
)
def test_aware_instants_of_any_zone_are_answered_at_once(
    zone: timezone | ZoneInfo,
) -> None:
    start = datetime(2026, 10, 23, 18, 30, tzinfo=zone)
    restore = Target(name="restore", limit=7.5 * HOUR, calendar=OFFICE, alerts=["50 %"])
    reading = read(restore, ClockLedger.started(start), until=start + timedelta(days=2))
    assert reading.due is not None
    assert OFFICE.elapsed(start, reading.due) == 7.5 * HOUR
    assert reading == read(restore, ClockLedger.started(start.astimezone(UTC)), until=reading.until)


@pytest.mark.parametrize(
    ("calendar", "due"),
    [
        (weekly("Mon-Fri 09:00-17:00", zone="Asia/Kolkata"), "2026-10-26T12:00:00+05:30"),
        (weekly("Mon-Fri 09:00-17:00", zone="Europe/Berlin"), "2026-10-26T12:00:00+01:00"),
        (weekly("Mon-Fri 09:00-17:00", zone="America/New_York"), "2026-10-26T12:00:00-04:00"),
    ],
)
def test_service_hours_are_those_of_the_agreement_and_its_zone(
    calendar: ServiceCalendar, due: str
) -> None:
    restore = Target(name="restore", limit=3 * HOUR, calendar=calendar)
    weekend = ClockLedger.started(at("2026-10-24T12:00:00Z"))
    assert read(restore, weekend, until=at("2026-10-24T12:00:00Z")).due == at(due)


@pytest.mark.parametrize(
    ("reopen", "elapsed"),
    [
        (Reopen.CONTINUE, 3 * HOUR),
        (Reopen.RESTART, 2 * HOUR),
        (Reopen.COUNT_ALL, 8 * HOUR),
        (Reopen.KEEP_FIRST, HOUR),
    ],
)
def test_a_rejected_resolution_follows_a_policy_with_a_name(
    reopen: Reopen, elapsed: timedelta
) -> None:
    incident = (
        Incident.log(id="INC-7", at=at("2026-10-26T08:00:00+01:00"))
        .start(at=at("2026-10-26T08:00:00+01:00"))
        .resolve(at=at("2026-10-26T09:00:00+01:00"), resolution="restarted")
        .reopen(at=at("2026-10-26T14:00:00+01:00"), reason="still down")
    )
    restore = Clock(name="restore", limit=4 * HOUR, calendar=OFFICE, reopen=reopen)
    reading = restore.read(incident.history, until=at("2026-10-26T16:00:00+01:00"))
    assert reading.elapsed == elapsed
    assert f"reopen {reopen.value}" in reading.explain()
