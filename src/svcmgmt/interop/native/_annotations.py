"""What the annotation of a field says about how its values are written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, EnumType
from fractions import Fraction
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Union, cast, get_args, get_origin
from zoneinfo import ZoneInfo

from svcmgmt.calendars import CalendarDays, TimeRange, WeeklyHours
from svcmgmt.interop.native.registry import is_model
from svcmgmt.lifecycle import OwnState, Trigger
from svcmgmt.temporal import CalendarDuration, Interval, IntervalSet
from svcmgmt.values import Extension

__all__ = [
    "PAIRS",
    "PLAIN",
    "SPECIAL",
    "TEXTS",
    "WRAPPED",
    "AnyJson",
    "enums_of",
    "is_allowed_time",
    "is_fixed_tuple",
    "is_object",
    "is_open",
    "is_state",
    "is_table",
    "is_trigger",
    "is_union",
    "members_of",
    "pairs_of",
    "plain_of",
]

PLAIN: Final[Mapping[type[Any], str]] = MappingProxyType(
    {str: "text", int: "an integer", bool: "true or false", float: "a number", NoneType: "null"}
)
"""Types that JSON has, and how they are called."""

TEXTS: Final = frozenset(
    {
        datetime, timedelta, date, ZoneInfo, Fraction, Decimal, CalendarDuration, Interval,
        TimeRange, WeeklyHours,
    }
)  # fmt: skip
"""Classes that are written as one text."""

WRAPPED: Final = TEXTS | {IntervalSet, Extension}
"""Classes whose documents hold one `value` instead of fields."""

PAIRS: Final = frozenset({("Compliance", "counts")})
"""Fields of pairs that are written as an object."""


class AnyJson:
    """What JSON can hold, frozen: text, numbers, nothing, a tuple of these, an extension."""


SPECIAL: Final[Mapping[tuple[str, str], Any]] = MappingProxyType(
    {
        ("ConstantValue", "value"): AnyJson,
        ("LookedUpValue", "rows"): Mapping[AnyJson, AnyJson],
        ("OrderedItem", "characteristics"): Mapping[str, AnyJson],
    }
)
"""Fields that hold something more special than their annotations say."""

_OPEN: Final = frozenset(
    {"CalendarRule", "ConformanceRule", "CreditSchedule", "HolidayRule", "ServiceTime", "Target"}
)
"""Classes and protocols in whose place several classes stand, so that each names its schema."""


def is_fixed_tuple(annotation: object) -> bool:
    """Recognise tuples with a type for each place, such as `tuple[str, int]`."""
    return (get_origin(annotation) or annotation) is tuple and Ellipsis not in get_args(annotation)


def is_object(annotation: object) -> bool:
    """Recognise mappings of any names, which are written as an object."""
    return get_origin(annotation) is Mapping and get_args(annotation)[0] is str


def is_table(annotation: object) -> bool:
    """Recognise mappings whose keys are no names, so that they are written as a list of pairs."""
    return get_origin(annotation) is Mapping and not _is_named(get_args(annotation)[0])


def _is_named(key: object) -> bool:
    return key is str or type(key) is EnumType


def pairs_of(annotation: object) -> type[Any]:
    """Return the type of the list of pairs of a mapping."""
    key, value = get_args(annotation)
    pairs: Any = tuple
    found: type[Any] = pairs[pairs[key, value], ...]
    return found


def is_open(annotation: object) -> bool:
    """Recognise what is one of several classes, each of which names its schema."""
    kind = get_origin(annotation) or annotation
    return getattr(kind, "__name__", "") in _OPEN or (isinstance(kind, type) and is_model(kind))


def members_of(annotation: object) -> tuple[Any, ...]:
    """Return the members of a union, none of something else."""
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()


def is_union(annotation: object) -> bool:
    """Recognise unions of several classes, and what may be anything."""
    return annotation is object or len({*members_of(annotation)} - {NoneType}) > 1


def is_state(annotation: object) -> bool:
    """Recognise states: a member of some enumeration or an own one."""
    return OwnState in members_of(annotation)


def is_trigger(annotation: object) -> bool:
    """Recognise triggers: a member of some enumeration or an own word."""
    kinds = [getattr(each, "__bound__", each) for each in members_of(annotation)]
    return str in kinds and any(
        type(each) is EnumType and issubclass(each, Trigger) for each in kinds
    )


def is_allowed_time(annotation: object) -> bool:
    """Recognise allowed times, of which exact durations are written as text."""
    return CalendarDays in members_of(annotation)


def plain_of(annotation: object) -> frozenset[type[Any]]:
    """Return which types of JSON stand for themselves in a union."""
    if annotation is object:
        return frozenset({str, int, bool, NoneType})
    members = members_of(annotation)
    return frozenset(each for each in PLAIN if each in members)


def enums_of(annotation: object) -> dict[str, type[Enum]]:
    """Return the enumerations in a union by name."""
    kinds = [each for each in members_of(annotation) if type(each) is EnumType]
    return {each.__name__: cast("type[Enum]", each) for each in kinds}
