"""Measured values as exact numbers, on the scale of the level that they are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final, TypeAlias

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.objectives import Value
from svcmgmt.values import Quantity, Ratio
from svcmgmt.values._exact import exact

__all__ = ["Level", "Measured", "amounts_of", "decimal_of", "is_number", "number_on"]

Level: TypeAlias = Value | Fraction | Decimal
"""What a measurement is compared with: a promised value, or a plain exact number."""

Measured: TypeAlias = Level | float
"""A measurement; the only place where a float is taken, because instruments give floats."""

_MICROSECOND: Final = timedelta(microseconds=1)
_NUMBER: Final = "a number: int, Fraction, Decimal or a measured float"


def decimal_of(value: float) -> Decimal:
    """Return the shortest decimal that reads back as a float: what the instrument has printed.

    A float is read this way once, and never compared or added as a float.

    Examples:
        >>> decimal_of(0.3)
        Decimal('0.3')
    """
    return Decimal(float.__repr__(value))


def is_number(value: object) -> bool:
    """Return whether a value is a plain number, floats included."""
    return isinstance(value, int | Fraction | Decimal | float) and not isinstance(value, bool)


def number_on(level: Level, name: str, value: Measured) -> Fraction:
    """Return a measurement as a number on the scale of a level, or raise with the name.

    A plain number is taken in the unit of the level; a time is compared with times only.

    Examples:
        >>> number_on(Quantity(300, "ms"), "value", 299.5)
        Fraction(599, 2)
    """
    if isinstance(level, timedelta):
        if not isinstance(value, timedelta):
            raise InvalidType(name, value, "timedelta, as the level")
        return Fraction(value // _MICROSECOND)
    if isinstance(level, Quantity) and isinstance(value, Quantity):
        if value.unit != level.unit:
            raise InvalidValue(name, str(value), f"an amount in {level.unit}, as the level")
        return value.amount
    if isinstance(level, Ratio) and isinstance(value, Ratio):
        return value.value
    return _plain(name, value)


def amounts_of(numbers: Sequence[Fraction], unit: str) -> list[int | Quantity]:
    """Return numbers as values of one kind: counts if all are whole, else amounts of a unit.

    Examples:
        >>> amounts_of([Fraction(2), Fraction(3)], "events")
        [2, 3]
        >>> print(*amounts_of([Fraction(2), Fraction(5, 2)], "events"))
        2 events 2.5 events
    """
    if all(number.denominator == 1 for number in numbers):
        return [int(number) for number in numbers]
    return [Quantity(number, unit) for number in numbers]


def _plain(name: str, value: object) -> Fraction:
    if isinstance(value, float):
        if not isfinite(value):
            raise InvalidValue(name, value, "a finite number")
        return exact(name, decimal_of(value))
    if not is_number(value):
        raise InvalidType(name, value, _NUMBER)
    return exact(name, value)
