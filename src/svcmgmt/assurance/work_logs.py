"""What was done on a change, and what came of it."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import (
    Entity,
)
from svcmgmt.common._fields import many

__all__ = [
    "Record",
    "Resolution",
    "ResolutionTask",
    "WorkLog",
]


@frozen(kw_only=True)
class Record(Entity):
    """One entry of a log of work. Source: TMF655 `Record`.

    Examples:
        >>> Record(description="firmware loaded", support_person="ana").support_person
        'ana'
    """

    date_time: datetime | None = None
    """When."""

    description: str | None = None
    """What was done."""

    support_person: str | None = None
    """By whom."""


@frozen(kw_only=True)
class WorkLog(Entity):
    """A log of work. Source: TMF655 `WorkLog`.

    Examples:
        >>> WorkLog(record=[Record(description="firmware loaded")]).record[0].description
        'firmware loaded'
    """

    create_date_time: datetime | None = None
    """When it was begun."""

    description: str | None = None
    """In words."""

    last_update_date_time: str | None = None
    """When something was added last; published as text."""

    record: tuple[Record, ...] = field(default=(), converter=many)
    """Its entries."""


@frozen(kw_only=True)
class ResolutionTask(Entity):
    """A piece of the work that resolved something. Source: TMF655 `Task`.

    Examples:
        >>> ResolutionTask(name="reboot", state="done").state
        'done'
    """

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    state: str | None = None
    """Where it is."""


@frozen(kw_only=True)
class Resolution(Entity):
    """What came of a change. Source: TMF655 `Resolution`.

    Examples:
        >>> Resolution(code="OK", task=[ResolutionTask(name="reboot")]).code
        'OK'
    """

    code: str | None = None
    """In the organisation's code."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    task: tuple[ResolutionTask, ...] = field(default=(), converter=many)
    """The work that it took."""
