"""What a client must send, must not send, and cannot change: published, class by class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from attrs import field, frozen

from svcmgmt.errors import shown
from svcmgmt.interop.tmf import _shape_rows as rows, _version_rows as versions
from svcmgmt.interop.tmf.patches import Changes
from svcmgmt.values import JSON, Finding, Severity

__all__ = ["Shapes", "create_findings", "patch_findings", "shapes_of", "unpublished_in"]

_RowT = TypeVar("_RowT")

_NAMES: Final[frozenset[str]] = frozenset()


@frozen(kw_only=True)
class Shapes:
    """What one version publishes of creating and changing entities of one class."""

    required: frozenset[str] = field(default=_NAMES)
    """Attributes that a client must send to create one."""

    server_set: frozenset[str] = field(default=_NAMES)
    """Attributes that only the server sets when it creates one."""

    fixed: frozenset[str] = field(default=_NAMES)
    """Attributes that a patch cannot change."""


_UNKNOWN: Final = Shapes(fixed=frozenset({"id", "href"}))
_ADDRESS: Final = frozenset({"href"})


def shapes_of(kind: type[Any], version: str) -> Shapes:
    """Return the shapes of a class, or of the class that it extends."""
    return _nearest(kind, _resources(version)) or _UNKNOWN


def unpublished_in(version: str, kind: type[Any]) -> frozenset[str]:
    """Return the attributes that a version does not publish and the other one does."""
    return _nearest(kind, _unpublished(version)) or _NAMES


def _nearest(kind: type[Any], table: Mapping[str, _RowT]) -> _RowT | None:
    return next((table[each.__name__] for each in kind.__mro__ if each.__name__ in table), None)


@cache
def _resources(version: str) -> Mapping[str, Shapes]:
    text = rows.RESOURCES_V4 if version == "v4" else rows.RESOURCES_V5
    table: dict[str, Shapes] = {}
    for name, told in _read(text):
        required, server_set, fixed = (
            frozenset(each[1:] for each in told if each[0] == sign) for sign in "!-="
        )
        table[name] = Shapes(
            required=required,
            server_set=server_set | _ADDRESS,
            fixed=fixed | _UNKNOWN.fixed,
        )
    return MappingProxyType(table)


@cache
def _parts(version: str) -> Mapping[str, Shapes]:
    text = rows.PARTS_V4 if version == "v4" else rows.PARTS_V5
    return MappingProxyType({name: Shapes(required=frozenset(told)) for name, told in _read(text)})


@cache
def _unpublished(version: str) -> Mapping[str, frozenset[str]]:
    text = versions.NOT_IN_V4 if version == "v4" else versions.NOT_IN_V5
    return MappingProxyType({name: frozenset(told) for name, told in _read(text)})


def _read(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield class and words of each row; a row goes on where the next line is indented."""
    for row in text.replace("\n    ", " ").splitlines():
        name, _, told = row.partition(":")
        yield name, told.split()


def create_findings(
    kind: type[Any], document: Mapping[str, JSON], version: str, pointer: str = ""
) -> Iterator[Finding]:
    """Yield what is missing in an object that shall be created, and what a client cannot say.

    Args:
        kind: class of the object.
        document: the object.
        version: name of the version.
        pointer: where it stands; what the server sets is a question of the whole only.
    """
    shapes = shapes_of(kind, version) if not pointer else _nearest(kind, _parts(version))
    if shapes is None:
        return
    for name in sorted(shapes.required):
        if document.get(name) is None:
            yield Finding(
                code="required",
                message="is required to create it",
                severity=Severity.ERROR,
                pointer=f"{pointer}/{name}",
                allowed="a value",
            )
    for name in sorted(shapes.server_set.intersection(document)):
        yield _refusal("server-set", "is set by the server", name, document[name])


def patch_findings(kind: type[Any], changes: Changes, version: str) -> Iterator[Finding]:
    """Yield which changes of attributes a client cannot make.

    Args:
        kind: class of the entity.
        changes: what a patch changes.
        version: name of the version.
    """
    shapes, values = shapes_of(kind, version), changes.values
    for name in sorted(shapes.fixed & (values.keys() | changes.parts)):
        yield _refusal("not-patchable", "cannot be changed by a client", name, values.get(name))
    for name in sorted(shapes.required - shapes.fixed):
        if name in values and values[name] is None:
            yield Finding(
                code="required",
                message="cannot be removed",
                severity=Severity.ERROR,
                pointer=f"/{name}",
                value="null",
                allowed="a value",
            )


def _refusal(code: str, message: str, name: str, value: JSON) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=Severity.ERROR,
        pointer=f"/{name}",
        value="" if value is None else shown(value),
        allowed="no such attribute",
    )
