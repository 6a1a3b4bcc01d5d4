"""What a calendar has compiled so far: grown on demand, swapped atomically, never shared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from svcmgmt.calendars._rules import CalendarRule
from svcmgmt.calendars._table import Table
from svcmgmt.temporal import HORIZON, to_micros

__all__ = ["BLOCKS", "FIRST_DAY", "LAST_DAY", "Compiled"]

_LEAP_CYCLE: Final = 4
BLOCKS: Final = (
    *(to_micros(datetime(year, 1, 1, tzinfo=UTC)) for year in range(1970, 2200, _LEAP_CYCLE)),
    to_micros(HORIZON),
)
"""Borders of the blocks of years in which calendars are compiled."""

_MICROSECOND: Final = timedelta(microseconds=1)
_NOTHING: Final = timedelta(0)
_NO_TABLE: Final = Table([], 0, 0)

FIRST_DAY: Final = date(1970, 1, 1).toordinal()
LAST_DAY: Final = date(2199, 12, 31).toordinal()


class Compiled:
    """Tables of one rule; every table is immutable, and a larger one replaces a smaller one.

    Threads may race to grow it: both compute the same, and either result serves.
    """

    __slots__ = ("_begin", "_blocks", "_days", "_end", "rule", "table", "zone")

    def __init__(self, rule: CalendarRule, zone: ZoneInfo, blocks: Sequence[int] = BLOCKS) -> None:
        self.rule = rule
        self.zone = zone
        self._blocks = blocks
        self._begin, self._end = (blocks[border] * _MICROSECOND for border in (0, -1))
        self.table = _NO_TABLE
        self._days: tuple[int, int, list[int]] = (0, -1, [])

    def _block(self, at: timedelta) -> int:
        return min(bisect_right(self._blocks, at // _MICROSECOND) - 1, len(self._blocks) - 2)

    def _compile(self, first: int, last: int) -> Table:
        start, end = self._blocks[first], self._blocks[last]
        return Table(self.rule.edges(start, end), start, end)

    def covering(self, first: timedelta, last: timedelta) -> Table:
        """Return a table that knows the state from `first` to `last`, both within its range.

        What holds at the end of a table is known only to the one that begins there.
        """
        table = self.table
        if table.first == table.last:
            table = self._compile(self._block(first), self._block(last) + 1)
        if first < table.first:
            table = self._compile(self._block(first), self._block(table.first)).joined(table)
        if last >= table.last < self._end:
            table = table.joined(self._compile(self._block(table.last), self._block(last) + 1))
        self.table = table
        return table

    def later(self, table: Table) -> Table | None:
        """Return a table that reaches twice as far forward; None at the horizon."""
        if table.last == self._end:
            return None
        return self.covering(table.first, min(table.last + (table.last - table.first), self._end))

    def earlier(self, table: Table) -> Table | None:
        """Return a table that reaches twice as far back; None at the origin."""
        if table.first == self._begin:
            return None
        first = max(table.first - (table.last - table.first), self._begin)
        return self.covering(first, table.first)

    def search(
        self, moment: timedelta, find: Callable[[Table], timedelta | None], *, back: bool = False
    ) -> timedelta | None:
        """Return what `find` finds in a table, growing the table until there is an answer."""
        if self.rule.is_never():
            return None
        table: Table | None = self.covering(moment, moment)
        while table is not None:
            found = find(table)
            if found is not None:
                return found
            table = self.earlier(table) if back else self.later(table)
        return None

    def after(self, begin: timedelta, allowed: timedelta, *, latest: bool) -> timedelta | None:
        """Return the least (or greatest) moment with so much open time after another one."""
        if allowed > self._end - self._begin:
            return None
        return self.search(
            begin, lambda table: table.first_at(table.worked(begin) + allowed, latest=latest)
        )

    def before(self, end: timedelta, allowed: timedelta) -> timedelta | None:
        """Return the greatest moment with so much open time from it to another one."""

        def reach(table: Table) -> timedelta | None:
            worked = table.worked(end) - allowed
            return None if worked < _NOTHING else table.last_at(worked)

        return self.search(end, reach, back=True)

    def working_days(self, first: int, last: int) -> list[int]:
        """Return the ordinals of working days, from `first` or earlier to `last` or later."""
        first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
        low, high, days = self._days
        if first < low or last > high:
            margin = 400
            low = max(min(first, low or first) - margin, FIRST_DAY)
            high = min(max(last, high) + margin, LAST_DAY)
            never = self.rule.is_never()
            days = [] if never else sorted(self.rule.working_dates(low, high, self.zone))
            self._days = (low, high, days)
        return days
