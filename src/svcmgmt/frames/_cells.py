"""Cells of rows as text and whole numbers, each oddity noted."""

from __future__ import annotations

from enum import Enum

from svcmgmt.frames._notes import Notes
from svcmgmt.frames.rows import Row

__all__ = ["number_of", "text_of"]


def text_of(row: Row, name: str | None, place: int, notes: Notes) -> str | None:
    """Return a cell as text; None where there is none, or nothing that can be read."""
    value = None if name is None else row[name]
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, Enum):
        return str(value.value)
    number = _whole(value)
    if number is None:
        notes.add("unreadable-value", place, name or "", value, "text, or a whole number")
    return None if number is None else str(number)


def number_of(row: Row, name: str | None, place: int, notes: Notes) -> int | None:
    """Return a cell as a whole number; None where there is none, or none that can be read."""
    value = None if name is None else row[name]
    if value is None:
        return None
    number = _whole(value)
    if number is None:
        notes.add("unreadable-value", place, name or "", value, "a whole number")
    return number


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer():  # whole numbers beside a missing one
        return int(value)
    return None
