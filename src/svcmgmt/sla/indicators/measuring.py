"""An indicator over counts, asked for any window: two look-ups in prefix sums."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod, ServiceCalendar
from svcmgmt.errors import InvalidType
from svcmgmt.sla.evaluation import Evaluation, Evidence
from svcmgmt.sla.indicators._excluding import Excluded, excluded_slices
from svcmgmt.sla.indicators._grid import Grid, check_many, interval_of
from svcmgmt.sla.indicators._table import (
    MEAN_PLACES,
    Effect,
    SliceTable,
    effect_of,
    judge_of_slices,
    unit_of,
)
from svcmgmt.sla.indicators.indicator import Indicator
from svcmgmt.sla.indicators.policies import PartialSlice, SliceKind
from svcmgmt.sla.indicators.readings import IndicatorReading
from svcmgmt.sla.indicators.series import EventSeries
from svcmgmt.sla.objectives import Objective
from svcmgmt.temporal import Interval, IntervalSet, _edges
from svcmgmt.values._exact import number_text, rounded_units
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["IndicatorSeries"]


def _check_excluding(_series: object, _attribute: object, value: Excluded | None) -> None:
    if value is not None and not isinstance(value, ServiceCalendar | IntervalSet):
        raise InvalidType("excluding", value, "ServiceCalendar, IntervalSet or None")


@frozen(kw_only=True, repr=False)
class IndicatorSeries:
    """An indicator applied to a series of counts; every window is answered in O(log n).

    A budget is adjusted for maintenance by `excluding`: any calendar, such as recurring windows,
    or a set of instants. Excluded slices count neither as good nor as bad.
    Source: rules R4.2, R4.3 and R4.10, algorithm 13.8.

    Raises:
        InvalidType: an indicator, a series or an exclusion of another kind.

    Examples:
        >>> from svcmgmt.sla.indicators.policies import BudgetingMethod, MissingData
        >>> from svcmgmt.temporal import parse_instant as at
        >>> eight = at("2026-10-26T08:00:00Z")
        >>> series = EventSeries.of_slices(eight, [(100, 100)] * 8 + [(50, 100), (0, 1000)],
        ...                                slice=timedelta(minutes=1))
        >>> window = Interval(eight, eight + timedelta(minutes=10))
        >>> for method, target in zip(BudgetingMethod, (None, "90 %", None)):
        ...     indicator = Indicator(name=method.value, method=method, slice_target=target,
        ...                           missing=MissingData.UNDETERMINED)
        ...     print(IndicatorSeries(indicator=indicator, series=series).over(window))
        occurrences: ≈ 44.7368 % of 1900 events
        timeslices: 80 % of 10 slices
        ratio timeslices: 85 % of 10 slices
    """

    indicator: Indicator = field(validator=of_kind(Indicator))
    """What counts as good."""

    series: EventSeries = field(validator=of_kind(EventSeries))
    """What was counted."""

    excluding: Excluded | None = field(default=None, validator=_check_excluding)
    """Times that are left out by agreement."""

    def over(
        self,
        window: Interval | ReportingPeriod,
        *,
        as_of: datetime | None = None,
        partial: PartialSlice = PartialSlice.EXCLUDED,
    ) -> IndicatorReading:
        """Return what the indicator says of a window.

        Args:
            window: from when to when, or a reporting period; whole slices.
            as_of: until when the window is over; None if all of it is.
            partial: whether the slice that is running then counts.

        Raises:
            InvalidType: a window or policy of another kind.
            InvalidValue: edges of a window that are no edges of slices.
            NaiveDatetime: an instant without a zone.
            OpenInterval: a window without end.
        """
        check_kind("partial", partial, PartialSlice)
        low, high = self.grid.slices_of(interval_of("window", window))
        until = high
        if as_of is not None:
            until = min(max(self.grid.upto(as_of, partial), low), high)
        return self._reading(low, until, high, partial)

    def rolling(
        self,
        until: datetime,
        lasts: timedelta,
        *,
        partial: PartialSlice = PartialSlice.EXCLUDED,
    ) -> IndicatorReading:
        """Return what the indicator says of the last slices up to an instant.

        Args:
            until: the instant; within a slice, the window ends before or after that slice.
            lasts: how far back; whole slices.
            partial: whether the running slice is the last one of the window.

        Raises:
            InvalidType: a length that is no `timedelta`, or a policy of another kind.
            InvalidValue: a length that is not whole slices, or reaches back beyond 1970.
            NaiveDatetime: an instant without a zone.
        """
        check_kind("partial", partial, PartialSlice)
        high = self.grid.upto(until, partial)
        return self._reading(high - self.grid.count("lasts", lasts), high, high, partial)

    def judge(
        self,
        objective: Objective,
        window: Interval | ReportingPeriod,
        *,
        subject: str,
        as_of: datetime | None = None,
        partial: PartialSlice = PartialSlice.EXCLUDED,
    ) -> Evaluation:
        """Return the verdict on a window, with the stretches of time that were not good.

        Args:
            objective: what was promised: a share.
            window: from when to when, or a reporting period; whole slices.
            subject: whose indicator it is.
            as_of: until when the window is over; None if all of it is.
            partial: whether the slice that is running then counts.

        Raises:
            InvalidType: an objective of something else than a share, or as `over`.
            InvalidValue: as `over`.
        """
        reading = self.over(window, as_of=as_of, partial=partial)
        low, high = self.grid.slices_of(reading.measured)
        evidence = sorted(self._evidence(low, high), key=lambda row: row.start)
        return reading.judge(objective, subject=subject, evidence=tuple(evidence))

    @property
    def grid(self) -> Grid:
        """The slices as numbers, for kernels."""
        return self.series.grid

    @property
    def unit(self) -> int:
        """Into how many parts `sums` and `columns` divide a unit of the base, for kernels."""
        return self._units[0]

    def sums(self, low: int, high: int) -> Effect:
        """Return bad parts, all parts and undetermined slices from a slice to another.

        For kernels: two look-ups, and one look at each excluded time of the range.
        """
        first, last = self._table.places(low, high)
        missing = high - low - _edges.total(self._excluded(low, high)) - (last - first)
        bad, base, unknown = self._table.effect(first, last)
        if_missing = effect_of(self.indicator.missing, self.unit)
        return (
            bad + missing * if_missing[0],
            base + missing * if_missing[1],
            unknown + missing * if_missing[2],
        )

    def columns(self, low: int, high: int) -> tuple[list[int], list[int], list[int]]:
        """Return bad parts, all parts and undetermined slices of each slice, for kernels.

        Raises:
            LimitExceeded: more than ten million slices.
        """
        check_many(high - low)
        if_missing = effect_of(self.indicator.missing, self.unit)
        bad, base, unknown = ([each] * (high - low) for each in if_missing)
        for number, _, effect in self._table.slices(*self._table.places(low, high)):
            bad[number - low], base[number - low], unknown[number - low] = effect
        for first, last in _edges.pairs(self._excluded(low, high)):
            for column in (bad, base, unknown):
                column[first - low : last - low] = [0] * (last - first)
        return bad, base, unknown

    @cached_property
    def _units(self) -> tuple[int, bool]:
        return unit_of(self.indicator, self.series.totals, self.series.scale)

    @cached_property
    def _table(self) -> SliceTable:
        series = self.series
        out: list[int] = []
        if not series.is_empty():
            out = self._excluded(series.numbers[0], series.numbers[-1] + 1)
        rows = zip(series.numbers, series.goods, series.totals, strict=True)
        return SliceTable.of(
            (row for row in rows if not out or bisect_right(out, row[0]) % 2 == 0),
            judge_of_slices(self.indicator, series.scale, self.unit),
        )

    def _excluded(self, low: int, high: int) -> list[int]:
        """Return the excluded slices of a range as edges."""
        which = self.indicator.excluded_slice
        return excluded_slices(self.excluding, which, self.grid, low, high)

    def _reading(self, low: int, until: int, high: int, partial: PartialSlice) -> IndicatorReading:
        first, last = self._table.places(low, until)
        excluded = _edges.total(self._excluded(low, until))
        kinds = {kind: self._table.count(kind, first, last) for kind in SliceKind}
        kinds[SliceKind.EXCLUDED] = excluded
        kinds[SliceKind.MISSING] = until - low - excluded - (last - first)
        bad, base, unknown = self.sums(low, until)
        good_events, events = self._table.counted(first, last)
        is_exact = self._units[1]
        if not is_exact and base:
            share = rounded_units(Fraction(bad, base), MEAN_PLACES, ROUND_HALF_EVEN)
            bad = base // 10**MEAN_PLACES * share  # a base is whole slices of 10**36 parts
        return IndicatorReading(
            indicator=self.indicator,
            window=self.grid.span(low, high),
            measured=self.grid.span(low, until),
            slice=self.series.slice,
            slices=tuple((kind, number) for kind, number in kinds.items() if number),
            planned=high - low - _edges.total(self._excluded(low, high)),
            bad=Fraction(bad, self.unit),
            base=Fraction(base, self.unit),
            undetermined=unknown,
            good_events=Fraction(good_events, self.series.scale),
            total_events=Fraction(events, self.series.scale),
            unit=self.series.unit,
            partial=partial,
            counting=self.series.policies,
            is_approximate=not is_exact,
            findings=self.series.findings,
        )

    def _evidence(self, low: int, high: int) -> Iterator[Evidence]:
        """Yield runs of neighbouring slices that were not simply good."""
        excluded = self._excluded(low, high)
        seen = list(self._table.slices(*self._table.places(low, high)))
        known = _edges.union([_edges.normal((n, n + 1) for n, _, _ in seen), excluded])
        odd = {SliceKind.EXCLUDED: excluded, SliceKind.MISSING: _edges.complement(known, low, high)}
        for kind in (SliceKind.BAD, SliceKind.THIN, SliceKind.NO_TRAFFIC, SliceKind.MEASURED):
            odd[kind] = _edges.normal(
                (number, number + 1)
                for number, each, effect in seen
                if each is kind and (effect[0] or kind is not SliceKind.MEASURED)
            )
        for kind, edges in odd.items():
            for start, end in _edges.pairs(edges):
                yield self._stretch(kind, start, end)

    def _stretch(self, kind: SliceKind, start: int, end: int) -> Evidence:
        span = self.grid.span(start, end)
        good, total = self._table.counted(*self._table.places(start, end))
        failed = Fraction(total - good, self.series.scale)
        counted = f"{number_text(failed)} of {number_text(Fraction(total, self.series.scale))}"
        is_bad = kind is not SliceKind.EXCLUDED and self.sums(start, end)[0] > 0
        return Evidence(
            start=span.start,
            end=span.start + span.duration,
            kind="errors" if kind is SliceKind.MEASURED else kind.value,
            counted=span.duration if is_bad else timedelta(0),
            cause=f"{counted} {self.series.unit} bad" if total else "",
        )

    def __repr__(self) -> str:
        return f"<IndicatorSeries {self.indicator.name} over {self.series!r}>"
