"""Priority from impact and urgency: a matrix as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TypeAlias, cast

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Priority

__all__ = ["PRIORITY_3X3", "Impact", "PriorityMatrix", "Urgency"]


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
        listed = [(*pair, priority) for pair, priority in cells.items()]
    else:
        listed = list(value)
    for impact, urgency, priority in listed:
        kinds = (isinstance(impact, Impact), isinstance(urgency, Urgency))
        if not all(kinds) or not isinstance(priority, Priority):
            cell = (impact, urgency, priority)
            raise InvalidType("cells", cell, "an Impact, an Urgency and a Priority each")
    return tuple(sorted(listed, key=lambda each: (each[0].value, each[1].value)))


@frozen
class PriorityMatrix:
    """Which priority follows from impact and urgency; every organisation may have its own.

    Source: rule R1.14.

    Args:
        cells: a priority for each pair of impact and urgency, all on one scale.

    Raises:
        InvalidType: something else than impacts, urgencies and priorities.
        InvalidValue: a pair without a priority, or priorities of different scales.

    Examples:
        >>> print(PRIORITY_3X3.priority(Impact.HIGH, Urgency.MEDIUM))
        P2
    """

    cells: tuple[tuple[Impact, Urgency, Priority], ...] = field(converter=_cells)
    """(impact, urgency, priority) for every pair, most urgent first."""

    def __attrs_post_init__(self) -> None:
        known = {(impact, urgency) for impact, urgency, _ in self.cells}
        for impact in Impact:
            for urgency in Urgency:
                if (impact, urgency) not in known:
                    value = f"{impact.name} x {urgency.name}"
                    raise InvalidValue("cells", value, "a priority for every pair")
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


PRIORITY_3X3 = PriorityMatrix(
    {
        (impact, urgency): Priority(impact.value + urgency.value - 1)
        for impact in Impact
        for urgency in Urgency
    }
)
"""The common matrix: priority = impact + urgency - 1, from 1 to 5 (rule R1.14)."""
