"""Shares and amounts of a budget as people read them: also negative, also above one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from fractions import Fraction
from typing import Final

from svcmgmt.values import NoData
from svcmgmt.values._exact import decimal_text, fixed_text, rounded_units

__all__ = ["amount_text", "share_text"]

_LONGEST_EXACT: Final = 12
_PLACES: Final = 4


def amount_text(value: Fraction | NoData) -> str:
    """Return an amount: exact if it is short, else to four decimals.

    Examples:
        >>> amount_text(Fraction(144, 10)), amount_text(Fraction(2, 3))
        ('14.4', '≈ 0.6667')
    """
    if isinstance(value, NoData):
        return str(value)
    exactly = decimal_text(value)
    if exactly is not None and len(exactly) <= _LONGEST_EXACT:
        return exactly
    return f"≈ {fixed_text(rounded_units(value, _PLACES, ROUND_HALF_UP), _PLACES)}"


def share_text(value: Fraction | NoData) -> str:
    """Return a share in percent.

    Examples:
        >>> share_text(Fraction(-1, 4))
        '-25 %'
    """
    return str(value) if isinstance(value, NoData) else f"{amount_text(value * 100)} %"
