"""Priority from impact and urgency: a matrix as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum
from itertools import pairwise
from typing import TypeAlias, cast

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice._fields import pairs_of
from svcmgmt.values import Priority, PriorityScale
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import listed

__all__ = [
    "FOUR_LEVELS",
    "PRIORITY_3X3",
    "PRIORITY_3X3_4LEVEL",
    "Impact",
    "PriorityMapping",
    "PriorityMatrix",
    "Urgency",
]


class Impact(Enum):
    """How much of the business is affected, most first (ITIL 4).

    Examples:
        >>> Impact(1)
        <Impact.HIGH: 1>
    """

    HIGH = 1  # the whole organisation or a vital service
    MEDIUM = 2  # a part of it
    LOW = 3  # single users


class Urgency(Enum):
    """How soon the business needs it back, soonest first (ITIL 4).

    Examples:
        >>> Urgency(3)
        <Urgency.LOW: 3>
    """

    HIGH = 1  # now
    MEDIUM = 2  # soon
    LOW = 3  # it can wait


Cells: TypeAlias = Mapping[tuple[Impact, Urgency], Priority]
_Cell: TypeAlias = tuple[Impact, Urgency, Priority]


def _cells(value: Cells | Iterable[_Cell]) -> tuple[_Cell, ...]:
    if isinstance(value, Mapping):
        cells = cast("Cells", value)
        value = [(*_pair(pair), priority) for pair, priority in cells.items()]
    found = map(_cell, listed(value, "cells", "a mapping, or a list of cells"))
    return tuple(sorted(found, key=lambda each: (each[0].value, each[1].value)))


def _pair(value: tuple[Impact, Urgency]) -> tuple[Impact, Urgency]:
    if not isinstance(value, tuple):
        raise InvalidType("cells", value, "a pair of an Impact and an Urgency")
    return value


def _cell(value: _Cell) -> _Cell:
    kinds = (Impact, Urgency, Priority)
    if (
        not isinstance(value, tuple)
        or len(value) != len(kinds)
        or not all(map(isinstance, value, kinds))
    ):
        raise InvalidType("cells", value, "an Impact, an Urgency and a Priority each")
    return value


@frozen
class PriorityMatrix:
    """Which priority follows from impact and urgency; every organisation may have its own.

    Source: rule R1.14.

    Args:
        cells: a priority for each pair of impact and urgency, all on one scale.

    Raises:
        InvalidType: something else than impacts, urgencies and priorities.
        InvalidValue: a pair without a priority or with several, or priorities of different
            scales.

    Examples:
        >>> print(PRIORITY_3X3.priority(Impact.HIGH, Urgency.MEDIUM))
        P2
    """

    cells: tuple[tuple[Impact, Urgency, Priority], ...] = field(converter=_cells)
    """(impact, urgency, priority) for every pair, most urgent first."""

    def __attrs_post_init__(self) -> None:
        told = Counter((impact, urgency) for impact, urgency, _ in self.cells)
        for impact in Impact:
            for urgency in Urgency:
                value, times = f"{impact.name} x {urgency.name}", told[impact, urgency]
                if times != 1:
                    allowed = "each pair once" if times else "a priority for every pair"
                    raise InvalidValue("cells", value, allowed)
        scales = {priority.scale for _, _, priority in self.cells}
        if len(scales) > 1:
            names = ", ".join(sorted(scale.name for scale in scales))
            raise InvalidValue("cells", names, "priorities of one scale")

    def priority(self, impact: Impact, urgency: Urgency) -> Priority:
        """Return the priority of a pair.

        Raises:
            InvalidType: something that is no impact or urgency.
        """
        if not isinstance(impact, Impact) or not isinstance(urgency, Urgency):
            raise InvalidType("impact and urgency", (impact, urgency), "Impact, Urgency")
        return next(p for i, u, p in self.cells if i is impact and u is urgency)

    def computed(self, impact: Impact | None, urgency: Urgency | None) -> Priority | None:
        """Return the priority of a pair; None if one of the two is not known.

        Raises:
            InvalidType: something that is no impact or urgency.
        """
        if impact is None or urgency is None:
            return None
        return self.priority(impact, urgency)


PRIORITY_3X3 = PriorityMatrix(
    {
        (impact, urgency): Priority(impact.value + urgency.value - 1)
        for impact in Impact
        for urgency in Urgency
    }
)
"""The common matrix: priority = impact + urgency - 1, from 1 to 5 (rule R1.14)."""

FOUR_LEVELS = PriorityScale(name="four levels", most_urgent=1, least_urgent=4)
"""Levels 1 (critical) to 4 (low), as many desks have them."""

PRIORITY_3X3_4LEVEL = PriorityMatrix(
    {
        (impact, urgency): Priority(min(impact.value + urgency.value - 1, 4), FOUR_LEVELS)
        for impact in Impact
        for urgency in Urgency
    }
)
"""The published form with four levels: low impact and low urgency are 4 as well (rule R1.14)."""


_Pair: TypeAlias = tuple[Priority, Priority]


def _pairs(value: Mapping[Priority, Priority] | Iterable[_Pair]) -> tuple[_Pair, ...]:
    pairs = pairs_of("pairs", value, Priority, Priority)
    return tuple(sorted(dict(pairs).items(), key=lambda pair: pair[0].rank))


@frozen
class PriorityMapping:
    """Which priority of one scale stands for which of another; nobody has published one.

    Scales differ in their ends and their direction, so a number by itself tells nothing.
    Source: rule R1.15, row 19.

    Args:
        pairs: a priority of one scale and the one that stands for it, for every level.

    Raises:
        InvalidType: something that is no pair of priorities.
        InvalidValue: a level without a counterpart, several scales on one side, or an order that
            is turned round.

    Examples:
        >>> tmf656 = PriorityScale(name="TMF656", most_urgent=1, least_urgent=10)
        >>> ours = PriorityMapping({Priority(level): Priority(2 * level - 1, tmf656)
        ...                         for level in range(1, 6)})
        >>> print(ours.of(Priority.P2))
        TMF656 3
    """

    pairs: tuple[tuple[Priority, Priority], ...] = field(converter=_pairs)
    """(priority, what stands for it), most urgent first."""

    def __attrs_post_init__(self) -> None:
        if not self.pairs:
            raise InvalidValue("pairs", self.pairs, "a priority for every level of a scale")
        for side in zip(*self.pairs, strict=True):
            names = sorted({priority.scale.name for priority in side})
            if len({priority.scale for priority in side}) > 1:
                raise InvalidValue(
                    "pairs", ", ".join(names), "priorities of one scale on each side"
                )
        known = {priority.level for priority, _ in self.pairs}
        for level in self.pairs[0][0].scale.levels:
            if level not in known:
                raise InvalidValue("pairs", level, "a counterpart for every level")
        for (_, one), (_, other) in pairwise(self.pairs):
            if other.rank < one.rank:
                raise InvalidValue("pairs", str(other), f"{one}, or one that is less urgent")

    def of(self, priority: Priority) -> Priority:
        """Return the priority that stands for another.

        Raises:
            InvalidType: something that is no priority.
            InvalidValue: a priority of another scale.
        """
        check_kind("priority", priority, Priority)
        found = dict(self.pairs).get(priority)
        if found is None:
            scale = self.pairs[0][0].scale.name
            raise InvalidValue("priority", str(priority), f"a priority of the scale {scale}")
        return found
