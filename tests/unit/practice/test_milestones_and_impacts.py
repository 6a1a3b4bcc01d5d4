"""Instants around an incident, and what it costs its users and the business."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import (
    Incident,
    Milestone,
    Milestones,
    ServiceDegradation,
    UserImpact,
    impact_importance_factor,
)
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import NoData, Quantity, Ratio, Ref, ServiceId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

RECORDED = [
    Milestone.OCCURRED,
    Milestone.DETECTED,
    Milestone.ACKNOWLEDGED,
    Milestone.RESPONDED,
    Milestone.RESTORED,
]


class TestMilestones:
    @pytest.mark.parametrize("milestone", RECORDED)
    def test_each_may_be_told(self, milestone: Milestone) -> None:
        incident = Incident.log(id="1", at=MONDAY).reached(milestone, at=MONDAY)
        assert incident.milestones.at(milestone) == MONDAY
        others = [each for each in RECORDED if each is not milestone]
        assert [incident.milestones.at(each) for each in others] == [None] * 4

    @pytest.mark.parametrize("milestone", [Milestone.LOGGED, Milestone.RESOLVED, "detected"])
    def test_those_of_the_history_are_not_told(self, milestone: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="occurred, detected"):
            Milestones().reached(milestone, at=MONDAY)
        with pytest.raises(InvalidValue):
            Milestones().at(milestone)

    def test_an_instant_needs_a_zone_and_is_kept_in_utc(self) -> None:
        with pytest.raises(NaiveDatetime) as refused:
            Milestones(detected_at=MONDAY.replace(tzinfo=None))
        assert refused.value.field == "detected_at"

    def test_an_odd_order_is_reported_and_kept(self) -> None:
        told = Milestones(
            occurred_at=MONDAY,
            detected_at=MONDAY - MINUTE,
            responded_at=MONDAY + MINUTE,
            restored_at=MONDAY + MINUTE / 2,
        )
        assert [(each.pointer, each.value, each.allowed) for each in told.check()] == [
            ("/detected_at", "2026-10-26T07:59:00Z", "2026-10-26T08:00:00Z or later"),
            ("/restored_at", "2026-10-26T08:00:30Z", "2026-10-26T08:01:00Z or later"),
        ]
        assert Milestones(occurred_at=MONDAY, restored_at=MONDAY).check() == ()


class TestUserImpact:
    def test_users_times_outage_times_share(self) -> None:
        impact = UserImpact(users=40, lost_share="1/3")
        assert impact.lost_during(45 * MINUTE) == Quantity(600, "user-minutes")
        assert UserImpact(users=0).lost_during(MINUTE) == Quantity(0, "user-minutes")
        second = UserImpact(users=1, lost_share=Decimal("0.1")).lost_during(MINUTE / 60)
        assert second.amount == Fraction(1, 600)

    @pytest.mark.parametrize("share", ["101 %", Fraction(-1, 2), 2])
    def test_a_share_lies_from_none_to_all(self, share: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue) as refused:
            UserImpact(users=1, lost_share=share)
        assert refused.value.field == "lost_share"

    def test_a_ratio_is_a_share(self) -> None:
        assert UserImpact(users=1, lost_share=Ratio(1, 4)).lost_share == Fraction(1, 4)

    def test_wrong_numbers_are_refused(self) -> None:
        for users, error in ((-1, InvalidValue), (1.0, InvalidType), (True, InvalidType)):
            with pytest.raises(error):
                UserImpact(users=users)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            UserImpact(users=1, lost_share=0.5)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            UserImpact(users=1).lost_during(-MINUTE)
        with pytest.raises(InvalidType):
            UserImpact(users=1).lost_during(5)  # type: ignore[arg-type]


class TestImpactImportanceFactor:
    def test_nothing_lost_is_0_and_all_lost_is_1(self) -> None:
        assert impact_importance_factor([], base=10) == Ratio(0, 1)
        lost = [ServiceDegradation(weight=4, degradation=1, service=Ref(id=ServiceId("a")))]
        assert impact_importance_factor(lost, base=4) == Ratio(1, 1)

    def test_it_is_weighted(self) -> None:
        lost = [
            ServiceDegradation(weight="0.5", degradation="50 %"),
            ServiceDegradation(weight=1, degradation=0),
        ]
        assert impact_importance_factor(lost, base=2) == Ratio(1, 8)

    def test_a_base_without_weight_is_no_data(self) -> None:
        factor = impact_importance_factor([], base=0)
        assert factor == NoData("the customer base weighs nothing")

    def test_wrong_numbers_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            ServiceDegradation(weight=-1, degradation=1)
        with pytest.raises(InvalidValue):
            ServiceDegradation(weight=1, degradation="110 %")
        with pytest.raises(InvalidType):
            ServiceDegradation(weight=0.5, degradation=1)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            impact_importance_factor([ServiceDegradation(weight=2, degradation=1)], base=1)
        with pytest.raises(InvalidType):
            impact_importance_factor(["a"], base=1)  # type: ignore[list-item]
