"""What pauses the clocks of an incident unless something else is agreed."""

from __future__ import annotations

from typing import Final

from svcmgmt.practice.incident import HoldReason, IncidentState
from svcmgmt.sla.clocks import Condition, in_state

__all__ = ["WAITS_FOR_CALLER"]

WAITS_FOR_CALLER: Final[Condition] = in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER])
"""An incident on hold for its caller; the other reasons to wait do not pause (R6.3, row 25)."""
