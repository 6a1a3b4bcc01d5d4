"""Make the bundled exports: a month of a provider that does not exist, as five products tell it.

    python examples/generate_exports.py examples/data/exports

Everything is drawn from a seeded generator, so the files can be made again to the byte. They have
the documented shapes of what the products give out: tables of ServiceNow as CSV and JSON, a search
of Jira with changelogs, answers of the Zabbix API, documents of Statuspage, a range query of
Prometheus. One world lies behind them: some thirty disruptions of five services in March 2026, a
month in which the clocks of Berlin change. Some rows are as odd as those of real exports: repeated,
out of order, without an end, with a word that nobody knows.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from export_world import (
    BERLIN,
    EXPORTED,
    FIRST,
    LAST,
    LIMITS,
    MINUTE,
    PRIORITIES,
    SERVICES,
    Disruption,
    Json,
    Step,
    Ticket,
    Work,
    World,
    document,
    epoch,
    rfc3339,
    shown,
    stamp,
    table,
    tickets,
    with_offset,
    world,
)

JIRA_PRIORITIES = ["Highest", "High", "Medium", "Low"]

STATES = {
    "1": "New", "2": "In Progress", "3": "On Hold", "6": "Resolved", "7": "Closed",
    "8": "Canceled", "-5": "Awaiting Parts",
}  # fmt: skip


def servicenow(made: World) -> dict[str, str]:
    """Return the tables of ServiceNow: display values on the clock of Berlin, the rest raw."""
    groups = [made.key() for _ in range(4)]
    desk = tickets(made, groups)
    incidents = [
        [
            f"INC{ticket.number + 10_001:07d}", ticket.key, shown(ticket.opened),
            STATES[ticket.state], PRIORITIES[ticket.priority], ticket.service, ticket.segment,
            "Service", shown(ticket.when("6")), shown(ticket.when("7")),
            shown(ticket.steps[-1].at if ticket.steps else ticket.opened), len(ticket.steps),
        ]
        for ticket in desk
    ]  # fmt: skip
    audits = [
        [
            made.key(), "incident", ticket.key, step.field, step.old, step.new, "resolver",
            stamp(step.at), place,
        ]
        for ticket in desk
        for place, step in enumerate(ticket.steps)
    ]  # fmt: skip
    made.rng.shuffle(audits)
    audits.append(audits[0])  # as two pages that overlap
    return {
        "servicenow/incident.csv": table(
            [
                "number", "sys_id", "opened_at", "state", "priority", "business_service",
                "company", "category", "resolved_at", "closed_at", "sys_updated_on",
                "sys_mod_count",
            ],
            incidents,
        ),
        "servicenow/sys_audit.csv": table(
            [
                "sys_id", "tablename", "documentkey", "fieldname", "oldvalue", "newvalue", "user",
                "sys_created_on", "record_checkpoint",
            ],
            audits,
        ),
        "servicenow/task_sla.csv": table(
            [
                "sys_id", "task", "sla", "stage", "has_breached", "planned_end_time",
                "business_duration", "sys_updated_on",
            ],
            [_task_sla(made, ticket) for ticket in desk],
        ),
        "servicenow/cmdb_ci_outage.json": document("result", _outages(made)),
    }  # fmt: skip


def _task_sla(made: World, ticket: Ticket) -> list[object]:
    stopped = ticket.when("6") or ticket.when("8")
    used = (stopped or EXPORTED) - ticket.opened
    elapsed = datetime(1970, 1, 1, tzinfo=UTC) + used
    return [
        made.key(), ticket.key, f"resolve {PRIORITIES[ticket.priority]}",
        "completed" if stopped else "in_progress",
        str(used > LIMITS[ticket.priority]).lower(),
        stamp(ticket.opened + LIMITS[ticket.priority]), stamp(elapsed),
        stamp(stopped or EXPORTED),
    ]  # fmt: skip


def _outages(made: World) -> list[Json]:
    """Return the rows of the outage table, names and identifiers of items beside each other."""
    keys = {service: made.key() for service in SERVICES}
    rows: list[Json] = []

    def add(kind: str, service: str, begin: datetime, end: datetime | None, text: str) -> None:
        rows.append(
            {
                "sys_id": made.key(),
                "type": kind,
                "cmdb_ci": {"display_value": service, "value": keys[service]},
                "begin": stamp(begin),
                "end": stamp(end),
                "short_description": text,
                "sys_created_on": stamp(begin + 3 * MINUTE),
                "sys_updated_on": stamp(end or begin + 3 * MINUTE),
                "sys_mod_count": "1",
            }
        )

    for each in made.disruptions:
        kind = "outage" if each.kind == "major" else "degradation"
        add(kind, each.service, each.start, each.end, each.cause)
    for work in made.works:
        add("planned", work.service, *work.planned, f"maintenance of {work.service}")
        rows[-1]["sys_created_on"] = stamp(work.announced)
    add("outage", "vpn", FIRST + timedelta(days=9, hours=2), FIRST + timedelta(days=9), "typed in")
    return rows


JIRA_STATES = {
    "1": "Waiting for support", "2": "In Progress", "3": "Waiting for customer", "6": "Resolved",
    "7": "Closed", "8": "Canceled", "-5": "Parked",
}  # fmt: skip


def jira(made: World) -> dict[str, str]:
    """Return a search for issues with their changelogs, the newest change first."""
    issues = [_issue(made, ticket) for ticket in tickets(made, ["desk", "network"])[:80]]
    issues.append(issues[3])  # as two pages that overlap
    more = {"startAt": 0, "maxResults": len(issues), "total": len(issues)}
    return {"jira/search.json": document("issues", issues, **more)}


def _issue(made: World, ticket: Ticket) -> Json:
    history: list[Json] = [
        {
            "id": str(40_000 + 100 * ticket.number + place),
            "author": {"displayName": "Resolver"},
            "created": with_offset(step.at),
            "items": [_item(step)],
        }
        for place, step in enumerate(ticket.steps)
        if step.field != "hold_reason"
    ]
    priority: Json = {"name": JIRA_PRIORITIES[ticket.priority]}
    if made.rng.random() < 0.02:  # noqa: PLR2004
        priority = {"name": "Someday"}
    fields: Json = {
        "created": with_offset(ticket.opened),
        "updated": with_offset(ticket.steps[-1].at if ticket.steps else ticket.opened),
        "resolutiondate": with_offset(ticket.when("6")),
        "status": {"name": JIRA_STATES[ticket.state]},
        "priority": priority,
        "issuetype": {"name": "[System] Incident"},
        "components": [{"name": ticket.service}],
        "customfield_10050": {"value": ticket.segment},
        "summary": f"{ticket.service} does not work",
    }
    return {
        "id": str(10_001 + ticket.number),
        "key": f"OPS-{ticket.number + 1}",
        "fields": fields,
        "changelog": {"total": len(history), "histories": history[::-1]},
    }


def _item(step: Step) -> Json:
    if step.field != "state":
        return {"field": "Team", "fromString": step.old or None, "toString": step.new}
    return {
        "field": "status",
        "fieldtype": "jira",
        "from": step.old,
        "fromString": JIRA_STATES[step.old],
        "to": step.new,
        "toString": JIRA_STATES[step.new],
    }


SEVERITIES = {"major": 5, "partial": 4, "degraded": 3}


def zabbix(made: World) -> dict[str, str]:
    """Return events with their recoveries, and maintenance, as the API answers."""
    spans: list[tuple[datetime, datetime | None, int, str, str]] = [
        (each.start, each.end, SEVERITIES[each.kind], each.service, each.cause)
        for each in made.disruptions
    ]
    for _ in range(25):
        start = made.moment()
        length = made.rng.randrange(2, 90) * MINUTE
        spans.append(
            (start, start + length, made.rng.choice([1, 2]), made.rng.choice(SERVICES), "load")
        )
    events: list[Json] = []
    for number, (start, end, severity, service, cause) in enumerate(sorted(spans, key=str)):
        problem, recovery = str(2 * number + 1_001), str(2 * number + 1_002)
        place = SERVICES.index(service)
        events.append(
            {
                **_event(problem, start, "1", severity, "0" if end is None else recovery),
                "name": f"{service}: {cause}",
                "objectid": str(20_000 + place),
                "suppressed": "0",
                "tags": [{"tag": "service", "value": service}],
                "hosts": [{"hostid": str(10_500 + place), "name": f"host {service}"}],
            }
        )
        if end is not None:
            events.append(_event(recovery, end, "0", 0, "0"))
    events.insert(0, _event("999", FIRST + 4 * MINUTE, "0", 0, "0"))  # of February
    return {
        "zabbix/events.json": document("result", events, jsonrpc="2.0", id=1),
        "zabbix/maintenance.json": document("result", _maintenance(made), jsonrpc="2.0", id=2),
    }


def _event(name: str, at: datetime, value: str, severity: int, recovery: str) -> Json:
    return {
        "eventid": name,
        "source": "0",
        "object": "0",
        "clock": epoch(at),
        "ns": "0",
        "value": value,
        "severity": str(severity),
        "r_eventid": recovery,
    }


def _maintenance(made: World) -> list[Json]:
    once: list[Json] = [
        {
            "maintenanceid": str(work.number + 1),
            "name": f"maintenance of {work.service}",
            "active_since": epoch(work.planned[0] - timedelta(days=1)),
            "active_till": epoch(work.planned[1] + timedelta(days=1)),
            "maintenance_type": "0",
            "hosts": [{"hostid": "10500", "name": f"host {work.service}"}],
            "timeperiods": [
                {
                    "timeperiod_type": "0",
                    "start_date": epoch(work.planned[0]),
                    "period": str((work.planned[1] - work.planned[0]).seconds),
                }
            ],
        }
        for work in made.works
    ]
    weekly: Json = {
        "maintenanceid": "9",
        "name": "backup of the vpn gateway, Sunday 03:00",
        "active_since": epoch(FIRST - timedelta(days=300)),
        "active_till": epoch(LAST + timedelta(days=300)),
        "maintenance_type": "0",
        "hosts": [{"hostid": "10502", "name": "host vpn"}],
        "timeperiods": [
            {
                "timeperiod_type": "3", "every": "1", "dayofweek": "64", "month": "0", "day": "0",
                "start_time": str(3 * 3_600), "period": "1800",
            }
        ],
    }  # fmt: skip
    return [*once, weekly]


PAGE_STATES = {
    "major": "major_outage", "partial": "partial_outage", "degraded": "degraded_performance",
}  # fmt: skip
IMPACTS = {"major": "critical", "partial": "major", "degraded": "minor"}
COMPONENTS = {service: f"{index:02d}cmp{index:02d}" for index, service in enumerate(SERVICES)}


def statuspage(made: World) -> dict[str, str]:
    """Return the incidents that were published, and scheduled maintenance."""
    published = [each for each in made.disruptions if made.rng.random() < 0.8]  # noqa: PLR2004
    incidents = [_incident(each, told=each.number % 5 != 0) for each in published]
    return {
        "statuspage/incidents.json": document("incidents", incidents[::-1], page={"id": "p1"}),
        "statuspage/scheduled-maintenances.json": document(
            "scheduled_maintenances", map(_scheduled, made.works), page={"id": "p1"}
        ),
    }


def _incident(each: Disruption, *, told: bool) -> Json:
    """Return an incident; some, as those of early years, without the components of updates."""
    name, worst = f"i{each.number:03d}", PAGE_STATES[each.kind]
    steps = [(each.start + 4 * MINUTE, "investigating", "operational", worst)]
    if (
        each.kind == "major"
        and each.end is not None
        and each.end - each.start > timedelta(minutes=30)
    ):
        better = each.start + (each.end - each.start) * 2 / 3
        steps.append(
            (better.replace(second=0, microsecond=0), "monitoring", worst, "partial_outage")
        )
    if each.end is not None:
        steps.append((each.end, "resolved", steps[-1][3], "operational"))
    component: Json = {"id": COMPONENTS[each.service], "name": each.service}
    return {
        "id": name,
        "name": f"{each.service}: {each.cause}",
        "status": steps[-1][1],
        "impact": IMPACTS[each.kind],
        "created_at": rfc3339(each.start + 4 * MINUTE),
        "started_at": rfc3339(each.start + 4 * MINUTE),
        "updated_at": rfc3339(steps[-1][0]),
        "resolved_at": rfc3339(each.end),
        "components": [component],
        "incident_updates": [
            {
                "id": f"{name}u{place}",
                "status": status,
                "created_at": rfc3339(at),
                "display_at": rfc3339(at),
                "affected_components": [
                    {
                        "code": COMPONENTS[each.service],
                        "name": each.service,
                        "old_status": before,
                        "new_status": after,
                    }
                ]
                if told
                else None,
            }
            for place, (at, status, before, after) in enumerate(steps)
        ][::-1],
    }


def _scheduled(work: Work) -> Json:
    begin, end = work.done
    steps = [(work.announced, "scheduled"), (begin, "in_progress"), (end, "completed")]
    return {
        "id": f"m{work.number:03d}",
        "name": f"maintenance of {work.service}",
        "status": "completed",
        "impact": "maintenance",
        "created_at": rfc3339(work.announced),
        "updated_at": rfc3339(end),
        "resolved_at": rfc3339(end),
        "scheduled_for": rfc3339(work.planned[0]),
        "scheduled_until": rfc3339(work.planned[1]),
        "components": [{"id": COMPONENTS[work.service], "name": work.service}],
        "incident_updates": [
            {"id": f"m{work.number}u{place}", "status": status, "created_at": rfc3339(at)}
            for place, (at, status) in enumerate(steps)
        ][::-1],
    }


def prometheus(made: World) -> dict[str, str]:
    """Return counters of requests of the web shop, as a range query answers."""
    down = [each for each in made.disruptions if each.service == "web shop"]
    values: dict[str, list[list[object]]] = {"200": [], "500": []}
    good = bad = 0
    restart = FIRST + timedelta(days=17, hours=4)
    step, gap = 15 * MINUTE, (FIRST + timedelta(days=23), FIRST + timedelta(days=23, hours=1))
    at = FIRST
    while at <= LAST:
        busy = 7 <= at.astimezone(BERLIN).hour < 22  # noqa: PLR2004
        asked = made.rng.randrange(1_800, 2_200) if busy else made.rng.randrange(150, 250)
        hit = any(each.start < at <= (each.end or EXPORTED) + step for each in down)
        failed = made.rng.randrange(asked // 4, asked // 2) if hit else asked // 1_500
        good, bad = (0, 0) if at == restart else (good + asked - failed, bad + failed)
        if not gap[0] <= at < gap[1]:
            values["200"].append([int(at.timestamp()), str(good)])
            values["500"].append([int(at.timestamp()), str(bad)])
        at += step
    result = [
        {"metric": {"__name__": "http_requests_total", "code": code}, "values": samples}
        for code, samples in values.items()
    ]
    data = {"resultType": "matrix", "result": result}
    answer = json.dumps({"status": "success", "data": data}, separators=(",", ":"))
    return {"prometheus/query_range.json": f"{answer}\n"}


def exports() -> dict[str, str]:
    """Return every file by its name, and its text."""
    made = world()
    products = (servicenow, jira, zabbix, statuspage, prometheus)
    return {name: text for product in products for name, text in product(made).items()}


def main() -> None:
    """Write the files below the folder that the command line names."""
    for name, text in exports().items():
        path = Path(sys.argv[1]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
