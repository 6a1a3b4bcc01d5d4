"""What schedules, terms and cases are given, and how amounts and shares are told to people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP
from fractions import Fraction
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from svcmgmt.calendars import parse_date
from svcmgmt.calendars.civil import date_around
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.objectives import value_text
from svcmgmt.temporal import instant
from svcmgmt.values import Money, Ratio
from svcmgmt.values._exact import decimal_text, exact_share, fixed_text, rounded_units

__all__ = [
    "Cap",
    "Share",
    "cap_of",
    "limit_of",
    "local_date",
    "micros",
    "money_of",
    "money_text",
    "number_nearly",
    "percent_text",
    "share_of",
    "text_of",
    "whole",
]

Share: TypeAlias = Ratio | str
"""A share as people hold it: a ratio, or text such as `"10 %"`."""

Cap: TypeAlias = Ratio | Money | str
"""The most that is paid: a share of the fee, or an amount of money."""

_MICROSECOND: Final = timedelta(microseconds=1)
_PLACES: Final = 4
_LONGEST_EXACT: Final = 9  # characters of a number that is still shown in full


def share_of(field: str, value: Share) -> Ratio:
    """Return a share from 0 % to 100 %, or raise with the field named."""
    if isinstance(value, Ratio):
        return value
    if not isinstance(value, str):
        raise InvalidType(field, value, "Ratio or text such as '10 %'")
    share = exact_share(field, value)
    if not 0 <= share <= 1:
        raise InvalidValue(field, value, "a share from 0 to 1, or 0 % to 100 %")
    return Ratio(share.numerator, share.denominator)


def money_of(field: str, value: object) -> Money:
    """Return an amount of 0 or more, or raise with the field named."""
    if not isinstance(value, Money):
        raise InvalidType(field, value, "Money")
    if value.amount < 0:
        raise InvalidValue(field, str(value), "0 or more")
    return value


def cap_of(field: str, value: Cap) -> Ratio | Money:
    """Return a share or an amount of 0 or more, or raise with the field named."""
    if isinstance(value, Money):
        return money_of(field, value)
    if not isinstance(value, Ratio | str):
        raise InvalidType(field, value, "Money, Ratio or text such as '50 %'")
    return share_of(field, value)


def limit_of(cap: Ratio | Money, fee: Money) -> Money:
    """Return what a cap allows, where its share is of a fee."""
    return cap if isinstance(cap, Money) else fee * cap.value


def whole(field: str, value: object, *, least: int, most: int) -> int:
    """Return a whole number within bounds, or raise with the field named."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(field, value, "int")
    if not least <= value <= most:
        raise InvalidValue(field, value, f"{least} to {most}")
    return value


def text_of(field: str, value: object) -> str:
    """Return a name that is not empty, or raise with the field named."""
    if not isinstance(value, str):
        raise InvalidType(field, value, "str")
    if not value.strip():
        raise InvalidValue(field, value, "a name that is not empty")
    return value


def micros(duration: timedelta) -> int:
    """Return a duration in microseconds."""
    return duration // _MICROSECOND


def local_date(field: str, value: date | str, zone: ZoneInfo) -> date:
    """Return a local date from a date, its text, or an aware datetime."""
    if isinstance(value, datetime):
        return date_around(instant(value, field), zone)
    return parse_date(value, field)


def number_nearly(number: Fraction) -> str:
    """Return a number for people: exact where that is short, else in four places."""
    exactly = decimal_text(number)
    if exactly is not None and len(exactly) <= _LONGEST_EXACT:
        return exactly
    return f"≈ {fixed_text(rounded_units(number, _PLACES, ROUND_HALF_UP), _PLACES)}"


def percent_text(share: Fraction) -> str:
    """Return a share of any size in percent."""
    if 0 <= share <= 1:
        return value_text(Ratio(share, 1))
    return f"{number_nearly(share * 100)} %"


def money_text(amount: Money) -> str:
    """Return an amount in minor units; one that has none exactly is told nearly."""
    rounded = amount.rounded()
    return str(rounded) if rounded == amount else f"≈ {rounded}"
