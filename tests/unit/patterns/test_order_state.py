"""The state of an order from the states of its items."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.patterns import CancelledItems, RejectedItems, roll_up_state
from svcmgmt.product import ProductOrderItemState
from svcmgmt.values import NoData


@pytest.mark.parametrize(
    ("items", "expected", "is_own"),
    [
        (["completed", "completed"], "completed", False),
        (["completed", "failed"], "partial", False),
        (["failed", "failed"], "failed", False),
        (["cancelled", "cancelled"], "cancelled", True),
        (["completed", "inProgress"], "inProgress", False),
        (["held", "inProgress"], "inProgress", False),
        (["acknowledged", "acknowledged"], "acknowledged", True),
        (["rejected", "rejected"], "rejected", False),
        (["rejected", "inProgress"], "rejected", False),
        (["held", "acknowledged"], "held", True),
        (["held", "pending", "assessingCancellation"], "assessingCancellation", True),
        (["held", "pending", "pendingCancellation"], "pendingCancellation", True),
        (["completed", "acknowledged"], "inProgress", True),
        (["completed", "failed", "cancelled"], "partial", True),
        (["partial", "failed"], "partial", True),
        (["failed", "cancelled"], "failed", True),
        (["draft", "acknowledged"], "acknowledged", True),
        (["inProgress.accepted", "acknowledged"], "inProgress", True),
    ],
)
def test_published_rules_come_first_and_own_ones_say_so(
    items: list[str],
    expected: str,
    is_own: bool,  # noqa: FBT001
) -> None:
    reading = roll_up_state(items)
    assert (reading.state, reading.is_own) == (expected, is_own)
    assert reading.is_own == (reading.source == "own")


def test_an_order_without_items_has_no_state() -> None:
    assert isinstance(roll_up_state([]).state, NoData)


def test_what_a_rejected_item_does_is_a_policy() -> None:
    items = ["rejected", "completed"]
    assert roll_up_state(items, rejected=RejectedItems.FAIL).state == "partial"
    assert roll_up_state(["rejected", "failed"], rejected=RejectedItems.FAIL).state == "failed"
    only = roll_up_state(["rejected"], rejected=RejectedItems.FAIL)
    assert (only.state, only.is_own) == ("rejected", True)


def test_cancelled_beside_completed_is_a_policy() -> None:
    items = ["completed", "cancelled"]
    assert roll_up_state(items).state == "partial"
    assert roll_up_state(items, cancelled=CancelledItems.COMPLETED).state == "completed"


def test_states_of_every_kind_are_read() -> None:
    vendor = OwnState("withVendor", StateCategory.PAUSED)
    reading = roll_up_state([ProductOrderItemState.ACKNOWLEDGED, vendor, "acknowledged"])
    assert reading.state == "held"
    assert reading.counts == {"acknowledged": 2, "held": 1}


@pytest.mark.parametrize("odd", ["done", OwnState("lost", StateCategory.UNKNOWN)])
def test_other_words_are_refused(odd: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue):
        roll_up_state([odd])


def test_words_in_place_of_policies_are_refused() -> None:
    with pytest.raises(InvalidType):
        roll_up_state([], rejected="fail")  # type: ignore[arg-type]


def test_the_order_of_items_and_how_often_a_state_comes_do_not_matter() -> None:
    words = [each.value for each in ProductOrderItemState]
    for items in combinations_with_replacement(words, 3):
        states = {roll_up_state(each).state for each in (items, items[::-1], (*items, items[0]))}
        assert len(states) == 1
