"""Every fault of a document is told in one pass, with its place, value and what is allowed."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.interop.tmf import RefusedDocument, v5

DOCUMENT: dict[str, Any] = {
    "@type": "TroubleTicket",
    "@baseType": 7,
    "id": 8,
    "href": ["https://host/8"],
    "severity": None,
    "name": {"text": "broken"},
    "status": "waiting",
    "Description": "no dial tone",
    "x-queue": "noc",
    "priority": 1,
    "creationDate": "yesterday",
    "lastUpdate": "2026-02-30T08:00:00Z",
    "expectedResolutionDate": "2026-10-26T08:00:00",
    "resolutionDate": 1793000000,
    "channel": "phone",
    "attachment": {"name": "log"},
    "note": [
        {"text": 1, "date": None, "colour": "red"},
        "called twice",
        None,
        {"@type": "Remark", "text": "a"},
    ],
    "relatedParty": [
        {"role": 5, "partyOrPartyRole": "acme"},
        {"role": "customer", "partyOrPartyRole": {"@type": "PartyRef", "id": 9}},
    ],
    "externalIdentifier": "0815",
    "statusChangeHistory": [{"status": 3, "statusChangeDate": "soon"}],
    "troubleTicketCharacteristic": [{"name": True, "value": None}, 4],
    "troubleTicketRelationship": [{"relationshipType": []}],
    "troubleTicketSpecification": {"id": "1", "a/b~c": 1},
}

INSTANT = "an RFC 3339 instant with an offset"
STATES = "acknowledged, rejected, pending, held, inProgress, resolved, closed, cancelled"
NO_NULL = "a value, or no attribute at all"

FAULTS = {
    ("/@baseType", "wrong-type", "7", "text"),
    ("/id", "wrong-type", "8", "text"),
    ("/href", "wrong-type", "['https://host/8']", "text"),
    ("/severity", "null", "null", NO_NULL),
    ("/name", "wrong-type", "{'text': 'broken'}", "text"),
    ("/Description", "unknown-attribute", "'no dial tone'", "description"),
    ("/x-queue", "unknown-attribute", "'noc'", ""),
    ("/priority", "wrong-type", "1", "text"),
    ("/creationDate", "unread-text", "'yesterday'", INSTANT),
    ("/lastUpdate", "unread-text", "'2026-02-30T08:00:00Z'", INSTANT),
    ("/expectedResolutionDate", "unread-text", "'2026-10-26T08:00:00'", INSTANT),
    ("/resolutionDate", "wrong-type", "1793000000", INSTANT),
    ("/channel", "wrong-type", "'phone'", "an object"),
    ("/attachment", "wrong-type", "{'name': 'log'}", "a list"),
    ("/note/0/text", "wrong-type", "1", "text"),
    ("/note/0/date", "null", "null", NO_NULL),
    ("/note/0/colour", "unknown-attribute", "'red'", ""),
    ("/note/1", "wrong-type", "'called twice'", "an object"),
    ("/note/2", "null", "null", NO_NULL),
    ("/note/3", "unknown-type", "", ""),
    ("/relatedParty/0/role", "wrong-type", "5", "text"),
    ("/relatedParty/0/partyOrPartyRole", "wrong-type", "'acme'", "an object"),
    ("/relatedParty/1/partyOrPartyRole/id", "wrong-type", "9", "text"),
    ("/externalIdentifier", "wrong-type", "'0815'", "a list"),
    ("/statusChangeHistory/0/statusChangeDate", "unread-text", "'soon'", INSTANT),
    ("/troubleTicketCharacteristic/0/name", "wrong-type", "True", "text"),
    ("/troubleTicketCharacteristic/1", "wrong-type", "4", "an object"),
    ("/troubleTicketRelationship/0/relationshipType", "wrong-type", "[]", "text"),
    ("/troubleTicketSpecification/a~1b~0c", "unknown-attribute", "1", ""),
}


def test_all_of_them_are_found_and_nothing_else() -> None:
    ticket = v5().load(DOCUMENT)
    told = {
        (each.pointer, each.code, each.value, each.allowed)
        for each in v5().findings(ticket)
        if each.pointer not in {"/status", "/statusChangeHistory/0/status"}
    }
    assert told == FAULTS
    assert len(FAULTS) >= 25


def test_an_unknown_word_is_told_with_the_published_ones() -> None:
    found = {each.pointer: each for each in v5().findings(v5().load(DOCUMENT))}
    assert found["/status"].code == "unknown-word"
    assert set(found["/status"].allowed.split(", ")) == set(STATES.split(", "))
    assert found["/statusChangeHistory/0/status"].code == "wrong-type"


def test_the_document_still_comes_back() -> None:
    assert v5().dump(v5().load(DOCUMENT)) == DOCUMENT


def test_reading_strictly_refuses_it_with_all_of_them() -> None:
    with pytest.raises(RefusedDocument) as refused:
        v5().load(DOCUMENT, strict=True)
    assert len(refused.value.findings) == len(FAULTS) + 2
