"""Laws of reports: one value from one set of inputs, and parts that add up to the whole."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from random import Random

import reporting as world
from attrs import evolve
from hypothesis import given, settings, strategies as st
from reporting import END, MONTH, SLA, UPTIME, report, sla

from svcmgmt.agreement import Agreement, CalendarPeriods, IndicatorMeasure
from svcmgmt.calendars import PeriodKind
from svcmgmt.reports import ServiceFacts, TicketFacts, TicketShare, report_of, restatement
from svcmgmt.sla.availability import (
    Exclusion,
    ExclusionCategory,
    ExclusionStatus,
    Maintenance,
    Outage,
)
from svcmgmt.sla.credits import CreditNote
from svcmgmt.sla.indicators import Indicator, MissingData
from svcmgmt.sla.objectives import at_least
from svcmgmt.temporal import Interval, IntervalSet
from svcmgmt.values import Money, NoData, Priority, Ratio

START = MONTH.interval.start
MINUTES = int((END - START) / timedelta(minutes=1))
SERVICES = st.sampled_from(["mail", "vpn", ""])


@st.composite
def stretches(draw: st.DrawFn) -> Interval:
    """Draw a stretch of time in and around the month."""
    begins = START + timedelta(minutes=draw(st.integers(-2_000, MINUTES + 500)))
    return Interval(begins, begins + timedelta(minutes=draw(st.integers(1, 600))))


DONE = st.one_of(st.none(), stretches())
COUNTS = st.lists(st.integers(0, 9).map(lambda good: (good, 9)), min_size=1, max_size=3)
IGNORING = evolve(
    world.REQUESTS,
    measure=IndicatorMeasure(Indicator(name="requests", missing=MissingData.IGNORE)),
)


@st.composite
def facts(draw: st.DrawFn) -> ServiceFacts:
    """Draw facts of two services, told in any order."""
    outages = [
        Outage(id=f"o{number}", during=during, scope=draw(SERVICES))
        for number, during in enumerate(draw(st.lists(stretches(), max_size=5)))
    ]
    exclusions = [
        Exclusion(
            id=f"e{number}",
            during=during,
            scope=draw(SERVICES),
            category=ExclusionCategory.CUSTOMER,
            status=draw(st.sampled_from(ExclusionStatus)),
        )
        for number, during in enumerate(draw(st.lists(stretches(), max_size=3)))
    ]
    tickets = [
        TicketFacts(
            id=f"t{number}",
            service=draw(SERVICES),
            priority=draw(st.sampled_from([Priority.P1, Priority.P3, None])),
            opened_at=during.start,
            resolved_at=draw(st.sampled_from([None, during.end])),
        )
        for number, during in enumerate(draw(st.lists(stretches(), max_size=6)))
    ]
    unknown = [
        (service, IntervalSet.of([draw(stretches())]))
        for service in draw(st.sets(st.sampled_from(["mail", "vpn"])))
    ]
    maintenance = [
        Maintenance(id=f"m{number}", planned=during, scope=draw(SERVICES), actual=draw(DONE))
        for number, during in enumerate(draw(st.lists(stretches(), max_size=2)))
    ]
    return ServiceFacts.of(
        outages=outages,
        exclusions=exclusions,
        maintenance=maintenance,
        tickets=tickets,
        unknown=unknown,
        series=[("requests", world.requests(*draw(COUNTS)))] * draw(st.integers(0, 1)),
    )


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Draw an agreement with another target, other hours and another period."""
    promise = evolve(UPTIME, objective=at_least(draw(st.sampled_from(["99 %", "99.9 %", "100 %"]))))
    kind = draw(st.sampled_from([PeriodKind.MONTH, PeriodKind.WEEK, PeriodKind.QUARTER]))
    return sla(
        promise,
        world.RESTORE,
        world.FAILURES,
        IGNORING,
        service_hours=draw(st.sampled_from([SLA.service_hours, world.OFFICE])),
        conformance_period=CalendarPeriods(kind),
    )


def shuffled(told: ServiceFacts, seed: int) -> ServiceFacts:
    """Return the same facts in another order, some of them told twice."""
    chance = Random(seed)  # noqa: S311 - an order, no secret
    outages, exclusions = list(told.availability.outages), list(told.availability.exclusions)
    tickets = list(told.tickets)
    for each in (outages, exclusions, tickets):
        chance.shuffle(each)
    return ServiceFacts.of(
        outages=[*outages, *outages[:1]],
        exclusions=exclusions,
        tickets=[*tickets, *tickets[:2]],
        maintenance=told.availability.maintenance[::-1],
        unknown=told.unknown[::-1],
        series=told.series * 2,
    )


@given(facts(), agreements(), st.integers())
def test_the_order_of_facts_does_not_matter_byte_for_byte(
    told: ServiceFacts, agreement: Agreement, seed: int
) -> None:
    one, other = report(told, agreement), report(shuffled(told, seed), agreement)
    assert one == other
    assert one.explain() == other.explain()
    assert one.inputs.id == other.inputs.id
    assert one.as_rows() == other.as_rows()


@given(facts(), agreements())
def test_a_report_follows_from_its_inputs(told: ServiceFacts, agreement: Agreement) -> None:
    made = report(told, agreement)
    assert report_of(made.inputs).explain() == made.explain()


@given(facts(), agreements())
def test_parts_add_up_to_the_agreed_time(told: ServiceFacts, agreement: Agreement) -> None:
    for result in report(told, agreement).results:
        judged = result.evaluation
        if isinstance(judged.whole, timedelta):
            amounts = [each.amount for each in judged.breakdown]
            assert sum((each for each in amounts if isinstance(each, timedelta)), timedelta()) == (
                judged.whole
            )
            assert all(part in judged.breakdown for part in judged.exclusions)


def minutes(times: IntervalSet) -> set[int]:
    """Return the minutes of the month that lie in some times, counted from its beginning."""
    return {
        minute
        for each in times.clip(MONTH.interval)
        for minute in range(
            int((each.start - START) / timedelta(minutes=1)),
            int((each.start + each.duration - START) / timedelta(minutes=1)),
        )
    }


@given(facts())
def test_an_uptime_is_what_counting_minutes_says(told: ServiceFacts) -> None:
    known = told.availability
    terms = evolve(world.EXCLUDED, categories=[ExclusionCategory.CUSTOMER])
    for result in report(told, sla(UPTIME, exclusions=terms)).results:
        scopes = {result.subject, ""}
        down = {
            minute
            for each in known.outages
            if each.scope in scopes
            for minute in minutes(IntervalSet.of([each.during]))
        }
        for service, times in told.unknown:
            down |= minutes(times) if service in scopes else set()
        left_out = {
            minute
            for each in known.exclusions
            if each.scope in scopes and each.status is ExclusionStatus.APPROVED
            if isinstance(each.during, Interval)
            for minute in minutes(IntervalSet.of([each.during]))
        }
        base = set(range(MINUTES)) - left_out
        assert isinstance(result.value, Ratio)
        assert result.value.value == Fraction(len(base - down), len(base))


@given(facts(), agreements())
def test_groups_of_tickets_add_up(told: ServiceFacts, agreement: Agreement) -> None:
    for result in report(told, agreement).results:
        if isinstance(result.measured, TicketShare):
            groups = result.measured.groups().values()
            assert sum(each.judged for each in groups) == result.measured.compliance.judged
            assert sum(each.backlog for each in groups) == len(result.measured.backlog)


@given(facts(), agreements())
def test_lines_of_credits_add_up(told: ServiceFacts, agreement: Agreement) -> None:
    note = report(told, agreement).credits
    if isinstance(note, CreditNote):
        total = sum((each.amount.amount for each in note.lines), Fraction(0))
        assert isinstance(note.total, NoData) or note.total == Money(total, "EUR")


@given(facts(), agreements())
def test_a_service_judged_alone_has_the_same_values(
    told: ServiceFacts, agreement: Agreement
) -> None:
    whole = report(told, agreement)
    for service in ("mail", "vpn"):
        alone = report(told, evolve(agreement, services=[service], fees=None))
        one, other = (
            [each.value for each in made.results if each.subject == service]
            for made in (whole, alone)
        )
        assert one == other


@given(facts(), facts(), agreements())
def test_a_restated_period_equals_a_fresh_report(
    told: ServiceFacts, more: ServiceFacts, agreement: Agreement
) -> None:
    """Whatever was known before, the report depends on what is known now alone."""
    both = told.merged(more)
    again = report([told, more], agreement)
    assert again.explain() == report(both, agreement).explain()


@settings(max_examples=40)
@given(facts(), facts(), agreements(), agreements())
def test_every_changed_number_is_told_and_traced(
    told: ServiceFacts, others: ServiceFacts, one: Agreement, other: Agreement
) -> None:
    before, after = report(told, one), report(others, other)
    change = restatement(before, after)
    values = [
        {(each.promise.id, each.subject, each.label): each.value for each in made.results}
        for made in (before, after)
    ]
    differ = {key for key in {**values[0], **values[1]} if values[0].get(key) != values[1].get(key)}
    listed = {
        (each.objective, each.subject, each.period)
        for each in change.numbers
        if each.name == "value"
    }
    assert listed == differ
    assert change.untraced == ()
    assert (before.inputs.facts, before.inputs.agreement) == (told, one)
    back = {(each.objective, each.subject, each.period, each.name) for each in change.numbers}
    forth = restatement(after, before).numbers
    assert back == {(each.objective, each.subject, each.period, each.name) for each in forth}


@given(facts(), agreements())
def test_nothing_changed_says_so(told: ServiceFacts, agreement: Agreement) -> None:
    change = restatement(report(told, agreement), report(told, agreement))
    assert change.is_unchanged
    assert change.causes == ()
