"""What is promised of a value: a target with a direction, a warning level and a tolerance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import ROUND_HALF_UP
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, TypeAlias

from attrs import Attribute, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal._text import duration_text
from svcmgmt.values import NoData, Quantity, Ratio
from svcmgmt.values._exact import exact, exact_share, rounded_units
from svcmgmt.values._kinds import of_kind

__all__ = [
    "Direction",
    "Objective",
    "Rounding",
    "Tolerance",
    "ToleranceKind",
    "Value",
    "Verdict",
    "at_least",
    "at_most",
    "exactly",
    "value_text",
]

Value: TypeAlias = Ratio | Quantity | timedelta | int
"""What can be measured and promised: a share, an amount with its unit, a time or a count."""

_KINDS: Final = (Ratio, Quantity, timedelta, int)
_MICROSECOND: Final = timedelta(microseconds=1)
_SHORTEST, _LONGEST = timedelta.min // _MICROSECOND, timedelta.max // _MICROSECOND
_ALLOWED: Final = "Ratio, Quantity, timedelta, int or text such as '99.9 %'"


class Verdict(Enum):
    """What a measured value means for an objective (rules R0.7 and R1.3).

    Examples:
        >>> Verdict("met")
        <Verdict.MET: 'met'>
    """

    MET = "met"  # within the target, and within the warning level if there is one
    WARNING = "warning"  # within the target, beyond the warning level
    TOLERATED = "tolerated"  # beyond the target, within the tolerance: reported, no violation
    VIOLATED = "violated"  # beyond the target and the tolerance
    UNDEFINED = "undefined"  # nothing was measured


class Direction(Enum):
    """Which side of the target is the good one (rule R1.2).

    Examples:
        >>> Direction("at least")
        <Direction.HIGHER_IS_BETTER: 'at least'>
    """

    HIGHER_IS_BETTER = "at least"  # availability, throughput
    LOWER_IS_BETTER = "at most"  # restore time, loss, number of outages
    EXACT = "exactly"  # a configuration, a count that must not change


class ToleranceKind(Enum):
    """Whether a tolerance is an amount or a share of the target (rule R1.4).

    Examples:
        >>> ToleranceKind("relative")
        <ToleranceKind.RELATIVE: 'relative'>
    """

    ABSOLUTE = "absolute"  # an amount of what is measured
    RELATIVE = "relative"  # a share of the target


def _value_of(name: str, value: Value | str) -> Value:
    if isinstance(value, str):
        return _share(name, value)
    if not isinstance(value, _KINDS) or isinstance(value, bool):
        raise InvalidType(name, value, _ALLOWED)
    if isinstance(value, int):
        exact(name, value)  # refuses what nobody can write
    return value


def _target(value: Value | str) -> Value:
    return _value_of("target", value)


def _warning(value: Value | str | None) -> Value | None:
    return None if value is None else _value_of("warning", value)


def _amount(value: Value | str) -> Value:
    return _value_of("amount", value)


def _share(name: str, text: str) -> Ratio:
    share = exact_share(name, text)
    if not 0 <= share <= 1:
        raise InvalidValue(name, text, "a share from 0 to 1, or 0 % to 100 %")
    return Ratio(share.numerator, share.denominator)


def check_value(_owner: object, attribute: Attribute[Any], value: object) -> None:
    """Refuse, as a validator of a field, what is neither a value nor no data."""
    if not isinstance(value, (*_KINDS, NoData)) or isinstance(value, bool):
        raise InvalidType(attribute.name, value, "Ratio, Quantity, timedelta, int or NoData")
    if isinstance(value, int):
        exact(attribute.name, value)  # refuses what nobody can write


@frozen
class Tolerance:
    """By how much a target may be missed without a violation; its kind is never guessed.

    TMF657 and TMF623 leave open whether a tolerance of 0.20 is a share or an amount.
    Source: rule R1.4.

    Args:
        amount: for an absolute tolerance a value of the target's kind, else a share.
        kind: absolute or relative.

    Raises:
        InvalidType: an amount or kind that is none; a relative one that is no share.

    Examples:
        >>> from svcmgmt.values import Quantity
        >>> speed = at_least(Quantity(1024, "kbit/s"),
        ...                  tolerance=Tolerance("20 %", ToleranceKind.RELATIVE))
        >>> speed.judge(Quantity("819.2", "kbit/s"))
        <Verdict.TOLERATED: 'tolerated'>
    """

    amount: Value = field(converter=_amount)
    """How much; 0 or more."""

    kind: ToleranceKind = field(validator=of_kind(ToleranceKind))
    """Whether that is an amount of what is measured, or a share of the target."""

    def __attrs_post_init__(self) -> None:
        if self.kind is ToleranceKind.RELATIVE and not isinstance(self.amount, Ratio):
            raise InvalidType("amount", self.amount, "a share, because the tolerance is relative")
        if _number(self.amount) < 0:
            raise InvalidValue("amount", self.amount, "0 or more")

    def __str__(self) -> str:
        of_target = " of the target" if self.kind is ToleranceKind.RELATIVE else ""
        return f"{value_text(self.amount)}{of_target}"


@frozen
class Rounding:
    """Rounding before the verdict, for contracts that compare what their tables print.

    Without one, exact values are compared. Source: rule R2.11.

    Args:
        places: digits after the point, of a percentage or of an amount in its unit.
        mode: a rounding mode of the `decimal` module.

    Raises:
        InvalidType: places that are no int.
        InvalidValue: fewer than 0 places or more than 28.

    Examples:
        >>> availability = Ratio(431_548, 432_000)
        >>> at_least("99.9 %").judge(availability)
        <Verdict.VIOLATED: 'violated'>
        >>> at_least("99.9 %", rounding=Rounding(2)).judge(availability)
        <Verdict.MET: 'met'>
    """

    places: int = field(validator=of_kind(int))
    """Digits after the point."""

    mode: str = field(default=ROUND_HALF_UP, validator=of_kind(str))
    """How halves and rests are treated."""

    def __attrs_post_init__(self) -> None:
        Ratio(0, 1).percent(self.places, rounding=self.mode)  # refuses what cannot be

    def applied(self, number: Fraction) -> Fraction:
        """Return a number rounded."""
        return Fraction(rounded_units(number, self.places, self.mode), 10**self.places)

    def __str__(self) -> str:
        return f"{self.places} places, {self.mode.removeprefix('ROUND_').lower().replace('_', ' ')}"


@frozen(kw_only=True)
class Objective:
    """A target for a value: met, warned of, tolerated or violated, with exact comparison.

    Make one with `at_least`, `at_most` or `exactly`. A value equal to the target meets it unless
    the objective is strict. Source: rules R1.2, R1.3 and R2.11.

    Raises:
        InvalidType: values of different kinds.
        InvalidValue: amounts of different units, a warning level on the bad side, rounding of
            times or counts, or a warning level or strictness where the value must be exact.

    Examples:
        >>> restore = at_most(timedelta(hours=4), warning=timedelta(hours=3))
        >>> print(restore)
        at most 4:00:00, warning beyond 3:00:00
        >>> [restore.judge(timedelta(hours=hours)).value for hours in (3, 4, 5)]
        ['met', 'warning', 'violated']
    """

    target: Value = field(converter=_target)
    """The level that is promised."""

    direction: Direction = field(validator=of_kind(Direction))
    """Which side of the target is good."""

    warning: Value | None = field(default=None, converter=_warning)
    """A level on the good side from which on somebody is warned; TMF657 calls it threshold."""

    tolerance: Tolerance | None = field(default=None, validator=of_kind(Tolerance, None))
    """By how much the target may be missed without a violation."""

    is_strict: bool = field(default=False, validator=of_kind(bool))
    """Whether a value that equals the target is beyond it."""

    rounding: Rounding | None = field(default=None, validator=of_kind(Rounding, None))
    """How values are rounded before they are compared; not at all by default."""

    def __attrs_post_init__(self) -> None:
        if self.direction is Direction.EXACT and self.warning is not None:
            raise InvalidValue("warning", self.warning, "none, because the value must be exact")
        if self.direction is Direction.EXACT and self.is_strict:
            raise InvalidValue("is_strict", "True", "False, because the value must be exact")
        if self.rounding is not None and not isinstance(self.target, (Ratio, Quantity)):
            allowed = "none, because times and counts are compared as they are"
            raise InvalidValue("rounding", str(self.rounding), allowed)
        if self.warning is not None:
            self._check_kind("warning", self.warning)
            if self._beyond(_number(self.warning), _number(self.target)):
                good = "at or above" if self.direction is Direction.HIGHER_IS_BETTER else "at most"
                raise InvalidValue("warning", value_text(self.warning), f"{good} the target")
        if self.tolerance is not None and self.tolerance.kind is ToleranceKind.ABSOLUTE:
            self._check_kind("tolerance", self.tolerance.amount)

    def _check_kind(self, name: str, value: object) -> None:
        """Refuse a value that cannot be compared with the target."""
        if type(value) is not type(self.target):
            raise InvalidType(name, value, f"{type(self.target).__name__}, as the target")
        units = [each.unit for each in (value, self.target) if isinstance(each, Quantity)]
        if len({*units}) > 1:
            raise InvalidValue(name, str(value), f"an amount in {units[1]}, as the target")

    def judge(self, value: Value | NoData) -> Verdict:
        """Return what a measured value means.

        Args:
            value: of the kind of the target; no data is undefined.

        Raises:
            InvalidType: a value of another kind.
            InvalidValue: an amount in another unit.
        """
        if isinstance(value, NoData):
            return Verdict.UNDEFINED
        self._check_kind("value", value)
        number, target = self._compared(value), self._compared(self.target)
        if not self._misses(number, target):
            warned = self.warning is not None and self._beyond(number, self._compared(self.warning))
            return Verdict.WARNING if warned else Verdict.MET
        slack = self._slack()
        if slack is not None and abs(number - target) <= slack:
            return Verdict.TOLERATED
        return Verdict.VIOLATED

    @property
    def tolerated(self) -> Value | None:
        """The worst value that is still no violation, before any rounding.

        None without a tolerance, and where a value may miss its target on both sides. Times and
        counts are whole microseconds and pieces; a share ends at 0 and 100 %.

        Examples:
            >>> speed = at_least("99 %", tolerance=Tolerance("10 %", ToleranceKind.RELATIVE))
            >>> value_text(speed.tolerated)
            '89.1 %'
        """
        slack = self._slack()
        if slack is None or self.direction is Direction.EXACT:
            return None
        target = _number(self.target)
        if self.direction is Direction.HIGHER_IS_BETTER:
            return _like(self.target, target - slack, ceil)
        return _like(self.target, target + slack, floor)

    def _compared(self, value: Value) -> Fraction:
        number = _number(value)
        return number if self.rounding is None else self.rounding.applied(number)

    def _misses(self, number: Fraction, target: Fraction) -> bool:
        return self._beyond(number, target) or (self.is_strict and number == target)

    def _beyond(self, number: Fraction, level: Fraction) -> bool:
        """Return whether a number is on the bad side of a level."""
        if self.direction is Direction.EXACT:
            return number != level
        return number < level if self.direction is Direction.HIGHER_IS_BETTER else number > level

    def _slack(self) -> Fraction | None:
        if self.tolerance is None:
            return None
        amount = _number(self.tolerance.amount)
        if self.tolerance.kind is ToleranceKind.ABSOLUTE:
            return amount
        return amount / 100 * abs(_number(self.target))

    def __str__(self) -> str:
        strictly = "more than" if self.direction is Direction.HIGHER_IS_BETTER else "less than"
        side = strictly if self.is_strict else self.direction.value
        parts = [f"{side} {value_text(self.target)}"]
        if self.warning is not None:
            parts.append(f"warning beyond {value_text(self.warning)}")
        if self.tolerance is not None:
            parts.append(f"tolerance {self.tolerance}")
        if self.rounding is not None:
            parts.append(f"compared after rounding to {self.rounding}")
        return ", ".join(parts)


def at_least(
    target: Value | str,
    *,
    warning: Value | str | None = None,
    tolerance: Tolerance | None = None,
    rounding: Rounding | None = None,
) -> Objective:
    """Return the objective that a value is the target or more: availability, throughput.

    Args:
        target: the level that is promised; text such as `"99.9 %"` is a share.
        warning: a higher level, below which somebody is warned.
        tolerance: by how much the target may be missed without a violation.
        rounding: how values are rounded before they are compared.

    Raises:
        InvalidType: values of different kinds.
        InvalidValue: amounts of different units, or a warning level below the target.

    Examples:
        >>> at_least("99.9 %").judge(Ratio(2_589_408, 2_592_000))
        <Verdict.MET: 'met'>
    """
    return Objective(
        target=target,
        direction=Direction.HIGHER_IS_BETTER,
        warning=warning,
        tolerance=tolerance,
        rounding=rounding,
    )


def at_most(
    target: Value | str,
    *,
    warning: Value | str | None = None,
    tolerance: Tolerance | None = None,
    rounding: Rounding | None = None,
) -> Objective:
    """Return the objective that a value is the target or less: restore time, outages, loss.

    Args:
        target: the level that is promised; text such as `"1 %"` is a share.
        warning: a lower level, above which somebody is warned.
        tolerance: by how much the target may be missed without a violation.
        rounding: how values are rounded before they are compared.

    Raises:
        InvalidType: values of different kinds.
        InvalidValue: amounts of different units, or a warning level above the target.

    Examples:
        >>> at_most(2).judge(3)
        <Verdict.VIOLATED: 'violated'>
    """
    return Objective(
        target=target,
        direction=Direction.LOWER_IS_BETTER,
        warning=warning,
        tolerance=tolerance,
        rounding=rounding,
    )


def exactly(target: Value | str, *, tolerance: Tolerance | None = None) -> Objective:
    """Return the objective that a value equals the target.

    Args:
        target: the level that is promised.
        tolerance: by how much it may differ without a violation.

    Raises:
        InvalidType: values of different kinds.

    Examples:
        >>> exactly(3).judge(3)
        <Verdict.MET: 'met'>
    """
    return Objective(target=target, direction=Direction.EXACT, tolerance=tolerance)


def value_text(value: Value | NoData) -> str:
    """Return a value for people: a share in percent, a time in hours, minutes and seconds.

    Examples:
        >>> value_text(Ratio.parse("99.9 %")), value_text(timedelta(hours=30)), value_text(7)
        ('99.9 %', '30:00:00', '7')
    """
    if isinstance(value, timedelta):
        return duration_text(value)
    if isinstance(value, Ratio):
        return str(value).partition(" (")[0]
    return str(value)


def _number(value: Value) -> Fraction:
    """Return what is compared: percentage, amount, microseconds or count."""
    if isinstance(value, Ratio):
        return value.value * 100
    if isinstance(value, Quantity):
        return value.amount
    if isinstance(value, timedelta):
        return Fraction(value // _MICROSECOND)
    return Fraction(value)


def _like(target: Value, number: Fraction, whole: Callable[[Fraction], int]) -> Value:
    """Return the value of the target's kind that is compared by a number."""
    if isinstance(target, Ratio):
        share = min(max(number / 100, Fraction(0)), Fraction(1))
        return Ratio(share.numerator, share.denominator)
    if isinstance(target, Quantity):
        return Quantity(number, target.unit)
    if isinstance(target, timedelta):
        return min(max(whole(number), _SHORTEST), _LONGEST) * _MICROSECOND
    return whole(number)
