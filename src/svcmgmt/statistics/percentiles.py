"""Percentiles by named estimators: the same data have several, and a target may lie between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import ceil
from operator import le
from typing import Any, Final, Literal, Protocol, TypeAlias, TypeVar, assert_never, overload

from svcmgmt.errors import InvalidType
from svcmgmt.statistics._arguments import Share, check_policy, share_of
from svcmgmt.values import NoData
from svcmgmt.values._exact import exact
from svcmgmt.values._lists import listed

__all__ = ["PercentileMethod", "percentile", "percentiles"]

_MICROSECOND: Final = timedelta(microseconds=1)
_THIRD: Final = Fraction(1, 3)


class PercentileMethod(Enum):
    """How a percentile is read from sorted values (row 9, rule R6.9).

    The types are those of Hyndman and Fan, Sample quantiles in statistical packages, 1996.

    Examples:
        >>> PercentileMethod("nearest_rank")
        <PercentileMethod.NEAREST_RANK: 'nearest_rank'>
    """

    NEAREST_RANK = "nearest_rank"  # type 1: the least value that enough values do not exceed
    LINEAR = "linear"  # type 7: between neighbours, as spreadsheets and numpy do by default
    WEIBULL = "weibull"  # type 6: between neighbours, further out; the mean over all samples
    MEDIAN_UNBIASED = "median_unbiased"  # type 8: between neighbours, right half of the time


class _Ordered(Protocol):
    """What can be sorted."""

    def __lt__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - whatever it compares with

    def __le__(self, other: Any, /) -> bool: ...  # noqa: ANN401 - likewise


_Number: TypeAlias = int | Fraction | Decimal

OrderedT = TypeVar("OrderedT", bound=_Ordered)
NumberT = TypeVar("NumberT", bound=_Number)


@overload
def percentile(
    values: Iterable[OrderedT],
    share: Share,
    *,
    method: Literal[PercentileMethod.NEAREST_RANK] = ...,
) -> OrderedT | NoData: ...
@overload
def percentile(
    values: Iterable[timedelta], share: Share, *, method: PercentileMethod
) -> timedelta | NoData: ...
@overload
def percentile(
    values: Iterable[NumberT], share: Share, *, method: PercentileMethod
) -> NumberT | Fraction | NoData: ...
def percentile(
    values: Iterable[_Ordered],
    share: Share,
    *,
    method: PercentileMethod = PercentileMethod.NEAREST_RANK,
) -> _Ordered | NoData:
    """Return the value that a share of the values does not exceed.

    Nearest rank returns one of the values, and agrees with counting: it is within a limit
    exactly when at least the share of the values is. It is also what a bill by the 95th
    percentile means, that drops the top 5 % of the samples (rule R6.10): whether ranks are
    counted from below or from the top makes no difference. The other methods lie between two
    values, as an exact fraction, or as a duration rounded once to the microsecond, half to even.

    Args:
        values: in any order; for nearest rank anything that can be sorted, for the others
            int, Fraction and Decimal, or durations.
        share: from 0 to 1, for example `"95 %"`; 0 gives the least value and 1 the greatest.
        method: how to read it from the sorted values.

    Returns:
        The percentile; no data if there are no values.

    Raises:
        InvalidType: values that cannot be sorted, floats between which a method would have to
            calculate, a float share, or a method of another kind.
        InvalidValue: a share outside 0 to 1, or a number beyond 1e±30 to calculate with.

    Examples:
        >>> minutes = [12, 15, 18, 20, 22, 25, 28, 30, 33, 35, 40, 45, 50, 60, 75, 90, 120, 180,
        ...            235, 400]
        >>> for method in PercentileMethod:
        ...     print(method.value, percentile(minutes, "95 %", method=method))
        nearest_rank 235
        linear 973/4
        weibull 1567/4
        median_unbiased 1369/4
    """
    return _read(values, [share], method)[0]


@overload
def percentiles(
    values: Iterable[OrderedT],
    shares: Iterable[Share],
    *,
    method: Literal[PercentileMethod.NEAREST_RANK] = ...,
) -> tuple[OrderedT | NoData, ...]: ...
@overload
def percentiles(
    values: Iterable[timedelta], shares: Iterable[Share], *, method: PercentileMethod
) -> tuple[timedelta | NoData, ...]: ...
@overload
def percentiles(
    values: Iterable[NumberT], shares: Iterable[Share], *, method: PercentileMethod
) -> tuple[NumberT | Fraction | NoData, ...]: ...
def percentiles(
    values: Iterable[_Ordered],
    shares: Iterable[Share],
    *,
    method: PercentileMethod = PercentileMethod.NEAREST_RANK,
) -> tuple[_Ordered | NoData, ...]:
    """Return several percentiles of the same values, which are sorted once; see `percentile`.

    Args:
        values: in any order.
        shares: each from 0 to 1, for example `["50 %", "95 %"]`.
        method: how to read them from the sorted values.

    Returns:
        One percentile for each share, in the order of the shares; no data without values.

    Raises:
        InvalidType: as `percentile`.
        InvalidValue: as `percentile`.

    Examples:
        >>> median, p95 = percentiles([4, 1, 3, 2], ["50 %", "95 %"])
        >>> print(median, p95)
        2 4
    """
    return _read(values, shares, method)


def _read(
    values: Iterable[_Ordered], shares: Iterable[Share], method: PercentileMethod
) -> tuple[_Ordered | NoData, ...]:
    check_policy("method", method, PercentileMethod)
    wanted = [
        share_of("share", share).value for share in listed(shares, "shares", "a list of shares")
    ]
    ordered = _sorted(values)
    if not ordered:
        return (NoData("no values"),) * len(wanted)
    ranks = [_rank(share, len(ordered), method) for share in wanted]
    if method is PercentileMethod.NEAREST_RANK:
        return tuple(ordered[int(rank) - 1] for rank in ranks)
    micros = [each // _MICROSECOND for each in ordered if isinstance(each, timedelta)]
    if len(micros) == len(ordered):
        return tuple(timedelta(microseconds=round(_between(micros, rank))) for rank in ranks)
    numbers = [_number(each) for each in ordered]
    return tuple(_between(numbers, rank) for rank in ranks)


def _sorted(values: Iterable[_Ordered]) -> list[_Ordered]:
    """Return values in order, and refuse what has none, such as a NaN that would hide in it."""
    given = listed(values, "values", "a list of values")
    try:
        ordered = sorted(given)
        if all(map(le, ordered[:1] + ordered, ordered)):
            return ordered
    except (TypeError, ArithmeticError):
        pass  # refused like values that compare but follow no order
    raise InvalidType("values", given, "values that can all be compared with each other")


def _number(value: _Ordered) -> _Number:
    if not isinstance(value, _Number) or isinstance(value, bool):
        raise InvalidType("values", value, "int, Fraction and Decimal, or durations only")
    return value


def _rank(share: Fraction, count: int, method: PercentileMethod) -> Fraction:
    """Return where the percentile lies among sorted values, from 1 to their count."""
    match method:
        case PercentileMethod.NEAREST_RANK:
            rank = Fraction(ceil(share * count))
        case PercentileMethod.LINEAR:
            rank = share * (count - 1) + 1
        case PercentileMethod.WEIBULL:
            rank = share * (count + 1)
        case PercentileMethod.MEDIAN_UNBIASED:
            rank = share * (count + _THIRD) + _THIRD
        case _:
            assert_never(method)
    return min(max(rank, Fraction(1)), Fraction(count))


def _between(ordered: Sequence[_Number], rank: Fraction) -> Fraction:
    """Return the exact value at a rank that may lie between two."""
    below = int(rank)
    low = exact("values", ordered[below - 1])
    high = exact("values", ordered[min(below, len(ordered) - 1)])
    return low + (rank - below) * (high - low)
