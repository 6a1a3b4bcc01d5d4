"""What error budgets and their alerts keep (invariants I17 and I18)."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, strategies as st

from svcmgmt.sla.budgets import (
    DEFAULT_BUDGET_POLICY,
    AlertState,
    BudgetLevel,
    BurnRateAlert,
    CompositePart,
    ErrorBudget,
    alert_history,
    alerts_at,
    burn_rate,
    composite,
    time_to_exhaustion,
)
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    EventSeries,
    Indicator,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import NoData

MINUTE = timedelta(minutes=1)
EIGHT = at("2026-10-26T08:00:00Z")
SHARES = st.fractions(0, 1, max_denominator=200)
TARGETS = st.fractions(0, Fraction(199, 200), max_denominator=200)
BADS = st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=40)
METHODS = st.sampled_from(BudgetingMethod)


def minute(number: int) -> datetime:
    return EIGHT + number * MINUTE


def series(
    bads: list[Any],
    method: BudgetingMethod = BudgetingMethod.OCCURRENCES,
    missing: MissingData = MissingData.IGNORE,
) -> IndicatorSeries:
    pairs = [None if bad is None else (100 - bad, 100) for bad in bads]
    target = "80 %" if method is BudgetingMethod.TIMESLICES else None
    indicator = Indicator(name="x", method=method, slice_target=target, missing=missing)
    return IndicatorSeries(
        indicator=indicator, series=EventSeries.of_slices(EIGHT, pairs, slice=MINUTE)
    )


def alerts(
    draw: st.DrawFn,
) -> BurnRateAlert:
    long = draw(st.integers(2, 12))
    return BurnRateAlert(
        factor=draw(st.fractions(Fraction(1, 4), 20, max_denominator=4)),
        long=long * MINUTE,
        short=draw(st.integers(1, long - 1)) * MINUTE,
        window=60 * MINUTE,
        pending=draw(st.integers(0, 3)) * MINUTE,
    )


ALERTS = st.composite(alerts)()


class TestBudgets:
    @given(TARGETS, st.integers(1, 1000))
    def test_a_burn_rate_of_one_consumes_exactly_the_budget(
        self, target: Fraction, total: int
    ) -> None:
        budget = ErrorBudget.of_counts(target, bad=(1 - target) * total, total=total)
        assert budget.burn_rate == 1
        assert budget.remaining == 0
        assert budget.remaining_ratio == 0
        window = 30 * timedelta(days=1)
        assert time_to_exhaustion(window, 1) == window

    @given(TARGETS, SHARES)
    def test_a_burn_rate_tells_the_error_rate(self, target: Fraction, rate: Fraction) -> None:
        burn = burn_rate(rate, target)
        assert not isinstance(burn, NoData)
        assert burn * (1 - target) == rate

    @given(BADS, TARGETS, METHODS)
    def test_what_is_allowed_is_spent_or_left(
        self, bads: list[Any], target: Fraction, method: BudgetingMethod
    ) -> None:
        reading = series(bads, method).over(Interval(minute(0), minute(40)))
        budget = ErrorBudget.of(reading, target)
        left = budget.remaining
        assert not isinstance(left, NoData)
        assert budget.consumed + left == budget.allowed == (1 - target) * reading.base

    @given(BADS, TARGETS, st.integers(0, 40))
    def test_splitting_a_window_adds_consumption_up(
        self, bads: list[Any], target: Fraction, cut: int
    ) -> None:
        whole, *parts = (
            ErrorBudget.of(series(bads).over(Interval(minute(start), minute(end))), target)
            for start, end in ((0, 40), (0, cut), (cut, 40))
        )
        assert whole.consumed == sum(part.consumed for part in parts)
        assert whole.allowed == sum(part.allowed for part in parts)

    @given(BADS, TARGETS, TARGETS)
    def test_a_stricter_target_leaves_less(
        self, bads: list[Any], one: Fraction, other: Fraction
    ) -> None:
        lax, strict = sorted((one, other))
        reading = series(bads).over(Interval(minute(0), minute(40)))
        left = [ErrorBudget.of(reading, target).remaining for target in (lax, strict)]
        assert not any(isinstance(each, NoData) for each in left)
        assert left[0] >= left[1]  # type: ignore[operator]

    @given(TARGETS, st.integers(0, 200), st.integers(0, 200))
    def test_spending_more_never_improves_the_level(
        self, target: Fraction, one: int, other: int
    ) -> None:
        names = [level.name for level in DEFAULT_BUDGET_POLICY.levels]
        levels = [
            DEFAULT_BUDGET_POLICY.level(ErrorBudget.of_counts(target, bad=bad, total=200))
            for bad in sorted((one, other))
        ]
        first, second = (
            names.index(level.name) for level in levels if isinstance(level, BudgetLevel)
        )
        assert first >= second

    @given(BADS, METHODS)
    def test_a_composite_of_one_is_that_one(self, bads: list[Any], method: BudgetingMethod) -> None:
        window = Interval(minute(0), minute(40))
        single = series(bads, method)
        together = composite([CompositePart(series=single)] * 2, window)
        assert together.value == single.over(window).value or isinstance(together.value, NoData)


class TestAlerts:
    @given(ALERTS, SHARES, SHARES, TARGETS)
    def test_both_windows_are_more_than_one(
        self, alert: BurnRateAlert, long: Fraction, short: Fraction, target: Fraction
    ) -> None:
        if alert.fires(long=long, short=short, target=target):
            assert alert.fires(long=long, short=Fraction(1), target=target)
            assert alert.fires(long=Fraction(1), short=short, target=target)
            assert long > alert.threshold(target)

    @given(ALERTS, SHARES, SHARES, TARGETS, TARGETS)
    def test_raising_the_target_never_unfires(
        self,
        alert: BurnRateAlert,
        long: Fraction,
        short: Fraction,
        one: Fraction,
        other: Fraction,
    ) -> None:
        lax, strict = sorted((one, other))
        if alert.fires(long=long, short=short, target=lax):
            assert alert.fires(long=long, short=short, target=strict)

    @given(ALERTS, TARGETS, SHARES)
    def test_an_alert_detects_exactly_what_it_fires_at(
        self, alert: BurnRateAlert, target: Fraction, rate: Fraction
    ) -> None:
        time = alert.detection_time(rate, target)
        fires = alert.fires(long=rate, short=rate, target=target)
        assert fires is not isinstance(time, NoData)
        if not isinstance(time, NoData):
            assert time <= alert.long + alert.pending + timedelta(microseconds=1)

    @given(
        BADS,
        st.lists(ALERTS, min_size=1, max_size=2),
        TARGETS,
        st.sampled_from([MissingData.IGNORE, MissingData.UNDETERMINED]),
    )
    def test_a_history_is_what_each_look_says(
        self, bads: list[Any], chosen: list[BurnRateAlert], target: Fraction, missing: MissingData
    ) -> None:
        whole = series(bads, missing=missing)
        within = Interval(minute(70), minute(110))
        shifted = IndicatorSeries(
            indicator=whole.indicator,
            series=EventSeries(
                slice=MINUTE,
                numbers=[number + 70 for number in whole.series.numbers],
                goods=whole.series.goods,
                totals=whole.series.totals,
            ),
        )
        history = alert_history(shifted, chosen, target=target, within=within)
        for look in range(73, 110):
            report = alerts_at(shifted, chosen, target=target, at=minute(look))
            states = [each.state for each in report.readings]
            for alert, state, unknown in zip(chosen, states, history.undetermined, strict=True):
                assert (minute(look) in unknown) is (state is AlertState.UNDETERMINED)
                if chosen.count(alert) == 1:
                    assert (minute(look) in history.fired(alert)) is (state is AlertState.FIRING)
