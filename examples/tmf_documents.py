"""Read a folder of TM Forum documents, write each again, and count what came back and how.

    python examples/tmf_documents.py DIR [--json]

The folder holds API/version/Entity/*.json, such as TMF621/v5/TroubleTicket/ticket.json. `exact`
documents are written as they were read; `typed` ones became a class of their own;
`typed_attributes` is the share of values that typed fields hold, and no extension.
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from attrs import Factory, define
from example_io import fail, read_json, run

from svcmgmt.common import Entity, Extensible
from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop import tmf
from svcmgmt.values import count_by_code

# the measure is that of the tests, so that nobody measures himself
sys.path.append(str(Path(__file__).parents[1] / "tests" / "conformance"))
checker: Any = import_module("leaf_checker")


@define
class Counts:
    """What was counted of some documents."""

    files: int = 0
    exact: int = 0
    typed: int = 0
    errors: int = 0
    leaves: int = 0
    held: int = 0
    held_twice: int = 0
    findings: Counter[str] = Factory(Counter[str])

    def add(self, document: object, kind: str, profile: tmf.Profile) -> None:
        """Count a document: an object, or a list of objects of one kind."""
        self.files += 1
        told = cast("list[object]", document) if isinstance(document, list) else [document]
        try:
            read = [profile.load(each, kind) for each in told]
            written = [profile.dump(each) for each in read]
        except SvcmgmtError:
            self.errors += 1
            return
        self.exact += checker.text_of(written) == checker.text_of(told)
        self.typed += all(type(each) not in {Entity, Extensible} for each in read)
        for each, original in zip(read, told, strict=True):
            self._look_into(each, original, profile)

    def _look_into(self, entity: tmf.Document, original: object, profile: tmf.Profile) -> None:
        bare = profile.dump(checker.emptied(entity))
        self.leaves += sum(1 for _ in checker.leaves(original))
        self.held += checker.surviving(original, bare)
        self.held_twice += len(checker.held_twice(profile.walk(entity), bare))
        self.findings.update(count_by_code(profile.findings(entity)))

    def told(self) -> dict[str, Any]:
        """Return the counts as they are printed."""
        return {
            "files": self.files,
            "exact": self.exact,
            "typed": self.typed,
            "errors": self.errors,
            "typed_attributes": self.held / self.leaves if self.leaves else 1.0,
            "held_twice": self.held_twice,
            "findings": dict(self.findings.most_common()),
        }


def report(folder: str) -> dict[str, object]:
    """Return the counts of all documents of a folder, and those of each API and version."""
    everything, by_api = Counts(), dict[str, Counts]()
    for path in sorted(Path(folder).glob("*/*/*/*.json")):
        api, version, kind = path.relative_to(folder).parts[:3]
        document = read_json(str(path))
        profile = tmf.v4() if version == "v4" else tmf.v5()
        for counts in (everything, by_api.setdefault(f"{api}/{version}", Counts())):
            counts.add(document, kind, profile)
    if not everything.files:
        fail(f"{folder}: no documents as API/version/Entity/name.json")
    return {
        **everything.told(),
        "by_api": {name: counts.told() for name, counts in by_api.items()},
    }


if __name__ == "__main__":
    run(report, "Read TM Forum documents and write them again.", folder="API/version/Entity/*.json")
