"""The index of every lifecycle that the library knows.

Examples:
    >>> sorted(ALL)
    ['incident']
    >>> ALL["incident"] is INCIDENT
    True
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from svcmgmt.lifecycle import Lifecycle
from svcmgmt.practice import INCIDENT

__all__ = ["ALL", "INCIDENT"]

ALL: Mapping[str, Lifecycle[Any, Any]] = MappingProxyType(
    {lifecycle.name: lifecycle for lifecycle in (INCIDENT,)}
)
"""Every lifecycle by its name."""
