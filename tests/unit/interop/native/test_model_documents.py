"""Entities of the information model are stored as their documents, with what those leave out."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from samples_model import LATER, MODEL_VALUES, order, our_ticket, ticket

from svcmgmt.assurance import TroubleTicket
from svcmgmt.common import Entity, EntityRef, Extensible, Note, RelatedParty
from svcmgmt.errors import LimitExceeded
from svcmgmt.interop.native import (
    InvalidDocument,
    NewerSchema,
    NotStorable,
    from_dict,
    json_schema,
    to_dict,
)
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.lifecycle import OwnState, StateCategory
from svcmgmt.temporal import Timeline, parse_instant as at

DOCUMENT = to_dict(ticket)
STEP = DOCUMENT["parts"][0]["history"][0]


def through_json(value: Any) -> Any:  # noqa: ANN401 - of any class
    """Return a value after it was stored by one program and read by another."""
    return from_dict(json.loads(json.dumps(to_dict(value))), type(value))


class TestWhatIsStored:
    def test_the_document_is_that_of_version_5(self) -> None:
        assert DOCUMENT["schema"] == "svcmgmt/tmf-document/1"
        assert (DOCUMENT["profile"], DOCUMENT["kind"]) == ("v5", "TroubleTicket")
        assert DOCUMENT["document"] == v5().dump(ticket)

    def test_what_a_document_says_by_itself_is_not_said_again(self) -> None:
        read = v5().load({"@type": "TroubleTicket", "status": "held", "x": 1, "name": None})
        assert to_dict(read)["parts"] == []
        assert through_json(read) == read

    def test_a_history_is_beside_the_document(self) -> None:
        assert through_json(ticket).history == ticket.history
        assert ticket.history

    def test_the_history_of_an_entity_in_another_one_too(self) -> None:
        stored = to_dict(order)
        assert [part["pointer"] for part in stored["parts"]] == ["", "/productOrderItem/1"]
        assert through_json(order).product_order_item[1].history

    def test_a_lifecycle_of_your_own_and_its_state(self) -> None:
        back = through_json(our_ticket)
        assert back.own_lifecycle == our_ticket.own_lifecycle
        assert back.state == OwnState("withVendor", StateCategory.PAUSED)
        assert back.fire("fromVendor", at=LATER) == our_ticket.fire("fromVendor", at=LATER)

    def test_an_unknown_word_stays_unknown(self) -> None:
        read = v5().load({"@type": "TroubleTicket", "status": "waiting"}, TroubleTicket)
        back = through_json(read)
        assert back.state is None
        assert v5().dump(back)["status"] == "waiting"

    def test_a_stored_entity_goes_on(self) -> None:
        later = at("2026-10-26T12:00:00Z")
        resolved = through_json(ticket).move_to("resolved", at=later)
        assert resolved == ticket.move_to("resolved", at=later)


class TestWhatIsKeptBesideTheFields:
    @pytest.mark.parametrize("profile", [v4(), v5()], ids=repr)
    def test_leftovers_stay_those_of_the_version_that_read_them(self, profile: Any) -> None:  # noqa: ANN401
        read = profile.load(
            {"status": "Acknowledged?", "note": [{"text": 5}], "x": [1, 1.0, True]}, TroubleTicket
        )
        back = through_json(read)
        assert v4().is_same_document(back, read)
        assert v5().is_same_document(back, read)
        assert profile.findings(back) == profile.findings(read)

    def test_an_extension_of_your_own_is_written_by_both(self) -> None:
        back = through_json(TroubleTicket(extension={"x-owner": "noc"}))
        assert v4().dump(back)["x-owner"] == v5().dump(back)["x-owner"] == "noc"

    def test_parts_that_different_versions_read(self) -> None:
        notes = [profile.load({"text": 5}, Note) for profile in (v4(), v5())]
        back = through_json(TroubleTicket(note=notes))
        assert [v4().dump(each) for each in back.note] == [{"text": 5}, {}]
        assert [v5().dump(each) for each in back.note] == [{}, {"text": 5}]

    def test_what_only_a_document_of_version_4_tells_is_stored_as_one(self) -> None:
        old = {"productSpecCharacteristic": [{"name": "speed"}]}
        read = v4().load(old, "ProductSpecification")
        assert v4().dump(through_json(read)) == old
        assert to_dict(read)["profile"] == "v4"


class TestWhereOthersHoldThem:
    def test_in_a_timeline(self) -> None:
        line = Timeline.of([(at("2026-10-26T08:00:00Z"), ticket), (LATER, Note(text="a"))])
        assert from_dict(to_dict(line)) == line

    def test_problems_are_told_with_the_way_to_them(self) -> None:
        line: dict[str, Any] = to_dict(Timeline.of([(LATER, ticket)]))
        line["changes"][0][1]["kind"] = "Tea"
        with pytest.raises(InvalidDocument) as refused:
            from_dict(line)
        assert [place for place, _ in refused.value.problems] == ["/changes/0/1/kind"]


UNREADABLE: dict[str, Any] = {"a": float("nan")}

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"kind": "Tea"}, "/kind", "name of a class"),
    ({"kind": "LivingEntity"}, "/kind", "name of a class"),
    ({"kind": "ServiceRef"}, "/kind", "name of a class"),
    ({"kind": "StringCharacteristic"}, "/kind", "name of a class"),
    ({"kind": 5}, "/kind", "int 5"),
    ({"kind": "Extensible", "document": {"@type": "Note"}}, "/kind", "Note, as the document says"),
    ({"profile": "v6"}, "/profile", "v5, v4"),
    ({"document": 5}, "/document", "an object"),
    ({"document": UNREADABLE}, "/document", "a finite number"),
    ({"document": {"note": [{}] * 200_001}}, "/document", "200000"),
    ({"more": 1}, "/more", "not known here"),
    ({"parts": {}}, "/parts", "a list"),
    ({"parts": [{"pointer": "/note/1"}]}, "/parts/0/pointer", "each place once"),
    ({"parts": [{"pointer": ""}, {"pointer": ""}]}, "/parts/1/pointer", "each place once"),
    (
        {"parts": [{"pointer": "", "history": [{**STEP, "at": 5}]}]},
        "/parts/0/history/0/at",
        "int 5",
    ),
    ({"parts": [{"pointer": "", "own_lifecycle": 5}]}, "/parts/0/own_lifecycle", "an object"),
    ({"parts": [{"pointer": "", "kept_for": "v4"}]}, "/parts/0", "without an extension"),
    ({"parts": [{"pointer": "", "extension": 5}]}, "/parts/0/extension", "an object"),
    ({"parts": [{"pointer": "", "state": {"Tea": "x"}}]}, "/parts/0/state", "TroubleTicketStatus"),
    (
        {"parts": [{"pointer": "", "state": {"TroubleTicketStatus": "held"}, "history": [STEP]}]},
        "/parts/0",
        "inProgress, where the history ends",
    ),
    (
        {"kind": "Note", "document": {}, "parts": [{"pointer": "", "history": [STEP]}]},
        "/parts/0",
        "a Note has none",
    ),
]


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(("change", "place", "told"), WRONG)
    def test_it_is_told_where_and_why(self, change: dict[str, Any], place: str, told: str) -> None:
        with pytest.raises(InvalidDocument) as refused:
            from_dict({**DOCUMENT, **change})
        assert [where for where, _ in refused.value.problems] == [place]
        assert told in str(refused.value)

    def test_all_parts_at_once(self) -> None:
        parts = [{"pointer": "/x"}, *DOCUMENT["parts"], {"pointer": "/y"}]
        with pytest.raises(InvalidDocument) as refused:
            from_dict({**DOCUMENT, "parts": parts})
        assert [place for place, _ in refused.value.problems] == [
            "/parts/0/pointer",
            "/parts/2/pointer",
        ]

    def test_a_newer_schema(self) -> None:
        with pytest.raises(NewerSchema, match="newer than version 1"):
            from_dict({**DOCUMENT, "schema": "svcmgmt/tmf-document/2"})

    def test_another_class_than_expected(self) -> None:
        with pytest.raises(InvalidDocument, match="expected a Note, got a TroubleTicket"):
            from_dict(DOCUMENT, Note)


class OurTicket(TroubleTicket):
    """A ticket with something more."""

    __slots__ = ()


class TestWhatCannotBeStored:
    def test_a_class_of_your_own(self) -> None:
        with pytest.raises(NotStorable, match="store it as a plain TroubleTicket"):
            to_dict(OurTicket(id="TT-7"))

    @pytest.mark.parametrize(
        "entity",
        [
            Extensible(at_type="Note"),
            RelatedParty(party_or_party_role=Entity(id="1")),
            RelatedParty(party_or_party_role=OurTicket(id="1", at_type=None)),
        ],
    )
    def test_a_part_whose_class_no_document_tells(self, entity: Extensible) -> None:
        with pytest.raises(NotStorable, match="that name their class in `at_type`"):
            to_dict(entity)

    def test_what_is_nested_too_deeply(self) -> None:
        whole: Extensible = EntityRef(id="1")
        for _ in range(70):
            whole = RelatedParty(at_type="RelatedParty", party_or_party_role=whole)
        with pytest.raises(LimitExceeded, match="depth"):
            to_dict(whole)


def test_the_deepest_document_is_read_again() -> None:
    deep: dict[str, Any] = {}
    for _ in range(61):
        deep = {"a": deep}
    read = v5().load({"id": "1", "x": deep}, Note)
    assert v5().is_same_document(through_json(read), read)


def test_every_class_has_the_one_schema() -> None:
    assert json_schema(TroubleTicket) == json_schema(Note)
    assert json_schema(Note)["properties"]["schema"] == {"const": "svcmgmt/tmf-document/1"}


def test_samples_are_of_every_kind() -> None:
    stored = [to_dict(each) for each in MODEL_VALUES]
    assert {each["profile"] for each in stored} == {"v4", "v5"}


def test_the_model_is_loaded_with_the_first_entity() -> None:
    program = (
        "import sys; from svcmgmt.interop.native import from_dict, to_dict; "
        "from svcmgmt.values import Ratio; from_dict(to_dict(Ratio(1, 2))); "
        "print('svcmgmt.common' in sys.modules, 'svcmgmt.interop.tmf' in sys.modules); "
        "from svcmgmt.common import Note; from_dict(to_dict(Note(text='a'))); "
        "print('svcmgmt.interop.tmf' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "False", "True"]
