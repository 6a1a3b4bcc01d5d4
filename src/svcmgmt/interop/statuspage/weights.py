"""How much of a component each of its statuses takes: published readings, and own ones, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.interop._cells import weights_of
from svcmgmt.sla.availability._arguments import Share
from svcmgmt.values._kinds import of_kind

__all__ = [
    "ATLASSIAN_STATUSPAGE",
    "EVERY_STATUS",
    "FULL_OUTAGES",
    "HALF_PARTIAL",
    "IMPACT_STATUSES",
    "INCIDENT_IO",
    "INSTATUS",
    "UptimeWeights",
]


def _weights(
    value: Mapping[str, Share] | Iterable[tuple[str, Fraction]],
) -> tuple[tuple[str, Fraction], ...]:
    return tuple(sorted(weights_of(dict(value)).items()))


@frozen(kw_only=True)
class UptimeWeights:
    """Which share of a component is lost in each status, and who reads it so.

    Raises:
        InvalidType: a float, or something else than words and shares.
        InvalidValue: a share outside 0 to 1.

    Examples:
        >>> print(ATLASSIAN_STATUSPAGE.name, ATLASSIAN_STATUSPAGE.of("partial_outage"))
        Atlassian Statuspage 3/10
    """

    name: str = field(validator=of_kind(str))
    """Whose reading it is."""

    weights: tuple[tuple[str, Fraction], ...] = field(converter=_weights)
    """Status and share, 0 to 1, in order of the statuses; given as a mapping."""

    source: str = field(default="", validator=of_kind(str))
    """Where it is published."""

    read_on: date | None = field(default=None, validator=of_kind(date, None))
    """When it was read there; vendors change their minds."""

    def of(self, status: str) -> Fraction | None:
        """Return the share that a status takes; None for a status that nobody has weighed.

        Args:
            status: a word such as `partial_outage`.
        """
        return dict(self.weights).get(status.casefold())


def _preset(name: str, source: str, shares: tuple[Share, Share, Share]) -> UptimeWeights:
    major, partial, degraded = shares
    return UptimeWeights(
        name=name,
        source=source,
        read_on=date(2026, 11, 27),
        weights={
            "operational": 0,
            "under_maintenance": 0,
            "degraded_performance": degraded,
            "partial_outage": partial,
            "major_outage": major,
        },
    )


ATLASSIAN_STATUSPAGE: Final = _preset(
    "Atlassian Statuspage",
    "support.atlassian.com/statuspage: display historical uptime of components",
    (1, "30 %", 0),
)
"""A major outage counts in full, a partial one for 30 %, degraded performance not at all."""

INSTATUS: Final = _preset("Instatus", "instatus.com/help: uptime colors", (1, "30 %", 0))
"""As Statuspage does, by its own documentation."""

INCIDENT_IO: Final = _preset(
    "incident.io", "docs.incident.io/status-pages/uptime-calculation", (1, 1, 0)
)
"""A partial outage is downtime as a full one; degraded performance is not."""

HALF_PARTIAL: Final = _preset(
    "half of a partial outage", "apify.com: Status Page SLA Monitor, changelog 1.0", (1, "50 %", 0)
)
"""A partial outage counts for one half: the default of a monitor of many vendors' pages."""

FULL_OUTAGES: Final = _preset("full outages only", "docs.sazabi.dev: component details", (1, 0, 0))
"""Only full outages are downtime."""

EVERY_STATUS: Final = _preset("every status", "own", (1, 1, 1))
"""The strictest reading: whatever is not operational, or in maintenance, is downtime."""

IMPACT_STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "none": "operational",
        "minor": "degraded_performance",
        "major": "partial_outage",
        "critical": "major_outage",
        "maintenance": "under_maintenance",
    }
)
"""The status that the impact of an incident stands for, where no component tells its own.

Statuspage derives an impact from the worst status of the components of an incident; this is the
way back. Source: support.atlassian.com/statuspage: incident impact calculations.
"""
