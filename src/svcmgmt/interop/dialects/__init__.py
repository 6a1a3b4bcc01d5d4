"""Dialects: the words of products for states, reasons and priorities, and records across them."""

from svcmgmt.interop.dialects._records import Translation
from svcmgmt.interop.dialects.changes import to_change, to_change_request
from svcmgmt.interop.dialects.dialect import (
    Dialect,
    PriorityReading,
    StateReading,
    StateWord,
    Writing,
)
from svcmgmt.interop.dialects.problems import to_problem, to_service_problem
from svcmgmt.interop.dialects.tickets import to_incident, to_trouble_ticket
from svcmgmt.interop.dialects.words import DIALECTS, dialect_of

__all__ = [
    "DIALECTS",
    "Dialect",
    "PriorityReading",
    "StateReading",
    "StateWord",
    "Translation",
    "Writing",
    "dialect_of",
    "to_change",
    "to_change_request",
    "to_incident",
    "to_problem",
    "to_service_problem",
    "to_trouble_ticket",
]
