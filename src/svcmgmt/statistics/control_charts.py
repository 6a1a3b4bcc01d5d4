"""Control charts: which points of a series say more than that it varies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Final

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics._run_rules import LIMITS_ONLY, RunRule
from svcmgmt.statistics.charts import ChartKind, ChartSample, ControlChart, least_points
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._exact import ExactNumber
from svcmgmt.values._lists import listed

__all__ = ["c_chart", "p_chart", "u_chart", "xmr_chart"]

_MICROSECOND: Final = timedelta(microseconds=1)
_HOUR: Final = timedelta(hours=1) // _MICROSECOND
_HOURS: Final = ("", "h", "hours")  # words for the unit of durations


def p_chart(
    shares: Iterable[Ratio],
    *,
    labels: Iterable[str] | None = None,
    rules: Iterable[RunRule] = LIMITS_ONLY,
) -> ControlChart | NoData:
    """Return the control chart of shares, such as the compliance of each month.

    The limits of a point depend on how many cases it has: `p ± 3 sqrt(p (1 - p) / n)`, from 0
    to 1. Source: rule R6.12.

    Args:
        shares: so many of so many cases, all whole numbers, in order.
        labels: one for each, all different; `1`, `2` ... if None.
        rules: what makes a point a signal.

    Returns:
        The chart; no data if there are no shares.

    Raises:
        InvalidType: something else than ratios, text labels or rules.
        InvalidValue: shares of something else than counts, or labels that are not one for each.

    Examples:
        >>> print(p_chart([Ratio(47, 50), Ratio(45, 50), Ratio(36, 50)]))
        p chart of 3 points: centre 85.33 %, limits 70.32 % to 100.00 %, no signals
    """
    counted = listed(shares, "shares", "Ratio; leave out what has no data", kind=Ratio)
    return _chart(ChartKind.P, [(each.good, each.total) for each in counted], labels, rules)


def u_chart(
    counts: Iterable[tuple[int, ExactNumber]],
    *,
    labels: Iterable[str] | None = None,
    rules: Iterable[RunRule] = LIMITS_ONLY,
    unit: str = "",
) -> ControlChart | NoData:
    """Return the control chart of events per unit, such as incidents per thousand users.

    The limits of a point depend on its base: `u ± 3 sqrt(u / base)`, from 0. Source: rule R6.12.

    Args:
        counts: pairs of how many events and over how much, in order; bases above 0.
        labels: one for each, all different; `1`, `2` ... if None.
        rules: what makes a point a signal.
        unit: of the values, as people write it.

    Returns:
        The chart; no data if there are no counts.

    Raises:
        InvalidType: something else than pairs, exact numbers, text labels or rules.
        InvalidValue: a count that is not whole, a base of 0 or less, or labels that are not one
            for each.

    Examples:
        >>> print(u_chart([(12, 4), (6, 3), (15, 4)], unit="per thousand users"))
        u chart of 3 points: centre 3 per thousand users, limits vary with the base, no signals
    """
    allowed = "pairs of a count and its base"
    observed = listed(counts, "counts", allowed, kind=tuple)
    for pair in observed:
        if len(pair) != 2:  # noqa: PLR2004 - count and base
            raise InvalidType("counts", pair, allowed)
    return _chart(ChartKind.U, observed, labels, rules, unit)


def c_chart(
    counts: Iterable[int],
    *,
    labels: Iterable[str] | None = None,
    rules: Iterable[RunRule] = LIMITS_ONLY,
    unit: str = "",
) -> ControlChart | NoData:
    """Return the control chart of events in equal spans, such as major incidents of each week.

    The limits are `c ± 3 sqrt(c)`, from 0. Source: rule R6.12.

    Args:
        counts: how many events, in order.
        labels: one for each, all different; `1`, `2` ... if None.
        rules: what makes a point a signal.
        unit: of the values, as people write it.

    Returns:
        The chart; no data if there are no counts.

    Raises:
        InvalidType: something else than numbers, text labels or rules.
        InvalidValue: a count that is not whole, or labels that are not one for each.

    Examples:
        >>> print(c_chart([3, 5, 4, 2, 6]))
        c chart of 5 points: centre 4, limits 0 to 10, no signals
    """
    observed = [(each, 1) for each in listed(counts, "counts", "a list of int")]
    return _chart(ChartKind.C, observed, labels, rules, unit)


def xmr_chart(
    values: Iterable[ExactNumber | timedelta],
    *,
    labels: Iterable[str] | None = None,
    rules: Iterable[RunRule] = LIMITS_ONLY,
    unit: str = "",
) -> ControlChart | NoData:
    """Return the control chart of single values, such as the mean time to restore of each month.

    The limits are the mean ± 2.66 mean moving ranges, exact. Source: rule R6.12.

    Args:
        values: exact numbers in order, or durations, which are charted in hours.
        labels: one for each, all different; `1`, `2` ... if None.
        rules: what makes a point a signal.
        unit: of the values, as people write it; durations are in hours (`h` or `hours`).

    Returns:
        The chart; no data if there are fewer than two values.

    Raises:
        InvalidType: floats, numbers among durations, or other labels and rules than such.
        InvalidValue: labels that are not one for each, another unit of durations, or numbers
            whose sum cannot be written.

    Examples:
        >>> print(xmr_chart([10, 12, 9, 11, 13, 10, 12, 11, 10, 12]))
        XmR chart of 10 points: centre 11, limits 5.68 to 16.32, no signals
    """
    charted = listed(values, "values", "a list of numbers, or of durations")
    numbers = [each for each in charted if not isinstance(each, timedelta)]
    hours = [
        Fraction(each // _MICROSECOND, _HOUR) for each in charted if isinstance(each, timedelta)
    ]
    if numbers and hours:
        raise InvalidType("values", numbers[0], "a duration, as the others")
    if hours and unit not in _HOURS:
        raise InvalidValue("unit", unit, "h or hours, because durations are charted in hours")
    observed: list[tuple[ExactNumber, ExactNumber]] = [(each, 1) for each in [*numbers, *hours]]
    return _chart(ChartKind.XMR, observed, labels, rules, unit or ("h" if hours else ""))


def _chart(
    kind: ChartKind,
    pairs: Sequence[tuple[ExactNumber, ExactNumber]],
    labels: Iterable[str] | None,
    rules: Iterable[RunRule],
    unit: str = "",
) -> ControlChart | NoData:
    """Return the chart of amounts and bases, or no data if there are too few."""
    names = tuple(str(index + 1) for index in range(len(pairs)))
    if labels is not None:
        names = listed(labels, "labels", "a list of text")
    if len(names) != len(pairs):
        raise InvalidValue("labels", names, f"{len(pairs)}, one for each point")
    if len(pairs) < least_points(kind):
        return NoData(f"too few points for a chart: {len(pairs)}")
    samples = (
        ChartSample(label=name, amount=amount, base=base)
        for name, (amount, base) in zip(names, pairs, strict=True)
    )
    return ControlChart(kind=kind, samples=samples, rules=rules, unit=unit)
