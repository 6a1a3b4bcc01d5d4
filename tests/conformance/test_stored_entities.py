"""Entities of real documents of the Open APIs are stored and read again with all that they say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from svcmgmt.interop.native import from_dict, to_dict
from svcmgmt.interop.tmf import v4, v5

PROFILES = {"v4": v4(), "v5": v5()}


def test_every_document_comes_back_from_what_is_stored(corpus: Callable[[str], Path]) -> None:
    paths = sorted(corpus("tmf/payloads").glob("*/*/*/*.json"))
    for path in paths:
        version, kind = path.parts[-3:-1]
        text = path.read_text(encoding="utf-8")
        entity = PROFILES[version].load(json.loads(text), kind)
        back = from_dict(json.loads(json.dumps(to_dict(entity))))
        assert back == entity, path
        assert PROFILES[version].dump(back) == json.loads(text), path
        assert all(each.is_same_document(back, entity) for each in PROFILES.values()), path
    assert paths
