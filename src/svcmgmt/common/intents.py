"""Intents: what is wanted, told in a formal language instead of in steps."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common._fields import frozen_json, many
from svcmgmt.common.characteristics import Characteristic
from svcmgmt.common.entities import Entity, EntityRef, Extensible
from svcmgmt.common.notes import Attachment
from svcmgmt.common.quantities import TimePeriod
from svcmgmt.common.relations import EntityRelationship, RelatedParty

__all__ = ["Intent", "IntentExpression"]


@frozen(kw_only=True)
class IntentExpression(Extensible):
    """An intent in a formal language. Source: TM Forum `IntentExpression`, `Expression`, v5.

    Examples:
        >>> IntentExpression(iri="http://tio.example/intent", expression_language="Turtle").iri
        'http://tio.example/intent'
    """

    iri: str | None = None
    """Identifies the expression."""

    expression_language: str | None = None
    """The language: Turtle, JSON-LD, RDF-XML."""

    expression_value: object = field(default=None, converter=frozen_json)
    """The expression."""


@frozen(kw_only=True)
class Intent(Entity):
    """What is wanted. Source: TM Forum `Intent`, v5.

    Examples:
        >>> Intent(name="live event", lifecycle_status="created").name
        'live event'
    """

    at_type: str | None = "Intent"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    description: str | None = None
    """In words."""

    version: str | None = None
    """Version of it."""

    valid_for: TimePeriod | None = None
    """When it is wanted."""

    is_bundle: bool | None = None
    """Whether it is made of other intents."""

    priority: str | None = None
    """How much it matters beside others of its owner."""

    context: str | None = None
    """In which context it stands."""

    expression: IntentExpression | None = None
    """The intent in a formal language."""

    intent_specification: EntityRef | None = None
    """The specification that it is of."""

    intent_relationship: tuple[EntityRelationship, ...] = field(default=(), converter=many)
    """Other intents that it has to do with."""

    characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    creation_date: datetime | None = None
    """When it was created; set by the server."""

    last_update: datetime | None = None
    """When it was changed last; set by the server."""

    status_change_date: datetime | None = None
    """When it came into its status."""

    lifecycle_status: str | None = None
    """Where it is on its way."""
