"""Cells of rows as times, states, priorities, numbers and intervals, each oddity noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from fractions import Fraction
from itertools import islice, pairwise
from types import MappingProxyType
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from attrs import define, field

from svcmgmt.calendars import parse_zone, to_instant, to_wall_time
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop._rows import MOST_SHOWN, Notes, Record
from svcmgmt.lifecycle import OwnState, State, StateCategory
from svcmgmt.sla.availability._arguments import Share, share_of
from svcmgmt.temporal import Interval, format_instant, instant, parse_instant
from svcmgmt.values import Priority, PriorityScale
from svcmgmt.values._kinds import check_kind

__all__ = [
    "Priorities",
    "StateMap",
    "States",
    "Times",
    "flag_of",
    "interval_of",
    "note_order",
    "number_of",
    "weights_of",
]

Meaning: TypeAlias = State | OwnState | tuple[State | OwnState, str]
"""What a word stands for: a state, or a state and the reason for being in it."""

StateMap: TypeAlias = Mapping[str, Meaning]
"""The words that a source has for states, and what each stands for."""

_NO_WORDS: Final[Mapping[str, int]] = MappingProxyType({})
_LONGEST_TIME: Final = 64

_LOCAL: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?", re.ASCII)
_LEVEL: Final = re.compile(r"P?(-?\d{1,3})(?:\s*-.*)?", re.ASCII | re.IGNORECASE | re.DOTALL)
_FLAGS: Final = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
_NUMBER: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def _zone(value: str | tzinfo | None) -> ZoneInfo | None:
    return None if value is None else parse_zone(value)


@define
class Times:
    """How a table tells times: with an offset, or on the clock of a stated zone."""

    zone: ZoneInfo | None = field(converter=_zone)
    pattern: str = ""
    """A format of `datetime.strptime`, where times are not written as in ISO 8601."""

    _told: dict[str, bool] = field(init=False, factory=dict[str, bool])

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.pattern, str):
            raise InvalidType("time_format", self.pattern, "a format of datetime.strptime")

    def needed(self, record: Record, name: str) -> datetime | None:
        """Return the instant of a cell without which the row says nothing."""
        at = self.read(record, name)
        if at is None and not record.text(name):
            record.missing(name)
        return at

    def read(self, record: Record, name: str) -> datetime | None:
        """Return the instant of a cell; None if it is empty or cannot be read, with a finding."""
        cell, text = record.raw(name), record.text(name)
        if not text:
            return None
        read = cell if isinstance(cell, datetime) else self._parsed(text)
        if read is None:
            allowed = self.pattern or "a time such as 2026-10-26 14:00:00, or one with an offset"
            record.note("unreadable-time", name, text, allowed)
            return None
        self._mixed(record, name, is_local=read.tzinfo is None)
        try:
            return instant(read) if read.tzinfo is not None else self._placed(record, name, read)
        except InvalidValue as refused:
            record.note("unreadable-time", name, text, refused.allowed)
            return None

    def span(self, record: Record, start: str, end: str) -> Interval | None:
        """Return the interval between two cells, open where the end is empty.

        None if one of them cannot be read or the end comes first, with a finding.
        """
        begins, ends = self.needed(record, start), self.read(record, end)
        if begins is None or (ends is None and record.text(end)):
            return None
        return interval_of(record, end, begins, ends)

    def _parsed(self, text: str) -> datetime | None:
        if len(text) > _LONGEST_TIME:
            return None
        try:
            if self.pattern:
                return datetime.strptime(text, self.pattern)  # noqa: DTZ007 - placed afterwards
            if _LOCAL.fullmatch(text):
                return datetime.fromisoformat(text)
            return parse_instant(text)
        except ValueError:
            return None

    def _mixed(self, record: Record, name: str, *, is_local: bool) -> None:
        if self._told.setdefault(name, is_local) is not is_local:
            record.notes.add("mixed-zones", at=record.at(name), about=name)

    def _placed(self, record: Record, name: str, wall: datetime) -> datetime | None:
        if self.zone is None:
            allowed = "an offset, or zone= to say whose clock it was read on"
            record.note("naive-time", name, wall, allowed)
            return None
        at = to_instant(wall, zone=self.zone)
        first, last = (wall.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1))
        if first != last:  # repeated or skipped (PEP 495)
            is_shown = to_wall_time(at, zone=self.zone).replace(tzinfo=None, fold=0) == wall
            code = "repeated-time" if is_shown else "skipped-time"
            record.note(code, name, wall, f"an offset; it is taken for {format_instant(at)}")
        return at


class States:
    """The words of a source for states, compared without regard to case."""

    def __init__(self, states: StateMap) -> None:
        if not isinstance(states, Mapping):
            raise InvalidType("states", states, "a word to a state")
        self._known: dict[str, tuple[State | OwnState, str]] = {}
        for word, meaning in states.items():
            state, reason = meaning if isinstance(meaning, tuple) else (meaning, "")
            kinds = isinstance(state, State | OwnState), isinstance(reason, str)
            if not isinstance(word, str) or not all(kinds):
                allowed = "a word to a state, or to a state and a reason"
                raise InvalidType("states", {word: meaning}, allowed)
            self._known[word.casefold()] = state, reason
        self._words = ", ".join(islice(states, MOST_SHOWN))

    def read(self, record: Record, name: str) -> tuple[State | OwnState, str] | None:
        """Return the state and reason of a cell, by its code or its label; None if it is empty.

        A word that nobody knows becomes a state of category `UNKNOWN`, with a finding.
        """
        words = [word for word in (record.text(name), record.label(name)) if word]
        if not words:
            return None
        for word in words:
            if word.casefold() in self._known:
                return self._known[word.casefold()]
        record.note("unknown-state", name, words[-1], self._words)
        return OwnState(words[-1], StateCategory.UNKNOWN), ""


def flag_of(record: Record, name: str) -> bool | None:
    """Return whether a cell says yes; None if it is empty or says neither, with a finding."""
    text = record.text(name).casefold()
    if text and text not in _FLAGS:
        record.note("unreadable-value", name, text, ", ".join(_FLAGS))
    return _FLAGS.get(text)


class Priorities:
    """The words of a source for priorities, and the scale of its levels."""

    def __init__(self, scale: PriorityScale, words: Mapping[str, int] = _NO_WORDS) -> None:
        check_kind("scale", scale, PriorityScale)
        if not isinstance(words, Mapping) or not all(isinstance(word, str) for word in words):
            raise InvalidType("priorities", words, "a word to a level")
        self._scale = scale
        self._levels = {word.casefold(): level for word, level in words.items()}
        self._words = ", ".join(words) or "a level such as 2 - High"

    def read(self, record: Record, name: str) -> Priority | None:
        """Return the priority of a cell: a word, or a level such as `2`, `P2` or `2 - High`.

        None if it is empty, or with a finding if it is none.
        """
        text, levels = record.text(name), self._scale.levels
        match = _LEVEL.fullmatch(text)
        level = self._levels.get(text.casefold(), None if match is None else int(match[1]))
        if level is None:
            if text:
                record.note("unknown-priority", name, text, self._words)
            return None
        if level not in levels:
            allowed = f"{levels[0]} to {levels[-1]} on the scale {self._scale.name}"
            record.note("priority-off-scale", name, text, allowed)
            return None
        return Priority(level, self._scale)


def number_of(record: Record, name: str) -> int | None:
    """Return the whole number of a cell; None if it is empty or none, with a finding."""
    text = record.text(name)
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        record.note("unreadable-value", name, text, "a whole number")
        return None
    return int(text)


def weights_of(weights: Mapping[str, Share]) -> dict[str, Fraction]:
    """Return which share of a service each word stands for as lost: exact, from 0 to 1.

    Raises:
        InvalidType: a float, or something else than words and shares.
        InvalidValue: a share outside 0 to 1.
    """
    if not isinstance(weights, Mapping) or not all(isinstance(word, str) for word in weights):
        raise InvalidType("weights", weights, "a word to a share")
    found = {word.casefold(): share_of(f"weight of {word}", each) for word, each in weights.items()}
    for word, share in found.items():
        if not 0 <= share <= 1:
            raise InvalidValue(f"weight of {word}", share, "0 to 1")
    return found


def note_order(notes: Notes, instants: Iterable[datetime]) -> None:
    """Note that the rows of a log do not come in the order of their times."""
    if any(later < earlier for earlier, later in pairwise(instants)):
        notes.add("out-of-order")


def interval_of(
    record: Record, name: str, start: datetime, end: datetime | None
) -> Interval | None:
    """Return an interval; None if it would end before it starts, with a finding at its end."""
    if end is not None and end < start:
        allowed = f"{format_instant(start)} or later, the start"
        record.note("end-before-start", name, end, allowed)
        return None
    if end == start:
        record.note("no-length", name, end, "more than an instant")
    return Interval(start, end)
