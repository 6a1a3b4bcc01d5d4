"""The cmdb_ci_outage table: outages, degradations and planned outages of configuration items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from attrs import frozen

from svcmgmt.interop._cells import Times, number_of, weights_of
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Table
from svcmgmt.reports import ServiceFacts
from svcmgmt.sla.availability import Maintenance, Outage
from svcmgmt.sla.availability._arguments import Share
from svcmgmt.temporal import Interval

__all__ = ["OUTAGE_WEIGHTS", "read_outages"]

OUTAGE_WEIGHTS: Final[Mapping[str, Share]] = MappingProxyType({"outage": 1, "degradation": 0})
"""Which share of a service is lost, by type of outage: as in the availability of ServiceNow,
which takes neither degradations nor planned outages into account. Source: product team in the
ServiceNow community, October 2019."""

_OUTAGES: Final = Table(
    name="cmdb_ci_outage",
    envelope=("result",),
    needed=("begin",),
    known=(
        *("sys_id", "number", "cmdb_ci", "type", "end", "short_description", "sys_created_on"),
        *("sys_updated_on", "sys_mod_count", "users_affected"),
    ),
)
_PLANNED: Final = frozenset({"planned", "planned outage"})


def read_outages(
    rows: object,
    *,
    zone: str | tzinfo | None = "UTC",
    time_format: str = "",
    weights: Mapping[str, Share] = OUTAGE_WEIGHTS,
    columns: Mapping[str, str] | None = None,
    limit: int = MOST_ROWS,
) -> ServiceFacts:
    """Return the outages and planned outages of configuration items, each item by its name.

    An outage without an end goes on. A planned outage is maintenance, announced when its row was
    created. Outages of a type without weight are counted in the findings; a type that nobody
    knows is taken for an outage.

    Args:
        rows: dicts, or the document of the Table API with its `result`.
        zone: on whose clock times without an offset were read.
        time_format: how times are written, for `datetime.strptime`; ISO 8601 if empty.
        weights: which share of a service is lost, by type of outage.
        columns: documented name to the name in these rows, where they differ; `users_affected`
            is a column of your own.
        limit: how many rows are read.

    Raises:
        InvalidType: something else than rows, or a float weight.
        InvalidValue: a weight outside 0 to 1.
        LimitExceeded: more rows than the limit.
        MissingColumns: rows without `begin`.
        UnknownZone: no such zone.

    Examples:
        >>> facts = read_outages([
        ...     {"sys_id": "o1", "type": "outage", "begin": "2026-10-05 10:00:00",
        ...      "end": "2026-10-05 10:45:00", "cmdb_ci": {"display_value": "mail", "value": "77"}},
        ...     {"sys_id": "o2", "type": "degradation", "begin": "2026-10-06 10:00:00", "end": "",
        ...      "cmdb_ci": {"display_value": "mail", "value": "77"}}], weights={"outage": 1,
        ...      "degradation": "25 %"})
        >>> [(outage.scope, str(outage.weight)) for outage in facts.availability.outages]
        [('mail', '1'), ('mail', '1/4')]
    """
    notes = Notes(_OUTAGES.name)
    reading = _Reading(Times(zone, time_format), weights_of(weights))
    records = _OUTAGES.records(rows, columns=columns or {}, limit=limit, notes=notes)
    facts = [fact for record in records if (fact := reading.fact(record)) is not None]
    return ServiceFacts.of(
        outages=[fact for fact in facts if isinstance(fact, Outage)],
        maintenance=[fact for fact in facts if isinstance(fact, Maintenance)],
        findings=notes.findings(),
    )


@frozen
class _Reading:
    """What is needed to read a row."""

    times: Times
    weights: Mapping[str, Fraction]

    def fact(self, record: Record) -> Outage | Maintenance | None:
        """Return what a row tells; None with a finding if it tells of no loss, or cannot be."""
        during = self.times.span(record, "begin", "end")
        if during is None:
            return None
        kinds = {record.text("type").casefold(), record.label("type").casefold()}
        if not _PLANNED.isdisjoint(kinds):
            return self._maintenance(record, during)
        weight = self._weight(record)
        if not weight:
            allowed = "a type with a weight, see weights="
            record.note("no-loss", "type", record.text("type"), allowed)
            return None
        return Outage(
            id=_id(record),
            scope=record.label("cmdb_ci"),
            during=during,
            weight=weight,
            cause=record.label("short_description"),
            source="ServiceNow",
            users_affected=self._users(record),
            sequence=number_of(record, "sys_mod_count"),
            recorded_at=self.times.read(record, "sys_updated_on"),
        )

    def _maintenance(self, record: Record, planned: Interval) -> Maintenance | None:
        if planned.end is None:
            record.missing("end")
            return None
        return Maintenance(
            id=_id(record),
            scope=record.label("cmdb_ci"),
            planned=planned,
            announced_at=self.times.read(record, "sys_created_on"),
            sequence=number_of(record, "sys_mod_count"),
            recorded_at=self.times.read(record, "sys_updated_on"),
        )

    def _weight(self, record: Record) -> Fraction:
        for word in (record.text("type"), record.label("type")):
            if word.casefold() in self.weights:
                return self.weights[word.casefold()]
        allowed = f"{', '.join(self.weights)} or planned; it is taken for an outage"
        value = record.label("type")
        record.note("unknown-type", "type", value, allowed)
        return Fraction(1)

    def _users(self, record: Record) -> int | None:
        users = number_of(record, "users_affected")
        if users is not None and users < 0:
            record.note("negative", "users_affected", users, "0 or more")
            return None
        return users


def _id(record: Record) -> str:
    return record.text("sys_id") or record.text("number")
