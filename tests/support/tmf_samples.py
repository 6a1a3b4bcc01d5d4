"""Entities of every published class, and mutated documents, for tests that try them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from svcmgmt.common import EntityRef, EventPayload, Extensible, Note
from svcmgmt.common._fields import kinds_of
from svcmgmt.interop.tmf import Profile, v5
from svcmgmt.values import Extension

__all__ = ["CLASSES", "JSON_VALUES", "documents", "entities", "mutated", "values_of"]

CLASSES = sorted(
    {kind for name, kind in v5().classes.items() if name == kind.__name__},
    key=lambda each: each.__name__,
)
"""Every class, told by its own name."""

MOST_LEVELS = 3

TEXT = st.text(max_size=8)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
INSTANTS = st.integers(-(10**9), 4 * 10**9).map(
    lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, milliseconds=250)
)
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | FLOATS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)

SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: st.integers(-(10**30), 10**30),
    Decimal: st.one_of(st.integers(-(10**9), 10**9).map(Decimal), FLOATS.map(repr).map(Decimal)),
    datetime: INSTANTS,
    object: JSON_VALUES,
    Extension: st.dictionaries(TEXT, JSON_VALUES, min_size=1, max_size=3).map(Extension),
}

V5_HOLDERS = {"party_or_party_role", "entity", "place", "channel"}
"""Fields of objects with a role that only v5 has."""


def values_of(kinds: tuple[Any, ...], profile: Profile, level: int) -> st.SearchStrategy[Any]:
    """Return values of one of some kinds."""
    if Extensible in kinds:
        kinds = (EntityRef, Note)
    kind = kinds[0]
    if kind in SCALARS:
        return SCALARS[kind]
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return st.one_of([entities(each, profile, level + 1) for each in kinds])


def entities(kind: type[Any], profile: Profile, level: int = 1) -> st.SearchStrategy[Any]:
    """Return entities of a class, with some of their fields."""
    if kind is EventPayload:
        named = st.fixed_dictionaries(
            {"resource": st.just("note"), "entity": entities(Note, profile)}
        )
        return named.map(lambda told: EventPayload(**told))

    @st.composite
    def drawn(draw: st.DrawFn) -> Any:  # noqa: ANN401
        annotations = dict(profile._family.annotations(kind).values())
        names = [each for each in annotations if _is_of(each, kind, profile)]
        chosen = draw(
            st.lists(st.sampled_from(names), unique=True, max_size=4 if level == 1 else 2)
        )
        told: dict[str, Any] = {"at_type": kind.__name__}
        if "state" in annotations:
            told["state"] = None
        for name in chosen:
            kinds, is_list = kinds_of(annotations[name])
            if level >= MOST_LEVELS and kinds[0] not in SCALARS:
                continue
            values = values_of(kinds, profile, level)
            told[name] = draw(st.lists(values, min_size=1, max_size=2) if is_list else values)
        return kind(**told)

    return drawn()


def _is_of(name: str, kind: type[Any], profile: Profile) -> bool:
    is_related = kind.__name__.startswith("Related")
    is_new = profile.name == "v4" and is_related and name in V5_HOLDERS
    return name != "at_type" and not is_new


@st.composite
def documents(draw: st.DrawFn, profile: Profile) -> tuple[Any, dict[str, Any]]:
    """Return a class and the document of an entity of it."""
    kind = draw(st.sampled_from(CLASSES))
    return kind, profile.dump(draw(entities(kind, profile)))


@st.composite
def mutated(draw: st.DrawFn, profile: Profile) -> tuple[Any, dict[str, Any]]:
    """Return a class and a document of it in which something went wrong."""
    kind, document = draw(documents(profile))
    changed = deepcopy(document)
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(changed))
        if places:
            _mutate(draw, *draw(st.sampled_from(places)))
    return kind, changed


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    items = value.items() if isinstance(value, Mapping) else enumerate(value)
    for key, each in items:
        yield value, key
        if isinstance(each, dict | list):
            yield from _places(each)


def _mutate(draw: st.DrawFn, owner: Any, key: Any) -> None:  # noqa: ANN401
    value = owner[key]
    match draw(st.sampled_from(["drop", "twice", "retype", "null", "nest", "huge", "new"])):
        case "drop":
            del owner[key]
        case "twice" if isinstance(owner, list):
            owner.append(deepcopy(value))
        case "twice":
            owner[f"{key}2"] = deepcopy(value)
        case "retype":
            owner[key] = draw(JSON_VALUES)
        case "null":
            owner[key] = None
        case "nest":
            owner[key] = draw(st.sampled_from([[deepcopy(value)], {"value": deepcopy(value)}]))
        case "huge":
            owner[key] = draw(st.sampled_from([10**3_000, 1e300, "x" * 5_000, [[]] * 500]))
        case _:
            owner[key] = draw(st.sampled_from(["", "@type", 0, -1, 1.0, True, [], {}]))
