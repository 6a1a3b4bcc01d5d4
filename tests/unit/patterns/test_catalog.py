"""Entries of catalogs: how they come into being and go out of use."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from full_documents import edges

from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.patterns import CATALOG, CatalogEntity, CatalogStatus

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)

DRAWN = {
    ("In study", "In design"),
    ("In design", "In test"),
    ("In test", "In design"),
    ("In test", "Active"),
    ("In test", "Rejected"),
    ("Active", "Launched"),
    ("Active", "Retired"),
    ("Launched", "Retired"),
    ("Retired", "Obsolete"),
}
"""Edges of the lifecycle of catalogs (rule R8.11)."""


class TestLifecycle:
    def test_it_has_the_edges_of_the_catalog(self) -> None:
        assert edges(CATALOG) == DRAWN
        assert {str(each) for each in CATALOG.finals} == {"Obsolete", "Rejected"}
        assert {str(each) for each in CATALOG.initials} == {
            "In study",
            "In design",
            "In test",
            "Active",
            "Launched",
        }
        assert CATALOG.undrawn == ()

    def test_an_entry_is_worked_out_sold_and_forgotten(self) -> None:
        entry = CatalogEntity(name="VPN").design(at=MONDAY, by="ana", reason="wanted")
        assert entry.state is CatalogStatus.IN_DESIGN
        entry = entry.test(at=MONDAY).design(at=MONDAY).test(at=MONDAY)
        assert entry.state is CatalogStatus.IN_TEST
        entry = entry.approve(at=MONDAY).launch(at=MONDAY)
        assert entry.state is CatalogStatus.LAUNCHED
        entry = entry.retire(at=MONDAY).make_obsolete(at=MONDAY)
        assert entry.state is CatalogStatus.OBSOLETE
        assert [fact.by for fact in entry.history] == ["ana", *[""] * 7]

    def test_an_entry_may_fail_its_tests(self) -> None:
        entry = CatalogEntity(name="VPN", state=CatalogStatus.IN_TEST)
        assert entry.reject(at=MONDAY).state is CatalogStatus.REJECTED

    def test_what_is_sold_cannot_be_tested(self) -> None:
        entry = CatalogEntity(name="VPN", state=CatalogStatus.LAUNCHED)
        with pytest.raises(TransitionNotAllowed):
            entry.test(at=MONDAY)


class TestEntry:
    def test_it_begins_as_an_idea(self) -> None:
        assert CatalogEntity(name="VPN").state is CatalogStatus.IN_STUDY

    def test_a_wrong_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            CatalogEntity(valid_for="always")  # type: ignore[arg-type]
