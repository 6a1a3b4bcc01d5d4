"""The states of a change request in TMF655, and which may follow which."""

from __future__ import annotations

from svcmgmt.lifecycle import Lifecycle, Rule, State, StateCategory, Trigger

__all__ = ["CHANGE_TMF655", "ChangeRequestState", "ChangeRequestTrigger"]


class ChangeRequestState(State):
    """Where a change request is on its way (words of TMF655, in lifecycle order).

    Examples:
        >>> ChangeRequestState("fallbackExecution").category
        <StateCategory.OPEN: 'open'>
    """

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN  # received
    REQUEST_FOR_AUTHORIZATION = "requestForAuthorization", StateCategory.OPEN  # to be put forward
    WAIT_FOR_APPROVAL = "waitForApproval", StateCategory.OPEN  # put forward
    APPROVED = "approved", StateCategory.OPEN  # may be made
    SCHEDULED = "scheduled", StateCategory.OPEN  # has its window
    IN_PROGRESS = "inProgress", StateCategory.OPEN  # is being made
    FALLBACK_EXECUTION = "fallbackExecution", StateCategory.OPEN  # is being undone
    POST_IMPLEMENTATION_REVIEW = "postImplementationReview", StateCategory.OPEN  # how did it go
    COMPLETED = "completed", StateCategory.DONE  # made; final
    FAILED = "failed", StateCategory.DONE  # not made as it should; final
    REJECTED = "rejected", StateCategory.CANCELLED  # may not be made; final
    CANCELLED = "cancelled", StateCategory.CANCELLED  # will not be made; final


class ChangeRequestTrigger(Trigger):
    """What moves a change request; own words, TMF655 names statuses only.

    Examples:
        >>> ChangeRequestTrigger("fallBack")
        <ChangeRequestTrigger.FALL_BACK: 'fallBack'>
    """

    REQUEST_AUTHORIZATION = "requestAuthorization"  # authorisation is asked for
    AWAIT_APPROVAL = "awaitApproval"  # those who decide have it
    APPROVE = "approve"  # they say yes
    REJECT = "reject"  # they say no
    SCHEDULE = "schedule"  # it has a window
    START = "start"  # work begins
    FALL_BACK = "fallBack"  # it is being undone
    REVIEW = "review"  # work has ended
    COMPLETE = "complete"  # it went well
    FAIL = "fail"  # it did not
    CANCEL = "cancel"  # it will not be made


_S, _T = ChangeRequestState, ChangeRequestTrigger
_ASKED = (_S.ACKNOWLEDGED, _S.REQUEST_FOR_AUTHORIZATION, _S.WAIT_FOR_APPROVAL)

CHANGE_TMF655: Lifecycle[ChangeRequestState, ChangeRequestTrigger] = Lifecycle(
    name="change_tmf655",
    rules=(
        Rule(_T.REQUEST_AUTHORIZATION, (_S.ACKNOWLEDGED,), _S.REQUEST_FOR_AUTHORIZATION),
        Rule(_T.AWAIT_APPROVAL, (_S.REQUEST_FOR_AUTHORIZATION,), _S.WAIT_FOR_APPROVAL),
        Rule(_T.APPROVE, (_S.WAIT_FOR_APPROVAL,), _S.APPROVED),
        Rule(_T.REJECT, _ASKED, _S.REJECTED),
        Rule(_T.SCHEDULE, (_S.APPROVED,), _S.SCHEDULED),
        Rule(_T.START, (_S.SCHEDULED,), _S.IN_PROGRESS),
        Rule(
            _T.FALL_BACK,
            (_S.IN_PROGRESS, _S.POST_IMPLEMENTATION_REVIEW),
            _S.FALLBACK_EXECUTION,
        ),
        Rule(
            _T.REVIEW,
            (_S.IN_PROGRESS, _S.FALLBACK_EXECUTION),
            _S.POST_IMPLEMENTATION_REVIEW,
        ),
        Rule(_T.COMPLETE, (_S.POST_IMPLEMENTATION_REVIEW,), _S.COMPLETED),
        Rule(
            _T.FAIL,
            (_S.IN_PROGRESS, _S.FALLBACK_EXECUTION, _S.POST_IMPLEMENTATION_REVIEW),
            _S.FAILED,
        ),
        Rule(_T.CANCEL, (*_ASKED, _S.APPROVED, _S.SCHEDULED), _S.CANCELLED),
    ),
    initials=(_S.ACKNOWLEDGED,),
    finals=(_S.REJECTED, _S.CANCELLED, _S.COMPLETED, _S.FAILED),
)
"""Lifecycle of a change request: statuses of TMF655, whose transitions nobody has drawn (8.5)."""
