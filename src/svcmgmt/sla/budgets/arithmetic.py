"""The arithmetic of error budgets: burn rates, times, and what an outage may cost."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from fractions import Fraction
from typing import Final

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics import Share
from svcmgmt.statistics._arguments import share_of
from svcmgmt.values import NoData
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import check_kind

__all__ = [
    "DowntimeRule",
    "affordable_share",
    "budget_spent",
    "burn_factor",
    "burn_rate",
    "downtime_budget",
    "downtime_left",
    "time_to_exhaustion",
]

_MICROSECOND: Final = timedelta(microseconds=1)
_SECOND: Final = timedelta(seconds=1)
_NOTHING: Final = timedelta(0)
_LONGEST: Final = timedelta(days=366 * 230)
"""No time is longer than the range of instants."""


class DowntimeRule(Enum):
    """What the downtime that is left is a share of.

    Examples:
        >>> DowntimeRule("whole window")
        <DowntimeRule.WHOLE_WINDOW: 'whole window'>
    """

    WHOLE_WINDOW = "whole window"  # of all the time, also that to come
    PROJECTED = "projected"  # of what the uptime so far pays for, in whole seconds, as Zabbix does


def length(name: str, value: timedelta, *, least: timedelta = _MICROSECOND) -> timedelta:
    """Return a length of time, or raise with the name."""
    if not isinstance(value, timedelta):
        raise InvalidType(name, value, "timedelta")
    if not least <= value <= _LONGEST:
        allowed = "more than 0" if least else "0 or more"
        raise InvalidValue(name, value, f"{allowed}, at most 230 years")
    return value


def burn_rate(error_rate: Share, target: Share) -> Fraction | NoData:
    """Return how many times faster than allowed a budget is spent.

    At 1 the budget of a window lasts exactly for the window. Source: rule R4.5.

    Args:
        error_rate: the share of bad events or slices.
        target: the share that is promised to be good.

    Returns:
        The burn rate, exact; no data for a target of 100 %, which leaves no budget.

    Raises:
        InvalidType: a share that is a float or no share.
        InvalidValue: a share outside 0 to 1.

    Examples:
        >>> burn_rate("1.44 %", "99.9 %")
        Fraction(72, 5)
    """
    allowed = 1 - share_of("target", target).value
    if not allowed:
        return NoData("a target of 100 % leaves no budget")
    return share_of("error_rate", error_rate).value / allowed


def burn_factor(spent: Share, *, within: timedelta, window: timedelta) -> Fraction:
    """Return the burn rate at which a share of the budget is spent within some time.

    Source: rule R4.6.

    Args:
        spent: share of the budget of the window.
        within: in how much time it is spent.
        window: for how long the budget shall last.

    Raises:
        InvalidType: a share that is a float, or a length that is no `timedelta`.
        InvalidValue: a share outside 0 to 1, or a length of 0 or less.

    Examples:
        >>> burn_factor("2 %", within=timedelta(hours=1), window=timedelta(days=30))
        Fraction(72, 5)
    """
    share = share_of("spent", spent).value
    return (
        share
        * Fraction(length("window", window) // _MICROSECOND)
        / (length("within", within) // _MICROSECOND)
    )


def budget_spent(burn: ExactNumber, *, within: timedelta, window: timedelta) -> Fraction:
    """Return the share of the budget of a window that a burn rate spends within some time.

    Args:
        burn: the burn rate, 0 or more.
        within: for how long it burns.
        window: for how long the budget shall last.

    Raises:
        InvalidType: a burn rate that is a float, or a length that is no `timedelta`.
        InvalidValue: a negative burn rate, or a length of 0 or less.

    Examples:
        >>> budget_spent("14.4", within=timedelta(hours=1), window=timedelta(days=30))
        Fraction(1, 50)
    """
    rate = _rate(burn)
    return (
        rate
        * (length("within", within) // _MICROSECOND)
        / (length("window", window) // _MICROSECOND)
    )


def _rate(burn: ExactNumber) -> Fraction:
    rate = exact("burn", burn)
    if rate < 0:
        raise InvalidValue("burn", burn, "0 or more")
    return rate


def time_to_exhaustion(
    window: timedelta, burn: ExactNumber, *, remaining: ExactNumber = 1
) -> timedelta | NoData:
    """Return how long a budget lasts at a burn rate, rounded down to the microsecond.

    Source: rule R4.5.

    Args:
        window: for how long a full budget shall last.
        burn: the burn rate, 0 or more.
        remaining: share of the budget that is left; nothing lasts no time.

    Returns:
        The time; no data if nothing burns, or if it lasts longer than time is calculated with.

    Raises:
        InvalidType: a number that is a float, or a window that is no `timedelta`.
        InvalidValue: a negative burn rate, or a window of 0 or less.

    Examples:
        >>> time_to_exhaustion(timedelta(days=30), "14.4")
        datetime.timedelta(days=2, seconds=7200)
    """
    rate, left = _rate(burn), max(exact("remaining", remaining), Fraction(0))
    micros = left * (length("window", window) // _MICROSECOND)
    if not micros:
        return _NOTHING
    if not rate:
        return NoData("nothing burns")
    if micros / rate > _LONGEST // _MICROSECOND:
        return NoData("it lasts longer than 230 years")
    return timedelta(microseconds=micros // rate)


def affordable_share(
    target: Share, *, baseline: Share = "100 %", during: Share = "0 %"
) -> Fraction:
    """Return the share of a window that an outage may last before the budget is spent.

    With steady traffic it is a share of the events as well. Source: rule R4.2.

    Args:
        target: the share that is promised to be good.
        baseline: the share that is good at other times.
        during: the share that is good while the outage lasts.

    Returns:
        The share, exact: 0 if the baseline misses the target, 1 if even the outage meets it.

    Raises:
        InvalidType: a share that is a float or no share.
        InvalidValue: a share outside 0 to 1, or an outage better than the baseline.

    Examples:
        >>> affordable_share("95 %", baseline="99 %", during="1 %") * 20160
        Fraction(5760, 7)
    """
    promised, usual, worse = (
        share_of(name, share).value
        for name, share in (("target", target), ("baseline", baseline), ("during", during))
    )
    if worse > usual:
        raise InvalidValue("during", during, "a share no better than the baseline")
    if worse >= promised:
        return Fraction(1)
    return max(usual - promised, Fraction(0)) / (usual - worse)


def downtime_budget(
    target: Share,
    window: timedelta,
    *,
    baseline: Share = "100 %",
    during: Share = "0 %",
) -> timedelta:
    """Return how long an outage may last in a window, rounded down to the microsecond.

    Source: rule R4.1.

    Args:
        target: the share that is promised to be good.
        window: for how long the budget shall last.
        baseline: the share that is good at other times.
        during: the share that is good while the outage lasts.

    Raises:
        InvalidType: a share that is a float, or a window that is no `timedelta`.
        InvalidValue: a share outside 0 to 1, an outage better than the baseline, or a window of
            0 or less.

    Examples:
        >>> print(downtime_budget("99.9 %", timedelta(days=30)))
        0:43:12
    """
    share = affordable_share(target, baseline=baseline, during=during)
    return timedelta(microseconds=share * (length("window", window) // _MICROSECOND) // 1)


def downtime_left(
    target: Share,
    *,
    up: timedelta,
    down: timedelta,
    to_come: timedelta = _NOTHING,
    rule: DowntimeRule = DowntimeRule.WHOLE_WINDOW,
) -> timedelta:
    """Return how much longer a service may be down; negative if it was down for too long.

    Of the whole window, the target leaves a share for downtime. Projected from the uptime so
    far, it is the downtime that this uptime pays for, in whole seconds, and never more than the
    time to come.

    Args:
        target: the share of time that is promised to be up.
        up: how long the service was up.
        down: how long it was down.
        to_come: agreed time until the end of the window.
        rule: what the downtime is a share of.

    Returns:
        The time, rounded down to the microsecond, or to the second where it is projected.

    Raises:
        InvalidType: a share that is a float, a time that is no `timedelta`, or another rule.
        InvalidValue: a share outside 0 to 1, or a negative time.

    Examples:
        >>> downtime_left("99.9 %", up=timedelta(seconds=2_672_117), down=timedelta(seconds=2_683),
        ...               rule=DowntimeRule.PROJECTED).total_seconds()
        -9.0
    """
    promised = share_of("target", target).value
    check_kind("rule", rule, DowntimeRule)
    was_up, was_down, ahead = (
        length(name, time, least=_NOTHING) // _MICROSECOND
        for name, time in (("up", up), ("down", down), ("to_come", to_come))
    )
    if rule is DowntimeRule.WHOLE_WINDOW:
        allowed = (1 - promised) * (was_up + was_down + ahead) // 1
        return timedelta(microseconds=allowed - was_down)
    if not promised:
        return to_come
    second = _SECOND // _MICROSECOND
    paid_for = was_up / promised // second * second
    return timedelta(microseconds=min(ahead, paid_for - was_up - was_down))
