"""Outages as they are counted: what overlaps, and by policy what is close, is one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import frozen

from svcmgmt.sla.availability._account import Account
from svcmgmt.sla.availability._arguments import MICROSECOND
from svcmgmt.sla.availability._preparation import Named, held, spans_of_exclusion
from svcmgmt.sla.availability._rows import micros_up
from svcmgmt.sla.availability.facts import Exclusion
from svcmgmt.temporal import _edges as algebra, from_micros

__all__ = ["AppliedExclusion", "Loss", "Occurrence", "applied_exclusions_of", "occurrences_of"]


@frozen(kw_only=True)
class Occurrence:
    """One outage of a period, made of all facts that belong together. Source: rule R2.23.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> night = Occurrence(start=at("2026-10-05T22:00:00Z"), end=at("2026-10-06T08:00:00Z"),
        ...     recorded=timedelta(hours=10), counted=timedelta(hours=1), lost=timedelta(hours=1))
        >>> night.counted < night.recorded
        True
    """

    start: datetime
    """When it began, also if that was before the period; in UTC."""

    end: datetime
    """When it ended, or the instant at which an open one was closed; in UTC."""

    recorded: timedelta
    """How long the service was down, whatever counts of it; gaps only where they count as down."""

    counted: timedelta
    """How much of that time counts in the period; real time, not weighted."""

    lost: timedelta
    """How much was lost: the counted time weighted, and rounded by the granularity."""

    outages: tuple[str, ...] = ()
    """The facts behind it, by id, or by cause where they have none."""

    is_open: bool = False
    """Whether it had not ended yet."""


@frozen(kw_only=True)
class Loss:
    """A stretch of time in which a share of the service counted as lost; exact.

    Examples:
        >>> from fractions import Fraction
        >>> from svcmgmt.temporal import parse_instant as at
        >>> Loss(start=at("2026-10-05T22:00:00Z"), end=at("2026-10-05T23:00:00Z"),
        ...      share=Fraction(3, 10)).share
        Fraction(3, 10)
    """

    start: datetime
    """Its first instant, in UTC."""

    end: datetime
    """First instant after, in UTC."""

    share: Fraction
    """How much was lost; more than 1 only where the weights of outages are summed."""


@frozen(kw_only=True, order=True)
class AppliedExclusion:
    """One exclusion that holds, and what it takes out. Overlapping ones each tell all they cover.

    Examples:
        >>> AppliedExclusion(name="e-1", category="suspension", agreed=timedelta(hours=3),
        ...                  downtime=timedelta(hours=1)).downtime
        datetime.timedelta(seconds=3600)
    """

    name: str
    """Its id, or its reason."""

    category: str
    """Why the time is left out."""

    agreed: timedelta
    """How much agreed time of the period lies in it."""

    downtime: timedelta
    """How much recorded downtime lies in that time."""


def occurrences_of(account: Account, named: Sequence[Named]) -> Iterator[Occurrence]:
    """Yield the occurrences that count in a period, in order."""
    for group in account.groups:
        if group.is_short or not group.counted:
            continue
        members = named[group.first : group.last]
        end = group.whole[-1][1]
        yield Occurrence(
            start=from_micros(group.whole[0][0]),
            end=from_micros(end),
            recorded=sum(high - low for low, high, _ in group.whole) * MICROSECOND,
            counted=group.counted * MICROSECOND,
            lost=micros_up(account.loss_of(group.charged)),
            outages=tuple(dict.fromkeys(each.name for each in members if each.name)),
            is_open=any(each.is_open for each in members if each.span[1] == end),
        )


class _LengthUpTo:
    """How much of some intervals lies before an instant, in O(log n)."""

    def __init__(self, edges: Sequence[int]) -> None:
        self._edges = edges
        self._sums = [0]
        for start, end in algebra.pairs(edges):
            self._sums.append(self._sums[-1] + end - start)

    def __call__(self, at: int) -> int:
        index = bisect_right(self._edges, at)
        inside = at - self._edges[index - 1] if index % 2 else 0
        return self._sums[index // 2] + inside

    def within(self, spans: Iterable[tuple[int, int]]) -> int:
        """Return how much of the intervals lies in some others, none of which overlap."""
        return sum(self(end) - self(start) for start, end in spans)


def applied_exclusions_of(
    account: Account, exclusions: Iterable[Exclusion]
) -> list[AppliedExclusion]:
    """Return what each exclusion that holds takes out, in the order of their names."""
    agreed = _LengthUpTo(account.agreed)
    down = _LengthUpTo(algebra.intersection(account.agreed, account.down))
    found: list[AppliedExclusion] = []
    for each in exclusions:
        if held(each, account.policies):
            spans = spans_of_exclusion(each, account.period)
            found.append(
                AppliedExclusion(
                    name=str(each),
                    category=each.category.value,
                    agreed=agreed.within(spans) * MICROSECOND,
                    downtime=down.within(spans) * MICROSECOND,
                )
            )
    return sorted(found)
