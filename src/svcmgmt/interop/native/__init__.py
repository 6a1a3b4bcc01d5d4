"""Storing everything as plain, versioned dicts: `to_dict`, `from_dict`.

A stored calendar, target, ledger or entity is read back equal, by another program, tomorrow.
Documents hold JSON types only and name their schema; the library writes no files.
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
