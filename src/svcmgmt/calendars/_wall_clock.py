"""Open time as the clocks of a zone show it: every day has 24 hours, whatever the clocks do."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars._compiled import Compiled
from svcmgmt.calendars._offsets import DAY, Offsets
from svcmgmt.calendars._rules import LAST, CalendarRule
from svcmgmt.calendars.civil import first_showing
from svcmgmt.calendars.zones import zone_key
from svcmgmt.temporal import ORIGIN, _edges as algebra

__all__ = ["ClockReadings", "WallClock"]

_WALL_ORIGIN: Final = ORIGIN.replace(tzinfo=None)


@frozen
class ClockReadings(CalendarRule):
    """The readings that the clocks of a zone show while a rule is open, each of them once.

    They are told as if they were microseconds in UTC.
    """

    rule: CalendarRule
    zone: ZoneInfo = field(eq=zone_key)

    def edges(self, start: int, end: int) -> list[int]:
        low, high = max(start - DAY, 0), min(end + DAY, LAST)
        stretches = Offsets.of(self.zone, low, high).evenly(self.zone, low, high)
        return algebra.clip(algebra.union(map(self.rule.readings, stretches)), start, end)

    def is_never(self) -> bool:
        return self.rule.is_never()

    def windows_a_week(self) -> int:
        return self.rule.windows_a_week()

    def __str__(self) -> str:
        return f"the clock readings in {self.zone.key} of ({self.rule})"


class WallClock:
    """What `Measure.WALL_CLOCK` asks: a calendar compiled by clock readings."""

    __slots__ = ("_compiled",)

    def __init__(self, rule: CalendarRule, zone: ZoneInfo) -> None:
        # Clocks may show a day before 1970 or a day of 2200 at instants of the range.
        readings = ClockReadings(rule, zone)
        self._compiled = Compiled(readings, zone, begin=-DAY, end=LAST + DAY)

    def _reading(self, moment: timedelta) -> timedelta:
        shown = (ORIGIN + moment).astimezone(self._compiled.zone)
        return shown.replace(tzinfo=None) - _WALL_ORIGIN

    def elapsed(self, start: timedelta, end: timedelta) -> timedelta:
        """Return how many open readings lie between those of two moments since 1970.

        They are negative if the clocks show less at the second one.
        """
        first, last = self._reading(start), self._reading(end)
        return self._compiled.covering(min(first, last), max(first, last)).between(first, last)

    def due(self, begin: timedelta, allowed: timedelta, *, latest: bool) -> timedelta | None:
        """Return when so many open readings have passed since a moment; None if never.

        That is the first moment from `begin` on at which the clocks show the due reading.
        """
        found = self._compiled.after(self._reading(begin), allowed, latest=latest)
        if found is None:
            return None
        zone, due = self._compiled.zone, _WALL_ORIGIN + found
        return first_showing(due, zone, since=ORIGIN + begin) - ORIGIN
