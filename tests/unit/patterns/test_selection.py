"""What may be chosen together."""

from __future__ import annotations

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.patterns import check_selection


def test_a_requirement_is_followed_to_its_end_by_the_shortest_way() -> None:
    check = check_selection(
        ["tv", "tv"], requires=[("tv", "box"), ("box", "line"), ("tv", "line"), ("line", "tv")]
    )
    assert check.selected == ("tv",)
    assert check.needed == ("box", "line")
    assert check.chain_to("line") == ("tv", "line")
    assert [each.code for each in check.findings] == ["required", "required"]
    assert check.is_allowed


def test_an_exclusion_goes_both_ways_and_is_told_once() -> None:
    pairs = [("b", "c"), ("c", "b"), ("x", "y")]
    check = check_selection(["a", "c"], requires=[("a", "b")], excludes=pairs)
    assert [each.value for each in check.findings if each.code == "excluded"] == ["a > b >< c"]
    assert not check.is_allowed


def test_a_chain_can_be_asked_of_what_is_in_it_only() -> None:
    check = check_selection(["a"])
    assert check.chain_to("a") == ("a",)
    with pytest.raises(InvalidValue):
        check.chain_to("b")


def test_a_long_chain_takes_no_long_time() -> None:
    count = 20_000
    steps = [(str(each), str(each + 1)) for each in range(count)]
    check = check_selection(["0"], requires=steps, excludes=[("0", str(count))])
    assert len(check.chain_to(str(count))) == count + 1


def test_text_is_no_list() -> None:
    with pytest.raises(InvalidType):
        check_selection("tv")
    with pytest.raises(InvalidType):
        check_selection(["tv"], requires=["a"])  # type: ignore[list-item]
