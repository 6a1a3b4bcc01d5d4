"""How the characteristics of one thing give those of another one below it (rule R8.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from attrs import field, frozen

from svcmgmt.common._fields import frozen_json
from svcmgmt.values import NoData
from svcmgmt.values._lists import listed

__all__ = ["ComputedValue", "ConstantValue", "CopiedValue", "LookedUpValue", "Propagation"]

Values: TypeAlias = Mapping[str, object]


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return listed(values, "sources", "a list of names")


def _rows(values: Mapping[object, object]) -> Mapping[object, object]:
    return {frozen_json(key): frozen_json(each) for key, each in values.items()}


@frozen(kw_only=True)
class CopiedValue:
    """The same value, under the same name or another one.

    Examples:
        >>> CopiedValue(source="bandwidth").value_of({"bandwidth": 100})
        100
    """

    source: str
    """Name of the characteristic above."""

    target: str = ""
    """Name of the one below; the same if it is not told."""

    @property
    def name(self) -> str:
        """Name of the characteristic below."""
        return self.target or self.source

    def value_of(self, values: Values) -> object:
        """Return the value below, or no data if there is none above."""
        return values.get(self.source, NoData(f"no {self.source}"))


@frozen(kw_only=True)
class ConstantValue:
    """The same value always.

    Examples:
        >>> ConstantValue(target="mtu", value=1500).value_of({})
        1500
    """

    target: str
    """Name of the characteristic below."""

    value: object = field(converter=frozen_json)
    """Its value."""

    @property
    def name(self) -> str:
        """Name of the characteristic below."""
        return self.target

    def value_of(self, values: Values) -> object:
        """Return the value below."""
        del values
        return self.value


@frozen(kw_only=True)
class LookedUpValue:
    """The value that a table has for the one above.

    Examples:
        >>> LookedUpValue(source="tier", target="queue", rows={"gold": 1}).value_of({"tier": "tin"})
        NoData(reason="no row for tier 'tin'")
    """

    source: str
    """Name of the characteristic above."""

    target: str
    """Name of the one below."""

    rows: Mapping[object, object] = field(converter=_rows, hash=False)
    """The value below by the value above."""

    @property
    def name(self) -> str:
        """Name of the characteristic below."""
        return self.target

    def value_of(self, values: Values) -> object:
        """Return the value below, or no data if there is none above or no row for it."""
        if self.source not in values:
            return NoData(f"no {self.source}")
        value = values[self.source]
        if value not in self.rows:
            return NoData(f"no row for {self.source} {value!r}")
        return self.rows[value]


@frozen(kw_only=True)
class ComputedValue:
    """What a pure function makes of values above.

    Examples:
        >>> double = ComputedValue(target="reserved", sources=["bandwidth"],
        ...                        function=lambda values: 2 * values["bandwidth"])
        >>> double.value_of({"bandwidth": 100})
        200
    """

    target: str
    """Name of the characteristic below."""

    sources: tuple[str, ...] = field(converter=_names)
    """Names of the characteristics above that it needs."""

    function: Callable[[Mapping[str, object]], object] = field(eq=False)
    """Makes the value of them; what it raises goes through."""

    @property
    def name(self) -> str:
        """Name of the characteristic below."""
        return self.target

    def value_of(self, values: Values) -> object:
        """Return the value below, or no data if one above is missing."""
        missing = [each for each in self.sources if each not in values]
        if missing:
            return NoData(f"no {', '.join(missing)}")
        chosen = {each: values[each] for each in self.sources}
        return frozen_json(self.function(MappingProxyType(chosen)))


Propagation: TypeAlias = CopiedValue | ConstantValue | LookedUpValue | ComputedValue
"""How one characteristic below gets its value."""
