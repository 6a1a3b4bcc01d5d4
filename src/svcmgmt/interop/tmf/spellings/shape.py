"""What there is to tell of the spelling of one domain."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from attrs import field, fields_dict, frozen, has

from svcmgmt.errors import InvalidType
from svcmgmt.interop._lossless import Wording

__all__ = ["Holds", "Names", "Spelled", "Spellings", "Words"]

Names: TypeAlias = Mapping[str | tuple[type[Any], str], str]
"""Published names by class and field."""

Words: TypeAlias = Mapping[Any, Wording]
"""Published words of enumerations."""

Holds: TypeAlias = Mapping[tuple[type[Any], str], object]
"""Classes that a field holds, by class and field."""

_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


@frozen(kw_only=True)
class Spelled:
    """How one version spells everything."""

    names: Names
    """Published names that do not follow from those of the fields."""

    words: Words
    """Words that are not the value of the member."""

    holds: Holds = field(default=_NOTHING)
    """What fields hold, if it is more special than their annotations."""

    def extended(self, names: Names, words: Words) -> Spelled:
        """Return it with further names, and further words beside those of each enumeration.

        Raises:
            InvalidType: names of something else than fields, or words of something else than an
                enumeration.
        """
        _check(names, words)
        merged: dict[Any, Wording] = {}
        for kind, more in words.items():
            known = self.words.get(kind, Wording())
            merged[kind] = Wording(
                published={**known.published, **more.published},
                understood={**known.understood, **more.understood},
                is_open=known.is_open or more.is_open,
            )
        return Spelled(
            names=_first(names, self.names), words=_first(merged, self.words), holds=self.holds
        )


def _check(names: Names, words: Words) -> None:
    for key, name in names.items():
        if not isinstance(key, str) and not _is_field(*key):
            raise InvalidType("names", key, "a class and the name of one of its fields")
        if not name:
            raise InvalidType("names", name, "text")
    for kind, wording in words.items():
        if not isinstance(wording, Wording) or not _is_enumeration(kind):
            raise InvalidType("words", str(kind), "an enumeration and a Wording")


def _is_enumeration(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_field(kind: type[Any], name: str) -> bool:
    return has(kind) and name in fields_dict(kind)


@frozen(kw_only=True)
class Spellings:
    """How the versions spell what has one name here; empty where it follows from that name."""

    names: Names = field(default=_NOTHING)
    """Published names, in all versions, that do not follow from those of the fields."""

    v4_names: Names = field(default=_NOTHING)
    """Names that v4 has for what v5 calls otherwise."""

    v4_holds: Holds = field(default=_NOTHING)
    """Classes that v4 has of its own where v5 has one for all."""

    v4_words: Words = field(default=_NOTHING)
    """Words of v4 that are not the value of the member."""

    v5_words: Words = field(default=_NOTHING)
    """Words of v5 that are not the value of the member."""

    aliases: Mapping[str, str] = field(default=_NOTHING)
    """Published names of classes that are one class here, by the name of that class."""

    def v4(self) -> Spelled:
        """Return how v4 spells it."""
        return Spelled(
            names=_first(self.v4_names, self.names), words=self.v4_words, holds=self.v4_holds
        )

    def v5(self) -> Spelled:
        """Return how v5 spells it."""
        return Spelled(names=self.names, words=self.v5_words)


def _first(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Return what one tells, and the other where that tells nothing; neither is loaded for it."""
    told: ChainMap[Any, Any] = ChainMap()
    told.maps = [cast("dict[Any, Any]", one), cast("dict[Any, Any]", other)]
    return MappingProxyType(told)
