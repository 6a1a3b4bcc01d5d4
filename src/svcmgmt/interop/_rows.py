"""Rows of other systems: cells by their documented names, read as text.

Nothing here knows a product. What is odd goes to `Notes`, and comes out as findings: each kind
once for each value, at the first place where it was met, with how often it was met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Final, TypeAlias, TypeGuard, cast

from attrs import define, evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded, shown
from svcmgmt.interop._codes import CODES
from svcmgmt.interop.errors import MissingColumns
from svcmgmt.values import Finding

__all__ = [
    "MOST_ROWS",
    "MOST_SHOWN",
    "Notes",
    "Record",
    "Row",
    "Table",
    "child",
    "children",
    "entries",
    "is_row",
    "plain",
]

Row: TypeAlias = Mapping[str, object]
_Key: TypeAlias = tuple[str, str, str]

MOST_ROWS: Final = 1_000_000
"""How many rows are read unless a caller allows more."""

MOST_SHOWN: Final = 20
"""How many names or words a message tells."""

_MOST_COLUMNS: Final = 10_000
_LONGEST_TEXT: Final = 10_000
_MOST_BITS: Final = 256
_EXACT_FLOATS: Final = 1 << 53


@define
class Notes:
    """What is odd about one table, gathered while it is read."""

    table: str
    _first: dict[_Key, Finding] = field(init=False, factory=dict["_Key", Finding])
    _count: dict[_Key, int] = field(init=False, factory=dict["_Key", int])

    def add(
        self, code: str, *, at: str = "", about: str = "", value: object = "", allowed: str = ""
    ) -> None:
        """Note something, once for each code, name and value.

        Args:
            code: one of `CODES`.
            at: where in the table, as a JSON pointer.
            about: the name of the cell.
            value: what it holds.
            allowed: what would have been accepted, or what was done.
        """
        told = value if isinstance(value, str) and len(value) <= _MOST_BITS else shown(value)
        key = code, about, told
        self._count[key] = self._count.get(key, 0) + 1
        if key not in self._first:
            severity, message = CODES[code]
            self._first[key] = Finding(
                code=code,
                message=f"{about}: {message}" if about else message,
                severity=severity,
                pointer=f"/{self.table}{at}",
                value=told,
                allowed=allowed,
            )

    def findings(self) -> Iterator[Finding]:
        """Yield what was noted, in the order in which it was first met."""
        for key, finding in self._first.items():
            times = self._count[key]
            message = f"{finding.message}, {times} times" if times > 1 else finding.message
            yield evolve(finding, message=message)


def plain(value: object) -> str | None:
    """Return a cell as bare text, empty where it holds nothing; None if it is no plain value."""
    text: str | None = None
    match value:
        case str() if len(value) <= _LONGEST_TEXT:
            text = value.strip()
        case None:
            text = ""
        case bool():
            text = str(value).lower()
        case int() if value.bit_length() <= _MOST_BITS:
            text = str(value)
        case float() | date() if value != value:  # noqa: PLR0124 - NaN and NaT: what is missing
            text = ""
        case float() if value.is_integer() and abs(value) < _EXACT_FLOATS:
            text = str(int(value))
        case float() | date():
            text = str(value)
        case _:
            pass
    return text


def is_row(value: object) -> TypeGuard[Row]:
    """Return whether something is a row, or an object in one."""
    return isinstance(value, dict | Mapping)  # the first one is the quick one


def child(row: Row, name: str) -> Row:
    """Return the object under a name; an empty one if there is none."""
    found = row.get(name)
    return found if is_row(found) else {}


def entries(row: Row, name: str, *, limit: int = MOST_ROWS) -> list[object]:
    """Return the list under a name; an empty one if there is none.

    Raises:
        LimitExceeded: more entries than the limit.
    """
    found = row.get(name)
    listed = cast("list[object]", found) if isinstance(found, list | tuple) else []
    if len(listed) > limit:
        raise LimitExceeded(f"entries of {name}", len(listed), limit)
    return listed


def children(row: Row, name: str, *, limit: int = MOST_ROWS) -> list[Row]:
    """Return the objects of the list under a name; what is no object is left out.

    Raises:
        LimitExceeded: more entries than the limit.
    """
    return [each for each in entries(row, name, limit=limit) if is_row(each)]


@frozen
class Record:
    """One row, its cells found by their documented names."""

    cells: Row
    names: Mapping[str, str]
    place: str
    notes: Notes

    def raw(self, name: str) -> object:
        """Return a cell as it came; None if the row has none."""
        return self.cells.get(self.names.get(name, name))

    def text(self, name: str) -> str:
        """Return a cell as text; of a reference its identifier or code."""
        return self._read(name, ("value", "display_value"))

    def label(self, name: str) -> str:
        """Return a cell as text for people; of a reference its display value."""
        return self._read(name, ("display_value", "value"))

    def _read(self, name: str, keys: tuple[str, ...]) -> str:
        cell = self.raw(name)
        if is_row(cell):
            found = [plain(cell[key]) for key in keys if key in cell]
            text = next((each for each in found if each), "" if "" in found else None)
        else:
            text = plain(cell)
        if text is None:
            self.note("unreadable-value", name, cell, "a plain value")
        return text or ""

    def needed(self, name: str) -> str:
        """Return a cell without which the row says nothing; a finding if it is empty."""
        text = self.text(name)
        if not text:
            self.missing(name)
        return text

    def missing(self, name: str) -> None:
        """Note that the row lacks what it cannot be read without."""
        self.notes.add("missing-value", at=self.at(name), about=name)

    def note(self, code: str, name: str, value: object, allowed: str) -> None:
        """Note a value of a cell that is not as documented."""
        self.notes.add(code, at=self.at(name), about=name, value=value, allowed=allowed)

    def at(self, name: str) -> str:
        """Return the pointer of a cell within its table."""
        actual = self.names.get(name, name).replace("~", "~0").replace("/", "~1")
        return f"{self.place}/{actual}"


@frozen(kw_only=True)
class Table:
    """How the rows of one table are documented."""

    name: str
    envelope: tuple[str, ...]
    """Under which keys a document of the source holds the rows."""

    needed: tuple[str, ...]
    """Columns without which no row can be read."""

    known: tuple[str, ...] = ()
    """Further columns that are read."""

    identity: tuple[str, ...] = ()
    """Columns that are the same in a row that arrives twice; all of them if empty."""

    inside: str = ""
    """Where in an object of the source the columns are, as the end of a JSON pointer."""

    def records(
        self, rows: object, *, columns: Mapping[str, str], limit: int, notes: Notes
    ) -> list[Record]:
        """Return rows by their documented names, and note repeated and unread parts.

        Args:
            rows: rows, or a document that holds them.
            columns: documented name to the name in these rows, where they differ.
            limit: how many rows are read.
            notes: where to note what is odd.

        Raises:
            InvalidType: something else than rows.
            InvalidValue: a renamed column that is not documented.
            LimitExceeded: more rows than the limit, or more columns than any table has.
            MissingColumns: no row has a column that is needed.
        """
        named = self._renamed(columns)
        found = self.listed(rows, limit)
        present: dict[str, object] = {}
        for row in found:
            if not row.keys() <= present.keys():
                present.update(dict.fromkeys(row))
            if len(present) > _MOST_COLUMNS:
                raise LimitExceeded(f"columns of {self.name}", len(present), _MOST_COLUMNS)
        if found:
            self._check(present, named, notes)
        else:
            notes.add("no-rows")
        self._tell_unread(present, named, notes)
        records = [
            Record(row, named, f"/{place}{self.inside}", notes) for place, row in enumerate(found)
        ]
        self._tell_repeated(records, notes)
        return records

    def _renamed(self, columns: Mapping[str, str]) -> dict[str, str]:
        if not isinstance(columns, Mapping):
            raise InvalidType("columns", columns, "documented name to the name in the rows")
        known = (*self.needed, *self.known)
        for name, actual in columns.items():
            if name not in known:
                raise InvalidValue("columns", name, f"one of {', '.join(known)}")
            if not isinstance(actual, str):
                raise InvalidType(f"columns[{name!r}]", actual, "the name of a column")
        return dict(columns)

    def listed(self, rows: object, limit: int) -> list[Row]:
        """Return rows as they came, at most so many.

        Raises:
            InvalidType: something else than rows, or a limit that is no number.
            LimitExceeded: more rows than the limit.
        """
        if not isinstance(limit, int) or isinstance(limit, bool):
            raise InvalidType("limit", limit, "int")
        lists = [rows]
        if is_row(rows):
            lists = [rows[key] for key in self.envelope if key in rows]
            if not lists:
                allowed = f"rows, or a document with {' or '.join(self.envelope)}"
                raise InvalidType(self.name, rows, allowed)
        found: list[Row] = []
        for each in lists:
            if isinstance(each, str | bytes) or is_row(each) or not isinstance(each, Iterable):
                raise InvalidType(self.name, each, "a list of rows")
            for row in islice(cast("Iterable[object]", each), limit + 1 - len(found)):
                if not is_row(row):
                    raise InvalidType(f"{self.name}/{len(found)}", row, "a row: a dict")
                found.append(row)
        if len(found) > limit:
            raise LimitExceeded(f"rows of {self.name}", f"more than {limit}", limit)
        return found

    def _check(self, present: Iterable[str], named: Mapping[str, str], notes: Notes) -> None:
        names = tuple(name for name in present if isinstance(name, str))
        missing = tuple(name for name in self.needed if named.get(name, name) not in names)
        if missing:
            similar = tuple((name, like) for name in missing if (like := _similar(name, names)))
            raise MissingColumns(self.name, missing, names, similar)
        for name, actual in named.items():
            if actual not in names:
                like = _similar(actual, names)
                notes.add("missing-column", about=name, value=actual, allowed=like)

    def _tell_unread(self, present: Row, named: Mapping[str, str], notes: Notes) -> None:
        read = {named.get(name, name) for name in (*self.needed, *self.known)}
        unread = sorted(map(str, present.keys() - read))
        if unread:
            told = ", ".join(unread[:MOST_SHOWN])
            notes.add("unread-columns", value=told)

    def _tell_repeated(self, records: Iterable[Record], notes: Notes) -> None:
        compared = self.identity or (*self.needed, *self.known)
        seen: set[tuple[str | None, ...]] = set()
        for record in records:
            key = tuple(_compared(record.raw(name)) for name in compared)
            if key in seen:
                notes.add("duplicate-row", at=record.place)
            seen.add(key)


def _compared(cell: object) -> str | None:
    return plain(cell.get("value", cell.get("display_value")) if is_row(cell) else cell)


def _similar(name: str, present: Iterable[str]) -> str:
    """Return the name that resembles another most; empty text if none does."""
    simple = {
        each.casefold().replace(" ", "_"): each for each in present if len(each) <= _MOST_BITS
    }
    found = get_close_matches(name.casefold(), simple, n=1, cutoff=0.5)
    return simple[found[0]] if found else ""
