"""What did not fit a typed field: kept whole, frozen, and told apart by type."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias, cast

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded

__all__ = ["JSON", "Extension"]

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
"""A value that JSON can hold, as Python's json module gives it."""

_MAX_DEPTH: Final = 64
_MOST_BITS: Final = 13_000
"""Of an integer: Python writes and reads those of 4,300 digits and no longer ones."""

_PLAIN: Final = frozenset({str, bool})

# Frozen twin of JSON: (kind, content). The kind keeps 1, 1.0 and true apart under == and hash.
_Frozen: TypeAlias = "tuple[str, object]"
_Members: TypeAlias = "tuple[tuple[str, _Frozen], ...]"
_Elements: TypeAlias = "tuple[_Frozen, ...]"


def _freeze(value: object, depth: int) -> _Frozen:
    if depth > _MAX_DEPTH:
        what = "depth of an extension"
        raise LimitExceeded(what, depth, _MAX_DEPTH)
    if value is None or type(value) in _PLAIN:  # most are; an abstract class is slow to ask
        return type(value).__name__, value
    if isinstance(value, Mapping):
        members = cast("Mapping[object, object]", value).items()
        return "object", tuple((_name(key), _freeze(item, depth + 1)) for key, item in members)
    if isinstance(value, list | tuple):
        elements = cast("Sequence[object]", value)
        return "array", tuple(_freeze(item, depth + 1) for item in elements)
    if isinstance(value, str):  # of members of enumerations only what JSON makes of them
        return "str", str.__str__(value)
    if isinstance(value, int):
        if value.bit_length() > _MOST_BITS:
            raise InvalidValue("extension", value, f"an integer of at most {_MOST_BITS} bits")
        return "int", int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise InvalidValue("extension", value, "a finite number")
        return "float", float(value)
    raise InvalidType("extension", value, "None, bool, int, float, str, list or dict")


def _name(key: object) -> str:
    if not isinstance(key, str):
        raise InvalidType("extension key", key, "str")
    return key


def _thaw(frozen: _Frozen) -> JSON:
    kind, content = frozen
    if kind == "object":
        return {key: _thaw(item) for key, item in cast("_Members", content)}
    if kind == "array":
        return [_thaw(item) for item in cast("_Elements", content)]
    return cast("JSON", content)


def _unordered(frozen: _Frozen) -> object:
    kind, content = frozen
    if kind == "object":
        members = cast("_Members", content)
        return kind, frozenset((key, _unordered(item)) for key, item in members)
    if kind == "array":
        return kind, tuple(_unordered(item) for item in cast("_Elements", content))
    # 0.0 == -0.0 for Python, not for a document
    return kind, repr(content) if kind == "float" else content


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

    _items: dict[str, _Frozen]

    def __init__(self, content: Mapping[str, object] | None = None) -> None:
        if content is not None and not isinstance(content, Mapping):
            raise InvalidType("extension", content, "a mapping of JSON values")
        items = {_name(key): _freeze(value, 1) for key, value in (content or {}).items()}
        object.__setattr__(self, "_items", items)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(name)

    def __getitem__(self, key: str) -> JSON:
        return _thaw(self._items[key])

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
