"""What was ordered beside what is there and what is billed."""

from __future__ import annotations

import pytest

from svcmgmt.errors import InvalidValue
from svcmgmt.patterns import BillingGap, order_to_bill
from svcmgmt.values import Money, NoData, Ratio

THIRTY, FORTY = Money(30, "EUR"), Money(40, "EUR")


def test_each_way_not_to_fit_has_a_name() -> None:
    result = order_to_bill(
        {"fine": THIRTY, "missing": None, "free": FORTY, "gone": None, "dear": THIRTY, "x": None},
        {
            **dict.fromkeys(["fine", "free", "stray", "dear", "x"], "active"),
            "over": "terminated",
            "gone": "terminated",
        },
        {"fine": THIRTY, "gone": THIRTY, "dear": FORTY, "ghost": None},
    )
    assert {each.id: each.gaps for each in result.rows if each.gaps} == {
        "dear": (BillingGap.PRICE_DIFFERS,),
        "free": (BillingGap.NOT_BILLED,),
        "ghost": (BillingGap.BILLED_NOT_THERE,),
        "gone": (BillingGap.BILLED_NOT_THERE,),
        "missing": (BillingGap.NOT_INSTALLED,),
        "stray": (BillingGap.NOT_ORDERED, BillingGap.NOT_BILLED),
        "x": (BillingGap.NOT_BILLED,),
    }
    assert result.matching == Ratio(1, 8)
    assert result.unbilled == {"EUR": FORTY}
    assert result.with_gap(BillingGap.NOT_BILLED) == ("free", "stray", "x")


def test_what_is_paid_for_is_a_choice() -> None:
    result = order_to_bill({"a": None}, {"a": "reserved"}, {"a": None}, paid_for=["reserved"])
    assert result.rows[0].gaps == ()


def test_nothing_to_compare() -> None:
    assert isinstance(order_to_bill({}, {"a": "terminated"}, {}).matching, NoData)


def test_prices_have_one_currency() -> None:
    with pytest.raises(InvalidValue):
        order_to_bill({"a": THIRTY}, {"a": "active"}, {"a": Money(30, "USD")})
