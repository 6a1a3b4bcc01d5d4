"""What is wrong with alerts and targets before any data are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from svcmgmt.sla.budgets._text import amount_text, share_text
from svcmgmt.sla.budgets.alerts import BurnRateAlert
from svcmgmt.statistics import Share
from svcmgmt.statistics._arguments import share_of
from svcmgmt.values import Finding, Ratio, Severity
from svcmgmt.values._kinds import all_of_kind

__all__ = ["lint_alerts", "lint_targets", "target_buffer"]


def lint_alerts(alerts: Iterable[BurnRateAlert], *, target: Share) -> tuple[Finding, ...]:
    """Return what is wrong with alerts for a target; nothing if all is well.

    An alert whose threshold is an error rate of 100 % or more never fires. One whose long window
    is longer than that of the objective, or that fires although the budget would last, is odd.
    Source: rule R4.8.

    Args:
        alerts: any alerts.
        target: the share that is promised to be good.

    Raises:
        InvalidType: something else than alerts, or a target that is a float.
        InvalidValue: a target outside 0 to 1.

    Examples:
        >>> from svcmgmt.sla.budgets.alerts import GOOGLE_30D
        >>> for finding in lint_alerts(GOOGLE_30D, target="90 %"):
        ...     print(finding.code, finding.value)
        alert-never-fires an error rate above 144 %
        >>> lint_alerts(GOOGLE_30D, target="99 %")
        ()
    """
    share = share_of("target", target)
    return tuple(
        finding
        for index, alert in enumerate(all_of_kind("alerts", alerts, BurnRateAlert))
        for finding in _alert_findings(f"/{index}", alert, share)
    )


def _alert_findings(pointer: str, alert: BurnRateAlert, target: Ratio) -> Iterator[Finding]:
    threshold = alert.threshold(target)
    if threshold >= 1:
        yield Finding(
            code="alert-never-fires",
            message="no error rate is above the threshold",
            severity=Severity.ERROR,
            pointer=pointer,
            value=f"an error rate above {share_text(threshold)}",
            allowed="a factor below 1 over the allowed share of errors",
        )
    if alert.long > alert.window:
        yield Finding(
            code="alert-beyond-window",
            message="the long window is longer than the window of the objective",
            pointer=pointer,
            value=str(alert.long),
            allowed=f"at most {alert.window}",
        )
    if alert.factor < 1:
        yield Finding(
            code="alert-within-budget",
            message="it fires at a burn rate at which the budget lasts",
            severity=Severity.INFO,
            pointer=pointer,
            value=amount_text(alert.factor),
            allowed="a factor of 1 or more",
        )


def target_buffer(*, slo: Share, sla: Share) -> Fraction:
    """Return by how much an internal target is stricter than the contract, as a share.

    Source: rule R4.12.

    Args:
        slo: the share that a team promises itself.
        sla: the share that the contract promises.

    Raises:
        InvalidType: a target that is a float or no share.
        InvalidValue: a target outside 0 to 1.

    Examples:
        >>> target_buffer(slo="99.95 %", sla="99.9 %")
        Fraction(1, 2000)
    """
    return share_of("slo", slo).value - share_of("sla", sla).value


def lint_targets(*, slo: Share, sla: Share) -> tuple[Finding, ...]:
    """Return a finding if an internal target is laxer than the contract; else nothing.

    Source: rule R4.12.

    Args:
        slo: the share that a team promises itself.
        sla: the share that the contract promises.

    Raises:
        InvalidType: a target that is a float or no share.
        InvalidValue: a target outside 0 to 1.

    Examples:
        >>> [finding.code for finding in lint_targets(slo="99.5 %", sla="99.9 %")]
        ['slo-below-sla']
    """
    if target_buffer(slo=slo, sla=sla) >= 0:
        return ()
    promised = share_text(share_of("sla", sla).value)
    return (
        Finding(
            code="slo-below-sla",
            message="the internal target is laxer than the contract",
            value=share_text(share_of("slo", slo).value),
            allowed=f"{promised} or more",
        ),
    )
