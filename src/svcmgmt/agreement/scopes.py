"""For what something is promised: services, priorities, customer segments, metrics."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import field, frozen

from svcmgmt.agreement._lists import items, words
from svcmgmt.values import Priority, ServiceId

__all__ = ["Scope"]

_NAMES: Final = ("service", "priority", "segment", "metric")


def _services(values: Iterable[str]) -> tuple[ServiceId, ...]:
    return tuple(map(ServiceId, words("services", values)))


def _priorities(values: Iterable[Priority]) -> tuple[Priority, ...]:
    found = items("priorities", values, Priority)
    return tuple(sorted({*found}, key=lambda each: (each.scale.name, each.rank)))


def _segments(values: Iterable[str]) -> tuple[str, ...]:
    return words("segments", values)


def _metrics(values: Iterable[str]) -> tuple[str, ...]:
    return words("metrics", values)


@frozen(kw_only=True)
class Scope:
    """For what an objective or a target holds; an empty list leaves it open.

    Lists are kept sorted and without repetition, so equal scopes compare equal.

    Raises:
        InvalidType: something else than lists of words and priorities.
        InvalidValue: an empty word.

    Examples:
        >>> urgent = Scope(priorities=[Priority.P2, Priority.P1], segments=["gold"])
        >>> print(urgent)
        priority P1 or P2; segment gold
        >>> urgent.mismatch(priority=Priority.P3, segment="gold")
        'priority P3 is not P1 or P2'
        >>> urgent.mismatch(priority=Priority.P1, segment="gold")
        ''
    """

    services: tuple[ServiceId, ...] = field(default=(), converter=_services)
    """Services, by identifier."""

    priorities: tuple[Priority, ...] = field(default=(), converter=_priorities)
    """Priorities of tickets, with their scale."""

    segments: tuple[str, ...] = field(default=(), converter=_segments)
    """Customer segments, such as `gold`."""

    metrics: tuple[str, ...] = field(default=(), converter=_metrics)
    """What is timed or measured, by name, such as `restore`."""

    def mismatch(
        self,
        *,
        service: str | None = None,
        priority: Priority | None = None,
        segment: str | None = None,
        metric: str | None = None,
    ) -> str:
        """Return why something does not fall into the scope; empty text if it does.

        Args:
            service: identifier of its service.
            priority: its priority.
            segment: segment of its customer.
            metric: what is timed or measured of it.
        """
        asked = zip(_NAMES, (service, priority, segment, metric), self._lists(), strict=True)
        reasons = [
            f"no {name} is given, which must be {_either(wanted)}"
            if given is None
            else f"{name} {given} is not {_either(wanted)}"
            for name, given, wanted in asked
            if wanted and given not in wanted
        ]
        return ", ".join(reasons)

    def meets(self, other: Scope) -> bool:
        """Return whether something can fall into both scopes.

        Examples:
            >>> Scope(segments=["gold"]).meets(Scope(priorities=[Priority.P1]))
            True
            >>> Scope(segments=["gold"]).meets(Scope(segments=["silver"]))
            False
        """
        pairs = zip(self._lists(), other._lists(), strict=True)
        return all(not a or not b or not {*a}.isdisjoint(b) for a, b in pairs)

    def covers(self, other: Scope) -> bool:
        """Return whether everything that falls into another scope falls into this one.

        Examples:
            >>> Scope().covers(Scope(segments=["gold"])), Scope(segments=["gold"]).covers(Scope())
            (True, False)
        """
        pairs = zip(self._lists(), other._lists(), strict=True)
        return all(not a or (bool(b) and {*a}.issuperset(b)) for a, b in pairs)

    def _lists(self) -> tuple[tuple[object, ...], ...]:
        return self.services, self.priorities, self.segments, self.metrics

    def is_open(self) -> bool:
        """Return whether the scope leaves everything open."""
        return not any(self._lists())

    def __str__(self) -> str:
        listed = zip(_NAMES, self._lists(), strict=True)
        return "; ".join(f"{name} {_either(of)}" for name, of in listed if of) or "everything"


def _either(values: Iterable[object]) -> str:
    return " or ".join(map(str, values))
