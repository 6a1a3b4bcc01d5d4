"""Steps of a delivery that wait for each other, for tests of orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from svcmgmt.patterns import ItemAction, PlanItem

__all__ = ["DELIVERY", "items_of"]

DELIVERY: Final[Mapping[str, list[str]]] = {
    "design": [],
    "reserve": ["design"],
    "ship": ["design"],
    "install": ["reserve", "ship"],
    "configure": ["install"],
    "test": ["configure"],
    "activate": ["test"],
    "bill": ["activate"],
}


def items_of(
    depends: Mapping[str, list[str]], action: ItemAction = ItemAction.ADD
) -> list[PlanItem]:
    """Return items that wait for others."""
    return [PlanItem(id=name, depends_on=on, action=action) for name, on in depends.items()]
