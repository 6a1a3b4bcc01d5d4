"""What the flags of a service say together, and what that means for availability (rule R8.10)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.values import Finding, NoData, Severity
from svcmgmt.values._exact import ExactNumber, exact

__all__ = ["ServiceCondition", "ServiceFlags", "outage_weight", "read_service_flags"]


class ServiceCondition(Enum):
    """What the two flags of a service say together.

    Examples:
        >>> ServiceCondition("failed")
        <ServiceCondition.FAILED: 'failed'>
    """

    RUNNING = "running"  # enabled and started
    NOT_STARTED = "not started"  # enabled and not started
    NOT_ENABLED = "not enabled"  # neither
    FAILED = "failed"  # started and not enabled
    UNKNOWN = "unknown"  # a flag is not told


@frozen(kw_only=True)
class ServiceFlags:
    """What the flags of a service say, and where they contradict each other.

    Examples:
        >>> read_service_flags(is_service_enabled=False, has_started=True).condition
        <ServiceCondition.FAILED: 'failed'>
    """

    condition: ServiceCondition
    """What `isServiceEnabled` and `hasStarted` say together."""

    start_mode: str
    """How it is started, in words; empty if it is not told."""

    findings: tuple[Finding, ...]
    """Contradictions: `start-mode`, `operating-status`, `state-flags`."""


_CONDITIONS: Final = {
    (True, True): ServiceCondition.RUNNING,
    (True, False): ServiceCondition.NOT_STARTED,
    (False, False): ServiceCondition.NOT_ENABLED,
    (False, True): ServiceCondition.FAILED,
}
_START_MODES: Final = {
    "0": "unknown",
    "1": "automatic, by the managed environment",
    "2": "automatic, by the owning device",
    "3": "manual, by the provider",
    "4": "manual, by the customer",
    "5": "any of these",
}
_RUNS: Final = frozenset({"running", "degraded", "limited", "stopping"})
_DOWN: Final = frozenset({"failed", "stopped"})
_LESS: Final = frozenset({"degraded", "limited"})
_NOT_YET: Final = frozenset({"pending", "configured", "starting", "stopping"})
_STATUSES: Final = frozenset({*_RUNS, *_DOWN, *_NOT_YET, "unknown"})
_NOT_BEGUN: Final = frozenset({"feasibilityChecked", "designed", "reserved"})


def read_service_flags(
    *,
    is_service_enabled: bool | None = None,
    has_started: bool | None = None,
    start_mode: str | int | None = None,
    operating_status: str | None = None,
    state: str | None = None,
) -> ServiceFlags:
    """Return what the flags of a service say together, and where they contradict each other.

    Source: rule R8.10, TMF638.

    Args:
        is_service_enabled: whether it may be used.
        has_started: whether it was started.
        start_mode: how it is started, 0 to 5.
        operating_status: how it runs (v5).
        state: its state.

    Examples:
        >>> flags = read_service_flags(is_service_enabled=True, has_started=False,
        ...                            operating_status="running", state="active")
        >>> [each.code for each in flags.findings]
        ['operating-status']
    """
    flags = (is_service_enabled, has_started)
    condition = ServiceCondition.UNKNOWN
    if is_service_enabled is not None and has_started is not None:
        condition = _CONDITIONS[is_service_enabled, has_started]
    told = "" if start_mode is None else str(start_mode)
    return ServiceFlags(
        condition=condition,
        start_mode=_START_MODES.get(told, ""),
        findings=tuple(_contradictions(flags, told, operating_status, state)),
    )


def _contradictions(
    flags: tuple[bool | None, bool | None], start_mode: str, status: str | None, state: str | None
) -> Iterator[Finding]:
    is_enabled, has_started = flags
    if start_mode and start_mode not in _START_MODES:
        yield _found(
            "start-mode", "no such mode", "/startMode", start_mode, ", ".join(_START_MODES)
        )
    if status is not None and status not in _STATUSES:
        allowed = ", ".join(sorted(_STATUSES))
        yield _found("operating-status", "no such status", "/operatingStatus", status, allowed)
    elif status in _RUNS and False in flags:
        message = "it runs and was not started, or is not enabled"
        yield _found("operating-status", message, "/operatingStatus", status, "enabled and started")
    elif status == "stopped" and has_started is True and is_enabled is True:
        message = "it is stopped, enabled and started"
        yield _found("operating-status", message, "/operatingStatus", status, "not started")
    if state in _NOT_BEGUN and has_started is True:
        yield _found("state-flags", "it was started before it is there", "/state", state, "active")
    if state == "terminated" and is_enabled is True:
        yield _found("state-flags", "it is terminated and enabled", "/state", state, "not enabled")


def _found(code: str, message: str, pointer: str, value: object, allowed: str) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=Severity.WARNING,
        pointer=pointer,
        value=str(value),
        allowed=allowed,
    )


def outage_weight(operating_status: str, *, degraded: ExactNumber) -> Fraction | NoData:
    """Return how much of an outage an operating status is.

    Source: rule R8.10.

    Args:
        operating_status: how a service runs.
        degraded: the weight of degraded and limited, 0 to 1.

    Returns:
        1 when it failed or stopped, 0 when it runs, no data while it is not in service or unknown.

    Raises:
        InvalidValue: no such status, or a weight outside 0 to 1.

    Examples:
        >>> outage_weight("limited", degraded="0.5")
        Fraction(1, 2)
        >>> print(outage_weight("starting", degraded="0.5"))
        not in service
    """
    weight = exact("degraded", degraded)
    if not 0 <= weight <= 1:
        raise InvalidValue("degraded", degraded, "0 to 1")
    if operating_status not in _STATUSES:
        allowed = ", ".join(sorted(_STATUSES))
        raise InvalidValue("operating_status", operating_status, allowed)
    if operating_status in _NOT_YET:
        return NoData("not in service")
    if operating_status == "unknown":
        return NoData("unknown")
    if operating_status in _LESS:
        return weight
    return Fraction(1 if operating_status in _DOWN else 0)
