"""What is odd about a frame, told once for each column and kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import evolve

from svcmgmt.errors import shown
from svcmgmt.values import Finding, Severity

__all__ = ["Notes"]

_CODES: Final[Mapping[str, tuple[Severity, str]]] = MappingProxyType(
    {
        "missing-value": (Severity.INFO, "nothing"),
        "unreadable-value": (Severity.ERROR, "not a value that can be read"),
        "unreadable-time": (Severity.ERROR, "not an instant that can be read"),
        "cut-below-microsecond": (Severity.WARNING, "finer than a microsecond, cut off"),
        "unread-row": (Severity.ERROR, "the row cannot be read without it"),
        "unknown-state": (Severity.WARNING, "a state that nobody has explained"),
        "end-before-start": (Severity.ERROR, "an end before the start: the row cannot be read"),
        "duplicate-row": (Severity.INFO, "a row that arrives more than once, and counts once"),
    }
)


class Notes:
    """Gathers findings: of a code and a column the first one, and how many there were."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Finding] = {}
        self._count: dict[tuple[str, str], int] = {}

    def add(self, code: str, row: int, column: str, value: object = "", allowed: str = "") -> None:
        """Note something about a cell; of a row as a whole without a column."""
        key = code, column
        self._count[key] = self._count.get(key, 0) + 1
        if key not in self._first:
            severity, message = _CODES[code]
            cell = column.replace("~", "~0").replace("/", "~1")
            self._first[key] = Finding(
                code=code,
                message=f"{column}: {message}" if column else message,
                severity=severity,
                pointer=f"/{row}/{cell}" if column else f"/{row}",
                value=value if isinstance(value, str) else shown(value),
                allowed=allowed,
            )

    def findings(self) -> tuple[Finding, ...]:
        """Return what was noted, in the order in which it was first met."""
        return tuple(
            evolve(finding, message=f"{finding.message}, {times} times") if times > 1 else finding
            for finding, times in zip(self._first.values(), self._count.values(), strict=True)
        )
