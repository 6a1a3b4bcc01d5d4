"""What a clock shows at an instant, with the evidence behind it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.errors import SvcmgmtError
from svcmgmt.sla.clocks._clock_bar import clock_bar
from svcmgmt.sla.clocks._timing import Timing
from svcmgmt.sla.clocks.ledgers import (
    ClockCycle,
    ClockLedger,
    ClockState,
    Signal,
    fold,
    known_at,
    stopped_before_start,
    supposing,
)
from svcmgmt.sla.clocks.limits import Alert
from svcmgmt.sla.clocks.rows import ClockRow, rows_of, rows_text, zone_of
from svcmgmt.sla.clocks.targets import Target
from svcmgmt.temporal import instant
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import Finding
from svcmgmt.values._kinds import check_kind

__all__ = ["AlertTime", "ClockReading", "Outcome", "read", "read_cycles"]

_NOTHING: Final = timedelta(0)


class Outcome(Enum):
    """How a ticket stands against a target (rule R6.7).

    Examples:
        >>> Outcome("met")
        <Outcome.MET: 'met'>
    """

    MET = "met"  # stopped within the limit
    MISSED = "missed"  # stopped beyond it
    OPEN = "open"  # not stopped, not late yet
    OPEN_PAST_DUE = "open past due"  # not stopped and late already
    NOT_APPLICABLE = "not applicable"  # never started, or cancelled
    UNKNOWN = "unknown"  # nothing is known about the ticket


@frozen(order=True)
class AlertTime:
    """An alert of a clock and when it fires.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> print(AlertTime(parse_instant("2026-10-26T08:45:00Z"), Alert("75 %")))
        75 % at 2026-10-26 08:45:00+00:00
    """

    at: datetime
    """When it fires, in UTC."""

    alert: Alert = field(order=str)
    """What fires."""

    def __str__(self) -> str:
        return f"{self.alert} at {self.at}"


@frozen(kw_only=True, repr=False)
class ClockReading:
    """One cycle of a clock as of an instant: verdict, due time, alerts, evidence.

    Everything is derived from the target, the ledger and `until`. Made by `read`, or by
    `Clock.read`.
    """

    target: Target
    """What was promised."""

    ledger: ClockLedger
    """The facts."""

    cycle: ClockCycle | None
    """The cycle that is read; None if the clock has not started."""

    until: datetime
    """As of when, in UTC."""

    since: datetime | None = None
    """From when on time counts, where a change of target does not look back."""

    @cached_property
    def _timing(self) -> Timing | None:
        cycle = self.cycle
        if cycle is None:
            return None
        until = self.until if cycle.ended_at is None else min(self.until, cycle.ended_at)
        target = self.target
        return Timing(
            cycle, target.calendar, target.limit, until, target.equality, target.pause_measure
        )

    @property
    def state(self) -> ClockState:
        """What the clock does at `until`."""
        return ClockState.NOT_STARTED if self.cycle is None else self.cycle.state

    @property
    def started_at(self) -> datetime | None:
        """When it started, in UTC; None if it did not."""
        return None if self.cycle is None else self.cycle.start

    @property
    def stopped_at(self) -> datetime | None:
        """When it stopped or was cancelled, in UTC; None if it did not."""
        return None if self.cycle is None else self.cycle.ended_at

    @cached_property
    def elapsed(self) -> timedelta:
        """Service time that counts, exact."""
        return _NOTHING if self._timing is None else self._timing.counted()

    @cached_property
    def remaining(self) -> timedelta | None:
        """Service time left, negative when exceeded; None before the start.

        Raises:
            NoSuchTime: it is the time until the due time, and there is none.
        """
        return None if self._timing is None else self._timing.remaining()

    @cached_property
    def due(self) -> datetime | None:
        """Due time in UTC, moved by the pauses so far; None while paused or before the start.

        Raises:
            NoSuchTime: the calendar is not open for so long before 2200; then it is never late.
        """
        return None if self._timing is None else self._timing.due()

    @cached_property
    def _why_never_due(self) -> SvcmgmtError | None:
        """Why there is no due time: told to whoever asks for it, while looking does not fail."""
        try:
            _ = self.due
        except SvcmgmtError as why:
            return why
        return None

    @property
    def _visible_due(self) -> datetime | None:
        return self.due if self._why_never_due is None else None

    @property
    def projected_due(self) -> datetime | None:
        """The due time if a pause that lasts ended now; as `due` otherwise."""
        if self.state is ClockState.PAUSED:
            return self.what_if(resume_at=self.until).due
        return self.due

    @cached_property
    def breached_at(self) -> datetime | None:
        """Last instant at which it was not late, in UTC; None if it is not late at `until`."""
        return None if self._timing is None else self._timing.breached_at()

    @cached_property
    def outcome(self) -> Outcome:
        """How the ticket stands against the target."""
        if self._timing is None:
            known = any(mark.at <= self.until for mark in self.ledger.marks)
            return Outcome.NOT_APPLICABLE if known else Outcome.UNKNOWN
        if self.state is ClockState.CANCELLED:
            return Outcome.NOT_APPLICABLE
        late = self._timing.is_late()
        if self.state is ClockState.STOPPED:
            return Outcome.MISSED if late else Outcome.MET
        return Outcome.OPEN_PAST_DUE if late else Outcome.OPEN

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was unusual: ties, duplicates, a stop before the start, no due time at all.

        What was unusual about facts that were not known is left out.
        """
        known = known_at(self.ledger, self.until)
        found = [*known.findings]
        if (unusual := stopped_before_start(known)) is not None:
            found.append(unusual)
        if (why := self._why_never_due) is not None:
            found.append(
                Finding(code="no-due-time", message="the clock has no due time", value=str(why))
            )
        return tuple(found)

    def alert_times(self) -> tuple[AlertTime, ...]:
        """Return the alerts that fire or fired, in order.

        Those that a pause hides are left out, and those that never fire.
        """
        timing, ended = self._timing, self.stopped_at
        if timing is None:
            return ()
        known = [(timing.alert_at(alert), alert) for alert in self.target.alerts]
        times = [AlertTime(at, alert) for at, alert in known if at is not None]
        return tuple(sorted(each for each in times if ended is None or each.at <= ended))

    def next_alert(self) -> AlertTime | None:
        """Return the first alert after `until`; None if there is none, or none is known yet."""
        return next((each for each in self.alert_times() if each.at > self.until), None)

    def alerts_between(self, start: datetime, end: datetime) -> tuple[AlertTime, ...]:
        """Return the alerts that fire after `start` up to `end`, in order."""
        low, high = instant(start, "start"), instant(end, "end")
        return tuple(each for each in self.alert_times() if low < each.at <= high)

    def what_if(
        self,
        *,
        resume_at: datetime | None = None,
        stop_at: datetime | None = None,
        until: datetime | None = None,
        target: Target | None = None,
    ) -> ClockReading:
        """Return what the clock would show if something happened or the target were another.

        Facts later than `until` of this reading are not known to it.

        Args:
            resume_at: when a pause would end.
            stop_at: when the work would be done.
            until: as of when; the latest of the given instants if None.
            target: another target for the same ledger.

        Raises:
            InvalidType: another kind of target.
            NaiveDatetime: an instant without a zone.
        """
        asked = (("resume_at", resume_at, Signal.RESUME), ("stop_at", stop_at, Signal.STOP))
        told = [(instant(at, name), signal) for name, at, signal in asked if at is not None]
        ledger = supposing(known_at(self.ledger, self.until), told)
        latest = max([self.until, *(mark.at for mark in ledger.marks[-1:])])
        as_of = latest if until is None else until
        other = self.target if target is None else target
        return read(other, ledger, until=as_of, since=self.since)

    @cached_property
    def rows(self) -> tuple[ClockRow, ...]:
        """The evidence: stretches without gaps from the start to `until` or the stop.

        Their durations add up to that time, their counted times to `elapsed`.
        """
        return () if self._timing is None else rows_of(self._timing)

    def as_rows(self) -> list[dict[str, str | int]]:
        """Return the evidence as a list of dicts, for a table or a frame."""
        return [row.as_dict() for row in self.rows]

    def explain(self) -> str:
        """Return the verdict and the evidence as text for a person, in the calendar's time.

        Of very many rows only the first and the last ones; `as_rows` has them all.
        """
        zone = zone_of(self.target.calendar)
        lines = [str(self), f"service time: {self.target.calendar}"]
        if self.rows:
            lines.append(rows_text(self.rows, zone))
        for name, at in (("due", self._visible_due), ("breached", self.breached_at)):
            if at is not None:
                lines.append(f"{name}: {local_text(at, zone)}")
        lines.append(
            f"policies: {', '.join(f'{k} {v}' for k, v in self.target.policies().items())}"
        )
        lines += [f"finding: {finding}" for finding in self.findings]
        return "\n".join(lines)

    def svg(self) -> str:
        """Return the clock as a picture: what ran, was closed or paused, and when it is due."""
        return clock_bar(
            self.rows,
            name=self.target.name,
            told=self._standing(),
            start=self.started_at,
            due=self._visible_due,
            zone=zone_of(self.target.calendar),
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain(), "image/svg+xml": self.svg()}

    def __str__(self) -> str:
        return f"{self.target.name}: {self._standing()}"

    def _standing(self) -> str:
        """Return how it stands, in a line."""
        limit = self.target.limit
        promised = duration_text(limit) if isinstance(limit, timedelta) else str(limit)
        spent = f"{duration_text(self.elapsed)} of {promised}"
        try:
            return self._told(spent)
        except SvcmgmtError:  # told to whoever asks for the due time; looking does not fail
            return f"{self.state.value}, {spent}, no due time"

    def _told(self, spent: str) -> str:
        if self.outcome in {Outcome.MET, Outcome.MISSED}:
            return f"{self.outcome.value}, {spent}"
        if self.cycle is None or self.state is ClockState.CANCELLED:
            return f"{self.outcome.value}, {self.state.value}"
        late = ", past due" if self.outcome is Outcome.OPEN_PAST_DUE else ""
        zone = zone_of(self.target.calendar)
        due = "due when it resumes" if self.due is None else f"due {local_text(self.due, zone)}"
        return f"{self.state.value}{late}, {spent}, {due}"

    def __repr__(self) -> str:
        return f"<ClockReading {self}>"


def read(
    target: Target, ledger: ClockLedger, *, until: datetime, since: datetime | None = None
) -> ClockReading:
    """Return what a clock shows at an instant: its latest cycle.

    Args:
        target: what was promised.
        ledger: the facts.
        until: as of when; later facts are left out.
        since: count only from there, after a change of target that shall not look back; as of
            an instant before, what runs has not started.

    Raises:
        InvalidType: a target or a ledger of another kind; `Clock.read` takes state changes.
        NaiveDatetime: an instant without a zone.
    """
    return read_cycles(target, ledger, until=until, since=since)[-1]


def read_cycles(
    target: Target, ledger: ClockLedger, *, until: datetime, since: datetime | None = None
) -> tuple[ClockReading, ...]:
    """Return what a clock shows for each cycle, completed ones first; at least one reading.

    Args:
        target: what was promised.
        ledger: the facts.
        until: as of when; later facts are left out.
        since: count only from there.

    Raises:
        InvalidType: a target or a ledger of another kind; `Clock.read_cycles` takes state changes.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.sla import Reopen
        >>> from svcmgmt.temporal import parse_instant as at
        >>> reply = Target(name="reply", limit=timedelta(hours=1), reopen=Reopen.RESTART)
        >>> ledger = (ClockLedger.started(at("2026-10-26T08:00:00Z"))
        ...     .stop(at("2026-10-26T08:20:00Z")).restart(at("2026-10-26T10:00:00Z")))
        >>> now = at("2026-10-26T10:30:00Z")
        >>> [str(each.elapsed) for each in read_cycles(reply, ledger, until=now)]
        ['0:20:00', '0:30:00']
    """
    check_kind("target", target, Target)
    as_of = instant(until, "until")
    cycles = fold(
        ledger,
        until=as_of,
        reopen=target.reopen,
        retroactive_start=target.retroactive_start,
        retroactive_pause=target.retroactive_pause,
    )
    start = None if since is None else instant(since, "since")
    counted = cycles if start is None else tuple(_cut(cycle, start, as_of) for cycle in cycles)
    return tuple(
        ClockReading(target=target, ledger=ledger, cycle=cycle, until=as_of, since=start)
        for cycle in counted or (None,)
    )


def _cut(cycle: ClockCycle, since: datetime, until: datetime) -> ClockCycle | None:
    """Return the part of a cycle from an instant on; a cycle that ended before stays whole."""
    if since <= cycle.start or (cycle.ended_at is not None and cycle.ended_at <= since):
        return cycle
    if since > until:
        return None  # by then it has not begun to count
    spans = tuple(
        evolve(span, start=max(span.start, since))
        for span in cycle.spans
        if span.end is None or span.end > since
    )
    return evolve(cycle, start=since, spans=spans)
