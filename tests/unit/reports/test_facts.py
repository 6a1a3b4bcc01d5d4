"""Facts of services as one value: merging, selecting, checking."""

from __future__ import annotations

import pickle
from copy import deepcopy
from datetime import timedelta

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.reports import ServiceFacts, TicketFacts
from svcmgmt.sla.availability import Exclusion, ExclusionCategory, Maintenance, Outage
from svcmgmt.sla.indicators import EventSeries
from svcmgmt.temporal import EMPTY, Interval, IntervalSet, parse_instant
from svcmgmt.values import Finding

AT = parse_instant("2026-10-26T08:00:00Z")
HOUR = Interval.parse("2026-10-26T08:00:00Z/PT1H")
LATER = Interval.parse("2026-10-26T12:00:00Z/PT1H")
HOURS = IntervalSet.of([HOUR])


def outage(name: str, scope: str = "", **more: object) -> Outage:
    """Return an outage of one hour."""
    return Outage(id=name, scope=scope, during=HOUR, **more)  # type: ignore[arg-type]


def series(good: int) -> EventSeries:
    """Return a series of one slice."""
    return EventSeries.of_slices(AT, [(good, 10)], slice=timedelta(minutes=1))


MAIL = ServiceFacts.of(
    outages=[outage("o1", "mail")],
    exclusions=[Exclusion(id="e1", category=ExclusionCategory.CUSTOMER, during=HOUR, scope="mail")],
    maintenance=[Maintenance(id="m1", planned=LATER, scope="mail")],
    unknown=[("mail", HOURS)],
    tickets=[TicketFacts(id="t1", service="mail", opened_at=AT)],
    series=[("requests", series(9))],
    findings=[Finding(code="odd", message="")],
)
WEB = ServiceFacts.of(
    outages=[outage("o2", "web"), outage("o3")],
    exclusions=[Exclusion(id="e2", category=ExclusionCategory.CUSTOMER, during=HOUR, scope="web")],
    maintenance=[Maintenance(id="m2", planned=HOUR, scope="web")],
    unknown=[("web", IntervalSet.of([LATER]))],
    tickets=[TicketFacts(id="t2", opened_at=AT)],
)


class TestMerging:
    def test_parts_are_united_in_either_order(self) -> None:
        both = MAIL.merged(WEB)
        assert both == WEB.merged(MAIL)
        assert both.services == ("mail", "web")
        assert [ticket.id for ticket in both.tickets] == ["t1", "t2"]

    def test_a_part_may_come_twice(self) -> None:
        assert MAIL.merged(MAIL, MAIL) == MAIL

    def test_merging_nothing_changes_nothing(self) -> None:
        assert MAIL.merged() == MAIL
        assert MAIL.merged(ServiceFacts()) == MAIL

    def test_how_parts_are_grouped_does_not_matter(self) -> None:
        third = ServiceFacts.of(outages=[outage("o1", "mail", sequence=1, cause="disk full")])
        assert MAIL.merged(WEB).merged(third) == MAIL.merged(WEB.merged(third))
        assert MAIL.merged(WEB, third) == third.merged(MAIL, WEB)

    def test_the_newest_version_of_an_outage_counts(self) -> None:
        newer = ServiceFacts.of(outages=[outage("o1", "web", sequence=1)])
        assert {each.scope for each in MAIL.merged(newer).availability.outages} == {"web"}

    def test_parts_of_a_ticket_are_united(self) -> None:
        again = ServiceFacts.of(tickets=[TicketFacts(id="t1", sequence=1, service="web")])
        assert [ticket.service for ticket in MAIL.merged(again).tickets] == ["web"]

    def test_unknown_times_of_a_service_are_united(self) -> None:
        more = ServiceFacts.of(unknown=[("mail", IntervalSet.of([LATER]))])
        assert MAIL.merged(more).unknown == (("mail", IntervalSet.of([HOUR, LATER])),)

    def test_of_series_each_different_one_is_kept_once(self) -> None:
        more = ServiceFacts.of(series=[("requests", series(9)), ("requests", series(8))])
        assert len(MAIL.merged(more).series) == 2

    def test_findings_are_kept_each_once(self) -> None:
        more = ServiceFacts.of(findings=[Finding(code=code, message="") for code in ("odd", "new")])
        assert [finding.code for finding in MAIL.merged(more).findings] == ["odd", "new"]

    def test_something_else_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="others"):
            MAIL.merged("web")  # type: ignore[arg-type]


class TestOfService:
    def test_facts_of_one_service(self) -> None:
        mail = MAIL.merged(WEB).of_service("mail")
        known = mail.availability
        assert {each.id for each in known.outages} == {"o1", "o3"}
        assert [each.id for each in known.exclusions] == ["e1"]
        assert [each.id for each in known.maintenance] == ["m1"]
        assert known.unknown == HOURS
        assert mail.unknown == ()

    def test_tickets_that_name_no_service_are_of_none(self) -> None:
        assert [ticket.id for ticket in MAIL.merged(WEB).of_service("mail").tickets] == ["t1"]

    def test_several_services_as_one(self) -> None:
        both = MAIL.merged(WEB).of_service("mail", "web")
        assert len(both.availability.outages) == 3
        assert both.availability.unknown == IntervalSet.of([HOUR, LATER])

    def test_a_service_that_nobody_names_has_what_holds_for_all(self) -> None:
        none = MAIL.merged(WEB).of_service("vpn")
        assert [each.id for each in none.availability.outages] == ["o3"]
        assert none.availability.unknown == EMPTY


class TestCheck:
    def test_it_tells_of_tickets_and_of_contested_facts(self) -> None:
        other = ServiceFacts.of(outages=[outage("o1", "mail", cause="disk full")])
        codes = [finding.code for finding in MAIL.merged(other).check()]
        assert codes == ["contested-fact", "no-history"]

    def test_facts_that_fit_together_have_nothing_odd(self) -> None:
        assert ServiceFacts.of(outages=[outage("o1")]).check() == ()


class TestAsAValue:
    def test_it_survives_pickle_and_copy(self) -> None:
        both = MAIL.merged(WEB)
        assert pickle.loads(pickle.dumps(both)) == both  # noqa: S301 - our own bytes
        assert deepcopy(both) == both

    def test_it_is_hashed_by_what_it_holds(self) -> None:
        assert hash(MAIL.merged(WEB)) == hash(WEB.merged(MAIL))


class TestText:
    def test_it_counts_what_there_is(self) -> None:
        told = "1 outages, 1 exclusions, 1 maintenance, 1 tickets, 1 findings"
        assert repr(MAIL) == f"<ServiceFacts {told}>"


@pytest.mark.parametrize("pair", [("mail",), ("mail", HOUR), (1, HOURS)], ids=repr)
def test_unknown_times_are_pairs(pair: tuple[object, ...]) -> None:
    with pytest.raises(InvalidType, match="unknown"):
        ServiceFacts.of(unknown=[pair])  # type: ignore[list-item]


@pytest.mark.parametrize("pair", [("requests",), ("requests", HOUR), (1, series(9))], ids=repr)
def test_series_are_pairs(pair: tuple[object, ...]) -> None:
    with pytest.raises(InvalidType, match="series"):
        ServiceFacts.of(series=[pair])  # type: ignore[list-item]
