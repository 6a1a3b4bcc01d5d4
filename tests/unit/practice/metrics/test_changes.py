"""How changes go: each failure counts once, and the rule says what a failure is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import StateChange
from svcmgmt.practice import Approval, Change, ChangeModel, ChangeOutcome, ChangeState
from svcmgmt.practice.metrics import (
    ChangeRates,
    FailureRule,
    ScheduleVariance,
    WindowSlip,
    change_rates,
    schedule_variance,
)
from svcmgmt.temporal import Interval
from svcmgmt.values import ChangeId, IncidentId, NoData, Ratio, Ref

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = Interval.parse("2026-11-08T02:00:00Z/PT1H")

SUCCESSFUL, FAILED, BACKED_OUT = ChangeOutcome


def closed(outcome: ChangeOutcome | None = SUCCESSFUL, *caused: str, **fields: Any) -> Change:  # noqa: ANN401
    """Return a closed change as a document would tell of it."""
    return Change(
        **{
            "id": ChangeId("CHG-1"),
            "state": ChangeState.CLOSED,
            "model": ChangeModel.STANDARD,
            "outcome": outcome,
            "caused": [Ref(id=IncidentId(each)) for each in caused],
            **fields,
        }
    )


class TestRates:
    def test_each_failure_counts_once(self) -> None:
        changes = [
            closed(),
            closed(FAILED, "INC-1"),
            closed(BACKED_OUT, "INC-2", "INC-3"),
            closed(SUCCESSFUL, "INC-4"),
        ]
        told = change_rates(changes)
        assert (told.failed, told.backed_out, told.caused_incident) == (3, 1, 3)
        assert told.failure_rate == Ratio(3, 4)
        assert told.success_rate == Ratio(1, 4)
        assert told.back_out_rate == Ratio(1, 4)
        assert told.incident_share == Ratio(3, 4)

    def test_the_rule_may_look_at_the_outcome_only(self) -> None:
        changes = [closed(SUCCESSFUL, "INC-1"), closed(FAILED), closed()]
        told = change_rates(changes, rule=FailureRule.OUTCOME)
        assert (told.failed, told.caused_incident, told.rule) == (1, 1, FailureRule.OUTCOME)
        assert change_rates(changes).failed == 2

    def test_an_outcome_that_nobody_told_does_not_count(self) -> None:
        told = change_rates([closed(None), closed(), closed(None, "INC-1")])
        assert (told.untold, told.told) == (1, 2)
        assert told.success_rate == Ratio(1, 2)
        by_outcome = change_rates([closed(None, "INC-1")], rule=FailureRule.OUTCOME)
        assert by_outcome.untold == 1
        assert by_outcome.success_rate == NoData("no outcome is known")

    def test_shares_of_models(self) -> None:
        models = [ChangeModel.STANDARD] * 2 + [ChangeModel.EMERGENCY, ChangeModel.NORMAL]
        told = change_rates([closed(model=model) for model in models])
        assert (told.normal, told.standard, told.emergency, told.total) == (1, 2, 1, 4)
        assert told.standard_share == Ratio(1, 2)
        assert told.emergency_share == Ratio(1, 4)

    def test_changes_that_are_not_over_do_not_count(self) -> None:
        open_ones = [Change.log(id="1", at=MONDAY), Change(id=ChangeId("2"), state=None)]
        gone = Change.log(id="3", at=MONDAY).cancel(at=MONDAY)
        told = change_rates([*open_ones, gone])
        assert (told.total, told.cancelled) == (0, 1)
        assert told.standard_share == told.unauthorized_share == NoData("no change was closed")

    def test_counts_that_cannot_be_are_refused(self) -> None:
        wrongs: list[dict[str, Any]] = [
            {"failed": 2},
            {"backed_out": 1},
            {"untold": 2},
            {"caused_incident": 2},
            {"unauthorized": 2},
            {"untold": 1, "failed": 1},
            {"cancelled": -1},
        ]
        for wrong in wrongs:
            with pytest.raises(InvalidValue):
                ChangeRates(**{"normal": 1, **wrong})

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            change_rates(["CHG-1"])  # type: ignore[list-item]
        with pytest.raises(InvalidType):
            change_rates([], rule="any")  # type: ignore[arg-type]


class TestAuthorization:
    def made(self, **fields: Any) -> Change:  # noqa: ANN401
        """Return a change that a document says was made, whoever allowed it."""
        states = (ChangeState.NEW, ChangeState.AUTHORIZE, ChangeState.IMPLEMENT, ChangeState.CLOSED)
        history: list[StateChange[Any, Any]] = [
            StateChange(to_state=state, at=MONDAY + hours * HOUR)
            for hours, state in enumerate(states)
        ]
        return closed(**{"model": ChangeModel.EMERGENCY, "history": history, **fields})

    def test_one_without_a_yes_was_not_authorised(self) -> None:
        assert change_rates([self.made()]).unauthorized_share == Ratio(1, 1)

    @pytest.mark.parametrize(("hours", "unauthorized"), [(1, 0), (2, 0), (3, 1)])
    def test_a_yes_counts_until_work_begins(self, hours: int, unauthorized: int) -> None:
        yes = Approval(at=MONDAY + hours * HOUR, role="board")
        assert change_rates([self.made(approvals=[yes])]).unauthorized == unauthorized

    def test_standard_changes_need_none(self) -> None:
        assert change_rates([self.made(model=ChangeModel.STANDARD)]).unauthorized == 0

    def test_what_nobody_tells_is_not_held_against_it(self) -> None:
        assert change_rates([closed(model=ChangeModel.NORMAL)]).unauthorized == 0


class TestSchedules:
    def test_slips_of_start_length_and_end(self) -> None:
        late = Interval(NIGHT.start + HOUR / 2, NIGHT.start + 2 * HOUR)
        early = Interval(NIGHT.start - HOUR / 2, NIGHT.start)
        changes = [
            closed(id=name, planned=NIGHT, actual=each)
            for name, each in (("A", late), ("B", early))
        ]
        told = schedule_variance(changes)
        assert told.slips == (
            WindowSlip(change="A", start=HOUR / 2, length=HOUR / 2),
            WindowSlip(change="B", start=-HOUR / 2, length=-HOUR / 2),
        )
        assert [slip.end for slip in told.slips] == [HOUR, -HOUR]
        assert (told.mean_start, told.mean_length) == (timedelta(0), timedelta(0))
        assert told.overran == ("A",)

    @pytest.mark.parametrize(
        "fields",
        [{}, {"planned": NIGHT}, {"actual": NIGHT}, {"planned": NIGHT, "actual": Interval(MONDAY)},
         {"planned": Interval(MONDAY), "actual": NIGHT}],
    )  # fmt: skip
    def test_windows_that_are_not_known_are_told(self, fields: dict[str, Any]) -> None:
        told = schedule_variance([closed(**fields)])
        assert told == ScheduleVariance(missing=("CHG-1",))
        assert told.mean_start == told.mean_length == NoData("no change has both windows")

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            schedule_variance(["CHG-1"])  # type: ignore[list-item]


def test_no_change_can_be_evolved_into_another_base() -> None:
    with pytest.raises(InvalidValue):
        evolve(ChangeRates(normal=1, failed=1), normal=0)
