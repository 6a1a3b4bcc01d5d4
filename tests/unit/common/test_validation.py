"""Characteristics against their specifications: every problem at once, in a fixed order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.common import (
    Characteristic,
    CharacteristicSpecification,
    CharacteristicSpecificationRelationship,
    CharacteristicValueSpecification,
    NumbersAsText,
    TimePeriod,
    ValidationContext,
    validate_characteristics,
    with_defaults,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import parse_instant as at

Value = CharacteristicValueSpecification
NOW = at("2026-10-26T08:00:00Z")
PAST = TimePeriod(end_date_time=at("2026-01-01T00:00:00Z"))
FUTURE = TimePeriod(start_date_time=at("2027-01-01T00:00:00Z"))


def spec(name: str, *values: Value, **more: Any) -> CharacteristicSpecification:  # noqa: ANN401
    """Return a specification."""
    return CharacteristicSpecification(name=name, characteristic_value_specification=values, **more)


def told(**values: object) -> list[Characteristic]:
    """Return characteristics."""
    return [Characteristic(name=name, value=value) for name, value in values.items()]


def codes(
    characteristics: list[Characteristic],
    *specifications: CharacteristicSpecification,
    **more: Any,  # noqa: ANN401
) -> list[str]:
    """Return the names and codes of what is found."""
    context = ValidationContext(**more)
    found = validate_characteristics(characteristics, specifications, context=context)
    return [f"{each.message.partition(':')[0]}:{each.code}" for each in found]


class TestPresence:
    @pytest.mark.parametrize(("count", "is_fine"), [(0, True), (1, True), (5, True), (6, False)])
    def test_values_are_counted(self, count: int, is_fine: bool) -> None:  # noqa: FBT001
        phones = [Characteristic(name="phone", value=str(each)) for each in range(count)]
        assert (codes(phones, spec("phone", max_cardinality=5)) == []) is is_fine

    def test_a_list_is_as_many_values_as_it_has_items(self) -> None:
        assert codes(told(phone=["1", "2"]), spec("phone", max_cardinality=1)) == [
            "phone:cardinality"
        ]

    def test_no_value_is_missing_and_too_few_are_another_matter(self) -> None:
        assert codes([], spec("vlan", min_cardinality=2)) == ["vlan:missing"]
        assert codes(told(vlan=None), spec("vlan", min_cardinality=2)) == ["vlan:missing"]
        assert codes(told(vlan=1), spec("vlan", min_cardinality=2)) == ["vlan:cardinality"]

    def test_a_range_of_none_refuses_every_value(self) -> None:
        assert codes(told(a=1), spec("a", max_cardinality=0)) == ["a:cardinality"]

    def test_what_no_specification_has_is_told_once_for_each_value(self) -> None:
        assert codes(told(colour=["a", "b"])) == ["colour:unknown", "colour:unknown"]
        assert codes(told(colour=None)) == ["colour:unknown"]
        assert codes(told(colour="a"), allow_unknown=True) == []

    def test_a_finding_names_place_value_and_what_is_allowed(self) -> None:
        found = validate_characteristics(
            told(a=["x", "y"]), [spec("a", Value(value="x"))], pointer="/serviceCharacteristic"
        )
        place = "/serviceCharacteristic/0/value/1"
        assert [str(each) for each in found] == [
            f"error value at {place}: a: no such value (value: y; allowed: x)"
        ]


class TestTypes:
    @pytest.mark.parametrize(
        ("value_type", "good", "bad"),
        [
            ("string", "a", 1),
            ("number", Decimal("1.5"), "1.5"),
            ("numeric", 3, True),
            ("integer", Decimal("5.0"), Decimal("5.5")),
            ("int", 5, True),
            ("Boolean", False, 0),
            ("object", {"a": 1}, "a"),
            ("dateTime", "2026-10-26T08:00:00Z", "2026-10-26"),
            ("date", "2026-10-26", 20261026),
        ],
    )
    def test_kinds_are_those_that_the_apis_name(
        self, value_type: str, good: object, bad: object
    ) -> None:
        assert codes(told(a=good), spec("a", value_type=value_type)) == []
        assert codes(told(a=bad), spec("a", value_type=value_type)) == ["a:type"]

    def test_a_type_of_its_own_says_nothing(self) -> None:
        assert codes(told(a=1), spec("a", value_type="Bandwidth")) == []

    def test_an_array_type_is_that_of_its_items(self) -> None:
        assert codes(told(a=["x", 1]), spec("a", value_type="StringArray")) == ["a:type"]

    def test_a_value_of_the_wrong_kind_is_looked_at_no_further(self) -> None:
        speed = spec("a", Value(value_from=10), value_type="number")
        assert codes(told(a="5"), speed) == ["a:type"]

    def test_whatever_a_list_holds_is_looked_at_without_an_error(self) -> None:
        odd = [Decimal("sNaN"), Decimal("1e999999"), 10**5_000, -(10**40), [[Decimal("NaN")]]]
        either = spec("a", Value(value=1), Value(value_from=2), is_unique=True, regex="x")
        assert codes(told(a=odd), either, taken={"a": [0.5, [1]]}) == [
            *("a:type", "a:value", "a:value", "a:value", "a:value")
        ]
        found = validate_characteristics(told(a=10**5_000), [either])
        assert found[0].value == "<int that cannot be shown>"

    def test_numbers_that_no_decimal_can_be_are_of_no_kind(self) -> None:
        assert codes(told(a=[Decimal("NaN")]), spec("a", value_type="number")) == ["a:type"]
        assert codes(told(a=[Decimal("NaN")]), spec("a", value_type="integer")) == ["a:type"]


class TestWrappedValues:
    def test_an_object_that_only_has_a_value_is_that_value(self) -> None:
        size = spec("a", Value(value={"value": "8", "alias": "eight"}), value_type="INTEGER")
        assert codes(told(a={"value": 8, "alias": ""}), size) == []
        assert codes(told(a=[{"value": 9}]), size) == ["a:value"]
        assert codes(told(a={"value": 8, "colour": "red"}), size) == ["a:type"]


class TestNumbersAsText:
    eight = spec("ports", Value(value="8"), Value(value="1.5"), value_type="number")

    def test_a_specification_may_tell_its_numbers_as_text(self) -> None:
        assert codes(told(ports=8), self.eight) == []
        assert codes(told(ports=Decimal("1.5")), self.eight) == []
        assert codes(told(ports=9), self.eight) == ["ports:value"]

    def test_values_may_do_so_only_where_that_is_agreed(self) -> None:
        assert codes(told(ports="8"), self.eight) == ["ports:type"]
        read = NumbersAsText.READ
        assert codes(told(ports=["8", "1.50"]), self.eight, numbers=read) == []
        assert codes(told(ports="eight"), self.eight, numbers=read) == ["ports:type"]
        whole = spec("a", value_type="integer")
        assert codes(told(a=["8", "8.5"]), whole, numbers=read) == ["a:type"]
        assert codes(told(a="8"), spec("a", value_type="string"), numbers=read) == []

    def test_a_word_is_no_policy(self) -> None:
        with pytest.raises(InvalidType):
            ValidationContext(numbers="read")  # type: ignore[arg-type]


class TestUnits:
    speed = spec("speed", Value(value_from=10, value_to=2000, unit_of_measure="Mbit/s"))
    units = {("Gbit/s", "Mbit/s"): Fraction(1000)}  # noqa: RUF012 - of a test

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (100, []),
            ({"amount": 100, "units": "Mbit/s"}, []),
            ({"value": 1.5, "unitOfMeasure": "Gbit/s"}, []),
            ({"amount": 3, "units": "Gbit/s"}, ["speed:range"]),
            ({"amount": 3, "units": "baud"}, ["speed:unit"]),
            ({"amount": "x", "units": "Gbit/s"}, ["speed:unit"]),
            ({"amount": 10**40, "units": "Gbit/s"}, ["speed:unit"]),
            ({"amount": 3}, ["speed:range"]),
        ],
    )
    def test_amounts_are_converted_only_through_the_table(
        self, value: object, expected: list[str]
    ) -> None:
        assert codes(told(speed=value), self.speed, units=self.units) == expected

    def test_the_table_is_read_both_ways(self) -> None:
        speed = spec("speed", Value(value=2, unit_of_measure="Gbit/s"), value_type="number")
        value = {"amount": 2000, "units": "Mbit/s"}
        assert codes(told(speed=value), speed, units=self.units) == []
        assert codes(told(speed=value), speed, units={("Gbit/s", "Mbit/s"): Fraction(0)}) == [
            "speed:unit"
        ]

    def test_entries_may_have_several_units(self) -> None:
        either = spec(
            "length", Value(value=2, unit_of_measure="m"), Value(value=2, unit_of_measure="ft")
        )
        assert codes(told(length={"amount": 2, "units": "ft"}), either) == []


class TestValues:
    def test_an_extensible_specification_allows_others(self) -> None:
        assert codes(told(a="z"), spec("a", Value(value="x"), extensible=True)) == []

    def test_a_value_may_be_listed_or_lie_in_a_range(self) -> None:
        both = spec("a", Value(value="max"), Value(value_from=1, value_to=2), Value(value_from=8))
        assert codes(told(a=["max", 2, 9]), both) == []
        assert codes(told(a=5), both) == ["a:value"]

    def test_truth_is_not_one(self) -> None:
        assert codes(told(a=True), spec("a", Value(value=1))) == ["a:value"]

    def test_an_object_can_be_listed_as_a_whole(self) -> None:
        whole = {"amount": 1, "units": "m"}
        assert codes(told(a=whole), spec("a", Value(value=whole))) == []


class TestPatterns:
    def test_the_whole_text_must_match(self) -> None:
        assert codes(told(a="NL12345"), spec("a", regex="[A-Z]{2}[0-9]{4}")) == ["a:regex"]

    def test_one_of_those_of_the_values_is_enough(self) -> None:
        either = spec("a", Value(regex="a+"), Value(regex="b+"))
        assert codes(told(a=["aa", "bb", "ab", 7]), either) == ["a:regex"]

    def test_what_cannot_be_matched_is_told(self) -> None:
        assert codes(told(a="x"), spec("a", regex="(")) == ["a:regex-limit"]
        assert codes(told(a="a" * 50), spec("a", regex="(a+)+")) == ["a:regex-limit"]

    def test_a_matcher_of_the_caller_decides(self) -> None:
        starts = spec("a", regex="glob*")
        assert codes(told(a="globe"), starts, matches=lambda _, text: text == "globe") == []


class TestUniqueness:
    def test_a_value_may_be_taken_by_another_instance_or_told_twice(self) -> None:
        serial = spec("serial", is_unique=True)
        assert codes(told(serial="A"), serial) == []
        assert codes(told(serial="A"), serial, taken={"serial": ["A"]}) == ["serial:unique"]
        assert codes(told(serial=["A", "A"]), serial) == ["serial:unique"]


class TestValidity:
    def test_a_characteristic_of_another_time(self) -> None:
        assert codes(told(a=1), spec("a", valid_for=PAST), at=NOW) == ["a:not-valid"]
        assert codes(told(a=1), spec("a", valid_for=PAST)) == []

    def test_a_value_of_another_time_unless_another_entry_has_it_now(self) -> None:
        old, new = Value(value="x", valid_for=PAST), Value(value="x", valid_for=None)
        assert codes(told(a="x"), spec("a", old), at=NOW) == ["a:not-valid"]
        assert codes(told(a="x"), spec("a", old, new), at=NOW) == []
        assert codes(told(a=5), spec("a", Value(value_from=1, valid_for=FUTURE)), at=NOW) == [
            "a:not-valid"
        ]


class TestRelations:
    @staticmethod
    def related(kind: str, **more: Any) -> CharacteristicSpecification:  # noqa: ANN401
        relation = CharacteristicSpecificationRelationship(relationship_type=kind, **more)
        return spec("a", char_spec_relationship=[relation])

    def test_one_characteristic_needs_another(self) -> None:
        needs = self.related("dependency", name="b")
        assert codes(told(a=1), needs, spec("b")) == ["a:relation"]
        assert codes(told(a=1, b=2), needs, spec("b")) == []
        assert codes([], needs, spec("b")) == []

    def test_one_characteristic_excludes_another_by_its_identifier(self) -> None:
        excludes = self.related("exclusivity", characteristic_specification_id="id-b")
        assert codes(told(a=1, b=2), excludes, spec("b", id="id-b")) == ["a:relation"]
        assert codes(told(a=1), excludes, spec("b", id="id-b")) == []

    def test_what_holds_at_another_time_or_names_nothing_is_left_alone(self) -> None:
        old = self.related("requires", name="b", valid_for=PAST)
        assert codes(told(a=1), old, spec("b"), at=NOW) == []
        assert codes(told(a=1), self.related("requires"), spec("b")) == []
        assert codes(told(a=1), self.related("substitution", name="b"), spec("b")) == []


class TestDefaults:
    def test_they_fill_only_what_has_no_value(self) -> None:
        colour = spec("colour", Value(value="red", is_default=True), Value(value="blue"))
        assert [each.value for each in with_defaults([], [colour])] == ["red"]
        assert [each.value for each in with_defaults(told(colour="blue"), [colour])] == ["blue"]
        assert with_defaults([], [spec("colour", Value(value="red"))]) == ()

    def test_several_are_several_values(self) -> None:
        many = spec("a", *(Value(value=each, is_default=True) for each in "xy"), max_cardinality=2)
        assert with_defaults([], [many])[0].value == ("x", "y")

    def test_several_for_one_value_are_refused(self) -> None:
        one = spec("a", *(Value(value=each, is_default=True) for each in "xy"), max_cardinality=1)
        with pytest.raises(InvalidValue):
            with_defaults([], [one])

    def test_those_of_another_time_do_not_count(self) -> None:
        old = Value(value="x", is_default=True, valid_for=PAST)
        assert with_defaults([], [spec("a", old)], at=NOW) == ()
        now = Value(value="x", is_default=True)
        assert with_defaults([], [spec("a", now, valid_for=PAST)], at=NOW) == ()


def test_many_faults_are_reported_in_one_pass_by_name_and_step() -> None:
    found = codes(
        told(b=["x", 1, 5], z=1, c="q", d="nl12"),
        spec("a", min_cardinality=1),
        spec("b", Value(value_from=10), value_type="number", max_cardinality=2),
        spec("c", Value(value="r"), regex="[0-9]"),
        spec("d", regex="[A-Z]{2}[0-9]{4}", valid_for=PAST),
        at=NOW,
    )
    assert found == [
        *("a:missing", "b:cardinality", "b:type", "b:range", "b:range"),
        *("c:value", "c:regex", "d:regex", "d:not-valid", "z:unknown"),
    ]


def test_other_things_are_refused() -> None:
    with pytest.raises(InvalidType):
        validate_characteristics([1], [])  # type: ignore[list-item]


def test_long_values_are_shortened_in_findings() -> None:
    found = validate_characteristics(told(a="x" * 500), [spec("a", Value(value="y"))])
    assert len(found[0].value) == 100
