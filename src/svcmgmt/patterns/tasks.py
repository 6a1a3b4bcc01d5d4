"""Tasks: work that a server does on request, such as a qualification or the end of an order."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import frozen

from svcmgmt.common import LivingEntity
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger

__all__ = ["TASK", "CancelOrder", "Task", "TaskState", "TaskTrigger"]


class TaskState(State):
    """Where a task is (`TaskStateType`; some APIs of v4 spell the first one accepted).

    Examples:
        >>> TaskState("done").category
        <StateCategory.DONE: 'done'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received
    REJECTED = "rejected", StateCategory.CANCELLED  # refused (v5)
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # under way
    CANCELLED = "cancelled", StateCategory.CANCELLED  # withdrawn (v5)
    DONE = "done", StateCategory.DONE  # finished; final
    TERMINATED_WITH_ERROR = "terminatedWithError", StateCategory.DONE  # ended; final


class TaskTrigger(Trigger):
    """What moves a task.

    Examples:
        >>> TaskTrigger("finish")
        <TaskTrigger.FINISH: 'finish'>
    """

    START = "start"  # it is begun
    FINISH = "finish"  # it is done
    FAIL = "fail"  # it ends with an error


_S, _T = TaskState, TaskTrigger
_DRAWN = "TMF622 LifeCycle_CancelProductOrder"

TASK: Lifecycle[TaskState, TaskTrigger] = Lifecycle(
    name="task",
    rules=(
        Rule(_T.START, (_S.ACKNOWLEDGED,), _S.IN_PROGRESS, source=_DRAWN),
        Rule(_T.FINISH, (_S.IN_PROGRESS,), _S.DONE, source=_DRAWN),
        Rule(_T.FAIL, (_S.IN_PROGRESS,), _S.TERMINATED_WITH_ERROR, source=_DRAWN),
    ),
    initials=(_S.ACKNOWLEDGED,),
    finals=(_S.DONE, _S.TERMINATED_WITH_ERROR),
    undrawn=(_S.REJECTED, _S.CANCELLED),
    source=_DRAWN,
)
"""Lifecycle of a task; TMF622, 641, 645 and 679 draw the same (8.5)."""


@frozen(kw_only=True)
class Task(LivingEntity[TaskState, TaskTrigger]):
    """Work that a server does on request; subclasses say which.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(Task(id="1").start(at=at("2026-10-26T08:00:00Z")).state)
        inProgress
    """

    state: TaskState | OwnState | None = TaskState.ACKNOWLEDGED
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[TaskState, TaskTrigger]:
        """Return `TASK`."""
        return TASK

    def start(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the task as it is under way."""
        return self.fire(_T.START, at=at, by=by, reason=reason)

    def finish(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the task as it is done."""
        return self.fire(_T.FINISH, at=at, by=by, reason=reason)

    def fail(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the task after it ended with an error."""
        return self.fire(_T.FAIL, at=at, by=by, reason=reason)


@frozen(kw_only=True)
class CancelOrder(Task):
    """A request to end an order; subclasses say of which kind the order is.

    Examples:
        >>> CancelOrder(cancellation_reason="moved house").cancellation_reason
        'moved house'
    """

    cancellation_reason: str | None = None
    """Why it shall end."""

    requested_cancellation_date: datetime | None = None
    """When it shall end."""

    effective_cancellation_date: datetime | None = None
    """When it ended."""
