"""Documents move from one version to the other, with a report of what could not move along."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import frozen

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.tmf import convert, v4, v5

OLD: dict[str, Any] = {
    "@type": "TroubleTicket",
    "id": "7",
    "statusChange": [{"status": "held", "changeReason": "parts"}],
    "relatedParty": [
        {"id": "acme", "role": "customer", "name": "Acme", "@referredType": "Organization"},
        {"role": "operator"},
        {"id": "b"},
    ],
    "relatedEntity": [{"id": "s", "role": "cause"}],
    "channel": {"id": "web"},
    "externalId": "0815",
}

NEW: dict[str, Any] = {
    "@type": "TroubleTicket",
    "id": "7",
    "statusChangeHistory": [{"status": "held", "statusChangeReason": "parts"}],
    "relatedParty": [
        {
            "role": "customer",
            "partyOrPartyRole": {"id": "acme", "name": "Acme", "@referredType": "Organization"},
        },
        {"role": "operator"},
        {"id": "b"},
    ],
    "relatedEntity": [{"role": "cause", "entity": {"id": "s"}}],
    "channel": {"id": "web"},
    "externalId": "0815",
}


def test_names_and_roles_follow_the_target() -> None:
    there = convert(OLD, source=v4(), target=v5())
    assert there.document == NEW
    assert [(each.code, each.pointer) for each in there.findings] == [
        ("not-published", "/externalId")
    ]
    assert there.is_complete


def test_the_way_back_gives_the_document() -> None:
    back = convert(NEW, source=v5(), target=v4())
    assert back.document == OLD


def test_what_is_of_a_class_that_nobody_knows_is_taken_along() -> None:
    document = {"@type": "Gadget", "id": "7", "note": [{"@type": "AcmeNote", "text": "a"}]}
    there = convert(document, "TroubleTicket", source=v5(), target=v4())
    assert there.document == document
    assert {each.code for each in there.findings} == {"not-published"}
    assert [each.pointer for each in there.findings] == ["", "/note/0"]


def test_what_has_no_counterpart_is_left_out_and_told() -> None:
    document = {**OLD, "x-queue": "noc", "severity": 1, "name": None}
    there = convert(document, source=v4(), target=v5())
    assert there.document == {**NEW, "name": None}
    lost = {each.pointer for each in there.findings if each.code == "no-counterpart"}
    assert lost == {"/x-queue", "/severity"}
    assert not there.is_complete


def test_the_tags_of_a_reference_are_told_when_they_are_left_out() -> None:
    party = {"role": "a", "partyOrPartyRole": {"id": "1", "@type": "PartyRef"}}
    there = convert({"relatedParty": [party]}, "TroubleTicket", source=v5(), target=v4())
    assert there.document == {"relatedParty": [{"role": "a", "id": "1"}]}
    (found,) = there.findings
    assert found.pointer == "/relatedParty/0/partyOrPartyRole/@type"
    assert there.is_complete


@pytest.mark.parametrize(
    "held", [{"id": "1", "version": "2"}, {"@type": "Individual", "givenName": "Ana"}]
)
def test_what_is_more_than_a_reference_stays_in_its_own_object(held: dict[str, Any]) -> None:
    document = {"relatedParty": [{"role": "a", "partyOrPartyRole": held}]}
    there = convert(document, "TroubleTicket", source=v5(), target=v4())
    assert there.document == document


def test_a_document_of_both_forms_keeps_them() -> None:
    document = {"relatedParty": [{"role": "a", "id": "1", "partyOrPartyRole": {"id": "2"}}]}
    there = convert(document, "TroubleTicket", source=v4(), target=v5())
    assert there.document == document


def test_a_class_may_be_told_instead_of_a_name() -> None:
    there = convert({"id": "1"}, EntityRef, source=v4(), target=v5())
    assert there.document == {"id": "1"}


def test_it_needs_a_document_and_two_versions() -> None:
    with pytest.raises(InvalidValue, match="another version"):
        convert({}, source=v5(), target=v5())
    with pytest.raises(InvalidType):
        convert([], source=v4(), target=v5())  # type: ignore[arg-type]


def test_a_vendors_class_is_reported_as_the_one_that_it_extends() -> None:
    from svcmgmt.assurance import TroubleTicket

    @frozen(kw_only=True)
    class Vendors(TroubleTicket):
        cell: str | None = None

    acme = v5().extended(classes={"Vendors": Vendors})
    told = {"@type": "Vendors", "cell": "a", "externalIdentifier": [{"id": "1"}]}
    there = convert(told, source=acme, target=v4())
    assert [each.pointer for each in there.findings] == ["/externalIdentifier"]
    assert there.document["cell"] == "a"
