"""A priority follows from impact and urgency, by a matrix that is data."""

from __future__ import annotations

import copy
import pickle
from itertools import product

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.practice import PRIORITY_3X3, Impact, PriorityMatrix, Urgency
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
