"""Rules made of other rules: unions, intersections, differences, and versions over time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import itemgetter, lt
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars._offsets import Stretch
from svcmgmt.calendars._rules import LAST, CalendarRule, open_edges, since_1970, touched_dates
from svcmgmt.calendars.closures import Closure, ClosureKind
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
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

_MOST_LEVELS: Final = 20
"""Questions, texts and documents go down them on the stack, each level by several steps."""


class _Joined(CalendarRule):
    """A rule made of others; they nest only so deep that whatever walks down them comes back."""

    __slots__ = ()

    @property
    @abstractmethod
    def members(self) -> tuple[CalendarRule, ...]:
        """The rules that it is made of."""

    def levels(self) -> int:
        """Return how deep joined rules nest."""
        if not any(issubclass(kind, _Joined) for kind in set(map(type, self.members))):
            return 1  # told by their classes, because there may be thousands
        return 1 + max(each.levels() for each in self.members if isinstance(each, _Joined))

    def __attrs_post_init__(self) -> None:
        if not self.members:
            raise InvalidValue("parts", self.members, "at least one rule")
        for kind in set(map(type, self.members)):
            if not issubclass(kind, CalendarRule):
                raise InvalidType("parts", self.members, "CalendarRule")
        levels = self.levels()
        if levels > _MOST_LEVELS:
            what = "levels of joined calendars"
            raise LimitExceeded(what, levels, _MOST_LEVELS)

    def windows_a_week(self) -> int:
        return sum(each.windows_a_week() for each in self.members)


def _open(rule: CalendarRule, closed: algebra.Edges) -> list[int]:
    """Return the open time of a rule around edges, of which one may lie at the end of 2199."""
    start, end = (closed[0], min(closed[-1], LAST)) if closed else (0, 0)
    return open_edges(rule, start, end) if start < end else []


@frozen
class Union(_Joined):
    """Open whenever at least one part is."""

    parts: tuple[CalendarRule, ...]

    @property
    def members(self) -> tuple[CalendarRule, ...]:
        return self.parts

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.union(open_edges(part, start, end) for part in self.parts)

    def is_never(self) -> bool:
        return all(part.is_never() for part in self.parts)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        return {day for part in self.parts for day in part.working_dates(first, last, zone)}

    def reasons(self, closed: Sequence[int], zone: ZoneInfo) -> list[tuple[int, Closure]]:
        return self.parts[0].reasons(closed, zone)

    def readings(self, stretch: Stretch) -> list[int]:
        return algebra.union(part.readings(stretch) for part in self.parts)

    def __str__(self) -> str:
        return " or ".join(f"({part})" for part in self.parts)


@frozen
class Intersection(_Joined):
    """Open while all parts are."""

    parts: tuple[CalendarRule, ...]

    @property
    def members(self) -> tuple[CalendarRule, ...]:
        return self.parts

    def edges(self, start: int, end: int) -> list[int]:
        return reduce(algebra.intersection, (open_edges(part, start, end) for part in self.parts))

    def is_never(self) -> bool:
        return any(part.is_never() for part in self.parts)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        days = CalendarRule.working_dates(self, first, last, zone)
        return days.intersection(*(part.working_dates(first, last, zone) for part in self.parts))

    def reasons(self, closed: Sequence[int], zone: ZoneInfo) -> list[tuple[int, Closure]]:
        found: list[tuple[int, Closure]] = []
        unexplained = closed
        for part in self.parts:
            is_open = _open(part, unexplained)
            found += part.reasons(algebra.difference(unexplained, is_open), zone)
            unexplained = algebra.intersection(unexplained, is_open)
        return sorted(found, key=_INSTANT)

    def readings(self, stretch: Stretch) -> list[int]:
        return reduce(algebra.intersection, (part.readings(stretch) for part in self.parts))

    def __str__(self) -> str:
        return " and ".join(f"({part})" for part in self.parts)


@frozen
class Difference(_Joined):
    """Open while the base is and what is taken out is not."""

    base: CalendarRule
    removed: CalendarRule

    @property
    def members(self) -> tuple[CalendarRule, ...]:
        return self.base, self.removed

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.difference(*(open_edges(each, start, end) for each in self.members))

    def is_never(self) -> bool:
        return self.base.is_never()

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        days = CalendarRule.working_dates(self, first, last, zone)
        return days & self.base.working_dates(first, last, zone)

    def reasons(self, closed: Sequence[int], zone: ZoneInfo) -> list[tuple[int, Closure]]:
        is_open = _open(self.base, closed)
        excluded = algebra.intersection(closed, is_open)
        found = self.base.reasons(algebra.difference(closed, is_open), zone)
        return sorted([*found, *((low, _EXCLUDED) for low in excluded[::2])], key=_INSTANT)

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


def _check_starts(versions: Versions, _attribute: object, starts: tuple[int, ...]) -> None:
    if not {int}.issuperset(map(type, starts)):
        raise InvalidType("starts", starts, "int, microseconds since 1970")
    if len(starts) != len(versions.parts):
        raise InvalidValue("starts", starts, f"{len(versions.parts)}, one for each part")
    if not all(map(lt, starts, starts[1:])):
        raise InvalidValue("starts", starts, "instants that rise strictly")
    if starts and not 0 <= starts[0] <= starts[-1] <= LAST:
        raise InvalidValue("starts", starts, f"0 to {LAST} microseconds, the year 2200")


@frozen
class Versions(_Joined):
    """One rule after another, each valid from an instant on; closed before the first."""

    starts: tuple[int, ...] = field(validator=_check_starts)
    parts: tuple[CalendarRule, ...]

    @property
    def members(self) -> tuple[CalendarRule, ...]:
        return self.parts

    def _validities(self, start: int, end: int) -> Iterable[tuple[int, int, CalendarRule]]:
        ends = (*self.starts[1:], max(end, self.starts[-1]))
        for first, last, part in zip(self.starts, ends, self.parts, strict=True):
            low, high = max(first, start), min(last, end)
            if low < high:
                yield low, high, part

    def edges(self, start: int, end: int) -> list[int]:
        return algebra.union(
            open_edges(part, low, high) for low, high, part in self._validities(start, end)
        )

    def is_never(self) -> bool:
        return all(part.is_never() for part in self.parts)

    def windows_a_week(self) -> int:
        return max(part.windows_a_week() for part in self.parts)

    def working_dates(self, first: int, last: int, zone: ZoneInfo) -> set[int]:
        # A date on which versions change is a working day if it is one under either of them.
        days: set[int] = set()
        start, end = max(since_1970(first - 2), 0), min(since_1970(last + 3), LAST)
        for low, high, part in self._validities(start, end):
            validity = touched_dates([low, high], first, last, zone)
            days |= part.working_dates(first, last, zone) & validity
        return days

    def reasons(self, closed: Sequence[int], zone: ZoneInfo) -> list[tuple[int, Closure]]:
        if not closed:
            return []
        before = algebra.clip(closed, closed[0], self.starts[0])
        found = [(low, _NOT_VALID) for low in before[::2]]
        for low, high, part in self._validities(closed[0], closed[-1]):
            found += part.reasons(algebra.clip(closed, low, high), zone)
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
