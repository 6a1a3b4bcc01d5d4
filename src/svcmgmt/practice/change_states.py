"""The words of a change: its states and triggers, its models, its risk and how it ended."""

from __future__ import annotations

from enum import Enum

from svcmgmt.lifecycle import State, StateCategory, Trigger

__all__ = ["ChangeModel", "ChangeOutcome", "ChangeRisk", "ChangeState", "ChangeTrigger"]


class ChangeState(State):
    """Where a change is on its way, in lifecycle order (words of ServiceNow's model).

    Standard changes skip `assess` and `authorize`, emergency changes skip `assess`.

    Examples:
        >>> ChangeState("implement").category
        <StateCategory.OPEN: 'open'>
    """

    NEW = "new", StateCategory.OPEN  # asked for; the only state in which its model may change
    ASSESS = "assess", StateCategory.OPEN  # risk and impact are looked at
    AUTHORIZE = "authorize", StateCategory.OPEN  # waits for those who must say yes
    SCHEDULED = "scheduled", StateCategory.OPEN  # waits for its window
    IMPLEMENT = "implement", StateCategory.OPEN  # is being made
    REVIEW = "review", StateCategory.OPEN  # was made, or backed out; how did it go
    CLOSED = "closed", StateCategory.DONE  # reviewed; final
    CANCELLED = "cancelled", StateCategory.CANCELLED  # not made; final


class ChangeTrigger(Trigger):
    """What moves a change.

    Examples:
        >>> ChangeTrigger("submit")
        <ChangeTrigger.SUBMIT: 'submit'>
    """

    SUBMIT = "submit"  # it leaves the desk of who asked for it
    REQUEST_AUTHORIZATION = "requestAuthorization"  # assessed, and put to those who decide
    AUTHORIZE = "authorize"  # those who must say yes did
    SEND_BACK = "sendBack"  # rejected, or to be asked for again
    IMPLEMENT = "implement"  # work begins
    FINISH = "finish"  # work has ended, in whatever way
    CLOSE = "close"  # reviewed
    CANCEL = "cancel"  # it will not be made


class ChangeModel(Enum):
    """How a change is handled (ITIL 4 change enablement).

    Examples:
        >>> ChangeModel("standard")
        <ChangeModel.STANDARD: 'standard'>
    """

    NORMAL = "normal"  # assessed and authorised
    STANDARD = "standard"  # low risk, authorised once and for all by its template
    EMERGENCY = "emergency"  # as soon as possible, authorised by a short path


class ChangeRisk(Enum):
    """How likely a change does harm, and how much, most first (words of ServiceNow's model).

    Examples:
        >>> ChangeRisk("moderate")
        <ChangeRisk.MODERATE: 'moderate'>
    """

    HIGH = "high"  # a failure stops vital services
    MODERATE = "moderate"  # a failure is felt
    LOW = "low"  # a failure is hardly felt, or easily undone


class ChangeOutcome(Enum):
    """How a change ended. Whether it caused incidents is told beside it: `Change.caused`.

    Examples:
        >>> ChangeOutcome("backedOut")
        <ChangeOutcome.BACKED_OUT: 'backedOut'>
    """

    SUCCESSFUL = "successful"  # it does what it was made for
    FAILED = "failed"  # it does not, and is still there
    BACKED_OUT = "backedOut"  # it was undone
