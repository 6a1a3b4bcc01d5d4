"""Contested readings as data, with defaults."""

from __future__ import annotations

import pickle
from datetime import timedelta
from enum import EnumType
from typing import Any

import pytest
from attrs import fields

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    EmergencyMaintenance,
    ExclusionStatus,
    GapTime,
    Granularity,
    MaintenanceTerms,
    WhenUnknown,
    policies as module,
)

HOUR = timedelta(hours=1)
ENUMERATIONS = [
    each for each in vars(module).values() if isinstance(each, EnumType) and each.__members__
]


class TestAvailabilityPolicies:
    def test_each_default_is_the_first_member(self) -> None:
        chosen = AvailabilityPolicies()
        for each in fields(AvailabilityPolicies):
            value = getattr(chosen, each.name)
            if type(value) in ENUMERATIONS:
                first = next(iter(type(value).__members__.values()))
                assert value is first, each.name

    def test_unknown_time_has_no_default(self) -> None:
        assert AvailabilityPolicies().unknown is None

    def test_only_agreed_exclusions_hold_by_default(self) -> None:
        assert AvailabilityPolicies().statuses == (ExclusionStatus.APPROVED,)

    def test_statuses_are_a_set_in_their_own_order(self) -> None:
        given = [ExclusionStatus.DISPUTED, ExclusionStatus.PROPOSED, ExclusionStatus.DISPUTED]
        chosen = AvailabilityPolicies(statuses=given)
        assert chosen.statuses == (ExclusionStatus.PROPOSED, ExclusionStatus.DISPUTED)
        assert AvailabilityPolicies(statuses=given[::-1]) == chosen

    @pytest.mark.parametrize(
        "name",
        [
            *("convention", "partial_period", "overlap", "gap_time", "duration_basis"),
            *("granularity", "unknown", "empty", "stop_clock", "count", "maintenance"),
            *("fixed_length", "merge_gap", "minimum", "unit", "statuses"),
        ],
    )
    def test_words_in_place_of_policies_are_refused(self, name: str) -> None:
        given: dict[str, Any] = {name: "max"}
        with pytest.raises(InvalidType, match=name):
            AvailabilityPolicies(**given)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("fixed_length", timedelta(0)),
            ("fixed_length", -HOUR),
            ("unit", timedelta(0)),
            ("unit", -HOUR),
            ("minimum", -HOUR),
            ("merge_gap", -HOUR),
        ],
    )
    def test_times_that_cannot_be_are_refused(self, name: str, value: timedelta) -> None:
        given: dict[str, Any] = {name: value}
        with pytest.raises(InvalidValue, match=name):
            AvailabilityPolicies(**given)

    def test_gaps_count_only_where_they_are_merged(self) -> None:
        with pytest.raises(InvalidValue, match="gap_time"):
            AvailabilityPolicies(gap_time=GapTime.DOWN)
        assert AvailabilityPolicies(gap_time=GapTime.DOWN, merge_gap=HOUR).merge_gap == HOUR

    def test_every_choice_is_told(self) -> None:
        chosen = AvailabilityPolicies(
            fixed_length=720 * HOUR,
            merge_gap=timedelta(minutes=5),
            granularity=Granularity.UP,
            unknown=WhenUnknown.EXCLUDED,
            statuses=(),
        )
        assert dict(chosen.as_pairs()) == {
            "exclusion": "both sides",
            "base": "720:00:00 fixed",
            "overlap": "max",
            "merge": "0:05:00",
            "gap": "up",
            "minimum": "0:00:00 counted",
            "granularity": "up in 0:01:00",
            "unknown": "excluded",
            "empty base": "undefined",
            "exclusions held": "none",
            "stop clock": "restore time only",
            "outages counted": "touched",
            "maintenance": "notice 0:00:00, windows any, quota none, emergency downtime",
        }
        plain = dict(AvailabilityPolicies().as_pairs())
        assert plain["base"] == "active time"
        assert plain["merge"] == "overlapping"
        assert plain["granularity"] == "exact"
        assert plain["unknown"] == "not chosen"

    def test_they_are_values(self) -> None:
        chosen = AvailabilityPolicies(maintenance=MaintenanceTerms(quota=HOUR))
        assert pickle.loads(pickle.dumps(chosen)) == chosen  # noqa: S301
        assert hash(chosen) == hash(AvailabilityPolicies(maintenance=MaintenanceTerms(quota=HOUR)))


class TestMaintenanceTerms:
    def test_by_themselves_they_leave_all_announced_work_out(self) -> None:
        terms = MaintenanceTerms()
        assert (terms.notice, terms.windows, terms.quota) == (timedelta(0), None, None)
        assert terms.emergency is EmergencyMaintenance.DOWNTIME

    @pytest.mark.parametrize("name", ["notice", "windows", "quota", "emergency"])
    def test_terms_of_another_kind_are_refused(self, name: str) -> None:
        given: dict[str, Any] = {name: "5 days"}
        with pytest.raises(InvalidType, match=name):
            MaintenanceTerms(**given)

    @pytest.mark.parametrize("name", ["notice", "quota"])
    def test_negative_times_are_refused(self, name: str) -> None:
        given: dict[str, Any] = {name: -HOUR}
        with pytest.raises(InvalidValue, match=name):
            MaintenanceTerms(**given)

    def test_they_tell_themselves(self) -> None:
        terms = MaintenanceTerms(
            windows=weekly("Sun 02:00-06:00", zone="UTC"),
            quota=timedelta(0),
            emergency=EmergencyMaintenance.EXCLUDED,
        )
        told = "notice 0:00:00, windows Sun 02:00-06:00, UTC, quota 0:00:00, emergency excluded"
        assert str(terms) == told


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_words_read_as_policies(enumeration: Any) -> None:  # noqa: ANN401
    for member in enumeration:
        assert enumeration(member.value) is member
