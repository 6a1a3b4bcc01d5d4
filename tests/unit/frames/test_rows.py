"""Any frame becomes plain rows, and rows become a frame of the same kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.frames import frame_like, rows_of
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import Severity

Make = Callable[[dict[str, list[Any]]], Any]

EIGHT = datetime(2026, 10, 26, 8, tzinfo=UTC)
BERLIN = timezone(timedelta(hours=1))


def as_rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


KINDS: dict[str, Make] = {
    "rows": as_rows,
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": pa.table,
}
every_kind = pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
every_library = pytest.mark.parametrize("make", [*KINDS.values()][1:], ids=[*KINDS][1:])


class TestRowsOf:
    @every_kind
    def test_cells_are_plain_and_instants_in_utc(self, make: Make) -> None:
        at = EIGHT.astimezone(BERLIN) + timedelta(microseconds=1)
        frame = make({"ticket": ["a", "b"], "at": [at, at], "n": [1, 2], "x": [0.5, 1.5]})
        read = rows_of(frame)
        assert read.columns == ("ticket", "at", "n", "x")
        assert read.rows[0] == {"ticket": "a", "at": at, "n": 1, "x": 0.5}
        assert read.findings == ()
        [told] = {row["at"] for row in read.rows}
        assert isinstance(told, datetime)
        assert type(told) is datetime
        assert told.utcoffset() == timedelta(0)

    @every_kind
    def test_what_is_missing_is_none_with_a_finding(self, make: Make) -> None:
        frame = make(
            {"t": ["a", None, None], "at": [EIGHT, None, EIGHT], "x": [1.5, 2.5, float("nan")]}
        )
        read = rows_of(frame)
        assert [row["t"] for row in read.rows] == ["a", None, None]
        assert [row["at"] for row in read.rows] == [EIGHT, None, EIGHT]
        assert [row["x"] for row in read.rows] == [1.5, 2.5, None]
        assert [str(each) for each in read.findings] == [
            "info missing-value at /1/t: t: nothing, 2 times",
            "info missing-value at /1/at: at: nothing",
            "info missing-value at /2/x: x: nothing",
        ]

    @every_kind
    def test_only_the_columns_that_are_asked_for_are_read(self, make: Make) -> None:
        frame = make({"t": ["a"], "other": [datetime(2026, 1, 1)]})  # noqa: DTZ001
        assert rows_of(frame, columns=["t"]).rows == ({"t": "a"},)
        assert rows_of(frame, columns=[]).rows == ({},)

    @every_kind
    def test_a_column_that_is_not_there_is_refused(self, make: Make) -> None:
        frame = make({"ticket": ["a"]})
        with pytest.raises(InvalidValue, match=r"'number'.*ticket"):
            rows_of(frame, columns=["number"])
        with pytest.raises(InvalidValue, match="'at'"):
            rows_of(frame, instants=["at"])

    @every_kind
    def test_datetimes_without_a_zone_are_refused(self, make: Make) -> None:
        with pytest.raises(NaiveDatetime):
            rows_of(make({"at": [datetime(2026, 10, 26, 8)]}))  # noqa: DTZ001

    @every_kind
    def test_text_is_read_as_instants_where_it_tells_them(self, make: Make) -> None:
        frame = make({"at": ["2026-10-26T09:00:00+01:00", "2026-10-26 09:00", "soon"]})
        read = rows_of(frame, instants=["at"])
        assert [row["at"] for row in read.rows] == [EIGHT, None, None]
        [finding] = read.findings
        assert (finding.code, finding.severity, finding.pointer) == (
            "unreadable-time", Severity.ERROR, "/1/at",
        )  # fmt: skip
        assert rows_of(frame).rows[2] == {"at": "soon"}

    def test_numbers_tell_no_instants(self) -> None:
        read = rows_of(pd.DataFrame({"at": [17]}), instants=["at"])
        assert read.rows == ({"at": None},)
        assert read.findings[0].value == "17"

    def test_instants_beyond_the_range_are_told(self) -> None:
        far = datetime(2300, 1, 1, tzinfo=UTC)
        for frame in (pl.DataFrame({"at": [EIGHT, far]}), [{"at": EIGHT}, {"at": far}]):
            read = rows_of(frame)
            assert [row["at"] for row in read.rows] == [EIGHT, None]
            assert [each.pointer for each in read.findings] == ["/1/at"]

    def test_what_is_finer_than_a_microsecond_is_cut_off_and_told(self) -> None:
        times = pd.to_datetime(
            ["2026-10-26T08:00:00Z", None, "2026-10-26T08:00:00.000001999Z"], format="ISO8601"
        )
        read = rows_of(pd.DataFrame({"at": times.as_unit("ns")}))
        cut = EIGHT + timedelta(microseconds=1)
        assert [row["at"] for row in read.rows] == [EIGHT, None, cut]
        assert [(each.code, each.pointer) for each in read.findings] == [
            ("cut-below-microsecond", "/2/at"),
            ("missing-value", "/1/at"),
        ]

    @every_library
    def test_durations_are_plain_and_exact(self, make: Make) -> None:
        times = [timedelta(days=90_000, microseconds=1), None, timedelta(microseconds=-1)]
        cells = [row["t"] for row in rows_of(make({"t": times})).rows]
        assert cells == times
        assert {type(cell) for cell in cells} == {timedelta, type(None)}

    def test_durations_finer_than_a_microsecond_are_cut_off_and_told(self) -> None:
        frames = (
            pd.DataFrame({"t": pd.Series([7_001], dtype="timedelta64[ns]")}),
            pl.DataFrame({"t": [7_001]}, schema={"t": pl.Duration("ns")}),
            pa.table({"t": pa.array([7_001], type=pa.duration("ns"))}),
        )
        for frame in frames:
            read = rows_of(frame)
            assert read.rows == ({"t": timedelta(microseconds=7)},)
            assert [each.code for each in read.findings] == ["cut-below-microsecond"]

    def test_mixed_columns_of_pandas_are_read_cell_by_cell(self) -> None:
        cells = [pd.Timestamp(EIGHT), pd.NaT, pd.NA, None, "2026-10-26T08:00:00Z"]
        frame = pd.DataFrame({"at": pd.Series(cells, dtype=object)})
        read = rows_of(frame, instants=["at"])
        assert [row["at"] for row in read.rows] == [EIGHT, None, None, None, EIGHT]
        assert read.findings[0].message == "at: nothing, 3 times"

    def test_rows_of_a_list_may_lack_cells(self) -> None:
        read = rows_of(({"a": 1}, {"b": 2}))
        assert read.rows == ({"a": 1, "b": None}, {"a": None, "b": 2})
        assert rows_of([], columns=["a"], instants=["a"]).rows == ()

    def test_names_in_pointers_are_escaped(self) -> None:
        assert rows_of([{"a/b~": None}]).findings[0].pointer == "/0/a~1b~0"

    def test_a_name_that_two_columns_have_is_refused(self) -> None:
        twice = pd.DataFrame([[1, 2]], columns=["a", "a"])
        with pytest.raises(InvalidValue, match="once"):
            rows_of(twice)

    @pytest.mark.parametrize(
        "frame",
        [
            None, "text", 7, {"a": [1]}, pl.LazyFrame({"a": [1]}), [7], ["text"], [{7: 1}],
            pd.DataFrame({7: [1]}), pd.Series([1]),
        ],
    )  # fmt: skip
    def test_other_things_are_refused(self, frame: object) -> None:
        with pytest.raises(InvalidType):
            rows_of(frame)

    def test_names_of_columns_are_a_list(self) -> None:
        with pytest.raises(InvalidType):
            rows_of([{"at": 1}], columns="at")


ROWS = [
    {
        "text": "a", "flag": True, "count": 2**60 + 1, "share": 0.5, "day": date(2026, 10, 26),
        "at": EIGHT, "time": timedelta(microseconds=1),
    },
    dict.fromkeys(["text", "flag", "count", "share", "day", "at", "time"]),
]  # fmt: skip


class TestFrameLike:
    @every_library
    def test_rows_come_back_as_they_went(self, make: Make) -> None:
        frame = frame_like(ROWS, make({"a": [1]}))
        assert type(frame) is type(make({"a": [1]}))
        assert list(rows_of(frame, columns=["text", "flag", "count", "share", "at"]).rows) == [
            {name: row[name] for name in ("text", "flag", "count", "share", "at")} for row in ROWS
        ]
        assert rows_of(frame).rows[0]["time"] == timedelta(microseconds=1)

    @every_library
    def test_kinds_make_columns_that_hold_nothing(self, make: Make) -> None:
        frame = frame_like([], make({"a": [1]}), kinds={"due": datetime, "name": str})
        assert rows_of(frame).columns == ("due", "name")
        assert rows_of(frame).rows == ()

    @every_library
    def test_a_column_without_values_is_text(self, make: Make) -> None:
        frame = frame_like([{"a": None, "b": 1}, {"c": "x"}], make({"a": [1]}))
        assert rows_of(frame).rows[1] == {"a": None, "b": None, "c": "x"}

    @every_library
    def test_nothing_becomes_an_empty_frame(self, make: Make) -> None:
        assert rows_of(frame_like([], make({"a": [1]}))).columns == ()

    def test_a_list_stays_a_list(self) -> None:
        assert frame_like([{"a": Decimal(1)}, {"b": 2}], ()) == [
            {"a": Decimal(1), "b": None},
            {"a": None, "b": 2},
        ]

    @pytest.mark.parametrize(
        "rows", [[{"a": Decimal(1)}], [{"a": 1}, {"a": "x"}], [{"a": True}, {"a": 1}], [7]]
    )
    def test_other_values_and_mixed_columns_are_refused(self, rows: list[Any]) -> None:
        with pytest.raises(InvalidType):
            frame_like(rows, pl.DataFrame())

    def test_kinds_and_templates_are_held_to_what_there_is(self) -> None:
        with pytest.raises(InvalidType, match="kinds"):
            frame_like([], pl.DataFrame(), kinds={"a": Decimal})
        with pytest.raises(InvalidType):
            frame_like([], "polars")

    def test_a_number_beyond_64_bits_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="64 bits"):
            frame_like([{"a": 2**63}], pl.DataFrame())

    def test_datetimes_need_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            frame_like([{"a": datetime(2026, 1, 1)}], pl.DataFrame())  # noqa: DTZ001

    @pytest.mark.parametrize("rows", [5, None, "ab"])
    def test_what_is_no_list_of_rows_is_refused(self, rows: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"^rows: .* allowed: a list of dicts"):
            frame_like(rows, [])
