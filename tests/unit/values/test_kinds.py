"""What fields of one kind take and refuse."""

from __future__ import annotations

import pytest
from attrs import field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.values._kinds import all_of_kind, of_kind


@frozen
class Thing:
    count: object = field(default=0, validator=of_kind(int))
    note: object = field(default=None, validator=of_kind(str, None))


def test_values_of_the_kind_are_taken() -> None:
    assert Thing(1, "one") == Thing(count=1, note="one")
    assert Thing(1).note is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count": "1"}, "count: str '1' is not allowed; allowed: int"),
        ({"count": None}, "count: NoneType None is not allowed; allowed: int"),
        ({"note": 1}, "note: int 1 is not allowed; allowed: str or None"),
    ],
)
def test_others_are_refused_by_name(given: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        Thing(**given)
    assert str(caught.value) == message


@pytest.mark.parametrize("values", [[True, 2], (True, 2), iter([True, 2])])
def test_a_list_of_one_kind_is_taken_in_order_also_of_kinds_of_it(values: list[int]) -> None:
    assert all_of_kind("counts", values, int) == (True, 2)


def test_a_list_may_be_of_several_kinds() -> None:
    assert all_of_kind("things", [1, "two"], int, str) == (1, "two")


@pytest.mark.parametrize("values", ["12", b"12", 12, None])
def test_one_thing_in_place_of_a_list_is_refused(values: list[int]) -> None:
    with pytest.raises(InvalidType) as caught:
        all_of_kind("counts", values, int, str)
    assert caught.value.args == ("counts", values, "a list of int or str")


def test_the_item_of_another_kind_is_named() -> None:
    with pytest.raises(InvalidType) as caught:
        all_of_kind("counts", [1, "2"], int)
    assert caught.value.args == ("counts", "2", "int")
