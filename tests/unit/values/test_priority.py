"""Priorities and their scales."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import ITIL_SCALE, Priority, PriorityScale

TMF622 = PriorityScale(name="TMF622", most_urgent=0, least_urgent=4)
SEVERITY = PriorityScale(name="severity", most_urgent=5, least_urgent=1)


class TestScale:
    def test_itil_runs_from_1_to_5(self) -> None:
        assert list(ITIL_SCALE.levels) == [1, 2, 3, 4, 5]

    def test_a_scale_may_start_at_0(self) -> None:
        assert list(TMF622.levels) == [0, 1, 2, 3, 4]

    def test_a_scale_may_run_down(self) -> None:
        assert list(SEVERITY.levels) == [5, 4, 3, 2, 1]

    def test_a_scale_may_have_negative_levels(self) -> None:
        assert list(PriorityScale(name="x", most_urgent=-1, least_urgent=1).levels) == [-1, 0, 1]

    def test_a_scale_of_one_level_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            PriorityScale(name="x", most_urgent=1, least_urgent=1)
        assert caught.value.field == "least_urgent"
        assert caught.value.value == 1
        assert "another level" in caught.value.allowed

    @pytest.mark.parametrize("level", [1.5, True, "1", None], ids=repr)
    def test_a_level_is_an_int(self, level: object) -> None:
        with pytest.raises(InvalidType):
            PriorityScale(name="x", most_urgent=level, least_urgent=9)  # type: ignore[arg-type]


class TestLevel:
    @pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
    def test_every_itil_level_has_a_name(self, level: int) -> None:
        assert getattr(Priority, f"P{level}") == Priority(level)

    @pytest.mark.parametrize("level", [0, 6, -1, 10**30])
    def test_a_level_off_the_scale_is_refused(self, level: int) -> None:
        with pytest.raises(InvalidValue) as caught:
            Priority(level)
        assert caught.value.args == ("level", level, "1 to 5 on the scale ITIL")

    def test_a_level_off_the_scale_is_told_in_words(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Priority(7)
        assert str(caught.value) == "level: 7 is not allowed; allowed: 1 to 5 on the scale ITIL"

    def test_a_falling_scale_is_told_from_its_most_urgent_level(self) -> None:
        with pytest.raises(InvalidValue, match="5 to 1 on the scale severity"):
            Priority(0, SEVERITY)

    @pytest.mark.parametrize("level", [True, "1", None, 1.5], ids=repr)
    def test_what_is_no_level_is_refused(self, level: object) -> None:
        with pytest.raises(InvalidValue, match="level: "):
            Priority(level)  # type: ignore[arg-type]

    @pytest.mark.parametrize("level", [1.0, Decimal(1), 1 + 0j], ids=repr)
    def test_what_only_equals_a_level_is_refused(self, level: object) -> None:
        with pytest.raises(InvalidValue):
            Priority(level)  # type: ignore[arg-type]

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            Priority.P1.level = 2  # type: ignore[misc]


class TestOrder:
    @pytest.mark.parametrize(
        ("priority", "rank"),
        [(Priority.P1, 0), (Priority.P5, 4), (Priority(0, TMF622), 0), (Priority(5, SEVERITY), 0)],
    )
    def test_the_most_urgent_has_rank_0(self, priority: Priority, rank: int) -> None:
        assert priority.rank == rank

    def test_a_lower_itil_number_is_more_urgent(self) -> None:
        assert Priority.P2.is_more_urgent_than(Priority.P3)

    def test_a_higher_number_is_more_urgent_on_a_falling_scale(self) -> None:
        assert Priority(5, SEVERITY).is_more_urgent_than(Priority(4, SEVERITY))

    def test_no_priority_is_more_urgent_than_itself(self) -> None:
        assert not Priority.P1.is_more_urgent_than(Priority(1))

    def test_two_scales_have_no_common_order(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Priority.P1.is_more_urgent_than(Priority(1, TMF622))
        assert caught.value.args == ("scale", "TMF622", "ITIL, as the other one")

    def test_the_same_number_on_two_scales_is_not_equal(self) -> None:
        assert Priority(1) != Priority(1, TMF622)

    def test_rank_is_a_key_to_sort_by(self) -> None:
        unsorted = [Priority.P3, Priority.P1, Priority.P2]
        ordered = sorted(unsorted, key=lambda each: each.rank)
        assert ordered == [Priority.P1, Priority.P2, Priority.P3]


@pytest.mark.parametrize(
    ("priority", "text"),
    [(Priority.P1, "P1"), (Priority(0, TMF622), "TMF622 0"), (Priority(5, SEVERITY), "severity 5")],
)
def test_text_names_a_scale_other_than_itil(priority: Priority, text: str) -> None:
    assert str(priority) == text
