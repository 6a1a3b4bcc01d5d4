"""Durations and instants as people read them in reports."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Final

__all__ = ["duration_text", "local_text"]

_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def local_text(at: datetime, zone: tzinfo) -> str:
    """Return an instant as people of a zone read it: weekday, date, time, offset."""
    local = at.astimezone(zone)
    precision = "auto" if local.second or local.microsecond else "minutes"
    return f"{_WEEKDAYS[local.weekday()]} {local.isoformat(' ', precision)}"


def duration_text(duration: timedelta) -> str:
    """Return a duration in hours, minutes and seconds, exact: `27:00:00`, `-0:10:00`.

    Examples:
        >>> duration_text(timedelta(days=1, hours=3))
        '27:00:00'
    """
    seconds, micros = divmod(abs(duration) // timedelta(microseconds=1), 1_000_000)
    text = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    text += f".{micros:06d}".rstrip("0") if micros else ""
    return f"-{text}" if duration < timedelta(0) else text
