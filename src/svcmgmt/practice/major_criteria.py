"""When an incident is handled as a major one: criteria as data, beside the priority."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import as_tuple, each_of, words
from svcmgmt.practice.incident import Incident
from svcmgmt.temporal import instant
from svcmgmt.values import Priority, Quantity
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import check_kind

__all__ = ["MajorIncidentCriteria"]


def _user_minutes(value: ExactNumber | None) -> Fraction | None:
    if value is None:
        return None
    threshold = exact("user_minutes", value)
    if threshold <= 0:
        raise InvalidValue("user_minutes", value, "more than 0")
    return threshold


@frozen(kw_only=True)
class MajorIncidentCriteria:
    """What makes an incident a major one; any of them is enough.

    The flag of the incident stays for people to set: this tells what speaks for it.
    Source: rule R1.24.

    Raises:
        InvalidType: priorities or services of another kind, or inexact user-minutes.
        InvalidValue: user-minutes that are not positive.

    Examples:
        >>> from svcmgmt.practice import UserImpact
        >>> from svcmgmt.temporal import parse_instant as at
        >>> criteria = MajorIncidentCriteria(user_minutes=10_000, services=["payments"])
        >>> incident = Incident.log(id="INC-7", at=at("2026-10-26T08:00:00Z"))
        >>> from attrs import evolve
        >>> incident = evolve(incident, user_impact=UserImpact(users=200))
        >>> criteria.reasons(incident, as_of=at("2026-10-26T08:49:00Z"))
        ()
        >>> criteria.reasons(incident, as_of=at("2026-10-26T08:50:00Z"))
        ('10000 user-minutes lost, 10000 or more',)
    """

    priorities: tuple[Priority, ...] = field(
        default=(Priority.P1,), converter=as_tuple, validator=each_of(Priority)
    )
    """Priorities that are enough; the most urgent one unless told."""

    user_minutes: Fraction | None = field(default=None, converter=_user_minutes)
    """Working time lost by users that is enough, in user-minutes; None if it does not matter."""

    services: tuple[str, ...] = field(default=(), converter=as_tuple, validator=words)
    """Ids of services whose interruption is enough."""

    def reasons(self, incident: Incident, *, as_of: datetime) -> tuple[str, ...]:
        """Return what speaks for a major incident; nothing if it is none.

        User-minutes count from the failure, or from the logging where nobody told of the
        failure, up to the restoration.

        Args:
            incident: the incident.
            as_of: until when user-minutes count while service is not restored.

        Raises:
            InvalidType: something that is no incident.
            NaiveDatetime: an instant without a zone.
        """
        check_kind("incident", incident, Incident)
        found = [f"priority {incident.priority}"] if incident.priority in self.priorities else []
        lost = _lost(incident, instant(as_of, "as_of"))
        if self.user_minutes is not None and lost.amount >= self.user_minutes:
            found.append(f"{lost} lost, {self.user_minutes} or more")
        named = [ref.id for ref in incident.affected if ref.id in self.services]
        return (*found, *(f"service {service}" for service in dict.fromkeys(named)))


def _lost(incident: Incident, as_of: datetime) -> Quantity:
    begun = incident.milestones.occurred_at or incident.opened_at
    if incident.user_impact is None or begun is None:
        return Quantity(0, "user-minutes")
    ended = min(as_of, incident.milestones.restored_at or as_of)
    return incident.user_impact.lost_during(max(ended, begun) - begun)
