"""An indicator applied to counts: prefix sums over slices, so that a window is two look-ups."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from math import ceil, lcm
from typing import Final, TypeAlias, assert_never

from attrs import frozen

from svcmgmt.sla.indicators.indicator import Indicator
from svcmgmt.sla.indicators.policies import BudgetingMethod, MissingData, SliceKind

__all__ = ["MEAN_PLACES", "Effect", "SliceTable", "effect_of", "judge_of_slices", "unit_of"]

Effect: TypeAlias = tuple[int, int, int]
"""What a slice adds to a window: bad parts, all parts, and whether it is undetermined."""

_Judge: TypeAlias = Callable[[int, int], tuple[SliceKind, Effect]]

MEAN_PLACES: Final = 24
"""Decimals of a mean of shares whose common denominator would be too large to add up."""

_MOST_UNIT_BITS: Final = 256
_NEARLY: Final = 10**36


def effect_of(policy: MissingData, unit: int) -> Effect:
    """Return what a slice adds that is taken for something by a policy."""
    match policy:
        case MissingData.GOOD:
            return 0, unit, 0
        case MissingData.BAD:
            return unit, unit, 0
        case MissingData.IGNORE:
            return 0, 0, 0
        case MissingData.UNDETERMINED:
            return 0, 0, 1
        case _:
            assert_never(policy)


def unit_of(indicator: Indicator, totals: Iterable[int], scale: int) -> tuple[int, bool]:
    """Return into how many parts a unit of the base is divided, and whether that is exact."""
    if indicator.method is BudgetingMethod.OCCURRENCES:
        return scale, True
    if indicator.method is BudgetingMethod.TIMESLICES:
        return 1, True
    unit, least = 1, max(ceil(indicator.minimum_events * scale), 1)
    for total in {each for each in totals if each >= least}:
        unit = lcm(unit, total)
        if unit.bit_length() > _MOST_UNIT_BITS:
            return _NEARLY, False
    return unit, True


def judge_of_slices(indicator: Indicator, scale: int, unit: int) -> _Judge:
    """Return the function that says what a slice with so many good events of so many is."""
    nothing = SliceKind.NO_TRAFFIC, effect_of(indicator.without_traffic, unit)
    thin = SliceKind.THIN, effect_of(indicator.below_minimum, unit)
    good_slice = SliceKind.GOOD, (0, unit, 0)
    bad_slice = SliceKind.BAD, (unit, unit, 0)
    least = ceil(indicator.minimum_events * scale)

    def by_events(good: int, total: int) -> tuple[SliceKind, Effect]:
        return (SliceKind.MEASURED, (total - good, total, 0)) if total else nothing

    def by_shares(good: int, total: int) -> tuple[SliceKind, Effect]:
        if total < least or not total:
            return thin if total else nothing
        return SliceKind.MEASURED, ((total - good) * unit // total, unit, 0)

    if indicator.slice_target is None:
        by_occurrence = indicator.method is BudgetingMethod.OCCURRENCES
        return by_events if by_occurrence else by_shares
    of, out_of = indicator.slice_target.value.as_integer_ratio()

    def by_slices(good: int, total: int) -> tuple[SliceKind, Effect]:
        if total < least or not total:
            return thin if total else nothing
        return good_slice if good * out_of >= of * total else bad_slice

    return by_slices


def _prefix(values: Iterable[int]) -> Sequence[int]:
    """Return sums up to each place; in eight bytes each where they fit."""
    sums = list(accumulate(values, initial=0))
    try:
        return array("q", sums)
    except OverflowError:
        return sums


@frozen(eq=False)
class SliceTable:
    """Prefix sums of the slices that have data and are not excluded."""

    numbers: Sequence[int]
    kinds: dict[SliceKind, Sequence[int]]
    effects: tuple[Sequence[int], Sequence[int], Sequence[int]]
    events: tuple[Sequence[int], Sequence[int]]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, int, int]], judge: _Judge) -> SliceTable:
        """Return the table of (number, good, total) rows in order."""
        listed = list(rows)
        judged = [judge(good, total) for _, good, total in listed]
        return cls(
            numbers=[row[0] for row in listed],
            kinds={
                kind: _prefix(each is kind for each, _ in judged)
                for kind in SliceKind
                if any(each is kind for each, _ in judged)
            },
            effects=(
                _prefix(effect[0] for _, effect in judged),
                _prefix(effect[1] for _, effect in judged),
                _prefix(effect[2] for _, effect in judged),
            ),
            events=(_prefix(row[1] for row in listed), _prefix(row[2] for row in listed)),
        )

    def places(self, low: int, high: int) -> tuple[int, int]:
        """Return from where to where the slices of a range lie in the table."""
        return bisect_left(self.numbers, low), bisect_left(self.numbers, high)

    def effect(self, first: int, last: int) -> Effect:
        """Return what the slices between two places add together."""
        bad, base, unknown = self.effects
        return bad[last] - bad[first], base[last] - base[first], unknown[last] - unknown[first]

    def counted(self, first: int, last: int) -> tuple[int, int]:
        """Return good events and events between two places."""
        good, total = self.events
        return good[last] - good[first], total[last] - total[first]

    def count(self, kind: SliceKind, first: int, last: int) -> int:
        """Return how many slices of a kind lie between two places."""
        sums = self.kinds.get(kind)
        return 0 if sums is None else sums[last] - sums[first]

    def slices(self, first: int, last: int) -> Iterator[tuple[int, SliceKind, Effect]]:
        """Yield the slices between two places with their kinds, and what each adds."""
        for place in range(first, last):
            kind = next(kind for kind in self.kinds if self.count(kind, place, place + 1))
            yield self.numbers[place], kind, self.effect(place, place + 1)
