"""What is wrong with an export as a whole, so that none of its rows can be read."""

from __future__ import annotations

from typing import Final

from svcmgmt.errors import SvcmgmtError, shown

__all__ = ["MissingColumns"]

_MOST_TOLD: Final = 40
_LONGEST: Final = 60


def _is_plain(name: str) -> bool:
    return len(name) <= _LONGEST and name.isprintable()


class MissingColumns(SvcmgmtError, ValueError):
    """Rows that lack columns without which nothing can be said about them.

    Args:
        table: which rows.
        missing: the documented names of the columns that are missing.
        present: the names of the columns that are there.
        similar: (documented name, name that is there) where one resembles the other.

    Examples:
        >>> print(MissingColumns("incident", ("state",), ("Nr", "State"), (("state", "State"),)))
        incident: missing state; there are Nr, State; perhaps columns={'state': 'State'}
    """

    def __init__(
        self,
        table: str,
        missing: tuple[str, ...],
        present: tuple[str, ...],
        similar: tuple[tuple[str, str], ...],
    ) -> None:
        super().__init__(table, missing, present, similar)
        self.table = table
        self.missing = missing
        self.present = present
        self.similar = similar

    def __str__(self) -> str:
        told = [name if _is_plain(name) else shown(name) for name in self.present[:_MOST_TOLD]]
        more = len(self.present) - len(told)
        there = ", ".join([*told, *([f"and {more} more"] if more else [])]) or "none"
        perhaps = f"; perhaps columns={dict(self.similar)}" if self.similar else ""
        return f"{self.table}: missing {', '.join(self.missing)}; there are {there}{perhaps}"
