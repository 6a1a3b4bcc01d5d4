"""Credits by what happened: per event, per hour of downtime, per day or week late."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import (
    Cap,
    Share,
    cap_of,
    limit_of,
    money_text,
    number_nearly,
    share_of,
)
from svcmgmt.sla.credits._steps import check_length, counted, measured_length, steps_of
from svcmgmt.sla.credits.assessments import Assessment, share_of_basis
from svcmgmt.sla.credits.policies import MonthLength, StepCounting
from svcmgmt.sla.objectives import Value, value_text
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import Money, Ratio
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import of_kind

__all__ = ["LiquidatedDamages", "PerEvent", "ProRata"]

_ALL: Final = Ratio(1, 1)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_FIXED: Final = {MonthLength.HOURS_720: 720 * _HOUR, MonthLength.HOURS_730: 730 * _HOUR}


def _per_event(value: Cap) -> Ratio | Money:
    return cap_of("per_event", value)


def _share_or_money(value: Cap) -> Ratio | Money:
    return cap_of("cap", value)


def _cap(value: Share) -> Ratio:
    return share_of("cap", value)


def _rate(value: Share) -> Ratio:
    return share_of("rate", value)


def _months(value: ExactNumber) -> Fraction:
    months = exact("cap_months", value)
    if months < 0:
        raise InvalidValue("cap_months", value, "0 or more")
    return months


def _check_step(_schedule: object, _attribute: object, value: timedelta) -> None:
    check_length("step", value)


def _check_from(_schedule: object, _attribute: object, value: timedelta | None) -> None:
    if value is not None:
        check_length("pro_rata_from", value)


def _told(worth: Ratio | Money) -> str:
    return money_text(worth) if isinstance(worth, Money) else value_text(worth)


@frozen
class PerEvent:
    """So much for each event: a missed restore time, an outage, a violation.

    The value is how many there were. Source: rule 5.1.

    Args:
        per_event: a share of the basis, or an amount of money.
        cap: the most for all events together, a share of the basis or an amount of money.

    Raises:
        InvalidType: amounts of another kind.
        InvalidValue: shares outside 0 % to 100 %, or money below 0.

    Examples:
        >>> print(PerEvent("5 %", cap="15 %"))
        5 % for each event, at most 15 %
    """

    per_event: Ratio | Money = field(converter=_per_event)
    """What each event credits: a share of the basis, or an amount."""

    cap: Ratio | Money = field(default=_ALL, kw_only=True, converter=_share_or_money)
    """The most that all events credit: a share of the basis, or an amount."""

    def assess(self, value: Value, *, basis: Money, period: ReportingPeriod) -> Assessment:
        """Return what is due for a number of events.

        Args:
            value: how many.
            basis: the fee of which shares are taken.
            period: the period of the fee; this schedule does not ask for it.

        Raises:
            InvalidType: a value that is no `int`.
            InvalidValue: fewer than 0 events, or money of another currency.
        """
        del period
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidType("value", value, "int, because events are counted")
        if value < 0:
            raise InvalidValue("value", value, "0 or more")
        count = exact("value", value)
        row = f"{value} event{'' if value == 1 else 's'}; {self}"
        if isinstance(self.per_event, Ratio) and isinstance(self.cap, Ratio):
            return share_of_basis(min(self.per_event.value * count, self.cap.value), basis, row)
        amount = min(limit_of(self.per_event, basis) * count, limit_of(self.cap, basis))
        return Assessment(amount=amount, row=row)

    def __str__(self) -> str:
        return f"{_told(self.per_event)} for each event, at most {_told(self.cap)}"


@frozen(kw_only=True)
class ProRata:
    """The part of the fee that a time without service is of the month: "1/720 for each hour".

    One thirtieth of the monthly fee for each day begun is `month=HOURS_720`, steps of a day and
    `StepCounting.STARTED`. Source: rule R5.6.

    Raises:
        InvalidType: durations, numbers or policies of another kind.
        InvalidValue: steps that are not positive, or a cap below 0.

    Examples:
        >>> hourly = ProRata(month=MonthLength.HOURS_720)
        >>> print(hourly)
        the part of 720_hours, pro_rata, at most 1 month
    """

    month: MonthLength = field(default=MonthLength.ACTUAL, validator=of_kind(MonthLength))
    """How many hours the fee pays for."""

    step: timedelta = field(default=_HOUR, validator=_check_step)
    """What is counted, such as hours or days; without effect on exact parts."""

    counting: StepCounting = field(default=StepCounting.PRO_RATA, validator=of_kind(StepCounting))
    """How a part of a step counts."""

    pro_rata_from: timedelta | None = field(default=None, validator=_check_from)
    """From which time on parts of a step count after all; None for never."""

    cap_months: Fraction = field(default=Fraction(1), converter=_months)
    """The most that is credited, in fees."""

    def assess(self, value: Value, *, basis: Money, period: ReportingPeriod) -> Assessment:
        """Return what is due for a time without service.

        Args:
            value: how long, in real time.
            basis: the fee of which a part is credited.
            period: the period that the fee pays for.

        Raises:
            InvalidType: a value that is no `timedelta`.
            InvalidValue: a negative time.
        """
        lasted = measured_length(value)
        is_exact = self.pro_rata_from is not None and lasted >= self.pro_rata_from
        how = StepCounting.PRO_RATA if is_exact else self.counting
        steps = counted(steps_of(lasted, self.step), how)
        month = _FIXED.get(self.month, period.interval.duration)
        share = min(steps * steps_of(self.step, month), self.cap_months)
        row = f"{number_nearly(steps)} × {duration_text(self.step)} of {duration_text(month)}"
        return share_of_basis(share, basis, f"{row}; {self}")

    def __str__(self) -> str:
        exactly = ""
        if self.pro_rata_from is not None:
            exactly = f", exact from {duration_text(self.pro_rata_from)} on"
        months = f"{number_nearly(self.cap_months)} month{'' if self.cap_months == 1 else 's'}"
        return f"the part of {self.month.value}, {self.counting.value}{exactly}, at most {months}"


@frozen(kw_only=True)
class LiquidatedDamages:
    """So much of the price for each day or week that an activation is late, up to a cap.

    Whether a day begun counts differs between contracts and must be told. The value is how
    late: a time, or a whole number of days or weeks counted on the calendar. Source: rule 5.2.

    Raises:
        InvalidType: shares, durations or policies of another kind.
        InvalidValue: shares outside 0 % to 100 %, or steps that are not positive.

    Examples:
        >>> late = LiquidatedDamages(rate="0.5 %", cap="10 %", counting=StepCounting.STARTED)
        >>> [late.credit(timedelta(days=days)).percent(1) for days in (0, 12, 20, 30)]
        ['0.0 %', '6.0 %', '10.0 %', '10.0 %']
    """

    rate: Ratio = field(converter=_rate)
    """Which share of the price each step credits."""

    cap: Ratio = field(converter=_cap)
    """The most that is credited, as a share of the price."""

    counting: StepCounting = field(validator=of_kind(StepCounting))
    """How a part of a step counts."""

    step: timedelta = field(default=_DAY, validator=_check_step)
    """What is counted: a day, a week."""

    def credit(self, late: timedelta | int) -> Ratio:
        """Return the share of the price that is credited.

        Args:
            late: by how much; nothing is due for 0, nor for what is early.

        Raises:
            InvalidType: another kind of value.
        """
        return Ratio(min(self._steps(late) * self.rate.value, self.cap.value), 1)

    def assess(self, value: Value, *, basis: Money, period: ReportingPeriod) -> Assessment:
        """Return what is due for a delay.

        Args:
            value: how late.
            basis: the price of which shares are taken.
            period: the period of the price; this schedule does not ask for it.

        Raises:
            InvalidType: a value that is neither a `timedelta` nor an `int`.
        """
        del period
        steps = self._steps(value)
        row = f"{number_nearly(steps)} × {duration_text(self.step)} late; {self}"
        return share_of_basis(min(steps * self.rate.value, self.cap.value), basis, row)

    def _steps(self, late: Value) -> Fraction:
        if isinstance(late, int) and not isinstance(late, bool):
            return exact("value", max(late, 0))
        if not isinstance(late, timedelta):
            raise InvalidType("value", late, "timedelta, or int for whole days or weeks")
        return counted(steps_of(max(late, timedelta(0)), self.step), self.counting)

    def __str__(self) -> str:
        return (
            f"{value_text(self.rate)} for each {duration_text(self.step)}, {self.counting.value}, "
            f"at most {value_text(self.cap)}"
        )
