"""All that a report is made from, as one value with a name that equal inputs share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.agreement import Agreement, AgreementVersions
from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.reports._canonical import canonical, digest_of
from svcmgmt.reports._plan import Terms, end_of
from svcmgmt.reports.facts import ServiceFacts
from svcmgmt.reports.figures import GivenFigure
from svcmgmt.reports.trends import PastReport
from svcmgmt.sla.availability.facts import RecordedFact
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["ReportInputs"]

_SHORT: Final = 12
"""Hex digits of a name that people are shown."""


def _agreement(value: Terms) -> Terms:
    if not isinstance(value, Agreement | AgreementVersions):
        raise InvalidType("agreement", value, "Agreement or AgreementVersions")
    if isinstance(value, AgreementVersions) and not value.versions:
        raise InvalidValue("agreement", value, "one version or more")
    return value


def _facts(value: ServiceFacts) -> ServiceFacts:
    """Return facts in one order, whatever the order in which they were told."""
    check_kind("facts", value, ServiceFacts)
    told = value.availability
    return evolve(
        value,
        availability=evolve(
            told,
            outages=sorted(told.outages, key=_placed),
            exclusions=sorted(told.exclusions, key=_placed),
            maintenance=sorted(told.maintenance, key=_placed),
        ),
        series=sorted(value.series, key=canonical) if len(value.series) > 1 else value.series,
        findings=sorted(value.findings, key=repr),
    )


def _placed(fact: RecordedFact) -> tuple[str, str]:
    return fact.id, repr(fact)


def _as_of(value: datetime) -> datetime:
    return instant(value, "as_of")


def _known_at(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "known_at")


def _claimed(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "claimed")


def _figures(values: Iterable[GivenFigure]) -> tuple[GivenFigure, ...]:
    return tuple(sorted(all_of_kind("figures", values, GivenFigure), key=repr))


def _earlier(values: Iterable[PastReport]) -> tuple[PastReport, ...]:
    listed = all_of_kind("earlier", values, PastReport)
    return tuple(sorted(listed, key=lambda each: each.period.interval.start))


@frozen(kw_only=True, repr=False)
class ReportInputs:
    """Facts, terms, period and all else that a report depends on. Made by a report.

    The same inputs give the same report, and the same `id`; facts may come in any order.
    Source: rule R0.7.

    Raises:
        InvalidType: an input of another kind.
        InvalidValue: versions without any version, or an earlier report of the same time, of a
            later one, of another agreement, or of one period twice; a claim before the period.
        NaiveDatetime: an instant without a zone.
    """

    facts: ServiceFacts = field(converter=_facts)
    """What sources have told, merged, in one order."""

    agreement: Terms = field(converter=_agreement)
    """What was promised: one agreement, or all its versions."""

    period: ReportingPeriod = field(validator=of_kind(ReportingPeriod))
    """What is reported."""

    as_of: datetime = field(converter=_as_of)
    """Up to when facts are taken to be known, in UTC: open ones are closed there."""

    known_at: datetime | None = field(default=None, converter=_known_at)
    """What had been recorded up to then, in UTC; None for everything."""

    figures: tuple[GivenFigure, ...] = field(default=(), converter=_figures)
    """What others have measured."""

    earlier: tuple[PastReport, ...] = field(default=(), converter=_earlier)
    """Earlier reports, oldest first."""

    claimed: datetime | None = field(default=None, converter=_claimed)
    """When the customer claimed credits, in UTC; None for not yet."""

    def __attrs_post_init__(self) -> None:
        begins = self.period.interval.start
        if self.claimed is not None and self.claimed < begins:
            allowed = f"{format_instant(begins)} or later, the beginning of the period"
            raise InvalidValue("claimed", format_instant(self.claimed), allowed)
        seen: set[datetime] = set()
        for past in self.earlier:
            start = past.period.interval.start
            if end_of(past.period.interval) > begins or start in seen:
                allowed = f"reports of periods before {self.period.label}, each once"
                raise InvalidValue("earlier", past.period.label, allowed)
            if past.agreement not in ("", self.agreement_id):
                raise InvalidValue("earlier", past.agreement, f"{self.agreement_id}, as the report")
            seen.add(start)

    @property
    def agreement_id(self) -> str:
        """Identifier of the agreement."""
        if isinstance(self.agreement, Agreement):
            return self.agreement.id
        return self.agreement.versions[0].agreement.id

    @cached_property
    def facts_digest(self) -> str:
        """Name of the facts: equal for the same facts in any order; 32 hex digits."""
        told, facts = self.facts.availability, self.facts
        return digest_of(
            [
                *told.outages,
                *told.exclusions,
                *told.maintenance,
                ("unknown", told.unknown),
                *facts.unknown,
                *facts.tickets,
                *facts.series,
                *facts.findings,
                *self.figures,
            ]
        )

    @cached_property
    def terms_digest(self) -> str:
        """Name of the terms, with all policies that they choose; 32 hex digits."""
        return digest_of([self.agreement])

    @cached_property
    def id(self) -> str:
        """Name of everything together; 32 hex digits."""
        own = (self.period, self.as_of, self.known_at, self.claimed)
        return digest_of([self.facts_digest, self.terms_digest, own, *self.earlier])

    def as_dict(self) -> dict[str, str]:
        """Return the names for a table, in full."""
        return {"report": self.id, "facts": self.facts_digest, "terms": self.terms_digest}

    def __str__(self) -> str:
        told = ", ".join(f"{name} {text[:_SHORT]}" for name, text in self.as_dict().items())
        return f"{told}; {self.facts!r}"

    def __repr__(self) -> str:
        return f"<ReportInputs {self}>"
