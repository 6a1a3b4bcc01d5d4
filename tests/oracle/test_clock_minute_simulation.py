"""A slow twin of the ticket clock, written from the rules: it walks through every single minute.

The twin knows nothing of intervals, spans or prefix sums. It has a list that tells for each
minute whether the service is open, and for each minute of a ticket's life whether its clock ran.
A due time is found by counting. Rules R6.2 to R6.6, rows 24, 33, 34 and 37.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache, cached_property
from itertools import groupby
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from svcmgmt.calendars import CalendarDays, ServiceCalendar, WorkingDays, always, weekly
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import HoldReason, IncidentState
from svcmgmt.sla import (
    Alert,
    Clock,
    ClockReading,
    ClockState,
    Equality,
    FixedDue,
    Limit,
    Outcome,
    PauseMeasure,
    Reopen,
    RowKind,
    in_state,
    on_trigger,
    read_cycles,
)
from svcmgmt.testing import reading_laws

MINUTE: Final = timedelta(minutes=1)
DAY: Final = 24 * 60
SEEN: Final = 14 * DAY  # minutes that the twin can see

# ------------------------------------------------------------------------------ the calendars


@dataclass(frozen=True)
class Office:
    """Weekly hours as minutes after local midnight, the Monday first."""

    zone: str
    week: tuple[tuple[tuple[int, int], ...], ...]
    holidays: tuple[date, ...]
    first: datetime  # the instant of minute 0

    def calendar(self) -> ServiceCalendar:
        """The same hours, as the library reads them."""
        names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        hours = {
            name: [_range_text(opens, closes) for opens, closes in ranges]
            for name, ranges in zip(names, self.week, strict=True)
            if ranges
        }
        return weekly(hours, zone=self.zone, holidays=self.holidays)

    def label(self, minute: int) -> datetime:
        """What the clock on the wall shows."""
        return (self.first + minute * MINUTE).astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def opens_on(self, day: date) -> bool:
        return bool(self.week[day.weekday()]) and day not in self.holidays

    def covers(self, day: date, minute_of_day: int) -> bool:
        """Whether hours that begin on a date cover a minute after its midnight."""
        ranges = self.week[day.weekday()] if self.opens_on(day) else ()
        return any(opens <= minute_of_day < closes for opens, closes in ranges)

    def is_open(self, minute: int) -> bool:
        label = self.label(minute)
        day, of_day = label.date(), label.hour * 60 + label.minute
        return self.covers(day, of_day) or self.covers(day - timedelta(days=1), of_day + DAY)


def _range_text(opens: int, closes: int) -> str:
    next_day = "+1" if closes > DAY else ""
    closes = closes if closes <= DAY else closes - DAY
    return f"{opens // 60:02d}:{opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}{next_day}"


_OFFICE: Final = ((540, 1020),)
_SPLIT: Final = ((480, 720), (780, 1050))
_ALL_DAY: Final = ((0, DAY),)
_EARLY: Final = ((0, 150), (180, 420))
_NIGHT: Final = ((1320, 1800),)

OFFICES: Final = (
    # clocks go back on Sunday 2026-10-25; the Monday after is a holiday
    Office(
        "Europe/Berlin",
        (_OFFICE,) * 5 + ((), ()),
        (date(2026, 10, 26),),
        datetime(2026, 10, 22, tzinfo=UTC),
    ),
    # open while the clocks go back
    Office(
        "America/New_York",
        (_SPLIT,) * 5 + (_NIGHT, _SPLIT),
        (date(2026, 11, 3),),
        datetime(2026, 10, 30, tzinfo=UTC),
    ),
    # open while the clocks go forward, and an edge of the hours lies in the hour that is skipped
    Office(
        "Europe/Berlin",
        (_ALL_DAY, (), _SPLIT, _OFFICE, _NIGHT, _SPLIT, _EARLY),
        (date(2026, 4, 3),),
        datetime(2026, 3, 27, tzinfo=UTC),
    ),
    # clocks go back by half an hour
    Office(
        "Australia/Lord_Howe",
        (_OFFICE, _SPLIT, _OFFICE, _SPLIT, _OFFICE, _ALL_DAY, _EARLY),
        (),
        datetime(2026, 4, 2, tzinfo=UTC),
    ),
    # a country without changes, three quarters of an hour off, that never closes
    Office("Asia/Kathmandu", (_ALL_DAY,) * 7, (), datetime(2026, 10, 22, tzinfo=UTC)),
)


@cache
def open_minutes(office: Office) -> tuple[bool, ...]:
    return tuple(office.is_open(minute) for minute in range(SEEN))


@cache
def minutes_of_labels(office: Office) -> dict[datetime, int]:
    """The first minute at which the clock on the wall shows something."""
    return {office.label(minute): minute for minute in reversed(range(SEEN))}


@cache
def calendar_of(office: Office) -> ServiceCalendar:
    if office.week == (_ALL_DAY,) * 7:
        return always(zone=office.zone)
    return office.calendar()


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.zone)
def test_both_see_the_same_open_minutes(office: Office) -> None:
    calendar = calendar_of(office)
    seen = [calendar.is_open(office.first + minute * MINUTE) for minute in range(SEEN)]
    assert tuple(seen) == open_minutes(office)


# ------------------------------------------------------------------------------ the simulation


@dataclass(frozen=True)
class Event:
    """One state change of a ticket."""

    minute: int
    state: IncidentState
    reason: str = ""
    again: bool = False  # handed over to another team: a reset


@dataclass(frozen=True)
class Settings:
    """What moves the clock."""

    start: tuple[IncidentState, ...] | None  # None: anything that neither stops nor cancels
    resume: tuple[IncidentState, ...] | None  # None: anything that does not pause
    reopen: Reopen
    origin: int | None
    retroactive_start: bool
    retroactive_pause: bool


Cell = Literal["run", "pause", "stop"]


@dataclass
class Life:
    """One cycle: what the clock did in every minute since it started."""

    start: int
    mode: Cell = "run"
    cells: list[Cell] = field(default_factory=list)
    ended: int | None = None
    cancelled: bool = False
    since_end: int = 0
    reopened: int | None = None
    gap: int = 0  # minutes for which it was stopped before that

    @property
    def last(self) -> int:
        return self.start + len(self.cells)


@dataclass
class Twin:
    """A clock that lives through a ticket's history, minute by minute."""

    settings: Settings
    lives: list[Life] = field(default_factory=list)
    is_paused: bool = False
    pauses: dict[int, bool] = field(default_factory=dict)

    def hear(self, event: Event) -> None:
        settings = self.settings
        stops = event.state is IncidentState.RESOLVED
        cancels = event.state is IncidentState.CANCELLED
        starts = settings.start is None or event.state in settings.start
        pauses = event.state is IncidentState.ON_HOLD and event.reason == HoldReason.CALLER.value
        if pauses:
            self.is_paused = True
        elif settings.resume is None or event.state in settings.resume:
            self.is_paused = False
        life = self.lives[-1] if self.lives else None
        mode: Cell = "pause" if self.is_paused else "run"
        if life is None or life.ended is not None:
            if starts and not stops and not cancels:
                self.begin(event, life, mode)
        elif stops:
            self.end(life, event.minute)
        elif event.again and starts:
            self.end(life, event.minute)
            self.lives.append(Life(event.minute, mode))
        elif cancels:
            life.ended, life.cancelled = event.minute, True
        else:
            life.mode = mode

    def end(self, life: Life, minute: int) -> None:
        """Stop; what was reopened for no time at all stays stopped since it was."""
        if life.reopened == minute and self.settings.reopen is Reopen.CONTINUE:
            life.cells = life.cells[: len(life.cells) - life.gap]
            life.since_end = life.gap
        life.ended = life.last

    def begin(self, event: Event, before: Life | None, mode: Cell) -> None:
        settings, minute = self.settings, event.minute
        if before is None:
            life = Life(minute, mode)
            origin = settings.origin
            if settings.retroactive_start and origin is not None and origin < minute:
                life.start = origin
                life.cells = [
                    "pause" if settings.retroactive_pause and self.pauses[each] else "run"
                    for each in range(origin, minute)
                ]
            self.lives.append(life)
        elif event.again:
            self.lives.append(Life(minute, mode))
        elif settings.reopen is Reopen.KEEP_FIRST:
            pass
        elif before.cancelled or settings.reopen is Reopen.RESTART:
            self.lives.append(Life(minute, mode))
        else:
            before.cells += self.meanwhile(before.last, minute)
            before.reopened, before.gap = minute, before.since_end
            before.since_end, before.ended, before.mode = 0, None, mode

    def meanwhile(self, ended: int, minute: int) -> list[Cell]:
        """What counts as done since the end: nothing, or all that it would have done."""
        if self.settings.reopen is not Reopen.COUNT_ALL:
            return ["stop"] * (minute - ended)
        return ["pause" if self.pauses[each] else "run" for each in range(ended, minute)]

    def pass_a_minute(self, minute: int) -> None:
        self.pauses[minute] = self.is_paused
        if self.lives:
            life = self.lives[-1]
            if life.ended is None:
                life.cells.append(life.mode)
            else:
                life.since_end += 1


def live_through(events: Sequence[Event], settings: Settings, until: int) -> list[Life]:
    """The lives of a clock as of the beginning of a minute."""
    twin = Twin(settings)
    heard: dict[int, list[Event]] = {}
    for event in events:
        heard.setdefault(event.minute, []).append(event)
    starts = [event.minute for event in events]
    if settings.origin is not None:
        starts.append(settings.origin)
    for minute in range(min(starts), until + 1):
        for event in heard.get(minute, ()):
            twin.hear(event)
        if minute < until:
            twin.pass_a_minute(minute)
    return twin.lives


# ------------------------------------------------------------------------------ the judgement


@dataclass(frozen=True)
class Promise:
    """How long it may take, in minutes; or a minute; or a number of days."""

    kind: Literal["time", "date", "calendar days", "working days"]
    number: int

    def limit(self, office: Office) -> Limit:
        if self.kind == "time":
            return self.number * MINUTE
        if self.kind == "date":
            return FixedDue(office.first + self.number * MINUTE)
        return (CalendarDays if self.kind == "calendar days" else WorkingDays)(self.number)


class OutOfSight(Exception):
    """The answer lies beyond the minutes that the twin can see, or has no clear rule."""


@dataclass(frozen=True)
class Judge:
    """What a life amounts to, found by counting."""

    office: Office
    life: Life
    promise: Promise
    equality: Equality
    measure: PauseMeasure

    @cached_property
    def open(self) -> tuple[bool, ...]:
        return open_minutes(self.office)

    def counts(self, minute: int) -> bool:
        return self.open[minute] and self.life.cells[minute - self.life.start] == "run"

    @cached_property
    def elapsed(self) -> int:
        return sum(self.counts(minute) for minute in range(self.life.start, self.life.last))

    @cached_property
    def goes_on(self) -> bool:
        """Whether the clock would count on after what is known."""
        life = self.life
        if life.ended is not None:
            return not life.cells or life.cells[-1] == "run"
        return life.mode == "run"

    @cached_property
    def counted(self) -> list[int]:
        """The minutes that count, those to come included if nothing else happens."""
        life = self.life
        known = [minute for minute in range(life.start, life.last) if self.counts(minute)]
        to_come = range(life.last, SEEN) if self.goes_on else ()
        return known + [minute for minute in to_come if self.open[minute]]

    def reached(self, amount: Fraction | int) -> Fraction | None:
        """The first moment at which so many minutes have counted; None if nobody can know."""
        if amount <= 0:
            return Fraction(self.life.start)
        whole = -(-amount // 1) - 1  # minutes that count fully before the one in which it happens
        if whole < len(self.counted):
            return self.counted[int(whole)] + Fraction(amount - whole)
        if self.goes_on:
            raise OutOfSight
        return None

    def open_between(self, first: int, last: int) -> int:
        if max(first, last) >= SEEN:
            raise OutOfSight
        if last < first:
            return -self.open_between(last, first)
        return sum(self.open[first:last])

    def opened_after(self, minute: int, amount: Fraction | int) -> Fraction:
        """The first moment at which so many open minutes have passed."""
        if amount <= 0:
            return Fraction(minute)
        for each in range(minute, SEEN):
            if self.open[each]:
                if amount <= 1:
                    return each + Fraction(amount)
                amount -= 1
        raise OutOfSight

    def promised(self) -> int:
        """When it is due if the clock never pauses."""
        office, start, number = self.office, self.life.start, self.promise.number
        if self.promise.kind == "date":
            return number
        if self.promise.kind == "time":
            return int(self.opened_after(start, number))
        if self.promise.kind == "calendar days":
            return self.at_wall_time(office.label(start) + timedelta(days=number))
        opening = next((m for m in range(start, SEEN) if self.open[m]), None)
        if opening is None:
            raise OutOfSight
        label = office.label(opening)
        for _ in range(number):
            label += timedelta(days=1)
            while not office.opens_on(label.date()):
                label += timedelta(days=1)
        return self.at_wall_time(label) if number else opening

    def at_wall_time(self, label: datetime) -> int:
        found = minutes_of_labels(self.office).get(label)
        if found is None:  # beyond what is seen, or a wall time that the clocks skip
            raise OutOfSight
        return found

    @property
    def is_timed(self) -> bool:
        return self.promise.kind == "time" and self.measure is PauseMeasure.SERVICE_TIME

    def stretches_away(self) -> list[tuple[int, int | None]]:
        """Where the clock did not run: first minute, minute after, None for one that lasts."""
        life = self.life
        away: list[tuple[int, int | None]] = []
        minute = life.start
        for is_running, cells in groupby(life.cells, lambda cell: cell == "run"):
            length = len(list(cells))
            if not is_running:
                away.append((minute, minute + length))
            minute += length
        if life.ended is None and life.mode == "pause":
            began = away.pop()[0] if away and away[-1][1] == life.last else life.last
            away.append((began, None))
        return away

    @cached_property
    def due(self) -> Fraction | None:
        if self.promise.kind == "date":
            return Fraction(self.promise.number)
        if self.is_timed:
            return self.reached(self.promise.number)
        due = self.promised()
        for first, after in self.stretches_away():
            if first >= due:
                continue
            if after is None:
                return None
            if self.measure is PauseMeasure.WALL_CLOCK:
                due += after - first
            else:
                due = int(self.opened_after(due, sum(self.open[first:after])))
        return Fraction(due)

    @cached_property
    def is_late(self) -> bool:
        if self.is_timed:
            over = Fraction(self.elapsed - self.promise.number)
        elif self.due is None:
            return False
        else:
            over = self.life.last - self.due
        return over >= 0 if self.equality is Equality.MISSED else over > 0

    @cached_property
    def breach(self) -> Fraction | None:
        """The last moment at which it was not too late."""
        if not self.is_late:
            return None
        if self.is_timed and self.equality is Equality.MET:
            return Fraction(self.counted[self.promise.number])  # where the minute too many begins
        return self.due

    @cached_property
    def outcome(self) -> Outcome:
        if self.life.cancelled:
            return Outcome.NOT_APPLICABLE
        if self.life.ended is None:
            return Outcome.OPEN_PAST_DUE if self.is_late else Outcome.OPEN
        return Outcome.MISSED if self.is_late else Outcome.MET

    @cached_property
    def allowed(self) -> int:
        if self.promise.kind == "time":
            return self.promise.number
        return self.open_between(self.life.start, self.promised())

    @cached_property
    def remaining(self) -> int:
        if self.is_timed or self.due is None:
            return self.allowed - self.elapsed
        return self.open_between(self.life.last, int(self.due))

    @cached_property
    def minutes_by_kind(self) -> Counter[RowKind]:
        """How many minutes the evidence gives to each kind of stretch."""
        kinds: Counter[RowKind] = Counter()
        for minute, cell in enumerate(self.life.cells, self.life.start):
            if cell == "run" and self.open[minute]:
                is_late = self.breach is not None and minute >= self.breach
                kinds[RowKind.OVERDUE if is_late else RowKind.COUNTED] += 1
            elif cell == "run":
                kinds[RowKind.CLOSED] += 1
            else:
                kinds[RowKind.PAUSED if cell == "pause" else RowKind.STOPPED] += 1
        return kinds

    def resumed(self) -> Judge:
        """The same life, if its pause ended now."""
        return replace(self, life=replace(self.life, mode="run"))

    @cached_property
    def left(self) -> list[tuple[int, int]]:
        """The minutes in which it runs, those to come included, and the open ones until it is due.

        For promises that each minute away moves by a minute; up to well after the due time.
        """
        due, left, moves, was = self.promised(), 0, False, ""
        told: list[tuple[int, int]] = []
        to_come = ["run"] * (SEEN - self.life.last) if self.goes_on else []
        for minute, cell in enumerate([*self.life.cells, *to_come], self.life.start):
            if cell != "run":
                moves = moves if was in {"pause", "stop"} else minute < due
                due += moves
            else:
                left = left if was == "run" else self.open_between(minute, due)
                told.append((minute, left))
                left -= self.open[minute]
            if left < -self.allowed - DAY:
                break
            was = cell
        return told

    def warned(self, amount: Fraction) -> Fraction | None:
        """The first moment at which it runs and what is left of the promise is little enough."""
        left = self.allowed - max(amount, Fraction(0))
        for minute, open_minutes in self.left:
            if open_minutes <= left:
                return Fraction(minute)
            if self.open[minute] and open_minutes - 1 <= left:
                return minute + (open_minutes - left)
        if self.goes_on:
            raise OutOfSight
        return None

    def alert(self, alert: Alert) -> Fraction | None:
        if alert.share == 1 and not self.is_timed:
            return None if self.due is None else max(self.due, Fraction(self.life.start))
        if alert.offset is not None:
            amount = Fraction(self.allowed + alert.offset // MINUTE)
        else:
            assert alert.share is not None
            amount = self.allowed * alert.share
        if self.promise.kind == "date":
            return self.opened_after(self.life.start, amount)
        if self.measure is PauseMeasure.WALL_CLOCK:
            return self.warned(amount)
        return self.reached(amount)

    def alerts(self, alerts: Sequence[Alert]) -> list[Fraction]:
        moments = [moment for each in alerts if (moment := self.alert(each)) is not None]
        ended = self.life.ended
        return sorted(each for each in moments if ended is None or each <= ended)


# ------------------------------------------------------------------------------ the comparison


ALERTS: Final = tuple(
    Alert(Fraction(share)) for share in ("0", "1/2", "3/4", "7/9", "1", "3/2")
) + tuple(Alert(offset=minutes * MINUTE) for minutes in (-60, -5, 0, 45))

KINDS: Final = (
    (IncidentState.NEW, ""),
    (IncidentState.IN_PROGRESS, ""),
    (IncidentState.IN_PROGRESS, "customer called"),
    (IncidentState.ON_HOLD, HoldReason.CALLER.value),
    (IncidentState.ON_HOLD, HoldReason.CALLER.value),
    (IncidentState.ON_HOLD, HoldReason.VENDOR.value),
    (IncidentState.RESOLVED, ""),
    (IncidentState.RESOLVED, ""),
    (IncidentState.CANCELLED, ""),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """Histories whatever a ticket system lets through: any state may follow any other."""
    minute = draw(st.integers(0, 2 * DAY))
    waits = st.sampled_from([0, 1, 15, 60, 480]) | st.integers(0, DAY)
    events = []
    for state, reason in draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=8)):
        events.append(Event(minute, state, reason, again=draw(st.integers(0, 9)) == 0))
        minute += draw(waits)
    return tuple(events)


@st.composite
def settings(draw: st.DrawFn, first: int) -> dict[str, Any]:
    starts = (None, (IncidentState.IN_PROGRESS,), (IncidentState.NEW, IncidentState.IN_PROGRESS))
    return {
        "start": draw(st.sampled_from(starts)),
        "resume": draw(st.sampled_from([None, None, (IncidentState.IN_PROGRESS,)])),
        "origin": draw(st.none() | st.integers(max(first - 600, 0), first + 120)),
        "retroactive_start": draw(st.booleans()),
        "retroactive_pause": draw(st.booleans()),
    }


def clock_of(
    office: Office, chosen: Settings, promise: Promise, equality: Equality, measure: PauseMeasure
) -> Clock:
    return Clock(
        name="restore",
        limit=promise.limit(office),
        calendar=calendar_of(office),
        alerts=ALERTS,
        equality=equality,
        pause_measure=measure,
        reopen=chosen.reopen,
        retroactive_start=chosen.retroactive_start,
        retroactive_pause=chosen.retroactive_pause,
        start=None if chosen.start is None else in_state(*chosen.start),
        pause=in_state(IncidentState.ON_HOLD, reasons=[HoldReason.CALLER]),
        resume=None if chosen.resume is None else in_state(*chosen.resume),
        stop=in_state(IncidentState.RESOLVED),
        reset=on_trigger("hand over"),
    )


def facts_of(office: Office, events: Sequence[Event]) -> list[StateChange[Any, Any]]:
    return [
        StateChange(
            at=office.first + event.minute * MINUTE,
            sequence=number,
            to_state=event.state,
            reason=event.reason,
            trigger="hand over" if event.again else None,
        )
        for number, event in enumerate(events)
    ]


def at(office: Office, minute: Fraction | int) -> datetime:
    """The moment of a minute or a part of one, rounded up to the microsecond."""
    micros = Fraction(minute) * 60_000_000
    return office.first + timedelta(microseconds=-(-micros.numerator // micros.denominator))


STATES: Final[Mapping[str, ClockState]] = {"run": ClockState.RUNNING, "pause": ClockState.PAUSED}


def minutes_of(reading: ClockReading) -> Counter[RowKind]:
    minutes: Counter[RowKind] = Counter()
    for row in reading.rows:
        minutes[row.kind] += row.duration // MINUTE
    return minutes


def compare(office: Office, reading: ClockReading, judge: Judge) -> None:
    """Let the twin and the clock tell the same story."""
    life = judge.life
    assert reading.started_at == at(office, life.start)
    assert reading.elapsed == judge.elapsed * MINUTE
    if life.ended is None:
        assert reading.stopped_at is None
        assert reading.state is STATES[life.mode]
    else:
        assert reading.stopped_at == at(office, life.ended)
        assert reading.state is (ClockState.CANCELLED if life.cancelled else ClockState.STOPPED)
    reading_laws(reading)
    try:
        assert reading.outcome is judge.outcome
        assert reading.due == (None if judge.due is None else at(office, judge.due))
        assert reading.breached_at == (None if judge.breach is None else at(office, judge.breach))
        assert reading.remaining == judge.remaining * MINUTE
        assert minutes_of(reading) == judge.minutes_by_kind
        if reading.state is not ClockState.PAUSED:
            assert reading.projected_due == reading.due
        else:
            projected = judge.resumed().due
            assert reading.projected_due == (None if projected is None else at(office, projected))
        expected = [at(office, each) for each in judge.alerts(reading.target.alerts)]
        assert [each.at for each in reading.alert_times()] == expected
        coming = [each for each in expected if each > reading.until]
        following = reading.next_alert()
        assert (following and following.at) == (coming[0] if coming else None)
    except OutOfSight:
        return


PROMISES: Final = {
    "time": st.integers(0, 3 * DAY) | st.sampled_from([30, 60, 240, 480, 960]),
    "date": st.integers(0, 9 * DAY),
    "calendar days": st.integers(0, 6),
    "working days": st.integers(0, 5),
}


@pytest.mark.parametrize("measure", PauseMeasure)
@pytest.mark.parametrize("kind", PROMISES)
@hypothesis_settings(max_examples=max(20, hypothesis_settings().max_examples // 3))
@given(data=st.data())
def test_the_clock_agrees_with_its_slow_twin(
    kind: Literal["time", "date", "calendar days", "working days"],
    measure: PauseMeasure,
    data: st.DataObject,
) -> None:
    office = data.draw(st.sampled_from(OFFICES), label="office")
    events = data.draw(histories(), label="events")
    chosen = data.draw(settings(events[0].minute), label="settings")
    promise = Promise(kind, data.draw(PROMISES[kind], label="promise"))
    equality = data.draw(st.sampled_from(Equality), label="equality")
    last = events[-1].minute
    untils = data.draw(
        st.lists(st.integers(max(events[0].minute - 5, 0), last + DAY), min_size=1, max_size=2),
        label="untils",
    )
    facts = facts_of(office, events)
    for reopen in Reopen:
        rules = Settings(**chosen, reopen=reopen)
        clock = clock_of(office, rules, promise, equality, measure)
        origin = None if rules.origin is None else at(office, rules.origin)
        ledger = clock.ledger(facts, origin=origin)
        for until in {*untils, last, last + 3 * 60}:
            lives = live_through(events, rules, until)
            readings = read_cycles(clock, ledger, until=at(office, until))
            if not lives:
                (reading,) = readings
                known = any(event.minute <= until for event in events)
                assert reading.outcome is (Outcome.NOT_APPLICABLE if known else Outcome.UNKNOWN)
                assert reading.elapsed == timedelta(0)
                assert (reading.due, reading.remaining, reading.breached_at) == (None, None, None)
                continue
            for reading, life in zip(readings, lives, strict=True):
                compare(office, reading, Judge(office, life, promise, equality, measure))
