"""What did not fit a typed field: kept whole, frozen, and told apart by type."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, cast

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded

__all__ = ["JSON", "Extension"]

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
"""A value that JSON can hold, as Python's json module gives it."""

_MAX_DEPTH: Final = 64
_MOST_BITS: Final = 13_000
"""Of an integer: Python writes and reads those of 4,300 digits and no longer ones."""

_PLAIN: Final = frozenset({str, bool})
_SCALARS: Final = (str, int, float)
_LISTS: Final = (list, tuple)
_NO_MAPPINGS: Final = frozenset({list, tuple, int, float})
"""Known to be none, because an abstract class is slow to ask."""

# A copy of JSON that is never handed out: a list is a tuple, so that the two are not mixed up.
_Copy: TypeAlias = "bool | int | float | str | tuple[_Copy, ...] | dict[str, _Copy] | None"


def _copied(value: object, depth: int) -> _Copy:
    if depth > _MAX_DEPTH:
        what = "depth of an extension"
        raise LimitExceeded(what, depth, _MAX_DEPTH)
    kind = type(value)
    if value is None or kind in _PLAIN:  # most are
        return cast("_Copy", value)
    if kind is dict or (kind not in _NO_MAPPINGS and isinstance(value, Mapping)):
        return _copied_object(cast("Mapping[object, object]", value), depth + 1)
    if isinstance(value, _LISTS):
        elements = cast("Sequence[object]", value)
        return tuple([_copied(item, depth + 1) for item in elements])
    if isinstance(value, _SCALARS):
        return _copied_scalar(value)
    raise InvalidType("extension", value, "None, bool, int, float, str, list or dict")


def _copied_scalar(value: str | float) -> _Copy:
    """Return the number or text; of members of enumerations only what JSON makes of them."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        if value.bit_length() > _MOST_BITS:
            raise InvalidValue("extension", value, f"an integer of at most {_MOST_BITS} bits")
        return int(value)
    if not math.isfinite(value):
        raise InvalidValue("extension", value, "a finite number")
    return float(value)


def _copied_object(members: Mapping[object, object], depth: int) -> dict[str, _Copy]:
    copied: dict[str, _Copy] = {}
    for key, item in members.items():
        if not isinstance(key, str):
            raise InvalidType("extension key", key, "str")
        copied[key] = item if type(item) is str and depth <= _MAX_DEPTH else _copied(item, depth)
    return copied


def _told(value: _Copy) -> JSON:
    if isinstance(value, dict):
        return {key: item if type(item) is str else _told(item) for key, item in value.items()}
    return [_told(item) for item in value] if isinstance(value, tuple) else value


def _unordered(value: _Copy) -> object:
    """Return what can be compared; the kind keeps 1, 1.0 and true apart under == and hash."""
    kind = type(value)
    if isinstance(value, dict):
        return kind, frozenset((key, _unordered(item)) for key, item in value.items())
    if isinstance(value, tuple):
        return kind, tuple(map(_unordered, value))
    # 0.0 == -0.0 for Python, not for a document
    return kind, repr(value) if kind is float else value


class Extension(Mapping[str, JSON]):
    """A read-only JSON object that is hashable, picklable and strict about types.

    Vendor attributes and values that no typed field can hold stay here, exactly as they came.
    Unlike with plain dicts, `1`, `1.0` and `True` are three different values; the order of keys
    does not matter.

    Args:
        content: a mapping of JSON values; it is copied.

    Raises:
        InvalidType: content that is no mapping, or a key or value that JSON cannot hold.
        InvalidValue: NaN, an infinity, or an integer too long to be written.
        LimitExceeded: nesting deeper than 64.

    Examples:
        >>> extra = Extension({"x_queue": "noc-2", "x_tags": ["vip"]})
        >>> extra["x_tags"]
        ['vip']
        >>> Extension({"a": 1}) == Extension({"a": True})
        False
    """

    __slots__ = ("_items",)

    _items: dict[str, _Copy]

    def __init__(self, content: Mapping[str, object] | None = None) -> None:
        if content is not None and not isinstance(content, Mapping):
            raise InvalidType("extension", content, "a mapping of JSON values")
        members: Mapping[Any, object] = content or {}
        object.__setattr__(self, "_items", _copied_object(members, 1))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name)

    def __getitem__(self, key: str) -> JSON:
        return _told(self._items[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def to_dict(self) -> dict[str, JSON]:
        """Return a new plain dict with the same content."""
        return dict(self)

    def _key(self) -> frozenset[tuple[str, object]]:
        return frozenset((key, _unordered(item)) for key, item in self._items.items())

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Extension) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[type[Extension], tuple[dict[str, JSON]]]:
        return type(self), (self.to_dict(),)

    def __repr__(self) -> str:
        return f"Extension({self.to_dict()!r})"
