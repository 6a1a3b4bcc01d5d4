"""TM Forum documents in and out beside three peers, and how long the first one takes.

Ours and a peer read and write those documents that both accept: reading succeeds, and what is
written says the same as what was read, instants compared as such. Of the corpus that the variable
SVCMGMT_CORPUS names, those of the troubleshooting, catalog, order and inventory APIs of v5 are
taken; without it a few documents of our own, and no models can be generated.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, TypeAlias

from document_peers import Way, generated_models, generated_way, open_models, tmforum_way
from harness import Group, Measure, Row, bests, calls, figure, race, why_missed

from svcmgmt.interop.tmf import Profile, v5

TITLE: Final = "TM Forum documents: read and written, per document"

_APIS: Final = ("TMF620", "TMF621", "TMF622", "TMF637", "TMF638")
_GENERATED: Final = "TMF621"
_FIRST: Final = """\
from svcmgmt.interop import tmf
tmf.v5().load({"@type": "TroubleTicket", "id": "1", "note": [{"text": "a"}]})"""
_FIRST_SECONDS: Final = 0.5
_OWN: Final[dict[str, list[dict[str, Any]]]] = {
    "TroubleTicket": [
        {
            "@type": "TroubleTicket",
            "id": str(number),
            "severity": "high",
            "status": "inProgress",
            "creationDate": "2026-10-26T08:00:00Z",
            "note": [
                {"id": str(each), "text": "called", "author": "ana"} for each in range(number)
            ],
        }
        for number in range(1, 9)
    ],
    "Service": [
        {
            "@type": "Service",
            "id": str(number),
            "name": "access",
            "state": "active",
            "serviceCharacteristic": [
                {"name": f"c{each}", "valueType": "string", "value": "a"} for each in range(number)
            ],
        }
        for number in range(1, 9)
    ],
}

Document: TypeAlias = tuple[str, dict[str, Any]]
"""The name of a class, and a document of it."""


def run() -> Group:
    """Return all results."""
    group = Group(title=TITLE)
    documents, profile = list(_documents()), v5()
    ours = cache(partial(_our_way, profile))
    group.notes.append(f"{len(documents)} documents; ours gives all of them back as they were")
    with tempfile.TemporaryDirectory() as folder:
        for peer, find, loads, dumps in _peers(profile, Path(folder)):
            accepted = [each for each in documents if _accepts(find(each[0]), each[1])]
            group.notes.append(f"{peer} accepts {len(accepted)} of them")
            if accepted:
                group.rows.extend(_compared(peer, accepted, ours, find, loads, dumps))
                group.notes.extend(_why(group.rows[-2:], accepted, ours))
    group.rows.append(_first())
    return group


def _documents() -> Iterator[Document]:
    corpus = os.environ.get("SVCMGMT_CORPUS")
    if not corpus:
        for kind, own in _OWN.items():
            yield from ((kind, document) for document in own)
        return
    for api in _APIS:
        for path in sorted(Path(corpus, "tmf", "payloads", api, "v5").glob("*/*.json")):
            if path.parent.name in v5().classes:
                yield path.parent.name, json.loads(path.read_text(encoding="utf-8"))


def _our_way(profile: Profile, kind: str) -> Way:
    return partial(_load, profile, kind), profile.dump


def _load(profile: Profile, kind: str, document: dict[str, Any]) -> object:
    return profile.load(document, kind)


Finder: TypeAlias = Callable[[str], Way | None]


def _peers(profile: Profile, folder: Path) -> Iterator[tuple[str, Finder, float, float]]:
    """Yield each peer, how it finds a class, and the targets for reading and writing."""
    yield "pydantic, extra=allow", cache(partial(open_models, profile)), 0.8, 1.0
    yield "tmforum", tmforum_way, 1.5, 1.5
    corpus = os.environ.get("SVCMGMT_CORPUS")
    if corpus:
        file = Path(corpus, "tmf", "specs", f"{_GENERATED}-v5.yaml.gz")
        models = generated_models(file, folder)
        yield f"pydantic, generated of {_GENERATED}", partial(generated_way, models), 1.0, 1.0


def _accepts(way: Way | None, document: dict[str, Any]) -> bool:
    """Return whether a document is read, and written so that it says the same."""
    if way is None:
        return False
    read, write = way
    try:
        return _same(write(read(document)), document)
    except Exception:  # noqa: BLE001 - each peer refuses in its own way
        return False


def _same(first: object, second: object) -> bool:
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(
            _same(first[key], second[key]) for key in first
        )
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(_same, first, second))
    if isinstance(first, str) and isinstance(second, str) and first != second:
        try:
            return datetime.fromisoformat(first) == datetime.fromisoformat(second)
        except (ValueError, TypeError):
            return False
    return first == second


def _compared(
    peer: str, documents: list[Document], ours: Finder, find: Finder, *targets: float
) -> Iterator[Row]:
    for place, (what, target) in enumerate(zip(("load", "dump"), targets, strict=True)):
        mine, theirs = (_work(documents, way, writes=place == 1) for way in (ours, find))
        yield race(what, peer, mine, theirs, at_least=target)


def _work(documents: list[Document], find: Finder, *, writes: bool) -> Measure:
    call = _calls(documents, find, writes=writes)
    return calls(call, units=len(documents))


def _calls(documents: list[Document], find: Finder, *, writes: bool) -> Callable[[], object]:
    """Return what reads all documents, or writes what was read of them."""
    ways = [(find(kind), document) for kind, document in documents]
    known = [(way, document) for way, document in ways if way is not None]
    if not writes:
        return lambda: [way[0](document) for way, document in known]
    read = [(way[1], way[0](document)) for way, document in known]
    return lambda: [write(entity) for write, entity in read]


def _why(rows: list[Row], documents: list[Document], ours: Finder) -> Iterator[str]:
    for place, row in enumerate(rows):
        yield from why_missed(row, _calls(documents, ours, writes=place == 1))


def _first() -> Row:
    """Return how long a fresh interpreter needs until it has read a document."""
    (seconds,) = bests([_fresh], fewest=5)
    return figure("first document, from a cold start", seconds, "s", at_most=_FIRST_SECONDS)


def _fresh() -> float:
    code = f"from time import process_time as t; a = t()\n{_FIRST}\nprint(t() - a)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)
