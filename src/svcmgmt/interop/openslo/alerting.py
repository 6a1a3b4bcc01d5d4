"""Who is told when: alert policies, their conditions and their targets."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.interop.openslo.durations import DurationShorthand
from svcmgmt.interop.openslo.objectives import Operator
from svcmgmt.interop.openslo.parts import Document, Metadata, Part, many
from svcmgmt.sla.budgets import AlertSeverity, BurnRateAlert

__all__ = [
    "AlertCondition",
    "AlertConditionSpec",
    "AlertConditionUse",
    "AlertNotificationTarget",
    "AlertNotificationTargetSpec",
    "AlertPolicy",
    "AlertPolicySpec",
    "AlertPolicyUse",
    "BurnRateCondition",
    "ConditionKind",
    "NotificationTargetUse",
]


class ConditionKind(Enum):
    """What a condition looks at.

    Examples:
        >>> ConditionKind("burnrate")
        <ConditionKind.BURN_RATE: 'burnrate'>
    """

    BURN_RATE = "burnrate"  # how many times faster than allowed the budget is spent


@frozen(kw_only=True)
class BurnRateCondition(Part):
    """When a condition is met. Source: OpenSLO v1, AlertCondition."""

    kind: ConditionKind | None = None
    """What it looks at."""

    op: Operator | None = None
    """How the burn rate is compared with the threshold."""

    threshold: Decimal | None = None
    """The burn rate that it is compared with."""

    lookback_window: DurationShorthand | None = None
    """Over how long the burn rate is measured."""

    alert_after: DurationShorthand | None = None
    """For how long it must hold before somebody is told."""

    def alert(
        self,
        *,
        short: timedelta,
        window: timedelta,
        severity: AlertSeverity = AlertSeverity.PAGE,
    ) -> BurnRateAlert:
        """Return the burn-rate alert of the condition.

        OpenSLO has one window of measurement, burn-rate alerts have two; what the short one is,
        and for how long the budget shall last, is said here.

        Args:
            short: the short window, shorter than `lookback_window`.
            window: the window of the objective.
            severity: who is told.

        Raises:
            InvalidValue: another comparison than `gt`, above which such alerts fire, or
                attributes that are missing.

        Examples:
            >>> fast = BurnRateCondition(op=Operator.GT, threshold=Decimal(14),
            ...                          lookback_window=DurationShorthand.parse("1h"))
            >>> print(fast.alert(short=timedelta(minutes=5), window=timedelta(days=30)))
            page: burn rate above 14 over 1:00:00 and 0:05:00
        """
        if self.op is not Operator.GT:
            raise InvalidValue("op", self.op, "gt, above which burn-rate alerts fire")
        if self.threshold is None or self.lookback_window is None:
            raise InvalidValue("condition", self, "a threshold and a lookbackWindow")
        pending = timedelta(0) if self.alert_after is None else self.alert_after.exact
        return BurnRateAlert(
            factor=Fraction(self.threshold),
            long=self.lookback_window.exact,
            short=short,
            window=window,
            severity=severity,
            pending=pending,
        )


@frozen(kw_only=True)
class AlertConditionSpec(Part):
    """A condition and how bad it is. Source: OpenSLO v1, AlertCondition.

    Examples:
        >>> AlertConditionSpec(severity="page", condition=BurnRateCondition()).severity
        'page'
    """

    description: str | None = None
    """In words."""

    severity: str | None = None
    """How bad it is, in the organisation's words, such as `page`."""

    condition: BurnRateCondition | None = None
    """When it is met."""


@frozen(kw_only=True)
class AlertCondition(Document):
    """A condition that policies refer to. Source: OpenSLO v1, AlertCondition.

    Examples:
        >>> AlertCondition(spec=AlertConditionSpec(severity="page")).kind
        'AlertCondition'
    """

    kind: str | None = "AlertCondition"
    """What it describes."""

    spec: AlertConditionSpec | None = None
    """The condition."""


@frozen(kw_only=True)
class AlertConditionUse(Part):
    """A condition in a policy: by name, or written out. Source: OpenSLO v1, AlertPolicy.

    Examples:
        >>> AlertConditionUse(condition_ref="fast-burn").spec is None
        True
    """

    condition_ref: str | None = None
    """Name of an `AlertCondition`."""

    kind: str | None = None
    """What is written out: AlertCondition."""

    metadata: Metadata | None = None
    """What it is called."""

    spec: AlertConditionSpec | None = None
    """The condition."""


@frozen(kw_only=True)
class AlertNotificationTargetSpec(Part):
    """Where notifications go. Source: OpenSLO v1, AlertNotificationTarget.

    Examples:
        >>> AlertNotificationTargetSpec(target="email").target
        'email'
    """

    description: str | None = None
    """In words."""

    target: str | None = None
    """Which way, such as `email` or `slack`."""


@frozen(kw_only=True)
class AlertNotificationTarget(Document):
    """A target that policies refer to. Source: OpenSLO v1, AlertNotificationTarget.

    Examples:
        >>> AlertNotificationTarget(spec=AlertNotificationTargetSpec(target="email")).kind
        'AlertNotificationTarget'
    """

    kind: str | None = "AlertNotificationTarget"
    """What it describes."""

    spec: AlertNotificationTargetSpec | None = None
    """Where notifications go."""


@frozen(kw_only=True)
class NotificationTargetUse(Part):
    """A target in a policy: by name, or written out. Source: OpenSLO v1, AlertPolicy.

    Examples:
        >>> NotificationTargetUse(target_ref="on-duty").spec is None
        True
    """

    target_ref: str | None = None
    """Name of an `AlertNotificationTarget`."""

    kind: str | None = None
    """What is written out: AlertNotificationTarget."""

    metadata: Metadata | None = None
    """What it is called."""

    spec: AlertNotificationTargetSpec | None = None
    """Where notifications go."""


@frozen(kw_only=True)
class AlertPolicySpec(Part):
    """Who is told when. Source: OpenSLO v1, AlertPolicy.

    Examples:
        >>> fast = AlertConditionUse(condition_ref="fast-burn")
        >>> AlertPolicySpec(conditions=[fast]).conditions[0].condition_ref
        'fast-burn'
    """

    description: str | None = None
    """In words."""

    alert_when_no_data: bool | None = None
    """Whether missing data are told."""

    alert_when_resolved: bool | None = None
    """Whether it is told that a condition is over."""

    alert_when_breaching: bool | None = None
    """Whether it is told that a condition is met."""

    conditions: tuple[AlertConditionUse, ...] = field(default=(), converter=many)
    """Conditions; exactly one in this version."""

    notification_targets: tuple[NotificationTargetUse, ...] = field(default=(), converter=many)
    """Who is told; at least one."""


@frozen(kw_only=True)
class AlertPolicy(Document):
    """A policy that objectives refer to. Source: OpenSLO v1, AlertPolicy.

    Examples:
        >>> AlertPolicy(spec=AlertPolicySpec(alert_when_breaching=True)).spec.alert_when_breaching
        True
    """

    kind: str | None = "AlertPolicy"
    """What it describes."""

    spec: AlertPolicySpec | None = None
    """Who is told when."""


@frozen(kw_only=True)
class AlertPolicyUse(Part):
    """A policy in an objective: by name, or written out. Source: OpenSLO v1, SLO.

    Examples:
        >>> AlertPolicyUse(alert_policy_ref="fast-burn").spec is None
        True
    """

    alert_policy_ref: str | None = None
    """Name of an `AlertPolicy`."""

    kind: str | None = None
    """What is written out: AlertPolicy."""

    metadata: Metadata | None = None
    """What it is called."""

    spec: AlertPolicySpec | None = None
    """Who is told when."""
