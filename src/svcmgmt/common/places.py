"""Places: addresses, sites and geographic locations."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from attrs import field, frozen

from svcmgmt.common._fields import frozen_json, many
from svcmgmt.common.characteristics import Characteristic
from svcmgmt.common.contacts import ContactMedium
from svcmgmt.common.entities import AnyEntity, Entity, EntityRef, Extensible
from svcmgmt.common.features import FeatureRelationship
from svcmgmt.common.notes import Attachment, Note
from svcmgmt.common.quantities import TimePeriod
from svcmgmt.common.relations import ExternalIdentifier, RelatedParty

__all__ = [
    "CalendarPeriod",
    "GeographicAddress",
    "GeographicAddressRelationship",
    "GeographicLocation",
    "GeographicSite",
    "GeographicSiteFeature",
    "GeographicSiteRelationship",
    "GeographicSubAddress",
    "GeographicSubAddressUnit",
    "HourPeriod",
    "Place",
    "StandardIdentifier",
]


@frozen(kw_only=True)
class Place(EntityRef):
    """Somewhere; subclasses say in which terms. Source: TM Forum `Place`.

    Examples:
        >>> Place(name="Main Home").name
        'Main Home'
    """

    external_identifier: tuple[ExternalIdentifier, ...] = field(default=(), converter=many)
    """How other systems call it (v5)."""


@frozen(kw_only=True)
class StandardIdentifier(Entity):
    """A code of a standard. Source: TM Forum `StandardIdentifier`.

    Examples:
        >>> StandardIdentifier(format="ISO 3166-1 alpha-2", value="DE").value
        'DE'
    """

    format: str | None = None
    """The standard."""

    value: str | None = None
    """The code."""


@frozen(kw_only=True)
class GeographicSubAddressUnit(Extensible):
    """A unit within a building. Source: TM Forum `GeographicSubAddressUnit`.

    Examples:
        >>> GeographicSubAddressUnit(sub_unit_type="FLAT", sub_unit_number="7").sub_unit_number
        '7'
    """

    sub_unit_type: str | None = None
    """What it is: flat, suite, rack."""

    sub_unit_number: str | None = None
    """Its number, or a range of them."""


@frozen(kw_only=True)
class GeographicSubAddress(Entity):
    """A part of an address: a level, a private street. Source: TM Forum `GeographicSubAddress`.

    Examples:
        >>> GeographicSubAddress(level_type="BASEMENT", level_number="2").level_number
        '2'
    """

    at_type: str | None = "GeographicSubAddress"
    """Name of the class, `@type`."""

    name: str | None = None
    """What it is called."""

    sub_address_type: str | None = None
    """What it is: a unit or a private street."""

    building_name: str | None = None
    """Name of the building."""

    level_type: str | None = None
    """What the level is."""

    level_number: str | None = None
    """Which of the levels of its type it is."""

    private_street_name: str | None = None
    """Name of a street within the property."""

    private_street_number: str | None = None
    """Number in that street."""

    sub_unit: tuple[GeographicSubAddressUnit, ...] = field(default=(), converter=many)
    """Units in it."""


@frozen(kw_only=True)
class GeographicAddressRelationship(EntityRef):
    """A relation to another address. Source: TMF679 `GeographicAddressRelationship`, v5.

    Examples:
        >>> GeographicAddressRelationship(id="a-2", relationship_type="neighbour").id
        'a-2'
    """

    relationship_type: str | None = None
    """What the relation is."""


@frozen(kw_only=True)
class GeographicLocation(Place):
    """A geometry on the globe, as GeoJSON. Source: TM Forum `GeographicLocation`.

    Examples:
        >>> GeographicLocation(at_type="GeoJsonPoint", geometry=[13.4, 52.5]).geometry
        (Decimal('13.4'), Decimal('52.5'))
    """

    at_type: str | None = "GeographicLocation"
    """Name of the class, `@type`: GeoJsonPoint, GeoJsonPolygon and others."""

    bbox: tuple[Decimal, ...] = field(default=(), converter=many)
    """A box around it: its least and greatest coordinates, in the order of the axes."""

    geometry: object = field(default=None, converter=frozen_json)
    """Its coordinates, as GeoJSON has them."""

    geometry_type: str | None = None
    """Which geometry it is (v4)."""

    accuracy: str | None = None
    """How exact the coordinates are (v4)."""

    spatial_ref: str | None = None
    """The system of the coordinates (v4)."""


@frozen(kw_only=True)
class GeographicAddress(Place):
    """An address as people write it. Source: TM Forum `GeographicAddress`.

    Examples:
        >>> GeographicAddress(city="Berlin", country="DE").city
        'Berlin'
    """

    at_type: str | None = "GeographicAddress"
    """Name of the class, `@type`."""

    geographic_address_type: str | None = None
    """What it is: residential, industrial."""

    country: str | None = None
    """Country."""

    country_code: tuple[StandardIdentifier, ...] = field(default=(), converter=many)
    """Codes of the country."""

    state_or_province: str | None = None
    """State or province."""

    city: str | None = None
    """City."""

    locality: str | None = None
    """A part of the city or of the country around."""

    postcode: str | None = None
    """Code of the postal area."""

    street_name: str | None = None
    """Name of the street."""

    street_type: str | None = None
    """What the street is: avenue, lane."""

    street_suffix: str | None = None
    """A direction in the name of the street."""

    street_nr: str | None = None
    """Number in the street, or the first of a range."""

    street_nr_suffix: str | None = None
    """What follows that number."""

    street_nr_last: str | None = None
    """Last number of a range."""

    street_nr_last_suffix: str | None = None
    """What follows that number."""

    geographic_location: GeographicLocation | EntityRef | None = None
    """Where it is on the globe."""

    geographic_sub_address: tuple[GeographicSubAddress, ...] = field(default=(), converter=many)
    """Parts of it."""

    geographic_site: AnyEntity | None = None
    """The site that it is the address of."""

    geographic_address_relationship: tuple[GeographicAddressRelationship, ...] = field(
        default=(), converter=many
    )
    """Other addresses that it has to do with."""


@frozen(kw_only=True)
class HourPeriod(Extensible):
    """Hours of a day. Source: TM Forum `HourPeriod`.

    Examples:
        >>> HourPeriod(start_hour="08:00", end_hour="18:00").end_hour
        '18:00'
    """

    start_hour: str | None = None
    """From when on."""

    end_hour: str | None = None
    """Until when."""


@frozen(kw_only=True)
class CalendarPeriod(Extensible):
    """Days and hours in which a site is open or closed. Source: TM Forum `CalendarPeriod`.

    Examples:
        >>> CalendarPeriod(status="available", day="mon-to-fri").day
        'mon-to-fri'
    """

    status: str | None = None
    """What holds then: available, booked."""

    day: str | None = None
    """Which days, in words."""

    time_zone: str | None = None
    """Zone of the hours, in words."""

    hour_period: tuple[HourPeriod, ...] = field(default=(), converter=many)
    """Which hours."""


@frozen(kw_only=True)
class GeographicSiteRelationship(EntityRef):
    """A relation to another site. Source: TM Forum `GeographicSiteRelationship`.

    Examples:
        >>> GeographicSiteRelationship(id="s-2", relationship_type="backup").id
        's-2'
    """

    relationship_type: str | None = None
    """What the relation is."""

    role: str | None = None
    """What the other site does in it."""

    valid_for: TimePeriod | None = None
    """When it holds."""


@frozen(kw_only=True)
class GeographicSiteFeature(Entity):
    """A feature of a site, such as parking. Source: TMF679 `GeographicSiteFeature`, v5.

    Examples:
        >>> GeographicSiteFeature(name="parking", is_enabled=True).name
        'parking'
    """

    name: str | None = None
    """What it is called."""

    is_bundle: bool | None = None
    """Whether it groups other features."""

    is_enabled: bool | None = None
    """Whether it can be used."""

    feature_category: tuple[str, ...] = field(default=(), converter=many)
    """Of which kinds it is."""

    feature_characteristic: tuple[Characteristic, ...] = field(default=(), converter=many)
    """What is told of it."""

    feature_relationship: tuple[FeatureRelationship, ...] = field(default=(), converter=many)
    """Other features that it has to do with."""

    policy_constraint: tuple[EntityRef, ...] = field(default=(), converter=many)
    """Policies that hold for it."""

    valid_for: tuple[CalendarPeriod, ...] = field(default=(), converter=many)
    """When it can be used."""

    attachment: tuple[Attachment, ...] = field(default=(), converter=many)
    """Files that come with it."""

    note: tuple[Note, ...] = field(default=(), converter=many)
    """Remarks."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""


@frozen(kw_only=True)
class GeographicSite(Place):
    """A place with a purpose: a shop, an office, a station. Source: TM Forum `GeographicSite`.

    Examples:
        >>> GeographicSite(name="Paris Store", status="active").status
        'active'
    """

    at_type: str | None = "GeographicSite"
    """Name of the class, `@type`."""

    code: str | None = None
    """Its code in some scheme."""

    creation_date: datetime | None = None
    """When it was created."""

    description: str | None = None
    """In words."""

    status: str | None = None
    """What becomes of it: planned, active, former."""

    site_category: str | None = None
    """Of which kind it is."""

    related_party: tuple[RelatedParty, ...] = field(default=(), converter=many)
    """Who has to do with it."""

    calendar: tuple[CalendarPeriod, ...] = field(default=(), converter=many)
    """When it is open."""

    place: tuple[AnyEntity, ...] = field(default=(), converter=many)
    """Where it is."""

    site_relationship: tuple[GeographicSiteRelationship, ...] = field(default=(), converter=many)
    """Other sites that it has to do with."""

    contact_medium: tuple[ContactMedium, ...] = field(default=(), converter=many)
    """How to reach it."""

    site_feature: tuple[GeographicSiteFeature, ...] = field(default=(), converter=many)
    """What it offers."""
