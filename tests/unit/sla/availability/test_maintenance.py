"""How much maintenance is left out, and what is said of the rest (R2.7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.calendars import weekly
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    EmergencyMaintenance,
    Exclusion,
    ExclusionCategory,
    Maintenance,
    MaintenanceTerms,
    Outage,
    availability_of,
)
from svcmgmt.temporal import Interval, OpenInterval, parse_instant as at

WEEK = Interval.parse("2026-10-05T00:00:00Z/PT168H")
HOUR = timedelta(hours=1)
OFFICE = weekly("Mon-Fri 08:00-18:00", zone="UTC")


def span(first: float, last: float) -> Interval:
    """Return an interval by hours of the week."""
    return Interval(WEEK.start + first * HOUR, WEEK.start + last * HOUR)


def left_out(*works: Maintenance, terms: MaintenanceTerms, **more: Any) -> Availability:  # noqa: ANN401
    """Return the availability of a service that was down all week."""
    return availability_of(
        [Outage(during=WEEK)],
        within=WEEK,
        exclusions=works,
        policies=AvailabilityPolicies(maintenance=terms),
        **more,
    )


def hours_out(result: Availability) -> float:
    parts = {part.name: part.amount for part in result.time_parts}
    amount = parts.get("planned maintenance", timedelta(0))
    assert isinstance(amount, timedelta)
    return amount / HOUR


def codes(result: Availability) -> list[str]:
    return [finding.code for finding in result.findings]


PLAIN = MaintenanceTerms()
NIGHT = Maintenance(id="m-1", planned=span(26, 30), announced_at=WEEK.start - 72 * HOUR)


class TestEligibility:
    def test_announced_work_is_left_out_on_both_sides(self) -> None:
        result = left_out(NIGHT, terms=PLAIN)
        assert (hours_out(result), codes(result)) == (4, [])
        assert result.base == WEEK.duration - 4 * HOUR

    @pytest.mark.parametrize(("notice", "hours"), [(0, 4), (98, 4), (98.001, 0), (200, 0)])
    def test_notice_that_equals_the_terms_is_in_time(self, notice: float, hours: float) -> None:
        result = left_out(NIGHT, terms=MaintenanceTerms(notice=notice * HOUR))
        assert hours_out(result) == hours
        assert codes(result) == ([] if hours else ["late-notice"])

    def test_without_any_notice_to_give_nobody_asks_when_it_was_announced(self) -> None:
        unknown = evolve(NIGHT, announced_at=None)
        assert hours_out(left_out(unknown, terms=PLAIN)) == 4
        late = left_out(unknown, terms=MaintenanceTerms(notice=HOUR))
        assert (hours_out(late), codes(late)) == (0, ["late-notice"])

    def test_what_was_announced_afterwards_was_not_announced(self) -> None:
        after = evolve(NIGHT, announced_at=at("2026-10-06T03:00:00Z"))
        assert codes(left_out(after, terms=PLAIN)) == ["late-notice"]

    def test_only_the_part_in_the_agreed_windows_counts(self) -> None:
        terms = MaintenanceTerms(windows=weekly("Tue 03:00-05:00", zone="UTC"))
        result = left_out(NIGHT, terms=terms)
        assert hours_out(result) == 2
        (finding,) = result.findings
        assert finding.code == "outside-maintenance-window"
        assert finding.pointer == "/maintenance/m-1"
        assert "T02:00:00Z/2026-10-06T03:00:00Z" in finding.value
        assert finding.allowed == "Tue 03:00-05:00, UTC"

    def test_an_overrun_is_downtime(self) -> None:
        late = evolve(NIGHT, actual=span(27, 32))
        result = left_out(late, terms=PLAIN)
        assert hours_out(result) == 3
        (finding,) = result.findings
        assert finding.code == "maintenance-overrun"
        assert finding.value == str(span(30, 32))
        assert finding.allowed == str(NIGHT.planned)

    def test_work_that_took_less_than_planned_leaves_that_out(self) -> None:
        quick = evolve(NIGHT, actual=span(27, 28))
        result = left_out(quick, terms=PLAIN)
        assert (hours_out(result), codes(result)) == (1, [])

    def test_work_that_began_early_is_downtime_until_the_plan(self) -> None:
        early = evolve(NIGHT, actual=span(25, 28))
        result = left_out(early, terms=PLAIN)
        assert (hours_out(result), codes(result)) == (2, ["maintenance-overrun"])

    def test_work_at_another_time_than_planned_leaves_nothing_out(self) -> None:
        other = evolve(NIGHT, actual=span(40, 44))
        result = left_out(other, terms=PLAIN)
        assert (hours_out(result), codes(result)) == (0, ["maintenance-overrun"])

    def test_work_that_still_goes_on_needs_an_as_of(self) -> None:
        still = evolve(NIGHT, actual=Interval(WEEK.start + 26 * HOUR))
        with pytest.raises(OpenInterval, match="maintenance"):
            left_out(still, terms=PLAIN)
        result = left_out(still, terms=PLAIN, as_of=WEEK.start + 33 * HOUR)
        assert hours_out(result) == 4
        overrun = [each for each in result.findings if each.code == "maintenance-overrun"]
        assert [each.value for each in overrun] == [str(span(30, 33))]

    def test_work_that_never_was_needs_none(self) -> None:
        never = evolve(NIGHT, actual=Interval(WEEK.start), is_withdrawn=True)
        assert hours_out(left_out(never, terms=PLAIN)) == 0

    def test_work_outside_the_period_is_no_matter(self) -> None:
        before = Maintenance(planned=Interval(WEEK.start - 4 * HOUR, WEEK.start))
        late = MaintenanceTerms(notice=HOUR)
        assert codes(left_out(before, terms=late)) == []

    def test_work_over_the_edge_of_the_period_is_clipped(self) -> None:
        over = Maintenance(planned=Interval(WEEK.start - 4 * HOUR, WEEK.start + HOUR))
        assert hours_out(left_out(over, terms=PLAIN)) == 1

    def test_maintenance_is_no_outage_by_itself(self) -> None:
        result = availability_of([], within=WEEK, exclusions=[NIGHT])
        assert result.downtime == timedelta(0)
        assert result.base == WEEK.duration - 4 * HOUR


class TestEmergency:
    EMERGENCY = evolve(NIGHT, is_emergency=True, announced_at=None)

    def test_it_is_downtime_unless_the_contract_says_otherwise(self) -> None:
        result = left_out(self.EMERGENCY, terms=PLAIN)
        assert (hours_out(result), codes(result)) == (0, ["emergency-maintenance"])

    def test_if_the_contract_leaves_it_out_it_needs_no_notice_and_no_window(self) -> None:
        terms = MaintenanceTerms(
            notice=48 * HOUR,
            windows=weekly("Sun 02:00-04:00", zone="UTC"),
            emergency=EmergencyMaintenance.EXCLUDED,
        )
        result = left_out(self.EMERGENCY, terms=terms)
        assert (hours_out(result), codes(result)) == (4, [])

    def test_the_quota_holds_for_it_too(self) -> None:
        terms = MaintenanceTerms(quota=HOUR, emergency=EmergencyMaintenance.EXCLUDED)
        result = left_out(self.EMERGENCY, terms=terms)
        assert (hours_out(result), codes(result)) == (1, ["over-quota"])


class TestQuota:
    def test_it_is_used_up_in_the_order_of_time(self) -> None:
        works = [
            Maintenance(id="late", planned=span(50, 53)),
            Maintenance(id="early", planned=span(2, 4)),
        ]
        result = left_out(*works, terms=MaintenanceTerms(quota=3 * HOUR))
        assert hours_out(result) == 3
        (finding,) = result.findings
        assert (finding.code, finding.value) == ("over-quota", str(span(51, 53)))

    def test_all_of_it_is_enough(self) -> None:
        result = left_out(NIGHT, terms=MaintenanceTerms(quota=4 * HOUR))
        assert (hours_out(result), codes(result)) == (4, [])

    def test_overlapping_work_uses_it_once(self) -> None:
        works = [Maintenance(planned=span(2, 5)), Maintenance(planned=span(3, 6))]
        result = left_out(*works, terms=MaintenanceTerms(quota=4 * HOUR))
        assert (hours_out(result), codes(result)) == (4, [])

    def test_work_outside_service_time_uses_nothing_of_it(self) -> None:
        works = [Maintenance(planned=span(2, 9)), Maintenance(planned=span(33, 34))]
        terms = MaintenanceTerms(quota=2 * HOUR)
        result = left_out(*works, terms=terms, service_time=OFFICE)
        assert (hours_out(result), codes(result)) == (2, [])

    def test_many_pieces_over_it_are_told_by_their_bounds(self) -> None:
        works = [Maintenance(planned=span(hour, hour + 1)) for hour in range(2, 20, 2)]
        (finding,) = left_out(*works, terms=MaintenanceTerms(quota=timedelta(0))).findings
        assert finding.value == str(span(2, 19))


def test_maintenance_and_exclusions_of_that_category_are_one_part() -> None:
    agreed = Exclusion(category=ExclusionCategory.PLANNED_MAINTENANCE, during=span(29, 32))
    result = availability_of([Outage(during=WEEK)], within=WEEK, exclusions=[NIGHT, agreed])
    assert hours_out(result) == 6
