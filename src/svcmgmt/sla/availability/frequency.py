"""How often something fails: the chronic rule over a sliding window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from attrs import frozen

from svcmgmt.calendars import CalendarDays, parse_zone, to_wall_time
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability._arguments import NOTHING
from svcmgmt.temporal import instant
from svcmgmt.values._lists import listed

__all__ = ["ChronicTrigger", "chronic"]


@frozen(kw_only=True)
class ChronicTrigger:
    """A failure with which a chronic rule holds: there were too many in its window.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ChronicTrigger(at=at("2026-10-20T08:00:00Z"), since=at("2026-10-01T08:00:00Z"),
        ...                count=3).count
        3
    """

    at: datetime
    """When the last of the failures began, in UTC."""

    since: datetime
    """When the first failure of the window began, in UTC."""

    count: int
    """How many failures lie in the window."""


def chronic(
    failures: Iterable[datetime],
    *,
    least: int,
    within: timedelta | CalendarDays,
    zone: str | tzinfo = "UTC",
) -> tuple[ChronicTrigger, ...]:
    """Return every failure with which there were too many of the same circuit in a window.

    Source: rule R2.24.

    Args:
        failures: when each began, in any order; those of one circuit.
        least: from how many on it is chronic.
        within: how long the window is that ends with a failure. Calendar days count the day of
            the failure as the last of them; of exact time the window's first instant is outside.
        zone: whose days they are.

    Raises:
        InvalidType: a number or a window of another kind.
        InvalidValue: less than one failure, or a window of nothing.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> days = ["2026-10-01", "2026-10-10", "2026-10-20", "2026-11-30"]
        >>> for trigger in chronic([at(f"{day}T08:00:00Z") for day in days],
        ...                        least=3, within=CalendarDays(30)):
        ...     print(trigger.at.date(), trigger.count)
        2026-10-20 3
    """
    _check(least, within)
    began = sorted(
        instant(each, "failures") for each in listed(failures, "failures", "a list of instants")
    )
    # positions on the line along which the window slides
    if isinstance(within, CalendarDays):
        where = parse_zone(zone)
        places = [timedelta(days=_ordinal(each, where)) for each in began]
        length = timedelta(days=within.days)
    else:
        places = [each - began[0] for each in began]
        length = within
    found: list[ChronicTrigger] = []
    first = 0
    for last, place in enumerate(places):
        while place - places[first] >= length:
            first += 1
        count = last - first + 1
        if count >= least:
            found.append(ChronicTrigger(at=began[last], since=began[first], count=count))
    return tuple(found)


def _ordinal(at: datetime, zone: tzinfo) -> int:
    return to_wall_time(at, zone=zone).toordinal()


def _check(least: int, within: timedelta | CalendarDays) -> None:
    if not isinstance(least, int) or isinstance(least, bool):
        raise InvalidType("least", least, "int")
    if least < 1:
        raise InvalidValue("least", least, "1 or more")
    if not isinstance(within, timedelta | CalendarDays):
        raise InvalidType("within", within, "timedelta or CalendarDays")
    if within in (NOTHING, CalendarDays(0)) or (isinstance(within, timedelta) and within < NOTHING):
        raise InvalidValue("within", within, "more than nothing")
