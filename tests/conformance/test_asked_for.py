"""What users of other products asked for, or complained about: one test for each.

Each names the product and the number of the issue or pull request (PR) in which it stands.
"""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta
from typing import Final

import pytest
from attrs import evolve

from svcmgmt import (
    Alert,
    Clock,
    ClockLedger,
    Incident,
    Interval,
    OwnState,
    StateCategory,
    StateChange,
    Target,
    always,
    never,
    parse_instant as at,
    weekly,
)
from svcmgmt.agreement import (
    Agreement,
    AgreementKind,
    ObjectiveRef,
    OutageMeasure,
    ServiceLevelObjective,
    SupportAspect,
    SupportVerdict,
    support_feasibility,
)
from svcmgmt.calendars import NeverOpens, NoSuchTime, fixed
from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import State, Trigger
from svcmgmt.practice import HoldReason, IncidentState
from svcmgmt.sla import (
    ClockReading,
    FixedDue,
    Outcome,
    PauseMeasure,
    Reopen,
    at_least,
    in_state,
    read,
)
from svcmgmt.sla.availability import (
    AvailabilityPolicies,
    Maintenance,
    Outage,
    Overlap,
    WhenUnknown,
    availability_of,
    impact_weighted,
    series_of,
)
from svcmgmt.temporal import IntervalSet
from svcmgmt.values import Ratio

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
BERLIN: Final = "Europe/Berlin"
OFFICE: Final = weekly("Mon-Fri 08:00-18:00", zone=BERLIN)
HOLD: Final = in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER])
SEPTEMBER: Final = Interval.parse("2026-09-01T00:00:00Z/PT720H")
DAY: Final = Interval.parse("2026-09-01T00:00:00Z/PT24H")


def span(text: str) -> Interval:
    """Return an interval."""
    return Interval.parse(text)


def held(start: str, end: str, *, begun: str) -> Incident:
    """Return an incident that waited for its caller."""
    incident = Incident.log(id="INC-1", at=at(begun)).start(at=at(begun))
    return incident.hold(at=at(start), reason=HoldReason.CALLER).resume(at=at(end))


def due(reading: ClockReading) -> datetime:
    """Return when a clock is due, which must be known."""
    assert isinstance(reading.due, datetime)
    return reading.due


class TestClocks:
    def test_a_pause_over_the_weekend_moves_the_due_time_by_its_open_hours_only(self) -> None:
        """GLPI 10594, 9082 and PR 14937: waiting was counted round the clock."""
        incident = held(
            "2026-10-23T17:00:00+02:00", "2026-10-26T09:00:00+01:00", begun="2026-10-23T16:00+02:00"
        )
        clock = Clock(name="solve", limit=4 * HOUR, calendar=OFFICE, pause=HOLD)
        reading = clock.read(incident.history, until=at("2026-10-26T09:00:00+01:00"))
        assert reading.elapsed == HOUR
        assert due(reading) == at("2026-10-26T12:00:00+01:00")

    def test_a_hold_stops_service_time_and_is_not_added_to_the_beginning(self) -> None:
        """frappe/helpdesk PR 2449; frappe/erpnext PRs 47029, 47172, 47884, 49414 and 52489."""
        incident = held(
            "2026-10-26T17:30:00+01:00", "2026-10-26T20:00:00+01:00", begun="2026-10-26T16:30+01:00"
        )
        clock = Clock(name="solve", limit=2 * HOUR, calendar=OFFICE, pause=HOLD)
        now = at("2026-10-27T09:00:00+01:00")
        assert due(clock.read(incident.history, until=now)) == now
        wall = evolve(clock, pause_measure=PauseMeasure.WALL_CLOCK)
        assert due(wall.read(incident.history, until=now)) != now

    def test_another_priority_keeps_the_pauses_that_were(self) -> None:
        """GLPI 6902, 15605 and PR 16383: a new target forgot earlier waiting."""
        incident = held(
            "2026-10-26T09:00:00+01:00", "2026-10-26T12:00:00+01:00", begun="2026-10-26T08:00+01:00"
        )
        now = at("2026-10-26T13:00:00+01:00")
        low = Clock(name="solve", limit=8 * HOUR, calendar=OFFICE, pause=HOLD)
        high = evolve(low, limit=4 * HOUR)
        assert low.read(incident.history, until=now).elapsed == 2 * HOUR
        assert high.read(incident.history, until=now).elapsed == 2 * HOUR
        assert due(high.read(incident.history, until=now)) == at("2026-10-26T15:00:00+01:00")

    def test_each_clock_has_its_own_service_time(self) -> None:
        """GLPI PR 12646: the response was counted by the hours of the resolution."""
        incident = Incident.log(id="INC-1", at=at("2026-10-26T20:00:00+01:00"))
        respond = Clock(name="respond", limit=HOUR, calendar=always())
        solve = Clock(name="solve", limit=HOUR, calendar=OFFICE)
        now = at("2026-10-26T20:00:00+01:00")
        assert due(respond.read(incident.history, until=now)) == at("2026-10-26T21:00:00+01:00")
        assert due(solve.read(incident.history, until=now)) == at("2026-10-27T09:00:00+01:00")

    def test_an_hour_before_the_due_time_is_an_hour_of_service_time(self) -> None:
        """GLPI 15429 and PR 22678: it fell on midnight with split days."""
        split = weekly("Mon-Fri 08:00-12:00, 14:00-18:00", zone=BERLIN)
        target = Target(
            name="solve", limit=4 * HOUR + 30 * MINUTE, calendar=split, alerts=[Alert(offset=-HOUR)]
        )
        begun = at("2026-10-26T08:00:00+01:00")
        reading = read(target, ClockLedger.started(begun), until=begun)
        assert due(reading) == at("2026-10-26T14:30:00+01:00")
        assert [each.at for each in reading.alert_times()] == [at("2026-10-26T11:30:00+01:00")]

    def test_a_promised_instant_stays_and_a_clock_moves(self) -> None:
        """GLPI 17186: a due date that was promised moved by itself."""
        incident = held(
            "2026-10-26T09:00:00+01:00", "2026-10-26T12:00:00+01:00", begun="2026-10-26T08:00+01:00"
        )
        promised, now = at("2026-10-26T16:00:00+01:00"), at("2026-10-26T13:00:00+01:00")
        fixed = Clock(name="fixed", limit=FixedDue(promised), calendar=OFFICE, pause=HOLD)
        moving = Clock(name="moving", limit=8 * HOUR, calendar=OFFICE, pause=HOLD)
        assert due(fixed.read(incident.history, until=now)) == promised
        assert due(moving.read(incident.history, until=now)) == at("2026-10-27T09:00:00+01:00")

    def test_a_clock_may_start_with_the_assignment(self) -> None:
        """GLPI 1911: what a group promises begins when the ticket comes to it."""
        incident = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00+01:00"))
        incident = incident.assign(group="network", at=at("2026-10-26T11:00:00+01:00"))
        target = Target(name="group", limit=2 * HOUR, calendar=OFFICE)
        ledger = ClockLedger.started(incident.assignments[-1].at)
        reading = read(target, ledger, until=at("2026-10-26T12:00:00+01:00"))
        assert due(reading) == at("2026-10-26T13:00:00+01:00")

    def test_waiting_pauses_by_state_and_reason(self) -> None:
        """osTicket 3034, faveo 91, frappe/helpdesk 1554, 1542 and 1675."""
        incident = Incident.log(id="INC-1", at=at("2026-10-26T08:00:00+01:00"))
        incident = incident.start(at=at("2026-10-26T08:00:00+01:00"))
        incident = incident.hold(at=at("2026-10-26T09:00:00+01:00"), reason=HoldReason.VENDOR)
        now = at("2026-10-26T12:00:00+01:00")
        vendor = Clock(name="vendor", limit=8 * HOUR, pause=in_state(IncidentState.ON_HOLD))
        caller = Clock(name="caller", limit=8 * HOUR, pause=HOLD)
        assert vendor.read(incident.history, until=now).elapsed == HOUR
        assert caller.read(incident.history, until=now).elapsed == 4 * HOUR

    def test_an_answer_stops_the_update_clock_and_a_question_restarts_it(self) -> None:
        """zammad 3140, 5177 and 1322; the first response is a clock of its own."""
        asked = OwnState("asked", StateCategory.OPEN)
        answered = OwnState("answered", StateCategory.OPEN)
        history: list[StateChange[State, Trigger]] = [
            StateChange(to_state=asked, at=at("2026-10-26T08:00:00Z")),
            StateChange(to_state=answered, at=at("2026-10-26T08:30:00Z")),
            StateChange(to_state=asked, at=at("2026-10-26T10:00:00Z")),
        ]
        update = Clock(
            name="update",
            limit=2 * HOUR,
            start=in_state(asked),
            stop=in_state(answered),
            reopen=Reopen.RESTART,
        )
        first = evolve(update, name="first", limit=HOUR, reopen=Reopen.KEEP_FIRST)
        stopped = update.read(history[:2], until=at("2026-10-26T09:00:00Z"))
        assert (stopped.outcome, stopped.elapsed) == (Outcome.MET, 30 * MINUTE)
        again = update.read(history, until=at("2026-10-26T11:00:00Z"))
        assert (again.elapsed, due(again)) == (HOUR, at("2026-10-26T12:00:00Z"))
        assert first.read(history, until=at("2026-10-26T11:00:00Z")).outcome is Outcome.MET

    def test_a_ticket_that_was_cancelled_or_reopened_keeps_no_stale_escalation(self) -> None:
        """zammad 188, 4353, 904 and 2082: closed and merged tickets went on escalating."""
        clock = Clock(name="solve", limit=4 * HOUR, alerts=["50 %", "100 %"])
        begun, now = at("2026-10-26T08:00:00Z"), at("2026-10-26T18:00:00Z")
        incident = Incident.log(id="INC-1", at=begun).start(at=begun + HOUR)
        merged = incident.cancel(at=begun + HOUR, reason="merged into INC-2")
        assert clock.read(merged.history, until=now).alerts_between(begun, now) == ()
        solved = incident.resolve(at=begun + 3 * HOUR, resolution="restarted")
        fired = clock.read(solved.history, until=now).alerts_between(begun, now)
        assert [each.at for each in fired] == [begun + 2 * HOUR]
        reopened = solved.reopen(at=begun + 5 * HOUR)
        assert due(clock.read(reopened.history, until=now)) == begun + 6 * HOUR

    def test_a_reading_explains_every_stretch(self) -> None:
        """zammad 390: why is it six days?"""
        hours = weekly("Mon-Fri 08:00-18:00", zone=BERLIN, holidays={date(2026, 10, 26): "closed"})
        clock = Clock(name="solve", limit=8 * HOUR, calendar=hours)
        begun, now = at("2026-10-23T16:00:00+02:00"), at("2026-10-27T09:00:00+01:00")
        reading = clock.read(Incident.log(id="INC-1", at=begun).history, until=now)
        assert reading.elapsed == 3 * HOUR
        assert sum((row.counted for row in reading.rows), timedelta(0)) == reading.elapsed
        assert sum((row.duration for row in reading.rows), timedelta(0)) == now - begun
        assert "closed" in reading.explain()


class TestServiceTime:
    def test_any_days_of_the_week_make_a_schedule(self) -> None:
        """osTicket 6739: a schedule without Monday and Thursday was read wrongly."""
        for hours in ("Wed 08:00-18:00", "Tue,Sat 08:00-18:00", "Sun 08:00-18:00"):
            calendar = weekly(hours, zone=BERLIN)
            assert calendar.elapsed(at("2026-10-05T00:00:00Z"), at("2026-10-12T00:00:00Z")) == (
                len(hours.split(" ")[0].split(",")) * 10 * HOUR
            )

    def test_going_back_ends(self) -> None:
        """businesstimedelta 9, moment-business-time 17: endless loops, backwards and if closed."""
        closed = weekly("Mon-Fri 08:00-18:00", zone=BERLIN, holidays=["2026-10-26"])
        assert closed.before(at("2026-10-26T12:00:00+01:00"), HOUR) == at("2026-10-23T17:00+02:00")
        for look in (never().due, never().before):
            with pytest.raises(NeverOpens):
                look(at("2026-10-26T12:00:00+01:00"), HOUR)

    def test_the_clocks_of_the_past_are_those_of_the_past(self) -> None:
        """fivetran/dbt_zendesk 25: the offset of today was applied to tickets of last summer."""
        for noon, opening in (
            ("2026-07-01T06:00:00Z", "2026-07-01T06:00:00Z"),
            ("2026-01-07T06:00:00Z", "2026-01-07T07:00:00Z"),
        ):
            assert OFFICE.due(at(noon), HOUR) == at(opening) + HOUR

    def test_a_schedule_follows_daylight_saving_by_itself(self) -> None:
        """MicrosoftDocs/azure-devops-docs 8675, mnemosyne billetsys PR 175."""
        nights = weekly("Mon-Sun 00:00-06:00", zone=BERLIN)
        autumn = nights.elapsed(at("2026-10-24T22:00:00Z"), at("2026-10-25T12:00:00Z"))
        spring = nights.elapsed(at("2026-03-28T23:00:00Z"), at("2026-03-29T12:00:00Z"))
        assert (spring, autumn) == (5 * HOUR, 7 * HOUR)

    def test_business_hours_and_holidays(self) -> None:
        """osTicket 407, 1168, 2131, 4166 and 4969."""
        hours = weekly("Mon-Fri 08:00-18:00", zone=BERLIN, holidays=["2026-12-25"])
        assert hours.due(at("2026-12-24T17:00:00+01:00"), 2 * HOUR) == at("2026-12-28T09:00+01:00")

    def test_several_intervals_in_a_day(self) -> None:
        """chatwoot 14009, frappe/helpdesk 2212, bokmann/business_time 46: lunch."""
        hours = weekly("Mon-Fri 08:00-12:00, 13:00-17:00", zone=BERLIN)
        assert hours.due(at("2026-10-26T11:30:00+01:00"), HOUR) == at("2026-10-26T13:30:00+01:00")

    def test_special_days_have_hours_of_their_own(self) -> None:
        """chatwoot 6467, RocketChat 303, business_time 183, biz 122, 5 and 103."""
        hours = weekly(
            "Mon-Fri 08:00-18:00",
            zone=BERLIN,
            special_days={"2026-12-24": [("08:00", "12:00")], "2026-12-19": [("10:00", "14:00")]},
        )
        short, saturday = at("2026-12-24T00:00:00+01:00"), at("2026-12-19T00:00:00+01:00")
        assert hours.elapsed(short, short + 24 * HOUR) == 4 * HOUR
        assert hours.elapsed(saturday, saturday + 24 * HOUR) == 4 * HOUR

    def test_hours_cross_midnight(self) -> None:
        """business_time 227, moment-business-time 34, businesstimedelta 5."""
        nights = weekly("Mon-Fri 22:00-06:00+1", zone=BERLIN)
        assert nights.due(at("2026-10-26T23:00:00+01:00"), 8 * HOUR) == at("2026-10-27T23:00+01:00")

    def test_after_the_last_holiday_the_week_goes_on(self) -> None:
        """businesstimedelta 10 and PR 11: a list of holidays came to its end, and it crashed."""
        hours = weekly("Mon-Fri 08:00-18:00", zone=BERLIN, holidays=["2020-01-01"])
        assert hours.due(at("2126-10-28T12:00:00+01:00"), HOUR) == at("2126-10-28T13:00:00+01:00")
        with pytest.raises(NoSuchTime):
            hours.due(at("2199-12-31T12:00:00Z"), 1000 * HOUR)

    def test_a_start_and_an_end_after_hours_lose_no_day(self) -> None:
        """seatgeek/businesstime 3, 7, 13 and 26; Business_Duration 2 and 8."""
        evening, next_evening = at("2026-10-26T20:00:00+01:00"), at("2026-10-27T20:00:00+01:00")
        assert OFFICE.elapsed(evening, next_evening) == 10 * HOUR
        assert OFFICE.elapsed(evening, evening + HOUR) == timedelta(0)

    def test_a_break_on_a_date(self) -> None:
        """biz 64: segments of a day as holidays."""
        hours = OFFICE - fixed([span("2026-10-26T09:00:00Z/PT2H")])
        assert hours.elapsed(at("2026-10-26T00:00:00Z"), at("2026-10-27T00:00:00Z")) == 8 * HOUR


class TestRecords:
    def test_a_record_survives_pickling_without_its_machine(self) -> None:
        """transitions 32, python-statemachine 500 and 504."""
        incident = held(
            "2026-10-26T09:00:00+01:00", "2026-10-26T12:00:00+01:00", begun="2026-10-26T08:00+01:00"
        )
        stored = pickle.dumps(incident)
        assert pickle.loads(stored) == incident  # noqa: S301 - our own bytes
        assert b"Lifecycle" not in stored

    def test_records_share_one_lifecycle(self) -> None:
        """transitions 146, 379, 434 and 648, python-statemachine 400: a machine for each record."""
        one, other = (Incident.log(id=each, at=at("2026-10-26T08:00:00Z")) for each in "ab")
        assert one.lifecycle is other.lifecycle
        assert not hasattr(one, "__dict__")


class TestAvailability:
    def test_planned_downtime_is_left_out_if_the_agreement_says_so_and_after_the_fact(self) -> None:
        """Nagios 568, Icinga reporting 280 and 3, Checkly 58, NAV 1662."""
        outage = Outage(during=span("2026-09-01T02:00:00Z/PT2H"))
        work = Maintenance(id="m-1", planned=outage.during, announced_at=at("2026-08-01T00:00:00Z"))
        before = availability_of([outage], within=SEPTEMBER)
        after = availability_of([outage], within=SEPTEMBER, exclusions=[work])
        assert (before.downtime, after.downtime) == (2 * HOUR, timedelta(0))
        late = evolve(work, recorded_at=at("2026-10-01T00:00:00Z"))
        assert availability_of([outage], within=SEPTEMBER, exclusions=[late]).downtime == (
            timedelta(0)
        )

    def test_what_nobody_measured_is_up_or_down_by_policy_and_never_by_guess(self) -> None:
        """Xymon 252, Icinga icingadb 834: counted as up in one mode, left out in another."""
        gap = IntervalSet.of([span("2026-09-01T00:00:00Z/PT12H")])
        figures = {
            policy: availability_of(
                [], within=DAY, unknown=gap, policies=AvailabilityPolicies(unknown=policy)
            ).ratio
            for policy in WhenUnknown
        }
        assert figures[WhenUnknown.UP] == Ratio(1, 1)
        assert figures[WhenUnknown.DOWN] == Ratio(1, 2)
        assert figures[WhenUnknown.EXCLUDED] == Ratio(1, 1)
        assert not isinstance(figures[WhenUnknown.UNDETERMINED], Ratio)
        with pytest.raises(InvalidValue, match="a policy, because unknown time is given"):
            availability_of([], within=DAY, unknown=gap)

    def test_availability_is_never_more_than_all(self) -> None:
        """Icinga idoreports 24: outages that overlap, and one that ends outside the period."""
        outages = [
            Outage(id="a", during=span("2026-08-31T00:00:00Z/PT72H")),
            Outage(id="b", during=span("2026-09-01T06:00:00Z/PT48H")),
        ]
        result = availability_of(outages, within=DAY)
        assert result.ratio == Ratio(0, 1)
        assert result.downtime == 24 * HOUR

    def test_a_warning_counts_by_its_weight(self) -> None:
        """Icinga reporting 9, icingadb 647: a warning was ignored."""
        warning = Outage(during=span("2026-09-01T00:00:00Z/PT12H"), weight="10 %")
        assert availability_of([warning], within=DAY).ratio == Ratio(19, 20)

    def test_service_hours_belong_to_the_agreement_and_its_zone(self) -> None:
        """Icinga reporting 31, OneUptime 1599, thruk 247: eight to five and always were equal."""
        outage = Outage(during=span("2026-09-01T00:00:00Z/PT8H"))
        hours = {zone: weekly("Mon-Fri 08:00-18:00", zone=zone) for zone in (BERLIN, "Asia/Tokyo")}
        lost = {
            zone: availability_of([outage], within=DAY, service_time=each).downtime
            for zone, each in hours.items()
        }
        assert lost == {BERLIN: 2 * HOUR, "Asia/Tokyo": 8 * HOUR}
        assert availability_of([outage], within=DAY).downtime == 8 * HOUR

    def test_partial_outages_weigh_what_they_took_and_the_worst_holds(self) -> None:
        """OneUptime 2465: thirty percent of the service, and two at the same time."""
        partial = Outage(id="a", during=span("2026-09-01T00:00:00Z/PT10H"), weight="30 %")
        worse = Outage(id="b", during=span("2026-09-01T00:00:00Z/PT5H"), weight="50 %")
        assert availability_of([partial], within=DAY).ratio == Ratio(21, 24)
        assert Overlap.MAX is AvailabilityPolicies().overlap
        assert availability_of([partial, worse], within=DAY).ratio == Ratio(200, 240)

    def test_a_group_of_services_has_a_figure(self) -> None:
        """OneUptime 719, Cachet 406, 1656 and 2389."""
        down = availability_of(
            [Outage(during=span("2026-09-01T00:00:00Z/PT12H"))], within=DAY, subject="shop"
        )
        well = availability_of([], within=DAY, subject="mail")
        assert series_of({"shop": down, "mail": well}).ratio == Ratio(1, 2)
        ratios = {"shop": down.ratio, "mail": well.ratio}
        assert impact_weighted(ratios, {"shop": 1, "mail": 3}).ratio == Ratio(7, 8)

    def test_a_promise_beyond_what_it_rests_on_is_told(self) -> None:
        """checkstack 108, OpenSLO 14: no objective above the product of its dependencies."""

        def promising(name: str, target: str, **more: object) -> Agreement:
            promise = ServiceLevelObjective(
                id="up", measure=OutageMeasure(), objective=at_least(target)
            )
            return Agreement(id=name, objectives=[promise], service_hours=always(), **more)  # type: ignore[arg-type]

        supporting = [
            promising(name, "99.9 %", kind=AgreementKind.UC, supports=[ObjectiveRef("SLA")])
            for name in ("net", "power")
        ]
        for target, verdict in (("99.8 %", SupportVerdict.PASS), ("99.9 %", SupportVerdict.FAIL)):
            checks = support_feasibility(promising("SLA", target), supporting, within=SEPTEMBER)
            assert checks.about(SupportAspect.AVAILABILITY)[0].verdict is verdict

    def test_one_of_three_may_be_down(self) -> None:
        """OpenNMS PR 844: a cluster is down when two of its three nodes are."""
        nodes = [
            IntervalSet.of([span("2026-09-01T00:00:00Z/PT6H")]),
            IntervalSet.of([span("2026-09-01T04:00:00Z/PT6H")]),
            IntervalSet.of([span("2026-09-01T20:00:00Z/PT4H")]),
        ]
        one, two, three = nodes
        down = (one & two) | (one & three) | (two & three)
        outages = [Outage(id=str(number), during=each) for number, each in enumerate(down)]
        result = availability_of(outages, within=DAY, subject="cluster")
        assert result.downtime == 2 * HOUR
