"""Credits by the distance from a target: so much per point below, a bonus above."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.sla.credits._arguments import Share, number_nearly, share_of
from svcmgmt.sla.credits._steps import counted, measured_share, positive_share
from svcmgmt.sla.credits.assessments import Assessment, share_of_basis
from svcmgmt.sla.credits.policies import StepCounting
from svcmgmt.sla.objectives import Value, value_text
from svcmgmt.values import Money, Ratio
from svcmgmt.values._kinds import of_kind

__all__ = ["BonusMalus", "LinearSchedule"]

_ALL: Final = Ratio(1, 1)
_NOTHING: Final = Ratio(0, 1)
_POINT: Final = Ratio(1, 100)


def _target(value: Share) -> Ratio:
    return share_of("target", value)


def _rate(value: Share) -> Ratio:
    return share_of("rate", value)


def _point(value: Share) -> Ratio:
    return positive_share("point", value)


def _step(value: Share) -> Ratio:
    return positive_share("step", value)


def _dead_band(value: Share) -> Ratio:
    return share_of("dead_band", value)


def _cap(value: Share) -> Ratio:
    return share_of("cap", value)


def _malus_cap(value: Share) -> Ratio:
    return share_of("malus_cap", value)


def _bonus_cap(value: Share) -> Ratio:
    return share_of("bonus_cap", value)


@frozen(kw_only=True)
class LinearSchedule:
    """So much of the fee for each point below a target: "2 % for each 1 % below 99.5 %".

    Whether a part of a point counts is a policy, as texts seldom say. Source: row 15.

    Raises:
        InvalidType: shares or a policy of another kind.
        InvalidValue: shares outside 0 % to 100 %, or points of 0 %.

    Examples:
        >>> for counting in StepCounting:
        ...     cloud = LinearSchedule(target="99.5 %", rate="2 %", counting=counting)
        ...     print(counting.value, cloud.credit(Ratio.parse("97 %")).percent(0))
        pro_rata 5 %
        full 4 %
        started 6 %
    """

    target: Ratio = field(converter=_target)
    """The level from which on nothing is due."""

    rate: Ratio = field(converter=_rate)
    """Which share of the basis each point credits."""

    point: Ratio = field(default=_POINT, converter=_point)
    """How much a point is."""

    counting: StepCounting = field(default=StepCounting.PRO_RATA, validator=of_kind(StepCounting))
    """How a part of a point counts."""

    cap: Ratio = field(default=_ALL, converter=_cap)
    """The most that is credited, as a share of the basis."""

    def credit(self, value: Ratio) -> Ratio:
        """Return the share of the basis that is credited for a value.

        Args:
            value: the measured share.

        Raises:
            InvalidType: another kind of value.
        """
        return Ratio(min(self._points(value) * self.rate.value, self.cap.value), 1)

    def assess(self, value: Value, *, basis: Money, period: ReportingPeriod) -> Assessment:
        """Return what is due for a measured share, and from how many points.

        Args:
            value: the measured share.
            basis: the fee of which the credit is a share.
            period: the period of the fee; this schedule does not ask for it.

        Raises:
            InvalidType: a value that is no `Ratio`.
        """
        del period
        credit = self.credit(measured_share(value))
        row = f"{number_nearly(self._points(value))} points below; {self}"
        return share_of_basis(credit.value, basis, row)

    def _points(self, value: Value) -> Fraction:
        below = max(self.target.value - measured_share(value).value, Fraction(0))
        return counted(below / self.point.value, self.counting)

    def __str__(self) -> str:
        return (
            f"{value_text(self.rate)} for each {value_text(self.point)} below "
            f"{value_text(self.target)}, {self.counting.value}, at most {value_text(self.cap)}"
        )


@frozen(kw_only=True)
class BonusMalus:
    """A malus below a target and a bonus above it, from a dead band on, each up to a cap.

    A malus is a credit for the customer, a bonus a credit below zero. Source: rule R5.7.

    Raises:
        InvalidType: shares or a policy of another kind.
        InvalidValue: shares outside 0 % to 100 %, or steps of 0 %.

    Examples:
        >>> scheme = BonusMalus(target="99.9 %", dead_band="0.02 %", step="0.05 %", rate="1 %",
        ...                     malus_cap="10 %", bonus_cap="10 %")
        >>> [str(scheme.credit(Ratio.parse(value)))
        ...  for value in ("100 %", "99.91 %", "99.85 %", "99 %")]
        ['-2/125', '0', '3/500', '1/10']
    """

    target: Ratio = field(converter=_target)
    """The level at which nothing is due."""

    step: Ratio = field(converter=_step)
    """How far away from the dead band the rate is due once more."""

    rate: Ratio = field(converter=_rate)
    """Which share of the basis each step is worth."""

    dead_band: Ratio = field(default=_NOTHING, converter=_dead_band)
    """How far from the target, to either side, nothing is due."""

    malus_cap: Ratio = field(default=_ALL, converter=_malus_cap)
    """The most that is credited, as a share of the basis."""

    bonus_cap: Ratio = field(default=_ALL, converter=_bonus_cap)
    """The most that the provider earns, as a share of the basis."""

    counting: StepCounting = field(default=StepCounting.PRO_RATA, validator=of_kind(StepCounting))
    """How a part of a step counts."""

    def credit(self, value: Ratio) -> Fraction:
        """Return the share of the basis for a value: above 0 a malus, below 0 a bonus.

        Args:
            value: the measured share.

        Raises:
            InvalidType: another kind of value.
        """
        worth = self._steps(value) * self.rate.value
        if value < self.target:
            return min(worth, self.malus_cap.value)
        return -min(worth, self.bonus_cap.value)

    def assess(self, value: Value, *, basis: Money, period: ReportingPeriod) -> Assessment:
        """Return what is due for a measured share, below 0 for a bonus.

        Args:
            value: the measured share.
            basis: the fee of which shares are taken.
            period: the period of the fee; this schedule does not ask for it.

        Raises:
            InvalidType: a value that is no `Ratio`.
        """
        del period
        share = measured_share(value)
        side = "below" if share < self.target else "above"
        row = f"{number_nearly(self._steps(share))} steps {side}; {self}"
        return share_of_basis(self.credit(share), basis, row)

    def _steps(self, value: Ratio) -> Fraction:
        distance = abs(measured_share(value).value - self.target.value) - self.dead_band.value
        return counted(max(distance, Fraction(0)) / self.step.value, self.counting)

    def __str__(self) -> str:
        return (
            f"{value_text(self.rate)} for each {value_text(self.step)} beyond "
            f"{value_text(self.dead_band)} from {value_text(self.target)}, {self.counting.value}, "
            f"malus at most {value_text(self.malus_cap)}, bonus {value_text(self.bonus_cap)}"
        )
