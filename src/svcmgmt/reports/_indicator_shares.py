"""Shares of good events or slices by the terms of a stretch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from attrs import evolve

from svcmgmt.agreement import IndicatorMeasure
from svcmgmt.errors import InvalidValue
from svcmgmt.reports._availability import availability_in
from svcmgmt.reports._known import KnownFacts
from svcmgmt.reports._plan import Stretch, end_of
from svcmgmt.reports.results import IndicatorShare
from svcmgmt.sla.availability import ExclusionConvention
from svcmgmt.sla.indicators import BudgetingMethod, EventSeries, IndicatorSeries
from svcmgmt.temporal import EMPTY, Interval, IntervalSet
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, NoData, Severity

__all__ = ["indicator_share"]


def indicator_share(
    stretch: Stretch, measure: IndicatorMeasure, known: KnownFacts
) -> tuple[IndicatorShare | NoData, tuple[Finding, ...]]:
    """Return what an indicator says of a stretch, and what was unusual about its series."""
    name = measure.indicator.name
    counted = _together(name, known.series.get(name, ()))
    if isinstance(counted, NoData):
        return counted, ()
    by_slices = measure.indicator.method is not BudgetingMethod.OCCURRENCES
    if by_slices and counted.slice != measure.slice:
        told, agreed = duration_text(counted.slice), duration_text(measure.slice)
        return NoData(f"{name} was counted in slices of {told}, agreed are {agreed}"), ()
    window = _whole_slices(stretch.during, counted)
    if window is None:
        return NoData(f"no whole slice of {name} lies in the period"), ()
    series = IndicatorSeries(
        indicator=measure.indicator, series=counted, excluding=_left_out(stretch, known)
    )
    share = IndicatorShare(series=series, reading=series.over(window, as_of=known.limits.as_of))
    return share, tuple(_findings(stretch, measure, counted, window, len(known.series[name])))


def _together(name: str, series: Sequence[EventSeries]) -> EventSeries | NoData:
    """Return the sum of all series of an indicator."""
    if not series:
        return NoData(f"nothing was counted for {name}")
    try:
        return reduce(add, sorted(series, key=repr))
    except InvalidValue:
        return NoData(f"the series of {name} have different slices or units and cannot be added")


def _whole_slices(during: Interval, series: EventSeries) -> Interval | None:
    """Return the slices that lie wholly in a stretch; None if there are none."""
    since = during.start - series.anchor
    low = -(-since // series.slice)
    high = (end_of(during) - series.anchor) // series.slice
    if low >= high:
        return None
    return Interval(series.anchor + low * series.slice, series.anchor + high * series.slice)


def _left_out(stretch: Stretch, known: KnownFacts) -> IntervalSet | None:
    """Return when nothing is promised: outside hours, and what the agreement leaves out."""
    terms, exclusions = stretch.terms, stretch.agreement.exclusions
    if exclusions is not None:
        terms = evolve(terms, policies=exclusions.policies)
    [service] = terms.services if len(terms.services) == 1 else [""]
    availability = availability_in(evolve(stretch, terms=terms), known, service)
    promised = evolve(
        availability,
        facts=evolve(availability.facts, outages=(), unknown=EMPTY),
        policies=evolve(availability.policies, convention=ExclusionConvention.BOTH_SIDES),
        as_of=max(known.limits.as_of, end_of(stretch.during)),
    )
    left = promised.base_time.complement(stretch.during)
    return None if left.is_empty() else left


def _findings(
    stretch: Stretch,
    measure: IndicatorMeasure,
    counted: EventSeries,
    window: Interval,
    parts: int,
) -> Iterator[Finding]:
    name = measure.indicator.name
    if parts > 1:
        message = "several series of one indicator are added; nobody tells whether they overlap"
        yield Finding(code="several-series", message=message, value=name)
    if counted.slice != measure.slice:
        message = "counted in other slices than agreed; the share of events is the same"
        yield Finding(
            code="other-slices",
            message=message,
            severity=Severity.INFO,
            value=f"{name}: {duration_text(counted.slice)}",
            allowed=duration_text(measure.slice),
        )
    if window != stretch.during:
        message = "the period does not begin and end with a slice; only whole slices are counted"
        yield Finding(
            code="cut-to-slices",
            message=message,
            value=f"{name}: {window}",
            allowed=str(stretch.during),
        )
