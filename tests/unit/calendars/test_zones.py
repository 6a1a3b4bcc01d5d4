from __future__ import annotations

import importlib.resources
import pickle
from datetime import UTC, timedelta, timezone, tzinfo
from io import BytesIO
from zoneinfo import ZoneInfo, available_timezones

import pytest

from svcmgmt.calendars import UnknownZone, always, parse_zone
from svcmgmt.errors import InvalidType, InvalidValue


@pytest.mark.parametrize(
    "name", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "GMT+0"]
)
def test_a_known_name_gives_its_zone(name: str) -> None:
    zone = parse_zone(name)
    assert isinstance(zone, ZoneInfo)
    assert zone.key == name


def test_every_zone_of_the_database_is_known() -> None:
    for name in available_timezones() - {"localtime", "Factory"}:
        assert parse_zone(name).key == name


@pytest.mark.parametrize("utc", [UTC, timezone.utc, timezone(timedelta(0))])  # noqa: UP017
def test_utc_of_datetime_is_the_zone_utc(utc: tzinfo) -> None:
    assert parse_zone(utc) is ZoneInfo("UTC")


def test_a_zone_object_is_taken_as_it_is() -> None:
    zone = ZoneInfo.no_cache("Asia/Tokyo")
    assert parse_zone(zone) is zone


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe/Berln",
        "Europe",
        "Europe/",
        "America/Argentina",
        "Etc",
        "/Europe/Berlin",
        "Europe//Berlin",
        "Europe/Berlin/",
        "../x",
        "../../etc/passwd",
        "Europe/../Europe/Berlin",
        "./UTC",
        "/etc/localtime",
        "C:\\Windows",
        "Europe\\Berlin",
        "Europe/Berlin\0",
        "Europe/Berlin\n",
        " Europe/Berlin",
        "Europe/Berlin ",
        "zone.tab",
        "tzdata.zi",
        "leapseconds",
        "localtime",
        "posixrules",
        "Factory",
        "A" * 33,
        "A" * 5_000,
        "Europe/" + "B" * 32,
        "a/b/c/d",
        "+01:00",
        "Z",
        "Européen/Berlin",
        "MEZ",
    ],
)
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        parse_zone(name)
    assert caught.value.field == "zone"
    assert caught.value.value == name
    assert "Europe/Berlin" in caught.value.allowed
    assert len(str(caught.value)) < 300
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("value", [timezone(timedelta(hours=1)), None, 1, b"UTC", ["UTC"]])
def test_fixed_offsets_and_other_things_are_refused(value: object) -> None:
    with pytest.raises(InvalidType) as caught:
        parse_zone(value)  # type: ignore[arg-type]
    assert (caught.value.field, caught.value.value) == ("zone", value)


def test_a_zone_object_without_a_name_is_refused() -> None:
    content = importlib.resources.files("tzdata.zoneinfo").joinpath("UTC").read_bytes()
    with pytest.raises(InvalidType):
        parse_zone(ZoneInfo.from_file(BytesIO(content)))


def test_the_error_is_a_value_error_that_pickles() -> None:
    error = UnknownZone("zone", "Nowhere", "somewhere")
    assert isinstance(error, InvalidValue)
    assert isinstance(error, ValueError)
    twin = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line before
    assert (twin.field, twin.value, twin.allowed) == ("zone", "Nowhere", "somewhere")


@pytest.mark.parametrize("name", ["localtime", "right/Europe/Berlin", "/etc/localtime", ""])
def test_a_zone_object_that_depends_on_the_machine_is_refused(name: str) -> None:
    content = importlib.resources.files("tzdata.zoneinfo").joinpath("UTC").read_bytes()
    with pytest.raises(UnknownZone) as caught:
        parse_zone(ZoneInfo.from_file(BytesIO(content), key=name))
    assert caught.value.value == name


@pytest.mark.parametrize("folder", ["right", "posix"])
def test_other_editions_of_the_database_are_no_zones(folder: str) -> None:
    """On some machines they exist; `right` counts leap seconds."""
    with pytest.raises(UnknownZone):
        parse_zone(f"{folder}/Europe/Berlin")


def test_calendars_take_zones_in_any_form() -> None:
    assert always(zone="Asia/Tokyo") == always(zone=ZoneInfo("Asia/Tokyo"))
    assert always(zone=UTC) == always()
