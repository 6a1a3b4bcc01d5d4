"""What is told of the spelling of names and words is about fields that are there."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from typing import Any

import pytest
from attrs import fields

from svcmgmt.common import EventPayload, Note
from svcmgmt.common._fields import kinds_of
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import Profile, Wording, convert, registry, v4, v5
from svcmgmt.interop.tmf.spellings import PACKAGES, SPELLINGS, spellings_of
from svcmgmt.interop.tmf.spellings.shape import Spellings
from svcmgmt.product import ProductOrderItem

NAMED = [*SPELLINGS.names, *SPELLINGS.v4_names, *SPELLINGS.v4_holds]


def test_every_name_is_that_of_a_field() -> None:
    for told in NAMED:
        assert not isinstance(told, str)
        kind, name = told
        assert name in {each.name for each in fields(kind)}, told


def test_what_v4_holds_may_stand_in_the_field() -> None:
    for (kind, name), annotation in SPELLINGS.v4_holds.items():
        held, is_list = kinds_of(annotation)
        _, plain = v5()._family.annotations(kind)[_wire(v5(), kind, name)]
        allowed, is_plain_list = kinds_of(plain)
        assert is_list == is_plain_list
        assert all(issubclass(each, allowed) for each in held), (kind, name)


def _wire(profile: Profile, kind: type, name: str) -> str:
    return next(wire for wire, field in profile.attributes(kind).items() if field == name)


def test_an_alias_names_a_class() -> None:
    for alias, name in SPELLINGS.aliases.items():
        assert v5().classes[alias] is v5().classes[name]


@pytest.mark.parametrize("profile", [v4(), v5()], ids=repr)
def test_no_two_fields_of_a_class_have_one_name(profile: Profile) -> None:
    beside = {"extension", "nulls", "history", "own_lifecycle"}
    for kind in set(profile.classes.values()) - {EventPayload}:
        names = profile.attributes(kind).values()
        known = [each.name for each in fields(kind)]
        assert sorted(names) == sorted(set(known) - beside), kind


def test_words_are_told_of_members() -> None:
    for words in (SPELLINGS.v4_words, SPELLINGS.v5_words):
        for kind, wording in words.items():
            assert issubclass(kind, Enum)
            assert {*wording.published, *wording.understood.values()} <= set(kind)


def test_versions_differ_and_can_be_extended() -> None:
    class Colour(Enum):
        RED = "red"
        BLUE = "blue"

    told = Spellings(
        names={"kind": "type"},
        v4_names={"kind": "sort"},
        v4_words={Colour: Wording(understood={"rot": Colour.RED})},
    )
    assert dict(told.v4().names) == {"kind": "sort"}
    assert dict(told.v5().names) == {"kind": "type"}
    more = Wording(published={Colour.BLUE: "blau"}, is_open=True)
    extended = told.v4().extended({"kind": "own"}, {Colour: more})
    assert extended.names["kind"] == "own"
    assert extended.words[Colour] == Wording(
        published={Colour.BLUE: "blau"}, understood={"rot": Colour.RED}, is_open=True
    )
    assert told.v5().extended({}, {Colour: more}).words[Colour] == more


@pytest.mark.parametrize(
    "more",
    [
        {"names": {(Note, "nix"): "x"}},
        {"names": {(int, "real"): "x"}},
        {"names": {(Note, "text"): ""}},
        {"words": {int: Wording()}},
        {"words": {5: Wording()}},
        {"words": {Enum: {"published": {}}}},
    ],
)
def test_only_fields_and_enumerations_are_spelled(more: dict[str, Any]) -> None:
    with pytest.raises(InvalidType):
        v5().extended(**more)


def test_a_domain_spells_its_own_classes_only() -> None:
    for domain in PACKAGES:
        told = spellings_of(domain)
        keys = [key[0] for key in (*told.names, *told.v4_names, *told.v4_holds)]
        for kind in (*keys, *told.v4_words, *told.v5_words):
            assert kind.__module__.split(".")[1] == domain, (domain, kind)


def test_tables_hold_what_the_domains_tell() -> None:
    assert len(SPELLINGS.names) == len(list(SPELLINGS.names)) > 0
    assert SPELLINGS.aliases["EventSubscription"] == "Hub"
    assert "EventSubscription" in SPELLINGS.aliases
    assert "Unheard" not in SPELLINGS.aliases
    wrong: list[Any] = ["name", (str, "name"), str]
    for key in wrong:
        assert key not in SPELLINGS.names
        with pytest.raises(KeyError):
            SPELLINGS.names[key]


class TestNamesOfClasses:
    def test_the_rows_name_every_class_in_its_domain(self) -> None:
        for domain in PACKAGES:
            found = {each.__name__ for each in registry._classes(domain)}
            found |= set(spellings_of(domain).aliases)
            if domain == "common":
                found |= {
                    f"{each}{of}" for of in registry._OF_ANY_VALUE for each in registry._TYPED
                }
            told = {name for name, of in registry._domains().items() if of == domain}
            assert told == found, f"_class_rows.py: {domain} {sorted(told ^ found)}"

    def test_a_domain_is_loaded_when_a_name_of_it_is_asked_for(self) -> None:
        code = (
            "import sys; from svcmgmt.interop import tmf;"
            "tmf.v5().load({'@type': 'TroubleTicket'});"
            "print('svcmgmt.assurance' in sys.modules, 'svcmgmt.billing' in sys.modules)"
        )
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == ["True", "False"]

    def test_vendors_stand_beside_the_published_ones(self) -> None:
        more = registry.Classes().extended({"Acme": Note})
        assert more["Acme"] is Note
        assert "Acme" in more
        assert len(more) == len(v5().classes) + 1 == len(list(more))
        assert more.extended({"Other": Note})["Acme"] is Note
        with pytest.raises(KeyError):
            v5().classes["Acme"]


class TestNamesInRealDocuments:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("AppliedTaxRate", "TaxItem"),
            ("BillCycleSpecification", "BillingCycleSpecification"),
            ("BucketRefOrValue", "Bucket"),
            ("ChangeRequestRefOrValue", "ChangeRequest"),
            ("EventSubscriptionInput", "Hub"),
            ("ProductOfferingPriceAlteration", "ProductOfferingPrice"),
            ("ProductOrderItemRelationship", "OrderItemRelationship"),
            ("ResourceRefOrValue", "Resource"),
        ],
    )
    def test_they_mean_a_class_that_is_published_by_another_name(
        self, name: str, kind: str
    ) -> None:
        entity = v5().load({"@type": name, "id": "7"})
        assert type(entity).__name__ == kind
        assert v5().findings(entity) == ()
        assert v5().dump(entity) == {"@type": name, "id": "7"}

    def test_a_relation_of_order_items_has_its_class(self) -> None:
        related = {"@type": "ProductOrderItemRelationship", "id": "2"}
        order = {"productOrderItem": [{"id": "1", "productOrderItemRelationship": [related]}]}
        assert v5().findings(v5().load(order, "ProductOrder")) == ()


class TestReferencesThatSayMore:
    def test_one_to_a_product_specification_names_the_class_of_the_products(self) -> None:
        schema = {"@type": "AcmeInternet", "@schemaLocation": "https://acme.example/internet.json"}
        told = {"@type": "ProductSpecificationRef", "id": "1", "targetProductSchema": schema}
        for profile in (v4(), v5()):
            document: dict[str, Any] = {"id": "7", "productSpecification": told}
            offering = profile.load(document, "ProductOffering")
            assert profile.findings(offering) == ()
            assert profile.dump(offering) == document

    def test_one_to_an_account_has_a_description_in_v4(self) -> None:
        account = {"@type": "AccountRef", "id": "1", "description": "the shop"}
        customer = {"id": "7", "account": [account]}
        assert v4().findings(v4().load(customer, "Customer")) == ()
        there = convert(customer, "Customer", source=v4(), target=v5())
        assert [each.pointer for each in there.findings] == ["/account/0/description"]


def test_a_term_of_v4_lasts_for_a_quantity() -> None:
    document = {"itemTerm": [{"duration": {"amount": 2.5, "units": "month"}}]}
    item = v4().load(document, ProductOrderItem)
    assert v4().findings(item) == ()
    assert v4().dump(item) == document
    assert [each.code for each in v5().findings(v5().load(document, ProductOrderItem))] == [
        "wrong-type"
    ]
