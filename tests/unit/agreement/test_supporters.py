"""Which agreements an objective rests on."""

from __future__ import annotations

from agreements import DESK, LINE, SLA, UPTIME
from attrs import evolve

from svcmgmt.agreement import ObjectiveRef, supporters_of


def names(*found: object) -> list[str]:
    """Return the identifiers of agreements and objectives."""
    return [
        f"{each.agreement.id}: {' '.join(own.id for own in each.objectives)}"
        for each in supporters_of(SLA, UPTIME, found)  # type: ignore[arg-type]
    ]


def test_an_agreement_that_says_so_supports_with_all_its_objectives() -> None:
    assert names(LINE, DESK) == ["UC-1: uptime longest restore", "OLA-1: uptime longest restore"]


def test_one_that_says_nothing_does_not() -> None:
    assert names(evolve(DESK, supports=[ObjectiveRef("SLA-8")])) == []
    assert names(evolve(DESK, supports=[ObjectiveRef("SLA-7", "restore")])) == []


def test_an_objective_may_name_what_it_rests_on() -> None:
    silent = evolve(DESK, supports=[])
    promise = evolve(UPTIME, supported_by=[ObjectiveRef("OLA-1", "uptime")])
    (found,) = supporters_of(SLA, promise, [silent, evolve(LINE, supports=[])])
    assert found.agreement is silent
    assert [each.id for each in found.objectives] == ["uptime"]
    whole = evolve(UPTIME, supported_by=[ObjectiveRef("OLA-1")])
    (found,) = supporters_of(SLA, whole, [silent])
    assert len(found.objectives) == 3


def test_what_a_supporter_keeps_to_itself_does_not_count() -> None:
    inside = [evolve(each, is_internal=each.id == "uptime") for each in DESK.objectives]
    assert names(evolve(DESK, objectives=inside)) == ["OLA-1: longest restore"]
