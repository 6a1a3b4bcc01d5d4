"""Front doors: names that are loaded from their one home when they are first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["front_door"]


def front_door(
    package: str, homes: Mapping[str, str]
) -> tuple[list[str], Callable[[str], object], Callable[[], list[str]]]:
    """Return `__all__`, `__getattr__` and `__dir__` of a package that only opens doors.

    Type checkers do not follow this; the package tells them the same names as plain imports.

    Args:
        package: name of the package.
        homes: the names that each module below it has, separated by spaces.
    """
    home_of = {name: f"{package}.{home}" for home, names in homes.items() for name in names.split()}

    def load(name: str) -> object:
        if name not in home_of:
            message = f"module '{package}' has no attribute '{name}'"
            raise AttributeError(message)
        value = getattr(import_module(home_of[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *home_of})

    return sorted(home_of), load, names
