"""Steps of something: how a part of one counts, and what a step may be."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import Share, micros, share_of
from svcmgmt.sla.credits.policies import StepCounting
from svcmgmt.sla.objectives import Value, value_text
from svcmgmt.values import Ratio

__all__ = [
    "check_length",
    "counted",
    "measured_length",
    "measured_share",
    "positive_share",
    "steps_of",
]


def counted(steps: Fraction, how: StepCounting) -> Fraction:
    """Return how many steps count."""
    match how:
        case StepCounting.PRO_RATA:
            return steps
        case StepCounting.FULL:
            return Fraction(floor(steps))
        case StepCounting.STARTED:
            return Fraction(ceil(steps))
        case _:
            assert_never(how)


def steps_of(duration: timedelta, step: timedelta) -> Fraction:
    """Return how many steps a duration is, exact."""
    return Fraction(micros(duration), micros(step))


def positive_share(name: str, value: Share) -> Ratio:
    """Return a share above 0 %, or raise with the field named."""
    share = share_of(name, value)
    if not share.value:
        raise InvalidValue(name, value_text(share), "more than 0 %")
    return share


def check_length(name: str, value: object) -> None:
    """Refuse what is no positive duration."""
    if not isinstance(value, timedelta):
        raise InvalidType(name, value, "timedelta")
    if value <= timedelta(0):
        raise InvalidValue(name, value, "a positive duration")


def measured_share(value: Value) -> Ratio:
    """Return a measured share, and refuse other kinds of values."""
    if not isinstance(value, Ratio):
        raise InvalidType("value", value, "Ratio, because the target is a share")
    return value


def measured_length(value: Value) -> timedelta:
    """Return a measured time of 0 or more, and refuse other kinds of values."""
    if not isinstance(value, timedelta):
        raise InvalidType("value", value, "timedelta, because time is credited")
    if value < timedelta(0):
        raise InvalidValue("value", value, "0 or more")
    return value
