"""Each documented import loads only what it should."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

THIRD = {"cattrs", "transitions", "dateutil", "hypothesis", "logging", "holidays", "narwhals"}
ABOVE_SLA = {
    "svcmgmt.common",
    "svcmgmt.frames",
    "svcmgmt.interop",
    "svcmgmt.lifecycles",
    "svcmgmt.practice",
    "svcmgmt.testing",
    "svcmgmt.views",
}
ABOVE_VALUES = {"svcmgmt.sla", "svcmgmt.agreement", "svcmgmt.practice", "svcmgmt.reports"}

CASES = [
    ("import svcmgmt", THIRD | ABOVE_SLA | {"attrs", "svcmgmt.values", "svcmgmt.sla"}),
    ("from svcmgmt import Interval", THIRD | ABOVE_SLA | {"svcmgmt.calendars"}),
    ("from svcmgmt import weekly", THIRD | ABOVE_SLA | {"svcmgmt.lifecycle", "svcmgmt.sla"}),
    ("from svcmgmt import sla", THIRD | ABOVE_SLA),
    ("from svcmgmt import Clock, compliance", THIRD | ABOVE_SLA),
    ("from svcmgmt import calendars", THIRD | ABOVE_SLA | {"svcmgmt.lifecycle"}),
    ("from svcmgmt import lifecycle", THIRD | ABOVE_SLA | {"svcmgmt.sla"}),
    ("from svcmgmt import Incident", THIRD | {"svcmgmt.interop"}),
    ("from svcmgmt import lifecycles", THIRD | {"svcmgmt.interop"}),
    ("from svcmgmt import to_dict", THIRD - {"cattrs", "logging"} | ABOVE_VALUES),
]


def loaded_by(statement: str) -> set[str]:
    """Return the modules that a statement loads in a fresh interpreter."""
    program = f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(("statement", "unwanted"), CASES, ids=[case[0] for case in CASES])
def test_an_import_loads_only_what_it_should(statement: str, unwanted: set[str]) -> None:
    assert loaded_by(statement) & unwanted == set()


def test_recurrences_load_dateutil_when_they_are_expanded() -> None:
    statement = (
        "from datetime import datetime, UTC; from svcmgmt import Recurrence; "
        "start = datetime(2026, 1, 1, tzinfo=UTC); "
        "Recurrence(rule='FREQ=DAILY;COUNT=1', start=start).between(start, start)"
    )
    assert "dateutil" in loaded_by(statement)


def test_the_front_door_says_what_it_does_not_have() -> None:
    import svcmgmt

    with pytest.raises(AttributeError, match="module 'svcmgmt' has no attribute 'teapot'"):
        _ = svcmgmt.teapot  # type: ignore[attr-defined]


def test_the_front_door_lists_its_names() -> None:
    import svcmgmt

    names = vars(svcmgmt)["__all__"]
    assert set(names) <= set(dir(svcmgmt))
    for name in names:
        assert getattr(svcmgmt, name) is not None
    assert 35 <= len(names) <= 60
