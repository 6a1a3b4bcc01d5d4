"""A frame tells what its rows tell, whatever its kind and the order of its rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
from hypothesis import given, strategies as st

from svcmgmt.calendars import weekly
from svcmgmt.frames import TicketColumns, frame_like, rows_of, ticket_readings
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import IncidentState
from svcmgmt.sla import Clock, in_state

START: Final = datetime.fromisoformat("2026-10-19T00:00:00+00:00")
CLOCK: Final = Clock(
    name="restore",
    limit=timedelta(hours=4),
    calendar=weekly("Mon-Fri 08:00-18:00", zone="Europe/Berlin"),
    pause=in_state(IncidentState.ON_HOLD),
)
COLUMNS: Final = TicketColumns(sequence="n")
MAKERS: Final = (pd.DataFrame, pl.DataFrame, pa.Table.from_pylist)

moments = st.integers(0, 10**12).map(lambda micros: START + timedelta(microseconds=micros))
logs = st.lists(
    st.tuples(st.sampled_from(["T-1", "T-2", "T-3"]), moments, st.sampled_from(IncidentState)),
    min_size=1,
    max_size=12,
)
cells = {
    "text": st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5),
    "flag": st.none() | st.booleans(),
    "count": st.none() | st.integers(-(2**63), 2**63 - 1),
    "at": st.none() | moments,
    "time": st.none() | st.timedeltas(-timedelta(days=99), timedelta(days=99)),
}


@given(log=logs, now=moments, random=st.randoms(use_true_random=False))
def test_every_kind_of_frame_in_any_order_is_read_as_the_clock_does(
    log: list[tuple[str, datetime, IncidentState]], now: datetime, random: Random
) -> None:
    rows = [
        {"ticket": name, "at": at, "state": str(state), "n": place}
        for place, (name, at, state) in enumerate(log)
    ]
    random.shuffle(rows)
    batch = {
        name: CLOCK.read(
            [
                StateChange[Any, Any](to_state=state, at=at, sequence=place)
                for place, (other, at, state) in enumerate(log)
                if other == name
            ],
            until=now,
        )
        for name, _, _ in log
    }
    for make in MAKERS:
        told = ticket_readings(make(rows), CLOCK, now=now, states=IncidentState, columns=COLUMNS)
        assert {row["ticket"]: row["elapsed"] for row in rows_of(told.frame).rows} == {
            name: reading.elapsed for name, reading in batch.items()
        }
        assert {row["ticket"]: row["due"] for row in rows_of(told.frame).rows} == {
            name: reading.due for name, reading in batch.items()
        }
        assert told.findings == ()


@given(rows=st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=6))
def test_rows_come_back_from_every_kind_of_frame(rows: list[dict[str, object]]) -> None:
    kinds = {"text": str, "flag": bool, "count": int, "at": datetime, "time": timedelta}
    for make in MAKERS:
        assert list(rows_of(frame_like(rows, make([{"a": 1}]), kinds=kinds)).rows) == rows
