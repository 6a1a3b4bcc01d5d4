"""Parties: persons and organisations."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.common import (
    Characteristic,
    ContactMedium,
    ExternalIdentifier,
    ExternalReference,
    LivingEntity,
    RelatedParty,
    TimePeriod,
)
from svcmgmt.common._fields import many
from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Trigger
from svcmgmt.party.details import (
    Disability,
    IndividualIdentification,
    LanguageAbility,
    OrganizationIdentification,
    OrganizationRelationship,
    OtherNameIndividual,
    OtherNameOrganization,
    PartyCreditProfile,
    Skill,
    TaxExemptionCertificate,
)

__all__ = [
    "INDIVIDUAL",
    "ORGANIZATION",
    "Individual",
    "IndividualState",
    "Organization",
    "OrganizationState",
    "PartyTrigger",
]


class IndividualState(State):
    """What is known of a person (`IndividualStateType`, TMF632).

    Examples:
        >>> IndividualState("validated").name
        'VALIDATED'
    """

    INITIALIZED = "initialized", StateCategory.OPEN  # recorded
    VALIDATED = "validated", StateCategory.OPEN  # checked
    DECEASED = "deceased", StateCategory.DONE  # final


class OrganizationState(State):
    """What is known of an organisation (`OrganizationStateType`, TMF632).

    Examples:
        >>> OrganizationState("closed").category
        <StateCategory.DONE: 'done'>
    """

    INITIALIZED = "initialized", StateCategory.OPEN  # recorded
    VALIDATED = "validated", StateCategory.OPEN  # checked
    CLOSED = "closed", StateCategory.DONE  # exists no more; final


class PartyTrigger(Trigger):
    """What changes what is known of a party.

    Examples:
        >>> PartyTrigger("validate")
        <PartyTrigger.VALIDATE: 'validate'>
    """

    VALIDATE = "validate"  # it was checked
    END = "end"  # the person died, the organisation was closed


INDIVIDUAL: Lifecycle[IndividualState, PartyTrigger] = Lifecycle(
    name="individual",
    rules=(
        Rule(
            PartyTrigger.VALIDATE,
            (IndividualState.INITIALIZED,),
            IndividualState.VALIDATED,
            source="TMF632 LifeCycle_Individual",
        ),
        Rule(
            PartyTrigger.END,
            (IndividualState.INITIALIZED, IndividualState.VALIDATED),
            IndividualState.DECEASED,
            source="TMF632 LifeCycle_Individual",
        ),
    ),
    initials=(IndividualState.INITIALIZED,),
    finals=(IndividualState.DECEASED,),
    source="TMF632 LifeCycle_Individual",
)
"""Lifecycle of a person's record, as TMF632 draws it."""

ORGANIZATION: Lifecycle[OrganizationState, PartyTrigger] = Lifecycle(
    name="organization",
    rules=(
        Rule(
            PartyTrigger.VALIDATE,
            (OrganizationState.INITIALIZED,),
            OrganizationState.VALIDATED,
            source="TMF632 LifeCycle_Organization",
        ),
        Rule(
            PartyTrigger.END,
            (OrganizationState.INITIALIZED, OrganizationState.VALIDATED),
            OrganizationState.CLOSED,
            source="TMF632 LifeCycle_Organization",
        ),
    ),
    initials=(OrganizationState.INITIALIZED,),
    finals=(OrganizationState.CLOSED,),
    source="TMF632 LifeCycle_Organization",
)
"""Lifecycle of an organisation's record, as TMF632 draws it."""


@frozen(kw_only=True)
class Individual(LivingEntity[IndividualState, PartyTrigger]):
    """A person. Source: TMF632 `Individual`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> ana = Individual(id="7", given_name="Ana", family_name="Doe")
        >>> print(ana.validate(at=at("2026-10-26T08:00:00Z")).state)
        validated
    """

    at_type: str | None = "Individual"
    """Name of the class, `@type`."""

    name: str | None = None
    """What the person is called (v5)."""

    given_name: str | None = None
    """First name."""

    family_name: str | None = None
    """Family name."""

    full_name: str | None = None
    """First and family name (v4)."""

    formatted_name: str | None = None
    """The name as it is written on letters."""

    preferred_given_name: str | None = None
    """First name that is used."""

    middle_name: str | None = None
    """Middle name."""

    family_name_prefix: str | None = None
    """What stands before the family name."""

    legal_name: str | None = None
    """Name of the papers."""

    title: str | None = None
    """Title before the name."""

    aristocratic_title: str | None = None
    """Title of nobility."""

    generation: str | None = None
    """Sr., Jr., the third."""

    gender: str | None = None
    """Gender."""

    birth_date: datetime | None = None
    """When the person was born."""

    death_date: datetime | None = None
    """When the person died."""

    place_of_birth: str | None = None
    """Where the person was born."""

    country_of_birth: str | None = None
    """In which country."""

    nationality: str | None = None
    """Nationality."""

    marital_status: str | None = None
    """Single, married, and so on."""

    location: str | None = None
    """Where the person is now, for a while."""

    state: IndividualState | OwnState | None = IndividualState.INITIALIZED
    """What is known; published as `status`."""

    other_name: tuple[OtherNameIndividual, ...] = field(default=(), converter=many)
    """Other names."""

    individual_identification: tuple[IndividualIdentification, ...] = field(
        default=(), converter=many
    )
    """Documents that prove who it is."""

    disability: tuple[Disability, ...] = field(default=(), converter=many)
    """What service must respect."""

    language_ability: tuple[LanguageAbility, ...] = field(default=(), converter=many)
    """Languages."""

    skill: tuple[Skill, ...] = field(default=(), converter=many)
    """What the person can do."""

    contact_medium: tuple[ContactMedium, ...] = field(default=(), converter=many)
    """How to reach the person."""

    external_reference: tuple[ExternalIdentifier | ExternalReference, ...] = field(
        default=(), converter=many
    )
    """How other systems call the person."""

    party_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told."""

    tax_exemption_certificate: tuple[TaxExemptionCertificate, ...] = field(
        default=(), converter=many
    )
    """Proofs that no tax is to be paid."""

    credit_rating: tuple[PartyCreditProfile, ...] = field(default=(), converter=many)
    """What agencies say of the credit."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Other parties."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[IndividualState, PartyTrigger]:
        """Return `INDIVIDUAL`."""
        return INDIVIDUAL

    def validate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the record after it was checked."""
        return self.fire(PartyTrigger.VALIDATE, at=at, by=by, reason=reason)

    def end(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the record of a person who died."""
        return self.fire(PartyTrigger.END, at=at, by=by, reason=reason)


@frozen(kw_only=True)
class Organization(LivingEntity[OrganizationState, PartyTrigger]):
    """A company, a department, an authority. Source: TMF632 `Organization`.

    Examples:
        >>> Organization(id="acme", trading_name="Acme", is_legal_entity=True).trading_name
        'Acme'
    """

    at_type: str | None = "Organization"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    name_type: str | None = None
    """What follows its name: Co., Inc., Ltd."""

    trading_name: str | None = None
    """The name in trade."""

    organization_type: str | None = None
    """What it is: company, department."""

    is_legal_entity: bool | None = None
    """Whether it is an entity of the law."""

    is_head_office: bool | None = None
    """Whether it is the head office."""

    exists_during: TimePeriod | None = None
    """When it exists."""

    state: OrganizationState | OwnState | None = OrganizationState.INITIALIZED
    """What is known; published as `status`."""

    other_name: tuple[OtherNameOrganization, ...] = field(default=(), converter=many)
    """Other names."""

    organization_identification: tuple[OrganizationIdentification, ...] = field(
        default=(), converter=many
    )
    """Registers that prove what it is."""

    organization_parent_relationship: OrganizationRelationship | None = None
    """The organisation above it."""

    organization_child_relationship: tuple[OrganizationRelationship, ...] = field(
        default=(), converter=many
    )
    """The organisations below it."""

    contact_medium: tuple[ContactMedium, ...] = field(default=(), converter=many)
    """How to reach it."""

    external_reference: tuple[ExternalIdentifier | ExternalReference, ...] = field(
        default=(), converter=many
    )
    """How other systems call it."""

    party_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What else is told of it."""

    tax_exemption_certificate: tuple[TaxExemptionCertificate, ...] = field(
        default=(), converter=many
    )
    """Proofs that no tax is to be paid."""

    credit_rating: tuple[PartyCreditProfile, ...] = field(default=(), converter=many)
    """What agencies say of the credit."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Other parties."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[OrganizationState, PartyTrigger]:
        """Return `ORGANIZATION`."""
        return ORGANIZATION

    def validate(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the record after it was checked."""
        return self.fire(PartyTrigger.VALIDATE, at=at, by=by, reason=reason)

    def end(self, *, at: datetime, by: str = "", reason: str = "") -> Self:
        """Return the record of an organisation that was closed."""
        return self.fire(PartyTrigger.END, at=at, by=by, reason=reason)
