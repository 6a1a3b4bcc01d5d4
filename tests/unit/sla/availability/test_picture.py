"""The picture of an availability."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from svcmgmt.calendars import never
from svcmgmt.errors import InvalidType
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    GapTime,
    Outage,
    WhenUnknown,
    availability_of,
    availability_svg,
)
from svcmgmt.temporal import Interval, IntervalSet

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")
HOUR = timedelta(hours=1)


def span(first: float, last: float) -> Interval:
    return Interval(DAY.start + first * HOUR, DAY.start + last * HOUR)


def picture(result: Availability) -> ET.Element:
    return ET.fromstring(availability_svg(result))  # noqa: S314 - our own


def texts(drawn: ET.Element) -> list[str]:
    return [each.text or "" for each in drawn.iter() if each.tag.endswith("text")]


def shown(drawn: ET.Element) -> set[str | None]:
    """Return what the bar is filled with; patterns carry the mark of their picture."""
    bar = (each for each in drawn.iter() if each.tag.endswith("rect"))
    fills = {each.get("fill") for each in bar if each.get("height") == "36"}
    return {fill and re.sub(r"-[0-9a-f]{10}\)", ")", fill) for fill in fills}


EVERYTHING = availability_of(
    [Outage(during=span(first, last)) for first, last in ((1, 3), (4, 5), (10, 10.1), (22, 23))],
    within=DAY,
    service_time=never(),
)


def test_a_notebook_shows_the_same_picture() -> None:
    assert EVERYTHING._repr_mimebundle_()["image/svg+xml"] == availability_svg(EVERYTHING)


def test_only_an_availability_is_drawn() -> None:
    with pytest.raises(InvalidType, match=r"^availability: "):
        availability_svg(None)  # type: ignore[arg-type]


def test_every_kind_of_time_is_told_in_words_and_drawn() -> None:
    result = availability_of(
        [Outage(during=span(*each)) for each in ((1, 3), (4, 5), (10, 10.1), (19, 21))],
        within=DAY,
        in_service=span(0.5, 30),
        exclusions=[Exclusion(category=ExclusionCategory.CUSTOMER, during=span(20, 22))],
        unknown=IntervalSet.of([span(12, 13)]),
        policies=AvailabilityPolicies(
            merge_gap=2 * HOUR,
            gap_time=GapTime.DOWN,
            minimum=HOUR / 2,
            unknown=WhenUnknown.UP,
        ),
    )
    drawn = picture(result)
    told = texts(drawn)
    for name in (
        *("outside service time", "up", "counted", "bridged gap"),
        *("too short", "unknown", "customer"),
    ):
        assert name in told
    assert shown(drawn) == {
        *("#009E73", "#D55E00", "url(#gap)", "url(#short)", "url(#unknown)", "url(#left-out)"),
        None,
    }


def test_time_outside_service_is_a_line() -> None:
    drawn = picture(EVERYTHING)
    assert "outside service time" in texts(drawn)
    assert shown(drawn) == {None}


def test_a_short_outage_is_never_lost_in_a_long_period() -> None:
    year = Interval.parse("2026-01-01T00:00:00Z/2027-01-01T00:00:00Z")
    second = Outage(during=Interval(DAY.start, DAY.start + timedelta(seconds=1)))
    drawn = picture(availability_of([second], within=year))
    assert "#D55E00" in shown(drawn)


@pytest.mark.parametrize("within", [DAY, span(3, 3)])
def test_names_are_escaped_and_periods_may_be_empty(within: Interval) -> None:
    result = availability_of([], within=within, subject="a < b & c")
    assert any("a < b & c" in each for each in texts(picture(result)))
