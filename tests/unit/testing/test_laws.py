"""The laws hold for what the library makes, and catch what breaks them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from svcmgmt.calendars import ServiceCalendar, always, weekly
from svcmgmt.lifecycle import Lifecycle, Rule, State, StateCategory, StateChange, Trigger
from svcmgmt.practice import INCIDENT, Incident
from svcmgmt.sla import ClockLedger, RowKind, Target, read
from svcmgmt.temporal import IntervalSet
from svcmgmt.testing import calendar_laws, laws, lifecycle_laws, reading_laws

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)

OFFICE = weekly("Mon-Fri 09:00-17:00", zone="UTC")


class StandIn:
    """A calendar that answers like a real one, but for what a test replaces."""

    def __init__(self, calendar: ServiceCalendar, **broken: Any) -> None:  # noqa: ANN401
        self._calendar = calendar
        vars(self).update(broken)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._calendar, name)


class TestCalendarLaws:
    @pytest.mark.parametrize("calendar", [OFFICE, always(), weekly("Mon 9-10", zone="UTC")])
    def test_they_hold_for_calendars_of_the_library(self, calendar: ServiceCalendar) -> None:
        calendar_laws(calendar, MONDAY + 3 * HOUR, MONDAY, MONDAY + 50 * HOUR)

    def test_they_hold_where_nothing_is_open(self) -> None:
        calendar_laws(OFFICE, MONDAY - HOUR, MONDAY, MONDAY + HOUR / 2)

    def test_they_hold_where_nothing_opens_any_more(self) -> None:
        calendar_laws(OFFICE, MONDAY, MONDAY + 9 * HOUR, MONDAY + 10 * HOUR)

    def test_they_hold_at_one_instant(self) -> None:
        calendar_laws(OFFICE, MONDAY, MONDAY, MONDAY)

    @pytest.mark.parametrize(
        ("law", "broken"),
        [
            (
                "open time lies between nothing and real time",
                {"elapsed": lambda a, b: 2 * (b - a)},
            ),
            ("open time lies between nothing and real time", {"elapsed": lambda a, b: a - b}),
            ("a reversed range is the negative one", {"elapsed": lambda a, b: abs(b - a)}),
            (
                "splitting a range adds up",
                {"elapsed": lambda a, b: (b - a) // 2 if abs(b - a) > 20 * HOUR else b - a},
            ),
            (
                "the open intervals add up to the elapsed",
                {"intervals": lambda _a, _b: IntervalSet()},
            ),
            (
                "elapsed is the inverse of due",
                {"due": lambda a, spent, **_: a + spent - MICROSECOND},
            ),
            (
                "due is the least such instant",
                {"due": lambda a, _, **__: a + 13 * HOUR},
            ),
            (
                "no earlier instant is due",
                {"due": lambda a, spent, **_: OFFICE.due(a, spent) + MICROSECOND},
            ),
            ("elapsed is the inverse of before", {"before": lambda b, _: b}),
            (
                "before is the greatest such instant",
                {"before": lambda b, spent: OFFICE.before(b, spent) - 2 * HOUR},
            ),
            (
                "both boundaries agree on the time",
                {
                    "due": lambda a, spent, **how: a if how else OFFICE.due(a, spent),
                },
            ),
        ],
    )
    def test_a_broken_one_is_told(self, law: str, broken: dict[str, Callable[..., Any]]) -> None:
        calendar: Any = StandIn(OFFICE, **broken)
        with pytest.raises(AssertionError, match=law):
            # from before it opens to after it closes, and into the next day
            calendar_laws(calendar, MONDAY, MONDAY + 12 * HOUR, MONDAY + 30 * HOUR)

    def test_a_broken_one_is_told_with_the_values_that_show_it(self) -> None:
        calendar: Any = StandIn(OFFICE, elapsed=lambda a, b: 2 * (b - a))
        with pytest.raises(AssertionError) as broken:
            calendar_laws(calendar, MONDAY, MONDAY + HOUR, MONDAY + 2 * HOUR)
        assert repr(MONDAY) in str(broken.value)
        assert repr(2 * HOUR) in str(broken.value)


class Lamp(State):
    DARK = "dark", StateCategory.OUT_OF_SERVICE
    LIT = "lit", StateCategory.IN_SERVICE


class Press(Trigger):
    ON = "on"


def lamp(kind: type[Lifecycle[Lamp, Press]]) -> Lifecycle[Lamp, Press]:
    return kind(
        name="lamp",
        rules=[Rule(Press.ON, [Lamp.DARK], Lamp.LIT)],
        initials=[Lamp.DARK],
        finals=[Lamp.LIT],
    )


class WithoutRules(Lifecycle[Lamp, Press]):
    def rules_for(self, state: Any, trigger: Any) -> tuple[Rule[Lamp, Press], ...]:  # noqa: ANN401, ARG002
        return ()


class Forbidding(Lifecycle[Lamp, Press]):
    def allows(self, *_: object, **__: object) -> bool:
        return False


class Endless(Lifecycle[Lamp, Press]):
    def triggers_from(self, state: Any) -> tuple[Press | str, ...]:  # noqa: ANN401
        return () if state is Lamp.DARK else (Press.ON,)

    def rules_for(self, state: Any, trigger: Any) -> tuple[Rule[Lamp, Press], ...]:  # noqa: ANN401, ARG002
        return self.rules

    def allows(self, *_: object, **__: object) -> bool:
        return True


class TestLifecycleLaws:
    def test_they_hold_for_an_incident_and_its_history(self) -> None:
        incident = Incident.log(id="INC-7", at=MONDAY).start(at=MONDAY).cancel(at=MONDAY)
        lifecycle_laws(INCIDENT, incident.history)

    def test_they_hold_without_a_history(self) -> None:
        lifecycle_laws(lamp(Lifecycle), ())

    @pytest.mark.parametrize(
        ("kind", "law"),
        [
            (WithoutRules, "a trigger that leads out has a rule"),
            (Forbidding, "what a rule leads to is allowed"),
            (Endless, "nothing leaves a final state"),
        ],
    )
    def test_a_broken_one_is_told(self, kind: type[Lifecycle[Lamp, Press]], law: str) -> None:
        broken = lamp(kind)
        with pytest.raises(AssertionError, match=law):
            lifecycle_laws(broken, ())

    def test_a_replay_that_ends_elsewhere_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(laws, "replay", lambda _lifecycle, history: history[0].to_state)
        incident = Incident.log(id="INC-7", at=MONDAY).start(at=MONDAY)
        with pytest.raises(AssertionError, match="replay reaches the last state"):
            lifecycle_laws(INCIDENT, incident.history)

    def test_a_final_state_that_is_reopenable_may_be_left(self) -> None:
        again: Lifecycle[Lamp, Press] = Lifecycle(
            name="lamp",
            rules=[
                Rule(Press.ON, [Lamp.DARK], Lamp.LIT),
                Rule("off", [Lamp.LIT], Lamp.DARK),
            ],
            initials=[Lamp.DARK],
            finals=[Lamp.LIT],
            reopenable=[Lamp.LIT],
        )
        lifecycle_laws(again, ())

    def test_a_history_that_the_lifecycle_forbids_is_told(self) -> None:
        impossible = (StateChange[Any, Any](to_state=Lamp.LIT, at=MONDAY),)
        with pytest.raises(AssertionError):
            lifecycle_laws(lamp(Lifecycle), impossible)


TARGET = Target(name="reply", limit=2 * HOUR, calendar=OFFICE)
RUNNING = ClockLedger.started(MONDAY)
READINGS = {
    "running": read(TARGET, RUNNING, until=MONDAY + 2 * HOUR),
    "overdue": read(TARGET, RUNNING, until=MONDAY + 30 * HOUR),
    "paused": read(TARGET, RUNNING.pause(MONDAY + HOUR), until=MONDAY + 9 * HOUR),
    "stopped": read(TARGET, RUNNING.stop(MONDAY + 9 * HOUR), until=MONDAY + 99 * HOUR),
    "cancelled": read(TARGET, RUNNING.cancel(MONDAY + HOUR), until=MONDAY + 2 * HOUR),
    "not started": read(TARGET, ClockLedger(), until=MONDAY),
}


def row(start: int, end: int, kind: RowKind = RowKind.COUNTED) -> SimpleNamespace:
    """Return a row between two hours that counts in full."""
    return SimpleNamespace(
        start=MONDAY + start * HOUR,
        end=MONDAY + end * HOUR,
        duration=(end - start) * HOUR,
        counted=(end - start) * HOUR,
        kind=kind,
    )


def reading(*rows: SimpleNamespace, **facts: Any) -> Any:  # noqa: ANN401 - a stand-in
    """Return what looks like a reading of two hours."""
    return SimpleNamespace(
        **{
            "rows": rows,
            "started_at": MONDAY,
            "stopped_at": None,
            "until": MONDAY + 2 * HOUR,
            "elapsed": 2 * HOUR,
            "breached_at": None,
            **facts,
        }
    )


class TestReadingLaws:
    @pytest.mark.parametrize("name", READINGS)
    def test_they_hold_for_readings_of_the_library(self, name: str) -> None:
        reading_laws(READINGS[name])

    def test_they_hold_for_the_stand_in_that_shows_the_broken_ones(self) -> None:
        reading_laws(reading(row(0, 1), row(1, 2)))
        reading_laws(reading(row(0, 2), stopped_at=MONDAY + 2 * HOUR, until=MONDAY + 9 * HOUR))

    @pytest.mark.parametrize(
        ("broken", "law"),
        [
            (
                reading(row(0, 1), row(1, 2), elapsed=HOUR),
                "the rows' times add up to the elapsed time",
            ),
            (
                reading(row(0, 2), started_at=None),
                "a clock that never started has no rows",
            ),
            (
                reading(row(0, 2), until=MONDAY + 3 * HOUR),
                "the rows' durations add up to the whole",
            ),
            (
                reading(row(0, 2), stopped_at=MONDAY + HOUR),
                "the rows' durations add up to the whole",
            ),
            (
                reading(row(0, 1), row(2, 3)),
                "rows follow each other without gaps",
            ),
            (
                reading(row(0, 1), row(1, 2, RowKind.OVERDUE)),
                "time is overdue only after a breach",
            ),
        ],
    )
    def test_a_broken_one_is_told(self, broken: Any, law: str) -> None:  # noqa: ANN401
        with pytest.raises(AssertionError, match=law):
            reading_laws(broken)

    def test_overdue_time_after_a_breach_is_lawful(self) -> None:
        late = reading(row(0, 1), row(1, 2, RowKind.OVERDUE), breached_at=MONDAY + HOUR)
        reading_laws(late)
