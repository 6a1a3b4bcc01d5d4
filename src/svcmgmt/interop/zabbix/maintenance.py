"""Maintenance: its periods once, or as often as they recur within a stated time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import Final

from attrs import frozen

from svcmgmt.calendars import Recurrence, parse_zone, to_instant, to_wall_time
from svcmgmt.errors import InvalidValue, LimitExceeded
from svcmgmt.interop._cells import number_of
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Table, children, entries, plain
from svcmgmt.interop.zabbix.clocks import instant_of
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Maintenance
from svcmgmt.temporal import ORIGIN, Interval, IntervalSet, format_instant
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import listed

__all__ = ["read_maintenance"]

_MAINTENANCE: Final = Table(
    name="maintenance",
    envelope=("result",),
    needed=("maintenanceid", "active_since", "active_till"),
    known=("name", "maintenance_type", "timeperiods", "hosts", "hostgroups", "groups", "tags"),
    identity=("maintenanceid", "active_since", "active_till"),
)
_LONGEST: Final = 366 * 86_400
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = timedelta(days=1)
_LAST_WEEK: Final = 5
_ONCE, _DAILY, _WEEKLY, _MONTHLY = 0, 2, 3, 4


def read_maintenance(
    rows: object,
    *,
    zone: str | tzinfo | None = None,
    within: Interval | None = None,
    services: Mapping[str, Iterable[str]] | None = None,
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return the periods of maintenance, for each host and host group by its name.

    Daily, weekly and monthly periods recur on the clock of the Zabbix server, and may do so for
    decades: they are told for the time that `within` names. While data are not collected nobody
    knows whether a service worked.

    Args:
        rows: maintenance, or the answer of the API with its `result`.
        zone: the zone of the server, for periods that recur.
        within: for which time periods that recur are told; a closed interval.
        services: name of a host or host group to the names of the services that rest on it; one
            that is not named here stands under its own name.
        columns: documented name to the name in these rows, where they differ.
        limit: how many rows are read, and how many times of hosts and groups are told.

    Raises:
        InvalidType: something else than rows, or text in place of a list of services.
        InvalidValue: a host or host group without any service.
        LimitExceeded: more rows or times than the limit, or 100,000 times of one period.
        MissingColumns: rows without `maintenanceid`, `active_since` or `active_till`.
        OpenInterval: `within` without an end.
        UnknownZone: no such zone.

    Examples:
        >>> rows = [{"maintenanceid": "3", "active_since": "1772406000",
        ...          "active_till": "1775080800", "hosts": [{"name": "web"}], "timeperiods": [
        ...              {"timeperiod_type": "3", "every": "1", "dayofweek": "64",
        ...               "start_time": "7200", "period": "3600"}]}]
        >>> facts = read_maintenance(rows, zone="Europe/Berlin",
        ...                          within=Interval.parse("2026-03-20T00:00:00Z/PT240H"))
        >>> for work in facts.availability.maintenance:
        ...     print(work.scope, work.planned)
        web 2026-03-22T01:00:00Z/2026-03-22T02:00:00Z
        web 2026-03-29T01:00:00Z/2026-03-29T02:00:00Z
    """
    if within is not None:
        check_kind("within", within, Interval)
    served = _served(services)
    notes = Notes(_MAINTENANCE.name)
    recurring = _Recurring(None if zone is None else parse_zone(zone), within)
    records = _MAINTENANCE.records(rows, columns=columns or {}, limit=limit, notes=notes)
    maintenance: list[Maintenance] = []
    unknown: list[tuple[str, IntervalSet]] = []
    for record in records:
        works = list(islice(_works(record, recurring, served), limit + 1 - len(maintenance)))
        maintenance += works
        if len(maintenance) > limit:
            raise LimitExceeded("times of maintenance", f"more than {limit}", limit)
        if record.text("maintenance_type") == "1":
            unknown += [(work.scope, IntervalSet.of([work.planned])) for work in works]
    return ServiceFacts.of(maintenance=maintenance, unknown=unknown, findings=notes.findings())


def _served(services: Mapping[str, Iterable[str]] | None) -> dict[str, tuple[str, ...]]:
    if services is None:
        return {}
    check_kind("services", services, Mapping)
    allowed = "a list of services for each host"
    served = {
        host: listed(names, "services", allowed, kind=str) for host, names in services.items()
    }
    for host, names in served.items():
        if not names:
            raise InvalidValue("services", host, "one service or more for each host")
    return served


def _works(
    record: Record, recurring: _Recurring, served: Mapping[str, tuple[str, ...]]
) -> Iterator[Maintenance]:
    """Yield the periods of one maintenance, for each of its hosts and groups, or their services."""
    name = record.needed("maintenanceid")
    if not name:
        return
    since, until = instant_of(record, "active_since"), instant_of(record, "active_till")
    if since is None or until is None or until < since:
        allowed = "an active time from active_since to a later active_till"
        told = f"{record.text('active_since')} to {record.text('active_till')}"
        record.note("end-before-start", "active_till", told, allowed)
        return
    if entries(record.cells, record.names.get("tags", "tags")):
        record.notes.add("tags-not-read", at=record.place)
    periods = children(record.cells, record.names.get("timeperiods", "timeperiods"))
    if not periods:
        record.notes.add("no-periods", at=record.place)
    for index, cells in enumerate(periods):
        period = Record(cells, {}, f"{record.place}/timeperiods/{index}", record.notes)
        for planned in recurring.times(period, Interval(since, until)):
            for scope in _scopes(record, served):
                yield Maintenance(
                    id="/".join(
                        filter(None, (name, f"{index}", format_instant(planned.start), scope))
                    ),
                    scope=scope,
                    planned=planned,
                )


def _scopes(record: Record, served: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return hosts and host groups by name, or what rests on them; no name at all is everything."""
    named = [
        plain(each.get("name") or each.get("host"))
        for key in ("hosts", "hostgroups", "groups")
        for each in children(record.cells, record.names.get(key, key))
    ]
    hosts = [name for name in named if name]
    return sorted({scope for host in hosts for scope in served.get(host, (host,))}) or [""]


@frozen
class _Recurring:
    """On whose clock, and for which time, periods recur."""

    zone: tzinfo | None
    within: Interval | None

    def times(self, period: Record, active: Interval) -> Iterator[Interval]:
        """Yield when a period is in effect, in the time in which its maintenance is active."""
        length, kind = self._length(period), number_of(period, "timeperiod_type") or _ONCE
        if length is None:
            return
        starts = self._once(period) if kind == _ONCE else self._starts(period, kind, active, length)
        for start in starts:
            planned = active & Interval(start, start + length)
            if planned.is_empty():
                period.notes.add("not-active", at=period.place)
            else:
                yield planned

    def _length(self, period: Record) -> timedelta | None:
        seconds = number_of(period, "period")
        if seconds is None:
            return timedelta(hours=1)
        if not 0 < seconds <= _LONGEST:
            allowed = f"1 to {_LONGEST} seconds"
            period.note("unreadable-value", "period", seconds, allowed)
            return None
        return timedelta(seconds=seconds)

    def _once(self, period: Record) -> Iterator[datetime]:
        start = instant_of(period, "start_date")
        if start is None:
            period.missing("start_date")
        else:
            yield start

    def _starts(
        self, period: Record, kind: int, active: Interval, length: timedelta
    ) -> list[datetime]:
        """Return when a period begins that recurs, as far as it touches the stated time."""
        if self.zone is None or self.within is None:
            period.notes.add("recurring", at=period.place)
            return []
        first = max(active.start, max(self.within.start, ORIGIN + length) - length)
        until = self.within.start + self.within.duration
        rule = _rule(period, kind)
        if rule is None or until <= first:
            return []
        try:
            start = self._anchor(period, kind, active.start)
            return Recurrence(rule=rule, start=start).between(first, until)
        except InvalidValue as refused:
            told = f"{refused.field} {refused.value}"
            period.note("unreadable-value", "every", told, refused.allowed)
            return []

    def _anchor(self, period: Record, kind: int, since: datetime) -> datetime:
        """Return from when a rule recurs: the day or the week in which it becomes active."""
        day = to_wall_time(since, zone=self.zone or UTC).replace(tzinfo=None, fold=0)
        day = day.replace(hour=0, minute=0, second=0, microsecond=0)
        if kind == _WEEKLY:
            day -= day.weekday() * _DAY
        seconds = number_of(period, "start_time") or 0
        if not 0 <= seconds < _DAY.total_seconds():
            raise InvalidValue("start_time", seconds, "seconds of a day")
        wall = day + timedelta(seconds=seconds)
        return to_instant(wall, zone=self.zone or UTC).astimezone(self.zone)


def _rule(period: Record, kind: int) -> str | None:
    """Return the recurrence rule of a period; None if there is none, with a finding."""
    every = number_of(period, "every") or 1
    days = [
        day for bit, day in enumerate(_DAYS) if (number_of(period, "dayofweek") or 0) >> bit & 1
    ]
    months = [bit + 1 for bit in range(12) if (number_of(period, "month") or 0) >> bit & 1]
    month_day = number_of(period, "day") or 0
    rule = None
    if kind == _DAILY:
        rule = f"FREQ=DAILY;INTERVAL={every}"
    elif kind == _WEEKLY and days:
        rule = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(days)};WKST=MO"
    elif kind == _MONTHLY and months:
        by_month = f"FREQ=MONTHLY;BYMONTH={','.join(map(str, months))}"
        week = -1 if every == _LAST_WEEK else every
        if month_day:
            rule = f"{by_month};BYMONTHDAY={month_day}"
        elif days:
            rule = f"{by_month};BYDAY={','.join(f'{week}{day}' for day in days)}"
    if rule is None:
        allowed = "0 once, 2 daily, 3 weekly with days, 4 monthly with months and days"
        period.note("unreadable-value", "timeperiod_type", kind, allowed)
    return rule
