"""Exclusions that the parties do not agree on, and what they are worth either way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.agreement import FailureMeasure, OutageMeasure
from svcmgmt.reports._availability import measured_of
from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.sla.availability import Availability, Exclusion, ExclusionStatus
from svcmgmt.sla.objectives import Value, Verdict, check_value, value_text
from svcmgmt.values import NoData
from svcmgmt.values._kinds import of_kind

__all__ = ["ContestedExclusion", "contested_in"]

_APPROVED: Final = ExclusionStatus.APPROVED
_MOST_SINGLE: Final = 20
"""So many exclusions of one result are looked at one by one; all of them together always."""


@frozen(kw_only=True)
class ContestedExclusion:
    """What an exclusion that is proposed or disputed makes of a result, and what its absence does.

    All other exclusions stay as they were judged. Source: rules R0.7 and R2.6.

    Examples:
        >>> storm = ContestedExclusion(objective="uptime", subject="vpn", label="2026-10",
        ...     names=("e-1",), category="force majeure", status="disputed", is_held=False,
        ...     held=2, held_verdict=Verdict.MET, ignored=3, ignored_verdict=Verdict.VIOLATED)
        >>> print(storm)
        uptime of vpn, 2026-10: with e-1 (disputed) 2, met; without 3, violated; judged without
    """

    objective: str = field(validator=of_kind(str))
    """Identifier of the objective."""

    subject: str = field(validator=of_kind(str))
    """Of what it was judged."""

    label: str = field(validator=of_kind(str))
    """In which period."""

    names: tuple[str, ...]
    """The exclusion; several where they are looked at together."""

    category: str = field(validator=of_kind(str))
    """Why the time is to be left out."""

    status: str = field(validator=of_kind(str))
    """What the parties say of it."""

    is_held: bool = field(validator=of_kind(bool))
    """Whether the report was judged with it."""

    held: Value | NoData = field(validator=check_value)
    """The value with it."""

    held_verdict: Verdict = field(validator=of_kind(Verdict))
    """The verdict with it."""

    ignored: Value | NoData = field(validator=check_value)
    """The value without it."""

    ignored_verdict: Verdict = field(validator=of_kind(Verdict))
    """The verdict without it."""

    @property
    def is_decisive(self) -> bool:
        """Whether the verdict depends on it."""
        return self.held_verdict is not self.ignored_verdict

    def __str__(self) -> str:
        named = f"{', '.join(self.names)} ({self.status})"
        held = f"{value_text(self.held)}, {self.held_verdict.value}"
        ignored = f"{value_text(self.ignored)}, {self.ignored_verdict.value}"
        judged = "with" if self.is_held else "without"
        where = f"{self.objective} of {self.subject}, {self.label}"
        return f"{where}: with {named} {held}; without {ignored}; judged {judged}"


def contested_in(result: ObjectiveResult) -> Iterator[ContestedExclusion]:
    """Yield what each contested exclusion of a result is worth, and all of them together."""
    availability, measure = result.availability, result.promise.measure
    if availability is None or not isinstance(measure, OutageMeasure | FailureMeasure):
        return
    listed = sorted(
        (
            each
            for each in availability.facts.exclusions
            if each.status is not _APPROVED and not each.is_withdrawn
        ),
        key=lambda each: (str(each), repr(each)),
    )
    if len(listed) <= _MOST_SINGLE:
        yield from (_weighed(result, availability, measure, [each]) for each in listed)
    if len(listed) > 1:
        yield _weighed(result, availability, measure, listed)


def _weighed(
    result: ObjectiveResult,
    availability: Availability,
    measure: OutageMeasure | FailureMeasure,
    contested: list[Exclusion],
) -> ContestedExclusion:
    """Return what some exclusions are worth, others as they were judged."""
    statuses = availability.policies.statuses
    others = [
        evolve(each, status=_APPROVED)
        for each in availability.facts.exclusions
        if each.status in statuses and each not in contested
    ]
    agreed = [evolve(each, status=_APPROVED) for each in contested]

    def value_with(exclusions: Iterable[Exclusion]) -> Value | NoData:
        supposed = evolve(
            availability,
            facts=evolve(availability.facts, exclusions=exclusions),
            policies=evolve(availability.policies, statuses=[_APPROVED]),
        )
        return measured_of(measure, supposed)[1]

    held, ignored = value_with([*others, *agreed]), value_with(others)
    return ContestedExclusion(
        objective=result.promise.id,
        subject=result.subject,
        label=result.label,
        names=tuple(map(str, contested)),
        category=", ".join(dict.fromkeys(each.category.value for each in contested)),
        status=", ".join(dict.fromkeys(each.status.value for each in contested)),
        is_held=all(each.status in statuses for each in contested),
        held=held,
        held_verdict=result.applied.judge(held),
        ignored=ignored,
        ignored_verdict=result.applied.judge(ignored),
    )
