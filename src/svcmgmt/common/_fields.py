"""What the annotation of a field of a document class says, and whether a value is of that kind."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, cast, get_args, get_origin, get_type_hints

from attrs import fields

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import Extension
from svcmgmt.values._lists import listed

__all__ = [
    "NOTHING",
    "check_fields",
    "frozen_json",
    "hints_of",
    "kinds_by_name",
    "kinds_of",
    "many",
    "names",
    "open_object",
]

NOTHING: Final = Extension()
"""What nothing was left over for."""

_UNIONS: Final = (Union, UnionType)
_SCALARS: Final = (str, int, Decimal)
_LISTS: Final = (list, tuple)


def open_object(value: Mapping[str, object]) -> Extension:
    """Return an object of any names as one that can be held."""
    return value if isinstance(value, Extension) else Extension(value)


def many(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return the parts of a list."""
    return listed(values, "list", "a list of parts")


def names(values: Iterable[str]) -> frozenset[str]:
    """Return names of fields."""
    if isinstance(values, frozenset):
        return values
    return frozenset(listed(values, "nulls", "names of fields"))


def frozen_json(value: object) -> object:
    """Return any JSON value as one that can be held.

    An object becomes an `Extension`, a list a tuple, a number with a point a `Decimal`.

    Raises:
        InvalidType: what JSON cannot hold.
    """
    if value is None or isinstance(value, _SCALARS):
        return value
    if isinstance(value, _LISTS):
        return tuple(map(frozen_json, cast("list[object]", value)))
    if isinstance(value, Mapping):  # an abstract class is slow to ask
        return open_object(cast("Mapping[str, object]", value))
    if isinstance(value, float):
        return Decimal(repr(value))
    raise InvalidType("value", value, "a value that JSON can hold")


def kinds_of(annotation: object) -> tuple[tuple[Any, ...], bool]:
    """Return the kinds of `Kind`, `One | Other | None` or `tuple[Kind, ...]`, and whether a list.

    States of an organisation's own are no published words, so they are not among the kinds.
    """
    members = _members(annotation)
    if len(members) == 1 and get_origin(members[0]) is tuple:
        return _members(get_args(members[0])[0]), True
    return members, False


def _members(annotation: object) -> tuple[Any, ...]:
    members = get_args(annotation) if get_origin(annotation) in _UNIONS else (annotation,)
    return tuple(_bare(each) for each in members if each not in (NoneType, OwnState))


def _bare(kind: object) -> object:
    """Return a class without its parameters; lists keep theirs."""
    origin = get_origin(kind)
    return kind if origin in (None, tuple) else origin


def hints_of(entity_class: object) -> Mapping[str, object]:
    """Return the annotations of all fields of a document class by name, in order."""
    return _hints_of(entity_class)


@cache
def _hints_of(entity_class: Hashable) -> Mapping[str, object]:
    hints = get_type_hints(entity_class)
    return {each.name: hints[each.name] for each in fields(cast("type[Any]", entity_class))}


def check_fields(entity: object, *, beside: Container[str] = ()) -> None:
    """Refuse values of other kinds than the fields of a document class have.

    What is read needs no such check, because it is read by the same kinds.

    Args:
        entity: an instance of a document class.
        beside: fields that were checked in another way.

    Raises:
        InvalidType: a value of another kind.
        InvalidValue: a number that a document cannot hold; nulls that are no fields.
    """
    known = kinds_by_name(type(entity))
    _check_nulls(getattr(entity, "nulls", ()), known)
    for name, (kinds, is_list) in known.items():
        if name in beside:
            continue
        value = getattr(entity, name)
        for each in cast("tuple[object, ...]", value) if is_list else (value,):
            if each is not None or is_list:
                _check(name, each, kinds)


def _check_nulls(nulls: Iterable[object], known: Container[object]) -> None:
    for name in nulls:
        if name not in known:
            raise InvalidValue("nulls", name, "names of fields")


def kinds_by_name(entity_class: object) -> Mapping[str, tuple[tuple[Any, ...], bool]]:
    """Return the kinds of all fields of a document class by name, and whether they are lists."""
    return _kinds_by_name(entity_class)


@cache
def _kinds_by_name(entity_class: Hashable) -> Mapping[str, tuple[tuple[Any, ...], bool]]:
    return {name: kinds_of(annotation) for name, annotation in hints_of(entity_class).items()}


def _check(name: str, value: object, kinds: tuple[Any, ...]) -> None:
    is_odd = isinstance(value, bool) and not {bool, object} & set(kinds)
    if is_odd or not isinstance(value, kinds):
        allowed = " or ".join(each.__name__ for each in kinds)
        raise InvalidType(name, value, allowed)
    if isinstance(value, datetime):
        _check_instant(name, value)
    if isinstance(value, Decimal) and not _is_writable(value):
        raise InvalidValue(name, value, "a whole number, or one with as many digits as a float")


def _check_instant(name: str, at: datetime) -> None:
    if at.utcoffset() is None:
        raise NaiveDatetime(name, at, "an aware datetime")
    try:
        at.astimezone(UTC)
    except OverflowError:
        raise InvalidValue(name, at, "an instant from the year 1 to 9999 in UTC") from None


def _is_writable(value: Decimal) -> bool:
    """Return whether a document, in which numbers are integers or floats, gives it back."""
    if not value.is_finite():
        return False
    exponent = value.as_tuple().exponent
    return not exponent or Decimal(repr(float(value))) == value
