"""One objective of one service in one period: what was measured, and what that may cost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import local_date, money_of, share_of, text_of
from svcmgmt.sla.credits.assessments import CreditSchedule, check_schedule
from svcmgmt.sla.credits.earn_backs import EarnBack, following_of
from svcmgmt.sla.credits.events import PerEvent
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.sla.objectives import Value, Verdict
from svcmgmt.temporal import Interval, instant
from svcmgmt.values import Money, NoData, Quantity, Ratio
from svcmgmt.values._exact import exact
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["CreditCase", "ServiceKey"]

_KINDS: Final = (Ratio, Quantity, timedelta, int, NoData)


class ServiceKey(NamedTuple):
    """Names a service and period, in the order of notes: by time, then by service."""

    start: datetime
    end: datetime | None
    zone: str
    service: str


def _service(value: str) -> str:
    return text_of("service", value)


def _objective(value: str) -> str:
    return text_of("objective", value)


def _value(value: Value | NoData | str) -> Value | NoData:
    if isinstance(value, str):
        return share_of("value", value)
    if not isinstance(value, _KINDS) or isinstance(value, bool):
        raise InvalidType("value", value, "Ratio, Quantity, timedelta, int, NoData or text")
    if isinstance(value, int):
        exact("value", value)  # refuses a number that nobody could write
    return value


def _basis(value: Money) -> Money:
    return money_of("basis", value)


def _fee(value: Money | None) -> Money | None:
    return None if value is None else money_of("fee", value)


def _claimed(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "claimed")


def _occurred(value: datetime | None) -> datetime | None:
    return None if value is None else instant(value, "occurred")


def _following(value: Iterable[Ratio | NoData]) -> tuple[Ratio | NoData, ...]:
    return following_of(value)


def _check_schedule(_case: object, _attribute: object, value: CreditSchedule) -> None:
    check_schedule("schedule", value)


@frozen(kw_only=True)
class CreditCase:
    """One objective of one service in one period: what was measured, and what that may cost.

    A restore time that was missed in several incidents makes a case for each, told apart by
    `incident`. Source: section 5.1.

    Raises:
        InvalidType: a field of another kind, such as a float or a date in place of an instant.
        InvalidValue: an empty name, a fee below 0 or of another currency than the basis, or a
            claim before the period.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.calendars import PeriodKind
        >>> from svcmgmt.sla.credits import preset
        >>> november = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
        >>> case = CreditCase(service="shop", period=november, objective="availability",
        ...                   value="99.4 %", schedule=preset("aws_compute_region").schedule,
        ...                   basis=Money(2_000, "USD"))
        >>> print(case)
        2026-11 shop availability
    """

    service: str = field(converter=_service)
    """Identifier of the service; not empty."""

    period: ReportingPeriod = field(validator=of_kind(ReportingPeriod))
    """The period that was measured and that the basis pays for."""

    objective: str = field(converter=_objective)
    """Identifier of the objective; not empty."""

    value: Value | NoData = field(converter=_value)
    """What was measured; text such as `"99.4 %"` is a share."""

    schedule: CreditSchedule = field(validator=_check_schedule)
    """What a value costs."""

    basis: Money = field(converter=_basis)
    """The fee of which the schedule takes shares; 0 or more."""

    fee: Money | None = field(default=None, converter=_fee)
    """The fee of the whole service, of which caps are shares; None if that is the basis."""

    incident: str = field(default="", validator=of_kind(str))
    """Root incident; credits of one are exclusive. Cases without one are taken for one incident."""

    verdict: Verdict | None = field(default=None, validator=of_kind(Verdict, None))
    """Whether the objective was violated; a credit is refused if it was not. None for not told."""

    excluded: str = field(default="", validator=of_kind(str))
    """Why nothing is due whatever was measured, such as `suspended`; empty if it may be."""

    claimed: datetime | None = field(default=None, converter=_claimed)
    """When the customer claimed it, in UTC; None for not yet."""

    occurred: datetime | None = field(default=None, converter=_occurred)
    """When the incident was, in UTC, for claim windows that count days from it."""

    earn_back: EarnBack | None = field(default=None, validator=of_kind(EarnBack, None))
    """How the provider may earn the credit back; None for not at all."""

    following: tuple[Ratio | NoData, ...] = field(default=(), converter=_following)
    """Values of the next periods, as far as they are known, for `earn_back`."""

    def __attrs_post_init__(self) -> None:
        if self.fee is not None and self.fee.currency != self.basis.currency:
            raise InvalidValue("fee", str(self.fee), f"{self.basis.currency}, as the basis")
        claimed = self.claimed_on
        if claimed is not None and claimed < self.period.first:
            raise InvalidValue("claimed", str(claimed), f"{self.period.first} or later")

    @classmethod
    def of(
        cls,
        evaluation: Evaluation,
        *,
        period: ReportingPeriod,
        schedule: CreditSchedule,
        basis: Money,
        incident: str = "",
    ) -> CreditCase:
        """Return the case of a judgement; change the other fields with `attrs.evolve`.

        Subject and measure become service and objective, and the verdict decides whether a
        credit is due at all. A schedule per event counts a violation as one event, unless the
        value is a number of events already.

        Args:
            evaluation: the judgement.
            period: the period of the fee, in which the judged time lies.
            schedule: what a value costs.
            basis: the fee of which the schedule takes shares.
            incident: the root incident.

        Raises:
            InvalidType: another kind of judgement, period, schedule or basis.
            InvalidValue: a judgement of another period.

        Examples:
            >>> from svcmgmt.calendars import PeriodKind
            >>> from svcmgmt.sla.objectives import at_most
            >>> restore = at_most(timedelta(hours=4))
            >>> judged = Evaluation(subject="vpn", measure="restore", value=timedelta(hours=5),
            ...                     objective=restore, verdict=restore.judge(timedelta(hours=5)))
            >>> november = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
            >>> CreditCase.of(judged, period=november, schedule=PerEvent("5 %"),
            ...               basis=Money(100, "EUR")).value
            1
        """
        check_kind("evaluation", evaluation, Evaluation)
        check_kind("period", period, ReportingPeriod)
        if evaluation.period is not None and not _inside(evaluation.period, period.interval):
            raise InvalidValue("period", str(evaluation.period), f"a part of {period.label}")
        return cls(
            service=evaluation.subject,
            period=period,
            objective=evaluation.measure,
            value=_events(evaluation) if isinstance(schedule, PerEvent) else evaluation.value,
            schedule=schedule,
            basis=basis,
            incident=incident,
            verdict=None if evaluation.objective is None else evaluation.verdict,
        )

    @property
    def claimed_on(self) -> date | None:
        """Local date of the claim in the zone of the period; None for none."""
        if self.claimed is None:
            return None
        return local_date("claimed", self.claimed, self.period.zone)

    @property
    def whole_fee(self) -> Money:
        """The fee of which caps are shares."""
        return self.basis if self.fee is None else self.fee

    @property
    def service_key(self) -> ServiceKey:
        """What cases of one service and period have in common."""
        span = self.period.interval
        return ServiceKey(span.start, span.end, self.period.zone.key, self.service)

    @property
    def key(self) -> tuple[ServiceKey, str, str]:
        """What tells cases apart, in the order of notes: service key, objective, incident."""
        return self.service_key, self.objective, self.incident

    def __str__(self) -> str:
        incident = f" ({self.incident})" if self.incident else ""
        return f"{self.period.label} {self.service} {self.objective}{incident}"


def _inside(inner: Interval, outer: Interval) -> bool:
    if inner.end is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _events(evaluation: Evaluation) -> Value | NoData:
    """Return how many events a judgement stands for."""
    if isinstance(evaluation.value, int | NoData):
        return evaluation.value
    return int(evaluation.verdict is Verdict.VIOLATED)
