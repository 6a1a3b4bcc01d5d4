"""Rules of the product catalog: offerings narrow specifications, bundles limit their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import CharacteristicSpecification, CharacteristicValueSpecification
from svcmgmt.common._ranges import in_words, is_enumerated, is_in_range, is_range, is_within
from svcmgmt.common._relation_words import excludes, needs
from svcmgmt.common._values import key_of, plain
from svcmgmt.errors import InvalidType
from svcmgmt.patterns import CatalogStatus
from svcmgmt.patterns.selection import SelectionCheck, check_selection
from svcmgmt.product.catalog import (
    BundledGroupProductOffering,
    BundledProductOffering,
    BundledProductOfferingOption,
    ProductOffering,
    ProductSpecification,
)
from svcmgmt.product.characteristics import ProductSpecificationCharacteristicValueUse
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = [
    "BundleCheck",
    "check_bundle",
    "check_narrowing",
    "check_offerings",
    "check_sellable",
    "quantity_in_bundle",
]


def check_narrowing(
    offering: ProductOffering, specification: ProductSpecification
) -> tuple[Finding, ...]:
    """Return where an offering allows more than the specification that it is of (rule R8.6).

    Codes: `unknown`, `cardinality`, `value`, `range`, with the pointer into the offering.

    Args:
        offering: the offering; its `prod_spec_char_value_use` narrows.
        specification: the specification behind it.

    Raises:
        InvalidType: something else than an offering and a specification.

    Examples:
        >>> offering = ProductOffering(prod_spec_char_value_use=[
        ...     ProductSpecificationCharacteristicValueUse(name="colour")])
        >>> [each.code for each in check_narrowing(offering, ProductSpecification())]
        ['unknown']
    """
    check_kind("offering", offering, ProductOffering)
    check_kind("specification", specification, ProductSpecification)
    known = {each.name: each for each in specification.product_spec_characteristic}
    found: list[Finding] = []
    for index, use in enumerate(offering.prod_spec_char_value_use):
        pointer = f"/prodSpecCharValueUse/{index}"
        if use.name in known:
            found += _narrowed(use, known[use.name], pointer)
        else:
            allowed = ", ".join(str(each) for each in known)
            found.append(_error("unknown", "no such characteristic", pointer, use.name, allowed))
    return tuple(found)


def _error(code: str, message: str, pointer: str, value: object, allowed: str) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=Severity.ERROR,
        pointer=pointer,
        value=str(value),
        allowed=allowed,
    )


def _narrowed(
    use: ProductSpecificationCharacteristicValueUse,
    specification: CharacteristicSpecification,
    pointer: str,
) -> Iterator[Finding]:
    least, most = specification.min_cardinality or 0, specification.max_cardinality
    fewer = use.min_cardinality is not None and use.min_cardinality < least
    more = most is not None and use.max_cardinality is not None and use.max_cardinality > most
    if fewer or more:
        value = f"{use.min_cardinality} to {use.max_cardinality}"
        allowed = f"{least} to {'any' if most is None else most}"
        yield _error("cardinality", f"{use.name}: more than allowed", pointer, value, allowed)
    entries = specification.characteristic_value_specification
    limits = [each for each in entries if is_enumerated(each) or is_range(each)]
    if not limits or specification.extensible is True:
        return
    for index, each in enumerate(use.product_spec_characteristic_value):
        if (is_enumerated(each) or is_range(each)) and not any(
            _lies_in(each, limit) for limit in limits
        ):
            code = "range" if is_range(each) else "value"
            place = f"{pointer}/productSpecCharacteristicValue/{index}"
            allowed = ", ".join(map(in_words, limits))
            yield _error(code, f"{use.name}: not in it", place, in_words(each), allowed)


def _lies_in(
    inner: CharacteristicValueSpecification, outer: CharacteristicValueSpecification
) -> bool:
    if inner.unit_of_measure and inner.unit_of_measure != outer.unit_of_measure:
        return False
    if is_range(inner):
        return is_range(outer) and is_within(inner, outer)
    if is_range(outer):
        return is_in_range(plain(inner.value), outer)
    return key_of(plain(inner.value)) == key_of(plain(outer.value))


def quantity_in_bundle(
    option: BundledProductOfferingOption | None, quantity: int | None
) -> tuple[int, bool]:
    """Return how many of a part a bundle has, and whether it may.

    Nobody's choice is the default, else the lower limit; without a lower limit none is enough,
    without an upper limit any number is. Source: rule R8.7.

    Args:
        option: the limits; None if there are none.
        quantity: how many were chosen; None if nobody said.

    Raises:
        InvalidType: a quantity that is no whole number.

    Examples:
        >>> option = BundledProductOfferingOption(number_rel_offer_lower_limit=1,
        ...     number_rel_offer_upper_limit=3, number_rel_offer_default=1)
        >>> [quantity_in_bundle(option, each) for each in (None, 0, 4)]
        [(1, True), (0, False), (4, False)]
    """
    if quantity is not None and (not isinstance(quantity, int) or isinstance(quantity, bool)):
        raise InvalidType("quantity", quantity, "int or None")
    limits = option or BundledProductOfferingOption()
    least = limits.number_rel_offer_lower_limit or 0
    most = limits.number_rel_offer_upper_limit
    default = limits.number_rel_offer_default
    count = quantity if quantity is not None else least if default is None else default
    return count, least <= count and (most is None or count <= most)


@frozen(kw_only=True)
class BundleCheck:
    """How many of each part a bundle has, and what is wrong with that.

    Examples:
        >>> check_bundle(ProductOffering(bundled_product_offering=[]), {}).quantities
        {}
    """

    quantities: Mapping[str, int] = field(hash=False)
    """How many of each part, by the identifier of its offering, defaults filled."""

    findings: tuple[Finding, ...]
    """`cardinality`: too few or too many of a part or in a group; `unknown`: no such part."""


def check_bundle(bundle: ProductOffering, chosen: Mapping[str, int]) -> BundleCheck:
    """Return the parts of a bundle after a choice, and whether the choice is allowed.

    A group counts the different parts of it that are chosen. Source: rule R8.7.

    Args:
        bundle: the offering that is made of others.
        chosen: how many of which part, by the identifier of its offering.

    Raises:
        InvalidType: something else than an offering, or a quantity that is no whole number.

    Examples:
        >>> bundle = ProductOffering(bundled_product_offering=[BundledProductOffering(id="router",
        ...     bundled_product_offering_option=BundledProductOfferingOption(
        ...         number_rel_offer_lower_limit=1))])
        >>> check_bundle(bundle, {"router": 0}).findings[0].code
        'cardinality'
    """
    check_kind("bundle", bundle, ProductOffering)
    quantities: dict[str, int] = {}
    findings = list(_parts(bundle.bundled_product_offering, chosen, quantities, ""))
    for index, group in enumerate(bundle.bundled_group_product_offering):
        findings += _group(group, chosen, quantities, f"/bundledGroupProductOffering/{index}")
    findings += [
        _error("unknown", "no such part", "", each, ", ".join(quantities))
        for each in chosen
        if each not in quantities
    ]
    return BundleCheck(quantities=quantities, findings=tuple(findings))


def _parts(
    parts: Iterable[BundledProductOffering],
    chosen: Mapping[str, int],
    quantities: dict[str, int],
    pointer: str,
) -> Iterator[Finding]:
    for index, part in enumerate(parts):
        name, option = part.id or part.name or "", part.bundled_product_offering_option
        quantities[name], is_allowed = quantity_in_bundle(option, chosen.get(name))
        if not is_allowed:
            place = f"{pointer}/bundledProductOffering/{index}"
            yield _error("cardinality", name, place, quantities[name], _limits(option))


def _limits(option: BundledProductOfferingOption | None) -> str:
    limits = option or BundledProductOfferingOption()
    most = limits.number_rel_offer_upper_limit
    least = limits.number_rel_offer_lower_limit or 0
    return f"{least} to {'any number' if most is None else most}"


def _group(
    group: BundledGroupProductOffering,
    chosen: Mapping[str, int],
    quantities: dict[str, int],
    pointer: str,
) -> Iterator[Finding]:
    yield from _parts(group.bundled_product_offering, chosen, quantities, pointer)
    option = group.bundled_group_product_offering_option
    names = {each.id or each.name or "" for each in group.bundled_product_offering}
    count, is_allowed = quantity_in_bundle(option, sum(1 for each in names if quantities[each]))
    if not is_allowed:
        yield _error("cardinality", group.name or "group", pointer, count, _limits(option))
    for index, inner in enumerate(group.bundled_group_product_offering):
        place = f"{pointer}/bundledGroupProductOffering/{index}"
        yield from _group(inner, chosen, quantities, place)


def check_sellable(
    offering: ProductOffering, *, at: datetime, in_bundle: bool = False
) -> tuple[Finding, ...]:
    """Return why an offering cannot be ordered; nothing if it can.

    Codes: `not-sellable` (it is sold within a bundle only), `not-launched`, `not-valid`.
    Source: rules R8.7 and R8.11.

    Args:
        offering: the offering.
        at: when it is ordered.
        in_bundle: whether it is ordered as part of a bundle.

    Raises:
        InvalidType: something else than an offering.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> part = ProductOffering(is_sellable=False, state=CatalogStatus.LAUNCHED)
        >>> [each.code for each in check_sellable(part, at=at("2026-10-26T08:00:00Z"))]
        ['not-sellable']
    """
    check_kind("offering", offering, ProductOffering)
    found: list[Finding] = []
    if offering.is_sellable is False and not in_bundle:
        message = "it is sold within a bundle only"
        found.append(_error("not-sellable", message, "/isSellable", "false", "true"))
    if offering.state is not CatalogStatus.LAUNCHED:
        allowed = CatalogStatus.LAUNCHED.value
        message = "it cannot be ordered in this state"
        found.append(_error("not-launched", message, "/lifecycleStatus", offering.state, allowed))
    if offering.valid_for is not None and not offering.valid_for.holds_at(at):
        message = "it is not valid at this time"
        found.append(_error("not-valid", message, "/validFor", at.isoformat(), "within validity"))
    return tuple(found)


def check_offerings(
    selected: Iterable[str], catalog: Iterable[ProductOffering], *, at: datetime | None = None
) -> SelectionCheck:
    """Return whether offerings can be ordered together, by the relations of the catalog (R8.3).

    Args:
        selected: identifiers of the offerings.
        catalog: offerings with their relations.
        at: when; None takes relations of all times.

    Raises:
        InvalidType: something else than offerings.

    Examples:
        >>> from svcmgmt.product import ProductOfferingRelationship
        >>> tv = ProductOffering(id="tv", product_offering_relationship=[
        ...     ProductOfferingRelationship(id="line", relationship_type="requires")])
        >>> check_offerings(["tv"], [tv]).needed
        ('line',)
    """
    requires: list[tuple[str, str]] = []
    excluded: list[tuple[str, str]] = []
    for offering in all_of_kind("catalog", catalog, ProductOffering):
        for relation in offering.product_offering_relationship:
            period, kind = relation.valid_for, relation.relationship_type
            if at is not None and period is not None and not period.holds_at(at):
                continue
            pair = (offering.id or "", relation.id or "")
            if needs(kind):
                requires.append(pair)
            elif excludes(kind):
                excluded.append(pair)
    return check_selection(selected, requires=requires, excludes=excluded)
