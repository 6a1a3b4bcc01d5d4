"""Patches change a document as RFC 7396 and RFC 6902 say, all of it or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.assurance import TROUBLE_TICKET, TroubleTicket, TroubleTicketStatus
from svcmgmt.common import Note
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop.tmf import PatchRefused, json_patch, merge_patch, v4, v5
from svcmgmt.interop.tmf.patches import Changes, changes_of
from svcmgmt.lifecycle import OwnState, Rule, StateCategory, TransitionNotAllowed
from svcmgmt.product import (
    Product,
    ProductOrder,
    ProductOrderItem,
    ProductOrderItemState,
    ProductStatus,
)

AT = datetime(2026, 10, 26, tzinfo=UTC)


def nested(depth: int) -> dict[str, Any]:
    """Return an object in an object in an object."""
    document: dict[str, Any] = {}
    for _ in range(depth - 1):
        document = {"a": document}
    return document


class TestMergePatches:
    # the table of appendix A of RFC 7396, as far as both are objects
    @pytest.mark.parametrize(
        ("document", "patch", "merged"),
        [
            ({"a": "b"}, {"a": "c"}, {"a": "c"}),
            ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
            ({"a": "b"}, {"a": None}, {}),
            ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
            ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
            ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
            ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
            ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
            ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
            ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
        ],
    )
    def test_they_merge_objects_and_replace_the_rest(
        self, document: dict[str, Any], patch: dict[str, Any], merged: dict[str, Any]
    ) -> None:
        before = repr(document)
        assert merge_patch(document, patch) == merged
        assert repr(document) == before

    def test_what_was_patched_shares_nothing_with_the_patch(self) -> None:
        patch = {"a": [1]}
        merge_patch({}, patch)["a"].append(2)  # type: ignore[union-attr]
        assert patch == {"a": [1]}

    @pytest.mark.parametrize(("document", "patch"), [([], {}), ({}, []), ({}, {"a": {1}})])
    def test_only_objects_of_json_are_taken(self, document: Any, patch: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            merge_patch(document, patch)

    def test_depth_has_a_limit(self) -> None:
        assert merge_patch(nested(64), nested(64)) == nested(64)
        for document, patch in ((nested(65), {}), ({}, nested(65)), ({}, nested(5_000))):
            with pytest.raises(LimitExceeded):
                merge_patch(document, patch)


class TestJsonPatches:
    # examples of appendix A of RFC 6902
    @pytest.mark.parametrize(
        ("document", "operation", "patched"),
        [
            ({"a": 1}, {"op": "add", "path": "/b", "value": 2}, {"a": 1, "b": 2}),
            ({"a": [1, 3]}, {"op": "add", "path": "/a/1", "value": 2}, {"a": [1, 2, 3]}),
            ({"a": [1]}, {"op": "add", "path": "/a/-", "value": [2]}, {"a": [1, [2]]}),
            ({"a": 1, "b": 2}, {"op": "remove", "path": "/b"}, {"a": 1}),
            ({"a": [1, 2, 3]}, {"op": "remove", "path": "/a/1"}, {"a": [1, 3]}),
            ({"a": {"b": [1]}}, {"op": "remove", "path": "/a/b/0"}, {"a": {"b": []}}),
            ({"a": [{"b": 1}]}, {"op": "remove", "path": "/a/0/b"}, {"a": [{}]}),
            ({"a": 1}, {"op": "replace", "path": "/a", "value": None}, {"a": None}),
            ({"a": [{"b": 1}]}, {"op": "replace", "path": "/a/0/b", "value": 2}, {"a": [{"b": 2}]}),
            ({"a": 1}, {"op": "replace", "path": "", "value": {"b": 2}}, {"b": 2}),
            ({"a": {"b": 1}}, {"op": "move", "from": "/a/b", "path": "/c"}, {"a": {}, "c": 1}),
            ({"a": [1, 2, 3]}, {"op": "move", "from": "/a/0", "path": "/a/2"}, {"a": [2, 3, 1]}),
            ({"a": 1}, {"op": "move", "from": "/a", "path": "/a"}, {"a": 1}),
            ({"a": [1]}, {"op": "copy", "from": "/a", "path": "/b"}, {"a": [1], "b": [1]}),
            ({"a/b": 1, "~": 2}, {"op": "remove", "path": "/a~1b"}, {"~": 2}),
            ({"~1": 1}, {"op": "test", "path": "/~01", "value": 1.0}, {"~1": 1}),
        ],
    )
    def test_operations_do_what_they_say(
        self, document: dict[str, Any], operation: dict[str, Any], patched: dict[str, Any]
    ) -> None:
        before = repr(document)
        assert json_patch(document, [operation]) == patched
        assert repr(document) == before

    @pytest.mark.parametrize(
        "operation",
        [
            {"op": "add", "path": "/x/y", "value": 1},
            {"op": "add", "path": "/a/9", "value": 1},
            {"op": "add", "path": "/a/9/b", "value": 1},
            {"op": "add", "path": "/a/01", "value": 1},
            {"op": "add", "path": "/name/b", "value": 1},
            {"op": "remove", "path": "/x"},
            {"op": "remove", "path": "/a/-"},
            {"op": "remove", "path": "/name/x"},
            {"op": "replace", "path": "/x", "value": 1},
            {"op": "move", "from": "/x", "path": "/b"},
            {"op": "move", "from": "/o", "path": "/o/p"},
            {"op": "copy", "from": "/a/7", "path": "/b"},
            {"op": "test", "path": "/a", "value": [1]},
            {"op": "test", "path": "/flag", "value": 1},
            {"op": "test", "path": "/o", "value": {"q": 1}},
            {"op": "test", "path": "/x", "value": 1},
            {"op": "remove", "path": ""},
            {"op": "replace", "path": "", "value": 3},
            {"op": "fly", "path": "/a"},
            {"op": 3, "path": "/a"},
            {"op": "add", "path": "/a"},
            {"op": "add", "value": 1},
            {"op": "remove", "path": "a"},
            {"op": "remove", "path": 5},
            {"op": "add", "path": "/a~2", "value": 1},
            {"op": "add", "path": "/a~", "value": 1},
            {"op": "move", "path": "/a"},
        ],
    )
    def test_what_cannot_be_done_is_refused(self, operation: dict[str, Any]) -> None:
        document = {"a": [1, 2], "name": "n", "flag": True, "o": {"p": 1}}
        with pytest.raises(PatchRefused):
            json_patch(document, [operation])

    def test_a_test_that_holds_changes_nothing(self) -> None:
        document = {"a": [1, {"b": [True, None]}], "f": False}
        for path, value in (("", document), ("/a", document["a"]), ("/f", False)):
            assert json_patch(document, [{"op": "test", "path": path, "value": value}]) == document

    def test_a_refusal_tells_operation_and_value(self) -> None:
        with pytest.raises(PatchRefused) as refused:
            json_patch({"a": 1}, [{"op": "test", "path": "/a", "value": 2}])
        assert (refused.value.field, refused.value.value) == ("patch[0].path", 1)

    @pytest.mark.parametrize("patch", [{"op": "add"}, "add", 3, ["add"], [{"op": {1}}]])
    def test_only_lists_of_objects_are_taken(self, patch: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            json_patch({}, patch)
        with pytest.raises(InvalidType):
            json_patch([], [])  # type: ignore[arg-type]

    def test_operations_and_depth_have_limits(self) -> None:
        add = {"op": "add", "path": "/a", "value": 1}
        with pytest.raises(LimitExceeded, match="operations"):
            json_patch({}, [add] * 10_001)
        with pytest.raises(LimitExceeded, match="depth"):
            json_patch({}, [{**add, "path": "/a" * 65}])
        with pytest.raises(LimitExceeded):
            json_patch(nested(1_000), [])

    def test_copies_of_copies_have_a_limit(self) -> None:
        doubling = [{"op": "copy", "from": "", "path": f"/{each}"} for each in range(30)]
        with pytest.raises(LimitExceeded):
            json_patch({"a": 1}, doubling)


class TestChanges:
    def test_a_merge_patch_changes_what_it_names(self) -> None:
        assert changes_of({"a": 1, "b": None}) == Changes({"a": 1, "b": None}, frozenset())

    def test_operations_replace_attributes_or_change_a_part(self) -> None:
        changes = changes_of(
            [
                {"op": "add", "path": "/a", "value": 1},
                {"op": "remove", "path": "/b"},
                {"op": "replace", "path": "/c/0/d", "value": 1},
                {"op": "move", "from": "/e", "path": "/f"},
                {"op": "copy", "from": "/g", "path": "/h"},
                {"op": "test", "path": "/i", "value": 1},
                {"op": "add", "path": "", "value": {"j": 1}},
                {"op": "remove", "path": ""},
            ]
        )
        assert changes.values == {"a": 1, "b": None, "e": None, "j": 1}
        assert changes.parts == {"c", "f", "h"}


class TestPatchedEntities:
    def test_a_field_changes_and_the_rest_stays(self) -> None:
        ticket = v5().load({"id": "7", "x": 1, "name": "a"}, TroubleTicket)
        patched = v5().patched(ticket, {"name": "b"}, at=AT)
        assert v5().dump(patched) == {"id": "7", "x": 1, "name": "b"}

    def test_a_state_is_reached_by_the_lifecycle(self) -> None:
        ticket = TroubleTicket(id="7")
        patch = [{"op": "replace", "path": "/status", "value": "inProgress"}]
        moved = v5().patched(ticket, patch, at=AT, by="ana", reason="look")
        assert str(moved.history[-1].to_state) == "inProgress"
        assert (moved.history[-1].by, moved.history[-1].reason) == ("ana", "look")
        with pytest.raises(TransitionNotAllowed):
            v5().patched(ticket, {"status": "closed"}, at=AT)
        with pytest.raises(InvalidValue):
            v5().patched(ticket, {"status": "fine"}, at=AT)

    def test_an_entity_without_a_lifecycle_is_read_again(self) -> None:
        assert v5().patched(Note(text="a"), {"text": "b"}, at=AT) == Note(text="b")

    @pytest.mark.parametrize(
        "patch", [{"id": "8"}, {"href": None}, {"creationDate": "2026-10-26T00:00:00Z"}]
    )
    def test_what_clients_cannot_change_is_refused(self, patch: dict[str, Any]) -> None:
        ticket = TroubleTicket(id="7", href="https://host/7")
        with pytest.raises(PatchRefused, match="as it is"):
            v5().patched(ticket, patch, at=AT)

    def test_the_value_that_it_has_is_no_change(self) -> None:
        ticket = TroubleTicket(id="7")
        assert v5().patched(ticket, {"id": "7", "name": "a"}, at=AT).name == "a"

    def test_versions_differ_in_what_is_fixed(self) -> None:
        patch: dict[str, Any] = {"statusChange": [{"status": "held"}]}
        with pytest.raises(PatchRefused):
            v4().patched(TroubleTicket(id="7"), patch, at=AT)


class TestPartsOfPatchedEntities:
    def order(self) -> ProductOrder:
        """Return an order of two items; the second was started."""
        items = (ProductOrderItem(id="1"), ProductOrderItem(id="2").start(at=AT, by="ana"))
        return ProductOrder(id="o", product_order_item=items, note=[Note(id="n", text="a")])

    def test_they_keep_their_histories(self) -> None:
        order = self.order()
        changed = v5().patched(order, {"description": "x", "note": [{"id": "n"}]}, at=AT)
        assert changed.product_order_item == order.product_order_item
        assert changed.note == (Note(id="n"),)

    def test_what_a_patch_leaves_alone_is_what_it_was(self) -> None:
        order = self.order()
        assert v5().patched(order, {}, at=AT) == order

    def test_they_move_as_their_lifecycles_allow(self) -> None:
        patch = [{"op": "replace", "path": "/productOrderItem/0/state", "value": "inProgress"}]
        changed = v5().patched(self.order(), patch, at=AT, by="bob")
        assert [each.history[-1].by for each in changed.product_order_item] == ["bob", "ana"]
        back = [{"op": "replace", "path": "/productOrderItem/1/state", "value": "acknowledged"}]
        with pytest.raises(TransitionNotAllowed):
            v5().patched(self.order(), back, at=AT)

    def test_one_that_tells_no_state_stays_where_it_was(self) -> None:
        patch = {"productOrderItem": [{"id": "2", "quantity": 3}, {"state": "held"}]}
        changed = v5().patched(self.order(), patch, at=AT)
        first, new = changed.product_order_item
        assert (first.state, len(first.history), first.quantity) == (
            ProductOrderItemState.IN_PROGRESS,
            1,
            3,
        )
        assert (new.state, new.history) == (ProductOrderItemState.HELD, ())

    def test_one_whose_state_nobody_knew_takes_the_new_one(self) -> None:
        document = {"id": "o", "productOrderItem": [{"id": "1", "state": "odd"}]}
        order = v5().load(document, ProductOrder)
        patch = [{"op": "replace", "path": "/productOrderItem/0/state", "value": "held"}]
        changed = v5().patched(order, patch, at=AT)
        assert changed.product_order_item[0].state is ProductOrderItemState.HELD

    def test_a_word_that_nobody_knows_is_refused_and_named(self) -> None:
        patch = [{"op": "replace", "path": "/productOrderItem/1/state", "value": "odd"}]
        with pytest.raises(InvalidValue, match="'odd'"):
            v5().patched(self.order(), patch, at=AT)

    def test_another_one_in_its_place_is_new(self) -> None:
        item = ProductOrderItem(id="1", product=Product(id="p", state=ProductStatus.CREATED))
        order = ProductOrder(id="o", product_order_item=[item])
        place = "/productOrderItem/0/product"
        for product in ({"id": "q", "status": "active"}, {"id": "p", "@type": "ProductRef"}):
            patch = [{"op": "replace", "path": place, "value": product}]
            changed = v5().patched(order, patch, at=AT)
            told: Any = v5().dump(changed)["productOrderItem"]
            assert told[0]["product"] == product


class TestStatesThatNobodyPublishes:
    def test_a_word_that_is_there_stays_and_no_other_comes(self) -> None:
        document = {"id": "7", "status": "waiting"}
        ticket = v5().load(document, TroubleTicket)
        assert v5().dump(v5().patched(ticket, {"name": "a"}, at=AT)) == {**document, "name": "a"}
        for wrong in ("parked", None, 5):
            with pytest.raises(InvalidValue, match=repr(wrong)):
                v5().patched(ticket, {"status": wrong}, at=AT)

    def test_another_spelling_of_the_same_state_is_no_step(self) -> None:
        product = v5().load({"id": "7", "status": "aborted"}, Product)
        changed = v5().patched(product, {"status": "aborted "}, at=AT)
        assert (changed.state, changed.history) == (ProductStatus.ABORTED, ())

    def test_states_of_an_own_lifecycle_are_understood(self) -> None:
        parked = OwnState("parked", StateCategory.PAUSED)
        working = TroubleTicketStatus.IN_PROGRESS
        rules: list[Rule[Any, Any]] = [
            Rule("park", [working], parked),
            Rule("unpark", [parked], working),
        ]
        ours = TROUBLE_TICKET.extend(rules=rules)
        ticket = TroubleTicket(id="7", state=working, own_lifecycle=ours)
        moved = v5().patched(ticket, {"status": "parked"}, at=AT)
        assert (moved.state, v5().dump(moved)["status"]) == (parked, "parked")
        assert v5().patched(moved, {"name": "a"}, at=AT).state == parked
