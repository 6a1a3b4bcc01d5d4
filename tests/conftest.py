"""Shared by all tests: hypothesis profiles and the way to the corpus."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=60, deadline=None)
settings.register_profile("ci", max_examples=300, deadline=None)
settings.register_profile(
    "nightly", max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session")
def corpus() -> Callable[[str], Path]:
    """Give the path of a file of the corpus, or skip: `SVCMGMT_CORPUS` names its folder."""

    def find(name: str) -> Path:
        root = os.environ.get("SVCMGMT_CORPUS")
        if not root:
            pytest.skip("SVCMGMT_CORPUS does not name a folder with real logs and vectors")
        path = Path(root) / name
        if not path.exists():
            pytest.skip(f"the corpus has no {name}")
        return path

    return find
