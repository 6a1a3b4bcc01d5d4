"""Which contested choices a report rests on, and who made them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, field, frozen

from svcmgmt.agreement import FailureMeasure, OutageMeasure, TicketShareMeasure
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.values._kinds import of_kind

__all__ = ["PolicyChoice", "choices_of"]


@frozen(kw_only=True)
class PolicyChoice:
    """One contested choice: which way it was made, by whom, and for which objectives.

    Source: rule R0.7.

    Examples:
        >>> print(PolicyChoice(name="overlap", choice="max", source="SLA-7, version 1",
        ...                    objectives=("uptime",)))
        overlap: max (SLA-7, version 1), for uptime
    """

    name: str = field(validator=of_kind(str))
    """What could be read in several ways."""

    choice: str = field(validator=of_kind(str))
    """Which way was taken."""

    source: str = field(validator=of_kind(str))
    """Where it is said: objective, target, version of an agreement, period; or `default`."""

    objectives: tuple[str, ...] = ()
    """Identifiers of the objectives for which it holds; none for the whole report."""

    def as_dict(self) -> dict[str, str]:
        """Return the choice for a table: every cell as text."""
        return {
            "name": self.name,
            "choice": self.choice,
            "source": self.source,
            "objectives": ", ".join(self.objectives),
        }

    def __str__(self) -> str:
        objectives = f", for {', '.join(self.objectives)}" if self.objectives else ""
        return f"{self.name}: {self.choice} ({self.source}){objectives}"


def choices_of(results: Iterable[ObjectiveResult]) -> tuple[PolicyChoice, ...]:
    """Return the choices behind some results; what is alike is told once, in one order."""
    found: dict[PolicyChoice, dict[str, None]] = {}
    seen: set[tuple[str, int]] = set()
    for result in results:
        key = result.promise.id, id(result.terms)
        if key in seen:  # another service by the same terms
            continue
        seen.add(key)
        for choice in _choices(result):
            found.setdefault(choice, {})[result.promise.id] = None
    return tuple(evolve(choice, objectives=tuple(names)) for choice, names in found.items())


def _choices(result: ObjectiveResult) -> Iterator[PolicyChoice]:
    promise, terms, agreement = result.promise, result.terms, result.agreement
    own, version = f"objective {promise.id}", f"{agreement.id}, version {agreement.version}"
    if terms.period is not None:
        source = version if promise.conformance_period is None else own
        yield PolicyChoice(name="judged over", choice=str(terms.period), source=source)
    else:
        yield PolicyChoice(name="judged over", choice="the period", source="default")
    if result.applied != promise.objective:
        yield PolicyChoice(name="compared with", choice=str(result.applied), source=own)
    for name, choice in result.policies:
        yield PolicyChoice(name=name, choice=choice, source=_source(result, name, own, version))


def _source(result: ObjectiveResult, name: str, own: str, version: str) -> str:
    """Return who made a choice: the objective, its agreement, or nobody."""
    measure = result.promise.measure
    if isinstance(measure, TicketShareMeasure):
        return own if name in {"attribution", "small numbers"} else f"targets of {version}"
    if not isinstance(measure, OutageMeasure | FailureMeasure):
        return own
    if isinstance(measure, FailureMeasure) and name in dict(measure.means.as_pairs()):
        return own
    policies = result.terms.policies
    if policies is None or (name == "unknown" and policies.unknown is None):
        return "default"
    return version if measure.policies is None else own
