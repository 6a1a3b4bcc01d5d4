"""Everything that can be stored comes back equal, as its published schema says."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from samples import SAMPLES

from svcmgmt import calendars as cal
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.native import from_dict, json_schema, to_dict
from svcmgmt.interop.native.registry import HOMES, class_of, name_of
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import Incident, IncidentState, IncidentTrigger
from svcmgmt.sla import ClockLedger, Target, read
from svcmgmt.temporal import parse_instant as at

GOLDEN = Path(__file__).parents[3] / "golden" / "native"
EVERY = [pytest.param(value, id=name) for name, values in SAMPLES.items() for value in values]


def through_json(value: object) -> dict[str, Any]:
    """Return the document of a value as another program would read it."""
    document: dict[str, Any] = json.loads(json.dumps(to_dict(value), allow_nan=False))
    return document


@cache
def validator(schema_name: str) -> Draft202012Validator:
    """Return what holds documents against a published schema."""
    schema = json_schema(class_of(schema_name.split("/")[1]))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_stored_class_has_a_sample() -> None:
    assert set(SAMPLES) == set(HOMES)
    for name, values in SAMPLES.items():
        assert {name_of(type(value)) for value in values} == {name}


@pytest.mark.parametrize("value", EVERY)
def test_a_value_comes_back_equal(value: object) -> None:
    document = through_json(value)
    back = from_dict(document)
    assert type(back) is type(value)
    assert back == value
    assert to_dict(back) == document


@pytest.mark.parametrize("value", EVERY)
def test_a_document_is_json_as_it_is(value: object) -> None:
    assert to_dict(value) == through_json(value)


@pytest.mark.parametrize("value", EVERY)
def test_a_document_follows_its_published_schema(value: object) -> None:
    document = through_json(value)
    errors = validator(document["schema"]).iter_errors(document)
    assert [f"{e.json_path}: {e.message}" for e in errors] == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_what_the_first_version_wrote_is_read(name: str) -> None:
    documents = json.loads((GOLDEN / f"{name}.v1.json").read_text(encoding="utf-8"))
    assert [from_dict(document) for document in documents] == SAMPLES[name]


@pytest.mark.parametrize("file", sorted((GOLDEN / "earlier").iterdir()), ids=lambda file: file.name)
def test_what_was_written_before_a_class_got_further_fields_is_read(file: Path) -> None:
    name, _, _ = file.name.partition(".")
    documents = json.loads(file.read_text(encoding="utf-8"))
    assert [from_dict(document) for document in documents] == SAMPLES[name]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_this_version_writes_what_its_golden_file_says(name: str) -> None:
    documents = json.loads((GOLDEN / f"{name}.v1.json").read_text(encoding="utf-8"))
    assert [through_json(value) for value in SAMPLES[name]] == documents


def test_schemas_carry_name_and_version() -> None:
    assert to_dict(at("2026-10-26T08:00:00Z"))["schema"] == "svcmgmt/instant/1"


@pytest.mark.parametrize(
    ("kind", "error"), [(int, InvalidValue), (IncidentState, InvalidValue), ("Money", InvalidType)]
)
def test_a_class_that_is_not_stored_has_no_schema(kind: object, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"kind: .* is not allowed"):
        json_schema(kind)  # type: ignore[arg-type]


class TestGoingOnTomorrow:
    def test_a_stored_clock_and_ledger_give_the_same_answer(self) -> None:
        target = Target(
            name="restore",
            limit=timedelta(hours=8),
            calendar=cal.weekly(
                "Mon-Fri 08:00-18:00", zone="Europe/Lisbon", holidays=["2026-10-27"]
            ),
        )
        today = ClockLedger.started(at("2026-10-26T16:00:00Z")).pause(at("2026-10-26T17:00:00Z"))
        uninterrupted = today.resume(at("2026-10-28T09:00:00Z"))

        stored_target = from_dict(through_json(target), Target)
        stored_ledger = from_dict(through_json(today), ClockLedger)
        continued = stored_ledger.resume(at("2026-10-28T09:00:00Z"))

        until = at("2026-10-28T12:00:00Z")
        assert read(stored_target, continued, until=until) == read(
            target, uninterrupted, until=until
        )
        assert read(stored_target, continued, until=until).due == at("2026-10-28T16:00:00Z")

    def test_a_stored_incident_goes_on(self) -> None:
        incident = Incident.log(id="INC-7", at=at("2026-10-26T08:00:00Z"))
        stored = from_dict(through_json(incident), Incident)
        later = at("2026-10-26T09:00:00Z")
        assert stored.start(at=later) == incident.start(at=later)

    def test_a_class_may_be_expected_with_its_parameters(self) -> None:
        change = StateChange[IncidentState, IncidentTrigger](
            to_state=IncidentState.NEW, at=at("2026-10-26T08:00:00Z")
        )
        stored = from_dict(through_json(change), StateChange[IncidentState, IncidentTrigger])
        assert stored == change
