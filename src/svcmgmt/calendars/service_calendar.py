"""The calendar that everything asks: compiled once, answered by bisection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from attrs import Factory, field, frozen

from svcmgmt.calendars import _working_days
from svcmgmt.calendars._combined import all_of, any_of, without
from svcmgmt.calendars._compiled import Compiled
from svcmgmt.calendars._rules import CalendarRule
from svcmgmt.calendars._table import Table
from svcmgmt.calendars._wall_clock import WallClock
from svcmgmt.calendars.civil import parse_date, to_wall_time
from svcmgmt.calendars.closures import Closure
from svcmgmt.calendars.day_counts import TimeAllowed
from svcmgmt.calendars.no_such_time import NoSuchTime, no_such_time
from svcmgmt.calendars.policies import (
    Boundary,
    Measure,
    MidnightClose,
    Reversed,
    ZeroDuration,
)
from svcmgmt.calendars.zones import parse_zone, zone_key
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import (
    ORIGIN,
    EndBeforeStart,
    Interval,
    IntervalSet,
    instant,
    to_micros,
)
from svcmgmt.temporal.instants import since_origin
from svcmgmt.values._kinds import check_kind

__all__ = ["ServiceCalendar"]

_NOTHING: Final = timedelta(0)
_NEVER: Final = timedelta(-1)
"""Since 1970: in no table."""
_MICROSECOND: Final = timedelta(microseconds=1)

# Python 3.11 takes 0.1 us to find a member of an enum, as long as the answer itself.
_REAL: Final = Measure.REAL
_NEGATIVE: Final = Reversed.NEGATIVE
_CLOSING: Final = Boundary.CLOSING
_UNCHANGED: Final = ZeroDuration.UNCHANGED


def _check_rule(_calendar: object, _attribute: object, value: CalendarRule) -> None:
    if not isinstance(value, CalendarRule):
        allowed = "a CalendarRule; make calendars with weekly, always, fixed and their like"
        raise InvalidType("rule", value, allowed)


def _compiled(calendar: ServiceCalendar) -> Compiled:
    return Compiled(calendar.rule, calendar.zone)


def _wall_clock(calendar: ServiceCalendar) -> WallClock:
    return WallClock(calendar.rule, calendar.zone)


@frozen(repr=False)
class ServiceCalendar:
    """When a service or its support is open: asked for elapsed time, due times and openings.

    Make one with `weekly`, `always`, `never`, `fixed`, `recurring` or `versions`; combine them
    with `|` (either is open), `&` (both are) and `-` (the first without the second). Answers are
    exact and in UTC. Rules are compiled lazily to sorted boundaries with prefix sums; an answer
    is a bisection. A question about more than a million windows, which most calendars do not have
    until 2200, raises `LimitExceeded`. Source: rules R2.1 and R6.2, algorithms 13.2 and 13.3.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> from svcmgmt.temporal import parse_instant as at
        >>> office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
        >>> office.elapsed(at("2026-10-23T15:00:00Z"), at("2026-10-26T08:00:00Z"))
        datetime.timedelta(seconds=7200)
        >>> office.due(at("2026-10-23T15:00:00Z"), timedelta(hours=8)).isoformat()
        '2026-10-26T14:00:00+00:00'
    """

    rule: CalendarRule = field(validator=_check_rule)
    """What defines the calendar."""

    zone: ZoneInfo = field(converter=parse_zone, eq=zone_key)
    """Whose dates are working days, and in which times are shown to people."""

    _compiled: Compiled = field(init=False, eq=False, default=Factory(_compiled, takes_self=True))
    _wall_clock: WallClock = field(
        init=False, eq=False, default=Factory(_wall_clock, takes_self=True)
    )

    def elapsed(
        self,
        start: datetime,
        end: datetime,
        *,
        reversed: Reversed = Reversed.NEGATIVE,  # noqa: A002 - the field's word for it
        measure: Measure = Measure.REAL,
    ) -> timedelta:
        """Return the open time between two instants, exact.

        Args:
            start: from when.
            end: until when.
            reversed: what a range is worth whose end precedes its start.
            measure: real time, or differences of clock readings in the calendar's zone, which
                within a repeated hour may be negative in a range that is not reversed.

        Raises:
            NaiveDatetime: an instant without a zone.
            InvalidValue: an instant outside 1970 to 2200, or one that is not whole microseconds.
            EndBeforeStart: a reversed range under `Reversed.ERROR`.
            LimitExceeded: more than a million windows in between.

        Examples:
            >>> from svcmgmt.calendars import always
            >>> from svcmgmt.temporal import parse_instant as at
            >>> always().elapsed(at("2026-10-26T12:00:00Z"), at("2026-10-26T10:00:00Z"))
            datetime.timedelta(days=-1, seconds=79200)
        """
        if measure is _REAL and reversed is _NEGATIVE:
            table = self._compiled.table
            try:
                first, last = start - ORIGIN, end - ORIGIN
            except (TypeError, AttributeError):
                first = last = _NEVER  # what is wrong is told below
            # Durations of other libraries would answer in their own kind, nanoseconds left out.
            is_plain = type(first) is timedelta is type(last)
            if is_plain and table.first <= first <= last < table.last:
                return table.between(first, last)
        check_kind("reversed", reversed, Reversed)
        check_kind("measure", measure, Measure)
        first, last = since_origin(start, "start"), since_origin(end, "end")
        if last < first and reversed is Reversed.ERROR:
            raise EndBeforeStart("end", end, f"{start} or later, the start")
        if measure is Measure.WALL_CLOCK:
            result = self._wall_clock.elapsed(first, last)
        else:
            low, high = (first, last) if first <= last else (last, first)
            result = self._compiled.covering(low, high).between(first, last)
        if first <= last or reversed is Reversed.NEGATIVE:
            return result
        return -result if reversed is Reversed.ABSOLUTE else _NOTHING

    def due(
        self,
        start: datetime,
        allowed: TimeAllowed,
        *,
        boundary: Boundary = Boundary.CLOSING,
        zero: ZeroDuration = ZeroDuration.UNCHANGED,
        measure: Measure = Measure.REAL,
    ) -> datetime:
        """Return when an allowed time has passed: the inverse of `elapsed`.

        Args:
            start: when it begins to run.
            allowed: exact open time, `WorkingDays` or `CalendarDays`.
            boundary: which instant is due when the time is used up exactly at closing.
            zero: where no time at all leads while closed.
            measure: real time, or differences of clock readings in the calendar's zone.

        Returns:
            The due instant in UTC.

        Raises:
            InvalidValue: a negative duration; count back with `before`.
            InvalidType: something that is no time allowed, or a word in place of a policy.
            NeverOpens: a calendar that cannot open.
            NoSuchTime: not enough open time, or not enough days, until 2200.
            LimitExceeded: more than a million windows until then.
            NaiveDatetime: an instant without a zone.

        Examples:
            >>> from svcmgmt.calendars import weekly
            >>> from svcmgmt.temporal import parse_instant as at
            >>> desk = weekly("Mon-Fri 09:00-17:00", zone="UTC")
            >>> friday = at("2026-10-23T16:00:00Z")
            >>> desk.due(friday, timedelta(hours=1)).isoformat()
            '2026-10-23T17:00:00+00:00'
            >>> desk.due(friday, timedelta(hours=1), boundary=Boundary.NEXT_OPENING).isoformat()
            '2026-10-26T09:00:00+00:00'
        """
        begin = since_origin(start, "start")
        if zero is not _UNCHANGED:
            check_kind("zero", zero, ZeroDuration)
        if boundary is not _CLOSING or measure is not _REAL:
            check_kind("boundary", boundary, Boundary)
            check_kind("measure", measure, Measure)
        limit = allowed if type(allowed) is timedelta else _working_days.counted(allowed)
        if not isinstance(limit, timedelta):
            return _working_days.away(self, self._compiled, start, limit, forward=True)
        if limit <= _NOTHING:
            return self._unmoved(start, limit, zero, forward=True)
        latest = boundary is not _CLOSING
        passes = self._compiled.after if measure is _REAL else self._wall_clock.due
        found = passes(begin, limit, latest=latest)
        if found is None:
            raise no_such_time(self.rule, f"{limit} of open time after", start)
        return ORIGIN + found

    def before(
        self,
        end: datetime,
        allowed: TimeAllowed,
        *,
        zero: ZeroDuration = ZeroDuration.UNCHANGED,
    ) -> datetime:
        """Return the latest instant from which an allowed time passes up to `end`.

        Args:
            end: until when.
            allowed: exact open time, `WorkingDays` or `CalendarDays`.
            zero: where no time at all leads while closed.

        Returns:
            The instant in UTC; an opening when the time reaches back exactly to it.

        Raises:
            InvalidValue: a negative duration; count on with `due`.
            InvalidType: something that is no time allowed.
            NeverOpens: a calendar that cannot open.
            NoSuchTime: not enough open time, or not enough days, since 1970.
            NaiveDatetime: an instant without a zone.

        Examples:
            >>> from svcmgmt.calendars import weekly
            >>> from svcmgmt.temporal import parse_instant as at
            >>> desk = weekly("Mon-Fri 09:00-17:00", zone="UTC")
            >>> desk.before(at("2026-10-26T10:00:00Z"), timedelta(hours=2)).isoformat()
            '2026-10-23T16:00:00+00:00'
        """
        finish = since_origin(end, "end")
        if zero is not _UNCHANGED:
            check_kind("zero", zero, ZeroDuration)
        limit = allowed if type(allowed) is timedelta else _working_days.counted(allowed)
        if not isinstance(limit, timedelta):
            return _working_days.away(self, self._compiled, end, limit, forward=False)
        if limit <= _NOTHING:
            return self._unmoved(end, limit, zero, forward=False)
        found = self._compiled.before(finish, limit)
        if found is None:
            raise no_such_time(self.rule, f"{limit} of open time before", end)
        return ORIGIN + found

    def is_open(self, at: datetime) -> bool:
        """Return whether the service is open at an instant; at closing it is not.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        moment = since_origin(at, "at")
        return self._compiled.covering(moment, moment).is_open(moment)

    def next_open(self, at: datetime) -> datetime:
        """Return the first open instant from `at` on: `at` itself while open.

        Raises:
            NeverOpens: a calendar that cannot open.
            NoSuchTime: no opening until 2200.
        """
        moment = since_origin(at, "at")
        return self._search(moment, lambda table: table.next_open(moment), "opening from")

    def following_open(self, at: datetime) -> datetime:
        """Return the next opening after `at`, leaving an interval that is open then.

        Raises:
            NeverOpens: a calendar that cannot open.
            NoSuchTime: no opening until 2200.
        """
        moment = since_origin(at, "at")
        return self._search(moment, lambda table: table.following_open(moment), "opening after")

    def next_close(
        self, at: datetime, *, midnight: MidnightClose = MidnightClose.NEXT_DAY
    ) -> datetime:
        """Return the first closing after `at`, of the interval open then or of the next one.

        Args:
            at: from when.
            midnight: how a closing at the end of a local day is told.

        Raises:
            NeverOpens: a calendar that cannot open.
            NoSuchTime: no closing until 2200, as in a calendar that is always open.
        """
        check_kind("midnight", midnight, MidnightClose)
        moment = since_origin(at, "at")
        closing = self._search(moment, lambda table: table.next_close(moment), "closing after")
        told = closing - _MICROSECOND
        if midnight is MidnightClose.NEXT_DAY or self._date(told) >= self._date(closing):
            return closing
        return told if told > at else self.next_close(closing, midnight=midnight)

    def previous_close(self, at: datetime) -> datetime:
        """Return the last instant up to `at` before which the service was open.

        While open that is `at` itself, else the closing before it.

        Raises:
            NeverOpens: a calendar that cannot open.
            NoSuchTime: no closing since 1970.
        """
        moment = since_origin(at, "at")
        return self._search(
            moment, lambda table: table.previous_close(moment), "closing up to", back=True
        )

    def previous_open(self, at: datetime) -> datetime:
        """Return the last opening before `at`, of the interval open then or of an earlier one.

        Raises:
            NeverOpens: a calendar that cannot open.
            NoSuchTime: no opening since 1970.
        """
        moment = since_origin(at, "at")
        return self._search(
            moment, lambda table: table.previous_open(moment), "opening before", back=True
        )

    def intervals(self, start: datetime, end: datetime) -> IntervalSet:
        """Return the open time of `[start, end)` as a set.

        Raises:
            EndBeforeStart: `end` before `start`.
            NaiveDatetime: an instant without a zone.
        """
        span = Interval(start, end)
        table = self._compiled.covering(span.start - ORIGIN, since_origin(end, "end"))
        return IntervalSet(table.clip(to_micros(span.start), to_micros(end)))

    def intervals_after(self, at: datetime) -> Iterator[Interval]:
        """Yield the open intervals from `at` on, the first one cut there; lazily, up to 2200.

        An interval that is still open in 2200 has no end.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        cursor = instant(at, "at")
        while True:
            try:
                opening = self.next_open(cursor)
            except NoSuchTime:
                return
            try:
                cursor = self.next_close(opening)
            except NoSuchTime:
                yield Interval(opening)
                return
            yield Interval(opening, cursor)

    def intervals_before(self, at: datetime) -> Iterator[Interval]:
        """Yield the open intervals back from `at`, the first one cut there; lazily, to 1970.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        cursor = instant(at, "at")
        while True:
            try:
                closing = self.previous_close(cursor)
            except NoSuchTime:
                return
            try:
                cursor = self.previous_open(closing)
            except NoSuchTime:
                yield Interval(ORIGIN, closing)
                return
            yield Interval(cursor, closing)

    def why(self, at: datetime) -> Closure | None:
        """Return what keeps the service closed at an instant; None while it is open.

        The end of a missing night is closed by the date on which the night would have begun.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        if self.is_open(at):
            return None
        micros = to_micros(at, "at")
        return self.rule.reasons([micros, micros + 1], self.zone)[0][1]

    def closures(self, start: datetime, end: datetime) -> tuple[Closure, ...]:
        """Return what keeps the service closed in a range, each reason once, in order.

        Raises:
            EndBeforeStart: `end` before `start`.
            NaiveDatetime: an instant without a zone.
        """
        closed = self.intervals(start, end).complement(Interval(start, end))
        reasons = self.rule.reasons(closed.edges, self.zone)
        return tuple(dict.fromkeys(reason for _, reason in reasons))

    def is_working_day(self, day: date | str) -> bool:
        """Return whether the service opens on a local date.

        A date that only sees the tail of the night before is none, and so is one on which the
        clocks skip all its hours. Source: row 34.

        Raises:
            InvalidType: a datetime instead of a date.
        """
        return _working_days.is_working(self._compiled, parse_date(day))

    def working_days_between(
        self, first: date | str, last: date | str, *, inclusive: bool = False
    ) -> int:
        """Return how many working days lie after `first` up to `last`; negative if reversed.

        Args:
            first: a local date.
            last: another one.
            inclusive: count `first` too, if it is one.

        Raises:
            InvalidType: a datetime instead of a date.
        """
        low, high = parse_date(first), parse_date(last)
        sign = 1 if low <= high else -1
        extra = int(inclusive and self.is_working_day(min(low, high)))
        return sign * (_working_days.count_between(self._compiled, *sorted((low, high))) + extra)

    def add_working_days(self, day: date | str, count: int) -> date:
        """Return the working day `count` working days after (or, negative, before) a date.

        From a date that is no working day, the next one in that direction counts as one.

        Raises:
            InvalidType: a datetime instead of a date, or a count that is no int.
            InvalidValue: there are not that many working days within 1970 to 2199.
        """
        if not isinstance(count, int) or isinstance(count, bool):
            raise InvalidType("days", count, "int")
        found = _working_days.shifted(self._compiled, parse_date(day), count)
        if found is None:
            raise InvalidValue("days", count, "as many working days as lie within 1970 to 2199")
        return found

    def __or__(self, other: ServiceCalendar) -> ServiceCalendar:
        if not isinstance(other, ServiceCalendar):
            return NotImplemented
        return ServiceCalendar(any_of(self.rule, other.rule), self.zone)

    def __and__(self, other: ServiceCalendar) -> ServiceCalendar:
        if not isinstance(other, ServiceCalendar):
            return NotImplemented
        return ServiceCalendar(all_of(self.rule, other.rule), self.zone)

    def __sub__(self, other: ServiceCalendar) -> ServiceCalendar:
        if not isinstance(other, ServiceCalendar):
            return NotImplemented
        return ServiceCalendar(without(self.rule, other.rule), self.zone)

    def __reduce__(self) -> tuple[type[ServiceCalendar], tuple[CalendarRule, ZoneInfo]]:
        return ServiceCalendar, (self.rule, self.zone)

    def __str__(self) -> str:
        return str(self.rule)

    def __repr__(self) -> str:
        return f"<ServiceCalendar {self}>"

    def _search(
        self,
        moment: timedelta,
        find: Callable[[Table], timedelta | None],
        sought: str,
        *,
        back: bool = False,
    ) -> datetime:
        found = self._compiled.search(moment, find, back=back)
        if found is None:
            raise no_such_time(self.rule, sought, ORIGIN + moment)
        return ORIGIN + found

    def _unmoved(
        self, at: datetime, allowed: timedelta, zero: ZeroDuration, *, forward: bool
    ) -> datetime:
        if allowed < _NOTHING:
            other_way = "count back with before" if forward else "count on with due"
            raise InvalidValue("allowed", allowed, f"a duration of 0 or more; {other_way}")
        if zero is ZeroDuration.UNCHANGED:
            return instant(at)
        return self.next_open(at) if forward else self.previous_close(at)

    def _date(self, at: datetime) -> date:
        return to_wall_time(at, zone=self.zone).date()
