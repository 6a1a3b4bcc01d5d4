"""Any bytes as TM Forum documents, patches and queries: what escapes is an error of the library.

    python tests/fuzz/fuzz_tmf.py [-max_total_time=600]

Needs atheris, which is no dependency of the library; `test_fuzz_tmf.py` runs the same on a few
inputs without it.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop.tmf import (
    Profile,
    convert,
    json_patch,
    matches,
    merge_patch,
    select_fields,
    v4,
    v5,
)

__all__ = ["try_bytes"]

AT = datetime(2026, 10, 26, tzinfo=UTC)
NAMES = sorted(v5().classes)


def try_bytes(data: bytes) -> None:
    """Try everything with what some bytes are as JSON; the first two choose a class."""
    try:
        told = json.loads(data[2:])
    except (ValueError, RecursionError):
        return
    kind = NAMES[int.from_bytes(data[:2]) % len(NAMES)]
    for profile, other in ((v4(), v5()), (v5(), v4())):
        with suppress(SvcmgmtError):
            _try_document(told, kind, profile, other)
        with suppress(SvcmgmtError):
            profile.check_patch(told, kind)
    for patch in (merge_patch, json_patch):
        with suppress(SvcmgmtError):
            patch({"a": [1, {"b": None}]}, told)
    _try_query(told)


def _try_document(told: Any, kind: str, profile: Profile, other: Profile) -> None:  # noqa: ANN401
    entity = profile.load(told, kind)
    written = profile.dump(entity)
    if json.dumps(written, sort_keys=True) != json.dumps(told, sort_keys=True):
        message = f"{kind} did not come back: {told!r}"
        raise AssertionError(message)
    profile.findings(entity)
    profile.check_create(told, kind)
    convert(told, kind, source=profile, target=other)
    other.dump(entity)
    with suppress(SvcmgmtError):
        profile.patched(entity, {"status": "held", "x": 1}, at=AT)


def _try_query(told: Any) -> None:  # noqa: ANN401
    for name in list(told)[:3] if isinstance(told, dict) else ():
        with suppress(SvcmgmtError):
            select_fields(told, name)
        for filters in ({name: str(told[name])[:50]}, {f"{name}.gt": "1"}):
            with suppress(SvcmgmtError):
                matches(told, filters)


def main() -> None:
    """Let atheris make up bytes."""
    atheris: Any = import_module("atheris")
    atheris.instrument_all()
    atheris.Setup(sys.argv, try_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
