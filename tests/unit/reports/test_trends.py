"""Trends: differences in their own units, and the chart that fits the kind of values."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from reporting import at

from svcmgmt.reports import PastResult, Trend
from svcmgmt.reports.trends import difference, difference_text
from svcmgmt.sla.objectives import Value, Verdict
from svcmgmt.statistics import ControlChart
from svcmgmt.values import NoData, Quantity, Ratio


def trend(
    *values: Value | NoData, labels: list[str] | None = None, is_counted: bool = False
) -> Trend:
    """Return the trend of some months."""
    names = labels or [f"2026-{month:02d}" for month in range(1, len(values) + 1)]
    return Trend(
        points=[
            PastResult(
                objective="o", subject="s", label=label, value=value, verdict=Verdict.MET,
                start=at(f"2026-{month:02d}-01T00:00:00Z"),
            )
            for month, (label, value) in enumerate(zip(names, values, strict=True), 1)
        ],
        is_counted=is_counted,
    )  # fmt: skip


class TestDifferences:
    @pytest.mark.parametrize(
        ("old", "new", "text"),
        [
            (Ratio(1, 2), Ratio(3, 4), "+25.0000 points"),
            (Ratio(1, 3), Ratio(1, 4), "≈ -8.3333 points"),
            (Ratio(10**8, 10**8), Ratio(10**8 - 1, 10**8), "-0.000001000000 points"),
            (Ratio(1, 2), Ratio(1, 2), "0.0000 points"),
            (timedelta(hours=2), timedelta(hours=1), "-1:00:00"),
            (3, 5, "+2"),
            (Quantity(3, "ms"), Quantity(5, "ms"), "+2 ms"),
            (Quantity(5, "ms"), Quantity(3, "ms"), "-2 ms"),
            (Quantity(5, "ms"), Quantity(3, "s"), ""),
            (NoData("none"), 3, ""),
        ],
    )
    def test_have_a_sign_and_a_unit(self, old: Value, new: Value, text: str) -> None:
        assert difference_text(difference(old, new)) == text

    def test_of_different_kinds_are_no_data(self) -> None:
        assert difference(3, Ratio(1, 2)) == NoData("values of different kinds")
        assert difference(NoData("x"), Ratio(1, 2)) == NoData("nothing to compare with")


class TestCharts:
    def test_few_points_have_none(self) -> None:
        assert isinstance(trend(1, 2, 3).chart, NoData)
        assert trend(1, 2, 3).signal == ()
        assert trend(1).change == NoData("no earlier value")
        assert repr(trend(1, 2)) == "<Trend of 2 periods>"

    @pytest.mark.parametrize(
        ("values", "is_counted"),
        [
            ([Ratio(9, 10)] * 8, True),
            ([Ratio(9, 10)] * 8, False),
            ([timedelta(hours=1)] * 8, False),
            ([3] * 8, False),
            ([-3] * 8, False),
            ([Quantity(3, "ms")] * 8, False),
        ],
    )
    def test_each_kind_of_values_has_one(self, values: list[Value], *, is_counted: bool) -> None:
        assert isinstance(trend(*values, is_counted=is_counted).chart, ControlChart)

    @pytest.mark.parametrize(
        "values", [[3] * 8 + [Ratio(1, 2)], [Quantity(3, "ms")] * 8 + [Quantity(3, "s")]]
    )
    def test_values_of_different_kinds_have_none(self, values: list[Value]) -> None:
        assert trend(*values).chart == NoData("values of different kinds")

    def test_points_of_one_name_have_none(self) -> None:
        assert trend(*[3] * 8, labels=["2026-01"] * 8).chart == NoData(
            "several values of one period"
        )

    def test_a_last_point_without_value_is_no_signal(self) -> None:
        assert trend(*[3] * 8, NoData("none")).signal == ()
        assert isinstance(trend(*[3] * 8, NoData("none")).chart, ControlChart)

    def test_no_points_are_no_trend(self) -> None:
        assert Trend(points=()).signal == ()

    def test_odd_bases_are_rounded_to_what_a_chart_can_write(self) -> None:
        chart = trend(*[Ratio(n, 7 * n + 1) for n in range(1, 9)]).chart
        assert isinstance(chart, ControlChart)
        assert all(
            Fraction(10**12) % Fraction(each.value).denominator == 0 for each in chart.points
        )


def test_a_point_says_what_it_was() -> None:
    assert str(trend(3).points[0]) == "2026-01: 3, met"
