"""Which agreements an objective rests on, as the agreements themselves tell."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.objectives import ServiceLevelObjective

__all__ = ["Supporter", "supporters_of"]


@frozen
class Supporter:
    """An agreement that an objective rests on, and those of its objectives that are named.

    Made by `supporters_of`.
    """

    agreement: Agreement
    """The operational agreement or underpinning contract."""

    objectives: tuple[ServiceLevelObjective, ...]
    """The objectives that are named; all contractual ones where only the agreement is."""


def supporters_of(
    agreement: Agreement, objective: ServiceLevelObjective, among: Iterable[Agreement]
) -> tuple[Supporter, ...]:
    """Return the agreements that an objective rests on, in the order in which they are given.

    An agreement supports it if it says so in `supports`, or if the objective names it in
    `supported_by`. Objectives that a supporter keeps to itself do not count.

    Args:
        agreement: the agreement that has the objective.
        objective: the objective.
        among: agreements that may support it.

    Examples:
        >>> from svcmgmt.agreement import AgreementKind, ObjectiveRef, OutageMeasure
        >>> from svcmgmt.sla.objectives import at_least
        >>> promise = ServiceLevelObjective(id="a", measure=OutageMeasure(),
        ...                                 objective=at_least("99.5 %"))
        >>> sla = Agreement(id="SLA-7", objectives=[promise])
        >>> line = Agreement(id="UC-1", kind=AgreementKind.UC, supports=[ObjectiveRef("SLA-7")])
        >>> [each.agreement.id for each in supporters_of(sla, promise, [line])]
        ['UC-1']
    """
    found: list[Supporter] = []
    for other in among:
        named = {ref.objective for ref in objective.supported_by if ref.agreement == other.id}
        says_so = any(ref.names(agreement.id, objective.id) for ref in other.supports)
        if named or says_so:
            takes_all = not named or "" in named
            rests_on = tuple(
                each
                for each in other.objectives
                if not each.is_internal and (takes_all or each.id in named)
            )
            found.append(Supporter(other, rests_on))
    return tuple(found)
