"""What a client must send, must not send and cannot change, as the APIs publish it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from svcmgmt.assurance import TroubleTicket
from svcmgmt.common import Attachment, Note
from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import PatchRefused, Profile, v4, v5
from svcmgmt.interop.tmf.shapes import shapes_of, unpublished_in
from svcmgmt.party import Individual
from svcmgmt.values import Finding, Severity

PLAIN: dict[str, Any] = {"description": "no dial tone", "severity": "high", "ticketType": "fault"}


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Return code and place of findings."""
    return [(each.code, each.pointer) for each in findings]


class TestCreating:
    @pytest.mark.parametrize("profile", [v4(), v5()], ids=repr)
    def test_a_complete_document_has_no_findings(self, profile: Profile) -> None:
        assert profile.check_create(PLAIN, "TroubleTicket") == ()

    def test_what_is_missing_and_what_the_server_sets_is_told(self) -> None:
        document = {"severity": None, "description": "a", "creationDate": "2026-10-26T08:00:00Z"}
        found = v5().check_create(document, TroubleTicket)
        assert told(found) == [
            ("null", "/severity"),
            ("required", "/severity"),
            ("required", "/ticketType"),
            ("server-set", "/creationDate"),
        ]
        assert {each.severity for each in found[1:]} == {Severity.ERROR}

    def test_versions_differ(self) -> None:
        document = {**PLAIN, "id": "7"}
        assert told(v4().check_create(document, "TroubleTicket")) == [("server-set", "/id")]
        assert v5().check_create(document, "TroubleTicket") == ()

    def test_parts_are_looked_into(self) -> None:
        document = {**PLAIN, "attachment": [{"name": "a"}]}
        assert told(v5().check_create(document, "TroubleTicket")) == [
            ("required", "/attachment/0/attachmentType"),
            ("required", "/attachment/0/mimeType"),
        ]
        party = {**PLAIN, "relatedParty": [{"role": "a", "partyOrPartyRole": {"id": "1"}}]}
        assert v5().check_create(party, "TroubleTicket") == ()

    def test_a_class_of_which_nothing_is_published_asks_for_nothing(self) -> None:
        assert v5().check_create({"id": "1", "text": "a"}, Note) == ()


class TestChanging:
    def test_what_is_fixed_and_what_cannot_go_is_told(self) -> None:
        patch = {"id": "8", "severity": None, "name": 5, "x": 1, "creationDate": None}
        assert told(v5().check_patch(patch, "TroubleTicket")) == [
            ("wrong-type", "/name"),
            ("unknown-attribute", "/x"),
            ("not-patchable", "/creationDate"),
            ("not-patchable", "/id"),
            ("required", "/severity"),
        ]

    def test_operations_are_looked_into(self) -> None:
        patch: list[dict[str, Any]] = [
            {"op": "replace", "path": "/statusChange/0/changeReason", "value": "a"},
            {"op": "remove", "path": "/severity"},
            {"op": "add", "path": "/note", "value": [{"text": "a"}]},
        ]
        assert told(v4().check_patch(patch, TroubleTicket)) == [
            ("not-patchable", "/statusChange"),
            ("required", "/severity"),
        ]

    def test_every_entity_keeps_its_identity(self) -> None:
        assert told(v5().check_patch({"id": "1"}, "Unheard")) == [("not-patchable", "/id")]

    def test_other_things_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            v5().check_patch(7, Note)  # type: ignore[arg-type]
        with pytest.raises(PatchRefused):
            v5().check_patch([{"op": "fly"}], Note)


class TestTables:
    def test_they_hold_what_is_published(self) -> None:
        shapes = shapes_of(TroubleTicket, "v5")
        assert shapes.required == {"description", "severity", "ticketType"}
        assert shapes.server_set == {"creationDate", "href", "lastUpdate", "statusChangeHistory"}
        assert {"id", "href", "creationDate"} <= shapes.fixed
        assert shapes_of(Individual, "v4").required == {"familyName", "givenName"}
        assert not shapes_of(Attachment, "v5").required

    def test_attributes_of_one_version_only_are_known(self) -> None:
        assert "externalId" in unpublished_in("v5", TroubleTicket)
        assert "externalIdentifier" in unpublished_in("v4", TroubleTicket)
        assert not unpublished_in("v4", Note)
