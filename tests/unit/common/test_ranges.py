"""Ranges: which ends belong to them, what lies in them, which lies in which."""

from __future__ import annotations

from decimal import Decimal

import pytest

from svcmgmt.common import (
    CharacteristicValueSpecification,
    RangeInterval,
    is_in_range,
    is_within,
)
from svcmgmt.common._ranges import in_words, is_empty_range

Value = CharacteristicValueSpecification


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("open", [False, True, False]),
        ("closed", [True, True, True]),
        ("closedBottom", [True, True, False]),
        ("closedTop", [False, True, True]),
    ],
)
def test_each_kind_says_which_ends_belong_to_it(kind: str, expected: list[bool]) -> None:
    entry = Value(value_from=10, value_to=20, range_interval=RangeInterval(kind))
    assert [is_in_range(each, entry) for each in (10, 15, 20)] == expected


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        (5, None, 10, True),
        (50, "10", None, True),
        (Decimal("9.5"), "10", None, False),
        ("b", "a", "c", True),
        ("d", "a", "c", False),
        ("b", 1, 2, False),
        (1, "a", "c", False),
        (None, 1, None, False),
        (10**40, 1, None, False),
        ("2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z", None, True),
        ("2025-12-31T23:59:59.5Z", "2026-01-01T00:00:00Z", None, False),
    ],
)
def test_values_compare_with_ends_of_their_kind(
    value: object,
    low: object,
    high: object,
    expected: bool,  # noqa: FBT001
) -> None:
    assert is_in_range(value, Value(value_from=low, value_to=high)) is expected


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ((1, 5, None), (1, 5, None), True),
        ((1, 5, "closed"), (1, 5, "open"), False),
        ((1, 5, "open"), (1, 5, "open"), True),
        ((0, 5, None), (1, 9, None), False),
        ((2, None, None), (1, 9, None), False),
        ((2, None, None), (1, None, None), True),
        ((2, "x", None), (1, 9, None), False),
    ],
)
def test_a_range_lies_in_another_one(
    inner: tuple[object, object, str | None],
    outer: tuple[object, object, str | None],
    expected: bool,  # noqa: FBT001
) -> None:
    one, other = (
        Value(value_from=low, value_to=high, range_interval=RangeInterval(kind) if kind else None)
        for low, high, kind in (inner, outer)
    )
    assert is_within(one, other) is expected


@pytest.mark.parametrize(
    ("low", "high", "kind", "expected"),
    [
        (1, 2, None, False),
        (2, 2, None, False),
        (2, 2, RangeInterval.CLOSED, False),
        (2, 2, RangeInterval.CLOSED_TOP, True),
        (3, 2, None, True),
        (3, "x", None, True),
        (3, None, None, False),
        (None, 3, None, False),
    ],
)
def test_a_range_may_be_empty(
    low: object,
    high: object,
    kind: RangeInterval | None,
    expected: bool,  # noqa: FBT001
) -> None:
    entry = Value(value_from=low, value_to=high, range_interval=kind)
    assert is_empty_range(entry) is expected


def test_entries_are_told_in_words() -> None:
    assert in_words(Value(value=3, unit_of_measure="m")) == "3 m"
    assert in_words(Value(value_to=3, range_interval=RangeInterval.OPEN)) == "any to 3 (open)"
