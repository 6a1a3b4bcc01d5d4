"""All that is known of a service, as one value that merges."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen

from svcmgmt.sla.availability._arguments import pointer_to
from svcmgmt.sla.availability._versions import contested, newest
from svcmgmt.sla.availability.facts import Exclusion, Maintenance, Outage
from svcmgmt.temporal import EMPTY, IntervalSet
from svcmgmt.values import Finding
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["AvailabilityFacts"]


def _outages(values: Iterable[Outage]) -> tuple[Outage, ...]:
    return newest(all_of_kind("outages", values, Outage))


def _exclusions(values: Iterable[Exclusion]) -> tuple[Exclusion, ...]:
    return newest(all_of_kind("exclusions", values, Exclusion))


def _maintenance(values: Iterable[Maintenance]) -> tuple[Maintenance, ...]:
    return newest(all_of_kind("maintenance", values, Maintenance))


@frozen(kw_only=True, repr=False)
class AvailabilityFacts:
    """The newest version of every fact: what partial results of an availability consist of.

    Facts may be split, repeated and reordered in any way: `|` merges parts to the same value, and
    nothing that depends on all of them is done before an availability is asked for. Where nothing
    tells which of several versions is the newest they are all kept, count together, and a finding
    says so. Source: rule R2.2.

    Raises:
        InvalidType: facts of another kind.

    Examples:
        >>> from svcmgmt.temporal import Interval
        >>> began = Outage(id="o-7", during=Interval.parse("2026-10-05T10:00:00Z/.."), sequence=1)
        >>> ended = Outage(id="o-7", during=Interval.parse("2026-10-05T10:00:00Z/PT1H"), sequence=2)
        >>> early, late = AvailabilityFacts(outages=[began]), AvailabilityFacts(outages=[ended])
        >>> (early | late) == (late | early) == AvailabilityFacts(outages=[ended, began, ended])
        True
    """

    outages: tuple[Outage, ...] = field(default=(), converter=_outages, eq=frozenset)
    """The newest version of each outage, in any order."""

    exclusions: tuple[Exclusion, ...] = field(default=(), converter=_exclusions, eq=frozenset)
    """The newest version of each exclusion, in any order."""

    maintenance: tuple[Maintenance, ...] = field(default=(), converter=_maintenance, eq=frozenset)
    """The newest version of each piece of maintenance, in any order."""

    unknown: IntervalSet = field(default=EMPTY, validator=of_kind(IntervalSet))
    """When nobody knows whether the service worked."""

    @cached_property
    def spans(self) -> list[tuple[int, int, int, int]]:
        """The spans of the outages, in any order: for kernels."""
        return [each.span for each in self.outages]

    def __or__(self, other: AvailabilityFacts) -> AvailabilityFacts:
        if not isinstance(other, AvailabilityFacts):
            return NotImplemented
        return AvailabilityFacts(
            outages=self.outages + other.outages,
            exclusions=self.exclusions + other.exclusions,
            maintenance=self.maintenance + other.maintenance,
            unknown=self.unknown | other.unknown,
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is unusual about the facts: newest versions that disagree."""
        message = "nothing tells which of several versions is the newest; they count together"
        kinds = (
            ("outages", contested(self.outages)),
            ("exclusions", contested(self.exclusions)),
            ("maintenance", contested(self.maintenance)),
        )
        return tuple(
            Finding(code="contested-fact", message=message, pointer=pointer_to(kind, name))
            for kind, names in kinds
            for name in names
        )

    def __repr__(self) -> str:
        return (
            f"<AvailabilityFacts {len(self.outages)} outages, {len(self.exclusions)} exclusions, "
            f"{len(self.maintenance)} maintenance>"
        )
