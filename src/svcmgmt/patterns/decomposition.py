"""From what a customer orders down to the resources that realise it (rules R8.1 and R8.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Final

from attrs import Factory, field, frozen

from svcmgmt.common._fields import frozen_json
from svcmgmt.common._values import key_of, pointer_to, tell
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.patterns.dependencies import DependencyCycle, PlanItem
from svcmgmt.patterns.orders import ItemAction
from svcmgmt.patterns.propagation import (
    ComputedValue,
    ConstantValue,
    CopiedValue,
    LookedUpValue,
    Propagation,
)
from svcmgmt.values import Finding, NoData, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "DecomposedItem",
    "Decomposition",
    "DecompositionModel",
    "DecompositionRule",
    "OrderedItem",
    "Sharing",
    "SpecificationLevel",
    "decompose",
]

_MOST_ITEMS: Final = 100_000


class SpecificationLevel(Enum):
    """What a specification is of, from the customer down.

    Examples:
        >>> SpecificationLevel("resource")
        <SpecificationLevel.RESOURCE: 'resource'>
    """

    PRODUCT = "product"  # what is sold
    CUSTOMER_FACING = "customer-facing service"  # what the customer gets of it
    RESOURCE_FACING = "resource-facing service"  # what makes that of resources
    RESOURCE = "resource"  # what is there to touch or to configure


_L = SpecificationLevel
_BELOW: Final[Mapping[SpecificationLevel, frozenset[SpecificationLevel]]] = MappingProxyType(
    {
        _L.PRODUCT: frozenset({_L.PRODUCT, _L.CUSTOMER_FACING, _L.RESOURCE}),
        _L.CUSTOMER_FACING: frozenset({_L.CUSTOMER_FACING, _L.RESOURCE_FACING}),
        _L.RESOURCE_FACING: frozenset({_L.RESOURCE_FACING, _L.RESOURCE}),
        _L.RESOURCE: frozenset({_L.RESOURCE}),
    }
)


class Sharing(Enum):
    """Whether each thing above has one of its own below.

    Examples:
        >>> Sharing("shared")
        <Sharing.SHARED: 'shared'>
    """

    DEDICATED = "dedicated"  # one for each
    SHARED = "shared"  # one for all


def _propagations(values: Iterable[Propagation]) -> tuple[Propagation, ...]:
    kinds = (CopiedValue, ConstantValue, LookedUpValue, ComputedValue)
    return all_of_kind("propagations", values, *kinds)


def _quantity(_owner: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType("quantity", value, "int")
    if value < 1:
        raise InvalidValue("quantity", value, "1 or more")


@frozen(kw_only=True)
class DecompositionRule:
    """What one specification needs of another one.

    Raises:
        InvalidType: something else than propagations, a word in place of sharing.
        InvalidValue: less than one, or several of what is shared.

    Examples:
        >>> DecompositionRule(parent="vpn", child="access", quantity=2).sharing
        <Sharing.DEDICATED: 'dedicated'>
    """

    parent: str
    """The specification above."""

    child: str
    """The one below."""

    propagations: tuple[Propagation, ...] = field(default=(), converter=_propagations)
    """How characteristics below get their values."""

    quantity: int = field(default=1, validator=_quantity)
    """How many below for each above."""

    sharing: Sharing = field(default=Sharing.DEDICATED, validator=of_kind(Sharing))
    """Whether one below serves all above."""

    def __attrs_post_init__(self) -> None:
        if self.sharing is Sharing.SHARED and self.quantity != 1:
            raise InvalidValue("quantity", self.quantity, "1 of what is shared")


def _rules(values: Iterable[DecompositionRule]) -> tuple[DecompositionRule, ...]:
    return all_of_kind("rules", values, DecompositionRule)


def _by_parent(model: DecompositionModel) -> dict[str, list[DecompositionRule]]:
    found: dict[str, list[DecompositionRule]] = {}
    for each in model.rules:
        found.setdefault(each.parent, []).append(each)
    return found


def _order(model: DecompositionModel) -> tuple[str, ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(model.levels, ()))
    for each in model.rules:
        _check_rule(each, model.levels)
        sorter.add(each.child, each.parent)
    try:
        return tuple(sorter.static_order())
    except CycleError as problem:
        raise DependencyCycle(*problem.args[1]) from None


def _check_rule(rule: DecompositionRule, levels: Mapping[str, SpecificationLevel]) -> None:
    for name in (rule.parent, rule.child):
        if name not in levels:
            raise InvalidValue("specification", name, ", ".join(levels))
    level, below = levels[rule.child], _BELOW[levels[rule.parent]]
    if level not in below:
        allowed = ", ".join(sorted(each.value for each in below))
        raise InvalidValue(f"child of {rule.parent}", f"{rule.child}, a {level.value}", allowed)


def _levels(values: Mapping[str, SpecificationLevel]) -> Mapping[str, SpecificationLevel]:
    for each in values.values():
        check_kind("levels", each, SpecificationLevel)
    return dict(values)


@frozen(kw_only=True)
class DecompositionModel:
    """Specifications, on which level they are, and what each needs of others.

    Raises:
        InvalidType: something else than rules, a word in place of a level.
        InvalidValue: a rule that names no specification, or leads to a level that its own may not
            have below: only resource-facing services and products name resources.
        DependencyCycle: specifications that need each other; it names them.

    Examples:
        >>> DecompositionModel(levels={"vpn": SpecificationLevel.CUSTOMER_FACING,
        ...                            "port": SpecificationLevel.RESOURCE},
        ...                    rules=[DecompositionRule(parent="vpn", child="port")])
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: child of vpn: 'port, a resource' is not allowed; ...
    """

    levels: Mapping[str, SpecificationLevel] = field(converter=_levels, hash=False)
    """Level of each specification, by its identifier."""

    rules: tuple[DecompositionRule, ...] = field(default=(), converter=_rules)
    """What each needs of others."""

    _by_parent: dict[str, list[DecompositionRule]] = field(
        init=False, eq=False, repr=False, default=Factory(_by_parent, takes_self=True)
    )
    _order: tuple[str, ...] = field(
        init=False, eq=False, repr=False, default=Factory(_order, takes_self=True)
    )

    def below(self, specification: str) -> tuple[DecompositionRule, ...]:
        """Return what a specification needs."""
        return tuple(self._by_parent.get(specification, ()))

    @property
    def order(self) -> tuple[str, ...]:
        """All specifications, each after those that need it."""
        return self._order

    def check(self) -> tuple[Finding, ...]:
        """Return resource-facing services without any resource below them (`no-resource`)."""
        reaches: dict[str, bool] = {}
        for name in reversed(self.order):
            is_resource = self.levels[name] is _L.RESOURCE
            reaches[name] = is_resource or any(reaches[each.child] for each in self.below(name))
        return tuple(
            Finding(
                code="no-resource",
                message="a resource-facing service needs a resource",
                severity=Severity.ERROR,
                value=name,
                allowed="a resource specification below it",
            )
            for name in self.order
            if self.levels[name] is _L.RESOURCE_FACING and not reaches[name]
        )


def _values(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: frozen_json(each) for name, each in values.items()}


@frozen(kw_only=True)
class OrderedItem:
    """An item to be taken apart.

    Examples:
        >>> OrderedItem(id="1", specification="vpn", characteristics={"sites": 2}).action
        <ItemAction.ADD: 'add'>
    """

    id: str
    """Identifier within the order."""

    specification: str
    """What it is made by."""

    characteristics: Mapping[str, object] = field(
        default=MappingProxyType({}), converter=_values, hash=False
    )
    """What is told of it, by name."""

    action: ItemAction = field(default=ItemAction.ADD, validator=of_kind(ItemAction))
    """What it does."""


@frozen(kw_only=True)
class DecomposedItem:
    """An item that an order needs, ordered or found below.

    Examples:
        >>> model = DecompositionModel(levels={"vpn": SpecificationLevel.PRODUCT})
        >>> decompose(model, [OrderedItem(id="1", specification="vpn")]).items[0].parents
        ()
    """

    id: str
    """Identifier: that of the item above with a number of its own; shared ones of the first."""

    specification: str
    """What it is made by."""

    level: SpecificationLevel
    """On which level that is."""

    action: ItemAction
    """What it does."""

    parents: tuple[str, ...]
    """Items that need it; none for what was ordered."""

    characteristics: Mapping[str, object] = field(hash=False)
    """What is told of it, by name."""

    origins: Mapping[str, tuple[str, ...]] = field(hash=False)
    """Items that each characteristic came from, by its name."""


@frozen(kw_only=True)
class Decomposition:
    """All items that an order needs, and what was wrong.

    Examples:
        >>> decompose(DecompositionModel(levels={}), []).items
        ()
    """

    items: tuple[DecomposedItem, ...]
    """The items, each after those that need it."""

    findings: tuple[Finding, ...]
    """`conflict`: two sources with different values; `no-source`: none; `mixed-actions`: something
    shared that one item wants and another one not."""

    def plan_items(self) -> tuple[PlanItem, ...]:
        """Return the items for a plan: each waits for those below it."""
        below: dict[str, list[str]] = {each.id: [] for each in self.items}
        for each in self.items:
            for parent in each.parents:
                below[parent].append(each.id)
        return tuple(
            PlanItem(
                id=each.id,
                action=each.action,
                depends_on=below[each.id],
                specification=each.specification,
            )
            for each in self.items
        )


def decompose(model: DecompositionModel, ordered: Iterable[OrderedItem]) -> Decomposition:
    """Return all items that an order needs, with characteristics handed down.

    A shared specification gives one item for all that need it, a dedicated one as many as the rule
    says for each. Two sources that disagree are an error, and the characteristic is left out.
    Source: rules R8.1 and R8.2.

    Args:
        model: specifications and what they need.
        ordered: what was ordered.

    Raises:
        InvalidType: something else than a model and items.
        InvalidValue: no such specification, or an identifier that comes twice.
        LimitExceeded: more than 100,000 items.

    Examples:
        >>> level = SpecificationLevel
        >>> model = DecompositionModel(
        ...     levels={"internet": level.PRODUCT, "access": level.CUSTOMER_FACING},
        ...     rules=[DecompositionRule(parent="internet", child="access", propagations=[
        ...         CopiedValue(source="speed", target="bandwidth")])])
        >>> order = [OrderedItem(id="1", specification="internet", characteristics={"speed": 100})]
        >>> item = decompose(model, order).items[1]
        >>> item.id, item.specification, dict(item.characteristics)
        ('1.1', 'access', {'bandwidth': 100})
    """
    check_kind("model", model, DecompositionModel)
    work = _Work(model=model, drafts={}, ids=set(), shared={}, findings=[])
    for each in all_of_kind("ordered", ordered, OrderedItem):
        if each.specification not in model.levels:
            raise InvalidValue("specification", each.specification, ", ".join(model.levels))
        work.begin(each)
    items: list[DecomposedItem] = []
    for specification in model.order:
        for draft in work.drafts.get(specification, ()):
            item = draft.item(model, work.findings)
            items.append(item)
            work.expand(item)
    return Decomposition(items=tuple(items), findings=tuple(work.findings))


@frozen(kw_only=True)
class _Draft:
    """An item to which those above still add."""

    id: str
    specification: str
    actions: list[ItemAction]
    parents: list[str]
    offers: dict[str, list[tuple[object, str]]]

    def offer(self, name: str, value: object, origin: str) -> None:
        self.offers.setdefault(name, []).append((value, origin))

    def item(self, model: DecompositionModel, findings: list[Finding]) -> DecomposedItem:
        values: dict[str, object] = {}
        for name, offers in self.offers.items():
            if len({key_of(value) for value, _ in offers}) == 1:
                values[name] = offers[0][0]
                continue
            told = ", ".join(f"{tell(value)} of {origin}" for value, origin in offers)
            findings.append(
                _found("conflict", "two sources disagree", pointer_to(self.id, name), told)
            )
        if len(set(self.actions)) > 1:
            told = ", ".join(each.value for each in self.actions)
            findings.append(
                _found("mixed-actions", "those above disagree", pointer_to(self.id), told)
            )
        return DecomposedItem(
            id=self.id,
            specification=self.specification,
            level=model.levels[self.specification],
            action=_joined(self.actions),
            parents=tuple(self.parents),
            characteristics=values,
            origins={name: tuple(one for _, one in self.offers[name]) for name in values},
        )


def _joined(actions: list[ItemAction]) -> ItemAction:
    """Return what becomes of something shared: it stays while one item still wants it."""
    if len(set(actions)) == 1:
        return actions[0]
    wanted = (ItemAction.ADD, ItemAction.MODIFY, ItemAction.NO_CHANGE)
    return next(each for each in wanted if each in actions)


def _found(code: str, message: str, pointer: str, value: str) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=Severity.WARNING if code == "mixed-actions" else Severity.ERROR,
        pointer=pointer,
        value=value,
    )


@frozen(kw_only=True)
class _Work:
    """Items under way."""

    model: DecompositionModel
    drafts: dict[str, list[_Draft]]
    ids: set[str]
    shared: dict[str, _Draft]
    findings: list[Finding]

    def begin(self, ordered: OrderedItem) -> None:
        draft = self._draft(ordered.id, ordered.specification)
        draft.actions.append(ordered.action)
        for name, value in ordered.characteristics.items():
            draft.offer(name, value, ordered.id)

    def _draft(self, name: str, specification: str) -> _Draft:
        if name in self.ids:
            raise InvalidValue("id", name, "an identifier that no other item has")
        if len(self.ids) == _MOST_ITEMS:
            what = "items of a decomposition"
            raise LimitExceeded(what, _MOST_ITEMS + 1, _MOST_ITEMS)
        draft = _Draft(id=name, specification=specification, actions=[], parents=[], offers={})
        self.ids.add(name)
        self.drafts.setdefault(specification, []).append(draft)
        return draft

    def expand(self, item: DecomposedItem) -> None:
        """Make what an item needs, and hand its characteristics down."""
        number = 0
        for rule in self.model.below(item.specification):
            for _ in range(rule.quantity):
                number += 1
                draft = self._child(f"{item.id}.{number}", rule)
                draft.actions.append(item.action)
                draft.parents.append(item.id)
                self.findings.extend(_handed_down(rule, item, draft))

    def _child(self, name: str, rule: DecompositionRule) -> _Draft:
        if rule.sharing is Sharing.DEDICATED:
            return self._draft(name, rule.child)
        if rule.child not in self.shared:
            self.shared[rule.child] = self._draft(name, rule.child)
        return self.shared[rule.child]


def _handed_down(rule: DecompositionRule, item: DecomposedItem, draft: _Draft) -> Iterator[Finding]:
    for each in rule.propagations:
        value = each.value_of(item.characteristics)
        if isinstance(value, NoData):
            yield _found("no-source", str(value), pointer_to(draft.id, each.name), item.id)
        else:
            draft.offer(each.name, value, item.id)
