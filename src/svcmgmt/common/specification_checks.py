"""What is wrong with specifications of characteristics themselves, before any value is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve

from svcmgmt.common._ranges import in_words, is_empty_range
from svcmgmt.common._values import as_number, is_of_type, plain, tell
from svcmgmt.common.characteristics import (
    CharacteristicSpecification,
    CharacteristicValueSpecification,
)
from svcmgmt.common.matching import matches_whole
from svcmgmt.errors import InvalidValue, LimitExceeded
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind

__all__ = ["check_characteristic_specifications"]


def check_characteristic_specifications(
    specifications: Iterable[CharacteristicSpecification], *, pointer: str = ""
) -> tuple[Finding, ...]:
    """Return what no value could mend; nothing if the specifications are sound.

    Codes: `no-name`, `duplicate-name`, `cardinality-order`, `several-defaults` (more than one
    default although one value is allowed), `type` (a value of another kind than told; a warning
    where it is a number that is told as text), `empty-range`, `bad-regex`. Source: rule R8.5.

    Args:
        specifications: the specifications of one product, service or resource specification.
        pointer: JSON pointer to their list.

    Raises:
        InvalidType: something else than specifications.

    Examples:
        >>> twice = [CharacteristicValueSpecification(value=each, is_default=True) for each in "ab"]
        >>> letter = CharacteristicSpecification(name="letter", max_cardinality=1,
        ...                                      characteristic_value_specification=twice)
        >>> print(check_characteristic_specifications([letter])[0])
        error several-defaults at /0: letter: several defaults (value: a, b; allowed: one)
    """
    listed = all_of_kind("specifications", specifications, CharacteristicSpecification)
    counts = Counter(each.name for each in listed)
    return tuple(
        finding
        for index, each in enumerate(listed)
        for finding in _checked(each, f"{pointer}/{index}", counts[each.name])
    )


def _checked(
    specification: CharacteristicSpecification, pointer: str, count: int
) -> Iterator[Finding]:
    name = specification.name or ""
    least, most = specification.min_cardinality or 0, specification.max_cardinality
    entries = specification.characteristic_value_specification
    defaults = [tell(each.value) for each in entries if each.is_default is True]
    if not name:
        yield _found("no-name", name, "it has no name", pointer)
    elif count > 1:
        yield _found("duplicate-name", name, "several have this name", pointer, name)
    if least < 0 or (most is not None and most < least):
        value = f"{least} to {most}"
        yield _found("cardinality-order", name, "no number of values", pointer, value, "0 or more")
    if len(defaults) > 1 and most == 1:
        yield _found(
            "several-defaults", name, "several defaults", pointer, ", ".join(defaults), "one"
        )
    yield from _bad_regex(name, specification.regex, pointer)
    for index, entry in enumerate(entries):
        place = f"{pointer}/characteristicValueSpecification/{index}"
        yield from _checked_entry(specification, entry, place)


def _checked_entry(
    specification: CharacteristicSpecification,
    entry: CharacteristicValueSpecification,
    pointer: str,
) -> Iterator[Finding]:
    name, kind = specification.name or "", entry.value_type or specification.value_type
    if entry.value is not None and not is_of_type(plain(entry.value), kind):
        is_text = is_of_type(as_number(entry.value, kind), kind)
        message = "a number told as text" if is_text else "another kind of value"
        found = _found("type", name, message, pointer, tell(entry.value), kind or "")
        yield evolve(found, severity=Severity.WARNING) if is_text else found
    if is_empty_range(entry):
        yield _found("empty-range", name, "nothing lies in it", pointer, in_words(entry))
    yield from _bad_regex(name, entry.regex, pointer)


def _bad_regex(name: str, regex: str | None, pointer: str) -> Iterator[Finding]:
    try:
        matches_whole(regex or "", "")
    except (InvalidValue, LimitExceeded) as problem:
        yield _found("bad-regex", name, f"cannot be used: {problem}", pointer, regex or "")


def _found(
    code: str, name: str, message: str, pointer: str, value: str = "", allowed: str = ""
) -> Finding:
    return Finding(
        code=code,
        message=f"{name}: {message}" if name else message,
        severity=Severity.ERROR,
        pointer=pointer,
        value=tell(value),
        allowed=allowed,
    )
