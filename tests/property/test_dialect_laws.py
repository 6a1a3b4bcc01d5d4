"""Laws of records in other models: whatever no finding names comes back equal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from attrs import AttrsInstance, fields
from hypothesis import given, strategies as st

from svcmgmt.assurance import ChangeRequest, ServiceProblem, TroubleTicket
from svcmgmt.interop.dialects import (
    DIALECTS,
    Dialect,
    Translation,
    to_change,
    to_change_request,
    to_incident,
    to_problem,
    to_service_problem,
    to_trouble_ticket,
)
from svcmgmt.lifecycle import StateChange
from svcmgmt.lifecycles import (
    CHANGE_STANDARD,
    CHANGE_TMF655,
    INCIDENT,
    PROBLEM,
    SERVICE_PROBLEM,
    TROUBLE_TICKET,
)
from svcmgmt.practice import Change, ChangeModel, Incident, Problem
from svcmgmt.testing import strategies
from svcmgmt.values import ChangeId, IncidentId, ProblemId

Facts = tuple[StateChange[Any, Any], ...]
Conversion = Callable[[Any], Translation[Any]]
TEXTS = st.text(max_size=12)


def keeps(record: Any, there: Conversion, back: Conversion) -> None:  # noqa: ANN401 - any record
    """A record comes back equal in all fields that have something and that no finding names."""
    made = there(record)
    again = back(made.record).record
    lost = {each.pointer for each in made.findings}
    for each in fields(cast("type[AttrsInstance]", type(record))):
        value = getattr(record, each.name)
        if f"/{each.name}" not in lost and value not in {None, "", ()}:
            assert getattr(again, each.name) == value
    # and what came back once comes back as it is
    assert back(there(again).record).record == again


def ends(history: Facts) -> dict[str, Any]:
    """Return the state and history of a record."""
    return {"state": history[-1].to_state, "history": history} if history else {}


@given(history=strategies.histories(INCIDENT))
def test_incidents_come_back(history: Facts) -> None:
    record = Incident(id=IncidentId("INC-1"), **ends(history))
    keeps(record, to_trouble_ticket, to_incident)


@given(history=strategies.histories(TROUBLE_TICKET))
def test_trouble_tickets_come_back(history: Facts) -> None:
    keeps(TroubleTicket(id="TT-1", **ends(history)), to_incident, to_trouble_ticket)


@given(history=strategies.histories(PROBLEM))
def test_problems_come_back(history: Facts) -> None:
    record = Problem(id=ProblemId("PRB-1"), **ends(history))
    keeps(record, to_service_problem, to_problem)


@given(history=strategies.histories(SERVICE_PROBLEM))
def test_service_problems_come_back(history: Facts) -> None:
    keeps(ServiceProblem(id="SP-1", **ends(history)), to_problem, to_service_problem)


@given(history=strategies.histories(CHANGE_STANDARD))
def test_changes_come_back(history: Facts) -> None:
    record = Change(id=ChangeId("CHG-1"), model=ChangeModel.STANDARD, **ends(history))
    keeps(record, to_change_request, to_change)


@given(history=strategies.histories(CHANGE_TMF655))
def test_change_requests_come_back(history: Facts) -> None:
    record = ChangeRequest(id="CR-1", request_type="standard", **ends(history))
    keeps(record, to_change, to_change_request)


@given(dialect=st.sampled_from([*DIALECTS.values()]), word=TEXTS, reason=TEXTS)
def test_what_reads_without_a_finding_is_written_and_read_again(
    dialect: Dialect, word: str, reason: str
) -> None:
    if not word.strip():
        return
    told = dialect.read(word, reason=reason)
    written = dialect.write(told.state, reason=told.reason)
    if not (told.findings or written.findings):
        again = dialect.read(written.word, reason=written.reason)
        assert (again.state, again.reason) == (told.state, told.reason)
