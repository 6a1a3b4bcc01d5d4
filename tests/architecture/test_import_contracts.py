"""Imports point down only, and the contract that says so bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts on a copy of the project."""
    program = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports; "
    program += "raise SystemExit(lint_imports(no_cache=True))"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of sources and configuration to plant violations in."""
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("temporal/intervals.py", "import svcmgmt.sla", "imports point down only"),
        ("values/ratio.py", "from svcmgmt import calendars", "imports point down only"),
        ("sla/clocks/rows.py", "import cattrs", "only interop imports cattrs"),
        ("practice/incident.py", "import transitions", "only the lifecycle bridge"),
        ("sla/clocks/clock.py", "import dateutil.rrule", "only recurrence imports dateutil"),
        ("values/money.py", "import logging", "no input, output, clock or chance"),
    ],
)
def test_a_planted_violation_is_found(copy: Path, module: str, line: str, contract: str) -> None:
    place = copy / "src" / "svcmgmt" / module
    place.write_text(f"{place.read_text(encoding='utf-8')}\n\ndef planted():\n    {line}\n")
    result = lint(copy)
    assert result.returncode != 0
    assert f"{contract}" in result.stdout
    assert "BROKEN" in result.stdout


def test_a_new_package_must_find_its_layer(copy: Path) -> None:
    annex = copy / "src" / "svcmgmt" / "annex"
    annex.mkdir()
    (annex / "__init__.py").write_text("import svcmgmt.values\n")
    result = lint(copy)
    assert result.returncode != 0
    assert "annex" in result.stdout
