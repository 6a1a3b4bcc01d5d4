"""What a calendar has compiled so far: grown on demand, swapped atomically, never shared."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from svcmgmt.calendars._offsets import DAY
from svcmgmt.calendars._rules import LAST, CalendarRule, open_edges
from svcmgmt.calendars._table import Table
from svcmgmt.errors import LimitExceeded

__all__ = ["BLOCK", "FIRST_DAY", "LAST_DAY", "Compiled"]

_WEEK: Final = 7 * DAY
BLOCK: Final = 13 * _WEEK
"""Calendars are compiled by quarters of a year: most questions stay within one or two."""

_MOST_WINDOWS: Final = 1_000_000
"""As many are compiled in about two seconds, and take about 200 MB."""

_MICROSECOND: Final = timedelta(microseconds=1)

FIRST_DAY: Final = date(1970, 1, 1).toordinal()
LAST_DAY: Final = date(2199, 12, 31).toordinal()
_MARGIN: Final = 100


class Compiled:
    """Tables of one rule; every table is immutable, and a larger one replaces a smaller one.

    Threads may race to grow it: both compute the same, and either result serves. What is kept is
    given up when it would be too much together with what is asked, so that no question is refused
    for what was asked before.
    """

    __slots__ = ("_begin", "_days", "_end", "_span", "rule", "table", "zone")

    def __init__(
        self, rule: CalendarRule, zone: ZoneInfo, *, begin: int = 0, end: int = LAST
    ) -> None:
        self.rule = rule
        self.zone = zone
        self._begin, self._end = begin, end
        self._span = (end - begin) * _MICROSECOND
        self.table = Table((), begin, begin)
        self._days: tuple[int, int, list[int]] = (0, -1, [])

    def covering(self, first: timedelta, last: timedelta) -> Table:
        """Return a table that knows the state from `first` to `last`, both within its range.

        What holds at the end of a table is known only to the one that begins there.

        Raises:
            LimitExceeded: there are more windows in between than a calendar may hold.
        """
        table = self.table
        if table.first <= first and last < table.last:
            return table
        low, high = (min(each // _MICROSECOND, self._end - 1) for each in (first, last))
        low -= (low - self._begin) % BLOCK
        high += BLOCK - (high - self._begin) % BLOCK
        self.table = table = self._grown(low, min(high, self._end))
        return table

    def _grown(self, low: int, high: int) -> Table:
        """Return the table that is kept, longer by what is asked, or one of what is asked only."""
        table = self.table
        first, last = (each // _MICROSECOND for each in (table.first, table.last))
        if first <= low and high <= last:
            return table
        fits = len(table.edges) <= 2 * _MOST_WINDOWS
        if first < last and fits and not self._is_too_much(min(first, low), max(last, high)):
            # A rule that bounds its effort itself tells only when asked what lies in between.
            with suppress(LimitExceeded):
                return self._extended(table, low, high)
        return Table(self._edges(low, high), low, high)

    def _extended(self, table: Table, low: int, high: int) -> Table:
        """Return a table that also knows what is asked and what lies between."""
        first, last = (each // _MICROSECOND for each in (table.first, table.last))
        if low < first:
            table = table.with_earlier(self._edges(low, first), low)
        if last < high:
            table = table.with_later(self._edges(last, high), high)
        return table

    def _edges(self, start: int, end: int) -> list[int]:
        if self._is_too_much(start, end):
            raise self._too_much()
        edges = open_edges(self.rule, start, end)
        if len(edges) > 2 * _MOST_WINDOWS:
            raise self._too_much()
        return edges

    def _is_too_much(self, start: int, end: int) -> bool:
        return (end - start) * self.rule.windows_a_week() > _MOST_WINDOWS * _WEEK

    @staticmethod
    def _too_much() -> LimitExceeded:
        what = "windows of a calendar in one question"
        return LimitExceeded(what, f"more than {_MOST_WINDOWS}", _MOST_WINDOWS)

    def search(
        self, moment: timedelta, find: Callable[[Table], timedelta | None], *, back: bool = False
    ) -> timedelta | None:
        """Return what `find` finds in a table, which grows from a moment until there is an answer.

        Raises:
            LimitExceeded: there is none in as many windows as a calendar may hold.
        """
        if self.rule.is_never():
            return None
        table: Table | None = self.covering(moment, moment)
        while table is not None:
            found = find(table)
            if found is not None:
                return found
            table = self._earlier(table, moment) if back else self._later(table, moment)
        return None

    def _later(self, table: Table, moment: timedelta) -> Table | None:
        """Return a table that reaches twice as far forward from a moment; None at the horizon."""
        end, most = self._end * _MICROSECOND, self._most()
        if table.last == end:
            return None
        if table.last - moment >= most:
            raise self._too_much()
        return self.covering(moment, min(2 * table.last - moment, moment + most, end))

    def _earlier(self, table: Table, moment: timedelta) -> Table | None:
        """Return a table that reaches twice as far back from a moment; None at the origin."""
        begin, most = self._begin * _MICROSECOND, self._most()
        if table.first == begin:
            return None
        if moment - table.first >= most:
            raise self._too_much()
        before = 2 * table.first - moment - _MICROSECOND
        return self.covering(max(before, moment - most, begin), moment)

    def _most(self) -> timedelta:
        """Return how far from a moment no more windows lie than a calendar may hold."""
        windows = self.rule.windows_a_week()
        blocks = _MOST_WINDOWS * _WEEK // (windows * BLOCK) if windows else self._end // BLOCK + 2
        return (blocks - 2) * BLOCK * _MICROSECOND

    def after(self, begin: timedelta, allowed: timedelta, *, latest: bool) -> timedelta | None:
        """Return the least (or greatest) moment with so much open time after another one.

        Raises:
            LimitExceeded: it is not in as many windows as a calendar may hold.
        """
        if allowed > self._span:
            return None
        table = self.table
        if table.first <= begin < table.last:
            found = table.first_at(table.worked(begin) + allowed, latest=latest)
            if found is not None:
                return found
        far = begin + allowed  # open time does not pass faster than time
        if far > self._end * _MICROSECOND or self.rule.is_never():
            return None
        self.covering(begin, far)
        return self.search(
            begin, lambda table: table.first_at(table.worked(begin) + allowed, latest=latest)
        )

    def before(self, end: timedelta, allowed: timedelta) -> timedelta | None:
        """Return the greatest moment with so much open time from it to another one.

        Raises:
            LimitExceeded: it is not in as many windows as a calendar may hold.
        """

        def reach(table: Table) -> timedelta | None:
            worked = table.worked(end) - allowed
            return None if worked < table.base[0] else table.last_at(worked)

        if allowed > self._span:
            return None
        table = self.table
        if table.first <= end < table.last:
            found = reach(table)
            if found is not None:
                return found
        far = end - allowed
        if far < self._begin * _MICROSECOND or self.rule.is_never():
            return None
        self.covering(far, end)
        return self.search(end, reach, back=True)

    def working_days(self, first: int, last: int) -> list[int]:
        """Return the ordinals of working days, from `first` or earlier to `last` or later.

        Raises:
            LimitExceeded: there are more windows in between than a calendar may hold.
        """
        low, high, days = self._days
        first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
        if low <= first and last <= high:
            return days
        if self._is_too_much(first * DAY, last * DAY):
            raise self._too_much()
        wide = min(first, low or first), max(last, high)
        if not self._is_too_much(wide[0] * DAY, wide[1] * DAY):
            first, last = wide
        margin = max(_MARGIN, high - low)
        low, high = max(first - margin, FIRST_DAY), min(last + margin, LAST_DAY)
        never = self.rule.is_never()
        days = [] if never else sorted(self.rule.working_dates(low, high, self.zone))
        self._days = (low, high, days)
        return days
