"""The value of a measure that has nothing to measure."""

from __future__ import annotations

from typing import NoReturn

from attrs import frozen

__all__ = ["NO_DATA", "NoData"]


@frozen
class NoData:
    """A result over an empty base: not zero, not one hundred percent, not NaN.

    It has no truth value and does not compare with numbers, so a program cannot mistake it for
    one. Source: rule R0.5.

    Examples:
        >>> NoData("no tickets were due in the period")
        NoData(reason='no tickets were due in the period')
        >>> print(NO_DATA)
        no data
    """

    reason: str = "no data"
    """Why there is no result, in words."""

    def __bool__(self) -> NoReturn:
        message = "no data is neither true nor false; test with isinstance(value, NoData)"
        raise TypeError(message)

    def __str__(self) -> str:
        return self.reason


NO_DATA = NoData()
"""No data, for no stated reason."""
