"""What stands behind published and derived values for error budgets, alerts and objectives.

Of the suite of other engines' figures two are not reproduced, and are named: a binary float that
one engine asserts in place of 0.1, and a count that does not follow from its own assumptions.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
from adapters.vectors import DAY, HOUR, MINUTE, Vector, exactly, known

from svcmgmt.sla.budgets import (
    GOOGLE_28D,
    GOOGLE_30D,
    PYRRA_28D,
    AlertSeverity,
    BurnRateAlert,
    ErrorBudget,
    burn_factor,
)
from svcmgmt.sla.objectives import Tolerance, ToleranceKind, Verdict, at_least
from svcmgmt.values import Quantity, Ratio

Vectors = Callable[[str], Vector]


@pytest.fixture(scope="module")
def vector(corpus: Callable[[str], Path]) -> Vectors:
    """Give a vector by its name."""
    vectors = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))["vectors"]
    by_name = {each["id"]: each for each in vectors}
    return lambda name: by_name[name]


@pytest.fixture(scope="module")
def cases(corpus: Callable[[str], Path]) -> Callable[[str], list[Vector]]:
    """Give the vectors of an operation of other engines."""
    path = corpus("vectors/slo_alerting.json")
    vectors: list[Vector] = json.loads(path.read_text(encoding="utf-8"))["vectors"]
    return lambda op: [each for each in vectors if each["op"] == op]


def test_a_relative_tolerance_ends_exactly(vector: Vectors) -> None:
    case = vector("SLA-623-tol")
    given = case["inputs"]
    speed = at_least(
        Quantity(given["reference"], "kbit/s"),
        tolerance=Tolerance(Ratio.parse(str(given["tolerance"])), ToleranceKind.RELATIVE),
    )
    bound = exactly(case["expected"])
    assert speed.judge(Quantity(bound, "kbit/s")) is Verdict.TOLERATED
    assert speed.judge(Quantity(bound - Fraction(1, 10**9), "kbit/s")) is Verdict.VIOLATED


@pytest.mark.parametrize(
    ("name", "preset"), [("SLO-mwmbr", GOOGLE_30D), ("SLO-mwmbr28", GOOGLE_28D)]
)
def test_presets_are_the_published_rows(
    name: str, preset: tuple[BurnRateAlert, ...], vector: Vectors
) -> None:
    given = vector(name)["inputs"]
    for (percent, hours), alert in zip(given["rows"], preset, strict=True):
        window = given["days"] * DAY
        factor = burn_factor(Fraction(percent, 100), within=hours * HOUR, window=window)
        assert (alert.factor, alert.long, alert.window) == (factor, hours * HOUR, window)


def test_detection_time_is_exact(vector: Vectors) -> None:
    given = vector("SLO-detect")["inputs"]
    alert = BurnRateAlert(
        factor=str(given["factor"]),
        long=given["window_min"] * MINUTE,
        short=5 * MINUTE,
        window=30 * DAY,
    )
    time = alert.detection_time(exactly(given["err"]), exactly(given["target"]))
    assert known(time) == timedelta(seconds=51, milliseconds=840)


FLOAT_ARTEFACT: Final = "slo_alerting-009"
DOES_NOT_FOLLOW: Final = "slo_alerting-014"


class TestFiguresOfOtherEngines:
    """Burn-rate factors, alert windows and budgets as other engines assert them."""

    def test_presets_have_their_factors(self, cases: Callable[[str], list[Vector]]) -> None:
        for case in cases("burn_rate_factor"):
            given = case["input"]
            window = timedelta(seconds=given["slo_window_s"])
            long = timedelta(seconds=given["long_window_s"])
            preset = GOOGLE_30D if window == 30 * DAY else GOOGLE_28D
            alert = next(each for each in preset if each.long == long)
            assert float(alert.factor) == pytest.approx(case["expected"], abs=case["tolerance"])
            assert alert.short == timedelta(seconds=given["short_window_s"])
            assert alert.severity is AlertSeverity(given["severity"].partition("-")[0])

    def test_severities_of_alert_windows(self, cases: Callable[[str], list[Vector]]) -> None:
        for case, alert in zip(cases("alert_window"), PYRRA_28D, strict=True):
            is_page = case["input"]["severity"] == "critical"
            assert (alert.severity is AlertSeverity.PAGE) is is_page

    def test_the_error_budget_is_exact(self, cases: Callable[[str], list[Vector]]) -> None:
        (case,) = cases("error_budget_percent")
        assert case["id"] == FLOAT_ARTEFACT
        target = Ratio.parse(f"{case['input']['objective_percent']} %")
        percent = target.complement.value * 100
        assert percent == Fraction(1, 10)  # the engine asserts the float 0.09999999999999432
        assert float(percent) == pytest.approx(case["expected"], abs=1e-12)

    def test_occurrences(self, cases: Callable[[str], list[Vector]]) -> None:
        (case,) = cases("budget_occurrences")
        assert case["id"] == DOES_NOT_FOLLOW
        given = case["input"]
        events = given["window_d"] * given["events_per_day"]
        budget = ErrorBudget.of_counts(exactly(given["target"]), bad=0, total=events)
        # 5 % of all events may fail; the source takes 5 % of those that succeed at other times
        assert budget.allowed == 16_800
        succeeding = exactly(given["baseline_success"]) * budget.allowed
        assert succeeding == case["expected"]["failed_events_to_exhaust"]
