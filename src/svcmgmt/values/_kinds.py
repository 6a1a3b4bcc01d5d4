"""Fields and arguments that take values of one kind, looked at as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import NoneType
from typing import Any, TypeVar

from attrs import Attribute

from svcmgmt.errors import InvalidType

__all__ = ["all_of_kind", "check_kind", "of_kind"]


_Item = TypeVar("_Item")


def all_of_kind(name: str, values: Iterable[_Item], *kinds: type) -> tuple[_Item, ...]:
    """Return the items of a list whose items all are of one kind, or of some; text is no list."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise InvalidType(name, values, f"a list of {_told(kinds)}")
    items = tuple(values)
    if not {*kinds}.issuperset(map(type, items)):  # a long list is looked at once, quickly
        for item in items:
            if not isinstance(item, kinds):
                raise InvalidType(name, item, _told(kinds))
    return items


def _told(kinds: Iterable[type]) -> str:
    return " or ".join(kind.__name__ for kind in kinds)


def check_kind(name: str, value: object, kind: type) -> None:
    """Refuse an argument of another kind, such as a bare word in place of a policy."""
    if not isinstance(value, kind):
        raise InvalidType(name, value, kind.__name__)


def of_kind(kind: type, *also: type | None) -> Callable[[object, Attribute[Any], object], None]:
    """Return a validator of a field: it refuses other kinds by name, None unless told."""
    kinds = tuple(NoneType if each is None else each for each in (kind, *also))
    allowed = " or ".join("None" if each is None else each.__name__ for each in (kind, *also))

    def check(_owner: object, attribute: Attribute[Any], value: object) -> None:
        if not isinstance(value, kinds):
            raise InvalidType(attribute.name, value, allowed)

    return check
