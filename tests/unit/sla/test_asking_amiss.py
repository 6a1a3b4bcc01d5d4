"""Functions of the engine that are asked amiss: the argument is named, nothing falls through."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    availability_of,
    chronic,
    downtime_table,
    for_scopes,
    impact_weighted,
    series_of,
    time_of_use,
    user_minutes,
)
from svcmgmt.sla.budgets import forecast
from svcmgmt.sla.credits import Combination, LinearSchedule, TierSchedule, back_to_back, combined
from svcmgmt.sla.indicators import EventSeries, Indicator, IndicatorSeries, MissingData
from svcmgmt.sla.reliability import mean_times, mtbf_bounds, reliability_of
from svcmgmt.temporal import Interval
from svcmgmt.values import Ratio

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
HOUR = timedelta(hours=1)
PLAIN = availability_of([], within=DAY)
SERIES = IndicatorSeries(
    indicator=Indicator(name="requests", missing=MissingData.IGNORE),
    series=EventSeries.of_slices(DAY.start, [(9, 10)] * 12, slice=HOUR),
)
WRONG: list[Any] = [None, 5, "ab", [None]]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_availability_is_refused(wrong: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match=r"^availability: "):
        user_minutes(wrong, users=5)
    with pytest.raises(InvalidType, match=r"^availability: "):
        for_scopes(wrong, ["Berlin"])
    with pytest.raises(InvalidType, match=r"^availability: "):
        time_of_use(wrong, [])


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_mapping_is_refused(wrong: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match=r"^parts: "):
        series_of(wrong)
    with pytest.raises(InvalidType, match=r"^values: "):
        impact_weighted(wrong, {})
    with pytest.raises(InvalidType, match=r"^weights: "):
        impact_weighted({"a": Ratio(1, 2)}, wrong)
    with pytest.raises(InvalidType, match=r"^periods: "):
        downtime_table(["99 %"], wrong)


def test_what_is_no_part_is_refused() -> None:
    with pytest.raises(InvalidType, match=r"^parts: int 5"):
        series_of({"net": 5})  # type: ignore[dict-item]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_list_is_refused(wrong: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match=r"^scopes: "):
        for_scopes(PLAIN, wrong)
    with pytest.raises(InvalidType, match=r"^failures: "):
        chronic(wrong, least=1, within=HOUR)
    with pytest.raises(InvalidType, match=r"^failures: "):
        reliability_of(wrong, agreed=HOUR)
    with pytest.raises(InvalidType, match=r"^incidents: "):
        mean_times(wrong)
    with pytest.raises(InvalidType, match=r"^target"):
        downtime_table(wrong)
    with pytest.raises(InvalidType, match=r"^shares: "):
        combined(wrong, Combination.MAX)
    with pytest.raises(InvalidType, match=r"^payable: "):
        back_to_back(payable=wrong, recoverable=[])


@pytest.mark.parametrize("name", ["trailing", "quantiles"])
@pytest.mark.parametrize("wrong", WRONG)
def test_what_a_forecast_is_made_from_is_a_list(name: str, wrong: Any) -> None:  # noqa: ANN401
    more = {"trailing": [], "quantiles": [], name: wrong}
    noon = DAY.start + 12 * HOUR
    with pytest.raises(InvalidType, match=f"^{name}: "):
        forecast(SERIES, DAY, target="99 %", as_of=noon, span=HOUR, **more)


@pytest.mark.parametrize(
    "schedule",
    [TierSchedule.below([("99 %", "10 %")]), LinearSchedule(target="99 %", rate="1 %")],
)
def test_a_credit_is_a_share_of_money(schedule: TierSchedule | LinearSchedule) -> None:
    month = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
    with pytest.raises(InvalidType, match=r"^basis: int 100"):
        schedule.assess(Ratio(1, 2), basis=100, period=month)  # type: ignore[arg-type]


def test_failures_that_nobody_can_write_are_refused() -> None:
    with pytest.raises(InvalidValue, match=r"^failures: <int that cannot be shown>"):
        mtbf_bounds(HOUR, 10**5_000, confidence="90 %")
