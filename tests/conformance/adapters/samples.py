"""Figures of samples: shares, percentiles, confidence, control charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from adapters.vectors import Adapter, Vector, exactly, known
from svcmgmt.sla import Verdict
from svcmgmt.sla.objectives import at_least, at_most
from svcmgmt.statistics import (
    PercentileMethod,
    allowed_misses,
    c_chart,
    clopper_pearson,
    p_chart,
    percentile,
    wilson,
    xmr_chart,
)
from svcmgmt.values import Ratio

__all__ = ["ADAPTERS"]

METHODS: Final = {
    "nearest_rank": PercentileMethod.NEAREST_RANK,
    "type6": PercentileMethod.WEIBULL,
    "type7": PercentileMethod.LINEAR,
}


def percentiles(case: Vector) -> object:
    """One percentile by each method."""
    values, wanted = case["inputs"]["x"], exactly(case["inputs"]["p"])
    return {name: percentile(values, wanted, method=method) for name, method in METHODS.items()}


def compliance(case: Vector) -> object:
    """How many values keep a target, and whether that is enough."""
    given = case["inputs"]
    promise = at_most(given["target"])
    met = sum(promise.judge(value) is Verdict.MET for value in given["x"])
    share = Ratio(met, len(given["x"]))
    required = at_least(Ratio(exactly(given["required"]), 1))
    return {
        "met": met,
        "pct": share.value * 100,
        "passed": required.judge(share) is Verdict.MET,
    }


def misses(case: Vector) -> object:
    """How many misses a required share allows."""
    required = exactly(case["inputs"]["required"])
    return [allowed_misses(total, required) for total in case["inputs"]["n"]]


def _bounds(make: Callable[..., Any]) -> Adapter:
    def answer(case: Vector) -> object:
        given = case["inputs"]
        interval = make(Ratio(given["k"], given["n"]), confidence=exactly(given["conf"]))
        return [interval.low, interval.high]

    return answer


def chart_of_shares(case: Vector) -> object:
    """Centre and limits of a chart of shares."""
    bad, samples, size = (case["inputs"][name] for name in ("defectives", "samples", "n"))
    each, more = divmod(bad, samples)
    counts = [each + (index < more) for index in range(samples)]
    return _limits(p_chart([Ratio(count, size) for count in counts]), "pbar")


def chart_of_counts(case: Vector) -> object:
    """Centre and limits of a chart of counts."""
    return _limits(c_chart(case["inputs"]["counts"]), "cbar")


def chart_of_values(case: Vector) -> object:
    """Centre, moving range and limits of a chart of single values."""
    chart = known(xmr_chart(case["inputs"]["x"]))
    return {"mr": chart.mean_moving_range, **_limits(chart, "mean")}


def _limits(chart: Any, centre: str) -> dict[str, object]:  # noqa: ANN401 - a chart or no data
    point = known(chart).points[0]
    return {centre: chart.centre, "ucl": point.upper, "lcl": point.lower}


ADAPTERS: Final[dict[str, Adapter]] = {
    "percentiles": percentiles,
    "compliance": compliance,
    "allowed_misses": misses,
    "wilson": _bounds(wilson),
    "clopper": _bounds(clopper_pearson),
    "pchart": chart_of_shares,
    "cchart": chart_of_counts,
    "xmr": chart_of_values,
}
