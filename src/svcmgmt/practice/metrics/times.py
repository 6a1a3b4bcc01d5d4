"""Times between the milestones of incidents, and their means with the counts behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from attrs import field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.lifecycle import StateCategory
from svcmgmt.practice._fields import as_tuple, each_of, named, pairs_as, pointer_to
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.milestones import RECORDED, Milestone
from svcmgmt.statistics import PercentileMethod, Share, percentile
from svcmgmt.temporal import format_instant
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Finding, NoData
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "TIME_TO_ACKNOWLEDGE",
    "TIME_TO_CLOSE",
    "TIME_TO_DETECT",
    "TIME_TO_RESOLVE",
    "TIME_TO_RESPOND",
    "TIME_TO_RESTORE",
    "IncidentTimes",
    "TimeMeasure",
    "incident_times",
    "mean_of",
    "when_reached",
]


@frozen(kw_only=True)
class TimeMeasure:
    """A time that is taken of incidents: from one milestone to another.

    Raises:
        InvalidType: a milestone of another kind.
        InvalidValue: an empty name.

    Examples:
        >>> print(TIME_TO_ACKNOWLEDGE)
        time to acknowledge, from detected to acknowledged
    """

    name: str = field(validator=named)
    """How people call it."""

    start: Milestone = field(validator=of_kind(Milestone))
    """Where it starts."""

    end: Milestone = field(validator=of_kind(Milestone))
    """Where it ends."""

    def __str__(self) -> str:
        return f"{self.name}, from {self.start.value} to {self.end.value}"


TIME_TO_DETECT = TimeMeasure(
    name="time to detect", start=Milestone.OCCURRED, end=Milestone.DETECTED
)
"""From the failure to its detection (rule R6.1)."""

TIME_TO_ACKNOWLEDGE = TimeMeasure(
    name="time to acknowledge", start=Milestone.DETECTED, end=Milestone.ACKNOWLEDGED
)
"""From the detection on (rule R6.1); others take it from the failure, or from the logging."""

TIME_TO_RESPOND = TimeMeasure(
    name="time to respond", start=Milestone.LOGGED, end=Milestone.RESPONDED
)
"""From the logging to the first answer of a person (rule R6.1)."""

TIME_TO_RESOLVE = TimeMeasure(
    name="time to resolve", start=Milestone.LOGGED, end=Milestone.RESOLVED
)
"""From the logging to the last resolution (rule R6.1)."""

TIME_TO_RESTORE = TimeMeasure(
    name="time to restore", start=Milestone.OCCURRED, end=Milestone.RESTORED
)
"""From the failure to the restoration of service (rule R6.1)."""

TIME_TO_CLOSE = TimeMeasure(name="time to close", start=Milestone.LOGGED, end=Milestone.CLOSED)
"""From the logging to the last closing (rule R6.1)."""


def when_reached(incident: Incident, milestone: Milestone) -> datetime | None:
    """Return when an incident reached a milestone, in UTC; None if nobody has told.

    A resolution counts only if the incident was not reopened after it.

    Raises:
        InvalidType: something that is no incident or milestone.
    """
    check_kind("incident", incident, Incident)
    check_kind("milestone", milestone, Milestone)
    if milestone in RECORDED:
        return incident.milestones.at(milestone)
    match milestone:
        case Milestone.LOGGED:
            return incident.opened_at
        case Milestone.CLOSED:
            return _entered(incident, {StateCategory.DONE})
        case _:
            return _entered(incident, {StateCategory.RESOLVED, StateCategory.DONE})


def _entered(incident: Incident, categories: set[StateCategory]) -> datetime | None:
    """Return when it came into the categories in which it is; None if it is in none of them."""
    since: datetime | None = None
    for fact in incident.history:
        if fact.to_state.category not in categories:
            since = None
        elif since is None:
            since = fact.at
    return since


def mean_of(times: Iterable[timedelta], *, reason: str = "no times") -> timedelta | NoData:
    """Return the mean of some times, rounded once to the microsecond, half to even.

    Args:
        times: any number of them.
        reason: what no data shall say.

    Raises:
        InvalidType: something that is no time.

    Examples:
        >>> print(mean_of([timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=3)]))
        0:06:00
    """
    listed = all_of_kind("times", times, timedelta)
    check_kind("reason", reason, str)
    if not listed:
        return NoData(reason)
    return sum(listed, timedelta(0)) / len(listed)


@frozen(kw_only=True)
class IncidentTimes:
    """The times that were taken of incidents, and those of which none could be taken.

    Source: rule R6.1; the means of TTD, TTA and TTR are called MTTD, MTTA and MTTR.

    Raises:
        InvalidType: a field of another kind than it says.

    Examples:
        >>> print(IncidentTimes(measure=TIME_TO_DETECT, times=(("INC-1", timedelta(minutes=6)),)))
        time to detect, from occurred to detected: mean 0:06:00 of 1
    """

    measure: TimeMeasure = field(validator=of_kind(TimeMeasure))
    """What was taken."""

    times: tuple[tuple[str, timedelta], ...] = field(
        default=(), converter=as_tuple, validator=pairs_as(str, timedelta)
    )
    """Id and time of each incident of which both milestones are known, in their order."""

    missing: tuple[str, ...] = field(default=(), converter=as_tuple, validator=each_of(str))
    """Ids of the incidents of which a milestone is not known; they do not count."""

    findings: tuple[Finding, ...] = field(
        default=(), converter=as_tuple, validator=each_of(Finding)
    )
    """A finding `time-reversed` for each incident whose end precedes its start; none counts."""

    @property
    def mean(self) -> timedelta | NoData:
        """The mean; no data if no time was taken."""
        reason = f"no {self.measure.name} could be taken"
        return mean_of((time for _, time in self.times), reason=reason)

    def percentile(
        self, share: Share, *, method: PercentileMethod = PercentileMethod.NEAREST_RANK
    ) -> timedelta | NoData:
        """Return the time that a share of the incidents does not exceed.

        Args:
            share: from 0 to 1, for example `"95 %"`.
            method: how to read it from the sorted times.
        """
        return percentile((time for _, time in self.times), share, method=method)

    def __str__(self) -> str:
        mean = self.mean
        told = mean.reason if isinstance(mean, NoData) else f"mean {duration_text(mean)}"
        return f"{self.measure}: {told} of {len(self.times)}"


def incident_times(
    incidents: Iterable[Incident],
    measure: TimeMeasure,
    *,
    calendar: ServiceCalendar | None = None,
) -> IncidentTimes:
    """Return a time of each incident, and of which none could be taken.

    Args:
        incidents: in any order.
        measure: from which milestone to which.
        calendar: counts its open time only; real time without one.

    Raises:
        InvalidType: something that is no incident, measure or calendar.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = (Incident.log(id="INC-1", at=at("2026-10-26T08:05:00Z"))
        ...     .reached(Milestone.OCCURRED, at=at("2026-10-26T08:00:00Z"))
        ...     .reached(Milestone.DETECTED, at=at("2026-10-26T08:05:00Z")))
        >>> times = incident_times([incident], TIME_TO_DETECT)
        >>> print(times.mean)
        0:05:00
    """
    check_kind("measure", measure, TimeMeasure)
    length = _length(calendar)
    times: list[tuple[str, timedelta]] = []
    missing: list[str] = []
    findings: list[Finding] = []
    for incident in all_of_kind("incidents", incidents, Incident):
        start = when_reached(incident, measure.start)
        end = when_reached(incident, measure.end)
        if start is None or end is None:
            missing.append(incident.id)
        elif end < start:
            findings.append(_reversed(incident, measure, start, end))
        else:
            times.append((incident.id, length(start, end)))
    return IncidentTimes(
        measure=measure, times=tuple(times), missing=tuple(missing), findings=tuple(findings)
    )


def _length(calendar: ServiceCalendar | None) -> Callable[[datetime, datetime], timedelta]:
    if calendar is None:
        return lambda start, end: end - start
    check_kind("calendar", calendar, ServiceCalendar)
    return calendar.elapsed


def _reversed(incident: Incident, measure: TimeMeasure, start: datetime, end: datetime) -> Finding:
    return Finding(
        code="time-reversed",
        message=f"{measure.end.value} before {measure.start.value}",
        pointer=pointer_to(incident.id),
        value=format_instant(end),
        allowed=f"{format_instant(start)} or later",
    )
