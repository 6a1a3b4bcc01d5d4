"""Whether what is in an inventory is as its specifications say (rule R8.9)."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.common import (
    Characteristic,
    CharacteristicSpecification,
    ValidationContext,
    validate_characteristics,
)
from svcmgmt.common._values import key_of, tell, told_by_name
from svcmgmt.patterns.decomposition import SpecificationLevel
from svcmgmt.values import Finding, NoData, Ratio, Severity, count_by_code
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind
from svcmgmt.values._lists import listed

__all__ = [
    "EntryAudit",
    "InventoryAudit",
    "InventoryEntry",
    "InventorySpecification",
    "audit_inventory",
]

_IN_USE: Final = ("Active", "Launched", "Retired")
_GONE: Final = frozenset({"terminated", "cancelled", "aborted"})
_ACTIVE: Final = "active"
_L = SpecificationLevel


def _characteristics(values: Iterable[Characteristic]) -> tuple[Characteristic, ...]:
    return all_of_kind("characteristics", values, Characteristic)


def _specified(
    values: Iterable[CharacteristicSpecification],
) -> tuple[CharacteristicSpecification, ...]:
    return all_of_kind("characteristics", values, CharacteristicSpecification)


def _identifiers(values: Iterable[str]) -> tuple[str, ...]:
    return listed(values, "identifiers", "a list of identifiers")


@frozen(kw_only=True)
class InventoryEntry:
    """A product, service or resource, as checks of an inventory see it.

    Examples:
        >>> InventoryEntry(id="s-1", specification="vpn", state="active").supported_by
        ()
    """

    id: str
    """Identifier, unique in the inventory."""

    level: SpecificationLevel | None = field(
        default=None, validator=of_kind(SpecificationLevel, None)
    )
    """What it is; None where that does not matter or is not known."""

    specification: str | None = None
    """Identifier of its specification."""

    version: str | None = None
    """Version of that; None any, if there is only one."""

    state: str | None = None
    """The word of its state."""

    characteristics: tuple[Characteristic, ...] = field(default=(), converter=_characteristics)
    """What is told of it."""

    supported_by: tuple[str, ...] = field(default=(), converter=_identifiers)
    """Services and resources right below it."""

    @property
    def is_live(self) -> bool:
        """Whether it is still there."""
        return self.state not in _GONE


@frozen(kw_only=True)
class InventorySpecification:
    """A specification, as checks of an inventory see it.

    Examples:
        >>> InventorySpecification(id="vpn", status="Launched", requires=["line"]).requires
        ('line',)
    """

    id: str
    """Identifier."""

    version: str | None = None
    """Version."""

    status: str | None = None
    """Where it is in its catalog: Active, Launched, Retired are in use; None is not checked."""

    characteristics: tuple[CharacteristicSpecification, ...] = field(
        default=(), converter=_specified
    )
    """What may be told of its instances."""

    requires: tuple[str, ...] = field(default=(), converter=_identifiers)
    """Specifications of which each instance needs a live one right below it."""


@frozen(kw_only=True)
class EntryAudit:
    """What was found of one entry.

    Examples:
        >>> audit_inventory([InventoryEntry(id="s-1")], []).entries[0].conforms
        False
    """

    id: str
    """The entry."""

    findings: tuple[Finding, ...]
    """What is wrong, with pointers into the entry."""

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


@frozen(kw_only=True)
class InventoryAudit:
    """What was found of an inventory.

    Examples:
        >>> audit_inventory([], []).index
        NoData(reason='an empty inventory')
    """

    entries: tuple[EntryAudit, ...]
    """Each entry, in the order given."""

    @property
    def index(self) -> Ratio | NoData:
        """The normalisation index: conforming entries of all."""
        conforming = sum(1 for each in self.entries if each.conforms)
        return Ratio.of(conforming, len(self.entries), reason="an empty inventory")

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings there are of each code."""
        return count_by_code(one for each in self.entries for one in each.findings)


@frozen(kw_only=True)
class _Known:
    """What a check of one entry needs to know of the others."""

    entries: Mapping[str, InventoryEntry]
    specifications: Mapping[str, list[InventorySpecification]]
    repeated: Collection[tuple[str, str, Hashable]]
    ids: Mapping[str, int]
    reached: Collection[str]
    context: ValidationContext
    in_use: Collection[str]


def audit_inventory(
    entries: Iterable[InventoryEntry],
    specifications: Iterable[InventorySpecification],
    *,
    context: ValidationContext = ValidationContext(),  # noqa: B008 - a frozen value, safe to share
    in_use: Collection[str] = _IN_USE,
) -> InventoryAudit:
    """Return what of an inventory is not as its specifications say.

    Codes of characteristics are those of `validate_characteristics`; values of unique ones are
    compared between all instances of a specification. Then: `duplicate-id`, `no-specification`,
    `dangling` (a reference to nothing), `spec-status` (a specification that is not in use),
    `relation` (a required support is absent or terminated), `orphan` (a resource-facing service
    below no customer-facing one), `state` (an active customer-facing service over a
    resource-facing one that is not active), `level` (a customer-facing service names a resource).
    What is terminated is checked for its characteristics only. Source: rule R8.9.

    Args:
        entries: products, services and resources.
        specifications: what they are made by.
        context: units, date and matcher for characteristics.
        in_use: states of a catalog in which a specification may have instances.

    Raises:
        InvalidType: something else than entries and specifications.

    Examples:
        >>> tier = CharacteristicSpecification(name="tier", min_cardinality=1)
        >>> vpn = InventorySpecification(id="vpn", characteristics=[tier])
        >>> audit = audit_inventory([InventoryEntry(id="s-1", specification="vpn")], [vpn])
        >>> [finding.code for finding in audit.entries[0].findings]
        ['missing']
    """
    check_kind("context", context, ValidationContext)
    given = all_of_kind("entries", entries, InventoryEntry)
    by_specification: dict[str, list[InventorySpecification]] = {}
    for one in all_of_kind("specifications", specifications, InventorySpecification):
        by_specification.setdefault(one.id, []).append(one)
    by_id = {each.id: each for each in given}
    known = _Known(
        entries=by_id,
        specifications=by_specification,
        repeated=_repeated(given),
        ids=Counter(each.id for each in given),
        reached=_reached(by_id),
        context=evolve(context, taken={}),
        in_use=in_use,
    )
    return InventoryAudit(
        entries=tuple(
            EntryAudit(id=each.id, findings=tuple(_checked(each, known))) for each in given
        )
    )


def _values(entry: InventoryEntry) -> Iterator[tuple[str, str, Hashable]]:
    for name, values in told_by_name(entry.characteristics, "").items():
        for each in values:
            yield entry.specification or "", name, key_of(each.value)


def _repeated(entries: tuple[InventoryEntry, ...]) -> frozenset[tuple[str, str, Hashable]]:
    """Return the values that several instances of one specification have."""
    counts = Counter(value for each in entries for value in set(_values(each)))
    return frozenset(value for value, count in counts.items() if count > 1)


def _reached(entries: Mapping[str, InventoryEntry]) -> frozenset[str]:
    """Return what is below a live customer-facing service, near or far."""
    waiting = deque(
        each.id for each in entries.values() if each.level is _L.CUSTOMER_FACING and each.is_live
    )
    found = set(waiting)
    while waiting:
        for name in entries[waiting.popleft()].supported_by:
            if name in entries and name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)


def _checked(entry: InventoryEntry, known: _Known) -> Iterator[Finding]:
    if known.ids[entry.id] > 1:
        message = "several entries have this identifier"
        yield _found("duplicate-id", message, "/id", entry.id, "an identifier of its own")
    specification = _specification(entry, known)
    if isinstance(specification, Finding):
        yield specification
    else:
        yield from _told(entry, specification, known)
        if entry.is_live:
            yield from _made_by(entry, specification, known)
    if entry.is_live:
        yield from _placed(entry, known)


def _found(code: str, message: str, pointer: str, value: object, allowed: str) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=Severity.ERROR,
        pointer=pointer,
        value=tell(value),
        allowed=allowed,
    )


def _specification(entry: InventoryEntry, known: _Known) -> InventorySpecification | Finding:
    pointer = "/specification"
    if entry.specification is None:
        return _found("no-specification", "it names none", pointer, "", "one specification")
    versions = known.specifications.get(entry.specification, ())
    fitting = [each for each in versions if entry.version in (None, each.version)]
    if len(fitting) == 1:
        return fitting[0]
    told = f"{entry.specification} {entry.version or ''}".strip()
    allowed = ", ".join(str(each.version) for each in versions) or "a specification there is"
    message = "several versions fit" if fitting else "no such specification"
    return _found("no-specification" if fitting else "dangling", message, pointer, told, allowed)


def _told(
    entry: InventoryEntry, specification: InventorySpecification, known: _Known
) -> Iterator[Finding]:
    unique = {each.name for each in specification.characteristics if each.is_unique is True}
    pointer = "/characteristics"
    yield from validate_characteristics(
        entry.characteristics, specification.characteristics, context=known.context, pointer=pointer
    )
    for name, values in told_by_name(entry.characteristics, pointer).items():
        for each in values if name in unique else ():
            if (entry.specification, name, key_of(each.value)) in known.repeated:
                message = f"{name}: another instance has the value"
                yield _found("unique", message, each.pointer, each.value, "a value of its own")


def _made_by(
    entry: InventoryEntry, specification: InventorySpecification, known: _Known
) -> Iterator[Finding]:
    if specification.status is not None and specification.status not in known.in_use:
        message, allowed = "its specification is not in use", ", ".join(sorted(known.in_use))
        yield _found("spec-status", message, "/specification", specification.status, allowed)
    below = [known.entries[each] for each in entry.supported_by if each in known.entries]
    live = {each.specification for each in below if each.is_live}
    for each in specification.requires:
        if each not in live:
            message = "a support that it needs is absent or terminated"
            yield _found("relation", message, "/supported_by", each, "a live instance of it")


def _placed(entry: InventoryEntry, known: _Known) -> Iterator[Finding]:
    """Yield what is wrong with what an entry is supported by, and supports."""
    for index, name in enumerate(entry.supported_by):
        pointer, below = f"/supported_by/{index}", known.entries.get(name)
        if below is None:
            yield _found("dangling", "there is no such thing", pointer, name, "one there is")
        elif entry.level is _L.CUSTOMER_FACING:
            yield from _below_customer(entry, below, pointer)
    if entry.level is _L.RESOURCE_FACING and entry.id not in known.reached:
        message = "no customer-facing service is above it"
        yield _found("orphan", message, "", entry.id, "below a customer-facing service")


def _below_customer(
    entry: InventoryEntry, below: InventoryEntry, pointer: str
) -> Iterator[Finding]:
    if below.level is _L.RESOURCE:
        message = "a customer-facing service names a resource"
        yield _found("level", message, pointer, below.id, "a service")
    is_active = entry.state == _ACTIVE
    if is_active and below.level is _L.RESOURCE_FACING and below.state != _ACTIVE:
        message = f"it is active over {below.id}, which is not"
        yield _found("state", message, pointer, below.state or "", _ACTIVE)
