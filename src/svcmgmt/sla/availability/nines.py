"""How much downtime a target allows, and how many nines a share has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from fractions import Fraction
from math import log10
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability._arguments import MICROSECOND, NOTHING, Share, share_of
from svcmgmt.sla.availability.policies import MEAN_MONTH, THIRTY_DAYS
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import check_kind
from svcmgmt.values._lists import listed

__all__ = [
    "COMMON_PERIODS",
    "COMMON_TARGETS",
    "AllowedDowntime",
    "Nines",
    "allowed_downtime",
    "count_nines",
    "downtime_table",
]

COMMON_TARGETS: Final = (
    "90 %",
    "99 %",
    "99.5 %",
    "99.9 %",
    "99.95 %",
    "99.99 %",
    "99.999 %",
    "99.9999 %",
)
"""The targets of the usual table (rule 2.5)."""

COMMON_PERIODS: Final[Mapping[str, timedelta]] = MappingProxyType(
    {
        "year of 365 days": timedelta(days=365),
        "month of 30 days": THIRTY_DAYS,
        "month of 730 hours": MEAN_MONTH,
        "week": timedelta(weeks=1),
        "day": timedelta(days=1),
    }
)

"""The periods of the usual table, by name (rules 2.5 and R2.9)."""


def _target(value: Share) -> Ratio:
    share = share_of("target", value)
    if not 0 <= share <= 1:
        raise InvalidValue("target", value, "a share from 0 to 1, or 0 % to 100 %")
    return Ratio(share, 1)


def _check_period(_owner: object, _attribute: object, value: timedelta) -> None:
    if not isinstance(value, timedelta):
        raise InvalidType("period", value, "timedelta")
    if value <= NOTHING:
        raise InvalidValue("period", value, "more than 0")


@frozen(kw_only=True)
class AllowedDowntime:
    """What a target allows over a period.

    Raises:
        InvalidType: a float target, or a period that is no time.
        InvalidValue: a target outside 0 to 1, or a period of nothing.

    Examples:
        >>> print(AllowedDowntime(target="99.9 %", name="month", period=timedelta(days=30)))
        99.9 % of a month: 0:43:12
    """

    target: Ratio = field(converter=_target)
    """The share that must be available."""

    name: str
    """How the period is called."""

    period: timedelta = field(validator=_check_period)
    """How long it is."""

    @property
    def seconds(self) -> Fraction:
        """The downtime that meets the target exactly, in seconds."""
        micros = (1 - self.target.value) * (self.period // MICROSECOND)
        return micros / 1_000_000

    @property
    def downtime(self) -> timedelta:
        """The longest downtime that still meets the target, to the microsecond."""
        micros = self.seconds * 1_000_000
        return micros.numerator // micros.denominator * MICROSECOND

    def __str__(self) -> str:
        target = str(self.target).partition(" (")[0]
        return f"{target} of a {self.name}: {duration_text(self.downtime)}"


def allowed_downtime(target: Share, period: timedelta) -> timedelta:
    """Return the longest downtime with which a target over a period is still met.

    Args:
        target: the share that must be available; `"99.9 %"`, a ratio or an exact number.
        period: over how long.

    Raises:
        InvalidType: a float target, or a period that is no time.
        InvalidValue: a target outside 0 to 1, or a period of nothing.

    Examples:
        >>> allowed_downtime("99.999 %", timedelta(days=365))
        datetime.timedelta(seconds=315, microseconds=360000)
    """
    return AllowedDowntime(target=target, name="period", period=period).downtime


def downtime_table(
    targets: Iterable[Share] = COMMON_TARGETS,
    periods: Mapping[str, timedelta] = COMMON_PERIODS,
) -> tuple[AllowedDowntime, ...]:
    """Return what some targets allow over some periods, target by target.

    Args:
        targets: shares that must be available.
        periods: lengths by name.

    Raises:
        InvalidType: a float target, or a period that is no time.
        InvalidValue: a target outside 0 to 1, or a period of nothing.

    Examples:
        >>> for row in downtime_table(["99.9 %"], {"week": timedelta(weeks=1)}):
        ...     print(row)
        99.9 % of a week: 0:10:04.8
    """
    check_kind("periods", periods, Mapping)
    return tuple(
        AllowedDowntime(target=target, name=name, period=period)
        for target in listed(targets, "targets", "a list of shares")
        for name, period in periods.items()
    )


@frozen(kw_only=True)
class Nines:
    """How many nines a share has: `-log10(1 - share)`.

    Examples:
        >>> print(count_nines("99.95 %"), "|", count_nines("99.9 %"))
        ≈ 3.30 nines | 3 nines
    """

    share: Ratio
    """The share."""

    value: float
    """How many nines; a float."""

    @property
    def is_approximate(self) -> bool:
        """Whether the value is no whole number, so that a float can only be near it."""
        return 1 / (1 - self.share.value) != Fraction(10) ** round(self.value)

    def __str__(self) -> str:
        return f"≈ {self.value:.2f} nines" if self.is_approximate else f"{self.value:.0f} nines"


def count_nines(share: Share) -> Nines | NoData:
    """Return how many nines a share has; no data for 100 %, which has no last one.

    Args:
        share: `"99.95 %"`, a ratio or an exact number.

    Raises:
        InvalidType: a float.
        InvalidValue: a share outside 0 to 1.

    Examples:
        >>> count_nines(Ratio(1, 1))
        NoData(reason='100 % has no last nine')
    """
    ratio = _target(share)
    rest = 1 - ratio.value
    if not rest:
        return NoData("100 % has no last nine")
    return Nines(share=ratio, value=log10(rest.denominator) - log10(rest.numerator))
