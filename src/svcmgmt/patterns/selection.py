"""What may be chosen together: what else is needed, and what excludes what (rule R8.3)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.values import Finding, Severity
from svcmgmt.values._lists import listed, paired

__all__ = ["SelectionCheck", "check_selection"]

_Pairs: TypeAlias = Iterable[tuple[str, str]]


@frozen(kw_only=True)
class SelectionCheck:
    """What a selection needs, and why it cannot be.

    Examples:
        >>> check_selection(["tv"], requires=[("tv", "line")]).needed
        ('line',)
    """

    selected: tuple[str, ...]
    """What was chosen, each once."""

    needed: tuple[str, ...]
    """What is needed beside it and was not chosen, nearest first."""

    via: Mapping[str, str | None] = field(hash=False)
    """For each thing chosen or needed, which other one needs it first; None if it was chosen."""

    findings: tuple[Finding, ...]
    """Each excluded pair (`excluded`), and each thing needed and not chosen (`required`)."""

    def chain_to(self, name: str) -> tuple[str, ...]:
        """Return the shortest way from something chosen to something chosen or needed.

        Raises:
            InvalidValue: something that is neither chosen nor needed.
        """
        if name not in self.via:
            raise InvalidValue("name", name, "something chosen or needed")
        return _chain(self.via, name)

    @property
    def is_allowed(self) -> bool:
        """Whether nothing in it, or needed by it, excludes another part."""
        return all(each.code != "excluded" for each in self.findings)


def check_selection(
    selected: Iterable[str], *, requires: _Pairs = (), excludes: _Pairs = ()
) -> SelectionCheck:
    """Return whether things can be chosen together, with the shortest chains that say why not.

    A requirement goes one way and is followed to its end; an exclusion goes both ways.
    Source: rule R8.3.

    Args:
        selected: identifiers or names of what is chosen.
        requires: pairs of what needs something and what it needs.
        excludes: pairs that cannot be together.

    Raises:
        InvalidType: text in place of a list, or something else than pairs.

    Examples:
        >>> check = check_selection(["tv", "satellite"], requires=[("tv", "line")],
        ...                         excludes=[("satellite", "line")])
        >>> [finding.value for finding in check.findings if finding.code == "excluded"]
        ['tv > line >< satellite']
    """
    chosen = tuple(dict.fromkeys(listed(selected, "selected", "a list of identifiers")))
    via = _via(chosen, paired(requires, "requires", "pairs of identifiers"))
    needed = tuple(each for each, by in via.items() if by is not None)
    findings = [
        _finding("required", each, f"{via[each]} needs it, and it was not chosen", "chosen too")
        for each in needed
    ]
    seen: set[frozenset[str]] = set()
    for one, other in paired(excludes, "excludes", "pairs of identifiers"):
        pair = frozenset({one, other})
        if one in via and other in via and pair not in seen:
            seen.add(pair)
            ways = sorted((_chain(via, each) for each in (one, other)), key=_longest_first)
            told = f"{' > '.join(ways[0])} >< {' < '.join(reversed(ways[1]))}"
            findings.append(_finding("excluded", told, f"{one} excludes {other}", "one of them"))
    return SelectionCheck(selected=chosen, needed=needed, via=via, findings=tuple(findings))


def _longest_first(way: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return -len(way), way


def _chain(via: Mapping[str, str | None], name: str) -> tuple[str, ...]:
    way: list[str] = []
    step: str | None = name
    while step is not None:
        way.append(step)
        step = via[step]
    return tuple(reversed(way))


def _via(chosen: tuple[str, ...], requires: tuple[tuple[str, str], ...]) -> dict[str, str | None]:
    """Return what needs each thing first, breadth first from what was chosen."""
    needs: dict[str, list[str]] = {}
    for one, other in requires:
        needs.setdefault(one, []).append(other)
    via: dict[str, str | None] = dict.fromkeys(chosen)
    waiting = deque(chosen)
    while waiting:
        name = waiting.popleft()
        for other in needs.get(name, ()):
            if other not in via:
                via[other] = name
                waiting.append(other)
    return via


def _finding(code: str, value: str, message: str, allowed: str) -> Finding:
    severity = Severity.ERROR if code == "excluded" else Severity.WARNING
    return Finding(code=code, message=message, severity=severity, value=value, allowed=allowed)
