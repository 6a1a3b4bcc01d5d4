"""Service continuity: how much was lost in a disaster, and how soon service was back."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from attrs import field, frozen
from attrs.validators import optional

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import an_instant, in_utc, not_negative
from svcmgmt.sla.evaluation import Evaluation, Evidence
from svcmgmt.sla.objectives import at_most
from svcmgmt.temporal import Interval, instant
from svcmgmt.values import NoData
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["Recovery", "RecoveryObjective", "RecoveryResult", "RecoveryStart", "judge_recovery"]


class RecoveryStart(Enum):
    """From when the time to recovery counts (rule R1.19).

    Examples:
        >>> RecoveryStart("disaster")
        <RecoveryStart.DISASTER: 'disaster'>
    """

    DISASTER = "disaster"  # from the disaster on: what users notice
    INVOCATION = "invocation"  # from the decision to use the continuity plan on


@frozen(kw_only=True)
class RecoveryObjective:
    """What is promised for a disaster.

    Source: rule R1.19.

    Raises:
        InvalidType: a time of another kind.
        InvalidValue: a negative time, or a recovery time beyond what is tolerable at most.

    Examples:
        >>> RecoveryObjective(rto=timedelta(hours=8), rpo=timedelta(hours=1),
        ...                   mtpd=timedelta(hours=4))
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: rto: ... is not allowed; allowed: up to 4:00:00, the maximum...
    """

    rto: timedelta = field(validator=not_negative)
    """Recovery time objective: how long service may be away."""

    rpo: timedelta = field(validator=not_negative)
    """Recovery point objective: how old the data may be that service comes back with."""

    mtpd: timedelta | None = field(default=None, validator=optional(not_negative))
    """Maximum tolerable period of disruption; None if nobody has said."""

    start: RecoveryStart = field(default=RecoveryStart.DISASTER, validator=of_kind(RecoveryStart))
    """From when the recovery time counts."""

    def __attrs_post_init__(self) -> None:
        if self.mtpd is not None and self.rto > self.mtpd:
            allowed = f"up to {self.mtpd}, the maximum tolerable period of disruption"
            raise InvalidValue("rto", self.rto, allowed)


def _disaster_at(value: datetime) -> datetime:
    return instant(value, "disaster_at")


@frozen(kw_only=True)
class Recovery:
    """What happened in a disaster; None where nobody has told, or where it has not happened.

    Raises:
        InvalidValue: instants that contradict each other.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> Recovery(disaster_at=at("2026-10-26T10:00:00Z")).restored_at is None
        True
    """

    disaster_at: datetime = field(converter=_disaster_at)
    """When service was lost, in UTC."""

    last_good_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """The last point to which data could be recovered, in UTC."""

    invoked_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """When the continuity plan was invoked, in UTC."""

    restored_at: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """When service was back, in UTC."""

    def __attrs_post_init__(self) -> None:
        if self.last_good_at is not None and self.last_good_at > self.disaster_at:
            raise InvalidValue("last_good_at", self.last_good_at, "not after the disaster")
        begun = self.disaster_at
        for name in ("invoked_at", "restored_at"):
            at: datetime | None = getattr(self, name)
            if at is not None and at < begun:
                raise InvalidValue(name, at, f"{begun.isoformat()} or later")
            begun = begun if at is None else at


@frozen(kw_only=True)
class RecoveryResult:
    """How a disaster went against what was promised.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> promise = RecoveryObjective(rto=timedelta(hours=4), rpo=timedelta(hours=1))
        >>> lost = Recovery(disaster_at=at("2026-10-26T10:00:00Z"),
        ...                 last_good_at=at("2026-10-26T09:15:00Z"),
        ...                 restored_at=at("2026-10-26T15:00:00Z"))
        >>> result = judge_recovery(lost, promise)
        >>> print(result.recovery_point)
        recovery point of service: met, 0:45:00, promised at most 1:00:00
        >>> print(result.recovery_time)
        recovery time of service: violated, 5:00:00, promised at most 4:00:00
    """

    recovery_time: Evaluation
    """How long service was away."""

    recovery_point: Evaluation
    """How old the data were with which it came back."""


def judge_recovery(
    recovery: Recovery, objective: RecoveryObjective, *, subject: str = "service"
) -> RecoveryResult:
    """Return how a disaster went: recovery time and recovery point, each with its verdict.

    Args:
        recovery: what happened.
        objective: what was promised.
        subject: what was lost, by name.

    Returns:
        Two judgements; a time that nobody can know yet is no data and undefined.

    Raises:
        InvalidType: something else than a recovery and an objective.
    """
    check_kind("recovery", recovery, Recovery)
    check_kind("objective", objective, RecoveryObjective)
    is_from_disaster = objective.start is RecoveryStart.DISASTER
    begun = recovery.disaster_at if is_from_disaster else recovery.invoked_at
    policies = (("start", objective.start.value),)
    return RecoveryResult(
        recovery_time=_judged(
            subject, "recovery time", objective.rto, begun, recovery.restored_at, policies
        ),
        recovery_point=_judged(
            subject,
            "recovery point",
            objective.rpo,
            recovery.last_good_at,
            recovery.disaster_at,
            (),
        ),
    )


def _judged(
    subject: str,
    measure: str,
    promised: timedelta,
    start: datetime | None,
    end: datetime | None,
    policies: tuple[tuple[str, str], ...],
) -> Evaluation:
    objective = at_most(promised)
    if start is None or end is None:
        value: timedelta | NoData = NoData("nobody has told both instants")
        evidence: tuple[Evidence, ...] = ()
        period = None
    else:
        value = end - start
        evidence = (Evidence(start=start, end=end, kind=measure, counted=value),)
        period = Interval(start, end)
    return Evaluation(
        subject=subject,
        measure=measure,
        value=value,
        objective=objective,
        verdict=objective.judge(value),
        period=period,
        policies=policies,
        evidence=evidence,
    )
