"""Incidents and scheduled maintenance of a status page, component by component."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from fractions import Fraction
from itertools import groupby
from typing import Final, TypeAlias

from attrs import frozen

from svcmgmt.errors import InvalidType
from svcmgmt.interop._cells import Times, interval_of
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Row, Table, children, plain
from svcmgmt.interop.statuspage.weights import ATLASSIAN_STATUSPAGE, IMPACT_STATUSES, UptimeWeights
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Maintenance, Outage
from svcmgmt.temporal import Interval
from svcmgmt.values._kinds import check_kind

__all__ = ["read_incidents"]

_INCIDENTS: Final = Table(
    name="incidents",
    envelope=("incidents", "scheduled_maintenances"),
    needed=("id",),
    known=(
        *("name", "status", "impact", "started_at", "created_at", "updated_at", "resolved_at"),
        *("scheduled_for", "scheduled_until", "incident_updates", "components"),
    ),
    identity=("id", "updated_at"),
)
_MOST_UPDATES: Final = 100_000
_ENDED: Final = frozenset({"resolved", "postmortem", "completed"})
_BEGUN: Final = frozenset({"in_progress", "verifying"})
_OPERATIONAL: Final = "operational"

_Change: TypeAlias = tuple[datetime, str, str]


def read_incidents(  # noqa: PLR0913 - how an export differs from the documented one, by name
    rows: object,
    *,
    weights: UptimeWeights = ATLASSIAN_STATUSPAGE,
    impacts: Mapping[str, str] = IMPACT_STATUSES,
    page: str = "",
    zone: str | tzinfo | None = None,
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return incidents as outages of components, and scheduled maintenance as maintenance.

    Each stretch in one status is an outage with the weight of that status, as the updates of the
    incident tell it (`affected_components`). A component without a status of its own has the one
    that the impact stands for; an incident without components hits the page. An incident that is
    not resolved goes on.

    Args:
        rows: incidents, or a document with `incidents` or `scheduled_maintenances`.
        weights: which share of a component each status takes.
        impacts: the status that each impact stands for.
        page: what incidents without components hit; empty for every service.
        zone: on whose clock times without an offset were read; the API always tells an offset.
        columns: documented name to the name in these rows, where they differ.
        limit: how many incidents are read.

    Raises:
        InvalidType: something else than incidents, or weights.
        LimitExceeded: more incidents than the limit, or one with more than 100,000 updates.
        MissingColumns: incidents without `id`.
        UnknownZone: no such zone.

    Examples:
        >>> facts = read_incidents({"incidents": [{
        ...     "id": "x1", "name": "Slow", "impact": "major", "components": [{"name": "API"}],
        ...     "started_at": "2026-03-02T10:00:00Z", "resolved_at": "2026-03-02T11:00:00Z",
        ...     "incident_updates": [{"created_at": "2026-03-02T10:20:00Z", "affected_components":
        ...         [{"code": "c1", "name": "API", "old_status": "partial_outage",
        ...           "new_status": "major_outage"}]}]}]})
        >>> for outage in facts.availability.outages:
        ...     print(outage.scope, outage.weight, outage.during)
        API 3/10 2026-03-02T10:00:00Z/2026-03-02T10:20:00Z
        API 1 2026-03-02T10:20:00Z/2026-03-02T11:00:00Z
    """
    check_kind("weights", weights, UptimeWeights)
    check_kind("page", page, str)
    if not isinstance(impacts, Mapping):
        raise InvalidType("impacts", impacts, "an impact to a status")
    notes = Notes(_INCIDENTS.name)
    reading = _Reading(weights, impacts, page, Times(zone))
    records = _INCIDENTS.records(rows, columns=columns or {}, limit=limit, notes=notes)
    facts = [fact for record in records if record.needed("id") for fact in reading.facts(record)]
    return ServiceFacts.of(
        outages=[fact for fact in facts if isinstance(fact, Outage)],
        maintenance=[fact for fact in facts if isinstance(fact, Maintenance)],
        findings=notes.findings(),
    )


@frozen
class _Update:
    """What one update says: of the incident, and of its components."""

    at: datetime
    status: str
    affected: tuple[tuple[str, str, str, str], ...]
    """Code, name, status before and status after of each component."""


@frozen
class _Reading:
    """What is needed to read an incident."""

    weights: UptimeWeights
    impacts: Mapping[str, str]
    page: str
    times: Times

    def facts(self, record: Record) -> Iterator[Outage | Maintenance]:
        """Yield what an incident or a scheduled maintenance tells."""
        updates = self._updates(record)
        if record.text("scheduled_for") or record.text("impact") == "maintenance":
            yield from self._maintenance(record, updates)
        else:
            yield from self._outages(record, updates)

    def _updates(self, record: Record) -> list[_Update]:
        """Return the updates of an incident in the order of their times."""
        found: list[_Update] = []
        name = record.names.get("incident_updates", "incident_updates")
        for index, cells in enumerate(children(record.cells, name, limit=_MOST_UPDATES)):
            update = Record(cells, {}, f"{record.place}/{name}/{index}", record.notes)
            at = self.times.read(update, "display_at") or self.times.needed(update, "created_at")
            if at is not None:
                affected = tuple(map(_affected, children(cells, "affected_components")))
                found.append(_Update(at, update.text("status"), affected))
        return sorted(found, key=_place)

    def _outages(self, record: Record, updates: list[_Update]) -> Iterator[Outage]:
        during = self._during(record, updates)
        if during is None:
            return
        told = _statuses(updates)
        for code, name in _components(record, updates).items():
            changes = told.get(code, [])
            if not changes:
                status = self._impact_status(record, name)
                changes = [(during.start, status, status)]
            for number, (status, stretch) in enumerate(_stretches(changes, during)):
                weight = self._weight(record, status)
                if weight:
                    yield Outage(
                        id="/".join(filter(None, (record.text("id"), code, str(number)))),
                        during=stretch,
                        weight=weight,
                        scope=name or self.page,
                        cause=record.text("name"),
                        source="status page",
                        recorded_at=self.times.read(record, "updated_at"),
                    )

    def _during(self, record: Record, updates: list[_Update]) -> Interval | None:
        """Return when an incident lasted; None with a finding if nobody tells."""
        begin = self.times.read(record, "started_at") or self.times.needed(record, "created_at")
        end = self.times.read(record, "resolved_at") or _first(updates, _ENDED)
        if end is None and (record.text("status") in _ENDED or record.text("resolved_at")):
            record.missing("resolved_at")
            return None
        return None if begin is None else interval_of(record, "resolved_at", begin, end)

    def _impact_status(self, record: Record, component: str) -> str:
        code = "no-component-status" if component else "no-component"
        impact = record.text("impact")
        record.notes.add(code, at=record.place, value=impact)
        return self.impacts.get(impact, impact)

    def _weight(self, record: Record, status: str) -> Fraction:
        weight = self.weights.of(status)
        if weight is None:
            allowed = f"{', '.join(word for word, _ in self.weights.weights)}; it counts in full"
            record.note("unknown-status", "status", status, allowed)
            return Fraction(1)
        if not weight and status != _OPERATIONAL:
            record.notes.add("no-loss", at=record.place, value=status)
        return weight

    def _maintenance(self, record: Record, updates: list[_Update]) -> Iterator[Maintenance]:
        planned = self.times.span(record, "scheduled_for", "scheduled_until")
        if planned is None or planned.end is None:
            if planned is not None:
                record.missing("scheduled_until")
            return
        began = _first(updates, _BEGUN)
        ended = self.times.read(record, "resolved_at") or _first(updates, _ENDED)
        actual = None if began is None else interval_of(record, "resolved_at", began, ended)
        for code, name in _components(record, updates).items():
            yield Maintenance(
                id="/".join(filter(None, (record.text("id"), code))),
                scope=name or self.page,
                planned=planned,
                actual=actual,
                announced_at=self.times.read(record, "created_at"),
                recorded_at=self.times.read(record, "updated_at"),
            )


def _place(update: _Update) -> tuple[object, ...]:
    """Return by what updates are ordered: of one time, the one that ends the incident is last."""
    return update.at, update.status in _ENDED, update.affected


def _affected(cells: Row) -> tuple[str, str, str, str]:
    name = plain(cells.get("name")) or ""
    code = plain(cells.get("code")) or name
    return code, name, plain(cells.get("old_status")) or "", plain(cells.get("new_status")) or ""


def _components(record: Record, updates: list[_Update]) -> dict[str, str]:
    """Return the components of an incident: code and name; the page itself if there are none."""
    found = {code: name for update in updates for code, name, _, _ in update.affected if code}
    told = {*found.values()}
    for each in children(record.cells, record.names.get("components", "components")):
        name = plain(each.get("name")) or ""
        code = plain(each.get("id")) or name
        if code and name not in told:
            found.setdefault(code, name)
    return dict(sorted(found.items())) or {"": ""}


def _statuses(updates: list[_Update]) -> dict[str, list[_Change]]:
    """Return by component when it changed to what, and what it was before."""
    found: dict[str, list[_Change]] = {}
    for update in updates:
        for code, _, before, after in update.affected:
            if after:
                found.setdefault(code, []).append((update.at, before or _OPERATIONAL, after))
    return found


def _stretches(changes: list[_Change], during: Interval) -> Iterator[tuple[str, Interval]]:
    """Yield each stretch of an incident in which a component kept its status."""
    first_at, before, _ = changes[0]
    held = {during.start: before} if first_at > during.start else {}
    for at, _, after in changes:
        if during.end is None or at < during.end or not held:
            held[max(at, during.start)] = after
    runs = [next(run) for _, run in groupby(held.items(), key=lambda each: each[1])]
    ends = [*(at for at, _ in runs[1:]), during.end]
    for (at, status), end in zip(runs, ends, strict=True):
        yield status, Interval(at, end)


def _first(updates: list[_Update], statuses: frozenset[str]) -> datetime | None:
    """Return when an incident first was in one of some statuses."""
    return next((update.at for update in updates if update.status in statuses), None)
