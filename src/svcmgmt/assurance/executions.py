"""How work that a server runs, such as tests and measurement jobs, goes on."""

from __future__ import annotations

from svcmgmt.lifecycle import Lifecycle, Rule, State, StateCategory, Trigger

__all__ = [
    "SERVICE_TEST",
    "ExecutionState",
    "ExecutionTrigger",
]


class ExecutionState(State):
    """Where a test or job is (`ExecutionStateType`, TMF653 and TMF628).

    Examples:
        >>> ExecutionState("failed").category
        <StateCategory.DONE: 'done'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received
    REJECTED = "rejected", StateCategory.CANCELLED  # refused; final
    PENDING = "pending", StateCategory.PAUSED  # waits
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # runs
    CANCELLED = "cancelled", StateCategory.CANCELLED  # withdrawn; final
    COMPLETED = "completed", StateCategory.DONE  # ended; final
    FAILED = "failed", StateCategory.DONE  # could not be ended; final


class ExecutionTrigger(Trigger):
    """What moves a test; own words, TMF653 names states only.

    Examples:
        >>> ExecutionTrigger("start")
        <ExecutionTrigger.START: 'start'>
    """

    REJECT = "reject"  # it is refused
    AWAIT = "await"  # it has to wait
    START = "start"  # it runs, for the first time or again
    COMPLETE = "complete"  # it ended
    FAIL = "fail"  # it could not be ended
    CANCEL = "cancel"  # it is withdrawn


_S, _T = ExecutionState, ExecutionTrigger

SERVICE_TEST: Lifecycle[ExecutionState, ExecutionTrigger] = Lifecycle(
    name="service_test",
    rules=(
        Rule(_T.REJECT, (_S.ACKNOWLEDGED,), _S.REJECTED),
        Rule(_T.AWAIT, (_S.ACKNOWLEDGED, _S.IN_PROGRESS), _S.PENDING),
        Rule(_T.START, (_S.ACKNOWLEDGED, _S.PENDING), _S.IN_PROGRESS),
        Rule(_T.COMPLETE, (_S.IN_PROGRESS,), _S.COMPLETED),
        Rule(_T.FAIL, (_S.IN_PROGRESS,), _S.FAILED),
        Rule(_T.CANCEL, (_S.ACKNOWLEDGED, _S.PENDING, _S.IN_PROGRESS), _S.CANCELLED),
    ),
    initials=(_S.ACKNOWLEDGED,),
    finals=(_S.REJECTED, _S.CANCELLED, _S.COMPLETED, _S.FAILED),
)
"""Lifecycle of a test: states of TMF653, whose transitions nobody has drawn (8.5)."""
