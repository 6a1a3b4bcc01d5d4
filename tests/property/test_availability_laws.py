"""What holds for every availability, whatever was down and left out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import or_
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from svcmgmt.calendars import ServiceCalendar, always, weekly
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityFacts,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    ExclusionConvention,
    ExclusionStatus,
    GapTime,
    Maintenance,
    Outage,
    Overlap,
    Rollup,
    WhenUnknown,
    availability_of,
    impact_weighted,
    series_of,
    user_minutes,
)
from svcmgmt.sla.evaluation import Part
from svcmgmt.sla.reliability import MtbfEstimator, ReliabilityPolicies, reliability_of
from svcmgmt.temporal import EMPTY, Interval, IntervalSet, parse_instant
from svcmgmt.testing import strategies
from svcmgmt.values import NoData, Ratio

START: Final = parse_instant("2026-10-19T00:00:00Z")
MINUTE: Final = timedelta(minutes=1)
NOTHING: Final = timedelta(0)
DAYS: Final = 8  # over the change of clocks in Berlin
WITHIN: Final = Interval(START, START + timedelta(days=DAYS))

BOTH: Final = AvailabilityPolicies()
DOWNTIME_ONLY: Final = AvailabilityPolicies(convention=ExclusionConvention.DOWNTIME_ONLY)

CALENDARS: Final = (
    always(),
    weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin"),
    weekly("Mon-Sun 22:00-06:00+1", zone="America/New_York"),
)

instants = st.integers(-600, DAYS * 1440 + 600).map(lambda minute: START + minute * MINUTE)
lengths = st.integers(0, 900).map(lambda minutes: minutes * MINUTE)
spans = st.builds(lambda start, length: Interval(start, start + length), instants, lengths)
weights = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(7, 10)])
calendars = st.sampled_from(CALENDARS) | strategies.calendars()
sequences = st.none() | st.integers(0, 2)


def outages(*, ids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Outage]:
    return st.builds(
        Outage,
        id=st.just("") if ids is None else ids,
        during=spans,
        weight=weights,
        sequence=sequences,
        is_withdrawn=st.sampled_from([False, False, False, True]),
    )


def exclusions(*, ids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Exclusion]:
    return st.builds(
        Exclusion,
        id=st.just("") if ids is None else ids,
        during=spans | strategies.interval_sets(),
        category=st.sampled_from(ExclusionCategory),
        status=st.sampled_from(ExclusionStatus),
        sequence=sequences,
    )


down = st.lists(outages(), max_size=8)
left_out = st.lists(exclusions(), max_size=4)
unknown = st.lists(spans, max_size=2).map(IntervalSet.of)
overlaps = st.sampled_from(Overlap)


@st.composite
def policies(draw: st.DrawFn) -> AvailabilityPolicies:
    """Give policies under which downtime is exact, whatever else they say."""
    gap = draw(st.none() | lengths)
    return AvailabilityPolicies(
        convention=draw(st.sampled_from(ExclusionConvention)),
        overlap=draw(overlaps),
        merge_gap=gap,
        gap_time=GapTime.UP if gap is None else draw(st.sampled_from(GapTime)),
        minimum=draw(st.just(NOTHING) | lengths),
        unknown=draw(st.sampled_from(WhenUnknown)),
    )


def share(value: Ratio | NoData) -> Fraction:
    """Return a share; without data all of nothing was there."""
    return value.value if isinstance(value, Ratio) else Fraction(1)


def added(parts: Iterable[Part]) -> timedelta:
    amounts = [part.amount for part in parts if isinstance(part.amount, timedelta)]
    return sum(amounts, NOTHING)


# ---------------------------------------------------------- law I2: availability


@given(down=down, excluded=left_out, unknown=unknown, hours=calendars, choice=policies())
def test_it_lies_between_nothing_and_everything(
    down: list[Outage],
    excluded: list[Exclusion],
    unknown: IntervalSet,
    hours: ServiceCalendar,
    choice: AvailabilityPolicies,
) -> None:
    result = availability_of(
        down,
        within=WITHIN,
        service_time=hours,
        exclusions=excluded,
        unknown=unknown,
        policies=choice,
    )
    assert 0 <= share(result.ratio) <= 1
    assert result.agreed == hours.elapsed(WITHIN.start, WITHIN.start + WITHIN.duration)
    worst, best = result.bounds
    assert share(worst) <= share(best)


@given(down=down, one=outages(), excluded=left_out, hours=calendars, choice=policies())
def test_one_more_outage_never_raises_it(
    down: list[Outage],
    one: Outage,
    excluded: list[Exclusion],
    hours: ServiceCalendar,
    choice: AvailabilityPolicies,
) -> None:
    if choice.gap_time is GapTime.DOWN:
        # a gap that counts as down may be known better: half down
        down, one = ([evolve(each, weight=1) for each in down], evolve(one, weight=1))
    less, more = (
        availability_of(
            each, within=WITHIN, service_time=hours, exclusions=excluded, policies=choice
        )
        for each in (down, [*down, one])
    )
    assert more.downtime >= less.downtime
    assert share(more.ratio) <= share(less.ratio)


@given(down=down, excluded=left_out, one=exclusions(), hours=calendars, overlap=overlaps)
def test_one_more_exclusion_never_lowers_it_where_only_downtime_is_excluded(
    down: list[Outage],
    excluded: list[Exclusion],
    one: Exclusion,
    hours: ServiceCalendar,
    overlap: Overlap,
) -> None:
    choice = evolve(DOWNTIME_ONLY, overlap=overlap)
    less, more = (
        availability_of(down, within=WITHIN, service_time=hours, exclusions=each, policies=choice)
        for each in (excluded, [*excluded, one])
    )
    assert share(more.ratio) >= share(less.ratio)


def test_one_more_exclusion_may_lower_it_where_both_sides_lose() -> None:
    hour = Interval(START, START + timedelta(hours=1))
    up = Interval(START + timedelta(hours=2), START + timedelta(hours=20))
    excluded = [Exclusion(during=up, category=ExclusionCategory.CUSTOMER)]
    plain = availability_of([Outage(during=hour)], within=WITHIN)
    less = availability_of([Outage(during=hour)], within=WITHIN, exclusions=excluded)
    assert share(less.ratio) < share(plain.ratio)


# ----------------------------------------------------------- law I3: conventions


@given(down=down, excluded=left_out, hours=calendars)
def test_excluding_both_sides_is_the_stricter_reading(
    down: list[Outage], excluded: list[Exclusion], hours: ServiceCalendar
) -> None:
    both, only = (
        availability_of(
            down, within=WITHIN, service_time=hours, exclusions=excluded, policies=choice
        )
        for choice in (BOTH, DOWNTIME_ONLY)
    )
    assert share(both.ratio) <= share(only.ratio)
    assert both.downtime == only.downtime
    if both.downtime and both.base < only.base:
        assert share(both.ratio) < share(only.ratio)


# ------------------------------------------------------------- law I4: splitting


@given(down=down, cut=st.integers(1, 9), excluded=left_out, overlap=overlaps)
def test_adjacent_parts_count_more_often_and_take_the_same(
    down: list[Outage], cut: int, excluded: list[Exclusion], overlap: Overlap
) -> None:
    parts: list[Outage] = []
    for each in down:
        start, length = each.during.start, each.during.duration
        middle = start + length * cut // 10
        parts += [
            evolve(each, during=Interval(start, middle)),
            evolve(each, during=Interval(middle, start + length)),
        ]
    apart = evolve(BOTH, overlap=overlap)
    joined = evolve(apart, merge_gap=NOTHING)
    once, twice, merged, plain = (
        availability_of(facts, within=WITHIN, exclusions=excluded, policies=choice)
        for facts, choice in ((down, apart), (parts, apart), (parts, joined), (down, joined))
    )
    assert once.ratio == twice.ratio == merged.ratio
    assert twice.count >= once.count
    assert merged.count == plain.count


# ------------------------------------------------------ law I5: shifts and zones


@given(down=down, excluded=st.lists(exclusions(), max_size=2), weeks=st.integers(-40, 40))
def test_moving_everything_changes_nothing(
    down: list[Outage], excluded: list[Exclusion], weeks: int
) -> None:
    by = timedelta(weeks=weeks)
    moved = availability_of(
        [evolve(each, during=_moved(each.during, by)) for each in down],
        within=_moved(WITHIN, by),
        exclusions=[evolve(each, during=_moved_times(each, by)) for each in excluded],
    )
    plain = availability_of(down, within=WITHIN, exclusions=excluded)
    assert (moved.ratio, moved.count, moved.downtime) == (plain.ratio, plain.count, plain.downtime)
    assert moved.time_parts == plain.time_parts


def _moved(span: Interval, by: timedelta) -> Interval:
    return Interval(span.start + by, span.start + span.duration + by)


def _moved_times(exclusion: Exclusion, by: timedelta) -> Interval | IntervalSet:
    during = exclusion.during
    assert isinstance(during, Interval | IntervalSet)
    return _moved(during, by) if isinstance(during, Interval) else during.shift(by)


@given(down=down, excluded=left_out, zone=strategies.zones())
def test_the_zone_of_a_service_that_never_closes_changes_nothing(
    down: list[Outage], excluded: list[Exclusion], zone: ZoneInfo
) -> None:
    abroad = [
        evolve(each, during=Interval(*(_at(end, zone) for end in _ends(each.during))))
        for each in down
    ]
    plain, there = (
        availability_of(facts, within=WITHIN, service_time=always(zone=where), exclusions=excluded)
        for facts, where in ((down, "UTC"), (abroad, zone))
    )
    assert (plain.ratio, plain.time_parts, plain.evidence) == (
        there.ratio,
        there.time_parts,
        there.evidence,
    )


def _ends(span: Interval) -> tuple[datetime, datetime]:
    return span.start, span.start + span.duration


def _at(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone)


# --------------------------------------------------------------- law I7: buckets


@given(down=down, excluded=left_out, unknown=unknown, hours=calendars, choice=policies())
def test_parts_are_disjoint_and_add_up(
    down: list[Outage],
    excluded: list[Exclusion],
    unknown: IntervalSet,
    hours: ServiceCalendar,
    choice: AvailabilityPolicies,
) -> None:
    result = availability_of(
        down,
        within=WITHIN,
        service_time=hours,
        exclusions=excluded,
        unknown=unknown,
        policies=choice,
    )
    assert added(result.time_parts) == WITHIN.duration
    live = [each.during for each in result.facts.outages if not each.is_withdrawn]
    recorded = IntervalSet.of(live).clip(WITHIN).total()
    assert added(result.downtime_parts) == recorded
    assert added(result.evaluation().breakdown) == result.agreed
    for one, other in pairwise(result.evidence):
        assert one.end <= other.start
    assert sum((row.counted for row in result.evidence), NOTHING) == result.downtime


# ---------------------------------------------------------- law I8: user-minutes


@given(down=down, excluded=left_out, users=st.integers(1, 50_000))
def test_outages_of_all_users_are_plain_outages(
    down: list[Outage], excluded: list[Exclusion], users: int
) -> None:
    whole = [evolve(each, weight=1, users_affected=users) for each in down]
    plain = availability_of(whole, within=WITHIN, exclusions=excluded)
    assert user_minutes(plain, users=users).ratio == plain.ratio


@given(down=down, overlap=st.sampled_from([Overlap.MAX, Overlap.SUM_CAPPED]))
def test_a_weight_of_one_is_no_weight(down: list[Outage], overlap: Overlap) -> None:
    whole = [evolve(each, weight=1) for each in down]
    plain = availability_of(whole, within=WITHIN)
    assert (
        plain.ratio
        == availability_of(
            whole, within=WITHIN, policies=AvailabilityPolicies(overlap=overlap)
        ).ratio
    )
    live = [each.during for each in whole if not each.is_withdrawn]
    assert plain.downtime == IntervalSet.of(live).clip(WITHIN).total()


# ----------------------------------------------------------- law I9: sub-periods


@given(down=down, excluded=left_out, hours=calendars, cut=st.integers(0, DAYS * 1440), o=overlaps)
def test_sub_periods_add_up(
    down: list[Outage],
    excluded: list[Exclusion],
    hours: ServiceCalendar,
    cut: int,
    o: Overlap,
) -> None:
    middle = START + cut * MINUTE
    whole, first, second = (
        availability_of(
            down,
            within=within,
            service_time=hours,
            exclusions=excluded,
            policies=AvailabilityPolicies(overlap=o),
        )
        for within in (
            WITHIN,
            Interval(WITHIN.start, middle),
            Interval(middle, WITHIN.start + WITHIN.duration),
        )
    )
    assert first.agreed + second.agreed == whole.agreed
    assert first.base + second.base == whole.base
    lost = sum((_lost(each) for each in (first, second)), Fraction(0))
    assert lost == _lost(whole)
    if isinstance(first.ratio, Ratio) and isinstance(second.ratio, Ratio) and o is not Overlap.SUM:
        bases = {"a": first.base // MINUTE, "b": second.base // MINUTE}
        if bases["a"] * MINUTE == first.base and bases["b"] * MINUTE == second.base:
            mean = impact_weighted({"a": first.ratio, "b": second.ratio}, bases)
            assert mean.ratio == whole.ratio


def _lost(result: Availability) -> Fraction:
    microsecond = timedelta(microseconds=1)
    return sum(
        (each.share * ((each.end - each.start) // microsecond) for each in result.losses),
        Fraction(0),
    )


# ------------------------------------------------------- partial results

names = st.sampled_from(["a", "b", "c", ""])
works = st.builds(Maintenance, id=names, planned=spans, sequence=sequences)
facts = st.lists(
    outages(ids=names) | exclusions(ids=names) | works,
    max_size=12,
)


def test_the_order_of_contested_exclusions_is_no_matter() -> None:
    # texts of long sets are short: they do not tell one from another
    contested = [
        Exclusion(
            id="a",
            category=ExclusionCategory.CUSTOMER,
            during=IntervalSet.of(
                Interval(START + first * MINUTE, START + (first + 1 + longer) * MINUTE)
                for first in range(0, 50, 10)
            ),
        )
        for longer in (0, 1)
    ]
    one, other = (
        availability_of([], within=WITHIN, exclusions=each).applied_exclusions
        for each in (contested, contested[::-1])
    )
    assert one == other


@given(given_facts=facts, unknown=unknown, seed=st.randoms(), splits=st.integers(1, 5))
def test_parts_merge_to_the_same_in_any_order_and_split(
    given_facts: list[Outage | Exclusion | Maintenance],
    unknown: IntervalSet,
    seed: Random,
    splits: int,
) -> None:
    whole = held(given_facts, unknown)
    shuffled = [*given_facts, *given_facts[:3]]  # some of them twice
    seed.shuffle(shuffled)
    parts = [held(shuffled[index::splits], EMPTY) for index in range(splits)]
    parts.append(held([], unknown))
    seed.shuffle(parts)
    merged = reduce(or_, parts)
    right = reduce(lambda later, each: each | later, reversed(parts))
    assert merged == whole == right == merged | whole
    assert hash(merged) == hash(whole)
    choice = AvailabilityPolicies(
        merge_gap=30 * MINUTE, minimum=20 * MINUTE, unknown=WhenUnknown.DOWN
    )
    one, other = (
        Availability(facts=each, within=WITHIN, policies=choice) for each in (whole, merged)
    )
    assert one == other
    assert one.evaluation() == other.evaluation()
    assert (one.occurrences, one.applied_exclusions) == (
        other.occurrences,
        other.applied_exclusions,
    )


def held(
    given_facts: list[Outage | Exclusion | Maintenance], unknown: IntervalSet
) -> AvailabilityFacts:
    return AvailabilityFacts(
        outages=[each for each in given_facts if isinstance(each, Outage)],
        exclusions=[each for each in given_facts if isinstance(each, Exclusion)],
        maintenance=[each for each in given_facts if isinstance(each, Maintenance)],
        unknown=unknown,
    )


# -------------------------------------------------------------- roll-ups


@given(parts=st.dictionaries(names, down, min_size=1), excluded=left_out)
def test_a_series_is_no_better_than_its_worst_part(
    parts: dict[str, list[Outage]], excluded: list[Exclusion]
) -> None:
    results = {
        name: availability_of(facts, within=WITHIN, exclusions=excluded)
        for name, facts in parts.items()
    }
    if isinstance(next(iter(results.values())).ratio, NoData):
        return
    shares = [share(each.ratio) for each in results.values()]
    chain = series_of(results)
    modelled = series_of(results, rollup=Rollup.MODELLED)
    assert max(Fraction(0), sum(shares) - len(shares) + 1) <= share(chain.ratio) <= min(shares)
    assert share(modelled.ratio) <= min(shares)


# ----------------------------------------------------------- law I6: reliability


@given(down=down, hours=calendars)
def test_a_cycle_is_uptime_and_restoration(down: list[Outage], hours: ServiceCalendar) -> None:
    whole = [evolve(each, weight=1) for each in down]
    result = availability_of(whole, within=WITHIN, service_time=hours)
    figures = reliability_of(result.occurrences, agreed=result.base)
    assert figures.availability == result.ratio or isinstance(result.ratio, NoData)
    if not figures.failures:
        assert isinstance(figures.mtbf, NoData)
        return
    assert not isinstance(figures.mtbf, NoData)
    assert not isinstance(figures.mtrs, NoData)
    assert not isinstance(figures.mtbsi, NoData)
    together = figures.mtbf + figures.mtrs
    assert NOTHING <= together - figures.mtbsi <= timedelta(microseconds=1)
    if (result.base / timedelta(microseconds=1)) % figures.failures == 0:
        assert together == figures.mtbsi


@given(down=down)
def test_complete_gaps_lie_between_the_first_and_the_last_failure(down: list[Outage]) -> None:
    whole = [evolve(each, weight=1) for each in down]
    result = availability_of(whole, within=WITHIN)
    choice = ReliabilityPolicies(estimator=MtbfEstimator.COMPLETE_GAPS)
    figures = reliability_of(result.occurrences, agreed=result.base, policies=choice)
    if figures.failures < 2:
        assert isinstance(figures.mtbf, NoData)
        return
    first, *_, last = result.occurrences
    between = last.start - first.end
    inner = [each.end - each.start for each in result.occurrences[1:-1]]
    gaps = between - sum(inner, NOTHING)
    assert figures.mtbf == pytest.approx(gaps / (figures.failures - 1), abs=MINUTE / 1000)
