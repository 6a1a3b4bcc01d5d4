"""User-minutes, reportable outages, and scopes (R2.18, R2.19)."""

from __future__ import annotations

import pickle
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.calendars import never
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    FCC_REPORTABLE,
    AvailabilityPolicies,
    Outage,
    ReportableRule,
    WhenUnknown,
    availability_of,
    for_scopes,
    user_minutes,
)
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.temporal import Interval, IntervalSet
from svcmgmt.values import NoData, Ratio

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
HOUR = timedelta(hours=1)


def span(first: float, last: float) -> Interval:
    return Interval(DAY.start + first * HOUR, DAY.start + last * HOUR)


def down(first: float, last: float, users: int | None = None, **more: Any) -> Outage:  # noqa: ANN401
    return Outage(during=span(first, last), users_affected=users, **more)


class TestUserMinutes:
    def test_an_outage_takes_as_many_as_it_affects(self) -> None:
        result = user_minutes(availability_of([down(1, 2, 10)], within=DAY), users=40)
        assert result.lost == 600
        assert result.ratio == Ratio(40 * 24 * 60 - 600, 40 * 24 * 60)
        assert isinstance(result.ratio, Ratio)
        assert result.ratio.total == 40 * 24 * 60

    def test_weights_are_not_used(self) -> None:
        half = availability_of([down(1, 2, 10, weight="1/2")], within=DAY)
        assert user_minutes(half, users=40).lost == 600

    def test_users_of_overlapping_outages_add_up_to_all(self) -> None:
        both = availability_of([down(1, 3, 30, id="a"), down(2, 4, 30, id="b")], within=DAY)
        assert user_minutes(both, users=40).lost == 60 * (30 + 40 + 30)

    def test_an_outage_that_affects_nobody_takes_nothing(self) -> None:
        result = user_minutes(availability_of([down(1, 2, 0)], within=DAY), users=40)
        assert result.lost == Fraction(0)
        assert result.availability.count == 0

    def test_where_nobody_counted_the_users_somebody_has_to_say(self) -> None:
        plain = availability_of([down(1, 2, id="o-7")], within=DAY)
        with pytest.raises(InvalidValue, match="users_affected"):
            user_minutes(plain, users=40)
        assert user_minutes(plain, users=40, if_unknown=40).lost == 40 * 60

    def test_more_users_than_there_are_is_told(self) -> None:
        result = user_minutes(availability_of([down(1, 2, 50, id="o-7")], within=DAY), users=40)
        assert result.lost == 40 * 60
        (finding,) = result.findings
        assert (finding.code, finding.value) == ("more-users-than-there-are", "50")

    def test_unknown_time_that_is_down_affects_everybody(self) -> None:
        plain = availability_of(
            [],
            within=DAY,
            unknown=IntervalSet.of([span(1, 2)]),
            policies=AvailabilityPolicies(unknown=WhenUnknown.DOWN),
        )
        assert user_minutes(plain, users=40).lost == 40 * 60

    def test_no_data_stays_no_data(self) -> None:
        nothing = availability_of([], within=DAY, service_time=never())
        result = user_minutes(nothing, users=40)
        assert isinstance(result.ratio, NoData)
        assert isinstance(result.lost, NoData)

    def test_it_is_judged_like_everything(self) -> None:
        plain = availability_of([down(1, 2, 50, cause="disk")], within=DAY, subject="mail")
        evaluation = user_minutes(plain, users=40).evaluation(at_least("90 %"))
        assert evaluation.verdict is Verdict.MET
        assert evaluation.counts == (("outages", 1), ("users", 40))
        assert str(evaluation).startswith("user-minute availability of mail: met, ")
        assert [each.code for each in evaluation.findings] == ["more-users-than-there-are"]
        bare = user_minutes(plain, users=40).evaluation()
        assert bare.verdict is Verdict.UNDEFINED

    @pytest.mark.parametrize(("users", "error"), [(0, InvalidValue), (1.5, InvalidType)])
    def test_there_are_users(self, users: Any, error: type[Exception]) -> None:  # noqa: ANN401
        with pytest.raises(error, match="users"):
            user_minutes(availability_of([], within=DAY), users=users)

    def test_it_is_a_value(self) -> None:
        result = user_minutes(availability_of([down(1, 2, 10)], within=DAY), users=40)
        assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301


class TestReportable:
    @pytest.mark.parametrize(
        ("minutes", "users", "reportable"),
        [(30, 30_000, True), (29, 900_000, False), (30, 29_999, False), (45, 20_000, True)],
    )
    def test_long_enough_and_enough_user_minutes(
        self, minutes: int, users: int, *, reportable: bool
    ) -> None:
        lasted = timedelta(minutes=minutes)
        assert FCC_REPORTABLE.applies(lasted, users=users) is reportable

    def test_other_countries_have_other_rules(self) -> None:
        rule = ReportableRule(name="here", least_duration=HOUR, least_user_minutes=60)
        assert rule.applies(HOUR, users=1)
        with pytest.raises(InvalidType, match="least_duration"):
            ReportableRule(name="x", least_duration=60, least_user_minutes=1)  # type: ignore[arg-type]


class TestScopes:
    def test_each_has_its_own_outages_and_those_of_all(self) -> None:
        plain = availability_of(
            [down(1, 2, scope="a"), down(5, 8, scope="b", weight="1/3"), down(10, 11)], within=DAY
        )
        found = for_scopes(plain, ["a", "b", "c"])
        assert [each.subject for each in found.values()] == ["a", "b", "c"]
        lost = [each.downtime / HOUR for each in found.values()]
        assert lost == [2, 2, 1]

    def test_an_outage_of_another_scope_is_refused(self) -> None:
        plain = availability_of([down(1, 2, scope="z")], within=DAY)
        with pytest.raises(InvalidValue, match="scope"):
            for_scopes(plain, ["a", "b"])

    def test_thirds_add_up(self) -> None:
        plain = availability_of([down(0, 24, scope="a", weight=Fraction(1, 3))], within=DAY)
        assert for_scopes(plain, ["a"])["a"].ratio == Ratio(2, 3)
