"""Time zones by their IANA names: the one place where the library touches zone files."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from svcmgmt.errors import InvalidType, InvalidValue

__all__ = ["UnknownZone", "parse_zone", "zone_key"]

_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,31}(/[A-Za-z0-9_+-]{1,31}){0,2}", re.ASCII)
_HOST_DEPENDENT: Final = frozenset({"localtime", "posixrules", "Factory", "posix", "right"})
"""Names and folders that some machines add to the database; what they say differs."""

_ALLOWED: Final = "the name of an IANA zone such as Europe/Berlin or UTC"


class UnknownZone(InvalidValue):
    """A zone name that the IANA database does not have.

    Args:
        field: what the zone was given for.
        value: the name.
        allowed: what a zone name looks like.

    Examples:
        >>> parse_zone("Europe/Berln")
        Traceback (most recent call last):
        ...
        svcmgmt.calendars.zones.UnknownZone: zone: 'Europe/Berln' is not allowed; allowed: ...
    """


def parse_zone(zone: str | tzinfo) -> ZoneInfo:
    """Return the IANA zone of a name, or a zone object that has a name as it is.

    Reading the zone file through `ZoneInfo` is the only file access of the library.

    Args:
        zone: a name such as `Europe/Berlin`, a `ZoneInfo`, or `datetime.UTC`.

    Raises:
        UnknownZone: no such zone, or one that depends on the machine.
        InvalidType: a fixed offset or another tzinfo without an IANA name.

    Examples:
        >>> parse_zone("Asia/Kathmandu")
        zoneinfo.ZoneInfo(key='Asia/Kathmandu')
    """
    name = zone.key if isinstance(zone, ZoneInfo) else "UTC" if zone is UTC else zone
    if not isinstance(name, str):
        raise InvalidType("zone", zone, _ALLOWED)
    if not _KEY.fullmatch(name) or name.partition("/")[0] in _HOST_DEPENDENT:
        raise UnknownZone("zone", name, _ALLOWED)
    return zone if isinstance(zone, ZoneInfo) else _load(name)


def zone_key(zone: ZoneInfo | None) -> str | None:
    """Return what tells zones apart: objects of one zone may be several, and are never equal.

    `ZoneInfo` keeps one object of each zone only until its cache is cleared, and not at all if it
    is told so.
    """
    return None if zone is None else zone.key


def _load(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    # a missing zone, a folder of zones and a file that is none fail in four different ways
    except (KeyError, ValueError, OSError):
        raise UnknownZone("zone", name, _ALLOWED) from None
