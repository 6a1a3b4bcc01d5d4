"""Rules made of other rules: unions, intersections, differences, and versions over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import itemgetter
from typing import Final
from zoneinfo import ZoneInfo

from attrs import frozen

from svcmgmt.calendars._offsets import Stretch
from svcmgmt.calendars._rules import LAST, CalendarRule, since_1970, touched_dates
from svcmgmt.calendars.closures import Closure, ClosureKind
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import _edges as algebra, from_micros, instant, to_micros

__all__ = [
    "Difference",
    "Intersection",
    "Union",
    "Versions",
    "all_of",
    "any_of",
    "versions_of",
    "without",
]


_EXCLUDED: Final = Closure(kind=ClosureKind.EXCLUDED)
_NOT_VALID: Final = Closure(kind=ClosureKind.NOT_VALID)
_INSTANT: Final = itemgetter(0)


@frozen
class Union(CalendarRule):
    """Open whenever at least one part is."""

    parts: tuple[CalendarRule, ...]

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.union(part.edges(start, end) for part in self.parts)

    def is_never(self) -> bool:
        return all(part.is_never() for part in self.parts)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        return {day for part in self.parts for day in part.working_dates(first, last, zone)}

    def reasons(self, start: int, end: int, zone: ZoneInfo) -> list[tuple[int, Closure]]:
        return self.parts[0].reasons(start, end, zone)

    def readings(self, stretch: Stretch) -> list[int]:
        return algebra.union(part.readings(stretch) for part in self.parts)

    def __str__(self) -> str:
        return " or ".join(f"({part})" for part in self.parts)


def _open(rule: CalendarRule, start: int, end: int) -> list[int]:
    """Return the open time in `[start, end)`, of which an instant may lie at the end of 2199."""
    return rule.edges(start, min(end, LAST)) if start < LAST else []


@frozen
class Intersection(CalendarRule):
    """Open while all parts are."""

    parts: tuple[CalendarRule, ...]

    def edges(self, start: int, end: int) -> list[int]:
        return reduce(algebra.intersection, (part.edges(start, end) for part in self.parts))

    def is_never(self) -> bool:
        return any(part.is_never() for part in self.parts)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        days = CalendarRule.working_dates(self, first, last, zone)
        return days.intersection(*(part.working_dates(first, last, zone) for part in self.parts))

    def reasons(self, start: int, end: int, zone: ZoneInfo) -> list[tuple[int, Closure]]:
        found: list[tuple[int, Closure]] = []
        unexplained = [start, end]
        for part in self.parts:
            is_open = _open(part, start, end)
            for low, high in algebra.pairs(algebra.difference(unexplained, is_open)):
                found += part.reasons(low, high, zone)
            unexplained = algebra.intersection(unexplained, is_open)
        return sorted(found, key=_INSTANT)

    def readings(self, stretch: Stretch) -> list[int]:
        return reduce(algebra.intersection, (part.readings(stretch) for part in self.parts))

    def __str__(self) -> str:
        return " and ".join(f"({part})" for part in self.parts)


@frozen
class Difference(CalendarRule):
    """Open while the base is and what is taken out is not."""

    base: CalendarRule
    removed: CalendarRule

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.difference(self.base.edges(start, end), self.removed.edges(start, end))

    def is_never(self) -> bool:
        return self.base.is_never()

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        days = CalendarRule.working_dates(self, first, last, zone)
        return days & self.base.working_dates(first, last, zone)

    def reasons(self, start: int, end: int, zone: ZoneInfo) -> list[tuple[int, Closure]]:
        is_open = _open(self.base, start, end)
        found = [(low, _EXCLUDED) for low in is_open[::2]]
        for low, high in algebra.pairs(algebra.complement(is_open, start, end)):
            found += self.base.reasons(low, high, zone)
        return sorted(found, key=_INSTANT)

    def readings(self, stretch: Stretch) -> list[int]:
        return algebra.difference(self.base.readings(stretch), self.removed.readings(stretch))

    def __str__(self) -> str:
        return f"({self.base}) without ({self.removed})"


def _flat(kind: type[Union | Intersection], rules: Iterable[CalendarRule]) -> CalendarRule:
    """Return one rule of all parts: many calendars that are joined one by one do not nest."""
    parts = (rule.parts if isinstance(rule, kind) else (rule,) for rule in rules)
    return kind(tuple(part for each in parts for part in each))


def any_of(*rules: CalendarRule) -> CalendarRule:
    """Return the rule that is open whenever one of the rules is."""
    return _flat(Union, rules)


def all_of(*rules: CalendarRule) -> CalendarRule:
    """Return the rule that is open while all rules are."""
    return _flat(Intersection, rules)


def without(base: CalendarRule, removed: CalendarRule) -> CalendarRule:
    """Return the rule that is open while the first is and the second is not."""
    if isinstance(base, Difference):
        return Difference(base.base, any_of(base.removed, removed))
    return Difference(base, removed)


@frozen
class Versions(CalendarRule):
    """One rule after another, each valid from an instant on; closed before the first."""

    starts: tuple[int, ...]
    parts: tuple[CalendarRule, ...]

    def _validities(self, start: int, end: int) -> Iterable[tuple[int, int, CalendarRule]]:
        ends = (*self.starts[1:], max(end, self.starts[-1]))
        for first, last, part in zip(self.starts, ends, self.parts, strict=True):
            low, high = max(first, start), min(last, end)
            if low < high:
                yield low, high, part

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.union(
            part.edges(low, high) for low, high, part in self._validities(start, end)
        )

    def is_never(self) -> bool:
        return all(part.is_never() for part in self.parts)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        # A date on which versions change is a working day if it is one under either of them.
        days: set[int] = set()
        start, end = max(since_1970(first - 2), 0), min(since_1970(last + 3), LAST)
        for low, high, part in self._validities(start, end):
            validity = touched_dates([low, high], first, last, zone)
            days |= part.working_dates(first, last, zone) & validity
        return days

    def reasons(self, start: int, end: int, zone: ZoneInfo) -> list[tuple[int, Closure]]:
        found = [(start, _NOT_VALID)] if start < self.starts[0] else []
        for low, high, part in self._validities(start, end):
            found += part.reasons(low, high, zone)
        return found

    def readings(self, stretch: Stretch) -> list[int]:
        return algebra.union(
            part.readings(stretch.within(low, high))
            for low, high, part in self._validities(stretch.start, stretch.end)
        )

    def __str__(self) -> str:
        pairs = zip(self.starts, self.parts, strict=True)
        return "; ".join(f"from {from_micros(at).date()}: {part}" for at, part in pairs)


def versions_of(parts: Iterable[tuple[datetime | None, CalendarRule]]) -> Versions:
    """Return rules by the instant from which each is valid; None means since 1970."""
    ordered = [
        (0 if at is None else to_micros(instant(at, "valid_from")), rule) for at, rule in parts
    ]
    ordered.sort(key=lambda each: each[0])
    starts = tuple(start for start, _ in ordered)
    if not starts or len(set(starts)) < len(starts):
        raise InvalidValue(
            "valid_from", [str(from_micros(at)) for at in starts], "distinct instants"
        )
    return Versions(starts, tuple(rule for _, rule in ordered))
