"""Time that is left out, by agreement or in dispute, and by which facts."""

from __future__ import annotations

import reporting as world
from reporting import FACTS, UPTIME, at, report, sla

from svcmgmt.reports import (
    ServiceFacts,
)
from svcmgmt.sla.availability import ExclusionStatus
from svcmgmt.sla.objectives import Verdict
from svcmgmt.values import Ratio


class TestExclusions:
    def test_what_is_left_out_is_told_with_its_facts(self) -> None:
        facts = FACTS.merged(
            ServiceFacts.of(exclusions=[world.exclusion("e1", "2026-10-05T10:00:00Z/PT1H")])
        )
        assert [str(each) for each in report(facts).exclusions] == [
            "mail, 2026-10: planned maintenance 2:00:00",
            "vpn, 2026-10: customer 1:00:00 (e1)",
        ]
        assert report(facts).exclusions[1].as_dict() == {
            "objectives": "uptime", "subject": "vpn", "period": "2026-10",
            "category": "customer", "amount": "1:00:00", "names": "e1",
        }  # fmt: skip

    def test_objectives_that_share_a_base_tell_it_once(self) -> None:
        told = report(agreement=sla(UPTIME, world.FAILURES)).exclusions
        assert [each.objectives for each in told] == [("uptime", "failures")]

    def test_slices_that_are_left_out_have_no_names(self) -> None:
        facts = ServiceFacts.of(
            exclusions=[world.exclusion("e1", "2026-10-01T00:00:00Z/PT1M", scope="")],
            series=[("requests", world.requests((95, 100), (100, 100)))],
        )
        made = report(facts, sla(world.REQUESTS), as_of=at("2026-10-01T00:02:00Z"))
        assert [each.names for each in made.exclusions] in ([], [()])
        assert made.results[0].value == Ratio(100, 100)

    def test_contested_ones_are_weighed_with_and_without(self) -> None:
        facts = FACTS.merged(ServiceFacts.of(exclusions=[
            world.exclusion("e1", "2026-10-05T10:00:00Z/PT80M", ExclusionStatus.DISPUTED)
        ]))  # fmt: skip
        [contested] = report(facts).contested
        assert contested.is_decisive
        assert not contested.is_held
        assert (contested.held_verdict, contested.ignored_verdict) == (
            Verdict.MET, Verdict.VIOLATED,
        )  # fmt: skip
        assert "contested:" in report(facts).explain()
