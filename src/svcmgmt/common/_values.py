"""Values of characteristics: their kind, their unit, whether two are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias, cast

from attrs import frozen

from svcmgmt.common._fields import frozen_json
from svcmgmt.common.characteristics import Characteristic
from svcmgmt.errors import InvalidType, InvalidValue, shown
from svcmgmt.temporal import parse_instant
from svcmgmt.values import Extension
from svcmgmt.values._exact import exact

__all__ = [
    "Told",
    "Units",
    "as_number",
    "converted",
    "is_numeric",
    "is_of_type",
    "key_of",
    "number",
    "parts_of",
    "plain",
    "pointer_to",
    "tell",
    "told_by_name",
    "word",
]

Units: TypeAlias = Mapping[tuple[str, str], Fraction]
"""By what an amount in the first unit is multiplied for one in the second."""

_LONGEST: Final = 100
_AMOUNTS: Final = ("amount", "value")
_WRAPPED: Final = frozenset({"value", "alias"})
_UNITS: Final = ("units", "unit", "unitOfMeasure")


@frozen(kw_only=True)
class Told:
    """One value of a characteristic, and where it stands."""

    value: object
    """The value."""

    pointer: str
    """JSON pointer to it."""


def word(text: str | None) -> str:
    """Return a word as it is compared: letters only, small."""
    return re.sub(r"[^a-z]", "", (text or "").lower())


def told_by_name(
    characteristics: Iterable[Characteristic], pointer: str
) -> Mapping[str, tuple[Told, ...]]:
    """Return the values of each characteristic; a list is as many values as it has items."""
    found: dict[str, list[Told]] = {}
    for index, each in enumerate(characteristics):
        told = found.setdefault(each.name or "", [])
        place = f"{pointer}/{index}/value"
        told += [Told(value=value, pointer=where) for value, where in _items(each.value, place)]
    return {name: tuple(told) for name, told in found.items()}


def _items(value: object, place: str) -> list[tuple[object, str]]:
    if value is None:
        return []
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return [(plain(item), f"{place}/{index}") for index, item in enumerate(items)]
    return [(plain(value), place)]


def plain(value: object) -> object:
    """Return what an object tells that only has a value, and perhaps an alias for people."""
    if isinstance(value, Extension) and "value" in value and _WRAPPED.issuperset(value):
        return frozen_json(value["value"])
    return value


def parts_of(value: object) -> tuple[object, str | None]:
    """Return an amount and its unit; a value that is no amount in a unit has no unit."""
    if isinstance(value, Extension):
        amounts = [name for name in _AMOUNTS if name in value]
        units = [name for name in _UNITS if isinstance(value.get(name), str)]
        if amounts and units:
            amount = value[amounts[0]]
            return frozen_json(amount), str(value[units[0]])
    return value, None


def converted(value: object, unit: str | None, target: str | None, units: Units) -> object:
    """Return an amount in another unit.

    Raises:
        InvalidValue: no way from the one to the other, or an amount that cannot be multiplied.
    """
    if unit is None or target is None or unit == target:
        return value
    if not is_of_type(value, "number"):
        raise InvalidValue("amount", value, "a number")
    if (unit, target) in units:
        factor = exact("factor", units[unit, target])
    elif (target, unit) in units and exact("factor", units[target, unit]):
        factor = 1 / exact("factor", units[target, unit])
    else:
        raise InvalidValue("unit", unit, target)
    return exact("amount", value) * factor


def _is_number(value: object) -> bool:
    return isinstance(value, int | Fraction | Decimal) and not isinstance(value, bool)


def _is_integer(value: object) -> bool:
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _reads(read: Callable[[str], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        try:
            return isinstance(value, str) and read(value) is not None
        except (ValueError, InvalidValue):
            return False

    return check


_TYPES: Final[Mapping[str, Callable[[object], bool]]] = {
    **dict.fromkeys(["string", "text", "str"], _is_text),
    **dict.fromkeys(["number", "numeric", "decimal", "float", "double"], _is_number),
    **dict.fromkeys(["integer", "int", "long", "short"], _is_integer),
    **dict.fromkeys(["boolean", "bool"], lambda value: isinstance(value, bool)),
    **dict.fromkeys(["object", "map"], lambda value: isinstance(value, Extension)),
    **dict.fromkeys(["datetime", "timestamp"], _reads(parse_instant)),
    "date": _reads(date.fromisoformat),
}


def is_numeric(value_type: str | None) -> bool:
    """Return whether a kind that an API names is that of numbers."""
    return _TYPES.get(word(value_type).removesuffix("array")) in (_is_number, _is_integer)


def as_number(value: object, value_type: str | None) -> object:
    """Return the number that text tells where numbers are meant; anything else as it is."""
    value = plain(value)
    if not isinstance(value, str) or not is_numeric(value_type):
        return value
    found = number(value)
    if found is None:
        return value
    return found.numerator if found.denominator == 1 else found


def is_of_type(value: object, value_type: str | None) -> bool:
    """Return whether a value is of a kind that an API names; a name of its own says nothing."""
    name = word(value_type).removesuffix("array")
    if isinstance(value, Decimal) and not value.is_finite():
        return False
    return name not in _TYPES or _TYPES[name](value)


def pointer_to(*names: str) -> str:
    """Return the JSON pointer to a place by the names that lead to it."""
    return "".join(f"/{each.replace('~', '~0').replace('/', '~1')}" for each in names)


def key_of(value: object) -> Hashable:
    """Return by what two values are the same: true is not one, also within lists."""
    if isinstance(value, tuple):
        return tuple(map(key_of, cast("tuple[object, ...]", value)))
    if isinstance(value, Decimal) and not value.is_finite():
        return str(value), None
    return isinstance(value, bool), value


def tell(value: object) -> str:
    """Return a value as a finding shows it: short."""
    try:
        text = str(value)
    except ValueError:  # an integer that is too long to be written
        return shown(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def number(value: object) -> Fraction | None:
    """Return a number, also one that is told as text; None if it is none, or beyond all size."""
    try:
        return exact("value", value)
    except (InvalidType, InvalidValue):
        return None
