"""Availability against interval arithmetic of the portion library."""

from __future__ import annotations

from fractions import Fraction

import portion  # type: ignore[import-untyped]
from hypothesis import given, strategies as st

from svcmgmt.calendars import fixed
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    ExclusionConvention,
    Outage,
    availability_of,
)
from svcmgmt.temporal import Interval, from_micros
from svcmgmt.values import Ratio

Spans = list[tuple[int, int]]

LAST = 10_000
BOTH = AvailabilityPolicies()
DOWNTIME_ONLY = AvailabilityPolicies(convention=ExclusionConvention.DOWNTIME_ONLY)


def spans(most: int) -> st.SearchStrategy[Spans]:
    pair = st.tuples(st.integers(0, LAST), st.integers(0, 900))
    return st.lists(pair.map(lambda each: (each[0], each[0] + each[1])), max_size=most)


def interval(low: int, high: int) -> Interval:
    return Interval(from_micros(low), from_micros(high))


def theirs(given: Spans) -> portion.Interval:
    return portion.Interval(*(portion.closedopen(low, high) for low, high in given))


def length(intervals: portion.Interval) -> int:
    return sum(each.upper - each.lower for each in intervals if not each.empty)


@given(down=spans(40), left_out=spans(8), hours=spans(8))
def test_both_conventions_agree(down: Spans, left_out: Spans, hours: Spans) -> None:
    period = portion.closedopen(500, 9_500)
    agreed = theirs(hours) & period
    base = agreed - theirs(left_out)
    lost = length(theirs(down) & base)
    for policies, whole in ((BOTH, length(base)), (DOWNTIME_ONLY, length(agreed))):
        result = availability_of(
            [Outage(during=interval(*each)) for each in down],
            within=interval(500, 9_500),
            service_time=fixed([interval(*each) for each in hours]),
            exclusions=[
                Exclusion(during=interval(*each), category=ExclusionCategory.CUSTOMER)
                for each in left_out
            ],
            policies=policies,
        )
        if isinstance(result.ratio, Ratio):
            assert result.ratio.value == Fraction(whole - lost, whole)
        else:
            assert whole == 0
