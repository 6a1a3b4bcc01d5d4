"""What differs between the inputs of two reports, cause by cause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final, TypeAlias

from attrs import evolve, field, fields, frozen, has

from svcmgmt.agreement import Agreement
from svcmgmt.reports._canonical import canonical, field_names
from svcmgmt.reports._plan import Terms
from svcmgmt.reports.facts import ServiceFacts
from svcmgmt.reports.inputs import ReportInputs
from svcmgmt.reports.tickets import TicketFacts
from svcmgmt.sla.availability import AvailabilityFacts, Exclusion, Maintenance, Outage
from svcmgmt.temporal import Interval, IntervalSet, format_instant
from svcmgmt.values._kinds import of_kind

__all__ = ["Cause", "CauseKind", "causes_between", "with_kind_of"]

_LONGEST: Final = 60
"""Values with longer texts are not shown in a detail."""


class CauseKind(Enum):
    """What can make two reports of one period differ.

    Examples:
        >>> CauseKind("ticket")
        <CauseKind.TICKET: 'ticket'>
    """

    OUTAGE = "outage"  # of a service
    EXCLUSION = "exclusion"  # time that is left out
    MAINTENANCE = "maintenance"  # work as it was announced and done
    UNKNOWN = "unknown time"  # of a service
    TICKET = "ticket"  # with its changes
    SERIES = "series"  # what was counted for an indicator
    FIGURE = "figure"  # what somebody else has measured
    TERMS = "terms"  # the agreement and its policies
    TIME = "time of the report"  # up to when facts were known and recorded
    EARLIER = "earlier reports"  # their values and credits
    CLAIM = "claim"  # when credits were claimed


@frozen(kw_only=True)
class Cause:
    """One input that differs between two reports.

    Examples:
        >>> print(Cause(kind=CauseKind.OUTAGE, name="o-7", how="added", scope="vpn"))
        outage o-7 of vpn added
    """

    kind: CauseKind = field(validator=of_kind(CauseKind))
    """What it is."""

    name: str = field(validator=of_kind(str))
    """Which one, by its id or else by what it says."""

    how: str = field(validator=of_kind(str))
    """`added`, `removed` or `changed`."""

    detail: str = field(default="", validator=of_kind(str))
    """What of it changed, from what to what."""

    scope: str = field(default="", validator=of_kind(str))
    """Which service it concerns; empty for all of them."""

    during: tuple[Interval, ...] = ()
    """When it was, by both versions; none where it is no matter of time."""

    def as_dict(self) -> dict[str, str]:
        """Return the cause for a table: every cell as text."""
        return {
            "kind": self.kind.value,
            "name": self.name,
            "how": self.how,
            "scope": self.scope,
            "detail": self.detail,
        }

    def __str__(self) -> str:
        scope = f" of {self.scope}" if self.scope else ""
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.kind.value} {self.name}{scope} {self.how}{detail}"


_Told: TypeAlias = Mapping[str, object]


def causes_between(before: ReportInputs, after: ReportInputs) -> tuple[Cause, ...]:
    """Return everything that differs between two inputs, kind by kind, in order of names."""
    return tuple(
        cause
        for kind in CauseKind
        for cause in (
            _of_terms(before.agreement, after.agreement)
            if kind is CauseKind.TERMS
            else _compared(kind, _TOLD[kind](before), _TOLD[kind](after))
        )
    )


def _compared(kind: CauseKind, before: _Told, after: _Told) -> Iterator[Cause]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old == new or canonical(old) == canonical(new):
            continue
        how = _how(old, new)
        detail = _detail(old, new) if how == "changed" else ""
        held = [each for each in (old, new) if each is not None]
        scope, during = _scope(kind, name, held), tuple(t for each in held for t in _times(each))
        yield Cause(kind=kind, name=name, how=how, detail=detail, scope=scope, during=during)


def _how(old: object, new: object) -> str:
    if old is None:
        return "added"
    return "removed" if new is None else "changed"


def _scope(kind: CauseKind, name: str, versions: list[object]) -> str:
    """Return the service that a fact concerns; empty where its versions tell several."""
    if kind is CauseKind.UNKNOWN:
        return name
    scopes = {_scope_of(each) for each in versions}
    return scopes.pop() if len(scopes) == 1 else ""


def _scope_of(value: object) -> str:
    if isinstance(value, TicketFacts):
        return value.service
    scope = getattr(value, "scope", "")
    return scope if isinstance(scope, str) else ""


def _times(value: object) -> Iterator[Interval]:
    """Yield the times of a fact; none where it is no matter of time."""
    if isinstance(value, Outage):
        yield value.during
    elif isinstance(value, Maintenance):
        yield value.planned
        if value.actual is not None:
            yield value.actual
    elif isinstance(value, Exclusion) and isinstance(value.during, Interval):
        yield value.during
    elif isinstance(value, Exclusion | IntervalSet):
        times = value.during if isinstance(value, Exclusion) else value
        bounds = times.bounds() if isinstance(times, IntervalSet) else None
        if bounds is not None:
            yield bounds


def _detail(old: object, new: object) -> str:
    """Return which fields of two versions differ, with their values where these are short."""
    kind: type[Any] = type(old)
    if type(new) is not kind or not has(kind):
        return _step("", old, new)
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in field_names(kind)]
    return ", ".join(
        _step(name, one, other)
        for name, one, other in pairs
        if one != other and canonical(one) != canonical(other)
    )


def _step(name: str, old: object, new: object) -> str:
    texts = [_short(each) for each in (old, new)]
    is_shown = all(0 < len(text) <= _LONGEST for text in texts)
    step = f"{texts[0]} to {texts[1]}" if is_shown else ""
    return f"{name} {step}".strip()


def _short(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return format_instant(value)
    return "nothing" if value in (None, "", ()) else str(value)


def _by_name(facts: Iterable[Outage | Exclusion | Maintenance | TicketFacts]) -> _Told:
    """Return facts by their ids; of versions that disagree, all under one name."""
    found: dict[str, list[object]] = {}
    for fact in facts:
        found.setdefault(fact.id or f"without id, {canonical(fact)}", []).append(fact)
    return {name: each[0] if len(each) == 1 else tuple(each) for name, each in found.items()}


def _unknown(inputs: ReportInputs) -> _Told:
    told = inputs.facts.availability.unknown
    general: _Told = {} if told.is_empty() else {"": told}
    return {**dict(inputs.facts.unknown), **general}


def _series(inputs: ReportInputs) -> _Told:
    found: dict[str, tuple[object, ...]] = {}
    for name, series in inputs.facts.series:
        found[name] = (*found.get(name, ()), series)
    return found


def _of_terms(before: Terms, after: Terms) -> Iterator[Cause]:
    """Yield the parts of an agreement that differ, or the versions with the parts in which."""
    if isinstance(before, Agreement) and isinstance(after, Agreement):
        yield from _compared(CauseKind.TERMS, _parts(before), _parts(after))
        return
    olds, news = _versions(before), _versions(after)
    for label in sorted({*olds, *news}):
        old, new = olds.get(label), news.get(label)
        if old != new:
            one = old or _before(label, olds)
            other = new or _before(label, news)
            names = sorted({*one, *other})
            detail = ", ".join(name for name in names if one.get(name) != other.get(name))
            name = f"version {label}"
            yield Cause(kind=CauseKind.TERMS, name=name, how=_how(old, new), detail=detail)


def _versions(terms: Terms) -> dict[str, _Told]:
    """Return the parts of each version by its label; the last one of those that share it."""
    if isinstance(terms, Agreement):
        return {terms.version: _parts(terms)}
    return {
        each.label: {**_parts(each.agreement), "recorded_at": each.recorded_at}
        for each in terms.versions
    }


def _before(label: str, versions: Mapping[str, _Told]) -> _Told:
    """Return the version that is nearest before a label: what a new one is compared with."""
    earlier = [each for each in versions if each < label]
    return versions[max(earlier)] if earlier else {}


def _parts(agreement: Agreement) -> dict[str, object]:
    found: dict[str, object] = {}
    for attribute in fields(Agreement):
        value = getattr(agreement, attribute.name)
        if attribute.name == "objectives":
            found.update((f"objective {each.id}", each) for each in agreement.objectives)
        elif attribute.name == "targets":
            found.update((f"target {each.name}", each) for each in agreement.targets)
        elif attribute.name == "credit_clauses":
            found.update((f"credit {each.name}", each) for each in agreement.credit_clauses)
        elif value not in (None, ()):
            found[attribute.name] = value
    return found


def _figures(inputs: ReportInputs) -> _Told:
    found: dict[str, tuple[object, ...]] = {}
    for figure in inputs.figures:
        found[figure.name] = (*found.get(figure.name, ()), figure)
    return found


def _of_time(inputs: ReportInputs) -> _Told:
    return {"as_of": inputs.as_of, "known_at": inputs.known_at or "everything recorded"}


_TOLD: Final[Mapping[CauseKind, Callable[[ReportInputs], _Told]]] = {
    CauseKind.OUTAGE: lambda inputs: _by_name(inputs.facts.availability.outages),
    CauseKind.EXCLUSION: lambda inputs: _by_name(inputs.facts.availability.exclusions),
    CauseKind.MAINTENANCE: lambda inputs: _by_name(inputs.facts.availability.maintenance),
    CauseKind.UNKNOWN: _unknown,
    CauseKind.TICKET: lambda inputs: _by_name(inputs.facts.tickets),
    CauseKind.SERIES: _series,
    CauseKind.FIGURE: _figures,
    CauseKind.TIME: _of_time,
    CauseKind.EARLIER: lambda inputs: {each.period.label: each for each in inputs.earlier},
    CauseKind.CLAIM: lambda inputs: {} if inputs.claimed is None else {"": inputs.claimed},
}


def with_kind_of(inputs: ReportInputs, kind: CauseKind, other: ReportInputs) -> ReportInputs:
    """Return inputs in which everything of one kind is as in other ones."""
    match kind:
        case CauseKind.TERMS:
            return evolve(inputs, agreement=other.agreement)
        case CauseKind.TIME:
            return evolve(inputs, as_of=other.as_of, known_at=other.known_at)
        case CauseKind.FIGURE:
            return evolve(inputs, figures=other.figures)
        case CauseKind.EARLIER:
            return evolve(inputs, earlier=other.earlier)
        case CauseKind.CLAIM:
            return evolve(inputs, claimed=other.claimed)
        case _:
            return evolve(inputs, facts=_facts_with(inputs.facts, kind, other.facts))


def _facts_with(facts: ServiceFacts, kind: CauseKind, other: ServiceFacts) -> ServiceFacts:
    told, others = facts.availability, other.availability
    if kind is CauseKind.TICKET:
        return evolve(facts, tickets=other.tickets)
    if kind is CauseKind.SERIES:
        return evolve(facts, series=other.series)
    return evolve(
        facts,
        unknown=other.unknown if kind is CauseKind.UNKNOWN else facts.unknown,
        availability=AvailabilityFacts(
            outages=others.outages if kind is CauseKind.OUTAGE else told.outages,
            exclusions=others.exclusions if kind is CauseKind.EXCLUSION else told.exclusions,
            maintenance=others.maintenance if kind is CauseKind.MAINTENANCE else told.maintenance,
            unknown=others.unknown if kind is CauseKind.UNKNOWN else told.unknown,
        ),
    )
