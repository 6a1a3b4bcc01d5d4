"""What is promised: how long something may take, in which service time, read how."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from svcmgmt.calendars import always
from svcmgmt.errors import InvalidType
from svcmgmt.sla.clocks.limits import Alert, Limit, ServiceTime, check_limit, exact_limit
from svcmgmt.sla.clocks.policies import Equality, PauseMeasure, Reopen
from svcmgmt.values._kinds import of_kind

__all__ = ["Target"]


def _calendar(value: ServiceTime) -> ServiceTime:
    if not isinstance(value, ServiceTime):
        raise InvalidType("calendar", value, "ServiceCalendar, or an object with its methods")
    return value


def _alerts(values: Iterable[Alert | str]) -> tuple[Alert, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidType("alerts", values, "a list of alerts")
    return tuple(map(_alert, values))


def _alert(value: Alert | str) -> Alert:
    if isinstance(value, str):
        return Alert(value)
    if not isinstance(value, Alert):
        raise InvalidType("alert", value, "Alert, or text such as '75 %'")
    return value


@frozen(kw_only=True)
class Target:
    """A promise about time, for those who mark a `ClockLedger` themselves.

    `Clock` adds the conditions under which state changes move it. Source: rules R6.1 to R6.6.

    Raises:
        InvalidType: a limit, calendar, alert or policy of another kind.
        InvalidValue: a negative limit.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.sla import ClockLedger, read
        >>> from svcmgmt.temporal import parse_instant as at
        >>> respond = Target(name="respond", limit=timedelta(hours=1), alerts=["75 %"])
        >>> ledger = ClockLedger.started(at("2026-10-26T08:00:00Z"))
        >>> print(read(respond, ledger, until=at("2026-10-26T08:30:00Z")))
        respond: running, 0:30:00 of 1:00:00, due Mon 2026-10-26 09:00+00:00
    """

    name: str = field(validator=of_kind(str))
    """What is measured, for example `restore` or `respond`."""

    limit: Limit = field(converter=exact_limit, validator=check_limit)
    """How long it may take: exact service time, days, or a promised instant."""

    calendar: ServiceTime = field(factory=always, converter=_calendar)
    """The service time that counts; round the clock by default."""

    alerts: tuple[Alert, ...] = field(default=(), converter=_alerts)
    """When somebody wants to know; text such as `"75 %"` is read as a share."""

    reopen: Reopen = field(default=Reopen.CONTINUE, validator=of_kind(Reopen))
    """What happens when work goes on after a stop."""

    retroactive_start: bool = field(default=False, validator=of_kind(bool))
    """Whether it starts at the ticket's origin, although the start was told later."""

    retroactive_pause: bool = field(default=False, validator=of_kind(bool))
    """Whether pauses between the origin and the start count as such."""

    equality: Equality = field(default=Equality.MET, validator=of_kind(Equality))
    """Whether time that equals the limit is within it."""

    pause_measure: PauseMeasure = field(
        default=PauseMeasure.SERVICE_TIME, validator=of_kind(PauseMeasure)
    )
    """By how much a pause moves the due time."""

    def policies(self) -> dict[str, str]:
        """Return the contested choices of the target by name, for reports."""
        return {
            "reopen": self.reopen.value,
            "equality": self.equality.value,
            "pause_measure": self.pause_measure.value,
            "retroactive_start": str(self.retroactive_start).lower(),
            "retroactive_pause": str(self.retroactive_pause).lower(),
        }
