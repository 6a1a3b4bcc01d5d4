"""Whether an order can be fulfilled, asked before it is taken (rule R8.22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.common._values import pointer_to
from svcmgmt.patterns.decomposition import Decomposition, SpecificationLevel
from svcmgmt.patterns.orders import ItemAction
from svcmgmt.values import Finding, NoData, Severity
from svcmgmt.values._kinds import check_kind

__all__ = ["OrderFeasibility", "check_feasibility"]

_NOTHING: Final[Mapping[str, bool | NoData]] = MappingProxyType({})
_QUALIFIED: Final = frozenset({"qualified"})
_NEEDS: Final = frozenset({ItemAction.ADD, ItemAction.MODIFY})


@frozen(kw_only=True)
class OrderFeasibility:
    """Whether an order can be fulfilled, and what stands against it.

    Examples:
        >>> check_feasibility(Decomposition(items=(), findings=()), {}, {}).is_feasible
        True
    """

    needed: Mapping[str, int] = field(hash=False)
    """How many resources the order adds, by their specification."""

    findings: tuple[Finding, ...]
    """What stands against it (errors) and what nobody has looked at (warnings)."""

    @property
    def is_feasible(self) -> bool:
        """Whether nothing stands against it; what was not looked at does not."""
        return all(each.severity is not Severity.ERROR for each in self.findings)

    @property
    def is_certain(self) -> bool:
        """Whether everything was looked at."""
        return all(each.severity is Severity.ERROR for each in self.findings)


def check_feasibility(
    order: Decomposition,
    qualified: Mapping[str, str],
    available: Mapping[str, int],
    *,
    promises: Mapping[str, bool | NoData] = _NOTHING,
    accepts: Collection[str] = _QUALIFIED,
) -> OrderFeasibility:
    """Return whether an order can be fulfilled.

    Codes: `not-qualified`, `not-available`, `not-promisable`, and what it was taken apart with;
    `not-checked` as a warning. Source: rule R8.22.

    Args:
        order: the order, taken apart.
        qualified: result of the qualification of each item that was ordered, by its identifier.
        available: how many resources are free, by their specification.
        promises: whether the promises for an item that was ordered can be kept, by its identifier;
            items without one promise nothing.
        accepts: results that let an item through; some systems say green.

    Raises:
        InvalidType: something else than an order that was taken apart.

    Examples:
        >>> from svcmgmt.patterns import DecompositionModel, OrderedItem, decompose
        >>> model = DecompositionModel(levels={"port": SpecificationLevel.RESOURCE})
        >>> order = decompose(model, [OrderedItem(id="1", specification="port")])
        >>> result = check_feasibility(order, {"1": "qualified"}, {"port": 0})
        >>> [(each.code, each.value, each.allowed) for each in result.findings]
        [('not-available', '1 port', '0 free')]
    """
    check_kind("order", order, Decomposition)
    ordered = [each for each in order.items if not each.parents]
    needed = Counter(
        each.specification
        for each in order.items
        if each.level is SpecificationLevel.RESOURCE and each.action is ItemAction.ADD
    )
    findings = [each for each in order.findings if each.severity is Severity.ERROR]
    for item in ordered:
        if item.action in _NEEDS:
            findings += _qualification(item.id, qualified.get(item.id), accepts)
            findings += _promise(item.id, promises.get(item.id, True))
    findings += _resources(needed, available)
    return OrderFeasibility(needed=dict(needed), findings=tuple(findings))


def _qualification(item: str, result: str | None, accepts: Collection[str]) -> Iterator[Finding]:
    if result is None:
        yield _found("not-checked", "it was not qualified yet", pointer_to(item), Severity.WARNING)
    elif result not in accepts:
        message, allowed = "it cannot be delivered as it was ordered", ", ".join(sorted(accepts))
        yield _found("not-qualified", message, pointer_to(item), value=result, allowed=allowed)


def _promise(item: str, promise: bool | NoData) -> Iterator[Finding]:  # noqa: FBT001 - a fact
    if isinstance(promise, NoData):
        yield _found("not-checked", f"its promises: {promise}", pointer_to(item), Severity.WARNING)
    elif not promise:
        yield _found("not-promisable", "its promises cannot be kept", pointer_to(item))


def _resources(needed: Mapping[str, int], available: Mapping[str, int]) -> Iterator[Finding]:
    for specification, count in needed.items():
        pointer = pointer_to(specification)
        if specification not in available:
            yield _found("not-checked", "nobody counted what is free", pointer, Severity.WARNING)
        elif available[specification] < count:
            free, value = f"{available[specification]} free", f"{count} {specification}"
            yield _found("not-available", "too few are free", pointer, value=value, allowed=free)


def _found(
    code: str,
    message: str,
    pointer: str,
    severity: Severity = Severity.ERROR,
    *,
    value: str = "",
    allowed: str = "",
) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=severity,
        pointer=pointer,
        value=value,
        allowed=allowed,
    )
