"""The burn-down: its points, its end, its alerts, and what a picture of it shows."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from pictures import check_inside, texts, told

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.budgets import (
    GOOGLE_30D,
    AlertHistory,
    BudgetBase,
    BurnRateAlert,
    ErrorBudget,
    alert_history,
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
from svcmgmt.views import BurnDown, burn_down

START = at("2026-11-01T00:00:00Z")
HOUR = timedelta(hours=1)
DAY = Interval(START, START + 24 * HOUR)


def series(
    pairs: list[tuple[int, int]],
    *,
    each: timedelta = HOUR,
    timeslices: bool = False,
) -> IndicatorSeries:
    return IndicatorSeries(
        indicator=Indicator(
            name="checkout",
            method=BudgetingMethod.TIMESLICES if timeslices else BudgetingMethod.OCCURRENCES,
            slice_target="95 %" if timeslices else None,
            missing=MissingData.UNDETERMINED,
        ),
        series=EventSeries.of_slices(START, pairs, slice=each),
    )


EVENTS = series([(100, 100)] * 6 + [(88, 100)] + [(100, 100)] * 17)


def shares(burn: BurnDown) -> list[Fraction | NoData]:
    return [point.left for point in burn.points]


class TestPoints:
    def test_each_is_a_share_of_the_budget_that_stands_at_the_end(self) -> None:
        burn = burn_down(EVENTS, DAY, target="99 %")
        assert shares(burn) == [1] * 7 + [Fraction(1, 2)] * 18
        assert burn.budget.remaining_ratio == Fraction(1, 2)
        assert [point.even for point in burn.points[::12]] == [1, Fraction(1, 2), 0]

    def test_the_end_is_what_the_budget_says_while_the_window_lasts(self) -> None:
        until = START + 10 * HOUR
        for base, total in ((BudgetBase.CURRENT, None), (BudgetBase.EXPECTED, 4_800)):
            burn = burn_down(
                EVENTS, DAY, target="99 %", as_of=until, base=base, expected_total=total
            )
            reading = EVENTS.over(DAY, as_of=until)
            budget = ErrorBudget.of(reading, "99 %", base=base, expected_total=total)
            assert burn.points[-1].left == budget.remaining_ratio
            assert burn.points[-1].at == until
            assert burn.points[-1].consumed == budget.consumed == 12

    def test_before_the_window_nothing_is_known(self) -> None:
        burn = burn_down(EVENTS, DAY, target="99 %", as_of=START)
        assert shares(burn) == [NoData("no events to have a budget of")]
        assert "not known" in burn.description
        check_inside(burn.svg())
        assert burn.as_rows() == [
            {"at": "2026-11-01T00:00:00Z", "consumed": 0.0, "left": None, "even": 1.0}
        ]

    def test_the_line_ends_where_it_becomes_undetermined(self) -> None:
        known = series([(100, 100)] * 6, timeslices=True)
        burn = burn_down(known, DAY, target="50 %")
        assert shares(burn)[:7] == [1] * 7
        assert shares(burn)[7] == NoData("1 slices are undetermined")
        check_inside(burn.svg())

    def test_a_target_of_everything_leaves_no_budget(self) -> None:
        burn = burn_down(EVENTS, DAY, target="100 %")
        assert shares(burn)[6] == 1
        assert isinstance(shares(burn)[7], NoData)

    def test_there_are_so_many_at_most(self) -> None:
        minute = timedelta(minutes=1)
        long = series([(1, 1)] * 10_000, each=minute)
        window = Interval(START, START + 10_000 * minute)
        burn = burn_down(long, window, target="99 %")
        assert len(burn.points) == len(burn.as_rows()) == 314
        assert (burn.points[0].at, burn.points[-1].at) == (window.start, window.end)
        assert len(burn.table()[1]) == 12


class TestAlerts:
    def history(self, *alerts: BurnRateAlert, target: str = "99 %") -> AlertHistory:
        minute = timedelta(minutes=5)
        pairs = [(100, 100)] * 72 + [(40, 100)] * 12 + [(100, 100)] * 204
        fine = series(pairs, each=minute)
        return alert_history(
            fine, alerts, target=target, within=Interval(START + 3 * HOUR, START + 7 * HOUR)
        )

    def test_each_has_a_row_with_its_times(self) -> None:
        short = BurnRateAlert.spending("2 %", within=HOUR, window=timedelta(days=30))
        burn = burn_down(EVENTS, DAY, target="99 %", alerts=self.history(short))
        (row,) = burn.alert_rows()
        assert row["alert"] == "page 14.4"
        assert (row["start"], row["end"]) == ("2026-11-01T06:15:00Z", None)
        assert "page 14.4: once" in texts(burn.svg())
        check_inside(burn.svg())

    def test_one_that_never_fired_has_an_empty_row(self) -> None:
        calm = BurnRateAlert.spending("90 %", within=HOUR, window=timedelta(days=30))
        burn = burn_down(EVENTS, DAY, target="99 %", alerts=self.history(calm))
        assert burn.alert_rows() == []
        assert "page 648: 0 times" in texts(burn.svg())
        assert "alerts fired 0 times" in burn.description
        assert len(burn.vega_lite()["layer"]) == 3

    def test_very_many_are_counted(self) -> None:
        many = [
            BurnRateAlert.spending(Fraction(n, 100), within=HOUR, window=timedelta(days=30))
            for n in range(1, 12)
        ]
        burn = burn_down(EVENTS, DAY, target="99 %", alerts=self.history(*many))
        assert burn.notes == ("3 more alerts are not shown",)
        check_inside(burn.svg())
        assert len(burn.vega_lite()["layer"]) == 4

    def test_those_of_another_window_are_left_out(self) -> None:
        history = self.history(*GOOGLE_30D[:1])
        before = series([(100, 100)] * 24)
        later = Interval(START + 12 * HOUR, START + 24 * HOUR)
        assert burn_down(before, later, target="99 %", alerts=history).alert_rows() == []

    def test_those_of_another_target_are_refused(self) -> None:
        history = self.history(*GOOGLE_30D[:1], target="98 %")
        with pytest.raises(InvalidValue, match=r"alerts of the target 99 %"):
            burn_down(EVENTS, DAY, target="99 %", alerts=history)


class TestPicture:
    def test_it_is_described_in_words(self) -> None:
        svg = burn_down(EVENTS, DAY, target="99 %", zone="Europe/Berlin").svg()
        assert told(svg, "title") == "error budget of checkout, target 99 %"
        assert told(svg, "desc") == (
            "as of Mon 2026-11-02 01:00+01:00 (Europe/Berlin): 50 % left, 0 % by an even burn"
        )

    def test_what_is_overspent_goes_below_nothing(self) -> None:
        burn = burn_down(EVENTS, DAY, target="99.6 %")
        assert texts(burn.svg()).count("-25 %") == 1  # the number at the end
        assert "0 %" in texts(burn.svg())
        assert burn.notes == ()
        check_inside(burn.svg())

    def test_what_is_far_overspent_ends_at_the_edge_and_says_so(self) -> None:
        burn = burn_down(EVENTS, DAY, target="99.9 %")
        assert burn.notes == ("the line ends at -100 %; it goes down to -400 %",)
        assert {"-100 %", "-400 %"} <= {*texts(burn.svg())}
        check_inside(burn.svg())
        assert min(row["left"] or 0 for row in burn.as_rows()) == -4


def test_other_kinds_are_refused() -> None:
    with pytest.raises(InvalidType, match="series"):
        burn_down("checkout", DAY, target="99 %")  # type: ignore[arg-type]
    with pytest.raises(InvalidType, match="window"):
        burn_down(EVENTS, "today", target="99 %")  # type: ignore[arg-type]
