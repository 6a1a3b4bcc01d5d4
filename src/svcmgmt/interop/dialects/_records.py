"""What records of two models have in common: their facts, references, and what one cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set as AbstractSet, Sized
from datetime import datetime
from typing import Any, Generic, TypeAlias, TypeVar, cast

from attrs import AttrsInstance, fields, frozen

from svcmgmt.common import EntityRef, RelatedEntity
from svcmgmt.errors import InvalidValue, shown
from svcmgmt.interop.dialects.dialect import Dialect
from svcmgmt.lifecycle import Lifecycle, OwnState, State, StateCategory, StateChange, Trigger
from svcmgmt.practice import Ticket
from svcmgmt.temporal import Interval
from svcmgmt.values import Finding, Priority, Ref

__all__ = [
    "Facts",
    "Translation",
    "are_same",
    "dated",
    "entities",
    "identifier",
    "interval_of",
    "ours",
    "own_state",
    "path",
    "priority_of",
    "ref_of",
    "refs_of",
    "related",
    "state_of",
    "their_priority",
    "their_state",
    "theirs",
    "translation",
]

RecordT = TypeVar("RecordT")
StateT = TypeVar("StateT", bound=State)

Facts: TypeAlias = tuple[StateChange[Any, Any], ...]
_AnyState: TypeAlias = State | OwnState
_Step: TypeAlias = tuple[datetime | None, _AnyState | None, str | None]


@frozen(kw_only=True)
class Translation(Generic[RecordT]):
    """A record in another model, and what of the original has no counterpart there.

    What no finding names comes back equal when the record is converted again; words for
    priorities and severities perhaps in another spelling.

    Examples:
        >>> Translation(record="any").findings
        ()
    """

    record: RecordT
    """The record in the other model."""

    findings: tuple[Finding, ...] = ()
    """What is lost or told otherwise; the pointer is a field of the original."""


def translation(
    source: object,
    record: RecordT,
    back: object,
    told: Iterable[Finding] = (),
    respelled: Iterable[str] = (),
) -> Translation[RecordT]:
    """Return a record with a finding for each field that is another one when it comes back.

    Args:
        source: the original.
        record: what was made of it.
        back: the original again, made of the record.
        told: what is known to be lost already.
        respelled: fields whose words were understood, and may come back in another spelling.
    """
    known = tuple(told)
    named = {*(finding.pointer for finding in known), *(f"/{name}" for name in respelled)}
    lost = [each for each in _lost(source, back) if each.pointer not in named]
    return Translation(record=record, findings=(*known, *lost))


def _lost(source: object, back: object) -> Iterator[Finding]:
    for each in fields(cast("type[AttrsInstance]", type(source))):
        value, again = getattr(source, each.name), getattr(back, each.name)
        if value == again or _is_nothing(value):
            continue
        is_gone = _is_nothing(again)
        yield Finding(
            code="no-counterpart" if is_gone else "not-kept",
            message="the other model has no place for it" if is_gone else "it comes back otherwise",
            pointer=f"/{each.name}",
            value=shown(value),
            allowed="" if is_gone else shown(again),
        )


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, Sized) and len(value) == 0)


def state_of(word: str, states: type[StateT], meant: _AnyState) -> StateT | OwnState:
    """Return a word as a state of an enumeration; an own state where that has no such word."""
    known = {str(each): each for each in states}
    return known.get(word, OwnState(word or str(meant), meant.category))


def theirs(
    facts: Sequence[StateChange[Any, Any]],
    *,
    dialect: Dialect,
    states: type[State],
    lifecycle: Lifecycle[Any, Any],
    ending: str = "",
) -> Facts:
    """Return the facts of a practice's record in the words of a product.

    Args:
        facts: in order.
        dialect: the words.
        states: the product's states.
        lifecycle: the product's, which tells what its triggers are called.
        ending: how the record ended, where the last word tells it.
    """
    made: list[StateChange[Any, Any]] = []
    for number, fact in enumerate(facts):
        code = ending if number == len(facts) - 1 else ""
        wording = dialect.write(fact.to_state, reason=code or fact.reason)
        before = _before(
            facts, made, lambda state: state_of(dialect.write(state).word, states, state)
        )
        to_state = state_of(wording.word, states, fact.to_state)
        reason = fact.reason if code else wording.reason
        made.append(_moved(fact, before, to_state, reason, lifecycle))
    return tuple(made)


def ours(
    facts: Sequence[StateChange[Any, Any]],
    *,
    dialect: Dialect,
    lifecycle: Lifecycle[Any, Any],
    endings: AbstractSet[str] = frozenset(),
) -> Facts:
    """Return the facts of a product's record as those of a practice.

    Args:
        facts: in order.
        dialect: the product's words.
        lifecycle: the practice's, which tells what its triggers are called.
        endings: how records end; told by the record and not by its facts.
    """
    made: list[StateChange[Any, Any]] = []
    for fact in facts:
        before = _before(facts, made, lambda state: understood(dialect, state)[0])
        to_state, reason = understood(dialect, fact.to_state, fact.reason)
        if reason in endings:
            reason = fact.reason
        made.append(_moved(fact, before, to_state, reason, lifecycle))
    return tuple(made)


def understood(dialect: Dialect, state: _AnyState, reason: str = "") -> tuple[_AnyState, str]:
    """Return a product's state as a practice's, and why; one that nobody knows stays as it is."""
    reading = dialect.read(str(state), reason=reason)
    is_unknown = reading.state.category is StateCategory.UNKNOWN
    return (state if is_unknown else reading.state), reading.reason


def own_state(
    dialect: Dialect, state: _AnyState | None, facts: Sequence[StateChange[Any, Any]]
) -> tuple[Any, tuple[Finding, ...]]:
    """Return a product's state as a practice's, and what is lost by that.

    Args:
        dialect: the product's words.
        state: where its record is; None if nobody knows.
        facts: how it came there.
    """
    if state is None:
        return None, ()
    reason = facts[-1].reason if facts else ""
    told = dialect.read(str(state), reason=reason).findings
    # whether the reason survives is seen when the record comes back
    lost = tuple(finding for finding in told if finding.pointer != "/reason")
    return understood(dialect, state)[0], lost


def their_state(
    dialect: Dialect,
    states: type[StateT],
    record: Ticket[Any, Any],
    history: Facts,
    ending: str = "",
) -> tuple[StateT | OwnState | None, tuple[Finding, ...]]:
    """Return a practice's state as a product's, and what is lost by that.

    Args:
        dialect: the product's words.
        states: the product's states.
        record: the practice's record.
        history: its facts, in the product's words.
        ending: how it ended, where the word tells it.
    """
    if record.state is None:
        return None, ()
    reason = ending or (record.history[-1].reason if history else "")
    wording = dialect.write(record.state, reason=reason)
    return state_of(wording.word, states, record.state), wording.findings


def _before(
    facts: Sequence[StateChange[Any, Any]],
    made: Sequence[StateChange[Any, Any]],
    translated: Callable[[_AnyState], _AnyState],
) -> _AnyState | None:
    """Return the state that the next fact ends: what the last one led to, if it is the same."""
    fact, last = facts[len(made)], facts[len(made) - 1] if made else None
    if fact.from_state is None:
        return None
    if last is not None and last.to_state == fact.from_state:
        state: _AnyState = made[-1].to_state
        return state
    return translated(fact.from_state)


def _moved(
    fact: StateChange[Any, Any],
    before: _AnyState | None,
    to_state: _AnyState,
    reason: str,
    lifecycle: Lifecycle[Any, Any],
) -> StateChange[Any, Any]:
    return StateChange(
        at=fact.at,
        sequence=fact.sequence,
        recorded_at=fact.recorded_at,
        id=fact.id,
        to_state=to_state,
        from_state=before,
        trigger=_trigger(fact.trigger, before, to_state, lifecycle),
        by=fact.by,
        reason=reason,
    )


def _trigger(
    trigger: Trigger | str | None,
    before: _AnyState | None,
    to_state: _AnyState,
    lifecycle: Lifecycle[Any, Any],
) -> Trigger | str | None:
    """Return what a lifecycle calls a step; the word of the original where it has none."""
    if trigger is None:
        return None
    word = str(trigger)
    if before is None or not {before, to_state} <= {*lifecycle.states}:
        return word
    drawn = [rule.trigger for rule in lifecycle.rules_between(before, to_state)]
    named = [each for each in drawn if str(each) == word]
    return next(iter((*named, *drawn)), word)


def dated(
    begun: datetime | None, begins: State, steps: Iterable[_Step], ends: _AnyState | None
) -> Facts:
    """Return the facts that the dates of a document tell; none if they do not lead to its state.

    Args:
        begun: when the record was made.
        begins: the state in which records are made.
        steps: when it came into which state, and why.
        ends: the state in which it is.
    """
    known: dict[tuple[datetime, _AnyState], str] = {}
    for at, state, reason in steps:
        if at is not None and state is not None:
            known[at, state] = known.get((at, state)) or reason or ""
    if begun is not None and all(at > begun for at, _ in known):
        known[begun, begins] = ""
    found = sorted(known.items(), key=lambda item: item[0][0])
    if not found or found[-1][0][1] != ends:
        return ()
    return tuple(StateChange(at=at, to_state=state, reason=reason) for (at, state), reason in found)


def related(refs: Iterable[Ref[Any] | None], role: str | None) -> tuple[RelatedEntity, ...]:
    """Return references as related entities in a role; nothing for what is None."""
    return tuple(
        RelatedEntity(
            role=role,
            id=str(ref.id),
            name=ref.name or None,
            href=ref.href or None,
            at_referred_type=ref.referred_type or None,
        )
        for ref in refs
        if ref is not None
    )


def entities(refs: Iterable[Ref[Any] | None]) -> tuple[EntityRef, ...]:
    """Return references as the information model writes them; nothing for what is None."""
    return tuple(
        EntityRef(
            id=str(ref.id),
            name=ref.name or None,
            href=ref.href or None,
            at_referred_type=ref.referred_type or None,
        )
        for ref in refs
        if ref is not None
    )


def refs_of(entities: Iterable[EntityRef], *roles: str | None) -> tuple[Ref[Any], ...]:
    """Return references to entities; only those in some roles if there are any."""
    found = [
        _target(each) for each in entities if not roles or getattr(each, "role", None) in roles
    ]
    return tuple(ref for ref in found if ref is not None)


def are_same(told: Iterable[RelatedEntity], again: Iterable[RelatedEntity]) -> bool:
    """Return whether related entities come back, in any order and in the form of v4 or v5."""
    return Counter(map(_flat, told)) == Counter(again)


def _flat(entity: RelatedEntity) -> RelatedEntity:
    """Return a related entity in the form of v4, if nothing is lost by that."""
    for ref in refs_of([entity]):
        nested = RelatedEntity(role=entity.role, entity=entities([ref])[0])
        if entity == nested:
            return related([ref], entity.role)[0]
    return entity


def _target(entity: EntityRef) -> Ref[Any] | None:
    inner = getattr(entity, "entity", None)
    return inner.ref if isinstance(inner, EntityRef) else entity.ref


def ref_of(entities: Iterable[EntityRef], role: str) -> Ref[Any] | None:
    """Return the reference to the first entity in a role; None if there is none."""
    return next(iter(refs_of(entities, role)), None)


def identifier(value: str | None) -> str:
    """Return the id of a record that must have one.

    Raises:
        InvalidValue: none.
    """
    if not value:
        raise InvalidValue("id", value, "a non-empty identifier")
    return value


def path(text: str | None) -> tuple[str, ...]:
    """Return a category as the words from the top of a tree down to it."""
    return tuple(word for word in (text or "").split("/") if word.strip())


def their_priority(
    dialect: Dialect, priority: Priority | None
) -> tuple[str | None, tuple[Finding, ...]]:
    """Return how a priority is written, and what is lost by that."""
    if priority is None:
        return None, ()
    wording = dialect.write_priority(priority)
    return wording.word or None, wording.findings


def priority_of(dialect: Dialect, word: object) -> tuple[Priority | None, tuple[Finding, ...]]:
    """Return the priority of a word, and what is lost by that."""
    if word is None or not str(word).strip():
        return None, ()
    reading = dialect.read_priority(str(word))
    return reading.priority, reading.findings


def interval_of(start: datetime | None, end: datetime | None) -> Interval | None:
    """Return what lies between two instants; None if there is no start, or the end comes first."""
    if start is None or (end is not None and end < start):
        return None
    return Interval(start, end)
