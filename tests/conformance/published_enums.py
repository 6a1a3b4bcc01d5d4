"""The enumerations of the published specifications, by version and name."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_SCHEMA = re.compile(r"^    (\w+):\n((?:(?: {6,}.*)?\n)+)", re.MULTILINE)
_WORDS = re.compile(r"^( +)enum:\n((?:\1 *- .*\n)+)", re.MULTILINE)


class Published(NamedTuple):
    """One enumeration of one version of one API."""

    api: str
    version: str
    name: str
    words: frozenset[str]


def published_enums(root: Path) -> Iterator[Published]:
    """Give all enumerations of the specifications, and those of the notes on states."""
    for path in sorted((root / "specs").glob("TMF*.gz")):
        api, version = path.name.split(".")[0].split("-")
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        read = _of_json if path.name.endswith(".json.gz") else _of_yaml
        for name, words in read(text):
            yield Published(api, version, name, frozenset(words))
    for entry in json.loads((root / "states.json").read_text(encoding="utf-8")):
        enums: dict[str, list[str] | str] = entry["enums"]
        for told, listed in enums.items():
            api, version, name = told.split(" ")
            if isinstance(listed, list):  # others are told in words
                yield Published(api, version, name, frozenset(listed))


def _of_json(text: str) -> Iterator[tuple[str, list[str]]]:
    document: dict[str, Any] = json.loads(text)
    schemas = document.get("definitions") or document["components"]["schemas"]
    for name, schema in schemas.items():
        if "enum" in schema:
            yield name, schema["enum"]


def _of_yaml(text: str) -> Iterator[tuple[str, list[str]]]:
    """Read lists of words of YAML as the specifications write it, two blanks for each level."""
    for name, block in _SCHEMA.findall(text[text.index("\n  schemas:") :]):
        for _, lines in _WORDS.findall(block):
            words = [line.strip().removeprefix("- ") for line in lines.splitlines()]
            yield name, [word.strip("'\"") for word in words]
