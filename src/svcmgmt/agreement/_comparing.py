"""Targets held against each other."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from svcmgmt.sla.objectives import Direction, Objective, Value, Verdict
from svcmgmt.values import Quantity, Ratio

__all__ = ["PERCENT", "falls_short", "is_all"]

PERCENT: Final = frozenset({"%", "percent"})
"""Units of amounts that are percentages."""

_HUNDRED: Final = 100


def falls_short(value: Value, promise: Objective) -> bool:
    """Return whether a value, just reached, misses a promise; never if it is of another kind."""
    if type(value) is not type(promise.target):
        return False
    units = {each.unit for each in (value, promise.target) if isinstance(each, Quantity)}
    if len(units) > 1:
        return False
    return evolve(promise, tolerance=None, rounding=None).judge(value) is Verdict.VIOLATED


def is_all(objective: Objective) -> bool:
    """Return whether everything is promised to be good."""
    target = objective.target
    if objective.direction is not Direction.HIGHER_IS_BETTER:
        return False
    if isinstance(target, Quantity):
        return target.unit in PERCENT and target.amount == _HUNDRED
    return isinstance(target, Ratio) and target.value == 1
