"""Random walks through a lifecycle: an entity driven by allowed and refused triggers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from svcmgmt.lifecycle import Stateful, TransitionNotAllowed, replay
from svcmgmt.testing.laws import lifecycle_laws
from svcmgmt.testing.strategies import durations

__all__ = ["walk"]


def walk(
    begin: Callable[[], Stateful[Any, Any]],
    facts: Mapping[Any, Mapping[str, Any]] | None = None,
) -> type[RuleBasedStateMachine]:
    """Return a hypothesis state machine that drives an entity through its lifecycle.

    At every step any trigger of the lifecycle is fired. One that the table allows must lead
    where a rule says, leave one more fact, and keep the history replayable; any other must be
    refused and leave the entity as it was. Run its `TestCase`.

    Args:
        begin: makes the entity to start with, with at least one fact.
        facts: arguments of `fire` that guards need, by trigger.

    Examples:
        >>> from svcmgmt.practice import HoldReason, Incident, IncidentTrigger
        >>> from svcmgmt.temporal import parse_instant as at
        >>> machine = walk(
        ...     lambda: Incident.log(id="INC-7", at=at("2026-10-26T08:00:00Z")),
        ...     {IncidentTrigger.RESOLVE: {"changes": {"resolution": "restarted"}},
        ...      IncidentTrigger.HOLD: {"reason": HoldReason.CALLER.value}})
        >>> machine.__name__
        'Walk'
    """
    needed = facts or {}

    class Walk(RuleBasedStateMachine):
        entity: Stateful[Any, Any]

        @initialize()
        def log(self) -> None:
            self.entity = begin()

        @rule(pick=st.integers(0, 1_000), wait=durations(most=timedelta(days=2)))
        def fire(self, pick: int, wait: timedelta) -> None:
            before = self.entity
            lifecycle = before.lifecycle
            trigger = lifecycle.triggers[pick % len(lifecycle.triggers)]
            at = before.history[-1].at + wait
            rules = lifecycle.rules_for(before.state, trigger)
            try:
                self.entity = before.fire(trigger, at=at, **needed.get(trigger, {}))
            except TransitionNotAllowed as refusal:
                if rules and not refusal.guard:
                    raise
                return
            assert self.entity.state in {each.target for each in rules}  # noqa: S101
            assert self.entity.history[:-1] == before.history  # noqa: S101

        @invariant()
        def history_leads_to_the_state(self) -> None:
            lifecycle_laws(self.entity.lifecycle, self.entity.history)
            assert replay(self.entity.lifecycle, self.entity.history) == self.entity.state  # noqa: S101

    return Walk
