"""Shares of good events and slices: sums of series, whole slices, and what is left out."""

from __future__ import annotations

from datetime import timedelta

from attrs import evolve
from reporting import REQUESTS, SLA, at, exclusion, report, requests, sla, span

from svcmgmt.agreement import CalendarPeriods, IndicatorMeasure, RollingPeriod
from svcmgmt.calendars import PeriodKind, weekly
from svcmgmt.reports import IndicatorShare, ServiceFacts, ServiceLevelReport
from svcmgmt.sla.budgets import ErrorBudget
from svcmgmt.sla.indicators import BudgetingMethod, EventSeries, Indicator, MissingData
from svcmgmt.sla.objectives import at_most
from svcmgmt.temporal import IntervalSet
from svcmgmt.values import NoData, Quantity, Ratio, count_by_code

UNTIL = at("2026-10-01T00:02:00Z")
TWO = requests((95, 100), (100, 100))
SLICES = evolve(
    REQUESTS,
    measure=IndicatorMeasure(
        Indicator(
            name="requests", method=BudgetingMethod.TIMESLICES, slice_target="99 %",
            missing=MissingData.IGNORE,
        )
    ),
)  # fmt: skip


def counted(*series: EventSeries, promise: object = REQUESTS, **more: object) -> ServiceLevelReport:
    """Return the report of some counts, until two minutes after the beginning."""
    facts = ServiceFacts.of(series=[("requests", each) for each in series])
    options: dict[str, object] = {"agreement": sla(promise), "as_of": UNTIL, **more}  # type: ignore[arg-type]
    return report(facts.merged(*options.pop("also", ())), **options)  # type: ignore[arg-type, misc]


class TestValues:
    def test_are_shares_of_what_was_counted(self) -> None:
        assert counted(TWO).results[0].value == Ratio(195, 200)

    def test_nothing_counted_is_no_data(self) -> None:
        assert counted().results[0].value == NoData("nothing was counted for requests")

    def test_several_series_are_added_and_told(self) -> None:
        made = counted(TWO, requests((50, 50), (5, 50)))
        assert made.results[0].value == Ratio(250, 300)
        assert "several-series" in count_by_code(made.findings)

    def test_series_that_cannot_be_added_are_no_data(self) -> None:
        made = counted(TWO, requests((1, 1), slice=timedelta(minutes=2)))
        assert "cannot be added" in str(made.results[0].value)

    def test_slices_of_another_length_are_no_data_where_slices_are_judged(self) -> None:
        made = counted(requests((1, 1), slice=timedelta(minutes=2)), promise=SLICES)
        assert made.results[0].value == NoData(
            "requests was counted in slices of 0:02:00, agreed are 0:01:00"
        )

    def test_and_make_no_difference_where_events_are(self) -> None:
        made = counted(requests((9, 10), slice=timedelta(minutes=2)))
        assert made.results[0].value == Ratio(9, 10)
        assert "other-slices" in count_by_code(made.findings)

    def test_shares_of_slices_are_no_independent_cases(self) -> None:
        made = counted(TWO, promise=SLICES)
        assert made.results[0].value == Ratio(1, 2)
        assert made.results[0].sample is None

    def test_a_period_that_begins_within_a_slice_is_cut(self) -> None:
        begin = at("2026-10-01T00:00:30Z")
        series = EventSeries.of_slices(begin, [(9, 10)], slice=timedelta(minutes=1), anchor=begin)
        assert "cut-to-slices" in count_by_code(counted(series).findings)

    def test_a_period_shorter_than_a_slice_has_nothing(self) -> None:
        short = evolve(REQUESTS, conformance_period=RollingPeriod(timedelta(minutes=2)))
        made = counted(EventSeries(slice=timedelta(days=400)), promise=short)
        assert made.results[0].value == NoData("no whole slice of requests lies in the period")


class TestWhatIsLeftOut:
    def test_time_outside_of_hours(self) -> None:
        late = weekly("Mon-Sun 00:01-24:00", zone="UTC")
        made = counted(TWO, agreement=sla(REQUESTS, service_hours=late))
        assert made.results[0].value == Ratio(100, 100)

    def test_exclusions_of_the_agreement(self) -> None:
        none = exclusion("e1", "2026-10-01T00:00:00Z/PT1M", scope="")
        also = [ServiceFacts.of(exclusions=[none])]
        assert counted(TWO, also=also).results[0].value == Ratio(100, 100)
        plain = sla(REQUESTS, exclusions=None)
        assert counted(TWO, also=also, agreement=plain).results[0].value == Ratio(195, 200)

    def test_unknown_time_and_outages_do_not(self) -> None:
        """What the counts say themselves is not asked of outages again."""
        times = IntervalSet.of([span("2026-10-01T00:00:00Z/PT1M")])
        also = [ServiceFacts.of(unknown=[("vpn", times)])]
        single = evolve(SLA, services=["vpn"], fees=None, objectives=[REQUESTS])
        assert counted(TWO, also=also, agreement=single).results[0].value == Ratio(195, 200)


class TestAround:
    def test_a_share_leaves_a_budget(self) -> None:
        result = counted(TWO).results[0]
        assert isinstance(result.measured, IndicatorShare)
        assert isinstance(result.measured.budget(result.promise.objective), ErrorBudget)
        other = at_most(Quantity(3, "ms"))
        assert result.measured.budget(other) == NoData("a budget is what a share leaves")

    def test_policies_are_those_of_the_indicator(self) -> None:
        sources = {each.source for each in counted(TWO).policies if each.name != "judged over"}
        assert sources == {"objective requests"}

    def test_series_that_nobody_asks_for_are_told(self) -> None:
        assert "series-not-used" in count_by_code(counted(TWO, agreement=SLA).findings)

    def test_weeks_are_judged_each(self) -> None:
        promise = evolve(REQUESTS, conformance_period=CalendarPeriods(PeriodKind.WEEK))
        labels = [each.label for each in counted(TWO, promise=promise).results]
        assert labels[0] == "2026-W40"
