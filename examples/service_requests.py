"""Predict the target of every service request of a city, one service standard per type.

    python examples/service_requests.py LOG.csv[.gz] RULES.json [--json]

The log is an export of Boston 311: wall-clock times of America/New_York, one row a case. The
rules name the office hours, the holidays and a standard for each type: so many business days, or
so many calendar days. A case's own target (`target_dt`) and verdict (`ontime`) are only compared
with: the prediction reads neither.
"""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from typing import Any

from example_io import digest, read_rows, read_text, run

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


def predicted_due(
    row: dict[str, str], targets: dict[str, Target], office: ServiceCalendar
) -> datetime | None:
    """Return when a case is due by the standard of its type; None if the type has none."""
    opened, target = _instant(row["open_dt"], office), targets.get(row["type"])
    if opened is None or target is None:
        return None
    return read(target, ClockLedger.started(opened), until=opened).due


def verdict(row: dict[str, str], office: ServiceCalendar) -> str | None:
    """Return whether a closed case met its own recorded target; None if it has none or is open."""
    opened, closed = _instant(row["open_dt"], office), _instant(row["closed_dt"], office)
    promised = _instant(row["target_dt"], office)
    if opened is None or closed is None or promised is None:
        return None
    promise = Target(name="recorded target", limit=FixedDue(promised))
    ledger = ClockLedger.started(min(opened, closed)).stop(closed)
    return VERDICTS[read(promise, ledger, until=closed).outcome]


def report(log: str, rules_file: str) -> dict[str, object]:
    """Return how the standards and the verdicts of the library compare with the city's."""
    begin = time.perf_counter()
    rules = json.loads(read_text(rules_file))
    office = office_hours(rules)
    targets = standards(rules, office)
    predictions: list[datetime | None] = []
    cases = with_target = compared = within = judged = agreed = 0
    for row in read_rows(log, COLUMNS):
        cases += 1
        due = predicted_due(row, targets, office)
        predictions.append(due)
        recorded = _instant(row["target_dt"], office)
        if recorded is not None:
            with_target += 1
            if due is not None:
                compared += 1
                within += abs(due - recorded) <= timedelta(minutes=1)
        said = verdict(row, office)
        if said is not None and row["ontime"]:
            judged += 1
            agreed += said == row["ontime"]
    return {
        "cases": cases,
        "with_target": with_target,
        "with_target_and_standard": compared,
        "due_within_60s": within / compared if compared else None,
        "predictions_digest": digest(predictions),
        "judged": judged,
        "ontime_agreement": agreed / judged if judged else None,
        "seconds": round(time.perf_counter() - begin, 3),
    }


if __name__ == "__main__":
    run(
        report,
        "Predict the target of every service request of a city.",
        log="csv or csv.gz",
        rules="office hours and standards, json",
    )
