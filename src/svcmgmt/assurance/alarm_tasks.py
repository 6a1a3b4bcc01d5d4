"""Tasks on alarms: acknowledge, clear, comment and group many at once."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.assurance.alarm import Alarm, Comment
from svcmgmt.common import (
    Entity,
    EntityRef,
)
from svcmgmt.common._fields import many

__all__ = [
    "AckAlarms",
    "ClearAlarms",
    "CommentAlarms",
    "GroupAlarms",
    "UnAckAlarms",
    "UnGroupAlarms",
]


@frozen(kw_only=True)
class AckAlarms(Entity):
    """Alarms are to be acknowledged. Source: TMF642 `AckAlarms`.

    Examples:
        >>> AckAlarms(alarm_pattern=[Alarm(alarmed_object_type="router")]).ack_user_id
    """

    at_type: str | None = "AckAlarms"
    """Name of the class, `@type`."""

    ack_system_id: str | None = None
    """By which system."""

    ack_time: datetime | None = None
    """When."""

    ack_user_id: str | None = None
    """By whom."""

    state: str | None = None
    """Where the task is."""

    alarm_pattern: tuple[Alarm, ...] = field(default=(), converter=many)
    """Alarms that look like one of these."""

    acked_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """Those that were acknowledged."""


@frozen(kw_only=True)
class UnAckAlarms(Entity):
    """Acknowledgements are to be taken back. Source: TMF642 `UnAckAlarms`.

    Examples:
        >>> UnAckAlarms(un_acked_alarm=[EntityRef(id="ALARM-1")]).un_acked_alarm[0].id
        'ALARM-1'
    """

    at_type: str | None = "UnAckAlarms"
    """Name of the class, `@type`."""

    ack_system_id: str | None = None
    """By which system."""

    ack_time: datetime | None = None
    """When."""

    ack_user_id: str | None = None
    """By whom."""

    state: str | None = None
    """Where the task is."""

    alarm_pattern: tuple[Alarm, ...] = field(default=(), converter=many)
    """Alarms that look like one of these."""

    un_acked_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """Those that are not acknowledged any more."""


@frozen(kw_only=True)
class ClearAlarms(Entity):
    """Alarms are to be cleared. Source: TMF642 `ClearAlarms`.

    Examples:
        >>> ClearAlarms(clear_user_id="ana").clear_user_id
        'ana'
    """

    at_type: str | None = "ClearAlarms"
    """Name of the class, `@type`."""

    alarm_cleared_time: datetime | None = None
    """When."""

    clear_system_id: str | None = None
    """By which system."""

    clear_user_id: str | None = None
    """By whom."""

    state: str | None = None
    """Where the task is."""

    alarm_pattern: tuple[Alarm, ...] = field(default=(), converter=many)
    """Alarms that look like one of these."""

    cleared_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """Those that were cleared."""


@frozen(kw_only=True)
class CommentAlarms(Entity):
    """Alarms are to get a remark. Source: TMF642 `CommentAlarms`.

    Examples:
        >>> CommentAlarms(comment=Comment(comment="same cable")).comment.comment
        'same cable'
    """

    at_type: str | None = "CommentAlarms"
    """Name of the class, `@type`."""

    state: str | None = None
    """Where the task is."""

    alarm_pattern: tuple[Alarm, ...] = field(default=(), converter=many)
    """Alarms that look like one of these."""

    comment: Comment | None = None
    """The remark."""

    commented_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """Those that have it now."""


@frozen(kw_only=True)
class GroupAlarms(Entity):
    """Alarms are to be told as consequences of another. Source: TMF642 `GroupAlarms`.

    Examples:
        >>> GroupAlarms(parent_alarm=EntityRef(id="ALARM-1")).parent_alarm.id
        'ALARM-1'
    """

    at_type: str | None = "GroupAlarms"
    """Name of the class, `@type`."""

    alarm_changed_time: datetime | None = None
    """When."""

    source_system_id: str | None = None
    """By which system."""

    state: str | None = None
    """Where the task is."""

    correlated_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """The alarms."""

    grouped_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """Those that were grouped."""

    parent_alarm: Alarm | EntityRef | None = None
    """Their cause."""


@frozen(kw_only=True)
class UnGroupAlarms(Entity):
    """Alarms are to be told as consequences of another no more. Source: TMF642 `UnGroupAlarms`.

    Examples:
        >>> UnGroupAlarms(parent_alarm=EntityRef(id="ALARM-1")).parent_alarm.id
        'ALARM-1'
    """

    at_type: str | None = "UnGroupAlarms"
    """Name of the class, `@type`."""

    alarm_changed_time: datetime | None = None
    """When."""

    source_system_id: str | None = None
    """By which system."""

    state: str | None = None
    """Where the task is."""

    correlated_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """The alarms."""

    parent_alarm: Alarm | EntityRef | None = None
    """Their cause."""

    un_grouped_alarm: tuple[Alarm | EntityRef, ...] = field(default=(), converter=many)
    """Those that are on their own again."""
