"""Documents become objects of the class that they say, and objects their documents again."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from attrs import evolve, frozen

from svcmgmt.assurance import StatusChange, TroubleTicket, TroubleTicketStatus
from svcmgmt.common import (
    Attachment,
    Characteristic,
    EmailContactMedium,
    Entity,
    EntityRef,
    Event,
    Extensible,
    LivingEntity,
    Note,
    RelatedParty,
    TargetEntitySchema,
)
from svcmgmt.errors import InvalidType, LimitExceeded
from svcmgmt.interop.tmf import RefusedDocument, Wording, v4, v5
from svcmgmt.party import Individual, Organization, PartyRole
from svcmgmt.product import Product, ProductOffering


@frozen(kw_only=True)
class NetworkTicket(TroubleTicket):
    """A vendor's ticket."""

    cell: str | None = None
    """Which cell it is about."""


class TestClassOfADocument:
    @pytest.mark.parametrize(
        ("document", "kind", "expected"),
        [
            ({"@type": "TroubleTicket"}, "Entity", TroubleTicket),
            ({"@type": "Acme", "@baseType": "TroubleTicket"}, "Entity", TroubleTicket),
            ({"@type": "Acme"}, "TroubleTicket", TroubleTicket),
            ({}, "TroubleTicket_FVO", TroubleTicket),
            ({}, "TroubleTicket_Update", TroubleTicket),
            ({"@type": "com.acme.model.TroubleTicket"}, "Entity", TroubleTicket),
            ({}, "TroubleTicketCreateEvent", Event),
            ({}, "ChannelRef", EntityRef),
            ({}, "Unheard", Entity),
            ({"@type": 7}, "Unheard", Entity),
            ({"@type": "StringCharacteristic"}, "Entity", Characteristic),
            ({"@type": "RelatedPartyRefOrPartyRoleRef"}, "Entity", RelatedParty),
        ],
    )
    def test_it_is_told_by_its_tags_or_by_the_caller(
        self, document: dict[str, Any], kind: str, expected: type[Any]
    ) -> None:
        entity = v5().load(document, kind)
        assert type(entity) is expected
        assert v5().dump(entity) == document

    def test_a_subclass_of_what_is_expected_is_taken(self) -> None:
        assert type(v5().load({"@type": "Individual"}, "Party")) is Individual

    def test_two_that_have_nothing_to_do_with_each_other_go_by_attributes(self) -> None:
        ticket = {"@type": "Individual", "severity": "high", "ticketType": "fault"}
        person = {"@type": "Individual", "givenName": "Ana", "familyName": "Doe"}
        both = {"@type": "Individual"}
        kinds = [type(v5().load(each, "TroubleTicket")) for each in (ticket, person, both)]
        assert kinds == [TroubleTicket, Individual, TroubleTicket]

    def test_a_class_is_that_or_one_that_extends_it(self) -> None:
        document = {"@type": "EmailContactMedium", "emailAddress": "a@b.example"}
        assert type(v5().load(document, Extensible)) is EmailContactMedium
        assert type(v5().load(document, Note)) is Note

    def test_a_reference_is_told_by_what_it_has(self) -> None:
        person = {
            "role": "operator",
            "partyOrPartyRole": {"id": "1", "@referredType": "Individual"},
        }
        held = v5().load(person, RelatedParty).party_or_party_role
        assert type(held) is EntityRef

    def test_a_value_is_told_by_its_tag(self) -> None:
        document = {"partyOrPartyRole": {"@type": "Individual", "givenName": "Ana"}}
        assert type(v5().load(document, RelatedParty).party_or_party_role) is Individual

    def test_a_published_reference_of_another_class_is_no_finding(self) -> None:
        role = {"engagedParty": {"@type": "PartyRef", "id": "1"}}
        assert not v5().findings(v5().load(role, PartyRole))

    def test_a_type_that_nobody_knows_is_one(self) -> None:
        for document in ({"@type": "Acme"}, {"note": [{"@type": "Acme"}]}):
            codes = [each.code for each in v5().findings(v5().load(document, TroubleTicket))]
            assert codes == ["unknown-type"]

    def test_any_number_of_names_is_read(self) -> None:
        channel = [{"@type": f"Channel{place}Ref", "id": "1"} for place in range(1_100)]
        offering = v5().load({"channel": channel}, ProductOffering)
        assert {type(each) for each in offering.channel} == {EntityRef}
        assert v5().dump(offering)["channel"] == channel

    def test_a_schema_names_the_class_of_what_is_made(self) -> None:
        schema = v5().load({"@type": "Firewall"}, TargetEntitySchema)
        assert not v5().findings(schema)

    def test_a_class_without_a_lifecycle_of_its_own_is_no_class_of_documents(self) -> None:
        assert type(v5().load({"@type": "LivingEntity"})) is Entity
        with pytest.raises(InvalidType):
            v5().load({}, LivingEntity)

    def test_something_else_than_an_object_is_refused(self) -> None:
        wrong: list[object] = [[], "a", None]
        for each in wrong:
            with pytest.raises(InvalidType):
                v5().load(each)


class TestReadingAndWriting:
    def test_nulls_are_held_by_name(self) -> None:
        document: dict[str, Any] = {"id": None, "note": None, "x": None, "severity": "a"}
        ticket = v5().load(document, TroubleTicket)
        assert ticket.nulls == {"id", "note"}
        assert v5().dump(ticket) == document
        assert [each.code for each in v5().findings(ticket)] == [
            "null",
            "null",
            "unknown-attribute",
        ]

    def test_a_null_in_a_value_of_any_kind_is_no_finding(self) -> None:
        told = v5().load({"value": None}, Characteristic)
        assert not v5().findings(told)
        assert v5().dump(told) == {"value": None}

    def test_only_nulls_of_published_attributes_are_written(self) -> None:
        assert v5().dump(Note(nulls=frozenset({"text", "extension"}))) == {"text": None}

    def test_what_is_kept_can_be_pickled(self) -> None:
        note = v4().load({"text": 1, "x": [2]}, Note)
        again = pickle.loads(pickle.dumps(note))  # noqa: S301
        assert v4().dump(again) == {"text": 1, "x": [2]}
        assert v5().dump(again) == {}

    def test_a_value_wins_over_a_null(self) -> None:
        ticket = v5().load({"severity": None}, TroubleTicket)
        assert v5().dump(evolve(ticket, severity="high")) == {"severity": "high"}

    def test_strict_reading_refuses_what_does_not_fit(self) -> None:
        assert v5().load({"text": "a"}, Note, strict=True) == Note(text="a")
        with pytest.raises(RefusedDocument, match="Note refused, 1 finding"):
            v5().load({"text": 1}, Note, strict=True)

    def test_what_one_version_could_not_hold_the_other_does_not_write(self) -> None:
        note = v4().load({"text": "a", "x": 1}, Note)
        assert v5().dump(note) == {"text": "a"}
        assert v4().dump(note) == {"text": "a", "x": 1}

    def test_a_change_of_status_has_other_names_in_v4(self) -> None:
        change = StatusChange(status_change_reason="a")
        assert v4().dump(change) == {"changeReason": "a"}
        assert v5().dump(change) == {"statusChangeReason": "a"}

    def test_sameness_includes_what_is_outside_equality(self) -> None:
        first, second = (v5().load({"text": "a", "x": each}, Note) for each in (1, 1.0))
        assert first == second
        assert not v5().is_same_document(first, second)

    def test_a_thing_without_a_document_is_refused(self) -> None:
        for wrong in (object(), 1, "a"):
            with pytest.raises(InvalidType):
                v5().dump(wrong)  # type: ignore[arg-type]

    def test_depth_is_limited_both_ways(self) -> None:
        deep: Any = {}
        for _ in range(80):
            deep = {"a": deep}
        with pytest.raises(LimitExceeded):
            v5().load(deep)
        place = EntityRef(id="1")
        for _ in range(2_000):
            place = RelatedParty(party_or_party_role=place)
        with pytest.raises(LimitExceeded):
            v5().dump(place)

    def test_objects_within_are_walked_with_their_place(self) -> None:
        party = RelatedParty(role="a", party_or_party_role=Organization(id="1"))
        ticket = TroubleTicket(related_party=(party,))
        assert [pointer for pointer, _ in v5().walk(ticket)] == [
            "",
            "/relatedParty/0",
            "/relatedParty/0/partyOrPartyRole",
        ]

    def test_published_names_of_fields_are_told(self) -> None:
        names = v5().attributes(TroubleTicket)
        assert names["status"] == "state"
        assert names["@baseType"] == "at_base_type"
        assert not {"history", "extension", "nulls"} & set(names.values())
        with pytest.raises(InvalidType):
            v5().attributes(int)  # type: ignore[arg-type]

    def test_a_profile_names_itself(self) -> None:
        assert repr(v4()) == "<Profile v4>"
        assert v4() is v4()


class TestVendors:
    acme = v5().extended(
        classes={"AcmeTicket": NetworkTicket},
        names={(NetworkTicket, "cell"): "cellId", (TroubleTicket, "severity"): "x-severity"},
        words={
            TroubleTicketStatus: Wording(understood={"parked": TroubleTicketStatus.ACKNOWLEDGED})
        },
    )

    def test_their_classes_are_read_and_written(self) -> None:
        document = {"@type": "AcmeTicket", "cellId": "B-17", "x-severity": "high"}
        ticket = self.acme.load(document)
        assert isinstance(ticket, NetworkTicket)
        assert (ticket.cell, ticket.severity) == ("B-17", "high")
        assert self.acme.dump(ticket) == document
        assert not self.acme.findings(ticket)

    def test_their_classes_are_found_where_the_published_ones_stand(self) -> None:
        event = {"event": {"acmeTicket": {"@type": "AcmeTicket", "cellId": "B-17"}}}
        read = self.acme.load(event, Event)
        assert read.event is not None
        assert isinstance(read.event.entity, NetworkTicket)
        assert self.acme.dump(read) == event

    def test_their_words_are_read_and_come_back(self) -> None:
        ticket = self.acme.load({"status": "parked"}, TroubleTicket)
        assert ticket.state is TroubleTicket().state
        assert self.acme.dump(ticket) == {"status": "parked"}
        assert self.acme.load({"status": "held"}, TroubleTicket).state is not None

    def test_the_words_that_are_known_already_stay(self) -> None:
        kind = type(Product().state)
        dialect = v5().extended(words={kind: Wording(is_open=True)})
        assert dialect.load({"status": "aborted "}, Product).state is not None
        assert str(dialect.load({"status": "parked"}, Product).state) == "parked"

    def test_the_published_profile_stays_as_it_is(self) -> None:
        assert "AcmeTicket" not in v5().classes
        assert self.acme.name == "v5"
        with pytest.raises(TypeError):
            v5().classes["AcmeTicket"] = NetworkTicket  # type: ignore[index]

    @pytest.mark.parametrize(
        "classes", [{"Acme": int}, {"": NetworkTicket}, {1: NetworkTicket}, {"Acme": 3}]
    )
    def test_other_things_are_refused(self, classes: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            v5().extended(classes=classes)


def test_an_attachment_of_the_api_has_its_url() -> None:
    assert v5().load({"url": "https://host/a"}, Attachment).url == "https://host/a"
