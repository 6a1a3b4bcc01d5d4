"""Ranges of values that a characteristic may have, and which ends belong to them (rule R8.4)."""

from __future__ import annotations

from typing import Final

from svcmgmt.common._values import number, tell
from svcmgmt.common.characteristics import CharacteristicValueSpecification, RangeInterval
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import parse_instant

__all__ = ["in_words", "is_empty_range", "is_enumerated", "is_in_range", "is_range", "is_within"]

_LOW: Final = frozenset({RangeInterval.CLOSED, RangeInterval.CLOSED_BOTTOM, None})
_HIGH: Final = frozenset({RangeInterval.CLOSED, RangeInterval.CLOSED_TOP, None})


def is_range(entry: CharacteristicValueSpecification) -> bool:
    """Return whether an entry is a range; one end is enough.

    Examples:
        >>> is_range(CharacteristicValueSpecification(value_from=10))
        True
    """
    return entry.value_from is not None or entry.value_to is not None


def is_enumerated(entry: CharacteristicValueSpecification) -> bool:
    """Return whether an entry is a single value.

    Examples:
        >>> is_enumerated(CharacteristicValueSpecification(value="red"))
        True
    """
    return entry.value is not None and not is_range(entry)


def is_in_range(value: object, entry: CharacteristicValueSpecification) -> bool:
    """Return whether a value lies in a range; both ends do if nothing is said of them.

    Numbers are compared with numbers, whose ends may be told as text, and instants with instants;
    other text goes by its characters. A missing end is no limit. Source: rule R8.4.

    Args:
        value: a value, in the unit of the range.
        entry: the range.

    Examples:
        >>> speed = CharacteristicValueSpecification(value_from=10, value_to=20,
        ...                                          range_interval=RangeInterval.CLOSED_TOP)
        >>> [is_in_range(each, speed) for each in (10, 15, 20)]
        [False, True, True]
    """
    return all(
        (_order(value, end, is_low=is_low) or 0) > 0
        or (_order(value, end, is_low=is_low) == 0 and entry.range_interval in closed)
        for end, closed, is_low in (
            (entry.value_from, _LOW, True),
            (entry.value_to, _HIGH, False),
        )
        if end is not None
    )


def _order(value: object, end: object, *, is_low: bool) -> int | None:
    """Return 1 if a value is on the inner side of an end, 0 at it; None if they do not compare."""
    if isinstance(value, str):
        if not isinstance(end, str):
            return None
        sign = _text_order(value, end)
    else:
        low, high = number(value), number(end)
        if low is None or high is None:
            return None
        sign = (low > high) - (low < high)
    return sign if is_low else -sign


def _text_order(one: str, other: str) -> int:
    """Return 1, 0 or -1 as two texts compare: instants by time, others as they are."""
    try:
        first, second = parse_instant(one), parse_instant(other)
    except InvalidValue:
        return (one > other) - (one < other)
    return (first > second) - (first < second)


def is_within(
    inner: CharacteristicValueSpecification, outer: CharacteristicValueSpecification
) -> bool:
    """Return whether all of a range lies in another one.

    Args:
        inner: the narrower range.
        outer: the wider one, in the same unit.

    Examples:
        >>> wide = CharacteristicValueSpecification(value_from=10, value_to=20)
        >>> is_within(CharacteristicValueSpecification(value_from=10, value_to=12), wide)
        True
        >>> is_within(CharacteristicValueSpecification(value_from=10), wide)
        False
    """
    for end, limit, closed, is_low in (
        (inner.value_from, outer.value_from, _LOW, True),
        (inner.value_to, outer.value_to, _HIGH, False),
    ):
        if limit is None:
            continue
        side = None if end is None else _order(end, limit, is_low=is_low)
        leaves = inner.range_interval in closed and outer.range_interval not in closed
        if side is None or side < 0 or (side == 0 and leaves):
            return False
    return True


def is_empty_range(entry: CharacteristicValueSpecification) -> bool:
    """Return whether no value can lie in a range, or its ends do not compare.

    Examples:
        >>> is_empty_range(CharacteristicValueSpecification(value_from=20, value_to=10))
        True
    """
    if entry.value_from is None or entry.value_to is None:
        return False
    order = _order(entry.value_to, entry.value_from, is_low=True)
    is_closed = entry.range_interval in (_LOW & _HIGH)
    return order is None or order < 0 or (order == 0 and not is_closed)


def in_words(entry: CharacteristicValueSpecification) -> str:
    """Return what an entry allows, in words.

    Examples:
        >>> in_words(CharacteristicValueSpecification(value_from=10, unit_of_measure="Mbit/s"))
        '10 to any Mbit/s'
    """
    unit = f" {entry.unit_of_measure}" if entry.unit_of_measure else ""
    if not is_range(entry):
        return f"{tell(entry.value)}{unit}"
    low, high = ("any" if end is None else tell(end) for end in (entry.value_from, entry.value_to))
    ends = entry.range_interval
    kind = "" if ends in (None, RangeInterval.CLOSED) else f" ({ends.value})"
    return f"{low} to {high}{kind}{unit}"
