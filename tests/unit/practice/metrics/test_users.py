"""What users have of it: time lost, waiting reduced, requests, self-service."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Incident, Milestones, ServiceRequest, UserImpact
from svcmgmt.practice.metrics import (
    TIME_TO_DETECT,
    LeadTimeChange,
    lead_time_change,
    requests_per_user,
    self_service_share,
    user_losses,
)
from svcmgmt.values import NoData, Quantity, Ratio

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def incident(name: str, minutes: int | None, users: int | None) -> Incident:
    restored = None if minutes is None else MONDAY + minutes * MINUTE
    return evolve(
        Incident.log(id=name, at=MONDAY),
        milestones=Milestones(occurred_at=MONDAY, detected_at=MONDAY, restored_at=restored),
        user_impact=None if users is None else UserImpact(users=users, lost_share="50 %"),
    )


class TestUserLosses:
    def test_users_times_outage_times_share(self) -> None:
        told = user_losses([incident("A", 30, 40), incident("B", 10, 2)])
        assert told.losses == (
            ("A", Quantity(600, "user-minutes")),
            ("B", Quantity(10, "user-minutes")),
        )
        assert told.total == Quantity(610, "user-minutes")

    def test_what_is_not_known_is_told_beside(self) -> None:
        told = user_losses([incident("A", 30, None), incident("B", None, 9)])
        assert (told.without_users, told.times.missing) == (("A",), ("B",))
        assert isinstance(told.total, NoData)

    def test_another_time_may_count_as_the_outage(self) -> None:
        told = user_losses([incident("A", 30, 40)], measure=TIME_TO_DETECT)
        assert told.total == Quantity(0, "user-minutes")

    def test_other_records_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            user_losses(["A"])  # type: ignore[list-item]


class TestLeadTimes:
    def test_a_reduction_is_a_share_of_before(self) -> None:
        change = lead_time_change([4 * MINUTE, 6 * MINUTE], [2 * MINUTE])
        assert (change.mean_before, change.mean_after) == (5 * MINUTE, 2 * MINUTE)
        assert change.reduction == Fraction(3, 5)

    def test_it_is_negative_if_it_takes_longer(self) -> None:
        assert lead_time_change([2 * MINUTE], [3 * MINUTE]).reduction == Fraction(-1, 2)

    @pytest.mark.parametrize(
        ("before", "after"), [([], [MINUTE]), ([MINUTE], []), ([0 * MINUTE], [MINUTE])]
    )
    def test_without_a_base_there_is_none(
        self, before: list[timedelta], after: list[timedelta]
    ) -> None:
        assert isinstance(lead_time_change(before, after).reduction, NoData)

    def test_process_time_saved_counts_what_was_done_since(self) -> None:
        change = lead_time_change([4 * MINUTE, 6 * MINUTE], [2 * MINUTE, 3 * MINUTE, 7 * MINUTE])
        assert change.saved == 3 * MINUTE
        assert lead_time_change([MINUTE], [2 * MINUTE, MINUTE]).saved == -MINUTE
        assert lead_time_change([0 * MINUTE], [MINUTE]).saved == -MINUTE
        for before, after in (([], [MINUTE]), ([MINUTE], [])):
            assert isinstance(lead_time_change(before, after).saved, NoData)

    def test_times_are_times(self) -> None:
        with pytest.raises(InvalidType):
            lead_time_change([4], [])  # type: ignore[list-item]
        assert LeadTimeChange(before=(MINUTE,), after=(MINUTE,)).reduction == 0


class TestRequests:
    def test_requests_of_a_user_in_a_month(self) -> None:
        assert requests_per_user(90, users=20, months=3) == Fraction(3, 2)
        assert requests_per_user(9, users=3, months=Decimal("0.5")) == 6
        assert requests_per_user(9, users=0) == NoData("no users")

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"requests": -1}, "requests"), ({"users": -1}, "users"), ({"months": 0}, "months")],
    )
    def test_wrong_numbers_are_refused(self, fields: dict[str, Any], field: str) -> None:
        numbers: dict[str, Any] = {"requests": 1, "users": 1, "months": 1, **fields}
        with pytest.raises(InvalidValue) as refused:
            requests_per_user(numbers.pop("requests"), **numbers)
        assert refused.value.field == field

    def test_an_inexact_number_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            requests_per_user(1, users=1, months=0.5)  # type: ignore[arg-type]

    def test_self_service_is_of_those_whose_channel_is_known(self) -> None:
        channels = ("self-service", "phone", "", "bot")
        requests = [
            ServiceRequest.log(id=str(number), at=MONDAY, channel=channel)
            for number, channel in enumerate(channels)
        ]
        assert self_service_share(requests) == Ratio(1, 3)
        assert self_service_share(requests, channels=["self-service", "bot"]) == Ratio(2, 3)
        assert isinstance(self_service_share(requests[2:3]), NoData)

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            self_service_share(["1"])  # type: ignore[list-item]
        with pytest.raises(InvalidType):
            self_service_share([], channels="self-service")
