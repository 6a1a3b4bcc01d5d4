"""What several credits amount to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import prod
from typing import Final, assert_never

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits._arguments import Share, share_of
from svcmgmt.sla.credits.policies import Combination
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import listed

__all__ = ["CAPPED", "combined", "parts_of", "total_of"]

CAPPED: Final = frozenset({Combination.SUM_CAPPED, Combination.MAX_CAPPED})
"""The combinations that need a cap."""


def combined(
    shares: Iterable[Share], how: Combination = Combination.MAX, *, cap: Share | None = None
) -> Ratio | NoData:
    """Return what several credits amount to, as a share of one fee.

    Args:
        shares: the credits; their order matters for `Combination.FIRST` only.
        how: the reading of the contract.
        cap: the most, for the combinations that have a cap in their name.

    Returns:
        The share; no data without credits.

    Raises:
        InvalidType: shares or a policy of another kind.
        InvalidValue: shares outside 0 % to 100 %, or no cap where one is needed.

    Examples:
        >>> credits = ["10 %", "15 %", "100 %"]
        >>> for how in Combination:
        ...     print(how.value, combined(credits, how, cap="50 %").percent(0))
        max 100 %
        sum_capped 50 %
        max_capped 50 %
        first 10 %
        multiplicative 100 %
    """
    check_kind("how", how, Combination)
    limit = None if cap is None else share_of("cap", cap).value
    if limit is None and how in CAPPED:
        raise InvalidValue("cap", cap, f"a share, because the combination is {how.value}")
    given = [
        share_of("shares", each).value for each in listed(shares, "shares", "a list of shares")
    ]
    if not given:
        return NoData("no credits")
    return Ratio(total_of(given, how, cap=limit or Fraction(0), whole=Fraction(1)), 1)


def total_of(
    amounts: Sequence[Fraction], how: Combination, *, cap: Fraction, whole: Fraction
) -> Fraction:
    """Return what amounts of 0 or more come to; of none, nothing."""
    if not any(amounts):
        return Fraction(0)
    match how:
        case Combination.MAX:
            return max(amounts)
        case Combination.SUM_CAPPED:
            return min(sum(amounts, Fraction(0)), cap)
        case Combination.MAX_CAPPED:
            return min(max(amounts), cap)
        case Combination.FIRST:
            return amounts[0]
        case Combination.MULTIPLICATIVE:
            return whole * (1 - prod(1 - min(each / whole, Fraction(1)) for each in amounts))
        case _:
            assert_never(how)


def parts_of(amounts: Sequence[Fraction], how: Combination) -> list[Fraction]:
    """Return which part of the total each amount stands for."""
    if how in {Combination.SUM_CAPPED, Combination.MULTIPLICATIVE}:
        whole = sum(amounts, Fraction(0))
        return [each / whole for each in amounts]
    chosen = 0 if how is Combination.FIRST else amounts.index(max(amounts))
    return [Fraction(index == chosen) for index in range(len(amounts))]
