"""What people write and attach."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from svcmgmt.common.entities import Entity, EntityRef
from svcmgmt.common.quantities import Quantity, TimePeriod

__all__ = ["Attachment", "Note"]


@frozen(kw_only=True)
class Note(Entity):
    """A remark. Source: TM Forum `Note`.

    Examples:
        >>> Note(author="ana", text="gateway restarted").text
        'gateway restarted'
    """

    author: str | None = None
    """Who wrote it."""

    date: datetime | None = None
    """When."""

    text: str | None = None
    """What."""


@frozen(kw_only=True)
class Attachment(EntityRef):
    """A file that comes with an entity, by value or by reference.

    Source: TM Forum `Attachment`, `AttachmentRef`, `AttachmentRefOrValue`.

    Examples:
        >>> Attachment(name="topology", mime_type="image/png").mime_type
        'image/png'
    """

    attachment_type: str | None = None
    """What it is for, such as instructionManual."""

    content: str | None = None
    """The file itself, in base64."""

    description: str | None = None
    """In words."""

    mime_type: str | None = None
    """Its type, as IANA registered it."""

    url: str | None = None
    """Where it can be fetched; the library never does."""

    size: Quantity | None = None
    """How large it is."""

    valid_for: TimePeriod | None = None
    """When it is valid."""

    is_ref: bool | None = None
    """Whether it is a reference (v5)."""
