"""Roots of the exception tree; every package adds its own leaves.

Each error keeps its facts as positional arguments, so that it pickles and can be handled without
parsing its text. A message says what was wrong, which value it was and what is allowed.
"""

from __future__ import annotations

from datetime import datetime
from reprlib import Repr
from typing import Final

__all__ = ["InvalidType", "InvalidValue", "LimitExceeded", "SvcmgmtError", "shown"]

_LONGEST: Final = 100
_SHORT: Final = Repr()
_SHORT.maxstring = _SHORT.maxother = 80


def shown(value: object) -> str:
    """Return a short, safe text of any value for an error message.

    Args:
        value: anything, also a value whose own `repr` is huge or fails.

    Returns:
        At most a hundred characters; an instant in ISO 8601 form.

    Examples:
        >>> shown("noon")
        "'noon'"
        >>> shown(10**5000)
        '<int that cannot be shown>'
    """
    if isinstance(value, datetime):
        return value.isoformat()
    try:
        text = _SHORT.repr(value)
    except Exception:  # noqa: BLE001 - whatever cannot be shown must not hide what was wrong
        text = f"<{type(value).__name__} that cannot be shown>"
    half = _LONGEST // 2 - 2
    return text if len(text) <= _LONGEST else f"{text[:half]}...{text[-half:]}"


class SvcmgmtError(Exception):
    """Root of every exception that the library raises on purpose.

    Examples:
        >>> issubclass(InvalidValue, SvcmgmtError)
        True
    """


class InvalidValue(SvcmgmtError, ValueError):
    """A value that cannot be: it breaks an invariant of the thing it was given to.

    Args:
        field: what the value was given for.
        value: the value itself.
        allowed: what would have been accepted, in words.

    Examples:
        >>> print(InvalidValue("weight", 2, "a share from 0 to 1"))
        weight: 2 is not allowed; allowed: a share from 0 to 1
    """

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(field, value, allowed)
        self.field = field
        self.value = value
        self.allowed = allowed

    def __str__(self) -> str:
        return f"{self.field}: {shown(self.value)} is not allowed; allowed: {self.allowed}"


class InvalidType(SvcmgmtError, TypeError):
    """A value of a kind that cannot be used here, for example a float where exactness counts.

    Args:
        field: what the value was given for.
        value: the value itself.
        allowed: the accepted types, in words.

    Examples:
        >>> print(InvalidType("amount", 0.1, "int, Decimal, Fraction or decimal text"))
        amount: float 0.1 is not allowed; allowed: int, Decimal, Fraction or decimal text
    """

    def __init__(self, field: str, value: object, allowed: str) -> None:
        super().__init__(field, value, allowed)
        self.field = field
        self.value = value
        self.allowed = allowed

    def __str__(self) -> str:
        kind = type(self.value).__name__
        return f"{self.field}: {kind} {shown(self.value)} is not allowed; allowed: {self.allowed}"


class LimitExceeded(SvcmgmtError, ValueError):
    """More work than a stated limit allows; raised before the work is done.

    Args:
        what: the thing that is limited.
        asked: how much was asked for.
        limit: how much is allowed.

    Examples:
        >>> print(LimitExceeded("steps of a recurrence rule", 7_258_118_400, 100_000))
        steps of a recurrence rule: 7258118400 is over the limit of 100000
    """

    def __init__(self, what: str, asked: object, limit: object) -> None:
        super().__init__(what, asked, limit)
        self.what = what
        self.asked = asked
        self.limit = limit

    def __str__(self) -> str:
        return f"{self.what}: {shown(self.asked)} is over the limit of {shown(self.limit)}"
