"""Which item of an order waits for which, and in which order they are done (rule R8.19)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from graphlib import CycleError, TopologicalSorter
from typing import Any

from attrs import Factory, field, frozen

from svcmgmt.errors import InvalidValue, SvcmgmtError
from svcmgmt.patterns.orders import ItemAction
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind
from svcmgmt.values._lists import listed, paired

__all__ = [
    "DeleteOrder",
    "DependencyCycle",
    "DependencyReason",
    "ItemDependency",
    "OrderGraph",
    "PlanItem",
    "graph_of",
    "plan_items",
]


class DependencyCycle(SvcmgmtError):
    """Items wait for each other in a circle, so that none of them can begin.

    Examples:
        >>> print(DependencyCycle("a", "b", "a"))
        items wait for each other: a > b > a
    """

    def __str__(self) -> str:
        return f"items wait for each other: {' > '.join(map(str, self.args))}"


class DependencyReason(Enum):
    """Why one item waits for another.

    Examples:
        >>> DependencyReason("nesting")
        <DependencyReason.NESTING: 'nesting'>
    """

    RELATION = "relation"  # the order says so
    SPECIFICATION = "specification"  # what it is made by says so
    NESTING = "nesting"  # it is made of the other one


class DeleteOrder(Enum):
    """In which order things are taken away that depend on each other.

    Examples:
        >>> DeleteOrder("as given")
        <DeleteOrder.AS_GIVEN: 'as given'>
    """

    REVERSED = "reversed"  # what was made last goes first
    AS_GIVEN = "as given"  # as they would be made


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return listed(values, "depends_on", "a list of identifiers")


@frozen(kw_only=True)
class PlanItem:
    """An item of an order of any kind, as planning sees it.

    Raises:
        InvalidType: text in place of a list, or a word in place of an action.

    Examples:
        >>> PlanItem(id="2", depends_on=["1"]).depends_on
        ('1',)
    """

    id: str
    """Identifier within the order."""

    action: ItemAction = field(default=ItemAction.ADD, validator=of_kind(ItemAction))
    """What it does."""

    depends_on: tuple[str, ...] = field(default=(), converter=_texts)
    """Items that must be completed before it may begin."""

    parent: str | None = None
    """The item that it is a part of; that one is completed after it."""

    specification: str | None = None
    """Identifier of the specification of what it makes."""


@frozen(kw_only=True)
class ItemDependency:
    """One item is done before another.

    Examples:
        >>> graph_of([PlanItem(id="1"), PlanItem(id="2", depends_on=["1"])]).dependencies[0].after
        '2'
    """

    before: str
    """The item that is done first."""

    after: str
    """The item that waits for it."""

    reason: DependencyReason
    """Why."""


def _by_id(graph: OrderGraph) -> dict[str, PlanItem]:
    return {each.id: each for each in graph.items}


def _waits(graph: OrderGraph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {each.id: [] for each in graph.items}
    for each in graph.dependencies:
        found[each.after].append(each.before)
    return found


def _leads(graph: OrderGraph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {each.id: [] for each in graph.items}
    for each in graph.dependencies:
        found[each.before].append(each.after)
    return found


@frozen(kw_only=True)
class OrderGraph:
    """Items and what they wait for, without a circle.

    Examples:
        >>> graph = graph_of([PlanItem(id="2", depends_on=["1"]), PlanItem(id="1")])
        >>> graph.levels
        (('1',), ('2',))
    """

    items: tuple[PlanItem, ...]
    """The items, as given."""

    dependencies: tuple[ItemDependency, ...]
    """What is done before what; each pair once, with the first reason for it."""

    levels: tuple[tuple[str, ...], ...]
    """Items that can be done at the same time, first to last."""

    deletes: DeleteOrder = DeleteOrder.REVERSED
    """In which order things are taken away."""

    findings: tuple[Finding, ...] = ()
    """References to items that are not there (`dangling`), which were left out."""

    _by_id: dict[str, PlanItem] = field(
        init=False, eq=False, repr=False, default=Factory(_by_id, takes_self=True)
    )
    _waits: dict[str, list[str]] = field(
        init=False, eq=False, repr=False, default=Factory(_waits, takes_self=True)
    )
    _leads: dict[str, list[str]] = field(
        init=False, eq=False, repr=False, default=Factory(_leads, takes_self=True)
    )

    @property
    def order(self) -> tuple[str, ...]:
        """All items, each after those that it waits for."""
        return tuple(each for level in self.levels for each in level)

    def item(self, id: str) -> PlanItem:  # noqa: A002 - as the document calls it
        """Return an item.

        Raises:
            InvalidValue: no such item.
        """
        if id not in self._by_id:
            raise InvalidValue("item", id, "an item of the order")
        return self._by_id[id]

    def waits_for(self, id: str) -> tuple[str, ...]:  # noqa: A002 - as the document calls it
        """Return the items right before an item.

        Raises:
            InvalidValue: no such item.
        """
        return tuple(self._waits[self.item(id).id])

    def leads_to(self, id: str) -> tuple[str, ...]:  # noqa: A002 - as the document calls it
        """Return the items right behind an item.

        Raises:
            InvalidValue: no such item.
        """
        return tuple(self._leads[self.item(id).id])

    def all_before(self, id: str) -> frozenset[str]:  # noqa: A002 - as the document calls it
        """Return every item that an item waits for, near or far.

        Raises:
            InvalidValue: no such item.
        """
        return _reached(self._waits, self.item(id).id)

    def all_after(self, id: str) -> frozenset[str]:  # noqa: A002 - as the document calls it
        """Return every item that waits for an item, near or far.

        Raises:
            InvalidValue: no such item.
        """
        return _reached(self._leads, self.item(id).id)


def _reached(steps: Mapping[str, list[str]], start: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for other in steps[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return frozenset(found)


def graph_of(
    items: Iterable[PlanItem],
    *,
    specification_dependencies: Iterable[tuple[str, str]] = (),
    deletes: DeleteOrder = DeleteOrder.REVERSED,
) -> OrderGraph:
    """Return which item waits for which.

    An item waits for those that the order says, for those whose specification its own one needs,
    and for its parts. Between two items that take something away the order is turned round.
    Source: rule R8.19.

    Args:
        items: items of one order.
        specification_dependencies: pairs of a specification and one that it needs.
        deletes: in which order things are taken away.

    Raises:
        InvalidType: something else than items and pairs, or a word in place of a policy.
        InvalidValue: an identifier that comes twice.
        DependencyCycle: items that wait for each other; it names them.

    Examples:
        >>> graph = graph_of([PlanItem(id="line"), PlanItem(id="vpn", depends_on=["line"])])
        >>> graph.waits_for("vpn")
        ('line',)
        >>> graph_of([PlanItem(id="a", depends_on=["b"]), PlanItem(id="b", depends_on=["a"])])
        Traceback (most recent call last):
        ...
        svcmgmt.patterns.dependencies.DependencyCycle: items wait for each other: ...
    """
    check_kind("deletes", deletes, DeleteOrder)
    given = all_of_kind("items", items, PlanItem)
    known: dict[str, PlanItem] = {}
    for each in given:
        if each.id in known:
            raise InvalidValue("id", each.id, "an identifier that no other item has")
        known[each.id] = each
    needs = paired(specification_dependencies, "specification_dependencies", "pairs")
    found: dict[tuple[str, str], DependencyReason] = {}
    findings: list[Finding] = []
    for before, after, reason in _edges(given, needs):
        missing = [each for each in (before, after) if each not in known]
        if missing:
            findings.append(_dangling(missing[0]))
            continue
        both = {known[before].action, known[after].action} == {ItemAction.DELETE}
        is_turned = both and deletes is DeleteOrder.REVERSED
        found.setdefault((after, before) if is_turned else (before, after), reason)
    return OrderGraph(
        items=given,
        dependencies=tuple(
            ItemDependency(before=before, after=after, reason=reason)
            for (before, after), reason in found.items()
        ),
        levels=_levels(list(known), found),
        deletes=deletes,
        findings=tuple(findings),
    )


def _edges(
    items: tuple[PlanItem, ...], needs: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, str, DependencyReason]]:
    by_specification: dict[str, list[str]] = {}
    for each in items:
        for other in each.depends_on:
            yield other, each.id, DependencyReason.RELATION
        if each.specification is not None:
            by_specification.setdefault(each.specification, []).append(each.id)
    for specification, needed in needs:
        for after in by_specification.get(specification, ()):
            for before in by_specification.get(needed, ()):
                yield before, after, DependencyReason.SPECIFICATION
    for each in items:
        if each.parent is not None:
            yield each.id, each.parent, DependencyReason.NESTING


def _dangling(name: str) -> Finding:
    return Finding(
        code="dangling",
        message="no such item; the dependency is left out",
        severity=Severity.ERROR,
        value=name,
        allowed="an item of the order",
    )


def _levels(names: list[str], edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(names, ()))
    for before, after in edges:
        sorter.add(after, before)
    try:
        sorter.prepare()
    except CycleError as problem:
        raise DependencyCycle(*problem.args[1]) from None
    place = {name: index for index, name in enumerate(names)}
    levels: list[tuple[str, ...]] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        levels.append(tuple(sorted(ready, key=place.__getitem__)))
        sorter.done(*ready)
    return tuple(levels)


_KINDS = ("product", "service", "resource")


def plan_items(
    order: object, *, without_action: ItemAction = ItemAction.ADD
) -> tuple[PlanItem, ...]:
    """Return the items of a product, service or resource order, nested ones too.

    Args:
        order: an order, or an item with items.
        without_action: what an item does that does not say.

    Raises:
        InvalidValue: an item without identifier.

    Examples:
        >>> from svcmgmt.product import ProductOrder, ProductOrderItem
        >>> order = ProductOrder(product_order_item=[
        ...     ProductOrderItem(id="1", product_order_item=[ProductOrderItem(id="1.1")])])
        >>> [(each.id, each.parent) for each in plan_items(order)]
        [('1', None), ('1.1', '1')]
    """
    found: list[PlanItem] = []
    waiting: deque[tuple[Any, str | None]] = deque((each, None) for each in _children(order))
    while waiting:
        item, parent = waiting.popleft()
        if not item.id:
            raise InvalidValue("id", item.id, "the identifier of an item")
        found.append(_plan_item(item, parent, without_action))
        waiting += [(each, item.id) for each in _children(item)]
    return tuple(found)


def _children(thing: object) -> Iterator[Any]:
    """Yield the items of an order or of an item."""
    for name in (*(f"{kind}_order_item" for kind in _KINDS), "order_item"):
        yield from getattr(thing, name, ())


def _plan_item(
    item: Any,  # noqa: ANN401 - of any order
    parent: str | None,
    without_action: ItemAction,
) -> PlanItem:
    names = [f"{each}order_item_relationship" for each in ("product_", "service_", "")]
    relations = [each for name in names for each in getattr(item, name, ())]
    targets = [getattr(item, kind, None) for kind in _KINDS]
    references = [
        getattr(target, f"{kind}_specification", None)
        for kind, target in zip(_KINDS, targets, strict=True)
    ]
    specifications = [each.id for each in references if each is not None and each.id]
    return PlanItem(
        id=item.id,
        action=without_action if item.action is None else item.action,
        depends_on=[
            each.item_id
            for each in relations
            if each.item_id and (each.relationship_type or "").lower().startswith("depend")
        ],
        parent=parent,
        specification=specifications[0] if specifications else None,
    )
