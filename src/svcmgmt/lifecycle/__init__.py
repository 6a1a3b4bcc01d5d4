"""The one state-machine engine: lifecycles as data, facts, strict replay and lenient audit.

A `Lifecycle` is a frozen table of rules, checked when it is made. A `Stateful` entity fires
triggers through it and records `StateChange`s; `replay` follows facts strictly, `audit` holds
the logs of other systems against it without ever refusing. `conformance` tells how far a whole log
follows it, and `discover` what a log does where nobody has written a lifecycle down.
"""

from svcmgmt.lifecycle.alignment import (
    AlignedTrace,
    Alignment,
    Deviation,
    DeviationKind,
    LogConformance,
    Move,
    MoveKind,
    Repeats,
    TraceEnd,
    align,
    conformance,
)
from svcmgmt.lifecycle.audit import LogAudit, audit
from svcmgmt.lifecycle.diagrams import to_markdown, to_mermaid, to_svg
from svcmgmt.lifecycle.discovery import LogProfile, StateCount, StepCount, discover
from svcmgmt.lifecycle.history import Fact, StateChange, in_order, state_timeline, time_in_state
from svcmgmt.lifecycle.machine import LiveEntity, machine
from svcmgmt.lifecycle.model import InvalidLifecycle, Lifecycle, UnknownState, UnknownTrigger
from svcmgmt.lifecycle.replay import ImpossibleHistory, replay
from svcmgmt.lifecycle.rules import Guard, Rule
from svcmgmt.lifecycle.stateful import LateFact, Stateful, TransitionNotAllowed
from svcmgmt.lifecycle.states import OwnState, State, StateCategory, Trigger

__all__ = [
    "AlignedTrace",
    "Alignment",
    "Deviation",
    "DeviationKind",
    "Fact",
    "Guard",
    "ImpossibleHistory",
    "InvalidLifecycle",
    "LateFact",
    "Lifecycle",
    "LiveEntity",
    "LogAudit",
    "LogConformance",
    "LogProfile",
    "Move",
    "MoveKind",
    "OwnState",
    "Repeats",
    "Rule",
    "State",
    "StateCategory",
    "StateChange",
    "StateCount",
    "Stateful",
    "StepCount",
    "TraceEnd",
    "TransitionNotAllowed",
    "Trigger",
    "UnknownState",
    "UnknownTrigger",
    "align",
    "audit",
    "conformance",
    "discover",
    "in_order",
    "machine",
    "replay",
    "state_timeline",
    "time_in_state",
    "to_markdown",
    "to_mermaid",
    "to_svg",
]
