"""Times as Zabbix tells them: seconds since 1970, and nanoseconds beside them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from svcmgmt.errors import InvalidValue
from svcmgmt.interop._cells import number_of
from svcmgmt.interop._rows import Record
from svcmgmt.temporal import from_micros

__all__ = ["instant_of"]

_MICROS: Final = 1_000_000
_NANOS: Final = 1_000_000_000


def instant_of(record: Record, seconds: str, nanoseconds: str = "") -> datetime | None:
    """Return the instant of two cells; None if it is empty, 0 or no time, with a finding.

    Digits below the microsecond are cut.
    """
    clock = number_of(record, seconds)
    if not clock:
        return None
    below = (number_of(record, nanoseconds) if nanoseconds else None) or 0
    if not 0 <= below < _NANOS:
        allowed = f"0 to {_NANOS - 1}"
        record.note("unreadable-value", nanoseconds, below, allowed)
        below = 0
    try:
        return from_micros(clock * _MICROS + below // 1_000)
    except InvalidValue as refused:
        allowed = refused.allowed
        record.note("unreadable-time", seconds, clock, allowed)
        return None
