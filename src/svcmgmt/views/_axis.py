"""Time from left to right: places, marks on the calendar of a zone, and stretches as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import frozen

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.drawing import element, label, number
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import Interval, from_micros, to_micros

__all__ = ["DAYS", "TimeAxis", "path_of", "span_of"]

DAYS: Final = {
    PeriodKind.DAY: 1,
    PeriodKind.WEEK: 7,
    PeriodKind.MONTH: 28,
    PeriodKind.QUARTER: 90,
    PeriodKind.HALF_YEAR: 181,
    PeriodKind.YEAR: 365,
}
"""How many days a period has at least."""

_MOST_TICKS: Final = 8
_MINUTES: Final = (1, 5, 15, 60, 180, 360, 720)
_TICK: Final = 4


@frozen
class TimeAxis:
    """A stretch of time on a stretch of pixels."""

    start: datetime
    """What is on the left, in UTC."""

    end: datetime
    """What is on the right, in UTC."""

    left: int
    """Where it begins."""

    width: int
    """How wide it is, in pixels."""

    zone: ZoneInfo
    """In which its times are told."""

    def x(self, at: datetime) -> float:
        """Return the place of an instant; what lies beyond an end is at that end."""
        length = max(self.end - self.start, timedelta(microseconds=1))
        return self.left + self.width * min(max((at - self.start) / length, 0), 1)

    def columns(self, spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[int, int]]:
        """Return the columns of pixels that stretches touch, in order, neighbours as one.

        However many stretches there are, no more columns come out than there are pixels.
        """
        touched: set[int] = set()
        for start, end in spans:
            first = min(int(self.x(start)), self.left + self.width - 1)
            touched.update(range(first, max(first + 1, -int(-self.x(end) // 1))))
        runs: list[tuple[int, int]] = []
        for column in sorted(touched):
            if runs and runs[-1][1] == column:
                runs[-1] = (runs[-1][0], column + 1)
            else:
                runs.append((column, column + 1))
        return runs

    def drawn(self, top: float, bottom: float) -> Iterator[str]:
        """Yield marks with their labels below, and faint lines up from them."""
        for at, text in self._ticks():
            x = self.x(at)
            yield element(
                "line", x1=x, x2=x, y1=top, y2=bottom + _TICK, class_="line", opacity=0.25
            )
            yield label(text, x, bottom + 16, text_anchor="middle", class_="small")

    def _ticks(self) -> list[tuple[datetime, str]]:
        """Return few instants of the calendar, each with its text."""
        length = self.end - self.start
        for minutes in _MINUTES:
            if length <= _MOST_TICKS * timedelta(minutes=minutes):
                return list(self._within_days(timedelta(minutes=minutes)))
        kinds = (kind for kind in PeriodKind if length.days <= _MOST_TICKS * DAYS[kind])
        return self._of_periods(next(kinds, PeriodKind.YEAR))

    def _within_days(self, step: timedelta) -> Iterator[tuple[datetime, str]]:
        form = "%H:%M" if self.end - self.start <= timedelta(days=1) else "%m-%d %H:%M"
        each = step // timedelta(microseconds=1)
        # counted from a local midnight, by the offset on the left
        local = self.start.astimezone(self.zone)
        offset = (local.utcoffset() or timedelta(0)) // timedelta(microseconds=1)
        micros = -(-(to_micros(self.start) + offset) // each) * each - offset
        while micros < to_micros(self.end):
            at = from_micros(micros)
            yield at, at.astimezone(self.zone).strftime(form)
            micros += each

    def _of_periods(self, kind: PeriodKind) -> list[tuple[datetime, str]]:
        found: list[tuple[datetime, str]] = []
        try:
            period = ReportingPeriod.around(self.start, kind, zone=self.zone)
            while period.interval.start < self.end:
                if period.interval.start >= self.start:
                    found.append((period.interval.start, period.label))
                period = period.next()
        except InvalidValue:  # the calendar ends within the picture
            return found
        return found[:: -(-len(found) // _MOST_TICKS)] if found else found


def path_of(runs: Iterable[tuple[float, float]], top: float, height: float) -> str:
    """Return one path of bars that all have one height."""
    tall = number(height)
    return "".join(
        f"M{number(left)} {number(top)}h{number(right - left)}v{tall}h{number(left - right)}z"
        for left, right in runs
    )


def span_of(intervals: Sequence[Interval]) -> Interval | None:
    """Return the time from the first instant of closed intervals to the last; None without any."""
    if not intervals:
        return None
    ends = [each.start + each.duration for each in intervals]
    return Interval(min(each.start for each in intervals), max(ends))
