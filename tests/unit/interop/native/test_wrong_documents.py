"""A document that does not fit says where and why, every problem at once."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import frozen
from samples import SAMPLES

from svcmgmt.errors import LimitExceeded, SvcmgmtError
from svcmgmt.interop.native import (
    InvalidDocument,
    NewerSchema,
    NotStorable,
    UnknownSchema,
    from_dict,
    to_dict,
)
from svcmgmt.practice import INCIDENT
from svcmgmt.temporal import Interval
from svcmgmt.values import Priority

NINE = "2026-10-26T09:00:00Z"
INTERVAL = to_dict(Interval.parse("2026-10-26T08:00:00Z/PT1H"))
CLOCK = to_dict(SAMPLES["clock"][0])
LIFECYCLE = to_dict(INCIDENT)
SET = {"schema": "svcmgmt/interval-set/1", "value": [INTERVAL["value"]]}
DAILY = {"schema": "svcmgmt/recurrence/1", "rule": "FREQ=DAILY", "start": NINE}
RECURRENCE = {**DAILY, "zone": "UTC", "also": [], "excluded": []}
MATRIX = {"schema": "svcmgmt/priority-matrix/1", "cells": []}
CELL = to_dict(SAMPLES["priority-matrix"][0])["cells"]
EVENT = to_dict(SAMPLES["conformance-event"][0])
CLAUSE = to_dict(SAMPLES["credit-clause"][0])


def line(value: object) -> dict[str, Any]:
    """Return the document of a timeline of one value."""
    return {"schema": "svcmgmt/timeline/1", "changes": [[NINE, value]]}


@frozen
class Case:
    document: Any
    place: str
    told: str


BAD = [
    Case(5, "", "expected an object"),
    Case([], "", "expected an object"),
    Case({**INTERVAL, "value": 5}, "/value", "int 5"),
    Case({**INTERVAL, "value": "soon"}, "/value", "start/end"),
    Case({"schema": "svcmgmt/interval/1"}, "/value", "missing"),
    Case({**INTERVAL, "a/b~c": 1}, "/a~1b~0c", "not known here"),
    Case({**SET, "value": [INTERVAL["value"], 5, "x"]}, "/value/1", "int 5"),
    Case({**SET, "value": [INTERVAL["value"], 5, "x"]}, "/value/2", "start/end"),
    Case({**SET, "more": 1}, "/more", "not known here"),
    Case({"schema": "svcmgmt/extension/1", "value": {}, "x": 1}, "/x", "not known here"),
    Case({"schema": "svcmgmt/priority/1"}, "/level", "missing"),
    Case({"schema": "svcmgmt/priority/1", "level": "2"}, "/level", "str '2'"),
    Case({"schema": "svcmgmt/priority/1", "level": True}, "/level", "bool True"),
    Case({"schema": "svcmgmt/priority/1", "level": 9}, "", "level: 9"),
    Case({"schema": "svcmgmt/priority/1", "level": 1, "x": 1}, "/x", "not known here"),
    Case({**CLOCK, "limit": "P1D"}, "/limit", "PT24H"),
    Case({**CLOCK, "limit": 5}, "/limit", "int 5"),
    Case({**CLOCK, "limit": INTERVAL}, "/limit", "WorkingDays"),
    Case({**CLOCK, "limit": {"schema": "svcmgmt/calendar-days/1"}}, "/limit/days", "missing"),
    Case({**CLOCK, "reopen": "perhaps"}, "/reopen", "continue, restart"),
    Case({**CLOCK, "alerts": "75 %"}, "/alerts", "a list"),
    Case({**CLOCK, "alerts": [{"share": "3/4", "offset": None}, 7]}, "/alerts/1", "an object"),
    Case({**CLOCK, "calendar": INTERVAL}, "/calendar", "ServiceTime"),
    Case({**CLOCK, "calendar": {"schema": "x"}}, "/calendar", "schema: 'x' is not known"),
    Case({**CLAUSE, "schedule": INTERVAL}, "/schedule", "CreditSchedule"),
    Case({**LIFECYCLE, "rules": [{"trigger": 5, "sources": []}]}, "/rules/0/trigger", "int 5"),
    Case({**LIFECYCLE, "initials": [{"IncidentState": "nwe"}]}, "/initials/0", "new, inProgress"),
    Case({"schema": "svcmgmt/compliance/1", "counts": {"mett": 1}}, "/counts/mett", "met, missed"),
    Case({"schema": "svcmgmt/compliance/1", "counts": [1]}, "/counts", "an object"),
    Case({"schema": "svcmgmt/alert/1", "share": "0.75", "offset": None}, "/share", "3/4"),
    Case({"schema": "svcmgmt/decimal/1", "value": "1e"}, "/value", "99.95"),
    Case(DAILY, "/zone", "missing"),
    Case({**RECURRENCE, "zone": "Mars", "start": 5, "rule": 1}, "/zone", "Mars"),
    Case({**RECURRENCE, "zone": "Mars", "start": 5, "rule": 1}, "/start", "int 5"),
    Case({**RECURRENCE, "zone": "Mars", "start": 5, "rule": 1}, "/rule", "int 1"),
    Case({**RECURRENCE, "also": [NINE, "soon"]}, "/also/1", "soon"),
    Case({**RECURRENCE, "more": 1}, "/more", "not known here"),
    Case(MATRIX, "", "a priority for every pair"),
    Case({**MATRIX, "more": 1}, "/more", "not known here"),
    Case({**MATRIX, "cells": [5]}, "/cells/0", "a list"),
    Case({**MATRIX, "cells": [[1, 2]]}, "/cells/0", "a list of 3"),
    Case({**MATRIX, "cells": [[9, 1, CELL[0][2]]]}, "/cells/0/0", "1, 2, 3"),
    Case({**MATRIX, "cells": [*CELL, CELL[0]]}, "", "each pair once"),
    Case({**line(1), "more": 1}, "/more", "not known here"),
    Case({**line(1), "changes": "x"}, "/changes", "a list"),
    Case({**line(1), "changes": [["soon", 1]]}, "/changes/0/0", "soon"),
    Case(line(1.5), "/changes/0/1", "float 1.5"),
    Case(line(float("nan")), "/changes/0/1", "float nan"),
    Case(line([1]), "/changes/0/1", "list [1]"),
    Case(line({}), "/changes/0/1", "one enumeration and its word"),
    Case(line({"a": 1, "b": 2}), "/changes/0/1", "one enumeration and its word"),
    Case({**EVENT, "value": None}, "/value", "Verdict"),
    Case({**EVENT, "value": float("inf")}, "/value", "a finite number"),
    Case({**EVENT, "value": 10**5000}, "/value", "13000 bits"),
    Case({"schema": "svcmgmt/priority/1", "level": 10**5000}, "/level", "13000 bits"),
    Case({**EVENT, "value": {"Verdict": "perhaps"}}, "/value", "met, warning"),
    Case({**EVENT, "value": {"IncidentState": "new"}}, "/value", "is not allowed"),
]  # fmt: skip


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case.place} {case.told}")
def test_a_document_that_does_not_fit_says_where_and_why(case: Case) -> None:
    with pytest.raises(InvalidDocument) as refused:
        from_dict(case.document)
    assert any(
        place == case.place and case.told in problem for place, problem in refused.value.problems
    ), refused.value.problems


def test_all_problems_of_a_document_are_told_at_once() -> None:
    with pytest.raises(InvalidDocument) as refused:
        from_dict({**CLOCK, "name": 3, "limit": "P1D", "zz": 1, "reopen": "perhaps"})
    assert {place for place, _ in refused.value.problems} == {"/name", "/limit", "/zz", "/reopen"}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_no_document_takes_what_its_schema_does_not_have(name: str) -> None:
    for value in SAMPLES[name]:
        with pytest.raises(InvalidDocument, match="at /more: not known here"):
            from_dict({**to_dict(value), "more": 1})


@pytest.mark.parametrize(
    "schema",
    [None, 5, "", "acme/interval/1", "svcmgmt/tea/1", "svcmgmt/interval", "svcmgmt/interval/0"],
)
def test_an_unknown_schema_is_refused(schema: object) -> None:
    with pytest.raises(UnknownSchema, match="a document says 'svcmgmt/<type>/<version>'"):
        from_dict({**INTERVAL, "schema": schema})


def test_a_newer_schema_is_refused() -> None:
    with pytest.raises(NewerSchema, match="newer than version 1"):
        from_dict({**INTERVAL, "schema": "svcmgmt/interval/2"})


def test_another_class_than_expected_is_refused() -> None:
    with pytest.raises(InvalidDocument, match="expected a Priority, got a Interval"):
        from_dict(INTERVAL, Priority)


def test_deep_documents_are_refused_before_they_are_read() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"a": deep, "b": [1]}
    with pytest.raises(LimitExceeded, match="depth"):
        from_dict({"schema": "svcmgmt/extension/1", "value": deep})


def test_documents_that_grow_when_they_are_read_are_refused_before() -> None:
    shared: dict[str, Any] = {"a": 1}
    for _ in range(40):
        shared = {"a": shared, "b": shared}
    with pytest.raises(LimitExceeded, match="size"):
        from_dict({"schema": "svcmgmt/extension/1", "value": shared})


def test_what_is_shared_a_few_times_is_read() -> None:
    shared = {"a": [1, 2, 3]}
    document = {"schema": "svcmgmt/extension/1", "value": {"a": shared, "b": [shared] * 100}}
    assert from_dict(document)["b"] == [shared] * 100


def test_errors_are_errors_of_the_library() -> None:
    for kind in (InvalidDocument, NewerSchema, UnknownSchema, NotStorable):
        assert issubclass(kind, SvcmgmtError)
