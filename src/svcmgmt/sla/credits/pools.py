"""A part of the fee at risk, shared out among objectives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import Share, number_nearly, share_of, text_of
from svcmgmt.sla.credits.events import PerEvent
from svcmgmt.sla.credits.policies import Combination, Exclusivity
from svcmgmt.sla.credits.terms import CreditCaps, CreditTerms
from svcmgmt.sla.objectives import value_text
from svcmgmt.values import Ratio
from svcmgmt.values._exact import ExactNumber, exact

__all__ = ["AtRiskPool"]


def _at_risk(value: Share) -> Ratio:
    return share_of("at_risk", value)


def _allocations(
    value: Mapping[str, Share] | Iterable[tuple[str, Share]],
) -> tuple[tuple[str, Ratio], ...]:
    if not isinstance(value, Iterable) or isinstance(value, str):
        raise InvalidType("allocations", value, "a mapping of objectives to shares")
    mapping = isinstance(value, Mapping)
    given = cast("Mapping[str, Share]", value).items() if mapping else value
    pairs = tuple(_pair(each) for each in given)
    if not pairs:
        raise InvalidValue("allocations", pairs, "one objective or more")
    names = [name for name, _ in pairs]
    if len({*names}) < len(names):
        raise InvalidValue("allocations", names, "each objective once")
    return pairs


def _pair(value: object) -> tuple[str, Ratio]:
    pair = cast("tuple[str, Share]", value)
    if not isinstance(pair, tuple) or len(pair) != 2:  # noqa: PLR2004 - name and share
        raise InvalidType("allocations", pair, "an objective and its share")
    return text_of("allocations", pair[0]), share_of("allocations", pair[1])


def _multiplier(value: ExactNumber) -> Fraction:
    multiplier = exact("multiplier", value)
    if multiplier <= 0:
        raise InvalidValue("multiplier", value, "more than 0")
    return multiplier


@frozen(kw_only=True)
class AtRiskPool:
    """A share of the fee at risk, of which each failed objective costs its allocation.

    With a multiplier the allocations may cost more than the pool has; the pool stays the cap.
    Make a `CreditCase` for each objective with its `schedule`, and settle them by `terms`.
    Source: rule R5.7.

    Raises:
        InvalidType: shares or numbers of another kind.
        InvalidValue: no allocations, one objective twice, or a multiplier that is not positive.

    Examples:
        >>> pool = AtRiskPool(at_risk="12 %", allocations={"availability": "30 %",
        ...                   "restore": "20 %", "response": "50 %"})
        >>> print(pool.credit(["availability", "response"]))
        9.6 % (0.096 of 1)
    """

    at_risk: Ratio = field(converter=_at_risk)
    """The share of the fee that can be lost at all."""

    allocations: tuple[tuple[str, Ratio], ...] = field(converter=_allocations)
    """Objectives by name, each with its share of the pool."""

    multiplier: Fraction = field(default=Fraction(1), converter=_multiplier)
    """By what each allocation is multiplied; exact."""

    def credit(self, failed: Iterable[str]) -> Ratio:
        """Return the share of the fee that is lost.

        Args:
            failed: the objectives that were missed, each once.

        Raises:
            InvalidValue: an objective that has no allocation, or one told twice.
        """
        names = list(failed)
        if len({*names}) < len(names):
            raise InvalidValue("failed", names, "each objective once")
        lost = sum((self._share_of(name) for name in names), Fraction(0))
        return Ratio(min(lost, self.at_risk.value), 1)

    def schedule(self, objective: str) -> PerEvent:
        """Return the schedule of one objective: its share of the fee if it was missed.

        Args:
            objective: its name in the allocations.

        Raises:
            InvalidValue: an objective that has no allocation.
        """
        share = Ratio(min(self._share_of(objective), self.at_risk.value), 1)
        return PerEvent(share, cap=share)

    def terms(self) -> CreditTerms:
        """Return the terms by which its objectives add up to at most the pool."""
        return CreditTerms(
            combination=Combination.SUM_CAPPED,
            exclusivity=Exclusivity.PER_SERVICE,
            caps=CreditCaps(service_period=self.at_risk),
        )

    def _share_of(self, objective: str) -> Fraction:
        allocations = dict(self.allocations)
        if objective not in allocations:
            raise InvalidValue("objective", objective, ", ".join(allocations))
        return self.at_risk.value * allocations[objective].value * self.multiplier

    def __str__(self) -> str:
        shares = ", ".join(f"{name} {value_text(share)}" for name, share in self.allocations)
        return (
            f"{value_text(self.at_risk)} at risk, {number_nearly(self.multiplier)} times {shares}"
        )
