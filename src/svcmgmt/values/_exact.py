"""Exact numbers from what people hold: int, Fraction, Decimal or decimal text; never a float."""

from __future__ import annotations

import decimal
import re
from decimal import Context, Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from svcmgmt.errors import InvalidType, InvalidValue

__all__ = [
    "ExactNumber",
    "check_mode",
    "decimal_text",
    "exact",
    "exact_share",
    "fixed_text",
    "number_text",
    "rounded_units",
]

ExactNumber: TypeAlias = int | Fraction | Decimal | str

# A Decimal of exponent 300,000 takes seconds to become an int, and one of a million ignores
# signals meanwhile; thirty digits each way hold every amount that a service agreement can name.
_MAX_EXPONENT: Final = 30
_LEAST_PARTS: Final = 10**_MAX_EXPONENT
_MOST: Final = 10 ** (_MAX_EXPONENT + 1)
_MOST_BITS: Final = 4_096
"""Of a denominator: enough for every sum of shares, and few enough to be written."""

_MODES: Final = (
    decimal.ROUND_HALF_UP,
    decimal.ROUND_HALF_EVEN,
    decimal.ROUND_HALF_DOWN,
    decimal.ROUND_DOWN,
    decimal.ROUND_UP,
    decimal.ROUND_FLOOR,
    decimal.ROUND_CEILING,
    decimal.ROUND_05UP,
)

# Decimal reads more than people mean: underscores, digits of other scripts, "Infinity".
_DECIMAL: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def exact(field: str, value: object) -> Fraction:
    """Return `value` as a Fraction, or raise with the field named.

    A number is never multiplied by a power of ten before its size has been looked at.
    """
    if isinstance(value, bool | float) or not isinstance(value, int | Fraction | Decimal | str):
        raise InvalidType(field, value, "int, Decimal, Fraction or decimal text")
    if isinstance(value, str):
        value = _decimal_of(field, value)
    allowed = f"a finite number within 1e±{_MAX_EXPONENT}"
    if isinstance(value, Decimal) and not _fits(value):
        raise InvalidValue(field, value, allowed)
    number = value if type(value) is Fraction else Fraction(value)
    if not _is_handy(number):
        raise InvalidValue(field, value, allowed)
    return number


def _fits(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and exponent >= -_MAX_EXPONENT
        and value.adjusted() <= _MAX_EXPONENT
    )


def _is_handy(value: Fraction) -> bool:
    size, base = abs(value.numerator), value.denominator
    is_sized = not size or (base <= size * _LEAST_PARTS and size < base * _MOST)
    return is_sized and base.bit_length() <= _MOST_BITS


def _decimal_of(field: str, text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text.strip()):
        raise InvalidValue(field, text, "decimal text such as '99.95'")
    return Decimal(text.strip())


def exact_share(field: str, text: str) -> Fraction:
    """Return the share, of any size, that `"99.95 %"`, `"0.9995"` or `"3/4"` tells."""
    bare = text.strip()
    part, slash, whole = (bare[:-1], "/", "100") if bare.endswith("%") else bare.partition("/")
    base = exact(field, whole) if slash else Fraction(1)
    if not base:
        raise InvalidValue(field, text, "text such as '99.95 %', '0.9995' or '3/4'")
    return exact(field, exact(field, part) / base)


def check_mode(rounding: str) -> None:
    """Refuse what is no rounding mode of the decimal module."""
    if rounding not in _MODES:
        raise InvalidValue("rounding", rounding, ", ".join(_MODES))


def rounded_units(value: Fraction, places: int, rounding: str) -> int:
    """Return `value` in units of 10**-places, rounded by a mode of the decimal module."""
    check_mode(rounding)
    scaled = value * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    # The mode only needs to know on which side of the half the rest lies.
    side = (2 * rest > scaled.denominator) - (2 * rest < scaled.denominator)
    edge = Decimal(2 + side) / 4 if rest else Decimal(0)
    context = Context(prec=len(str(whole)) + 5)
    return int(context.add(Decimal(whole), edge).quantize(Decimal(1), rounding, context))


def fixed_text(units: int, places: int) -> str:
    """Return `units` of 10**-places as text with exactly that many digits after the point."""
    digits = f"{abs(units):0{places + 1}d}"
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def decimal_text(value: Fraction) -> str | None:
    """Return plain decimal text if `value` has a finite decimal expansion, else None."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    return fixed_text(int(value * 10**places), places) if rest == 1 else None


def number_text(value: Fraction) -> str:
    """Return the exact text of `value`: decimal where that is finite, else a fraction."""
    return decimal_text(value) or str(value)
