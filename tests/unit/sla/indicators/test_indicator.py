"""Indicators and the choices that they make (R4.2, R4.3, R0.6)."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.indicators import (
    BudgetingMethod,
    ExcludedSlice,
    Indicator,
    MissingData,
)
from svcmgmt.values import Ratio

IGNORE = MissingData.IGNORE
TIMESLICES = BudgetingMethod.TIMESLICES
RATIO = BudgetingMethod.RATIO_TIMESLICES


class TestChoices:
    def test_what_missing_data_mean_must_be_said(self) -> None:
        given: dict[str, Any] = {"name": "requests"}
        with pytest.raises(TypeError, match="missing"):
            Indicator(**given)

    def test_the_choices_are_told_by_name(self) -> None:
        indicator = Indicator(
            name="checkout",
            method=TIMESLICES,
            slice_target="95 %",
            missing=MissingData.UNDETERMINED,
            no_traffic=MissingData.GOOD,
            minimum_events=60,
            below_minimum=MissingData.GOOD,
            excluded_slice=ExcludedSlice.COVERED,
            empty=EmptyBase.FULL,
        )
        assert dict(indicator.policies) == {
            "method": "timeslices",
            "slice target": "95 %",
            "missing data": "undetermined",
            "no traffic": "good",
            "minimum traffic": "60 events, else good",
            "excluded slices": "covered",
            "empty base": "full",
        }

    def test_no_traffic_is_missing_unless_told(self) -> None:
        assert Indicator(name="x", method=RATIO, missing=MissingData.BAD).without_traffic is (
            MissingData.BAD
        )
        assert dict(Indicator(name="x", missing=IGNORE).policies) == {
            "method": "occurrences",
            "missing data": "ignore",
            "no traffic": "ignore",
            "excluded slices": "touched",
            "empty base": "undefined",
        }

    def test_a_slice_target_is_a_share_above_nothing(self) -> None:
        made = Indicator(name="x", method=TIMESLICES, slice_target=Ratio(9, 10), missing=IGNORE)
        assert made == Indicator(name="x", method=TIMESLICES, slice_target="90 %", missing=IGNORE)
        for target in (None, "0 %"):
            with pytest.raises(InvalidValue, match=r"slice_target: .* a share above 0"):
                Indicator(name="x", method=TIMESLICES, slice_target=target, missing=IGNORE)

    @pytest.mark.parametrize("method", [BudgetingMethod.OCCURRENCES, RATIO])
    def test_other_methods_have_no_slice_target(self, method: BudgetingMethod) -> None:
        with pytest.raises(InvalidValue, match=f"none, because the method is {method.value}"):
            Indicator(name="x", method=method, slice_target="90 %", missing=IGNORE)

    @pytest.mark.parametrize("policy", [MissingData.GOOD, MissingData.BAD])
    def test_missing_events_have_no_number(self, policy: MissingData) -> None:
        with pytest.raises(InvalidValue, match=r"missing: .* missing events have no number"):
            Indicator(name="x", missing=policy)
        with pytest.raises(InvalidValue, match=r"no_traffic: .* missing events have no number"):
            Indicator(name="x", missing=IGNORE, no_traffic=policy)

    def test_by_occurrences_every_event_counts(self) -> None:
        with pytest.raises(InvalidValue, match=r"minimum_events: .* every event counts"):
            Indicator(name="x", missing=IGNORE, minimum_events=1)

    def test_a_minimum_is_not_negative(self) -> None:
        with pytest.raises(InvalidValue, match="minimum_events: "):
            Indicator(name="x", method=RATIO, missing=IGNORE, minimum_events=-1)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("name", None),
            ("missing", "ignore"),
            ("missing", None),
            ("method", "occurrences"),
            ("slice_target", 0.9),
            ("no_traffic", "good"),
            ("minimum_events", 1.5),
            ("below_minimum", None),
            ("excluded_slice", None),
            ("empty", None),
        ],
    )
    def test_choices_of_another_kind_are_refused(self, name: str, value: object) -> None:
        given: dict[str, Any] = {"name": "x", "missing": IGNORE, "method": RATIO, name: value}
        with pytest.raises(InvalidType):
            Indicator(**given)
