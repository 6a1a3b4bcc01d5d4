"""Objectives: exact comparison with a target, a warning level and a tolerance."""

from __future__ import annotations

from datetime import timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.evaluation import Part
from svcmgmt.sla.objectives import (
    Direction,
    Objective,
    Rounding,
    Tolerance,
    ToleranceKind,
    Value,
    Verdict,
    at_least,
    at_most,
    exactly,
    value_text,
)
from svcmgmt.values import NO_DATA, Quantity, Ratio

HOUR = timedelta(hours=1)
FIVE = Tolerance(5, ToleranceKind.ABSOLUTE)


class TestLowerIsBetter:
    # TMF657's sample read as the side on which the objective is violated: > 32
    promise = at_most(32, warning=28, tolerance=FIVE)

    @pytest.mark.parametrize(
        ("value", "verdict"),
        [
            (27, Verdict.MET),
            (28, Verdict.MET),
            (29, Verdict.WARNING),
            (32, Verdict.WARNING),
            (33, Verdict.TOLERATED),
            (37, Verdict.TOLERATED),
            (38, Verdict.VIOLATED),
        ],
    )
    def test_levels_lie_in_order(self, value: int, verdict: Verdict) -> None:
        assert self.promise.judge(value) is verdict


class TestHigherIsBetter:
    # the same sample read as the side on which it is met, strictly
    promise = Objective(
        target=32,
        direction=Direction.HIGHER_IS_BETTER,
        warning=38,
        tolerance=FIVE,
        is_strict=True,
    )

    @pytest.mark.parametrize(
        ("value", "verdict"),
        [
            (39, Verdict.MET),
            (38, Verdict.MET),
            (36, Verdict.WARNING),
            (33, Verdict.WARNING),
            (32, Verdict.TOLERATED),
            (27, Verdict.TOLERATED),
            (26, Verdict.VIOLATED),
        ],
    )
    def test_levels_lie_in_order(self, value: int, verdict: Verdict) -> None:
        assert self.promise.judge(value) is verdict


class TestExact:
    def test_the_target_itself_meets_it(self) -> None:
        assert exactly(3).judge(3) is Verdict.MET

    @pytest.mark.parametrize("value", [2, 4])
    def test_anything_else_violates_it(self, value: int) -> None:
        assert exactly(3).judge(value) is Verdict.VIOLATED

    @pytest.mark.parametrize("value", [-2, 8])
    def test_a_tolerance_holds_on_both_sides(self, value: int) -> None:
        assert exactly(3, tolerance=FIVE).judge(value) is Verdict.TOLERATED

    def test_strictness_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="is_strict"):
            Objective(target=3, direction=Direction.EXACT, is_strict=True)

    def test_a_warning_level_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Objective(target=3, direction=Direction.EXACT, warning=2)
        assert caught.value.args == ("warning", 2, "none, because the value must be exact")


class TestKindsOfValues:
    @pytest.mark.parametrize(
        ("promise", "good", "bad"),
        [
            (at_least("99.9 %"), Ratio(999, 1000), Ratio(998_999, 1_000_000)),
            (at_most(4 * HOUR), 4 * HOUR, 4 * HOUR + timedelta(microseconds=1)),
            (at_least(Quantity(10, "Mbit/s")), Quantity(10, "Mbit/s"), Quantity("9.99", "Mbit/s")),
            (at_most(2), 2, 3),
        ],
        ids=["share", "time", "amount", "count"],
    )
    def test_equal_is_met_and_the_least_step_beyond_is_not(
        self, promise: Objective, good: Value, bad: Value
    ) -> None:
        assert promise.judge(good) is Verdict.MET
        assert promise.judge(bad) is Verdict.VIOLATED

    def test_no_data_is_undefined(self) -> None:
        assert at_least("99.9 %").judge(NO_DATA) is Verdict.UNDEFINED

    @pytest.mark.parametrize("value", [1, HOUR, True, 0.999, "99.9 %"], ids=repr)
    def test_a_value_of_another_kind_is_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            at_least("99.9 %").judge(value)  # type: ignore[arg-type]
        assert caught.value.args == ("value", value, "Ratio, as the target")

    def test_an_amount_in_another_unit_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            at_least(Quantity(1, "GB")).judge(Quantity(1, "MB"))
        assert caught.value.args == ("value", "1 MB", "an amount in GB, as the target")

    @pytest.mark.parametrize("target", [0.999, True, None, Fraction(1, 2)], ids=repr)
    def test_a_target_of_another_kind_is_refused(self, target: object) -> None:
        with pytest.raises(InvalidType):
            at_least(target)  # type: ignore[arg-type]

    @pytest.mark.parametrize("target", ["0 %", "100 %"])
    def test_all_and_nothing_can_be_promised(self, target: str) -> None:
        assert at_least(target).judge(Ratio(1, 1)) is Verdict.MET


class TestWarning:
    def test_the_level_of_the_target_itself_is_allowed(self) -> None:
        assert at_most(3, warning=3).judge(3) is Verdict.MET

    @pytest.mark.parametrize(
        ("make", "allowed"),
        [
            (lambda: at_most(3, warning=4), "at most the target"),
            (lambda: at_least(3, warning=2), "at or above the target"),
        ],
    )
    def test_a_level_on_the_bad_side_is_refused(self, make: object, allowed: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            make()  # type: ignore[operator]
        assert (caught.value.field, caught.value.allowed) == ("warning", allowed)

    def test_a_level_of_another_kind_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            at_most(3, warning=HOUR)


class TestTolerance:
    def test_a_relative_one_is_a_share_of_the_target(self) -> None:
        # TMF623's sample: 0.20 of 1024 kbit/s
        speed = at_least(
            Quantity(1024, "kbit/s"), tolerance=Tolerance("0.20", ToleranceKind.RELATIVE)
        )
        assert speed.judge(Quantity("819.2", "kbit/s")) is Verdict.TOLERATED
        assert speed.judge(Quantity("819.19", "kbit/s")) is Verdict.VIOLATED

    def test_an_absolute_one_is_an_amount(self) -> None:
        slack = Tolerance(Quantity("0.20", "kbit/s"), ToleranceKind.ABSOLUTE)
        speed = at_least(Quantity(1024, "kbit/s"), tolerance=slack)
        assert speed.judge(Quantity("1023.8", "kbit/s")) is Verdict.TOLERATED
        assert speed.judge(Quantity("1023.79", "kbit/s")) is Verdict.VIOLATED

    def test_an_absolute_one_of_a_share_is_in_points(self) -> None:
        promise = at_least("99.9 %", tolerance=Tolerance("0.1 %", ToleranceKind.ABSOLUTE))
        assert promise.judge(Ratio.parse("99.8 %")) is Verdict.TOLERATED
        assert promise.judge(Ratio.parse("99.79 %")) is Verdict.VIOLATED

    def test_of_another_kind_than_the_target_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            at_most(4 * HOUR, tolerance=FIVE)

    def test_a_relative_one_that_is_no_share_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            Tolerance(5, ToleranceKind.RELATIVE)

    @pytest.mark.parametrize("amount", [-1, -HOUR], ids=repr)
    def test_a_negative_one_is_refused(self, amount: Value) -> None:
        with pytest.raises(InvalidValue) as caught:
            Tolerance(amount, ToleranceKind.ABSOLUTE)
        assert caught.value.args == ("amount", amount, "0 or more")

    def test_its_kind_is_never_guessed(self) -> None:
        with pytest.raises(InvalidType):
            Tolerance(5, "absolute")  # type: ignore[arg-type]


class TestRounding:
    # 45.2 minutes of 43,200: raw 99.895370 %
    measured = Ratio("43154.8", 43_200)

    def test_without_it_exact_values_are_compared(self) -> None:
        assert at_least("99.9 %").judge(self.measured) is Verdict.VIOLATED

    @pytest.mark.parametrize(
        ("rounding", "verdict"),
        [
            (Rounding(2), Verdict.MET),
            (Rounding(2, ROUND_FLOOR), Verdict.VIOLATED),
            (Rounding(3), Verdict.VIOLATED),
        ],
    )
    def test_the_mode_decides(self, rounding: Rounding, verdict: Verdict) -> None:
        assert at_least("99.9 %", rounding=rounding).judge(self.measured) is verdict

    def test_amounts_are_rounded_in_their_unit(self) -> None:
        promise = at_most(Quantity(5, "ms"), rounding=Rounding(0, ROUND_HALF_EVEN))
        assert promise.judge(Quantity("5.5", "ms")) is Verdict.VIOLATED
        assert promise.judge(Quantity("5.4", "ms")) is Verdict.MET

    @pytest.mark.parametrize("target", [4 * HOUR, 3], ids=repr)
    def test_times_and_counts_are_never_rounded(self, target: Value) -> None:
        with pytest.raises(InvalidValue) as caught:
            at_most(target, rounding=Rounding(0))
        assert caught.value.args == (
            "rounding",
            "0 places, half up",
            "none, because times and counts are compared as they are",
        )

    @pytest.mark.parametrize("places", [-1, 29])
    def test_places_out_of_range_are_refused(self, places: int) -> None:
        with pytest.raises(InvalidValue):
            Rounding(places)

    def test_an_unknown_mode_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Rounding(2, "HALF_UP")
        assert caught.value.field == "rounding"


class TestText:
    @pytest.mark.parametrize(
        ("promise", "text"),
        [
            (at_least("99.9 %"), "at least 99.9 %"),
            (at_most(4 * HOUR, warning=3 * HOUR), "at most 4:00:00, warning beyond 3:00:00"),
            (exactly(3), "exactly 3"),
            (
                at_least(Quantity(8, "GB"), tolerance=Tolerance("5 %", ToleranceKind.RELATIVE)),
                "at least 8 GB, tolerance 5 % of the target",
            ),
            (at_most(3, tolerance=FIVE), "at most 3, tolerance 5"),
            (
                at_least("99 %", rounding=Rounding(2)),
                "at least 99 %, compared after rounding to 2 places, half up",
            ),
            (
                Objective(target=3, direction=Direction.LOWER_IS_BETTER, is_strict=True),
                "less than 3",
            ),
            (
                Objective(target=3, direction=Direction.HIGHER_IS_BETTER, is_strict=True),
                "more than 3",
            ),
        ],
    )
    def test_says_what_is_promised(self, promise: Objective, text: str) -> None:
        assert str(promise) == text

    def test_a_value_is_told_without_its_base(self) -> None:
        assert value_text(Ratio(19, 20)) == "95 %"
        assert value_text(NO_DATA) == "no data"


class TestTolerated:
    @pytest.mark.parametrize(
        ("promise", "worst"),
        [
            (at_least("99 %", tolerance=Tolerance("0.5 %", ToleranceKind.ABSOLUTE)), "98.5 %"),
            (at_least("99 %", tolerance=Tolerance("10 %", ToleranceKind.RELATIVE)), "89.1 %"),
            (at_least("1 %", tolerance=Tolerance("2 %", ToleranceKind.ABSOLUTE)), "0 %"),
            (at_most("99 %", tolerance=Tolerance("2 %", ToleranceKind.ABSOLUTE)), "100 %"),
            (at_most(7, tolerance=Tolerance("20 %", ToleranceKind.RELATIVE)), "8"),
            (at_least(7, tolerance=Tolerance("20 %", ToleranceKind.RELATIVE)), "6"),
            (at_most(4 * HOUR, tolerance=Tolerance(HOUR / 2, ToleranceKind.ABSOLUTE)), "4:30:00"),
            (
                at_least(
                    Quantity(1024, "kbit/s"), tolerance=Tolerance("20 %", ToleranceKind.RELATIVE)
                ),
                "819.2 kbit/s",
            ),
        ],
    )
    def test_the_worst_value_that_is_no_violation_is_told(
        self, promise: Objective, worst: str
    ) -> None:
        assert promise.tolerated is not None
        assert value_text(promise.tolerated) == worst
        assert promise.judge(promise.tolerated) is not Verdict.VIOLATED

    def test_it_ends_with_what_a_time_can_be(self) -> None:
        slack = Tolerance(timedelta.max, ToleranceKind.ABSOLUTE)
        assert at_most(timedelta.max, tolerance=slack).tolerated == timedelta.max
        assert at_least(timedelta.min, tolerance=slack).tolerated == timedelta.min

    @pytest.mark.parametrize("promise", [at_least(3), exactly(3), exactly(3, tolerance=FIVE)])
    def test_there_is_none_without_a_tolerance_or_with_two_sides(self, promise: Objective) -> None:
        assert promise.tolerated is None

    @given(st.integers(-50, 50), st.integers(0, 20))
    def test_one_more_is_a_violation(self, target: int, slack: int) -> None:
        tolerance = Tolerance(slack, ToleranceKind.ABSOLUTE)
        for promise, step in (
            (at_most(target, tolerance=tolerance), 1),
            (at_least(target, tolerance=tolerance), -1),
        ):
            assert isinstance(promise.tolerated, int)
            assert promise.judge(promise.tolerated) is not Verdict.VIOLATED
            assert promise.judge(promise.tolerated + step) is Verdict.VIOLATED


class TestWhatIsRefused:
    @pytest.mark.parametrize("wrong", [0.999, True, None])
    def test_another_kind_is_refused_by_the_name_of_its_field(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"^target: "):
            at_least(wrong)
        with pytest.raises(InvalidType, match=r"^amount: "):
            Tolerance(wrong, ToleranceKind.ABSOLUTE)

    def test_a_level_of_another_kind_is_refused_by_name(self) -> None:
        with pytest.raises(InvalidType, match=r"^warning: float"):
            at_least("99 %", warning=0.999)  # type: ignore[arg-type]

    @pytest.mark.parametrize("text", ["101 %", "-1 %", "1e999999999 %", "1e-29 %", "nan", "99.9"])
    def test_text_that_is_no_share_is_refused_by_the_name_of_its_field(self, text: str) -> None:
        with pytest.raises(InvalidValue, match=r"^target: "):
            at_least(text)
        with pytest.raises(InvalidValue, match=r"^warning: "):
            at_least("99 %", warning=text)

    def test_a_count_that_nobody_can_write_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"^target: .*that cannot be shown"):
            at_least(10**5_000)
        with pytest.raises(InvalidValue, match=r"^amount: "):
            Part("outages", 10**5_000)


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(0, 20), st.integers(0, 20))
def test_a_better_value_never_has_a_worse_verdict(
    value: int, target: int, slack: int, ahead: int
) -> None:
    order = [Verdict.MET, Verdict.WARNING, Verdict.TOLERATED, Verdict.VIOLATED]
    tolerance = Tolerance(slack, ToleranceKind.ABSOLUTE)
    promise = at_most(target, warning=target - ahead, tolerance=tolerance)
    worse = order.index(promise.judge(value + 1))
    assert order.index(promise.judge(value)) <= worse
    mirrored = at_least(-target, warning=ahead - target, tolerance=tolerance)
    assert mirrored.judge(-value) is promise.judge(value)
