"""How often a service fails and how long it takes to restore it: mean times, and their bounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import exp
from typing import Any, Final

from attrs import Attribute, field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import Occurrence
from svcmgmt.sla.evaluation import Evaluation, Part
from svcmgmt.sla.objectives import Objective, Value
from svcmgmt.statistics import Share, chi_square_quantile
from svcmgmt.statistics._arguments import share_of
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, NoData, Quantity, Ratio
from svcmgmt.values._exact import exact
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "MtbfBounds",
    "MtbfEstimator",
    "MtbfMeaning",
    "Reliability",
    "ReliabilityMeasure",
    "ReliabilityPolicies",
    "mtbf_bounds",
    "reliability_of",
]

_NOTHING: Final = timedelta(0)
_MICROSECOND: Final = timedelta(microseconds=1)
_HOUR: Final = timedelta(hours=1)
_LEAST_CONFIDENCE: Final = Fraction(1, 2)
_MOST_CONFIDENCE: Final = 1 - Fraction(1, 10**6)
_NO_FAILURE: Final = NoData("no failure; bounds tell what that shows")
_OPEN: Final = Finding(
    code="open-outage",
    message="an outage is not over: the time to restore it is only known so far",
)


class MtbfMeaning(Enum):
    """What is between failures (row 4, rule R3.7).

    Examples:
        >>> MtbfMeaning("uptime")
        <MtbfMeaning.UPTIME: 'uptime'>
    """

    UPTIME = "uptime"  # the time in which it works, from a restoration to the next failure
    CYCLE = "cycle"  # the time from one failure to the next; ITIL calls it MTBSI


class MtbfEstimator(Enum):
    """By how much uptime is divided (row 4, rule R2.14).

    Examples:
        >>> MtbfEstimator("all time")
        <MtbfEstimator.ALL_TIME: 'all time'>
    """

    ALL_TIME = "all time"  # all agreed uptime over the number of failures
    COMPLETE_GAPS = "complete gaps"  # only uptime between two failures, over one gap less


@frozen(kw_only=True)
class ReliabilityPolicies:
    """How mean times are made: every contested choice, with its default.

    Examples:
        >>> ReliabilityPolicies().meaning.value
        'uptime'
    """

    meaning: MtbfMeaning = field(default=MtbfMeaning.UPTIME, validator=of_kind(MtbfMeaning))
    """What is between failures."""

    estimator: MtbfEstimator = field(
        default=MtbfEstimator.ALL_TIME, validator=of_kind(MtbfEstimator)
    )
    """By how much uptime is divided."""

    def as_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every choice by name, for results and reports."""
        return ("between failures", self.meaning.value), ("estimator", self.estimator.value)


_DEFAULTS: Final = ReliabilityPolicies()


class ReliabilityMeasure(Enum):
    """What can be promised of the reliability of a service (rules R2.13 and R2.15).

    Examples:
        >>> ReliabilityMeasure("MTRS")
        <ReliabilityMeasure.MTRS: 'MTRS'>
    """

    MTBF = "MTBF"  # mean time between failures
    MTRS = "MTRS"  # mean time to restore service: maintainability
    MTBSI = "MTBSI"  # mean time between service incidents
    FAILURES = "failures"  # how many there were
    FAILURE_RATE = "failure rate"  # failures per hour of uptime


def _check_share(value: Share) -> Ratio:
    confidence = share_of("confidence", value)
    if not _LEAST_CONFIDENCE <= confidence.value <= _MOST_CONFIDENCE:
        raise InvalidValue("confidence", value, "50 % to 99.9999 %")
    return confidence


def _check_failures(_owner: object, _attribute: object, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType("failures", value, "int")
    if value < 0:
        raise InvalidValue("failures", value, "0 or more")


def _check_time(_owner: object, attribute: Attribute[Any], value: timedelta) -> None:
    if not isinstance(value, timedelta):
        raise InvalidType(attribute.name, value, "timedelta")
    if value < _NOTHING:
        raise InvalidValue(attribute.name, value, "0 or more")


@frozen(kw_only=True)
class MtbfBounds:
    """Between what the true mean time between failures lies, also when few or none were seen.

    Each bound holds by itself at the confidence. Approximate: failures are taken to come at a
    constant rate, the observation to end at a time and not at a failure. Source: rule R2.14,
    MIL-HDBK-338B.

    Raises:
        InvalidType: a time, number or confidence of another kind.
        InvalidValue: no uptime, fewer than 0 failures, or a confidence out of range.

    Examples:
        >>> bounds = MtbfBounds(uptime=timedelta(hours=1000), failures=0, confidence="90 %")
        >>> print(bounds)
        MTBF ≥ ≈ 434.3 h at 90 % (0 failures in 1000:00:00)
    """

    uptime: timedelta = field(validator=_check_time)
    """How long it worked in all."""

    failures: int = field(validator=_check_failures)
    """How often it failed."""

    confidence: Ratio = field(converter=_check_share)
    """How sure each bound is, 50 % to 99.9999 %."""

    def __attrs_post_init__(self) -> None:
        if self.uptime <= _NOTHING:
            raise InvalidValue("uptime", self.uptime, "more than 0")
        exact("failures", self.failures)  # refuses what nobody can write

    @property
    def lower_hours(self) -> float:
        """The true mean is at least this many hours; approximate."""
        return self._hours(self.confidence, 2 * self.failures + 2)

    @property
    def upper_hours(self) -> float | NoData:
        """The true mean is at most this many hours; approximate, no data without a failure."""
        if not self.failures:
            return NoData("without a failure there is no upper bound")
        return self._hours(self.confidence.complement, 2 * self.failures)

    def _hours(self, below: Ratio, degrees: int) -> float:
        return 2 * (self.uptime / _HOUR) / chi_square_quantile(below, degrees)

    @property
    def is_approximate(self) -> bool:
        """Always true: the bounds are floats of a model."""
        return True

    def __str__(self) -> str:
        seen = f"{self.failures} failures in {duration_text(self.uptime)}"
        confidence = str(self.confidence).partition(" (")[0]
        return f"MTBF ≥ ≈ {self.lower_hours:.1f} h at {confidence} ({seen})"


def mtbf_bounds(uptime: timedelta, failures: int, *, confidence: Share) -> MtbfBounds:
    """Return the bounds of a mean time between failures: `2 * uptime / chi-square`.

    Args:
        uptime: how long it worked in all.
        failures: how often it failed, 0 or more.
        confidence: how sure each bound shall be.

    Raises:
        InvalidType: a time, number or confidence of another kind.
        InvalidValue: no uptime, fewer than 0 failures, or a confidence out of range.

    Examples:
        >>> round(mtbf_bounds(timedelta(hours=1000), 2, confidence="90 %").lower_hours, 1)
        187.9
    """
    return MtbfBounds(uptime=uptime, failures=failures, confidence=confidence)


def _mean(total: timedelta, count: int, *, up: bool) -> timedelta:
    """Return a mean to the microsecond, rounded so that comparing it with a target is exact."""
    micros = total // _MICROSECOND
    return (-(-micros // count) if up else micros // count) * _MICROSECOND


@frozen(kw_only=True, repr=False)
class Reliability:
    """How often a service failed and how long it took to come back. Made by `reliability_of`.

    Mean times are in whole microseconds: times between failures rounded down, times to restore
    rounded up, so that a mean that equals its target is exactly that. Source: rules R2.13 to R2.15.

    Raises:
        InvalidType: times or numbers of another kind.
        InvalidValue: more downtime than agreed time, or downtime without a failure.

    Examples:
        >>> result = reliability_of([timedelta(hours=2), timedelta(hours=1), timedelta(minutes=36)],
        ...                         agreed=timedelta(hours=720))
        >>> [f"{name.value} {result.measured(name)}"
        ...  for name in (ReliabilityMeasure.MTRS, ReliabilityMeasure.MTBSI)]
        ['MTRS 1:12:00', 'MTBSI 10 days, 0:00:00']
    """

    agreed: timedelta = field(validator=_check_time)
    """Agreed service time, up and down."""

    downtime: timedelta = field(validator=_check_time)
    """Downtime in it, of all failures."""

    failures: int = field(validator=_check_failures)
    """How many there were."""

    between: timedelta | None = field(default=None, validator=of_kind(timedelta, None))
    """Uptime between two failures, of all of them; None where only durations are known."""

    last: timedelta = field(default=_NOTHING, validator=_check_time)
    """Downtime of the last failure, after which no complete cycle follows."""

    policies: ReliabilityPolicies = field(default=_DEFAULTS, validator=of_kind(ReliabilityPolicies))
    """How mean times are made."""

    subject: str = field(default="service", validator=of_kind(str))
    """Whose reliability it is."""

    findings: tuple[Finding, ...] = ()
    """What is unusual about the failures."""

    def __attrs_post_init__(self) -> None:
        if self.downtime > self.agreed:
            raise InvalidValue("downtime", self.downtime, f"up to {self.agreed}, the agreed time")
        if self.downtime and not self.failures:
            raise InvalidValue("failures", self.failures, "1 or more, because there is downtime")
        is_gaps = self.policies.estimator is MtbfEstimator.COMPLETE_GAPS
        if is_gaps and self.between is None and self.failures > 1:
            allowed = "occurrences with their instants, because gaps between them are asked for"
            raise InvalidValue("between", None, allowed)

    @property
    def uptime(self) -> timedelta:
        """Agreed time without downtime."""
        return self.agreed - self.downtime

    @property
    def mtrs(self) -> timedelta | NoData:
        """Mean time to restore service; no data without a failure."""
        if not self.failures:
            return _NO_FAILURE
        return _mean(self.downtime, self.failures, up=True)

    @property
    def mtbf(self) -> timedelta | NoData:
        """Mean time between failures, by the policies; no data without a failure."""
        if self.policies.meaning is MtbfMeaning.CYCLE:
            return self.mtbsi
        if self.policies.estimator is MtbfEstimator.COMPLETE_GAPS:
            return self._per_gap(self.between or _NOTHING)
        return _mean(self.uptime, self.failures, up=False) if self.failures else _NO_FAILURE

    @property
    def mtbsi(self) -> timedelta | NoData:
        """Mean time between service incidents: from one failure to the next."""
        if self.policies.estimator is MtbfEstimator.COMPLETE_GAPS:
            return self._per_gap((self.between or _NOTHING) + self.downtime - self.last)
        return _mean(self.agreed, self.failures, up=False) if self.failures else _NO_FAILURE

    def _per_gap(self, total: timedelta) -> timedelta | NoData:
        if self.failures <= 1:
            return NoData("fewer than two failures: no complete gap between them")
        return _mean(total, self.failures - 1, up=False)

    @property
    def failure_rate(self) -> Quantity | NoData:
        """Failures per hour of uptime, exact; no data without uptime."""
        if self.uptime <= _NOTHING:
            return NoData("no uptime in the period")
        hours = Fraction(self.uptime // _MICROSECOND, _HOUR // _MICROSECOND)
        return Quantity(self.failures / hours, "1/h")

    @property
    def availability(self) -> Ratio | NoData:
        """Uptime out of agreed time: MTBF / (MTBF + MTRS), exact."""
        second = 1_000_000
        return Ratio.of(
            Fraction(self.uptime // _MICROSECOND, second),
            Fraction(self.agreed // _MICROSECOND, second),
            reason="no agreed time in the period",
        )

    def bounds(self, *, confidence: Share) -> MtbfBounds | NoData:
        """Return between what the true mean time between failures lies.

        Args:
            confidence: how sure each bound shall be.

        Raises:
            InvalidType: a confidence of another kind.
            InvalidValue: a confidence out of range.
        """
        if self.uptime <= _NOTHING:
            return NoData("no uptime in the period")
        return MtbfBounds(uptime=self.uptime, failures=self.failures, confidence=confidence)

    def survival(self, duration: timedelta) -> float | NoData:
        """Return how likely it works for so long without a failure; approximate, a float.

        Failures are taken to come at a constant rate. Source: rule R2.15.

        Args:
            duration: how long, 0 or more.

        Raises:
            InvalidValue: a negative duration.

        Examples:
            >>> result = reliability_of([timedelta(hours=1)] * 2, agreed=timedelta(hours=722))
            >>> round(result.survival(timedelta(hours=24)), 4)
            0.9355
        """
        if duration < _NOTHING:
            raise InvalidValue("duration", duration, "0 or more")
        if not self.failures or self.uptime <= _NOTHING:
            return _NO_FAILURE if not self.failures else NoData("no uptime in the period")
        return exp(-(duration / self.uptime) * self.failures)

    def measured(self, measure: ReliabilityMeasure) -> Value | NoData:
        """Return one measure of it.

        Args:
            measure: which one.

        Raises:
            InvalidType: something else than a measure.
        """
        check_kind("measure", measure, ReliabilityMeasure)
        return {
            ReliabilityMeasure.MTBF: self.mtbf,
            ReliabilityMeasure.MTRS: self.mtrs,
            ReliabilityMeasure.MTBSI: self.mtbsi,
            ReliabilityMeasure.FAILURES: self.failures,
            ReliabilityMeasure.FAILURE_RATE: self.failure_rate,
        }[measure]

    def evaluation(
        self, measure: ReliabilityMeasure, objective: Objective | None = None
    ) -> Evaluation:
        """Return the judgement of one measure with all that is behind it.

        Args:
            measure: which one.
            objective: what was promised; None for a measurement without a promise.

        Raises:
            InvalidType: an objective for another kind of value than the measure has.

        Examples:
            >>> from svcmgmt.sla.objectives import at_most
            >>> result = reliability_of([timedelta(hours=2)], agreed=timedelta(hours=720))
            >>> print(result.evaluation(ReliabilityMeasure.MTRS, at_most(timedelta(hours=4))))
            MTRS of service: met, 2:00:00, promised at most 4:00:00
        """
        return Evaluation(
            subject=self.subject,
            measure=measure.value,
            value=self.measured(measure),
            objective=objective,
            whole=self.agreed,
            counts=(("failures", self.failures),),
            breakdown=(Part("up", self.uptime), Part("down", self.downtime)),
            policies=self.policies.as_pairs(),
            findings=self.findings,
        )

    def __repr__(self) -> str:
        agreed = duration_text(self.agreed)
        return f"<Reliability of {self.subject}: {self.failures} failures in {agreed}>"


def reliability_of(
    failures: Iterable[Occurrence | timedelta],
    *,
    agreed: timedelta,
    service_time: ServiceCalendar | None = None,
    policies: ReliabilityPolicies = _DEFAULTS,
    subject: str = "service",
) -> Reliability:
    """Return the reliability of a service: `MTBSI = MTBF + MTRS`.

    Args:
        failures: the outages of an availability, or only how long each took.
        agreed: agreed service time; that of the availability without what both sides leave out is
            its `base`.
        service_time: in whose time gaps between failures are measured; real time without one.
        policies: how mean times are made.
        subject: whose reliability it is, for people.

    Raises:
        InvalidType: failures of another kind.
        InvalidValue: more downtime than agreed time, or gaps asked for and only durations given.

    Examples:
        >>> result = reliability_of([timedelta(hours=2), timedelta(hours=1), timedelta(minutes=36)],
        ...                         agreed=timedelta(hours=720))
        >>> result.mtbf + result.mtrs == result.mtbsi, result.availability.percent(1)
        (True, '99.5 %')
    """
    given = all_of_kind("failures", failures, Occurrence, timedelta)
    occurrences = [each for each in given if isinstance(each, Occurrence)]
    occurrences.sort(key=lambda each: each.start)
    is_known = len(occurrences) == len(given)
    downs = [each.counted if isinstance(each, Occurrence) else each for each in given]
    return Reliability(
        agreed=agreed,
        downtime=sum(downs, _NOTHING),
        failures=len(given),
        between=_between(occurrences, service_time) if is_known else None,
        last=occurrences[-1].counted if is_known and occurrences else _NOTHING,
        policies=policies,
        subject=subject,
        findings=tuple(_OPEN for each in occurrences if each.is_open),
    )


def _between(occurrences: list[Occurrence], service_time: ServiceCalendar | None) -> timedelta:
    total = _NOTHING
    for one, other in pairwise(occurrences):
        if service_time is None:
            total += other.start - one.end
        else:
            total += service_time.elapsed(one.end, other.start)
    return total
