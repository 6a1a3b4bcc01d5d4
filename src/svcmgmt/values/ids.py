"""Identifiers that a type checker can tell apart; plain strings at run time."""

from __future__ import annotations

from typing import NewType

__all__ = [
    "AgreementId",
    "ArticleId",
    "ChangeId",
    "IncidentId",
    "KnownErrorId",
    "ObjectiveId",
    "PartyId",
    "ProblemId",
    "ReleaseId",
    "RequestId",
    "ServiceId",
    "WorkaroundId",
]

AgreementId = NewType("AgreementId", str)
"""Identifies an agreement."""

ArticleId = NewType("ArticleId", str)
"""Identifies a knowledge article."""

ChangeId = NewType("ChangeId", str)
"""Identifies a change."""

IncidentId = NewType("IncidentId", str)
"""Identifies an incident."""

KnownErrorId = NewType("KnownErrorId", str)
"""Identifies a known error."""

ObjectiveId = NewType("ObjectiveId", str)
"""Identifies a service level objective, within its agreement."""

PartyId = NewType("PartyId", str)
"""Identifies a party: an organisation, a department, a person."""

ProblemId = NewType("ProblemId", str)
"""Identifies a problem."""

ReleaseId = NewType("ReleaseId", str)
"""Identifies a release."""

RequestId = NewType("RequestId", str)
"""Identifies a service request."""

ServiceId = NewType("ServiceId", str)
"""Identifies a service instance in an inventory."""

WorkaroundId = NewType("WorkaroundId", str)
"""Identifies a workaround."""
