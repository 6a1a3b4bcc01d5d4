"""The words and codes of ServiceNow for states of incidents and reasons of holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from svcmgmt.interop._cells import StateMap
from svcmgmt.interop._rows import Record
from svcmgmt.lifecycle import OwnState, State, StateCategory
from svcmgmt.practice import HoldReason, IncidentState

__all__ = ["HOLD_REASONS", "INCIDENT_STATES", "INCIDENT_STATES_BEFORE_HELSINKI", "hold_reason"]

INCIDENT_STATES: Final[StateMap] = MappingProxyType(
    {
        "1": IncidentState.NEW,
        "2": IncidentState.IN_PROGRESS,
        "3": IncidentState.ON_HOLD,
        "6": IncidentState.RESOLVED,
        "7": IncidentState.CLOSED,
        "8": IncidentState.CANCELLED,
        "New": IncidentState.NEW,
        "In Progress": IncidentState.IN_PROGRESS,
        "On Hold": IncidentState.ON_HOLD,
        "Resolved": IncidentState.RESOLVED,
        "Closed": IncidentState.CLOSED,
        "Canceled": IncidentState.CANCELLED,
    }
)
"""Codes and labels of the incident state model since the release Helsinki."""

INCIDENT_STATES_BEFORE_HELSINKI: Final[StateMap] = MappingProxyType(
    {
        "1": IncidentState.NEW,
        "2": IncidentState.IN_PROGRESS,
        "3": (IncidentState.ON_HOLD, HoldReason.PROBLEM.value),
        "4": (IncidentState.ON_HOLD, HoldReason.CALLER.value),
        "5": (IncidentState.ON_HOLD, HoldReason.CALLER.value),
        "6": IncidentState.RESOLVED,
        "7": IncidentState.CLOSED,
        "New": IncidentState.NEW,
        "Active": IncidentState.IN_PROGRESS,
        "Awaiting Problem": (IncidentState.ON_HOLD, HoldReason.PROBLEM.value),
        "Awaiting User Info": (IncidentState.ON_HOLD, HoldReason.CALLER.value),
        "Awaiting Evidence": (IncidentState.ON_HOLD, HoldReason.CALLER.value),
        "Awaiting Vendor": (IncidentState.ON_HOLD, HoldReason.VENDOR.value),
        "Resolved": IncidentState.RESOLVED,
        "Closed": IncidentState.CLOSED,
    }
)
"""Codes and labels of `incident_state` in the older model, and a label that desks added to it."""

HOLD_REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "1": HoldReason.CALLER.value,
        "3": HoldReason.PROBLEM.value,
        "4": HoldReason.VENDOR.value,
        "5": HoldReason.CHANGE.value,
        "Awaiting Caller": HoldReason.CALLER.value,
        "Awaiting Problem": HoldReason.PROBLEM.value,
        "Awaiting Vendor": HoldReason.VENDOR.value,
        "Awaiting Change": HoldReason.CHANGE.value,
    }
)
"""Codes and labels of `hold_reason`, and what they mean for a clock."""

_KNOWN_REASONS: Final = {word.casefold(): reason for word, reason in HOLD_REASONS.items()}


def hold_reason(record: Record, name: str, state: State | OwnState) -> str:
    """Return why a ticket waits, if it does; a reason that nobody knows is kept as it came."""
    word = record.text(name)
    if not word or state.category is not StateCategory.PAUSED:
        return ""
    for each in (word, record.label(name)):
        if each.casefold() in _KNOWN_REASONS:
            return _KNOWN_REASONS[each.casefold()]
    record.note("unknown-reason", name, word, ", ".join(HOLD_REASONS))
    return word
