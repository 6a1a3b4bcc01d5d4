"""The texts in which service levels are published: figures, and words of comparison."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, NamedTuple

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.objectives import Direction, Value
from svcmgmt.temporal import parse_duration
from svcmgmt.values import Quantity, Ratio

__all__ = ["Comparator", "comparator_of", "figure_of", "share_of"]

_LONGEST: Final = 200
_AMOUNT: Final = re.compile(r"([+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?)\s*(\S.*)?", re.ASCII)
_WORDS: Final = {
    ">": (Direction.HIGHER_IS_BETTER, False),
    ">=": (Direction.HIGHER_IS_BETTER, True),
    "<": (Direction.LOWER_IS_BETTER, False),
    "<=": (Direction.LOWER_IS_BETTER, True),
    "=": (Direction.EXACT, True),
    "==": (Direction.EXACT, True),
    "gt": (Direction.HIGHER_IS_BETTER, False),
    "ge": (Direction.HIGHER_IS_BETTER, True),
    "gte": (Direction.HIGHER_IS_BETTER, True),
    "lt": (Direction.LOWER_IS_BETTER, False),
    "le": (Direction.LOWER_IS_BETTER, True),
    "lte": (Direction.LOWER_IS_BETTER, True),
    "eq": (Direction.EXACT, True),
}
"""Which side of the target a comparator names, and whether the target is on it."""


class Comparator(NamedTuple):
    """Which side of the target a comparator names, and whether the target itself is on it."""

    side: Direction
    with_target: bool


def comparator_of(text: str) -> Comparator | None:
    """Return what a comparator says; None if nobody knows it."""
    found = _WORDS.get(text.strip().lower().removeprefix("."))
    return None if found is None else Comparator(*found)


def figure_of(text: str, unit: str) -> Value | None:
    """Return the figure that a text tells; None if it is none (rule R1.1).

    A percentage is a share, an ISO 8601 duration a time, a number an amount: of the unit that
    follows it, else of the one given.
    """
    told = text.strip()
    if not told or len(told) > _LONGEST:
        return None
    if told.endswith("%"):
        return share_of(told)
    amount = _AMOUNT.fullmatch(told)
    if amount is not None:
        return Quantity(amount[1], amount[2] or unit)
    return _duration_of(told)


def share_of(text: str) -> Ratio | None:
    """Return the share that a text tells; None if it is none."""
    try:
        return Ratio.parse(text.strip()[:_LONGEST])
    except InvalidValue:
        return None


def _duration_of(text: str) -> timedelta | None:
    try:
        return parse_duration(text)
    except InvalidValue:
        return None
