"""A priority follows from impact and urgency, by a matrix that is data."""

from __future__ import annotations

import copy
import pickle
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.practice import (
    FOUR_LEVELS,
    PRIORITY_3X3,
    PRIORITY_3X3_4LEVEL,
    Impact,
    PriorityMapping,
    PriorityMatrix,
    Urgency,
)
from svcmgmt.values import Priority, PriorityScale

PAIRS = list(product(Impact, Urgency))
TMF656 = PriorityScale(name="TMF656", most_urgent=1, least_urgent=10)


class TestTheCommonMatrix:
    @pytest.mark.parametrize(
        ("impact", "urgency", "level"),
        [
            (1, 1, 1),
            (1, 2, 2),
            (1, 3, 3),
            (2, 1, 2),
            (2, 2, 3),
            (2, 3, 4),
            (3, 1, 3),
            (3, 2, 4),
            (3, 3, 5),
        ],
    )
    def test_a_pair_has_the_published_priority(self, impact: int, urgency: int, level: int) -> None:
        assert PRIORITY_3X3.priority(Impact(impact), Urgency(urgency)) == Priority(level)

    def test_it_has_a_cell_for_every_pair_most_urgent_first(self) -> None:
        assert [(impact, urgency) for impact, urgency, _ in PRIORITY_3X3.cells] == PAIRS

    @pytest.mark.parametrize(
        ("impact", "urgency"),
        [(1, Urgency.LOW), (Impact.LOW, 1), (Urgency.LOW, Impact.LOW), (None, None)],
    )
    def test_what_is_no_impact_or_urgency_is_refused(
        self, impact: Impact, urgency: Urgency
    ) -> None:
        with pytest.raises(InvalidType) as refused:
            PRIORITY_3X3.priority(impact, urgency)
        assert refused.value.args == (
            "impact and urgency",
            (impact, urgency),
            "Impact, Urgency",
        )


class TestTheFormWithFourLevels:
    @pytest.mark.parametrize(("impact", "urgency"), PAIRS)
    def test_it_differs_in_the_last_pair_only(self, impact: Impact, urgency: Urgency) -> None:
        level = PRIORITY_3X3_4LEVEL.priority(impact, urgency).level
        assert level == min(PRIORITY_3X3.priority(impact, urgency).level, 4)

    def test_it_has_a_scale_of_its_own(self) -> None:
        lowest = PRIORITY_3X3_4LEVEL.priority(Impact.LOW, Urgency.LOW)
        assert lowest == Priority(4, FOUR_LEVELS)
        assert lowest != Priority.P4


class TestWhatIsNotKnown:
    @pytest.mark.parametrize(
        ("impact", "urgency"), [(None, Urgency.LOW), (Impact.LOW, None), (None, None)]
    )
    def test_without_one_of_the_two_there_is_no_priority(
        self, impact: Impact | None, urgency: Urgency | None
    ) -> None:
        assert PRIORITY_3X3.computed(impact, urgency) is None

    def test_with_both_it_is_that_of_the_pair(self) -> None:
        assert PRIORITY_3X3.computed(Impact.LOW, Urgency.HIGH) == Priority.P3


class TestOwnMatrices:
    def test_cells_may_come_in_any_order_and_on_any_scale(self) -> None:
        cells = {
            (impact, urgency): Priority(impact.value * urgency.value, TMF656)
            for impact, urgency in reversed(PAIRS)
        }
        matrix = PriorityMatrix(cells)
        assert [(impact, urgency) for impact, urgency, _ in matrix.cells] == PAIRS
        assert matrix.priority(Impact.LOW, Urgency.MEDIUM) == Priority(6, TMF656)

    @pytest.mark.parametrize("missing", PAIRS)
    def test_a_matrix_without_a_pair_is_refused_by_its_name(
        self, missing: tuple[Impact, Urgency]
    ) -> None:
        cells = {pair: Priority.P3 for pair in PAIRS if pair != missing}
        with pytest.raises(InvalidValue) as refused:
            PriorityMatrix(cells)
        value = f"{missing[0].name} x {missing[1].name}"
        assert refused.value.args == ("cells", value, "a priority for every pair")

    def test_a_pair_with_two_priorities_is_refused_by_its_name(self) -> None:
        again = (Impact.LOW, Urgency.LOW, Priority.P1)
        with pytest.raises(InvalidValue) as refused:
            PriorityMatrix([*PRIORITY_3X3.cells, again])
        assert refused.value.args == ("cells", "LOW x LOW", "each pair once")

    @pytest.mark.parametrize(
        "wrong",
        [
            5,
            None,
            "cells",
            [5],
            ["abc"],
            [(Impact.LOW, Urgency.LOW)],
            [(Urgency.LOW, Impact.LOW, Priority.P1)],
            {Impact.LOW: Priority.P1},
            {(Impact.LOW,): Priority.P1},
        ],
    )
    def test_what_is_no_list_of_cells_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="cells"):
            PriorityMatrix(wrong)

    def test_an_empty_matrix_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="HIGH x HIGH"):
            PriorityMatrix({})

    def test_priorities_of_two_scales_are_refused(self) -> None:
        cells = dict.fromkeys(PAIRS, Priority.P3)
        cells[Impact.LOW, Urgency.LOW] = Priority(9, TMF656)
        with pytest.raises(InvalidValue) as refused:
            PriorityMatrix(cells)
        assert refused.value.args == ("cells", "ITIL, TMF656", "priorities of one scale")

    def test_cells_that_are_no_pairs_of_impact_and_urgency_are_refused(self) -> None:
        with pytest.raises(SvcmgmtError):
            PriorityMatrix({(1, 1): Priority.P1})  # type: ignore[arg-type]


class TestMappings:
    ours = PriorityMapping(
        {Priority(level): Priority(2 * level - 1, TMF656) for level in range(1, 6)}
    )

    def test_a_priority_has_its_counterpart(self) -> None:
        assert self.ours.of(Priority.P5) == Priority(9, TMF656)

    def test_a_priority_of_another_scale_has_none(self) -> None:
        with pytest.raises(InvalidValue, match="a priority of the scale ITIL"):
            self.ours.of(Priority(2, TMF656))

    def test_directions_may_differ(self) -> None:
        upside_down = PriorityScale(name="upside down", most_urgent=5, least_urgent=1)
        turned = PriorityMapping(
            (Priority(each), Priority(6 - each, upside_down)) for each in range(1, 6)
        )
        assert turned.of(Priority.P1) == Priority(5, upside_down)

    @pytest.mark.parametrize(
        ("pairs", "allowed"),
        [
            ({}, "a priority for every level of a scale"),
            ({Priority.P1: Priority.P1}, "a counterpart for every level"),
            (
                {Priority(each): Priority(6 - each, TMF656) for each in range(1, 6)},
                "TMF656 5, or one that is less urgent",
            ),
            (
                {Priority(each): Priority.P1 for each in range(1, 5)}
                | {Priority.P5: Priority(1, TMF656)},
                "priorities of one scale on each side",
            ),
        ],
    )
    def test_what_does_not_map_a_scale_is_refused(
        self, pairs: dict[Priority, Priority], allowed: str
    ) -> None:
        with pytest.raises(InvalidValue) as refused:
            PriorityMapping(pairs)
        assert refused.value.allowed == allowed

    def test_what_are_no_priorities_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            PriorityMapping({1: 2})  # type: ignore[arg-type]


class TestAsAValue:
    def test_matrices_are_equal_by_what_they_say(self) -> None:
        cells = {(impact, urgency): priority for impact, urgency, priority in PRIORITY_3X3.cells}
        assert PriorityMatrix(cells) == PRIORITY_3X3
        assert hash(PriorityMatrix(cells)) == hash(PRIORITY_3X3)
        cells[Impact.LOW, Urgency.LOW] = Priority.P1
        assert PriorityMatrix(cells) != PRIORITY_3X3

    def test_a_matrix_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            PRIORITY_3X3.cells = ()  # type: ignore[misc]

    def test_twins_are_equal_and_answer_alike(self) -> None:
        matrix = PRIORITY_3X3
        twins = pickle.loads(pickle.dumps(matrix)), copy.copy(matrix), copy.deepcopy(matrix)  # noqa: S301
        for twin in twins:
            assert twin == matrix
            assert hash(twin) == hash(matrix)
            assert twin.priority(Impact.LOW, Urgency.HIGH) == Priority.P3

    def test_an_evolved_matrix_is_equal(self) -> None:
        assert evolve(PRIORITY_3X3) == PRIORITY_3X3

    @pytest.mark.parametrize("member", [*Impact, *Urgency])
    def test_members_stay_the_same_object(self, member: Impact | Urgency) -> None:
        assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301 - our own bytes
        assert copy.deepcopy(member) is member
