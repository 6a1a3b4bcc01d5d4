"""Offerings narrow specifications; bundles limit their parts."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.common import (
    CharacteristicSpecification,
    CharacteristicValueSpecification,
    RangeInterval,
    TimePeriod,
)
from svcmgmt.errors import InvalidType
from svcmgmt.patterns import CatalogStatus
from svcmgmt.product import (
    BundledGroupProductOffering,
    BundledProductOffering,
    BundledProductOfferingOption,
    ProductOffering,
    ProductOfferingRelationship,
    ProductSpecification,
    ProductSpecificationCharacteristicValueUse,
    check_bundle,
    check_narrowing,
    check_offerings,
    check_sellable,
    quantity_in_bundle,
)
from svcmgmt.temporal import parse_instant as at

Value = CharacteristicValueSpecification
NOW = at("2026-10-26T08:00:00Z")


def narrowed(*values: Value, limits: list[Value], **more: Any) -> list[str]:  # noqa: ANN401
    """Return what is found of an offering that uses some values."""
    least, most = more.pop("use", (None, None))
    use = ProductSpecificationCharacteristicValueUse(
        name="a",
        product_spec_characteristic_value=values,
        min_cardinality=least,
        max_cardinality=most,
    )
    whole = CharacteristicSpecification(name="a", characteristic_value_specification=limits, **more)
    found = check_narrowing(
        ProductOffering(prod_spec_char_value_use=[use]),
        ProductSpecification(product_spec_characteristic=[whole]),
    )
    return [f"{each.code} {each.pointer}" for each in found]


class TestNarrowing:
    place = "/prodSpecCharValueUse/0"

    def test_values_are_among_those_of_the_specification(self) -> None:
        limits = [Value(value="red"), Value(value_from=1, value_to=5)]
        fine = [Value(value="red"), Value(value=3), Value(value_from=2, value_to=5), Value()]
        assert narrowed(*fine, limits=limits) == []
        wrong = [Value(value="blue"), Value(value=9), Value(value_from=2, value_to=6)]
        values = f"{self.place}/productSpecCharacteristicValue"
        assert narrowed(*wrong, limits=limits) == [
            f"value {values}/0",
            f"value {values}/1",
            f"range {values}/2",
        ]

    def test_another_unit_is_another_value(self) -> None:
        metres = Value(value=3, unit_of_measure="m")
        assert len(narrowed(metres, limits=[Value(value=3, unit_of_measure="ft")])) == 1
        assert narrowed(metres, limits=[metres]) == []

    def test_ends_count(self) -> None:
        closed = Value(value_from=1, value_to=5)
        half_open = Value(value_from=1, value_to=5, range_interval=RangeInterval.CLOSED_TOP)
        assert narrowed(half_open, limits=[closed]) == []
        assert len(narrowed(closed, limits=[half_open])) == 1

    def test_without_limits_everything_is_allowed(self) -> None:
        assert narrowed(Value(value="x"), limits=[]) == []
        assert narrowed(Value(value="x"), limits=[Value(value="y")], extensible=True) == []

    @pytest.mark.parametrize(
        ("use", "is_fine"),
        [
            ((1, 2), True),
            ((2, 3), True),
            ((0, 2), False),
            ((1, 4), False),
            ((None, None), True),
        ],
    )
    def test_as_many_values_as_the_specification_allows(
        self,
        use: tuple[int | None, int | None],
        is_fine: bool,  # noqa: FBT001
    ) -> None:
        found = narrowed(limits=[], use=use, min_cardinality=1, max_cardinality=3)
        assert found == ([] if is_fine else [f"cardinality {self.place}"])

    def test_no_upper_limit_allows_any_number(self) -> None:
        assert narrowed(limits=[], use=(0, 99)) == []
        assert len(narrowed(limits=[], use=(0, 99), min_cardinality=1)) == 1


def option(least: int | None, most: int | None, default: int | None = None) -> Any:  # noqa: ANN401
    """Return limits of a part."""
    return BundledProductOfferingOption(
        number_rel_offer_lower_limit=least,
        number_rel_offer_upper_limit=most,
        number_rel_offer_default=default,
    )


class TestBundles:
    @pytest.mark.parametrize(
        ("quantity", "expected"),
        [(None, (1, True)), (0, (0, False)), (1, (1, True)), (3, (3, True)), (4, (4, False))],
    )
    def test_limits_and_default(self, quantity: int | None, expected: tuple[int, bool]) -> None:
        assert quantity_in_bundle(option(1, 3, 1), quantity) == expected

    def test_without_default_the_lower_limit_is_taken(self) -> None:
        assert quantity_in_bundle(option(2, None), None) == (2, True)
        assert quantity_in_bundle(None, None) == (0, True)
        assert quantity_in_bundle(None, 99) == (99, True)

    @pytest.mark.parametrize("quantity", ["1", True, 1.0])
    def test_a_quantity_is_a_whole_number(self, quantity: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            quantity_in_bundle(None, quantity)

    def test_parts_and_groups_are_checked_at_once(self) -> None:
        def part(
            name: str, limits: BundledProductOfferingOption | None = None
        ) -> BundledProductOffering:
            return BundledProductOffering(id=name, bundled_product_offering_option=limits)

        inner = BundledGroupProductOffering(
            name="extras",
            bundled_product_offering=[part("hd"), part("replay")],
            bundled_group_product_offering_option=option(1, 1),
        )
        group = BundledGroupProductOffering(
            bundled_product_offering=[part("sport"), part("film")],
            bundled_group_product_offering=[inner],
            bundled_group_product_offering_option=option(1, 1),
        )
        bundle = ProductOffering(
            bundled_product_offering=[part("router", option(1, 2)), part("line", option(1, 1, 1))],
            bundled_group_product_offering=[group],
        )
        fine = check_bundle(bundle, {"router": 2, "sport": 1, "hd": 1})
        assert fine.findings == ()
        assert fine.quantities == {
            "router": 2,
            "line": 1,
            "sport": 1,
            "film": 0,
            "hd": 1,
            "replay": 0,
        }
        found = check_bundle(bundle, {"router": 3, "sport": 1, "film": 1, "fax": 1}).findings
        group_place = "/bundledGroupProductOffering/0"
        assert [(each.code, each.pointer, each.value, each.allowed) for each in found] == [
            ("cardinality", "/bundledProductOffering/0", "3", "1 to 2"),
            ("cardinality", group_place, "2", "1 to 1"),
            ("cardinality", f"{group_place}/bundledGroupProductOffering/0", "0", "1 to 1"),
            ("unknown", "", "fax", "router, line, sport, film, hd, replay"),
        ]

    def test_limits_are_told_where_there_is_no_upper_one(self) -> None:
        part = BundledProductOffering(id="a", bundled_product_offering_option=option(1, None))
        bundle = ProductOffering(bundled_product_offering=[part])
        assert check_bundle(bundle, {"a": 0}).findings[0].allowed == "1 to any number"


class TestSelling:
    def test_what_is_launched_valid_and_sellable_can_be_ordered(self) -> None:
        offering = ProductOffering(state=CatalogStatus.LAUNCHED, is_sellable=True)
        assert check_sellable(offering, at=NOW) == ()

    def test_everything_against_it_is_told(self) -> None:
        offering = ProductOffering(
            state=CatalogStatus.RETIRED,
            is_sellable=False,
            valid_for=TimePeriod(end_date_time=NOW),
        )
        found = [each.code for each in check_sellable(offering, at=NOW)]
        assert found == ["not-sellable", "not-launched", "not-valid"]
        found = [each.code for each in check_sellable(offering, at=NOW, in_bundle=True)]
        assert found == ["not-launched", "not-valid"]


class TestOfferingsTogether:
    @staticmethod
    def offering(name: str, kind: str, other: str, **more: Any) -> ProductOffering:  # noqa: ANN401
        relation = ProductOfferingRelationship(relationship_type=kind, id=other, **more)
        return ProductOffering(id=name, product_offering_relationship=[relation])

    def test_relations_of_the_catalog_decide(self) -> None:
        catalog = [
            self.offering("tv", "requires", "line"),
            self.offering("satellite", "exclusivity", "line"),
            self.offering("line", "substitution", "cable"),
        ]
        check = check_offerings(["tv", "satellite"], catalog)
        assert check.needed == ("line",)
        assert not check.is_allowed

    def test_relations_of_another_time_do_not(self) -> None:
        period = TimePeriod(end_date_time=NOW)
        catalog = [self.offering("tv", "requires", "line", valid_for=period)]
        assert check_offerings(["tv"], catalog, at=NOW).needed == ()
        assert check_offerings(["tv"], catalog).needed == ("line",)


def test_an_unknown_characteristic_is_told() -> None:
    use = ProductSpecificationCharacteristicValueUse(name="b")
    only = CharacteristicSpecification(name="a")
    whole = ProductSpecification(product_spec_characteristic=[only])
    found = check_narrowing(ProductOffering(prod_spec_char_value_use=[use]), whole)
    assert [(each.code, each.allowed) for each in found] == [("unknown", "a")]


def test_other_things_are_refused() -> None:
    with pytest.raises(InvalidType):
        check_narrowing(1, ProductSpecification())  # type: ignore[arg-type]
