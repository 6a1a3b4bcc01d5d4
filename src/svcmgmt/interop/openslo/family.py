"""Reading and writing documents of OpenSLO, and what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, TypeVar, overload

from svcmgmt.errors import InvalidType
from svcmgmt.interop._lossless import (
    Codec,
    Family,
    Kept,
    Room,
    Wording,
    misfit,
    texts_of,
)
from svcmgmt.interop.openslo._yaml import plain
from svcmgmt.interop.openslo.alerting import AlertCondition, AlertNotificationTarget, AlertPolicy
from svcmgmt.interop.openslo.durations import DurationShorthand, DurationUnit
from svcmgmt.interop.openslo.indicators import SLI, DataSource
from svcmgmt.interop.openslo.objectives import SLOObjective
from svcmgmt.interop.openslo.parts import VERSION, Document, Part
from svcmgmt.interop.openslo.slos import SLO, Service
from svcmgmt.sla.indicators import BudgetingMethod
from svcmgmt.values import JSON, Finding

__all__ = ["dump", "findings", "is_same_document", "load"]

_DocumentT = TypeVar("_DocumentT", bound=Document)

_KINDS: Final[Mapping[str, type[Document]]] = {
    "DataSource": DataSource,
    "SLO": SLO,
    "SLI": SLI,
    "AlertPolicy": AlertPolicy,
    "AlertCondition": AlertCondition,
    "AlertNotificationTarget": AlertNotificationTarget,
    "Service": Service,
}
_LENGTH: Final = "a number and one of m, h, d, w, M, Q, Y, such as 5m or 4w"
_METHODS: Final[Mapping[Enum, str]] = {
    BudgetingMethod.OCCURRENCES: "Occurrences",
    BudgetingMethod.TIMESLICES: "Timeslices",
    BudgetingMethod.RATIO_TIMESLICES: "RatioTimeslices",
}


def _kind_of(kinds: tuple[type[Any], ...], document: Mapping[str, Any]) -> type[Any] | None:
    """Return the class of a whole document by its kind; parts are what their place says."""
    if kinds != (Document,):
        return kinds[0]
    version, kind = document.get("apiVersion"), document.get("kind")
    if version != VERSION or not isinstance(kind, str):
        return None
    return _KINDS.get(kind)


def _slice_window(value: object, room: Room, depth: int) -> object:
    """Read the length of a slice: a number counts minutes."""
    if type(value) is not int and not (type(value) is float and value.is_integer()):
        return _LENGTHS.read(value, room, depth)
    try:
        return Kept(DurationShorthand(int(value), DurationUnit.MINUTE))
    except ValueError:
        return misfit(value, _LENGTH)


_LENGTHS: Final = texts_of(DurationShorthand.parse, str, _LENGTH)

_FAMILY: Final = Family(
    codecs={DurationShorthand: _LENGTHS},
    words={BudgetingMethod: Wording(published=_METHODS)},
    overrides={
        (SLOObjective, "time_slice_window"): Codec(read=_slice_window, write=_LENGTHS.write)
    },
    choose=_kind_of,
)


@overload
def load(document: object, *, strict: bool = False) -> Document: ...


@overload
def load(document: object, kind: type[_DocumentT], *, strict: bool = False) -> _DocumentT: ...


def load(document: object, kind: type[Document] = Document, *, strict: bool = False) -> Document:
    """Return the document that a dict describes, whatever is in it.

    The class follows from `apiVersion` and `kind`; what nobody here knows becomes a `Document`.
    What fits no field is kept, and `findings` tells of it. `dump` gives the same dict back.

    Args:
        document: a dict as JSON or YAML was parsed to; a timestamp, which YAML makes of a
            `startTime`, is read as its text.
        kind: the class that is expected; any if left out.
        strict: whether to refuse what does not fit.

    Raises:
        InvalidType: no dict, something in it that JSON cannot hold, or a document of another
            class than expected.
        LimitExceeded: nested deeper than 64, more than 200,000 values, or numbers or text that
            cannot be written as JSON.
        RefusedDocument: read strictly, it does not fit; with all findings.

    Examples:
        >>> slo = load({"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "web"},
        ...             "spec": {"service": "shop", "budgetingMethod": "Occurences"}}, SLO)
        >>> slo.metadata.name, slo.spec.service, slo.spec.budgeting_method
        ('web', 'shop', None)
        >>> print(findings(slo)[0])
        warning unknown-word at /spec/budgetingMethod: ... (value: 'Occurences'; allowed: ...)
    """
    found = _FAMILY.load(plain(document), Document, strict=strict)
    if not isinstance(found, kind):
        raise InvalidType("document", found.kind, f"a document of kind {kind.__name__}")
    return found


def dump(document: Part) -> dict[str, JSON]:
    """Return the dict of a document: JSON types only.

    For a document that was loaded and not changed it equals what was loaded. A field that was
    changed is written instead of what was kept for it.

    Args:
        document: a document, or a part of one.

    Raises:
        InvalidType: something else.

    Examples:
        >>> from decimal import Decimal
        >>> dump(SLOObjective(target=Decimal("0.995"), display_name="good"))
        {'displayName': 'good', 'target': 0.995}
    """
    return _FAMILY.dump(document)


def findings(document: Part) -> tuple[Finding, ...]:
    """Return what of a document does not fit its class, in the order of the attributes.

    Args:
        document: a document, or a part of one.

    Returns:
        Attributes that are not published, nulls, values of another type, words and texts that
        are none of the published; each with its JSON pointer. `check` tells more.

    Examples:
        >>> service = load({"apiVersion": "openslo/v1", "kind": "Service", "spec": {"x": 1}})
        >>> for finding in findings(service):
        ...     print(finding.code, finding.pointer)
        unknown-attribute /spec/x
    """
    return _FAMILY.findings(document)


def is_same_document(first: Part, second: Part) -> bool:
    """Return whether two documents are written the same, down to what fits no field.

    `==` compares the fields only.

    Examples:
        >>> bare = {"apiVersion": "openslo/v1", "kind": "Service"}
        >>> first, second = load(bare), load(bare | {"owner": "ana"})
        >>> first == second, is_same_document(first, second)
        (True, False)
    """
    return _FAMILY.is_same_document(first, second)
