"""Time that a report leaves out by agreement, and by which facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from svcmgmt.reports.results import ObjectiveResult
from svcmgmt.sla.objectives import Value, check_value, value_text
from svcmgmt.values._kinds import of_kind

__all__ = ["LeftOut", "left_out_in"]


@frozen(kw_only=True)
class LeftOut:
    """How much of the base of some objectives is left out for one reason.

    Where several reasons hold for one time, the first one of the agreement counts, so the rows
    of one subject and label do not overlap. Source: rules R0.7 and R2.6.

    Examples:
        >>> from datetime import timedelta
        >>> print(LeftOut(objectives=("uptime",), subject="vpn", label="2026-10",
        ...               category="force majeure", amount=timedelta(hours=3), names=("e-1",)))
        vpn, 2026-10: force majeure 3:00:00 (e-1)
    """

    objectives: tuple[str, ...]
    """Identifiers of the objectives from whose base it is left out."""

    subject: str = field(validator=of_kind(str))
    """Of what they were judged."""

    label: str = field(validator=of_kind(str))
    """In which period."""

    category: str = field(validator=of_kind(str))
    """Why."""

    amount: Value = field(validator=check_value)
    """How much: a time, as a rule."""

    names: tuple[str, ...] = ()
    """The facts that say so, where they have names: exclusions, not maintenance."""

    def as_dict(self) -> dict[str, str]:
        """Return the row for a table: every cell as text."""
        return {
            "objectives": ", ".join(self.objectives),
            "subject": self.subject,
            "period": self.label,
            "category": self.category,
            "amount": value_text(self.amount),
            "names": ", ".join(self.names),
        }

    def __str__(self) -> str:
        names = f" ({', '.join(self.names)})" if self.names else ""
        where = f"{self.subject}, {self.label}"
        return f"{where}: {self.category} {value_text(self.amount)}{names}"


def left_out_in(results: Iterable[ObjectiveResult]) -> Iterator[LeftOut]:
    """Yield what is left out of results; objectives that share a base tell it once."""
    shared: dict[int, list[ObjectiveResult]] = {}
    for result in results:
        base = result.measured if result.availability is None else result.availability
        shared.setdefault(id(base), []).append(result)
    for group in shared.values():
        first = group[0]
        for part in first.evaluation.exclusions:
            yield LeftOut(
                objectives=tuple(each.promise.id for each in group),
                subject=first.subject,
                label=first.label,
                category=part.name,
                amount=part.amount,
                names=_names(first, part.name),
            )


def _names(result: ObjectiveResult, category: str) -> tuple[str, ...]:
    if result.availability is None:
        return ()
    applied = result.availability.applied_exclusions
    return tuple(each.name for each in applied if each.category == category)
