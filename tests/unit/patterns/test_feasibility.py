"""Whether an order can be fulfilled."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.patterns import (
    DecompositionModel,
    DecompositionRule,
    ItemAction,
    OrderedItem,
    OrderFeasibility,
    SpecificationLevel,
    check_feasibility,
    decompose,
)
from svcmgmt.values import NoData

MODEL = DecompositionModel(
    levels={"internet": SpecificationLevel.PRODUCT, "port": SpecificationLevel.RESOURCE},
    rules=[DecompositionRule(parent="internet", child="port", quantity=2)],
)


def asked(
    qualified: dict[str, str],
    available: dict[str, int],
    *,
    action: ItemAction = ItemAction.ADD,
    **more: Any,  # noqa: ANN401
) -> OrderFeasibility:
    """Return whether an order for one line can be fulfilled."""
    order = decompose(MODEL, [OrderedItem(id="1", specification="internet", action=action)])
    return check_feasibility(order, qualified, available, **more)


def test_with_everything_there_it_is_feasible() -> None:
    found = asked({"1": "qualified"}, {"port": 2}, promises={"1": True})
    assert found.is_feasible
    assert found.is_certain
    assert found.needed == {"port": 2}


@pytest.mark.parametrize(
    ("qualified", "free", "promise", "code"),
    [
        ("unqualified", 2, True, "not-qualified"),
        ("alternate", 2, True, "not-qualified"),
        ("qualified", 1, True, "not-available"),
        ("qualified", 2, False, "not-promisable"),
    ],
)
def test_what_stands_against_it_is_told(
    qualified: str,
    free: int,
    promise: bool,  # noqa: FBT001
    code: str,
) -> None:
    found = asked({"1": qualified}, {"port": free}, promises={"1": promise})
    assert [each.code for each in found.findings] == [code]
    assert not found.is_feasible


def test_which_results_let_an_item_through_is_a_choice() -> None:
    assert asked({"1": "green"}, {"port": 2}, accepts=["green"]).is_feasible


def test_what_nobody_looked_at_stands_not_against_it_and_leaves_it_uncertain() -> None:
    found = asked({}, {}, promises={"1": NoData("no supporter is known")})
    assert [each.code for each in found.findings] == ["not-checked"] * 3
    assert found.is_feasible
    assert not found.is_certain


def test_what_ends_needs_nothing() -> None:
    found = asked({}, {}, action=ItemAction.DELETE)
    assert (found.findings, found.needed) == ((), {})


def test_only_an_order_that_was_taken_apart_can_be_asked() -> None:
    with pytest.raises(InvalidType):
        check_feasibility(MODEL, {}, {})  # type: ignore[arg-type]
