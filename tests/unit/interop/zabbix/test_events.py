"""Problems and their recoveries as outages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.interop.zabbix import Suppressed, read_events
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Outage
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at

START = 1_772_442_000  # 2026-03-02T09:00:00Z
FIVE = Interval.parse("2026-03-02T09:00:00Z/PT5M")

PROBLEM: dict[str, object] = {
    "eventid": "11",
    "source": "0",
    "object": "0",
    "objectid": "20001",
    "clock": str(START),
    "ns": "0",
    "value": "1",
    "severity": "4",
    "suppressed": "0",
    "r_eventid": "12",
    "name": "no ping",
    "hosts": [{"hostid": "1", "name": "web"}],
    "tags": [{"tag": "service", "value": "shop"}, {"tag": "scope", "value": "availability"}],
}
RECOVERY: dict[str, object] = {
    "eventid": "12",
    "source": "0",
    "object": "0",
    "objectid": "20001",
    "clock": str(START + 300),
    "ns": "0",
    "value": "0",
    "severity": "0",
    "r_eventid": "0",
}


def outages(facts: ServiceFacts) -> list[Outage]:
    """Return the outages in order of their ids."""
    return sorted(facts.availability.outages, key=lambda outage: outage.id)


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


class TestPairs:
    def test_a_problem_lasts_until_its_recovery(self) -> None:
        facts = read_events([PROBLEM, RECOVERY])
        assert codes(facts) == []
        assert outages(facts) == [
            Outage(
                id="11",
                scope="web",
                during=FIVE,
                cause="no ping",
                source="Zabbix",
                recorded_at=FIVE.end,
            )
        ]

    def test_the_order_of_the_rows_does_not_matter_and_is_told(self) -> None:
        facts = read_events([RECOVERY, PROBLEM])
        assert outages(facts) == outages(read_events([PROBLEM, RECOVERY]))
        assert codes(facts) == ["out-of-order"]

    def test_problem_get_tells_the_recovery_itself(self) -> None:
        problem = {key: cell for key, cell in PROBLEM.items() if key != "value"}
        facts = read_events([{**problem, "r_clock": str(START + 300), "r_ns": "0"}])
        assert outages(facts)[0].during == FIVE
        assert codes(facts) == []

    def test_a_problem_without_a_recovery_goes_on(self) -> None:
        facts = read_events([{**PROBLEM, "r_eventid": "0"}])
        [outage] = outages(facts)
        assert outage.during.end is None
        assert outage.recorded_at == outage.during.start
        assert codes(facts) == []

    def test_a_later_export_ends_what_an_earlier_one_left_open(self) -> None:
        early, late = read_events([{**PROBLEM, "r_eventid": "0"}]), read_events([PROBLEM, RECOVERY])
        for merged in (early.merged(late), late.merged(early)):
            assert [outage.during for outage in outages(merged)] == [FIVE]

    def test_a_recovery_that_is_not_there_is_told(self) -> None:
        facts = read_events([PROBLEM])
        assert outages(facts)[0].during.end is None
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("unpaired-problem", "12")

    def test_a_problem_that_is_not_there_is_told(self) -> None:
        facts = read_events([RECOVERY])
        assert outages(facts) == []
        assert codes(facts) == ["unpaired-recovery"]

    def test_one_recovery_may_end_several_problems(self) -> None:
        other = {**PROBLEM, "eventid": "10", "clock": str(START - 60)}
        ends = {outage.during.end for outage in outages(read_events([other, PROBLEM, RECOVERY]))}
        assert ends == {FIVE.end}

    def test_a_recovery_before_its_problem_is_told(self) -> None:
        facts = read_events([{**RECOVERY, "clock": str(START - 1)}, PROBLEM])
        assert outages(facts) == []
        assert codes(facts) == ["end-before-start"]

    def test_events_that_tell_of_no_recovery_are_refused(self) -> None:
        rows = [{"eventid": "11", "clock": str(START), "value": "1"}]
        with pytest.raises(MissingColumns, match="missing r_eventid; there are eventid"):
            read_events(rows)

    def test_no_events_are_no_outages(self) -> None:
        assert outages(read_events({"jsonrpc": "2.0", "result": []})) == []


class TestClocks:
    def test_nanoseconds_are_cut_to_microseconds(self) -> None:
        facts = read_events([{**PROBLEM, "r_eventid": "0", "ns": "123456789"}])
        begun = at("2026-03-02T09:00:00Z") + timedelta(microseconds=123_456)
        assert outages(facts)[0].during.start == begun

    def test_nanoseconds_beyond_a_second_are_told(self) -> None:
        facts = read_events([{**PROBLEM, "r_eventid": "0", "ns": "1000000000"}])
        assert outages(facts)[0].during.start == FIVE.start
        assert codes(facts) == ["unreadable-value"]

    @pytest.mark.parametrize("clock", ["99999999999", "-5"])
    def test_a_clock_beyond_the_range_is_told(self, clock: str) -> None:
        facts = read_events([{**PROBLEM, "clock": clock}])
        assert outages(facts) == []
        assert codes(facts) == ["unreadable-time"]

    @pytest.mark.parametrize("clock", ["", "0", None])
    def test_no_clock_is_told(self, clock: object) -> None:
        facts = read_events([{**PROBLEM, "clock": clock}])
        assert outages(facts) == []
        assert codes(facts) == ["missing-value"]

    def test_no_id_is_told(self) -> None:
        facts = read_events([{**PROBLEM, "eventid": ""}])
        assert outages(facts) == []
        assert codes(facts) == ["missing-value"]


class TestScopes:
    def test_a_tag_may_name_the_service(self) -> None:
        [outage] = outages(read_events([PROBLEM, RECOVERY], scope_tag="service"))
        assert (outage.id, outage.scope) == ("11", "shop")

    def test_several_values_are_several_outages(self) -> None:
        tags = [{"tag": "service", "value": name} for name in ("shop", "mail", "shop")]
        facts = read_events([{**PROBLEM, "tags": tags}, RECOVERY], scope_tag="service")
        assert [(outage.id, outage.scope) for outage in outages(facts)] == [
            ("11/mail", "mail"),
            ("11/shop", "shop"),
        ]

    def test_without_the_tag_the_hosts_are_taken_and_told(self) -> None:
        facts = read_events([PROBLEM, RECOVERY], scope_tag="customer")
        assert outages(facts)[0].scope == "web"
        assert codes(facts) == ["no-scope"]

    @pytest.mark.parametrize(
        ("more", "scope"),
        [
            ({"hosts": [{"host": "web-7"}]}, "web-7"),
            ({"hosts": []}, "trigger 20001"),
            ({"hosts": [{"hostid": "1"}], "objectid": ""}, "trigger unknown"),
        ],
    )
    def test_without_a_name_the_trigger_is_its_scope(
        self, more: dict[str, object], scope: str
    ) -> None:
        assert outages(read_events([{**PROBLEM, **more}, RECOVERY]))[0].scope == scope


class TestChoices:
    def test_milder_problems_are_left_out_and_counted(self) -> None:
        facts = read_events([PROBLEM, RECOVERY], least_severity=5)
        assert outages(facts) == []
        [finding] = facts.findings
        assert (finding.code, finding.value) == ("below-severity", "4")

    def test_a_problem_of_the_least_severity_counts(self) -> None:
        assert len(outages(read_events([PROBLEM, RECOVERY], least_severity=4))) == 1

    def test_a_problem_without_a_severity_counts(self) -> None:
        row = {**PROBLEM, "severity": ""}
        assert len(outages(read_events([row, RECOVERY], least_severity=4))) == 1

    @pytest.mark.parametrize(
        ("policy", "count"), [(Suppressed.COUNTED, 1), (Suppressed.LEFT_OUT, 0)]
    )
    def test_suppressed_problems_by_choice(self, policy: Suppressed, count: int) -> None:
        facts = read_events([{**PROBLEM, "suppressed": "1"}, RECOVERY], suppressed=policy)
        assert len(outages(facts)) == count
        [finding] = facts.findings
        assert (finding.code, finding.allowed) == ("suppressed", policy.value)

    @pytest.mark.parametrize("severity", [-1, 6])
    def test_severities_run_from_0_to_5(self, severity: int) -> None:
        with pytest.raises(InvalidValue, match="0 to 5"):
            read_events([], least_severity=severity)

    @pytest.mark.parametrize("severity", ["4", True, None], ids=repr)
    def test_a_severity_is_a_number(self, severity: object) -> None:
        with pytest.raises(InvalidType, match="least_severity"):
            read_events([], least_severity=severity)  # type: ignore[arg-type]

    def test_policies_are_no_bare_words(self) -> None:
        with pytest.raises(InvalidType, match="suppressed"):
            read_events([], suppressed="counted")  # type: ignore[arg-type]
        with pytest.raises(InvalidType, match="scope_tag"):
            read_events([], scope_tag=7)  # type: ignore[arg-type]


class TestSources:
    def test_problems_of_services_count(self) -> None:
        assert len(outages(read_events([{**PROBLEM, "source": "4"}, RECOVERY]))) == 1

    @pytest.mark.parametrize("more", [{"source": "1"}, {"source": "3", "object": "4"}], ids=repr)
    def test_other_events_are_told(self, more: dict[str, object]) -> None:
        facts = read_events([{**PROBLEM, **more}, RECOVERY])
        assert outages(facts) == []
        assert codes(facts) == ["other-source"]

    def test_a_host_that_came_up_is_no_recovery(self) -> None:
        facts = read_events([{**RECOVERY, "source": "1", "object": "1"}])
        assert codes(facts) == ["other-source"]

    def test_a_trigger_in_unknown_state_makes_time_unknown(self) -> None:
        internal = [{**each, "source": "3"} for each in (PROBLEM, RECOVERY)]
        facts = read_events(internal, scope_tag="service")
        assert outages(facts) == []
        assert facts.unknown == (("shop", IntervalSet.of([FIVE])),)
        assert codes(facts) == []

    def test_an_unknown_state_that_goes_on_is_told(self) -> None:
        facts = read_events([{**PROBLEM, "source": "3", "r_eventid": "0"}])
        assert facts.unknown == ()
        assert codes(facts) == ["open-unknown"]
