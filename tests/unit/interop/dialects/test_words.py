"""The words of the products: each reads to a state, and what they can say is written back."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt import lifecycles
from svcmgmt.assurance import (
    AlarmState,
    ChangeRequestState,
    ServiceProblemStatus,
    TroubleTicketStatus,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop import jira, servicenow
from svcmgmt.interop.dialects import DIALECTS, Dialect, dialect_of
from svcmgmt.interop.native import from_dict, to_dict
from svcmgmt.lifecycle import OwnState, State
from svcmgmt.practice import (
    ChangeOutcome,
    ChangeState,
    HoldReason,
    IncidentState,
    ProblemState,
    RecordKind,
)
from svcmgmt.values import Priority

STATES: dict[RecordKind, list[State]] = {
    RecordKind.INCIDENT: [*IncidentState],
    RecordKind.PROBLEM: [*ProblemState],
    RecordKind.CHANGE: [*ChangeState],
}
every = pytest.mark.parametrize(
    "dialect", DIALECTS.values(), ids=lambda each: f"{each.name}-{each.kind.value}"
)


@every
def test_every_word_reads_to_a_state_and_is_written_back(dialect: Dialect) -> None:
    assert dialect.source
    for each in dialect.words:
        told = dialect.read(each.text)
        assert (told.state, told.reason, told.findings) == (each.state, each.reason, ())
        written = dialect.write(told.state, reason=told.reason)
        assert written.findings == ()
        again = dialect.read(written.word, reason=written.reason)
        assert (again.state, again.reason) == (each.state, each.reason)


@every
def test_every_state_is_written_so_that_it_reads_back_or_the_loss_is_told(dialect: Dialect) -> None:
    reasons = {"", *(meaning for _, meaning in dialect.reasons), *(w.reason for w in dialect.words)}
    for state in STATES[dialect.kind]:
        for reason in reasons:
            written = dialect.write(state, reason=reason)
            back = dialect.read(written.word, reason=written.reason) if written.word else None
            is_same = back is not None and (back.state, back.reason) == (state, reason)
            assert is_same or written.findings


@every
def test_every_priority_reads_and_is_written_back_unless_it_is_told(dialect: Dialect) -> None:
    rounded = {word for word in dialect.rounded if dialect.read_priority(word).findings}
    assert rounded == {*dialect.rounded}
    for word, level in dialect.priorities:
        told = dialect.read_priority(word)
        assert told.priority == Priority(level)
        assert bool(told.findings) is (word in rounded)
        written = dialect.write_priority(Priority(level))
        assert dialect.read_priority(written.word).priority == told.priority
    for level in range(1, 6):
        written = dialect.write_priority(Priority(level))
        back = dialect.read_priority(written.word).priority if written.word else None
        assert written.findings or back == Priority(level)


@every
def test_every_dialect_is_stored(dialect: Dialect) -> None:
    assert from_dict(to_dict(dialect)) == dialect


def test_what_products_cannot_say() -> None:
    gaps = {key: [each.value for each in told.gaps()] for key, told in DIALECTS.items()}
    assert {key: states for key, states in gaps.items() if states} == {
        ("tmf724", RecordKind.INCIDENT): ["onHold", "closed", "cancelled"],
        ("tmf656", RecordKind.PROBLEM): ["assess", "fixInProgress"],
        ("tmf655", RecordKind.CHANGE): ["closed"],
        ("servicenow before Helsinki", RecordKind.INCIDENT): ["onHold", "cancelled"],
        ("itop", RecordKind.INCIDENT): ["cancelled"],
        ("itop", RecordKind.PROBLEM): ["assess", "fixInProgress"],
        ("itop", RecordKind.CHANGE): ["cancelled"],
        ("glpi", RecordKind.INCIDENT): ["cancelled"],
        ("glpi", RecordKind.CHANGE): ["cancelled"],
        ("zammad", RecordKind.INCIDENT): ["cancelled"],
    }


def test_every_named_product_has_words() -> None:
    names = {name for name, _ in DIALECTS}
    wanted = {"itil", "tmf621", "tmf656", "tmf724", "servicenow", "itop", "glpi", "zammad", "jira"}
    assert wanted <= names


@pytest.mark.parametrize(
    ("name", "kind", "published"),
    [
        ("tmf621", RecordKind.INCIDENT, [*TroubleTicketStatus]),
        ("tmf656", RecordKind.PROBLEM, [*ServiceProblemStatus]),
        ("tmf655", RecordKind.CHANGE, [*ChangeRequestState]),
        ("tmf724", RecordKind.INCIDENT, [*AlarmState]),
    ],
)
def test_the_words_of_tm_forum_are_those_of_its_entities(
    name: str, kind: RecordKind, published: list[State]
) -> None:
    words = [each.text for each in dialect_of(name, kind).words]
    if name == "tmf724":
        assert {*words} <= {str(each) for each in published}
    else:
        assert sorted(words) == sorted(str(each) for each in published)


def test_words_that_the_readers_know_are_not_told_twice() -> None:
    known = {
        dialect_of("jira"): jira.STATES,
        dialect_of("servicenow"): servicenow.INCIDENT_STATES,
        dialect_of("servicenow before Helsinki"): servicenow.INCIDENT_STATES_BEFORE_HELSINKI,
    }
    for dialect, words in known.items():
        assert [each.text for each in dialect.words] == [*words]


@pytest.mark.parametrize(
    ("name", "word", "state"),
    [
        ("tmf621", "held", IncidentState.ON_HOLD),
        ("tmf724", "cleared", IncidentState.RESOLVED),
        ("servicenow", "6", IncidentState.RESOLVED),
        ("itop", "escalated_ttr", IncidentState.IN_PROGRESS),
        ("glpi", "4", IncidentState.ON_HOLD),
        ("zammad", "pending reminder", IncidentState.ON_HOLD),
        ("jira", "Waiting for customer", IncidentState.ON_HOLD),
        ("itil", "Pending", IncidentState.ON_HOLD),
    ],
)
def test_a_word_of_each_product(name: str, word: str, state: IncidentState) -> None:
    assert dialect_of(name).read(word).state is state


def test_only_waiting_for_the_customer_is_pending_in_tmf621() -> None:
    tmf621 = dialect_of("tmf621")
    written = {each: tmf621.write(IncidentState.ON_HOLD, reason=each.value) for each in HoldReason}
    assert {each: told.word for each, told in written.items()} == {
        HoldReason.CALLER: "pending",
        HoldReason.CHANGE: "held",
        HoldReason.PROBLEM: "held",
        HoldReason.VENDOR: "held",
    }
    assert written[HoldReason.VENDOR].reason == "awaitingVendor"


def test_a_change_that_was_backed_out_has_no_word_in_tmf655() -> None:
    tmf655 = dialect_of("tmf655", RecordKind.CHANGE)
    told = tmf655.write(ChangeState.CLOSED, reason=ChangeOutcome.BACKED_OUT.value)
    assert (told.word, told.reason) == ("failed", "backedOut")
    assert [each.code for each in told.findings] == ["state-not-told"]
    assert tmf655.read("failed", reason="backedOut").reason == "backedOut"


def test_problems_that_wait_keep_their_own_state() -> None:
    told = dialect_of("tmf656", RecordKind.PROBLEM).read("held")
    assert isinstance(told.state, OwnState)
    assert told.state.category.value == "paused"


def test_states_of_the_practices_are_those_of_their_lifecycles() -> None:
    for kind, name in (
        ("incident", "incident"),
        ("problem", "problem"),
        ("change", "change_normal"),
    ):
        assert {*STATES[RecordKind(kind)]} == {*lifecycles.ALL[name].states}


def test_an_unknown_product_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(InvalidValue, match="glpi, itil, itop, servicenow, tmf655"):
        dialect_of("tea", RecordKind.CHANGE)
    wrong: Any = "incident"
    with pytest.raises(InvalidType, match="kind"):
        dialect_of("jira", wrong)
    with pytest.raises(InvalidType, match="name"):
        dialect_of(wrong.encode())
