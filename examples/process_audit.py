"""Hold any event log against a lifecycle, or find the lifecycle that is in it.

    python examples/process_audit.py LOG.csv[.gz] --case COLUMN --state COLUMN --time COLUMN
        [--time-format FORMAT] [--zone ZONE] [--lifecycle NAME|auto] [--dialect FILE|auto]
        [--at-least SHARE] [--end final|anywhere] [--json]

The log has one row for each event: which case, which state began, and when. Rows of one case are
ordered by time, those of one instant as the file has them. Times may carry an offset; those
without one are read on the clock of the zone. A row that tells no case, state or time is left out
and reported.

With `--lifecycle auto`, a candidate is drawn from the log itself: steps that are seen in enough
cases. With the name of a lifecycle, the words of the log are translated by the dialect, a JSON
object such as `{"Active": "inProgress"}`, or by a guess, which the report tells.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from itertools import chain, pairwise
from math import ceil
from typing import Any

from attrs import evolve, frozen
from example_io import fail, read_rows, run
from process_words import AnyState, Dialect, own_states, read_dialect, states_of

from svcmgmt.calendars import parse_zone, to_instant
from svcmgmt.lifecycle import (
    AlignedTrace,
    Lifecycle,
    LogConformance,
    LogProfile,
    OwnState,
    StateCategory,
    StateChange,
    TraceEnd,
    audit,
    conformance,
    discover,
)
from svcmgmt.lifecycles import ALL
from svcmgmt.practice.metrics import dwell_by_state
from svcmgmt.temporal import instant
from svcmgmt.values import Finding, NoData, Ratio, count_by_code

AUTO = "auto"
ENDS = [each.value for each in TraceEnd]
MOST_STATES = 1_000  # more words than that are no states
SHOWN = 5  # rows that are left out, and traces that fit least, as examples

OPTIONS = {
    "case": ("case:concept:name", "column of the case"),
    "state": ("concept:name", "column of the state that begins"),
    "time": ("time:timestamp", "column of the time"),
    "time-format": ("iso", "format of the times, as strptime has it, or iso"),
    "zone": ("UTC", "zone of times without an offset"),
    "lifecycle": (AUTO, f"auto, or one of {', '.join(sorted(ALL))}"),
    "dialect": (AUTO, "file that translates words of the log, or auto to guess"),
    "at-least": ("0.01", "in how many cases, or which share, a step of auto is seen"),
    "end": ("final", "where cases may end: final, or anywhere"),
}

Change = StateChange[Any, Any]


@frozen
class Event:
    """One row of the log."""

    case: str
    word: str
    at: datetime


@frozen
class Columns:
    """How to read a row."""

    case: str
    state: str
    time: str
    time_format: str
    zone: str


def read_event(row: dict[str, str], columns: Columns) -> Event | str:
    """Return the event of a row, or why it is left out."""
    case, word = row[columns.case].strip(), row[columns.state].strip()
    if not case or not word:
        return "no case" if not case else "no state"
    try:
        return Event(case, word, _instant(row[columns.time], columns.time_format, columns.zone))
    except ValueError as error:
        return str(error)


@lru_cache(maxsize=100_000)
def _instant(text: str, time_format: str, zone: str) -> datetime:
    """Return the instant of a time; many rows have the same one."""
    if time_format == "iso":
        # some exports write `2026/10/26 08:00:00 +0100` or `2026-10-26 08:00:00 UTC`
        plain = re.sub(r"\s*(?:UTC|GMT)$", "Z", text.strip().replace("/", "-"))
        told = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", plain))
    else:
        told = datetime.strptime(text.strip(), time_format)  # noqa: DTZ007 - gets its zone next
    return to_instant(told, zone=zone) if told.tzinfo is None else instant(told, "time")


def read_log(path: str, columns: Columns) -> tuple[dict[str, list[Event]], list[Finding]]:
    """Return the events of each case in order, and findings about rows that are left out."""
    cases: dict[str, list[Event]] = {}
    left_out: list[Finding] = []
    wanted = {columns.case, columns.state, columns.time}
    rows = read_rows(path, wanted, lambda row: read_event(row, columns))
    for number, event in enumerate(rows, start=1):
        if isinstance(event, Event):
            cases.setdefault(event.case, []).append(event)
        else:
            pointer, message = f"/{number}", "a row that cannot be read"
            left_out.append(
                Finding(code="unreadable-row", message=message, pointer=pointer, value=event)
            )
    if not cases:
        reason = f"; {left_out[0]}; see --time-format" if left_out else ""
        fail(f"{path}: no row tells an event{reason}")
    words = {event.word for events in cases.values() for event in events}
    if len(words) > MOST_STATES:
        fail(f"{path}: {len(words):,} different words in column {columns.state} are no states")
    return {case: _in_order(events) for case, events in cases.items()}, left_out


def _in_order(events: list[Event]) -> list[Event]:
    """Return events by time; those of one instant stay as they are, in a file from old to new."""
    is_newest_first = events[0].at > events[-1].at
    return sorted(reversed(events) if is_newest_first else events, key=lambda event: event.at)


def history_of(events: list[Event], states: dict[str, Any]) -> list[Change]:
    """Return the facts of a case; their places keep rows apart that tell the same."""
    return [
        StateChange(to_state=states[event.word], at=event.at, sequence=place)
        for place, event in enumerate(events)
    ]


def enough(share: str, cases: int) -> int:
    """Return how many of some cases a number, or a share of them, is."""
    if share.isdecimal():
        return int(share)
    try:
        return ceil(Ratio.parse(share).value * cases)
    except ValueError as error:
        fail(f"at-least {share!r} is no number of cases and no share of them; {error}")


def candidate(profile: LogProfile[Any], share: str) -> tuple[Lifecycle[Any, Any], int]:
    """Return the lifecycle that a log suggests, and how many cases have what it draws."""
    at_least = max(enough(share, profile.cases), 1)
    while True:
        try:
            return profile.candidate("auto", at_least=at_least), at_least
        except ValueError:
            if at_least == 1:
                raise
            at_least //= 2  # where every way is rare, rarer ones have to do


def settled(own: dict[str, OwnState], profile: LogProfile[Any]) -> dict[str, OwnState]:
    """Return the states with a category each: where no word tells, the log does.

    A state that ends most of the cases that reach it counts as done, any other as open.
    """
    ended = {each.state: each.cases for each in profile.ends}
    over = {each.state for each in profile.states if 2 * ended.get(each.state, 0) > each.cases}
    return {word: _settled(state, is_over=state in over) for word, state in own.items()}


def _settled(state: OwnState, *, is_over: bool) -> OwnState:
    if state.category is not StateCategory.UNKNOWN:
        return state
    return evolve(state, category=StateCategory.DONE if is_over else StateCategory.OPEN)


@frozen(kw_only=True)
class Reading:
    """A log, the lifecycle that it is held against, and what its words mean there."""

    lifecycle: Lifecycle[Any, Any]
    at_least: int | None
    """In how many cases what was drawn is seen; None for a lifecycle that was there before."""

    meanings: dict[str, AnyState]
    histories: list[list[Change]]
    """The cases in words of the log."""

    logs: list[list[Change]]
    """The cases in states of the lifecycle."""

    profile: LogProfile[Any]


def read_auto(cases: list[list[Event]], dialect: Dialect, share: str) -> Reading:
    """Return a log beside the lifecycle that is in it."""
    own = own_states(_words(cases), dialect)
    own = settled(own, discover(history_of(events, own) for events in cases))
    histories = [history_of(events, own) for events in cases]
    profile = discover(histories)
    lifecycle, at_least = candidate(profile, share)
    return Reading(
        lifecycle=lifecycle,
        at_least=at_least,
        meanings={**own},
        histories=histories,
        logs=histories,
        profile=profile,
    )


def read_as(
    cases: list[list[Event]], dialect: Dialect | None, lifecycle: Lifecycle[Any, Any]
) -> Reading:
    """Return a log beside a lifecycle that was there before."""
    meanings = states_of(_words(cases), dialect, lifecycle)
    own = {word: OwnState(word, meaning.category) for word, meaning in meanings.items()}
    histories = [history_of(events, own) for events in cases]
    return Reading(
        lifecycle=lifecycle,
        at_least=None,
        meanings=meanings,
        histories=histories,
        logs=[history_of(events, meanings) for events in cases],
        profile=discover(histories),
    )


def _words(cases: list[list[Event]]) -> list[str]:
    return list(dict.fromkeys(event.word for events in cases for event in events))


def report(  # noqa: PLR0913 - one for each option
    path: str,
    *,
    case: str,
    state: str,
    time: str,
    time_format: str = "iso",
    zone: str = "UTC",
    lifecycle: str = AUTO,
    dialect: str = AUTO,
    at_least: str = "0.01",
    end: str = "final",
) -> dict[str, object]:
    """Return what a log does, and how far it follows a lifecycle."""
    if lifecycle not in {AUTO, *ALL}:
        fail(f"lifecycle {lifecycle!r} is not known; there are auto, {', '.join(sorted(ALL))}")
    parse_zone(zone)  # refuses what is none, also where every time has an offset
    if end not in ENDS:
        fail(f"end {end!r} is not known; there are {', '.join(ENDS)}")
    ending, table = TraceEnd(end), None if dialect == AUTO else read_dialect(dialect)
    by_case, left_out = read_log(path, Columns(case, state, time, time_format, zone))
    cases = list(by_case.values())
    if lifecycle == AUTO:
        reading = read_auto(cases, table or {}, at_least)
    else:
        reading = read_as(cases, table, ALL[lifecycle])
    return told(cases, reading, ending, left_out)


def told(
    cases: list[list[Event]], reading: Reading, end: TraceEnd, left_out: list[Finding]
) -> dict[str, object]:
    """Return the report on a log."""
    lifecycle, meanings = reading.lifecycle, reading.meanings
    audited = [audit(lifecycle, log).findings for log in reading.logs]
    words = (event.word for events in cases for event in events)
    strange = Counter(word for word in words if meanings[word] not in lifecycle.states)
    return {
        **_counted(cases, reading.profile),
        "lifecycle": _drawn(lifecycle, reading.at_least),
        "dialect": {word: str(meaning) for word, meaning in meanings.items()},
        "categories": {word: meaning.category.value for word, meaning in meanings.items()},
        **_conforming(conformance(lifecycle, reading.logs, end=end)),
        "unknown_states": dict(strange.most_common()),
        **_again(audited, reading.profile),
        "dwell": _dwell(reading.histories, max(events[-1].at for events in cases)),
        "findings": count_by_code([*left_out, *chain.from_iterable(audited)]),
        "left_out": [str(each) for each in left_out[:SHOWN]],
    }


def _counted(cases: list[list[Event]], profile: LogProfile[Any]) -> dict[str, object]:
    """Return how often what happens, in the words of the log."""
    traces = [[event.word for event in events] for events in cases]
    steps = Counter(f"{a} -> {b}" for trace in traces for a, b in pairwise(trace))
    return {
        "cases": len(traces),
        "events": sum(map(len, traces)),
        "variants": profile.variants,
        "transitions": dict(steps.most_common()),
        "starts": dict(Counter(trace[0] for trace in traces).most_common()),
        "ends": dict(Counter(trace[-1] for trace in traces).most_common()),
    }


def _drawn(lifecycle: Lifecycle[Any, Any], at_least: int | None) -> dict[str, object]:
    """Return a lifecycle in words, for people who write theirs down."""
    drawn: dict[str, object] = {
        "name": lifecycle.name,
        "initials": [str(state) for state in lifecycle.initials],
        "finals": [str(state) for state in lifecycle.finals],
        "rules": [
            f"{source} -> {rule.target}" for rule in lifecycle.rules for source in rule.sources
        ],
        "undrawn": [str(state) for state in lifecycle.undrawn],
    }
    return drawn if at_least is None else {**drawn, "at_least": at_least}


def _conforming(found: LogConformance[Any]) -> dict[str, object]:
    """Return how far the log follows the lifecycle."""
    kinds: Counter[str] = Counter()
    for each in found.deviations:
        kinds[each.kind.value] += each.times
    deviating = [each for each in found.traces if each.alignment.cost]
    worst = sorted(deviating, key=lambda each: each.alignment.fitness)[:SHOWN]
    return {
        "fitness": _share(found.mean_fitness),
        "log_fitness": _share(found.fitness),
        "fitting": _share(found.fitting),
        "deviations": dict(kinds.most_common()),
        "deviations_at": [str(each) for each in found.deviations],
        "least_fitting": [_explained(each) for each in worst],
    }


def _explained(trace: AlignedTrace[Any]) -> dict[str, object]:
    """Return a distinct trace, move by move."""
    return {
        "cases": trace.cases,
        "fitness": _share(trace.alignment.fitness),
        "moves": [str(move) for move in trace.alignment.moves],
    }


def _share(value: Ratio | Fraction | NoData) -> float | None:
    if isinstance(value, NoData):
        return None
    return float(value.value if isinstance(value, Ratio) else value)


def _again(audited: list[tuple[Finding, ...]], profile: LogProfile[Any]) -> dict[str, object]:
    """Return how often work went on after it had stopped, and there and back again."""
    reopened = [sum(each.code == "reopened" for each in found) for found in audited]
    return {
        "reopened": sum(reopened),
        "reopened_cases": sum(times > 0 for times in reopened),
        "ping_pong": sum(each.times for each in profile.ping_pongs),
        "ping_pong_cases": profile.ping_pong_cases,
        "ping_pongs": {f"{e.source} -> {e.target}": e.times for e in profile.ping_pongs},
    }


def _dwell(histories: list[list[Change]], until: datetime) -> dict[str, object]:
    """Return how long cases stay in each state up to the last event, but for those of its end."""
    return {
        each.place: {
            "cases": each.tickets,
            "stays": each.stays,
            "seconds": each.total.total_seconds(),
            "mean_seconds": each.total.total_seconds() / each.stays,
        }
        for each in dwell_by_state(histories, until=until)
    }


if __name__ == "__main__":
    run(report, "Hold an event log against a lifecycle.", options=OPTIONS, log="csv or csv.gz")
