"""Newest versions of facts, and parts of them that merge."""

from __future__ import annotations

import pickle
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType
from svcmgmt.sla.availability import (
    AvailabilityFacts,
    Exclusion,
    ExclusionCategory,
    Maintenance,
    Outage,
    availability_of,
)
from svcmgmt.temporal import EMPTY, Interval, IntervalSet, parse_instant as at

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")


def hours(first: int, last: int) -> Interval:
    return Interval(DAY.start + timedelta(hours=first), DAY.start + timedelta(hours=last))


def told(first: int, last: int, **more: Any) -> Outage:  # noqa: ANN401
    return Outage(id="o-7", during=hours(first, last), **more)


class TestNewestVersions:
    def test_the_highest_sequence_counts_in_whatever_order_versions_arrive(self) -> None:
        versions = [told(1, 9, sequence=2), told(1, 3, sequence=10), told(1, 2)]
        for given in (versions, versions[::-1], [*versions, *versions]):
            assert AvailabilityFacts(outages=given).outages == (told(1, 3, sequence=10),)

    def test_without_a_sequence_the_one_recorded_last_counts(self) -> None:
        first = told(1, 9, recorded_at=at("2026-10-05T10:00:00Z"))
        corrected = told(1, 2, recorded_at=at("2026-10-06T10:00:00Z"))
        assert AvailabilityFacts(outages=[corrected, first]).outages == (corrected,)

    def test_a_withdrawn_outage_never_was_but_is_kept(self) -> None:
        facts = AvailabilityFacts(
            outages=[told(1, 2, sequence=1), told(1, 2, sequence=2, is_withdrawn=True)]
        )
        assert len(facts.outages) == 1
        result = availability_of(facts, within=DAY)
        assert result.downtime == timedelta(0)
        assert result.evidence == ()
        assert (result.count, result.downtime_parts) == (0, ())

    def test_a_withdrawn_exclusion_holds_nothing(self) -> None:
        storm = Exclusion(
            id="e-1", category=ExclusionCategory.FORCE_MAJEURE, during=DAY, sequence=1
        )
        result = availability_of(
            [told(1, 2)],
            within=DAY,
            exclusions=[storm, evolve(storm, sequence=2, is_withdrawn=True)],
        )
        assert result.downtime == timedelta(hours=1)
        assert (result.applied_exclusions, result.findings) == ((), ())

    def test_withdrawn_maintenance_leaves_nothing_out(self) -> None:
        work = Maintenance(id="m-3", planned=DAY, sequence=1)
        withdrawn = evolve(work, sequence=2, is_withdrawn=True)
        result = availability_of([told(1, 2)], within=DAY, exclusions=[withdrawn, work])
        assert result.downtime == timedelta(hours=1)

    def test_facts_without_an_id_are_the_same_when_their_content_is(self) -> None:
        one, other = Outage(during=hours(1, 2)), Outage(during=hours(1, 2), cause="disk")
        assert len(AvailabilityFacts(outages=[one, one, other]).outages) == 2

    def test_what_contradicts_at_one_place_counts_together_and_is_told(self) -> None:
        facts = AvailabilityFacts(outages=[told(1, 2), told(4, 6)])
        result = availability_of(facts, within=DAY)
        assert result.downtime == timedelta(hours=3)
        (finding,) = result.findings
        assert (finding.code, finding.pointer) == ("contested-fact", "/outages/o-7")

    def test_a_newer_version_settles_a_contradiction(self) -> None:
        contested = AvailabilityFacts(outages=[told(1, 2), told(4, 6)])
        settled = contested | AvailabilityFacts(outages=[told(4, 5, sequence=1)])
        assert settled.findings == ()
        assert settled.outages == (told(4, 5, sequence=1),)

    def test_a_contradiction_to_an_old_version_is_none(self) -> None:
        facts = AvailabilityFacts(outages=[told(4, 5, sequence=1), told(1, 2), told(4, 6)])
        assert facts.findings == ()

    def test_every_kind_of_fact_may_be_contested(self) -> None:
        category = ExclusionCategory.CUSTOMER
        facts = AvailabilityFacts(
            exclusions=[
                Exclusion(id="a/b~c", category=category, during=hours(1, last)) for last in (2, 3)
            ],
            maintenance=[Maintenance(id="m", planned=hours(1, last)) for last in (2, 3)],
        )
        pointers = [finding.pointer for finding in facts.findings]
        assert pointers == ["/exclusions/a~1b~0c", "/maintenance/m"]


class TestMerging:
    def test_nothing_changes_nothing(self) -> None:
        facts = AvailabilityFacts(outages=[told(1, 2)], unknown=IntervalSet.of([hours(3, 4)]))
        assert facts | AvailabilityFacts() == facts
        assert AvailabilityFacts() | facts == facts

    def test_unknown_time_is_united(self) -> None:
        one, other = (
            AvailabilityFacts(unknown=IntervalSet.of([hours(*each)])) for each in ((1, 3), (2, 5))
        )
        assert (one | other).unknown == IntervalSet.of([hours(1, 5)])

    def test_equality_ignores_the_order(self) -> None:
        first, second = told(1, 2), Outage(id="o-8", during=hours(3, 4))
        one, other = (
            AvailabilityFacts(outages=each) for each in ([first, second], [second, first])
        )
        assert one == other
        assert hash(one) == hash(other)

    def test_something_else_does_not_merge(self) -> None:
        with pytest.raises(TypeError):
            AvailabilityFacts() | EMPTY  # type: ignore[operator]

    @pytest.mark.parametrize("kind", ["outages", "exclusions", "maintenance"])
    @pytest.mark.parametrize("given", ["text", 7, [7], [None], [DAY]])
    def test_facts_of_another_kind_are_refused(self, kind: str, given: Any) -> None:  # noqa: ANN401
        facts: dict[str, Any] = {kind: given}
        with pytest.raises(InvalidType, match=kind):
            AvailabilityFacts(**facts)

    def test_unknown_time_is_a_set(self) -> None:
        with pytest.raises(InvalidType, match="unknown"):
            AvailabilityFacts(unknown=DAY)  # type: ignore[arg-type]

    def test_it_is_a_value_with_a_short_text(self) -> None:
        facts = AvailabilityFacts(outages=[told(1, 2)])
        assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301
        assert repr(facts) == "<AvailabilityFacts 1 outages, 0 exclusions, 0 maintenance>"

    def test_subclasses_of_facts_are_facts(self) -> None:
        class Ticketed(Outage):
            pass

        outage = Ticketed(during=hours(1, 2))
        assert AvailabilityFacts(outages=[outage]).outages == (outage,)
