"""The one place that generates code: what writes the fields of a class, without a loop.

Most attributes of most documents are absent. A loop takes four times as long to find that out as
lines that name the fields, which is why attrs and cattrs generate theirs as well. Only names of
fields, which are identifiers, and published names, quoted, come into the code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias, cast

from svcmgmt.interop._lossless.codecs import Codec
from svcmgmt.values import JSON

__all__ = ["Document", "writer"]

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
