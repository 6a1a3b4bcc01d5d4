"""From documents to core values, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from openslo_documents import DOCUMENTS

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.openslo import (
    SLI,
    SLO,
    BurnRateCondition,
    DurationShorthand,
    Metadata,
    Operator,
    SLISpec,
    SLOObjective,
    SLOSpec,
    TimeWindow,
    WindowCalendar,
    check,
    dump,
    indicator_of,
    load,
    slo_document,
)
from svcmgmt.sla.budgets import AlertSeverity
from svcmgmt.sla.indicators import BudgetingMethod, Indicator, MissingData
from svcmgmt.sla.objectives import Objective, Verdict, at_least, at_most, exactly
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import Quantity, Ratio


def window(duration: str, start: str | None = None, zone: str = "Europe/Berlin") -> TimeWindow:
    """Return a rolling window, or one on a calendar."""
    calendar = None if start is None else WindowCalendar(start_time=start, time_zone=zone)
    return TimeWindow(
        duration=DurationShorthand.parse(duration), is_rolling=start is None, calendar=calendar
    )


class TestObjective:
    @pytest.mark.parametrize(
        "fields",
        [
            {"target": Decimal("0.9995")},
            {"target_percent": Decimal("99.95")},
            {"target": Decimal("0.9995"), "target_percent": Decimal("99.950")},
        ],
    )
    def test_the_required_share_is_exact(self, fields: dict[str, Decimal]) -> None:
        objective = SLOObjective(**fields)  # type: ignore[arg-type]
        assert objective.required_share == Ratio(1999, 2000)
        assert objective.promise() == at_least("99.95 %")
        assert objective.promise().judge(Ratio(1999, 2000)) is Verdict.MET

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"target": Decimal("0.9"), "target_percent": Decimal(99)},
            {"target": Decimal("1.1")},
            {"target": Decimal("-0.1")},
        ],
    )
    def test_without_one_target_it_is_refused(self, fields: dict[str, Decimal]) -> None:
        with pytest.raises(InvalidValue, match="target"):
            _ = SLOObjective(**fields).required_share  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("op", "judged"),
        [
            (Operator.LTE, [Verdict.MET, Verdict.MET, Verdict.VIOLATED]),
            (Operator.LT, [Verdict.MET, Verdict.VIOLATED, Verdict.VIOLATED]),
            (Operator.GTE, [Verdict.VIOLATED, Verdict.MET, Verdict.MET]),
            (Operator.GT, [Verdict.VIOLATED, Verdict.VIOLATED, Verdict.MET]),
        ],
    )
    def test_the_operator_names_the_good_side(self, op: Operator, judged: list[Verdict]) -> None:
        condition = SLOObjective(op=op, value=Decimal(200)).condition(unit="ms")
        assert [condition.judge(Quantity(value, "ms")) for value in (199, 200, 201)] == judged

    @pytest.mark.parametrize("fields", [{}, {"op": Operator.LT}, {"value": Decimal(1)}])
    def test_half_a_condition_is_refused(self, fields: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue, match="an op and a value"):
            SLOObjective(**fields).condition()

    def test_slices(self) -> None:
        objective = SLOObjective(
            time_slice_target=Decimal("0.95"), time_slice_window=DurationShorthand.parse("5m")
        )
        assert objective.slice_target == Ratio(19, 20)
        assert objective.slice_length == timedelta(minutes=5)
        assert SLOObjective().slice_target is None
        assert SLOObjective().slice_length is None


class TestRollingWindow:
    def test_it_ends_at_the_instant(self) -> None:
        end = at("2026-11-01T00:00:00Z")
        assert window("4w").interval(end) == Interval(end - timedelta(days=28), end)

    def test_days_have_24_hours(self) -> None:
        end = at("2026-10-26T00:00:00+01:00")
        assert window("1d").interval(end).duration == timedelta(hours=24)

    def test_months_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="1M"):
            window("1M").interval(at("2026-11-01T00:00:00Z"))

    def test_neither_rolling_nor_on_a_calendar(self) -> None:
        odd = TimeWindow(duration=DurationShorthand.parse("1d"))
        with pytest.raises(InvalidValue, match="timeWindow"):
            odd.interval(at("2026-11-01T00:00:00Z"))
        with pytest.raises(InvalidType, match="duration"):
            TimeWindow().interval(at("2026-11-01T00:00:00Z"))


class TestCalendarWindow:
    @pytest.mark.parametrize(
        ("duration", "start", "instant", "span"),
        [
            ("1d", "2026-01-01 00:00:00", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z/PT25H"),
            ("1d", "2026-01-01 00:00:00", "2026-04-01T22:30:00Z", "2026-04-01T22:00:00Z/PT24H"),
            ("1w", "2026-01-01 12:00:00", "2026-01-08T10:59:00Z", "2026-01-01T11:00:00Z/PT168H"),
            ("1w", "2026-01-01 12:00:00", "2026-01-08T11:00:00Z", "2026-01-08T11:00:00Z/PT168H"),
            ("1M", "2026-01-31 00:00:00", "2026-02-28T00:00:00Z", "2026-02-27T23:00:00Z/PT743H"),
            ("1M", "2026-01-31 00:00:00", "2026-04-15T00:00:00Z", "2026-03-30T22:00:00Z/PT720H"),
            ("1Q", "2026-02-01 00:00:00", "2026-04-30T00:00:00Z", "2026-01-31T23:00:00Z/PT2135H"),
            ("1Y", "2024-02-29 00:00:00", "2026-01-01T00:00:00Z", "2025-02-27T23:00:00Z/PT8760H"),
            ("6h", "2026-01-01 00:00:00", "2026-03-29T04:00:00Z", "2026-03-28T23:00:00Z/PT6H"),
        ],
    )
    def test_it_contains_the_instant(
        self, duration: str, start: str, instant: str, span: str
    ) -> None:
        found = window(duration, start).interval(at(instant))
        assert found == Interval.parse(span)
        assert at(instant) in found

    def test_windows_follow_each_other(self) -> None:
        monthly = window("1M", "2026-01-31 08:00:00", "America/New_York")
        span = monthly.interval(at("2026-02-01T00:00:00Z"))
        for _ in range(30):
            assert span.end is not None
            following = monthly.interval(span.end)
            assert following.start == span.end
            span = following

    def test_before_the_first_there_is_none(self) -> None:
        with pytest.raises(InvalidValue, match="where the first window begins"):
            window("1M", "2026-01-01 00:00:00").interval(at("2025-12-01T00:00:00Z"))

    @pytest.mark.parametrize("start", ["noon", "2026-01-01T00:00:00Z", "2026-13-01 00:00:00"])
    def test_a_start_that_is_none(self, start: str) -> None:
        with pytest.raises(InvalidValue):
            window("1M", start).interval(at("2026-11-01T00:00:00Z"))

    def test_a_start_or_zone_that_is_missing(self) -> None:
        with pytest.raises(InvalidType, match="startTime"):
            WindowCalendar(time_zone="UTC").start()
        with pytest.raises(InvalidValue, match="zone"):
            WindowCalendar(start_time="2026-01-01 00:00:00").start()

    @pytest.mark.parametrize(
        ("duration", "start", "label"),
        [
            ("1d", "2026-01-01 00:00:00", "2026-11-05"),
            ("1w", "2026-01-05 00:00:00", "2026-W45"),
            ("7d", "2026-01-04 00:00:00", "2026-11-01 to 2026-11-07"),
            ("1M", "2026-01-01 00:00:00", "2026-11"),
            ("1M", "2026-01-15 00:00:00", "2026-10-15 to 2026-11-14"),
            ("3M", "2026-01-01 00:00:00", "2026-Q4"),
            ("2Q", "2026-07-01 00:00:00", "2026-H2"),
            ("1Y", "2026-01-01 00:00:00", "2026"),
            ("12M", "2025-04-01 00:00:00", "2026-04-01 to 2027-03-31"),
        ],
    )
    def test_the_reporting_period_that_it_is(self, duration: str, start: str, label: str) -> None:
        moment = at("2026-11-05T12:00:00Z")
        period = window(duration, start).period(moment)
        assert period.label == label
        assert period.interval == window(duration, start).interval(moment)

    @pytest.mark.parametrize(
        ("duration", "start"),
        [
            ("2d", "2026-01-01 00:00:00"),
            ("1d", "2026-01-01 12:00:00"),
            ("5M", "2026-01-01 00:00:00"),
            ("1Q", "2026-01-15 00:00:00"),
            ("6h", "2026-01-01 00:00:00"),
        ],
    )
    def test_others_are_no_reporting_period(self, duration: str, start: str) -> None:
        with pytest.raises(InvalidValue, match="timeWindow"):
            window(duration, start).period(at("2026-11-05T12:00:00Z"))

    def test_a_rolling_window_is_none(self) -> None:
        with pytest.raises(InvalidType, match="calendar"):
            window("30d").period(at("2026-11-05T12:00:00Z"))

    @pytest.mark.parametrize("anchor", [1, 15, 31])
    @pytest.mark.parametrize("within", ["2026-02-10", "2026-03-10", "2026-11-30"])
    def test_a_billing_cycle_comes_back(self, within: str, anchor: int) -> None:
        cycle = ReportingPeriod.around(
            within, PeriodKind.MONTH, zone="Europe/Berlin", anchor=anchor
        )
        assert TimeWindow.of(cycle).period(cycle.interval.start) == cycle

    @pytest.mark.parametrize("kind", list(PeriodKind))
    def test_every_kind_of_period_comes_back(self, kind: PeriodKind) -> None:
        period = ReportingPeriod.around("2026-11-05", kind, zone="Asia/Tokyo")
        assert TimeWindow.of(period).period(period.interval.start) == period

    def test_something_else_is_no_window(self) -> None:
        with pytest.raises(InvalidType, match="window"):
            TimeWindow.of("30d")  # type: ignore[arg-type]


class TestIndicatorOf:
    def test_method_and_slices(self) -> None:
        indicator = indicator_of(
            load(DOCUMENTS["SLO"], SLO),
            missing=MissingData.UNDETERMINED,
            no_traffic=MissingData.GOOD,
        )
        assert indicator == Indicator(
            name="checkout-answers",
            method=BudgetingMethod.TIMESLICES,
            slice_target="95 %",
            missing=MissingData.UNDETERMINED,
            no_traffic=MissingData.GOOD,
        )

    def test_each_objective_of_several_has_its_own_name(self) -> None:
        slo = load(DOCUMENTS["composite SLO"], SLO)
        names = [indicator_of(slo, index, missing=MissingData.IGNORE).name for index in range(2)]
        assert names == ["search-answers", "pay-latency"]

    def test_a_document_without_names(self) -> None:
        spec = SLOSpec(budgeting_method=BudgetingMethod.OCCURRENCES, objectives=[SLOObjective()])
        assert indicator_of(SLO(spec=spec), missing=MissingData.IGNORE).name == ""
        named = SLO(metadata=Metadata(name="web"), spec=spec)
        assert indicator_of(named, missing=MissingData.IGNORE).name == "web"

    @pytest.mark.parametrize("objective", [-1, 2, True, "0"])
    def test_an_objective_that_is_not_there(self, objective: int) -> None:
        with pytest.raises(InvalidValue, match="objective"):
            indicator_of(load(DOCUMENTS["SLO"], SLO), objective, missing=MissingData.IGNORE)

    @pytest.mark.parametrize("slo", [SLO(), SLO(spec=SLOSpec())])
    def test_a_document_without_a_method(self, slo: SLO) -> None:
        with pytest.raises(InvalidValue, match="budgetingMethod"):
            indicator_of(slo, missing=MissingData.IGNORE)

    def test_something_else_than_an_slo(self) -> None:
        with pytest.raises(InvalidType, match="slo"):
            indicator_of(DOCUMENTS["SLO"], missing=MissingData.IGNORE)  # type: ignore[arg-type]


ERRORS = Indicator(name="errors", missing=MissingData.UNDETERMINED)
SLICES = Indicator(
    name="slices",
    method=BudgetingMethod.TIMESLICES,
    slice_target="95 %",
    missing=MissingData.UNDETERMINED,
)


def document(indicator: Indicator = ERRORS, **changes: Any) -> SLO:  # noqa: ANN401
    """Return the document of an indicator."""
    arguments: dict[str, Any] = {
        "name": "checkout",
        "service": "shop",
        "target": "99.95 %",
        "window": timedelta(days=28),
        "source": "checkout-errors",
    }
    return slo_document(indicator, **(arguments | changes))


class TestSloDocument:
    def test_it_is_sound_and_says_what_it_was_made_of(self) -> None:
        slo = document()
        assert check(slo) == ()
        assert slo.spec is not None
        assert slo.spec.objectives[0].required_share == Ratio.parse("99.95 %")
        assert load(dump(slo)) == slo
        assert indicator_of(slo, missing=MissingData.UNDETERMINED).method is ERRORS.method

    def test_slices(self) -> None:
        slo = document(SLICES, slice=timedelta(minutes=1))
        assert check(slo) == ()
        assert slo.spec is not None
        assert slo.spec.objectives[0].slice_length == timedelta(minutes=1)
        assert indicator_of(slo, missing=MissingData.UNDETERMINED).slice_target == Ratio(19, 20)

    def test_a_window_on_a_calendar(self) -> None:
        month = ReportingPeriod.around("2026-11-05", PeriodKind.MONTH, zone="Europe/Berlin")
        slo = document(window=month, target=Ratio(999, 1000))
        assert slo.spec is not None
        assert slo.spec.time_window[0].period(month.interval.start) == month

    def test_a_source_of_its_own(self) -> None:
        sli = SLI(metadata=Metadata(name="x"), spec=SLISpec())
        slo = document(source=sli)
        assert slo.spec is not None
        assert (slo.spec.indicator, slo.spec.indicator_ref) == (sli, None)

    @pytest.mark.parametrize(
        ("condition", "op", "value"),
        [
            (at_most(Quantity("0.3", "s")), Operator.LTE, "0.3"),
            (at_least(7), Operator.GTE, "7"),
            (SLOObjective(op=Operator.LT, value=Decimal(3)).condition(), Operator.LT, "3"),
        ],
    )
    def test_a_condition(self, condition: Objective, op: Operator, value: str) -> None:
        spec = document(condition=condition).spec
        assert spec is not None
        assert (spec.objectives[0].op, spec.objectives[0].value) == (op, Decimal(value))

    @pytest.mark.parametrize(
        ("changes", "kind", "name"),
        [
            ({"target": Ratio(2, 3)}, InvalidValue, "target"),
            ({"target": 0.999}, InvalidType, "target"),
            ({"target": "much"}, InvalidValue, "ratio"),
            ({"source": 7}, InvalidType, "source"),
            ({"window": timedelta(seconds=1)}, InvalidValue, "length"),
            ({"slice": timedelta(seconds=1)}, InvalidValue, "length"),
            ({"condition": exactly(3)}, InvalidValue, "condition"),
            ({"condition": at_most(timedelta(hours=1))}, InvalidType, "condition"),
            ({"condition": at_most(Quantity(Fraction(1, 3), "s"))}, InvalidValue, "condition"),
            ({"condition": "lte"}, InvalidType, "condition"),
            ({"name": 7}, InvalidType, "name"),
        ],
        ids=str,
    )
    def test_what_has_no_document_is_refused(
        self, changes: dict[str, Any], kind: type[Exception], name: str
    ) -> None:
        with pytest.raises(kind, match=name):
            document(**changes)

    def test_something_else_than_an_indicator(self) -> None:
        with pytest.raises(InvalidType, match="indicator"):
            document("errors")  # type: ignore[arg-type]


class TestBurnRate:
    def test_the_alert_of_a_condition(self) -> None:
        condition = BurnRateCondition(
            op=Operator.GT,
            threshold=Decimal("14.4"),
            lookback_window=DurationShorthand.parse("1h"),
            alert_after=DurationShorthand.parse("2m"),
        )
        alert = condition.alert(
            short=timedelta(minutes=5), window=timedelta(days=30), severity=AlertSeverity.TICKET
        )
        assert alert.factor == Fraction(72, 5)
        assert alert.long == timedelta(hours=1)
        assert alert.pending == timedelta(minutes=2)
        assert alert.severity is AlertSeverity.TICKET

    @pytest.mark.parametrize("op", [None, Operator.GTE, Operator.LTE, Operator.LT])
    def test_another_comparison_is_refused(self, op: Operator | None) -> None:
        condition = BurnRateCondition(
            op=op, threshold=Decimal(2), lookback_window=DurationShorthand.parse("1h")
        )
        with pytest.raises(InvalidValue, match="op"):
            condition.alert(short=timedelta(minutes=5), window=timedelta(days=30))

    @pytest.mark.parametrize(
        "fields",
        [{}, {"threshold": Decimal(2)}, {"lookback_window": DurationShorthand.parse("1h")}],
    )
    def test_half_a_condition_is_refused(self, fields: dict[str, Any]) -> None:
        condition = BurnRateCondition(op=Operator.GT, **fields)
        with pytest.raises(InvalidValue, match="lookbackWindow"):
            condition.alert(short=timedelta(minutes=5), window=timedelta(days=30))


def test_a_window_is_asked_with_an_aware_instant() -> None:
    with pytest.raises(InvalidValue, match="aware"):
        window("1M", "2026-01-01 00:00:00").interval(datetime(2026, 11, 1))  # noqa: DTZ001
    assert window("1d").interval(datetime(2026, 11, 1, tzinfo=UTC)).duration == timedelta(days=1)
