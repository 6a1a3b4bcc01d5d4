"""What every reader of an export keeps, however odd its rows are and in whatever order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pytest
from attrs import frozen
from hypothesis import assume, given, strategies as st

from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop import jira, servicenow, statuspage, zabbix
from svcmgmt.reports import ServiceFacts
from svcmgmt.temporal import Interval

Row = dict[str, Any]
Reader = Callable[[Iterable[Row]], ServiceFacts]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def cells(*values: object) -> st.SearchStrategy[Any]:
    """Give one of some values, nothing, or anything at all now and then."""
    return st.one_of(*[st.sampled_from(values)] * 8, st.sampled_from(["", None]), JSON)


def times(*minutes: int) -> st.SearchStrategy[Any]:
    """Give times of one day, or odd ones."""
    return cells(*(f"2026-03-02 10:{minute:02d}:00" for minute in minutes or range(5)))


def offsets() -> st.SearchStrategy[Any]:
    """Give times with an offset, or odd ones."""
    return cells(*(f"2026-03-02T10:{minute:02d}:00.000+0100" for minute in range(5)))


def rows(
    needed: Mapping[str, st.SearchStrategy[Any]], **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[list[Row]]:
    """Give rows with all needed columns and some of the others."""
    return st.lists(st.fixed_dictionaries(dict(needed), optional=more), max_size=6)


REFERENCES = cells("mail", "web", {"value": "77", "display_value": "mail"}, {"value": "web"})
INCIDENTS = rows(
    {"number": cells("INC1", "INC2"), "opened_at": times()},
    sys_id=cells("a", "b"),
    state=cells("1", "2", "3", "6", "7", "8", "On Hold", "-5"),
    priority=cells("1", "2 - High", "9"),
    business_service=REFERENCES,
    resolved_at=times(),
    closed_at=times(),
    sys_updated_on=times(),
    sys_mod_count=cells("0", "1", 2),
    made_sla=cells("true", "false"),
)
UPDATES = rows(
    {"number": cells("INC1", "INC2"), "sys_updated_on": times()},
    sys_mod_count=cells("0", "1", 2),
    state=cells("1", "2", "3", "6", "7", "8", "-5"),
    hold_reason=cells("1", "4", "9"),
    assignment_group=cells("desk", "network"),
    opened_at=times(),
)
AUDITS = rows(
    {
        "documentkey": cells("a", "b"),
        "fieldname": cells("state", "incident_state", "hold_reason", "assignment_group", "urgency"),
        "newvalue": cells("1", "2", "3", "4", "6", "-5"),
        "sys_created_on": times(),
    },
    oldvalue=cells("1", "2", "3"),
    tablename=cells("incident", "problem"),
    record_checkpoint=cells("1", "2"),
    sys_id=cells("x", "y", "z"),
)
OUTAGES = rows(
    {"begin": times()},
    sys_id=cells("o1", "o2", "o3"),
    type=cells("outage", "degradation", "planned", "brownout"),
    end=times(),
    cmdb_ci=REFERENCES,
    sys_updated_on=times(),
    users_affected=cells("1", "-1"),
)
TASK_SLAS = rows(
    {"task": cells("a", "b"), "has_breached": cells("true", "false")},
    sys_id=cells("s1", "s2"),
    business_duration=cells("1970-01-01 01:00:00", "1969-12-31 01:00:00"),
    planned_end_time=times(),
)
HISTORIES = st.lists(
    st.fixed_dictionaries(
        {"id": cells("1", "2"), "created": offsets()},
        optional={
            "items": st.lists(
                st.fixed_dictionaries(
                    {"field": cells("status", "priority", "Team")},
                    optional={
                        "fromString": cells("Open", "Done", "Parked"),
                        "toString": cells("Open", "Done", "Waiting for customer", "Parked"),
                    },
                ),
                max_size=3,
            ),
            "author": cells({"displayName": "Ana"}),
        },
    ),
    max_size=4,
)
ISSUES = st.lists(
    st.fixed_dictionaries(
        {
            "id": cells("1", "2"),
            "fields": st.fixed_dictionaries(
                {"created": offsets()},
                optional={
                    "updated": offsets(),
                    "status": cells({"name": "Done"}, {"name": "Parked"}),
                    "priority": cells({"name": "High"}, {"name": "Someday"}),
                    "components": cells([{"name": "mail"}], [{"name": "a"}, {"name": "b"}]),
                },
            ),
        },
        optional={
            "key": cells("OPS-1"),
            "changelog": st.fixed_dictionaries({"histories": HISTORIES | JSON}) | JSON,
        },
    ),
    max_size=5,
)
CLOCKS = cells("1772442000", "1772442060", 1772442120, "0")
EVENTS = rows(
    {"eventid": cells("1", "2", "3", "4"), "clock": CLOCKS, "r_eventid": cells("0", "2", "4")},
    value=cells("0", "1"),
    ns=cells("0", "999"),
    r_clock=CLOCKS,
    severity=cells("0", "4"),
    suppressed=cells("0", "1"),
    source=cells("0", "1", "3", "4"),
    object=cells("0"),
    objectid=cells("9"),
    tags=cells([{"tag": "service", "value": "mail"}]),
    hosts=cells([{"name": "web"}, {"name": "mail"}]),
)
PERIODS = st.lists(
    st.fixed_dictionaries(
        {"timeperiod_type": cells("0", "2", "3", "4")},
        optional={
            "start_date": CLOCKS,
            "start_time": cells("3600", "86399"),
            "period": cells("600", "86400"),
            "every": cells("1", "2", "5"),
            "dayofweek": cells("1", "64", "127"),
            "month": cells("4095", "4"),
            "day": cells("0", "2", "31"),
        },
    ),
    max_size=2,
)
MAINTENANCE = rows(
    {
        "maintenanceid": cells("1", "2"),
        "active_since": cells("1772406000", "1767567600"),
        "active_till": cells("1775080800", "1772409600"),
        "timeperiods": PERIODS | JSON,
    },
    maintenance_type=cells("0", "1"),
    hosts=cells([{"name": "web"}]),
)
INSTANTS = cells(*(f"2026-03-02T10:{minute:02d}:00Z" for minute in range(5)))
STATUSES = cells("operational", "degraded_performance", "partial_outage", "major_outage", "odd")
PAGE_UPDATES = st.lists(
    st.fixed_dictionaries(
        {"created_at": INSTANTS},
        optional={
            "status": cells("investigating", "in_progress", "resolved", "completed"),
            "affected_components": st.lists(
                st.fixed_dictionaries(
                    {"code": cells("c1", "c2"), "name": cells("API", "Web")},
                    optional={"old_status": STATUSES, "new_status": STATUSES},
                ),
                max_size=2,
            )
            | JSON,
        },
    ),
    max_size=4,
)
PAGE = rows(
    {"id": cells("i1", "i2", "i3")},
    started_at=INSTANTS,
    created_at=INSTANTS,
    resolved_at=INSTANTS,
    updated_at=INSTANTS,
    impact=cells("none", "minor", "major", "critical", "maintenance"),
    status=cells("resolved", "monitoring"),
    components=cells([{"id": "c1", "name": "API"}]),
    scheduled_for=INSTANTS,
    scheduled_until=INSTANTS,
    incident_updates=PAGE_UPDATES | JSON,
)
MARCH = Interval.parse("2026-03-01T00:00:00Z/2026-04-01T00:00:00Z")


def read_maintenance(given_rows: Iterable[Row]) -> ServiceFacts:
    return zabbix.read_maintenance(given_rows, zone="Europe/Berlin", within=MARCH)


@frozen
class Source:
    """A reader, the rows that it may meet, and which of them belong together."""

    read: Reader
    rows: st.SearchStrategy[list[Row]]
    unit: Callable[[Row], object] = id
    """By what rows are kept together when they are split; each alone unless told."""


def update_of(row: Row) -> str:
    """Return what the rows of one update of a record have in common."""
    return repr((row.get("documentkey"), row.get("sys_created_on")))


SOURCES = [
    pytest.param(Source(servicenow.read_incidents, INCIDENTS), id="incidents"),
    pytest.param(Source(servicenow.read_updates, UPDATES), id="updates"),
    pytest.param(Source(servicenow.read_audits, AUDITS, update_of), id="audits"),
    pytest.param(Source(servicenow.read_outages, OUTAGES), id="outages"),
    pytest.param(Source(servicenow.read_task_slas, TASK_SLAS), id="task_slas"),
    pytest.param(Source(jira.read_issues, ISSUES), id="issues"),
    pytest.param(Source(zabbix.read_events, EVENTS, lambda _row: 0), id="events"),
    pytest.param(Source(read_maintenance, MAINTENANCE), id="maintenance"),
    pytest.param(Source(statuspage.read_incidents, PAGE), id="page"),
]
every_source = pytest.mark.parametrize("source", SOURCES)


def facts_of(read: Reader, given_rows: Sequence[Row]) -> ServiceFacts:
    """Return the facts of some rows without the findings, or skip rows that are refused."""
    try:
        found = read(given_rows)
    except SvcmgmtError:
        assume(False)  # noqa: FBT003 - hypothesis asks for a bare flag
        raise
    return ServiceFacts(
        availability=found.availability, unknown=found.unknown, tickets=found.tickets
    )


@every_source
@given(data=st.data())
def test_any_rows_end_in_facts_or_in_one_of_the_librarys_errors(
    source: Source, data: st.DataObject
) -> None:
    drawn = data.draw(source.rows)
    try:
        facts = source.read(drawn)
    except SvcmgmtError:
        return
    assert all(finding.pointer for finding in facts.findings)
    facts.check()


@every_source
@given(data=st.data())
def test_the_order_of_the_rows_does_not_matter(source: Source, data: st.DataObject) -> None:
    drawn = data.draw(source.rows)
    arrival = data.draw(st.permutations(drawn))
    assert facts_of(source.read, arrival) == facts_of(source.read, drawn)


@every_source
@given(data=st.data())
def test_repeated_rows_change_nothing_but_the_findings(source: Source, data: st.DataObject) -> None:
    drawn = data.draw(source.rows)
    again = data.draw(st.lists(st.sampled_from(drawn), max_size=3) if drawn else st.just([]))
    repeated = data.draw(st.permutations([*drawn, *again]))
    assert facts_of(source.read, repeated) == facts_of(source.read, drawn)


@every_source
@given(data=st.data())
def test_parts_merge_to_the_whole(source: Source, data: st.DataObject) -> None:
    drawn = data.draw(source.rows)
    units = {repr(source.unit(row)): data.draw(st.booleans()) for row in drawn}
    parts: list[list[Row]] = [[], []]
    for row in drawn:
        parts[units[repr(source.unit(row))]].append(row)
    one, other = (facts_of(source.read, part) for part in parts)
    assert one.merged(other) == other.merged(one) == facts_of(source.read, drawn)


@given(st.permutations(range(3)))
def test_an_update_that_tells_nothing_is_the_newest_all_the_same(order: list[int]) -> None:
    same = {"number": "INC1", "sys_updated_on": "2026-03-02 10:00:00"}
    drawn: list[Row] = [same, {**same, "sys_mod_count": "0"}, {**same, "state": "1"}]
    parts = [servicenow.read_updates([drawn[place]]) for place in order]
    whole = servicenow.read_updates(drawn)
    assert parts[0].merged(*parts[1:]).tickets == whole.tickets


@every_source
@given(data=st.data())
def test_merging_is_associative_and_idempotent(source: Source, data: st.DataObject) -> None:
    one, other, third = (
        source_facts
        for source_facts in (facts_of(source.read, data.draw(source.rows)) for _ in range(3))
    )
    assert one.merged(other).merged(third) == one.merged(other.merged(third))
    assert one.merged(other, third) == third.merged(one).merged(other)
    assert one.merged(one) == one
