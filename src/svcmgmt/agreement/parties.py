"""Who agrees: kinds of agreement, and parties with the roles that they play."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.values import PartyId, Ref
from svcmgmt.values._kinds import of_kind

__all__ = ["AgreementKind", "EngagedParty", "PartyRole"]


class AgreementKind(Enum):
    """Between whom an agreement is made (ITIL 4; rule R1.10).

    Examples:
        >>> print(AgreementKind("OLA").label)
        operational level agreement
    """

    SLA = "SLA"  # service level agreement: a provider and a customer
    OLA = "OLA"  # operational level agreement: a provider and a group of its own
    UC = "UC"  # underpinning contract: a provider and a supplier

    @property
    def label(self) -> str:
        """Its name in full."""
        return _LABELS[self]


_LABELS = {
    AgreementKind.SLA: "service level agreement",
    AgreementKind.OLA: "operational level agreement",
    AgreementKind.UC: "underpinning contract",
}


class PartyRole(Enum):
    """What a party does in an agreement (words of TMF623).

    Examples:
        >>> PartyRole("SLAConsumer")
        <PartyRole.CONSUMER: 'SLAConsumer'>
    """

    PROVIDER = "SLAProvider"  # promises and delivers
    CONSUMER = "SLAConsumer"  # receives the service and pays
    AUDITOR = "SLAAuditor"  # checks independently what was delivered
    BUSINESS_BROKER = "SLABusinessBroker"  # brings the parties together
    TECHNICAL_BROKER = "SLATechnicalBroker"  # brings their systems together
    THIRD_PARTY_MANAGER = "ThirdPartySLAManager"  # manages the agreement for the others
    END_USER = "EndUser"  # uses the service without being a party to the money

    @property
    def label(self) -> str:
        """What people say for it."""
        return self.name.lower().replace("_", " ")


def _party(value: Ref[PartyId] | str) -> Ref[PartyId]:
    if isinstance(value, str):
        return Ref(id=PartyId(value))
    if not isinstance(value, Ref):
        raise InvalidType("party", value, "Ref, or the identifier of a party")
    return value


@frozen
class EngagedParty:
    """A party of an agreement and its role. Source: TMF651 `engagedParty`, TMF623 roles.

    Args:
        party: a reference, or only its identifier.
        role: what the party does.

    Raises:
        InvalidType: no reference or identifier, or no role.
        InvalidValue: an empty identifier.

    Examples:
        >>> print(EngagedParty(Ref(id=PartyId("p-7"), name="Acme"), PartyRole.CONSUMER))
        Acme (consumer)
    """

    party: Ref[PartyId] = field(converter=_party)
    """Who it is."""

    role: PartyRole = field(validator=of_kind(PartyRole))
    """What the party does."""

    def __str__(self) -> str:
        return f"{self.party.name or self.party.id} ({self.role.label})"
