"""Whatever a TM Forum document says, it comes back; edits win; versions and patches keep laws."""

from __future__ import annotations

import copy
import json
import pickle
from contextlib import suppress
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st
from tmf_samples import CLASSES, JSON_VALUES, documents, entities, mutated, values_of

from svcmgmt.common._fields import kinds_of
from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop.tmf import Profile, convert, json_patch, merge_patch, v4, v5
from svcmgmt.values import Extension

PROFILES = [v4(), v5()]
OBJECTS = st.dictionaries(st.text(max_size=3), JSON_VALUES, max_size=4)

every_profile = pytest.mark.parametrize("profile", PROFILES, ids=repr)


def text_of(document: object) -> str:
    """Return a text that tells 1 from 1.0 from true."""
    return json.dumps(document, sort_keys=True)


@every_profile
@pytest.mark.parametrize("kind", CLASSES, ids=lambda each: each.__name__)
def test_an_entity_of_each_class_comes_back(kind: type[Any], profile: Profile) -> None:
    examples: list[Any] = []

    @given(entities(kind, profile))
    def comes_back(entity: Any) -> None:  # noqa: ANN401
        document = profile.dump(entity)
        again = profile.load(document, kind)
        assert text_of(profile.dump(again)) == text_of(document)
        examples.append((entity, again, document))

    settings(max_examples=8)(comes_back)()
    for entity, again, document in examples:
        if not kind.__name__.startswith("Related") or profile.name == "v5":
            assert type(again) is type(entity), document


@given(st.data())
def test_an_entity_is_equal_to_the_one_that_is_read(data: st.DataObject) -> None:
    kind, document = data.draw(documents(v5()))
    first = v5().load(document, kind)
    again = v5().load(v5().dump(first), kind)
    assert again == first
    assert hash(again) == hash(first)
    assert v5().is_same_document(again, first)
    assert v5().findings(again) == v5().findings(first)
    assert copy.copy(first) == pickle.loads(pickle.dumps(first))  # noqa: S301
    assert v5().is_same_document(pickle.loads(pickle.dumps(first)), first)  # noqa: S301


@every_profile
@given(data=st.data())
def test_a_mutated_document_comes_back(profile: Profile, data: st.DataObject) -> None:
    kind, document = data.draw(mutated(profile))
    before = text_of(document)
    entity = profile.load(document, kind)
    assert text_of(profile.dump(entity)) == before == text_of(document)
    named = profile.load(document, kind.__name__)
    assert text_of(profile.dump(named)) == before
    pickled = pickle.loads(pickle.dumps(entity))  # noqa: S301
    assert text_of(profile.dump(pickled)) == before


@every_profile
@given(document=OBJECTS, kind=st.sampled_from(CLASSES))
def test_any_object_comes_back(profile: Profile, document: dict[str, Any], kind: type[Any]) -> None:
    assert text_of(profile.dump(profile.load(document, kind))) == text_of(document)


@every_profile
@given(data=st.data())
def test_findings_are_about_something_that_is_there(profile: Profile, data: st.DataObject) -> None:
    kind, document = data.draw(mutated(profile))
    for finding in profile.findings(profile.load(document, kind)):
        found: Any = document
        for step in finding.pointer.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            found = found[int(name)] if isinstance(found, list) else found[name]


@every_profile
@given(data=st.data())
def test_an_edit_of_a_typed_field_shows_in_the_document(
    profile: Profile, data: st.DataObject
) -> None:
    kind, document = data.draw(mutated(profile))
    entity = profile.load(document, kind)
    fields = profile._family.annotations(type(entity))
    wire = data.draw(st.sampled_from(sorted(profile.attributes(type(entity)))))
    name, annotation = fields[wire]
    kinds, is_list = kinds_of(annotation)
    values = values_of(kinds, profile, 2)
    value = data.draw(st.lists(values, min_size=1, max_size=2) if is_list else values)
    edited, plain = evolve(entity, **{name: value}), {name: value}
    if value is None or getattr(edited, name) == getattr(entity, name):
        return
    alone = profile.dump(type(entity)(**{**plain, "at_type": plain.get("at_type")}))
    assert text_of(profile.dump(edited)[wire]) == text_of(alone[wire])


@given(st.data())
def test_a_document_survives_the_way_to_v5_and_back(data: st.DataObject) -> None:
    kind, document = data.draw(documents(v4()))
    if v4().findings(v4().load(document, kind)):
        return
    there = convert(document, kind, source=v4(), target=v5())
    back = convert(there.document, kind, source=v5(), target=v4())
    assert v4().is_same_document(v4().load(back.document, kind), v4().load(document, kind))
    assert there.is_complete


@given(OBJECTS, OBJECTS)
def test_a_merge_patch_once_or_twice_is_the_same(
    document: dict[str, Any], patch: dict[str, Any]
) -> None:
    once = merge_patch(document, patch)
    assert text_of(merge_patch(once, patch)) == text_of(once)
    assert text_of(merge_patch(document, {})) == text_of(document)
    for name, value in patch.items():
        assert (name not in once) if value is None else name in once


@given(OBJECTS, st.text(max_size=3), JSON_VALUES)
def test_what_is_added_can_be_removed(document: dict[str, Any], name: str, value: object) -> None:
    path = "/" + name.replace("~", "~0").replace("/", "~1")
    added = json_patch(document, [{"op": "add", "path": path, "value": value}])
    assert Extension({"": added[name]}) == Extension({"": value})
    test = {"op": "test", "path": path, "value": value}
    removed = json_patch(added, [test, {"op": "remove", "path": path}])
    assert text_of(removed) == text_of({k: v for k, v in document.items() if k != name})


@given(
    OBJECTS,
    st.lists(st.dictionaries(st.sampled_from(["op", "path", "from", "value"]), JSON_VALUES)),
)
def test_any_patch_ends_in_a_document_or_an_error(
    document: dict[str, Any], patch: list[dict[str, Any]]
) -> None:
    with suppress(SvcmgmtError):
        assert isinstance(json_patch(document, patch), dict)
