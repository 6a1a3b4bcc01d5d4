"""The built wheel works on its own: typed, complete, without the source tree."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import svcmgmt, sys
from datetime import timedelta
from svcmgmt import Clock, Incident, from_dict, parse_instant, to_dict, weekly
assert svcmgmt.__file__.startswith(sys.argv[1]), svcmgmt.__file__
office = weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin")
clock = from_dict(to_dict(Clock(name="restore", limit=timedelta(hours=4), calendar=office)))
incident = Incident.log(id="INC-7", at=parse_instant("2026-10-23T15:00:00Z"))
print(clock.read(incident.history, until=parse_instant("2026-10-26T08:00:00Z")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and give its path."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "svcmgmt/py.typed" in names
    tops = {name.split("/", 1)[0] for name in names}
    assert {top.split("-", 1)[0] for top in tops} == {"svcmgmt"}
    sources = {str(path.relative_to(ROOT / "src")) for path in (ROOT / "src").rglob("*.py")}
    assert sources <= set(names)


def test_it_works_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    site = str(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": site, "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", PROGRAM, site]
    done = subprocess.run(  # noqa: S603
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "restore: running, 2:00:00 of 4:00:00, due Mon 2026-10-26 11:00+01:00\n"
