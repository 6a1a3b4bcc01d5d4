"""Which share of a period is charged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.product import PriceProration, used_share

FEBRUARY = date(2026, 2, 1), date(2026, 3, 1)
MARCH = date(2026, 3, 1), date(2026, 4, 1)
EVER = date(2099, 1, 1)


@pytest.mark.parametrize(
    ("first", "period", "actual", "thirty"),
    [
        (date(2026, 3, 22), MARCH, Fraction(10, 31), Fraction(9, 30)),
        (date(2026, 3, 31), MARCH, Fraction(1, 31), Fraction(1, 30)),
        (date(2026, 2, 15), FEBRUARY, Fraction(1, 2), Fraction(16, 30)),
        (date(2026, 1, 1), MARCH, Fraction(1), Fraction(1)),
        (date(2026, 4, 1), MARCH, Fraction(0), Fraction(0)),
    ],
)
def test_days_are_counted_in_three_ways(
    first: date, period: tuple[date, date], actual: Fraction, thirty: Fraction
) -> None:
    used = first, EVER
    assert used_share(used, period).value == actual
    assert used_share(used, period, proration=PriceProration.THIRTY_360).value == thirty
    assert used_share(used, period, proration=PriceProration.NONE).value == (1 if actual else 0)


@pytest.mark.parametrize(
    ("used", "period"),
    [((EVER, date(2026, 1, 1)), MARCH), (MARCH, (EVER, EVER)), (MARCH, (EVER, date(2026, 1, 1)))],
)
def test_what_ends_before_it_begins_is_refused(
    used: tuple[date, date], period: tuple[date, date]
) -> None:
    with pytest.raises(InvalidValue):
        used_share(used, period)


@pytest.mark.parametrize("odd", ["2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)])
def test_only_dates_have_days(odd: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType):
        used_share((odd, EVER), MARCH)
