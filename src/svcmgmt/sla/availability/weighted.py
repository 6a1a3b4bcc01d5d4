"""Availability in user-minutes, and split by sites or access points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability._arguments import at_least_nothing
from svcmgmt.sla.availability.facts import Outage
from svcmgmt.sla.availability.policies import Overlap
from svcmgmt.sla.availability.result import Availability
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.sla.objectives import Objective, Verdict
from svcmgmt.values import Finding, NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = [
    "FCC_REPORTABLE",
    "ReportableRule",
    "UserMinutes",
    "for_scopes",
    "user_minutes",
]

_MINUTE: Final = 60


def _users(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType("users", value, "int")
    if value < 1:
        raise InvalidValue("users", value, "1 or more")
    return value


@frozen(kw_only=True)
class UserMinutes:
    """Availability in minutes of users: an outage takes as many as it affects.

    Made by `user_minutes`. Source: rule R2.19, Microsoft Online Services.

    Examples:
        >>> from svcmgmt.sla.availability import availability_of
        >>> from svcmgmt.temporal import Interval
        >>> day = availability_of([], within=Interval.parse("2026-09-01T00:00:00Z/PT24H"))
        >>> print(UserMinutes(availability=day, users=10).ratio)
        100 % (14400 of 14400)
    """

    availability: Availability
    """The same facts, each outage weighted by the share of users that it affects."""

    users: int
    """How many users there are."""

    findings: tuple[Finding, ...] = ()
    """What is unusual about the numbers of users."""

    @property
    def ratio(self) -> Ratio | NoData:
        """Share of the user-minutes that were not lost; no data over an empty base."""
        ratio = self.availability.ratio
        if isinstance(ratio, NoData):
            return ratio
        return Ratio(ratio.good * self.users / _MINUTE, ratio.total * self.users / _MINUTE)

    @property
    def lost(self) -> Fraction | NoData:
        """User-minutes lost, exact."""
        ratio = self.ratio
        return ratio if isinstance(ratio, NoData) else ratio.complement.good

    def evaluation(self, objective: Objective | None = None) -> Evaluation:
        """Return the judgement with all that is behind it.

        Args:
            objective: what was promised; None for a measurement without a promise.
        """
        plain = self.availability.evaluation()
        return evolve(
            plain,
            measure="user-minute availability",
            value=self.ratio,
            objective=objective,
            verdict=Verdict.UNDEFINED if objective is None else objective.judge(self.ratio),
            counts=(*plain.counts, ("users", self.users)),
            findings=(*plain.findings, *self.findings),
        )


def user_minutes(
    availability: Availability, *, users: int, if_unknown: int | None = None
) -> UserMinutes:
    """Return the availability in user-minutes. Weights of outages are not used, their users are.

    Users of outages that overlap are added, up to all of them. Source: rule R2.19.

    Args:
        availability: facts and terms.
        users: how many users there are.
        if_unknown: how many users an outage affects of which nobody counted them.

    Raises:
        InvalidType: numbers of users that are no int.
        InvalidValue: no users, or an outage without a number and no `if_unknown`.

    Examples:
        >>> from svcmgmt.sla.availability import availability_of
        >>> from svcmgmt.temporal import Interval
        >>> month = Interval.parse("2026-09-01T00:00:00Z/PT720H")
        >>> long = Outage(during=Interval.parse("2026-09-07T08:00:00Z/PT1H"), users_affected=200)
        >>> wide = Outage(during=Interval.parse("2026-09-08T08:00:00Z/PT10M"), users_affected=1000)
        >>> result = user_minutes(availability_of([long, wide], within=month), users=1000)
        >>> result.lost, result.ratio.percent(6)
        (Fraction(22000, 1), '99.949074 %')
    """
    check_kind("availability", availability, Availability)
    _users(users)
    findings: list[Finding] = []
    weighted: list[Outage] = []
    for each in availability.facts.outages:
        affected = each.users_affected if each.users_affected is not None else if_unknown
        if affected is None:
            allowed = f"a number, or if_unknown, for {each}"
            raise InvalidValue("users_affected", None, allowed)
        if affected > users:
            findings.append(_too_many(each, affected, users))
        if affected:
            weighted.append(evolve(each, weight=Fraction(min(affected, users), users)))
    return UserMinutes(
        availability=evolve(
            availability,
            facts=evolve(availability.facts, outages=weighted),
            policies=evolve(availability.policies, overlap=Overlap.SUM_CAPPED),
        ),
        users=users,
        findings=tuple(sorted(findings, key=str)),
    )


def _too_many(outage: Outage, affected: int, users: int) -> Finding:
    return Finding(
        code="more-users-than-there-are",
        message=f"{outage} affects more users than there are; all are taken as affected",
        value=str(affected),
        allowed=f"up to {users}",
    )


@frozen(kw_only=True)
class ReportableRule:
    """From when on an outage must be reported: long enough, and enough user-minutes.

    Examples:
        >>> FCC_REPORTABLE.applies(timedelta(minutes=30), users=30_000)
        True
        >>> FCC_REPORTABLE.applies(timedelta(minutes=29), users=900_000)
        False
    """

    name: str
    """How the rule is called."""

    least_duration: timedelta = field(validator=at_least_nothing)
    """How long the outage lasts at least."""

    least_user_minutes: int
    """How many user-minutes it takes at least."""

    source: str = ""
    """Where it comes from."""

    def applies(self, duration: timedelta, *, users: int) -> bool:
        """Return whether an outage must be reported.

        Args:
            duration: how long it lasted.
            users: how many it affected.
        """
        enough = duration * users >= timedelta(minutes=self.least_user_minutes)
        return duration >= self.least_duration and enough


FCC_REPORTABLE: Final = ReportableRule(
    name="FCC outage reporting",
    least_duration=timedelta(minutes=30),
    least_user_minutes=900_000,
    source="47 CFR part 4: at least 30 minutes and 900,000 user-minutes",
)
"""The rule of the United States (rule R2.19)."""


def for_scopes(availability: Availability, scopes: Iterable[str]) -> dict[str, Availability]:
    """Return the availability of each scope: its own outages, and those of all of the service.

    With weights of outages that tell which share of an access point was lost this is the service
    degradation factor of GB917. Source: rule R2.18.

    Args:
        availability: facts of several scopes, and their terms.
        scopes: the sites, components or access points, all of them.

    Raises:
        InvalidValue: an outage of another scope.

    Examples:
        >>> from svcmgmt.sla.availability import availability_of
        >>> from svcmgmt.temporal import Interval
        >>> day = Interval.parse("2026-09-01T00:00:00Z/PT24H")
        >>> down = Outage(during=Interval.parse("2026-09-01T08:00:00Z/PT6H"), scope="Berlin")
        >>> sites = for_scopes(availability_of([down], within=day), ["Berlin", "Bonn"])
        >>> [f"{name} {site.ratio.percent()}" for name, site in sites.items()]
        ['Berlin 75.00 %', 'Bonn 100.00 %']
    """
    check_kind("availability", availability, Availability)
    named = all_of_kind("scopes", scopes, str)
    found: dict[str, list[Outage]] = {name: [] for name in named}
    shared: list[Outage] = []
    for each in availability.facts.outages:
        own = found.get(each.scope) if each.scope else shared
        if own is None:
            raise InvalidValue("scope", each.scope, f"{', '.join(found)}, or empty for all")
        own.append(each)
    return {
        name: evolve(
            availability,
            subject=name,
            facts=evolve(availability.facts, outages=[*own, *shared]),
        )
        for name, own in found.items()
    }
