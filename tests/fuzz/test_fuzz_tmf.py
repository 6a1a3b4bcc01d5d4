"""What the fuzz target tries holds for a few inputs, and for any bytes that hypothesis finds."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from tmf_samples import JSON_VALUES

sys.path.append(str(Path(__file__).parent))
fuzz: Any = import_module("fuzz_tmf")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "[]",
        "{}",
        '{"a": NaN}',
        '{"a": 1e999}',
        '{"id": "\\ud800"}',
        '{"id": {"a": [[[[1]]]]}}',
        "[" * 100_000,
        '{"a":' * 900 + "1" + "}" * 900,
        '[{"op": "add", "path": "/a/-", "value": {}}]',
        '{"status": "held", "note": [null, 1, {"text": null}], "relatedParty": {"id": 1}}',
        '{"event": {"service": [{"state": "active"}], "x": 1}}',
        '{"a": ' + "9" * 4_000 + "}",
    ],
)
def test_only_errors_of_the_library_escape(text: str) -> None:
    for place in range(0, len(fuzz.NAMES), 20):
        fuzz.try_bytes(place.to_bytes(2) + text.encode())


@given(st.integers(0, len(fuzz.NAMES) - 1), JSON_VALUES)
def test_any_value_is_tried(place: int, value: object) -> None:
    fuzz.try_bytes(place.to_bytes(2) + json.dumps(value).encode())


@given(st.binary())
def test_any_bytes_are_tried(data: bytes) -> None:
    fuzz.try_bytes(data)
