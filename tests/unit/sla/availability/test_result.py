"""The availability of a service in a period, and its judgement (R2.1 to R2.12, R2.22)."""

from __future__ import annotations

import copy
import pickle
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.calendars import PeriodKind, ReportingPeriod, always, never, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    THIRTY_DAYS,
    Availability,
    AvailabilityFacts,
    AvailabilityMeasure,
    AvailabilityPolicies,
    DurationBasis,
    Exclusion,
    ExclusionCategory,
    ExclusionConvention,
    ExclusionStatus,
    GapTime,
    Granularity,
    Outage,
    OutageCount,
    Overlap,
    PartialPeriod,
    StopClock,
    WhenUnknown,
    availability_of,
)
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.objectives import Verdict, at_least, at_most
from svcmgmt.temporal import Interval, IntervalSet, NaiveDatetime, OpenInterval
from svcmgmt.values import NoData, Quantity, Ratio

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)
OFFICE = weekly("Mon-Fri 08:00-18:00", zone="UTC")
CUSTOMER = ExclusionCategory.CUSTOMER


def span(first: float, last: float | None) -> Interval:
    """Return an interval by hours of the day."""
    return Interval(DAY.start + first * HOUR, None if last is None else DAY.start + last * HOUR)


def down(first: float, last: float | None, **more: Any) -> Outage:  # noqa: ANN401
    return Outage(during=span(first, last), **more)


def excluded(first: float, last: float | None, **more: Any) -> Exclusion:  # noqa: ANN401
    given: dict[str, Any] = {"category": CUSTOMER, **more}
    return Exclusion(during=span(first, last), **given)


def of(*outages: Outage, within: Interval = DAY, **more: Any) -> Availability:  # noqa: ANN401
    return availability_of(outages, within=within, **more)


def chosen(**choices: Any) -> AvailabilityPolicies:  # noqa: ANN401
    return AvailabilityPolicies(**choices)


def codes(result: Availability) -> list[str]:
    return [finding.code for finding in result.findings]


def parts(result: Availability) -> dict[str, float]:
    return {
        part.name: part.amount / HOUR
        for part in result.time_parts
        if isinstance(part.amount, timedelta)
    }


class TestAgreedTime:
    def test_it_is_the_calendar_within_the_period(self) -> None:
        assert of(service_time=OFFICE).agreed == 10 * HOUR
        assert of().agreed == 24 * HOUR

    def test_it_is_cut_to_the_time_in_service_and_under_contract(self) -> None:
        result = of(
            service_time=OFFICE,
            in_service=IntervalSet.of([span(9, 12), span(14, 30)]),
            validity=span(10, None),
        )
        assert result.agreed == 6 * HOUR
        assert result.base_time == IntervalSet.of([span(10, 12), span(14, 18)])

    def test_an_open_end_of_service_or_contract_has_no_limit(self) -> None:
        assert of(in_service=span(20, None)).agreed == 4 * HOUR
        assert of(validity=span(-5, None)).agreed == 24 * HOUR
        assert of(validity=span(-5, -1)).agreed == NOTHING

    def test_the_day_of_a_clock_change_has_its_own_length(self) -> None:
        day = ReportingPeriod.around("2026-10-25", PeriodKind.DAY, zone="Europe/Berlin")
        assert availability_of([], within=day.interval).agreed == 25 * HOUR
        night = weekly("Mon-Sun 00:00-06:00", zone="Europe/Berlin")
        assert availability_of([], within=day.interval, service_time=night).agreed == 7 * HOUR

    def test_no_agreed_time_is_no_data(self) -> None:
        for result in (of(service_time=never()), of(within=span(3, 3)), of(validity=span(30, 40))):
            assert result.ratio == NoData("no agreed time in the period")
            assert result.base == NOTHING
            assert result.judge(at_least("99 %")) is Verdict.UNDEFINED

    def test_no_agreed_time_may_be_full(self) -> None:
        full = of(service_time=never(), policies=chosen(empty=EmptyBase.FULL))
        assert full.ratio == Ratio(1, 1)
        assert full.judge(at_most(2)) is Verdict.MET


class TestDowntime:
    def test_it_is_clipped_to_the_period(self) -> None:
        assert of(down(-3, 2), down(22, 40)).downtime == 4 * HOUR

    def test_edges_are_half_open(self) -> None:
        assert of(down(-3, 0), down(24, 26)).downtime == NOTHING
        assert of(down(-3, 0), down(24, 26)).count == 0

    def test_what_overlaps_is_united(self) -> None:
        assert of(down(1, 4), down(2, 3), down(3, 6), down(6, 7)).downtime == 6 * HOUR

    def test_it_counts_in_agreed_time_only(self) -> None:
        assert of(down(6, 20), service_time=OFFICE).downtime == 10 * HOUR

    def test_empty_outages_take_nothing(self) -> None:
        result = of(down(3, 3), down(3, 3, weight="1/2"))
        assert (result.downtime, result.count, result.evidence) == (NOTHING, 0, ())

    def test_empty_outages_do_not_join_others(self) -> None:
        joined = chosen(merge_gap=2 * HOUR)
        assert of(down(1, 2), down(3.5, 3.5), down(5, 6), policies=joined).count == 2

    def test_the_ratio_is_exact(self) -> None:
        result = of(Outage(during=Interval(DAY.start, DAY.start + timedelta(microseconds=1))))
        assert result.ratio == Ratio(24 * 3600 * 10**6 - 1, 24 * 3600 * 10**6)

    def test_everything_down_is_nothing(self) -> None:
        result = of(down(-5, 50))
        assert result.ratio == Ratio(0, 1)
        assert result.judge(at_least("0 %")) is Verdict.MET

    def test_equal_to_the_target_is_equal_to_the_target(self) -> None:
        result = of(down(1, 1.24))
        assert result.judge(at_least("99 %")) is Verdict.MET
        assert of(down(1, 1.2400001)).judge(at_least("99 %")) is Verdict.VIOLATED

    def test_a_target_of_everything_allows_nothing(self) -> None:
        assert of().judge(at_least("100 %")) is Verdict.MET
        tiny = Outage(during=Interval(DAY.start, DAY.start + timedelta(microseconds=1)))
        assert of(tiny).judge(at_least("100 %")) is Verdict.VIOLATED


class TestWeights:
    HALVES = (down(1, 3, weight="1/2"), down(2, 4, weight="2/3"))

    @pytest.mark.parametrize(
        ("overlap", "hours"),
        [
            (Overlap.MAX, Fraction(1, 2) + Fraction(4, 3)),
            (Overlap.SUM_CAPPED, Fraction(1, 2) + 1 + Fraction(2, 3)),
            (Overlap.SUM, Fraction(1, 2) + Fraction(7, 6) + Fraction(2, 3)),
        ],
    )
    def test_overlaps_by_policy(self, overlap: Overlap, hours: Fraction) -> None:
        result = of(*self.HALVES, policies=chosen(overlap=overlap))
        assert result.ratio == Ratio(24 - hours, 24)

    def test_thirds_of_a_microsecond_are_rounded_up_in_times_only(self) -> None:
        third = Outage(
            during=Interval(DAY.start, DAY.start + timedelta(microseconds=1)), weight="1/3"
        )
        result = of(third)
        assert result.downtime == timedelta(microseconds=1)
        assert isinstance(result.ratio, Ratio)
        assert result.ratio.complement.good == Fraction(1, 3_000_000)

    def test_sums_may_take_more_than_there_is(self) -> None:
        both = down(0, 20, cause="disk"), down(0, 20, cause="net")
        result = of(*both, policies=chosen(overlap=Overlap.SUM))
        assert result.downtime == 40 * HOUR
        assert result.ratio == Ratio(0, 24)
        assert codes(result) == ["more-lost-than-base"]

    def test_losses_tell_when_and_how_much(self) -> None:
        told = [(each.start, each.end, each.share) for each in of(*self.HALVES).losses]
        assert told == [
            (span(1, 2).start, span(1, 2).end, Fraction(1, 2)),
            (span(2, 4).start, span(2, 4).end, Fraction(2, 3)),
        ]

    def test_less_than_anything_is_nothing(self) -> None:
        result = of(down(-1, 30, weight=1 - Fraction(1, 2**150)))
        assert result.ratio == Ratio(0, 1)

    def test_weights_without_a_handy_denominator_are_rounded_up(self) -> None:
        primes = [each for each in range(3, 2_000, 2) if all(each % d for d in range(3, each, 2))]
        outages = [
            Outage(during=span(0, 1), weight=Fraction(1, prime), cause=str(prime))
            for prime in primes
        ]
        result = of(*outages)
        assert codes(result) == ["approximate-weights"]
        assert isinstance(result.ratio, Ratio)
        assert abs(result.ratio.value - Fraction(71, 72)) < Fraction(1, 10**18)
        assert result.ratio.value <= Fraction(71, 72)


class TestExclusions:
    def test_both_sides_lose_it_by_default(self) -> None:
        result = of(down(1, 5), exclusions=[excluded(3, 9)])
        assert (result.downtime, result.base) == (2 * HOUR, 18 * HOUR)

    def test_only_downtime_loses_it_by_policy(self) -> None:
        only = chosen(convention=ExclusionConvention.DOWNTIME_ONLY)
        result = of(down(1, 5), exclusions=[excluded(3, 9)], policies=only)
        assert (result.downtime, result.base) == (2 * HOUR, 24 * HOUR)
        assert result.base_time == IntervalSet.of([DAY])

    def test_calendars_exclude_whenever_they_are_open(self) -> None:
        nights = Exclusion(category=CUSTOMER, during=weekly("Mon-Sun 00:00-02:00", zone="UTC"))
        result = of(down(1, 5), exclusions=[nights])
        assert (result.downtime, result.base) == (3 * HOUR, 22 * HOUR)

    def test_everything_excluded_is_no_data(self) -> None:
        result = of(down(1, 5), exclusions=[excluded(-5, 50)])
        assert isinstance(result.ratio, NoData)

    def test_the_first_reason_hides_the_next(self) -> None:
        result = of(
            down(0, 12),
            service_time=weekly("Mon-Sun 02:00-20:00", zone="UTC"),
            exclusions=[
                excluded(3, 7, category=ExclusionCategory.THIRD_PARTY),
                excluded(1, 5, category=ExclusionCategory.FORCE_MAJEURE),
            ],
        )
        assert {part.name: part.amount for part in result.downtime_parts} == {
            "outside service time": 2 * HOUR,
            "force majeure": 3 * HOUR,
            "third party": 2 * HOUR,
            "counted": 5 * HOUR,
        }
        assert parts(result) == {
            "outside service time": 6,
            "force majeure": 3,
            "third party": 2,
            "counted": 5,
            "up": 8,
        }

    def test_each_tells_what_it_takes(self) -> None:
        result = of(
            down(1, 5),
            service_time=weekly("Mon-Sun 02:00-20:00", zone="UTC"),
            exclusions=[excluded(3, 9, id="b"), excluded(0, 4, id="a", reason="storm")],
        )
        told = [
            (each.name, each.category, each.agreed / HOUR, each.downtime / HOUR)
            for each in result.applied_exclusions
        ]
        assert told == [("a", "customer", 2, 2), ("b", "customer", 6, 2)]

    @pytest.mark.parametrize("status", [ExclusionStatus.PROPOSED, ExclusionStatus.DISPUTED])
    def test_one_that_is_not_agreed_does_not_hold(self, status: ExclusionStatus) -> None:
        storm = excluded(1, 5, id="e-1", status=status)
        result = of(down(1, 5), exclusions=[storm])
        assert result.downtime == 4 * HOUR
        assert result.applied_exclusions == ()
        (finding,) = result.findings
        assert (finding.code, finding.pointer) == ("exclusion-not-agreed", "/exclusions/e-1")
        assert (finding.value, finding.allowed) == (status.value, "approved")
        lenient = chosen(statuses=[status])
        assert of(down(1, 5), exclusions=[storm], policies=lenient).downtime == NOTHING

    def test_waiting_for_the_customer_holds_only_if_the_contract_says_so(self) -> None:
        hold = excluded(11, 12, category=ExclusionCategory.STOP_CLOCK)
        plain = of(down(10, 14), exclusions=[hold])
        assert (plain.downtime, codes(plain)) == (4 * HOUR, ["stop-clock-counts"])
        too = chosen(stop_clock=StopClock.AVAILABILITY_TOO)
        assert of(down(10, 14), exclusions=[hold], policies=too).downtime == 3 * HOUR

    def test_an_open_one_needs_an_as_of(self) -> None:
        with pytest.raises(OpenInterval, match="exclusions"):
            of(exclusions=[excluded(3, None)])
        result = of(down(1, 5), exclusions=[excluded(3, None)], as_of=DAY.start + timedelta(days=9))
        assert (result.downtime, result.base) == (2 * HOUR, 3 * HOUR)


class TestBases:
    def test_a_fixed_length_stands_for_every_period(self) -> None:
        carrier = chosen(fixed_length=THIRTY_DAYS)
        month = Interval.parse("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z")
        result = of(down(1, 1 + 44 / 60), within=month, policies=carrier)
        assert result.base == THIRTY_DAYS
        assert result.ratio == Ratio(43_200 - 44, 43_200)

    def test_excluded_time_leaves_a_fixed_length_too(self) -> None:
        carrier = chosen(fixed_length=20 * HOUR)
        assert of(exclusions=[excluded(2, 5)], policies=carrier).base == 17 * HOUR
        only = evolve(carrier, convention=ExclusionConvention.DOWNTIME_ONLY)
        assert of(exclusions=[excluded(2, 5)], policies=only).base == 20 * HOUR

    def test_more_downtime_than_a_fixed_length_is_nothing_and_told(self) -> None:
        result = of(down(0, 24), policies=chosen(fixed_length=20 * HOUR))
        assert result.ratio == Ratio(0, 1)
        assert codes(result) == ["more-lost-than-base"]

    def test_a_fixed_length_that_is_all_excluded_is_no_data(self) -> None:
        result = of(exclusions=[excluded(2, 9)], policies=chosen(fixed_length=5 * HOUR))
        assert (result.base, result.ratio) == (
            NOTHING,
            NoData("no agreed time is left in the period"),
        )

    def test_a_fixed_length_over_a_partial_period_is_told(self) -> None:
        result = of(in_service=span(12, None), policies=chosen(fixed_length=24 * HOUR))
        assert codes(result) == ["fixed-base-over-partial-period"]

    def test_a_service_that_was_there_all_the_time_has_no_partial_period(self) -> None:
        whole = of(in_service=span(-5, None), policies=chosen(fixed_length=24 * HOUR))
        assert codes(whole) == []

    def test_a_partial_period_has_its_active_time(self) -> None:
        assert of(down(13, 14), in_service=span(12, None)).ratio == Ratio(11, 12)

    def test_a_partial_period_may_have_its_full_time(self) -> None:
        full = chosen(partial_period=PartialPeriod.FULL_PERIOD)
        result = of(down(11, 14), in_service=span(12, None), policies=full)
        assert (result.base, result.downtime) == (24 * HOUR, 2 * HOUR)
        both = of(in_service=span(12, None), exclusions=[excluded(0, 13)], policies=full)
        assert both.base == 23 * HOUR


class TestAsOf:
    NOON = DAY.start + 12 * HOUR

    def test_an_open_outage_needs_it(self) -> None:
        with pytest.raises(OpenInterval, match="as_of"):
            of(down(10, None, id="o-7"))
        assert of(down(10, None), as_of=self.NOON).downtime == 2 * HOUR

    def test_the_period_ends_there(self) -> None:
        result = of(down(10, None), as_of=self.NOON)
        assert result.period == span(0, 12)
        assert result.ratio == Ratio(10, 12)
        assert codes(result) == ["period-not-over"]

    def test_after_the_period_it_only_closes(self) -> None:
        result = of(down(20, None), as_of=DAY.start + 48 * HOUR)
        assert (result.period, result.downtime, codes(result)) == (DAY, 4 * HOUR, [])
        (occurrence,) = result.occurrences
        assert occurrence.is_open
        assert (occurrence.recorded, occurrence.counted) == (28 * HOUR, 4 * HOUR)

    def test_an_outage_that_begins_later_is_told_and_takes_nothing(self) -> None:
        result = of(down(14, None, id="later"), down(12, None), as_of=self.NOON)
        assert result.downtime == NOTHING
        assert codes(result) == ["period-not-over", "not-begun", "not-begun"]
        assert [each.pointer for each in result.findings[1:]] == [
            "/outages/later",
            "/outages/outage",
        ]

    def test_facts_that_are_withdrawn_need_none(self) -> None:
        result = of(
            down(14, None, is_withdrawn=True), exclusions=[excluded(3, None, is_withdrawn=True)]
        )
        assert result.ratio == Ratio(1, 1)
        assert codes(of(down(14, None, is_withdrawn=True), as_of=DAY.start + 48 * HOUR)) == []

    def test_before_the_period_there_is_nothing(self) -> None:
        result = of(down(-9, None), as_of=DAY.start - HOUR)
        assert result.period == span(0, 0)
        assert isinstance(result.ratio, NoData)

    def test_it_is_aware(self) -> None:
        with pytest.raises(NaiveDatetime, match="as_of"):
            of(as_of=datetime.fromisoformat("2026-10-05T12:00:00"))


class TestUnknownTime:
    UNKNOWN = IntervalSet.of([span(4, 8)])

    def test_it_needs_a_policy(self) -> None:
        with pytest.raises(InvalidValue, match="unknown"):
            of(unknown=self.UNKNOWN)

    @pytest.mark.parametrize(
        ("unknown", "lost", "base"),
        [
            (WhenUnknown.UP, 3, 24),
            (WhenUnknown.DOWN, 5, 24),
            (WhenUnknown.EXCLUDED, 3, 22),
        ],
    )
    def test_it_counts_by_policy_and_what_is_recorded_is_known(
        self, unknown: WhenUnknown, lost: int, base: int
    ) -> None:
        result = of(down(3, 6), unknown=self.UNKNOWN, policies=chosen(unknown=unknown))
        assert (result.downtime, result.base) == (lost * HOUR, base * HOUR)
        assert parts(result) == {"counted": 3, "unknown": 2, "up": 19}
        assert {part.name: part.amount for part in result.downtime_parts} == {"counted": 3 * HOUR}

    def test_it_may_make_the_result_undetermined(self) -> None:
        choice = chosen(unknown=WhenUnknown.UNDETERMINED)
        result = of(down(3, 6), unknown=self.UNKNOWN, policies=choice)
        assert result.ratio == NoData("unknown time makes it undetermined")
        assert result.measured(AvailabilityMeasure.OUTAGES) == result.ratio
        assert result.judge(at_least("1 %")) is Verdict.UNDEFINED
        (finding,) = result.findings
        assert (finding.code, finding.value) == ("undetermined-time", "2:00:00")
        assert result.bounds == (Ratio(19, 24), Ratio(21, 24))

    def test_it_matters_only_where_downtime_would_count(self) -> None:
        choice = chosen(unknown=WhenUnknown.UNDETERMINED)
        result = of(
            down(12, 13),
            unknown=self.UNKNOWN,
            service_time=weekly("Mon-Fri 06:00-18:00", zone="UTC"),
            exclusions=[excluded(5, 9)],
            policies=choice,
        )
        assert result.ratio == Ratio(8, 9)
        assert codes(result) == []

    def test_excluded_unknown_time_leaves_the_base_of_either_convention(self) -> None:
        only = chosen(unknown=WhenUnknown.EXCLUDED, convention=ExclusionConvention.DOWNTIME_ONLY)
        result = of(unknown=self.UNKNOWN, exclusions=[excluded(7, 9)], policies=only)
        assert result.base == 20 * HOUR

    def test_unknown_time_that_counts_as_down_is_an_outage(self) -> None:
        result = of(unknown=self.UNKNOWN, policies=chosen(unknown=WhenUnknown.DOWN))
        assert result.count == 1
        assert result.occurrences[0].outages == ()
        (row,) = result.evidence
        assert (row.kind, row.counted, row.cause) == ("unknown", 4 * HOUR, "")


class TestOccurrences:
    def test_overlapping_facts_are_one(self) -> None:
        result = of(down(1, 3, id="monitor"), down(2, 4, id="ticket"), down(6, 7, cause="disk"))
        assert result.count == 2
        first, second = result.occurrences
        assert (first.start, first.end) == (span(1, 4).start, span(1, 4).end)
        assert (first.outages, second.outages) == (("monitor", "ticket"), ("disk",))
        assert (first.recorded, first.counted, first.lost) == (3 * HOUR, 3 * HOUR, 3 * HOUR)
        assert not first.is_open

    def test_touching_facts_are_two_unless_gaps_are_merged(self) -> None:
        outages = down(1, 2), down(2, 3)
        assert of(*outages).count == 2
        assert of(*outages, policies=chosen(merge_gap=NOTHING)).count == 1

    def test_gaps_shorter_than_the_policy_are_merged(self) -> None:
        outages = down(1, 2), down(3, 4)
        assert of(*outages, policies=chosen(merge_gap=HOUR)).count == 2
        assert of(*outages, policies=chosen(merge_gap=HOUR + MINUTE)).count == 1

    def test_merged_gaps_are_up_unless_the_policy_says_otherwise(self) -> None:
        outages = down(1, 2), down(3, 4, weight="1/2")
        merged = chosen(merge_gap=2 * HOUR)
        assert of(*outages, policies=merged).downtime == 1.5 * HOUR
        bridged = of(*outages, policies=evolve(merged, gap_time=GapTime.DOWN))
        assert bridged.downtime == 2.5 * HOUR
        assert parts(bridged) == {"counted": 2, "bridged gap": 1, "up": 21}
        kinds = [(row.kind, row.counted) for row in bridged.evidence]
        assert kinds == [
            ("counted", HOUR),
            ("bridged gap", HOUR),
            ("counted", HOUR / 2),
        ]

    def test_what_counts_nowhere_is_none(self) -> None:
        result = of(down(1, 3), down(20, 21), service_time=OFFICE, exclusions=[excluded(1, 3)])
        assert result.occurrences == ()

    def test_one_over_the_edge_is_counted_in_each_period_that_it_takes_from(self) -> None:
        outage = down(-2, 1)
        before = span(-24, 0)
        assert [of(outage, within=each).count for each in (before, DAY)] == [1, 1]
        started = chosen(count=OutageCount.STARTED)
        assert [of(outage, within=each, policies=started).count for each in (before, DAY)] == [1, 0]

    def test_short_ones_do_not_count(self) -> None:
        result = of(down(1, 1.5), down(3, 4), down(6, 8), policies=chosen(minimum=HOUR))
        assert (result.count, result.downtime) == (2, 3 * HOUR)
        assert parts(result) == {"too short": 0.5, "counted": 3, "up": 20.5}
        assert [row.kind for row in result.evidence] == ["too short", "counted", "counted"]

    def test_how_long_one_is_may_be_what_counts_or_what_was_recorded(self) -> None:
        outage = down(7, 9)
        counted = chosen(minimum=2 * HOUR)
        recorded = evolve(counted, duration_basis=DurationBasis.RECORDED)
        found = [
            of(outage, service_time=OFFICE, policies=each).downtime for each in (counted, recorded)
        ]
        assert found == [NOTHING, HOUR]

    def test_the_longest_is_told_by_the_same_basis(self) -> None:
        longest = AvailabilityMeasure.LONGEST
        outages = down(7, 10), down(12, 13.5)
        assert of(*outages, service_time=OFFICE).measured(longest) == 2 * HOUR
        recorded = chosen(duration_basis=DurationBasis.RECORDED)
        found = of(*outages, service_time=OFFICE, policies=recorded).measured(longest)
        assert found == 3 * HOUR
        assert of().measured(longest) == NOTHING
        assert of(policies=recorded).measured(longest) == NOTHING


class TestGranularity:
    LASTING = Outage(during=Interval(DAY.start, DAY.start + timedelta(seconds=61)))

    @pytest.mark.parametrize(
        ("granularity", "seconds"),
        [
            (Granularity.EXACT, 61),
            (Granularity.UP, 120),
            (Granularity.DOWN, 60),
            (Granularity.SAMPLE, 120),
        ],
    )
    def test_a_minute_and_a_second(self, granularity: Granularity, seconds: int) -> None:
        result = of(self.LASTING, policies=chosen(granularity=granularity))
        assert result.downtime == timedelta(seconds=seconds)
        assert sum((row.counted for row in result.evidence), NOTHING) == result.downtime
        assert [row.kind for row in result.evidence] == ["counted"]

    def test_each_outage_is_rounded_by_itself(self) -> None:
        seconds = [
            Outage(during=Interval(DAY.start + n * HOUR, DAY.start + n * HOUR + MINUTE / 2))
            for n in range(4)
        ]
        assert of(*seconds, policies=chosen(granularity=Granularity.UP)).downtime == 4 * MINUTE
        assert of(*seconds, policies=chosen(granularity=Granularity.DOWN)).downtime == NOTHING

    def test_what_is_added_weighs_as_the_end(self) -> None:
        outages = down(0, 0.5, weight="1/2"), down(0.5, 1.25, weight="1/4")
        up = chosen(granularity=Granularity.UP, unit=HOUR, merge_gap=NOTHING)
        assert of(*outages, policies=up).downtime == (0.25 + 0.25 * 1.5) * HOUR
        lower = evolve(up, granularity=Granularity.DOWN)
        assert of(*outages, policies=lower).downtime == (0.25 + 0.25 * 0.5) * HOUR

    def test_rounding_up_a_microsecond(self) -> None:
        tiny = Outage(during=Interval(DAY.start, DAY.start + timedelta(microseconds=1)))
        result = of(tiny, policies=chosen(granularity=Granularity.UP))
        assert result.downtime == MINUTE

    def test_samples_count_what_is_at_their_first_instant(self) -> None:
        between = Outage(
            during=Interval(DAY.start + timedelta(seconds=1), DAY.start + timedelta(seconds=59))
        )
        sampled = chosen(granularity=Granularity.SAMPLE)
        assert of(between, policies=sampled).downtime == NOTHING
        hourly = evolve(sampled, unit=HOUR)
        result = of(down(1.5, 2.1, weight="1/2"), within=span(0.5, 5.5), policies=hourly)
        assert (result.base, result.downtime) == (5 * HOUR, HOUR / 2)

    def test_rounding_up_never_goes_below_nothing(self) -> None:
        short = Interval(DAY.start, DAY.start + timedelta(seconds=90))
        result = of(down(0, 1), within=short, policies=chosen(granularity=Granularity.UP))
        assert result.ratio == Ratio(0, 1)
        assert codes(result) == ["more-lost-than-base"]


class TestJudgement:
    RESULT = of(down(1, 2), down(5, 7))

    @pytest.mark.parametrize(
        ("measure", "value"),
        [
            (AvailabilityMeasure.AVAILABILITY, Ratio(21, 24)),
            (AvailabilityMeasure.DOWNTIME, 3 * HOUR),
            (AvailabilityMeasure.OUTAGES, 2),
            (AvailabilityMeasure.LONGEST, 2 * HOUR),
        ],
    )
    def test_each_measure_can_be_promised(self, measure: AvailabilityMeasure, value: Any) -> None:  # noqa: ANN401
        assert self.RESULT.measured(measure) == value
        evaluation = self.RESULT.evaluation(measure=measure)
        assert (evaluation.measure, evaluation.value) == (measure.value, value)
        assert evaluation.verdict is Verdict.UNDEFINED

    def test_shares_and_counts_say_by_themselves_what_they_are_about(self) -> None:
        assert self.RESULT.judge(at_least("87.5 %")) is Verdict.MET
        assert self.RESULT.judge(at_most(1)) is Verdict.VIOLATED

    def test_a_time_does_not(self) -> None:
        with pytest.raises(InvalidValue, match="measure"):
            self.RESULT.judge(at_most(2 * HOUR))
        longest, in_all = AvailabilityMeasure.LONGEST, AvailabilityMeasure.DOWNTIME
        assert self.RESULT.judge(at_most(2 * HOUR), measure=longest) is Verdict.MET
        assert self.RESULT.judge(at_most(2 * HOUR), measure=in_all) is Verdict.VIOLATED

    def test_objectives_of_another_kind_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            self.RESULT.judge(at_most(Quantity(1, "h")))
        with pytest.raises(InvalidType, match="measure"):
            self.RESULT.measured("availability")  # type: ignore[arg-type]

    def test_the_evaluation_carries_everything(self) -> None:
        result = of(
            down(1, 5, id="o-7", cause="disk"),
            service_time=OFFICE,
            exclusions=[excluded(9, 10)],
            subject="vpn",
        )
        evaluation = result.evaluation(at_least("99 %"))
        assert evaluation.verdict is Verdict.MET
        assert (evaluation.subject, evaluation.period) == ("vpn", DAY)
        assert evaluation.whole == 10 * HOUR
        assert [str(part) for part in evaluation.breakdown] == ["customer 1:00:00", "up 9:00:00"]
        assert [str(part) for part in evaluation.exclusions] == ["customer 1:00:00"]
        assert evaluation.counts == (("outages", 0),)
        assert dict(evaluation.policies)["exclusion"] == "both sides"
        assert [row.kind for row in evaluation.evidence] == ["outside service time"]
        assert str(evaluation) == "availability of vpn: met, 100 %, promised at least 99 %"


class TestEvidence:
    def test_rows_tell_what_each_stretch_was_and_why(self) -> None:
        result = of(
            down(6, 12, id="o-1", weight="1/2"),
            down(10, 11, id="o-2"),
            service_time=OFFICE,
            exclusions=[excluded(9, 10)],
        )
        rows = [
            (row.start, row.kind, row.duration / HOUR, row.counted / HOUR, row.cause)
            for row in result.evidence
        ]
        assert rows == [
            (span(6, 8).start, "outside service time", 2, 0, "o-1"),
            (span(8, 9).start, "counted", 1, 0.5, "o-1"),
            (span(9, 10).start, "customer", 1, 0, "o-1"),
            (span(10, 11).start, "counted", 1, 1, "o-1, o-2"),
            (span(11, 12).start, "counted", 1, 0.5, "o-1"),
        ]
        assert [row["kind"] for row in result.as_rows()] == [row[1] for row in rows]

    def test_a_crowd_is_told_by_its_first_three(self) -> None:
        crowd = [down(1, 2, id=f"o-{number}") for number in range(7)]
        (row,) = of(*crowd).evidence
        assert row.cause == "o-0, o-1, o-2 and 4 more"

    def test_explanations_are_in_the_zone_that_is_asked_for(self) -> None:
        text = of(down(1, 2, id="o-1")).explain(always(zone="Europe/Berlin").zone)
        assert text.startswith("availability of service: ≈ 95.8333 %\nperiod: Mon 2026-10-05 02:00")
        assert "counted" in text
        assert "o-1" in text

    def test_a_notebook_shows_text_and_picture(self) -> None:
        shown = of(down(1, 2), down(3, 4))._repr_mimebundle_()
        assert set(shown) == {"text/plain", "image/svg+xml"}
        assert "more rows" not in shown["text/plain"]
        assert shown["image/svg+xml"].startswith("<svg")

    def test_many_outages_that_nest_and_overlap(self) -> None:
        step = timedelta(seconds=4)
        many = [
            Outage(
                id=f"o-{n}",
                during=Interval(DAY.start + n * step, DAY.start + (n + 1 + n % 7) * step),
                weight=Fraction(1 + n % 3, 4),
            )
            for n in range(20_000)
        ]
        result = of(*many, service_time=OFFICE)
        assert result.count == 1
        assert sum((row.counted for row in result.evidence), NOTHING) == result.downtime
        assert result.downtime_parts[0].name == "outside service time"

    def test_a_notebook_is_spared_thousands_of_rows(self) -> None:
        many = [down(n / 100, n / 100 + 0.005) for n in range(2_000)]
        shown = of(*many)._repr_mimebundle_()
        assert "and 1980 more rows: see as_rows()" in shown["text/plain"]
        assert len(shown["image/svg+xml"]) < 300_000


class TestArguments:
    def test_a_period_is_closed(self) -> None:
        with pytest.raises(OpenInterval, match="within"):
            of(within=span(0, None))

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("within", "october"),
            ("service_time", "24x7"),
            ("in_service", "always"),
            ("validity", OFFICE),
            ("policies", "itil"),
            ("exclusions", "none"),
            ("exclusions", [down(1, 2)]),
            ("unknown", span(1, 2)),
            ("subject", None),
        ],
    )
    def test_arguments_of_another_kind_are_refused(self, name: str, value: Any) -> None:  # noqa: ANN401
        given: dict[str, Any] = {"within": DAY, name: value}
        with pytest.raises(InvalidType, match=name):
            availability_of([], **given)

    @pytest.mark.parametrize("outages", ["down", 7, [DAY]])
    def test_outages_of_another_kind_are_refused(self, outages: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="outages"):
            availability_of(outages, within=DAY)

    def test_facts_are_given_whole(self) -> None:
        with pytest.raises(InvalidType, match="facts"):
            Availability(facts=[down(1, 2)], within=DAY)  # type: ignore[arg-type]

    def test_facts_that_were_merged_before_take_more(self) -> None:
        facts = AvailabilityFacts(outages=[down(1, 2)], exclusions=[excluded(1, 1.5)])
        result = availability_of(facts, within=DAY, exclusions=[excluded(5, 6)])
        assert (result.downtime, result.base) == (HOUR / 2, 22.5 * HOUR)


class TestAsAValue:
    RESULT = of(down(1, 2), subject="vpn")

    def test_it_survives_pickle_and_copy_without_what_it_has_worked_out(self) -> None:
        fresh = len(pickle.dumps(of(down(1, 2), subject="vpn")))
        assert self.RESULT.evidence
        assert self.RESULT.ratio == Ratio(23, 24)
        assert len(pickle.dumps(self.RESULT)) == fresh
        for twin in (copy.deepcopy(self.RESULT), pickle.loads(pickle.dumps(self.RESULT))):  # noqa: S301
            assert (twin, hash(twin)) == (self.RESULT, hash(self.RESULT))
            assert twin.ratio == self.RESULT.ratio

    def test_it_cannot_be_changed(self) -> None:
        with pytest.raises(FrozenInstanceError):
            self.RESULT.subject = "app"  # type: ignore[misc]
        assert evolve(self.RESULT, subject="app").ratio == self.RESULT.ratio

    def test_its_texts_are_short(self) -> None:
        assert str(self.RESULT) == "availability of vpn: ≈ 95.8333 %"
        assert repr(self.RESULT) == f"<Availability of vpn in {DAY}>"
        assert str(of(service_time=never())) == (
            "availability of service: no agreed time in the period"
        )
