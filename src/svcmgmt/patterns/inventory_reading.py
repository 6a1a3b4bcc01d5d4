"""Documents of inventories and catalogs as the checks of an inventory see them."""

from __future__ import annotations

from typing import Any, Final

from svcmgmt.common._relation_words import needs
from svcmgmt.common._values import word
from svcmgmt.errors import InvalidValue
from svcmgmt.patterns.decomposition import SpecificationLevel
from svcmgmt.patterns.inventory import InventoryEntry, InventorySpecification

__all__ = ["entry_of", "specification_of"]

_KINDS: Final = ("product", "service", "resource")
_BELOW: Final = (
    "realizing_service",
    "realizing_resource",
    "supporting_service",
    "supporting_resource",
)
_TOLD: Final = (
    "product_spec_characteristic",
    "service_spec_characteristic",
    "resource_spec_characteristic",
    "spec_characteristic",
)
_RELATIONS: Final = (
    "product_specification_relationship",
    "service_spec_relationship",
    "resource_spec_relationship",
    "entity_spec_relationship",
)
_CUSTOMER: Final = frozenset({"customerfacingservice", "cfs"})
_RESOURCE: Final = frozenset({"resourcefacingservice", "rfs"})


def entry_of(document: Any) -> InventoryEntry:  # noqa: ANN401 - of any domain
    """Return a product, service or resource as checks of an inventory see it.

    Args:
        document: a product, a service or a resource.

    Raises:
        InvalidValue: no identifier, or something else.

    Examples:
        >>> from svcmgmt.common import EntityRef
        >>> from svcmgmt.product import Product
        >>> entry_of(Product(id="p-1", realizing_service=[EntityRef(id="s-1")])).supported_by
        ('s-1',)
    """
    kinds = [each for each in _KINDS if hasattr(document, f"{each}_characteristic")]
    if len(kinds) != 1 or not document.id:
        allowed = "a product, service or resource with an identifier"
        raise InvalidValue("document", type(document).__name__, allowed)
    reference = getattr(document, f"{kinds[0]}_specification")
    state = getattr(document, "state", None) or getattr(document, "resource_status", None)
    return InventoryEntry(
        id=document.id,
        level=_level(document, kinds[0]),
        specification=None if reference is None else reference.id,
        version=None if reference is None else reference.version,
        state=None if state is None else str(getattr(state, "value", state)),
        characteristics=getattr(document, f"{kinds[0]}_characteristic"),
        supported_by=[
            each.id for name in _BELOW for each in getattr(document, name, ()) if each.id
        ],
    )


def _level(document: Any, kind: str) -> SpecificationLevel | None:  # noqa: ANN401 - of any domain
    if kind != "service":
        return SpecificationLevel(kind)
    words = {word(each) for each in (document.at_type, document.service_type, document.category)}
    if words & _CUSTOMER:
        return SpecificationLevel.CUSTOMER_FACING
    return SpecificationLevel.RESOURCE_FACING if words & _RESOURCE else None


def specification_of(document: Any) -> InventorySpecification:  # noqa: ANN401 - of any domain
    """Return a specification as checks of an inventory see it.

    Relations of type dependency are what each instance needs right below it.

    Args:
        document: the specification of a product, a service or a resource.

    Raises:
        InvalidValue: no identifier.

    Examples:
        >>> from svcmgmt.product import ProductSpecification
        >>> specification_of(ProductSpecification(id="vpn", version="1")).version
        '1'
    """
    if not document.id:
        raise InvalidValue("id", document.id, "the identifier of a specification")
    state = getattr(document, "state", None)
    told = [each for name in _TOLD for each in getattr(document, name, ())]
    relations = [each for name in _RELATIONS for each in getattr(document, name, ())]
    return InventorySpecification(
        id=document.id,
        version=document.version,
        status=None if state is None else str(state),
        characteristics=told,
        requires=[each.id for each in relations if each.id and needs(each.relationship_type)],
    )
