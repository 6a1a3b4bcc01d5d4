"""Events and problems: each problem an outage, from its event to its recovery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Final

from attrs import frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop._cells import interval_of, note_order, number_of
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Table, children, plain
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.interop.zabbix.clocks import instant_of
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Outage
from svcmgmt.temporal import Interval, IntervalSet
from svcmgmt.values._kinds import check_kind

__all__ = ["Suppressed", "read_events"]

_EVENTS: Final = Table(
    name="event",
    envelope=("result",),
    needed=("eventid", "clock"),
    known=(
        *("ns", "value", "r_eventid", "r_clock", "r_ns", "severity", "suppressed", "name"),
        *("source", "object", "objectid", "tags", "hosts"),
    ),
    identity=("eventid", "clock", "r_eventid", "r_clock"),
)
_PROBLEM_SOURCES: Final = ("", "0", "4")  # triggers and services
_INTERNAL, _TRIGGER = "3", "0"
_WORST: Final = 5


class Suppressed(Enum):
    """What a problem is that Zabbix suppresses, as a rule because its host is in maintenance.

    Examples:
        >>> Suppressed("left out")
        <Suppressed.LEFT_OUT: 'left out'>
    """

    COUNTED = "counted"  # an outage as any other; maintenance is for the agreement to leave out
    LEFT_OUT = "left out"  # no outage; a finding tells how many there were


def read_events(
    rows: object,
    *,
    scope_tag: str = "",
    least_severity: int = 0,
    suppressed: Suppressed = Suppressed.COUNTED,
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return problems as outages, and times in which triggers were unknown.

    A problem ends with its recovery event, which `event.get` tells by `r_eventid` and
    `problem.get` by `r_clock`; without one it goes on. It hits the services that its tag names,
    else its hosts (`selectHosts`), else a scope named after its trigger. Problems of every
    severity count, as they do for the services of Zabbix since version 6.0.

    Args:
        rows: events or problems, or the answer of the API with its `result`.
        scope_tag: the tag whose values name services.
        least_severity: 0 not classified, 1 information, 2 warning, 3 average, 4 high, 5 disaster;
            milder problems are no outages, and counted in the findings.
        suppressed: what suppressed problems are.
        columns: documented name to the name in these rows, where they differ.
        limit: how many rows are read.

    Raises:
        InvalidType: something else than rows, or a policy of another kind.
        InvalidValue: a severity outside 0 to 5.
        LimitExceeded: more rows than the limit.
        MissingColumns: rows without `eventid` or `clock`, or events that tell of no recovery.

    Examples:
        >>> facts = read_events([
        ...     {"eventid": "11", "value": "1", "clock": "1772442000", "r_eventid": "12",
        ...      "severity": "4", "name": "no ping", "hosts": [{"name": "web"}]},
        ...     {"eventid": "12", "value": "0", "clock": "1772442300", "r_eventid": "0"}])
        >>> outage = facts.availability.outages[0]
        >>> print(outage, outage.scope, outage.during)
        11 (no ping) web 2026-03-02T09:00:00Z/2026-03-02T09:05:00Z
    """
    notes = Notes(_EVENTS.name)
    reading = _Reading(scope_tag, least_severity, suppressed)
    records = _EVENTS.records(rows, columns=columns or {}, limit=limit, notes=notes)
    _check_recoveries(records)
    events = [_Event(record, at) for record in records if (at := _clock(record)) is not None]
    note_order(notes, [event.at for event in events])
    outages: list[Outage] = []
    unknown: list[tuple[str, IntervalSet]] = []
    for event, during in _spans(events, notes):
        if reading.tells_of_loss(event.record):
            outages += _outages(event, during, reading.scopes(event.record))
        elif _is_unknown(event.record):
            unknown += _unknown(event, during, reading.scopes(event.record))
    return ServiceFacts.of(outages=outages, unknown=unknown, findings=notes.findings())


@frozen
class _Event:
    record: Record
    at: datetime


@frozen
class _Reading:
    """What is chosen for the problems of an export."""

    scope_tag: str
    least_severity: int
    suppressed: Suppressed

    def __attrs_post_init__(self) -> None:
        check_kind("scope_tag", self.scope_tag, str)
        check_kind("suppressed", self.suppressed, Suppressed)
        if not isinstance(self.least_severity, int) or isinstance(self.least_severity, bool):
            raise InvalidType("least_severity", self.least_severity, "int")
        if not 0 <= self.least_severity <= _WORST:
            raise InvalidValue("least_severity", self.least_severity, f"0 to {_WORST}")

    def tells_of_loss(self, record: Record) -> bool:
        """Return whether a problem is an outage; a finding if it is not."""
        source, severity = record.text("source"), number_of(record, "severity")
        if source not in _PROBLEM_SOURCES:
            if not _is_unknown(record):
                allowed = "0 for triggers, 4 for services"
                record.note("other-source", "source", source, allowed)
            return False
        if severity is not None and severity < self.least_severity:
            allowed = f"{self.least_severity} or worse, see least_severity="
            record.note("below-severity", "severity", severity, allowed)
            return False
        if record.text("suppressed") == "1":
            record.note("suppressed", "suppressed", "1", self.suppressed.value)
            return self.suppressed is Suppressed.COUNTED
        return True

    def scopes(self, record: Record) -> list[str]:
        """Return the services that a problem hits, by their names."""
        tags = children(record.cells, record.names.get("tags", "tags"))
        named = {plain(tag.get("value")) for tag in tags if tag.get("tag") == self.scope_tag}
        if self.scope_tag and not named - {"", None}:
            allowed = "a tag with this name; the hosts are taken"
            record.note("no-scope", "tags", self.scope_tag, allowed)
        hosts = children(record.cells, record.names.get("hosts", "hosts"))
        hosted = {plain(host.get("name") or host.get("host")) for host in hosts}
        found = [name for name in named or hosted if name] or [name for name in hosted if name]
        return sorted(found) or [f"trigger {record.text('objectid') or 'unknown'}"]


def _clock(record: Record) -> datetime | None:
    at = instant_of(record, "clock", "ns")
    if not record.needed("eventid"):
        return None
    if at is None and not record.text("clock").strip("0"):
        record.missing("clock")
    return at


def _check_recoveries(records: list[Record]) -> None:
    """Refuse events that could not be paired with their recoveries."""
    told = [name for name in ("value", "r_eventid", "r_clock") if _is_told(records, name)]
    if told == ["value"]:
        present = tuple(str(name) for name in records[0].cells)
        raise MissingColumns(_EVENTS.name, ("r_eventid",), present, ())


def _is_told(records: list[Record], name: str) -> bool:
    return any(record.names.get(name, name) in record.cells for record in records)


def _spans(events: list[_Event], notes: Notes) -> Iterator[tuple[_Event, Interval]]:
    """Yield problems with when they lasted, each recovery found by its id."""
    recoveries = {each.record.text("eventid"): each for each in events if _is_recovery(each.record)}
    paired: set[str] = set()
    for event in events:
        if _is_recovery(event.record):
            continue
        record, wanted = event.record, event.record.text("r_eventid").strip("0")
        end = instant_of(record, "r_clock", "r_ns")
        if wanted:
            paired.add(record.text("r_eventid"))
            recovery = recoveries.get(record.text("r_eventid"))
            end = end or (None if recovery is None else recovery.at)
        if wanted and end is None:
            allowed = "its recovery event among the rows; the problem is taken to go on"
            value = record.text("r_eventid")
            record.note("unpaired-problem", "r_eventid", value, allowed)
        during = interval_of(record, "r_clock", event.at, end)
        if during is not None:
            yield event, during
    for name, recovery in recoveries.items():
        if name not in paired:
            notes.add("unpaired-recovery", at=recovery.record.place)


def _is_recovery(record: Record) -> bool:
    is_paired = record.text("source") in (*_PROBLEM_SOURCES, _INTERNAL)
    return is_paired and record.text("value") == "0"


def _is_unknown(record: Record) -> bool:
    return record.text("source") == _INTERNAL and record.text("object") == _TRIGGER


def _outages(event: _Event, during: Interval, scopes: list[str]) -> Iterator[Outage]:
    name = event.record.text("eventid")
    for scope in scopes:
        yield Outage(
            id=name if len(scopes) == 1 else f"{name}/{scope}",
            during=during,
            scope=scope,
            cause=event.record.text("name"),
            source="Zabbix",
            recorded_at=during.end or during.start,
        )


def _unknown(
    event: _Event, during: Interval, scopes: list[str]
) -> Iterator[tuple[str, IntervalSet]]:
    if during.end is None:
        event.record.notes.add("open-unknown", at=event.record.place)
        return
    for scope in scopes:
        yield scope, IntervalSet.of([during])
