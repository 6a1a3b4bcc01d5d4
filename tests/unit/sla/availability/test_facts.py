"""Outages, exclusions and maintenance as they are recorded (R2.2, R2.6, R2.7)."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    Exclusion,
    ExclusionCategory,
    ExclusionStatus,
    Maintenance,
    Outage,
    RecordedFact,
)
from svcmgmt.sla.availability.facts import OPEN
from svcmgmt.temporal import (
    HORIZON,
    EndBeforeStart,
    Interval,
    IntervalSet,
    NaiveDatetime,
    OpenInterval,
    parse_instant as at,
    to_micros,
)
from svcmgmt.values import Ratio

HOUR = Interval.parse("2026-10-05T10:00:00Z/PT1H")
SUNDAYS = weekly("Sun 02:00-04:00", zone="UTC")
CUSTOMER = ExclusionCategory.CUSTOMER


class TestOutage:
    def test_by_itself_it_takes_everything(self) -> None:
        outage = Outage(during=HOUR)
        assert outage.weight == 1
        assert (outage.id, outage.scope, outage.cause, outage.source) == ("", "", "", "")
        assert outage.users_affected is None
        assert not outage.is_withdrawn

    @pytest.mark.parametrize(
        "weight", [Fraction(3, 10), Decimal("0.3"), "0.3", "30 %", "3/10", Ratio(3, 10)]
    )
    def test_weights_are_told_in_any_exact_form(self, weight: Any) -> None:  # noqa: ANN401
        assert Outage(during=HOUR, weight=weight).weight == Fraction(3, 10)

    @pytest.mark.parametrize("weight", [0, "0 %", -1, 2, "101 %", Fraction(-1, 3)])
    def test_weights_outside_nothing_to_everything_are_refused(self, weight: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="weight"):
            Outage(during=HOUR, weight=weight)

    @pytest.mark.parametrize("weight", [0.5, None, True, float("nan")])
    def test_inexact_weights_are_refused(self, weight: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="weight"):
            Outage(during=HOUR, weight=weight)

    def test_an_absurd_weight_ends_in_bounded_steps(self) -> None:
        with pytest.raises(InvalidValue, match="weight"):
            Outage(during=HOUR, weight="1e-999999999")

    @pytest.mark.parametrize("during", ["2026-10-05", None, (1, 2), SUNDAYS])
    def test_it_lasts_for_an_interval(self, during: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="during"):
            Outage(during=during)

    def test_an_end_before_its_start_cannot_be(self) -> None:
        with pytest.raises(EndBeforeStart):
            Outage(during=Interval(at("2026-10-05T10:00:00Z"), at("2026-10-05T09:00:00Z")))

    def test_naive_instants_cannot_be(self) -> None:
        naive = datetime.fromisoformat("2026-10-05T10:00:00")
        with pytest.raises(NaiveDatetime):
            Outage(during=Interval(naive, naive))
        with pytest.raises(NaiveDatetime, match="recorded_at"):
            Outage(during=HOUR, recorded_at=naive)

    @pytest.mark.parametrize(
        ("name", "value"),
        [("id", 7), ("scope", None), ("cause", 1), ("source", b"x"), ("is_withdrawn", 1)],
    )
    def test_fields_of_another_kind_are_refused(self, name: str, value: Any) -> None:  # noqa: ANN401
        given: dict[str, Any] = {name: value}
        with pytest.raises(InvalidType, match=name):
            Outage(during=HOUR, **given)

    @pytest.mark.parametrize("users", [1.5, True, "many"])
    def test_users_are_counted(self, users: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="users_affected"):
            Outage(during=HOUR, users_affected=users)

    def test_users_are_not_fewer_than_none(self) -> None:
        assert Outage(during=HOUR, users_affected=0).users_affected == 0
        with pytest.raises(InvalidValue, match="users_affected"):
            Outage(during=HOUR, users_affected=-1)

    @pytest.mark.parametrize("sequence", [1.5, True, "first"])
    def test_a_sequence_is_a_whole_number(self, sequence: Any) -> None:  # noqa: ANN401
        assert Outage(during=HOUR, sequence=-3).sequence == -3
        with pytest.raises(InvalidType, match="sequence"):
            Outage(during=HOUR, sequence=sequence)

    def test_its_span_serves_kernels(self) -> None:
        start = to_micros(HOUR.start)
        assert Outage(during=HOUR, weight="1/3").span == (start, start + 3_600_000_000, 1, 3)
        assert Outage(during=Interval(HOUR.start)).span == (start, OPEN, 1, 1)
        assert to_micros(HORIZON) < OPEN

    def test_a_withdrawn_one_spans_nothing(self) -> None:
        start, end, _, _ = Outage(during=HOUR, is_withdrawn=True).span
        assert start == end

    def test_a_change_is_a_new_fact_with_its_own_span(self) -> None:
        later = Interval.parse("2026-10-05T12:00:00Z/PT1H")
        changed = evolve(Outage(id="o-7", during=HOUR), during=later)
        assert changed.span == Outage(during=later).span
        assert changed != Outage(id="o-7", during=HOUR)

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ({"id": "o-7", "cause": "disk full"}, "o-7 (disk full)"),
            ({"id": "o-7"}, "o-7"),
            ({"cause": "disk full"}, "disk full"),
            ({}, "outage"),
        ],
    )
    def test_it_is_told_by_id_and_cause(self, given: dict[str, str], told: str) -> None:
        assert str(Outage(during=HOUR, **given)) == told  # type: ignore[arg-type]

    def test_it_is_a_value(self) -> None:
        outage = Outage(id="o-7", during=HOUR, weight="30 %", users_affected=5)
        for twin in (copy.deepcopy(outage), pickle.loads(pickle.dumps(outage))):  # noqa: S301
            assert twin == outage
            assert hash(twin) == hash(outage)
            assert twin.span == outage.span
        with pytest.raises(FrozenInstanceError):
            outage.id = "o-8"  # type: ignore[misc]


class TestRecordedFact:
    def test_versions_are_ordered_by_sequence_then_by_when_they_were_recorded(self) -> None:
        early, late = at("2026-10-05T10:00:00Z"), at("2026-10-05T11:00:00Z")
        facts = [
            RecordedFact(id="x"),
            RecordedFact(id="x", recorded_at=early),
            RecordedFact(id="x", recorded_at=late),
            RecordedFact(id="x", sequence=0),
            RecordedFact(id="x", sequence=1, recorded_at=early),
            RecordedFact(id="x", sequence=1, recorded_at=late),
            RecordedFact(id="x", sequence=2, recorded_at=early),
        ]
        jumbled = facts[::-1]
        jumbled.sort(key=lambda fact: fact.place)
        assert jumbled == facts

    def test_instants_are_kept_in_utc(self) -> None:
        recorded = datetime.fromisoformat("2026-10-05T12:00:00+02:00")
        assert RecordedFact(recorded_at=recorded).recorded_at == at("2026-10-05T10:00:00Z")
        assert str(RecordedFact(recorded_at=recorded).recorded_at).endswith("+00:00")


class TestExclusion:
    def test_by_itself_it_is_agreed(self) -> None:
        assert Exclusion(category=CUSTOMER, during=HOUR).status is ExclusionStatus.APPROVED

    @pytest.mark.parametrize("during", [HOUR, IntervalSet.of([HOUR]), SUNDAYS])
    def test_its_time_is_told_in_three_forms(self, during: Any) -> None:  # noqa: ANN401
        assert Exclusion(category=CUSTOMER, during=during).during is during

    def test_its_spans_serve_kernels(self) -> None:
        start = to_micros(HOUR.start)
        whole = Exclusion(category=CUSTOMER, during=HOUR)
        several = Exclusion(category=CUSTOMER, during=IntervalSet.of([HOUR]))
        assert whole.spans == several.spans == ((start, start + 3_600_000_000),)
        assert Exclusion(category=CUSTOMER, during=Interval(HOUR.start)).spans == ((start, OPEN),)
        assert Exclusion(category=CUSTOMER, during=SUNDAYS).spans is None

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("during", "sunday"),
            ("category", "customer"),
            ("status", "approved"),
            ("reason", None),
        ],
    )
    def test_fields_of_another_kind_are_refused(self, name: str, value: Any) -> None:  # noqa: ANN401
        given: dict[str, Any] = {"category": CUSTOMER, "during": HOUR, name: value}
        with pytest.raises(InvalidType, match=name):
            Exclusion(**given)

    def test_categories_are_in_the_order_of_their_precedence(self) -> None:
        assert [each.value for each in ExclusionCategory] == [
            "planned maintenance",
            "force majeure",
            "suspension",
            "customer",
            "third party",
            "stop clock",
        ]

    def test_it_is_told_by_id_or_reason_or_category(self) -> None:
        plain = Exclusion(category=CUSTOMER, during=HOUR)
        assert str(plain) == "customer"
        assert str(evolve(plain, reason="no access")) == "no access"
        assert str(evolve(plain, reason="no access", id="e-1")) == "e-1"

    def test_it_is_a_value(self) -> None:
        for during in (HOUR, SUNDAYS, IntervalSet.of([HOUR])):
            exclusion = Exclusion(id="e-1", category=CUSTOMER, during=during)
            twin = pickle.loads(pickle.dumps(exclusion))  # noqa: S301
            assert (twin, hash(twin)) == (exclusion, hash(exclusion))


class TestMaintenance:
    def test_by_itself_it_was_done_as_planned(self) -> None:
        work = Maintenance(planned=HOUR)
        assert work.actual is None
        assert work.announced_at is None
        assert not work.is_emergency

    def test_a_plan_has_an_end(self) -> None:
        with pytest.raises(OpenInterval, match="planned"):
            Maintenance(planned=Interval(HOUR.start))

    @pytest.mark.parametrize(
        ("name", "value"), [("planned", HOUR.start), ("actual", "now"), ("is_emergency", "yes")]
    )
    def test_fields_of_another_kind_are_refused(self, name: str, value: Any) -> None:  # noqa: ANN401
        given: dict[str, Any] = {"planned": HOUR, name: value}
        with pytest.raises(InvalidType, match=name):
            Maintenance(**given)

    def test_an_announcement_is_an_aware_instant(self) -> None:
        announced = datetime.fromisoformat("2026-10-01T12:00:00+02:00")
        work = Maintenance(planned=HOUR, announced_at=announced)
        assert work.announced_at == at("2026-10-01T10:00:00Z")
        with pytest.raises(NaiveDatetime, match="announced_at"):
            Maintenance(planned=HOUR, announced_at=announced.replace(tzinfo=None))

    def test_it_is_told_by_its_id(self) -> None:
        assert str(Maintenance(id="m-3", planned=HOUR)) == "m-3"
        assert str(Maintenance(planned=HOUR)) == "maintenance"

    def test_it_is_a_value(self) -> None:
        work = Maintenance(id="m-3", planned=HOUR, actual=Interval(HOUR.start))
        assert pickle.loads(pickle.dumps(work)) == work  # noqa: S301
        assert work.planned.duration == timedelta(hours=1)
