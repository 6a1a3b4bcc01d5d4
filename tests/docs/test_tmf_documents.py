"""The example that reads TM Forum documents counts what came back, and how it was held."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "examples" / "tmf_documents.py"

DOCUMENTS: dict[str, object] = {
    "TMF621/v5/TroubleTicket/plain.json": {
        "@type": "TroubleTicket",
        "id": "1",
        "status": "held",
        "note": [{"text": "a", "date": "2026-10-26T09:00:00+01:00"}],
    },
    "TMF621/v5/TroubleTicket/odd.json": {
        "id": "2",
        "severity": None,
        "x-queue": ["noc", 1, 1.0],
        "status": "waiting",
        "priority": 1,
    },
    "TMF621/v4/TroubleTicket/list.json": [{"id": "3"}, {"statusChange": [{"status": "held"}]}],
    "TMF638/v5/Unheard/thing.json": {"id": "4", "name": "a"},
    "TMF638/v5/Service/scalar.json": 7,
}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the example as a user would."""
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of documents."""
    for name, document in DOCUMENTS.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def counted(folder: Path) -> dict[str, Any]:
    """Return what the example prints."""
    done = run(str(folder), "--json")
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_it_counts_what_came_back(folder: Path) -> None:
    result = counted(folder)
    assert {name: result[name] for name in ("files", "exact", "typed", "errors")} == {
        "files": 5,
        "exact": 4,
        "typed": 3,
        "errors": 1,
    }
    assert result["held_twice"] == 0
    assert result["findings"] == {
        "unknown-attribute": 2,
        "null": 1,
        "unknown-word": 1,
        "wrong-type": 1,
    }


def test_it_counts_the_leaves_that_typed_fields_hold(folder: Path) -> None:
    by_api = counted(folder)["by_api"]
    # plain: all 5, one of them in another spelling; odd: id and severity of 7
    assert by_api["TMF621/v5"]["typed_attributes"] == pytest.approx(7 / 12)
    assert by_api["TMF621/v4"]["typed_attributes"] == 1
    assert by_api["TMF638/v5"]["typed_attributes"] == 1 / 2
    assert set(by_api) == {"TMF621/v5", "TMF621/v4", "TMF638/v5"}


def test_it_refuses_a_folder_without_documents(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert "no documents" in done.stderr
