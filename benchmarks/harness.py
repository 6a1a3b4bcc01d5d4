"""What all benchmarks share: interleaved timing, rows with targets, profiles.

Ours and a peer alternate in one process, round by round, so that whatever else the machine does
hits both. A ratio says how many times as long the peer takes: the median over the rounds of
that round's ratio. Absolute times are the best of all rounds. The clock is the process's own
time on the processor, so turns of other programs do not count. Garbage is not collected
meanwhile, as `timeit` has it.
"""

from __future__ import annotations

import gc
import io
import pstats
from collections.abc import Callable, Sequence
from cProfile import Profile
from importlib import import_module
from statistics import median
from time import perf_counter, process_time
from timeit import Timer
from typing import Any, Final, TypeAlias

from attrs import Factory, field, frozen

Call: TypeAlias = Callable[[], object]
"""Does the work that is measured."""

Measure: TypeAlias = Callable[[], float]
"""Does the work once more and returns its seconds per unit."""

_SLICE: Final = 0.02
_BUDGET: Final = 4.0
_FEWEST: Final = 3
_MOST: Final = 61
_PROFILED: Final = 0.2
_PROFILE_LINES: Final = 8


@frozen(kw_only=True)
class Row:
    """One line of a result: ours, if there is one a peer, and if there is one a target."""

    case: str
    peer: str = ""
    ours: float | None = None
    theirs: float | None = None
    unit: str = "s"
    ratio: float | None = None
    target: str = ""
    reached: bool | None = None
    remark: str = ""


@frozen(kw_only=True)
class Group:
    """The results of one benchmark module."""

    title: str
    rows: list[Row] = Factory(list)
    notes: list[str] = field(factory=list)


def peer_module(name: str) -> Any:  # noqa: ANN401 - whether a peer has types differs from peer to peer
    """Import a peer by name, so that type checks need none of them installed."""
    return import_module(name)


def calls(call: Call, units: int = 1) -> Measure:
    """Measure a call that can be repeated, in slices long enough for the clock."""
    once = Timer(call, timer=process_time).timeit(1)
    if once < _SLICE:
        once = min(Timer(call, timer=process_time).repeat(repeat=3, number=1))
    number = max(1, int(_SLICE / once))
    return lambda: Timer(call, timer=process_time).timeit(number) / number / units


def batch(prepare: Callable[[], Call], units: int) -> Measure:
    """Measure work that uses up what it works on; the preparation is not timed."""

    def measure() -> float:
        run = prepare()
        gc.collect()
        gc.disable()
        try:
            begin = process_time()
            kept = run()  # so that freeing it is not timed
            seconds = process_time() - begin
            del kept
        finally:
            gc.enable()
        return seconds / units

    return measure


def bests(measures: Sequence[Measure], *, fewest: int = _FEWEST) -> list[float]:
    """Return the best of some rounds of each of several measures, interleaved."""
    return [min(column) for column in zip(*_rounds(measures, fewest), strict=True)]


def race(
    case: str, peer: str, ours: Measure, theirs: Measure, *, at_least: float | None = None
) -> Row:
    """Return how ours and a peer compare in time."""
    rounds = _rounds([ours, theirs])
    ratio = median(their / our for our, their in rounds)
    return Row(
        case=case,
        peer=peer,
        ours=min(our for our, _ in rounds),
        theirs=min(their for _, their in rounds),
        ratio=ratio,
        target="" if at_least is None else f">= {at_least:g}x",
        reached=None if at_least is None else ratio >= at_least,
    )


def _rounds(measures: Sequence[Measure], fewest: int = _FEWEST) -> list[list[float]]:
    """Alternate until there are enough rounds or the time is up; who begins alternates too."""
    stop = perf_counter() + _BUDGET
    found: list[list[float]] = []
    while len(found) < fewest or (len(found) < _MOST and perf_counter() < stop):
        if len(found) % 2:
            found.append([measure() for measure in reversed(measures)][::-1])
        else:
            found.append([measure() for measure in measures])
    return found


def figure(
    case: str,
    value: float,
    unit: str,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
    remark: str = "",
) -> Row:
    """Return a figure of ours that has no peer."""
    target, reached = "", None
    if at_least is not None:
        target, reached = f">= {shown(at_least, unit)}", value >= at_least
    if at_most is not None:
        target, reached = f"<= {shown(at_most, unit)}", value <= at_most
    return Row(case=case, ours=value, unit=unit, target=target, reached=reached, remark=remark)


def sizes(case: str, peer: str, ours: float, theirs: float) -> Row:
    """Return how ours and a peer compare in bytes."""
    return Row(case=case, peer=peer, ours=ours, theirs=theirs, unit="B", ratio=theirs / ours)


def disagrees(case: str, peer: str, how: str) -> Row:
    """Return the line of a pair that is not timed, because its answers differ."""
    return Row(case=case, peer=peer, remark=f"disagrees: {how}")


def why_missed(row: Row, ours: Call, because: str = "") -> list[str]:
    """Return a note with a profile of ours if a row missed its target."""
    if row.reached is not False:
        return []
    beside = f" beside {row.peer}" if row.peer else ""
    told = f"{row.case}{beside} misses its target{because}. Profile of ours:"
    return [told, *_profile(ours)]


def _profile(call: Call) -> list[str]:
    profile = Profile()
    stop = perf_counter() + _PROFILED
    while perf_counter() < stop:
        profile.runcall(call)
    text = io.StringIO()
    statistics = pstats.Stats(profile, stream=text).strip_dirs()
    statistics.sort_stats("tottime").print_stats(_PROFILE_LINES)
    lines = [line for line in text.getvalue().splitlines() if line.strip()]
    header = next(index for index, line in enumerate(lines) if "tottime" in line)
    return [f"    {line}" for line in lines[header:]]


def shown(value: float | None, unit: str) -> str:
    """Return a value with its unit, for people."""
    if value is None:
        return ""
    if unit != "s":
        number = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"  # noqa: PLR2004
        return f"{number} {unit}"
    for name, factor in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if abs(value) * factor >= 1:
            return f"{value * factor:.3g} {name}"
    return f"{value * 1e9:.3g} ns"


def to_markdown(group: Group) -> str:
    """Return a group as a Markdown section."""
    lines = [
        f"## {group.title}",
        "",
        "| what | ours | peer | theirs | ratio | target | reached | remark |",
        "|---|---:|---|---:|---:|---:|---|---|",
    ]
    lines += [_table_row(row) for row in group.rows]
    blank = True
    for note in group.notes:
        indented = note.startswith("    ")
        lines += ([] if indented and not blank else [""]) + [note]
        blank = not indented
    return "\n".join(lines)


def _table_row(row: Row) -> str:
    reached = {None: "", True: "yes", False: "**no**"}[row.reached]
    ratio = "" if row.ratio is None else f"{row.ratio:,.3g}x"
    cells = [
        row.case,
        shown(row.ours, row.unit),
        row.peer,
        shown(row.theirs, row.unit),
        ratio,
        row.target,
        reached,
        row.remark,
    ]
    return f"| {' | '.join(cells)} |"
