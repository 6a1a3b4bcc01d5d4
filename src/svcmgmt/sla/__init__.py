"""The SLA engine: clocks for tickets, read from facts, exact and explained; no entity needed.

A `Clock` is a target with the conditions that move it; reading it folds a ticket's state
changes. Who marks starts, pauses and stops himself keeps a `ClockLedger` and reads it with a
`Target`. `compliance` judges many readings, with the counts behind each percentage.
"""

from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.compliance import Compliance, compliance, compliance_by
from svcmgmt.sla.conditions import (
    Condition,
    always_true,
    in_category,
    in_state,
    never_true,
    on_trigger,
)
from svcmgmt.sla.ledgers import (
    ClockCycle,
    ClockLedger,
    ClockSpan,
    ClockState,
    Mark,
    Signal,
    fold,
)
from svcmgmt.sla.limits import Alert, FixedDue, Limit, ServiceTime
from svcmgmt.sla.policies import Attribution, Equality, PauseMeasure, Reopen
from svcmgmt.sla.readings import AlertTime, ClockReading, Outcome, read, read_cycles
from svcmgmt.sla.rows import ClockRow, RowKind
from svcmgmt.sla.targets import Target

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
