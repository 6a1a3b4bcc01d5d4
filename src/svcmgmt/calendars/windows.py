"""When work on a service may happen: maintenance windows and change freezes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars.factories import never
from svcmgmt.calendars.no_such_time import NoSuchTime
from svcmgmt.calendars.service_calendar import ServiceCalendar
from svcmgmt.errors import InvalidValue
from svcmgmt.temporal import HORIZON, Interval, exact_duration
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import check_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = ["ChangeFreeze", "ChangeWindows", "MaintenanceWindow"]

_MOST_WINDOWS: Final = 10_000

_OUTSIDE: Final = "outside-maintenance-window"
_FREEZE: Final = "change-freeze"
_MESSAGES: Final = {
    _OUTSIDE: "work outside every maintenance window",
    _FREEZE: "work during a change freeze",
}


@frozen(kw_only=True)
class MaintenanceWindow:
    """Times agreed for maintenance of a service.

    Raises:
        InvalidType: times that are no calendar, or a name that is no text.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> MaintenanceWindow(name="Sunday night",
        ...                   times=weekly("Sun 02:00-04:00", zone="Europe/Berlin")).name
        'Sunday night'
    """

    name: str = field(validator=of_kind(str))
    """How people call it."""

    times: ServiceCalendar = field(validator=of_kind(ServiceCalendar))
    """When it is open."""


def _kinds(values: Iterable[str]) -> frozenset[str]:
    return frozenset(listed(values, "exempt", "a list of kinds of change", kind=str))


def _either(windows: Iterable[MaintenanceWindow]) -> ServiceCalendar:
    times = never()
    for window in windows:
        times |= window.times
    return times


@frozen(kw_only=True)
class ChangeFreeze:
    """Times in which changes are not made, except those of exempt kinds.

    Raises:
        InvalidType: times that are no calendar, or something else than a list of kinds.

    Examples:
        >>> from svcmgmt.calendars import fixed
        >>> freeze = ChangeFreeze(name="year end", exempt=["emergency"],
        ...     times=fixed([Interval.parse("2026-12-15T00:00:00Z/2027-01-04T00:00:00Z")]))
        >>> freeze.holds_for("normal"), freeze.holds_for("emergency")
        (True, False)
    """

    name: str = field(validator=of_kind(str))
    """How people call it."""

    times: ServiceCalendar = field(validator=of_kind(ServiceCalendar))
    """When it holds."""

    exempt: frozenset[str] = field(default=frozenset(), converter=_kinds)
    """Kinds of change that may happen all the same, for example `emergency`."""

    def holds_for(self, kind: str) -> bool:
        """Return whether changes of a kind are frozen."""
        return kind not in self.exempt


def _windows(values: Iterable[MaintenanceWindow]) -> tuple[MaintenanceWindow, ...]:
    allowed = "a list of MaintenanceWindow"
    return listed(values, "maintenance", allowed, kind=MaintenanceWindow)


def _freezes(values: Iterable[ChangeFreeze]) -> tuple[ChangeFreeze, ...]:
    return listed(values, "freezes", "a list of ChangeFreeze", kind=ChangeFreeze)


@frozen(kw_only=True)
class ChangeWindows:
    """Maintenance windows and freezes of a service, asked whether work fits and when it would.

    Without any maintenance window nothing fits; agree on `always()` if any time will do.

    Raises:
        InvalidType: something else than lists of windows and freezes.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> windows = ChangeWindows(maintenance=[MaintenanceWindow(
        ...     name="Sunday night", times=weekly("Sun 02:00-04:00", zone="UTC"))])
        >>> for finding in windows.check(Interval.parse("2026-11-08T03:30:00Z/PT1H")):
        ...     print(finding)
        error outside-maintenance-window: ... (value: ...; allowed: Sunday night)
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(windows.next_fit(at("2026-11-05T00:00:00Z"), timedelta(hours=1)))
        2026-11-08T02:00:00Z/2026-11-08T03:00:00Z
    """

    maintenance: tuple[MaintenanceWindow, ...] = field(default=(), converter=_windows)
    """Windows agreed for work."""

    freezes: tuple[ChangeFreeze, ...] = field(default=(), converter=_freezes)
    """Freezes that close them."""

    def times_for(self, kind: str = "") -> ServiceCalendar:
        """Return when changes of a kind may happen, as a calendar.

        Args:
            kind: the kind of change; the empty kind is exempt from no freeze.
        """
        times = _either(self.maintenance)
        for freeze in self.freezes:
            if freeze.holds_for(kind):
                times -= freeze.times
        return times

    def check(self, work: Interval, kind: str = "") -> tuple[Finding, ...]:
        """Return what speaks against work in a closed interval; nothing if it fits.

        Args:
            work: when it would happen.
            kind: the kind of change.

        Raises:
            InvalidType: `work` is no interval.
            OpenInterval: `work` has no end.
        """
        check_kind("work", work, Interval)
        start, end = work.start, work.start + work.duration
        outside = _either(self.maintenance).intervals(start, end).complement(work)
        names = ", ".join(each.name for each in self.maintenance) or "none is agreed"
        found = [] if outside.is_empty() else [_finding(_OUTSIDE, str(outside), names)]
        for freeze in self.freezes:
            held = freeze.times.intervals(start, end)
            if freeze.holds_for(kind) and not held.is_empty():
                exempt = ", ".join(sorted(freeze.exempt)) or "no change at all"
                found.append(_finding(_FREEZE, f"{freeze.name}: {held}", exempt))
        return tuple(found)

    def next_fit(self, start: datetime, length: timedelta, kind: str = "") -> Interval:
        """Return the first interval from `start` on into which work of a length fits.

        Args:
            start: earliest start.
            length: how long the work takes, more than 0.
            kind: the kind of change.

        Raises:
            InvalidType: a length that is no `timedelta`.
            InvalidValue: a length that is not positive.
            NoSuchTime: it fits into none of the next 10,000 windows, or not before 2200.
            NaiveDatetime: an instant without a zone.
        """
        length = exact_duration(length, "length")
        if length <= timedelta(0):
            raise InvalidValue("length", length, "a positive duration")
        times = self.times_for(kind)
        for window in islice(times.intervals_after(start), _MOST_WINDOWS):
            if window.closed(HORIZON).duration >= length:
                return Interval(window.start, window.start + length)
        sought = f"window of {length} for a change after"
        raise NoSuchTime(sought, start, str(times))


def _finding(code: str, value: str, allowed: str) -> Finding:
    return Finding(
        code=code, message=_MESSAGES[code], severity=Severity.ERROR, value=value, allowed=allowed
    )
