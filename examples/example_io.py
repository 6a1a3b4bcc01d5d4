"""Files and the command line: what the examples share, and the library leaves to its users."""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NoReturn, TypeVar

__all__ = ["digest", "fail", "output", "read_json", "read_rows", "run"]

T = TypeVar("T")
Row = dict[str, str]

_GZIP = b"\x1f\x8b"
_SEPARATORS = ",;\t|"
_UNREADABLE = (OSError, EOFError, zlib.error, csv.Error, ValueError)


def read_rows(path: str, columns: set[str], parse: Callable[[Row], T]) -> Iterator[T]:
    """Yield what each row of a csv file stands for; the file may be packed by gzip.

    Cells are separated by commas, semicolons, tabs or bars, whichever the first line has most of.
    What cannot be read ends the script in one line that tells the file and the line.

    Args:
        path: the file.
        columns: those that it has at least.
        parse: makes of a row what is yielded; refuses it by a ValueError.
    """
    here = 1
    try:
        lines = _lines(path)
        first = next(lines, "")
        separator = max(_SEPARATORS, key=first.count)
        reader = csv.reader(chain([first], lines), delimiter=separator)
        header = next(reader, None) or []
        missing = columns.difference(header)
        if missing:
            there = ", ".join(header) or "none"
            fail(f"{path}: missing columns {', '.join(sorted(missing))}; there are {there[:500]}")
        doubled = sorted(column for column in columns if header.count(column) > 1)
        if doubled:
            fail(f"{path}: columns that come twice: {', '.join(doubled)}")
        here = reader.line_num + 1
        for cells in reader:
            if cells:
                yield parse(_row(header, cells))
            here = reader.line_num + 1
    except _UNREADABLE as error:
        fail(f"{path}, line {here}: {error}")


def _lines(path: str) -> Iterator[str]:
    """Yield the lines of a text file; some programs put a mark of the encoding before the first."""
    _check(path)
    with Path(path).open("rb") as file:
        is_packed = file.read(len(_GZIP)) == _GZIP
    with gzip.open(path) if is_packed else Path(path).open("rb") as file:
        for number, line in enumerate(file):
            try:
                yield line.decode("utf-8" if number else "utf-8-sig")
            except UnicodeDecodeError:
                raise ValueError("this is no text in UTF-8") from None


def _row(header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells, but {len(header)} columns")
    return dict(zip(header, cells, strict=True))


def digest(values: Iterable[object]) -> str:
    """Return a short digest of predictions, to tell whether two runs predicted the same."""
    return hashlib.sha256("\n".join(map(str, values)).encode()).hexdigest()[:16]


def read_json(path: str) -> object:
    """Return the document of a file."""
    try:
        return json.loads("".join(_lines(path)))
    except _UNREADABLE as error:
        fail(f"{path}: {error}")


def _check(path: str) -> None:
    if not Path(path).is_file():
        fail(f"{path}: there is no such file")


def fail(message: str) -> NoReturn:
    """End the script with a message for the person who ran it."""
    sys.exit(message)


@contextmanager
def output() -> Generator[None, None, None]:
    """Let whoever reads the output stop early, as `head` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # what is written but not read goes nowhere: else it is tried again at the very end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run(
    report: Callable[..., dict[str, object]],
    description: str,
    *,
    options: Mapping[str, tuple[str, str]] | None = None,
    **files: str,
) -> None:
    """Run a report on the files that the command line names, and print it.

    Args:
        report: takes the paths and, by name, the options; returns what to print. It refuses an
            option by a ValueError.
        description: what the script does.
        options: default and help of each option by its name.
        files: name and help of each path.
    """
    parser = argparse.ArgumentParser(description=description)
    for name, help_text in files.items():
        parser.add_argument(name, help=help_text)
    for name, (default, help_text) in (options or {}).items():
        parser.add_argument(f"--{name}", default=default, help=f"{help_text} (default: {default})")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = vars(parser.parse_args())
    is_json, paths = arguments.pop("json"), [arguments.pop(name) for name in files]
    try:
        result = report(*paths, **arguments)
    except ValueError as error:
        fail(str(error))
    with output():
        if is_json:
            print(json.dumps(result))
        else:
            for name, value in result.items():
                print(f"{name}: {value}")
