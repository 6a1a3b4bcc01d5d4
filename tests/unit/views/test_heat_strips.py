"""The heat strip: what is in its cells, and what a picture of it shows."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from pictures import check_inside, texts, told

from svcmgmt.calendars import PeriodKind, weekly
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.availability import (
    Availability,
    AvailabilityPolicies,
    Outage,
    WhenUnknown,
    availability_of,
)
from svcmgmt.temporal import Interval, IntervalSet, parse_instant as at
from svcmgmt.values import NoData, Ratio
from svcmgmt.views import HeatLevel, HeatStrip, heat_strip

WEEK = Interval.parse("2026-10-05T00:00:00Z/2026-10-12T00:00:00Z")
NIGHT = Outage(id="o-1", during=Interval.parse("2026-10-05T23:00:00Z/PT3H"))
HALF = Outage(id="o-2", weight="50 %", during=Interval.parse("2026-10-08T10:00:00Z/PT1H"))


def vpn(*outages: Outage, within: Interval = WEEK, subject: str = "vpn") -> Availability:
    return availability_of(outages, within=within, subject=subject)


def cells(strip: HeatStrip) -> list[str]:
    (row,) = strip.rows
    return [cell.level.value for cell in row.cells]


class TestCells:
    def test_an_outage_over_midnight_is_split(self) -> None:
        (row,) = heat_strip([vpn(NIGHT)], target="99 %").rows
        assert [cell.value for cell in row.cells[:3]] == [
            Ratio(23, 24),
            Ratio(22, 24),
            Ratio(1, 1),
        ]
        assert row.value == Ratio(165, 168)
        assert row.worst is row.cells[1]

    def test_a_share_of_the_service_counts_as_such(self) -> None:
        (row,) = heat_strip([vpn(HALF)], target="99 %").rows
        assert row.cells[3].value == Ratio(47, 48)

    def test_days_are_those_of_a_zone(self) -> None:
        strip = heat_strip([vpn(NIGHT)], target="99 %", zone="Europe/Berlin")
        (row,) = strip.rows
        assert [cell.period.label for cell in row.cells][::7] == ["2026-10-05", "2026-10-12"]
        assert row.cells[0].base == timedelta(hours=22)
        assert row.cells[1].value == Ratio(21, 24)

    def test_time_out_of_service_has_no_base(self) -> None:
        hours = weekly("Mon-Fri 08:00-18:00", zone="UTC")
        service = availability_of([NIGHT], within=WEEK, service_time=hours, subject="desk")
        (row,) = heat_strip([service], target="99 %").rows
        assert [cell.base for cell in row.cells] == [timedelta(hours=10)] * 5 + [timedelta(0)] * 2
        assert row.cells[6].value == NoData("no time in the base")
        assert row.count(HeatLevel.NO_DATA) == 2

    def test_unknown_time_makes_its_days_undetermined_only_by_policy(self) -> None:
        def strip(unknown: WhenUnknown) -> list[str]:
            service = availability_of(
                [],
                within=WEEK,
                unknown=IntervalSet.parse("2026-10-06T12:00:00Z/2026-10-06T13:00:00Z"),
                policies=AvailabilityPolicies(unknown=unknown),
            )
            return cells(heat_strip([service], target="99 %"))

        assert strip(WhenUnknown.UNDETERMINED)[:3] == ["nothing lost", "no data", "nothing lost"]
        assert strip(WhenUnknown.DOWN)[1] == "below the target"
        assert strip(WhenUnknown.UP)[1] == "nothing lost"

    @pytest.mark.parametrize(
        ("minutes", "level"),
        [
            (0, HeatLevel.FULL),
            (14.4, HeatLevel.WITHIN),
            (14.5, HeatLevel.BELOW),
            (144, HeatLevel.BELOW),
            (145, HeatLevel.FAR_BELOW),
        ],
    )
    def test_levels_are_multiples_of_what_the_target_leaves(
        self, minutes: float, level: HeatLevel
    ) -> None:
        down = Interval(WEEK.start, WEEK.start + timedelta(minutes=minutes))
        (row,) = heat_strip([vpn(Outage(during=down))], target="99 %").rows
        assert row.cells[0].level is level

    def test_a_target_of_everything_leaves_nothing(self) -> None:
        assert cells(heat_strip([vpn(HALF)], target="100 %"))[3] == "far below the target"

    def test_a_row_without_data_has_no_worst_period(self) -> None:
        never = weekly("Mon 08:00-09:00", zone="UTC")
        sunday = Interval.parse("2026-10-11T00:00:00Z/PT12H")
        (row,) = heat_strip(
            [availability_of([], within=sunday, service_time=never)], target="99 %"
        ).rows
        assert row.worst is None
        assert heat_strip([], target="99 %").table()[1] == []

    def test_a_period_without_length_is_one_cell_without_data(self) -> None:
        empty = vpn(within=Interval(WEEK.start, WEEK.start))
        strip = heat_strip([empty], target="99 %")
        assert cells(strip) == ["no data"]
        check_inside(strip.svg())
        assert strip.table()[1] == [("vpn", "no agreed time in the period", 0, 0, "", "")]


class TestColumns:
    @pytest.mark.parametrize(
        ("days", "kind"),
        [
            (1, PeriodKind.DAY),
            (31, PeriodKind.DAY),
            (32, PeriodKind.WEEK),
            (300, PeriodKind.MONTH),
            (2_000, PeriodKind.QUARTER),
            (4_000, PeriodKind.HALF_YEAR),
            (8_000, PeriodKind.YEAR),
            (30_000, PeriodKind.YEAR),
        ],
    )
    def test_the_shortest_period_of_which_all_fit_is_taken(
        self, days: int, kind: PeriodKind
    ) -> None:
        start = at("2000-01-01T00:00:00Z")
        strip = heat_strip(
            [vpn(within=Interval(start, start + timedelta(days=days)))], target="99 %"
        )
        assert strip.every is kind
        check_inside(strip.svg())

    def test_of_more_than_fit_the_latest_are_shown_and_the_rest_is_counted(self) -> None:
        year = Interval.parse("2026-01-01T00:00:00Z/2027-01-01T00:00:00Z")
        strip = heat_strip([vpn(within=year)], target="99 %", every=PeriodKind.DAY)
        assert strip.notes == ("333 earlier periods are not shown",)
        assert strip.shown[1][-1].label == "2026-12-31"
        assert len(strip.as_rows()) == 365
        assert len(strip.vega_lite()["data"]["values"]) == 32
        assert strip.vega_lite()["title"]["subtitle"] == ["333 earlier periods are not shown"]
        assert "333 earlier periods are not shown" in texts(strip.svg())

    def test_absurdly_many_are_refused(self) -> None:
        ages = Interval.parse("1970-01-02T00:00:00Z/2199-12-01T00:00:00Z")
        with pytest.raises(LimitExceeded, match="periods of a heat strip"):
            heat_strip([vpn(within=ages)], target="99 %", every=PeriodKind.DAY)

    def test_services_of_different_times_share_the_columns(self) -> None:
        later = Interval.parse("2026-10-11T00:00:00Z/2026-10-14T00:00:00Z")
        strip = heat_strip([vpn(within=later), vpn()], target="99 %")
        assert len(strip.periods) == 9
        assert [row.count(HeatLevel.NO_DATA) for row in strip.rows] == [6, 2]


class TestRows:
    def test_of_more_than_fit_the_lowest_are_shown_in_their_order(self) -> None:
        def down(hours: int) -> Availability:
            during = Interval(WEEK.start, WEEK.start + timedelta(hours=hours))
            outages = [Outage(during=during)] if hours else []
            return vpn(*outages, subject=f"s{hours}")

        strip = heat_strip([down(hours) for hours in range(50)], target="99 %")
        assert [row.subject for row in strip.shown[0]] == [f"s{hours}" for hours in range(10, 50)]
        assert strip.notes == ("10 services that are not the lowest ones are not shown",)
        assert len(strip.as_rows()) == 350
        check_inside(strip.svg())

    def test_rows_tell_times_and_numbers(self) -> None:
        first, second = heat_strip([vpn(NIGHT)], target="99 %").as_rows()[:2]
        assert first == {
            "service": "vpn",
            "period": "2026-10-05",
            "start": "2026-10-05T00:00:00Z",
            "end": "2026-10-06T00:00:00Z",
            "base_s": 86_400.0,
            "lost_s": 3_600.0,
            "availability": 23 / 24,
            "level": "below the target",
        }
        assert second["lost_s"] == 7_200.0

    def test_rows_without_data_say_so(self) -> None:
        empty = vpn(within=Interval(WEEK.start, WEEK.start))
        (row,) = heat_strip([empty], target="99 %").as_rows()
        assert (row["lost_s"], row["availability"], row["level"]) == (None, None, "no data")


class TestPicture:
    def test_each_cell_tells_its_number_rounded_down(self) -> None:
        shown = texts(heat_strip([vpn(NIGHT, HALF)], target="99 %").svg())
        assert {"95.83", "91.66", "97.91", "100"} <= {*shown}
        assert shown[shown.index("vpn") + 1] == "97.91"

    def test_months_and_years_stand_above_their_first_column(self) -> None:
        half = Interval.parse("2026-10-25T00:00:00Z/2026-11-05T00:00:00Z")
        shown = texts(heat_strip([vpn(within=half)], target="99 %").svg())
        assert "2026-10" in shown
        assert "2026-11" in shown
        years = Interval.parse("2026-07-01T00:00:00Z/2050-01-01T00:00:00Z")
        yearly = heat_strip([vpn(within=years)], target="99 %", every=PeriodKind.YEAR)
        assert {"2026", "2027"} <= {*texts(yearly.svg())}

    def test_it_is_described_in_words(self) -> None:
        svg = heat_strip([vpn(NIGHT)], target="99 %").svg()
        assert told(svg, "title") == "availability of vpn by day"
        assert told(svg, "desc") == (
            "2026-10-05 to 2026-10-11 in UTC, target 99 %; periods: nothing lost 5, "
            "below the target 2; % rounded down"
        )

    def test_levels_are_told_by_frames_too(self) -> None:
        both = vpn(NIGHT, Outage(id="o-3", during=Interval.parse("2026-10-09T00:00:00Z/PT9H")))
        svg = heat_strip([both], target="99 %").svg()
        assert svg.count('stroke-width="1"') == svg.count('stroke-width="2"') == 2


class TestRefused:
    def test_other_kinds(self) -> None:
        with pytest.raises(InvalidType, match="services"):
            heat_strip(["vpn"], target="99 %")  # type: ignore[list-item]
        with pytest.raises(InvalidType, match="every"):
            heat_strip([], target="99 %", every="day")  # type: ignore[arg-type]
        with pytest.raises(InvalidType, match="target"):
            heat_strip([], target=0.99)  # type: ignore[arg-type]

    def test_a_target_that_is_no_share(self) -> None:
        with pytest.raises(InvalidValue, match="target"):
            heat_strip([], target=Fraction(2))
