"""Availability of one service and of ten thousand, beside four libraries and a sweep by hand.

Every way first has to agree with ours on the availability of every service that is timed, exactly.
`availability_peers.py` tells how each is asked.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import exp, log
from typing import Final

from availability_peers import OURS, PEERS, Peer, Services, Span
from harness import Group, Row, bests, calls, disagrees, figure, race, why_missed

from svcmgmt.temporal import to_micros

TITLE: Final = "Availability: 30 days around the clock, eight windows of maintenance left out"

_SECOND: Final = 1_000_000
_FIRST: Final = to_micros(datetime(2026, 9, 1, tzinfo=UTC))
_LENGTH: Final = timedelta(days=30) // timedelta(microseconds=1)
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_WINDOWS: Final = 8
_ONE: Final = "one service, 100 outages"
_MANY: Final = "each of 10,000 services, 30 outages"
_CASES: Final = {_ONE: (1, 100), _MANY: (10_000, 30)}
_TARGETS: Final[dict[str, dict[str, float]]] = {
    _ONE: {"intervaltree": 15, "portion": 20},
    _MANY: {"portion": 100, "hand-written sweep": 3},
}
_ONE_BY_ONE: Final = ": services are counted one by one, there is no form for columns of them yet"
_GROWTH: Final = (10, 100, 1_000, 10_000, 100_000)


def run() -> Group:
    """Return all results."""
    group = Group(title=TITLE)
    peers = [make() for make in PEERS]
    for case, (services, outages) in _CASES.items():
        facts = _facts(services, outages)
        for peer in peers:
            _race(group, case, peer, facts.first(peer.most))
    group.rows.extend(_growth())
    return group


def _facts(services: int, outages: int) -> Services:
    """Return random outages, log-uniform from a minute to six hours; same numbers, same facts."""
    chance = random.Random(11)  # noqa: S311 - a workload, no secret
    each = _LENGTH // _WINDOWS
    maintenance = [
        (start, start + 4 * _HOUR)
        for start in range(_FIRST + 2 * _HOUR, _FIRST + _LENGTH - 4 * _HOUR, each)
    ]

    def outage() -> Span:
        start = _FIRST + chance.randrange(-_HOUR // _SECOND, _LENGTH // _SECOND) * _SECOND
        seconds = int(exp(chance.uniform(log(60), log(6 * 3600))))
        return start, start + seconds * _SECOND

    spans = [[outage() for _ in range(outages)] for _ in range(services)]
    return Services((_FIRST, _FIRST + _LENGTH), maintenance, spans)


def _race(group: Group, case: str, peer: Peer, facts: Services) -> None:
    ours, theirs = OURS.prepare(facts), peer.prepare(facts)
    if differs := _disagreement(peer, facts, ours(), theirs()):
        group.rows.append(disagrees(case, peer.name, differs))
        return
    count = len(facts.outages)
    at_least = _TARGETS[case].get(peer.name)
    row = race(case, peer.name, calls(ours, count), calls(theirs, count), at_least=at_least)
    group.rows.append(row)
    group.notes.extend(why_missed(row, ours, _ONE_BY_ONE if case == _MANY else ""))


def _disagreement(peer: Peer, facts: Services, ours: object, theirs: object) -> str:
    """Return how many answers differ; nothing if all are the same."""
    assert isinstance(ours, list)  # noqa: S101 - of both, one answer for each service
    assert isinstance(theirs, list)  # noqa: S101
    wrong = sum(
        OURS.read(facts, one) != peer.read(facts, other)
        for one, other in zip(ours, theirs, strict=True)
    )
    return f"{wrong} of {len(ours)} availabilities" if wrong else ""


def _growth() -> Iterator[Row]:
    """Yield how time grows with the number of outages of one service."""
    measures = [calls(OURS.prepare(_facts(1, outages))) for outages in _GROWTH]
    for outages, seconds in zip(_GROWTH, bests(measures), strict=True):
        remark = f"{seconds / outages * 1e6:.2g} µs an outage"
        yield figure(f"one service, {outages:,} outages", seconds, "s", remark=remark)
