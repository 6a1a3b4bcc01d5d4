"""Which target a ticket gets: the first that fits, and why the earlier ones did not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from svcmgmt.agreement._lists import check_named, items
from svcmgmt.agreement.scopes import Scope
from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.clocks import Clock
from svcmgmt.temporal import Interval, format_instant, instant
from svcmgmt.values import NoData, Priority
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["PassedOver", "TargetChoice", "TicketTarget", "choose_target"]


def _clocks(values: Iterable[Clock]) -> tuple[Clock, ...]:
    clocks = items("clocks", values, Clock)
    names = [clock.name for clock in clocks]
    for name in names:
        if names.count(name) > 1:
            raise InvalidValue("clocks", name, "one clock of each name")
    return clocks


@frozen(kw_only=True)
class TicketTarget:
    """What is promised for some tickets: one clock for each metric, such as `restore`.

    Raises:
        InvalidType: a clock, scope, interval or calendar of another kind.
        InvalidValue: an empty name, or two clocks of one name.

    Examples:
        >>> from datetime import timedelta
        >>> urgent = TicketTarget(name="urgent", scope=Scope(priorities=[Priority.P1]),
        ...                       clocks=[Clock(name="restore", limit=timedelta(hours=4))])
        >>> urgent.clock("restore").limit
        datetime.timedelta(seconds=14400)
    """

    name: str = field(validator=check_named)
    """How people call it."""

    clocks: tuple[Clock, ...] = field(converter=_clocks)
    """What is timed, each by its name and in its service time."""

    scope: Scope = field(default=Scope(), validator=of_kind(Scope))
    """For which tickets."""

    applicability: ServiceCalendar | None = field(
        default=None, validator=of_kind(ServiceCalendar, None)
    )
    """When a ticket must begin to get it, for example at night; None for any time."""

    valid_for: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """From when until when it holds; None for as long as the agreement."""

    is_fallback: bool = field(default=False, validator=of_kind(bool))
    """Whether it is tried only after all the others."""

    def clock(self, metric: str) -> Clock:
        """Return the clock of a metric.

        Raises:
            InvalidValue: there is none of that name.
        """
        for clock in self.clocks:
            if clock.name == metric:
                return clock
        allowed = ", ".join(clock.name for clock in self.clocks) or "none, it has no clocks"
        raise InvalidValue("metric", metric, allowed)

    def mismatch(
        self,
        *,
        at: datetime | None = None,
        service: str | None = None,
        priority: Priority | None = None,
        segment: str | None = None,
        metric: str | None = None,
    ) -> str:
        """Return why a ticket does not get this target; empty text if it does.

        Args:
            at: when the ticket began.
            service: identifier of its service.
            priority: its priority.
            segment: segment of its customer.
            metric: what shall be timed; the target needs a clock of that name.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        told = (
            self.scope.mismatch(service=service, priority=priority, segment=segment, metric=metric),
            self._untimed(metric),
            self._untimely(at),
        )
        return ", ".join(filter(None, told))

    def _untimed(self, metric: str | None) -> str:
        """Return why the target has nothing for a metric."""
        names = [clock.name for clock in self.clocks]
        if metric is None or metric in names:
            return ""
        return f"it times {' and '.join(names) or 'nothing'}, not {metric}"

    def _untimely(self, at: datetime | None) -> str:
        """Return why the target does not hold for what began at an instant."""
        if self.valid_for is None and self.applicability is None:
            return ""
        if at is None:
            return "no instant is given, on which it depends"
        moment = instant(at, "at")
        if self.valid_for is not None and moment not in self.valid_for:
            return f"it is valid for {self.valid_for}, not at {format_instant(moment)}"
        if self.applicability is not None and not self.applicability.is_open(moment):
            return f"it applies in {self.applicability}, not at {format_instant(moment)}"
        return ""

    def __str__(self) -> str:
        return self.name


@frozen
class PassedOver:
    """A target that a ticket did not get, and why.

    Examples:
        >>> print(PassedOver("urgent", "priority P3 is not P1"))
        urgent: priority P3 is not P1
    """

    name: str
    """Name of the target."""

    reason: str
    """Why it did not fit."""

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


@frozen(kw_only=True)
class TargetChoice:
    """The target that a ticket gets, or why it gets none; made by `choose_target`.

    Examples:
        >>> choice = choose_target([], priority=Priority.P1)
        >>> choice.target
        NoData(reason='there is no target')
    """

    target: TicketTarget | NoData
    """The target; no data, with a reason, if none fits."""

    reason: str
    """Why it is this one."""

    passed_over: tuple[PassedOver, ...] = ()
    """The targets that were tried before, in order."""

    def explain(self) -> str:
        """Return the choice and all that was tried before as text for a person."""
        return "\n".join([str(self), *(f"not {each}" for each in self.passed_over)])

    def __str__(self) -> str:
        if isinstance(self.target, NoData):
            return f"no target: {self.reason}"
        return f"{self.target.name}: {self.reason}"


def choose_target(
    targets: Iterable[TicketTarget],
    *,
    priority: Priority | None = None,
    service: str | None = None,
    segment: str | None = None,
    at: datetime | None = None,
    metric: str | None = None,
) -> TargetChoice:
    """Return the first target that fits a ticket; fallbacks are tried last.

    Args:
        targets: in order of trial.
        priority: priority of the ticket.
        service: identifier of its service.
        segment: segment of its customer.
        at: when it began.
        metric: what shall be timed; any clock if None.

    Raises:
        InvalidType: something else than targets, or a fact of another kind, such as a bare number
            for a priority.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from datetime import timedelta
        >>> clock = Clock(name="restore", limit=timedelta(hours=4))
        >>> urgent = TicketTarget(name="urgent", scope=Scope(priorities=[Priority.P1]),
        ...                       clocks=[clock])
        >>> usual = TicketTarget(name="usual", clocks=[clock], is_fallback=True)
        >>> print(choose_target([usual, urgent], priority=Priority.P3).explain())
        usual: fallback, because no other target fits
        not urgent: priority P3 is not P1
    """
    listed = items("targets", targets, TicketTarget)
    moment = None if at is None else instant(at, "at")
    facts: tuple[tuple[str, object, type], ...] = (
        ("priority", priority, Priority),
        ("service", service, str),
        ("segment", segment, str),
        ("metric", metric, str),
    )
    for name, fact, kind in facts:
        if fact is not None:
            check_kind(name, fact, kind)
    passed: list[PassedOver] = []
    for target in sorted(listed, key=lambda each: each.is_fallback):
        reason = target.mismatch(
            at=moment, service=service, priority=priority, segment=segment, metric=metric
        )
        if not reason:
            return TargetChoice(target=target, reason=_why(target), passed_over=tuple(passed))
        passed.append(PassedOver(target.name, reason))
    reason = "none of the targets fits" if passed else "there is no target"
    return TargetChoice(target=NoData(reason), reason=reason, passed_over=tuple(passed))


def _why(target: TicketTarget) -> str:
    if target.is_fallback:
        return "fallback, because no other target fits"
    return "the first that fits"
