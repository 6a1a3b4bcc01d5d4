"""Fields of document classes take the kinds that they say, if a document can hold the value."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from svcmgmt.common import (
    AnyEntity,
    Characteristic,
    Entity,
    EntityRef,
    Extensible,
    JobState,
    Note,
    Quantity,
    RelatedParty,
)
from svcmgmt.common._fields import (
    NOTHING,
    check_fields,
    frozen_json,
    hints_of,
    kinds_by_name,
    kinds_of,
    many,
    open_object,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, State, StateCategory
from svcmgmt.party import AppointmentState, Individual
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import Extension


class TestAnyJson:
    def test_an_object_is_held_as_an_extension(self) -> None:
        assert frozen_json({"a": [1]}) == Extension({"a": [1]})

    def test_a_list_is_held_as_a_tuple_and_a_fraction_as_a_decimal(self) -> None:
        assert frozen_json([1, (0.5,), None, "a", True]) == (1, (Decimal("0.5"),), None, "a", True)

    def test_what_json_cannot_hold_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="JSON can hold"):
            frozen_json({1, 2})

    def test_an_open_object_stays_what_it_is(self) -> None:
        held = Extension({"a": 1})
        assert open_object(held) is held
        assert open_object({"a": 1}) == held


class TestKinds:
    @pytest.mark.parametrize(
        ("annotation", "kinds"),
        [
            (str | None, ((str,), False)),
            (tuple[Note, ...], ((Note,), True)),
            (Note | EntityRef | None, ((Note, EntityRef), False)),
            (State | OwnState | None, ((State,), False)),
            (frozenset[str], ((frozenset,), False)),
            (tuple[Note | EntityRef, ...], ((Note, EntityRef), True)),
        ],
    )
    def test_they_are_told_by_the_annotation(
        self, annotation: object, kinds: tuple[Any, bool]
    ) -> None:
        assert kinds_of(annotation) == kinds

    def test_generic_classes_lose_their_parameters(self) -> None:
        kinds, _ = kinds_of(AnyEntity)
        assert [each.__name__ for each in kinds] == ["EntityRef", "Extensible", "LivingEntity"]

    def test_fields_are_told_in_order(self) -> None:
        assert list(hints_of(Quantity))[-2:] == ["amount", "units"]
        assert kinds_by_name(Quantity)["amount"] == ((Decimal,), False)


class TestValues:
    def test_another_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType, match=r"text.*str"):
            Note(text=1)  # type: ignore[arg-type]

    def test_true_is_no_number(self) -> None:
        with pytest.raises(InvalidType):
            Quantity(amount=True)  # type: ignore[arg-type]
        assert Characteristic(value=True).value is True

    def test_an_element_of_another_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="characteristic_relationship"):
            Characteristic(characteristic_relationship=[Note()])
        with pytest.raises(InvalidType):
            Characteristic(characteristic_relationship=[None])

    def test_text_is_no_list(self) -> None:
        with pytest.raises(InvalidType):
            many("ab")

    def test_a_list_of_any_iterable_is_held(self) -> None:
        assert many(iter([1, 2])) == (1, 2)

    @pytest.mark.parametrize("amount", ["NaN", "Infinity", "0.1234567890123456789", "1e-400"])
    def test_a_number_that_no_document_can_write_is_refused(self, amount: str) -> None:
        with pytest.raises(InvalidValue, match="digits"):
            Quantity(amount=Decimal(amount))

    @pytest.mark.parametrize("amount", ["12", "0.1", "1e-7", "12345678901234567890123"])
    def test_a_number_that_a_document_gives_back_is_held(self, amount: str) -> None:
        assert Quantity(amount=Decimal(amount)).amount == Decimal(amount)

    def test_fields_can_be_left_to_others(self) -> None:
        note = object.__new__(Note)
        for name in hints_of(Note):
            object.__setattr__(note, name, 1 if name == "text" else None)
        object.__setattr__(note, "extension", NOTHING)
        object.__setattr__(note, "nulls", frozenset())
        check_fields(note, beside={"text"})
        with pytest.raises(InvalidType):
            check_fields(note)


class TestInstants:
    def test_they_need_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            Note(date=datetime(2026, 10, 26))  # noqa: DTZ001

    def test_they_must_exist_in_utc(self) -> None:
        first = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))
        with pytest.raises(InvalidValue, match="from the year 1"):
            Note(date=first)

    def test_they_may_be_long_ago(self) -> None:
        assert Note(date=datetime(1850, 1, 1, tzinfo=UTC)).date is not None


class TestStates:
    def test_only_those_of_the_lifecycle_or_of_your_own_are_taken(self) -> None:
        parked = OwnState("parked", StateCategory.PAUSED)
        assert [Individual(state=each).state for each in (None, parked)] == [None, parked]
        with pytest.raises(InvalidType, match="IndividualState"):
            Individual(state=AppointmentState.CONFIRMED)  # type: ignore[arg-type]


class TestNulls:
    def test_they_are_outside_equality(self) -> None:
        assert Note(nulls={"text"}) == Note()
        assert Note(nulls={"text"}).nulls == frozenset({"text"})

    def test_they_must_be_fields(self) -> None:
        with pytest.raises(InvalidValue, match="names of fields"):
            Note(nulls={"colour"})


class TestRoots:
    def test_an_extension_is_outside_equality(self) -> None:
        assert Extensible(extension={"a": 1}) == Extensible()

    def test_a_reference_is_told_as_other_records_keep_it(self) -> None:
        ref = EntityRef(id="1", name="a", href="https://host/1", at_referred_type="Service").ref
        assert ref is not None
        assert (ref.id, ref.name, ref.href, ref.referred_type) == (
            "1",
            "a",
            "https://host/1",
            "Service",
        )

    def test_a_reference_without_an_identifier_is_none(self) -> None:
        assert EntityRef(name="a").ref is None

    def test_a_party_is_told_wherever_it_stands(self) -> None:
        held = [EntityRef(id="b"), Entity(id="c"), Extensible(), None]
        told = [RelatedParty(id="a", party_or_party_role=each).party_id for each in held]
        assert told == ["b", "c", None, "a"]

    def test_words_are_members(self) -> None:
        assert [each.value for each in JobState] == [
            "Not Started",
            "Running",
            "Succeeded",
            "Failed",
        ]
