"""Burn-rate alerts at an instant (R4.7, algorithm 13.8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.budgets import AlertState, BurnRateAlert, alerts_at
from svcmgmt.sla.indicators import (
    EventSeries,
    Indicator,
    IndicatorSeries,
    MissingData,
    PartialSlice,
)
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import NoData

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
EIGHT = at("2026-10-26T08:00:00Z")
FAST = BurnRateAlert(factor=10, long=10 * MINUTE, short=2 * MINUTE, window=60 * MINUTE)
SLOW = BurnRateAlert(factor=2, long=30 * MINUTE, short=5 * MINUTE, window=60 * MINUTE)


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def series(
    bads: Sequence[int | None],
    missing: MissingData = MissingData.IGNORE,
    empty: EmptyBase = EmptyBase.UNDEFINED,
) -> IndicatorSeries:
    pairs = [None if bad is None else (100 - bad, 100) for bad in bads]
    return IndicatorSeries(
        indicator=Indicator(name="requests", missing=missing, empty=empty),
        series=EventSeries.of_slices(EIGHT, pairs, slice=MINUTE),
    )


def state(
    bads: Sequence[int | None],
    now: float,
    alert: BurnRateAlert = FAST,
    **policies: Any,  # noqa: ANN401
) -> AlertState:
    report = alerts_at(series(bads, **policies), [alert], target="99 %", at=minute(now))
    return report.readings[0].state


class TestStates:
    # 99 % and a factor of 10: the threshold is an error rate of 10 %
    def test_both_windows_above_the_threshold(self) -> None:
        assert state([0] * 8 + [51, 51], 10) is AlertState.FIRING

    def test_equal_to_the_threshold_is_not_above_it(self) -> None:
        assert state([10] * 10, 10) is AlertState.INACTIVE
        assert state([0] * 8 + [50, 50], 10) is AlertState.INACTIVE

    def test_the_short_window_resets_it(self) -> None:
        assert state([100] * 8 + [0, 0], 10) is AlertState.INACTIVE

    def test_nothing_known_is_undetermined(self) -> None:
        assert state([], 10) is AlertState.UNDETERMINED
        assert state([], 10, empty=EmptyBase.FULL) is AlertState.INACTIVE
        undetermined: dict[str, Any] = {"missing": MissingData.UNDETERMINED}
        assert state([None, *[100] * 9], 10, **undetermined) is AlertState.UNDETERMINED

    def test_one_window_that_is_not_above_decides(self) -> None:
        undetermined: dict[str, Any] = {"missing": MissingData.UNDETERMINED}
        assert state([None, *[100] * 7, 0, 0], 10, **undetermined) is AlertState.INACTIVE
        assert state([0] * 9, 10) is AlertState.INACTIVE

    def test_it_may_have_to_wait(self) -> None:
        alert = BurnRateAlert(
            factor=10, long=2 * MINUTE, short=MINUTE, window=60 * MINUTE, pending=3 * MINUTE
        )
        bads: Sequence[int | None] = [0, 0, 100, 100, 100, 100, 100]
        found = [state(bads, now, alert) for now in range(2, 8)]
        assert found == [
            AlertState.INACTIVE,
            AlertState.PENDING,
            AlertState.PENDING,
            AlertState.PENDING,
            AlertState.FIRING,
            AlertState.FIRING,
        ]

    @pytest.mark.parametrize(
        ("partial", "expected"),
        [(PartialSlice.EXCLUDED, AlertState.INACTIVE), (PartialSlice.INCLUDED, AlertState.FIRING)],
    )
    def test_the_running_slice_counts_if_told(
        self, partial: PartialSlice, expected: AlertState
    ) -> None:
        report = alerts_at(
            series([0] * 9 + [20, 100]), [FAST], target="99 %", at=minute(10.5), partial=partial
        )
        assert report.readings[0].state is expected


class TestReports:
    def test_one_alert_is_enough(self) -> None:
        report = alerts_at(series([5] * 30), [FAST, SLOW], target="99 %", at=minute(30))
        assert [each.state for each in report.readings] == [
            AlertState.INACTIVE,
            AlertState.FIRING,
        ]
        assert report.firing == (SLOW,)
        assert report.fires is True
        assert alerts_at(series([0] * 30), [FAST], target="99 %", at=minute(30)).fires is False

    def test_without_any_an_undetermined_one_leaves_it_open(self) -> None:
        report = alerts_at(series([]), [FAST, SLOW], target="99 %", at=minute(30))
        assert report.fires == NoData("2 alerts are undetermined")

    def test_burn_rates_and_what_they_spent(self) -> None:
        report = alerts_at(series([0] * 25 + [6] * 5), [SLOW], target="99 %", at=minute(30))
        (reading,) = report.readings
        assert reading.burn_long == 1
        assert reading.burn_short == 6
        assert reading.spent == Fraction(1, 2)

    def test_the_budget_of_the_window_and_how_long_it_lasts(self) -> None:
        report = alerts_at(series([0] * 54 + [1] * 6), [SLOW], target="99 %", at=minute(60))
        assert report.budget.remaining_ratio == Fraction(9, 10)
        assert report.readings[0].burn_long == Fraction(1, 5)
        assert report.time_to_exhaustion == timedelta(minutes=270)

    def test_what_is_not_known_is_told(self) -> None:
        report = alerts_at(series([]), [SLOW], target="99 %", at=minute(60))
        assert report.time_to_exhaustion == NoData("no events to have a budget of")
        assert report.readings[0].spent == NoData("no events to measure by")
        recovered = alerts_at(series([1] * 10), [FAST], target="99 %", at=minute(40))
        assert recovered.time_to_exhaustion == NoData("no burn rate is known")

    def test_at_a_hundred_percent_errors_fire_without_a_burn_rate(self) -> None:
        report = alerts_at(series([1] * 30), [SLOW], target="100 %", at=minute(30))
        assert report.fires is True
        assert report.readings[0].burn_long == NoData("a target of 100 % leaves no budget")

    @pytest.mark.parametrize(
        "alerts",
        [[], [FAST, BurnRateAlert(factor=1, long=DAY, short=MINUTE, window=2 * DAY)]],
    )
    def test_alerts_are_for_one_window(self, alerts: list[BurnRateAlert]) -> None:
        with pytest.raises(InvalidValue, match="one or more alerts for one window"):
            alerts_at(series([]), alerts, target="99 %", at=minute(30))

    def test_windows_are_whole_slices(self) -> None:
        odd = BurnRateAlert(factor=1, long=10 * MINUTE, short=MINUTE / 2, window=60 * MINUTE)
        with pytest.raises(InvalidValue, match=r"short: .* whole slices"):
            alerts_at(series([]), [odd], target="99 %", at=minute(30))

    def test_a_pending_time_is_looked_at_slice_by_slice_but_not_without_end(self) -> None:
        odd = BurnRateAlert(
            factor=1, long=2 * MINUTE, short=MINUTE, window=DAY, pending=80_000 * DAY
        )
        with pytest.raises(LimitExceeded, match="slices"):
            alerts_at(series([]), [odd], target="99 %", at=minute(30))

    def test_arguments_of_another_kind_are_refused(self) -> None:
        odd: Any = ["14.4"]
        with pytest.raises(InvalidType, match="alerts"):
            alerts_at(series([]), odd, target="99 %", at=minute(30))
        with pytest.raises(InvalidType, match="series"):
            alerts_at(odd, [FAST], target="99 %", at=minute(30))


class TestTelling:
    def test_a_report_is_explained(self) -> None:
        report = alerts_at(series([5] * 60), [FAST, SLOW], target="99 %", at=minute(60))
        lines = report.explain(ZoneInfo("Europe/Berlin")).splitlines()
        assert lines[0] == "1 of 2 alerts fire at Mon 2026-10-26 10:00+01:00"
        assert [" ".join(line.split()) for line in lines[1:4]] == [
            "severity factor long short burn long burn short spent state",
            "page 10 0:10:00 0:02:00 5 5 ≈ 83.3333 % inactive",
            "page 2 0:30:00 0:05:00 5 5 250 % firing",
        ]
        assert lines[4:] == [
            "error budget of 99 %: -400 % left, 300 of 60 events spent",
            "at the highest burn rate it lasts: 0:00:00",
        ]
        assert report._repr_mimebundle_() == {"text/plain": report.explain()}
        assert repr(report) == "<AlertReport 1 of 2 alerts fire>"

    def test_what_is_not_known_is_said(self) -> None:
        text = alerts_at(series([]), [FAST], target="99 %", at=minute(60)).explain()
        assert "at the highest burn rate it lasts: no events to have a budget of" in text

    def test_it_is_rows_for_a_table(self) -> None:
        (row,) = alerts_at(series([5] * 55), [SLOW], target="99 %", at=minute(60)).as_rows()
        assert row == {
            "at": "2026-10-26T09:00:00Z",
            "severity": "page",
            "factor": 2.0,
            "long_s": 1800.0,
            "short_s": 300.0,
            "burn_long": 5.0,
            "burn_short": None,
            "spent": 2.5,
            "missing_share": 1 / 6,
            "state": "undetermined",
        }
