"""An agreement survives random walks through its lifecycle, as data of every kind."""

from __future__ import annotations

from datetime import timedelta

from agreements import SLA, YEAR
from attrs import evolve
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import run_state_machine_as_test

from svcmgmt.agreement import (
    SLA_AGREEMENT,
    Agreement,
    AgreementState,
    AgreementTrigger,
    in_words,
    lint,
)
from svcmgmt.lifecycle import OwnState, Rule, StateCategory
from svcmgmt.temporal import Interval, parse_instant
from svcmgmt.testing import walk

START = parse_instant("2026-01-01T09:00:00Z")
ENDED = {
    *(AgreementState.SUSPENDED, AgreementState.REJECTED),
    *(AgreementState.EXPIRED, AgreementState.TERMINATED),
}
LENGTH = settings(stateful_step_count=25)


def drafted() -> Agreement:
    """Return the sound agreement at the beginning of its life."""
    return SLA.drafted(at=START)


def test_a_random_walk_obeys_the_table() -> None:
    run_state_machine_as_test(walk(drafted), settings=LENGTH)


def test_a_random_walk_through_an_extension_obeys_the_table() -> None:
    disputed = OwnState("disputed", StateCategory.DEGRADED)
    ours = SLA_AGREEMENT.extend(
        rules=[
            Rule("dispute", [AgreementState.ACTIVE], disputed),
            Rule("settle", [disputed], AgreementState.ACTIVE),
        ]
    )
    run_state_machine_as_test(walk(lambda: evolve(drafted(), own_lifecycle=ours)), settings=LENGTH)


steps = st.lists(st.tuples(st.sampled_from(AgreementTrigger), st.integers(1, 40)), max_size=12)


@given(steps)
def test_at_every_step_it_can_be_told_checked_and_asked(
    taken: list[tuple[AgreementTrigger, int]],
) -> None:
    agreement, at = drafted(), START
    for trigger, days in taken:
        at += timedelta(days=days)
        if trigger in agreement.allowed_triggers:
            agreement = agreement.fire(trigger, at=at)
        assert f"version 1, {agreement.state}." in in_words(agreement)
        assert all(finding.code for finding in lint(agreement))
        rest = YEAR & Interval(at)
        in_force = agreement.in_force_during(rest)
        if agreement.state is AgreementState.ACTIVE:
            assert in_force.total() == rest.duration
            assert agreement.is_agreed
        if agreement.state in ENDED:
            assert in_force.is_empty()
