from __future__ import annotations

import pytest

from svcmgmt.calendars._lists import listed
from svcmgmt.errors import InvalidType


@pytest.mark.parametrize("values", [["a", "b"], ("a", "b"), iter("ab"), {"a": 1, "b": 2}])
def test_the_items_of_a_list_are_kept_in_order(values: list[str]) -> None:
    assert listed(values, "names", "a list of names") == ("a", "b")


@pytest.mark.parametrize("values", ["ab", b"ab", 7, None])
def test_one_thing_in_place_of_a_list_is_refused(values: list[str]) -> None:
    with pytest.raises(InvalidType) as caught:
        listed(values, "names", "a list of names")
    assert caught.value.args == ("names", values, "a list of names")
