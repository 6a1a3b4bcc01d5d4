"""What must be sent, must not be sent and cannot be changed is what the published schemas say."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from svcmgmt.interop.tmf import v4
from svcmgmt.interop.tmf.shapes import shapes_of

SERVER_ONLY = {"href"}


def schemas(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the schemas of each API of v4."""
    for path in sorted(folder.glob("*-v4.json.gz")):
        document: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
        yield document["definitions"]


def test_rows_of_v4_are_published(corpus: Callable[[str], Path]) -> None:
    compared = 0
    for definitions in schemas(corpus("tmf/specs")):
        for name, schema in definitions.items():
            create, update = (definitions.get(f"{name}_{each}") for each in ("Create", "Update"))
            kind = v4().classes.get(name)
            if create is None or kind is None or kind.__name__ != name:
                continue
            shapes = shapes_of(kind, "v4")
            assert shapes.required <= set(create.get("required", [])), name
            assert not shapes.server_set & set(create["properties"]) - SERVER_ONLY, name
            assert shapes.server_set <= set(schema["properties"]) | SERVER_ONLY, name
            if update is not None:
                assert not shapes.fixed & set(update["properties"]), name
            compared += 1
    assert compared > 40
