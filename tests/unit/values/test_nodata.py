"""The result over an empty base."""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le, lt

import pytest

from svcmgmt.values import NO_DATA, NoData


def test_it_says_why() -> None:
    assert str(NoData("no tickets were due")) == "no tickets were due"


def test_without_a_reason_it_says_no_data() -> None:
    assert str(NO_DATA) == NO_DATA.reason == "no data"


def test_it_has_no_truth_value() -> None:
    with pytest.raises(TypeError, match=r"test with isinstance\(value, NoData\)"):
        bool(NO_DATA)


@pytest.mark.parametrize("other", [0, 1, 0.0, 100, None, "", "no data"])
def test_it_is_equal_to_no_number(other: object) -> None:
    assert other != NO_DATA


@pytest.mark.parametrize("compare", [lt, le, gt, ge])
def test_it_has_no_order(compare: Callable[[object, object], object]) -> None:
    with pytest.raises(TypeError, match="not supported between instances"):
        compare(NO_DATA, 1)


def test_equal_reasons_are_equal() -> None:
    assert NoData("no tickets") == NoData("no tickets")


def test_another_reason_is_another_value() -> None:
    assert NoData("no tickets") != NO_DATA
