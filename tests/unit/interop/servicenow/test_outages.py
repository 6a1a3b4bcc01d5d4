"""Outages and planned outages of configuration items."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svcmgmt.errors import InvalidValue
from svcmgmt.interop.servicenow import OUTAGE_WEIGHTS, read_outages
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Maintenance, Outage
from svcmgmt.temporal import Interval, parse_instant as at

ROW: dict[str, object] = {
    "sys_id": "o1",
    "type": "outage",
    "cmdb_ci": {"display_value": "mail", "value": "77"},
    "begin": "2026-10-05 10:00:00",
    "end": "2026-10-05 10:45:00",
    "short_description": "disk full",
    "sys_created_on": "2026-10-01 08:00:00",
    "sys_updated_on": "2026-10-05 11:00:00",
    "sys_mod_count": "2",
}
SPAN = Interval.parse("2026-10-05T10:00:00Z/PT45M")


def outages(facts: ServiceFacts) -> list[Outage]:
    """Return the outages."""
    return list(facts.availability.outages)


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


class TestOutages:
    def test_a_row_is_an_outage(self) -> None:
        facts = read_outages([{**ROW, "users_affected": "40"}])
        assert codes(facts) == []
        assert outages(facts) == [
            Outage(
                id="o1",
                scope="mail",
                during=SPAN,
                cause="disk full",
                source="ServiceNow",
                users_affected=40,
                sequence=2,
                recorded_at=at("2026-10-05T11:00:00Z"),
            )
        ]

    def test_an_empty_end_is_open(self) -> None:
        [outage] = outages(read_outages([{**ROW, "end": ""}]))
        assert outage.during.end is None

    def test_the_number_identifies_it_where_there_is_no_sys_id(self) -> None:
        [outage] = outages(read_outages([{**ROW, "sys_id": "", "number": "OUT7"}]))
        assert outage.id == "OUT7"

    def test_an_end_before_the_begin_is_told(self) -> None:
        facts = read_outages([{**ROW, "end": "2026-10-05 09:00:00"}])
        assert outages(facts) == []
        assert codes(facts) == ["end-before-start"]

    def test_a_missing_begin_is_told(self) -> None:
        facts = read_outages([{**ROW, "begin": ""}])
        assert outages(facts) == []
        assert codes(facts) == ["missing-value"]

    @pytest.mark.parametrize("users", ["-1"])
    def test_fewer_users_than_none_are_told(self, users: str) -> None:
        facts = read_outages([{**ROW, "users_affected": users}])
        assert outages(facts)[0].users_affected is None
        assert codes(facts) == ["negative"]


class TestWeights:
    def test_degradations_do_not_count_unless_asked(self) -> None:
        facts = read_outages([{**ROW, "type": "degradation"}])
        assert outages(facts) == []
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("no-loss", "degradation")

    def test_a_weight_makes_the_difference(self) -> None:
        weights = {**OUTAGE_WEIGHTS, "Degradation": "25 %"}
        weights.pop("degradation")
        [outage] = outages(read_outages([{**ROW, "type": "degradation"}], weights=weights))
        assert outage.weight == Fraction(1, 4)

    def test_a_type_by_its_label(self) -> None:
        kind = {"value": "u_7", "display_value": "Outage"}
        assert codes(read_outages([{**ROW, "type": kind}])) == []

    @pytest.mark.parametrize("kind", ["brownout", ""])
    def test_a_type_that_nobody_knows_is_taken_for_an_outage(self, kind: str) -> None:
        facts = read_outages([{**ROW, "type": kind}])
        assert outages(facts)[0].weight == 1
        assert codes(facts) == ["unknown-type"]

    def test_a_weight_is_a_share(self) -> None:
        with pytest.raises(InvalidValue, match="weight of outage"):
            read_outages([ROW], weights={"outage": 2})


class TestPlanned:
    @pytest.mark.parametrize("kind", ["planned", "Planned Outage"])
    def test_a_planned_outage_is_maintenance(self, kind: str) -> None:
        facts = read_outages([{**ROW, "type": kind}])
        assert facts.availability.maintenance == (
            Maintenance(
                id="o1",
                scope="mail",
                planned=SPAN,
                announced_at=at("2026-10-01T08:00:00Z"),
                sequence=2,
                recorded_at=at("2026-10-05T11:00:00Z"),
            ),
        )
        assert outages(facts) == []

    def test_planned_times_have_an_end(self) -> None:
        facts = read_outages([{**ROW, "type": "planned", "end": ""}])
        assert facts.availability.maintenance == ()
        assert codes(facts) == ["missing-value"]
