"""Changes collide if their windows overlap on the same thing, or on things that depend."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.calendars import ChangeFreeze, ChangeWindows, MaintenanceWindow, fixed, weekly
from svcmgmt.errors import InvalidType, LimitExceeded
from svcmgmt.practice import (
    Change,
    ChangeModel,
    ChangeState,
    check_change_calendar,
    collisions,
)
from svcmgmt.temporal import Interval
from svcmgmt.values import Ref, ServiceId

SUNDAY = datetime(2026, 11, 8, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def planned(
    name: str, start: float, length: float, *items: str, model: ChangeModel = ChangeModel.NORMAL
) -> Change:
    window = Interval(SUNDAY + start * MINUTE, SUNDAY + (start + length) * MINUTE)
    change = Change.log(id=name, at=SUNDAY - timedelta(days=7), model=model, planned=window)
    return evolve(change, affected=[Ref(id=ServiceId(item)) for item in items])


def told(*changes: Change, depends_on: Any = ()) -> list[str]:  # noqa: ANN401
    return [str(each) for each in collisions(changes, depends_on=depends_on)]


class TestCollisions:
    def test_overlapping_windows_on_one_thing_collide(self) -> None:
        assert told(planned("A", 0, 60, "db1"), planned("B", 30, 60, "db1")) == ["A and B on db1"]

    def test_windows_that_only_touch_do_not(self) -> None:
        assert told(planned("A", 0, 60, "db1"), planned("B", 60, 60, "db1")) == []
        assert told(planned("A", 0, 60, "db1"), planned("B", 30, 0, "db1")) == []

    def test_other_things_do_not(self) -> None:
        assert told(planned("A", 0, 60, "db1"), planned("B", 0, 60, "db2")) == []

    @pytest.mark.parametrize("pair", [("shop", "db1"), ("db1", "shop")])
    def test_things_that_depend_on_each_other_do(self, pair: tuple[str, str]) -> None:
        changes = planned("B", 0, 60, "shop"), planned("A", 30, 60, "db1")
        assert told(*changes, depends_on=[pair, pair]) == ["B and A on db1 and shop"]

    def test_a_change_does_not_collide_with_itself(self) -> None:
        both = planned("A", 0, 60, "db1", "shop", "db1")
        assert told(both, depends_on=[("shop", "db1"), ("db1", "db1"), ("x", "db1")]) == []

    def test_a_pair_is_told_once_with_all_things(self) -> None:
        changes = planned("A", 0, 60, "db1", "shop"), planned("B", 0, 60, "db1", "shop")
        assert told(*changes, depends_on=[("shop", "db1")]) == [
            "A and B on db1, db1 and shop, shop"
        ]

    def test_all_pairs_of_several_are_told(self) -> None:
        changes = [
            planned(name, start, 60, "db1") for name, start in (("A", 0), ("B", 30), ("C", 50))
        ]
        assert told(*changes) == ["A and B on db1", "A and C on db1", "B and C on db1"]
        later = [
            planned(name, start, 60, "db1") for name, start in (("A", 0), ("B", 50), ("C", 70))
        ]
        assert told(*later) == ["A and B on db1", "B and C on db1"]

    @pytest.mark.parametrize("state", [ChangeState.CLOSED, ChangeState.CANCELLED])
    def test_those_that_are_over_do_not(self, state: ChangeState) -> None:
        gone = evolve(planned("A", 0, 60, "db1"), state=state, history=())
        assert told(gone, planned("B", 0, 60, "db1")) == []
        unknown = evolve(planned("A", 0, 60, "db1"), state=None, history=())
        assert told(unknown, planned("B", 0, 60, "db1")) == ["A and B on db1"]

    @pytest.mark.parametrize("window", [None, Interval(SUNDAY)])
    def test_those_without_a_start_and_end_do_not(self, window: Interval | None) -> None:
        vague = evolve(planned("A", 0, 60, "db1"), planned=window)
        assert told(vague, planned("B", 0, 60, "db1")) == []

    def test_too_many_are_refused(self) -> None:
        changes = [planned(str(number), 0, 60, "db1") for number in range(500)]
        with pytest.raises(LimitExceeded):
            collisions(changes)

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            collisions(["A"])  # type: ignore[list-item]
        for pair in ("ab", ("a",), ("a", "b", "c"), (1, 2)):
            with pytest.raises(InvalidType):
                told(depends_on=[pair])


WINDOWS = ChangeWindows(
    maintenance=[
        MaintenanceWindow(name="Sunday night", times=weekly("Sun 02:00-04:00", zone="UTC"))
    ],
    freezes=[
        ChangeFreeze(
            name="audit",
            exempt=["emergency"],
            times=fixed([Interval(SUNDAY + 60 * MINUTE, SUNDAY + 90 * MINUTE)]),
        )
    ],
)


class TestTheCalendar:
    def test_what_fits_has_no_findings(self) -> None:
        change = planned("A", 0, 60, "db1")
        assert check_change_calendar([change], windows={"db1": WINDOWS}) == ()

    def test_work_outside_windows_and_in_freezes_is_told(self) -> None:
        change = planned("CHG/1", 60, 120, "db1", "shop")
        found = check_change_calendar([change], windows={"db1": WINDOWS, "mail": WINDOWS})
        assert [(each.code, each.pointer, each.message) for each in found] == [
            (
                "outside-maintenance-window",
                "/CHG~11",
                "work outside every maintenance window of db1",
            ),
            ("change-freeze", "/CHG~11", "work during a change freeze of db1"),
        ]

    def test_a_freeze_may_exempt_a_model(self) -> None:
        change = planned("A", 60, 60, "db1", model=ChangeModel.EMERGENCY)
        assert check_change_calendar([change], windows={"db1": WINDOWS}) == ()

    def test_a_change_without_a_window_is_told(self) -> None:
        vague = evolve(planned("A", 0, 60, "db1"), planned=None)
        gone = evolve(vague, state=ChangeState.CANCELLED, history=())
        (finding,) = check_change_calendar([vague, gone])
        assert finding.code == "no-planned-window"

    def test_collisions_are_told_at_the_later_one(self) -> None:
        changes = [planned("B", 30, 60, "db1"), planned("A", 0, 60, "db1")]
        (finding,) = check_change_calendar(changes)
        assert (finding.code, finding.pointer, finding.value) == ("change-collision", "/B", "db1")
        assert finding.message == "overlaps with A"
