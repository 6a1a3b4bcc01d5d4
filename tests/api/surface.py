"""The public surface as text: every exported name with its signature."""

from __future__ import annotations

import enum
import importlib
import inspect
import re
from collections.abc import Iterator

__all__ = ["PACKAGES", "surface"]

PACKAGES = [
    "svcmgmt",
    "svcmgmt.agreement",
    "svcmgmt.agreement.documents",
    "svcmgmt.assurance",
    "svcmgmt.billing",
    "svcmgmt.calendars",
    "svcmgmt.common",
    "svcmgmt.drawing",
    "svcmgmt.errors",
    "svcmgmt.frames",
    "svcmgmt.interop.dialects",
    "svcmgmt.interop.icalendar",
    "svcmgmt.interop.jira",
    "svcmgmt.interop.native",
    "svcmgmt.interop.openslo",
    "svcmgmt.interop.prometheus",
    "svcmgmt.interop.servicenow",
    "svcmgmt.interop.statuspage",
    "svcmgmt.interop.tmf",
    "svcmgmt.interop.zabbix",
    "svcmgmt.lifecycle",
    "svcmgmt.lifecycles",
    "svcmgmt.party",
    "svcmgmt.patterns",
    "svcmgmt.practice",
    "svcmgmt.product",
    "svcmgmt.reports",
    "svcmgmt.resource",
    "svcmgmt.service",
    "svcmgmt.sla",
    "svcmgmt.sla.availability",
    "svcmgmt.sla.bases",
    "svcmgmt.sla.budgets",
    "svcmgmt.sla.clocks",
    "svcmgmt.sla.conformance",
    "svcmgmt.sla.credits",
    "svcmgmt.sla.evaluation",
    "svcmgmt.sla.indicators",
    "svcmgmt.sla.monitor",
    "svcmgmt.sla.objectives",
    "svcmgmt.sla.reliability",
    "svcmgmt.statistics",
    "svcmgmt.temporal",
    "svcmgmt.testing",
    "svcmgmt.values",
    "svcmgmt.views",
]

_FUNCTION = re.compile(r"<function (\w+) at 0x[0-9a-f]+>")

FRONT_DOORS = {"svcmgmt", "svcmgmt.sla"}
"""Packages whose names have their home elsewhere."""


def surface() -> str:
    """Return one line for each public name, class members indented."""
    lines = "\n".join(line for package in PACKAGES for line in _package(package)) + "\n"
    return _FUNCTION.sub(r"\1", lines)


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
