"""How documents spell what belongs to parties."""

from __future__ import annotations

from typing import Final

from svcmgmt.common import ExternalReference
from svcmgmt.interop._lossless import Wording
from svcmgmt.interop.tmf.spellings.shape import Spellings
from svcmgmt.party import (
    Appointment,
    Individual,
    IndividualState,
    InteractionItem,
    Organization,
    PartyInteraction,
)

__all__ = ["SPELLINGS"]

SPELLINGS: Final = Spellings(
    names={
        (Individual, "state"): "status",
        (Organization, "state"): "status",
        (Appointment, "state"): "status",
    },
    v4_names={
        (PartyInteraction, "related_channel"): "channel",
        (InteractionItem, "related_channel"): "channel",
    },
    v4_holds={
        (Individual, "external_reference"): tuple[ExternalReference, ...],
        (Organization, "external_reference"): tuple[ExternalReference, ...],
    },
    v4_words={IndividualState: Wording(published={IndividualState.DECEASED: "deceaded"})},
    aliases={
        "CreditRating": "PartyCreditProfile",
        "InteractionItemRelationship": "InteractionRelationship",
        "OrganizationChildRelationship": "OrganizationRelationship",
        "OrganizationParentRelationship": "OrganizationRelationship",
        "Sender": "Receiver",
    },
)
