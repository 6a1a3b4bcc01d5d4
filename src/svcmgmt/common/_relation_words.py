"""Words by which documents say that one thing needs another one, or excludes it (rule R8.3)."""

from __future__ import annotations

from typing import Final

from svcmgmt.common._values import word

__all__ = ["excludes", "needs"]

_NEEDS: Final = frozenset({"dependency", "dependson", "requires", "includes", "relieson"})
_EXCLUDES: Final = frozenset({"exclusivity", "excludes", "excluded"})


def needs(relationship_type: str | None) -> bool:
    """Return whether a relation of this type goes to something that is needed."""
    return word(relationship_type) in _NEEDS


def excludes(relationship_type: str | None) -> bool:
    """Return whether a relation of this type goes to something that cannot be there as well."""
    return word(relationship_type) in _EXCLUDES
