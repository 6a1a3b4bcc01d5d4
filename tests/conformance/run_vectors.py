"""Hold the public API against suites of expected values from other calendar and SLA engines.

    python tests/conformance/run_vectors.py SUITE.json... [--json]

A suite is `{suite, semantics, vectors: [{id, op, calendar, input, expected, ...}]}`. Engines read
contested cases differently; which named policies a suite is read with follows from the semantics
that it documents, never from single vectors. A vector that needs a policy other than the default
is counted under it. Bugs of an engine are no policies: they are named and disagree.

Derived and published values are `{vectors: [{id, topic, fn, inputs, expected, tolerance, ...}]}`;
the folder `adapters` tells how each `fn` is asked. What the library has no answer to is counted
as unsupported, by section.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import adapters
from adapters import engines
from adapters.vectors import NoAnswerError, same
from attrs import asdict, evolve
from suite_policies import DEFAULT, NAMED_DIFFERENCES, Policies, policies_of

from svcmgmt import calendars as cal
from svcmgmt.errors import SvcmgmtError
from svcmgmt.sla import ClockLedger, Mark, Signal, Target, read
from svcmgmt.sla.availability import AvailabilityPreset
from svcmgmt.temporal import HORIZON, Interval, IntervalSet, format_instant, parse_instant

ROUND_THE_CLOCK: Final = "24x7"


TRUE_SECOND: Final = timedelta(seconds=1)


class UnsupportedVectorError(Exception):
    """A vector that asks for something the library does not do, with the reason."""


def calendar_of(spec: dict[str, Any], policies: Policies) -> cal.ServiceCalendar:
    """Return the calendar of a vector."""
    if spec.get("zone") is None:
        return _raw_calendar(spec["raw"])
    weeks = _layers({day: _rows(rows) for day, rows in spec["week"].items()})
    special = {day: _rows(rows) for day, rows in spec.get("special_days", {}).items()}
    wins = spec.get("holidays_override_special", False)
    calendar = cal.never(zone=spec["zone"])
    for week in weeks:
        calendar |= cal.weekly(
            week,
            zone=spec["zone"],
            holidays=spec.get("holidays"),
            special_days=special,
            precedence=cal.DayPrecedence.HOLIDAY if wins else cal.DayPrecedence.SPECIAL_DAY,
            gap=policies.gap,
            fold=policies.fold,
        )
    return calendar - breaks_of(spec) if spec.get("exclusions") else calendar


def _rows(rows: list[list[str]]) -> list[tuple[str, str]]:
    """Return the ranges of a day; a range without length is no time."""
    return [(opens, closes) for opens, closes in rows if opens != closes]


def _layers(week: dict[str, list[tuple[str, str]]]) -> Iterator[cal.WeeklyHours]:
    """Yield the week, or layers of it where ranges overlap."""
    try:
        yield cal.WeeklyHours.of(week)
    except cal.OverlappingHours:
        for place in range(max(map(len, week.values()))):
            for day, rows in week.items():
                if place < len(rows):
                    yield cal.WeeklyHours.of({day: [rows[place]]})


def breaks_of(spec: dict[str, Any]) -> cal.ServiceCalendar:
    """Return the breaks of a calendar as a calendar."""
    spans = [_interval(pair) for pair in spec.get("exclusions", ())]
    return cal.fixed(spans)


def _interval(pair: list[str | None]) -> Interval:
    start, end = pair
    return Interval(parse_instant(start or ""), parse_instant(end) if end else HORIZON)


def _raw_calendar(raw: dict[str, Any]) -> cal.ServiceCalendar:
    """Return a calendar that is given as rules which add and take away time."""
    if "rules" not in raw:
        return _raw_rule(raw)
    calendar = cal.never()
    for rule in raw["rules"]:
        if not rule["off"]:
            calendar |= _raw_rule(rule)
    for rule in raw["rules"]:
        if rule["off"]:
            calendar -= _raw_rule(rule)
    return calendar


def _raw_rule(rule: dict[str, Any]) -> cal.ServiceCalendar:
    """Return the time that one rule talks about, whether it adds it or takes it away."""
    zone = rule["zone"]
    if rule["kind"] == "workday":
        row = (rule["start"], rule["end"])
        names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        return cal.weekly({names[day]: [row] for day in rule["weekdays_mon0"]}, zone=zone)
    if rule["kind"] == "holiday":
        days = _holidays(rule["holidays"])
        without = cal.weekly(ROUND_THE_CLOCK, zone=zone, holidays=days)
        return cal.always(zone=zone) - without
    raise UnsupportedVectorError(f"rule of kind {rule['kind']}")


def _holidays(named: list[str] | str) -> cal.Holidays:
    if not isinstance(named, str):
        return named
    import holidays  # only suites that name the package need it

    country, _, region = named.removeprefix("holidays:").partition("/")
    live: cal.Holidays = holidays.country_holidays(country, None if region == "None" else region)
    return live


def answer(vector: dict[str, Any], policies: Policies) -> object:
    """Return what the library answers to a vector, in the terms of its expected value."""
    if vector["op"] in engines.OPERATIONS:
        reading = engines.Reading(
            availability=policies.availability, budget=policies.budget, alerts=policies.alerts
        )
        return engines.OPERATIONS[vector["op"]](vector, reading)
    operation = OPERATIONS.get(vector["op"])
    if operation is None:
        raise UnsupportedVectorError(f"operation {vector['op']}")
    calendar = calendar_of(vector["calendar"], policies)
    return operation(calendar, vector["input"], policies, vector["calendar"])


Given = dict[str, Any]
Operation = Callable[[cal.ServiceCalendar, Given, Policies, Given], object]


def elapsed(calendar: cal.ServiceCalendar, given: Given, policies: Policies, _: Given) -> object:
    """Open time between two instants, in seconds."""
    start, end = parse_instant(given["from"]), parse_instant(given["to"])
    return _seconds(
        calendar.elapsed(start, end, reversed=policies.reversed, measure=policies.measure), policies
    )


def _seconds(duration: timedelta, policies: Policies) -> float:
    if policies.whole_seconds:
        half_up = (abs(duration) + TRUE_SECOND / 2) // TRUE_SECOND
        return float(-half_up if duration < timedelta(0) else half_up)
    return duration / TRUE_SECOND


def add(calendar: cal.ServiceCalendar, given: Given, policies: Policies, _: Given) -> object:
    """Instant at which some open time has passed."""
    allowed = timedelta(seconds=given["seconds"])
    if allowed < timedelta(0):
        return subtract(calendar, {**given, "seconds": -given["seconds"]}, policies, _)
    at = parse_instant(given["at"])
    return calendar.due(at, allowed, boundary=policies.boundary, zero=policies.zero)


def subtract(calendar: cal.ServiceCalendar, given: Given, policies: Policies, _: Given) -> object:
    """Instant from which some open time passes."""
    allowed = timedelta(seconds=given["seconds"])
    return calendar.before(parse_instant(given["at"]), allowed, zero=policies.zero)


def _move_days(sign: int) -> Operation:
    def move(calendar: cal.ServiceCalendar, given: Given, policies: Policies, _: Given) -> object:
        count = given["days"] * sign
        if _is_date(given["at"]):
            day = date.fromisoformat(given["at"])
            if policies.outside is not cal.Outside.COUNT_ON and not calendar.is_working_day(day):
                day = calendar.add_working_days(day, sign) if count else day
            return calendar.add_working_days(day, count).isoformat()
        at = parse_instant(given["at"])
        landing = cal.Landing.CLOSE if given.get("end_of_working_day") else policies.landing
        days = cal.WorkingDays(
            abs(count), outside=policies.outside, landing=landing, day_length=policies.day_length
        )
        return calendar.due(at, days) if count >= 0 else calendar.before(at, days)

    return move


def _is_date(text: str) -> bool:
    return "T" not in text


def _local_date(calendar: cal.ServiceCalendar, text: str) -> date:
    if _is_date(text):
        return date.fromisoformat(text)
    return cal.to_wall_time(parse_instant(text), zone=calendar.zone).date()


def is_workday(calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given) -> object:
    """Whether the service opens on a date."""
    return calendar.is_working_day(_local_date(calendar, given["at"]))


def working_days_between(
    calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given
) -> object:
    """Number of working days."""
    first, last = (_local_date(calendar, given[key]) for key in ("from", "to"))
    inclusive = bool(given.get("inclusive", False))
    return calendar.working_days_between(first, last, inclusive=inclusive)


def is_open(calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given) -> object:
    """Whether the service is open at an instant."""
    return calendar.is_open(parse_instant(given["at"]))


def on_holiday(calendar: cal.ServiceCalendar, given: Given, _: Policies, spec: Given) -> object:
    """Whether the local date of an instant is a holiday."""
    day = _local_date(calendar, given["at"])
    return day.isoformat() in spec.get("holidays", ())


def on_break(calendar: cal.ServiceCalendar, given: Given, _: Policies, spec: Given) -> object:
    """Whether an instant lies in a break."""
    del calendar
    return breaks_of(spec).is_open(parse_instant(given["at"]))


def next_open(calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given) -> object:
    """First open instant."""
    return calendar.next_open(parse_instant(given["at"]))


def following_open(calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given) -> object:
    """Next opening, the current window left."""
    return calendar.following_open(parse_instant(given["at"]))


def next_close(calendar: cal.ServiceCalendar, given: Given, policies: Policies, _: Given) -> object:
    """Next closing."""
    return calendar.next_close(parse_instant(given["at"]), midnight=policies.midnight)


def previous_close(calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given) -> object:
    """Last instant after open time."""
    return calendar.previous_close(parse_instant(given["at"]))


def intervals_after(calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given) -> object:
    """First open intervals from an instant on."""
    found = calendar.intervals_after(parse_instant(given["at"]))
    return [_pair(each) for each in islice(found, given["n"])]


def intervals_before(calendar: cal.ServiceCalendar, given: Given, _: Policies, __: Given) -> object:
    """Last open intervals before an instant, latest first."""
    found = calendar.intervals_before(parse_instant(given["at"]))
    return [_pair(each) for each in islice(found, given["n"])]


def _pair(interval: Interval) -> list[str | None]:
    end = interval.end
    return [format_instant(interval.start), None if end is None else format_instant(end)]


def due_with_pauses(
    calendar: cal.ServiceCalendar, given: Given, policies: Policies, _: Given
) -> object:
    """Due time of a clock with pauses."""
    target = Target(
        name="due",
        limit=timedelta(seconds=given["seconds"]),
        calendar=calendar,
        pause_measure=policies.pause_measure,
    )
    ledger = _ledger(given["at"], given["pauses"])
    return read(target, ledger, until=ledger.marks[-1].at).due


def elapsed_with_pauses(
    calendar: cal.ServiceCalendar, given: Given, policies: Policies, _: Given
) -> object:
    """Time that a clock with pauses counts, in seconds."""
    target = Target(name="elapsed", limit=timedelta(0), calendar=calendar)
    ledger = _ledger(given["from"], given["pauses"])
    return _seconds(read(target, ledger, until=parse_instant(given["to"])).elapsed, policies)


def _ledger(start: str, pauses: list[list[str | None]]) -> ClockLedger:
    marks = [Mark(at=parse_instant(start), signals=[Signal.START], sequence=1)]
    for pause in IntervalSet.of(map(_interval, pauses)):
        marks.append(Mark(at=pause.start, signals=[Signal.PAUSE], sequence=0))
        marks.append(Mark(at=pause.start + pause.duration, signals=[Signal.RESUME], sequence=0))
    return ClockLedger.of(marks)


OPERATIONS: Final[dict[str, Operation]] = {
    "elapsed": elapsed,
    "add": add,
    "subtract": subtract,
    "add_days": _move_days(1),
    "subtract_days": _move_days(-1),
    "is_open": is_open,
    "is_workday": is_workday,
    "on_holiday": on_holiday,
    "on_break": on_break,
    "next_open": next_open,
    "next_close": next_close,
    "following_open": following_open,
    "previous_close": previous_close,
    "intervals_after": intervals_after,
    "intervals_before": intervals_before,
    "working_days_between": working_days_between,
    "due_with_pauses": due_with_pauses,
    "elapsed_with_pauses": elapsed_with_pauses,
}


def agrees(vector: dict[str, Any], policies: Policies) -> bool:
    """Return whether the library gives the expected value of a vector under some policies."""
    if "fn" in vector:
        if section := adapters.section_of(vector):
            raise UnsupportedVectorError(section)
        return adapters.agrees(vector)
    expected: object = vector["expected"]
    try:
        got = answer(vector, policies)
    except (SvcmgmtError, NoAnswerError):
        return expected is None or (isinstance(expected, dict) and "error" in expected)
    tolerance = float(vector.get("tolerance_s", vector.get("tolerance", 0)) or 0)
    if not isinstance(got, datetime):
        return same(got, expected, tolerance)
    if not isinstance(expected, str) or _is_date(expected):
        return False
    if policies.whole_seconds:
        tolerance = max(tolerance, 0.5)
    return abs((got - parse_instant(expected)).total_seconds()) <= tolerance


def needed_policies(vector: dict[str, Any], policies: Policies) -> str:
    """Return which of a suite's policies make a vector agree: one, or all of them together."""
    chosen = asdict(
        policies, recurse=False, filter=lambda attribute, value: value != attribute.default
    )
    for name, value in chosen.items():
        if agrees(vector, evolve(DEFAULT, **{name: value})):
            return f"{name}={policy_text(value)}"
    return "+".join(f"{name}={policy_text(value)}" for name, value in chosen.items())


def policy_text(value: object) -> object:
    """Return how a chosen policy is told."""
    return value.name if isinstance(value, AvailabilityPreset) else getattr(value, "value", value)


def run_suite(suite: dict[str, Any]) -> dict[str, Any]:
    """Return how the library does on a suite."""
    policies = policies_of(suite)
    agree, with_policy, disagree = 0, Counter[str](), list[str]()
    unsupported: Counter[str] = Counter()
    for vector in suite["vectors"]:
        try:
            if not agrees(vector, policies):
                disagree.append(vector["id"])
            elif agrees(vector, DEFAULT):
                agree += 1
            else:
                with_policy[needed_policies(vector, policies)] += 1
        except UnsupportedVectorError as reason:
            unsupported[str(reason)] += 1
        except (LookupError, AttributeError, TypeError, ValueError) as problem:
            unsupported[f"not in the format: {type(problem).__name__} {problem}"] += 1
    return {
        "total": len(suite["vectors"]),
        "agree": agree,
        "agree_with_policy": dict(with_policy),
        "disagree": disagree,
        "unsupported": dict(unsupported),
        "named_differences": {
            each: NAMED_DIFFERENCES[each] for each in disagree if each in NAMED_DIFFERENCES
        },
    }


def main() -> None:
    """Run the suites that the command line names and print the result."""
    parser = argparse.ArgumentParser(description="Run suites of expected values.")
    parser.add_argument("suites", nargs="+", metavar="SUITE.json")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    results: dict[str, Any] = {}
    for path in map(Path, arguments.suites):
        suite = json.loads(path.read_text(encoding="utf-8"))
        results[suite.get("suite", path.stem)] = run_suite(suite)
    if arguments.json:
        print(json.dumps({"suites": results}))  # noqa: T201 - what the script is for
        return
    for name, result in results.items():
        print(f"{name}: {json.dumps(result, indent=2)}")  # noqa: T201


if __name__ == "__main__":
    main()
