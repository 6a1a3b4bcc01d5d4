"""Identifiers are text at run time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from svcmgmt.values import (
    AgreementId,
    IncidentId,
    ObjectiveId,
    PartyId,
    ProblemId,
    ServiceId,
)


@pytest.mark.parametrize(
    "kind", [AgreementId, IncidentId, ObjectiveId, PartyId, ProblemId, ServiceId]
)
def test_an_identifier_is_the_text_itself(kind: Callable[[str], str]) -> None:
    text = "id-7"
    assert kind(text) is text


def test_each_kind_is_named_for_what_it_identifies() -> None:
    names = [kind.__name__ for kind in (AgreementId, ObjectiveId, PartyId, ServiceId)]
    assert names == ["AgreementId", "ObjectiveId", "PartyId", "ServiceId"]
