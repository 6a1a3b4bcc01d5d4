"""Values of the classes of dialects that can be stored, in any order."""

from __future__ import annotations

from svcmgmt.interop.dialects import StateReading, StateWord, dialect_of
from svcmgmt.practice import IncidentState, RecordKind
from svcmgmt.values import Priority

__all__ = ["DIALECT_VALUES"]

problems = dialect_of("tmf656", RecordKind.PROBLEM)
desk = dialect_of("glpi")

DIALECT_VALUES: list[object] = [
    problems,
    desk,
    StateWord("waiting", IncidentState.ON_HOLD, "awaitingCaller"),
    problems.words[2],
    StateReading(state=IncidentState.NEW),
    problems.read("held", reason="parts"),
    desk.read("tea"),
    desk.read_priority("6"),
    desk.read_priority("tea"),
    desk.write(IncidentState.CANCELLED, reason="was none"),
    desk.write_priority(Priority.P2),
]
