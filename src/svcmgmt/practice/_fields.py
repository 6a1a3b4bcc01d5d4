"""Fields that several records have: lists of one kind, identifiers, instants, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeAlias, TypeVar, cast

from attrs import Attribute, evolve

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.lifecycle import Fact, LateFact
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = [
    "a_count",
    "an_instant",
    "as_tuple",
    "each_of",
    "in_utc",
    "named",
    "non_empty",
    "pairs_as",
    "placed",
    "pointer_to",
    "words",
]

FactT = TypeVar("FactT", bound=Fact)

Validator: TypeAlias = Callable[[object, "Attribute[Any]", Any], None]


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """Return a list as a tuple; what is none stays as it is, for `each_of` to refuse by name."""
    if type(values) is tuple or isinstance(values, str | bytes) or not isinstance(values, Iterable):
        return cast("tuple[Any, ...]", values)
    return tuple(values)


def each_of(kind: type) -> Validator:
    """Return a validator of a field: a list whose items all are of one kind."""

    def check(_owner: object, attribute: Attribute[Any], value: tuple[Any, ...]) -> None:
        if value != ():  # as nearly all lists of a record are
            all_of_kind(attribute.name, value, kind)

    return check


def words(_owner: object, attribute: Attribute[Any], value: tuple[str, ...]) -> None:
    """Refuse a list that holds something else than words."""
    if value == ():
        return
    for word in all_of_kind(attribute.name, value, str):
        if not word.strip():
            raise InvalidValue(attribute.name, word, "words that are not empty")


def named(_owner: object, attribute: Attribute[Any], value: str) -> None:
    """Refuse a name that is none."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue(attribute.name, value, "a word that is not empty")


def non_empty(value: str) -> str:
    """Return an identifier, or refuse it."""
    if not isinstance(value, str) or not value:
        raise InvalidValue("id", value, "a non-empty identifier")
    return value


def in_utc(value: datetime | None) -> datetime | None:
    """Return an instant in UTC; what is none stays as it is, for `an_instant` to refuse by name."""
    try:
        return None if value is None else instant(value)
    except SvcmgmtError:
        return value


def an_instant(_owner: object, attribute: Attribute[Any], value: datetime | None) -> None:
    """Refuse what is no instant; None is allowed."""
    if value is not None:
        instant(value, attribute.name)


def a_count(_owner: object, attribute: Attribute[Any], value: int) -> None:
    """Refuse what is no whole number, and a negative one."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(attribute.name, value, "int")
    if value < 0:
        raise InvalidValue(attribute.name, value, "0 or more")


def not_negative(_owner: object, attribute: Attribute[Any], value: timedelta) -> None:
    """Refuse what is no time, and a negative one."""
    check_kind(attribute.name, value, timedelta)
    if value < timedelta(0):
        raise InvalidValue(attribute.name, value, "0 or more")


def placed(fact: FactT, before: Sequence[FactT]) -> FactT:
    """Return a fact in its place after others, or refuse it if it is late."""
    last = before[-1] if before else None
    if last is None or fact.at > last.at:
        return fact
    if fact.at < last.at:
        raise LateFact("at", fact.at, f"{format_instant(last.at)} or later")
    # several facts of one instant are told apart by their place
    return evolve(fact, sequence=(last.sequence or 0) + 1)


def pairs_of(
    name: str, values: Mapping[Any, Any] | Iterable[tuple[Any, Any]], one: type, other: type
) -> tuple[tuple[Any, Any], ...]:
    """Return the pairs of a mapping, or of a list, whose two parts are of two kinds."""
    known: Iterable[tuple[Any, Any]] = (
        cast("Mapping[object, object]", values).items() if isinstance(values, Mapping) else values
    )
    pairs = all_of_kind(name, known, tuple)
    for pair in pairs:
        match pair:
            case (first, second) if isinstance(first, one) and isinstance(second, other):
                pass
            case _:
                raise InvalidType(name, pair, f"a pair of {one.__name__} and {other.__name__}")
    return pairs


def pairs_as(one: type, other: type) -> Validator:
    """Return a validator of a field: a list of pairs whose two parts are of two kinds."""

    def check(
        _owner: object, attribute: Attribute[Any], value: tuple[tuple[Any, Any], ...]
    ) -> None:
        pairs_of(attribute.name, value, one, other)

    return check


def pointer_to(*names: str) -> str:
    """Return the JSON pointer (RFC 6901) of a path of names."""
    return "".join(f"/{name.replace('~', '~0').replace('/', '~1')}" for name in names)
