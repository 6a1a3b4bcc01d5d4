"""One text for one value, however it is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from attrs import frozen

from svcmgmt.practice import IncidentState
from svcmgmt.reports._canonical import canonical, digest_of
from svcmgmt.values import Severity


@frozen
class _Point:
    x: int
    y: int = 0


class _Silent:
    """A class that says nothing of itself."""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        ("a", '"a"'),
        (Severity.INFO, "Severity.INFO"),
        (IncidentState.NEW, "IncidentState.NEW"),
        (datetime(2026, 10, 1, tzinfo=UTC), "2026-10-01T00:00:00Z"),
        (timedelta(seconds=1), "1000000us"),
        (date(2026, 10, 1), "2026-10-01"),
        (time(8, 30), "08:30:00"),
        (ZoneInfo("Europe/Berlin"), "Europe/Berlin"),
        ((1, "a"), '[1,"a"]'),
        ([1], "[1]"),
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({2, 1}, "{1,2}"),
        (_Point(1), "_Point(x=1,y=0)"),
        (_Silent(), "_Silent"),
        (Fraction(1, 2), "Fraction Fraction(1, 2)"),
    ],
)
def test_a_value_has_one_text(value: object, text: str) -> None:
    assert canonical(value) == text


def test_a_name_does_not_depend_on_order() -> None:
    assert digest_of([1, "a"]) == digest_of(["a", 1])
    assert digest_of([1]) != digest_of([2])
    assert len(digest_of([])) == 32
