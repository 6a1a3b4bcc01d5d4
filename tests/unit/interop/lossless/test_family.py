"""Documents are held without loss: every field, every leftover, every edit."""

from __future__ import annotations

import copy
import json
import pickle
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from attrs import evolve, field, frozen

from svcmgmt.common._fields import NOTHING, check_fields
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop._lossless import (
    Codec,
    Family,
    Kept,
    RefusedDocument,
    Wording,
    misfit,
    texts_of,
    wire_name,
)
from svcmgmt.interop._lossless.limits import MOST_VALUES
from svcmgmt.temporal import format_instant, parse_instant
from svcmgmt.values import Extension, Finding, Severity


class Colour(Enum):
    """Some words."""

    RED = "red"
    BLUE = "blue"


@frozen(kw_only=True)
class Note:
    """A part of a thing."""

    text: str | None = None
    written: datetime | None = None
    extension: Extension = field(default=NOTHING, eq=False)


@frozen(kw_only=True)
class Thing:
    """A document of every kind of field, and of its own kind inside."""

    at_type: str | None = "Thing"
    name: str | None = None
    is_bundle: bool | None = None
    count: int | None = None
    price: Decimal | None = None
    colour: Colour | None = None
    since: datetime | None = None
    note: tuple[Note, ...] = ()
    tags: tuple[str, ...] = ()
    sizes: tuple[Decimal, ...] = ()
    main_note: Note | None = None
    labels: Extension = NOTHING
    part: tuple[Thing, ...] = ()
    whole: Thing | None = None
    extension: Extension = field(default=NOTHING, eq=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self)


@frozen(kw_only=True)
class Lamp(Thing):
    """A special thing."""

    at_type: str | None = "Lamp"
    watts: int | None = None


def chosen(of: tuple[type[Any], ...], document: Mapping[str, Any]) -> type[Any] | None:
    """Return the class of a document of a thing."""
    if of != (Thing,):
        return of[0]
    kinds: dict[object, type[Thing]] = {"Thing": Thing, "Lamp": Lamp, None: Thing}
    tag = document.get("@type")
    return kinds.get(tag) if isinstance(tag, str | None) else None


FAMILY = Family(
    codecs={datetime: texts_of(parse_instant, format_instant, "an instant")},
    choose=chosen,
    names={"is_bundle": "bundled"},
)

FULL: dict[str, Any] = {
    "@type": "Thing",
    "name": "desk",
    "bundled": False,
    "count": 3,
    "price": 12.5,
    "colour": "red",
    "since": "2026-01-01T00:00:00Z",
    "note": [{"text": "first", "written": "2026-01-02T00:00:00Z"}, {}],
    "tags": ["a", "ü"],
    "sizes": [1, 2.0],
    "mainNote": {"text": "main"},
    "labels": {"team": ["x"], "n": 1},
    "part": [{"@type": "Lamp", "watts": 5, "part": [{}]}],
    "whole": {"name": "room"},
}


def load(document: object) -> Thing:
    """Return the thing of a document."""
    return FAMILY.load(document, Thing)


def same(first: object, second: object) -> bool:
    """Return whether two documents are the same, types included."""
    return json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)


def codes(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return codes and places."""
    return [(each.code, each.pointer) for each in found]


class TestReading:
    def test_what_fits_becomes_fields(self) -> None:
        thing = load(FULL)
        assert thing == Thing(
            at_type="Thing",
            name="desk",
            is_bundle=False,
            count=3,
            price=Decimal("12.5"),
            colour=Colour.RED,
            since=datetime(2026, 1, 1, tzinfo=UTC),
            note=(Note(text="first", written=datetime(2026, 1, 2, tzinfo=UTC)), Note()),
            tags=("a", "ü"),
            sizes=(Decimal(1), Decimal("2.0")),
            main_note=Note(text="main"),
            labels=Extension({"team": ["x"], "n": 1}),
            part=(Lamp(watts=5, part=(Thing(at_type=None),)),),
            whole=Thing(at_type=None, name="room"),
        )
        assert thing.extension is NOTHING
        assert type(thing) is Thing
        assert FAMILY.findings(thing) == ()

    def test_what_is_absent_is_none_even_where_the_constructor_has_a_default(self) -> None:
        assert load({}).at_type is None
        assert FAMILY.dump(load({})) == {}
        assert FAMILY.dump(Thing()) == {"@type": "Thing"}

    def test_a_loaded_entity_is_frozen_like_any_other(self) -> None:
        thing = load(FULL)
        with pytest.raises(AttributeError):
            thing.name = "chair"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            del thing.name
        assert not hasattr(thing, "__dict__")

    def test_a_loaded_entity_survives_pickle_and_copy(self) -> None:
        thing = load(FULL | {"x": [1, 1.0, True]})
        for again in (pickle.loads(pickle.dumps(thing)), copy.deepcopy(thing), copy.copy(thing)):  # noqa: S301
            assert again == thing
            assert type(again) is Thing
            assert hash(again) == hash(thing)
            assert FAMILY.is_same_document(again, thing)

    @pytest.mark.parametrize("document", [None, 7, "x", [FULL], b"{}"])
    def test_something_else_than_an_object_is_refused(self, document: object) -> None:
        with pytest.raises(InvalidType, match="document"):
            load(document)

    def test_a_class_without_room_for_the_rest_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="extension"):
            FAMILY.load({}, datetime)
        with pytest.raises(InvalidType, match="extension"):
            FAMILY.dump(7)

    def test_the_document_is_not_changed_and_not_shared(self) -> None:
        document = copy.deepcopy(FULL) | {"x": {"deep": [1]}}
        before = copy.deepcopy(document)
        written = FAMILY.dump(load(document))
        assert document == before
        written["x"]["deep"].append(2)  # type: ignore[index, call-overload, union-attr]
        written["note"].clear()  # type: ignore[union-attr]
        assert document == before

    def test_threads_that_meet_a_class_first_get_the_same(self) -> None:
        family = Family(
            codecs={datetime: texts_of(parse_instant, format_instant, "an instant")},
            choose=chosen,
            names={"is_bundle": "bundled"},
        )
        barrier, found = threading.Barrier(8), list[Thing]()

        def work() -> None:
            barrier.wait()
            found.append(family.load(FULL, Thing))

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [load(FULL)] * 8


class TestLossless:
    @pytest.mark.parametrize("value", [None, True, False, 0, 1, 1.0, -0.0, "", "x", [], {}, [None]])
    @pytest.mark.parametrize("name", [*FULL, "unknown", "@baseType"])
    def test_any_value_anywhere_comes_back(self, name: str, value: object) -> None:
        document = FULL | {name: value}
        assert same(FAMILY.dump(load(document)), document)

    @pytest.mark.parametrize(
        "number",
        [0, -1, 2**63, 10**3000, 0.1, -0.0, 1e22, 1e-300, 5e-324, 1.2345678901234567e16, 1e16],
        ids=lambda number: (
            f"{type(number).__name__} {float(number) if abs(number) < 1e300 else 'large'}"
        ),
    )
    def test_every_number_comes_back_with_its_type(self, number: float) -> None:
        thing = load({"price": number})
        assert isinstance(thing.price, Decimal)
        assert same(FAMILY.dump(thing), {"price": number})

    def test_the_price_is_what_the_text_says(self) -> None:
        assert load({"price": 0.1}).price == Decimal("0.1")

    def test_other_spellings_are_kept_without_a_finding(self) -> None:
        document = {"since": "2026-01-01T01:00:00.000+01:00", "note": [], "labels": {}}
        thing = load(document)
        assert thing.since == datetime(2026, 1, 1, tzinfo=UTC)
        assert same(FAMILY.dump(thing), document)
        assert FAMILY.findings(thing) == ()

    def test_what_does_not_fit_is_told_with_its_place(self) -> None:
        document = {
            "name": 7,
            "Bundled": True,
            "colour": "green",
            "since": "yesterday",
            "count": None,
            "price": "7",
            "note": [{"text": "a"}, None, {"text": 1}, "b"],
            "tags": ["a", 1],
            "mainNote": [],
            "labels": 3,
            "whole": {"a/b~c": 1},
            "part": {"x": 1},
        }
        thing = load(document)
        assert same(FAMILY.dump(thing), document)
        assert sorted(codes(FAMILY.findings(thing)), key=lambda each: each[1]) == [
            ("unknown-attribute", "/Bundled"),
            ("unknown-word", "/colour"),
            ("null", "/count"),
            ("wrong-type", "/labels"),
            ("wrong-type", "/mainNote"),
            ("wrong-type", "/name"),
            ("null", "/note/1"),
            ("wrong-type", "/note/2/text"),
            ("wrong-type", "/note/3"),
            ("wrong-type", "/part"),
            ("wrong-type", "/price"),
            ("unread-text", "/since"),
            ("wrong-type", "/tags/1"),
            ("unknown-attribute", "/whole/a~1b~0c"),
        ]
        assert thing.note == (Note(text="a"), Note())
        assert thing.tags == ("a",)

    def test_findings_say_what_would_have_been_right(self) -> None:
        found = {each.pointer: each for each in FAMILY.findings(load({"Name": 1, "colour": "r"}))}
        assert found["/Name"].allowed == "name"
        assert found["/colour"].allowed == "red, blue"
        assert found["/colour"].value == "'r'"
        (null,) = FAMILY.findings(load({"name": None}))
        assert null.severity is Severity.INFO

    def test_equality_ignores_what_is_kept_and_same_document_does_not(self) -> None:
        first, second = load({"name": "a"}), load({"name": "a", "x": 1})
        assert first == second
        assert hash(first) == hash(second)
        assert not FAMILY.is_same_document(first, second)
        assert FAMILY.is_same_document(second, load({"x": 1, "name": "a"}))
        assert not FAMILY.is_same_document(load({"x": 1}), load({"x": 1.0}))


class TestEdits:
    def test_an_edit_wins_over_what_was_kept(self) -> None:
        thing = load({"since": "2026-01-01T01:00:00+01:00", "colour": "green", "name": None})
        edited = evolve(
            thing, since=datetime(2026, 1, 2, tzinfo=UTC), colour=Colour.BLUE, name="chair"
        )
        assert FAMILY.dump(edited) == {
            "since": "2026-01-02T00:00:00Z",
            "colour": "blue",
            "name": "chair",
        }
        assert FAMILY.findings(edited) == ()

    def test_an_edit_elsewhere_leaves_what_was_kept(self) -> None:
        thing = load({"since": "2026-01-01T01:00:00+01:00", "colour": "green"})
        assert FAMILY.dump(evolve(thing, name="chair")) == {
            "since": "2026-01-01T01:00:00+01:00",
            "colour": "green",
            "name": "chair",
        }

    def test_a_field_that_is_cleared_is_gone(self) -> None:
        thing = load({"since": "2026-01-01T01:00:00+01:00", "name": "desk"})
        assert FAMILY.dump(evolve(thing, since=None, name=None)) == {}

    def test_an_edit_of_one_element_writes_the_list_that_is_there_now(self) -> None:
        thing = load({"note": [{"text": "a"}, None], "tags": ["x", 1]})
        edited = evolve(thing, note=(evolve(thing.note[0], text="b"),))
        assert FAMILY.dump(edited) == {"note": [{"text": "b"}], "tags": ["x", 1]}
        assert codes(FAMILY.findings(edited)) == [("wrong-type", "/tags/1")]

    def test_an_edit_of_what_a_part_keeps_is_an_edit(self) -> None:
        thing = load({"note": [{"text": "a", "x": 1}, None]})
        edited = evolve(thing, note=(evolve(thing.note[0], extension=NOTHING),))
        assert FAMILY.dump(edited) == {"note": [{"text": "a"}]}

    def test_places_are_those_of_the_document_until_the_list_is_edited(self) -> None:
        thing = load({"note": [None, {"text": 1}]})
        assert codes(FAMILY.findings(thing)) == [
            ("null", "/note/0"),
            ("wrong-type", "/note/1/text"),
        ]
        edited = evolve(thing, note=(*thing.note, Note()))
        assert codes(FAMILY.findings(edited)) == [("wrong-type", "/note/0/text")]

    def test_what_somebody_put_beside_a_field_does_not_win(self) -> None:
        thing = Thing(at_type=None, name="desk", extension=Extension({"name": "chair", "x": 1}))
        assert FAMILY.dump(thing) == {"name": "desk", "x": 1}
        alone = Thing(at_type=None, extension=Extension({"name": "chair", "note": [{}]}))
        assert FAMILY.dump(alone) == {}


class TestTypes:
    def test_an_object_becomes_what_it_says_it_is(self) -> None:
        lamp = load({"@type": "Lamp", "watts": 5})
        assert lamp == Lamp(watts=5)
        assert FAMILY.dump(lamp) == {"@type": "Lamp", "watts": 5}

    @pytest.mark.parametrize("tag", ["Chair", 7, [], {}])
    def test_what_nobody_knows_is_held_as_the_base_and_told(self, tag: object) -> None:
        document = {"@type": tag, "watts": 5, "name": "x"}
        thing = load(document)
        assert type(thing) is Thing
        assert thing.name == "x"
        assert same(FAMILY.dump(thing), document)
        assert "unknown-type" in {each.code for each in FAMILY.findings(thing)}

    def test_a_subclass_that_nobody_registered_is_written_by_its_own_fields(self) -> None:
        @frozen(kw_only=True)
        class Own(Note):
            colour: Colour | None = None

        assert FAMILY.dump(Thing(main_note=Own(text="a", colour=Colour.RED))) == {
            "@type": "Thing",
            "mainNote": {"text": "a", "colour": "red"},
        }


class TestStrict:
    def test_what_fits_is_read(self) -> None:
        assert FAMILY.load(FULL, Thing, strict=True) == load(FULL)

    def test_everything_that_does_not_fit_is_told_at_once(self) -> None:
        document = FULL | {"name": 7, "x": 1, "note": [{"text": None}]}
        with pytest.raises(RefusedDocument) as caught:
            FAMILY.load(document, Thing, strict=True)
        assert codes(caught.value.findings) == codes(FAMILY.findings(load(document)))
        assert len(caught.value.findings) == 3
        assert str(caught.value).startswith("Thing refused, 3 findings: at /name: ")
        again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
        assert again.findings == caught.value.findings

    def test_a_long_list_of_findings_is_cut_in_the_message_only(self) -> None:
        with pytest.raises(RefusedDocument, match="and 5 more") as caught:
            FAMILY.load({f"x{index}": 1 for index in range(15)}, Thing, strict=True)
        assert len(caught.value.findings) == 15

    def test_the_top_has_a_name(self) -> None:
        refused = RefusedDocument("SLO", (Finding(code="unknown-type", message="is odd"),))
        assert str(refused) == "SLO refused, 1 finding: at the top: is odd"


def nested(depth: int, *, wire: str = "whole") -> dict[str, Any]:
    """Return an object in an object in an object."""
    document: dict[str, Any] = {}
    for _ in range(depth - 1):
        document = {wire: document}
    return document


class TestLimits:
    @pytest.mark.parametrize("wire", ["whole", "unknown", "labels"])
    def test_depth(self, wire: str) -> None:
        fine = nested(63, wire=wire)
        assert same(FAMILY.dump(load(fine)), fine)
        for depth in (66, 10_000):
            with pytest.raises(LimitExceeded, match="depth"):
                load(nested(depth, wire=wire))

    def test_depth_of_lists(self) -> None:
        document: dict[str, Any] = {}
        for _ in range(40):
            document = {"part": [document]}
        with pytest.raises(LimitExceeded, match="depth"):
            load(document)

    @pytest.mark.parametrize("wire", ["unknown", "part", "whole", "labels", "tags", "name"])
    def test_aliases_that_multiply(self, wire: str) -> None:
        bomb: Any = [{wire: "x"}] * 10
        for _ in range(20):
            bomb = [{wire: bomb}] * 10
        with pytest.raises(LimitExceeded):
            load({wire: bomb})

    def test_objects_that_multiply_without_a_list(self) -> None:
        bomb: Any = {}
        for _ in range(60):
            bomb = {"whole": bomb, "mainNote": bomb, "x": bomb}
        with pytest.raises(LimitExceeded):
            load(bomb)

    def test_a_document_that_contains_itself(self) -> None:
        loop: dict[str, Any] = {"name": "x"}
        for wire in ("whole", "part", "x"):
            loop[wire] = [loop] if wire == "part" else loop
            with pytest.raises(LimitExceeded):
                load(loop)

    def test_many_values(self) -> None:
        with pytest.raises(LimitExceeded, match="values"):
            load({"tags": ["x"] * (MOST_VALUES + 1)})
        with pytest.raises(LimitExceeded, match="values"):
            load({"x": {str(index): 1 for index in range(MOST_VALUES + 1)}})

    @pytest.mark.parametrize(
        "number", [float("nan"), float("inf"), 10**5000], ids=["nan", "inf", "long"]
    )
    @pytest.mark.parametrize("wire", ["price", "count", "name", "x", "labels", "sizes"])
    def test_numbers_that_json_cannot_hold(self, wire: str, number: float) -> None:
        value: object = (
            {"n": number} if wire == "labels" else [number] if wire == "sizes" else number
        )
        with pytest.raises(LimitExceeded):
            load({wire: value})

    @pytest.mark.parametrize(
        "wire", ["name", "x", "\udc00", "tags", "labels", "colour", "since"], ids=ascii
    )
    def test_text_that_utf8_cannot_hold(self, wire: str) -> None:
        value: object = "\ud800"
        if wire in {"tags", "labels"}:
            value = [value] if wire == "tags" else {"\ud800": 1}
        with pytest.raises(LimitExceeded, match="UTF-8"):
            load({wire: value})

    def test_names_of_another_type(self) -> None:
        for document in ({1: "x"}, {"x": {1: 2}}, {"labels": {None: 2}}):
            with pytest.raises(InvalidType, match="name in a document"):
                load(document)

    @pytest.mark.parametrize("value", [b"x", {1}, date(2026, 1, 1), Decimal(1), object()])
    @pytest.mark.parametrize("wire", ["name", "x", "labels", "tags"])
    def test_values_that_json_does_not_know(self, wire: str, value: object) -> None:
        held: object = {"n": value} if wire == "labels" else [value]
        with pytest.raises(InvalidType, match="value in a document"):
            load({wire: held})

    def test_an_entity_that_is_nested_too_deeply_to_be_written(self) -> None:
        thing = Thing(at_type=None)
        for _ in range(sys.getrecursionlimit()):
            thing = Thing(at_type=None, whole=thing)
        with pytest.raises(LimitExceeded, match="depth"):
            FAMILY.dump(thing)

    def test_long_text_is_no_date_and_is_not_parsed(self) -> None:
        thing = load({"since": "2" * 10_000})
        assert thing.since is None
        assert FAMILY.dump(thing) == {"since": "2" * 10_000}


class TestConstructors:
    @pytest.mark.parametrize(
        "fields",
        [
            {"name": 7},
            {"is_bundle": 1},
            {"count": True},
            {"count": "3"},
            {"price": 0.1},
            {"price": 1},
            {"colour": "red"},
            {"note": ("x",)},
            {"note": (None,)},
            {"tags": (1,)},
            {"main_note": Thing()},
            {"labels": {"a": 1}},
        ],
        ids=str,
    )
    def test_a_field_of_another_kind_is_refused_by_name(self, fields: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(fields))):
            Thing(**fields)

    @pytest.mark.parametrize(
        "price", ["NaN", "Infinity", "1e400", "1e-400", "0.12345678901234567890"]
    )
    def test_a_number_that_a_document_cannot_hold_is_refused(self, price: str) -> None:
        with pytest.raises(InvalidValue, match="price"):
            Thing(price=Decimal(price))

    @pytest.mark.parametrize("price", ["0", "12345678901234567890", "0.1", "1e300", "-2.50"])
    def test_a_number_that_it_can_hold_comes_back(self, price: str) -> None:
        thing = Thing(price=Decimal(price))
        written = json.loads(json.dumps(FAMILY.dump(thing)))
        assert load(written) == thing


class TestNames:
    @pytest.mark.parametrize(
        ("name", "wire"),
        [
            ("name", "name"),
            ("time_zone", "timeZone"),
            ("at_type", "@type"),
            ("at_schema_location", "@schemaLocation"),
            ("from_", "from"),
            ("a_b_c", "aBC"),
        ],
    )
    def test_published_names_follow_from_those_of_fields(self, name: str, wire: str) -> None:
        assert wire_name(name) == wire

    def test_others_are_said(self) -> None:
        assert FAMILY.dump(Thing(at_type=None, is_bundle=True)) == {"bundled": True}


class TestUnpublishedFields:
    def test_they_are_neither_read_nor_written_whatever_their_type(self) -> None:
        @frozen(kw_only=True)
        class Record:
            name: str | None = None
            state: Colour | int | None = None
            history: tuple[object, ...] = ()
            extension: Extension = field(default=NOTHING, eq=False)

        def read(value: object, _room: object, _depth: int) -> object:
            return len(value) if isinstance(value, str) else misfit(value, "text")

        family = Family(
            overrides={(Record, "state"): Codec(read=read, write=lambda each: "x" * each)},
            unpublished=["history"],
        )
        record = family.load({"name": "a", "state": "xxx", "history": [1]}, Record)
        assert record == Record(name="a", state=3)
        written = family.dump(evolve(record, history=(7,)))
        assert written == {"name": "a", "state": "xxx", "history": [1]}
        assert codes(family.findings(record)) == [("unknown-attribute", "/history")]


class TestCodecs:
    def test_a_field_can_have_its_own(self) -> None:
        def read(value: object, _room: object, _depth: int) -> object:
            return Kept(value.upper()) if isinstance(value, str) else misfit(value, "text")

        family = Family(
            codecs={datetime: texts_of(parse_instant, format_instant, "an instant")},
            overrides={(Note, "text"): Codec(read=read)},
        )

        @frozen(kw_only=True)
        class Special(Note):
            colour: Colour | None = None

        note = family.load({"text": "a"}, Special)
        assert note.text == "A"
        assert family.dump(note) == {"text": "a"}
        assert family.dump(evolve(note, text="B")) == {"text": "B"}
        assert codes(family.findings(family.load({"text": 1}, Note))) == [("wrong-type", "/text")]

    def test_words_can_differ_from_those_of_the_enumeration(self) -> None:
        family = Family(
            codecs={datetime: texts_of(parse_instant, format_instant, "an instant")},
            words={
                Colour: Wording(
                    published={Colour.RED: "ROT", Colour.BLUE: "BLAU"},
                    understood={"rot": Colour.RED},
                )
            },
        )
        assert family.load({"colour": "ROT"}, Thing).colour is Colour.RED
        assert family.dump(Thing(at_type=None, colour=Colour.BLUE)) == {"colour": "BLAU"}
        (found,) = family.findings(family.load({"colour": "red"}, Thing))
        assert found.allowed == "ROT, BLAU"
        other = family.load({"colour": "rot"}, Thing)
        assert other.colour is Colour.RED
        assert family.dump(other) == {"colour": "rot"}
        assert family.findings(other) == ()

    def test_a_list_of_other_plain_values(self) -> None:
        @frozen(kw_only=True)
        class Flags:
            flag: tuple[bool, ...] = ()
            extension: Extension = field(default=NOTHING, eq=False)

        document = {"flag": [True, False, 1, None]}
        flags = FAMILY.load(document, Flags)
        assert flags.flag == (True, False)
        assert same(FAMILY.dump(flags), document)

    def test_a_list_of_spellings_is_read_whole(self) -> None:
        @frozen(kw_only=True)
        class Days:
            day: tuple[datetime, ...] = ()
            extension: Extension = field(default=NOTHING, eq=False)

        document = {"day": ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "x"]}
        days = FAMILY.load(document, Days)
        assert days.day == (datetime(2026, 1, 1, tzinfo=UTC),) * 2
        assert FAMILY.dump(days) == document
        assert codes(FAMILY.findings(days)) == [("unread-text", "/day/2")]
