"""Availability against a twin that looks at every minute, one after the other."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Final

from attrs import frozen
from hypothesis import given, strategies as st

from svcmgmt.calendars import fixed
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    DurationBasis,
    Exclusion,
    ExclusionCategory,
    ExclusionConvention,
    GapTime,
    Granularity,
    Outage,
    OutageCount,
    Overlap,
    PartialPeriod,
    WhenUnknown,
    availability_of,
)
from svcmgmt.temporal import Interval, IntervalSet, from_micros
from svcmgmt.values import NoData, Ratio

MINUTE: Final = timedelta(minutes=1)
LAST: Final = 80
"""Minutes of the world; the period lies somewhere in it."""

Span = tuple[int, int]


def spans(most: int, longest: int = 20) -> st.SearchStrategy[list[Span]]:
    pair = st.tuples(st.integers(0, LAST - 1), st.integers(0, longest))
    return st.lists(pair.map(lambda each: (each[0], min(each[0] + each[1], LAST))), max_size=most)


@frozen(kw_only=True)
class Case:
    """What happened, by minutes, and how it is counted."""

    down: list[tuple[int, int, Fraction]]
    excluded: list[tuple[ExclusionCategory, list[Span]]]
    unknown: list[Span]
    offered: list[Span]
    in_service: list[Span]
    period: Span
    policies: AvailabilityPolicies


weights = st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(1, 3)])
minutes = st.integers(0, 7).map(lambda count: count * MINUTE)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    gap = draw(st.none() | minutes)
    policies = AvailabilityPolicies(
        convention=draw(st.sampled_from(ExclusionConvention)),
        fixed_length=draw(st.none() | st.just(70 * MINUTE)),
        partial_period=draw(st.sampled_from(PartialPeriod)),
        overlap=draw(st.sampled_from(Overlap)),
        merge_gap=gap,
        gap_time=GapTime.UP if gap is None else draw(st.sampled_from(GapTime)),
        minimum=draw(st.just(0 * MINUTE) | minutes),
        duration_basis=draw(st.sampled_from(DurationBasis)),
        granularity=draw(st.sampled_from(Granularity)),
        unit=draw(st.sampled_from([MINUTE, 5 * MINUTE])),
        unknown=draw(st.sampled_from([WhenUnknown.UP, WhenUnknown.DOWN, WhenUnknown.EXCLUDED])),
        count=draw(st.sampled_from(OutageCount)),
    )
    start = draw(st.integers(0, 30))
    everything = st.just([(0, LAST)])
    return Case(
        down=[(low, high, draw(weights)) for low, high in draw(spans(6))],
        excluded=[
            (draw(st.sampled_from([*ExclusionCategory][:3])), each)
            for each in draw(st.lists(spans(2), max_size=2))
        ],
        unknown=draw(st.just([]) | spans(2)),
        offered=draw(everything | spans(4, LAST)),
        in_service=draw(everything | spans(2, LAST)),
        period=(start, draw(st.integers(start, LAST))),
        policies=policies,
    )


def interval(span: Span) -> Interval:
    return Interval(*(from_micros(at * 60_000_000) for at in span))


def asked(case: Case) -> Availability:
    """Return what the library says."""
    return availability_of(
        [
            Outage(during=interval((low, high)), weight=weight, cause=str(index))
            for index, (low, high, weight) in enumerate(case.down)
        ],
        within=interval(case.period),
        service_time=fixed(map(interval, case.offered)),
        in_service=IntervalSet.of(map(interval, case.in_service)),
        exclusions=[
            Exclusion(category=category, during=IntervalSet.of(map(interval, each)))
            for category, each in case.excluded
        ],
        unknown=IntervalSet.of(map(interval, case.unknown)),
        policies=case.policies,
    )


class Twin:
    """The same by brute force: a list with one entry for each minute."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.policies = case.policies
        inside = [case.period[0] <= at < case.period[1] for at in range(LAST)]
        self.offered = [inside[at] and covers(case.offered, at) for at in range(LAST)]
        self.agreed = [self.offered[at] and covers(case.in_service, at) for at in range(LAST)]
        self.down = [covers([each[:2] for each in case.down], at) for at in range(LAST)]
        self.unknown = [
            inside[at] and covers(case.unknown, at) and not self.down[at] for at in range(LAST)
        ]
        self.left_out = [any(covers(each, at) for _, each in case.excluded) for at in range(LAST)]
        removed = self.policies.unknown is WhenUnknown.EXCLUDED
        self.counting = [
            self.agreed[at] and not self.left_out[at] and not (removed and self.unknown[at])
            for at in range(LAST)
        ]
        both = self.policies.convention is ExclusionConvention.BOTH_SIDES
        self.based = [
            self.agreed[at]
            and not (both and self.left_out[at])
            and not (removed and self.unknown[at])
            for at in range(LAST)
        ]

    def occurrences(self) -> list[list[tuple[int, int, Fraction]]]:
        """Return members of each occurrence."""
        members = [each for each in self.case.down if each[0] < each[1]]
        if self.policies.unknown is WhenUnknown.DOWN:
            members += [(*each, Fraction(1)) for each in stretches(self.unknown)]
        gap = self.policies.merge_gap
        found: list[list[tuple[int, int, Fraction]]] = []
        for each in sorted(members):
            end = max((high for _, high, _ in found[-1]), default=0) if found else 0
            apart = (each[0] - end) * MINUTE
            joins = apart < 0 * MINUTE or (gap is not None and (not apart or apart < gap))
            if found and joins:
                found[-1].append(each)
            else:
                found.append([each])
        return found

    def weights(self, members: list[tuple[int, int, Fraction]]) -> list[Fraction]:
        """Return how much is lost in each minute by one occurrence."""
        lost: list[Fraction] = []
        for at in range(LAST):
            active = [weight for low, high, weight in members if low <= at < high]
            total = max(active, default=Fraction(0))
            if self.policies.overlap is not Overlap.MAX:
                total = sum(active, Fraction(0))
            if self.policies.overlap is Overlap.SUM_CAPPED:
                total = min(total, Fraction(1))
            lost.append(total)
        if self.policies.gap_time is GapTime.DOWN:
            plain = [*lost]
            first = min(low for low, _, _ in members)
            last = max(high for _, high, _ in members)
            for at in range(first, last):
                if not plain[at]:
                    before = next(each for each in reversed(plain[:at]) if each)
                    after = next(each for each in plain[at:] if each)
                    lost[at] = max(before, after)
        return lost

    def measured(self) -> tuple[Fraction, list[int]]:
        """Return minutes lost, and the minutes that count of each occurrence that does."""
        lost, counts = Fraction(0), []
        unit = self.policies.unit // MINUTE
        for members in self.occurrences():
            weighed = self.weights(members)
            counted = [at for at in range(LAST) if weighed[at] and self.counting[at]]
            recorded = sum(1 for each in weighed if each)
            is_recorded = self.policies.duration_basis is DurationBasis.RECORDED
            length = recorded if is_recorded else len(counted)
            if length * MINUTE < self.policies.minimum or not counted:
                continue
            begins = min(low for low, _, _ in members)
            if self.policies.count is OutageCount.TOUCHED or begins >= self.case.period[0]:
                counts.append(len(counted))
            granularity = self.policies.granularity
            if granularity is Granularity.SAMPLE:
                lost += sum(weighed[at] * unit for at in counted if at % unit == 0)
                continue
            if granularity is Granularity.DOWN:
                counted = counted[: len(counted) // unit * unit]
            lost += sum((weighed[at] for at in counted), Fraction(0))
            if granularity is Granularity.UP:
                lost += weighed[counted[-1]] * (-len(counted) % unit)
        return lost, counts

    def length(self, flags: list[bool]) -> int:
        if self.policies.granularity is Granularity.SAMPLE:
            unit = self.policies.unit // MINUTE
            return sum(unit for at in range(LAST) if flags[at] and at % unit == 0)
        return sum(flags)

    def base(self) -> int:
        if self.policies.fixed_length is not None:
            whole = self.policies.fixed_length // MINUTE
        elif self.policies.partial_period is PartialPeriod.FULL_PERIOD:
            whole = self.length(self.offered)
        else:
            whole = self.length(self.agreed)
        return whole - (self.length(self.agreed) - self.length(self.based))

    def kind(self, at: int, short: list[bool], kept: list[bool]) -> str:
        """Return what a minute of the period was, the first reason first."""
        if not self.agreed[at]:
            return "outside service time"
        for category in ExclusionCategory:
            if any(covers(each, at) for which, each in self.case.excluded if which is category):
                return category.value
        if self.unknown[at]:
            return "unknown"
        if short[at]:
            return "too short"
        if self.down[at]:
            return "counted"
        return "bridged gap" if kept[at] else "up"

    def parts(self) -> dict[str, int]:
        """Return the minutes of the period by what they were."""
        short, kept = [False] * LAST, [False] * LAST
        for members in self.occurrences():
            weighed = self.weights(members)
            counted = sum(1 for at in range(LAST) if weighed[at] and self.counting[at])
            recorded = sum(1 for each in weighed if each)
            is_recorded = self.policies.duration_basis is DurationBasis.RECORDED
            length = recorded if is_recorded else counted
            flags = short if length * MINUTE < self.policies.minimum else kept
            for at in range(LAST):
                flags[at] = flags[at] or bool(weighed[at])
        found: dict[str, int] = {}
        for at in range(*self.case.period):
            kind = self.kind(at, short, kept)
            found[kind] = found.get(kind, 0) + 1
        return found


def covers(given: list[Span], at: int) -> bool:
    return any(low <= at < high for low, high in given)


def stretches(flags: list[bool]) -> list[Span]:
    """Return runs of true."""
    found: list[Span] = []
    for at, flag in enumerate(flags):
        if flag and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        elif flag:
            found.append((at, at + 1))
    return found


@given(cases())
def test_every_figure_is_that_of_the_twin(case: Case) -> None:
    result, twin = asked(case), Twin(case)
    lost, counts = twin.measured()
    base = twin.base()
    assert result.base == max(base, 0) * MINUTE
    # rounded up to the microsecond, as thirds of a minute may be
    assert 0 <= result.downtime / timedelta(seconds=1) - float(lost * 60) < 1e-5
    assert result.count == len(counts)
    if base <= 0:
        assert isinstance(result.ratio, NoData)
    else:
        assert result.ratio == Ratio(max(base - lost, Fraction(0)), base)


@given(cases())
def test_every_minute_is_in_the_part_of_the_twin(case: Case) -> None:
    result, twin = asked(case), Twin(case)
    found = {part.name: part.amount for part in result.time_parts}
    assert found == {name: count * MINUTE for name, count in twin.parts().items()}


@given(cases())
def test_counted_times_of_occurrences_are_those_of_the_twin(case: Case) -> None:
    result, twin = asked(case), Twin(case)
    _, counts = twin.measured()
    found = [each.counted // MINUTE for each in result.occurrences]
    if case.policies.count is OutageCount.TOUCHED:
        assert found == counts
    assert len(found) >= len(counts)


@given(cases())
def test_evidence_adds_up_to_what_is_lost(case: Case) -> None:
    result = asked(case)
    counted = sum((row.counted for row in result.evidence), timedelta(0))
    assert counted == result.downtime
    for row in result.evidence:
        assert row.start < row.end
        assert case.period[0] * MINUTE <= row.start - from_micros(0)
    down = {"counted", "too short", *(each.value for each in ExclusionCategory)}
    down.add("outside service time")
    recorded = sum((row.duration for row in result.evidence if row.kind in down), timedelta(0))
    parts = [part.amount for part in result.downtime_parts if isinstance(part.amount, timedelta)]
    assert recorded == sum(parts, timedelta(0))
