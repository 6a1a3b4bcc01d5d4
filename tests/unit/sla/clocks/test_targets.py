"""Targets: promises as data, checked when they are made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.calendars import always, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla import Alert, Equality, PauseMeasure, Reopen, Target

HOUR = timedelta(hours=1)


def test_a_target_counts_round_the_clock_unless_told_otherwise() -> None:
    assert Target(name="restore", limit=HOUR).calendar == always()


def test_alerts_may_be_text() -> None:
    target = Target(name="restore", limit=HOUR, alerts=["75 %", Alert(offset=-HOUR)])
    assert target.alerts == (Alert("75 %"), Alert(offset=-HOUR))


def test_any_iterable_of_alerts_will_do() -> None:
    assert Target(name="x", limit=HOUR, alerts=iter(["75 %"])).alerts == (Alert("75 %"),)


def test_targets_with_equal_promises_are_equal() -> None:
    office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
    same = weekly(
        {day: ["08:00-18:00"] for day in ("Mon", "Tue", "Wed", "Thu", "Fri")}, zone="Europe/Berlin"
    )
    one = Target(name="restore", limit=HOUR, calendar=office, alerts=["75 %"])
    other = Target(name="restore", limit=60 * timedelta(minutes=1), calendar=same, alerts=["3/4"])
    assert one == other
    assert hash(one) == hash(other)
    assert one != evolve(one, equality=Equality.MISSED)


def test_a_target_may_be_changed_into_another() -> None:
    target = Target(name="restore", limit=HOUR, alerts=["75 %"], reopen=Reopen.RESTART)
    assert evolve(target, limit=2 * HOUR).alerts == target.alerts
    assert evolve(target) == target


def test_a_target_is_frozen() -> None:
    target = Target(name="restore", limit=HOUR)
    with pytest.raises(FrozenInstanceError):
        target.limit = 2 * HOUR  # type: ignore[misc]


@pytest.mark.parametrize("calendar", [None, "Mon-Fri 08:00-18:00", always])
def test_what_cannot_tell_service_time_is_refused(calendar: object) -> None:
    with pytest.raises(InvalidType, match=r"calendar.*ServiceCalendar, or an object with its"):
        Target(name="restore", limit=HOUR, calendar=calendar)  # type: ignore[arg-type]


def test_what_is_no_limit_is_refused() -> None:
    with pytest.raises(InvalidType, match="limit"):
        Target(name="restore", limit=8)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="limit"):
        Target(name="restore", limit=-HOUR)


@pytest.mark.parametrize("alert", [5, None, timedelta(hours=-1), 0.75])
def test_what_is_no_alert_is_refused(alert: object) -> None:
    with pytest.raises(InvalidType, match="alert"):
        Target(name="restore", limit=HOUR, alerts=[alert])  # type: ignore[list-item]


def test_one_alert_instead_of_a_list_is_refused_as_such() -> None:
    with pytest.raises(InvalidType, match="alerts"):
        Target(name="restore", limit=HOUR, alerts="75 %")
    with pytest.raises(InvalidType, match="alerts"):
        Target(name="restore", limit=HOUR, alerts=Alert("75 %"))  # type: ignore[arg-type]


def test_a_name_is_text() -> None:
    with pytest.raises(InvalidType, match="name"):
        Target(name=7, limit=HOUR)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "policy",
    [
        {"reopen": "restart"},
        {"equality": "missed"},
        {"pause_measure": "wall_clock"},
        {"retroactive_start": "no"},
        {"retroactive_pause": 1},
    ],
)
def test_a_word_instead_of_a_policy_is_refused(policy: dict[str, Any]) -> None:
    with pytest.raises(InvalidType):
        Target(name="restore", limit=HOUR, **policy)


def test_a_target_tells_its_contested_choices() -> None:
    target = Target(
        name="restore",
        limit=HOUR,
        reopen=Reopen.COUNT_ALL,
        equality=Equality.MISSED,
        pause_measure=PauseMeasure.WALL_CLOCK,
        retroactive_start=True,
    )
    assert target.policies() == {
        "reopen": "count_all",
        "equality": "missed",
        "pause_measure": "wall_clock",
        "retroactive_start": "true",
        "retroactive_pause": "false",
    }
