"""One figure for several services: the weighted mean, and parts that all have to work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability._arguments import Share, weight_of
from svcmgmt.sla.availability._spans import NEARLY, common_scale, segments, within
from svcmgmt.sla.availability.policies import (
    AvailabilityPolicies,
    Granularity,
    Overlap,
    PartialPeriod,
    WhenUnknown,
)
from svcmgmt.sla.availability.result import Availability
from svcmgmt.sla.evaluation import Evaluation
from svcmgmt.sla.objectives import Objective, value_text
from svcmgmt.temporal import _edges as algebra, to_micros
from svcmgmt.values import Finding, NoData, Ratio, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "ImpactWeighted",
    "Rollup",
    "SeriesAvailability",
    "WeightedPart",
    "check_divisible",
    "impact_weighted",
    "series_of",
]

_NEARLY_NOTHING: Final = Fraction(1, 10**30)  # no ratio holds a smaller part
_APPROXIMATE: Final = Finding(
    code="approximate-share",
    message="the shares have no handy common denominator; the result is rounded down to 1e-18",
    severity=Severity.INFO,
)


def _weight(value: Share) -> Fraction:
    return weight_of("weight", value)


@frozen(kw_only=True)
class WeightedPart:
    """One of several services with its weight.

    Raises:
        InvalidType: a value that is neither a ratio nor no data, or a float weight.
        InvalidValue: a negative weight.

    Examples:
        >>> print(WeightedPart(name="Berlin", value=Ratio(719, 720), weight=2))
        Berlin ≈ 99.8611 %
    """

    name: str
    """What it is."""

    value: Ratio | NoData
    """Its availability."""

    weight: Fraction = field(converter=_weight)
    """How much it counts, 0 or more; exact."""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.value, Ratio | NoData):
            raise InvalidType("value", self.value, "Ratio or NoData")

    def __str__(self) -> str:
        return f"{self.name} {value_text(self.value)}"


def _parts(values: Iterable[WeightedPart]) -> tuple[WeightedPart, ...]:
    return all_of_kind("parts", values, WeightedPart)


@frozen(kw_only=True)
class ImpactWeighted:
    """The weighted mean of several availabilities, and the worst of them beside it.

    A mean can be high while one site was down all the time: so the minimum belongs to it. It says
    nothing of services that need each other, see `series_of`. Source: rule R2.20.

    Raises:
        InvalidValue: no weight at all, one name twice, or a part without data and no policy for
            it.

    Examples:
        >>> parts = [WeightedPart(name="Berlin", value=Ratio(999, 1000), weight="0.8"),
        ...          WeightedPart(name="Bonn", value=Ratio(980, 1000), weight="0.2")]
        >>> mean = ImpactWeighted(parts=parts)
        >>> mean.ratio.percent(), str(mean.minimum)
        ('99.52 %', 'Bonn 98 %')
    """

    parts: tuple[WeightedPart, ...] = field(converter=_parts)
    """The services with their weights."""

    missing: WhenUnknown | None = field(default=None, validator=of_kind(WhenUnknown, None))
    """What a part without data counts as; must be chosen where there is one."""

    subject: str = "services"
    """What they are together."""

    def __attrs_post_init__(self) -> None:
        names = [part.name for part in self.parts]
        if len({*names}) < len(names):
            raise InvalidValue("parts", names, "each name once")
        if not any(part.weight for part in self.parts):
            raise InvalidValue("weights", names, "at least one weight above 0")
        silent = [part.name for part in self.parts if isinstance(part.value, NoData)]
        if silent and self.missing is None:
            allowed = f"a policy, because there is no data of {', '.join(silent)}"
            raise InvalidValue("missing", None, allowed)

    @cached_property
    def _shares(self) -> list[tuple[Fraction, Fraction]] | NoData:
        """Weights and shares of what counts."""
        found: list[tuple[Fraction, Fraction]] = []
        for part in self.parts:
            if not isinstance(part.value, NoData):
                found.append((part.weight, part.value.value))
            elif self.missing is WhenUnknown.UNDETERMINED:
                return NoData(f"no data of {part.name}")
            elif self.missing is not WhenUnknown.EXCLUDED:
                found.append((part.weight, Fraction(self.missing is WhenUnknown.UP)))
        if not any(weight for weight, _ in found):
            return NoData("no part with data has any weight")
        return found

    @cached_property
    def ratio(self) -> Ratio | NoData:
        """The mean; no data where the parts have none that counts."""
        if isinstance(self._shares, NoData):
            return self._shares
        weights, _ = _handy([weight for weight, _ in self._shares])
        shares, _ = _handy([share for _, share in self._shares])
        good = sum((w * s for w, s in zip(weights, shares, strict=True)), Fraction(0))
        return _ratio(good / sum(weights))

    @property
    def is_approximate(self) -> bool:
        """Whether numbers without a handy common denominator made it inexact, below 1e-17."""
        if isinstance(self._shares, NoData):
            return False
        columns = zip(*self._shares, strict=True)
        return not all(is_exact for _, is_exact in map(_handy, columns))

    @property
    def minimum(self) -> WeightedPart | NoData:
        """The part with the lowest availability, of those with data."""
        known = [part for part in self.parts if isinstance(part.value, Ratio)]
        if not known:
            return NoData("no part has data")
        return min(known, key=_share_in)

    def evaluation(self, objective: Objective | None = None) -> Evaluation:
        """Return the judgement of the mean with the parts and the minimum.

        Args:
            objective: what was promised; None for a measurement without a promise.
        """
        missing = "not chosen" if self.missing is None else self.missing.value
        return Evaluation(
            subject=self.subject,
            measure="weighted availability",
            value=self.ratio,
            objective=objective,
            counts=(("parts", len(self.parts)),),
            policies=(
                ("weights", ", ".join(f"{part.name} {part.weight}" for part in self.parts)),
                ("missing", missing),
                ("minimum", str(self.minimum)),
            ),
            findings=(_APPROXIMATE,) if self.is_approximate else (),
        )


def _share_in(part: WeightedPart) -> Fraction:
    return part.value.value if isinstance(part.value, Ratio) else Fraction(2)


def _handy(numbers: Sequence[Fraction]) -> tuple[list[Fraction], bool]:
    """Return numbers that can be added, and whether they are the same: else rounded down."""
    if common_scale({each.denominator for each in numbers}) is not None:
        return [*numbers], True
    return [Fraction(each * NEARLY // 1, NEARLY) for each in numbers], False


def impact_weighted(
    values: Mapping[str, Ratio | NoData],
    weights: Mapping[str, Share],
    *,
    missing: WhenUnknown | None = None,
    subject: str = "services",
) -> ImpactWeighted:
    """Return the weighted mean of the availabilities of sites or services, by name.

    Args:
        values: availability by name.
        weights: how much each counts, 0 or more; they need not add up to anything.
        missing: what a part without data counts as.
        subject: what they are together.

    Raises:
        InvalidType: a float weight, or a value of another kind.
        InvalidValue: other names than those with values, a negative weight, no weight at all, or
            a part without data and no policy for it.

    Examples:
        >>> mean = impact_weighted({"a": Ratio.parse("99.9 %"), "b": Ratio.parse("98 %")},
        ...                        {"a": 3, "b": 1})
        >>> mean.ratio.percent(3)
        '99.425 %'
    """
    check_kind("values", values, Mapping)
    check_kind("weights", weights, Mapping)
    if values.keys() != weights.keys():
        raise InvalidValue("weights", sorted(weights), f"the names of the values: {[*values]}")
    return ImpactWeighted(
        parts=tuple(
            WeightedPart(name=name, value=value, weight=_weight(weights[name]))
            for name, value in values.items()
        ),
        missing=missing,
        subject=subject,
    )


class Rollup(Enum):
    """Where the availability of several services in a row comes from (row 26).

    Examples:
        >>> Rollup("empirical")
        <Rollup.EMPIRICAL: 'empirical'>
    """

    EMPIRICAL = "empirical"  # from what happened, together or not: for contracts
    MODELLED = "modelled"  # the product, as if nothing ever failed together: for design


@frozen(kw_only=True)
class SeriesAvailability:
    """The availability of a service that needs all of its parts. Made by `series_of`.

    Examples:
        >>> chain = SeriesAvailability(
        ...     rollup=Rollup.MODELLED, ratio=Ratio(81, 100),
        ...     parts=(("net", Ratio(9, 10)), ("app", Ratio(9, 10))))
        >>> print(chain.evaluation())
        availability in series of service: 81 %
    """

    ratio: Ratio | NoData
    """The share of the common base in which every part worked."""

    parts: tuple[tuple[str, Ratio | NoData], ...]
    """What each part has by itself, over its own base."""

    rollup: Rollup
    """Where the ratio comes from."""

    subject: str = "service"
    """What the parts make."""

    is_approximate: bool = False
    """Whether numbers without a handy common denominator made it inexact, below 1e-17."""

    def evaluation(self, objective: Objective | None = None) -> Evaluation:
        """Return the judgement with the parts.

        Args:
            objective: what was promised; None for a measurement without a promise.
        """
        told = ", ".join(f"{name} {value_text(value)}" for name, value in self.parts)
        return Evaluation(
            subject=self.subject,
            measure="availability in series",
            value=self.ratio,
            objective=objective,
            counts=(("parts", len(self.parts)),),
            policies=(("rollup", self.rollup.value), ("parts", told)),
            findings=(_APPROXIMATE,) if self.is_approximate else (),
        )


def series_of(
    parts: Mapping[str, Availability],
    *,
    rollup: Rollup = Rollup.EMPIRICAL,
    subject: str = "service",
) -> SeriesAvailability:
    """Return the availability of a service that needs all of some parts.

    What happened is read from the parts: at each instant the service has lost as much as its worst
    part, and time counts that is in the base of every part, so what excuses one excuses the whole.

    Args:
        parts: the availabilities by name, of one period.
        rollup: from what happened, or modelled as a product.
        subject: what the parts make.

    Raises:
        InvalidType: a rollup of another kind.
        InvalidValue: no parts, several periods, or parts whose base is no time or whose downtime
            is rounded.

    Examples:
        >>> from svcmgmt.sla.availability import Outage, availability_of
        >>> from svcmgmt.temporal import Interval
        >>> day = Interval.parse("2026-09-01T00:00:00Z/PT24H")
        >>> down = [Outage(during=Interval.parse("2026-09-01T08:00:00Z/PT6H"))]
        >>> both = {name: availability_of(down, within=day) for name in ("net", "app")}
        >>> series_of(both).ratio.percent(2)
        '75.00 %'
        >>> series_of(both, rollup=Rollup.MODELLED).ratio.percent(2)
        '56.25 %'
    """
    check_kind("parts", parts, Mapping)
    all_of_kind("parts", parts.values(), Availability)
    check_kind("rollup", rollup, Rollup)
    if len({each.period for each in parts.values()}) != 1:
        raise InvalidValue("parts", [*parts], "parts of one and the same period")
    ratios = [each.ratio for each in parts.values()]
    ratio, is_exact = _product(ratios)
    if rollup is Rollup.EMPIRICAL and not isinstance(ratio, NoData):
        ratio, is_exact = _together([*parts.values()])
    return SeriesAvailability(
        ratio=ratio,
        parts=tuple(zip(parts, ratios, strict=True)),
        rollup=rollup,
        subject=subject,
        is_approximate=not is_exact,
    )


def _product(ratios: Iterable[Ratio | NoData]) -> tuple[Ratio | NoData, bool]:
    shares: list[Fraction] = []
    for each in ratios:
        if isinstance(each, NoData):
            return each, True
        shares.append(each.value)
    (share,), is_exact = _handy([prod(shares, start=Fraction(1))])
    return _ratio(share), is_exact


def _ratio(share: Fraction) -> Ratio:
    return Ratio(share if share > _NEARLY_NOTHING else 0, 1)


def _together(parts: Sequence[Availability]) -> tuple[Ratio | NoData, bool]:
    base = list(parts[0].base_time.edges)
    spans: list[tuple[int, int, int, int]] = []
    for each in parts:
        check_divisible(each.policies)
        base = algebra.intersection(base, each.base_time.edges)
        for loss in each.losses:
            share = min(loss.share, Fraction(1))
            ends = to_micros(loss.start), to_micros(loss.end)
            spans.append((*ends, share.numerator, share.denominator))
    scale = common_scale({span[3] for span in spans})
    pieces = within(segments(sorted(spans), scale or NEARLY, Overlap.MAX), base)
    lost = Fraction(sum((high - low) * part for low, high, part in pieces), scale or NEARLY)
    total = algebra.total(base)
    if not total:
        return NoData("no common base"), True
    good = (total - lost) / 10**6
    ratio = Ratio(good if good > _NEARLY_NOTHING else 0, Fraction(total, 10**6))
    return ratio, scale is not None


def check_divisible(policies: AvailabilityPolicies) -> None:
    """Refuse policies with which downtime has no place in time."""
    if policies.fixed_length is not None or policies.partial_period is PartialPeriod.FULL_PERIOD:
        raise InvalidValue("policies", policies.as_pairs()[1], "a base that is a time")
    if policies.granularity is not Granularity.EXACT:
        raise InvalidValue("policies", policies.granularity, "exact granularity")
