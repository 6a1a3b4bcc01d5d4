"""Regular expressions of others: the whole text, and only so much work."""

from __future__ import annotations

import pytest

from svcmgmt.common import matches_whole
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("", "", True),
        ("a|bc", "bc", True),
        ("(gold|silver)", "silver", True),
        (r"(\d{1,3}\.){3}\d{1,3}", "192.168.10.1", True),
        (r"([0-9a-f]{2}:){5}[0-9a-f]{2}", "00:1b:44:11:3a:b7", True),
        (r"[^]a]+", "bcd", True),
        (r"[]a\]]+?x{0,2}", "a]a", True),
        (r"\(a*\)", "(aaa)", True),
        ("x{2,}y?", "xxxy", True),
        ("a{,}", "a{,}", False),
        ("{a}", "{a}", True),
        (".*", "a" * 10_000, True),
        ("x{0}", "", True),
    ],
)
def test_the_whole_text_matches_or_not(pattern: str, text: str, expected: bool) -> None:  # noqa: FBT001
    assert matches_whole(pattern, text) is expected


@pytest.mark.parametrize(
    "pattern",
    ["(", "[", "*", "a{2,1}", "a{99999999999}", r"\8", "[[:alpha:]]", "(?x)a # [", "(?#[)a"],
)
def test_what_is_no_expression_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidValue):
        matches_whole(pattern, "a")


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*b", "(a?){40}", "a*a*a*a*a*b", "((a*)*)*"])
def test_too_many_ways_are_not_tried(pattern: str) -> None:
    with pytest.raises(LimitExceeded):
        matches_whole(pattern, "a" * 60)


def test_only_text_is_matched() -> None:
    with pytest.raises(InvalidType):
        matches_whole("a", 1)  # type: ignore[arg-type]


def test_long_expressions_and_texts_are_refused() -> None:
    with pytest.raises(LimitExceeded):
        matches_whole("a" * 1_001, "a")
    with pytest.raises(LimitExceeded):
        matches_whole("a*", "a" * 10_001)
