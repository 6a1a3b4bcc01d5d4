"""The public surface as text: every exported name with its signature."""

from __future__ import annotations

import enum
import importlib
import inspect
from collections.abc import Iterator

__all__ = ["PACKAGES", "surface"]

PACKAGES = [
    "svcmgmt",
    "svcmgmt.calendars",
    "svcmgmt.drawing",
    "svcmgmt.errors",
    "svcmgmt.interop.native",
    "svcmgmt.lifecycle",
    "svcmgmt.lifecycles",
    "svcmgmt.practice",
    "svcmgmt.sla",
    "svcmgmt.sla.clocks",
    "svcmgmt.sla.evaluation",
    "svcmgmt.sla.objectives",
    "svcmgmt.statistics",
    "svcmgmt.temporal",
    "svcmgmt.testing",
    "svcmgmt.values",
]

FRONT_DOORS = {"svcmgmt", "svcmgmt.sla"}
"""Packages whose names have their home elsewhere."""


def surface() -> str:
    """Return one line for each public name, class members indented."""
    return "\n".join(line for package in PACKAGES for line in _package(package)) + "\n"


def _package(name: str) -> Iterator[str]:
    package = importlib.import_module(name)
    yield f"# {name}"
    for exported in sorted(package.__all__):
        thing = getattr(package, exported)
        if name in FRONT_DOORS:
            yield exported
        elif inspect.isclass(thing) and thing.__module__.startswith("svcmgmt"):
            yield from _class(exported, thing)
        elif inspect.isfunction(thing):
            yield f"{exported}{inspect.signature(thing)}"
        else:
            yield f"{exported}: {type(thing).__name__}"


def _class(name: str, kind: type) -> Iterator[str]:
    if issubclass(kind, enum.Enum):
        yield f"{name}: {', '.join(f'{member.name}={member.value}' for member in kind)}"
        return
    try:
        yield f"class {name}{inspect.signature(kind)}"
    except ValueError:
        yield f"class {name}"
    for member, value in sorted(vars(kind).items()):
        if member.startswith("_"):
            continue
        plain = inspect.unwrap(getattr(value, "__func__", value))
        if isinstance(value, property) or type(value).__name__ == "cached_property":
            yield f"    {member}"
        elif inspect.isfunction(plain):
            yield f"    {member}{inspect.signature(plain)}"
