"""Firing, replaying, making and storing tickets, beside three other libraries.

Before anything is timed, every way has to record the same facts as ours for the same script,
to refuse a trigger whose guard says no, and to refuse one that the table does not have.
`tickets.py` has the lifecycle, `lifecycle_peers.py` tells how each library is used.
"""

from __future__ import annotations

import gc
import pickle
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle, islice
from typing import Final, Protocol

from harness import (
    Call,
    Group,
    Measure,
    Row,
    batch,
    bests,
    calls,
    disagrees,
    figure,
    race,
    sizes,
    why_missed,
)
from lifecycle_peers import WAYS
from tickets import (
    LIFECYCLE,
    SCRIPT,
    WHO,
    WHY,
    TicketState as S,
    TicketTrigger as T,
    Told,
    Way,
    ours,
)

from svcmgmt.lifecycle import ImpossibleHistory, StateChange, replay

TITLE: Final = "Lifecycles: 6 states, 10 edges, a guard, every change recorded"

_START: Final = datetime(2026, 10, 26, 8, tzinfo=UTC)
_FIRED: Final = 300
_MADE: Final = 10_000
_WEIGHED: Final = 1_000
_REPLAYED: Final = 100_000
_FIRE_TARGETS: Final = {False: 2.0, True: 1.0}
_COPIES: Final = (
    ": ours makes a checked fact and a new ticket (`_moved`), theirs sets one attribute"
)
_REPLAYED_A_SECOND: Final = 1e6
_BYTES_A_CHANGE: Final = 160


class _MakesWay(Protocol):
    def __call__(self, *, wide: bool = False) -> Way: ...


def run() -> Group:
    """Return all results."""
    group = Group(title=TITLE)
    ways = [make for make in WAYS if _agrees(group, make)]
    for wide in (False, True):
        for make in ways:
            _fire(group, make, wide=wide)
    group.rows.extend(_fire_long(make) for make in ways)
    _replay(group)
    group.rows.extend(_creation(make) for make in ways)
    _memory(group, ways)
    group.rows.extend(_stored(make()) for make in ways)
    return group


def _agrees(group: Group, make: _MakesWay) -> bool:
    """Say whether a way gives the answers of ours; add a line if it does not."""
    for wide in (False, True):
        way = make(wide=wide)
        for question, answer in (
            ("the script", _told(way) == _told(ours(wide=wide))),
            ("a guard that refuses", _attempted(way, owner="", word="start") == []),
            ("a trigger that does not exist here", _attempted(way, owner=WHO, word="close") == []),
        ):
            if not answer:
                group.rows.append(disagrees("fire", way.name, question))
                return False
    return True


def _script(
    way: Way, words: tuple[str, ...] = SCRIPT, late: timedelta = timedelta(0)
) -> list[tuple[object, datetime]]:
    begin = _START + late
    return [
        (way.key(word), begin + timedelta(minutes=10 * number)) for number, word in enumerate(words)
    ]


def _play(way: Way, entity: object, script: list[tuple[object, datetime]]) -> object:
    fire = way.fire
    for trigger, at in script:
        entity = fire(entity, trigger, at)
    return entity


def _told(way: Way) -> list[Told]:
    return way.told(_play(way, way.make("T-1", WHO), _script(way)))


def _attempted(way: Way, *, owner: str, word: str) -> list[Told]:
    """Return what a refused trigger left in the facts."""
    entity = way.make("T-1", owner)
    try:
        entity = way.fire(entity, way.key(word), _START)
    except Exception:  # noqa: BLE001 - each library refuses with an exception of its own
        return way.told(entity)
    return way.told(entity)


def _fire(group: Group, make: _MakesWay, *, wide: bool) -> None:
    """Time one change each, over tickets that run through the script from fresh."""
    case = f"fire, {40 if wide else 10} fields"
    mine, other = partial(ours, wide=wide), partial(make, wide=wide)
    at_least = _FIRE_TARGETS[wide] if other().name.startswith("transitions") else None
    row = race(case, other().name, _firing(mine), _firing(other), at_least=at_least)
    if not any(earlier.case == case and earlier.reached is False for earlier in group.rows):
        group.notes.extend(why_missed(row, _played(mine()), _COPIES))
    group.rows.append(row)


def _fire_long(make: _MakesWay) -> Row:
    """Time one change each of a ticket that has many: ours copies its history every time."""
    words = ("start", *("hold", "resume") * 500)
    mine, other = (_firing(each, words, tickets=1) for each in (ours, make))
    return race("fire, 10 fields, 1,001 changes of one ticket", make().name, mine, other)


def _firing(
    make: Callable[[], Way], words: tuple[str, ...] = SCRIPT, tickets: int = _FIRED
) -> Measure:
    return batch(lambda: _played(make(), words, tickets), tickets * len(words))


def _played(way: Way, words: tuple[str, ...] = SCRIPT, tickets: int = _FIRED) -> Call:
    """Return the call that takes fresh tickets through a script."""
    script = _script(way, words)
    entities = [way.make(name, WHO) for name in _names(tickets)]

    def play_all() -> None:
        for entity in entities:
            _play(way, entity, script)

    return play_all


def _replay(group: Group) -> None:
    """Time the strict replay of a long ordered history."""
    steps = [
        (S.IN_PROGRESS, T.HOLD, S.ON_HOLD),
        (S.ON_HOLD, T.RESUME, S.IN_PROGRESS),
        (S.IN_PROGRESS, T.RESOLVE, S.RESOLVED),
        (S.RESOLVED, T.REOPEN, S.IN_PROGRESS),
    ]
    path = [(S.NEW, T.START, S.IN_PROGRESS), *islice(cycle(steps), _REPLAYED - 1)]
    history = [_change(number, *step) for number, step in enumerate(path)]
    if replay(LIFECYCLE, history) is not path[-1][2] or not _refuses(history[::2]):
        group.rows.append(disagrees("replay", "", "the history does not end where it was led"))
        return
    call = partial(replay, LIFECYCLE, history)
    [seconds] = bests([calls(call)])
    case = f"replay of {_REPLAYED:,} ordered changes"
    row = figure(case, _REPLAYED / seconds, "changes/s", at_least=_REPLAYED_A_SECOND)
    group.rows.append(row)
    group.notes.extend(why_missed(row, call))


def _change(number: int, source: S, trigger: T, target: S) -> StateChange[S, T]:
    at = _START + timedelta(seconds=number)
    return StateChange(
        from_state=source, to_state=target, at=at, trigger=trigger, by=WHO, reason=WHY
    )


def _refuses(history: list[StateChange[S, T]]) -> bool:
    try:
        replay(LIFECYCLE, history)
    except ImpossibleHistory:
        return True
    return False


def _names(count: int) -> list[str]:
    return [f"T-{number}" for number in range(count)]


def _creation(make: _MakesWay) -> Row:
    def creating(make: _MakesWay) -> Measure:
        def prepare() -> Call:
            way, names = make(), _names(_MADE)
            return lambda: [way.make(name, WHO) for name in names]

        return batch(prepare, _MADE)

    case = f"make {_MADE:,} tickets, 10 fields, each"
    return race(case, make().name, creating(ours), creating(make))


def _memory(group: Group, ways: list[_MakesWay]) -> None:
    """Measure what tickets weigh, and what changes add; every change has an instant of its own.

    Ids are made outside, who and why are shared. The average over the five changes of a script
    holds the tuple or list around them too; what each further change adds does not.
    """
    mine = _weights(ours())
    for make in ways:
        way = make()
        for case, our, their in zip(
            ("memory of a new ticket, 10 fields", "memory of a change, 5 in a ticket"),
            mine,
            _weights(way),
            strict=True,
        ):
            group.rows.append(sizes(case, way.name, our, their))
    longer = ("start", *("hold", "resume") * 10, *SCRIPT[-2:])
    further = _weight(ours(), _WEIGHED, longer) - _weight(ours(), _WEIGHED, SCRIPT)
    each = round(further / _WEIGHED / (len(longer) - len(SCRIPT)))
    case = "memory of each further change"
    group.rows.append(figure(case, each, "B", at_most=_BYTES_A_CHANGE))


def _weights(way: Way) -> tuple[float, float]:
    """Return bytes of a new ticket and of a change, the average of a script."""
    changes = _weight(way, _WEIGHED, SCRIPT) - _weight(way, _WEIGHED, ())
    return _weight(way, _MADE, ()) / _MADE, changes / _WEIGHED / len(SCRIPT)


def _weight(way: Way, count: int, words: tuple[str, ...]) -> int:
    """Return bytes of some tickets after some triggers."""
    names = _names(count)

    def build() -> list[object]:
        return [
            _play(way, way.make(name, WHO), _script(way, words, timedelta(seconds=number)))
            for number, name in enumerate(names)
        ]

    return _traced(build)


def _traced(build: Call) -> int:
    gc.collect()
    tracemalloc.start()
    kept = build()
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return size


def _stored(way: Way) -> Row:
    """Return how large a ticket with five facts is as a pickle, with what it needs to fire."""
    case = "pickle of a ticket with 5 facts"
    mine = pickle.dumps(_play(ours(), ours().make("T-1", WHO), _script(ours())))
    entity = _play(way, way.make("T-1", WHO), _script(way))
    try:
        theirs = pickle.dumps(entity)
    except Exception as refused:  # noqa: BLE001 - whatever it is, it goes into the results
        return Row(case=case, peer=way.name, ours=len(mine), unit="B", remark=_refusal(refused))
    if way.told(pickle.loads(theirs)) != _told(ours()):  # noqa: S301 - made two lines above
        return disagrees(case, way.name, "facts differ after loading")
    return sizes(case, way.name, len(mine), len(theirs))


def _refusal(refused: Exception) -> str:
    return f"cannot be pickled: {type(refused).__name__}"
