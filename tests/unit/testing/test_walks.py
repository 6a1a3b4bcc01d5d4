"""A walk passes where the table is obeyed, and finds what disobeys it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Self
from unittest import TestCase

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from svcmgmt.lifecycle import (
    Lifecycle,
    OwnState,
    Rule,
    State,
    StateCategory,
    StateChange,
    Stateful,
    TransitionNotAllowed,
    Trigger,
)
from svcmgmt.testing import walk

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

WALK = settings(
    max_examples=40,
    stateful_step_count=15,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


class Lamp(State):
    DARK = "dark", StateCategory.OUT_OF_SERVICE
    LIT = "lit", StateCategory.IN_SERVICE
    BROKEN = "broken", StateCategory.OUT_OF_SERVICE


class Press(Trigger):
    ON = "on"
    OFF = "off"
    DROP = "drop"


def has_power(bulb: Bulb) -> bool:
    """Power."""
    return bulb.has_power


LAMP: Lifecycle[Lamp, Press] = Lifecycle(
    name="lamp",
    rules=[
        Rule(Press.ON, [Lamp.DARK], Lamp.LIT, guards=[has_power]),
        Rule(Press.OFF, [Lamp.LIT], Lamp.DARK),
        Rule(Press.DROP, [Lamp.DARK, Lamp.LIT], Lamp.BROKEN),
    ],
    initials=[Lamp.DARK],
    finals=[Lamp.BROKEN],
)


@frozen(kw_only=True)
class Bulb(Stateful[Lamp, Press]):
    has_power: bool = False
    state: Lamp | OwnState | None = Lamp.DARK

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[Lamp, Press]:
        return LAMP


class Forgetful(Bulb):
    """Loses its history."""

    def fire(self, trigger: Press | str, *, at: datetime, **facts: Any) -> Self:  # noqa: ANN401
        fired = super().fire(trigger, at=at, **facts)
        return evolve(fired, history=fired.history[-1:])


class Wandering(Bulb):
    """Goes where no rule leads."""

    def fire(self, trigger: Press | str, *, at: datetime, **facts: Any) -> Self:  # noqa: ANN401
        fired = super().fire(trigger, at=at, **facts)
        if fired.state is Lamp.BROKEN:
            astray = evolve(fired.history[-1], to_state=Lamp.DARK)
            return evolve(fired, state=Lamp.DARK, history=(*fired.history[:-1], astray))
        return fired


class Stubborn(Bulb):
    """Refuses what the table allows."""

    def fire(self, trigger: Press | str, *, at: datetime, **facts: Any) -> Self:  # noqa: ANN401
        if trigger is Press.DROP:
            raise TransitionNotAllowed("lamp", str(self.state), str(trigger), (), "", ())
        return super().fire(trigger, at=at, **facts)


class Compliant(Bulb):
    """Allows what the table refuses."""

    def fire(self, trigger: Press | str, *, at: datetime, **facts: Any) -> Self:  # noqa: ANN401
        try:
            return super().fire(trigger, at=at, **facts)
        except TransitionNotAllowed:
            change = StateChange[Lamp, Press](to_state=Lamp.DARK, at=at)
            return evolve(self, state=Lamp.DARK, history=(*self.history, change))


class Reckless(Bulb):
    """Writes down what cannot have been."""

    def fire(self, trigger: Press | str, *, at: datetime, **facts: Any) -> Self:  # noqa: ANN401
        fired = super().fire(trigger, at=at, **facts)
        false = evolve(fired.history[-1], trigger=Press.ON)
        return evolve(fired, history=(*fired.history[:-1], false))


def beginning(kind: type[Bulb], **fields: Any) -> Callable[[], Bulb]:  # noqa: ANN401
    """Return what makes a dark bulb."""
    first = StateChange[Lamp, Press](to_state=Lamp.DARK, at=MONDAY)
    return lambda: kind(history=(first,), **fields)


def run(begin: Callable[[], Bulb], changes: Mapping[Any, Any] | None = None) -> None:
    run_state_machine_as_test(walk(begin, changes), settings=WALK)


def test_an_entity_that_obeys_passes() -> None:
    run(beginning(Bulb, has_power=True))


def test_guards_that_refuse_are_no_defect() -> None:
    run(beginning(Bulb))


def test_changes_help_over_guards() -> None:
    reached: set[object] = set()

    @frozen(kw_only=True)
    class Watched(Bulb):
        def __attrs_post_init__(self) -> None:
            super().__attrs_post_init__()
            reached.add(self.state)

    run(beginning(Watched), {Press.ON: {"changes": {"has_power": True}}})
    assert reached == set(Lamp)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Forgetful, AssertionError),
        (Wandering, AssertionError),
        (Stubborn, TransitionNotAllowed),
        (Compliant, AssertionError),
        (Reckless, AssertionError),
    ],
)
def test_an_entity_that_disobeys_is_found(kind: type[Bulb], told: type[Exception]) -> None:
    with pytest.raises(told):
        run(beginning(kind, has_power=True))


def test_a_history_that_does_not_lead_to_the_state_is_found() -> None:
    @frozen(kw_only=True)
    class Unfaithful(Bulb):
        def __attrs_post_init__(self) -> None:
            """Check nothing."""

    last = StateChange[Lamp, Press](to_state=Lamp.DARK, at=MONDAY)
    with pytest.raises(AssertionError):
        run(lambda: Unfaithful(state=Lamp.LIT, history=(last,), has_power=True))


def test_a_walk_is_a_state_machine_of_hypothesis_with_a_test_case() -> None:
    machine = walk(beginning(Bulb))
    assert issubclass(machine, RuleBasedStateMachine)
    assert issubclass(machine.TestCase, TestCase)
