"""Downtime that targets allow, and nines (2.5)."""

from __future__ import annotations

import pickle
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import (
    COMMON_PERIODS,
    COMMON_TARGETS,
    AllowedDowntime,
    Nines,
    allowed_downtime,
    count_nines,
    downtime_table,
)
from svcmgmt.values import NoData, Ratio

MONTH = timedelta(days=30)


class TestAllowedDowntime:
    @pytest.mark.parametrize(
        ("target", "allowed"),
        [
            ("99.9 %", timedelta(minutes=43, seconds=12)),
            ("100 %", timedelta(0)),
            ("0 %", MONTH),
            (Fraction(999, 1000), timedelta(minutes=43, seconds=12)),
            (Ratio(999, 1000), timedelta(minutes=43, seconds=12)),
            (1, timedelta(0)),
        ],
    )
    def test_targets_in_any_form(self, target: Any, allowed: timedelta) -> None:  # noqa: ANN401
        assert allowed_downtime(target, MONTH) == allowed

    def test_parts_of_a_microsecond_are_not_allowed(self) -> None:
        row = AllowedDowntime(target="2/3", name="moment", period=timedelta(microseconds=1))
        assert row.seconds == Fraction(1, 3_000_000)
        assert row.downtime == timedelta(0)

    @pytest.mark.parametrize("target", [0.999, None])
    def test_inexact_targets_are_refused(self, target: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="target"):
            allowed_downtime(target, MONTH)

    @pytest.mark.parametrize("target", ["101 %", -1, 2])
    def test_targets_outside_nothing_to_everything_are_refused(self, target: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidValue, match="target"):
            allowed_downtime(target, MONTH)

    def test_a_period_is_some_time(self) -> None:
        with pytest.raises(InvalidValue, match="period"):
            allowed_downtime("99 %", timedelta(0))
        with pytest.raises(InvalidType, match="period"):
            allowed_downtime("99 %", 30)  # type: ignore[arg-type]

    def test_it_tells_itself(self) -> None:
        row = AllowedDowntime(target="99.95 %", name="week", period=timedelta(weeks=1))
        assert str(row) == "99.95 % of a week: 0:05:02.4"
        assert pickle.loads(pickle.dumps(row)) == row  # noqa: S301


class TestTable:
    def test_the_usual_one_has_every_target_over_every_period(self) -> None:
        rows = downtime_table()
        assert len(rows) == len(COMMON_TARGETS) * len(COMMON_PERIODS)
        assert str(rows[0]) == "90 % of a year of 365 days: 876:00:00"
        assert str(rows[-1]) == "99.9999 % of a day: 0:00:00.0864"


class TestNines:
    @pytest.mark.parametrize(
        ("share", "told"),
        [
            ("99.9 %", "3 nines"),
            ("90 %", "1 nines"),
            ("99.95 %", "≈ 3.30 nines"),
            ("0 %", "0 nines"),
            ("5 %", "≈ 0.02 nines"),
            (1 - Fraction(1, 10**25), "25 nines"),
        ],
    )
    def test_counts(self, share: Any, told: str) -> None:  # noqa: ANN401
        nines = count_nines(share)
        assert isinstance(nines, Nines)
        assert str(nines) == told
        assert nines.is_approximate is told.startswith("≈")

    def test_everything_has_no_last_nine(self) -> None:
        assert isinstance(count_nines("100 %"), NoData)

    def test_inexact_shares_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            count_nines(0.999)  # type: ignore[arg-type]
