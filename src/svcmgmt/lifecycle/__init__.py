"""The one state-machine engine: lifecycles as data, facts, strict replay and lenient audit.

A `Lifecycle` is a frozen table of rules, checked when it is made. A `Stateful` entity fires
triggers through it and records `StateChange`s; `replay` follows facts strictly, `audit` holds
the logs of other systems against it without ever refusing.
"""

from svcmgmt.lifecycle.audit import LogAudit, audit
from svcmgmt.lifecycle.diagrams import to_markdown, to_mermaid, to_svg
from svcmgmt.lifecycle.history import Fact, StateChange, in_order, state_timeline, time_in_state
from svcmgmt.lifecycle.machine import LiveEntity, machine
from svcmgmt.lifecycle.model import (
    Guard,
    InvalidLifecycle,
    Lifecycle,
    Rule,
    UnknownState,
    UnknownTrigger,
)
from svcmgmt.lifecycle.replay import ImpossibleHistory, replay
from svcmgmt.lifecycle.stateful import LateFact, Stateful, TransitionNotAllowed
from svcmgmt.lifecycle.states import OwnState, State, StateCategory, Trigger

__all__ = [
    "Fact",
    "Guard",
    "ImpossibleHistory",
    "InvalidLifecycle",
    "LateFact",
    "Lifecycle",
    "LiveEntity",
    "LogAudit",
    "OwnState",
    "Rule",
    "State",
    "StateCategory",
    "StateChange",
    "Stateful",
    "TransitionNotAllowed",
    "Trigger",
    "UnknownState",
    "UnknownTrigger",
    "audit",
    "in_order",
    "machine",
    "replay",
    "state_timeline",
    "time_in_state",
    "to_markdown",
    "to_mermaid",
    "to_svg",
]
