"""What pictures keep, whatever they are of: parts inside, and rows that are the result's."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction

from attrs import evolve
from hypothesis import given, strategies as st
from pictures import check_inside, check_picture

from svcmgmt.calendars import PeriodKind, weekly
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    Maintenance,
    Outage,
    Overlap,
    WhenUnknown,
    availability_of,
)
from svcmgmt.sla.budgets import ErrorBudget
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    EventSeries,
    Indicator,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import NoData, Ratio
from svcmgmt.views import (
    HeatLevel,
    Lanes,
    burn_down,
    compliance_trend,
    heat_strip,
    outage_timeline,
)

START = at("2026-10-20T00:00:00Z")
MINUTE = timedelta(minutes=1)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia"])
NAMES = st.text(max_size=60)


@st.composite
def times(draw: st.DrawFn, most: int = 20_000) -> Interval:
    start = draw(st.integers(-500, most))
    return Interval(START + start * MINUTE, START + (start + draw(st.integers(0, 3_000))) * MINUTE)


OUTAGES = st.builds(
    Outage,
    id=st.text("ab", max_size=3),
    during=times(),
    weight=st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(3, 10)]),
    cause=NAMES,
    scope=st.sampled_from(["", "Bonn"]),
)
LEFT_OUT = st.one_of(
    st.builds(
        Exclusion,
        category=st.sampled_from(ExclusionCategory),
        during=times() | st.just(weekly("Sun 02:00-06:00", zone="UTC")),
    ),
    st.builds(Maintenance, planned=times(), id=st.text("ab", max_size=3)),
)
POLICIES = st.builds(
    AvailabilityPolicies,
    unknown=st.sampled_from(WhenUnknown),
    overlap=st.sampled_from(Overlap),
)


@st.composite
def services(draw: st.DrawFn) -> Availability:
    days = draw(st.integers(1, 60))
    return availability_of(
        draw(st.lists(OUTAGES, max_size=8)),
        within=Interval(START, START + timedelta(days=days)),
        service_time=draw(
            st.sampled_from([weekly("Mon-Sun 00:00-24:00", zone="UTC"),
                             weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")])
        ),
        exclusions=draw(st.lists(LEFT_OUT, max_size=5)),
        unknown=draw(st.lists(times(), max_size=2).map(IntervalSet.of)),
        policies=draw(POLICIES),
        subject=draw(NAMES),
    )  # fmt: skip


TARGETS = st.sampled_from(["0 %", "95 %", "99.9 %", "100 %"])


class TestHeatStrip:
    @given(st.lists(services(), max_size=4), TARGETS, ZONES)
    def test_it_lies_within_its_canvas(
        self, some: list[Availability], target: str, zone: str
    ) -> None:
        check_picture(heat_strip(some, target=target, zone=zone))

    @given(services(), st.sampled_from([*PeriodKind][:4]), ZONES)
    def test_its_cells_add_up_to_the_availability(
        self, service: Availability, every: PeriodKind, zone: str
    ) -> None:
        strip = heat_strip([service], target="99 %", every=every, zone=zone)
        (row,) = strip.rows
        assert sum((cell.base for cell in row.cells), timedelta(0)) == service.base
        assert row.value == service.ratio
        if isinstance(service.ratio, NoData):
            assert row.count(HeatLevel.NO_DATA) >= 1
        elif service.policies.overlap is not Overlap.SUM:  # which may lose more than there is
            shares = [cell.value for cell in row.cells if not isinstance(cell.value, NoData)]
            lost = sum(share.complement.good for share in shares)
            assert lost == service.ratio.complement.good

    @given(services())
    def test_each_cell_is_the_availability_of_its_day(self, service: Availability) -> None:
        (row,) = heat_strip([service], target="99 %", every=PeriodKind.DAY).rows
        for cell in row.cells:
            alone = evolve(service, within=cell.period.interval)
            assert cell.base == alone.base
            if isinstance(cell.value, NoData):
                assert isinstance(alone.ratio, NoData)
            else:
                assert cell.value == alone.ratio

    @given(services(), ZONES)
    def test_its_rows_are_its_cells(self, service: Availability, zone: str) -> None:
        strip = heat_strip([service], target="99 %", zone=zone)
        (row,) = strip.rows
        told = [(each["period"], each["level"], each["availability"]) for each in strip.as_rows()]
        assert told == [
            (
                cell.period.label,
                cell.level.value,
                None if isinstance(cell.value, NoData) else float(cell.value.value),
            )
            for cell in row.cells
        ]


class TestTimeline:
    @given(st.lists(services(), max_size=4), st.sampled_from(Lanes), ZONES)
    def test_it_lies_within_its_canvas(
        self, some: list[Availability], by: Lanes, zone: str
    ) -> None:
        check_picture(outage_timeline(some, by=by, zone=zone))

    @given(services(), st.sampled_from(Lanes))
    def test_its_rows_are_the_facts_of_the_period(self, service: Availability, by: Lanes) -> None:
        rows = outage_timeline([service], by=by).as_rows()
        period = service.period
        outages = [each for each in service.facts.outages if each.during.overlaps(period)]
        found = [row for row in rows if row["kind"] in {"outage", "partial outage"}]
        assert sorted(str(row["name"]) for row in found) == sorted(map(str, outages))
        lengths = [(each.during & period).duration.total_seconds() for each in outages]
        assert sorted(float(row["duration_s"] or 0) for row in found) == sorted(lengths)

    @given(services())
    def test_both_kinds_of_lanes_hold_the_same(self, service: Availability) -> None:
        def held(by: Lanes) -> list[str]:
            rows = outage_timeline([service], by=by).as_rows()
            return sorted(json.dumps({**row, "lane": ""}, sort_keys=True) for row in rows)

        assert held(Lanes.SERVICE) == held(Lanes.CAUSE)


COUNTED_BY = st.one_of(
    st.builds(
        Indicator,
        name=NAMES,
        missing=st.sampled_from([MissingData.IGNORE, MissingData.UNDETERMINED]),
    ),
    st.builds(
        Indicator,
        name=NAMES,
        method=st.just(BudgetingMethod.TIMESLICES),
        slice_target=st.just("90 %"),
        missing=st.sampled_from(MissingData),
    ),
    st.builds(
        Indicator,
        name=NAMES,
        method=st.just(BudgetingMethod.RATIO_TIMESLICES),
        missing=st.sampled_from(MissingData),
    ),
)


@st.composite
def indicators(draw: st.DrawFn) -> IndicatorSeries:
    totals = draw(st.lists(st.integers(0, 50), min_size=1, max_size=60))
    pairs = [(draw(st.integers(0, total)), total) for total in totals]
    return IndicatorSeries(
        indicator=draw(COUNTED_BY),
        series=EventSeries.of_slices(START, pairs, slice=60 * MINUTE),
    )


class TestBurnDown:
    @given(indicators(), TARGETS, st.integers(1, 80), st.integers(0, 80), ZONES)
    def test_it_lies_within_its_canvas_and_ends_where_the_budget_stands(
        self, series: IndicatorSeries, target: str, hours: int, past: int, zone: str
    ) -> None:
        window = Interval(START, START + hours * 60 * MINUTE)
        now = START + past * 60 * MINUTE
        burn = burn_down(series, window, target=target, as_of=now, zone=zone)
        check_picture(burn)
        budget = ErrorBudget.of(series.over(window, as_of=now), target)
        assert burn.points[-1].left == budget.remaining_ratio
        assert len(burn.as_rows()) == len(burn.points)

    @given(indicators(), TARGETS)
    def test_it_never_rises(self, series: IndicatorSeries, target: str) -> None:
        window = Interval(START, START + 60 * 60 * MINUTE)
        burn = burn_down(series, window, target=target)
        left = [each.left for each in burn.points if not isinstance(each.left, NoData)]
        assert left == sorted(left, reverse=True)


SHARES = st.one_of(
    st.integers(1, 10_000).flatmap(
        lambda total: st.integers(0, total).map(lambda good: Ratio(good, total))
    ),
    st.just(NoData("nothing")),
)


class TestTrend:
    @given(
        st.lists(st.tuples(NAMES, SHARES), max_size=30),
        TARGETS,
        st.sampled_from([None, "50 %", "95 %", "99.99 %"]),
    )
    def test_it_lies_within_its_canvas_and_tells_what_it_was_given(
        self, periods: list[tuple[str, Ratio | NoData]], target: str, confidence: str | None
    ) -> None:
        trend = compliance_trend(periods, target=target, confidence=confidence)
        check_picture(trend)
        told = [(row["period"], row["share"]) for row in trend.as_rows()]
        assert told == [
            (name, None if isinstance(share, NoData) else float(share.value))
            for name, share in periods
        ]

    @given(st.integers(0, 10**9), st.integers(0, 10**9))
    def test_shares_that_nearly_agree_are_drawn(self, one: int, other: int) -> None:
        periods = [("a", Ratio(one, 10**9)), ("b", Ratio(other, 10**9))]
        check_inside(compliance_trend(periods, target=periods[0][1], confidence=None).svg())
