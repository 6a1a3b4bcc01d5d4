"""The spellings of all domains as one, of which each part is loaded when it is asked for.

A program that reads trouble tickets needs neither bills nor catalogs, and importing all classes
takes longer than everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, cast

from svcmgmt.interop.tmf.spellings.shape import Spellings

__all__ = ["PACKAGES", "Table", "spellings_of"]

PACKAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "common": "svcmgmt.common",
        "patterns": "svcmgmt.patterns",
        "party": "svcmgmt.party",
        "product": "svcmgmt.product",
        "service": "svcmgmt.service",
        "assurance": "svcmgmt.assurance",
        "agreement": "svcmgmt.agreement.documents",
        "resource": "svcmgmt.resource",
        "billing": "svcmgmt.billing",
    }
)
"""Packages whose public classes have documents, by their domains."""


_OF_NAMES: Final = "aliases"
"""The field that is told by names, not by classes."""


@cache
def spellings_of(domain: str) -> Spellings:
    """Return the spellings of a domain."""
    told: Spellings = import_module(f"svcmgmt.interop.tmf.spellings.{domain}").SPELLINGS
    return told


def _domain_of(key: object) -> str | None:
    """Return the domain of a class, or of that of a field; it spells its own classes only."""
    kind = cast("tuple[object, ...]", key)[0] if isinstance(key, tuple) else key
    parts = getattr(kind, "__module__", "").split(".")
    return parts[1] if len(parts) > 1 and parts[1] in PACKAGES else None


class Table(Mapping[Any, Any]):
    """What the domains tell of one thing.

    Args:
        name: the field of `Spellings`.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def _of(self, domain: str) -> Mapping[Any, Any]:
        told: Mapping[Any, Any] = getattr(spellings_of(domain), self._name)
        return told

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401 - what the field holds
        for domain in self._asked(key):
            if key in self._of(domain):
                return self._of(domain)[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in self._of(domain) for domain in self._asked(key))

    def _asked(self, key: object) -> Iterable[str]:
        """Return the domains that may know a key: that of a class only, all for a name."""
        if isinstance(key, str):
            return PACKAGES if self._name == _OF_NAMES else ()
        domain = _domain_of(key)
        return () if domain is None else (domain,)

    def __iter__(self) -> Iterator[Any]:
        for domain in PACKAGES:
            yield from self._of(domain)

    def __len__(self) -> int:
        return sum(len(self._of(domain)) for domain in PACKAGES)
