"""The one place that generates code: what sets and writes the fields of a class, without loops.

Most attributes of most documents are absent. A loop takes four times as long to find that out as
lines that name the fields, which is why attrs and cattrs generate theirs as well. Only names of
fields, which are identifiers, and published names, quoted, come into the code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias, cast

from attrs import fields

from svcmgmt.interop._lossless.codecs import Codec
from svcmgmt.values import JSON

__all__ = ["Document", "maker", "writer"]

Document: TypeAlias = "dict[str, JSON]"

_HEAD: Final = "def write(entity):\n    document = {}\n"
_PLAIN: Final = """\
    value = entity.{name}
    if value is not None:
        document[{wire!r}] = value
"""
_CONVERTED: Final = """\
    value = entity.{name}
    if value is not None:
        value = write_{name}(value)
        if value is not None:
            document[{wire!r}] = value
"""
_MANY: Final = """\
    value = entity.{name}
    if value:
        document[{wire!r}] = write_{name}(value)
"""
_TAIL: Final = "    return document\n"
_MADE: Final = """\
def made(row):
    entity = new(opened)
    [{places}] = row
    entity.__class__ = kind
    return entity
"""


def writer(attributes: Mapping[str, tuple[str, Codec]]) -> Callable[[Any], Document]:
    """Return what writes the fields of an entity that are neither None nor empty.

    Args:
        attributes: field and codec of each published name.
    """
    lines, known = [_HEAD], dict[str, Any]()
    for wire, (name, codec) in attributes.items():
        known[f"write_{name}"] = codec.write
        lines.append(_template(codec).format(name=name, wire=wire))
    exec("".join([*lines, _TAIL]), known)  # noqa: S102 - see above
    return cast("Callable[[Any], Document]", known["write"])


def _template(codec: Codec) -> str:
    """Return the lines for an attribute; what is empty without it is a list or an open object."""
    if codec.write is None:
        return _PLAIN
    return _CONVERTED if codec.absent is None else _MANY


def maker(kind: type[Any]) -> Callable[[list[Any]], Any]:
    """Return what makes an instance of a frozen class of the values of all fields, in their order.

    It is made by a subclass with the same slots that is not frozen, and becomes one of the class.
    No constructor is run.
    """
    own = {
        "__slots__": (),
        "__setattr__": object.__setattr__,
        "__delattr__": object.__delattr__,
    }
    metaclass: Any = type(kind)
    opened = metaclass(kind.__name__, (kind,), own)
    known: dict[str, Any] = {"new": object.__new__, "opened": opened, "kind": kind}
    places = ", ".join(f"entity.{each.name}" for each in fields(kind))
    exec(_MADE.format(places=places), known)  # noqa: S102 - see above
    return cast("Callable[[list[Any]], Any]", known["made"])
