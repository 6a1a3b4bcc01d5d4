"""Tables of credits: exact look-up, honest holes, checks with codes (R5.1, R5.4, row 16)."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits import (
    NoSuchRow,
    OffTable,
    TierEdge,
    TierRow,
    TierSchedule,
    check_tiers,
)
from svcmgmt.values import Finding, Money, NoData, Quantity, Ratio, Severity

COMPUTE = TierSchedule([("99.99 %", "0 %"), ("99 %", "10 %"), ("95 %", "30 %"), ("0 %", "100 %")])
HOLED = [
    TierRow("99.7 %", "0 %", upper="100 %"),
    TierRow("97.9 %", "10 %", upper="99.69 %"),
    TierRow("0 %", "20 %", upper="96.89 %"),
]
NOVEMBER = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
FEE = Money(1_000, "EUR")


def share(text: str) -> Ratio:
    return Ratio.parse(text)


def credit(schedule: TierSchedule, value: str) -> str:
    found = schedule.credit(share(value))
    assert isinstance(found, Ratio)
    return found.percent(0)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


class TestLookUp:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("100 %", "0 %"),
            ("99.99 %", "0 %"),
            ("99.985 %", "10 %"),
            ("99 %", "10 %"),
            ("98.999 %", "30 %"),
            ("98.9999999999999999999 %", "30 %"),
            ("95 %", "30 %"),
            ("94.999 %", "100 %"),
            ("0 %", "100 %"),
        ],
    )
    def test_lower_bounds_belong_to_their_row(self, value: str, expected: str) -> None:
        assert credit(COMPUTE, value) == expected

    def test_a_share_that_no_decimal_tells_is_compared_exactly(self) -> None:
        third = TierSchedule([(Ratio(2, 3), "0 %"), ("0 %", "10 %")])
        assert third.credit(Ratio(2, 3)) == Ratio(0, 1)
        assert third.credit(Ratio(2 * 10**20 - 1, 3 * 10**20)) == Ratio(1, 10)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("100 %", "0 %"),
            ("99.99 %", "10 %"),
            ("99 %", "30 %"),
            ("95 %", "100 %"),
            ("0 %", "100 %"),
        ],
    )
    def test_upper_bounds_may_belong_to_their_row_instead(self, value: str, expected: str) -> None:
        table = TierSchedule(COMPUTE.rows, edge=TierEdge.UPPER)
        assert table.is_valid
        assert credit(table, value) == expected

    def test_the_order_of_rows_does_not_matter(self) -> None:
        table = TierSchedule(reversed(COMPUTE.rows))
        assert [credit(table, value) for value in ("99.5 %", "99 %")] == ["10 %", "10 %"]
        assert str(table) == str(COMPUTE)

    def test_a_row_may_hold_for_one_value_only(self) -> None:
        table = TierSchedule([("100 %", "0 %"), ("99 %", "5 %"), ("0 %", "10 %")])
        assert table.is_valid
        assert [credit(table, value) for value in ("100 %", "99.9999 %")] == ["0 %", "5 %"]

    def test_the_form_with_below_is_the_same_table(self) -> None:
        below = TierSchedule.below([("95 %", "100 %"), ("99.99 %", "10 %"), ("99 %", "30 %")])
        assert below.rows == COMPUTE.rows

    def test_an_assessment_tells_row_share_and_amount(self) -> None:
        found = COMPUTE.assess(share("99.4 %"), basis=FEE, period=NOVEMBER)
        assert not isinstance(found, NoData)
        assert found.amount == Money(100, "EUR")
        assert found.share == Fraction(1, 10)
        assert found.row == "row 99 % to 99.99 %: 10 %"

    @pytest.mark.parametrize("value", [0.99, "99 %", 99, None, Quantity(99, "%")])
    def test_something_else_than_a_share_is_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"value: .* allowed: Ratio"):
            COMPUTE.credit(value)


class TestHoles:
    def test_a_value_in_a_hole_is_refused_and_the_holes_are_told(self) -> None:
        with pytest.raises(NoSuchRow) as caught:
            TierSchedule(HOLED).credit(share("97.5 %"))
        assert str(caught.value) == (
            "value: '97.5 %' is not allowed; allowed: a value of one row; "
            "99.69 % to 99.7 % has none, 96.89 % to 97.9 % has none"
        )
        assert pickle.loads(pickle.dumps(caught.value)).args == caught.value.args  # noqa: S301

    def test_it_may_have_no_data_instead_but_never_nothing(self) -> None:
        table = TierSchedule(HOLED, off_table=OffTable.NO_DATA)
        assert table.credit(share("97.5 %")) == NoData("97.5 % is in no rows of the table")
        assert isinstance(table.assess(share("97.5 %"), basis=FEE, period=NOVEMBER), NoData)

    def test_a_value_of_several_rows_is_refused_too(self) -> None:
        rows = [
            TierRow("99 %", "0 %"),
            TierRow("98 %", "10 %", upper="99.5 %"),
            TierRow("0 %", "20 %"),
        ]
        with pytest.raises(NoSuchRow, match=r"99 % to 99.5 % has several"):
            TierSchedule(rows).credit(share("99.2 %"))
        lenient = TierSchedule(rows, off_table=OffTable.NO_DATA)
        assert lenient.credit(share("99.2 %")) == NoData("99.2 % is in 2 rows of the table")

    def test_the_ends_of_rows_with_holes_are_inside(self) -> None:
        table = TierSchedule(HOLED)
        values = ("99.69 %", "99.7 %", "96.89 %", "97.9 %")
        assert [credit(table, value) for value in values] == ["10 %", "0 %", "20 %", "10 %"]

    def test_a_resolution_closes_holes_of_one_unit_and_no_wider_one(self) -> None:
        table = TierSchedule(HOLED, resolution="0.01 %")
        assert credit(table, "99.695 %") == "10 %"
        assert credit(table, "99.69999 %") == "10 %"
        assert credit(table, "96.8999 %") == "20 %"
        assert table.holes == ((share("96.89 %"), share("97.9 %")),)
        with pytest.raises(NoSuchRow):
            table.credit(share("97 %"))

    def test_holes_are_told_from_the_top(self) -> None:
        assert TierSchedule([TierRow("50 %", "5 %", upper="60 %")]).holes == (
            (share("60 %"), share("100 %")),
            (share("0 %"), share("50 %")),
        )
        assert COMPUTE.holes == ()


class TestConstruction:
    @pytest.mark.parametrize("resolution", ["0 %", "0.3 %", "7 %", Ratio(2, 3)])
    def test_a_resolution_is_a_unit_of_the_whole(self, resolution: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match=r"resolution: .* of which 100 % is a multiple"):
            TierSchedule(COMPUTE.rows, resolution=resolution)

    def test_an_empty_table_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"rows: \(\) is not allowed; allowed: one row"):
            TierSchedule([])
        with pytest.raises(InvalidValue, match="rows"):
            TierSchedule.below([])

    @pytest.mark.parametrize(
        "rows",
        [
            [("101 %", "0 %"), ("0 %", "10 %")],
            [("99.99", "0 %"), ("0", "10 %")],
            [("-1 %", "0 %")],
            [TierRow("0 %", "0 %", upper="100.01 %")],
        ],
    )
    def test_bounds_outside_a_whole_are_refused(self, rows: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match=r"rows: .* bounds from 0 % to 100 %"):
            TierSchedule(rows)

    @pytest.mark.parametrize(
        "rows", ["99 %", 5, None, [5], ["99 %"], [("99 %",)], [("99 %", "1 %", "2 %")]]
    )
    def test_rows_of_another_kind_are_refused(self, rows: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="rows"):
            TierSchedule(rows)

    @pytest.mark.parametrize("wrong", [{"edge": "lower"}, {"off_table": "refuse"}])
    def test_words_in_place_of_policies_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            TierSchedule(COMPUTE.rows, **wrong)

    @pytest.mark.parametrize(
        ("arguments", "error", "field"),
        [
            ((0.99, "10 %"), InvalidType, "lower"),
            ((99, "10 %"), InvalidType, "lower"),
            (("99 %", 0.1), InvalidType, "credit"),
            (("99 %", "110 %"), InvalidValue, "credit"),
            (("99 %", "-1 %"), InvalidValue, "credit"),
            (("ninety", "10 %"), InvalidValue, "lower"),
            (("1e999999999 %", "10 %"), InvalidValue, "lower"),
        ],
    )
    def test_a_row_of_something_else_is_refused(
        self, arguments: tuple[Any, Any], error: type[Exception], field: str
    ) -> None:
        with pytest.raises(error, match=field):
            TierRow(*arguments)

    def test_an_upper_bound_below_the_lower_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"upper: '98 %' .* 99 %, the lower bound, or more"):
            TierRow("99 %", "10 %", upper="98 %")
        with pytest.raises(InvalidType, match="upper"):
            TierRow("99 %", "10 %", upper=1)  # type: ignore[arg-type]

    def test_rows_tell_themselves(self) -> None:
        assert str(TierRow("99 %", "10 %")) == "99 % to the next row: 10 %"
        assert str(TierRow("99", "10 %")) == "9900 % to the next row: 10 %"

    def test_it_cannot_be_changed_and_survives_copies(self) -> None:
        with pytest.raises(FrozenInstanceError):
            COMPUTE.edge = TierEdge.UPPER  # type: ignore[misc]
        for again in (copy.deepcopy(COMPUTE), pickle.loads(pickle.dumps(COMPUTE))):  # noqa: S301
            assert again == COMPUTE
            assert hash(again) == hash(COMPUTE)
            assert credit(again, "99 %") == "10 %"


class TestChecks:
    def test_a_good_table_has_no_findings(self) -> None:
        assert COMPUTE.findings == ()
        assert COMPUTE.is_valid

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ([], ["tier-gap"]),
            (HOLED, ["tier-gap", "tier-gap"]),
            ([TierRow("1 %", "0 %")], ["tier-gap"]),
            ([TierRow("0 %", "0 %", upper="99 %")], ["tier-gap"]),
            (
                [TierRow("50 %", "0 %"), TierRow("0 %", "5 %", upper="60 %")],
                ["tier-overlap"],
            ),
            (
                [TierRow("99 %", "0 %"), TierRow("99 %", "5 %"), TierRow("0 %", "10 %")],
                ["tier-duplicate-bound"],
            ),
            (
                [TierRow("99 %", "5 %"), TierRow("95 %", "0 %"), TierRow("0 %", "10 %")],
                ["tier-not-monotone", "tier-pays-at-full"],
            ),
            ([TierRow("0 %", "10 %", upper="101 %")], ["tier-outside-range", "tier-pays-at-full"]),
            ([TierRow("-1 %", "0 %")], ["tier-outside-range"]),
            ([TierRow("99 %", "5 %"), TierRow("0 %", "10 %")], ["tier-pays-at-full"]),
        ],
    )
    def test_each_trouble_has_a_code(self, rows: list[TierRow], expected: list[str]) -> None:
        assert codes(check_tiers(rows)) == expected

    def test_percent_signs_that_were_forgotten_are_found(self) -> None:
        rows = [TierRow("99.9", "0 %"), TierRow("99", "10 %"), TierRow("0", "25 %")]
        found = check_tiers(rows)
        assert codes(found)[:2] == ["tier-outside-range", "tier-outside-range"]
        assert found[0].pointer == "/rows/0"
        assert found[0].value == "9990 % to the next row: 0 %"

    def test_a_finding_says_what_and_where(self) -> None:
        gap = check_tiers(HOLED)[0]
        assert str(gap) == (
            "error tier-gap: no row has these values "
            "(value: 99.69 % to 99.7 %; allowed: a row for every value)"
        )

    def test_rows_that_end_together_share_a_bound_where_upper_bounds_count(self) -> None:
        rows = [TierRow("99 %", "0 %", upper="100 %"), TierRow("100 %", "0 %", upper="100 %")]
        rows.append(TierRow("0 %", "10 %"))
        assert codes(check_tiers(rows)) == []
        assert codes(check_tiers(rows, edge=TierEdge.UPPER)) == ["tier-duplicate-bound"]

    def test_a_row_for_zero_may_begin_with_another_where_upper_bounds_count(self) -> None:
        rows = [TierRow("0 %", "50 %", upper="0 %"), TierRow("0 %", "0 %", upper="100 %")]
        assert codes(check_tiers(rows, edge=TierEdge.UPPER)) == []
        assert codes(check_tiers(rows)) == ["tier-duplicate-bound"]

    def test_bounds_finer_than_the_resolution_are_a_warning(self) -> None:
        rows = [TierRow("99.995 %", "0 %"), TierRow("0 %", "10 %", upper="99.995 %")]
        found = check_tiers(rows, resolution="0.01 %")
        assert codes(found) == ["tier-finer-than-resolution"] * 2
        assert {finding.severity for finding in found} == {Severity.WARNING}
        assert TierSchedule(rows, resolution="0.01 %").is_valid

    def test_a_credit_for_everything_good_is_a_warning(self) -> None:
        table = TierSchedule([("99 %", "5 %"), ("0 %", "10 %")])
        assert table.is_valid
        assert [finding.severity for finding in table.findings] == [Severity.WARNING]

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"rows": [("99 %", "10 %")]}, InvalidType),
            ({"edge": "lower"}, InvalidType),
            ({"resolution": 0.01}, InvalidType),
            ({"resolution": "0.3 %"}, InvalidValue),
        ],
    )
    def test_wrong_arguments_are_refused_by_name(
        self, wrong: dict[str, Any], error: type[Exception]
    ) -> None:
        with pytest.raises(error, match=next(iter(wrong))):
            check_tiers(**{"rows": [], **wrong})
