"""Predict the target of every service request of a city, one service standard per type.

    python examples/service_requests.py LOG.csv[.gz] RULES.json [--json]

The log is an export of Boston 311: wall-clock times of America/New_York, one row a case. The
rules name the office hours, the holidays and a standard for each type: so many business days, or
so many calendar days. A case's own target (`target_dt`) and verdict (`ontime`) are only compared
with: the prediction reads neither.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from attrs import frozen
from example_io import digest, fail, read_json, read_rows, run

from svcmgmt.calendars import CalendarDays, ServiceCalendar, WorkingDays, to_instant, weekly
from svcmgmt.sla import ClockLedger, FixedDue, Outcome, Target, read

COLUMNS = {"case_enquiry_id", "open_dt", "target_dt", "closed_dt", "ontime", "type"}
KINDS = {"business_days": WorkingDays, "calendar_days": CalendarDays}
VERDICTS = {Outcome.MET: "ONTIME", Outcome.MISSED: "OVERDUE"}


def office_hours(rules: dict[str, Any]) -> ServiceCalendar:
    """Return the calendar of the rules."""
    office = rules["calendar"]
    hours = f"{office['weekdays']} {office['open']}-{office['close']}"
    return weekly(hours, zone=office["timezone"], holidays=office["holidays"])


def standards(rules: dict[str, Any], office: ServiceCalendar) -> dict[str, Target]:
    """Return the standard of each request type as a target."""
    return {
        name: Target(name=name, limit=KINDS[rule["kind"]](rule["n"]), calendar=office)
        for name, rule in rules["rules"].items()
    }


def _instant(text: str, office: ServiceCalendar) -> datetime | None:
    return to_instant(datetime.fromisoformat(text), zone=office.zone) if text else None


def predicted_due(opened: datetime | None, target: Target | None) -> datetime | None:
    """Return when a case is due by the standard of its type; None if the type has none."""
    if opened is None or target is None:
        return None
    return read(target, ClockLedger.started(opened), until=opened).due


@frozen
class Case:
    """One row of the log, with what the library says of it."""

    due: datetime | None
    """When it is due by the standard of its type."""

    recorded: datetime | None
    """When it is due by the log, for comparison only."""

    verdict: str | None
    """Whether it met its own recorded target; None if it has none or is open."""

    said: str
    """The city's verdict, for comparison only."""


def read_case(row: dict[str, str], targets: dict[str, Target], office: ServiceCalendar) -> Case:
    """Return the case of a row."""
    opened, closed = _instant(row["open_dt"], office), _instant(row["closed_dt"], office)
    recorded = _instant(row["target_dt"], office)
    return Case(
        due=predicted_due(opened, targets.get(row["type"])),
        recorded=recorded,
        verdict=verdict(opened, closed, recorded),
        said=row["ontime"],
    )


def verdict(
    opened: datetime | None, closed: datetime | None, promised: datetime | None
) -> str | None:
    """Return whether a closed case met its own recorded target; None if it has none or is open."""
    if opened is None or closed is None or promised is None:
        return None
    promise = Target(name="recorded target", limit=FixedDue(promised))
    ledger = ClockLedger.started(min(opened, closed)).stop(closed)
    return VERDICTS[read(promise, ledger, until=closed).outcome]


def read_rules(path: str) -> tuple[ServiceCalendar, dict[str, Target]]:
    """Return the office hours and standards of a file."""
    rules: Any = read_json(path)
    try:
        office = office_hours(rules)
        return office, standards(rules, office)
    except (KeyError, TypeError, ValueError) as error:
        fail(f"{path}: these are no rules: {error!r}")


def report(log: str, rules_file: str) -> dict[str, object]:
    """Return how the standards and the verdicts of the library compare with the city's."""
    begin = time.perf_counter()
    office, targets = read_rules(rules_file)
    cases = list(read_rows(log, COLUMNS, lambda row: read_case(row, targets, office)))
    pairs = [(case.due, case.recorded) for case in cases]
    gaps = [abs(due - told) for due, told in pairs if due is not None and told is not None]
    judged = [case for case in cases if case.verdict is not None and case.said]
    agreed = sum(case.verdict == case.said for case in judged)
    within = sum(gap <= timedelta(minutes=1) for gap in gaps)
    return {
        "cases": len(cases),
        "with_target": sum(case.recorded is not None for case in cases),
        "with_target_and_standard": len(gaps),
        "due_within_60s": within / len(gaps) if gaps else None,
        "predictions_digest": digest(case.due for case in cases),
        "judged": len(judged),
        "ontime_agreement": agreed / len(judged) if judged else None,
        "seconds": round(time.perf_counter() - begin, 3),
    }


if __name__ == "__main__":
    run(
        report,
        "Predict the target of every service request of a city.",
        log="csv or csv.gz",
        rules="office hours and standards, json",
    )
