"""The availability of one service in one period, with everything behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from attrs import Attribute, evolve, field, frozen

from svcmgmt.calendars import ServiceCalendar, always
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability._account import OUTSIDE, Account
from svcmgmt.sla.availability._arguments import MICROSECOND
from svcmgmt.sla.availability._findings import findings_of
from svcmgmt.sla.availability._picture import availability_strip
from svcmgmt.sla.availability._preparation import (
    Named,
    account_of,
    check_closed,
    named_spans,
    period_of,
)
from svcmgmt.sla.availability._rows import evidence_of, kinds_of, micros_up
from svcmgmt.sla.availability.fact_sets import AvailabilityFacts
from svcmgmt.sla.availability.facts import Exclusion, Maintenance, Outage
from svcmgmt.sla.availability.occurrences import (
    AppliedExclusion,
    Loss,
    Occurrence,
    applied_exclusions_of,
    occurrences_of,
)
from svcmgmt.sla.availability.policies import (
    AvailabilityPolicies,
    DurationBasis,
    OutageCount,
    WhenUnknown,
)
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.evaluation import Evaluation, Evidence, Part
from svcmgmt.sla.objectives import Objective, Value, Verdict
from svcmgmt.temporal import (
    EMPTY,
    Interval,
    IntervalSet,
    OpenInterval,
    _edges as algebra,
    from_micros,
    instant,
)
from svcmgmt.values import Finding, NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["Availability", "AvailabilityMeasure", "availability_of", "availability_svg"]

_SECOND: Final = 1_000_000
_NEARLY_NOTHING: Final = Fraction(1, 10**30)  # no ratio holds a smaller part
_ALWAYS: Final = always()
_DEFAULTS: Final = AvailabilityPolicies()
_MOST_ROWS: Final = 20  # of evidence that a person is shown


class AvailabilityMeasure(Enum):
    """What can be promised of an availability (rules R2.3 and R2.22).

    Examples:
        >>> AvailabilityMeasure("longest outage")
        <AvailabilityMeasure.LONGEST: 'longest outage'>
    """

    AVAILABILITY = "availability"  # the share of the base in which the service was there
    DOWNTIME = "downtime"  # the time lost in all, weighted
    OUTAGES = "number of outages"  # how many occurrences there were
    LONGEST = "longest outage"  # how long the longest one was


def _closed(_owner: object, _attribute: object, within: Interval) -> None:
    if not isinstance(within, Interval):
        raise InvalidType("within", within, "Interval")
    if within.end is None:
        raise OpenInterval("within", within, "a closed interval, the period")


def _check_active(_owner: object, attribute: Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, Interval | IntervalSet):
        raise InvalidType(attribute.name, value, "Interval, IntervalSet or None")


def _as_of(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "as_of")


@frozen(kw_only=True, repr=False)
class Availability:
    """The availability of a service in a period: counted, explained, and judged when asked to.

    Everything is derived from facts and terms, and only what is asked for: the ratio of a year is
    not kept waiting by its evidence. Made by `availability_of`. Source: rules R2.1 to R2.12.

    Raises:
        InvalidType: facts, times or policies of another kind.
        InvalidValue: unknown time, and no policy that says as what it counts.
        OpenInterval: a period without an end, or a fact that is still open and no `as_of`.
        NaiveDatetime: `as_of` without a zone.

    Examples:
        >>> down = Outage(id="o-7", during=Interval.parse("2026-10-05T10:00:00Z/PT36M"))
        >>> result = Availability(facts=AvailabilityFacts(outages=[down]), subject="vpn",
        ...                       within=Interval.parse("2026-10-05T00:00:00Z/PT24H"))
        >>> print(result.explain())
        availability of vpn: 97.5 %
        period: Mon 2026-10-05 00:00+00:00 to Tue 2026-10-06 00:00+00:00
        of: 24:00:00
        parts: counted 0:36:00, up 23:24:00
        counts: outages 1
        from ...
        Mon 2026-10-05 10:00+00:00  Mon 2026-10-05 10:36+00:00  counted  0:36:00   0:36:00  o-7
        policies: exclusion both sides, base active time, overlap max, ...
    """

    facts: AvailabilityFacts = field(validator=of_kind(AvailabilityFacts))
    """What is known, the newest version of each fact."""

    within: Interval = field(validator=_closed)
    """The period, closed."""

    subject: str = field(default="service", validator=of_kind(str))
    """Whose availability it is."""

    service_time: ServiceCalendar = field(default=_ALWAYS, validator=of_kind(ServiceCalendar))
    """When availability is promised."""

    in_service: Interval | IntervalSet | None = field(default=None, validator=_check_active)
    """When the service existed; None for always, an open end for up to now."""

    validity: Interval | IntervalSet | None = field(default=None, validator=_check_active)
    """When the agreement holds; None for always, an open end for until further notice."""

    policies: AvailabilityPolicies = field(
        default=_DEFAULTS, validator=of_kind(AvailabilityPolicies)
    )
    """How it is counted."""

    as_of: datetime | None = field(default=None, converter=_as_of)
    """Up to when the facts reach, in UTC: there open ones are closed and the period ends."""

    def __attrs_post_init__(self) -> None:
        facts = self.facts
        if facts.unknown.edges and self.policies.unknown is None:
            allowed = "a policy, because unknown time is given: up, down, excluded, undetermined"
            raise InvalidValue("unknown", None, allowed)
        if self.as_of is None:
            check_closed(facts)

    @cached_property
    def _prepared(self) -> tuple[Account, tuple[Finding, ...]]:
        return account_of(
            self.facts,
            self.policies,
            period=period_of(self.within, self.as_of),
            service_time=self.service_time,
            active=(self.in_service, self.validity),
            as_of=self.as_of,
        )

    @property
    def _account(self) -> Account:
        return self._prepared[0]

    @cached_property
    def _named(self) -> list[Named]:
        return named_spans(self.facts.outages, self._account, self.as_of)

    @property
    def period(self) -> Interval:
        """The time that is looked at: the period, up to `as_of`."""
        start, end = self._account.period
        return Interval(from_micros(start), from_micros(end))

    @property
    def agreed(self) -> timedelta:
        """Agreed service time: calendar, service and agreement together, before exclusions."""
        return algebra.total(self._account.agreed) * MICROSECOND

    @property
    def base(self) -> timedelta:
        """What the loss is compared with, by the policies; nothing where there is no base."""
        return max(self._account.base, 0) * MICROSECOND

    @property
    def downtime(self) -> timedelta:
        """Time lost, weighted; exact but for parts of a microsecond, which are rounded up."""
        return micros_up(self._account.lost)

    @cached_property
    def ratio(self) -> Ratio | NoData:
        """The share of the base that was not lost, exact; no data over an empty base."""
        account = self._account
        if account.undetermined:
            return NoData("unknown time makes it undetermined")
        base, lost = account.base, account.lost
        if base <= 0:
            return self._of_nothing
        left = max(base * lost.denominator - lost.numerator, 0)
        good = Fraction(left, lost.denominator * _SECOND)
        return Ratio(good if good > _NEARLY_NOTHING else 0, Fraction(base, _SECOND))

    @property
    def _of_nothing(self) -> Ratio | NoData:
        if self.policies.empty is EmptyBase.FULL:
            return Ratio(1, 1)
        left = "" if not self._account.agreed else " is left"
        return NoData(f"no agreed time{left} in the period")

    @property
    def bounds(self) -> tuple[Ratio | NoData, Ratio | NoData]:
        """The ratio if all unknown time were down, and if all of it were up."""
        worst, best = (
            evolve(self, policies=evolve(self.policies, unknown=each)).ratio
            for each in (WhenUnknown.DOWN, WhenUnknown.UP)
        )
        return worst, best

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Outages that take time from the period, in order, merged by the policies."""
        return tuple(occurrences_of(self._account, self._named))

    @property
    def count(self) -> int:
        """How many outages there were, counted by the policies."""
        if self.policies.count is OutageCount.TOUCHED:
            return len(self.occurrences)
        return sum(each.start >= self.within.start for each in self.occurrences)

    @property
    def _longest(self) -> timedelta:
        if self.policies.duration_basis is DurationBasis.RECORDED:
            return max((each.recorded for each in self.occurrences), default=timedelta(0))
        return max((each.counted for each in self.occurrences), default=timedelta(0))

    @property
    def base_time(self) -> IntervalSet:
        """When time is in the base, in so far as the base is a time and not a fixed length."""
        return IntervalSet(self._account.base_time)

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """When what counted as lost, in order and without overlaps; before units are rounded."""
        scale = self._account.scale
        return tuple(
            Loss(start=from_micros(low), end=from_micros(high), share=Fraction(part, scale))
            for low, high, part in self._account.pieces
        )

    @cached_property
    def time_parts(self) -> tuple[Part, ...]:
        """The period split by what it was; the parts add up to its length."""
        layers = (*self._account.layers[:-1], *self._account.rest)
        return _parts((name, algebra.total(edges)) for name, edges in layers)

    @cached_property
    def downtime_parts(self) -> tuple[Part, ...]:
        """Recorded downtime in the period split by what became of it; real time that adds up."""
        account = self._account
        layers = (*account.layers[:-1], *account.rest)
        down = ((name, algebra.intersection(edges, account.down)) for name, edges in layers)
        return _parts((name, algebra.total(edges)) for name, edges in down)

    @cached_property
    def applied_exclusions(self) -> tuple[AppliedExclusion, ...]:
        """What each exclusion that holds takes out; maintenance is in the parts."""
        return tuple(applied_exclusions_of(self._account, self.facts.exclusions))

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every stretch of downtime and unknown time; what they count adds up to `downtime`."""
        return evidence_of(self._account, [each.label for each in self._named])

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is unusual about the facts, the maintenance and the result."""
        account, maintenance = self._prepared
        own = findings_of(account, self.facts, self.policies, within=self.within, as_of=self.as_of)
        return (*self.facts.findings, *maintenance, *own)

    def measured(self, measure: AvailabilityMeasure) -> Value | NoData:
        """Return one measure of it; no data where the ratio has none.

        Args:
            measure: which one.

        Raises:
            InvalidType: something else than a measure.
        """
        check_kind("measure", measure, AvailabilityMeasure)
        if measure is AvailabilityMeasure.AVAILABILITY or isinstance(self.ratio, NoData):
            return self.ratio
        if measure is AvailabilityMeasure.DOWNTIME:
            return self.downtime
        return self.count if measure is AvailabilityMeasure.OUTAGES else self._longest

    def judge(self, objective: Objective, *, measure: AvailabilityMeasure | None = None) -> Verdict:
        """Return what the availability means for an objective.

        Args:
            objective: what was promised.
            measure: of what; None takes the ratio for a share and the outages for a count.

        Raises:
            InvalidType: an objective for another kind of value than the measure has.
            InvalidValue: a time as target and no measure, since two measures are times.

        Examples:
            >>> from svcmgmt.sla.objectives import at_least, at_most
            >>> october = Interval.parse("2026-10-01T00:00:00Z/PT720H")
            >>> result = availability_of(
            ...     [Outage(during=Interval.parse("2026-10-05T10:00:00Z/PT70M"))], within=october)
            >>> result.judge(at_least("99.5 %")).value
            'met'
            >>> single = at_most(timedelta(hours=1))
            >>> result.judge(single, measure=AvailabilityMeasure.LONGEST).value
            'violated'
        """
        return objective.judge(self.measured(measure or _measure_of(objective)))

    def evaluation(
        self, objective: Objective | None = None, *, measure: AvailabilityMeasure | None = None
    ) -> Evaluation:
        """Return the judgement with all that is behind it, in the shape of all judgements.

        Args:
            objective: what was promised; None for a measurement without a promise.
            measure: of what; as for `judge`.

        Raises:
            InvalidType: an objective for another kind of value than the measure has.
            InvalidValue: a time as target and no measure, since two measures are times.
        """
        if measure is None:
            promised = AvailabilityMeasure.AVAILABILITY
            measure = promised if objective is None else _measure_of(objective)
        return Evaluation(
            subject=self.subject,
            measure=measure.value,
            value=self.measured(measure),
            objective=objective,
            period=self.period,
            whole=self.agreed,
            counts=(("outages", self.count),),
            breakdown=[part for part in self.time_parts if part.name != OUTSIDE],
            exclusions=_parts(
                (name, algebra.total(edges)) for name, edges in self._account.layers[1:-2]
            ),
            policies=self.policies.as_pairs(),
            evidence=self.evidence,
            findings=self.findings,
        )

    def as_rows(self) -> list[dict[str, str | int]]:
        """Return the evidence as a list of dicts, for a table or a frame."""
        return [row.as_dict() for row in self.evidence]

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return the result and all that is behind it as text for a person.

        Args:
            zone: in which times are shown.
        """
        return self.evaluation().explain(zone)

    @property
    def _svg(self) -> str:
        return availability_strip(kinds_of(self._account), title=str(self), period=self.period)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        evaluation = self.evaluation()
        more = len(evaluation.evidence) - _MOST_ROWS
        text = evolve(evaluation, evidence=evaluation.evidence[:_MOST_ROWS]).explain()
        if more > 0:
            text += f"\nand {more} more rows: see as_rows()"
        return {"text/plain": text, "image/svg+xml": self._svg}

    def __str__(self) -> str:
        return str(
            Evaluation(
                subject=self.subject,
                measure=AvailabilityMeasure.AVAILABILITY.value,
                value=self.ratio,
            )
        )

    def __repr__(self) -> str:
        return f"<Availability of {self.subject} in {self.within}>"


def availability_svg(availability: Availability) -> str:
    """Return a strip of the period as SVG: what was up, lost, unknown or left out, and when.

    Args:
        availability: what is drawn; its title is the picture's.

    Raises:
        InvalidType: something else than an availability.

    Examples:
        >>> day = Interval.parse("2026-10-05T00:00:00Z/PT24H")
        >>> availability_svg(availability_of([], within=day))[:20]
        '<svg class="svcmgmt"'
    """
    check_kind("availability", availability, Availability)
    return availability._svg  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def _measure_of(objective: Objective) -> AvailabilityMeasure:
    if isinstance(objective.target, timedelta):
        allowed = "AvailabilityMeasure.LONGEST or DOWNTIME, which are both times"
        raise InvalidValue("measure", None, allowed)
    if isinstance(objective.target, Ratio):
        return AvailabilityMeasure.AVAILABILITY
    return AvailabilityMeasure.OUTAGES


def _parts(named: Iterable[tuple[str, int]]) -> tuple[Part, ...]:
    return tuple(Part(name, length * MICROSECOND) for name, length in named if length)


def availability_of(  # noqa: PLR0913 - the facts, then the terms
    outages: Iterable[Outage] | AvailabilityFacts,
    *,
    within: Interval,
    service_time: ServiceCalendar = _ALWAYS,
    in_service: Interval | IntervalSet | None = None,
    validity: Interval | IntervalSet | None = None,
    exclusions: Iterable[Exclusion | Maintenance] = (),
    unknown: IntervalSet = EMPTY,
    policies: AvailabilityPolicies = _DEFAULTS,
    as_of: datetime | None = None,
    subject: str = "service",
) -> Availability:
    """Return the availability of a service in a period: `(agreed - lost) / agreed`.

    Agreed time is the calendar within the period, while the service existed and the agreement
    held. Outages are clipped to it and united, exclusions are taken off, and what is left is
    lost. Source: rules R2.1 to R2.7, formula R2.3.

    Args:
        outages: what was down, in any order; of an id the newest version counts. Or facts that
            were merged before, exclusions and unknown time included.
        within: the period, a closed interval.
        service_time: when availability is promised.
        in_service: when the service existed; None for always.
        validity: when the agreement holds; None for always.
        exclusions: time that is left out, and maintenance, of which the terms tell how much is.
        unknown: when nobody knows whether it worked; an outage that is recorded then is known.
        policies: how it is counted.
        as_of: up to when the facts reach: there open ones are closed and the period ends.
        subject: whose availability it is, for people.

    Raises:
        InvalidType: facts, times or policies of another kind.
        InvalidValue: unknown time, and no policy that says as what it counts.
        OpenInterval: a period without an end, or a fact that is still open and no `as_of`.
        NaiveDatetime: `as_of` without a zone.

    Examples:
        >>> from svcmgmt.calendars import weekly
        >>> hours = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        >>> weekend = Outage(id="o-7", during=Interval.parse("2024-03-01T17:00:00Z/PT64H"))
        >>> march = Interval.parse("2024-03-01T00:00:00Z/2024-04-01T00:00:00Z")
        >>> result = availability_of([weekend], within=march, service_time=hours, subject="vpn")
        >>> print(result)
        availability of vpn: ≈ 99.0476 %
        >>> result.downtime, result.agreed == timedelta(hours=210)
        (datetime.timedelta(seconds=7200), True)
    """
    told = outages if isinstance(outages, AvailabilityFacts) else None
    left_out = all_of_kind("exclusions", exclusions, Exclusion, Maintenance)
    facts = AvailabilityFacts(
        outages=() if isinstance(outages, AvailabilityFacts) else outages,
        exclusions=[each for each in left_out if isinstance(each, Exclusion)],
        maintenance=[each for each in left_out if isinstance(each, Maintenance)],
        unknown=unknown,
    )
    return Availability(
        facts=facts if told is None else told | facts,
        within=within,
        subject=subject,
        service_time=service_time,
        in_service=in_service,
        validity=validity,
        policies=policies,
        as_of=as_of,
    )
