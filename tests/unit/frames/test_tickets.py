"""A clock over an event log gives the readings of the tickets, as a frame of the same kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.frames import TicketColumns, rows_of, ticket_readings
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import IncidentState
from svcmgmt.sla import Clock, Outcome, in_state, on_trigger
from svcmgmt.temporal import parse_instant as at

Make = Callable[[list[dict[str, Any]]], Any]

MONDAY = at("2026-10-26T08:00:00Z")
NOW = at("2026-10-26T16:00:00Z")
HOUR = timedelta(hours=1)
WORDS = {
    "new": OwnState("new", StateCategory.OPEN),
    "waiting": OwnState("waiting", StateCategory.PAUSED),
    "solved": OwnState("solved", StateCategory.RESOLVED),
}
CLOCK = Clock(
    name="restore",
    limit=4 * HOUR,
    calendar=weekly("Mon-Fri 08:00-18:00", zone="UTC"),
    pause=in_state("waiting"),
)


def row(ticket: object, hours: float, state: object, **more: object) -> dict[str, Any]:
    return {"number": ticket, "when": MONDAY + hours * HOUR, "to": state, **more}


LOG = [
    row("T-2", 1, "waiting"),
    row("T-1", 0, "new"),
    row("T-2", 0, "new"),
    row("T-1", 5, "solved"),
    row("T-3", 2, "new"),
    row("T-1", 5, "solved"),
]
COLUMNS = TicketColumns(ticket="number", at="when", state="to")

KINDS: dict[str, Make] = {
    "rows": list,
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": pa.Table.from_pylist,
}
every_kind = pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)


class TestTicketReadings:
    @every_kind
    def test_each_ticket_is_read_as_the_clock_does(self, make: Make) -> None:
        told = ticket_readings(make(LOG), CLOCK, now=NOW, states=WORDS, columns=COLUMNS)
        assert type(told.frame) is type(make(LOG))
        rows = rows_of(told.frame).rows
        assert [each["number"] for each in rows] == ["T-2", "T-1", "T-3"]
        for each in rows:
            history = [
                StateChange[Any, Any](to_state=WORDS[fact["to"]], at=fact["when"])
                for fact in LOG
                if fact["number"] == each["number"]
            ]
            batch = CLOCK.read(history, until=NOW)
            assert each == {
                "number": each["number"],
                "state": batch.state.value,
                "started": batch.started_at,
                "stopped": batch.stopped_at,
                "due": batch.due,
                "breached": batch.breached_at,
                "elapsed": batch.elapsed,
                "remaining": batch.remaining,
                "outcome": batch.outcome.value,
                "findings": len(batch.findings),
            }
        assert str(told.compliance) == "0 % (0 of 2): 1 missed, 1 open, 1 open past due"
        assert told.readings["T-1"].outcome is Outcome.MISSED

    @every_kind
    def test_an_empty_log_gives_an_empty_frame(self, make: Make) -> None:
        log = make(LOG)
        nothing = log[:0] if not isinstance(log, pa.Table) else log.slice(0, 0)
        told = ticket_readings(nothing, CLOCK, now=NOW, states=WORDS, columns=COLUMNS)
        assert rows_of(told.frame).rows == ()
        assert told.compliance.judged == 0

    def test_no_row_is_dropped_without_a_finding(self) -> None:
        log = [
            row(None, 0, "new"),
            row("", 0, "new"),
            row("T-1", 0, None),
            row("T-2", 0, "new") | {"when": "yesterday"},
            row("T-3", 0, "odd"),
            row(["T-4"], 0, "new"),
        ]
        told = ticket_readings(log, CLOCK, now=NOW, states=WORDS, columns=COLUMNS)
        assert [(each["number"], each["outcome"]) for each in told.frame] == [
            ("T-1", "unknown"), ("T-2", "unknown"), ("T-3", "open past due"),
        ]  # fmt: skip
        assert [(each.code, each.pointer) for each in told.findings] == [
            ("missing-value", "/0/number"),
            ("unreadable-time", "/3/when"),
            ("missing-value", "/2/to"),
            ("unread-row", "/0/number"),
            ("unread-row", "/2/to"),
            ("unread-row", "/3/when"),
            ("unknown-state", "/4/to"),
            ("unreadable-value", "/5/number"),
        ]
        assert told.findings[3].message.endswith("3 times")

    def test_sequences_reasons_and_triggers_are_read(self) -> None:
        log = [
            row(7, 0, "waiting", n=2, why="customer", did="hold"),
            row(7, 0, "new", n=1, why=None, did="start"),
            row(8.0, 0, "new", n=1.0, why="", did="start"),
            row(9, 0, "new", n="1", why=None, did=None),
            row(9, 1, "new", n=1.5, why=None, did=None),
        ]
        columns = TicketColumns(
            ticket="number", at="when", state="to", sequence="n", reason="why", trigger="did"
        )
        clock = Clock(
            name="restore", limit=HOUR, pause=in_state("waiting", reasons=["customer"]),
            stop=on_trigger("close"),
        )  # fmt: skip
        told = ticket_readings(log, clock, now=NOW, states=WORDS, columns=columns)
        assert [(each["number"], each["state"]) for each in told.frame] == [
            ("7", "paused"), ("8", "running"), ("9", "running"),
        ]  # fmt: skip
        assert [mark.sequence for mark in told.readings["8"].ledger.marks] == [1]
        unread = [each for each in told.findings if each.code == "unreadable-value"]
        assert [(each.pointer, each.message) for each in unread] == [
            ("/3/n", "n: not a value that can be read, 2 times")
        ]

    def test_an_enumeration_tells_states_and_its_members_may_be_cells(self) -> None:
        log = [row("T-1", 0, IncidentState.NEW), row("T-1", 1, "resolved")]
        told = ticket_readings(log, CLOCK, now=NOW, states=IncidentState, columns=COLUMNS)
        assert told.frame[0]["outcome"] == "met"
        assert told.findings == ()

    def test_a_clock_that_is_never_due_says_so(self) -> None:
        never = weekly("Mon 08:00-09:00", zone="UTC") & weekly("Tue 08:00-09:00", zone="UTC")
        clock = Clock(name="restore", limit=HOUR, calendar=never)
        told = ticket_readings(LOG[1:2], clock, now=NOW, states=WORDS, columns=COLUMNS)
        [only] = told.frame
        assert (only["due"], only["outcome"], only["findings"]) == (None, "open", 1)

    @pytest.mark.parametrize(
        "states", [None, "new", {"new": "open"}, {7: WORDS["new"]}, StateCategory]
    )
    def test_states_are_states(self, states: object) -> None:
        with pytest.raises(InvalidType):
            ticket_readings(LOG, CLOCK, now=NOW, states=states, columns=COLUMNS)  # type: ignore[arg-type]

    def test_clock_and_columns_are_held_to_their_kinds(self) -> None:
        wrong: Any = "restore"
        with pytest.raises(InvalidType):
            ticket_readings(LOG, wrong, now=NOW, states=WORDS)
        with pytest.raises(InvalidType):
            ticket_readings(LOG, CLOCK, now=NOW, states=WORDS, columns=wrong)
        with pytest.raises(InvalidType):
            TicketColumns(at=7)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue, match="'ticket'"):
            ticket_readings(LOG, CLOCK, now=NOW, states=WORDS)

    def test_what_the_names_default_to(self) -> None:
        assert TicketColumns().names == ("ticket", "at", "state")
        assert isinstance(MONDAY, datetime)
