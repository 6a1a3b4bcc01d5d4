"""Rows of other systems: columns, cells as text, what is noted on the way."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop._codes import CODES
from svcmgmt.interop._rows import MOST_ROWS, Notes, Record, Table, child, children, entries, plain
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.values import Finding, Severity

TABLE = Table(name="jobs", envelope=("result",), needed=("id", "begin"), known=("end", "kind"))
NAT = type("NaT", (datetime,), {"__ne__": lambda _self, _other: True})(2026, 1, 1)


def read(
    rows: object, *, columns: Mapping[str, str] | None = None, limit: int = MOST_ROWS
) -> tuple[list[Record], list[Finding]]:
    """Return the records of some rows, and what was noted."""
    notes = Notes(TABLE.name)
    records = TABLE.records(rows, columns=columns or {}, limit=limit, notes=notes)
    return records, list(notes.findings())


def codes(findings: list[Finding]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in findings]


class TestPlain:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, ""),
            ("", ""),
            (" a b ", "a b"),
            (True, "true"),
            (False, "false"),
            (0, "0"),
            (-7, "-7"),
            (7.0, "7"),
            (0.5, "0.5"),
            (1e300, "1e+300"),
            (float("inf"), "inf"),
            (float("nan"), ""),
            (date(2026, 1, 2), "2026-01-02"),
            (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02 00:00:00+00:00"),
            (NAT, ""),
        ],
        ids=repr,
    )
    def test_a_cell_is_text(self, value: object, text: str) -> None:
        assert plain(value) == text

    @pytest.mark.parametrize("value", [[], {}, b"a", "x" * 10_001, 10**100], ids=type)
    def test_what_is_no_plain_value_is_none(self, value: object) -> None:
        assert plain(value) is None


class TestObjects:
    def test_a_child_is_an_object(self) -> None:
        assert child({"a": {"b": 1}}, "a") == {"b": 1}

    @pytest.mark.parametrize("value", [None, 1, "a", [1]], ids=repr)
    def test_anything_else_is_an_empty_one(self, value: object) -> None:
        assert child({"a": value}, "a") == {}

    def test_children_are_the_objects_of_a_list(self) -> None:
        assert children({"a": [{"b": 1}, None, 2]}, "a") == [{"b": 1}]

    @pytest.mark.parametrize("value", [None, 1, "ab", {"b": 1}], ids=repr)
    def test_what_is_no_list_has_no_entries(self, value: object) -> None:
        assert entries({"a": value}, "a") == []

    def test_too_many_entries_are_refused(self) -> None:
        with pytest.raises(LimitExceeded, match="entries of a: 3 is over the limit of 2"):
            children({"a": [1, 2, 3]}, "a", limit=2)


class TestRecord:
    def record(self, cell: object) -> Record:
        return Record({"Kind": cell}, {"kind": "Kind"}, "/3", Notes("jobs"))

    def test_a_reference_has_an_identifier_and_a_label(self) -> None:
        record = self.record({"value": "77", "display_value": "mail"})
        assert (record.text("kind"), record.label("kind")) == ("77", "mail")

    @pytest.mark.parametrize("cell", [{"value": "77"}, {"display_value": "77", "value": ""}])
    def test_half_a_reference_is_both(self, cell: object) -> None:
        record = self.record(cell)
        assert (record.text("kind"), record.label("kind")) == ("77", "77")

    def test_an_empty_reference_is_empty(self) -> None:
        record = self.record({"value": "", "display_value": ""})
        assert record.text("kind") == ""
        assert list(record.notes.findings()) == []

    @pytest.mark.parametrize("cell", [["a"], {"link": "x"}, {"value": []}], ids=repr)
    def test_what_cannot_be_read_is_noted(self, cell: object) -> None:
        record = self.record(cell)
        assert record.text("kind") == ""
        [finding] = record.notes.findings()
        assert (finding.code, finding.pointer) == ("unreadable-value", "/jobs/3/Kind")

    def test_a_missing_cell_is_empty(self) -> None:
        assert self.record("a").text("begin") == ""

    def test_a_needed_cell_is_noted_when_it_is_empty(self) -> None:
        record = self.record(" ")
        assert record.needed("kind") == ""
        [finding] = record.notes.findings()
        assert (finding.code, finding.severity) == ("missing-value", Severity.ERROR)
        assert finding.message == "kind: nothing: the row cannot be read without it"

    def test_a_pointer_escapes_names(self) -> None:
        assert Record({}, {"kind": "a/b~c"}, "/0", Notes("jobs")).at("kind") == "/0/a~1b~0c"


class TestTable:
    def test_rows_are_read_by_their_documented_names(self) -> None:
        [record], findings = read([{"id": 1, "Start": "x"}], columns={"begin": "Start"})
        assert (record.text("id"), record.text("begin")) == ("1", "x")
        assert findings == []

    @pytest.mark.parametrize(
        "rows",
        [
            {"result": [{"id": 1, "begin": 2}]},
            ({"id": 1, "begin": 2},),
            iter([MappingProxyType({"id": 1, "begin": 2})]),
        ],
        ids=["document", "tuple", "iterator"],
    )
    def test_rows_come_in_many_forms(self, rows: object) -> None:
        records, _ = read(rows)
        assert [record.text("id") for record in records] == ["1"]

    @pytest.mark.parametrize(
        "rows",
        ["id", b"id", 7, None, {"rows": []}, {"result": {"id": 1}}, {"result": "id"}],
        ids=repr,
    )
    def test_what_is_no_list_of_rows_is_refused(self, rows: object) -> None:
        with pytest.raises(InvalidType, match="jobs"):
            read(rows)

    def test_what_is_no_row_is_refused_with_its_place(self) -> None:
        with pytest.raises(InvalidType, match="jobs/1: list"):
            read([{"id": 1, "begin": 2}, []])

    def test_no_rows_are_told(self) -> None:
        records, [finding] = read([])
        assert records == []
        assert (finding.code, finding.pointer) == ("no-rows", "/jobs")

    def test_more_rows_than_the_limit_are_refused_before_they_are_read(self) -> None:
        def endless() -> Iterator[dict[str, object]]:
            while True:
                yield {"id": 1, "begin": 2}

        with pytest.raises(LimitExceeded, match="rows of jobs"):
            read(endless(), limit=3)

    def test_as_many_rows_as_the_limit_are_read(self) -> None:
        records, _ = read([{"id": n, "begin": n} for n in range(3)], limit=3)
        assert len(records) == 3

    @pytest.mark.parametrize("limit", [None, "9", 1.5, True], ids=repr)
    def test_a_limit_is_a_number(self, limit: object) -> None:
        with pytest.raises(InvalidType, match="limit"):
            read([], limit=limit)  # type: ignore[arg-type]

    def test_more_columns_than_any_table_has_are_refused(self) -> None:
        with pytest.raises(LimitExceeded, match="columns of jobs"):
            read([{f"c{n}": n for n in range(10_001)}])

    def test_a_row_that_arrives_again_is_told(self) -> None:
        row = {"id": 1, "begin": 2, "kind": {"value": "a"}}
        records, [finding] = read([row, {**row, "id": 2}, dict(row)])
        assert len(records) == 3
        assert (finding.code, finding.pointer) == ("duplicate-row", "/jobs/2")

    def test_columns_that_are_not_read_are_told(self) -> None:
        _, [finding] = read([{"id": 1, "begin": 2, "z": 3, 7: 4}])
        assert (finding.code, finding.value) == ("unread-columns", "7, z")


class TestMissingColumns:
    def test_it_names_those_that_are_missing_and_those_that_are_there(self) -> None:
        with pytest.raises(MissingColumns) as caught:
            read([{"ID": 1, "Began": 2, "colour": 3}])
        assert caught.value.args == (
            "jobs",
            ("id", "begin"),
            ("ID", "Began", "colour"),
            (("id", "ID"), ("begin", "Began")),
        )
        assert str(caught.value) == (
            "jobs: missing id, begin; there are ID, Began, colour; "
            "perhaps columns={'id': 'ID', 'begin': 'Began'}"
        )

    def test_nothing_is_guessed_from_names_of_another_kind(self) -> None:
        with pytest.raises(MissingColumns) as caught:
            read([{"colour": 3, "x" * 300: 1}])
        assert caught.value.similar == ()

    def test_it_stays_short_whatever_there_is(self) -> None:
        with pytest.raises(MissingColumns) as caught:
            read([{"x" * 5_000: 1, "a\nb": 2, **{f"c{n}": n for n in range(50)}}])
        told = str(caught.value)
        assert "and 12 more" in told
        assert "'a\\nb'" in told
        assert len(told) < 1_000

    def test_it_survives_a_pickle(self) -> None:
        error = MissingColumns("jobs", ("id",), ("ID",), (("id", "ID"),))
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert (type(again), again.args, str(again)) == (MissingColumns, error.args, str(error))

    def test_rows_without_any_column(self) -> None:
        with pytest.raises(MissingColumns, match="there are none"):
            read([{}])

    def test_a_column_that_is_named_must_be_there_if_it_is_needed(self) -> None:
        with pytest.raises(MissingColumns, match="missing begin"):
            read([{"id": 1, "begin": 2}], columns={"begin": "Start"})

    def test_and_is_told_if_it_is_not(self) -> None:
        _, findings = read([{"id": 1, "begin": 2, "Ended": 3}], columns={"end": "ended"})
        assert codes(findings) == ["missing-column", "unread-columns"]
        assert (findings[0].value, findings[0].allowed) == ("ended", "Ended")

    def test_only_documented_columns_have_other_names(self) -> None:
        with pytest.raises(InvalidValue, match="one of id, begin, end, kind"):
            read([], columns={"colour": "c"})

    @pytest.mark.parametrize("columns", [["id"], {"id": 7}], ids=repr)
    def test_columns_are_names_to_names(self, columns: object) -> None:
        with pytest.raises(InvalidType, match="columns"):
            read([], columns=columns)  # type: ignore[arg-type]


class TestNotes:
    def test_the_same_is_told_once_with_its_count_and_first_place(self) -> None:
        notes = Notes("jobs")
        for place in range(3):
            notes.add("unknown-type", at=f"/{place}", value="x")
        [finding] = notes.findings()
        assert finding.message == "a type that nobody has weighed, taken for an outage, 3 times"
        assert finding.pointer == "/jobs/0"

    def test_other_values_and_other_cells_are_told_apart(self) -> None:
        notes = Notes("jobs")
        for about, value in [("a", "x"), ("a", "y"), ("b", "x")]:
            notes.add("unknown-type", about=about, value=value)
        assert len(list(notes.findings())) == 3

    def test_a_long_value_is_shortened(self) -> None:
        notes = Notes("jobs")
        notes.add("unknown-type", value="x" * 10_000)
        [finding] = notes.findings()
        assert len(finding.value) <= 100

    def test_every_code_is_in_kebab_case(self) -> None:
        assert all(code == code.lower() and " " not in code for code in CODES)
