"""What tests ask of documents: which fields have no value, and the edges of a lifecycle."""

from __future__ import annotations

from typing import Any

from attrs import AttrsInstance, fields

from svcmgmt.lifecycle import Lifecycle

__all__ = ["edges", "unset"]

_NOT_IN_DOCUMENTS = {"extension", "nulls", "history", "own_lifecycle"}


def unset(entity: AttrsInstance) -> set[str]:
    """Return the fields of a document that have no value."""
    empty = {each.name for each in fields(type(entity)) if getattr(entity, each.name) in (None, ())}
    return empty - _NOT_IN_DOCUMENTS


def edges(lifecycle: Lifecycle[Any, Any]) -> set[tuple[str, str]]:
    """Return from which state a lifecycle leads to which, by their words."""
    return {(str(each), str(rule.target)) for rule in lifecycle.rules for each in rule.sources}
