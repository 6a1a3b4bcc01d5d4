"""Burn-rate alerts: a long and a short window, both above a threshold."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.budgets._text import amount_text
from svcmgmt.sla.budgets.arithmetic import burn_factor, length
from svcmgmt.statistics import Share
from svcmgmt.statistics._arguments import share_of
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import NoData
from svcmgmt.values._exact import ExactNumber, exact
from svcmgmt.values._kinds import of_kind

__all__ = [
    "GOOGLE_28D",
    "GOOGLE_30D",
    "PYRRA_28D",
    "AlertSeverity",
    "BurnRateAlert",
]

_SHORT_PART: Final = 12
"""The short window is this part of the long one."""

_MICROSECOND: Final = timedelta(microseconds=1)
_MINUTE: Final = timedelta(minutes=1)
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


class AlertSeverity(Enum):
    """Who is told.

    Examples:
        >>> AlertSeverity("page")
        <AlertSeverity.PAGE: 'page'>
    """

    PAGE = "page"  # somebody is woken
    TICKET = "ticket"  # somebody looks at it in working hours


def _factor(value: ExactNumber) -> Fraction:
    factor = exact("factor", value)
    if factor <= 0:
        raise InvalidValue("factor", value, "more than 0")
    return factor


def _long(value: timedelta) -> timedelta:
    return length("long", value)


def _short(value: timedelta) -> timedelta:
    return length("short", value)


def _window(value: timedelta) -> timedelta:
    return length("window", value)


def _pending(value: timedelta) -> timedelta:
    return length("pending", value, least=timedelta(0))


@frozen(kw_only=True)
class BurnRateAlert:
    """One row of a multi-window, multi-burn-rate alert.

    It fires while the error rates of both windows are above the threshold, which is the factor
    times what the target allows; equal to it is not above it. The long window tells that it
    matters, the short one that it still goes on. Source: rules R4.6 to R4.8; the SRE Workbook.

    Raises:
        InvalidType: a factor that is a float, or a length that is no `timedelta`.
        InvalidValue: a factor or length of 0 or less, or a short window that is not shorter.

    Examples:
        >>> page = BurnRateAlert.spending("2 %", within=timedelta(hours=1),
        ...                               window=timedelta(days=30))
        >>> print(page)
        page: burn rate above 14.4 over 1:00:00 and 0:05:00
        >>> page.fires(long="2 %", short="2 %", target="99.9 %")
        True
        >>> page.fires(long="1.44 %", short="2 %", target="99.9 %")
        False
    """

    factor: Fraction = field(converter=_factor)
    """The burn rate above which it fires; exact."""

    long: timedelta = field(converter=_long)
    """The long window."""

    short: timedelta = field(converter=_short)
    """The short window, shorter than the long one."""

    window: timedelta = field(converter=_window)
    """The window of the objective, whose budget is spent."""

    severity: AlertSeverity = field(default=AlertSeverity.PAGE, validator=of_kind(AlertSeverity))
    """Who is told."""

    pending: timedelta = field(default=timedelta(0), converter=_pending)
    """For how long both must be above the threshold before it fires; Prometheus calls it for."""

    def __attrs_post_init__(self) -> None:
        if self.short >= self.long:
            raise InvalidValue("short", self.short, f"less than {self.long}, the long window")

    @classmethod
    def spending(
        cls,
        spent: Share,
        *,
        within: timedelta,
        window: timedelta,
        short: timedelta | None = None,
        severity: AlertSeverity = AlertSeverity.PAGE,
    ) -> BurnRateAlert:
        """Return the alert for a share of the budget that is spent within some time.

        Args:
            spent: share of the budget of the window.
            within: the long window.
            window: the window of the objective.
            short: the short window; a twelfth of the long one unless told.
            severity: who is told.

        Raises:
            InvalidType: a share that is a float, or a length that is no `timedelta`.
            InvalidValue: a share outside 0 to 1, or a length of 0 or less.
        """
        return cls(
            factor=burn_factor(spent, within=within, window=window),
            long=within,
            short=within / _SHORT_PART if short is None else short,
            window=window,
            severity=severity,
        )

    @property
    def budget_share(self) -> Fraction:
        """Share of the budget that its factor spends in the long window, exact."""
        return self.factor * (self.long // _MICROSECOND) / (self.window // _MICROSECOND)

    @property
    def reset_time(self) -> timedelta:
        """How long it goes on at most after the last error: the short window (rule R4.7)."""
        return self.short

    def threshold(self, target: Share) -> Fraction:
        """Return the error rate above which it fires; from 1 on it never does.

        Raises:
            InvalidType: a target that is a float or no share.
            InvalidValue: a target outside 0 to 1.
        """
        return self.factor * share_of("target", target).complement.value

    def fires(self, *, long: Share, short: Share, target: Share) -> bool:
        """Return whether the error rates of both windows are above the threshold.

        Args:
            long: share of bad events or slices of the long window.
            short: the same of the short window.
            target: the share that is promised to be good.

        Raises:
            InvalidType: a share that is a float or no share.
            InvalidValue: a share outside 0 to 1.
        """
        rates = share_of("long", long).value, share_of("short", short).value
        return min(rates) > self.threshold(target)

    def detection_time(self, error_rate: Share, target: Share) -> timedelta | NoData:
        """Return how long errors go on before it fires, rounded up to the microsecond.

        Before, there were none. What `pending` asks for comes on top. Source: rule R4.7.

        Args:
            error_rate: share of bad events or slices from then on.
            target: the share that is promised to be good.

        Returns:
            The time; no data if it never fires at that rate.

        Raises:
            InvalidType: a share that is a float or no share.
            InvalidValue: a share outside 0 to 1.

        Examples:
            >>> page = GOOGLE_30D[0]
            >>> print(page.detection_time("100 %", "99.9 %"))
            0:00:51.840000
        """
        rate, threshold = share_of("error_rate", error_rate).value, self.threshold(target)
        if rate <= threshold:
            return NoData("it never fires at this rate")
        micros = threshold / rate * (self.long // _MICROSECOND)
        return timedelta(microseconds=-(-micros // 1)) + self.pending

    def __str__(self) -> str:
        windows = f"{duration_text(self.long)} and {duration_text(self.short)}"
        return f"{self.severity.value}: burn rate above {amount_text(self.factor)} over {windows}"


def _google(window: timedelta) -> tuple[BurnRateAlert, ...]:
    page, ticket = AlertSeverity.PAGE, AlertSeverity.TICKET
    rows = [("2 %", _HOUR, page), ("5 %", 6 * _HOUR, page)]
    rows += [("10 %", _DAY, ticket), ("10 %", 3 * _DAY, ticket)]
    return tuple(
        BurnRateAlert.spending(spent, within=within, window=window, severity=severity)
        for spent, within, severity in rows
    )


GOOGLE_30D: Final = _google(30 * _DAY)
"""The rows of the SRE Workbook for 30 days: 14.4, 6, 3 and 1 over 1 h, 6 h, 1 d and 3 d."""

GOOGLE_28D: Final = _google(28 * _DAY)
"""The same shares of the budget for 28 days: 13.44, 5.6, 2.8 and 0.9333."""

PYRRA_28D: Final = tuple(
    BurnRateAlert(
        factor=factor,
        long=long,
        short=short,
        window=28 * _DAY,
        severity=AlertSeverity.PAGE if long < _DAY else AlertSeverity.TICKET,
        pending=pending,
    )
    for factor, long, short, pending in (
        (14, _HOUR, 5 * _MINUTE, 2 * _MINUTE),
        (7, 6 * _HOUR, 30 * _MINUTE, 15 * _MINUTE),
        (2, _DAY, 2 * _HOUR, _HOUR),
        (1, 4 * _DAY, 6 * _HOUR, 3 * _HOUR),
    )
)
"""The rows of Pyrra for 28 days: whole factors, a long window of four days, pending times."""
