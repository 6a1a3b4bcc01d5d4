"""The life of an agreement: from a draft to its end, and back to the table in between."""

from __future__ import annotations

from svcmgmt.lifecycle import Lifecycle, Rule, State, StateCategory, Trigger

__all__ = ["SLA_AGREEMENT", "AgreementState", "AgreementTrigger"]


class AgreementState(State):
    """Where an agreement is in its life, in lifecycle order.

    Own words, aligned to the life-cycle list of TMF623 and the states of WS-Agreement.

    Examples:
        >>> AgreementState("suspended").category
        <StateCategory.NOT_IN_SERVICE: 'not in service'>
    """

    DRAFT = "draft", StateCategory.OPEN  # being written by one party
    NEGOTIATION = "negotiation", StateCategory.OPEN  # on the table, also for an amendment
    AGREED = "agreed", StateCategory.OPEN  # signed, waits for its first day
    ACTIVE = "active", StateCategory.IN_SERVICE  # its promises hold and are measured
    SUSPENDED = "suspended", StateCategory.NOT_IN_SERVICE  # its promises rest
    REJECTED = "rejected", StateCategory.CANCELLED  # a party said no; final
    EXPIRED = "expired", StateCategory.DONE  # ran its term; final
    TERMINATED = "terminated", StateCategory.CANCELLED  # ended before its term; final


class AgreementTrigger(Trigger):
    """What moves an agreement.

    Examples:
        >>> AgreementTrigger("activate")
        <AgreementTrigger.ACTIVATE: 'activate'>
    """

    PROPOSE = "propose"  # the draft is put on the table
    REVISE = "revise"  # it goes back to be rewritten
    AGREE = "agree"  # all parties sign
    REJECT = "reject"  # a party says no
    ACTIVATE = "activate"  # its promises begin to hold
    SUSPEND = "suspend"  # its promises rest, for example while nobody pays
    RESUME = "resume"  # they hold again
    RENEGOTIATE = "renegotiate"  # an amendment is put on the table
    EXPIRE = "expire"  # its term is over
    TERMINATE = "terminate"  # it ends before its term


_S, _T = AgreementState, AgreementTrigger

SLA_AGREEMENT: Lifecycle[AgreementState, AgreementTrigger] = Lifecycle(
    name="sla_agreement",
    rules=(
        Rule(_T.PROPOSE, (_S.DRAFT,), _S.NEGOTIATION),
        Rule(_T.REVISE, (_S.NEGOTIATION,), _S.DRAFT),
        Rule(_T.AGREE, (_S.NEGOTIATION,), _S.AGREED),
        Rule(_T.REJECT, (_S.NEGOTIATION,), _S.REJECTED),
        Rule(_T.ACTIVATE, (_S.AGREED,), _S.ACTIVE),
        Rule(_T.SUSPEND, (_S.ACTIVE,), _S.SUSPENDED),
        Rule(_T.RESUME, (_S.SUSPENDED,), _S.ACTIVE),
        Rule(_T.RENEGOTIATE, (_S.ACTIVE,), _S.NEGOTIATION),
        Rule(_T.EXPIRE, (_S.ACTIVE,), _S.EXPIRED),
        Rule(_T.TERMINATE, (_S.DRAFT, _S.AGREED, _S.ACTIVE, _S.SUSPENDED), _S.TERMINATED),
    ),
    initials=(_S.DRAFT,),
    finals=(_S.REJECTED, _S.EXPIRED, _S.TERMINATED),
)
"""Lifecycle of an agreement: own states and transitions (section 8.5, rule R1.9)."""
