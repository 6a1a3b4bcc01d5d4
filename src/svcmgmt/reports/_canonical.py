"""One text for one value, whatever its order in memory, and a short name made from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from hashlib import blake2s
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import fields, has

from svcmgmt.temporal import format_instant

__all__ = ["canonical", "digest_of", "field_names"]

_MICROSECOND: Final = timedelta(microseconds=1)
_BYTES: Final = 16


def digest_of(values: Iterable[object]) -> str:
    """Return a name of some values, the same for equal ones in any order: 32 hex digits."""
    made = blake2s(digest_size=_BYTES)
    for text in sorted(map(canonical, values)):
        made.update(text.encode("utf-8", "surrogatepass"))
        made.update(b"\n")
    return made.hexdigest()


def canonical(value: object) -> str:
    """Return a text that says all that a value consists of, and nothing of how it is kept."""
    for kinds, written in _WRITERS:
        if isinstance(value, kinds):
            return written(value)
    return _of_class(value)


def _of_mapping(value: Mapping[object, object]) -> str:
    return f"{{{','.join(sorted(f'{canonical(k)}:{canonical(v)}' for k, v in value.items()))}}}"


def _of_set(value: Iterable[object]) -> str:
    return f"{{{','.join(sorted(map(canonical, value)))}}}"


def _of_list(value: Iterable[object]) -> str:
    return f"[{','.join(map(canonical, value))}]"


_WRITERS: Final[tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...]] = (
    (Enum, lambda value: f"{type(value).__qualname__}.{value.name}"),  # before text: some are both
    ((bool, int, str, float, type(None)), json.dumps),
    (datetime, format_instant),
    (timedelta, lambda value: f"{value // _MICROSECOND}us"),
    ((tuple, list), _of_list),
    ((date, time), lambda value: str(value.isoformat())),
    (ZoneInfo, lambda value: str(value.key)),
    (Mapping, _of_mapping),
    ((frozenset, set), _of_set),
)


def _of_class(value: object) -> str:
    """Return the fields of a value by name; of foreign kinds what they say of themselves."""
    kind = type(value)
    if has(kind):
        parts = (f"{name}={canonical(getattr(value, name))}" for name in field_names(kind))
        return f"{kind.__qualname__}({','.join(parts)})"
    says_nothing = kind.__repr__ is object.__repr__
    return kind.__qualname__ if says_nothing else f"{kind.__qualname__} {value!r}"


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields that a value of a class is made from."""
    return tuple(each.name for each in fields(kind) if each.init)
