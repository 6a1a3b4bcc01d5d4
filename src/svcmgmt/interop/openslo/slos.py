"""Service level objectives and services."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.interop.openslo.alerting import AlertPolicyUse
from svcmgmt.interop.openslo.indicators import SLI
from svcmgmt.interop.openslo.objectives import SLOObjective
from svcmgmt.interop.openslo.parts import Document, Part, many
from svcmgmt.interop.openslo.windows import TimeWindow
from svcmgmt.sla.indicators import BudgetingMethod

__all__ = ["SLO", "SLOSpec", "Service", "ServiceSpec"]


@frozen(kw_only=True)
class SLOSpec(Part):
    """What is promised of which service. Source: OpenSLO v1, SLO.

    Examples:
        >>> SLOSpec(objectives=[SLOObjective(display_name="good")]).objectives[0].display_name
        'good'
    """

    description: str | None = None
    """In words."""

    service: str | None = None
    """Name of the service; may be that of a `Service`."""

    indicator: SLI | None = None
    """What is measured; this or `indicator_ref`."""

    indicator_ref: str | None = None
    """Name of an `SLI`; this or `indicator`."""

    time_window: tuple[TimeWindow, ...] = field(default=(), converter=many)
    """Over which time; exactly one."""

    budgeting_method: BudgetingMethod | None = None
    """What the target is a share of."""

    objectives: tuple[SLOObjective, ...] = field(default=(), converter=many)
    """What is promised; at least one."""

    alert_policies: tuple[AlertPolicyUse, ...] = field(default=(), converter=many)
    """Who is told when."""


@frozen(kw_only=True)
class SLO(Document):
    """A service level objective. Source: OpenSLO v1, SLO.

    Examples:
        >>> SLO(spec=SLOSpec(service="web-shop")).spec.service
        'web-shop'
    """

    kind: str | None = "SLO"
    """What it describes."""

    spec: SLOSpec | None = None
    """What is promised."""


@frozen(kw_only=True)
class ServiceSpec(Part):
    """A group of objectives. Source: OpenSLO v1, Service.

    Examples:
        >>> ServiceSpec(description="where customers buy").description
        'where customers buy'
    """

    description: str | None = None
    """In words."""


@frozen(kw_only=True)
class Service(Document):
    """A service that objectives refer to. Source: OpenSLO v1, Service.

    Examples:
        >>> Service(spec=ServiceSpec()).kind
        'Service'
    """

    kind: str | None = "Service"
    """What it describes."""

    spec: ServiceSpec | None = None
    """What it is."""
