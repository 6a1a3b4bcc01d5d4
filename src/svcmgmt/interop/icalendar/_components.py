"""Components: what lies between BEGIN and END, inside each other (RFC 5545, 3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import LimitExceeded
from svcmgmt.interop.icalendar._content import Line, Notes
from svcmgmt.values import Severity

__all__ = ["Component", "components"]

_MOST_COMPONENTS: Final = 200_000


@frozen
class Component:
    """A component with its lines and the components in it, in order."""

    line: int
    """Number of the line that begins it."""

    name: str
    """What it is, in capitals."""

    lines: list[Line] = field(factory=list[Line])
    """What it says."""

    parts: list[Component] = field(factory=list["Component"])
    """What lies in it."""

    def all_of(self, name: str) -> Iterator[Line]:
        """Yield the lines of a name."""
        return (line for line in self.lines if line.name == name)

    def first_of(self, name: str) -> Line | None:
        """Return the first line of a name."""
        return next(self.all_of(name), None)


def components(lines: Iterable[Line], notes: Notes) -> list[Component]:
    """Return the outermost components of a text; what is left open or over is noted.

    Raises:
        LimitExceeded: more than 200,000 components.
    """
    outermost: list[Component] = []
    is_open: list[Component] = []
    count = 0
    for line in lines:
        if line.name == "BEGIN":
            count += 1
            if count > _MOST_COMPONENTS:
                what = "components of a calendar"
                raise LimitExceeded(what, f"more than {_MOST_COMPONENTS}", _MOST_COMPONENTS)
            component = Component(line.number, line.value.strip().upper())
            (is_open[-1].parts if is_open else outermost).append(component)
            is_open.append(component)
        elif line.name == "END":
            _close(is_open, line, notes)
        elif is_open:
            is_open[-1].lines.append(line)
        else:
            notes.add("stray-line", line.number, "is in no component", value=line.name)
    for component in is_open:
        _note_unclosed(component, notes)
    return outermost


def _close(is_open: list[Component], line: Line, notes: Notes) -> None:
    name = line.value.strip().upper()
    if name not in (each.name for each in is_open):
        notes.add("stray-line", line.number, "ends what has not begun", value=name)
        return
    while is_open[-1].name != name:
        _note_unclosed(is_open.pop(), notes)
    is_open.pop()


def _note_unclosed(component: Component, notes: Notes) -> None:
    notes.add(
        "unclosed",
        component.line,
        "begins and does not end; the text may be cut off",
        severity=Severity.ERROR,
        value=component.name,
    )
