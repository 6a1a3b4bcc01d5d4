"""The SLA engine: exact, explained, and without any entity.

Its names are here, loaded when first used; each has one home below:

* `svcmgmt.sla.objectives`: targets with direction, warning level and tolerance, judged exactly
* `svcmgmt.sla.evaluation`: the one shape of every judgement
* `svcmgmt.sla.clocks`: ticket clocks read from facts, and compliance over many of them
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svcmgmt._lazy import front_door

if TYPE_CHECKING:
    from svcmgmt.sla.clocks import (
        Alert as Alert,
        AlertTime as AlertTime,
        Attribution as Attribution,
        Clock as Clock,
        ClockCycle as ClockCycle,
        ClockLedger as ClockLedger,
        ClockReading as ClockReading,
        ClockRow as ClockRow,
        ClockSpan as ClockSpan,
        ClockState as ClockState,
        Compliance as Compliance,
        Condition as Condition,
        Equality as Equality,
        FixedDue as FixedDue,
        Limit as Limit,
        Mark as Mark,
        Outcome as Outcome,
        PauseMeasure as PauseMeasure,
        Reopen as Reopen,
        RowKind as RowKind,
        ServiceTime as ServiceTime,
        Signal as Signal,
        Target as Target,
        always_true as always_true,
        compliance as compliance,
        compliance_by as compliance_by,
        fold as fold,
        in_category as in_category,
        in_state as in_state,
        never_true as never_true,
        on_trigger as on_trigger,
        read as read,
        read_cycles as read_cycles,
    )
    from svcmgmt.sla.evaluation import (
        Evaluation as Evaluation,
        Evidence as Evidence,
        Part as Part,
    )
    from svcmgmt.sla.objectives import (
        Direction as Direction,
        Objective as Objective,
        Rounding as Rounding,
        Tolerance as Tolerance,
        ToleranceKind as ToleranceKind,
        Value as Value,
        Verdict as Verdict,
        at_least as at_least,
        at_most as at_most,
        exactly as exactly,
        value_text as value_text,
    )
else:
    __all__, __getattr__, __dir__ = front_door(
        __name__,
        {
            "clocks": "Alert AlertTime Attribution Clock ClockCycle ClockLedger ClockReading "
            "ClockRow ClockSpan ClockState Compliance Condition Equality FixedDue Limit Mark "
            "Outcome PauseMeasure Reopen RowKind ServiceTime Signal Target always_true compliance "
            "compliance_by fold in_category in_state never_true on_trigger read read_cycles",
            "evaluation": "Evaluation Evidence Part",
            "objectives": "Direction Objective Rounding Tolerance ToleranceKind Value Verdict "
            "at_least at_most exactly value_text",
        },
    )
