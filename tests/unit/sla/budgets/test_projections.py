"""When a budget will be spent (R4.9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.budgets import BudgetProjection, ProjectionBasis, forecast, project
from svcmgmt.sla.indicators import EventSeries, Indicator, IndicatorSeries, MissingData
from svcmgmt.temporal import Interval, OpenInterval, parse_instant as at
from svcmgmt.values import NoData

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FIRST = at("2026-06-01T00:00:00Z")
JUNE = Interval(FIRST, FIRST + 30 * DAY)


def day(number: float) -> datetime:
    return FIRST + number * DAY


class TestProject:
    def test_linear_since_the_window_began(self) -> None:
        found = project(JUNE, as_of=day(5), consumed="0.3")
        assert (found.burn_rate, found.at_end) == (Fraction(9, 5), Fraction(9, 5))
        assert found.exhausted_at == day(5) + timedelta(days=11, hours=16)

    def test_another_burn_rate_from_now_on(self) -> None:
        found = project(
            JUNE, as_of=day(6), consumed="0.4", burn=2, basis=ProjectionBasis.TRAILING, detail="d"
        )
        assert found.at_end == Fraction("0.4") + 2 * Fraction(24, 30)
        assert found.exhausted_at == day(15)

    def test_a_budget_that_lasts_has_no_end(self) -> None:
        found = project(JUNE, as_of=day(6), consumed="0.1")
        assert (found.at_end, found.exhausted_at) == (Fraction(1, 2), None)
        assert project(JUNE, as_of=day(6), consumed="0.1", burn=0).exhausted_at is None

    def test_one_that_lasts_exactly_is_spent_at_the_end(self) -> None:
        found = project(JUNE, as_of=day(6), consumed="0.2")
        assert found.at_end == 1
        assert found.exhausted_at == JUNE.end

    def test_one_that_is_spent_was_or_is_now(self) -> None:
        assert project(JUNE, as_of=day(15), consumed=2).exhausted_at == day(7.5)
        assert project(JUNE, as_of=day(15), consumed=2, burn=0).exhausted_at == day(15)

    def test_a_finished_window_is_told_as_it_is(self) -> None:
        assert project(JUNE, as_of=day(30), consumed="0.7").at_end == Fraction("0.7")

    @pytest.mark.parametrize("now", [0, 31])
    def test_now_lies_in_the_window(self, now: int) -> None:
        with pytest.raises(InvalidValue, match="as_of"):
            project(JUNE, as_of=day(now), consumed=0)

    def test_impossible_numbers_are_refused(self) -> None:
        for consumed, burn in ((-1, 0), (0, -1)):
            with pytest.raises(InvalidValue, match="consumed"):
                project(JUNE, as_of=day(5), consumed=consumed, burn=burn)
        odd: Any = 0.3
        with pytest.raises(InvalidType, match="consumed"):
            project(JUNE, as_of=day(5), consumed=odd)
        with pytest.raises(OpenInterval):
            project(Interval(FIRST), as_of=day(5), consumed=0)

    def test_it_is_told(self) -> None:
        found = project(JUNE, as_of=day(5), consumed="0.3")
        assert found.explain() == (
            "since the window began: burn rate 1.8, until 2026-06-17T16:00:00Z; "
            "180 % spent at the end (whole window)"
        )
        assert found._repr_mimebundle_() == {"text/plain": found.explain()}
        assert str(project(JUNE, as_of=day(5), consumed=0)) == (
            "since the window began: burn rate 0, lasts"
        )
        assert found.as_rows() == [
            {
                "basis": "whole window",
                "detail": "since the window began",
                "burn_rate": 1.8,
                "at_end": 1.8,
                "exhausted_at": "2026-06-17T16:00:00Z",
            }
        ]
        assert project(JUNE, as_of=day(5), consumed=0).as_rows()[0]["exhausted_at"] == ""


def series(
    daily_bads: Sequence[int | None], missing: MissingData = MissingData.IGNORE
) -> IndicatorSeries:
    pairs = [None if bad is None else (1000 - bad, 1000) for bad in daily_bads]
    return IndicatorSeries(
        indicator=Indicator(name="requests", missing=missing),
        series=EventSeries.of_slices(FIRST, pairs, slice=DAY),
    )


def burns(projections: tuple[BudgetProjection, ...]) -> dict[str, Fraction]:
    return {each.detail: each.burn_rate for each in projections}


class TestForecast:
    def test_projections_stand_beside_each_other(self) -> None:
        found = forecast(
            series([0, 0, 20, 10, 5, 5, 10, 10, 20, 20]),
            JUNE,
            target="99 %",
            as_of=day(10),
            trailing=[2 * DAY, 5 * DAY],
        )
        assert burns(found.projections) == {
            "since the window began": 1,
            "last 48:00:00": 2,
            "last 120:00:00": Fraction(13, 10),
            "50 % of 10 spans of 24:00:00": 1,
            "90 % of 10 spans of 24:00:00": 2,
        }
        assert [each.at_end for each in found.projections] == [
            1,
            Fraction(5, 3),
            Fraction(6, 5),
            1,
            Fraction(5, 3),
        ]
        assert found.projections[1].exhausted_at == day(20)
        assert [each.basis.value for each in found.projections] == [
            "whole window",
            "trailing",
            "trailing",
            "quantile of spans",
            "quantile of spans",
        ]
        assert found.unknown == ()

    def test_quantiles_are_of_full_spans_only(self) -> None:
        found = forecast(
            series([10, 20, 30, 40, 50]),
            JUNE,
            target="99 %",
            as_of=day(5.5),
            quantiles=["100 %"],
            span=2 * DAY,
        )
        assert burns(found.projections)["100 % of 2 spans of 48:00:00"] == Fraction(7, 2)
        assert found.as_of == day(5)

    def test_spans_of_which_nothing_is_known_are_left_out(self) -> None:
        found = forecast(
            series([10, None, 30]), JUNE, target="99 %", as_of=day(3), quantiles=["100 %"]
        )
        assert burns(found.projections)["100 % of 2 spans of 24:00:00"] == 3

    def test_what_cannot_be_projected_says_why(self) -> None:
        found = forecast(
            series([10, None]),
            JUNE,
            target="99 %",
            as_of=day(2),
            trailing=[DAY],
            quantiles=["50 %"],
            span=3 * DAY,
        )
        assert [each.detail for each in found.projections] == ["since the window began"]
        assert found.unknown == (
            ("last 24:00:00", NoData("no events to measure by")),
            ("50 % of 0 spans of 72:00:00", NoData("no values")),
        )
        assert "last 24:00:00: no events to measure by" in found.explain()

    def test_without_a_burn_rate_there_is_none(self) -> None:
        found = forecast(
            series([10, None], MissingData.UNDETERMINED), JUNE, target="99 %", as_of=day(2)
        )
        assert found.projections == ()
        assert found.unknown == (("whole window", NoData("1 slices are undetermined")),)
        assert found.explain().splitlines()[1:] == ["whole window: 1 slices are undetermined"]

    def test_before_the_first_slice_is_over_nothing_is_known(self) -> None:
        found = forecast(series([10]), JUNE, target="99 %", as_of=day(0.5))
        assert found.unknown == (("whole window", NoData("no events to measure by")),)

    def test_a_target_of_a_hundred_percent_has_no_budget(self) -> None:
        with pytest.raises(InvalidValue, match=r"target: .* less than 100 %"):
            forecast(series([0]), JUNE, target="100 %", as_of=day(1))

    def test_the_window_may_be_a_reporting_period(self) -> None:
        june = ReportingPeriod.around("2026-06-01", PeriodKind.MONTH, zone="UTC")
        found = forecast(series([18] * 5), june, target="99 %", as_of=day(5), quantiles=[])
        assert found.projections == (project(june, as_of=day(5), consumed="0.3"),)

    def test_arguments_of_another_kind_are_refused(self) -> None:
        odd: Any = 5
        with pytest.raises(InvalidType, match="series"):
            forecast(odd, JUNE, target="99 %", as_of=day(1))
        with pytest.raises(InvalidType, match="span"):
            forecast(series([1]), JUNE, target="99 %", as_of=day(1), span=odd)
        with pytest.raises(InvalidValue, match="span"):
            forecast(series([1]), JUNE, target="99 %", as_of=day(1), span=0 * DAY)
        with pytest.raises(InvalidValue, match=r"lasts: .* whole slices"):
            forecast(series([1]), JUNE, target="99 %", as_of=day(1), trailing=[HOUR])
        microsecond = timedelta(microseconds=1)
        with pytest.raises(LimitExceeded, match="slices"):
            forecast(series([1]), JUNE, target="99 %", as_of=day(1), span=microsecond)

    def test_it_is_told(self) -> None:
        found = forecast(
            series([20, 0, 0]), JUNE, target="99 %", as_of=day(3), quantiles=["100 %", "50 %"]
        )
        lines = found.explain(ZoneInfo("Europe/Berlin")).splitlines()
        budget = "error budget of 99 %: ≈ 33.3333 % left, 20 of 30 events spent"
        unlucky = "quantile of spans 100 % of 3 spans of 24:00:00 2 ≈ 186.6667 %"
        assert [" ".join(line.split()) for line in lines] == [
            f"{budget} as of Thu 2026-06-04 02:00+02:00",
            "basis detail burn rate spent at the end exhausted",
            "whole window since the window began ≈ 0.6667 ≈ 66.6667 % lasts",
            f"{unlucky} Thu 2026-06-18 02:00+02:00",
            "quantile of spans 50 % of 3 spans of 24:00:00 0 ≈ 6.6667 % lasts",
        ]
        assert found._repr_mimebundle_() == {"text/plain": found.explain()}
        assert [row["exhausted_at"] for row in found.as_rows()] == ["", "2026-06-18T00:00:00Z", ""]
        assert repr(found) == ("<BudgetForecast of 3 projections as of 2026-06-04 00:00:00+00:00>")
