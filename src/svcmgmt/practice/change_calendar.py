"""The change calendar: changes that collide, and those that do not fit their windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from heapq import heappop, heappush
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from svcmgmt.calendars import ChangeWindows
from svcmgmt.errors import LimitExceeded
from svcmgmt.lifecycle import StateCategory
from svcmgmt.practice._fields import as_tuple, each_of, pairs_of, pointer_to
from svcmgmt.practice.change import Change
from svcmgmt.temporal import Interval
from svcmgmt.values import Finding
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["ChangeCollision", "check_change_calendar", "collisions"]

_MOST: Final = 100_000
_OVER: Final = frozenset({StateCategory.DONE, StateCategory.CANCELLED})

_Planned: TypeAlias = tuple[datetime, datetime, str]


@frozen(kw_only=True, order=True)
class ChangeCollision:
    """Two changes whose windows overlap, and that touch the same thing or things that depend.

    Raises:
        InvalidType: a field of another kind than it says.

    Examples:
        >>> print(ChangeCollision(first="CHG-1", second="CHG-2", on=("db1", "db1 and shop")))
        CHG-1 and CHG-2 on db1, db1 and shop
    """

    first: str = field(validator=of_kind(str))
    """Id of the one that is planned to start first."""

    second: str = field(validator=of_kind(str))
    """Id of the other one."""

    on: tuple[str, ...] = field(converter=as_tuple, validator=each_of(str))
    """Each thing that both touch, and each two things of which one depends on the other."""

    def __str__(self) -> str:
        return f"{self.first} and {self.second} on {', '.join(self.on)}"


def collisions(
    changes: Iterable[Change], *, depends_on: Iterable[tuple[str, str]] = ()
) -> tuple[ChangeCollision, ...]:
    """Return the pairs of changes that collide, each pair once.

    Windows that only touch do not overlap. Changes that are over, and those without a planned
    start and end, collide with nothing. Source: rule R1.18.

    Args:
        changes: in any order, each once.
        depends_on: pairs of a service or item and one that it depends on.

    Raises:
        InvalidType: something that is no change, or no pair of ids.
        LimitExceeded: more than 100,000 collisions.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> from svcmgmt.values import Ref, ServiceId
        >>> night = Interval.parse("2026-11-08T02:00:00Z/PT2H")
        >>> first, second = (
        ...     evolve(Change.log(id=each, at=at("2026-11-01T08:00:00Z"), planned=night),
        ...            affected=[Ref(id=ServiceId(item))])
        ...     for each, item in (("CHG-1", "db1"), ("CHG-2", "shop")))
        >>> for collision in collisions([first, second], depends_on=[("shop", "db1")]):
        ...     print(collision)
        CHG-1 and CHG-2 on db1 and shop
    """
    planned: dict[str, list[_Planned]] = {}
    for change in all_of_kind("changes", changes, Change):
        window = _window(change)
        if window is not None:
            for item in {ref.id for ref in change.affected}:
                planned.setdefault(item, []).append((*window, change.id))
    found: dict[tuple[str, str], set[str]] = {}
    for thing, works in planned.items():
        _collect(found, _overlaps(works), thing)
    pairs = pairs_of("depends_on", depends_on, str, str)
    for one, other in sorted({(min(pair), max(pair)) for pair in pairs}):
        if one != other and one in planned and other in planned:
            both = f"{one} and {other}"
            _collect(found, _overlaps(planned[one], planned[other]), both)
    return tuple(
        ChangeCollision(first=first, second=second, on=tuple(sorted(things)))
        for (first, second), things in sorted(found.items())
    )


def _window(change: Change) -> tuple[datetime, datetime] | None:
    """Return from when to when a change is planned; None if it collides with nothing."""
    planned = change.planned
    if _is_over(change) or planned is None or planned.end is None or planned.is_empty():
        return None
    return planned.start, planned.end


def _is_over(change: Change) -> bool:
    return change.state is not None and change.state.category in _OVER


def _overlaps(
    one: Iterable[_Planned], other: Iterable[_Planned] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield who overlaps with whom, in order of start: of one list, or of two with each other."""
    works = sorted([*((work, 0) for work in one), *((work, 1) for work in other or ())])
    running: tuple[list[tuple[datetime, str]], ...] = ([], [])
    for (start, end, name), side in works:
        for going in running:
            while going and going[0][0] <= start:
                heappop(going)
        for _, earlier in running[side if other is None else 1 - side]:
            if earlier != name:
                yield earlier, name
        heappush(running[side], (end, name))


def _collect(
    found: dict[tuple[str, str], set[str]], pairs: Iterable[tuple[str, str]], thing: str
) -> None:
    for first, second in pairs:
        found.setdefault((first, second), set()).add(thing)
        if len(found) > _MOST:
            raise LimitExceeded("collisions of changes", len(found), _MOST)


def check_change_calendar(
    changes: Iterable[Change],
    *,
    windows: Mapping[str, ChangeWindows] | None = None,
    depends_on: Iterable[tuple[str, str]] = (),
) -> tuple[Finding, ...]:
    """Return what speaks against planned changes, change by change.

    Codes: `no-planned-window`, `outside-maintenance-window` and `change-freeze` for changes that
    are not over, in their order; then `change-collision` for each pair. Source: rule R1.18.

    Args:
        changes: in any order, each once.
        windows: maintenance windows and freezes, by the id of the service or item.
        depends_on: pairs of a service or item and one that it depends on.

    Raises:
        InvalidType: something that is no change, or no pair of ids.
        LimitExceeded: more than 100,000 collisions.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> change = Change.log(id="CHG-1", at=at("2026-11-01T08:00:00Z"))
        >>> for finding in check_change_calendar([change]):
        ...     print(finding)
        warning no-planned-window at /CHG-1: ... (allowed: a planned start and end)
    """
    listed = all_of_kind("changes", changes, Change)
    found = [finding for change in listed for finding in _against(change, windows or {})]
    for collision in collisions(listed, depends_on=depends_on):
        message = f"overlaps with {collision.first}"
        place = pointer_to(collision.second)
        told = ", ".join(collision.on)
        found.append(Finding(code="change-collision", message=message, pointer=place, value=told))
    return tuple(found)


def _against(change: Change, windows: Mapping[str, ChangeWindows]) -> Iterator[Finding]:
    """Yield what speaks against one change, by itself."""
    if _is_over(change):
        return
    planned = _window(change)
    if planned is None:
        message, allowed = "nobody knows when it shall be made", "a planned start and end"
        place = pointer_to(change.id)
        yield Finding(code="no-planned-window", message=message, pointer=place, allowed=allowed)
        return
    for item in dict.fromkeys(ref.id for ref in change.affected):
        if item in windows:
            for finding in windows[item].check(Interval(*planned), change.model.value):
                message = f"{finding.message} of {item}"
                yield evolve(finding, pointer=pointer_to(change.id), message=message)
