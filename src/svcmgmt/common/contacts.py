"""How somebody can be reached."""

from __future__ import annotations

from attrs import frozen

from svcmgmt.common.entities import Entity, EntityRef, Extensible
from svcmgmt.common.quantities import TimePeriod

__all__ = [
    "ContactMedium",
    "EmailContactMedium",
    "FaxContactMedium",
    "GeographicAddressContactMedium",
    "MediumCharacteristic",
    "PhoneContactMedium",
    "SocialContactMedium",
]


@frozen(kw_only=True)
class MediumCharacteristic(Extensible):
    """The address of a medium of any kind. Source: TM Forum `MediumCharacteristic`, v4.

    Examples:
        >>> MediumCharacteristic(email_address="noc@acme.example").email_address
        'noc@acme.example'
    """

    contact_type: str | None = None
    """What it is used for, such as home or business."""

    email_address: str | None = None
    """The address of an e-mail."""

    phone_number: str | None = None
    """The number of a telephone."""

    fax_number: str | None = None
    """The number of a fax."""

    social_network_id: str | None = None
    """The name in a social network."""

    street1: str | None = None
    """Street and number."""

    street2: str | None = None
    """More of the street."""

    post_code: str | None = None
    """Code of the postal area."""

    city: str | None = None
    """City."""

    state_or_province: str | None = None
    """State or province."""

    country: str | None = None
    """Country."""


@frozen(kw_only=True)
class ContactMedium(Entity):
    """A way to reach somebody; its subclasses have the address (v5).

    Source: TM Forum `ContactMedium`.

    Examples:
        >>> ContactMedium(preferred=True).preferred
        True
    """

    preferred: bool | None = None
    """Whether it is the one to be used first."""

    contact_type: str | None = None
    """What it is used for, such as home or business (v5)."""

    medium_type: str | None = None
    """Which medium it is, such as email (v4)."""

    characteristic: MediumCharacteristic | None = None
    """Its address (v4)."""

    valid_for: TimePeriod | None = None
    """When it is valid."""


@frozen(kw_only=True)
class EmailContactMedium(ContactMedium):
    """An address for e-mail. Source: TM Forum `EmailContactMedium`, v5.

    Examples:
        >>> EmailContactMedium(email_address="noc@acme.example").email_address
        'noc@acme.example'
    """

    at_type: str | None = "EmailContactMedium"
    """Name of the class, `@type`."""

    email_address: str | None = None
    """The address."""


@frozen(kw_only=True)
class FaxContactMedium(ContactMedium):
    """A number for fax. Source: TM Forum `FaxContactMedium`, v5.

    Examples:
        >>> FaxContactMedium(fax_number="+49 30 1234").fax_number
        '+49 30 1234'
    """

    at_type: str | None = "FaxContactMedium"
    """Name of the class, `@type`."""

    fax_number: str | None = None
    """The number."""


@frozen(kw_only=True)
class PhoneContactMedium(ContactMedium):
    """A number for telephone. Source: TM Forum `PhoneContactMedium`, v5.

    Examples:
        >>> PhoneContactMedium(phone_number="+49 30 1234").phone_number
        '+49 30 1234'
    """

    at_type: str | None = "PhoneContactMedium"
    """Name of the class, `@type`."""

    phone_number: str | None = None
    """The number."""


@frozen(kw_only=True)
class SocialContactMedium(ContactMedium):
    """A name in a social network. Source: TM Forum `SocialContactMedium`, v5.

    Examples:
        >>> SocialContactMedium(social_network_id="acme_noc").social_network_id
        'acme_noc'
    """

    at_type: str | None = "SocialContactMedium"
    """Name of the class, `@type`."""

    social_network_id: str | None = None
    """The name."""


@frozen(kw_only=True)
class GeographicAddressContactMedium(ContactMedium):
    """An address for letters. Source: TM Forum `GeographicAddressContactMedium`, v5.

    Examples:
        >>> GeographicAddressContactMedium(city="Berlin").city
        'Berlin'
    """

    at_type: str | None = "GeographicAddressContactMedium"
    """Name of the class, `@type`."""

    street1: str | None = None
    """Street and number."""

    street2: str | None = None
    """More of the street."""

    post_code: str | None = None
    """Code of the postal area."""

    city: str | None = None
    """City."""

    state_or_province: str | None = None
    """State or province."""

    country: str | None = None
    """Country."""

    geographic_address: EntityRef | None = None
    """The address as a record of its own."""
