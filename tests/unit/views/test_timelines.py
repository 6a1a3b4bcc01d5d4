"""The outage timeline: its lanes, what is in them, and what a picture of it shows."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from pictures import check_inside, texts, told

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    Exclusion,
    ExclusionCategory,
    ExclusionStatus,
    Maintenance,
    Outage,
    WhenUnknown,
    availability_of,
)
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.views import Lanes, OutageTimeline, TimelineKind, outage_timeline

DAY = Interval.parse("2026-10-05T00:00:00Z/PT24H")


def during(text: str) -> Interval:
    return Interval.parse(f"2026-10-05T{text}")


OUTAGES = (
    Outage(id="o-1", during=during("10:00:00Z/PT1H"), cause="power", scope="Bonn"),
    Outage(id="o-2", during=during("10:30:00Z/PT1H"), cause="power", scope="Bonn", weight="30 %"),
    Outage(id="o-3", during=Interval.parse("2026-10-04T23:00:00Z/PT2H")),
)
LEFT_OUT = (
    Exclusion(
        category=ExclusionCategory.CUSTOMER, during=weekly("Mon 02:00-03:00", zone="UTC"), id="e-1"
    ),
    Exclusion(
        category=ExclusionCategory.FORCE_MAJEURE,
        during=during("12:00:00Z/PT1H"),
        status=ExclusionStatus.DISPUTED,
        reason="storm",
    ),
    Exclusion(
        category=ExclusionCategory.SUSPENSION,
        during=IntervalSet.of([during("14:00:00Z/PT1H"), during("16:00:00Z/PT1H")]),
    ),
    Maintenance(planned=during("04:00:00Z/PT1H"), scope="Bonn"),
    Maintenance(planned=during("05:00:00Z/PT1H"), actual=during("06:00:00Z/PT2H"), id="m-1"),
    Maintenance(planned=during("07:00:00Z/PT1H"), id="m-2", is_withdrawn=True),
)


def vpn(*, subject: str = "vpn") -> Availability:
    return availability_of(
        OUTAGES,
        within=DAY,
        subject=subject,
        exclusions=LEFT_OUT,
        unknown=IntervalSet.of([during("20:00:00Z/PT1H")]),
        policies=AvailabilityPolicies(unknown=WhenUnknown.UP),
    )


def kinds(timeline: OutageTimeline) -> dict[str, list[str]]:
    return {lane.name: [item.kind.value for item in lane.items] for lane in timeline.lanes}


class TestLanes:
    def test_of_services_and_their_parts(self) -> None:
        assert kinds(outage_timeline([vpn()])) == {
            "vpn": [
                "outage",
                "exclusion",
                "maintenance",
                "claimed exclusion",
                "exclusion",
                "exclusion",
                "unknown",
            ],
            "vpn: Bonn": ["maintenance", "outage", "partial outage"],
        }

    def test_of_causes_by_their_names(self) -> None:
        assert kinds(outage_timeline([vpn()], by=Lanes.CAUSE)) == {
            "customer": ["exclusion"],
            "force majeure": ["claimed exclusion"],
            "maintenance": ["maintenance", "maintenance"],
            "no cause told": ["outage"],
            "power": ["outage", "partial outage"],
            "suspension": ["exclusion", "exclusion"],
            "unknown": ["unknown"],
        }

    def test_downtime_is_real_time_that_is_counted_once(self) -> None:
        bonn = outage_timeline([vpn()]).lanes[1]
        assert (bonn.outages, bonn.downtime) == (2, timedelta(minutes=90))

    def test_a_service_without_facts_has_an_empty_lane(self) -> None:
        quiet = availability_of([], within=DAY, subject="quiet")
        timeline = outage_timeline([quiet])
        assert kinds(timeline) == {"quiet": []}
        assert timeline.description.endswith("stretches: none")
        assert "no outage" in texts(timeline.svg())
        assert kinds(outage_timeline([quiet], by=Lanes.CAUSE)) == {}

    def test_a_stop_of_the_clock_is_left_out_only_by_policy(self) -> None:
        waits = Exclusion(category=ExclusionCategory.STOP_CLOCK, during=during("01:00:00Z/PT1H"))
        service = availability_of([], within=DAY, exclusions=[waits])
        assert kinds(outage_timeline([service])) == {"service": ["claimed exclusion"]}


class TestItems:
    def test_they_are_clipped_to_the_period(self) -> None:
        (first, *_) = outage_timeline([vpn()]).as_rows()
        assert first == {
            "lane": "vpn",
            "kind": "outage",
            "service": "vpn",
            "name": "o-3",
            "start": "2026-10-05T00:00:00Z",
            "end": "2026-10-05T01:00:00Z",
            "duration_s": 3_600.0,
            "share": 1.0,
            "is_open": False,
        }

    def test_an_open_one_lasts_to_the_end_of_what_is_known(self) -> None:
        still = Outage(id="o-9", during=during("10:00:00Z/.."))
        service = availability_of([still], within=DAY, as_of=at("2026-10-05T12:00:00Z"))
        (item,) = outage_timeline([service]).lanes[0].items
        assert (item.duration, item.is_open) == (timedelta(hours=2), True)

    def test_what_is_withdrawn_or_outside_is_not_there(self) -> None:
        gone = Outage(id="o-8", during=during("10:00:00Z/PT1H"), is_withdrawn=True)
        later = Outage(id="o-9", during=Interval.parse("2026-10-09T00:00:00Z/PT1H"))
        service = availability_of([gone, later], within=DAY)
        assert outage_timeline([service]).as_rows() == []

    def test_shares_are_those_of_the_outages(self) -> None:
        items = [item for lane in outage_timeline([vpn()]).lanes for item in lane.items]
        assert {item.share for item in items} == {Fraction(1), Fraction(3, 10), Fraction(0)}


class TestPicture:
    def test_every_kind_that_is_there_is_explained(self) -> None:
        svg = outage_timeline([vpn()]).svg()
        assert {kind.value for kind in TimelineKind} <= {*texts(svg)}
        check_inside(svg)

    def test_lanes_tell_count_and_time(self) -> None:
        shown = texts(outage_timeline([vpn()]).svg())
        assert "1 outage, 1:00:00" in shown
        assert "2 outages, 1:30:00" in shown

    def test_it_is_described_in_words(self) -> None:
        svg = outage_timeline([vpn(), vpn(subject="mail")], zone="Europe/Berlin").svg()
        assert told(svg, "title") == "outages of 2 services by service"
        assert told(svg, "desc") == (
            "Mon 2026-10-05 02:00+02:00 to Tue 2026-10-06 02:00+02:00 (Europe/Berlin); "
            "stretches: outage 4, partial outage 2, exclusion 6, claimed exclusion 2, "
            "maintenance 4, unknown 2"
        )

    def test_of_very_many_lanes_those_with_most_downtime_are_shown(self) -> None:
        services = [
            availability_of(
                [Outage(during=Interval(DAY.start, DAY.start + timedelta(minutes=n + 1)))],
                within=DAY,
                subject=f"s{n}",
            )
            for n in range(40)
        ]
        timeline = outage_timeline(services)
        assert [lane.name for lane in timeline.shown] == [f"s{n}" for n in range(10, 40)]
        assert timeline.notes == ("10 lanes with less downtime are not shown",)
        assert len(timeline.as_rows()) == 40

    def test_very_many_outages_stay_a_small_picture(self) -> None:
        second = timedelta(seconds=1)
        many = [
            Outage(
                id=str(n),
                during=Interval(DAY.start + n * 20 * second, DAY.start + (n * 20 + 7) * second),
            )
            for n in range(4_000)
        ]
        timeline = outage_timeline([availability_of(many, within=DAY)])
        assert len(timeline.svg()) < 10_000
        made = timeline.vega_lite()
        assert len(made["data"]["values"]) == 1_000
        assert made["title"]["subtitle"] == ["3000 shorter ones are not shown"]
        assert len(timeline.as_rows()) == 4_000


def test_other_kinds_are_refused() -> None:
    with pytest.raises(InvalidType, match="services"):
        outage_timeline([DAY])  # type: ignore[list-item]
    with pytest.raises(InvalidType, match="by"):
        outage_timeline([], by="cause")  # type: ignore[arg-type]


def test_a_fact_of_the_service_itself_is_no_part_of_it() -> None:
    down = Outage(id="o-9", during=during("10:00:00Z/PT1H"), scope="shop")
    shop = availability_of([down], within=DAY, subject="shop")
    assert [(lane.name, lane.outages) for lane in outage_timeline([shop]).lanes] == [("shop", 1)]
