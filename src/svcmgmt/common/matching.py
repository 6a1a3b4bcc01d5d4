"""Text against the regular expression of a specification, in bounded time.

The Open APIs publish regular expressions without a flavour. Here they are those of Python, without
flags, and the text must match as a whole (rule R8.5). Expressions come from others, and some of
them take longer than the sun lasts; so the work is estimated before it is begun.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from svcmgmt.errors import InvalidValue, LimitExceeded
from svcmgmt.values._kinds import check_kind

__all__ = ["Matcher", "matches_whole"]

Matcher: TypeAlias = Callable[[str, str], bool]
"""Tells of an expression and a text whether the whole text matches."""

_LONGEST_PATTERN: Final = 1_000
_LONGEST_TEXT: Final = 10_000
_MOST_WAYS: Final = 10**7
_VERBOSE: Final = re.compile(r"\(\?(?:#|[a-zA-Z]*x)")
_REPEAT: Final = re.compile(r"\{(\d{0,4})(,?)(\d{0,4})\}", re.ASCII)


def matches_whole(pattern: str, text: str) -> bool:
    """Return whether a whole text matches a regular expression.

    Args:
        pattern: an expression of at most 1,000 characters, as Python reads it.
        text: at most 10,000 characters.

    Raises:
        InvalidType: something else than text.
        InvalidValue: no such expression, or one that other flavours read in another way.
        LimitExceeded: one of the two is too long, or there are too many ways to match them; a
            matcher of the caller's own may know better.

    Examples:
        >>> matches_whole("[A-Z]{2}[0-9]{4}", "NL1234")
        True
        >>> matches_whole("[A-Z]{2}[0-9]{4}", "NL12345")
        False
        >>> matches_whole("(a+)+", "a" * 50 + "b")
        Traceback (most recent call last):
        ...
        svcmgmt.errors.LimitExceeded: ...
    """
    check_kind("pattern", pattern, str)
    check_kind("text", text, str)
    for what, value, most in (
        ("characters of a regular expression", pattern, _LONGEST_PATTERN),
        ("characters of a text to be matched", text, _LONGEST_TEXT),
    ):
        if len(value) > most:
            raise LimitExceeded(what, len(value), most)
    expression = _compiled(pattern)
    ways = _Ways(pattern, len(text)).of_all()
    if ways > _MOST_WAYS:
        what = "ways to match a regular expression"
        raise LimitExceeded(what, ways, _MOST_WAYS)
    return expression.fullmatch(text) is not None


@lru_cache(maxsize=1_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    if _VERBOSE.search(pattern):
        raise InvalidValue("regex", pattern, "an expression without comments and blanks in it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of what other flavours and later versions read so
            return re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning) as problem:
        raise InvalidValue("regex", pattern, f"an expression: {problem}") from None


class _Ways:
    """Counts in how many ways an expression may be tried on a text of some length, at most.

    Every choice multiplies the ways: a repetition has one for each number of times, an
    alternation one for each branch. Repeating a choice multiplies it with itself.
    """

    def __init__(self, pattern: str, length: int) -> None:
        self._pattern = pattern
        self._length = length
        self._at = 0

    def of_all(self) -> int:
        """Return the ways of the whole expression; they stop growing beyond the limit."""
        return self._branches()

    def _branches(self) -> int:
        total, ways = 0, 1
        while self._at < len(self._pattern) and self._pattern[self._at] != ")":
            if self._pattern[self._at] == "|":
                self._at += 1
                total, ways = total + ways, 1
                continue
            ways = min(ways * self._repeated(self._one()), _MOST_WAYS + 1)
        return min(total + ways, _MOST_WAYS + 1)

    def _one(self) -> int:
        """Return the ways of one character, class or group, and go behind it."""
        first = self._pattern[self._at]
        self._at += 1
        if first == "\\":
            self._at += 1
        elif first == "[":
            self._skip_class()
        elif first == "(":
            ways = self._branches()
            self._at += 1
            return ways
        return 1

    def _skip_class(self) -> None:
        self._at += 1 if self._pattern[self._at] != "^" else 2  # a bracket right here is no end
        while self._pattern[self._at] != "]":
            self._at += 2 if self._pattern[self._at] == "\\" else 1
        self._at += 1

    def _repeated(self, ways: int) -> int:
        """Return the ways of what was read, as often as the repetition behind it says."""
        least, most = self._times()
        if ways == 1:
            return most - least + 1
        total = 0
        for times in range(least, most + 1):
            total += ways**times
            if total > _MOST_WAYS:
                return _MOST_WAYS + 1
        return total

    def _times(self) -> tuple[int, int]:
        sign = self._pattern[self._at : self._at + 1]
        simple = {"*": (0, self._length), "+": (1, max(1, self._length)), "?": (0, 1)}
        told = _REPEAT.match(self._pattern, self._at)
        if sign in simple:
            self._at += 1
            low, high = simple[sign]
        elif told and (told[1] or told[3]):
            self._at = told.end()
            low, high = _numbers(told, self._length)
        else:
            return 1, 1
        if self._pattern[self._at : self._at + 1] in {"?", "+"}:  # lazy, possessive
            self._at += 1
        return low, high


def _numbers(told: re.Match[str], length: int) -> tuple[int, int]:
    least = int(told[1] or 0)
    most = int(told[3]) if told[3] else length if told[2] else least
    return least, max(least, most)
