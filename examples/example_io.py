"""Files and the command line: what the examples share, and the library leaves to its users."""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

__all__ = ["digest", "fail", "read_rows", "read_text", "run"]


def read_rows(path: str, columns: set[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a csv or csv.gz file that has at least some columns."""
    _check(path)
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = columns.difference(reader.fieldnames or ())
        if missing:
            fail(f"{path}: missing columns {', '.join(sorted(missing))}")
        yield from reader


def digest(values: Iterable[object]) -> str:
    """Return a short digest of predictions, to tell whether two runs predicted the same."""
    return hashlib.sha256("\n".join(map(str, values)).encode()).hexdigest()[:16]


def read_text(path: str) -> str:
    """Return the text of a file."""
    _check(path)
    return Path(path).read_text(encoding="utf-8")


def _check(path: str) -> None:
    if not Path(path).is_file():
        fail(f"{path}: there is no such file")


def fail(message: str) -> NoReturn:
    """End the script with a message for the person who ran it."""
    sys.exit(message)


def run(report: Callable[..., dict[str, object]], description: str, **files: str) -> None:
    """Run a report on the files that the command line names, and print it.

    Args:
        report: takes the paths, returns what to print.
        description: what the script does.
        files: name and help of each path.
    """
    parser = argparse.ArgumentParser(description=description)
    for name, help_text in files.items():
        parser.add_argument(name, help=help_text)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = vars(parser.parse_args())
    result = report(*(arguments[name] for name in files))
    if arguments["json"]:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name}: {value}")
