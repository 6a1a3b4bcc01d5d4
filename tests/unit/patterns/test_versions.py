"""Which version of an entry of a catalog holds when."""

from __future__ import annotations

from svcmgmt.common import TimePeriod
from svcmgmt.patterns import (
    CatalogEntity,
    CatalogStatus,
    check_versions,
    version_at,
    version_order,
)
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import NoData

NOW = at("2026-10-26T08:00:00Z")
LAUNCHED = CatalogStatus.LAUNCHED
BEFORE = TimePeriod(end_date_time=NOW)
AFTER = TimePeriod(start_date_time=NOW)


def test_versions_are_ordered_by_their_numbers() -> None:
    words = ["1.0-beta", "10", "2.0", "", "1.10", "1.9", "v1"]
    assert sorted(words, key=version_order) == ["", "v1", "1.0-beta", "1.9", "1.10", "2.0", "10"]
    assert version_order(None) == ()


def test_the_latest_that_holds_is_taken() -> None:
    old = CatalogEntity(id="a", version="2", valid_for=BEFORE)
    new = CatalogEntity(id="a", version="1", valid_for=AFTER)
    dead = CatalogEntity(id="a", version="3", state=CatalogStatus.OBSOLETE)
    assert version_at([old, new, dead], id="a", at=NOW) is new


def test_none_may_hold() -> None:
    old = CatalogEntity(id="a", valid_for=BEFORE)
    assert version_at([old], id="a", at=NOW) == NoData("no version of a holds")
    assert version_at([old], id="b", at=NOW) == NoData("no entry b")


def test_versions_that_are_sold_together_are_told() -> None:
    one = CatalogEntity(id="a", version="1", state=LAUNCHED, valid_for=BEFORE)
    two = CatalogEntity(id="a", version="2", state=LAUNCHED, valid_for=AFTER)
    three = CatalogEntity(id="a", version="3", state=LAUNCHED)
    assert check_versions([one, two]) == check_versions([two, one]) == ()
    assert check_versions([one, CatalogEntity(id="a", version="9")]) == ()
    found = check_versions([one, two, three, CatalogEntity(id="b")])
    assert [(each.code, each.value) for each in found] == [
        ("overlapping-versions", "a: 1, 3"),
        ("overlapping-versions", "a: 2, 3"),
    ]
    assert [each.code for each in check_versions([one, one])] == ["duplicate-version"]
