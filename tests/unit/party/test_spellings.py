"""Documents of parties: what v4 spells otherwise, and names of classes that are one here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.common import ExternalReference
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.party import (
    Appointment,
    CommunicationMessage,
    Individual,
    IndividualState,
    InteractionRelationship,
    Organization,
    OrganizationRelationship,
    PartyCreditProfile,
    PartyInteraction,
    Receiver,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)


class TestStates:
    @pytest.mark.parametrize(
        ("kind", "word"),
        [(Individual, "validated"), (Organization, "closed"), (Appointment, "confirmed")],
    )
    def test_they_are_published_as_status(self, kind: type[Individual], word: str) -> None:
        document = {"@type": kind.__name__, "status": word}
        for api in (v4(), v5()):
            loaded = api.load(document, kind)
            assert str(loaded.state) == word
            assert api.dump(loaded) == document
            assert api.findings(loaded) == ()

    def test_v4_misspells_one(self) -> None:
        document = {"@type": "Individual", "status": "deceaded"}
        loaded = v4().load(document, Individual)
        assert loaded.state is IndividualState.DECEASED
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        assert v5().dump(loaded) == {"@type": "Individual", "status": "deceased"}

    def test_an_edit_shows_in_the_document(self) -> None:
        loaded = v4().load({"@type": "Individual", "status": "initialized"}, Individual)
        assert v4().dump(loaded.end(at=MONDAY)) == {"@type": "Individual", "status": "deceaded"}


class TestChannels:
    def test_v4_has_another_name_for_them(self) -> None:
        document = {
            "@type": "PartyInteraction",
            "channel": [{"id": "web", "role": "entry"}],
            "interactionItem": [{"id": "1", "channel": [{"id": "phone"}]}],
        }
        loaded = v4().load(document, PartyInteraction)
        assert loaded.related_channel[0].role == "entry"
        assert loaded.interaction_item[0].related_channel[0].id == "phone"
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
        assert {"relatedChannel"} <= set(v5().dump(loaded))


class TestReferences:
    @pytest.mark.parametrize("kind", [Individual, Organization])
    def test_v4_has_a_class_of_its_own_for_external_ones(self, kind: type[Individual]) -> None:
        document = {
            "@type": kind.__name__,
            "externalReference": [{"externalReferenceType": "crm", "name": "0815"}],
        }
        loaded = v4().load(document, kind)
        assert type(loaded.external_reference[0]) is ExternalReference
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()


class TestNamesOfClasses:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("CreditRating", PartyCreditProfile),
            ("InteractionItemRelationship", InteractionRelationship),
            ("OrganizationChildRelationship", OrganizationRelationship),
            ("OrganizationParentRelationship", OrganizationRelationship),
            ("Sender", Receiver),
        ],
    )
    def test_those_that_are_one_here_are_read(self, name: str, kind: type[Any]) -> None:
        document = {"@type": name}
        loaded = v5().load(document)
        assert type(loaded) is kind
        assert v5().dump(loaded) == document

    def test_who_sends_a_message_is_read_as_who_receives_one(self) -> None:
        document = {
            "@type": "CommunicationMessage",
            "sender": {"@type": "Sender", "name": "noc"},
            "receiver": [{"@type": "Receiver", "name": "ana"}],
        }
        loaded = v4().load(document, CommunicationMessage)
        assert isinstance(loaded.sender, Receiver)
        assert v4().dump(loaded) == document
        assert v4().findings(loaded) == ()
