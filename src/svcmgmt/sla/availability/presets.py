"""Sets of policies as contracts and tools have them; data with their sources, no advice.

Contracts change: read yours, and take a preset as the place to begin.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import WeeklyHours
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.availability.policies import (
    THIRTY_DAYS,
    AvailabilityPolicies,
    ExclusionConvention,
    Granularity,
    WhenUnknown,
)
from svcmgmt.values._kinds import of_kind

__all__ = [
    "CLOUD_DOWNTIME_ONLY",
    "GOOGLE_CLOUD_MINUTES",
    "ICINGA",
    "ITIL_24X7",
    "ITIL_BUSINESS_HOURS",
    "PRESETS",
    "STATUSPAGE",
    "TELECOM_FIXED_30",
    "ZABBIX",
    "AvailabilityPreset",
]


@frozen(kw_only=True)
class AvailabilityPreset:
    """Policies by a name, with where they come from.

    Examples:
        >>> TELECOM_FIXED_30.policies.fixed_length
        datetime.timedelta(days=30)
        >>> STATUSPAGE.weight_of("partial_outage")
        Fraction(3, 10)
    """

    name: str
    """How it is called."""

    policies: AvailabilityPolicies = field(validator=of_kind(AvailabilityPolicies))
    """How availability is counted."""

    source: str
    """Who has it so."""

    note: str = ""
    """What else belongs to it."""

    hours: WeeklyHours | None = None
    """Service hours that go with it; hand them to `weekly` with a zone and holidays."""

    weights: tuple[tuple[str, Fraction], ...] = ()
    """How much each word for a status takes away, 0 to 1."""

    def weight_of(self, status: str) -> Fraction:
        """Return how much a status takes away; nothing means that it is no outage.

        Args:
            status: a word that the preset knows.

        Raises:
            InvalidValue: a word that it does not know.
        """
        for word, weight in self.weights:
            if word == status:
                return weight
        known = ", ".join(word for word, _ in self.weights) or "none"
        raise InvalidValue("status", status, known)


ITIL_24X7: Final = AvailabilityPreset(
    name="itil_24x7",
    policies=AvailabilityPolicies(),
    source="ITIL service design: (agreed service time - downtime) / agreed service time",
    note="agreed time is all time; planned maintenance leaves both sides",
)
"""Around the clock, maintenance on neither side."""

ITIL_BUSINESS_HOURS: Final = AvailabilityPreset(
    name="itil_business_hours",
    policies=AvailabilityPolicies(),
    source="ITIL service design: (agreed service time - downtime) / agreed service time",
    note="agreed time is the service hours; the zone and the holidays are yours to give",
    hours=WeeklyHours.parse("Mon-Fri 08:00-18:00"),
)
"""In service hours only, maintenance on neither side."""

CLOUD_DOWNTIME_ONLY: Final = AvailabilityPreset(
    name="cloud_downtime_only",
    policies=AvailabilityPolicies(convention=ExclusionConvention.DOWNTIME_ONLY),
    source="service level agreements of public clouds (AWS, Google), SAP Solution Manager",
    note="the minutes of the month stay in the base; excluded causes are no downtime",
)
"""Excluded time is no downtime, and stays in the base."""

GOOGLE_CLOUD_MINUTES: Final = AvailabilityPreset(
    name="google_cloud_minutes",
    policies=AvailabilityPolicies(
        convention=ExclusionConvention.DOWNTIME_ONLY,
        granularity=Granularity.DOWN,
        minimum=timedelta(minutes=1),
    ),
    source="Google Compute and Functions service level agreements, 2015 to 2020",
    note="partial minutes do not count; some services ask for 5 or 10 minutes in a row",
)
"""Whole minutes of downtime only, of at least one."""

TELECOM_FIXED_30: Final = AvailabilityPreset(
    name="telecom_fixed30",
    policies=AvailabilityPolicies(fixed_length=THIRTY_DAYS),
    source="Verizon E-Line service level agreement: 43,200 minutes in every month",
    note="the downtime of hard outage tickets",
)
"""Every month has 43,200 minutes."""

ZABBIX: Final = AvailabilityPreset(
    name="zabbix",
    policies=AvailabilityPolicies(unknown=WhenUnknown.UP),
    source="Zabbix service level report: uptime and downtime in scheduled time",
    note="excluded downtimes leave both sides; what is no problem is up",
)
"""Scheduled time without excluded downtimes."""

ICINGA: Final = AvailabilityPreset(
    name="icinga",
    policies=AvailabilityPolicies(
        convention=ExclusionConvention.DOWNTIME_ONLY, unknown=WhenUnknown.EXCLUDED
    ),
    source="Icinga DB, get_sla_ok_percent",
    note="planned downtime counts as up, unknown time leaves the base; told with 4 decimals",
)
"""Planned downtime is up, unknown time is left out."""

STATUSPAGE: Final = AvailabilityPreset(
    name="statuspage",
    policies=AvailabilityPolicies(convention=ExclusionConvention.DOWNTIME_ONLY),
    source="Atlassian Statuspage, display historical uptime of components",
    note="maintenance and degraded performance are no downtime",
    weights=(
        ("operational", Fraction(0)),
        ("under_maintenance", Fraction(0)),
        ("degraded_performance", Fraction(0)),
        ("partial_outage", Fraction(3, 10)),
        ("major_outage", Fraction(1)),
    ),
)
"""Partial outages take three tenths."""

PRESETS: Final = (
    ITIL_24X7,
    ITIL_BUSINESS_HOURS,
    CLOUD_DOWNTIME_ONLY,
    GOOGLE_CLOUD_MINUTES,
    TELECOM_FIXED_30,
    ZABBIX,
    ICINGA,
    STATUSPAGE,
)
"""All of them."""
