"""What the items of an order do to an inventory (rule R8.17)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.common._values import pointer_to
from svcmgmt.patterns.orders import ItemAction
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = [
    "EffectKind",
    "InventoryEffect",
    "InventoryEffects",
    "OrderedTarget",
    "effects_on_inventory",
    "idempotency_key",
]


class EffectKind(Enum):
    """What becomes of a thing in the inventory.

    Examples:
        >>> EffectKind("create")
        <EffectKind.CREATE: 'create'>
    """

    CREATE = "create"  # it is there from now on
    CHANGE = "change"  # it is another one, in the same state
    TERMINATE = "terminate"  # it is there no longer
    NONE = "none"  # it stays as it is


@frozen(kw_only=True)
class OrderedTarget:
    """An item of an order and the thing that it is about.

    Raises:
        InvalidType: a word in place of an action.

    Examples:
        >>> OrderedTarget(item="1", action=ItemAction.DELETE, target="s-7").target
        's-7'
    """

    item: str
    """Identifier of the item."""

    action: ItemAction = field(validator=of_kind(ItemAction))
    """What it does."""

    target: str | None = None
    """Identifier of the thing; None for one that is yet to be made."""

    wanted: str = "active"
    """State in which a new thing shall be: designed, reserved, inactive, active."""


@frozen(kw_only=True)
class InventoryEffect:
    """What one item does to the inventory.

    Examples:
        >>> target = OrderedTarget(item="1", action=ItemAction.ADD)
        >>> effects_on_inventory("O-1", [target], {}).effects[0].after
        'active'
    """

    key: str
    """Key by which the effect is made only once, see `idempotency_key`."""

    item: str
    """The item."""

    kind: EffectKind
    """What becomes of the thing."""

    target: str
    """Identifier of the thing; of a new one that nobody has named, the key."""

    before: str | None
    """Its state before; None if it was not there."""

    after: str
    """Its state afterwards."""


@frozen(kw_only=True)
class InventoryEffects:
    """What an order does to an inventory.

    Examples:
        >>> effects_on_inventory("O-1", [], {"s-7": "active"}).inventory
        {'s-7': 'active'}
    """

    effects: tuple[InventoryEffect, ...]
    """The effects, in the order of the items."""

    inventory: Mapping[str, str] = field(hash=False)
    """State of each thing afterwards, by identifier."""

    applied: frozenset[str]
    """Keys of all effects that were made, before and now."""

    findings: tuple[Finding, ...]
    """Items without effect: `no-target`, `not-live`, `exists`, `bad-state`, `repeated`."""


_LIVE: Final = ("designed", "reserved", "active", "inactive", "suspended")
_NEW: Final = frozenset({"feasibilityChecked", "designed", "reserved", "inactive", "active"})
_GONE: Final = "terminated"


def idempotency_key(order: str, target: OrderedTarget) -> str:
    """Return the key of an item of an order: the same item has an effect only once.

    Examples:
        >>> idempotency_key("O-1", OrderedTarget(item="2", action=ItemAction.NO_CHANGE))
        'O-1/2/noChange'
    """
    return f"{order}/{target.item}/{target.action.value}"


def effects_on_inventory(
    order: str,
    targets: Iterable[OrderedTarget],
    inventory: Mapping[str, str],
    *,
    applied: Collection[str] = frozenset(),
    live: Collection[str] = _LIVE,
) -> InventoryEffects:
    """Return what an order does to an inventory; nothing that is not allowed, and nothing twice.

    An add makes a new thing; a modify needs one that lives, whose state stays as it is; a delete
    terminates one that lives; no change only needs one that is there. An item that follows another
    one sees what that did. Source: rule R8.17, TMF641.

    Args:
        order: identifier of the order.
        targets: its items in the order in which they are done.
        inventory: state of each thing that is there, by identifier.
        applied: keys of effects that were made before; they are not made again.
        live: states in which a thing can be changed or ended.

    Raises:
        InvalidType: something else than targets.

    Examples:
        >>> targets = [OrderedTarget(item="1", action=ItemAction.ADD, target="s-8"),
        ...            OrderedTarget(item="2", action=ItemAction.DELETE, target="s-7")]
        >>> first = effects_on_inventory("O-1", targets, {"s-7": "active"})
        >>> first.inventory
        {'s-7': 'terminated', 's-8': 'active'}
        >>> again = effects_on_inventory("O-1", targets, first.inventory, applied=first.applied)
        >>> again.effects, [each.code for each in again.findings]
        ((), ['repeated', 'repeated'])
    """
    states, keys = dict(inventory), set(applied)
    effects: list[InventoryEffect] = []
    findings: list[Finding] = []
    for each in all_of_kind("targets", targets, OrderedTarget):
        key = idempotency_key(order, each)
        problem = _repeated(each) if key in keys else _problem(each, states, live)
        if problem is not None:
            findings.append(problem)
            continue
        name = each.target or key
        before = states.get(name)
        after = _after(each, before)
        effects.append(
            InventoryEffect(
                key=key,
                item=each.item,
                kind=_KINDS[each.action],
                target=name,
                before=before,
                after=after,
            )
        )
        states[name] = after
        keys.add(key)
    return InventoryEffects(
        effects=tuple(effects),
        inventory=states,
        applied=frozenset(keys),
        findings=tuple(findings),
    )


_KINDS: Final[Mapping[ItemAction, EffectKind]] = MappingProxyType(
    {
        ItemAction.ADD: EffectKind.CREATE,
        ItemAction.MODIFY: EffectKind.CHANGE,
        ItemAction.DELETE: EffectKind.TERMINATE,
        ItemAction.NO_CHANGE: EffectKind.NONE,
    }
)


def _after(target: OrderedTarget, before: str | None) -> str:
    if target.action is ItemAction.DELETE:
        return _GONE
    return target.wanted if before is None or target.action is ItemAction.ADD else before


def _repeated(target: OrderedTarget) -> Finding:
    message = "its effect was made before"
    return _found("repeated", message, target, target.target, "once", severity=Severity.INFO)


def _problem(
    target: OrderedTarget,
    states: Mapping[str, str],
    live: Collection[str],
) -> Finding | None:
    """Return why an item has no effect."""
    state = states.get(target.target or "")
    if target.action is ItemAction.ADD:
        if state is not None:
            return _found("exists", "the thing is there", target, state, "a new identifier")
        if target.wanted not in _NEW:
            allowed = ", ".join(sorted(_NEW))
            return _found("bad-state", "nothing begins so", target, target.wanted, allowed)
        return None
    if state is None:
        return _found("no-target", "there is no such thing", target, target.target, "one there is")
    if target.action is not ItemAction.NO_CHANGE and state not in live:
        return _found("not-live", "it cannot be changed", target, state, ", ".join(sorted(live)))
    return None


def _found(
    code: str,
    message: str,
    target: OrderedTarget,
    value: str | None,
    allowed: str,
    *,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=severity,
        pointer=pointer_to(target.item),
        value=value or "",
        allowed=allowed,
    )
