"""What every object of the TM Forum model has: a type, an identity, room for the rest."""

from __future__ import annotations

from types import NoneType
from typing import Any, Final, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from svcmgmt.common._fields import NOTHING, check_fields, kinds_by_name, names, open_object
from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import OwnState, State, Stateful, Trigger
from svcmgmt.values import Extension, Ref

__all__ = ["AnyEntity", "Entity", "EntityRef", "Extensible", "LivingEntity"]

S = TypeVar("S", bound=State)
T = TypeVar("T", bound=Trigger)

_NO_NAMES: Final[frozenset[str]] = frozenset()

_OF_LIFECYCLE: Final = frozenset({"state", "history", "own_lifecycle"})


# validators run when all fields are set, so one of them looks at all; a transition runs none


def _fits(entity: object, _attribute: object, _value: object) -> None:
    check_fields(entity)


def _fits_its_lifecycle(entity: LivingEntity[Any, Any], _attribute: object, _value: object) -> None:
    check_fields(entity, beside=_OF_LIFECYCLE)
    kinds, _ = kinds_by_name(type(entity))["state"]
    if not isinstance(entity.state, (*kinds, OwnState, NoneType)):
        allowed = " or ".join(each.__name__ for each in kinds)
        raise InvalidType("state", entity.state, f"{allowed}, or a state of your own")


@frozen(kw_only=True)
class Extensible:
    """Any object of the model: typed fields for what is published, `extension` for the rest.

    All fields are optional, because every document can be held; what is required is a matter of
    checks and of the shapes for creating and changing. What came with a document and fits no field
    stays in the extension, whole, and is written back. Two objects are equal if their fields are.
    Source: TM Forum `Extensible` (TMF630 design guidelines, polymorphism).

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a number that a document cannot hold; nulls that are no fields.

    Examples:
        >>> Extensible(at_type="Thing", extension={"x-owner": "noc"}).extension["x-owner"]
        'noc'
    """

    at_type: str | None = None
    """Name of the class, `@type`; a vendor may name one of its own."""

    at_base_type: str | None = None
    """Name of the published class that a vendor's class extends, `@baseType`."""

    at_schema_location: str | None = None
    """Where the schema of a vendor's class is, `@schemaLocation`."""

    extension: Extension = field(default=NOTHING, eq=False, converter=open_object, validator=_fits)
    """Attributes that no field has, and originals of those that did not fit theirs."""

    nulls: frozenset[str] = field(default=_NO_NAMES, eq=False, converter=names)
    """Names of fields without a value that the document has as null; others it does not have."""


@frozen(kw_only=True)
class Entity(Extensible):
    """An object with an identity. Source: TM Forum `Entity`.

    Examples:
        >>> Entity(id="42").id
        '42'
    """

    id: str | None = None
    """Identifier, unique among the entities of its class."""

    href: str | None = None
    """Where it can be fetched; the library never does."""


@frozen(kw_only=True)
class EntityRef(Entity):
    """A reference to an entity of any class, by its identifier. Source: TM Forum `EntityRef`.

    The published reference classes (`ServiceRef`, `ProductOfferingRef` and others) differ in name
    only, which stays in `at_type`.

    Examples:
        >>> EntityRef(id="42", at_referred_type="Service").ref.referred_type
        'Service'
    """

    name: str | None = None
    """Name of the entity, for people; may be stale."""

    version: str | None = None
    """Version of the entity, where its class has versions."""

    at_referred_type: str | None = None
    """Name of the class of the entity, `@referredType`."""

    @property
    def ref(self) -> Ref[str] | None:
        """The reference as other records of this library keep it; None without an identifier."""
        if not self.id:
            return None
        return Ref(
            id=self.id,
            name=self.name or "",
            href=self.href or "",
            referred_type=self.at_referred_type or "",
        )


@frozen(kw_only=True)
class LivingEntity(Stateful[S, T], Generic[S, T]):
    """An entity with a state that only its lifecycle changes; otherwise as `Entity`.

    Its document has the state and not the history; who keeps that stores it beside the document.
    A subclass redeclares `state` with its enumeration. Source: TM Forum `Entity`.

    Examples:
        >>> LivingEntity.__mro__[1] is Stateful
        True
    """

    at_type: str | None = None
    """Name of the class, `@type`; a vendor may name one of its own."""

    at_base_type: str | None = None
    """Name of the published class that a vendor's class extends, `@baseType`."""

    at_schema_location: str | None = None
    """Where the schema of a vendor's class is, `@schemaLocation`."""

    id: str | None = None
    """Identifier, unique among the entities of its class."""

    href: str | None = None
    """Where it can be fetched; the library never does."""

    extension: Extension = field(
        default=NOTHING, eq=False, converter=open_object, validator=_fits_its_lifecycle
    )
    """Attributes that no field has, and originals of those that did not fit theirs."""

    nulls: frozenset[str] = field(default=_NO_NAMES, eq=False, converter=names)
    """Names of fields without a value that the document has as null; others it does not have."""


AnyEntity: TypeAlias = EntityRef | Extensible | LivingEntity[Any, Any]
"""An object of any class, by reference or by value."""
