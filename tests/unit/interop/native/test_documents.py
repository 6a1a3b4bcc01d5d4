"""Everything that can be stored comes back equal, and what cannot be read says why."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator
from samples import SAMPLES

from svcmgmt import calendars as cal
from svcmgmt.errors import InvalidValue, LimitExceeded, SvcmgmtError
from svcmgmt.interop.native import (
    InvalidDocument,
    NewerSchema,
    NotStorable,
    UnknownSchema,
    from_dict,
    json_schema,
    to_dict,
)
from svcmgmt.interop.native.registry import BY_CLASS, BY_NAME
from svcmgmt.lifecycle import Lifecycle, Rule, State, StateCategory, StateChange, Stateful, Trigger
from svcmgmt.practice import INCIDENT, Incident
from svcmgmt.sla import ClockLedger, Target, read
from svcmgmt.temporal import Interval, IntervalSet, Timeline, parse_instant as at
from svcmgmt.values import Priority

GOLDEN = Path(__file__).parents[3] / "golden" / "native"
EVERY = [pytest.param(value, id=name) for name, values in SAMPLES.items() for value in values]


def through_json(value: object) -> dict[str, Any]:
    """Return the document of a value as another program would read it."""
    document: dict[str, Any] = json.loads(json.dumps(to_dict(value)))
    return document


def test_every_stored_class_has_a_sample() -> None:
    assert set(SAMPLES) == set(BY_NAME)
    for name, values in SAMPLES.items():
        assert {type(value) for value in values} == {BY_NAME[name]}


@pytest.mark.parametrize("value", EVERY)
def test_a_value_comes_back_equal(value: object) -> None:
    document = through_json(value)
    back = from_dict(document)
    assert type(back) is type(value)
    assert back == value
    assert to_dict(back) == document


@pytest.mark.parametrize("value", EVERY)
def test_a_document_follows_its_published_schema(value: object) -> None:
    schema = json_schema(type(value))
    Draft202012Validator.check_schema(schema)
    problems = [
        f"{e.json_path}: {e.message}"
        for e in Draft202012Validator(schema).iter_errors(through_json(value))
    ]
    assert problems == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_what_the_first_version_wrote_is_read(name: str) -> None:
    documents = json.loads((GOLDEN / f"{name}.v1.json").read_text(encoding="utf-8"))
    assert [from_dict(document) for document in documents] == SAMPLES[name]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_this_version_writes_what_its_golden_file_says(name: str) -> None:
    documents = json.loads((GOLDEN / f"{name}.v1.json").read_text(encoding="utf-8"))
    assert [through_json(value) for value in SAMPLES[name]] == documents


def test_schemas_carry_name_and_version() -> None:
    assert to_dict(at("2026-10-26T08:00:00Z"))["schema"] == "svcmgmt/instant/1"
    assert {version for _, version in BY_CLASS.values()} == {1}


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


class LampState(State):
    LIT = "lit", StateCategory.IN_SERVICE
    DARK = "dark", StateCategory.OUT_OF_SERVICE


class LampTrigger(Trigger):
    SWITCH = "switch"


def has_power(lamp: Stateful[Any, Any]) -> bool:
    """Power."""
    return lamp is not None


LAMP: Lifecycle[LampState, LampTrigger] = Lifecycle(
    name="lamp",
    rules=[
        Rule(LampTrigger.SWITCH, [LampState.DARK], LampState.LIT, guards=[has_power]),
        Rule(LampTrigger.SWITCH, [LampState.LIT], LampState.DARK),
    ],
    initials=[LampState.DARK],
)


class TestOwnEnumerationsAndGuards:
    def test_they_are_given_when_reading(self) -> None:
        back = from_dict(
            through_json(LAMP), Lifecycle, enumerations=[LampState, LampTrigger], guards=[has_power]
        )
        assert back == LAMP

    def test_an_unknown_enumeration_is_named(self) -> None:
        with pytest.raises(InvalidDocument, match="LampTrigger") as refused:
            from_dict(through_json(LAMP), guards=[has_power])
        assert any(
            "IncidentState, IncidentTrigger" in problem for _, problem in refused.value.problems
        )

    def test_an_unknown_guard_is_named(self) -> None:
        with pytest.raises(InvalidDocument, match="has_power"):
            from_dict(through_json(LAMP), enumerations=[LampState, LampTrigger])

    def test_a_change_of_an_own_enumeration_is_read(self) -> None:
        change: StateChange[LampState, LampTrigger] = StateChange(
            to_state=LampState.LIT, at=at("2026-10-26T08:00:00Z"), trigger=LampTrigger.SWITCH
        )
        assert from_dict(through_json(change), enumerations=[LampState, LampTrigger]) == change


class Tides(cal.CalendarRule):
    """A rule of somebody's own."""

    def edges(self, start: int, end: int) -> list[int]:
        return [start, end]


class Freeze:
    """A calendar of somebody's own."""

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        return end - start

    def due(self, start: datetime, allowed: cal.TimeAllowed, /) -> datetime:
        return start + (allowed if isinstance(allowed, timedelta) else timedelta(0))

    def intervals(self, start: datetime, end: datetime, /) -> IntervalSet:
        return IntervalSet.of([Interval(start, end)])


class LiveHolidays:
    def __contains__(self, day: object) -> bool:
        return day == date(2026, 12, 25)


class TestWhatCannotBeStored:
    @pytest.mark.parametrize("value", [5, "text", object(), None, [1]])
    def test_values_of_other_libraries(self, value: object) -> None:
        with pytest.raises(NotStorable, match="store a value of this library"):
            to_dict(value)

    def test_a_rule_of_your_own(self) -> None:
        with pytest.raises(NotStorable, match="Tides"):
            to_dict(cal.ServiceCalendar(Tides(), "UTC"))

    def test_a_calendar_of_your_own(self) -> None:
        with pytest.raises(NotStorable, match="Freeze"):
            to_dict(Target(name="t", limit=timedelta(hours=1), calendar=Freeze()))

    def test_a_live_container_of_holidays_until_it_is_fixed(self) -> None:
        live = cal.weekly("Mon-Fri 08:00-18:00", zone="UTC", holidays=LiveHolidays())
        with pytest.raises(NotStorable, match="snapshot"):
            to_dict(live)
        fixed = cal.snapshot(LiveHolidays(), date(2026, 1, 1), date(2026, 12, 31))
        stored = cal.weekly("Mon-Fri 08:00-18:00", zone="UTC", holidays=fixed)
        assert from_dict(through_json(stored)) == stored

    def test_a_class_without_schema(self) -> None:
        with pytest.raises(InvalidValue, match="kind: 'int' is not allowed"):
            json_schema(int)


INTERVAL = to_dict(Interval.parse("2026-10-26T08:00:00Z/PT1H"))
CLOCK = to_dict(SAMPLES["clock"][0])
LIFECYCLE = to_dict(INCIDENT)
RECURRENCE = {
    "schema": "svcmgmt/recurrence/1",
    "rule": "FREQ=DAILY",
    "start": "2026-10-26T08:00:00Z",
}
TIMELINE = {"schema": "svcmgmt/timeline/1", "changes": [["2026-10-26T08:00:00Z", {"a": 1, "b": 2}]]}


@frozen
class Case:
    document: Any
    place: str
    told: str


BAD = [
    Case(5, "", "expected an object"),
    Case([], "", "expected an object"),
    Case({**INTERVAL, "value": 5}, "", "int 5"),
    Case({**INTERVAL, "value": "soon"}, "", "start/end"),
    Case({"schema": "svcmgmt/interval/1"}, "/value", "missing"),
    Case({"schema": "svcmgmt/priority/1"}, "/level", "missing"),
    Case({"schema": "svcmgmt/priority/1", "level": "2"}, "/level", "str '2'"),
    Case({"schema": "svcmgmt/priority/1", "level": True}, "/level", "bool True"),
    Case({"schema": "svcmgmt/priority/1", "level": 9}, "", "level: 9"),
    Case({"schema": "svcmgmt/priority/1", "level": 1, "x": 1}, "/x", "not known here"),
    Case({**CLOCK, "limit": "P1D"}, "/limit", "PT24H"),
    Case({**CLOCK, "limit": {"schema": "svcmgmt/money/1"}}, "/limit/amount", "missing"),
    Case({**CLOCK, "reopen": "perhaps"}, "/reopen", "continue, restart"),
    Case({**CLOCK, "alerts": "75 %"}, "/alerts", "a list"),
    Case({**CLOCK, "alerts": [{"share": "3/4", "offset": None}, 7]}, "/alerts/1", "an object"),
    Case({**CLOCK, "calendar": INTERVAL}, "/calendar", "ServiceTime"),
    Case({**LIFECYCLE, "rules": [{"trigger": 5, "sources": []}]}, "/rules/0/trigger", "int 5"),
    Case({**LIFECYCLE, "initials": [{"IncidentState": "nwe"}]}, "/initials/0", "new, inProgress"),
    Case({"schema": "svcmgmt/compliance/1", "counts": {"mett": 1}}, "/counts", "met, missed"),
    Case(RECURRENCE, "/zone", "missing"),
    Case({"schema": "svcmgmt/alert/1", "share": "0.75", "offset": None}, "/share", "3/4"),
    Case(TIMELINE, "/a", "not known"),
    Case({"schema": "svcmgmt/priority-matrix/1", "cells": []}, "", "a priority for every pair"),
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
    with pytest.raises(LimitExceeded):
        from_dict({"schema": "svcmgmt/extension/1", "value": deep})


def test_a_timeline_of_foreign_values_is_not_stored() -> None:
    line: Timeline[object] = Timeline.of([(at("2026-10-26T08:00:00Z"), object())])
    with pytest.raises(NotStorable):
        to_dict(line)


def test_errors_are_errors_of_the_library() -> None:
    for kind in (InvalidDocument, NewerSchema, UnknownSchema, NotStorable):
        assert issubclass(kind, SvcmgmtError)
