"""Classes that are written as one text: in their standard form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final
from zoneinfo import ZoneInfo

from svcmgmt.calendars import TimeRange, WeeklyHours, parse_date, parse_zone
from svcmgmt.errors import InvalidValue
from svcmgmt.interop.native.errors import NotStorable
from svcmgmt.temporal import (
    CalendarDuration,
    Interval,
    format_duration,
    format_instant,
    parse_duration,
    parse_instant,
)

__all__ = ["TEXT_FORMS"]

_FRACTION: Final = re.compile(r"-?\d{1,4000}(/[1-9]\d{0,3999})?", re.ASCII)
_DECIMAL: Final = re.compile(r"-?\d{1,4000}(\.\d{1,4000})?(E[+-]?\d{1,6})?", re.ASCII)


def _fraction(text: str) -> Fraction:
    if not _FRACTION.fullmatch(text):
        raise InvalidValue("fraction", text, "a whole number or a fraction such as 3/4")
    return Fraction(text)


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        raise NotStorable(value, "a finite number")
    return str(value)


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise InvalidValue("decimal", text, "a number such as 99.95")
    return Decimal(text)


def _key(zone: ZoneInfo) -> str:
    return zone.key


TEXT_FORMS: Final[tuple[tuple[type[Any], Callable[[Any], str], Callable[[str], Any]], ...]] = (
    # classes that are written as one text, how they are written, and how it is read
    (datetime, format_instant, parse_instant),
    (timedelta, format_duration, parse_duration),
    (date, date.isoformat, parse_date),
    (ZoneInfo, _key, parse_zone),
    (Fraction, str, _fraction),
    (Decimal, _decimal_text, _decimal),
    (CalendarDuration, str, CalendarDuration.parse),
    (Interval, str, Interval.parse),
    (TimeRange, str, TimeRange.parse),
    (WeeklyHours, str, WeeklyHours.parse),
)
