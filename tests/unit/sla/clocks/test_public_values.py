"""Every public value of the package: frozen, equal by content, hashable, copied and pickled."""

from __future__ import annotations

import copy
import pickle
from datetime import timedelta
from enum import Enum
from fractions import Fraction

import pytest
from attrs import fields, has
from attrs.exceptions import FrozenInstanceError

from svcmgmt.calendars import CalendarDays, WorkingDays, weekly
from svcmgmt.practice import IncidentState
from svcmgmt.sla import clocks
from svcmgmt.sla.clocks import (
    Alert,
    AlertTime,
    Attribution,
    Clock,
    ClockCycle,
    ClockLedger,
    ClockReading,
    ClockRow,
    ClockSpan,
    ClockState,
    Compliance,
    Condition,
    Equality,
    FixedDue,
    Mark,
    Outcome,
    PauseMeasure,
    Reopen,
    RowKind,
    Signal,
    Target,
    always_true,
    in_state,
    never_true,
    on_trigger,
    read,
)
from svcmgmt.temporal import parse_instant as at

HOUR = timedelta(hours=1)
NINE = at("2026-10-26T09:00:00Z")
OFFICE = weekly(
    "Mon-Fri 08:00-18:00", zone="Europe/Berlin", holidays={"2026-12-25": "Christmas Day"}
)
CLOCK = Clock(
    name="restore",
    limit=WorkingDays(2),
    calendar=OFFICE,
    alerts=["75 %", Alert(offset=-HOUR)],
    pause=in_state(IncidentState.ON_HOLD, reasons=["awaitingCaller"]),
)
LEDGER = (
    ClockLedger.started(NINE, cause="new")
    .pause(NINE + HOUR)
    .with_marks(Mark(at=NINE, signals=[Signal.RESUME], sequence=3, recorded_at=NINE + HOUR, id="7"))
)
READING = read(CLOCK, LEDGER, until=NINE + 3 * HOUR)
SPAN = ClockSpan(NINE, None, ClockState.RUNNING, "new")

VALUES: tuple[object, ...] = (
    Alert("75 %"),
    Alert(Fraction(1, 3)),
    Alert(offset=-HOUR),
    AlertTime(NINE, Alert("75 %")),
    FixedDue(NINE),
    Target(name="reply", limit=CalendarDays(3)),
    CLOCK,
    always_true(),
    never_true(),
    CLOCK.pause | on_trigger("call"),
    LEDGER.marks[0],
    ClockLedger(),
    LEDGER,
    SPAN,
    ClockCycle(NINE, (SPAN,), ClockState.RUNNING, None),
    READING,
    ClockRow(NINE, NINE + HOUR, RowKind.PAUSED, "onHold"),
    Compliance(counts={Outcome.MET: 3}, backlog=1),
    *Reopen,
    *Equality,
    *PauseMeasure,
    *Attribution,
    *Outcome,
    *RowKind,
    *Signal,
    *ClockState,
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
class TestEveryValue:
    def test_survives_pickling(self, value: object) -> None:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            loaded = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own bytes
            assert loaded == value
            assert hash(loaded) == hash(value)
            assert str(loaded) == str(value)

    def test_survives_copying(self, value: object) -> None:
        for copied in (copy.copy(value), copy.deepcopy(value)):
            assert copied == value
            assert hash(copied) == hash(value)

    def test_equals_nothing_of_another_kind(self, value: object) -> None:
        assert value != str(value)
        assert value != object()

    def test_is_frozen(self, value: object) -> None:
        if isinstance(value, Enum):
            return
        kind = type(value)
        assert has(kind)
        with pytest.raises(FrozenInstanceError):
            setattr(value, fields(kind)[0].name, None)

    def test_takes_no_further_attributes(self, value: object) -> None:
        if isinstance(value, Enum):
            return
        with pytest.raises((AttributeError, TypeError)):
            value.note = "x"  # type: ignore[attr-defined]

    def test_has_a_text_and_a_representation(self, value: object) -> None:
        assert str(value)
        assert repr(value)


def test_every_public_kind_is_among_them() -> None:
    public = {
        each
        for name in clocks.__all__
        if isinstance(each := getattr(clocks, name), type) and name != "ServiceTime"
    }
    assert public == {type(value) for value in VALUES}
    assert Condition in public


def test_values_with_other_contents_differ() -> None:
    values = [value for value in VALUES if not isinstance(value, Enum)]
    assert len(set(values)) == len(values)


def test_a_reading_that_was_asked_equals_one_that_was_not() -> None:
    asked, fresh = (read(CLOCK, LEDGER, until=NINE + 3 * HOUR) for _ in range(2))
    told = (asked.elapsed, asked.due, asked.rows, asked.outcome, asked.remaining)
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    loaded = pickle.loads(pickle.dumps(asked))  # noqa: S301 - our own bytes
    assert isinstance(loaded, ClockReading)
    assert (loaded.elapsed, loaded.due, loaded.rows, loaded.outcome, loaded.remaining) == told
    assert copy.deepcopy(asked).rows == asked.rows
