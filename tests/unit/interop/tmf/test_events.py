"""Events hold what they are about under the name that the API gives it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.assurance import TroubleTicket
from svcmgmt.common import Event, EventPayload, Note
from svcmgmt.errors import InvalidType, LimitExceeded, SvcmgmtError
from svcmgmt.interop.tmf import Happening, Profile, RefusedDocument, error_of, event_of, v4, v5
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.resource import PhysicalResource
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import Finding

AT = datetime(2026, 10, 26, 8, tzinfo=UTC)


class TestPayloads:
    @pytest.mark.parametrize(
        "payload",
        [
            {"troubleTicket": {"id": "1", "x": 1}},
            {"troubleTicket": [{"id": "1"}, {"id": "2", "severity": 3}]},
            {"troubleTicket": {"id": "1"}, "note": {"text": "a"}, "x": None},
            {"@type": "TroubleTicketCreateEventPayload", "@baseType": None},
            {"@type": 5, "troubleTicket": {"@type": "TroubleTicket"}},
            {"troubleTicket": "1"},
            {"troubleTicket": []},
            {"troubleTicket": [1]},
            {"unheard": {"id": "1"}},
            {},
        ],
    )
    @pytest.mark.parametrize("profile", [v4(), v5()], ids=repr)
    def test_they_come_back(self, payload: dict[str, Any], profile: Profile) -> None:
        event = profile.load({"event": payload}, Event)
        assert profile.dump(event) == {"event": payload}

    def test_the_entity_is_of_its_class(self) -> None:
        event = v5().load({"event": {"troubleTicket": {"id": "1"}}}, Event)
        assert event.event is not None
        assert isinstance(event.event.entity, TroubleTicket)
        many = v5().load({"event": {"troubleTicket": [{"id": "1"}]}}, Event)
        assert many.event is not None
        assert [type(each) for each in many.event.batch] == [TroubleTicket]

    def test_what_does_not_fit_is_found_in_its_place(self) -> None:
        payload = {"troubleTicket": [{"id": 1}], "x": 1, "@type": 5}
        found = v5().findings(v5().load({"event": payload}, Event))
        assert {(each.pointer, each.code) for each in found} == {
            ("/event/troubleTicket/0/id", "wrong-type"),
            ("/event/x", "unknown-attribute"),
            ("/event/@type", "wrong-type"),
        }

    def test_leftovers_of_one_version_are_not_written_by_another(self) -> None:
        event = v4().load({"event": {"troubleTicket": {"id": "1"}, "x": 1}}, Event)
        assert v5().dump(event) == {"event": {"troubleTicket": {"id": "1"}}}

    def test_limits_hold_within(self) -> None:
        deep: Any = {}
        for _ in range(62):
            deep = {"a": deep}
        with pytest.raises(LimitExceeded):
            v5().load({"event": {"troubleTicket": deep, "x": deep}}, Event)
        with pytest.raises(LimitExceeded):
            v5().load({"event": {"troubleTicket": [{}] * 200_001}}, Event)

    def test_names_that_are_no_text_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            v5().load({"event": {1: {}}}, Event)


class TestEnvelopes:
    @pytest.mark.parametrize("happening", Happening)
    def test_the_type_is_told_by_entity_and_happening(self, happening: Happening) -> None:
        event = event_of(happening, TroubleTicket(id="1"), event_id="e", at=AT, title="a")
        assert event.event_type == event.at_type == f"TroubleTicket{happening.value}Event"
        assert (event.event_id, event.occurred, event.title) == ("e", AT, "a")
        assert event.event == EventPayload(resource="troubleTicket", entity=TroubleTicket(id="1"))
        assert v5().load(v5().dump(event)) == event

    def test_events_of_subclasses_have_the_names_that_are_published(self) -> None:
        told = event_of(Happening.CREATED, PhysicalResource(id="r"), event_id="e", at=AT)
        assert told.event_type == "ResourceCreateEvent"
        assert told.event is not None
        assert told.event.resource == "resource"

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            event_of("Create", Note(), event_id="e", at=AT)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            event_of(Happening.CREATED, "a", event_id="e", at=AT)  # type: ignore[arg-type]
        with pytest.raises(NaiveDatetime):
            event_of(Happening.CREATED, Note(), event_id="e", at=AT.replace(tzinfo=None))


class TestAnswers:
    @pytest.mark.parametrize(
        ("refused", "status"),
        [
            (TransitionNotAllowed("a", "b", "c", (), "", ()), "409"),
            (LimitExceeded("depth", 65, 64), "413"),
            (RefusedDocument("Note", (Finding(code="null", message="is null"),)), "400"),
            (InvalidType("a", 1, "text"), "400"),
        ],
    )
    def test_the_status_says_what_is_wrong(self, refused: SvcmgmtError, status: str) -> None:
        error = error_of(refused, reference="https://host/errors")
        assert error.status == status
        assert (error.code, error.reason) == (type(refused).__name__, str(refused))
        assert error.reference_error == "https://host/errors"

    def test_findings_are_told_in_the_message(self) -> None:
        finding = Finding(code="null", message="is null", pointer="/a")
        assert error_of(RefusedDocument("Note", (finding,))).message == str(finding)
        assert error_of(InvalidType("a", 1, "text")).message is None
