"""VTIMEZONE blocks: what other programs need to know about a zone (RFC 5545, 3.6.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from svcmgmt.calendars._offsets import Offsets
from svcmgmt.temporal import HORIZON, ORIGIN, from_micros, to_micros

__all__ = ["zone_lines"]

_MICROSECOND: Final = timedelta(microseconds=1)
_STAMP: Final = "%Y%m%dT%H%M%S"

_Kind: TypeAlias = tuple[bool, str, timedelta, timedelta]
"""Whether clocks are forward, what the time is called, and the offsets before and after."""


def zone_lines(zone: ZoneInfo, since: datetime) -> Iterator[str]:
    """Yield the lines of the block of a zone, with every change of its clocks up to 2200.

    Args:
        zone: which zone.
        since: from when on; the offset that holds then is the first one that is told.
    """
    start = to_micros(since)
    stretches = Offsets.of(zone, start, to_micros(HORIZON)).stretches()
    onsets: dict[_Kind, list[datetime]] = {}
    first = stretches[0][2] * _MICROSECOND
    onsets[_kind(zone, since, first, first)] = [ORIGIN]
    for (_, _, earlier), (at, _, later) in pairwise(stretches):
        kind = _kind(zone, from_micros(at), earlier * _MICROSECOND, later * _MICROSECOND)
        # an onset is told on the clock that holds before it
        onsets.setdefault(kind, []).append(from_micros(at) + earlier * _MICROSECOND)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone.key}"
    for (is_forward, name, before, after), times in onsets.items():
        block = "DAYLIGHT" if is_forward else "STANDARD"
        yield f"BEGIN:{block}"
        yield f"DTSTART:{times[0].strftime(_STAMP)}"
        if times[1:]:
            yield f"RDATE:{','.join(each.strftime(_STAMP) for each in times[1:])}"
        yield f"TZNAME:{name}"
        yield f"TZOFFSETFROM:{_offset(before)}"
        yield f"TZOFFSETTO:{_offset(after)}"
        yield f"END:{block}"
    yield "END:VTIMEZONE"


def _kind(zone: ZoneInfo, at: datetime, before: timedelta, after: timedelta) -> _Kind:
    shown = at.astimezone(zone)
    return bool(shown.dst()), shown.tzname() or zone.key, before, after


def _offset(offset: timedelta) -> str:
    seconds = abs(offset) // timedelta(seconds=1)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{hours:02d}{minutes:02d}" + (f"{rest:02d}" if rest else "")
