"""Outages in frames become the facts of services."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.frames import OutageColumns, frame_like, outage_facts, rows_of
from svcmgmt.sla.availability import availability_of
from svcmgmt.temporal import Interval, parse_instant as at

Make = Callable[[list[dict[str, Any]]], Any]

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
TEN, NOON = at("2026-10-05T10:00:00Z"), at("2026-10-05T12:00:00Z")
COLUMNS = OutageColumns(
    service="ci",
    start="from",
    end="to",
    id="number",
    sequence="version",
    weight="lost",
    cause="why",
)


def row(number: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a cell holds
    whole = {"number": number, "ci": "vpn", "from": TEN, "to": NOON, "version": 1, "lost": "1/2"}
    return whole | {"why": "fibre"} | more


ROWS = [row("o-1"), row("o-2", ci="mail", to=None), row("o-1", version=2, lost="1/4")]

every_kind = pytest.mark.parametrize(
    "make", [list, pd.DataFrame, pl.DataFrame, pa.Table.from_pylist],
    ids=["rows", "pandas", "polars", "pyarrow"],
)  # fmt: skip


class TestOutageFacts:
    @every_kind
    def test_outages_are_those_of_the_rows(self, make: Make) -> None:
        facts = outage_facts(make(ROWS), columns=COLUMNS)
        assert facts.services == ("mail", "vpn")
        [vpn] = facts.of_service("vpn").availability.outages
        assert (vpn.id, vpn.sequence, vpn.weight) == ("o-1", 2, Fraction(1, 4))
        assert (vpn.during, vpn.scope, vpn.cause) == (Interval(TEN, NOON), "vpn", "fibre")
        [mail] = facts.of_service("mail").availability.outages
        assert mail.during.end is None
        assert [each.code for each in facts.findings] == ["missing-value"]

    @every_kind
    def test_evidence_goes_out_as_a_frame(self, make: Make) -> None:
        facts = outage_facts(make(ROWS), columns=COLUMNS).of_service("vpn")
        result = availability_of(facts.availability, within=DAY)
        frame = frame_like(result.as_rows(), make(ROWS))
        assert list(rows_of(frame).rows) == result.as_rows()

    def test_no_row_is_dropped_without_a_finding(self) -> None:
        rows = [
            row("o-1", ci=None),
            row("o-2", **{"from": "noon"}),
            row("o-3", to=at("2026-10-05T09:00:00Z")),
            row("o-4", lost=2),
            row("o-5", lost=None),
            row("o-5", lost=None),
        ]
        facts = outage_facts(rows, columns=COLUMNS)
        assert [(each.id, each.weight) for each in facts.availability.outages] == [
            ("o-5", Fraction(1))
        ]
        assert {(each.code, each.pointer) for each in facts.findings} == {
            ("missing-value", "/0/ci"),
            ("missing-value", "/4/lost"),
            ("unread-row", "/0/ci"),
            ("unread-row", "/1/from"),
            ("unreadable-time", "/1/from"),
            ("end-before-start", "/2/to"),
            ("unreadable-value", "/3/lost"),
            ("duplicate-row", "/5"),
        }

    def test_an_end_that_cannot_be_read_is_no_open_end(self) -> None:
        facts = outage_facts([row("o-1", to="late")], columns=COLUMNS)
        assert facts.availability.outages == ()
        assert [each.code for each in facts.findings] == ["unreadable-time", "unread-row"]

    def test_the_least_columns_do(self) -> None:
        rows = [{"service": "vpn", "start": TEN, "end": NOON}]
        [outage] = outage_facts(rows).availability.outages
        assert (outage.weight, outage.id, outage.cause) == (Fraction(1), "", "")

    def test_columns_are_held_to_their_kind(self) -> None:
        with pytest.raises(InvalidType):
            outage_facts(ROWS, columns={"service": "ci"})  # type: ignore[arg-type]

    def test_weights_are_exact_and_a_float_is_found_by_its_column_and_row(self) -> None:
        with pytest.raises(InvalidType, match=r"^lost\[1\]: float 0\.3"):
            outage_facts([row("o-1"), row("o-2", lost=0.3)], columns=COLUMNS)

    def test_rows_without_any_column_lack_what_is_needed(self) -> None:
        with pytest.raises(InvalidValue, match=r"columns: 'service' .*: no row has columns"):
            outage_facts([{}])
