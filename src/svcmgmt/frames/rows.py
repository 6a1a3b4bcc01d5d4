"""The one adapter: frames become plain rows, and rows become a frame of the same kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias, cast

import narwhals.stable.v2 as nw
from attrs import field, frozen
from narwhals.exceptions import DuplicateError

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.frames._notes import Notes
from svcmgmt.temporal import NaiveDatetime, exact_duration, from_micros, instant, parse_instant
from svcmgmt.values import Finding
from svcmgmt.values._kinds import all_of_kind
from svcmgmt.values._lists import listed

__all__ = ["UNREADABLE", "FrameRows", "Row", "frame_like", "read_rows", "rows_of"]

Row: TypeAlias = dict[str, object]
"""The cells of a row by the names of their columns."""

UNREADABLE: Final = object()
"""Stands for a time that cannot be read, which is not the same as none."""

_ALLOWED: Final = "a list of dicts, or an eager frame of pandas, polars, pyarrow or another library"
_AWARE: Final = "aware datetimes; say whose clock they were read on, for example with tz_localize"
_FINE: Final = 1_000
"""Nanoseconds in a microsecond."""

_INT64: Final = 1 << 63

_DTYPES: Final[Mapping[type, Any]] = {
    str: nw.String(),
    bool: nw.Boolean(),
    int: nw.Int64(),
    float: nw.Float64(),
    date: nw.Date(),
    datetime: nw.Datetime("us", "UTC"),
    timedelta: nw.Duration("us"),
}
_NULLABLE: Final[Mapping[type, str]] = {bool: "boolean", int: "Int64"}
"""How pandas calls the kinds that have no place for a missing value by themselves."""


@frozen(kw_only=True)
class FrameRows:
    """A frame as plain rows, and what was odd about it.

    Examples:
        >>> read = rows_of([{"ticket": "INC-7", "cost": float("nan")}])
        >>> read.rows
        ({'ticket': 'INC-7', 'cost': None},)
        >>> print(*read.findings)
        info missing-value at /0/cost: cost: nothing
    """

    columns: tuple[str, ...]
    """The names of the columns, in their order."""

    rows: tuple[Row, ...] = field(repr=False)
    """One dict for each row: instants in UTC, None where nothing is told."""

    findings: tuple[Finding, ...] = ()
    """What was odd, once for each column, with the first row where it was met."""


@frozen
class _Column:
    """The cells of one column, and which of them hold nothing."""

    cells: list[object]
    is_read: bool = False
    """Whether its instants were read with the column as a whole."""


@frozen
class _Table:
    """Any frame: its columns by name, read when asked for."""

    names: tuple[str, ...]
    height: int
    column: Callable[[str, Notes], _Column]


def rows_of(
    frame: object, *, columns: Iterable[str] | None = None, instants: Iterable[str] = ()
) -> FrameRows:
    """Return the rows of a frame as plain values.

    What is missing (None, NaN, NaT, null) becomes None, with a finding. Instants become UTC;
    what a column holds below the microsecond is cut off, with a finding.

    Args:
        frame: a list of dicts, or an eager frame: pandas, polars, pyarrow or another one that
            narwhals knows.
        columns: the names of the columns to read; None for all.
        instants: columns that tell instants; text of them is read as RFC 3339, and what cannot
            be read becomes None, with a finding.

    Raises:
        InvalidType: something else than a frame or a list of rows.
        InvalidValue: a column that is not there, or a name that two columns have.
        NaiveDatetime: datetimes without a zone in a column that is read.

    Examples:
        >>> found = rows_of([{"id": "1", "at": None}])
        >>> found.rows, found.findings[0].pointer
        (({'id': '1', 'at': None},), '/0/at')
    """
    notes = Notes()
    names, read = read_rows(frame, notes, columns=columns, instants=instants)
    rows = tuple(
        {name: None if cell is UNREADABLE else cell for name, cell in row.items()} for row in read
    )
    return FrameRows(columns=names, rows=rows, findings=notes.findings())


def read_rows(
    frame: object,
    notes: Notes,
    *,
    columns: Iterable[str] | None = None,
    instants: Iterable[str] = (),
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Return names and rows of a frame, and note what is odd; `UNREADABLE` stays as such."""
    table = _table(frame)
    asked = None if columns is None else all_of_kind("columns", columns, str)
    chosen = table.names if asked is None else tuple(dict.fromkeys(asked))
    times = all_of_kind("instants", instants, str)
    missing = [name for name in (*chosen, *times) if name not in table.names]
    if missing and (table.names or table.height):
        allowed = f"one of: {', '.join(table.names)}" if table.names else "none: no row has columns"
        raise InvalidValue("columns", missing[0], allowed)
    read = {
        name: _cells(table.column(name, notes), name, notes, is_time=name in times)
        for name in (chosen if table.names else ())
    }
    rows = tuple({name: cells[row] for name, cells in read.items()} for row in range(table.height))
    return chosen, rows


def _table(frame: object) -> _Table:
    if isinstance(frame, list | tuple):
        return _of_rows(list(cast("Iterable[Mapping[str, object]]", frame)))
    return _of_frame(frame)


def _of_rows(rows: list[Mapping[str, object]]) -> _Table:
    names: dict[str, None] = {}
    for place, row in enumerate(rows):
        if not isinstance(cast("object", row), Mapping):
            raise InvalidType(f"frame[{place}]", row, "a row: a dict")
        names.update(dict.fromkeys(row))
    return _Table(
        all_of_kind("columns", names, str),
        len(rows),
        lambda name, _: _Column([row.get(name) for row in rows]),
    )


def _of_frame(frame: object) -> _Table:
    known = _known(frame)

    def column(name: str, notes: Notes) -> _Column:
        series = known.get_column(name)
        dtype = series.dtype
        if isinstance(dtype, nw.Datetime):
            if dtype.time_zone is None:
                raise NaiveDatetime(name, frame, _AWARE)
            return _Column(_instants(series, name, notes, unit=dtype.time_unit), is_read=True)
        if isinstance(dtype, nw.Duration) and not known.implementation.is_pandas_like():
            return _Column(_durations(series, name, notes, unit=dtype.time_unit), is_read=True)
        return _Column(series.to_list())  # durations of pandas know their nanoseconds themselves

    return _Table(all_of_kind("columns", known.columns, str), len(known), column)


def _known(frame: object) -> nw.DataFrame[Any]:
    try:
        known: nw.DataFrame[Any] = nw.from_native(cast("Any", frame), eager_only=True)
        _ = known.columns
    except DuplicateError as twice:
        raise InvalidValue("frame", str(twice), "each name of a column once") from twice
    except TypeError as other:
        raise InvalidType("frame", frame, _ALLOWED) from other
    return known


def _instants(series: nw.Series[Any], name: str, notes: Notes, *, unit: str) -> list[object]:
    fine = unit == "ns"
    counts = series.filter(~series.is_null()).dt.timestamp("ns" if fine else "us").to_list()
    return _counted(series, counts, from_micros, name, notes, per_microsecond=_FINE if fine else 1)


def _durations(series: nw.Series[Any], name: str, notes: Notes, *, unit: str) -> list[object]:
    known, fine = series.filter(~series.is_null()), unit == "ns"
    told = known.dt.total_nanoseconds() if fine else known.dt.total_microseconds()
    return _counted(
        series, told.to_list(), _duration, name, notes, per_microsecond=_FINE if fine else 1
    )


def _duration(micros: int) -> timedelta:
    return timedelta(microseconds=micros)


def _counted(
    series: nw.Series[Any],
    counts: Iterable[int],
    made: Callable[[int], object],
    name: str,
    notes: Notes,
    *,
    per_microsecond: int,
) -> list[object]:
    """Return the cells of a column from whole numbers, so that none is rounded by the way."""
    cells: list[object] = [None] * len(series)
    places = (row for row, is_missing in enumerate(series.is_null().to_list()) if not is_missing)
    for row, count in zip(places, counts, strict=True):
        micros, rest = divmod(int(count), per_microsecond)
        if rest:
            notes.add("cut-below-microsecond", row, name, f"{count} ns")
        try:
            cells[row] = made(micros)
        except InvalidValue as refused:
            notes.add("unreadable-time", row, name, f"{micros} µs since 1970", refused.allowed)
            cells[row] = UNREADABLE
    return cells


def _cells(column: _Column, name: str, notes: Notes, *, is_time: bool) -> list[object]:
    read: list[object] = []
    for row, cell in enumerate(column.cells):
        value = None if _is_missing(cell) else cell
        if value is None:
            notes.add("missing-value", row, name)
        elif not column.is_read and (is_time or isinstance(value, datetime)):
            value = _instant(value, row, name, notes)
        elif isinstance(value, timedelta):
            value = _exact(value, row, name, notes)
        read.append(value)
    return read


def _is_missing(cell: object) -> bool:
    """Return whether a cell is None, or a value that is not even equal to itself."""
    if cell is None or type(cell).__name__ == "NAType":  # which refuses to be compared
        return True
    return isinstance(cell, float | date) and cell != cell  # noqa: PLR0124 - NaN and NaT


def _exact(value: timedelta, row: int, name: str, notes: Notes) -> timedelta:
    try:
        return exact_duration(value, name)
    except InvalidValue:
        notes.add("cut-below-microsecond", row, name, str(value))
        return timedelta(value.days, value.seconds, value.microseconds)


def _instant(value: object, row: int, name: str, notes: Notes) -> object:
    allowed = "an aware datetime, or text such as 2026-10-26T08:00:00Z"
    try:
        if isinstance(value, datetime):
            return instant(value, f"{name}[{row}]")
        if isinstance(value, str):
            return parse_instant(value)
    except NaiveDatetime:  # of text without an offset the next one tells
        raise
    except InvalidValue as refused:
        allowed = refused.allowed
    notes.add("unreadable-time", row, name, value, allowed)
    return UNREADABLE


def frame_like(
    rows: Iterable[Mapping[str, object]],
    template: object,
    *,
    kinds: Mapping[str, type] | None = None,
) -> Any:  # noqa: ANN401 - a frame of whatever library the template comes from
    """Return rows as a frame of the same library as another one; a list of dicts like a list.

    Args:
        rows: dicts, such as `as_rows` of any result gives. What a row does not have is missing.
        template: a list, or an eager frame of any library that narwhals knows.
        kinds: which columns there are and what they hold: `str`, `bool`, `int`, `float`, `date`,
            `datetime` or `timedelta`; None to look at the values, of which a column has one kind.

    Raises:
        InvalidType: something else than rows; a template that is no frame; values of another
            kind, or of several kinds in a column.
        InvalidValue: a number beyond 64 bits.
        NaiveDatetime: a datetime without a zone.

    Examples:
        >>> frame_like([{"ticket": "INC-7", "due": None}], [])
        [{'ticket': 'INC-7', 'due': None}]
    """
    given = listed(rows, "rows", "a list of dicts")
    names: dict[str, None] = dict.fromkeys(kinds or ())
    for place, row in enumerate(given):
        if not isinstance(cast("object", row), Mapping):
            raise InvalidType(f"rows[{place}]", row, "a dict")
        names.update(dict.fromkeys(row))
    cells = {name: [row.get(name) for row in given] for name in names}
    if isinstance(template, list | tuple):
        return [dict(zip(names, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    backend = _known(template).implementation
    found = {name: (kinds or {}).get(name) or _kind(name, cells[name]) for name in names}
    columns: dict[str, Any] = {}
    for name, kind in found.items():
        if kind not in _DTYPES:
            raise InvalidType(f"kinds[{name!r}]", kind, _told(_DTYPES))
        columns[name] = [_checked(name, cell, kind) for cell in cells[name]]
        if backend.is_pandas() and kind in _NULLABLE and None in columns[name]:
            pandas = backend.to_native_namespace()
            columns[name] = pandas.array(columns[name], dtype=_NULLABLE[kind])
    schema = {name: _DTYPES[kind] for name, kind in found.items()}
    return nw.from_dict(columns, schema=schema, backend=backend).to_native()


def _told(kinds: Iterable[type]) -> str:
    return ", ".join(kind.__name__ for kind in kinds)


def _kind(name: str, cells: Iterable[object]) -> type:
    """Return what a column holds; text if it holds nothing."""
    kind = next((type(cell) for cell in cells if cell is not None), str)
    if kind not in _DTYPES:
        raise InvalidType(name, kind, _told(_DTYPES))
    return kind


def _checked(name: str, cell: object, kind: type) -> object:
    if cell is None:
        return None
    if type(cell) is not kind:
        raise InvalidType(name, cell, f"{kind.__name__}, as the rest of the column, or None")
    if isinstance(cell, datetime):
        return instant(cell, name)
    if isinstance(cell, int) and not -_INT64 <= cell < _INT64:
        raise InvalidValue(name, cell, "a number of 64 bits; tell it as text")
    return cell
