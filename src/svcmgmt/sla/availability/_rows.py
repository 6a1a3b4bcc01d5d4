"""The evidence behind an availability: every stretch of downtime, and what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import islice
from typing import Final, NamedTuple, TypeVar

from svcmgmt.sla.availability._account import BRIDGED, UNKNOWN, Account
from svcmgmt.sla.availability._arguments import MICROSECOND
from svcmgmt.sla.evaluation import Evidence
from svcmgmt.temporal import _edges as algebra, from_micros

__all__ = ["evidence_of", "kinds_of", "micros_up"]

LeftT = TypeVar("LeftT")
RightT = TypeVar("RightT")

_MOST_NAMED: Final = 3


class _Row(NamedTuple):
    start: int
    end: int
    kind: str
    cause: str
    units: int


def micros_up(micros: Fraction) -> timedelta:
    """Return microseconds as a duration, rounded up: what is at most a limit still is."""
    return -(-micros.numerator // micros.denominator) * MICROSECOND


def kinds_of(account: Account) -> list[tuple[int, int, str]]:
    """Return what each stretch of the period was, in order and without gaps."""
    layers = (*account.layers[:-1], *account.rest)
    return sorted((low, high, name) for name, edges in layers for low, high in algebra.pairs(edges))


def evidence_of(account: Account, labels: Sequence[str]) -> tuple[Evidence, ...]:
    """Return a row for each stretch of downtime; what they count adds up to what was lost."""
    found: list[Evidence] = []
    total, before = 0, timedelta(0)
    for row in _merged(_rows(account, labels)):
        total += row.units
        after = micros_up(Fraction(total, account.scale))
        found.append(
            Evidence(
                start=from_micros(row.start),
                end=from_micros(row.end),
                kind=row.kind,
                counted=after - before,
                cause=row.cause,
            )
        )
        before = after
    return tuple(found)


def _rows(account: Account, labels: Sequence[str]) -> Iterator[_Row]:
    """Yield downtime, unknown time and bridged gaps, cut wherever anything changes."""
    stretches = list(_stretches(account, labels))
    kinds = kinds_of(account)
    if account.unknown or account.has_gaps:
        stretches += [(low, high, "") for low, high, kind in kinds if kind in {UNKNOWN, BRIDGED}]
        stretches.sort()
    named = [
        (low, high, (kind, cause)) for low, high, cause, kind in _joined(stretches, kinds, UNKNOWN)
    ]
    for low, high, (kind, cause), weight in _joined(named, account.charged, 0):
        yield _Row(low, high, kind, cause, account.units(low, high, weight))


def _stretches(account: Account, labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield when which outages were down together, in the period."""
    first, last = account.period
    changes: list[tuple[int, int, int]] = []
    for index, (start, end, _, _) in enumerate(account.spans):
        low, high = max(start, first), min(end, last)
        if labels[index] and low < high:
            changes += ((low, 1, index), (high, 0, index))
    active: dict[int, None] = {}
    since = first
    for at, begins, index in sorted(changes):
        if active and since < at:
            yield since, at, _named(active, labels)
        since = at
        if begins:
            active[index] = None
        else:
            del active[index]


def _named(active: dict[int, None], labels: Sequence[str]) -> str:
    names = dict.fromkeys(labels[index] for index in islice(active, _MOST_NAMED))
    more = len(active) - _MOST_NAMED
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _joined(
    left: Sequence[tuple[int, int, LeftT]],
    right: Sequence[tuple[int, int, RightT]],
    missing: RightT,
) -> Iterator[tuple[int, int, LeftT, RightT]]:
    """Yield stretches cut by others in order, each with what the other says, or what is missing."""
    first, count = 0, len(right)
    for low, high, value in left:
        while first < count and right[first][1] <= low:
            first += 1
        index = first
        while low < high:
            start, end, other = right[index] if index < count else (high, high, missing)
            if low < start:
                yield low, min(start, high), value, missing
                low = start  # noqa: PLW2901 - the stretch is used up piece by piece
                continue
            yield low, min(end, high), value, other
            low = end  # noqa: PLW2901
            index += 1


def _merged(rows: Iterator[_Row]) -> Iterator[_Row]:
    """Yield rows of which neighbours of one kind and cause are one."""
    held: _Row | None = None
    for row in rows:
        if held is not None and (held.end, held.kind, held.cause) == (row.start, *row[2:4]):
            held = held._replace(end=row.end, units=held.units + row.units)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held
