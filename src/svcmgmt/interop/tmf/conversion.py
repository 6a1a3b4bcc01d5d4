"""From one version of an API to the other, with a report of what has no counterpart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast

from attrs import field, frozen

from svcmgmt.errors import InvalidValue, shown
from svcmgmt.interop.tmf.profiles import Document, Profile
from svcmgmt.interop.tmf.shapes import unpublished_in
from svcmgmt.values import JSON, Finding, Severity

__all__ = ["Converted", "convert"]

_LEFT_OUT: Final = "no-counterpart"

_REFERRED: Final = ("id", "href", "name", "@referredType")
"""What v4 writes beside the role, and v5 into an object of its own."""

_TAGS: Final = ("@type", "@baseType", "@schemaLocation")

_HOLDERS: Final[Mapping[str, str]] = {
    "relatedParty": "partyOrPartyRole",
    "place": "place",
    "relatedPlace": "place",
    "relatedEntity": "entity",
    "channel": "channel",
    "relatedChannel": "channel",
}
"""Attributes whose objects have a role and something, and the name of that something in v5."""


@frozen(kw_only=True)
class Converted:
    """A document of the other version, and what it could not take along. Made by `convert`."""

    document: dict[str, JSON] = field(eq=False)
    """The document."""

    findings: tuple[Finding, ...]
    """What has no counterpart, each with its JSON pointer in the document that was given.

    `no-counterpart` is left out; `not-published` is taken along, under the name that it has.
    """

    @property
    def is_complete(self) -> bool:
        """Whether everything was taken along, but for the tags of references."""
        return all(each.severity is Severity.INFO for each in self.findings)


def convert(
    document: Mapping[str, Any],
    kind: type[Document] | str = "Entity",
    *,
    source: Profile,
    target: Profile,
) -> Converted:
    """Return a document of one version as the other one writes it.

    Names and words follow the target; what a party, a place, an entity or a channel has beside its
    role moves into an object of its own (v5) or out of it (v4). What the source could not hold in
    a field is nothing that the target knows, so it is left out and told. What only the source
    publishes is taken along and told, so that it is there again on the way back.

    Args:
        document: the document; not changed.
        kind: of which class it is if it does not say so, as for `Profile.load`.
        source: the version that it is of.
        target: the version that is wanted.

    Raises:
        InvalidType: no document.
        InvalidValue: two times the same version.
        LimitExceeded: a document beyond the limits.

    Examples:
        >>> from svcmgmt.interop.tmf import v4, v5
        >>> old = {"id": "7", "statusChange": [{"status": "held", "changeReason": "parts"}],
        ...        "relatedParty": [{"id": "acme", "role": "customer"}], "x-queue": "noc"}
        >>> new = convert(old, "TroubleTicket", source=v4(), target=v5())
        >>> new.document["statusChangeHistory"][0]["statusChangeReason"]
        'parts'
        >>> new.document["relatedParty"]
        [{'role': 'customer', 'partyOrPartyRole': {'id': 'acme'}}]
        >>> [finding.pointer for finding in new.findings]
        ['/x-queue']
    """
    if source.name == target.name:
        raise InvalidValue("target", target.name, f"another version than {source.name}")
    entity: Document = source.load(document, kind)
    rearranged = _gathered if target.name == "v5" else _spread
    written = cast("dict[str, JSON]", _rearranged(target.dump(entity), rearranged))
    return Converted(document=written, findings=tuple(_told(entity, source, target)))


def _told(entity: Document, source: Profile, target: Profile) -> Iterator[Finding]:
    for each in source.findings(entity):
        if each.code == "null":  # says nothing, wherever it stands
            continue
        if each.code == "unknown-type":  # its name and what could be read are written
            yield _not_published(each.pointer, target)
            continue
        yield Finding(
            code=_LEFT_OUT,
            message="is left out",
            severity=Severity.WARNING,
            pointer=each.pointer,
            value=each.value,
        )
    parts = dict(source.walk(entity))
    for pointer, part in parts.items():
        if target.name == "v4":
            above, _, name = pointer.rpartition("/")
            has_role = getattr(parts.get(above), "role", None) is not None
            if has_role and name in _HOLDERS.values():
                yield from _tags(pointer, target.dump(part))
        unpublished = unpublished_in(target.name, type(part))
        names = {field: wire for wire, field in target.attributes(type(part)).items()}
        for wire, name in source.attributes(type(part)).items() if unpublished else ():
            value: object = getattr(part, name)
            if names[name] in unpublished and value is not None and value != ():
                yield _not_published(f"{pointer}/{wire}", target)


def _not_published(pointer: str, target: Profile) -> Finding:
    return Finding(
        code="not-published",
        message=f"is not published in {target.name}",
        severity=Severity.INFO,
        pointer=pointer,
    )


def _tags(pointer: str, held: Mapping[str, JSON]) -> Iterator[Finding]:
    """Yield the tags of a reference that v4 writes beside a role: it has no place for them."""
    for tag in _TAGS if _is_reference(held) else ():
        if tag in held:
            yield Finding(
                code=_LEFT_OUT,
                message="is left out",
                severity=Severity.INFO,
                pointer=f"{pointer}/{tag}",
                value=shown(held[tag]),
            )


def _is_reference(held: Iterable[str]) -> bool:
    return {*_REFERRED, *_TAGS}.issuperset(held)


def _rearranged(value: object, each: Callable[[dict[str, Any], str], dict[str, Any]]) -> object:
    """Return a document in which the objects with a role have the form of the target."""
    if isinstance(value, list):
        return [_rearranged(item, each) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    result: dict[str, object] = {}
    for name, member in cast("dict[str, object]", value).items():
        holder = _HOLDERS.get(name)
        result[name] = _rearranged(
            member if holder is None else _all_of(member, holder, each), each
        )
    return result


def _all_of(
    member: object, holder: str, each: Callable[[dict[str, Any], str], dict[str, Any]]
) -> object:
    whole = member
    if isinstance(member, list):
        return [_all_of(item, holder, each) for item in cast("list[object]", member)]
    if isinstance(member, dict) and "role" in member:
        return each(cast("dict[str, Any]", member), holder)
    return whole


def _gathered(related: dict[str, Any], holder: str) -> dict[str, Any]:
    """Return what has a role as v5 writes it."""
    if holder in related:
        return related
    told = {name: related[name] for name in _REFERRED if name in related}
    rest = {name: value for name, value in related.items() if name not in told}
    return {**rest, holder: told} if told else rest


def _spread(related: dict[str, Any], holder: str) -> dict[str, Any]:
    """Return what has a role as v4 writes it, unless it stands there by value."""
    held = related.get(holder)
    if not isinstance(held, dict):
        return related
    told = cast("dict[str, Any]", held)
    if not _is_reference(told):
        return related
    rest = {name: value for name, value in related.items() if name != holder}
    return {**rest, **{name: told[name] for name in _REFERRED if name in told}}
