"""Dates, instants, lengths and zones as calendars write them (RFC 5545, 3.2.19 and 3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from svcmgmt.calendars import Gap, UnknownZone, parse_date, parse_zone, to_instant
from svcmgmt.errors import InvalidValue
from svcmgmt.interop.icalendar._components import Component
from svcmgmt.temporal import CalendarDuration

__all__ = ["Floating", "Moment", "Zones", "length_of", "moment_of"]

Moment: TypeAlias = date | datetime
"""A date of an all-day event, or an aware datetime in the zone of its clock."""

_DATE: Final = re.compile(r"\d{8}", re.ASCII)
_TIME: Final = re.compile(r"(\d{8}T\d{6})(Z?)", re.ASCII)
_MOMENT: Final = "a date such as 20261231, or a time such as 20261231T235900Z"
_LENGTH: Final = "a length such as PT2H, P1D or P2W"


class Floating(InvalidValue):
    """A time without a zone, which is read with the zone that the caller gives."""


class Zones:
    """Zones by the names that a calendar uses for them.

    A name of the IANA database is that zone. Others are looked up in what the caller says, in
    the location that a VTIMEZONE names, and at the end of a path such as
    `/example.org/20260101/Europe/Berlin`.
    """

    def __init__(self, floating: str | tzinfo | None, named: Mapping[str, str | tzinfo]) -> None:
        self.floating = None if floating is None else parse_zone(floating)
        self._named: dict[str, ZoneInfo] = {name: parse_zone(zone) for name, zone in named.items()}
        self._locations: dict[str, str] = {}

    def learn(self, timezones: Iterable[Component]) -> None:
        """Take the locations that VTIMEZONE blocks name for their own names of zones."""
        for component in timezones:
            name, location = component.first_of("TZID"), component.first_of("X-LIC-LOCATION")
            if name is not None and location is not None:
                self._locations[name.value.strip()] = location.value.strip()

    def zone(self, name: str) -> ZoneInfo:
        """Return the zone of a name.

        Raises:
            UnknownZone: nobody knows it.
        """
        if name in self._named:
            return self._named[name]
        for candidate in (name, self._locations.get(name, ""), *_ends(name)):
            try:
                self._named[name] = parse_zone(candidate)
            except UnknownZone:
                continue
            return self._named[name]
        allowed = "an IANA zone; say which one it is: zones={name: 'Europe/Berlin'}"
        raise UnknownZone("TZID", name, allowed)


def _ends(name: str) -> list[str]:
    """Return what a path of a name ends in: with three, two and one part."""
    parts = name.split("/")
    is_path = name.startswith("/")
    return ["/".join(parts[-count:]) for count in (3, 2, 1)] if is_path else []


def moment_of(text: str, zone: str | None, zones: Zones) -> Moment:
    """Return the date or the instant of a text.

    Args:
        text: a date, or a date and time, with `Z` in UTC.
        zone: the name of the zone that is given beside it; None if there is none.
        zones: what names mean.

    Raises:
        InvalidValue: no such date or time, or outside 1970 to 2200.
        Floating: a time without a zone, and none is given.
        UnknownZone: a zone that nobody knows.
    """
    bare = text.strip()
    if _DATE.fullmatch(bare):
        return parse_date(f"{bare[:4]}-{bare[4:6]}-{bare[6:]}")
    match = _TIME.fullmatch(bare)
    if match is None:
        raise InvalidValue("time", text, _MOMENT)
    try:
        wall_time = datetime.fromisoformat(match[1])
    except ValueError:
        raise InvalidValue("time", text, "a date and time that exist") from None
    if match[2]:
        return to_instant(wall_time, zone=UTC).astimezone(parse_zone("UTC"))
    where = zones.floating if zone is None else zones.zone(zone)
    if where is None:
        raise Floating("time", text, "a time with a zone; give one with zone='Europe/Berlin'")
    # a time that the clocks skip is as much later as they jump (RFC 5545, 3.3.5)
    return to_instant(wall_time, zone=where, gap=Gap.SHIFT).astimezone(where)


def length_of(text: str) -> CalendarDuration:
    """Return the length of a text in weeks, days and exact time.

    Raises:
        InvalidValue: no such length, a negative one, or one in months or years.
    """
    found = CalendarDuration.parse(text.strip().removeprefix("+"))
    if found.years or found.months:
        raise InvalidValue("duration", text, _LENGTH)
    return found
