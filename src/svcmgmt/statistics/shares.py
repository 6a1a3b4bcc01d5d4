"""How sure a share is: confidence intervals, verdicts that admit doubt, and allowed misses."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from functools import cached_property
from math import sqrt
from typing import Final, overload

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.statistics._arguments import Share, check_policy, percent_text, share_of, whole
from svcmgmt.statistics.quantiles import beta_quantile, normal_quantile
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import of_kind

__all__ = [
    "IntervalMethod",
    "ShareInterval",
    "ShareJudgement",
    "ShareVerdict",
    "SmallSample",
    "allowed_misses",
    "clopper_pearson",
    "judge_share",
    "wilson",
]

_LEAST_DOUBT: Final = Fraction(1, 10**15)


class IntervalMethod(Enum):
    """How the interval around a counted share is made (rule R6.11).

    Examples:
        >>> IntervalMethod("wilson")
        <IntervalMethod.WILSON: 'wilson'>
    """

    WILSON = "wilson"  # the score interval: covers as often as it says, on average
    CLOPPER_PEARSON = "clopper_pearson"  # from the binomial tails: covers at least as often


class SmallSample(Enum):
    """How many misses a target allows where its share of a few is less than one (row 10).

    Examples:
        >>> SmallSample("strict")
        <SmallSample.STRICT: 'strict'>
    """

    STRICT = "strict"  # none: below twenty, 95 % is a target of 100 % in disguise
    ONE_MISS = "one_miss"  # one, unless the target is 100 %


class ShareVerdict(Enum):
    """What a counted share shows about the share behind it (rule R6.11).

    Examples:
        >>> ShareVerdict("not proven")
        <ShareVerdict.NOT_PROVEN: 'not proven'>
    """

    DEMONSTRABLY_MET = "demonstrably met"  # even the lower bound reaches the target
    DEMONSTRABLY_MISSED = "demonstrably missed"  # even the upper bound does not
    NOT_PROVEN = "not proven"  # the sample is compatible with either


def _confidence(value: Share) -> Ratio:
    confidence = share_of("confidence", value)
    if not 0 < confidence.value <= 1 - _LEAST_DOUBT:
        raise InvalidValue("confidence", value, "more than 0 %, and less than 100 % by 1e-15")
    return confidence


def _counts(share: Ratio) -> tuple[Fraction, Fraction]:
    """Return what tells two shares apart: 19 of 20 and 95 of 100 are not equally sure."""
    return share.good, share.total


def _target(value: Share) -> Ratio:
    return share_of("target", value)


def _check_counts(_interval: object, _attribute: object, share: Ratio) -> None:
    if not isinstance(share, Ratio):
        raise InvalidType("share", share, "Ratio")
    if share.good.denominator != 1 or share.total.denominator != 1:
        allowed = "counts: whole numbers, because weights and times are no independent cases"
        raise InvalidValue("share", share, allowed)


@frozen(kw_only=True)
class ShareInterval:
    """Between which bounds the share behind a counted share lies, at a confidence.

    The counted cases are taken for independent draws, and half of the doubt lies on each side.
    Bounds are approximate: floats, good to about twelve digits. Made by `wilson` or
    `clopper_pearson`. Source: rule R6.11.

    Raises:
        InvalidType: a share that is no ratio, a confidence or method of another kind.
        InvalidValue: a share of something else than counts, or a confidence out of range.

    Examples:
        >>> interval = ShareInterval(share=Ratio(19, 20), confidence="95 %")
        >>> round(interval.low, 4), round(interval.high, 4)
        (0.7639, 0.9911)
        >>> print(interval)
        95 % (19 of 20): ≈ 76.39 % to ≈ 99.11 % (wilson, 95 % confidence)
    """

    share: Ratio = field(validator=_check_counts, eq=_counts)
    """What was counted; both numbers are whole."""

    confidence: Ratio = field(converter=_confidence)
    """How often such intervals contain the share behind, 0 to 1, both exclusive."""

    method: IntervalMethod = field(default=IntervalMethod.WILSON, validator=of_kind(IntervalMethod))
    """How it is made."""

    @cached_property
    def _bounds(self) -> tuple[float, float]:
        good, total = int(self.share.good), int(self.share.total)
        doubt = (1 - self.confidence.value) / 2
        bounds = _wilson if self.method is IntervalMethod.WILSON else _clopper_pearson
        low, high = bounds(good, total, doubt)
        counted = good / total  # bounds that rounding moved beyond it come back to it
        return min(low, counted), max(high, counted)

    @property
    def low(self) -> float:
        """Lower bound, from 0 up to the counted share; approximate."""
        return self._bounds[0]

    @property
    def high(self) -> float:
        """Upper bound, from the counted share up to 1; approximate."""
        return self._bounds[1]

    @property
    def is_approximate(self) -> bool:
        """True: the bounds are floats."""
        return True

    def __str__(self) -> str:
        low, high = percent_text(self.low), percent_text(self.high)
        confidence = percent_text(self.confidence.value)
        method = self.method.value.replace("_", "-")
        return f"{self.share}: {low} to {high} ({method}, {confidence} confidence)"


def _wilson(good: int, total: int, doubt: Fraction) -> tuple[float, float]:
    """Return the two roots of the score equation, without a difference of near numbers."""
    squared = normal_quantile(doubt) ** 2
    middle = 2 * good + squared
    spread = sqrt(squared * (squared + 4 * good * (total - good) / total))
    upper = (middle + spread) / 2
    low = good / total * (good / upper) if good else 0.0
    return low, upper / (total + squared) if good < total else 1.0


def _clopper_pearson(good: int, total: int, doubt: Fraction) -> tuple[float, float]:
    """Return the shares at which so few, or so many, have the probability of the doubt."""
    low = beta_quantile(doubt, good, total - good + 1) if good else 0.0
    high = beta_quantile(1 - doubt, good + 1, total - good) if good < total else 1.0
    return low, high


@overload
def wilson(share: Ratio, *, confidence: Share) -> ShareInterval: ...
@overload
def wilson(share: Ratio | NoData, *, confidence: Share) -> ShareInterval | NoData: ...
def wilson(share: Ratio | NoData, *, confidence: Share) -> ShareInterval | NoData:
    """Return the Wilson score interval around a counted share.

    Args:
        share: so many of so many cases, both whole; no data stays no data.
        confidence: how often such intervals contain the share behind, for example `"95 %"`.

    Raises:
        InvalidType: a share that is no ratio, or a float confidence.
        InvalidValue: a share of something else than counts, or a confidence out of range.

    Examples:
        >>> print(wilson(Ratio(10, 10), confidence="95 %"))
        100 % (10 of 10): ≈ 72.25 % to 100 % (wilson, 95 % confidence)
    """
    return _interval(share, confidence, IntervalMethod.WILSON)


@overload
def clopper_pearson(share: Ratio, *, confidence: Share) -> ShareInterval: ...
@overload
def clopper_pearson(share: Ratio | NoData, *, confidence: Share) -> ShareInterval | NoData: ...
def clopper_pearson(share: Ratio | NoData, *, confidence: Share) -> ShareInterval | NoData:
    """Return the Clopper-Pearson interval around a counted share: never less sure than it says.

    Args:
        share: so many of so many cases, both whole; no data stays no data.
        confidence: how often at least such intervals contain the share behind.

    Raises:
        InvalidType: a share that is no ratio, or a float confidence.
        InvalidValue: a share of something else than counts, or a confidence out of range.

    Examples:
        >>> print(clopper_pearson(Ratio(19, 20), confidence="95 %"))
        95 % (19 of 20): ≈ 75.13 % to ≈ 99.87 % (clopper-pearson, 95 % confidence)
    """
    return _interval(share, confidence, IntervalMethod.CLOPPER_PEARSON)


def _interval(
    share: Ratio | NoData, confidence: Share, method: IntervalMethod
) -> ShareInterval | NoData:
    check_policy("method", method, IntervalMethod)
    sure = _confidence(confidence)
    if isinstance(share, NoData):
        return share
    return ShareInterval(share=share, confidence=sure, method=method)


def allowed_misses(
    total: int, required: Share, *, small_sample: SmallSample = SmallSample.STRICT
) -> int:
    """Return how many of so many cases may miss a target, exact. Source: rule R6.8.

    Args:
        total: how many cases are judged.
        required: the share that must meet the target, for example `"95 %"`.
        small_sample: whether a target that allows less than one miss allows one.

    Raises:
        InvalidType: a total that is no int, a float share, or a policy of another kind.
        InvalidValue: a negative total, or a share outside 0 to 1.

    Examples:
        >>> [allowed_misses(total, "95 %") for total in (5, 19, 20, 100)]
        [0, 0, 1, 5]
        >>> allowed_misses(5, "95 %", small_sample=SmallSample.ONE_MISS)
        1
    """
    count, share = whole("total", total), share_of("required", required).value
    check_policy("small_sample", small_sample, SmallSample)
    misses = count * (1 - share) // 1
    if small_sample is SmallSample.ONE_MISS and share < 1:
        return max(misses, min(count, 1))
    return misses


@frozen(kw_only=True)
class ShareJudgement:
    """How a counted share stands against a target, and whether the count proves it.

    `is_met` compares the counts exactly, as a contract does. `verdict` asks whether the share
    behind them is shown to reach the target. Made by `judge_share`. Source: rules R6.8, R6.11.

    Raises:
        InvalidType: an interval, target or policy of another kind.
        InvalidValue: a target outside 0 to 1.

    Examples:
        >>> interval = wilson(Ratio(14, 20), confidence="95 %")
        >>> ShareJudgement(interval=interval, target="95 %").verdict
        <ShareVerdict.DEMONSTRABLY_MISSED: 'demonstrably missed'>
    """

    interval: ShareInterval = field(validator=of_kind(ShareInterval))
    """What was counted, and between which bounds the share behind it lies."""

    target: Ratio = field(converter=_target)
    """The share that is required, 0 to 1."""

    small_sample: SmallSample = field(default=SmallSample.STRICT, validator=of_kind(SmallSample))
    """How many misses it allows where its share of a few is less than one."""

    @property
    def share(self) -> Ratio:
        """What was counted."""
        return self.interval.share

    @property
    def misses(self) -> int:
        """How many cases did not meet the target."""
        return int(self.share.complement.good)

    @property
    def allowed_misses(self) -> int:
        """How many may do so, exact."""
        return allowed_misses(int(self.share.total), self.target, small_sample=self.small_sample)

    @property
    def is_met(self) -> bool:
        """Whether no more cases missed than may, exact; it does not look at the interval."""
        return self.misses <= self.allowed_misses

    @property
    def verdict(self) -> ShareVerdict:
        """What the count shows about the share behind it."""
        if self.interval.low >= self.target.value:
            return ShareVerdict.DEMONSTRABLY_MET
        if self.interval.high < self.target.value:
            return ShareVerdict.DEMONSTRABLY_MISSED
        return ShareVerdict.NOT_PROVEN

    def explain(self) -> str:
        """Return the judgement and what it rests on as text for a person."""
        policy = self.small_sample.value.replace("_", " ")
        return "\n".join(
            (
                str(self),
                f"counted: {self.misses} missed, {self.allowed_misses} may ({policy})",
                f"interval: {self.interval}",
            )
        )

    def as_dict(self) -> dict[str, str | int | float | bool]:
        """Return the judgement for a table: counts, shares as numbers, words."""
        return {
            "good": int(self.share.good),
            "total": int(self.share.total),
            "share": float(self.share.value),
            "target": float(self.target.value),
            "is_met": self.is_met,
            "verdict": self.verdict.value,
            "low": self.interval.low,
            "high": self.interval.high,
            "confidence": float(self.interval.confidence.value),
            "method": self.interval.method.value,
        }

    def __str__(self) -> str:
        told = f"{'met' if self.is_met else 'missed'}, {self.verdict.value}"
        return f"{told}: {self.share} against {percent_text(self.target.value)}"


@overload
def judge_share(
    share: Ratio,
    target: Share,
    *,
    confidence: Share,
    method: IntervalMethod = ...,
    small_sample: SmallSample = ...,
) -> ShareJudgement: ...
@overload
def judge_share(
    share: Ratio | NoData,
    target: Share,
    *,
    confidence: Share,
    method: IntervalMethod = ...,
    small_sample: SmallSample = ...,
    min_sample: int = ...,
) -> ShareJudgement | NoData: ...
def judge_share(
    share: Ratio | NoData,
    target: Share,
    *,
    confidence: Share,
    method: IntervalMethod = IntervalMethod.WILSON,
    small_sample: SmallSample = SmallSample.STRICT,
    min_sample: int = 0,
) -> ShareJudgement | NoData:
    """Return how a counted share stands against a target, and whether the count proves it.

    Args:
        share: so many of so many cases, both whole; no data stays no data.
        target: the share that is required, for example `"95 %"`.
        confidence: how sure a verdict shall be, for example `"95 %"`.
        method: how the interval around the share is made.
        small_sample: whether a target that allows less than one miss allows one.
        min_sample: with fewer cases the target is not judged: no data.

    Raises:
        InvalidType: a share that is no ratio, a float, or a policy of another kind.
        InvalidValue: a share of something else than counts, or a number out of range.

    Examples:
        >>> print(judge_share(Ratio(19, 20), "95 %", confidence="95 %").explain())
        met, not proven: 95 % (19 of 20) against 95 %
        counted: 1 missed, 1 may (strict)
        interval: 95 % (19 of 20): ≈ 76.39 % to ≈ 99.11 % (wilson, 95 % confidence)
        >>> print(judge_share(Ratio(4, 5), "95 %", confidence="95 %", min_sample=20))
        5 cases, fewer than the 20 that are judged
    """
    least, required = whole("min_sample", min_sample), _target(target)
    check_policy("small_sample", small_sample, SmallSample)
    interval = _interval(share, confidence, method)
    if isinstance(interval, NoData):
        return interval
    if interval.share.total < least:
        cases = int(interval.share.total)
        return NoData(f"{cases} cases, fewer than the {least} that are judged")
    return ShareJudgement(interval=interval, target=required, small_sample=small_sample)
