"""Mermaid text that renders whatever the names contain."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["state_diagram"]

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
_SPECIAL: Final = re.compile(r"[^\w .,/()-]|d(?=irection +(?:TB|BT|LR|RL))", re.IGNORECASE)
"""What is written by its code point; `direction LR` would turn the diagram from anywhere."""

_RESERVED: Final = frozenset(
    {
        *("accdescr", "acctitle", "class", "classdef", "click", "default", "direction", "end"),
        *("note", "scale", "state", "statediagram", "style"),
    }
)


def state_diagram(
    states: Sequence[str],
    transitions: Sequence[tuple[str, str, str]],
    *,
    initials: Sequence[str],
    finals: Sequence[str],
) -> str:
    """Return a state diagram (`stateDiagram-v2`).

    Args:
        states: names of the states, in order.
        transitions: (source, target, text on the arrow).
        initials: states at which it may begin.
        finals: states at which it may end.

    Examples:
        >>> print(state_diagram(["on", "off now"], [("on", "off now", "switch")],
        ...                     initials=["on"], finals=["off now"]))
        stateDiagram-v2
            state "off now" as s1
            [*] --> on
            on --> s1: switch
            s1 --> [*]
    """
    ids = _ids(states)
    drawn = {name for a, b, _ in transitions for name in (a, b)}.union(initials, finals)
    lines = [
        name if ids[name] == name else f'state "{_text(name)}" as {ids[name]}'
        for name in states
        if ids[name] != name or name not in drawn
    ]
    lines += [f"[*] --> {ids[name]}" for name in initials]
    lines += [f"{ids[a]} --> {ids[b]}: {_text(text)}" for a, b, text in transitions]
    lines += [f"{ids[name]} --> [*]" for name in finals]
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines)])


def _ids(names: Sequence[str]) -> Mapping[str, str]:
    ids: dict[str, str] = {}
    for index, name in enumerate(names):
        alias = name
        if not _PLAIN.fullmatch(name) or name.lower() in _RESERVED:
            alias = f"s{index}"
            while alias in names:
                alias += "_"
        ids[name] = alias
    return ids


def _text(text: str) -> str:
    """Return text in Mermaid's own escapes: everything but plain words by its code point."""
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", text) or " "
