"""Rows of a table of credits, and what can be wrong with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import Share, percent_text, share_of
from svcmgmt.sla.credits.policies import TierEdge
from svcmgmt.sla.objectives import value_text
from svcmgmt.values import Finding, Ratio, Severity
from svcmgmt.values._exact import exact, exact_share
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = [
    "TierRange",
    "TierRow",
    "between_text",
    "check_tiers",
    "holes_of",
    "overlaps_of",
    "ranges_of",
    "resolution_of",
    "unit_of",
]


def _lower(value: Share | Fraction) -> Fraction:
    return _bound("lower", value)


def _upper(value: Share | Fraction | None) -> Fraction | None:
    return None if value is None else _bound("upper", value)


def _bound(name: str, value: Share | Fraction) -> Fraction:
    """Return a bound of any size, so that a check can tell what is wrong with it."""
    if isinstance(value, Ratio):
        return value.value
    if isinstance(value, Fraction):
        return exact(name, value)
    if not isinstance(value, str):
        raise InvalidType(name, value, "Ratio, Fraction or text such as '99.9 %'")
    return exact_share(name, value)


def _credit(value: Share) -> Ratio:
    return share_of("credit", value)


@frozen
class TierRow:
    """One row of a table: from which value on it holds, and which share of the fee it credits.

    Args:
        lower: the least value of the row, such as `"99 %"`.
        credit: the share of the basis, 0 % to 100 %.
        upper: its greatest value; None for "up to the next row".

    Raises:
        InvalidType: a float or another kind of value.
        InvalidValue: text that is no share, a credit outside 0 % to 100 %, or an upper bound
            below the lower one.

    Examples:
        >>> print(TierRow("97.9 %", "10 %", upper="99.69 %"))
        97.9 % to 99.69 %: 10 %
    """

    lower: Fraction = field(converter=_lower)
    """The least value, as a share; one outside 0 to 1 is for `check_tiers` to report."""

    credit: Ratio = field(converter=_credit)
    """Which share of the basis is credited."""

    upper: Fraction | None = field(default=None, converter=_upper, kw_only=True)
    """The greatest value, as a share; None up to the next row, or up to 100 %."""

    def __attrs_post_init__(self) -> None:
        if self.upper is not None and self.upper < self.lower:
            allowed = f"{percent_text(self.lower)}, the lower bound, or more"
            raise InvalidValue("upper", percent_text(self.upper), allowed)

    @property
    def greatest(self) -> Fraction:
        """The greatest bound that is told."""
        return self.lower if self.upper is None else self.upper

    def __str__(self) -> str:
        upper = "the next row" if self.upper is None else percent_text(self.upper)
        return f"{percent_text(self.lower)} to {upper}: {value_text(self.credit)}"


class TierRange(NamedTuple):
    """A row with the bounds that follow from its neighbours."""

    lower: Fraction
    upper: Fraction
    row: TierRow

    def __str__(self) -> str:
        return f"{between_text(self.lower, self.upper)}: {value_text(self.row.credit)}"


class Overlap(NamedTuple):
    """Values that several rows have."""

    low: Fraction
    high: Fraction
    has_one_bound: bool


def ranges_of(rows: Iterable[TierRow]) -> tuple[TierRange, ...]:
    """Return rows as ranges, highest first."""
    listed = list(rows)
    lowers = sorted({row.lower for row in listed})
    made: list[TierRange] = []
    for row in listed:
        index = bisect_right(lowers, row.lower)
        following = lowers[index] if index < len(lowers) else max(row.lower, Fraction(1))
        made.append(TierRange(row.lower, following if row.upper is None else row.upper, row))
    return tuple(sorted(made, key=lambda each: (each.lower, each.upper), reverse=True))


def holes_of(ranges: Iterable[TierRange], unit: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Return the bounds between which no row lies, highest first; a unit of 0 is exact."""
    found: list[tuple[Fraction, Fraction]] = []
    reach: Fraction | None = None
    for each in reversed(tuple(ranges)):
        if reach is None:
            if each.lower > 0:
                found.append((Fraction(0), each.lower))
            reach = each.upper
        elif each.lower > reach + unit:
            found.append((reach, each.lower))
        reach = max(reach, each.upper)
    if reach is None or reach < 1:
        found.append((reach or Fraction(0), Fraction(1)))
    return found[::-1]


def overlaps_of(ranges: Iterable[TierRange], edge: TierEdge) -> list[Overlap]:
    """Return what several rows have, highest first; a shared bound is one row's, by its edge."""
    found: list[Overlap] = []
    rising = tuple(ranges)[::-1]
    reach = rising[0].upper if rising else Fraction(0)
    for below, each in pairwise(rising):
        begin_together = each.lower == below.lower
        end_together = edge is TierEdge.UPPER and each.upper == reach
        collide = begin_together if edge is TierEdge.LOWER else end_together
        if each.lower < reach or (each.lower == reach and collide):
            high = min(reach, each.upper)
            found.append(Overlap(each.lower, high, begin_together or end_together))
        reach = max(reach, each.upper)
    return found[::-1]


def resolution_of(value: Share | None) -> Ratio | None:
    """Return the last digit of a table, of which 100 % must be a multiple."""
    if value is None:
        return None
    resolution = share_of("resolution", value)
    if resolution.value.numerator != 1:
        shown = value_text(resolution)
        raise InvalidValue("resolution", shown, "a unit of which 100 % is a multiple")
    return resolution


def unit_of(resolution: Ratio | None) -> Fraction:
    """Return a resolution as a number, 0 for none."""
    return Fraction(0) if resolution is None else resolution.value


def between_text(low: Fraction, high: Fraction) -> str:
    """Return two bounds for people."""
    return percent_text(low) if low == high else f"{percent_text(low)} to {percent_text(high)}"


def check_tiers(
    rows: Iterable[TierRow], *, edge: TierEdge = TierEdge.LOWER, resolution: Share | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with the rows of a table, in O(n log n).

    | code | what it tells |
    |---|---|
    | `tier-outside-range` | a bound outside 0 % to 100 %, such as `"99.9"` for `"99.9 %"` |
    | `tier-gap` | values that no row has |
    | `tier-overlap` | values that several rows have |
    | `tier-duplicate-bound` | the same, because rows begin (or, by `edge`, end) together |
    | `tier-not-monotone` | a better value that is credited more |
    | `tier-finer-than-resolution` | a bound between two values that are told apart |
    | `tier-pays-at-full` | a credit for 100 %, because a row without credit is missing |

    The last two are warnings, the others errors. Source: rule R5.4.

    Args:
        rows: the rows in any order.
        edge: to which row a shared bound belongs.
        resolution: the last digit of the table; a gap of one unit is none.

    Raises:
        InvalidType: rows, an edge or a resolution of another kind.
        InvalidValue: a resolution that 100 % is no multiple of.

    Examples:
        >>> rows = [TierRow("99 %", "0 %"), TierRow("0 %", "10 %", upper="98 %")]
        >>> for finding in check_tiers(rows):
        ...     print(finding.code, finding.value)
        tier-gap 98 % to 99 %
    """
    listed = all_of_kind("rows", rows, TierRow)
    check_kind("edge", edge, TierEdge)
    unit, ranges = unit_of(resolution_of(resolution)), ranges_of(listed)
    return (
        *_outside(listed),
        *(_error("gap", between_text(*hole)) for hole in holes_of(ranges, unit)),
        *(
            _error("duplicate-bound" if has_one_bound else "overlap", between_text(low, high))
            for low, high, has_one_bound in overlaps_of(ranges, edge)
        ),
        *(
            _error("not-monotone", f"{high}, but {low}")
            for high, low in pairwise(ranges)
            if high.row.credit > low.row.credit
        ),
        *_too_fine(listed, unit),
        *_paid_at_full(ranges),
    )


_ERRORS: Final = {
    "outside-range": ("a bound is no share of a whole", "0 % to 100 %"),
    "gap": ("no row has these values", "a row for every value"),
    "overlap": ("several rows have these values", "one row for every value"),
    "duplicate-bound": ("several rows have one bound", "a different bound for each row"),
    "not-monotone": ("a better value is credited more", "credits that fall as values rise"),
}


def _error(kind: str, value: str, pointer: str = "") -> Finding:
    message, allowed = _ERRORS[kind]
    return Finding(
        code=f"tier-{kind}",
        message=message,
        severity=Severity.ERROR,
        pointer=pointer,
        value=value,
        allowed=allowed,
    )


def _outside(rows: tuple[TierRow, ...]) -> list[Finding]:
    return [
        _error("outside-range", str(row), f"/rows/{index}")
        for index, row in enumerate(rows)
        if row.lower < 0 or row.greatest > 1
    ]


def _too_fine(rows: tuple[TierRow, ...], unit: Fraction) -> list[Finding]:
    return [
        Finding(
            code="tier-finer-than-resolution",
            message="values are cut down before they are compared with this bound",
            pointer=f"/rows/{index}",
            value=percent_text(bound),
            allowed=f"a multiple of {percent_text(unit)}",
        )
        for index, row in enumerate(rows)
        for bound in (row.lower, row.upper)
        if unit and bound is not None and (bound / unit).denominator != 1
    ]


def _paid_at_full(ranges: tuple[TierRange, ...]) -> list[Finding]:
    if not ranges or ranges[0].upper < 1 or not ranges[0].row.credit.value:
        return []
    return [
        Finding(
            code="tier-pays-at-full",
            message="a credit is due although everything was good",
            value=str(ranges[0]),
            allowed="a row without credit on top",
        )
    ]
