"""The compliance trend: its points, how sure they are, and what a picture of it shows."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from pictures import check_inside, root, texts, told

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.reports.trends import PastResult, Trend
from svcmgmt.sla.objectives import Value, Verdict
from svcmgmt.statistics import wilson
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import NoData, Ratio
from svcmgmt.views import compliance_trend

MONTHS: list[tuple[str, Ratio | NoData]] = [
    ("2026-08", Ratio(19, 20)),
    ("2026-09", Ratio(14, 20)),
    ("2026-10", NoData("no tickets")),
    ("2026-11", Ratio(20, 20)),
]


def trend(*values: Value | NoData, is_counted: bool = True) -> Trend:
    points = [
        PastResult(
            objective="reply",
            subject="desk",
            label=f"2026-{month:02d}",
            start=at(f"2026-{month:02d}-01T00:00:00Z"),
            value=value,
            verdict=Verdict.MET,
        )
        for month, value in enumerate(values, start=1)
    ]
    return Trend(points=points, is_counted=is_counted)


class TestPoints:
    def test_equal_to_the_target_is_met(self) -> None:
        points = compliance_trend(MONTHS, target="95 %", confidence=None).points
        assert [point.is_met for point in points] == [True, False, None, True]
        assert {point.interval for point in points} == {None}

    def test_intervals_are_those_of_wilson(self) -> None:
        points = compliance_trend(MONTHS, target="95 %", confidence="90 %").points
        assert points[0].interval == wilson(Ratio(19, 20), confidence="90 %")
        assert points[2].interval is None
        assert [each.judgement and each.judgement.verdict.value for each in points[:2]] == [
            "not proven",
            "demonstrably missed",
        ]

    def test_the_trend_of_a_report_is_taken_as_it_is(self) -> None:
        counted = trend(Ratio(19, 20), NoData("none"), Ratio(18, 20))
        made = compliance_trend(counted, target="95 %", confidence="95 %")
        assert [point.label for point in made.points] == ["2026-01", "2026-02", "2026-03"]
        assert made.points[2].is_met is False

    def test_shares_of_time_have_no_interval(self) -> None:
        times = trend(Ratio(719, 720), is_counted=False)
        assert compliance_trend(times, target="99 %", confidence=None).points[0].is_met
        with pytest.raises(InvalidValue, match="not of counted cases"):
            compliance_trend(times, target="99 %", confidence="95 %")

    def test_weights_are_no_counts(self) -> None:
        with pytest.raises(InvalidValue, match="share"):
            compliance_trend([("a", Ratio("0.5", 2))], target="99 %", confidence="95 %")

    def test_rows_tell_all_of_it(self) -> None:
        first, _, third, _ = compliance_trend(MONTHS, target="95 %", confidence="95 %").as_rows()
        interval = wilson(Ratio(19, 20), confidence="95 %")
        assert first == {
            "period": "2026-08",
            "good": 19.0,
            "total": 20.0,
            "share": 0.95,
            "low": interval.low,
            "high": interval.high,
            "target": 0.95,
            "standing": "met",
            "verdict": "not proven",
        }
        assert (third["share"], third["low"], third["standing"], third["verdict"]) == (
            None,
            None,
            "without data",
            None,
        )


class TestPicture:
    def test_what_misses_is_a_diamond_and_what_reaches_a_circle(self) -> None:
        drawn = root(compliance_trend(MONTHS, target="95 %", confidence=None).svg())
        circles = [each for each in drawn if each.tag.endswith("circle")]
        diamonds = [each for each in drawn if "l6 6l-6 6" in each.attrib.get("d", "")]
        assert (len(circles), len(diamonds)) == (2 + 1, 1 + 1)  # one each in the legend

    def test_numbers_and_counts_stand_below(self) -> None:
        shown = texts(compliance_trend(MONTHS, target="95 %", confidence="95 %").svg())
        assert {"95.00", "70.00", "–", "100", "19/20", "14/20", "interval", "target 95 %"} <= {
            *shown
        }
        assert "0/0" not in shown

    def test_counts_that_take_too_much_room_are_in_the_rows_only(self) -> None:
        huge = [(f"W{n}", Ratio(10**9 - n, 10**9)) for n in range(20)]
        made = compliance_trend(huge, target="95 %", confidence="95 %")
        assert not [text for text in texts(made.svg()) if "/" in text]
        check_inside(made.svg())

    def test_it_is_described_in_words(self) -> None:
        svg = compliance_trend(MONTHS, target="95 %", confidence="95 %", name="replies").svg()
        assert told(svg, "title") == "replies, target 95 %"
        assert told(svg, "desc") == (
            "2026-08 to 2026-11; periods: met 2, missed 1, without data 1; "
            "bars: wilson, 95 % confidence; % rounded down"
        )

    def test_of_very_many_periods_the_latest_are_shown(self) -> None:
        many = [(f"W{n}", Ratio(n, 60)) for n in range(60)]
        made = compliance_trend(many, target="50 %", confidence=None)
        assert made.notes == ("36 earlier periods are not shown",)
        assert (len(made.as_rows()), len(made.vega_lite()["data"]["values"])) == (60, 24)
        assert "W35" not in texts(made.svg())
        check_inside(made.svg())

    @pytest.mark.parametrize(
        "shares",
        [
            [Fraction(1), Fraction(1)],
            [Fraction(0), Fraction(0)],
            [Fraction(0), Fraction(1)],
            [Fraction(99_999, 100_000), Fraction(99_998, 100_000)],
            [Fraction(1, 2)],
            [Fraction(3, 10), Fraction(7, 10)],
        ],
    )
    def test_its_axis_has_a_few_numbers(self, shares: list[Fraction]) -> None:
        periods = [(str(n), Ratio(share, 1)) for n, share in enumerate(shares)]
        svg = compliance_trend(periods, target=shares[0], confidence=None).svg()
        numbers = [text for text in texts(svg) if text.endswith(" %") and "target" not in text]
        assert 2 <= len(numbers) <= 7
        assert len({*numbers}) == len(numbers)
        check_inside(svg)


def test_other_kinds_are_refused() -> None:
    with pytest.raises(InvalidType, match="periods"):
        compliance_trend(trend(timedelta(hours=1)), target="95 %", confidence=None)
    with pytest.raises(InvalidType, match="periods"):
        compliance_trend({"a": Ratio(1, 2)}, target="95 %", confidence=None)  # type: ignore[dict-item]
    with pytest.raises(InvalidType, match="target"):
        compliance_trend(MONTHS, target=0.95, confidence=None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="confidence"):
        compliance_trend(MONTHS, target="95 %", confidence="100 %")
