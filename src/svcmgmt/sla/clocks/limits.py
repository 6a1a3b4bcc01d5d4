"""How long something may take: exact time, days, or a promised instant; and when to warn."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from svcmgmt.calendars import CalendarDays, TimeAllowed, WorkingDays
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import IntervalSet, exact_duration, format_instant, instant
from svcmgmt.values import Ratio
from svcmgmt.values._exact import decimal_text, exact, exact_share

__all__ = ["Alert", "FixedDue", "Limit", "ServiceTime"]

_MOST_SHARE: Final = 100


@runtime_checkable
class ServiceTime(Protocol):
    """What a clock needs of a calendar; `ServiceCalendar` has it, and so may one of your own.

    Examples:
        >>> from svcmgmt.calendars import always
        >>> isinstance(always(), ServiceTime)
        True
    """

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        """Return the service time between two instants."""
        ...

    def due(self, start: datetime, allowed: TimeAllowed, /) -> datetime:
        """Return the least instant at which an allowed time has passed.

        Raises:
            NoSuchTime: it never passes, or not before 2200; then nothing is late.
        """
        ...

    def intervals(self, start: datetime, end: datetime, /) -> IntervalSet:
        """Return the service time of a range as a set."""
        ...


def _at(value: datetime) -> datetime:
    return instant(value, "at")


@frozen
class FixedDue:
    """A promised instant that no pause and no calendar moves.

    Args:
        at: when the work is due.

    Raises:
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> print(FixedDue(parse_instant("2026-10-26T14:00:00Z")))
        fixed due date 2026-10-26T14:00:00Z
    """

    at: datetime = field(converter=_at)
    """The promised instant, in UTC."""

    def __str__(self) -> str:
        return f"fixed due date {format_instant(self.at)}"


Limit: TypeAlias = timedelta | WorkingDays | CalendarDays | FixedDue
"""Exact service time, working days, calendar days, or a promised instant."""


def exact_limit(value: Limit) -> Limit:
    """Return a limit; exact time of another library as a plain duration."""
    return exact_duration(value, "limit") if isinstance(value, timedelta) else value


def check_limit(_owner: object, _attribute: object, value: Limit) -> None:
    """Refuse what is no limit, and negative time."""
    if not isinstance(value, timedelta | WorkingDays | CalendarDays | FixedDue):
        raise InvalidType("limit", value, "timedelta, WorkingDays, CalendarDays or FixedDue")
    if isinstance(value, timedelta) and value < timedelta(0):
        raise InvalidValue("limit", value, "0 or more")


def _share(value: Ratio | Fraction | str | None) -> Fraction | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _told_share(value)
    if not isinstance(value, Ratio | Fraction):
        raise InvalidType("share", value, "Ratio, Fraction or text such as '75 %'")
    return value.value if isinstance(value, Ratio) else exact("share", value)


def _told_share(text: str) -> Fraction:
    """Return the share that text tells; a bare number above one was meant as a percentage."""
    share = exact_share("share", text)
    if share > 1 and not any(sign in text for sign in "%/"):
        raise InvalidValue("share", text, "text such as '75 %', '0.75' or '3/2'")
    return share


def _offset(value: timedelta | None) -> timedelta | None:
    return None if value is None else exact_duration(value, "offset")


@frozen
class Alert:
    """A point in the life of a clock at which somebody wants to know.

    Counted in the clock's own time, so it fires once, moves with pauses and never falls into
    closed hours. Source: rule R1.17.

    Args:
        share: of the limit used up, for example `"75 %"`, `"0.75"` or `"3/4"`; for after the due
            time `"150 %"` or `"3/2"`.
        offset: service time after the due time; negative for before it.

    Raises:
        InvalidValue: both or neither of the two, a share outside 0 to 100, or a bare number above
            1 as text, which somebody meant as a percentage.
        InvalidType: a float share, or an offset that is no timedelta.

    Examples:
        >>> print(Alert("75 %"), "|", Alert("3/2"), "|", Alert(offset=timedelta(hours=-1)))
        75 % | 150 % | 1:00:00 before due
    """

    share: Fraction | None = field(default=None, converter=_share)
    """Share of the limit used up."""

    offset: timedelta | None = field(default=None, kw_only=True, converter=_offset)
    """Service time after the due time, negative before it."""

    def __attrs_post_init__(self) -> None:
        if (self.share is None) == (self.offset is None):
            raise InvalidValue("alert", (self.share, self.offset), "a share or an offset")
        if self.share is not None and not 0 <= self.share <= _MOST_SHARE:
            raise InvalidValue("share", self.share, f"0 to {_MOST_SHARE}")

    def threshold(self, limit: timedelta) -> timedelta:
        """Return the counted time at which it fires, rounded up to the microsecond."""
        if self.offset is not None:
            return max(limit + self.offset, timedelta(0))
        micros = max(limit // timedelta(microseconds=1) * (self.share or Fraction(0)), Fraction(0))
        return timedelta(microseconds=-(-micros.numerator // micros.denominator))

    def __str__(self) -> str:
        if self.share is not None:
            percent = decimal_text(self.share * 100)
            return f"{percent} %" if percent else str(self.share)
        offset = self.offset or timedelta(0)
        return f"{abs(offset)} {'before' if offset < timedelta(0) else 'after'} due"
