"""How far ahead something is planned."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Plane, plane_of


@pytest.mark.parametrize(
    ("months", "plane"),
    [
        (0, Plane.OPERATIONAL),
        (Fraction(599, 100), Plane.OPERATIONAL),
        (6, Plane.TACTICAL),
        (12, Plane.TACTICAL),
        (Fraction(1201, 100), None),
        (Fraction(3599, 100), None),
        (36, Plane.STRATEGIC),
        (480, Plane.STRATEGIC),
    ],
)
def test_the_horizon_tells_the_plane(months: Fraction | int, plane: Plane | None) -> None:
    assert plane_of(months) is plane


def test_other_things_are_refused() -> None:
    inexact: Any = 1.5
    with pytest.raises(InvalidType, match="months"):
        plane_of(inexact)
    with pytest.raises(InvalidValue, match="0 or more"):
        plane_of(-1)
