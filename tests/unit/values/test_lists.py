"""Lists and pairs as callers hand them over."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.values._lists import listed, paired


@pytest.mark.parametrize("values", [["a", "b"], ("a", "b"), iter("ab"), {"a": 1, "b": 2}])
def test_the_items_of_a_list_are_kept_in_order(values: list[str]) -> None:
    assert listed(values, "names", "a list of names") == ("a", "b")


@pytest.mark.parametrize("values", ["ab", b"ab", 7, None])
def test_one_thing_in_place_of_a_list_is_refused(values: list[str]) -> None:
    with pytest.raises(InvalidType) as caught:
        listed(values, "names", "a list of names")
    assert caught.value.args == ("names", values, "a list of names")


class Count(int):
    """A kind of int."""


def test_items_of_another_kind_are_refused_if_a_kind_is_told() -> None:
    assert listed([1, 2], "counts", "a list of int", kind=int) == (1, 2)
    assert listed([1, Count(2)], "counts", "a list of int", kind=int) == (1, 2)
    with pytest.raises(InvalidType) as caught:
        listed([1, "2"], "counts", "a list of int", kind=int)
    assert caught.value.args == ("counts", "2", "a list of int")


def test_pairs_are_kept_in_order() -> None:
    assert paired(zip("ab", (1, 2), strict=True), "marks", "pairs") == (("a", 1), ("b", 2))
    from_json: Any = [["a", 1]]
    assert list(paired(from_json, "marks", "pairs")) == from_json
    assert paired([], "marks", "pairs") == ()


@pytest.mark.parametrize("values", [{"a": 1}, "ab", None, [("a", 1, 2)], [("a", 1), None], [()]])
def test_what_does_not_fall_into_pairs_is_refused(values: list[tuple[str, int]]) -> None:
    with pytest.raises(InvalidType) as caught:
        paired(values, "marks", "a list of pairs")
    assert (caught.value.field, caught.value.allowed) == ("marks", "a list of pairs")
