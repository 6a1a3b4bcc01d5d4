"""Right uses satisfy mypy and pyright; each wrong use is refused on its own line by both."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
ROOT = Path(__file__).parents[2]
REFUSED = {
    number
    for number, line in enumerate((CASES / "wrong.py").read_text().splitlines(), start=1)
    if "# refused:" in line
}


def by_mypy(case: str) -> set[int]:
    """Return the lines on which mypy finds an error."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(CASES / case)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    return {int(line) for line in re.findall(rf"{case}:(\d+): error", done.stdout)}


def by_pyright(case: str) -> set[int]:
    """Return the lines on which pyright finds an error."""
    with tempfile.TemporaryDirectory() as folder:
        # elsewhere, because the project's own settings leave the wrong uses out
        shutil.copy(CASES / case, folder)
        command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable]
        done = subprocess.run(  # noqa: S603
            [*command, case], cwd=folder, capture_output=True, text=True, check=False
        )
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {each["range"]["start"]["line"] + 1 for each in found if each["severity"] == "error"}


CHECKERS = {"mypy": by_mypy, "pyright": by_pyright}


@pytest.mark.parametrize("name", CHECKERS)
def test_right_uses_are_accepted(name: str) -> None:
    if find_spec(name) is None:
        pytest.skip(f"{name} is not installed; `make check` runs this test")
    assert CHECKERS[name]("right.py") == set()


@pytest.mark.parametrize("name", CHECKERS)
def test_wrong_uses_are_refused_where_they_stand(name: str) -> None:
    if find_spec(name) is None:
        pytest.skip(f"{name} is not installed; `make check` runs this test")
    assert CHECKERS[name]("wrong.py") == REFUSED
    assert len(REFUSED) == 15
