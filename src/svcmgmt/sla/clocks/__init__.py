"""The SLA engine: clocks for tickets, read from facts, exact and explained; no entity needed.

A `Clock` is a target with the conditions that move it; reading it folds a ticket's state
changes. Who marks starts, pauses and stops himself keeps a `ClockLedger` and reads it with a
`Target`. `compliance` judges many readings, with the counts behind each percentage.
"""

from svcmgmt.sla.clocks.clock import Clock
from svcmgmt.sla.clocks.compliance import Compliance, compliance, compliance_by
from svcmgmt.sla.clocks.conditions import (
    Condition,
    always_true,
    in_category,
    in_state,
    never_true,
    on_trigger,
)
from svcmgmt.sla.clocks.ledgers import (
    ClockCycle,
    ClockLedger,
    ClockSpan,
    ClockState,
    Mark,
    Signal,
    fold,
)
from svcmgmt.sla.clocks.limits import Alert, FixedDue, Limit, ServiceTime
from svcmgmt.sla.clocks.policies import Attribution, Equality, PauseMeasure, Reopen
from svcmgmt.sla.clocks.readings import AlertTime, ClockReading, Outcome, read, read_cycles
from svcmgmt.sla.clocks.rows import ClockRow, RowKind
from svcmgmt.sla.clocks.targets import Target

__all__ = [
    "Alert",
    "AlertTime",
    "Attribution",
    "Clock",
    "ClockCycle",
    "ClockLedger",
    "ClockReading",
    "ClockRow",
    "ClockSpan",
    "ClockState",
    "Compliance",
    "Condition",
    "Equality",
    "FixedDue",
    "Limit",
    "Mark",
    "Outcome",
    "PauseMeasure",
    "Reopen",
    "RowKind",
    "ServiceTime",
    "Signal",
    "Target",
    "always_true",
    "compliance",
    "compliance_by",
    "fold",
    "in_category",
    "in_state",
    "never_true",
    "on_trigger",
    "read",
    "read_cycles",
]
