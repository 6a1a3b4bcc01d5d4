"""The states that a patch wants: each is reached by a step that its lifecycle allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import is_
from typing import Any, Final

from attrs import evolve, fields, frozen

from svcmgmt.common import Extensible, LivingEntity
from svcmgmt.errors import InvalidValue

__all__ = ["Step", "settled"]

_LIVING: Final = (LivingEntity,)
_DOCUMENTS: Final = (Extensible, LivingEntity)


@frozen(kw_only=True)
class Step:
    """What goes into the history of whatever changes its state."""

    at: datetime
    """When."""

    by: str
    """Who wants it."""

    reason: str
    """Why."""

    attributes: Callable[[type[Any]], Mapping[str, tuple[str, object]]]
    """Field of each published attribute of a class, by its name."""


def settled(before: Any, wanted: Any, step: Step) -> Any:  # noqa: ANN401
    """Return what a patch made of an object, with the histories that it and its parts have.

    A part of a list is the same as before if its `id` is. A part that does not tell its state
    stays in the state that it has.

    Args:
        before: the object before the patch.
        wanted: what was read of the patched document.
        step: what goes into the histories.

    Raises:
        TransitionNotAllowed: a state that the lifecycle does not allow.
        InvalidValue: a state that nobody knows.
    """
    whole = _with_parts(before, wanted, step)
    if not _are(_LIVING, before):
        return whole
    told, known = _unread_state(wanted, step), _unread_state(before, step)
    state = wanted.state if wanted.state is not None else _own_state(before, told)
    stays = evolve(
        whole, state=before.state, history=before.history, own_lifecycle=before.own_lifecycle
    )
    if state == before.state and (state is not None or told == known):
        return stays
    if state is None:
        raise InvalidValue("state", told, ", ".join(map(str, before.lifecycle.states)))
    return stays.move_to(state, at=step.at, by=step.by, reason=step.reason)


def _with_parts(before: Any, wanted: Any, step: Step) -> Any:  # noqa: ANN401
    changes: dict[str, Any] = {}
    for each in fields(wanted.__class__):
        new = getattr(wanted, each.name)
        part = _part(getattr(before, each.name), new, step)
        if part is not new:
            changes[each.name] = part
    return evolve(wanted, **changes) if changes else wanted


def _part(before: Any, wanted: Any, step: Step) -> Any:  # noqa: ANN401
    """Return what a field holds after the patch; what is new in it is taken as it is."""
    if _are((tuple,), before, wanted):
        return _parts(before, wanted, step)
    if not _are(_DOCUMENTS, wanted) or type(before) is not type(wanted):
        return wanted
    if _id_of(before) != _id_of(wanted):
        return wanted
    if not _are(_LIVING, before) or before.state is None:
        return _with_parts(before, wanted, step)
    if wanted.state is None and _unread_state(wanted, step) is None:
        return settled(before, evolve(wanted, state=before.state), step)
    return settled(before, wanted, step)


def _parts(before: tuple[Any, ...], wanted: tuple[Any, ...], step: Step) -> tuple[Any, ...]:
    known = {_id_of(each): each for each in reversed(before)}
    parts = tuple(
        each if _id_of(each) is None else _part(known.get(_id_of(each)), each, step)
        for each in wanted
    )
    return wanted if all(map(is_, parts, wanted)) else parts


def _are(kinds: tuple[type[Any], ...], *values: object) -> bool:
    return all(isinstance(each, kinds) for each in values)


def _id_of(part: object) -> str | None:
    return getattr(part, "id", None)


def _unread_state(part: Any, step: Step) -> object:  # noqa: ANN401
    """Return the word that stands for the state of a document if no published one does."""
    attributes = step.attributes(part.__class__)
    wire = next(wire for wire, (name, *_) in attributes.items() if name == "state")
    return part.extension.get(wire)


def _own_state(living: Any, told: object) -> Any:  # noqa: ANN401
    """Return the state of a lifecycle of an organisation's own that has a word."""
    return next((each for each in living.lifecycle.states if str(each) == told), None)
