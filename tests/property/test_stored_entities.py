"""Entities of the information model are stored with everything that any version knows of them."""

from __future__ import annotations

import json
from inspect import isabstract
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st
from tmf_samples import CLASSES, documents, entities, mutated

from svcmgmt.assurance import TroubleTicket
from svcmgmt.common import LivingEntity, RelatedEntity
from svcmgmt.interop.native import NotStorable, from_dict, to_dict
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.testing import strategies
from svcmgmt.values import Extension

PROFILES = st.sampled_from([v4(), v5()])


def stored(entity: Any) -> Any:  # noqa: ANN401 - an entity of any class
    """Return an entity after it went through JSON text."""
    return from_dict(json.loads(json.dumps(to_dict(entity))), type(entity))


def assert_same(back: Any, entity: Any) -> None:  # noqa: ANN401 - entities of any class
    """Assert that two entities are equal and say the same in every version."""
    assert type(back) is type(entity)
    assert back == entity
    assert hash(back) == hash(entity)
    for profile in (v4(), v5()):
        assert profile.is_same_document(back, entity)


@given(st.data(), PROFILES)
def test_an_entity_of_any_class(data: st.DataObject, profile: Profile) -> None:
    kind = data.draw(st.sampled_from(CLASSES))
    entity = data.draw(entities(kind, profile))
    assert_same(stored(entity), entity)


@given(st.data(), PROFILES)
def test_what_is_read_from_a_document_with_mistakes(data: st.DataObject, profile: Profile) -> None:
    kind, document = data.draw(mutated(profile))
    entity = profile.load(document, kind)
    assert_same(stored(entity), entity)
    assert profile.dump(stored(entity)) == document


@given(st.data(), PROFILES)
def test_an_edited_entity_of_one_version_in_one_of_the_other(
    data: st.DataObject, profile: Profile
) -> None:
    kind, document = data.draw(documents(profile))
    entity = profile.load(document, kind)
    edited = evolve(entity, extension=Extension({"x-owner": "noc"}))
    assert_same(stored(edited), edited)


LIVING = [kind for kind in CLASSES if issubclass(kind, LivingEntity) and not isabstract(kind)]


@given(st.data(), st.sampled_from(LIVING))
def test_a_life_of_any_length(data: st.DataObject, kind: type[LivingEntity[Any, Any]]) -> None:
    history = data.draw(strategies.histories(kind.published_lifecycle()))
    entity = data.draw(entities(kind, v5()))
    state = history[-1].to_state if history else entity.state
    lived = evolve(entity, state=state, history=history)
    assert stored(lived).history == history
    assert_same(stored(lived), lived)


@given(st.data(), PROFILES, PROFILES)
def test_what_different_versions_read(data: st.DataObject, one: Profile, other: Profile) -> None:
    kind, document = data.draw(mutated(one))
    _, whole = data.draw(mutated(other))
    part = one.load(document, kind)
    entity = evolve(other.load(whole, TroubleTicket), related_entity=[RelatedEntity(entity=part)])
    try:
        back = stored(entity)
    except NotStorable:  # nothing tells the class of the part
        return
    assert_same(back, entity)
