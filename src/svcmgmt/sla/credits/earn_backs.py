"""Credits that a provider may earn back by doing better later."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import Share, percent_text, share_of, whole
from svcmgmt.sla.objectives import value_text
from svcmgmt.values import NoData, Ratio

__all__ = ["EarnBack", "EarnBackState", "following_of"]

_MOST_PERIODS = 1_000


class EarnBackState(Enum):
    """Whether a credit is waived because the following periods were good enough.

    Examples:
        >>> EarnBackState("open")
        <EarnBackState.OPEN: 'open'>
    """

    OPEN = "open"  # not all following periods are known; the credit stands until they are
    EARNED = "earned"  # every following period was good enough: the credit is waived
    LOST = "lost"  # one was not: the credit stands


def _target(value: Share) -> Ratio:
    return share_of("target", value)


def _margin(value: Share) -> Ratio:
    return share_of("margin", value)


def _check_periods(_earn_back: object, _attribute: object, value: int) -> None:
    whole("periods", value, least=1, most=_MOST_PERIODS)


@frozen(kw_only=True)
class EarnBack:
    """A credit is waived when the next periods all exceed the target by a margin.

    Source: rule R5.7.

    Raises:
        InvalidType: shares or numbers of another kind.
        InvalidValue: no periods, or a target and margin that nothing could reach.

    Examples:
        >>> clause = EarnBack(target="99.9 %", margin="0.05 %", periods=2)
        >>> clause.state([Ratio.parse("99.95 %"), Ratio.parse("99.99 %")])
        <EarnBackState.EARNED: 'earned'>
    """

    target: Ratio = field(converter=_target)
    """The level that was promised."""

    margin: Ratio = field(converter=_margin)
    """By how much more each of the next periods must be, in points."""

    periods: int = field(validator=_check_periods)
    """How many of the next periods count."""

    def __attrs_post_init__(self) -> None:
        if self.target.value + self.margin.value > 1:
            allowed = f"at most {value_text(self.target.complement)}, what is left above the target"
            raise InvalidValue("margin", value_text(self.margin), allowed)

    def state(self, following: Iterable[Ratio | NoData]) -> EarnBackState:
        """Return whether the credit is earned back.

        Args:
            following: the values of the next periods in order, as far as they are known; a
                period without data is not known, and a later one beyond the count has no effect.

        Raises:
            InvalidType: another kind of value.
        """
        least = self.target.value + self.margin.value
        known = following_of(following)[: self.periods]
        shares = [value.value for value in known if isinstance(value, Ratio)]
        if any(share < least for share in shares):
            return EarnBackState.LOST
        return EarnBackState.EARNED if len(shares) == self.periods else EarnBackState.OPEN

    def __str__(self) -> str:
        level = percent_text(self.target.value + self.margin.value)
        return f"waived after {self.periods} periods of {level} or more"


def following_of(values: Iterable[Ratio | NoData]) -> tuple[Ratio | NoData, ...]:
    """Return the values of the next periods, or raise with the field named."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidType("following", values, "a list of Ratio and NoData")
    listed = tuple(values)
    for value in listed:
        if not isinstance(value, Ratio | NoData):
            raise InvalidType("following", value, "Ratio or NoData")
    return listed
