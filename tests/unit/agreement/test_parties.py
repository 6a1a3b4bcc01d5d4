"""Parties have roles, and agreements a kind, in published words."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.agreement import AgreementKind, EngagedParty, PartyRole
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import PartyId, Ref


def test_kinds_have_the_words_of_itil() -> None:
    assert [kind.value for kind in AgreementKind] == ["SLA", "OLA", "UC"]
    assert [kind.label for kind in AgreementKind] == [
        "service level agreement",
        "operational level agreement",
        "underpinning contract",
    ]


def test_roles_have_the_words_of_tmf623() -> None:
    assert [role.value for role in PartyRole] == [
        "SLAProvider",
        "SLAConsumer",
        "SLAAuditor",
        "SLABusinessBroker",
        "SLATechnicalBroker",
        "ThirdPartySLAManager",
        "EndUser",
    ]
    assert PartyRole.THIRD_PARTY_MANAGER.label == "third party manager"


def test_an_identifier_is_enough_for_a_party() -> None:
    party = EngagedParty("p-7", PartyRole.AUDITOR)
    assert party.party == Ref(id=PartyId("p-7"))
    assert str(party) == "p-7 (auditor)"


def test_a_name_is_told_before_an_identifier() -> None:
    assert str(EngagedParty(Ref(id=PartyId("p"), name="Acme"), PartyRole.CONSUMER)) == (
        "Acme (consumer)"
    )


@pytest.mark.parametrize("party", [7, None, ["p-7"]])
def test_what_is_no_party_is_refused(party: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType, match=r"party: .* Ref, or the identifier of a party"):
        EngagedParty(party, PartyRole.CONSUMER)


def test_an_empty_identifier_is_refused() -> None:
    with pytest.raises(InvalidValue, match="id"):
        EngagedParty("", PartyRole.CONSUMER)


def test_a_bare_word_is_no_role() -> None:
    with pytest.raises(InvalidType, match="role: str 'SLAConsumer'"):
        EngagedParty("p-7", "SLAConsumer")  # type: ignore[arg-type]
