"""Burn-rate alerts, their presets and what is wrong with them (R4.6 to R4.8, R4.12)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.budgets import (
    GOOGLE_28D,
    GOOGLE_30D,
    PYRRA_28D,
    AlertSeverity,
    BurnRateAlert,
    lint_alerts,
    lint_targets,
    target_buffer,
)
from svcmgmt.values import NoData, Severity

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PAGE = GOOGLE_30D[0]


class TestPresets:
    def test_the_rows_of_the_workbook_follow_from_shares_of_the_budget(self) -> None:
        assert [alert.factor for alert in GOOGLE_30D] == [Fraction("14.4"), 6, 3, 1]
        assert [alert.factor for alert in GOOGLE_28D] == [
            Fraction("13.44"),
            Fraction("5.6"),
            Fraction("2.8"),
            Fraction(14, 15),
        ]
        for preset in (GOOGLE_30D, GOOGLE_28D):
            assert [alert.budget_share for alert in preset] == [
                Fraction(each, 100) for each in (2, 5, 10, 10)
            ]
            assert [alert.short for alert in preset] == [
                5 * MINUTE,
                30 * MINUTE,
                2 * HOUR,
                6 * HOUR,
            ]
            assert [alert.severity.value for alert in preset] == ["page"] * 2 + ["ticket"] * 2

    def test_those_of_pyrra_have_whole_factors_and_wait(self) -> None:
        assert [alert.factor for alert in PYRRA_28D] == [14, 7, 2, 1]
        assert [alert.long for alert in PYRRA_28D] == [HOUR, 6 * HOUR, DAY, 4 * DAY]
        assert [alert.pending for alert in PYRRA_28D] == [2 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR]
        assert all(alert.window == 28 * DAY for alert in PYRRA_28D)


class TestBurnRateAlert:
    def test_both_windows_are_strictly_above_the_threshold(self) -> None:
        assert PAGE.threshold("99.9 %") == Fraction("0.0144")
        cases = [
            ("2 %", "2 %"),
            ("2 %", "0.1 %"),
            ("0.1 %", "2 %"),
            ("1.44 %", "1.44 %"),
            ("1.441 %", "1.441 %"),
        ]
        found = [PAGE.fires(long=long, short=short, target="99.9 %") for long, short in cases]
        assert found == [True, False, False, False, True]

    def test_at_a_hundred_percent_any_error_fires(self) -> None:
        assert PAGE.fires(long="0.1 %", short="0.1 %", target="100 %")
        assert not PAGE.fires(long="0 %", short="0.1 %", target="100 %")

    def test_detection_is_faster_the_more_goes_wrong(self) -> None:
        assert PAGE.detection_time("100 %", "99.9 %") == timedelta(seconds=51.84)
        assert PAGE.detection_time("2.88 %", "99.9 %") == HOUR / 2
        assert PYRRA_28D[0].detection_time("100 %", "99 %") == HOUR * 0.14 + 2 * MINUTE
        assert PAGE.reset_time == 5 * MINUTE

    def test_it_is_rounded_up_to_the_microsecond(self) -> None:
        alert = BurnRateAlert(
            factor=1,
            long=timedelta(microseconds=10),
            short=timedelta(microseconds=1),
            window=DAY,
        )
        assert alert.detection_time("100 %", "2/3") == timedelta(microseconds=4)

    @pytest.mark.parametrize("rate", ["1.44 %", "1 %", "0 %"])
    def test_it_never_fires_at_or_below_the_threshold(self, rate: str) -> None:
        assert PAGE.detection_time(rate, "99.9 %") == NoData("it never fires at this rate")

    def test_the_short_window_can_be_told(self) -> None:
        alert = BurnRateAlert.spending(
            "2 %", within=HOUR, window=30 * DAY, short=10 * MINUTE, severity=AlertSeverity.TICKET
        )
        assert str(alert) == "ticket: burn rate above 14.4 over 1:00:00 and 0:10:00"

    @pytest.mark.parametrize(
        ("name", "value", "error"),
        [
            ("factor", 0, InvalidValue),
            ("factor", 14.4, InvalidType),
            ("long", timedelta(0), InvalidValue),
            ("short", HOUR, InvalidValue),
            ("short", 5, InvalidType),
            ("window", -DAY, InvalidValue),
            ("pending", -MINUTE, InvalidValue),
            ("severity", "page", InvalidType),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, name: str, value: object, error: type[Exception]
    ) -> None:
        given: dict[str, Any] = {"factor": 1, "long": HOUR, "short": MINUTE, "window": DAY}
        with pytest.raises(error, match=name):
            BurnRateAlert(**{**given, name: value})


class TestLint:
    def test_a_threshold_that_no_error_rate_is_above(self) -> None:
        (finding,) = lint_alerts(GOOGLE_30D, target="90 %")
        assert (finding.code, finding.severity) == ("alert-never-fires", Severity.ERROR)
        assert (finding.pointer, finding.value) == ("/0", "an error rate above 144 %")
        alert = BurnRateAlert(factor=10, long=HOUR, short=MINUTE, window=DAY)
        assert [each.code for each in lint_alerts([alert], target="90 %")] == ["alert-never-fires"]
        assert lint_alerts([alert], target="90.1 %") == ()

    def test_a_long_window_beyond_that_of_the_objective(self) -> None:
        alert = BurnRateAlert(factor=2, long=2 * DAY, short=HOUR, window=DAY)
        (finding,) = lint_alerts([alert], target="99 %")
        assert (finding.code, finding.allowed) == ("alert-beyond-window", "at most 1 day, 0:00:00")

    def test_an_alert_that_fires_within_the_budget(self) -> None:
        (finding,) = lint_alerts(GOOGLE_28D, target="99 %")
        assert (finding.code, finding.pointer, finding.value) == (
            "alert-within-budget",
            "/3",
            "≈ 0.9333",
        )
        assert finding.severity is Severity.INFO

    def test_alerts_are_alerts(self) -> None:
        odd: Any = [14.4]
        with pytest.raises(InvalidType, match="alerts"):
            lint_alerts(odd, target="99 %")

    def test_an_internal_target_below_the_contract(self) -> None:
        assert target_buffer(slo="99.95 %", sla="99.9 %") == Fraction(1, 2000)
        assert lint_targets(slo="99.95 %", sla="99.9 %") == ()
        assert lint_targets(slo="99.9 %", sla="99.9 %") == ()
        (finding,) = lint_targets(slo="99.5 %", sla="99.9 %")
        assert (finding.code, finding.value, finding.allowed) == (
            "slo-below-sla",
            "99.5 %",
            "99.9 % or more",
        )
