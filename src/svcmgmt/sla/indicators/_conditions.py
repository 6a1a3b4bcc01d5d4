"""Which samples of a gauge are good: a promise, asked a million times."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

from svcmgmt.errors import InvalidValue
from svcmgmt.sla._measurements import Measured, decimal_of, number_on
from svcmgmt.sla.objectives import Direction, Objective
from svcmgmt.values import Quantity, Ratio
from svcmgmt.values._kinds import check_kind

__all__ = ["Judge", "judge_of"]

Judge: TypeAlias = Callable[[Measured], bool | None]
"""Whether a sample is good; None for one that is no finite number."""

_Compared: TypeAlias = int | Fraction | Decimal

_COMPARISONS: Final[dict[tuple[Direction, bool], Callable[[_Compared, _Compared], bool]]] = {
    (Direction.HIGHER_IS_BETTER, False): operator.ge,
    (Direction.HIGHER_IS_BETTER, True): operator.gt,
    (Direction.LOWER_IS_BETTER, False): operator.le,
    (Direction.LOWER_IS_BETTER, True): operator.lt,
    (Direction.EXACT, False): operator.eq,
}


def judge_of(condition: Objective) -> Judge:
    """Return the function that says whether a sample meets a condition.

    Raises:
        InvalidType: a condition that is no objective.
        InvalidValue: one with a tolerance or a rounding, which belong to the share's objective.
    """
    check_kind("condition", condition, Objective)
    if condition.tolerance is not None or condition.rounding is not None:
        raise InvalidValue("condition", str(condition), "a target without tolerance and rounding")
    level = condition.target
    compare = _COMPARISONS[condition.direction, condition.is_strict]
    limit = number_on(level, "condition", level)
    takes_floats = isinstance(level, Quantity | Ratio | int)

    def judge(value: Measured) -> bool | None:
        if isinstance(value, float) and takes_floats:
            return compare(decimal_of(value), limit) if isfinite(value) else None
        if isinstance(value, Decimal) and not value.is_finite():
            return None
        return compare(number_on(level, "sample", value), limit)

    return judge
