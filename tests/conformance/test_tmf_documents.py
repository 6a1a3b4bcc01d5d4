"""Real documents of the Open APIs come back as they were, and typed fields hold what is in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tmf_documents
from leaf_checker import emptied, held_twice, leaves, surviving, text_of

from svcmgmt.common import Characteristic, Note
from svcmgmt.interop import tmf

LEAST_TYPED = 0.98
LEAST_HELD = 0.96
BESIDE = {"TMF666", "TMF678", "TMF685"}
"""APIs whose documents are read, but are no aim of the library."""


@pytest.fixture(scope="module")
def folder(corpus: Callable[[str], Path]) -> Path:
    """Give the folder of documents."""
    return corpus("tmf/payloads")


def documents(folder: Path) -> Iterator[tuple[dict[str, Any], str, tmf.Profile, str]]:
    """Yield each document with its class, its version and where it is."""
    for path in sorted(folder.glob("*/*/*/*.json")):
        version, kind = path.parts[-3:-1]
        profile = tmf.v4() if version == "v4" else tmf.v5()
        yield json.loads(path.read_text(encoding="utf-8")), kind, profile, str(path)


def test_the_aims_are_reached(folder: Path) -> None:
    told: Any = tmf_documents.report(str(folder))
    assert told["exact"] == told["files"] > 0
    assert (told["errors"], told["held_twice"]) == (0, 0)
    counts = [each for name, each in told["by_api"].items() if name.split("/")[0] not in BESIDE]
    files = sum(each["files"] for each in counts)
    assert sum(each["typed"] for each in counts) >= LEAST_TYPED * files


def test_typed_fields_hold_what_is_in_the_documents(folder: Path) -> None:
    held = total = 0
    for document, kind, profile, path in documents(folder):
        if not BESIDE & set(Path(path).parts):
            held += surviving(document, profile.dump(emptied(profile.load(document, kind))))
            total += len(list(leaves(document)))
    assert held >= LEAST_HELD * total > 0


def test_a_document_without_findings_fits_the_schema(folder: Path) -> None:
    validators: dict[tuple[str, type[Any]], jsonschema.Draft202012Validator] = {}
    fitting = 0
    for document, kind, profile, _ in documents(folder):
        entity = profile.load(document, kind)
        if profile.findings(entity):
            continue
        key = (profile.name, type(entity))
        if key not in validators:
            schema: Any = profile.json_schema(type(entity))
            jsonschema.Draft202012Validator.check_schema(schema)
            validators[key] = jsonschema.Draft202012Validator(schema)
        validators[key].validate(document)
        fitting += 1
    assert fitting > 100


def test_a_converted_document_comes_back(folder: Path) -> None:
    compared = 0
    for document, kind, profile, path in documents(folder):
        other = tmf.v5() if profile.name == "v4" else tmf.v4()
        there = tmf.convert(document, kind, source=profile, target=other)
        entity = profile.load(document, kind)
        if any(each.code == "no-counterpart" for each in there.findings):
            continue
        back = tmf.convert(there.document, type(entity).__name__, source=other, target=profile)
        assert text_of(back.document) == text_of(profile.dump(emptied(entity))), path
        compared += 1
    assert compared > 50


def test_the_checker_finds_what_is_held_twice() -> None:
    profile = tmf.v5()
    note = Note(text="a", extension={"text": "a", "x": 1})
    assert held_twice(profile.walk(note), profile.dump(emptied(note))) == ["/text"]


def test_the_checker_sees_leaves_that_only_an_extension_holds() -> None:
    profile = tmf.v5()
    document = {"text": "a", "date": "2026-10-26T09:00:00.000Z", "x/y": [1, {"b": None}], "id": 5}
    assert dict(leaves(document)) == {
        "/text": "a",
        "/date": "2026-10-26T09:00:00.000Z",
        "/x~1y/0": 1,
        "/x~1y/1/b": None,
        "/id": 5,
    }
    assert surviving(document, profile.dump(emptied(profile.load(document, "Note")))) == 2
    told = {"name": "a", "value": {"extension": {"kept": True}}}
    inner = profile.load(told, Characteristic)
    assert surviving(told, profile.dump(emptied(inner))) == 2
