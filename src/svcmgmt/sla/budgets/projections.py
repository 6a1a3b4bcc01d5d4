"""When a budget will be spent if things go on: as so far, as lately, or as on its bad days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.budgets._text import amount_text, share_text
from svcmgmt.sla.budgets.arithmetic import budget_spent, burn_rate, length
from svcmgmt.sla.budgets.error_budgets import ErrorBudget
from svcmgmt.sla.indicators import IndicatorReading, IndicatorSeries
from svcmgmt.sla.indicators._grid import check_many, interval_of
from svcmgmt.sla.objectives import value_text
from svcmgmt.statistics import Share, percentiles
from svcmgmt.statistics._arguments import share_of
from svcmgmt.temporal import Interval, format_instant, instant
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = ["BudgetForecast", "BudgetProjection", "ProjectionBasis", "forecast", "project"]

_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1)
_DEFAULT_QUANTILES: Final = ("50 %", "90 %")


class ProjectionBasis(Enum):
    """What is taken to go on (rule R4.9).

    Examples:
        >>> ProjectionBasis("whole window")
        <ProjectionBasis.WHOLE: 'whole window'>
    """

    WHOLE = "whole window"  # the mean since the window began
    TRAILING = "trailing"  # the mean of the last so many hours or days
    QUANTILE = "quantile of spans"  # every span to come burns as fast as such a one so far


_Rate: TypeAlias = tuple[ProjectionBasis, str, Fraction | NoData]


@frozen(kw_only=True)
class BudgetProjection:
    """What becomes of a budget if a burn rate goes on until the end of its window.

    Source: rule R4.9.

    Examples:
        >>> june = Interval.parse("2026-06-01T00:00:00Z/2026-07-01T00:00:00Z")
        >>> linear = project(june, as_of=june.start + timedelta(days=5), consumed="0.3")
        >>> linear.burn_rate, linear.at_end
        (Fraction(9, 5), Fraction(9, 5))
        >>> print(linear.exhausted_at - june.start)
        16 days, 16:00:00
    """

    basis: ProjectionBasis = field(validator=of_kind(ProjectionBasis))
    """What is taken to go on."""

    detail: str = field(validator=of_kind(str))
    """Which time, or which quantile."""

    burn_rate: Fraction = field(validator=of_kind(Fraction))
    """The burn rate that goes on, exact."""

    at_end: Fraction = field(validator=of_kind(Fraction))
    """Share of the budget that is spent at the end of the window; above 1 it is not enough."""

    exhausted_at: datetime | None = field(validator=of_kind(datetime, None))
    """When all of it is spent, or now if it is; rounded down. None if not in the window."""

    def explain(self) -> str:
        """Return the projection as text for a person."""
        return f"{self}; {share_text(self.at_end)} spent at the end ({self.basis.value})"

    def as_rows(self) -> list[dict[str, str | float]]:
        """Return the projection as one dict, for a table or a frame; numbers are floats."""
        return [
            {
                "basis": self.basis.value,
                "detail": self.detail,
                "burn_rate": float(self.burn_rate),
                "at_end": float(self.at_end),
                "exhausted_at": ""
                if self.exhausted_at is None
                else format_instant(self.exhausted_at),
            }
        ]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        when = (
            "lasts" if self.exhausted_at is None else f"until {format_instant(self.exhausted_at)}"
        )
        return f"{self.detail}: burn rate {amount_text(self.burn_rate)}, {when}"


def project(
    window: Interval | ReportingPeriod,
    *,
    as_of: datetime,
    consumed: ExactNumber,
    burn: ExactNumber | None = None,
    basis: ProjectionBasis = ProjectionBasis.WHOLE,
    detail: str = "since the window began",
) -> BudgetProjection:
    """Return when a budget will be spent, from what is spent as of an instant.

    Args:
        window: for how long the budget shall last, or a reporting period.
        as_of: until when it was spent; after the start of the window, at most its end.
        consumed: share of the budget of the whole window that is spent.
        burn: burn rate from then on; the mean since the window began unless told.
        basis: what that burn rate is, for the result.
        detail: the same in words.

    Raises:
        InvalidType: a number that is a float.
        InvalidValue: an instant outside the window, or a negative number.
        NaiveDatetime: an instant without a zone.
        OpenInterval: a window without end.
    """
    lasts = interval_of("window", window)
    whole = Fraction(lasts.duration // _MICROSECOND)
    elapsed = (instant(as_of, "as_of") - lasts.start) // _MICROSECOND
    if not 0 < elapsed <= whole:
        raise InvalidValue(
            "as_of", as_of, "an instant after the start of the window, up to its end"
        )
    spent = exact("consumed", consumed)
    rate = spent * whole / elapsed if burn is None else exact("burn", burn)
    if spent < 0 or rate < 0:
        raise InvalidValue("consumed", spent, "0 or more, as the burn rate")
    # the mean since the beginning holds from there on, another burn rate from now on
    since, already = (0, Fraction(0)) if burn is None else (elapsed, spent)
    at_end = already + rate * (whole - since) / whole
    exhausted_at = None
    if at_end >= 1:
        later = 0 if already >= 1 else (1 - already) * whole / rate // 1
        exhausted_at = lasts.start + timedelta(microseconds=since + later)
    return BudgetProjection(
        basis=basis, detail=detail, burn_rate=rate, at_end=at_end, exhausted_at=exhausted_at
    )


@frozen(kw_only=True, repr=False)
class BudgetForecast:
    """Projections of one budget beside each other; data that are missing give fewer of them."""

    budget: ErrorBudget = field(validator=of_kind(ErrorBudget))
    """The budget as of now."""

    as_of: datetime = field(validator=of_kind(datetime))
    """When now is, in UTC."""

    projections: tuple[BudgetProjection, ...]
    """What becomes of it, by basis."""

    unknown: tuple[tuple[str, NoData], ...] = ()
    """Projections that could not be made, and why."""

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return every projection as text for a person.

        Args:
            zone: in which times are shown.
        """
        cells = [
            (
                each.basis.value,
                each.detail,
                amount_text(each.burn_rate),
                share_text(each.at_end),
                "lasts" if each.exhausted_at is None else local_text(each.exhausted_at, zone),
            )
            for each in self.projections
        ]
        header = ["basis", "detail", "burn rate", "spent at the end", "exhausted"]
        lines = [f"{self.budget} as of {local_text(self.as_of, zone)}"]
        lines += [text_table(header, cells)] if cells else []
        return "\n".join([*lines, *(f"{name}: {why}" for name, why in self.unknown)])

    def as_rows(self) -> list[dict[str, str | float]]:
        """Return one dict for each projection, for a table or a frame; numbers are floats."""
        return [row for each in self.projections for row in each.as_rows()]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __repr__(self) -> str:
        return f"<BudgetForecast of {len(self.projections)} projections as of {self.as_of}>"


def forecast(  # noqa: PLR0913 - a window, then what is taken to go on
    series: IndicatorSeries,
    window: Interval | ReportingPeriod,
    *,
    target: Share,
    as_of: datetime,
    trailing: Iterable[timedelta] = (),
    quantiles: Iterable[Share] = _DEFAULT_QUANTILES,
    span: timedelta = _DAY,
) -> BudgetForecast:
    """Return projections of the budget of an unfinished window.

    Traffic is taken to go on as it was. Quantiles are read by nearest rank from the burn rates
    of the full spans since the window began; each span to come is taken to burn at that rate.
    That is an upper bound for so unlucky a future rather than a distribution, and it needs no
    chance: the same data give the same answer. Source: rule R4.9.

    Args:
        series: the indicator over counts.
        window: for how long the budget shall last, or a reporting period; whole slices.
        target: the share that is promised to be good, below 100 %.
        as_of: now; within a slice, that slice does not count yet.
        trailing: how far back to look, for one projection each.
        quantiles: which quantiles of the spans to project.
        span: how long a span is.

    Raises:
        InvalidType: an argument of another kind.
        InvalidValue: lengths that are not whole slices, a target of 100 % or outside 0 to 1, or
            an instant after the window.
        LimitExceeded: more than ten million spans.

    Examples:
        >>> from svcmgmt.sla.indicators import EventSeries, Indicator, MissingData
        >>> june = Interval.parse("2026-06-01T00:00:00Z/2026-07-01T00:00:00Z")
        >>> requests = IndicatorSeries(
        ...     indicator=Indicator(name="checkout", missing=MissingData.IGNORE),
        ...     series=EventSeries.of_slices(june.start, [(1000, 1000)] * 4 + [(910, 1000)],
        ...                                  slice=timedelta(days=1)))
        >>> for projection in forecast(requests, june, target="99 %", quantiles=["100 %"],
        ...                            as_of=june.start + timedelta(days=5)).projections:
        ...     print(projection)
        since the window began: burn rate 1.8, until 2026-06-17T16:00:00Z
        100 % of 5 spans of 24:00:00: burn rate 9, until 2026-06-08T08:00:00Z
    """
    check_kind("series", series, IndicatorSeries)
    share = share_of("target", target)
    if not share.complement.value:
        raise InvalidValue("target", target, "less than 100 %, because that leaves no budget")
    reading = series.over(window, as_of=as_of)
    budget, now = ErrorBudget.of(reading, share), reading.measured.start + reading.measured.duration
    rate = budget.burn_rate
    if isinstance(rate, NoData):
        missing = (ProjectionBasis.WHOLE.value, rate)
        return BudgetForecast(budget=budget, as_of=now, projections=(), unknown=(missing,))
    spent = budget_spent(rate, within=reading.measured.duration, window=reading.window.duration)
    projections = [project(window, as_of=now, consumed=spent)]
    unknown: list[tuple[str, NoData]] = []
    for basis, detail, burn in (
        *_trailing(series, share, now, trailing),
        *_quantiles(series, share, reading.measured, quantiles, span),
    ):
        if isinstance(burn, NoData):
            unknown.append((detail, burn))
            continue
        projections.append(
            project(window, as_of=now, consumed=spent, burn=burn, basis=basis, detail=detail)
        )
    return BudgetForecast(
        budget=budget, as_of=now, projections=tuple(projections), unknown=tuple(unknown)
    )


def _burn(reading: IndicatorReading, target: Ratio) -> Fraction | NoData:
    rate = reading.error_rate
    return rate if isinstance(rate, NoData) else burn_rate(rate, target)


def _trailing(
    series: IndicatorSeries, target: Ratio, now: datetime, lengths: Iterable[timedelta]
) -> Iterator[_Rate]:
    for lasts in all_of_kind("trailing", lengths, timedelta):
        burn = _burn(series.rolling(now, lasts), target)
        yield ProjectionBasis.TRAILING, f"last {duration_text(lasts)}", burn


def _quantiles(
    series: IndicatorSeries,
    target: Ratio,
    measured: Interval,
    shares: Iterable[Share],
    span: timedelta,
) -> Iterator[_Rate]:
    length("span", span)
    check_many(measured.duration // span)
    starts = (measured.start + span * index for index in range(measured.duration // span))
    burns = [_burn(series.over(Interval(start, start + span)), target) for start in starts]
    known = [burn for burn in burns if not isinstance(burn, NoData)]
    chosen = listed(shares, "quantiles", "a list of shares")
    wanted = [share_of("quantiles", share) for share in chosen]
    for share, burn in zip(wanted, percentiles(known, wanted), strict=True):
        detail = f"{value_text(share)} of {len(known)} spans of {duration_text(span)}"
        yield ProjectionBasis.QUANTILE, detail, burn
