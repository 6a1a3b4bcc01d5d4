"""What a cycle of a clock amounts to: counted time, due time, breach; pure arithmetic."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from attrs import frozen

from svcmgmt.calendars import NoSuchTime
from svcmgmt.sla.clocks.ledgers import ClockCycle, ClockSpan, ClockState
from svcmgmt.sla.clocks.limits import Alert, FixedDue, Limit, ServiceTime
from svcmgmt.sla.clocks.policies import Equality, PauseMeasure
from svcmgmt.temporal import HORIZON

__all__ = ["Timing"]

_NOTHING: Final = timedelta(0)
_MICROSECOND: Final = timedelta(microseconds=1)


@frozen
class Timing:
    """One cycle, read with one limit and calendar, as of one instant."""

    cycle: ClockCycle
    calendar: ServiceTime
    limit: Limit
    until: datetime
    """As of when; the end of the cycle if that is earlier."""
    equality: Equality
    pause_measure: PauseMeasure

    @property
    def spans(self) -> tuple[ClockSpan, ...]:
        """The stretches of the cycle; what ended as it started ran for no time."""
        start = self.cycle.start
        return self.cycle.spans or (ClockSpan(start, start, ClockState.RUNNING, ""),)

    def counted(self) -> timedelta:
        """Return the time that counts against the limit."""
        times = (
            self.calendar.elapsed(span.start, span.end or self.until)
            for span in self.spans
            if span.state is ClockState.RUNNING
        )
        return sum(times, _NOTHING)

    @property
    def is_timed(self) -> bool:
        """Whether the verdict compares counted time with the limit, rather than two instants."""
        return isinstance(self.limit, timedelta) and self.pause_measure is PauseMeasure.SERVICE_TIME

    def allowed(self) -> timedelta:
        """Return the limit as service time; that of the dates from the start, if it is days."""
        if isinstance(self.limit, timedelta):
            return self.limit
        return self.calendar.elapsed(self.cycle.start, self._promised())

    def _promised(self) -> datetime:
        """Return the due time of a clock that never pauses."""
        if isinstance(self.limit, FixedDue):
            return self.limit.at
        return self.calendar.due(self.cycle.start, self.limit)

    def when(self, counted: timedelta) -> datetime | None:
        """Return the least instant at which so much has counted; None while nobody can know.

        The last running stretch is followed beyond its end, as if nothing had stopped it.
        """
        if counted <= _NOTHING:
            return self.cycle.start
        spans = self.spans
        for span in spans:
            if span.state is not ClockState.RUNNING:
                continue
            if span.end is None or span is spans[-1]:
                return self.calendar.due(span.start, counted)
            worked = self.calendar.elapsed(span.start, span.end)
            if counted <= worked:
                return self.calendar.due(span.start, counted)
            counted -= worked
        return None

    def due(self) -> datetime | None:
        """Return the due time, moved by the pauses so far; None while a pause lasts."""
        if isinstance(self.limit, FixedDue):
            return self.limit.at
        if self.is_timed:
            return self.when(self.allowed())
        due, away_since = self._promised(), None
        for span in self.spans:
            if span.state is ClockState.RUNNING:
                away_since = None
                continue
            away_since = away_since or span.start  # a pause and what follows it are one
            if away_since >= due:
                continue
            if span.end is None:
                return None
            if self.pause_measure is PauseMeasure.WALL_CLOCK:
                due = self._moved(due, span.end - span.start)
            else:
                due = self.calendar.due(due, self.calendar.elapsed(span.start, span.end))
        return due

    def _moved(self, due: datetime, by: timedelta) -> datetime:
        """Return a due time that a pause moves by its whole length."""
        moved = due + by
        if moved > HORIZON:
            raise NoSuchTime(f"{self.limit} after", self.cycle.start, str(self.calendar))
        return moved

    def is_late(self) -> bool:
        """Return whether the limit is exceeded as of the end of the reading."""
        if self.is_timed:
            return self._exceeds(self.counted(), self.allowed())
        try:
            due = self.due()
        except NoSuchTime:  # no instant that can be told is later
            return False
        return due is not None and self._exceeds(self.until - due, _NOTHING)

    def _exceeds(self, value: timedelta, limit: timedelta) -> bool:
        return value >= limit if self.equality is Equality.MISSED else value > limit

    def breached_at(self) -> datetime | None:
        """Return the last instant at which it was not yet late; None if it is not late."""
        if not self.is_late():
            return None
        if not self.is_timed or self.equality is Equality.MISSED:
            return self.due()
        exceeded = self.when(self.allowed() + _MICROSECOND)
        return None if exceeded is None else exceeded - _MICROSECOND

    def remaining(self) -> timedelta:
        """Return the service time left; negative when it is exceeded."""
        due = None if self.is_timed else self.due()
        if due is None:
            return self.allowed() - self.counted()
        return self.calendar.elapsed(self.until, due)

    def alert_at(self, alert: Alert) -> datetime | None:
        """Return when an alert fires; None while nobody can know, or if it never does."""
        try:
            return self._alert_at(alert)
        except NoSuchTime:
            return None

    def _alert_at(self, alert: Alert) -> datetime | None:
        if alert.share == 1 and not self.is_timed:
            due = self.due()
            return None if due is None else max(due, self.cycle.start)
        allowed = self.allowed()
        threshold = alert.threshold(allowed)
        if isinstance(self.limit, FixedDue):  # pauses move neither the date nor its warnings
            return self.calendar.due(self.cycle.start, threshold)
        if self.pause_measure is PauseMeasure.WALL_CLOCK:
            return self._when_left(allowed - threshold)
        return self.when(threshold)

    def _when_left(self, left: timedelta) -> datetime | None:
        """Return the least instant at which it runs with at most so much left until it is due.

        Pauses move the due time by their whole length, so that what has counted does not tell.
        """
        due, spans = self._promised(), self.spans
        for span in spans:
            if span.state is ClockState.RUNNING:
                to_pass = max(self.calendar.elapsed(span.start, due) - left, _NOTHING)
                at = self.calendar.due(span.start, to_pass)
                if span.end is None or span is spans[-1] or at <= span.end:
                    return at
            elif span.end is None:
                return None
            elif span.start < due:
                due = self._moved(due, span.end - span.start)
        return None
