"""Whatever a document says, it comes back; what is told of it is where it says."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from openslo_documents import json_values, mutated, text_of

from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop.openslo import (
    SLO,
    RefusedDocument,
    check,
    dump,
    findings,
    is_same_document,
    load,
)
from svcmgmt.sla.indicators import BudgetingMethod


def at_pointer(document: Any, pointer: str) -> object:  # noqa: ANN401
    """Return what a JSON pointer (RFC 6901) leads to."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


@given(mutated())
def test_a_mutated_document_comes_back(document: dict[str, Any]) -> None:
    before = text_of(document)
    held = load(document)
    assert text_of(dump(held)) == before == text_of(document)


@given(json_values)
def test_any_object_comes_back(document: object) -> None:
    if isinstance(document, dict):
        assert text_of(dump(load(document))) == text_of(document)


@given(mutated())
def test_reading_what_was_written_gives_the_same(document: dict[str, Any]) -> None:
    held = load(document)
    again = load(dump(held))
    assert again == held
    assert hash(again) == hash(held)
    assert is_same_document(again, held)
    assert check(again) == check(held)
    assert pickle.loads(pickle.dumps(held)) == held  # noqa: S301


@given(mutated())
def test_every_finding_is_about_something_that_is_there(document: dict[str, Any]) -> None:
    for finding in findings(load(document)):
        at_pointer(document, finding.pointer)


@given(mutated())
def test_what_is_read_strictly_has_no_findings(document: dict[str, Any]) -> None:
    held = load(document)
    if findings(held):
        with pytest.raises(RefusedDocument) as caught:
            load(document, strict=True)
        assert caught.value.findings == findings(held)
    else:
        assert load(document, strict=True) == held


@given(mutated())
def test_an_edit_wins_and_touches_nothing_else(document: dict[str, Any]) -> None:
    held = load(document)
    if not isinstance(held, SLO) or held.spec is None:
        return
    edited = evolve(held, spec=evolve(held.spec, budgeting_method=BudgetingMethod.OCCURRENCES))
    expected = {**document, "spec": {**document["spec"], "budgetingMethod": "Occurrences"}}
    assert text_of(dump(edited)) == text_of(expected)


@given(mutated())
def test_what_is_calculated_ends_in_a_value_or_a_clear_error(document: dict[str, Any]) -> None:
    held = load(document)
    if not isinstance(held, SLO) or held.spec is None:
        return
    for objective in held.spec.objectives:
        for ask in (
            objective.promise,
            objective.condition,
            lambda each=objective: (each.slice_target, each.slice_length),
        ):
            try:
                ask()
            except SvcmgmtError:
                continue
