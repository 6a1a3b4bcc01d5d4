"""Identifiers that a type checker can tell apart; plain strings at run time."""

from __future__ import annotations

from typing import NewType

__all__ = ["IncidentId", "ProblemId", "ServiceId"]

IncidentId = NewType("IncidentId", str)
"""Identifies an incident."""

ProblemId = NewType("ProblemId", str)
"""Identifies a problem."""

ServiceId = NewType("ServiceId", str)
"""Identifies a service instance in an inventory."""
