"""Published and derived values for shares, percentiles and control charts."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from svcmgmt.statistics import (
    ControlChart,
    PercentileMethod,
    allowed_misses,
    c_chart,
    chi_square_quantile,
    clopper_pearson,
    p_chart,
    percentile,
    wilson,
    xmr_chart,
)
from svcmgmt.values import NoData, Ratio

Vector = dict[str, Any]
METHODS = {
    "nearest_rank": PercentileMethod.NEAREST_RANK,
    "type6": PercentileMethod.WEIBULL,
    "type7": PercentileMethod.LINEAR,
}


@pytest.fixture(scope="module")
def vector(corpus: Callable[[str], Path]) -> Callable[[str], Vector]:
    """Give a vector by its name."""
    vectors = json.loads(corpus("vectors/spec.json").read_text(encoding="utf-8"))["vectors"]
    by_name = {each["id"]: each for each in vectors}
    return lambda name: by_name[name]


def share(number: float) -> Fraction:
    """Return the decimal that a document means by a float."""
    return Fraction(str(number))


def made(chart: ControlChart | NoData) -> ControlChart:
    assert isinstance(chart, ControlChart)
    return chart


@pytest.mark.parametrize(
    ("name", "make"), [("TK-wilson", wilson), ("TK-wilson0", wilson), ("TK-cp", clopper_pearson)]
)
def test_intervals(name: str, make: Any, vector: Callable[[str], Vector]) -> None:  # noqa: ANN401
    case = vector(name)
    given = case["inputs"]
    interval = make(Ratio(given["k"], given["n"]), confidence=share(given["conf"]))
    assert [interval.low, interval.high] == pytest.approx(case["expected"], abs=case["tolerance"])


def test_allowed_misses(vector: Callable[[str], Vector]) -> None:
    case = vector("TK-compl-allow")
    required = share(case["inputs"]["required"])
    found = [allowed_misses(total, required) for total in case["inputs"]["n"]]
    assert found == case["expected"]


def test_percentiles(vector: Callable[[str], Vector]) -> None:
    case = vector("TK-pct")
    values, wanted = case["inputs"]["x"], share(case["inputs"]["p"])
    for name, expected in case["expected"].items():
        assert percentile(values, wanted, method=METHODS[name]) == share(expected)


def test_the_default_percentile_agrees_with_counting(vector: Callable[[str], Vector]) -> None:
    case = vector("TK-compl")
    values, target = case["inputs"]["x"], case["inputs"]["target"]
    required = share(case["inputs"]["required"])
    assert sum(value <= target for value in values) == case["expected"]["met"]
    assert (percentile(values, required) <= target) is case["expected"]["passed"]


def test_a_chart_of_shares(vector: Callable[[str], Vector]) -> None:
    case = vector("TK-pchart")
    bad, samples, size = (case["inputs"][name] for name in ("defectives", "samples", "n"))
    each, more = divmod(bad, samples)
    counts = [each + (index < more) for index in range(samples)]
    chart = made(p_chart([Ratio(count, size) for count in counts]))
    point = chart.points[0]
    found = {"pbar": chart.centre, "ucl": point.upper, "lcl": point.lower}
    for name, expected in case["expected"].items():
        assert float(found[name]) == pytest.approx(expected, abs=case["tolerance"])


def test_a_chart_of_counts(vector: Callable[[str], Vector]) -> None:
    case = vector("TK-cchart")
    point = made(c_chart(case["inputs"]["counts"])).points[0]
    found = {"cbar": point.centre, "ucl": point.upper, "lcl": point.lower}
    assert found == case["expected"]


def test_a_chart_of_single_values(vector: Callable[[str], Vector]) -> None:
    case = vector("TK-xmr")
    chart = made(xmr_chart(case["inputs"]["x"]))
    point = chart.points[0]
    found = {
        "mean": chart.centre,
        "mr": chart.mean_moving_range,
        "ucl": point.upper,
        "lcl": point.lower,
    }
    assert found == {name: share(expected) for name, expected in case["expected"].items()}


def test_the_lower_bound_of_a_time_between_failures(vector: Callable[[str], Vector]) -> None:
    case = vector("AV-mtbf-ci")
    found = [
        2 * time / chi_square_quantile(share(confidence), 2 * failures + 2)
        for time, failures, confidence in case["inputs"]["cases"]
    ]
    assert found == pytest.approx(case["expected"], abs=case["tolerance"])
