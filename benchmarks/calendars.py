"""Elapsed time and due times in a working calendar, beside five other libraries.

Every peer first has to agree with ours on every question that is timed, rounded down to its
resolution. `calendar_peers.py` tells how each is asked and where it is known to be wrong. The
floor under ours is the bare bisect: two conversions and two bisections on the very same lists,
without any check; beside it a ratio of 0.5x means that ours takes twice as long.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from math import exp, log
from typing import Final, TypeAlias

import calendar_peers
from calendar_peers import HOLIDAYS, ZONE, Peer
from harness import Call, Group, Row, bests, calls, disagrees, figure, race, why_missed

from svcmgmt import ServiceCalendar, weekly
from svcmgmt.temporal import ORIGIN

TITLE: Final = "Calendars: Mon-Fri 09:00-17:30, Europe/Berlin, German public holidays"

Pair: TypeAlias = tuple[datetime, datetime]

_TUESDAY: Final = datetime(2025, 1, 7, 10, tzinfo=ZONE)
_BEFORE_EASTER: Final = datetime(2025, 4, 16, 14, 20, tzinfo=ZONE)
_SPANS: Final = {
    "30 min": timedelta(minutes=30),
    "3 d": timedelta(days=3),
    "290 d": timedelta(days=290),
}
_MIXED: Final = "mixed"
_TARGETS: Final[dict[str, dict[str, float]]] = {
    "businesstime": {"30 min": 2, "3 d": 4, "290 d": 100, _MIXED: 8},
    "businesstimedelta": {"30 min": 4, "3 d": 12, "290 d": 400},
    "bare bisect": {"30 min": 0.5, "3 d": 0.5, "290 d": 0.5, _MIXED: 0.5},
}
_PAIRS: Final = 2000
_GROWTH: Final = {
    "1 day": 1,
    "10 days": 10,
    "100 days": 100,
    "1 year": 365,
    "10 years": 3_652,
    "100 years": 36_524,
    "200 years": 73_049,
}
_COMPILED_YEARS: Final = (4, 8, 16, 32, 64, 128, 228)


def run() -> Group:
    """Return all results."""
    group = Group(title=TITLE)
    calendar = _calendar()
    peers = [make() for make in calendar_peers.PEERS]
    for peer in (*peers, _bare_bisect(calendar)):
        _elapsed(group, calendar, peer)
    for peer in peers:
        group.rows.extend(_due(calendar, peer))
    for make in calendar_peers.PEERS:
        group.rows.append(_first_use(calendar, make))
    group.rows.extend(_growth())
    group.notes.extend(_wrong_answers(calendar, peers))
    return group


def _calendar() -> ServiceCalendar:
    return weekly("Mon-Fri 09:00-17:30", zone=ZONE, holidays=HOLIDAYS)


def _bare_bisect(calendar: ServiceCalendar) -> Peer:
    calendar.elapsed(_TUESDAY, datetime(2027, 12, 31, tzinfo=UTC))
    table = calendar._compiled.table  # noqa: SLF001 - the floor stands on the very same lists
    bounds, base = table.bounds, table.base

    def elapsed(start: datetime, end: datetime) -> timedelta:
        first, last = start - ORIGIN, end - ORIGIN
        before, after = bisect_right(bounds, first), bisect_right(bounds, last)
        worked = first - base[before] if before & 1 else base[before]
        return (last - base[after] if after & 1 else base[after]) - worked

    exact = timedelta(microseconds=1)
    return Peer(name="bare bisect", elapsed=elapsed, read=lambda total: total, resolution=exact)


def _workload(*, inside: bool = True) -> list[Pair]:
    """Return random pairs, spans log-uniform from 5 minutes to a year; same seed, same pairs.

    With `inside` they start inside opening hours, as tickets of a desk do; they end anywhere.
    """
    chance, calendar = random.Random(7), _calendar()  # noqa: S311 - a workload, no secret
    first, days = datetime(2024, 1, 2, tzinfo=UTC), 900
    pairs: list[Pair] = []
    while len(pairs) < _PAIRS:
        start = (first + timedelta(seconds=chance.randrange(days * 86_400))).astimezone(ZONE)
        seconds = int(exp(chance.uniform(log(300), log(365 * 86_400))))
        if calendar.is_open(start) or not inside:
            end = (start.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(ZONE)
            pairs.append((start, end))
    return pairs


def _disagreement(calendar: ServiceCalendar, peer: Peer, pairs: Sequence[Pair]) -> str:
    """Return the first answers that differ and how many do; nothing if all agree."""
    wrong = []
    for start, end in pairs:
        theirs = peer.read(peer.elapsed(peer.takes(start), peer.takes(end)))
        ours = calendar.elapsed(start, end)
        if theirs != ours // peer.resolution * peer.resolution:
            wrong.append(f"{start} to {end} is {ours}, not {theirs}")
    return f"{len(wrong)} of {len(pairs)}, first {wrong[0]}" if wrong else ""


def _elapsed(group: Group, calendar: ServiceCalendar, peer: Peer) -> None:
    cases = {name: [(_TUESDAY, _TUESDAY + span)] for name, span in _SPANS.items()}
    cases[_MIXED] = _workload()[: peer.sample]
    for name, pairs in cases.items():
        case = f"elapsed, {name}" + (f", {len(pairs):,} pairs" if len(pairs) > 1 else "")
        if differs := _disagreement(calendar, peer, pairs):
            group.rows.append(disagrees(case, peer.name, differs))
            continue
        naive = [(peer.takes(start), peer.takes(end)) for start, end in pairs]
        ours, theirs = _asked(calendar.elapsed, pairs), _asked(peer.elapsed, naive)
        at_least = _TARGETS.get(peer.name, {}).get(name)
        measured = calls(ours, len(pairs)), calls(theirs, len(pairs))
        row = race(case, peer.name, *measured, at_least=at_least)
        group.rows.append(row)
        group.notes.extend(why_missed(row, ours))


def _asked(elapsed: Callable[[datetime, datetime], object], pairs: Sequence[Pair]) -> Call:
    """Return the call that asks for all pairs."""
    if len(pairs) == 1:
        return partial(elapsed, *pairs[0])

    def ask() -> None:
        for start, end in pairs:
            elapsed(start, end)

    return ask


def _due(calendar: ServiceCalendar, peer: Peer) -> Iterator[Row]:
    if peer.due is None:
        return
    for hours in (8, 40):
        case, theirs, allowed = f"due of {hours} h", peer.due(hours), timedelta(hours=hours)
        start = peer.takes(_BEFORE_EASTER)
        ours, answer = calendar.due(_BEFORE_EASTER, allowed), theirs(start)
        if peer.takes(ours.astimezone(ZONE)) != answer:
            yield disagrees(case, peer.name, f"{ours}, not {answer}")
            continue
        call = partial(calendar.due, _BEFORE_EASTER, allowed)
        yield race(case, peer.name, calls(call), calls(partial(theirs, start)))


def _first_use(calendar: ServiceCalendar, make: Callable[[], Peer]) -> Row:
    """Return what it costs to make a calendar and ask it once."""
    peer, pair = make(), (_TUESDAY, _TUESDAY + _SPANS["3 d"])
    case, (start, end) = "make a calendar, first elapsed, 3 d", map(peer.takes, pair)
    if differs := _disagreement(calendar, peer, [pair]):
        return disagrees(case, peer.name, differs)
    ours = calls(lambda: _calendar().elapsed(*pair))
    return race(case, peer.name, ours, calls(lambda: make().elapsed(start, end)))


def _growth() -> Iterator[Row]:
    """Yield how time grows with the span asked for, and compilation with the years covered."""
    calendar, first = _calendar(), ORIGIN
    ends = [first + timedelta(days=days) for days in _GROWTH.values()]
    calendar.elapsed(first, ends[-1])
    times = bests([calls(partial(calendar.elapsed, first, end)) for end in ends])
    for span, seconds in zip(_GROWTH, times, strict=True):
        yield figure(f"elapsed, {span}, compiled before", seconds, "s")
    lasts = [first.replace(year=1970 + years) - timedelta(1) for years in _COMPILED_YEARS]
    times = bests([calls(partial(_compile, last)) for last in lasts])
    for years, seconds in zip(_COMPILED_YEARS, times, strict=True):
        remark = f"{seconds / years * 1e6:.0f} µs a year"
        yield figure(f"make and compile {years} years", seconds, "s", remark=remark)


def _compile(last: datetime) -> None:
    _calendar().elapsed(ORIGIN, last)


def _wrong_answers(calendar: ServiceCalendar, peers: Sequence[Peer]) -> Iterator[str]:
    """Yield what peers answer differently when pairs may start at any hour; none is timed."""
    pairs = _workload(inside=False)
    for peer in peers:
        if differs := _disagreement(calendar, peer, pairs[: peer.sample]):
            yield f"Not timed: of pairs that start at any hour {peer.name} gets wrong {differs}."
