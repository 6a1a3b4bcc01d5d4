"""Every example in a docstring runs and gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
import surface

import svcmgmt

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(svcmgmt.__path__, prefix="svcmgmt.")
)


@pytest.mark.parametrize("name", ["svcmgmt", *MODULES])
def test_the_examples_of_a_module_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


PACKAGES = [name for name in surface.PACKAGES if name not in surface.FRONT_DOORS]
PUBLIC = [
    pytest.param(getattr(package, name), id=f"{package.__name__}.{name}")
    for package in map(importlib.import_module, PACKAGES)
    for name in package.__all__
    if callable(getattr(package, name)) and hasattr(getattr(package, name), "__module__")
]


@pytest.mark.parametrize("thing", PUBLIC)
def test_every_public_class_and_function_is_explained(thing: object) -> None:
    module = getattr(thing, "__module__", "")
    if not module.startswith("svcmgmt"):
        pytest.skip("an alias of a type of another package")
    assert (thing.__doc__ or "").strip()
