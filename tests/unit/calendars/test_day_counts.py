from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.calendars import CalendarDays, Landing, Outside, WorkingDays
from svcmgmt.errors import InvalidType, InvalidValue

KINDS = [WorkingDays, CalendarDays]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("days", [0, 1, 100_000])
def test_whole_numbers_of_days_are_kept(kind: type[WorkingDays | CalendarDays], days: int) -> None:
    assert kind(days).days == days


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("days", [-1, 100_001, pytest.param(10**5000, id="huge")])
def test_impossible_numbers_are_refused(kind: type[WorkingDays | CalendarDays], days: int) -> None:
    with pytest.raises(InvalidValue) as caught:
        kind(days)
    assert (caught.value.field, caught.value.value) == ("days", days)
    assert caught.value.allowed == "0 to 100000"
    assert str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("days", [1.0, "1", None, True, timedelta(days=1)])
def test_days_of_another_type_are_refused(
    kind: type[WorkingDays | CalendarDays], days: object
) -> None:
    with pytest.raises(InvalidType) as caught:
        kind(days)  # type: ignore[arg-type]
    assert (caught.value.field, caught.value.allowed) == ("days", "int")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (WorkingDays(1), "1 working day"),
        (WorkingDays(0), "0 working days"),
        (WorkingDays(5), "5 working days"),
        (CalendarDays(1), "1 calendar day"),
        (CalendarDays(30), "30 calendar days"),
    ],
)
def test_counts_are_told_with_their_unit(count: WorkingDays | CalendarDays, text: str) -> None:
    assert str(count) == text


@pytest.mark.parametrize("length", [timedelta(0), -timedelta(hours=8)])
def test_a_day_has_some_length(length: timedelta) -> None:
    with pytest.raises(InvalidValue) as caught:
        WorkingDays(1, day_length=length)
    assert (caught.value.field, caught.value.allowed) == ("day_length", "a positive duration")


def test_equality_is_by_every_choice() -> None:
    assert WorkingDays(1) == WorkingDays(1)
    assert WorkingDays(1) != WorkingDays(1, outside=Outside.COUNT_ON)
    assert WorkingDays(1) != WorkingDays(1, landing=Landing.CLOSE)
    assert WorkingDays(1) != WorkingDays(1, day_length=timedelta(hours=8))
    counts: list[object] = [WorkingDays(1), CalendarDays(1)]
    assert len(set(counts)) == 2


@pytest.mark.parametrize("policy", [{"outside": "count_on"}, {"landing": "close"}], ids=str)
def test_a_word_in_place_of_a_policy_is_refused(policy: dict[str, Any]) -> None:
    with pytest.raises(InvalidType) as caught:
        WorkingDays(1, **policy)
    [name] = policy
    assert (caught.value.field, caught.value.allowed) == (name, name.capitalize())


@pytest.mark.parametrize("reading", [{"landing": Landing.CLOSE}, {"outside": Outside.COUNT_ON}])
def test_a_day_length_excludes_the_other_readings(reading: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue) as caught:
        WorkingDays(1, day_length=timedelta(hours=8), **reading)
    assert caught.value.field == "day_length"


def test_a_day_length_of_another_type_is_refused_as_such() -> None:
    with pytest.raises(InvalidType) as caught:
        WorkingDays(1, day_length=8)  # type: ignore[arg-type]
    assert caught.value.field == "day_length"
