"""Content lines: unfolding, parameters and escaped text (RFC 5545, 3.1; RFC 6868)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from svcmgmt.errors import InvalidType, LimitExceeded, shown
from svcmgmt.values import Finding, Severity

__all__ = ["Line", "Notes", "content_lines", "escaped", "folded", "items_of", "text_of"]

_MOST_CHARACTERS: Final = 50_000_000
_LONGEST_LINE: Final = 1_000_000
_MOST_OCTETS: Final = 75
"""Of a line that is written, without its end."""

# str.splitlines would break at characters that text may contain, such as U+2028
_BREAK: Final = re.compile(r"\r\n|\n|\r")
_NAME: Final = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_VALUE: Final = r'(?:"[^"]*"|[^";:,]*)'
_PARAMETER: Final = re.compile(rf";([A-Za-z0-9-]+)=({_VALUE}(?:,{_VALUE})*)", re.ASCII)
_CARET: Final = re.compile(r"\^[n'^]")
_CARETS: Final = {"^n": "\n", "^'": '"', "^^": "^"}
_BACKSLASH: Final = re.compile(r"\\(.)", re.DOTALL)
_ITEM: Final = re.compile(r"(?:[^,\\]|\\.|\\$)*", re.DOTALL)
_UNESCAPED: Final = re.compile(r"[\\;,]")


class Notes:
    """Findings as they are made, each at the number of a line."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def add(
        self,
        code: str,
        line: int,
        message: str,
        *,
        severity: Severity = Severity.WARNING,
        value: object = "",
        allowed: str = "",
    ) -> None:
        """Note what was found at a line; the first line is number 1."""
        told = value if isinstance(value, str) and len(value) <= _MOST_OCTETS else shown(value)
        self.found.append(
            Finding(
                code=code,
                message=message,
                severity=severity,
                pointer=f"/{line}",
                value=told,
                allowed=allowed,
            )
        )


@frozen
class Line:
    """One content line after unfolding."""

    number: int
    """Number of its first line in the text, from 1 on."""

    name: str
    """What it says, in capitals."""

    value: str
    """What follows the colon, as it is."""

    parameters: Mapping[str, str]
    """What else is said, by name in capitals."""


def content_lines(text: str, notes: Notes) -> Iterator[Line]:
    """Yield the content lines of a calendar; one that has no such form is noted.

    Raises:
        InvalidType: not text.
        LimitExceeded: more than 50 million characters, or a million in one line.
    """
    if not isinstance(text, str):
        raise InvalidType("text", text, "text; decode the octets, which are UTF-8 by default")
    if len(text) > _MOST_CHARACTERS:
        what = "characters of a calendar"
        raise LimitExceeded(what, len(text), _MOST_CHARACTERS)
    for number, unfolded in _unfolded(text.removeprefix("\ufeff")):
        line = _line(number, unfolded)
        if line is None:
            notes.add("broken-line", number, "is no content line", value=shown(unfolded))
        else:
            yield line


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    parts: list[str] = []
    number = length = 0
    for current, physical in enumerate(_BREAK.split(text), 1):
        if parts and physical[:1] in {" ", "\t"}:
            parts.append(physical[1:])
        else:
            if parts:
                yield number, "".join(parts)
            parts, number, length = ([physical] if physical.strip() else []), current, 0
        length += len(physical)
        if length > _LONGEST_LINE:
            what = "characters of a line of a calendar"
            raise LimitExceeded(what, f"more than {_LONGEST_LINE}", _LONGEST_LINE)
    if parts:
        yield number, "".join(parts)


def _line(number: int, text: str) -> Line | None:
    name = _NAME.match(text)
    if name is None:
        return None
    place, parameters = name.end(), dict[str, str]()
    while text[place : place + 1] == ";":
        match = _PARAMETER.match(text, place)
        if match is None:
            return None
        plain = match[2].replace('"', "")
        parameters[match[1].upper()] = _CARET.sub(lambda caret: _CARETS[caret[0]], plain)
        place = match.end()
    if text[place : place + 1] != ":":
        return None
    return Line(number, name[0].upper(), text[place + 1 :], parameters)


def text_of(value: str) -> str:
    """Return the text that an escaped value stands for."""
    return _BACKSLASH.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def items_of(value: str) -> list[str]:
    """Return the parts of a value between commas that are not escaped, themselves escaped."""
    items: list[str] = []
    place = 0
    while place <= len(value):
        match = _ITEM.match(value, place)
        end = len(value) if match is None else match.end()
        items.append(value[place:end])
        place = end + 1
    return items


def escaped(text: str) -> str:
    """Return text as a value."""
    return _UNESCAPED.sub(r"\\\g<0>", text).replace("\r\n", "\n").replace("\n", r"\n")


def folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of them within a character."""
    pieces: list[str] = []
    piece, octets = "", 0
    for character in line:
        width = len(character.encode())
        if octets + width > _MOST_OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += character
        octets += width
    return "\r\n".join([*pieces, piece]) + "\r\n"
