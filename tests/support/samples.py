"""One or more values of every class that can be stored, for tests that walk over all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from samples_agreement import AGREEMENT_VALUES, REPORT_VALUES
from samples_dialects import DIALECT_VALUES
from samples_model import MODEL_VALUES
from samples_patterns import PATTERN_VALUES
from samples_practice import PRACTICE_VALUES
from samples_sla import SLA_VALUES

from svcmgmt import calendars as cal
from svcmgmt.interop.icalendar import RecurringDays
from svcmgmt.lifecycle import (
    Fact,
    Move,
    MoveKind,
    OwnState,
    Repeats,
    Rule,
    State,
    StateCategory,
    StateChange,
    Trigger,
    align,
    audit,
    conformance,
    discover,
)
from svcmgmt.practice import (
    INCIDENT,
    PRIORITY_3X3,
    HoldReason,
    Impact,
    Incident,
    IncidentState,
    IncidentTrigger,
    Urgency,
)
from svcmgmt.sla import (
    Alert,
    Clock,
    ClockLedger,
    FixedDue,
    Mark,
    PauseMeasure,
    Reopen,
    Signal,
    Target,
    compliance,
    in_category,
    in_state,
    on_trigger,
    read,
)
from svcmgmt.sla.evaluation import Evaluation, Evidence, Part
from svcmgmt.sla.objectives import (
    Rounding,
    Tolerance,
    ToleranceKind,
    at_least,
    at_most,
    exactly,
)
from svcmgmt.statistics import ChartSample, c_chart, judge_share, wilson, xmr_chart
from svcmgmt.temporal import CalendarDuration, Interval, IntervalSet, Timeline, parse_instant as at
from svcmgmt.values import (
    NO_DATA,
    Extension,
    Finding,
    Money,
    NoData,
    Priority,
    PriorityScale,
    ProblemId,
    Quantity,
    Ratio,
    Ref,
    ServiceId,
    Severity,
)

__all__ = ["SAMPLES"]

EIGHT, NINE, TEN = (at(f"2026-10-26T{hour:02d}:00:00Z") for hour in (8, 9, 10))
BERLIN = ZoneInfo("Europe/Berlin")

sundays = cal.Recurrence(
    rule="FREQ=WEEKLY;BYDAY=SU",
    start=datetime(2026, 1, 4, 2, tzinfo=BERLIN),
    also=[NINE],
    excluded=[datetime(2026, 1, 11, 2, tzinfo=BERLIN)],
)
thanksgiving = cal.Recurrence(
    rule="FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    start=datetime(2020, 1, 1, tzinfo=ZoneInfo("America/New_York")),
)
office = cal.weekly(
    "Mon-Fri 08:00-12:00, 13:00-18:00; Sat 22:00-06:00+1",
    zone="Europe/Berlin",
    holidays=cal.HolidayList(
        [
            cal.Holiday("2026-12-24", "2026-12-26", name="Christmas"),
            cal.YearlyHoliday(1, 1, name="New Year"),
            cal.RecurringHoliday(thanksgiving, "Thanksgiving"),
        ]
    ),
    special_days=[cal.SpecialDay("2026-12-31", ["08:00-12:00"], name="New Year's Eve")],
    precedence=cal.DayPrecedence.HOLIDAY,
    gap=cal.Gap.SHIFT,
    fold=cal.Fold.SPAN,
)
meeting = cal.fixed([Interval(NINE, TEN)])
maintenance = cal.recurring(sundays, lasts=timedelta(hours=2))
changing = cal.versions(
    [(None, (office | maintenance) - meeting), (at("2027-01-01T00:00:00Z"), cal.always() & office)]
)

incident = (
    Incident.log(id="INC-7", name="VPN", impact=Impact.HIGH, urgency=Urgency.LOW, at=EIGHT)
    .start(at=EIGHT, by="ana")
    .hold(at=NINE, reason=HoldReason.CALLER)
    .resume(at=TEN)
)
own_state = OwnState("withVendor", StateCategory.PAUSED)
our_lifecycle = INCIDENT.extend(
    name="our incident",
    rules=[
        Rule("toVendor", [IncidentState.IN_PROGRESS], own_state),
        Rule("fromVendor", [own_state], IncidentState.IN_PROGRESS, source="desk manual 4.2"),
    ],
)
our_incident = (
    Incident(
        id=incident.id,
        affected=[Ref(id=ServiceId("svc-7"), name="VPN")],
        problem=Ref(id=ProblemId("PRB-1")),
        priority=Priority.P2,
        is_major=True,
        extension=Extension({"x_queue": "noc", "x_n": [1, 1.5, True, None]}),
        state=incident.state,
        history=incident.history,
        own_lifecycle=our_lifecycle,
    ).fire("toVendor", at=TEN)
)  # fmt: skip

restore = Clock(
    name="restore",
    limit=timedelta(hours=4),
    calendar=office,
    pause=in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER]),
    stop=in_category(StateCategory.RESOLVED) | on_trigger(IncidentTrigger.CLOSE),
    alerts=["75 %", Alert(offset=timedelta(hours=-1))],
    reopen=Reopen.RESTART,
    retroactive_start=True,
    pause_measure=PauseMeasure.WALL_CLOCK,
)
reply = Target(name="reply", limit=cal.WorkingDays(2), calendar=changing)
ledger = ClockLedger.started(EIGHT).pause(NINE, cause="customer").pause(NINE, cause="customer")
reading = restore.read(incident.history, until=at("2026-10-26T16:00:00Z"), origin=EIGHT)

promise = at_least("99.5 %", warning="99.9 %", tolerance=Tolerance("0.1 %", ToleranceKind.ABSOLUTE))
evaluation = Evaluation(
    subject="vpn",
    measure="availability",
    value=Ratio(165, 166),
    objective=promise,
    verdict=promise.judge(Ratio(165, 166)),
    period=Interval(NINE, NINE + timedelta(hours=168)),
    whole=timedelta(hours=166),
    counts=[("outages", 1)],
    breakdown=[Part("up", timedelta(hours=165)), Part("down", timedelta(hours=1))],
    exclusions=[Part("planned maintenance", timedelta(hours=2))],
    policies=[("exclusion", "both sides")],
    evidence=[
        Evidence(start=NINE, end=TEN, kind="counted", counted=timedelta(minutes=30), cause="o-7")
    ],
    findings=[Finding(code="late", message="told late", severity=Severity.INFO)],
)


followed = conformance(INCIDENT, [incident.history, our_incident.history])
profile = discover([incident.history, our_incident.history])


def grouped(values: Iterable[object]) -> dict[str, list[object]]:
    """Return values by the name of their class, in kebab case."""
    found: dict[str, list[object]] = {}
    for value in values:
        name = re.sub(r"(?<!^)(?=[A-Z])", "-", type(value).__name__).lower()
        found.setdefault(name, []).append(value)
    return found


SAMPLES: dict[str, list[object]] = {
    "ratio": [Ratio(1, 3)],
    "no-data": [NO_DATA, NoData("no tickets")],
    "money": [Money("401.00", "EUR"), Money("-1.5", "JPY")],
    "quantity": [Quantity("100.5", "Mbit/s")],
    "finding": [Finding(code="tie", message="m", severity=Severity.ERROR, pointer="/0", value="v")],
    "priority": [Priority(2)],
    "priority-scale": [PriorityScale(name="TMF622", most_urgent=0, least_urgent=4)],
    "ref": [Ref(id=ServiceId("svc-7"), name="VPN", href="h", referred_type="Service")],
    "extension": [Extension({"schema": "theirs", "a": {"b": [1, 1.0, True]}}), Extension()],
    "instant": [NINE],
    "duration": [timedelta(hours=4, microseconds=1), -timedelta(minutes=1)],
    "calendar-duration": [CalendarDuration(months=1, days=2, time=timedelta(hours=3))],
    "interval": [Interval(NINE, TEN), Interval(NINE)],
    "interval-set": [IntervalSet.of([Interval(NINE, TEN)]), IntervalSet()],
    "timeline": [
        Timeline.of([(NINE, IncidentState.NEW), (TEN, own_state)]),
        Timeline.of([(NINE, None), (TEN, 5), (EIGHT, "up")]),
        Timeline.of([(NINE, Ratio(1, 2))]),
    ],
    "time-range": [cal.TimeRange.parse("22:00-06:00+1")],
    "weekly-hours": [cal.WeeklyHours.parse("Mon-Fri 08:00-18:00; Sat 9-13")],
    "holiday": [cal.Holiday(date(2026, 12, 25), name="Christmas Day")],
    "yearly-holiday": [cal.YearlyHoliday(2, 29)],
    "recurring-holiday": [cal.RecurringHoliday(thanksgiving, "Thanksgiving")],
    "holiday-list": [cal.HolidayList(["2026-12-25", cal.YearlyHoliday(1, 1)])],
    "special-day": [cal.SpecialDay("2026-12-24", ["08:00-12:00"], "Christmas Eve")],
    "recurrence": [sundays],
    "service-calendar": [office, changing, cal.never(), meeting, maintenance],
    "calendar-always": [cal.always().rule],
    "calendar-never": [cal.never().rule],
    "calendar-hours": [office.rule],
    "calendar-fixed": [meeting.rule],
    "calendar-recurring": [maintenance.rule],
    "calendar-union": [(office | meeting).rule],
    "calendar-intersection": [(office & meeting).rule],
    "calendar-difference": [(office - meeting).rule],
    "calendar-versions": [changing.rule],
    "working-days": [
        cal.WorkingDays(3),
        cal.WorkingDays(1, outside=cal.Outside.COUNT_ON, landing=cal.Landing.CLOSE),
        cal.WorkingDays(1, day_length=timedelta(hours=8)),
    ],
    "calendar-days": [cal.CalendarDays(30)],
    "closure": [cal.Closure(kind=cal.ClosureKind.HOLIDAY, day=date(2026, 12, 25), name="C")],
    "reporting-period": [
        cal.ReportingPeriod.around("2026-02-10", cal.PeriodKind.MONTH, zone="UTC", anchor=31)
    ],
    "maintenance-window": [cal.MaintenanceWindow(name="Sunday", times=maintenance)],
    "change-freeze": [cal.ChangeFreeze(name="year end", times=meeting, exempt=["emergency"])],
    "change-windows": [
        cal.ChangeWindows(
            maintenance=[cal.MaintenanceWindow(name="Sunday", times=maintenance)],
            freezes=[cal.ChangeFreeze(name="year end", times=meeting)],
        )
    ],
    "own-state": [own_state],
    "fact": [Fact(at=NINE, sequence=3, recorded_at=TEN, id="f1")],
    "state-change": [
        incident.history[2],
        StateChange[State, Trigger](to_state=own_state, at=NINE, trigger="toVendor"),
    ],
    "rule": [INCIDENT.rules[3], our_lifecycle.rules[-1]],
    "lifecycle": [INCIDENT, our_lifecycle],
    "log-audit": [audit(INCIDENT, incident.history)],
    "log-conformance": [followed],
    "aligned-trace": [followed.traces[0]],
    "alignment": [followed.traces[0].alignment, align(INCIDENT, ["-100"], repeats=Repeats.STEP)],
    "move": [followed.traces[0].alignment.moves[0], Move(MoveKind.MODEL, own_state)],
    "deviation": [followed.deviations[0]],
    "log-profile": [profile],
    "state-count": [profile.starts[0]],
    "step-count": [profile.steps[0], profile.ping_pongs[0]],
    "share-interval": [wilson(Ratio(19, 20), confidence="95 %")],
    "share-judgement": [judge_share(Ratio(19, 20), "95 %", confidence="95 %")],
    "chart-sample": [ChartSample(label="Monday", amount=3, base=1)],
    "control-chart": [c_chart([3, 5, 4]), xmr_chart([timedelta(hours=1), timedelta(hours=3)])],
    "objective": [promise, at_most(Quantity(20, "ms")), at_most(timedelta(hours=4)), exactly(3)],
    "tolerance": [Tolerance("5 %", ToleranceKind.RELATIVE)],
    "rounding": [Rounding(2)],
    "part": [Part("down", timedelta(hours=1)), Part("missed", 3)],
    "evidence": [evaluation.evidence[0]],
    "evaluation": [evaluation],
    "condition": [restore.pause, restore.stop],
    "alert": [Alert("75 %"), Alert(offset=-timedelta(hours=1))],
    "fixed-due": [FixedDue(TEN)],
    "target": [reply],
    "clock": [restore, Clock(name="reply", limit=FixedDue(TEN))],
    "mark": [Mark(at=NINE, signals=[Signal.START, Signal.PAUSE], cause="c", sequence=1)],
    "clock-ledger": [ledger, reading.ledger],
    "clock-span": [reading.cycle.spans[0]] if reading.cycle else [],
    "clock-cycle": [reading.cycle],
    "clock-reading": [reading, read(reply, ledger, until=TEN)],
    "clock-row": [reading.rows[0]],
    "alert-time": [reading.alert_times()[0]],
    "compliance": [compliance([reading], period=Interval(EIGHT, at("2026-11-01T00:00:00Z")))],
    "priority-matrix": [PRIORITY_3X3],
    "tmf-document": MODEL_VALUES,
    "recurring-days": [RecurringDays(thanksgiving, 2, "Thanksgiving")],
    **grouped([*SLA_VALUES, *AGREEMENT_VALUES, *REPORT_VALUES, *PRACTICE_VALUES, *DIALECT_VALUES]),
    **grouped(PATTERN_VALUES),
    "incident": [incident, our_incident],
}
"""Name of the stored class to values of it."""
