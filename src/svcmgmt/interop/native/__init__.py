"""Storing everything as plain, versioned dicts: `to_dict`, `from_dict`.

A stored calendar, agreement, fact, ledger or record is read back equal, by another program,
tomorrow. Documents hold JSON types only and name their schema; the library writes no files.

Every public value of the library is stored: values, times, calendars, lifecycles, facts, terms,
records, judgements, and the snapshot of a monitor. What others are made from is stored in their
place: of a `ServiceLevelReport` its `inputs`, from which `report_of` makes it again. Live
containers, functions, and calendars, rules, credit schedules and records of your own are refused
with what to store instead.

Entities of the TM Forum model have one schema: their document, and what no document says of them,
such as their history.

Where one of several classes may stand the value names its schema, as a whole document does;
numbers and text stand for themselves there. Anywhere else the field says what it holds.
"""

from svcmgmt.interop.native.documents import from_dict, to_dict
from svcmgmt.interop.native.errors import (
    InvalidDocument,
    NewerSchema,
    NotStorable,
    UnknownSchema,
)
from svcmgmt.interop.native.schemas import json_schema

__all__ = [
    "InvalidDocument",
    "NewerSchema",
    "NotStorable",
    "UnknownSchema",
    "from_dict",
    "json_schema",
    "to_dict",
]
