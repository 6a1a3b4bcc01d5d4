"""Whatever the library can make, it can store and read again."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.interop.native import from_dict, to_dict
from svcmgmt.lifecycle import StateChange
from svcmgmt.lifecycles import INCIDENT
from svcmgmt.sla import ClockLedger
from svcmgmt.temporal import IntervalSet
from svcmgmt.testing import strategies


def stored(value: object) -> object:
    """Return a value after it went through JSON text."""
    return from_dict(json.loads(json.dumps(to_dict(value))))


@given(strategies.calendars())
def test_calendars(calendar: ServiceCalendar) -> None:
    assert stored(calendar) == calendar


@given(strategies.interval_sets())
def test_interval_sets(intervals: IntervalSet) -> None:
    assert stored(intervals) == intervals


@given(strategies.ledgers())
def test_ledgers(ledger: ClockLedger) -> None:
    assert stored(ledger) == ledger


@given(strategies.histories(INCIDENT))
def test_histories(history: tuple[StateChange[Any, Any], ...]) -> None:
    assert [stored(change) for change in history] == list(history)
