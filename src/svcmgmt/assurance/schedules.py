"""When jobs run: schedules of thresholds and measurements."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    Entity,
    Extensible,
    TimePeriod,
)
from svcmgmt.common._fields import many

__all__ = [
    "DayOfMonthRecurrence",
    "DayOfWeekRecurrence",
    "HourRange",
    "MonthlyScheduleDayOfWeekDefinition",
    "ScheduleDefinition",
]


@frozen(kw_only=True)
class HourRange(Extensible):
    """Hours of a day. Source: TMF649, TMF628 `HourRange`.

    Examples:
        >>> HourRange(start_hour="09:00", end_hour="17:30").end_hour
        '17:30'
    """

    start_hour: str | None = None
    """From when, local time."""

    end_hour: str | None = None
    """Until when."""


@frozen(kw_only=True)
class DayOfMonthRecurrence(Extensible):
    """Days of each month. Source: TMF649 `DayOfMonthRecurrence`.

    Examples:
        >>> DayOfMonthRecurrence(days=[1, 15]).days
        (1, 15)
    """

    days: tuple[int, ...] = field(default=(), converter=many)
    """The days, by number."""


@frozen(kw_only=True)
class DayOfWeekRecurrence(Extensible):
    """Days of each week. Source: TMF649 `DayOfWeekRecurrence`.

    Examples:
        >>> DayOfWeekRecurrence(days=[1, 5]).days
        (1, 5)
    """

    days: tuple[int, ...] = field(default=(), converter=many)
    """The days, by number."""


@frozen(kw_only=True)
class MonthlyScheduleDayOfWeekDefinition(Extensible):
    """Weekdays of each month, such as the first Monday. Source: TMF649, TMF628.

    Examples:
        >>> first = MonthlyScheduleDayOfWeekDefinition(recurring_day_sequence="first")
        >>> first.recurring_day_sequence
        'first'
    """

    day_of_month_recurrence: tuple[DayOfMonthRecurrence, ...] = field(default=(), converter=many)
    """The days."""

    recurring_day_sequence: str | None = None
    """Which of them in a month: first, last."""


@frozen(kw_only=True)
class ScheduleDefinition(Entity):
    """When a job runs. Source: TMF649, TMF628 `ScheduleDefinition`.

    Examples:
        >>> ScheduleDefinition(recurring_frequency="every 5 minutes").recurring_frequency
        'every 5 minutes'
    """

    valid_for: TimePeriod | None = None
    """From when until when."""

    recurring_frequency: str | None = None
    """How often, in words or as a rule."""

    excluded_date: tuple[datetime, ...] = field(default=(), converter=many)
    """When not."""

    schedule_definition_hour_range: tuple[HourRange, ...] = field(default=(), converter=many)
    """In which hours."""

    weekly_schedule_definition: tuple[DayOfWeekRecurrence, ...] = field(default=(), converter=many)
    """On which days of a week."""

    monthly_schedule_day_of_month_definition: tuple[datetime, ...] = field(
        default=(), converter=many
    )
    """On which days of a month."""

    monthly_schedule_day_of_week_definition: MonthlyScheduleDayOfWeekDefinition | None = None
    """On which weekdays of a month."""

    date_schedule_definition: tuple[datetime, ...] = field(default=(), converter=many)
    """On which dates."""
