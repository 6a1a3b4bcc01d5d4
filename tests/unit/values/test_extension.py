"""What no typed field can hold: kept whole, frozen, told apart by type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.values import Extension

CONTENT: dict[str, object] = {
    "text": "é",
    "none": None,
    "flag": True,
    "whole": 1,
    "broken": 1.5,
    "list": [1, [2, {}]],
    "object": {"a": {"b": []}},
}


class Colour(StrEnum):
    RED = "red"


class Level(IntEnum):
    ONE = 1


def nested(depth: int, *, key: str | None = None) -> object:
    value: object = "core"
    for _ in range(depth):
        value = [value] if key is None else {key: value}
    return value


class TestContent:
    def test_it_comes_back_as_it_went_in(self) -> None:
        assert Extension(CONTENT).to_dict() == CONTENT

    def test_it_survives_the_json_module(self) -> None:
        extension = Extension(CONTENT)
        assert Extension(json.loads(json.dumps(extension.to_dict()))) == extension

    def test_nothing_is_an_empty_mapping(self) -> None:
        assert dict(Extension()) == dict(Extension({})) == {}

    def test_it_is_a_mapping(self) -> None:
        extension = Extension({"a": 1, "b": 2})
        assert isinstance(extension, Mapping)
        assert (list(extension), len(extension), extension["b"], "a" in extension) == (
            ["a", "b"],
            2,
            2,
            True,
        )

    def test_an_unknown_key_is_a_key_error(self) -> None:
        with pytest.raises(KeyError, match="missing"):
            Extension({"a": 1})["missing"]

    def test_get_has_a_default(self) -> None:
        assert Extension({"a": 1}).get("missing", 7) == 7

    @pytest.mark.parametrize("key", ["", "@type", "a b", "\ud800", "ключ"])
    def test_any_text_is_a_key(self, key: str) -> None:
        assert Extension({key: 1})[key] == 1

    def test_a_lone_surrogate_is_kept(self) -> None:
        assert Extension({"a": "\ud800"})["a"] == "\ud800"

    def test_a_tuple_is_a_list(self) -> None:
        assert Extension({"a": (1, 2)})["a"] == [1, 2]

    def test_an_extension_inside_is_an_object(self) -> None:
        assert Extension({"a": Extension({"b": 1})})["a"] == {"b": 1}

    def test_repr_shows_the_content(self) -> None:
        assert repr(Extension({"a": [1, None]})) == "Extension({'a': [1, None]})"

    @pytest.mark.parametrize("number", [2**13_000, -(2**13_000)], ids=["large", "small"])
    def test_an_integer_too_long_to_be_written_is_refused(self, number: int) -> None:
        with pytest.raises(InvalidValue) as caught:
            Extension({"a": [number]})
        assert caught.value.args == ("extension", number, "an integer of at most 13000 bits")

    def test_repr_shows_the_longest_integer(self) -> None:
        longest = 2**13_000 - 1
        assert repr(Extension({"a": longest})) == f"Extension({{'a': {longest}}})"


class TestReadOnly:
    def test_an_item_cannot_be_set(self) -> None:
        with pytest.raises(TypeError, match="does not support item assignment"):
            Extension({"a": 1})["a"] = 2  # type: ignore[index]

    @pytest.mark.parametrize("name", ["_items", "other"])
    def test_an_attribute_cannot_be_set(self, name: str) -> None:
        with pytest.raises(AttributeError, match=name):
            setattr(Extension({"a": 1}), name, {})

    def test_an_attribute_cannot_be_deleted(self) -> None:
        extension = Extension({"a": 1})
        with pytest.raises(AttributeError):
            del extension._items

    def test_what_it_was_made_of_may_change(self) -> None:
        tags = ["vip"]
        source: dict[str, object] = {"tags": tags}
        extension = Extension(source)
        tags.append("gold")
        source["more"] = 1
        assert extension.to_dict() == {"tags": ["vip"]}

    def test_what_it_gives_may_change(self) -> None:
        extension = Extension({"tags": ["vip"]})
        tags = extension["tags"]
        assert isinstance(tags, list)
        tags.append("gold")
        assert extension["tags"] == ["vip"]


class TestEquality:
    @pytest.mark.parametrize(
        ("one", "other"),
        [(1, 1.0), (1, True), (0, False), (0.0, -0.0), ({}, []), ("1", 1), (None, "None")],
        ids=repr,
    )
    @pytest.mark.parametrize("depth", [0, 1])
    def test_values_of_two_types_differ_at_any_depth(
        self, one: object, other: object, depth: int
    ) -> None:
        wrapped = [{"b": one}, {"b": other}] if depth else [one, other]
        assert Extension({"a": wrapped[0]}) != Extension({"a": wrapped[1]})

    def test_the_order_of_keys_does_not_matter(self) -> None:
        one = Extension({"a": 1, "b": {"c": 2, "d": 3}})
        other = Extension({"b": {"d": 3, "c": 2}, "a": 1})
        assert one == other
        assert hash(one) == hash(other)

    def test_the_order_of_a_list_matters(self) -> None:
        assert Extension({"a": [1, 2]}) != Extension({"a": [2, 1]})

    def test_it_is_a_key_of_a_dict(self) -> None:
        assert {Extension({"a": [1]}): "x"}[Extension({"a": [1]})] == "x"

    def test_a_plain_dict_is_not_equal(self) -> None:
        assert Extension({"a": 1}) != {"a": 1}

    @pytest.mark.parametrize(("special", "plain"), [(Colour.RED, "red"), (Level.ONE, 1)])
    def test_an_enum_member_is_what_json_makes_of_it(self, special: object, plain: object) -> None:
        assert Extension({"a": special}) == Extension({"a": plain})


class TestRefusal:
    @pytest.mark.parametrize(
        "value",
        [{1}, b"x", Decimal(1), date(2026, 1, 1), 1j, object, range(3)],
        ids=lambda value: type(value).__name__,
    )
    @pytest.mark.parametrize("depth", [0, 3])
    def test_a_value_that_json_cannot_hold_is_refused(self, value: object, depth: int) -> None:
        content = value
        for _ in range(depth):
            content = [content]
        with pytest.raises(InvalidType) as caught:
            Extension({"a": content})
        assert caught.value.args == (
            "extension",
            value,
            "None, bool, int, float, str, list or dict",
        )

    @pytest.mark.parametrize("key", [1, None, b"a", ("a",), True], ids=repr)
    def test_a_key_that_is_no_text_is_refused(self, key: object) -> None:
        with pytest.raises(InvalidType) as caught:
            Extension({key: 1})  # type: ignore[dict-item]
        assert caught.value.args == ("extension key", key, "str")

    def test_a_key_that_is_no_text_is_refused_inside(self) -> None:
        with pytest.raises(InvalidType, match="extension key: int 1 is not allowed; allowed: str"):
            Extension({"a": [{1: 2}]})

    @pytest.mark.parametrize("number", ["nan", "inf", "-inf"])
    def test_what_is_no_number_is_refused(self, number: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Extension({"a": [float(number)]})
        assert str(caught.value) == f"extension: {number} is not allowed; allowed: a finite number"

    @pytest.mark.parametrize("key", [None, "x"])
    def test_64_levels_are_kept(self, key: str | None) -> None:
        content = {"a": nested(63, key=key)}
        assert Extension(content).to_dict() == content

    @pytest.mark.parametrize("key", [None, "x"])
    @pytest.mark.parametrize("depth", [64, 1_000, 100_000])
    def test_deeper_nesting_is_refused(self, depth: int, key: str | None) -> None:
        with pytest.raises(LimitExceeded) as caught:
            Extension({"a": nested(depth, key=key)})
        assert str(caught.value) == "depth of an extension: 65 is over the limit of 64"

    def test_a_value_inside_itself_is_refused(self) -> None:
        endless: dict[str, object] = {}
        endless["self"] = endless
        with pytest.raises(LimitExceeded, match="depth of an extension"):
            Extension(endless)

    @pytest.mark.parametrize("content", [[("a", 1)], "abc", 5, [], 0, ""], ids=repr)
    def test_what_is_no_mapping_is_refused(self, content: object) -> None:
        with pytest.raises(InvalidType):
            Extension(content)  # type: ignore[arg-type]
