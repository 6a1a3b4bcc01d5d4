"""What is told of persons and organisations: names, identification, skills, credit, tax."""

from __future__ import annotations

from datetime import datetime

from attrs import field, frozen

from svcmgmt.common import Attachment, Entity, EntityRef, Extensible, TaxDefinition, TimePeriod
from svcmgmt.common._fields import many

__all__ = [
    "CreditProfile",
    "Disability",
    "IndividualIdentification",
    "LanguageAbility",
    "OrganizationIdentification",
    "OrganizationRelationship",
    "OtherNameIndividual",
    "OtherNameOrganization",
    "PartyCreditProfile",
    "Skill",
    "TaxExemptionCertificate",
]


@frozen(kw_only=True)
class IndividualIdentification(Extensible):
    """A document that proves who somebody is. Source: TMF632 `IndividualIdentification`.

    Examples:
        >>> IndividualIdentification(identification_type="passport").identification_type
        'passport'
    """

    identification_id: str | None = None
    """Number of the document."""

    identification_type: str | None = None
    """Which document it is."""

    issuing_authority: str | None = None
    """Who issued it."""

    issuing_date: datetime | None = None
    """When."""

    valid_for: TimePeriod | None = None
    """When it is valid."""

    attachment: Attachment | None = None
    """A picture of it."""


@frozen(kw_only=True)
class OrganizationIdentification(IndividualIdentification):
    """A register that proves what an organisation is.

    Source: TMF632 `OrganizationIdentification`.

    Examples:
        >>> OrganizationIdentification(identification_type="commercial register").issuing_date
    """


@frozen(kw_only=True)
class OtherNameIndividual(Extensible):
    """Another name of a person. Source: TMF632 `OtherNameIndividual`.

    Examples:
        >>> OtherNameIndividual(family_name="Doe").family_name
        'Doe'
    """

    title: str | None = None
    """Title before the name."""

    aristocratic_title: str | None = None
    """Title of nobility."""

    generation: str | None = None
    """Sr., Jr., the third."""

    given_name: str | None = None
    """First name."""

    preferred_given_name: str | None = None
    """First name that is used."""

    family_name_prefix: str | None = None
    """What stands before the family name."""

    family_name: str | None = None
    """Family name."""

    legal_name: str | None = None
    """Name of the papers."""

    middle_name: str | None = None
    """Middle name."""

    full_name: str | None = None
    """First and family name."""

    formatted_name: str | None = None
    """The name as it is written on letters."""

    valid_for: TimePeriod | None = None
    """When it is, or was, the name."""


@frozen(kw_only=True)
class OtherNameOrganization(Extensible):
    """Another name of an organisation. Source: TMF632 `OtherNameOrganization`.

    Examples:
        >>> OtherNameOrganization(trading_name="Acme").trading_name
        'Acme'
    """

    name: str | None = None
    """The name."""

    name_type: str | None = None
    """What follows it: Co., Inc., Ltd."""

    trading_name: str | None = None
    """The name in trade."""

    valid_for: TimePeriod | None = None
    """When it is, or was, the name."""


@frozen(kw_only=True)
class OrganizationRelationship(Extensible):
    """An organisation above or below another one.

    Source: TMF632 `OrganizationParentRelationship`, `OrganizationChildRelationship`.

    Examples:
        >>> OrganizationRelationship(relationship_type="juridical").relationship_type
        'juridical'
    """

    relationship_type: str | None = None
    """What the relation is: juridical, hierarchical, geographical, functional."""

    organization: EntityRef | None = None
    """The other organisation."""


@frozen(kw_only=True)
class Disability(Extensible):
    """A lack of ability that service must respect. Source: TMF632 `Disability`.

    Examples:
        >>> Disability(disability_name="visual").disability_name
        'visual'
    """

    disability_code: str | None = None
    """Its code."""

    disability_name: str | None = None
    """Its name."""

    valid_for: TimePeriod | None = None
    """Since when, until when."""


@frozen(kw_only=True)
class LanguageAbility(Extensible):
    """A language that somebody knows. Source: TMF632 `LanguageAbility`.

    Examples:
        >>> LanguageAbility(language_code="de", is_favourite_language=True).language_code
        'de'
    """

    language_code: str | None = None
    """Code of the language."""

    language_name: str | None = None
    """Its name."""

    is_favourite_language: bool | None = None
    """Whether it is the one to be used."""

    writing_proficiency: str | None = None
    """How well it is written."""

    reading_proficiency: str | None = None
    """How well it is read."""

    speaking_proficiency: str | None = None
    """How well it is spoken."""

    listening_proficiency: str | None = None
    """How well it is understood."""

    valid_for: TimePeriod | None = None
    """Since when, until when."""


@frozen(kw_only=True)
class Skill(Extensible):
    """Something that somebody can do. Source: TMF632 `Skill`.

    Examples:
        >>> Skill(skill_name="fibre splicing", evaluated_level="expert").skill_name
        'fibre splicing'
    """

    skill_code: str | None = None
    """Its code."""

    skill_name: str | None = None
    """Its name."""

    evaluated_level: str | None = None
    """How well."""

    comment: str | None = None
    """What is to be said of it."""

    valid_for: TimePeriod | None = None
    """Since when, until when."""


@frozen(kw_only=True)
class PartyCreditProfile(Entity):
    """What an agency says of somebody's credit. Source: TMF632 `PartyCreditProfile`.

    Examples:
        >>> PartyCreditProfile(credit_agency_name="Acme Rating", rating_score=700).rating_score
        700
    """

    credit_agency_name: str | None = None
    """The agency."""

    credit_agency_type: str | None = None
    """Of which kind it is."""

    rating_reference: str | None = None
    """Its reference of the rating."""

    rating_score: int | None = None
    """The rating."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class CreditProfile(Entity):
    """How much credit somebody is given. Source: TMF629, TMF669 `CreditProfile`.

    Examples:
        >>> CreditProfile(credit_score=5, credit_risk_rating=1).credit_score
        5
    """

    credit_profile_date: datetime | None = None
    """When it was made."""

    credit_risk_rating: int | None = None
    """Its class of risk."""

    credit_score: int | None = None
    """Its score."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class TaxExemptionCertificate(Entity):
    """A proof that no tax is to be paid. Source: TMF632 `TaxExemptionCertificate`.

    Examples:
        >>> TaxExemptionCertificate(certificate_number="T-1").certificate_number
        'T-1'
    """

    certificate_number: str | None = None
    """Its number (v5)."""

    issuing_jurisdiction: str | None = None
    """Who issued it (v5)."""

    reason: str | None = None
    """Why no tax is to be paid (v5)."""

    tax_definition: tuple[TaxDefinition, ...] = field(default=(), converter=many)
    """Which taxes."""

    valid_for: TimePeriod | None = None
    """When it is valid."""

    attachment: Attachment | None = None
    """A picture of it."""
