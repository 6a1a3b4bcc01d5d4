"""Checks of support as values: the worst verdict counts, and numbers are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from agreements import WEEK

from svcmgmt.agreement import SupportAspect, SupportCheck, SupportFeasibility, SupportVerdict
from svcmgmt.errors import InvalidType
from svcmgmt.values import AgreementId, Money, Quantity, Ratio

FAIL, UNKNOWN, PASS = SupportVerdict
HOURS, MONEY = SupportAspect.COVERAGE, SupportAspect.FINANCIAL


def check(aspect: SupportAspect, verdict: SupportVerdict, **more: Any) -> SupportCheck:  # noqa: ANN401
    """Return a check."""
    return SupportCheck(aspect=aspect, subject="SLA-7", verdict=verdict, **more)


def result(*checks: SupportCheck) -> SupportFeasibility:
    """Return checks together."""
    return SupportFeasibility(agreement=AgreementId("SLA-7"), within=WEEK, checks=checks)


def test_the_worst_verdict_counts() -> None:
    both = result(check(HOURS, PASS), check(HOURS, UNKNOWN), check(MONEY, FAIL))
    assert both.of(HOURS) is UNKNOWN
    assert both.of(MONEY) is FAIL
    assert both.verdict is FAIL
    assert len(both.about(HOURS)) == 2


def test_what_was_not_looked_at_is_unknown() -> None:
    assert result().verdict is UNKNOWN
    assert result(check(HOURS, PASS)).of(MONEY) is UNKNOWN


def test_numbers_of_every_kind_are_told() -> None:
    numbers: list[tuple[str, Any]] = [
        ("share", Ratio(1, 3)),
        ("time", timedelta(hours=30)),
        ("count", 3),
        ("amount", Quantity(128, "h")),
        ("money", Money("-1.5", "EUR")),
    ]
    one = check(MONEY, FAIL, reason="too little", numbers=numbers)
    assert one.as_dict()["numbers"] == (
        "share ≈ 33.3333 %, time 30:00:00, count 3, amount 128 h, money -1.50 EUR"
    )
    assert one.number("money") == Money("-1.5", "EUR")
    assert one.number("nothing") is None


def test_text_of_a_check_leaves_out_what_is_empty() -> None:
    assert str(check(HOURS, PASS)) == "coverage in time of SLA-7: pass"


def test_texts_and_tables_name_everything() -> None:
    both = result(check(HOURS, PASS, reason="all covered"), check(MONEY, FAIL))
    assert str(both).startswith(
        "support of SLA-7: fail (coverage in time pass, availability unknown"
    )
    assert repr(both) == f"<SupportFeasibility {both}>"
    assert both.explain().splitlines()[1] == (
        "calendars compared over 2026-10-19T00:00:00Z/2026-10-26T00:00:00Z, independent failures"
    )
    assert [row["verdict"] for row in both.as_rows()] == ["pass", "fail"]
    shown = both._repr_mimebundle_()
    assert shown["text/plain"] == both.explain()
    assert "| all covered |" in shown["text/markdown"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"aspect": "validity"},
        {"subject": 7},
        {"verdict": "pass"},
        {"reason": None},
        {"numbers": 5},
        {"numbers": ["ab", 5]},
    ],
)
def test_wrong_kinds_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidType, match=next(iter(wrong))):
        SupportCheck(**{"aspect": HOURS, "subject": "x", "verdict": PASS, **wrong})
    with pytest.raises(InvalidType, match="checks"):
        result("pass")  # type: ignore[arg-type]
