"""The arithmetic of one availability, in integer microseconds: masks, losses, occurrences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Final, TypeAlias

from attrs import frozen

from svcmgmt.sla.availability._arguments import MICROSECOND, NOTHING
from svcmgmt.sla.availability._spans import (
    NEARLY,
    Segment,
    Span,
    bridged,
    common_scale,
    covered,
    edges_of,
    first_edge,
    runs,
    segments,
    stepped,
    within,
)
from svcmgmt.sla.availability.facts import OPEN, ExclusionCategory
from svcmgmt.sla.availability.policies import (
    AvailabilityPolicies,
    DurationBasis,
    ExclusionConvention,
    GapTime,
    Granularity,
    Overlap,
    PartialPeriod,
    WhenUnknown,
)
from svcmgmt.temporal import _edges as algebra

__all__ = [
    "BRIDGED",
    "COUNTED",
    "OUTSIDE",
    "TOO_SHORT",
    "UNKNOWN",
    "UP",
    "Account",
    "Group",
    "Layer",
]

OUTSIDE: Final = "outside service time"
UNKNOWN: Final = "unknown"
COUNTED: Final = "counted"
BRIDGED: Final = "bridged gap"
TOO_SHORT: Final = "too short"
UP: Final = "up"

_ROUNDED: Final = (Granularity.UP, Granularity.DOWN)
"""Granularities that round each outage."""

Layer: TypeAlias = tuple[str, list[int]]
"""A name, and the edges of its time."""


@frozen
class Group:
    """The spans of one occurrence, and what counts of them in the period."""

    first: int
    """Index of its first span."""

    last: int
    """Index after its last span."""

    whole: tuple[Segment, ...]
    """All that was lost, period or not, gaps included where they count."""

    pieces: tuple[Segment, ...]
    """What of it counts in the period."""

    charged: tuple[Segment, ...]
    """The same in the steps of the granularity."""

    counted: int
    """Length of the pieces."""

    is_short: bool
    """Whether it is below the minimum, so that it does not count at all."""


class Account:
    """What is lost of the base of one period; everything that is dear is done when asked for."""

    def __init__(  # noqa: PLR0913 - one for each thing that time is split by
        self,
        *,
        period: tuple[int, int],
        offered: Sequence[int],
        agreed: Sequence[int],
        excluded: Sequence[tuple[ExclusionCategory, Sequence[tuple[int, int]]]],
        unknown: Sequence[int],
        spans: Sequence[Span],
        policies: AvailabilityPolicies,
    ) -> None:
        self.period = period
        self.offered = offered
        self.agreed = agreed
        self.excluded = excluded
        self.policies = policies
        self.unknown: list[int] = []
        if unknown:
            known = algebra.normal(span[:2] for span in spans)
            self.unknown = algebra.difference(algebra.clip(unknown, *period), known)
        if self.unknown and policies.unknown is WhenUnknown.DOWN:
            spans = [*spans, *((*pair, 1, 1) for pair in algebra.pairs(self.unknown))]
        self._given = spans
        scale = common_scale({*map(itemgetter(3), spans)})
        self.is_exact = scale is not None
        self.scale = scale or NEARLY

    @cached_property
    def spans(self) -> list[Span]:
        """What was down, and unknown time that counts as down, in order."""
        return sorted(span for span in self._given if span[0] < span[1])

    @cached_property
    def _blocked(self) -> list[tuple[int, int]]:
        """When downtime does not count, in any order, before and after the period too."""
        blocked = [*algebra.pairs([0, *self.agreed, OPEN])]
        for _, spans in self.excluded:
            blocked += spans
        if self.policies.unknown is WhenUnknown.EXCLUDED:
            blocked += algebra.pairs(self.unknown)
        return blocked

    @cached_property
    def counting(self) -> list[int]:
        """When downtime counts."""
        return algebra.complement(algebra.normal(self._blocked), 0, OPEN)

    @property
    def base_time(self) -> Sequence[int]:
        """What of the agreed time is in the base."""
        if self.policies.convention is ExclusionConvention.BOTH_SIDES:
            return self.counting
        if self.policies.unknown is WhenUnknown.EXCLUDED:
            return algebra.difference(self.agreed, self.unknown)
        return self.agreed

    @property
    def base(self) -> int:
        """Length of the base; not above 0 where there is none."""
        policies = self.policies
        if policies.fixed_length is not None:
            whole = policies.fixed_length // MICROSECOND
        elif policies.partial_period is PartialPeriod.FULL_PERIOD:
            whole = self.length_of(self.offered)
        else:
            return self.length_of(self.base_time)
        return whole - (self.length_of(self.agreed) - self.length_of(self.base_time))

    @property
    def undetermined(self) -> list[int]:
        """Unknown time that would count, where nothing says as what."""
        if self.policies.unknown is not WhenUnknown.UNDETERMINED:
            return []
        return algebra.intersection(self.unknown, self.counting)

    @property
    def _needs_groups(self) -> bool:
        policies = self.policies
        return policies.minimum > NOTHING or self.has_gaps or policies.granularity in _ROUNDED

    @cached_property
    def pieces(self) -> Sequence[Segment]:
        """What counts as lost, in order, before any rounding."""
        if self._needs_groups:
            return [piece for group in self._kept for piece in group.pieces]
        return within(segments(self.spans, self.scale, self.policies.overlap), self.counting)

    @cached_property
    def charged(self) -> Sequence[Segment]:
        """What counts as lost, in order, each outage in the steps of the granularity."""
        if self.policies.granularity not in _ROUNDED:
            return self.pieces
        return [piece for group in self._kept for piece in group.charged]

    @cached_property
    def lost(self) -> Fraction:
        """How much is lost, weighted, in microseconds."""
        if self._is_plain:
            # what outages add to the time in which nothing counts
            blocked = OPEN - algebra.total(self.counting)
            return Fraction(covered([*self._blocked, *self._given]) - blocked)
        return self.loss_of(self.charged)

    @property
    def _is_plain(self) -> bool:
        """Whether all that matters is when anything was down, not what and how much."""
        is_union = self.scale == 1 and self.policies.overlap is not Overlap.SUM
        return is_union and not self._needs_groups and not self._is_sampled

    def loss_of(self, pieces: Iterable[Segment]) -> Fraction:
        """Return how much some pieces take away, in microseconds."""
        return Fraction(sum([self.units(*piece) for piece in pieces]), self.scale)

    def units(self, low: int, high: int, weight: int) -> int:
        """Return how much a piece takes away, in microseconds over the scale."""
        return (self._samples(low, high) if self._is_sampled else high - low) * weight

    @property
    def has_gaps(self) -> bool:
        """Whether gaps between outages may count as down."""
        return self.policies.gap_time is GapTime.DOWN

    @property
    def _is_sampled(self) -> bool:
        return self.policies.granularity is Granularity.SAMPLE

    def length_of(self, edges: Sequence[int]) -> int:
        """Return the length of some intervals, as the granularity has it."""
        if not self._is_sampled:
            return algebra.total(edges)
        return sum(self._samples(low, high) for low, high in algebra.pairs(edges))

    def _samples(self, low: int, high: int) -> int:
        """Return the length for which the samples within an interval stand."""
        unit = self.policies.unit // MICROSECOND
        return (-(-high // unit) + (-low // unit)) * unit

    @property
    def _kept(self) -> Iterator[Group]:
        return (group for group in self.groups if not group.is_short)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every occurrence that touches the period, in order."""
        return tuple(self._groups())

    def _groups(self) -> Iterator[Group]:
        policies = self.policies
        gap = None if policies.merge_gap is None else policies.merge_gap // MICROSECOND
        start, end = self.period
        for first, last in runs(self.spans, gap):
            if self.spans[first][0] >= end:
                return
            whole = segments(self.spans[first:last], self.scale, policies.overlap)
            if not whole or whole[-1][1] <= start:
                continue
            if self.has_gaps:
                whole = list(bridged(whole))
            pieces = within(whole, self.counting, first_edge(self.counting, whole[0][0]))
            counted = _length(pieces)
            basis = policies.duration_basis is DurationBasis.RECORDED
            lasts = _length(whole) if basis else counted
            is_short = lasts < policies.minimum // MICROSECOND
            charged = stepped(pieces, policies.unit // MICROSECOND, policies.granularity)
            yield Group(first, last, tuple(whole), tuple(pieces), tuple(charged), counted, is_short)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The period split by what comes first: outside, exclusions, unknown, and the rest."""
        left = list(self.period) if self.period[0] < self.period[1] else []
        outside = algebra.difference(left, self.agreed)
        found: list[Layer] = []
        for name, edges in ((OUTSIDE, outside), *self._by_category(), (UNKNOWN, self.unknown)):
            found.append((name, algebra.intersection(left, edges)))
            left = algebra.difference(left, edges)
        return *found, (COUNTED, left)

    def _by_category(self) -> Iterator[Layer]:
        """Yield when time of each category is left out, in their precedence."""
        for category in ExclusionCategory:
            times = [spans for reason, spans in self.excluded if reason is category]
            yield category.value, algebra.normal(chain.from_iterable(times))

    @cached_property
    def down(self) -> list[int]:
        """When anything was down by a recorded outage, in the period."""
        spans = algebra.normal(span[:2] for span in self.spans)
        return algebra.difference(algebra.clip(spans, *self.period), self.unknown)

    @cached_property
    def rest(self) -> tuple[Layer, ...]:
        """The time in which downtime would count, split by what it was."""
        _, left = self.layers[-1]
        found: list[Layer] = []
        if self._needs_groups:
            short = [piece for group in self.groups if group.is_short for piece in group.whole]
            kept = [piece for group in self._kept for piece in group.whole]
            too_short = algebra.intersection(left, edges_of(short))
            gaps = algebra.difference(algebra.intersection(left, edges_of(kept)), self.down)
            found = [(TOO_SHORT, too_short), (BRIDGED, gaps)]
            left = algebra.difference(algebra.difference(left, too_short), gaps)
        counted = algebra.intersection(left, self.down)
        return (COUNTED, counted), *found, (UP, algebra.difference(left, counted))


def _length(pieces: Iterable[Segment]) -> int:
    return sum([high - low for low, high, _ in pieces])
