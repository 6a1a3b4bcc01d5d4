from __future__ import annotations

from datetime import date

import pytest

from svcmgmt.calendars import Closure, ClosureKind


@pytest.mark.parametrize(
    ("closure", "text"),
    [
        (Closure(kind=ClosureKind.OUTSIDE_HOURS), "outside hours"),
        (Closure(kind=ClosureKind.EXCLUDED), "excluded"),
        (Closure(kind=ClosureKind.NOT_VALID), "no version"),
        (Closure(kind=ClosureKind.HOLIDAY, day=date(2026, 12, 25)), "holiday 2026-12-25"),
        (
            Closure(kind=ClosureKind.SPECIAL_DAY, day=date(2026, 12, 24), name="Christmas Eve"),
            "special day 2026-12-24 Christmas Eve",
        ),
    ],
)
def test_a_closure_tells_its_facts(closure: Closure, text: str) -> None:
    assert str(closure) == text


def test_every_kind_is_found_by_its_text() -> None:
    assert [ClosureKind(kind.value) for kind in ClosureKind] == list(ClosureKind)


def test_equal_reasons_are_one() -> None:
    reasons = {Closure(kind=ClosureKind.HOLIDAY, day=date(2026, 12, 25)) for _ in range(2)}
    assert len(reasons) == 1
