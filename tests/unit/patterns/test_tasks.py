"""Tasks: begun, done, or ended with an error."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from full_documents import edges

from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.patterns import TASK, CancelOrder, Task, TaskState

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("acknowledged", "inProgress"),
    ("inProgress", "done"),
    ("inProgress", "terminatedWithError"),
}
"""Edges of the picture of TMF622; the other APIs draw the same."""


class TestLifecycle:
    def test_it_has_the_edges_of_the_picture(self) -> None:
        assert edges(TASK) == DRAWN
        assert TASK.initials == (TaskState.ACKNOWLEDGED,)
        assert {str(each) for each in TASK.finals} == {"done", "terminatedWithError"}
        assert set(TASK.undrawn) == {TaskState.REJECTED, TaskState.CANCELLED}

    def test_a_task_is_done(self) -> None:
        task = Task(id="1").start(at=MONDAY, by="ana", reason="asked")
        assert task.state is TaskState.IN_PROGRESS
        assert task.finish(at=MONDAY).state is TaskState.DONE
        assert task.history[0].by == "ana"

    def test_a_task_fails(self) -> None:
        task = Task(id="1").start(at=MONDAY).fail(at=MONDAY)
        assert task.state is TaskState.TERMINATED_WITH_ERROR
        with pytest.raises(TransitionNotAllowed):
            task.start(at=MONDAY)

    def test_a_task_that_is_not_begun_is_never_done(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            Task(id="1").finish(at=MONDAY)


class TestEndOfAnOrder:
    def test_it_is_a_task_with_dates(self) -> None:
        task = CancelOrder(
            cancellation_reason="moved",
            requested_cancellation_date=MONDAY,
            effective_cancellation_date=MONDAY,
        )
        assert task.state is TaskState.ACKNOWLEDGED
        assert task.effective_cancellation_date == MONDAY

    def test_a_wrong_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            CancelOrder(requested_cancellation_date="today")  # type: ignore[arg-type]
