"""Inventories beside each other: duplicates, drift, and who is right about what (rule R8.9)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import field, frozen

from svcmgmt.common._values import key_of, pointer_to, tell, told_by_name
from svcmgmt.errors import InvalidValue
from svcmgmt.patterns.inventory import InventoryEntry
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind
from svcmgmt.values._lists import listed

__all__ = [
    "AttributeChange",
    "Drift",
    "Duplicate",
    "MasterEntry",
    "Reconciliation",
    "drift_between",
    "find_duplicates",
    "key_of_characteristics",
    "reconcile_inventories",
]

_ABSENT = object()
_CHARACTERISTICS = "characteristics/"


def _attributes(entry: InventoryEntry) -> Mapping[str, object]:
    """Return what is told of an entry, by attribute."""
    own: dict[str, object] = {
        "state": entry.state,
        "specification": entry.specification,
        "version": entry.version,
        "supported_by": tuple(sorted(entry.supported_by)) or None,
    }
    for name, values in told_by_name(entry.characteristics, "").items():
        found = tuple(each.value for each in values)
        own[f"{_CHARACTERISTICS}{name}"] = found[0] if len(found) == 1 else found or None
    return {name: value for name, value in own.items() if value is not None}


@frozen(kw_only=True)
class Duplicate:
    """Entries that are the same thing by their natural key.

    Examples:
        >>> Duplicate(key=("NL1234",), ids=("s-1", "s-7")).ids
        ('s-1', 's-7')
    """

    key: Hashable
    """What they have in common."""

    ids: tuple[str, ...]
    """The entries, in the order given."""


def key_of_characteristics(
    names: Iterable[str],
) -> Callable[[InventoryEntry], tuple[object, ...] | None]:
    """Return a natural key made of characteristics; an entry that lacks one has no key.

    Args:
        names: names of the characteristics.

    Raises:
        InvalidType: text in place of a list.
        InvalidValue: no name at all.

    Examples:
        >>> from svcmgmt.common import Characteristic
        >>> circuit = Characteristic(name="cid", value="A")
        >>> entry = InventoryEntry(id="s-1", characteristics=[circuit])
        >>> key_of_characteristics(["cid"])(entry)
        ('A',)
    """
    wanted = listed(names, "names", "a list of names")
    if not wanted:
        raise InvalidValue("names", (), "at least one")

    def key(entry: InventoryEntry) -> tuple[object, ...] | None:
        told = _attributes(entry)
        values = [told.get(f"{_CHARACTERISTICS}{name}", _ABSENT) for name in wanted]
        return None if _ABSENT in values else tuple(values)

    return key


def find_duplicates(
    entries: Iterable[InventoryEntry], *, key: Callable[[InventoryEntry], Hashable | None]
) -> tuple[Duplicate, ...]:
    """Return entries that have the same natural key.

    Args:
        entries: entries of one inventory.
        key: the natural key of an entry, None if it has none; see `key_of_characteristics`.

    Raises:
        InvalidType: something else than entries.

    Examples:
        >>> twice = [InventoryEntry(id=each, specification="vpn") for each in ("s-1", "s-2")]
        >>> find_duplicates(twice, key=lambda entry: entry.specification)[0].ids
        ('s-1', 's-2')
    """
    by_key: dict[Hashable, list[str]] = {}
    for each in all_of_kind("entries", entries, InventoryEntry):
        natural = key(each)
        if natural is not None:
            by_key.setdefault(natural, []).append(each.id)
    return tuple(
        Duplicate(key=natural, ids=tuple(ids)) for natural, ids in by_key.items() if len(ids) > 1
    )


@frozen(kw_only=True)
class AttributeChange:
    """One attribute of one entry that differs.

    Examples:
        >>> AttributeChange(id="s-1", attribute="state", before="active", after=None).after
    """

    id: str
    """The entry."""

    attribute: str
    """What differs: `state`, `specification`, `version`, `supported_by`, `characteristics/NAME`."""

    before: object
    """Its value before; None if there was none."""

    after: object
    """Its value afterwards; None if there is none."""


@frozen(kw_only=True)
class Drift:
    """What became of an inventory between two snapshots.

    Examples:
        >>> drift_between([], [InventoryEntry(id="s-1")]).added
        ('s-1',)
    """

    added: tuple[str, ...]
    """Entries that were not there before."""

    removed: tuple[str, ...]
    """Entries that are not there any more."""

    changed: tuple[AttributeChange, ...]
    """Attributes that differ, in the order of the earlier snapshot, then by name."""

    unchanged: int
    """How many entries are as they were."""


def _by_id(entries: Iterable[InventoryEntry], name: str) -> dict[str, InventoryEntry]:
    found: dict[str, InventoryEntry] = {}
    for each in all_of_kind(name, entries, InventoryEntry):
        if each.id in found:
            raise InvalidValue(name, each.id, "an identifier that no other entry has")
        found[each.id] = each
    return found


def drift_between(before: Iterable[InventoryEntry], after: Iterable[InventoryEntry]) -> Drift:
    """Return what became of an inventory between two snapshots; the order of entries is nothing.

    Args:
        before: the earlier snapshot.
        after: the later one.

    Raises:
        InvalidType: something else than entries.
        InvalidValue: an identifier that comes twice.

    Examples:
        >>> old, new = (InventoryEntry(id="s-1", state=each) for each in ("active", "inactive"))
        >>> change = drift_between([old], [new]).changed[0]
        >>> change.attribute, change.before, change.after
        ('state', 'active', 'inactive')
    """
    old, new = _by_id(before, "before"), _by_id(after, "after")
    both = [each for each in old if each in new]
    changed = [one for each in both for one in _changes(old[each], new[each])]
    return Drift(
        added=tuple(each for each in new if each not in old),
        removed=tuple(each for each in old if each not in new),
        changed=tuple(changed),
        unchanged=len(both) - len({each.id for each in changed}),
    )


def _changes(old: InventoryEntry, new: InventoryEntry) -> Iterator[AttributeChange]:
    before, after = _attributes(old), _attributes(new)
    for name in sorted({*before, *after}):
        one, other = before.get(name), after.get(name)
        if key_of(one) != key_of(other):
            yield AttributeChange(id=old.id, attribute=name, before=one, after=other)


@frozen(kw_only=True)
class MasterEntry:
    """What is true of an entry, attribute by attribute, and who says so.

    Examples:
        >>> MasterEntry(id="s-1", values={"state": "active"}, systems={"state": "NMS"}).id
        's-1'
    """

    id: str
    """The entry."""

    values: Mapping[str, object] = field(hash=False)
    """Value of each attribute on which there is a decision."""

    systems: Mapping[str, str] = field(hash=False)
    """The system that each value is taken from."""


@frozen(kw_only=True)
class Reconciliation:
    """Inventories of several systems as one.

    Examples:
        >>> reconcile_inventories({}, owners={}).entries
        ()
    """

    entries: tuple[MasterEntry, ...]
    """What is true of each entry."""

    findings: tuple[Finding, ...]
    """Where systems differ: `owners-disagree`, `not-owner`, `no-owner`, `owner-silent`."""


def reconcile_inventories(
    inventories: Mapping[str, Iterable[InventoryEntry]],
    *,
    owners: Mapping[str, Iterable[str]],
) -> Reconciliation:
    """Return what is true of each entry by the systems that own its attributes.

    An attribute may have several owners; where they tell different values nothing is decided and
    they are named. A system that does not own an attribute and differs has drifted. An attribute
    without owner is taken where all systems agree on it.

    Args:
        inventories: entries of each system, by its name.
        owners: systems that own each attribute, by its name, as in `AttributeChange`;
            `characteristics/` owns all characteristics that are not named.

    Raises:
        InvalidType: something else than entries and lists of systems.
        InvalidValue: an identifier that comes twice in one system.

    Examples:
        >>> result = reconcile_inventories(
        ...     {"CRM": [InventoryEntry(id="s-1", state="active")],
        ...      "NMS": [InventoryEntry(id="s-1", state="inactive")]},
        ...     owners={"state": ["NMS"]})
        >>> result.entries[0].values["state"], result.findings[0].code
        ('inactive', 'not-owner')
    """
    systems = {name: _by_id(entries, name) for name, entries in inventories.items()}
    owned = {name: listed(each, "owners", "a list of systems") for name, each in owners.items()}
    told: dict[str, dict[str, dict[str, object]]] = {}
    for system, entries in systems.items():
        for each in entries.values():
            attributes = told.setdefault(each.id, {})
            for name, value in _attributes(each).items():
                attributes.setdefault(name, {})[system] = value
    findings: list[Finding] = []
    masters = [_master(each, told[each], owned, findings) for each in told]
    return Reconciliation(entries=tuple(masters), findings=tuple(findings))


def _owners_of(attribute: str, owned: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if attribute.startswith(_CHARACTERISTICS):
        return owned.get(attribute, owned.get(_CHARACTERISTICS, ()))
    return owned.get(attribute, ())


def _master(
    entry: str,
    told: Mapping[str, Mapping[str, object]],
    owned: Mapping[str, tuple[str, ...]],
    findings: list[Finding],
) -> MasterEntry:
    values: dict[str, object] = {}
    systems: dict[str, str] = {}
    for attribute in sorted(told):
        by_system = told[attribute]
        owners = _owners_of(attribute, owned)
        chosen = [each for each in owners if each in by_system] if owners else list(by_system)
        kinds = {key_of(by_system[each]) for each in chosen}
        pointer = pointer_to(entry, *attribute.split("/", 1))
        if len(kinds) == 1:
            values[attribute], systems[attribute] = by_system[chosen[0]], chosen[0]
            others = [each for each in by_system if key_of(by_system[each]) not in kinds]
            findings += [
                _found("not-owner", pointer, {each: by_system[each]}, tell(values[attribute]))
                for each in others
            ]
            continue
        code = "owner-silent" if not chosen else "owners-disagree" if owners else "no-owner"
        findings.append(_found(code, pointer, by_system, "one value of its owners"))
    return MasterEntry(id=entry, values=values, systems=systems)


_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "not-owner": "a system that does not own it tells another value",
        "owner-silent": "its owner tells nothing",
        "owners-disagree": "its owners tell different values",
        "no-owner": "nobody owns it and the systems differ",
    }
)


def _found(code: str, pointer: str, by_system: Mapping[str, object], allowed: str) -> Finding:
    return Finding(
        code=code,
        message=_MESSAGES[code],
        severity=Severity.WARNING if code == "not-owner" else Severity.ERROR,
        pointer=pointer,
        value=", ".join(f"{system}: {tell(value)}" for system, value in by_system.items()),
        allowed=allowed,
    )
