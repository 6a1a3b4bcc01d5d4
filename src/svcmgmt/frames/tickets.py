"""Ticket clocks over an event log in a frame: one row for each ticket comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from svcmgmt.calendars import NoSuchTime
from svcmgmt.errors import InvalidType
from svcmgmt.frames._cells import number_of, text_of
from svcmgmt.frames._notes import Notes
from svcmgmt.frames.rows import Row, frame_like, read_rows
from svcmgmt.lifecycle import OwnState, State, StateCategory, StateChange
from svcmgmt.sla.clocks import Clock, ClockReading, Compliance, compliance
from svcmgmt.values import Finding
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["States", "TicketColumns", "TicketReadings", "ticket_readings"]

States: TypeAlias = Mapping[str, State | OwnState] | type[State]
"""What the words of a log stand for: states by word, or an enumeration of states."""

_MOST_SHOWN: Final = 20
"""How many words a finding tells."""

_KINDS: Final[Mapping[str, type]] = {
    "ticket": str,
    "state": str,
    "started": datetime,
    "stopped": datetime,
    "due": datetime,
    "breached": datetime,
    "elapsed": timedelta,
    "remaining": timedelta,
    "outcome": str,
    "findings": int,
}


@frozen(kw_only=True)
class TicketColumns:
    """How the columns of an event log are called; None for what it does not tell.

    Raises:
        InvalidType: a name that is no text.

    Examples:
        >>> TicketColumns(ticket="number", at="sys_created_on").state
        'state'
    """

    ticket: str = field(default="ticket", validator=of_kind(str))
    """Which ticket: text, or a whole number."""

    at: str = field(default="at", validator=of_kind(str))
    """When: aware datetimes, or RFC 3339 text."""

    state: str = field(default="state", validator=of_kind(str))
    """The state that begins; of a log of triggers the trigger that leads to it."""

    trigger: str | None = field(default=None, validator=of_kind(str, None))
    """What caused it."""

    reason: str | None = field(default=None, validator=of_kind(str, None))
    """Why."""

    sequence: str | None = field(default=None, validator=of_kind(str, None))
    """A whole number that tells the order of facts of one instant."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that are read."""
        every = (self.ticket, self.at, self.state, self.trigger, self.reason, self.sequence)
        return tuple(name for name in every if name is not None)


_DEFAULTS: Final = TicketColumns()


@frozen(kw_only=True)
class TicketReadings:
    """What a clock shows for each ticket of a log: as a frame, and as readings."""

    readings: Mapping[str, ClockReading] = field(repr=False)
    """The reading of each ticket, with all evidence, in order of first appearance."""

    frame: Any = field(repr=False)
    """One row for each ticket, of the kind of the log.

    Columns: ticket (called as in the log), state of the clock, started, stopped, due, breached,
    elapsed, remaining, outcome, and how many findings the reading has: a tie, a row that came
    twice. Missing is what there is not, such as a due time during a pause.
    """

    findings: tuple[Finding, ...] = ()
    """What was odd about the log; every row that was not read is told."""

    @property
    def compliance(self) -> Compliance:
        """How many tickets met the target."""
        return compliance(self.readings.values())


def ticket_readings(
    frame: object,
    clock: Clock,
    *,
    now: datetime,
    states: States,
    columns: TicketColumns = _DEFAULTS,
) -> TicketReadings:
    """Return what a clock shows for every ticket of an event log.

    Rows may come in any order. A row without a ticket, a time or a state is not read, and a finding
    says so; its ticket is there, with the outcome `unknown` if nothing else is known of it.

    Args:
        frame: one row for each change: a list of dicts, or an eager frame of pandas, polars,
            pyarrow or another library that narwhals knows.
        clock: how tickets are measured.
        now: as of when; later rows are left out.
        states: what the words of the log stand for. A word that is not there becomes a state of
            category `UNKNOWN`, with a finding.
        columns: how the columns are called.

    Raises:
        InvalidType: something else than a frame, a clock or states.
        InvalidValue: a column that is not there, or a name that two columns have.
        NaiveDatetime: datetimes without a zone, or `now` without one.

    Examples:
        >>> from svcmgmt.practice import IncidentState
        >>> from svcmgmt.temporal import parse_instant
        >>> log = [{"ticket": "INC-7", "at": "2026-10-26T08:00:00Z", "state": "new"},
        ...        {"ticket": "INC-7", "at": "2026-10-26T09:30:00Z", "state": "resolved"}]
        >>> told = ticket_readings(log, Clock(name="restore", limit=timedelta(hours=1)),
        ...                        now=parse_instant("2026-10-26T12:00:00Z"), states=IncidentState)
        >>> told.frame[0]["outcome"], str(told.frame[0]["elapsed"])
        ('missed', '1:30:00')
    """
    check_kind("clock", clock, Clock)
    check_kind("columns", columns, TicketColumns)
    words = _words(states)
    notes = Notes()
    _, rows = read_rows(frame, notes, columns=columns.names, instants=[columns.at])
    histories: dict[str, list[StateChange[Any, Any]]] = {}
    for place, row in enumerate(rows):
        ticket = text_of(row, columns.ticket, place, notes)
        if ticket is None:
            notes.add("unread-row", place, columns.ticket)
            continue
        history = histories.setdefault(ticket, [])
        change = _change(row, columns, words, place, notes)
        if change is not None:
            history.append(change)
    readings = {name: clock.read(history, until=now) for name, history in histories.items()}
    kinds = {(columns.ticket if name == "ticket" else name): kind for name, kind in _KINDS.items()}
    told = (_row(name, reading, columns.ticket) for name, reading in readings.items())
    return TicketReadings(
        readings=readings,
        frame=frame_like(told, frame, kinds=kinds),
        findings=notes.findings(),
    )


def _words(states: States) -> dict[str, State | OwnState]:
    if isinstance(states, type) and issubclass(states, State):
        return {str(member.value): member for member in states}
    allowed = "states by their words, or an enumeration of states"
    if not isinstance(states, Mapping):
        raise InvalidType("states", states, allowed)
    for word, state in states.items():
        if not isinstance(word, str) or not isinstance(state, State | OwnState):
            raise InvalidType("states", {word: state}, allowed)
    return dict(states)


def _change(
    row: Row,
    columns: TicketColumns,
    words: Mapping[str, State | OwnState],
    place: int,
    notes: Notes,
) -> StateChange[Any, Any] | None:
    at, word = row[columns.at], text_of(row, columns.state, place, notes)
    if word is None or not isinstance(at, datetime):
        notes.add("unread-row", place, columns.state if word is None else columns.at)
        return None
    state = words.get(word)
    if state is None:
        notes.add(
            "unknown-state", place, columns.state, word, ", ".join(islice(words, _MOST_SHOWN))
        )
        state = OwnState(word, StateCategory.UNKNOWN)
    return StateChange(
        to_state=state,
        at=at,
        sequence=number_of(row, columns.sequence, place, notes),
        trigger=text_of(row, columns.trigger, place, notes),
        reason=text_of(row, columns.reason, place, notes) or "",
    )


def _row(ticket: str, reading: ClockReading, name: str) -> Row:
    try:
        due, remaining = reading.due, reading.remaining
    except NoSuchTime:  # a finding of the reading says why
        due = remaining = None
    return {
        name: ticket,
        "state": reading.state.value,
        "started": reading.started_at,
        "stopped": reading.stopped_at,
        "due": due,
        "breached": reading.breached_at,
        "elapsed": reading.elapsed,
        "remaining": remaining,
        "outcome": reading.outcome.value,
        "findings": len(reading.findings),
    }
