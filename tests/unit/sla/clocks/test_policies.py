"""The contested choices: their words are stored, their first member is the default."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

import pytest

from svcmgmt.sla import (
    Attribution,
    ClockLedger,
    Compliance,
    Equality,
    PauseMeasure,
    Reopen,
    Target,
    compliance,
)


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Reopen, ["continue", "restart", "count_all", "keep_first"]),
        (Equality, ["met", "missed"]),
        (PauseMeasure, ["service_time", "wall_clock"]),
        (Attribution, ["verdict", "start", "stop"]),
    ],
)
def test_the_words_of_a_policy_are_stable(policy: type[Enum], words: list[str]) -> None:
    assert [member.value for member in policy] == words
    assert [policy(word) for word in words] == list(policy)


def test_the_first_member_is_the_default() -> None:
    target = Target(name="restore", limit=timedelta(hours=1))
    assert target.reopen is next(iter(Reopen))
    assert target.equality is next(iter(Equality))
    assert target.pause_measure is next(iter(PauseMeasure))
    assert Compliance(counts={}).attribution is next(iter(Attribution))
    assert compliance([]).attribution is next(iter(Attribution))
    assert not target.retroactive_start
    assert not target.retroactive_pause
    assert ClockLedger().origin is None
