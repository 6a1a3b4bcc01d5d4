"""What users have of it: working time lost, waiting reduced, requests, self-service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Final

from attrs import frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.metrics.times import (
    TIME_TO_RESTORE,
    IncidentTimes,
    TimeMeasure,
    incident_times,
    mean_of,
)
from svcmgmt.practice.service_request import ServiceRequest
from svcmgmt.values import NoData, Quantity, Ratio
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import all_of_kind

__all__ = [
    "LeadTimeChange",
    "UserLosses",
    "lead_time_change",
    "requests_per_user",
    "self_service_share",
    "user_losses",
]

_NOTHING: Final = Quantity(0, "user-minutes")


@frozen(kw_only=True)
class UserLosses:
    """Working time that incidents took from their users.

    Source: section 6.6, measures of internal customers.

    Examples:
        >>> print(UserLosses(times=incident_times([], TIME_TO_RESTORE)).total)
        no incident tells how long it lasted and whom it affected
    """

    times: IncidentTimes
    """How long the incidents lasted, and of which that is not known."""

    losses: tuple[tuple[str, Quantity], ...] = ()
    """Id and user-minutes of each incident of which time and users are known."""

    without_users: tuple[str, ...] = ()
    """Ids of the others of which the time is known: nobody told how many users they affected."""

    @property
    def total(self) -> Quantity | NoData:
        """All user-minutes that are known; no data if none are."""
        if not self.losses:
            return NoData("no incident tells how long it lasted and whom it affected")
        return sum((lost for _, lost in self.losses), _NOTHING)


def user_losses(
    incidents: Iterable[Incident], *, measure: TimeMeasure = TIME_TO_RESTORE
) -> UserLosses:
    """Return the working time that incidents took from their users.

    Args:
        incidents: in any order, each once.
        measure: what counts as the outage; from the failure to the restoration unless told.

    Raises:
        InvalidType: something that is no incident or measure.

    Examples:
        >>> from attrs import evolve
        >>> from svcmgmt.practice import Milestone, UserImpact
        >>> from svcmgmt.temporal import parse_instant as at
        >>> incident = (Incident.log(id="INC-1", at=at("2026-10-26T08:05:00Z"))
        ...     .reached(Milestone.OCCURRED, at=at("2026-10-26T08:00:00Z"))
        ...     .reached(Milestone.RESTORED, at=at("2026-10-26T09:00:00Z")))
        >>> incident = evolve(incident, user_impact=UserImpact(users=40, lost_share="25 %"))
        >>> print(user_losses([incident]).total)
        600 user-minutes
    """
    listed = all_of_kind("incidents", incidents, Incident)
    times = incident_times(listed, measure)
    impacts = {str(each.id): each.user_impact for each in listed}
    known = [(name, impacts[name], time) for name, time in times.times]
    return UserLosses(
        times=times,
        losses=tuple(
            (name, impact.lost_during(time)) for name, impact, time in known if impact is not None
        ),
        without_users=tuple(name for name, impact, _ in known if impact is None),
    )


@frozen(kw_only=True)
class LeadTimeChange:
    """How much sooner something is done than before, by the mean of the times.

    Examples:
        >>> change = LeadTimeChange(before=(timedelta(days=4),), after=(timedelta(days=3),))
        >>> print(change.reduction, change.saved)
        1/4 1 day, 0:00:00
    """

    before: tuple[timedelta, ...]
    """Times taken before."""

    after: tuple[timedelta, ...]
    """Times taken after."""

    @property
    def mean_before(self) -> timedelta | NoData:
        """Mean time before."""
        return mean_of(self.before)

    @property
    def mean_after(self) -> timedelta | NoData:
        """Mean time after."""
        return mean_of(self.after)

    @property
    def reduction(self) -> Fraction | NoData:
        """Share of the mean time before that is gone, exact; negative if it takes longer now."""
        if not self.before or not self.after:
            return NoData("no times before, or none after")
        before, after = (_mean_micros(times) for times in (self.before, self.after))
        return 1 - after / before if before else NoData("it took no time before")

    @property
    def saved(self) -> timedelta | NoData:
        """Process time saved: those after at the mean time before, less what they took.

        Negative if it takes longer now; rounded down to a microsecond.
        """
        if not self.before or not self.after:
            return NoData("no times before, or none after")
        saved = (_mean_micros(self.before) - _mean_micros(self.after)) * len(self.after)
        return timedelta(microseconds=saved // 1)


def _mean_micros(times: tuple[timedelta, ...]) -> Fraction:
    return Fraction(sum(times, timedelta(0)) // timedelta(microseconds=1), len(times))


def lead_time_change(before: Iterable[timedelta], after: Iterable[timedelta]) -> LeadTimeChange:
    """Return how the mean time that something takes has changed.

    Args:
        before: times taken before.
        after: times taken after.

    Raises:
        InvalidType: something that is no time.

    Examples:
        >>> hours = [timedelta(hours=each) for each in (8, 12, 6)]
        >>> print(lead_time_change(hours[:2], hours[2:]).reduction)
        2/5
    """
    return LeadTimeChange(
        before=all_of_kind("before", before, timedelta),
        after=all_of_kind("after", after, timedelta),
    )


def requests_per_user(requests: int, *, users: int, months: ExactNumber = 1) -> Fraction | NoData:
    """Return how many requests a user makes in a month.

    Args:
        requests: how many there were.
        users: how many users there are; none gives no data.
        months: in how many months.

    Raises:
        InvalidType: an inexact number.
        InvalidValue: a negative number, or no months.

    Examples:
        >>> print(requests_per_user(90, users=20, months=3))
        3/2
    """
    told = {"requests": requests, "users": users, "months": months}
    numbers = {name: exact(name, value) for name, value in told.items()}
    for name, number in numbers.items():
        if number < 0 or (name == "months" and not number):
            raise InvalidValue(name, told[name], "more than 0" if name == "months" else "0 or more")
    if not numbers["users"]:
        return NoData("no users")
    return numbers["requests"] / numbers["users"] / numbers["months"]


def self_service_share(
    requests: Iterable[ServiceRequest], *, channels: Iterable[str] = ("self-service",)
) -> Ratio | NoData:
    """Return the share of requests that came by self-service, of those whose channel is known.

    Args:
        requests: in any order, each once.
        channels: which channels are self-service.

    Raises:
        InvalidType: something that is no request, or text in place of channels.

    Examples:
        >>> self_service_share([])
        NoData(reason='no request tells its channel')
    """
    wanted = set(all_of_kind("channels", channels, str))
    known = [each.channel for each in all_of_kind("requests", requests, ServiceRequest)]
    told = [channel for channel in known if channel]
    found = sum(channel in wanted for channel in told)
    return Ratio.of(found, len(told), reason="no request tells its channel")
