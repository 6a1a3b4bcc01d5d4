"""Control charts: centres, limits, signals, and what they are told with (R6.12)."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics import (
    ChartKind,
    ChartSample,
    ControlChart,
    RunRule,
    c_chart,
    p_chart,
    u_chart,
    xmr_chart,
)
from svcmgmt.values import NO_DATA, NoData, Ratio

# Montgomery, Introduction to statistical quality control: cans that leak, of 50 in each sample
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22,
        8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]  # fmt: skip


def made(chart: ControlChart | NoData) -> ControlChart:
    assert isinstance(chart, ControlChart)
    return chart


def cans(**more: Any) -> ControlChart:  # noqa: ANN401
    return made(p_chart([Ratio(each, 50) for each in CANS], **more))


class TestShares:
    def test_a_published_chart(self) -> None:
        chart = cans()
        point = chart.points[0]
        assert chart.centre == Fraction(347, 1500)
        assert (point.lower, point.upper) == pytest.approx((0.0524, 0.4102), abs=0.0001)
        assert [each.label for each in chart.signals] == ["15", "23"]
        assert not chart.is_in_control
        assert chart.is_approximate

    def test_each_point_has_limits_for_its_own_base(self) -> None:
        chart = made(p_chart([Ratio(10, 20), Ratio(40, 80)]))
        reaches = [3 * sqrt(0.25 / base) for base in (20, 80)]
        assert [point.upper for point in chart.points] == pytest.approx(
            [0.5 + reach for reach in reaches]
        )
        assert [point.lower for point in chart.points] == pytest.approx(
            [0.5 - reach for reach in reaches]
        )
        assert "limits vary with the base" in str(chart)

    def test_the_centre_is_that_of_all_cases_and_not_of_the_shares(self) -> None:
        assert made(p_chart([Ratio(1, 1), Ratio(0, 99)])).centre == Fraction(1, 100)

    def test_limits_stay_between_nothing_and_everything(self) -> None:
        few = made(p_chart([Ratio(1, 2), Ratio(2, 2), Ratio(0, 2)])).points[0]
        assert (few.lower, few.upper) == (0, 1)

    @pytest.mark.parametrize("good", [0, 5])
    def test_shares_that_are_all_nothing_or_all_everything_are_in_control(self, good: int) -> None:
        chart = made(p_chart([Ratio(good, 5)] * 9, rules=RunRule))
        assert (chart.points[0].lower, chart.points[0].upper) == (Fraction(good, 5),) * 2
        assert chart.is_in_control
        assert not chart.is_approximate

    @pytest.mark.parametrize("share", [0.5, "1/2", NO_DATA, None])
    def test_what_is_no_ratio_is_refused(self, share: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"shares: .* leave out what has no data"):
            p_chart([Ratio(1, 2), share])

    @pytest.mark.parametrize("share", [Ratio("0.5", 1), Ratio(1, "1.5")])
    def test_shares_of_something_else_than_counts_are_refused(self, share: Ratio) -> None:
        with pytest.raises(InvalidValue, match="whole number"):
            p_chart([share])


class TestRates:
    def test_each_point_has_limits_for_its_own_base(self) -> None:
        chart = made(u_chart([(12, 4), (6, 3), (15, 4)]))
        assert chart.centre == 3
        assert [point.value for point in chart.points] == [3, 2, Fraction(15, 4)]
        assert [point.upper for point in chart.points] == pytest.approx(
            [3 + 3 * sqrt(3 / base) for base in (4, 3, 4)]
        )

    def test_a_base_may_be_any_exact_number(self) -> None:
        chart = made(u_chart([(1, "0.5"), (2, Decimal("1.5")), (1, Fraction(1, 3))]))
        assert chart.centre == Fraction(12, 7)

    @pytest.mark.parametrize("pair", [5, (5,), (5, 1, 1), [5, 1], "51"])
    def test_what_is_no_pair_is_refused(self, pair: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"counts: .* pairs of a count and its base"):
            u_chart([pair])

    @pytest.mark.parametrize("pair", [(1.5, 1), (1, 0.5), (None, 1), (True, 1)])
    def test_floats_are_refused(self, pair: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="int, Decimal, Fraction or decimal text"):
            u_chart([pair])

    @pytest.mark.parametrize("pair", [(-1, 1), (Fraction(1, 2), 1), (1, 0), (1, -1)])
    def test_counts_that_cannot_be_are_refused(self, pair: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match=r"amount: .* a count|base: .* more than 0"):
            u_chart([pair])


class TestCounts:
    def test_published_values(self) -> None:
        point = made(c_chart([3, 5, 4, 2, 6])).points[0]
        assert [point.centre, point.lower, point.upper] == [4, 0, 10]

    def test_a_root_that_is_a_fraction_keeps_the_limits_exact(self) -> None:
        chart = made(c_chart([16, 16]))
        assert [chart.points[0].lower, chart.points[0].upper] == [4, 28]
        assert isinstance(chart.points[0].upper, Fraction)
        assert not chart.is_approximate

    def test_a_count_on_the_limit_is_no_signal(self) -> None:
        # the centre is 4, the limit 10
        counts = [10, *[3] * 6]
        assert made(c_chart(counts)).centre == 4
        assert made(c_chart(counts)).is_in_control
        assert [each.value for each in made(c_chart([17, *[2] * 8, 3])).signals] == [17]

    def test_one_count_is_a_chart(self) -> None:
        assert made(c_chart([7])).centre == 7

    def test_no_events_at_all_are_in_control(self) -> None:
        assert made(c_chart([0] * 9, rules=RunRule)).is_in_control


class TestSingleValues:
    def test_published_values(self) -> None:
        chart = made(xmr_chart([10, 12, 9, 11, 13, 10, 12, 11, 10, 12]))
        point = chart.points[0]
        assert [chart.centre, chart.mean_moving_range] == [11, 2]
        assert (point.lower, point.upper) == (Fraction("5.68"), Fraction("16.32"))
        assert not chart.is_approximate

    def test_a_lower_limit_may_be_negative(self) -> None:
        assert made(xmr_chart([0, 10])).points[0].lower == 5 - Fraction("26.6")

    def test_durations_are_charted_in_hours(self) -> None:
        chart = made(xmr_chart([timedelta(minutes=90), timedelta(hours=2, microseconds=36)]))
        assert [point.value for point in chart.points] == [
            Fraction(3, 2),
            2 + Fraction(1, 100_000_000),
        ]
        assert (chart.unit, str(chart).count(" h")) == ("h", 2)

    def test_durations_may_have_another_word_for_hours(self) -> None:
        assert made(xmr_chart([timedelta(1), timedelta(2)], unit="hours")).unit == "hours"

    def test_equal_values_are_in_control(self) -> None:
        chart = made(xmr_chart([5, 5, 5], rules=RunRule))
        assert (chart.points[0].lower, chart.points[0].upper, chart.signals) == (5, 5, ())

    @pytest.mark.parametrize("values", [[], [5], [timedelta(1)]])
    def test_a_range_takes_two(self, values: list[Any]) -> None:
        assert xmr_chart(values) == NoData(f"too few points for a chart: {len(values)}")

    def test_durations_in_another_unit_are_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            xmr_chart([timedelta(1), timedelta(2)], unit="min")
        assert caught.value.args[:2] == ("unit", "min")

    @pytest.mark.parametrize("values", [[timedelta(1), 1], [1, timedelta(1)]])
    def test_numbers_among_durations_are_refused(self, values: list[Any]) -> None:
        with pytest.raises(InvalidType, match=r"values: int 1 .* a duration, as the others"):
            xmr_chart(values)

    @pytest.mark.parametrize("value", [0.5, None, float("nan")])
    def test_floats_are_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="amount"):
            xmr_chart([1, value])

    @pytest.mark.parametrize("value", [Decimal("1e300000"), "NaN", 10**40])
    def test_absurd_numbers_are_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="amount"):
            xmr_chart([1, value])

    def test_a_sum_that_cannot_be_written_is_refused_when_the_chart_is_made(self) -> None:
        values = [Fraction(1, 2**4_000 + number) + 1 for number in range(1, 1_000, 2)]
        with pytest.raises(InvalidValue, match="amounts"):
            xmr_chart(values)


CHARTS: dict[str, Callable[..., ControlChart | NoData]] = {
    "p": lambda **more: p_chart([Ratio(1, 2), Ratio(2, 3)], **more),
    "u": lambda **more: u_chart([(1, 2), (2, 3)], **more),
    "c": lambda **more: c_chart([1, 2], **more),
    "XmR": lambda **more: xmr_chart([1, 2], **more),
}
every_chart = pytest.mark.parametrize("kind", CHARTS)


class TestEveryChart:
    @every_chart
    def test_points_are_numbered_unless_they_have_labels(self, kind: str) -> None:
        chart = made(CHARTS[kind]())
        assert [point.label for point in chart.points] == ["1", "2"]
        assert chart.kind is ChartKind(kind)
        named = made(CHARTS[kind](labels=iter(["May", "June"])))
        assert [point.label for point in named.points] == ["May", "June"]

    @every_chart
    @pytest.mark.parametrize("labels", [[], ["May"], ["May", "June", "July"]])
    def test_labels_that_are_not_one_for_each_are_refused(
        self, kind: str, labels: list[str]
    ) -> None:
        with pytest.raises(InvalidValue, match=r"labels: .* 2, one for each point"):
            CHARTS[kind](labels=labels)

    @every_chart
    def test_equal_labels_are_refused(self, kind: str) -> None:
        with pytest.raises(InvalidValue, match=r"label: 'May' .* a different one"):
            CHARTS[kind](labels=["May", "May"])

    @every_chart
    def test_labels_are_text(self, kind: str) -> None:
        with pytest.raises(InvalidType, match="label"):
            CHARTS[kind](labels=[1, 2])

    @every_chart
    def test_rules_are_in_order_and_each_once(self, kind: str) -> None:
        chart = made(CHARTS[kind](rules=[RunRule.TWO_OF_THREE, *RunRule]))
        assert chart.rules == tuple(RunRule)
        assert made(CHARTS[kind]()).rules == (RunRule.BEYOND_LIMITS,)

    @every_chart
    def test_a_word_instead_of_a_rule_is_refused(self, kind: str) -> None:
        with pytest.raises(InvalidType, match="rules"):
            CHARTS[kind](rules=["beyond_limits"])

    @every_chart
    def test_it_survives_copies_and_cannot_be_changed(self, kind: str) -> None:
        chart = made(CHARTS[kind]())
        with pytest.raises(FrozenInstanceError):
            chart.unit = "h"  # type: ignore[misc]
        for again in (copy.deepcopy(chart), pickle.loads(pickle.dumps(chart))):  # noqa: S301
            assert again == chart
            assert hash(again) == hash(chart)
            assert again.points == chart.points

    @pytest.mark.parametrize("make", [p_chart, u_chart, c_chart, xmr_chart])
    def test_nothing_observed_is_no_data(self, make: Any) -> None:  # noqa: ANN401
        assert make([]) == NoData("too few points for a chart: 0")

    def test_a_unit_is_text(self) -> None:
        with pytest.raises(InvalidType, match="unit"):
            c_chart([1], unit=None)  # type: ignore[arg-type]


def sample(amount: int | str, base: int | str = 1, label: str = "x") -> ChartSample:
    return ChartSample(label=label, amount=amount, base=base)


class TestConstruction:
    @pytest.mark.parametrize(
        ("kind", "samples", "field"),
        [
            (ChartKind.P, [sample(3, 2)], "base"),
            (ChartKind.P, [sample(-1, 2)], "amount"),
            (ChartKind.C, [sample(3, 2)], "base"),
            (ChartKind.XMR, [sample(3, 2), sample(3, 1, "y")], "base"),
            (ChartKind.XMR, [sample("0.5")], "samples"),
            (ChartKind.C, [], "samples"),
        ],
    )
    def test_samples_that_a_kind_cannot_have_are_refused(
        self, kind: ChartKind, samples: list[ChartSample], field: str
    ) -> None:
        with pytest.raises(InvalidValue) as caught:
            ControlChart(kind=kind, samples=samples)
        assert caught.value.field == field

    def test_other_things_than_samples_are_refused(self) -> None:
        with pytest.raises(InvalidType, match=r"samples: .* ChartSample"):
            ControlChart(kind=ChartKind.C, samples=[3])  # type: ignore[list-item]

    def test_a_word_instead_of_a_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="kind"):
            ControlChart(kind="c", samples=[sample(1)])  # type: ignore[arg-type]

    def test_a_chart_from_samples_equals_a_chart_from_counts(self) -> None:
        samples = [sample(3, label="1"), sample(5, label="2")]
        assert ControlChart(kind=ChartKind.C, samples=samples) == c_chart([3, 5])


class TestTelling:
    def test_a_line(self) -> None:
        assert str(cans()) == (
            "p chart of 30 points: centre 23.13 %, limits 5.24 % to 41.02 %, 2 signals"
        )
        assert repr(cans()) == f"<ControlChart {cans()}>"
        one = made(c_chart([17, *[2] * 8, 3], unit="incidents"))
        assert str(one) == (
            "c chart of 10 points: centre 3.6 incidents, limits 0 to 9.2921 incidents, 1 signal"
        )

    def test_an_explanation_shows_every_point(self) -> None:
        chart = made(
            xmr_chart(
                [10, 12, 9, 11, 30, 10], labels=["Jan", "Feb", "Mar", "Apr", "May", "Jun"], unit="h"
            )
        )
        assert chart.explain().splitlines() == [
            "XmR chart of 6 points: centre 13.6667 h, limits -10.8053 to 38.1387 h, no signals",
            "rules: beyond limits",
            "mean moving range: 9.2 h",
            "point  value  lower       upper      signals",
            "Jan    10 h   -10.8053 h  38.1387 h",
            "Feb    12 h   -10.8053 h  38.1387 h",
            "Mar    9 h    -10.8053 h  38.1387 h",
            "Apr    11 h   -10.8053 h  38.1387 h",
            "May    30 h   -10.8053 h  38.1387 h",
            "Jun    10 h   -10.8053 h  38.1387 h",
        ]

    def test_an_explanation_names_rules_and_approximation(self) -> None:
        lines = cans(rules=RunRule).explain().splitlines()
        assert lines[1:5] == [
            "rules: beyond limits, two of three, four of five, eight on one side",
            "limits are approximate; signals are decided exactly",
            "point  value    lower   upper    signals",
            "1      24.00 %  5.24 %  41.02 %",
        ]
        assert lines[26].split("  ")[-1] == "beyond limits, two of three"
        assert len(lines) == 34

    def test_a_long_explanation_shows_signals_only(self) -> None:
        counts = [2] * 2_000
        counts[77] = 30
        lines = made(c_chart(counts)).explain().splitlines()
        assert lines[-2].startswith("78")
        assert lines[-1] == "shown: 1 of 1 signals, no other points"

    def test_a_long_explanation_is_bounded(self) -> None:
        chart = made(c_chart([0, 100] * 5_000))
        lines = chart.explain().splitlines()
        assert len(lines) < 70
        assert lines[-1] == "shown: 60 of 10000 signals, no other points"

    def test_a_long_explanation_without_signals_has_no_table(self) -> None:
        lines = made(c_chart([2] * 100, rules=[])).explain().splitlines()
        assert lines[1:] == [
            "rules: none",
            "limits are approximate; signals are decided exactly",
            "shown: 0 of 0 signals, no other points",
        ]

    def test_rows_hold_every_point_and_its_base(self) -> None:
        rows = cans().as_rows()
        assert len(rows) == 30
        assert rows[14] == {
            "label": "15",
            "amount": 22,
            "base": 50,
            "value": 0.44,
            "centre": float(Fraction(347, 1500)),
            "lower": pytest.approx(0.05242, abs=1e-5),
            "upper": pytest.approx(0.41024, abs=1e-5),
            "signals": "beyond_limits",
        }
        assert rows[0]["signals"] == ""

    def test_a_notebook_shows_text_and_picture(self) -> None:
        chart = cans()
        assert chart._repr_mimebundle_(include=None, exclude=None) == {
            "text/plain": chart.explain(),
            "image/svg+xml": chart.svg(),
        }


class TestVega:
    def test_it_is_a_document_with_its_data(self) -> None:
        chart = cans()
        document = json.loads(json.dumps(chart.vega()))
        assert document["$schema"].endswith("vega-lite/v5.json")
        assert document["title"] == str(chart)
        assert document["data"]["values"] == chart.as_rows()
        assert document["encoding"]["x"] == {
            "field": "label",
            "type": "ordinal",
            "sort": None,
            "title": None,
        }
        fields = [layer["encoding"]["y"]["field"] for layer in document["layer"]]
        assert fields == ["centre", "lower", "upper", "value", "value"]

    def test_signals_are_told_by_shape_too(self) -> None:
        signal = cans().vega()["layer"][-1]
        assert signal["mark"]["shape"] == "diamond"
        assert signal["transform"] == [{"filter": "datum.signals != ''"}]

    @pytest.mark.parametrize(
        ("chart", "title", "form"),
        [
            (cans(), "share", ".2%"),
            (made(c_chart([1, 2])), "value", "~g"),
            (made(c_chart([1, 2], unit="incidents")), "incidents", "~g"),
        ],
    )
    def test_the_axis_says_what_it_shows(self, chart: ControlChart, title: str, form: str) -> None:
        y = chart.vega()["layer"][0]["encoding"]["y"]
        assert (y["title"], y["axis"]["format"]) == (title, form)


@pytest.mark.parametrize("wrong", [None, 5, "ab"])
@pytest.mark.parametrize(
    ("chart", "name"),
    [(p_chart, "shares"), (u_chart, "counts"), (c_chart, "counts"), (xmr_chart, "values")],
)
def test_what_is_no_list_is_refused_by_name(
    chart: Callable[[Any], object],
    name: str,
    wrong: Any,  # noqa: ANN401
) -> None:
    with pytest.raises(InvalidType, match=f"^{name}: "):
        chart(wrong)


@pytest.mark.parametrize("wrong", [5, "ab"])
def test_lists_of_a_chart_are_lists(wrong: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match=r"^labels: "):
        c_chart([1, 2], labels=wrong)
    with pytest.raises(InvalidType, match=r"^rules: "):
        c_chart([1, 2], rules=wrong)
    with pytest.raises(InvalidType, match=r"^samples: "):
        ControlChart(kind=ChartKind.C, samples=wrong)
