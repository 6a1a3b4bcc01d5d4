"""Characteristics against their specifications: every problem at once, none dropped (rule R8.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.common._fields import frozen_json
from svcmgmt.common._ranges import in_words, is_enumerated, is_in_range, is_range
from svcmgmt.common._relation_words import excludes, needs
from svcmgmt.common._values import (
    Told,
    Units,
    as_number,
    converted,
    is_of_type,
    key_of,
    parts_of,
    tell,
    told_by_name,
)
from svcmgmt.common.characteristics import (
    Characteristic,
    CharacteristicSpecification,
    CharacteristicValueSpecification,
)
from svcmgmt.common.matching import Matcher, matches_whole
from svcmgmt.common.quantities import TimePeriod
from svcmgmt.errors import InvalidValue, LimitExceeded
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = [
    "NumbersAsText",
    "ValidationContext",
    "validate_characteristics",
    "with_defaults",
]

_EMPTY: Final[Mapping[str, Collection[object]]] = MappingProxyType({})
_NO_UNITS: Final[Units] = MappingProxyType({})


def _factors(values: Units) -> Units:
    return dict(values)


def _taken(values: Mapping[str, Collection[object]]) -> Mapping[str, Collection[object]]:
    return dict(values)


class NumbersAsText(Enum):
    """Whether text that tells a number is one, where a number is wanted.

    Examples:
        >>> NumbersAsText("read")
        <NumbersAsText.READ: 'read'>
    """

    REFUSE = "refuse"  # it is text, and a value of another kind
    READ = "read"  # it is the number


@frozen(kw_only=True)
class ValidationContext:
    """What beside the specification decides whether a characteristic is in order.

    Examples:
        >>> from fractions import Fraction
        >>> ValidationContext(units={("Gbit/s", "Mbit/s"): Fraction(1000)}).at is None
        True
    """

    at: datetime | None = None
    """When it shall be in order; None leaves validity alone."""

    units: Units = field(default=_NO_UNITS, converter=_factors, hash=False)
    """By what an amount in the first unit is multiplied for one in the second; nothing else is
    converted."""

    taken: Mapping[str, Collection[object]] = field(default=_EMPTY, converter=_taken, hash=False)
    """Values of unique characteristics that other instances have, by name."""

    matches: Matcher = matches_whole
    """Tells whether text matches a regular expression."""

    numbers: NumbersAsText = field(default=NumbersAsText.REFUSE, validator=of_kind(NumbersAsText))
    """Whether text that tells a number is one; older systems tell all numbers so."""

    allow_unknown: bool = False
    """Whether characteristics may be told that no specification has."""


_PLAIN: Final = ValidationContext()


def validate_characteristics(
    characteristics: Iterable[Characteristic],
    specifications: Iterable[CharacteristicSpecification],
    *,
    context: ValidationContext = _PLAIN,
    pointer: str = "",
) -> tuple[Finding, ...]:
    """Return everything that is wrong with characteristics; nothing if they are in order.

    Codes, by name of the characteristic and then in this order: `unknown`, `missing`,
    `cardinality`, `type`, `unit`, `value`, `range`, `regex`, `regex-limit`, `unique`,
    `not-valid`, `relation`. A value of the wrong type or unit is looked at no further. A list is
    as many values as it has items; an amount in a unit is an object with `amount` and `units` or
    `value` and `unitOfMeasure`. Defaults are not filled, see `with_defaults`.
    Source: rules R8.4 and R8.5, algorithm 13.13.

    Args:
        characteristics: what is told.
        specifications: what may be told.
        context: units, values taken by others, a date, a matcher.
        pointer: JSON pointer to the list of characteristics in their document.

    Raises:
        InvalidType: something else than characteristics and their specifications.

    Examples:
        >>> colour = CharacteristicSpecification(
        ...     name="colour", min_cardinality=1, max_cardinality=1,
        ...     characteristic_value_specification=[CharacteristicValueSpecification(value="red")])
        >>> told = {"colour": "blue", "size": 1}
        >>> told = [Characteristic(name=name, value=value) for name, value in told.items()]
        >>> for finding in validate_characteristics(told, [colour]):
        ...     print(finding)
        error value at /0/value: colour: no such value (value: blue; allowed: red)
        error unknown at /1/value: size: no specification has it (value: 1; allowed: colour)
    """
    listed = all_of_kind("characteristics", characteristics, Characteristic)
    known = all_of_kind("specifications", specifications, CharacteristicSpecification)
    told = told_by_name(listed, pointer)
    by_name = {each.name or "": each for each in known}
    found: list[Finding] = []
    for name in sorted({*told, *by_name}):
        values = told.get(name, ())
        if name in by_name:
            case = _Case(
                specification=by_name[name],
                values=_read(values, by_name[name].value_type, context),
                told=told,
                names={each.id: each.name or "" for each in known if each.id},
                context=context,
                pointer=pointer,
            )
            found += _checked(case)
        elif not context.allow_unknown:
            allowed = ", ".join(by_name) or "no characteristic"
            found += [
                _found("unknown", name, "no specification has it", each, allowed)
                for each in values or (Told(value="", pointer=pointer),)
            ]
    return tuple(found)


@frozen(kw_only=True)
class _Case:
    """A characteristic under check: its specification, its values, the others beside it."""

    specification: CharacteristicSpecification
    values: tuple[Told, ...]
    told: Mapping[str, tuple[Told, ...]]
    names: Mapping[str, str]
    context: ValidationContext
    pointer: str

    @property
    def name(self) -> str:
        return self.specification.name or ""

    @property
    def entries(self) -> tuple[CharacteristicValueSpecification, ...]:
        return self.specification.characteristic_value_specification

    def found(self, code: str, message: str, told: Told, allowed: str) -> Finding:
        return _found(code, self.name, message, told, allowed)


def _read(
    values: tuple[Told, ...], value_type: str | None, context: ValidationContext
) -> tuple[Told, ...]:
    if context.numbers is NumbersAsText.REFUSE:
        return values
    return tuple(evolve(each, value=as_number(each.value, value_type)) for each in values)


def _found(code: str, name: str, message: str, told: Told, allowed: str) -> Finding:
    return Finding(
        code=code,
        message=f"{name}: {message}",
        severity=Severity.ERROR,
        pointer=told.pointer,
        value=tell(told.value),
        allowed=allowed,
    )


def _checked(case: _Case) -> list[Finding]:
    found = [*_presence(case), *_types(case)]
    found += _units(_without(case, found))
    fit = _without(case, found)
    for check in (_allowed, _patterns, _unique, _validity, _relations):
        found += check(fit)
    return found


def _without(case: _Case, found: Iterable[Finding]) -> _Case:
    """Return a case without the values that are of another kind or unit."""
    bad = {each.pointer for each in found if each.code in {"type", "unit"}}
    return evolve(case, values=tuple(each for each in case.values if each.pointer not in bad))


def _presence(case: _Case) -> Iterator[Finding]:
    least, most = case.specification.min_cardinality or 0, case.specification.max_cardinality
    count = len(case.values)
    allowed = f"{least} to {'any number of' if most is None else most} values"
    if count == 0 < least:
        yield case.found("missing", "no value", Told(value=0, pointer=case.pointer), allowed)
    elif count < least or (most is not None and count > most):
        place = case.values[0].pointer if count else case.pointer
        message = "another number of values"
        yield case.found("cardinality", message, Told(value=count, pointer=place), allowed)


def _types(case: _Case) -> Iterator[Finding]:
    kind = case.specification.value_type
    for told in case.values:
        amount, _unit = parts_of(told.value)
        if not is_of_type(told.value, kind) and not is_of_type(amount, kind):
            yield case.found("type", "another kind of value", told, kind or "")


def _units(case: _Case) -> Iterator[Finding]:
    targets = list(
        dict.fromkeys(each.unit_of_measure for each in case.entries if each.unit_of_measure)
    )
    for told in case.values:
        if targets and not any(_converts(told.value, each, case.context.units) for each in targets):
            message = "no way to convert its unit"
            yield case.found("unit", message, told, ", ".join(targets))


def _converts(value: object, target: str, units: Units) -> bool:
    amount, unit = parts_of(value)
    try:
        converted(amount, unit, target, units)
    except InvalidValue:
        return False
    return True


def _holds(case: _Case, told: Told, entry: CharacteristicValueSpecification) -> bool:
    """Return whether a value is the one of an entry, or in its range, in the unit of the entry."""
    amount, unit = parts_of(told.value)
    single = key_of(as_number(entry.value, case.specification.value_type))
    if key_of(told.value) == single:
        return True
    try:
        value = converted(amount, unit, entry.unit_of_measure, case.context.units)
    except InvalidValue:
        return False
    return is_in_range(value, entry) if is_range(entry) else key_of(value) == single


def _allowed(case: _Case) -> Iterator[Finding]:
    """Yield values that are none of those listed and in none of the ranges."""
    listed = [each for each in case.entries if is_enumerated(each)]
    ranges = [each for each in case.entries if is_range(each)]
    if not (listed or ranges) or (listed and case.specification.extensible is True):
        return
    code, message = ("value", "no such value") if listed else ("range", "outside")
    allowed = ", ".join(map(in_words, (*listed, *ranges)))
    for told in case.values:
        if not any(_holds(case, told, each) for each in (*listed, *ranges)):
            yield case.found(code, message, told, allowed)


def _patterns(case: _Case) -> Iterator[Finding]:
    """Yield text that does not match: the expression of the whole, and one of those of values."""
    groups = ([case.specification.regex], [each.regex for each in case.entries])
    for told in case.values:
        for group in groups:
            patterns = [each for each in group if each]
            if patterns and isinstance(told.value, str):
                yield from _unmatched(case, told, told.value, patterns)


def _unmatched(case: _Case, told: Told, text: str, patterns: list[str]) -> Iterator[Finding]:
    allowed = " or ".join(patterns)
    try:
        if not any(case.context.matches(each, text) for each in patterns):
            yield case.found("regex", "does not match", told, allowed)
    except (InvalidValue, LimitExceeded) as problem:
        yield case.found("regex-limit", f"cannot be matched: {problem}", told, allowed)


def _unique(case: _Case) -> Iterator[Finding]:
    if case.specification.is_unique is not True:
        return
    seen = {key_of(frozen_json(each)) for each in case.context.taken.get(case.name, ())}
    for told in case.values:
        if key_of(told.value) in seen:
            yield case.found("unique", "the value is taken", told, "a value that no other has")
        seen.add(key_of(told.value))


def _validity(case: _Case) -> Iterator[Finding]:
    """Yield values that are allowed at another time only."""
    at = case.context.at
    for told in case.values:
        if not _holds_at(case.specification.valid_for, at):
            message = "cannot be told at this time"
            yield case.found("not-valid", message, told, _term(case.specification.valid_for))
            continue
        fits = [
            each
            for each in case.entries
            if (is_enumerated(each) or is_range(each)) and _holds(case, told, each)
        ]
        if fits and not any(_holds_at(each.valid_for, at) for each in fits):
            allowed = ", ".join(_term(each.valid_for) for each in fits)
            yield case.found("not-valid", "no value of this time", told, allowed)


def _holds_at(period: TimePeriod | None, at: datetime | None) -> bool:
    return period is None or at is None or period.holds_at(at)


def _term(period: TimePeriod | None) -> str:
    """Return when something is valid, in words."""
    ends = (None, None) if period is None else (period.start_date_time, period.end_date_time)
    return " to ".join("any time" if end is None else end.isoformat() for end in ends)


def _relations(case: _Case) -> Iterator[Finding]:
    for relation in case.specification.char_spec_relationship if case.values else ():
        identifier = relation.characteristic_specification_id or relation.id or ""
        other = relation.name or case.names.get(identifier, "")
        if not other or not _holds_at(relation.valid_for, case.context.at):
            continue
        kind, is_there = relation.relationship_type, bool(case.told.get(other))
        if needs(kind) and not is_there:
            yield case.found("relation", f"needs {other}", case.values[0], other)
        elif excludes(kind) and is_there:
            yield case.found("relation", f"excludes {other}", case.values[0], f"no {other}")


def with_defaults(
    characteristics: Iterable[Characteristic],
    specifications: Iterable[CharacteristicSpecification],
    *,
    at: datetime | None = None,
) -> tuple[Characteristic, ...]:
    """Return characteristics with the defaults of those that have no value at all.

    Source: rule R8.5.

    Args:
        characteristics: what is told; it stays as it is and comes first.
        specifications: what may be told.
        at: when; entries and specifications of another time give no default.

    Raises:
        InvalidType: something else than characteristics and their specifications.
        InvalidValue: several defaults for a characteristic that has one value at most.

    Examples:
        >>> colour = CharacteristicSpecification(name="colour", characteristic_value_specification=[
        ...     CharacteristicValueSpecification(value="red", is_default=True)])
        >>> [each.value for each in with_defaults([], [colour])]
        ['red']
    """
    listed = all_of_kind("characteristics", characteristics, Characteristic)
    known = all_of_kind("specifications", specifications, CharacteristicSpecification)
    told = told_by_name(listed, "")
    filled = list(listed)
    for each in known:
        if told.get(each.name or "") or not _holds_at(each.valid_for, at):
            continue
        defaults = [
            entry.value
            for entry in each.characteristic_value_specification
            if entry.is_default is True
            and entry.value is not None
            and _holds_at(entry.valid_for, at)
        ]
        if len(defaults) > 1 and each.max_cardinality == 1:
            raise InvalidValue("defaults", tuple(map(tell, defaults)), f"one, for {each.name}")
        if defaults:
            value = defaults[0] if len(defaults) == 1 else tuple(defaults)
            filled.append(Characteristic(name=each.name, value_type=each.value_type, value=value))
    return tuple(filled)
