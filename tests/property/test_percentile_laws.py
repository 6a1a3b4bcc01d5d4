"""What percentiles keep, whatever the values (invariant I21)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given, strategies as st

from svcmgmt.statistics import PercentileMethod, percentile, percentiles
from svcmgmt.values import NoData, Ratio

SHARES = st.fractions(0, 1, max_denominator=1_000)
METHODS = st.sampled_from(PercentileMethod)
NUMBERS = st.lists(
    st.integers(-1_000, 1_000) | st.fractions(-10, 10, max_denominator=60), min_size=1
)
WHOLE = st.lists(st.integers(-1_000, 1_000), min_size=1)


def known(value: Fraction | int | NoData) -> Fraction | int:
    assert not isinstance(value, NoData)
    return value


class TestNearestRank:
    @given(NUMBERS, SHARES)
    def test_it_is_one_of_the_values(self, values: list[int | Fraction], share: Fraction) -> None:
        assert any(percentile(values, share) is value for value in values)

    @given(NUMBERS, SHARES)
    def test_enough_values_do_not_exceed_it(
        self, values: list[int | Fraction], share: Fraction
    ) -> None:
        limit = known(percentile(values, share))
        assert Ratio(sum(value <= limit for value in values), len(values)).value >= share

    @given(NUMBERS, SHARES, st.integers(-1_100, 1_100))
    def test_it_is_within_a_limit_exactly_when_enough_values_are(
        self, values: list[int | Fraction], share: Fraction, limit: int
    ) -> None:
        within = Fraction(sum(value <= limit for value in values), len(values))
        if share > 0:
            assert (known(percentile(values, share)) <= limit) is (within >= share)

    @given(NUMBERS, SHARES)
    def test_counting_ranks_from_the_top_gives_the_same(
        self, values: list[int | Fraction], share: Fraction
    ) -> None:
        dropped = (1 - share) * len(values) // 1  # what a bill by percentile leaves out
        if dropped < len(values):
            assert percentile(values, share) == sorted(values, reverse=True)[dropped]


class TestEveryMethod:
    @given(NUMBERS, st.lists(SHARES, min_size=2).map(sorted), METHODS)
    def test_a_greater_share_never_has_a_smaller_percentile(
        self, values: list[int | Fraction], shares: list[Fraction], method: PercentileMethod
    ) -> None:
        found = [known(each) for each in percentiles(values, shares, method=method)]
        assert all(one <= other for one, other in pairwise(found))

    @given(NUMBERS, SHARES, METHODS)
    def test_it_lies_between_least_and_greatest(
        self, values: list[int | Fraction], share: Fraction, method: PercentileMethod
    ) -> None:
        assert min(values) <= known(percentile(values, share, method=method)) <= max(values)

    @given(NUMBERS, SHARES, METHODS, st.randoms(use_true_random=False))
    def test_the_order_of_the_values_does_not_matter(
        self,
        values: list[int | Fraction],
        share: Fraction,
        method: PercentileMethod,
        chance: Random,
    ) -> None:
        shuffled = chance.sample(values, len(values))
        one, other = (percentile(each, share, method=method) for each in (values, shuffled))
        assert one == other

    @given(NUMBERS, st.lists(SHARES), METHODS)
    def test_several_at_once_are_each_on_its_own(
        self, values: list[int | Fraction], shares: list[Fraction], method: PercentileMethod
    ) -> None:
        each = tuple(percentile(values, share, method=method) for share in shares)
        assert percentiles(values, shares, method=method) == each

    @given(WHOLE, SHARES, METHODS, st.integers(1, 60), st.integers(-1_000, 1_000))
    def test_scaling_and_shifting_the_values_does_so_to_the_percentile(
        self, values: list[int], share: Fraction, method: PercentileMethod, by: int, plus: int
    ) -> None:
        moved = [value * by + plus for value in values]
        plain = known(percentile(values, share, method=method))
        assert percentile(moved, share, method=method) == plain * by + plus

    @given(WHOLE, SHARES, st.sampled_from(list(PercentileMethod)[1:]))
    def test_negative_values_have_the_mirror_image_between_neighbours(
        self, values: list[int], share: Fraction, method: PercentileMethod
    ) -> None:
        mirrored = percentile([-value for value in values], 1 - share, method=method)
        assert mirrored == -known(percentile(values, share, method=method))

    @given(WHOLE, SHARES, METHODS)
    def test_durations_are_those_of_their_microseconds(
        self, values: list[int], share: Fraction, method: PercentileMethod
    ) -> None:
        durations = [timedelta(microseconds=value) for value in values]
        exact = known(percentile(values, share, method=method))
        found = percentile(durations, share, method=method)
        assert found == timedelta(microseconds=round(exact))
