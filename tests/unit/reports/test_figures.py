"""Figures of others: the most special one is taken, and where it comes from is told."""

from __future__ import annotations

import pytest
from reporting import DELAY, MONTH, report, sla, span

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.reports import GivenFigure
from svcmgmt.values import NoData, Quantity, count_by_code

MS = "ms"


def figure(value: int, **more: object) -> GivenFigure:
    """Return a delay."""
    return GivenFigure(name="delay", value=Quantity(value, MS), **more)  # type: ignore[arg-type]


class TestChoice:
    def test_one_of_the_service_comes_before_one_of_all(self) -> None:
        made = report(agreement=sla(DELAY), figures=[figure(1), figure(2, service="vpn")])
        assert [str(each.value) for each in made.results] == ["1 ms", "2 ms"]

    def test_one_of_the_time_comes_before_one_of_any(self) -> None:
        other = span("2026-09-01T00:00:00Z/PT24H")
        figures = [figure(1), figure(2, during=MONTH.interval), figure(3, during=other)]
        made = report(agreement=sla(DELAY), figures=figures)
        assert [str(each.value) for each in made.results] == ["2 ms", "2 ms"]

    def test_one_that_nobody_asks_for_is_told(self) -> None:
        made = report(figures=[figure(1)])
        assert "figure-not-used" in count_by_code(made.findings)

    def test_several_for_the_same_are_told(self) -> None:
        made = report(agreement=sla(DELAY), figures=[figure(1), figure(2)])
        assert "several-figures" in count_by_code(made.findings)
        twice = report(agreement=sla(DELAY), figures=[figure(1), figure(1)])
        assert "several-figures" not in count_by_code(twice.findings)


class TestText:
    def test_it_names_service_value_and_source(self) -> None:
        assert str(figure(1, service="vpn", source="probe 7")) == "delay of vpn: 1 ms (probe 7)"
        assert str(GivenFigure(name="delay", value=NoData("probe down"))) == "delay: probe down"

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            GivenFigure(name="", value=1)
        with pytest.raises(InvalidType):
            GivenFigure(name="delay", value=1.5)  # type: ignore[arg-type]
