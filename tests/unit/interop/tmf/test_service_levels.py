"""Published service levels become objectives, and what does not fit is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.agreement import GivenMeasure, ServiceLevelObjective, ValueKind
from svcmgmt.agreement.documents import (
    SLA,
    KeyIndicator,
    ServiceLevelObjective as PublishedObjective,
    ServiceLevelSpecConsequence,
    ServiceLevelSpecification,
    ServiceLevelSpecParameter,
    SLARule,
)
from svcmgmt.common import EntityRef, RelatedEntity, TimePeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.tmf.service_levels import (
    ComparatorMeans,
    ServiceLevels,
    objectives_of,
    objectives_of_sla,
)
from svcmgmt.sla.conformance import GraceTimes
from svcmgmt.sla.objectives import Direction, Objective, ToleranceKind, Verdict
from svcmgmt.values import Quantity, Ratio, Severity

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
JULY = datetime(2026, 7, 1, tzinfo=UTC)


def read(*, reading: dict[str, Any] | None = None, **texts: object) -> ServiceLevels:
    """Read one objective with a target of 32 that is violated above it, changed as told."""
    told: dict[str, Any] = {
        "id": "o-1",
        "conformance_target": "32",
        "conformance_comparator": ">",
        **texts,
    }
    specification = ServiceLevelSpecification(service_level_objective=[PublishedObjective(**told)])
    return objectives_of(specification, **(reading or {}))


def only(levels: ServiceLevels) -> ServiceLevelObjective:
    (objective,) = levels.objectives
    return objective


def target(levels: ServiceLevels) -> Objective:
    return only(levels).objective


def codes(levels: ServiceLevels) -> list[str]:
    return [each.code for each in levels.findings]


class TestTheSideThatAComparatorNames:
    @pytest.mark.parametrize(
        ("comparator", "direction", "is_strict"),
        [
            (">", Direction.LOWER_IS_BETTER, False),
            (">=", Direction.LOWER_IS_BETTER, True),
            ("<", Direction.HIGHER_IS_BETTER, False),
            (" <= ", Direction.HIGHER_IS_BETTER, True),
            ("GT", Direction.LOWER_IS_BETTER, False),
        ],
    )
    def test_is_the_bad_one_by_default(
        self, comparator: str, direction: Direction, *, is_strict: bool
    ) -> None:
        levels = read(conformance_comparator=comparator)
        assert levels.comparator_means is ComparatorMeans.VIOLATION
        assert (target(levels).direction, target(levels).is_strict) == (direction, is_strict)

    @pytest.mark.parametrize(
        ("comparator", "direction", "is_strict"),
        [
            (">", Direction.HIGHER_IS_BETTER, True),
            (".ge", Direction.HIGHER_IS_BETTER, False),
            ("<", Direction.LOWER_IS_BETTER, True),
            ("le", Direction.LOWER_IS_BETTER, False),
            ("=", Direction.EXACT, False),
        ],
    )
    def test_may_be_the_good_one(
        self, comparator: str, direction: Direction, *, is_strict: bool
    ) -> None:
        reading = {"comparator_means": ComparatorMeans.CONFORMANCE}
        levels = read(conformance_comparator=comparator, reading=reading)
        assert (target(levels).direction, target(levels).is_strict) == (direction, is_strict)

    @pytest.mark.parametrize("comparator", ["=", "about", ""])
    def test_cannot_be_guessed(self, comparator: str) -> None:
        levels = read(conformance_comparator=comparator)
        assert levels.objectives == ()
        assert [each.severity for each in levels.findings] == [Severity.ERROR]

    def test_can_be_told_where_there_is_no_comparator(self) -> None:
        reading = {"direction": Direction.HIGHER_IS_BETTER}
        levels = read(conformance_comparator=None, reading=reading)
        assert target(levels).direction is Direction.HIGHER_IS_BETTER
        assert not target(levels).is_strict


class TestFigures:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("32", Quantity(32, "1")),
            (" 31.9 ms ", Quantity("31.9", "ms")),
            ("99.9 %", Ratio(999, 1000)),
            ("PT4H", timedelta(hours=4)),
        ],
    )
    def test_are_shares_times_and_amounts(self, text: str, value: object) -> None:
        assert target(read(conformance_target=text)).target == value

    @pytest.mark.parametrize("text", ["", "gold|silver", "true", "P1M", "150 %", "9" * 201, None])
    def test_other_texts_are_told_and_left_out(self, text: str | None) -> None:
        levels = read(conformance_target=text)
        assert levels.objectives == ()
        assert codes(levels) == ["no-figure"]
        assert levels.findings[0].value == (text or "")

    def test_amounts_without_a_unit_get_the_one_that_is_told(self) -> None:
        assert target(read(reading={"unit": "ms"})).target == Quantity(32, "ms")

    def test_warning_and_tolerance_have_the_unit_of_the_target(self) -> None:
        levels = read(conformance_target="32 ms", threshold_target="28", tolerance_target="5")
        assert target(levels).warning == Quantity(28, "ms")
        tolerance = target(levels).tolerance
        assert tolerance is not None
        assert tolerance.amount == Quantity(5, "ms")
        assert levels.findings == ()


class TestTolerances:
    def test_a_share_of_an_amount_is_relative(self) -> None:
        tolerance = target(read(tolerance_target="20 %")).tolerance
        assert tolerance is not None
        assert (tolerance.kind, tolerance.amount) == (ToleranceKind.RELATIVE, Ratio(1, 5))

    def test_a_number_is_relative_if_that_is_the_policy(self) -> None:
        reading = {"tolerance_kind": ToleranceKind.RELATIVE}
        levels = read(tolerance_target="0.20", reading=reading)
        assert levels.tolerance_kind is ToleranceKind.RELATIVE
        assert target(levels).judge(Quantity("38.4", "1")) is Verdict.TOLERATED
        assert target(levels).judge(Quantity("38.5", "1")) is Verdict.VIOLATED

    @pytest.mark.parametrize("text", ["some", "5 km", "-5"])
    def test_what_does_not_fit_is_told_and_left_out(self, text: str) -> None:
        levels = read(tolerance_target=text)
        assert codes(levels) == ["unfit-tolerance"]
        assert target(levels).tolerance is None


class TestWarnings:
    @pytest.mark.parametrize("text", ["soon", "28 km", "40"])
    def test_what_does_not_fit_is_told_and_left_out(self, text: str) -> None:
        levels = read(threshold_target=text)
        assert codes(levels) == ["unfit-warning"]
        assert target(levels).warning is None

    def test_the_sample_of_tmf657_fits_only_if_the_comparator_names_the_bad_side(self) -> None:
        texts: dict[str, Any] = {"threshold_target": "28", "tolerance_target": "5"}
        assert codes(read(**texts)) == []
        reading = {"comparator_means": ComparatorMeans.CONFORMANCE}
        assert codes(read(**texts, reading=reading)) == ["unfit-warning"]


class TestWhatElseIsSaid:
    def test_the_measure_is_the_parameter(self) -> None:
        parameter = ServiceLevelSpecParameter(
            name="delay",
            transformation_algorithm_of_kqi="mean",
            related_entity=[
                RelatedEntity(id="vpn-7", at_referred_type="Service"),
                RelatedEntity(id="node-7", at_referred_type="Resource"),
            ],
        )
        objective = only(read(service_level_objective_parameter=parameter))
        assert objective.measure == GivenMeasure(
            name="delay", yields=ValueKind.AMOUNT, unit="1", specification="mean"
        )
        assert objective.scope.services == ("vpn-7",)

    def test_or_the_indicator_or_the_name_or_the_identifier(self) -> None:
        measures = [
            only(read(key_indicator=KeyIndicator(name="delay"), name="fast")).measure,
            only(read(name="fast")).measure,
            only(read()).measure,
        ]
        assert [str(each) for each in measures] == ["delay", "fast", "o-1"]

    def test_an_objective_without_identifier_has_its_name_or_its_place(self) -> None:
        assert only(read(id=None, name="fast")).id == "fast"
        assert only(read(id=None)).id == "objective-1"

    def test_consequences_are_told_in_words(self) -> None:
        consequences = [
            ServiceLevelSpecConsequence(prescribed_action="credit of 5 %"),
            ServiceLevelSpecConsequence(description="call"),
            ServiceLevelSpecConsequence(prescribed_action={"name": "credit"}),
            ServiceLevelSpecConsequence(),
        ]
        assert only(read(consequence=consequences)).consequence == "credit of 5 %; call"

    def test_grace_times_are_a_number(self) -> None:
        assert only(read(grace_times=" 3 ")).grace_times == GraceTimes(grace=3)
        for text in ("three", "-1", "10001", "9" * 5_000, "³"):
            levels = read(grace_times=text)
            assert codes(levels) == ["unfit-grace"]
            assert only(levels).grace_times is None

    def test_validity_is_an_interval(self) -> None:
        period = TimePeriod(start_date_time=JANUARY, end_date_time=JULY)
        interval = only(read(valid_for=period)).valid_for
        assert interval is not None
        assert (interval.start, interval.end) == (JANUARY, JULY)

    def test_what_the_objective_has_no_field_for_is_told(self) -> None:
        period = TimePeriod(end_date_time=JULY)
        levels = read(conformance_period=period, tolerance_period=period, valid_for=period)
        assert only(levels).valid_for is None
        assert codes(levels) == ["not-read"] * 3
        assert {each.severity for each in levels.findings} == {Severity.INFO}


class TestReferences:
    def test_are_found_among_the_given_objectives(self) -> None:
        gold = ServiceLevelSpecification(service_level_objective=[EntityRef(id="o-1")])
        given = PublishedObjective(
            id="o-1", conformance_target="1", conformance_comparator="<", name="up"
        )
        assert only(objectives_of(gold, [given])).name == "up"

    def test_are_told_if_nobody_gives_them(self) -> None:
        references = [EntityRef(id="o-1"), EntityRef()]
        levels = objectives_of(ServiceLevelSpecification(service_level_objective=references))
        assert [(each.code, each.pointer, each.value) for each in levels.findings] == [
            ("objective-not-given", "/0", "o-1"),
            ("objective-not-given", "/1", ""),
        ]


class TestAgreementsOfTmf623:
    def test_operators_name_the_good_side_and_tolerances_are_shares(self) -> None:
        rule = SLARule(
            id="r-1",
            metric="bandwidth",
            unit="kbit/s",
            operator=".ge",
            reference_value="1024",
            tolerance="0.20",
            consequence="credit",
        )
        objective = only(objectives_of_sla(SLA(rule=[rule])))
        assert (objective.id, objective.consequence) == ("r-1", "credit")
        lowest = Quantity(Fraction("819.2"), "kbit/s")
        assert objective.objective.judge(lowest) is Verdict.TOLERATED
        assert objective.objective.judge(lowest - Quantity("0.1", "kbit/s")) is Verdict.VIOLATED

    def test_a_rule_may_be_nearly_empty(self) -> None:
        levels = objectives_of_sla(SLA(rule=[SLARule(), SLARule(reference_value="1")]))
        assert levels.objectives == ()
        assert codes(levels) == ["no-figure", "no-comparator"]

    def test_a_rule_without_identifier_has_its_metric_or_its_place(self) -> None:
        rules = [
            SLARule(metric="delay", reference_value="1", operator=".eq"),
            SLARule(reference_value="1", operator=".le"),
        ]
        assert [each.id for each in objectives_of_sla(SLA(rule=rules)).objectives] == [
            "delay",
            "rule-2",
        ]


class TestWhatIsRefused:
    def test_something_else_than_documents(self) -> None:
        with pytest.raises(InvalidType):
            objectives_of("gold")  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            objectives_of(ServiceLevelSpecification(), ["o-1"])  # type: ignore[list-item]
        with pytest.raises(InvalidType):
            objectives_of_sla("gold")  # type: ignore[arg-type]

    def test_bare_words_in_place_of_policies(self) -> None:
        with pytest.raises(InvalidType):
            read(reading={"comparator_means": "violation"})
        with pytest.raises(InvalidType):
            read(reading={"tolerance_kind": "absolute"})
        with pytest.raises(InvalidType):
            read(reading={"direction": "at most"})
        with pytest.raises(InvalidType):
            objectives_of_sla(SLA(), tolerance_kind="absolute")  # type: ignore[arg-type]

    def test_an_empty_unit(self) -> None:
        with pytest.raises(InvalidValue):
            read(reading={"unit": " "})
