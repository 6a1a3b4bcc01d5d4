"""Priorities with the scale they belong to."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from svcmgmt.errors import InvalidType, InvalidValue

__all__ = ["ITIL_SCALE", "Priority", "PriorityScale"]


def _is_level(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@frozen(kw_only=True)
class PriorityScale:
    """A named range of priority levels; products number them differently.

    TMF656 runs from 1 (highest) to 10, TMF622 from 0 (highest) to 4, ITIL matrices mostly from
    1 to 5. Source: rule R1.15.

    Raises:
        InvalidType: a level that is no int.
        InvalidValue: a scale whose ends are the same.

    Examples:
        >>> PriorityScale(name="TMF622", most_urgent=0, least_urgent=4)
        PriorityScale(name='TMF622', most_urgent=0, least_urgent=4)
    """

    name: str
    """Where the scale comes from."""

    most_urgent: int
    """Level of the most urgent priority."""

    least_urgent: int
    """Level of the least urgent priority; may be the larger or the smaller number."""

    def __attrs_post_init__(self) -> None:
        for name in ("most_urgent", "least_urgent"):
            if not _is_level(getattr(self, name)):
                raise InvalidType(name, getattr(self, name), "int")
        if self.least_urgent == self.most_urgent:
            raise InvalidValue("least_urgent", self.least_urgent, "another level than most_urgent")

    @property
    def levels(self) -> range:
        """All levels of the scale, most urgent first."""
        step = 1 if self.least_urgent > self.most_urgent else -1
        return range(self.most_urgent, self.least_urgent + step, step)


ITIL_SCALE = PriorityScale(name="ITIL", most_urgent=1, least_urgent=5)
"""Levels 1 (most urgent) to 5, as the common 3x3 impact and urgency matrix gives them."""


@frozen
class Priority:
    """How urgent a piece of work is, on a stated scale.

    Whether a greater number or a greater urgency is more would be a guess, so priorities have no
    `<`: compare them with `is_more_urgent_than`, sort those of one scale by `rank`.

    Args:
        level: a level of `scale`.
        scale: the scale; ITIL 1 to 5 by default.

    Raises:
        InvalidValue: a level that the scale does not have.

    Examples:
        >>> Priority(2) == Priority.P2
        True
        >>> print(Priority.P2, Priority.P2.is_more_urgent_than(Priority.P3))
        P2 True
        >>> [str(each) for each in sorted([Priority.P3, Priority.P1], key=lambda p: p.rank)]
        ['P1', 'P3']
        >>> Priority(7)
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: level: 7 is not allowed; allowed: 1 to 5 on the scale ITIL
    """

    P1: ClassVar[Priority]
    P2: ClassVar[Priority]
    P3: ClassVar[Priority]
    P4: ClassVar[Priority]
    P5: ClassVar[Priority]

    level: int
    """Number on the scale."""

    scale: PriorityScale = ITIL_SCALE
    """The scale that gives the number its meaning."""

    def __attrs_post_init__(self) -> None:
        levels = self.scale.levels
        if not _is_level(self.level) or self.level not in levels:
            allowed = f"{levels[0]} to {levels[-1]} on the scale {self.scale.name}"
            raise InvalidValue("level", self.level, allowed)

    @property
    def rank(self) -> int:
        """Place in the scale, 0 for the most urgent: a key to sort by."""
        return self.scale.levels.index(self.level)

    def is_more_urgent_than(self, other: Priority) -> bool:
        """Return whether this priority comes before another of the same scale.

        Raises:
            InvalidValue: priorities of two scales, which have no common order.
        """
        if other.scale != self.scale:
            raise InvalidValue("scale", other.scale.name, f"{self.scale.name}, as the other one")
        return self.rank < other.rank

    def __str__(self) -> str:
        return f"P{self.level}" if self.scale == ITIL_SCALE else f"{self.scale.name} {self.level}"


Priority.P1 = Priority(1)
Priority.P2 = Priority(2)
Priority.P3 = Priority(3)
Priority.P4 = Priority(4)
Priority.P5 = Priority(5)
