"""One promise as data: what, of what, how much, over what time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.agreement import (
    CalendarPeriods,
    ObjectiveRef,
    OutageMeasure,
    SampleTerms,
    Scope,
    ServiceLevelObjective,
)
from svcmgmt.calendars import PeriodKind
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.conformance import AllowedCrossings, GraceTimes
from svcmgmt.sla.objectives import at_least, at_most
from svcmgmt.statistics import SmallSample

MONTHLY = CalendarPeriods(PeriodKind.MONTH)
UPTIME = ServiceLevelObjective(id="uptime", measure=OutageMeasure(), objective=at_least("99.9 %"))


class TestReferences:
    def test_a_whole_agreement_names_each_of_its_objectives(self) -> None:
        assert ObjectiveRef("SLA-7").names("SLA-7", "uptime")
        assert ObjectiveRef("SLA-7", "uptime").names("SLA-7", "uptime")
        assert not ObjectiveRef("SLA-7", "uptime").names("SLA-7", "restore")
        assert not ObjectiveRef("SLA-8").names("SLA-7", "uptime")

    def test_wrong_identifiers_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match="agreement"):
            ObjectiveRef("")
        with pytest.raises(InvalidType, match="objective"):
            ObjectiveRef("SLA-7", 7)  # type: ignore[arg-type]


class TestSamples:
    def test_defaults_are_those_of_row_10(self) -> None:
        assert str(SampleTerms()) == "strict, 95 % confidence"

    def test_text_names_each_choice(self) -> None:
        terms = SampleTerms(small_sample=SmallSample.ONE_MISS, min_sample=20, confidence="90 %")
        assert str(terms) == "one miss, not judged below 20 cases, 90 % confidence"

    @pytest.mark.parametrize(
        ("field", "value"), [("min_sample", -1), ("expected", -1), ("confidence", "100 %")]
    )
    def test_what_is_out_of_range_is_refused(self, field: str, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match=field):
            SampleTerms(**{field: value})

    @pytest.mark.parametrize(
        ("field", "value"),
        [("min_sample", 0.5), ("expected", "40"), ("confidence", 0.95), ("small_sample", "strict")],
    )
    def test_wrong_kinds_are_refused(self, field: str, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=field):
            SampleTerms(**{field: value})


class TestObjectives:
    def test_text_tells_what_is_promised(self) -> None:
        assert str(UPTIME) == "availability: at least 99.9 %"
        bare = ServiceLevelObjective(
            id="x", objective=at_most(2), scope=Scope(services=["vpn"]), conformance_period=MONTHLY
        )
        assert str(bare) == "nothing measured of service vpn: at most 2 per month"

    def test_a_row_has_every_cell_as_text(self) -> None:
        row = ServiceLevelObjective(
            id="x",
            name="Outages",
            objective=at_most(timedelta(hours=1)),
            conformance_period=MONTHLY,
            credit="uptime",
            is_internal=True,
        ).as_dict()
        assert row == {
            "id": "x",
            "name": "Outages",
            "measure": "",
            "scope": "everything",
            "target": "at most 1:00:00",
            "period": "month",
            "credit": "uptime",
            "internal": "yes",
        }
        assert UPTIME.as_dict()["period"] == ""
        assert UPTIME.as_dict()["internal"] == "no"

    def test_leniency_is_data_too(self) -> None:
        lenient = ServiceLevelObjective(
            id="x",
            objective=at_most(2),
            grace_times=GraceTimes(grace=3),
            allowed_crossings=AllowedCrossings(allowed=2, period=5),
        )
        assert lenient.grace_times == GraceTimes(grace=3)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"measure": "availability"},
            {"objective": "99.9 %"},
            {"scope": "vpn"},
            {"applicability": "office"},
            {"conformance_period": "month"},
            {"valid_for": "2026"},
            {"sample": 20},
            {"grace_times": 3},
            {"allowed_crossings": 2},
            {"is_internal": "yes"},
            {"supported_by": ["UC-1"]},
            {"credit": None},
            {"consequence": 7},
            {"name": None},
        ],
    )
    def test_wrong_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            ServiceLevelObjective(**{"id": "x", "objective": at_most(2), **wrong})

    def test_an_empty_identifier_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="id"):
            ServiceLevelObjective(id="", objective=at_most(2))
