"""References between entities: by typed id, never by object."""

from __future__ import annotations

from typing import Generic, TypeVar

from attrs import frozen

from svcmgmt.errors import InvalidValue

__all__ = ["Ref"]

IdT = TypeVar("IdT", bound=str)


@frozen(kw_only=True)
class Ref(Generic[IdT]):
    """A reference to an entity of another context.

    Source: TM Forum `EntityRef` (id, href, name, `@referredType`).

    Raises:
        InvalidValue: an empty id.

    Examples:
        >>> from svcmgmt.values import ServiceId
        >>> Ref(id=ServiceId("svc-7"), name="VPN Berlin").id
        'svc-7'
    """

    id: IdT
    """Identifier of the referred entity; not empty."""

    name: str = ""
    """Its name, for people; may be stale."""

    href: str = ""
    """Where it can be fetched; the library never does."""

    referred_type: str = ""
    """The published class of the referred entity."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.id, str) or not self.id:
            raise InvalidValue("id", self.id, "a non-empty identifier")
