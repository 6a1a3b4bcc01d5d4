"""Pictures of a topology: all is in them, inside the frame, and never told by colour only."""

from __future__ import annotations

import re

import pytest
from pictures import boxes, root, texts, told

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidValue, LimitExceeded
from svcmgmt.service import (
    Service,
    ServiceOperatingStatus,
    ServiceRelationship,
    ServiceState,
    ServiceTopology,
)


def related(kind: str, other: str) -> ServiceRelationship:
    return ServiceRelationship(relationship_type=kind, service=EntityRef(id=other))


INVENTORY = [
    Service(
        id="shop",
        name="Web shop <1>",
        state=ServiceState.ACTIVE,
        supporting_service=[EntityRef(id="pay"), EntityRef(id="db")],
    ),
    Service(
        id="pay",
        supporting_service=[EntityRef(id="db")],
        service_relationship=[related("replaces", "db"), related("peer", "gone")],
    ),
    Service(id="db", state=None, operating_status=ServiceOperatingStatus.FAILED),
    Service(id="tv", state=None),
]
TOPOLOGY = ServiceTopology.of(INVENTORY)
PICTURE = TOPOLOGY.to_svg(failing=TOPOLOGY.failing)


def dashes(svg: str) -> list[bool]:
    """Return whether each arrow is dashed."""
    lines = root(svg).iter("{http://www.w3.org/2000/svg}path")
    return ["stroke-dasharray" in each.attrib for each in lines if "marker-end" in each.attrib]


class TestPicture:
    def test_it_names_every_service_and_how_it_is(self) -> None:
        assert texts(PICTURE) == [
            "Web shop <1>",
            "affected, active",
            "pay",
            "affected, feasibilityChecked",
            "db",
            "failing, failed",
            "tv",
            "",
            "gone",
            "not in the inventory",
        ]

    def test_it_tells_itself_in_words(self) -> None:
        assert told(PICTURE, "title") == "Service topology"
        expected = "5 services and 4 relations; 1 failing, 2 affected"
        assert told(PICTURE, "desc") == expected

    def test_what_is_no_need_is_dashed(self) -> None:
        assert dashes(PICTURE) == [False, False, False, True]

    def test_everything_is_inside_the_frame(self) -> None:
        frame = root(PICTURE).attrib
        without_curves = re.sub(r"<path[^>]*/>", "", PICTURE)
        for name, (left, top, right, bottom) in boxes(without_curves):
            assert left >= 0, name
            assert top >= 0, name
            assert right <= float(frame["width"]), name
            assert bottom <= float(frame["height"]), name

    def test_a_circle_is_drawn_with_a_way_back(self) -> None:
        circle = ServiceTopology.of(
            [
                Service(id="a", supporting_service=[EntityRef(id="b")]),
                Service(id="b", supporting_service=[EntityRef(id="c")]),
                Service(id="c", supporting_service=[EntityRef(id="a")]),
            ]
        )
        assert dashes(circle.to_svg()) == [False, False, False]

    def test_it_is_the_same_for_the_same_topology(self) -> None:
        assert ServiceTopology.of(INVENTORY).to_svg(failing=["db"]) == PICTURE

    def test_an_empty_topology_has_a_picture(self) -> None:
        assert texts(ServiceTopology.of([]).to_svg()) == []

    def test_too_many_services_are_refused(self) -> None:
        many = ServiceTopology.of([Service(id=str(number)) for number in range(301)])
        with pytest.raises(LimitExceeded):
            many.to_svg()

    def test_an_unknown_failing_service_is_refused(self) -> None:
        with pytest.raises(InvalidValue):
            TOPOLOGY.to_svg(failing=["radio"])
