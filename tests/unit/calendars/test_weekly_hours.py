from __future__ import annotations

import time
from datetime import timedelta

import pytest

from svcmgmt.calendars import OverlappingHours, TimeRange, WeeklyHours
from svcmgmt.calendars.weekly_hours import day_ranges
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class TestTimeRange:
    @pytest.mark.parametrize(
        ("text", "canonical", "opens", "closes"),
        [
            ("08:00-18:00", "08:00-18:00", 8 * HOUR, 18 * HOUR),
            ("8-18", "08:00-18:00", 8 * HOUR, 18 * HOUR),
            ("8:30-18", "08:30-18:00", 8.5 * HOUR, 18 * HOUR),
            (" 08:00 - 18:00 ", "08:00-18:00", 8 * HOUR, 18 * HOUR),
            ("8\u00a0-\t 18\n", "08:00-18:00", 8 * HOUR, 18 * HOUR),
            ("22:00 - 06:00 + 1", "22:00-30:00", 22 * HOUR, 30 * HOUR),
            ("08:00–18:00", "08:00-18:00", 8 * HOUR, 18 * HOUR),
            ("00:00-24:00", "00:00-24:00", 0 * HOUR, 24 * HOUR),
            ("0-24", "00:00-24:00", 0 * HOUR, 24 * HOUR),
            ("22:00-06:00+1", "22:00-30:00", 22 * HOUR, 30 * HOUR),
            ("22:00-30:00", "22:00-30:00", 22 * HOUR, 30 * HOUR),
            ("22:00-00:00+1", "22:00-24:00", 22 * HOUR, 24 * HOUR),
            ("08:00-08:00+1", "08:00-32:00", 8 * HOUR, 32 * HOUR),
            ("23:59-47:59", "23:59-47:59", 24 * HOUR - MINUTE, 48 * HOUR - MINUTE),
            ("08:00:30-09:00:00", "08:00:30-09:00", 8 * HOUR + MINUTE / 2, 9 * HOUR),
            (
                "08:00:00.25-08:00:00.000001+1",
                "08:00:00.25-32:00:00.000001",
                8 * HOUR + timedelta(milliseconds=250),
                32 * HOUR + timedelta(microseconds=1),
            ),
        ],
    )
    def test_is_read_in_many_spellings_and_written_in_one(
        self, text: str, canonical: str, opens: timedelta, closes: timedelta
    ) -> None:
        hours = TimeRange.parse(text)
        assert hours == TimeRange(opens, closes)
        assert str(hours) == canonical
        assert TimeRange.parse(canonical) == hours

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-",
            "08:00",
            "08:00-",
            "-18:00",
            "08:00-18:00-20:00",
            "eight-ten",
            "08:60-09:00",
            "08:00:60-09:00",
            "08:5-09:00",
            "123:00-124:00",
            "08:00-18:00+2",
            "08:00-18:00+",
            "08:00.5-09:00",
            "08:00:00.1234567-09:00",
            "08:00:00.-09:00",
            "24:00-25:00",
            "49:00-50:00",
            "08:00-48:00:01",
            "٠٨:00-18:00",
            "8am-5pm",
        ],
    )
    def test_text_that_is_no_range_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            TimeRange.parse(text)
        assert caught.value.field in {"hours", "opens"}
        assert caught.value.allowed

    @pytest.mark.parametrize("text", ["18:00-08:00", "08:00-08:00", "00:00-00:00"])
    def test_an_end_that_is_not_after_the_start_says_how_to_write_a_night(self, text: str) -> None:
        with pytest.raises(InvalidValue, match=r"22:00-06:00\+1.*30:00.*midnight as '24:00'"):
            TimeRange.parse(text)

    @pytest.mark.parametrize("text", ["00:00-48:00", "08:00-32:01", "22:00-23:00+1"])
    def test_a_range_of_more_than_a_day_is_refused_as_such(self, text: str) -> None:
        with pytest.raises(InvalidValue, match=r"at most|24 hours"):
            TimeRange.parse(text)

    @pytest.mark.parametrize(
        ("opens", "closes"),
        [
            (-HOUR, HOUR),
            (24 * HOUR, 25 * HOUR),
            (8 * HOUR, 32 * HOUR + timedelta(microseconds=1)),
            (8 * HOUR, 8 * HOUR),
            (8 * HOUR, 7 * HOUR),
        ],
    )
    def test_of_impossible_length_is_refused(self, opens: timedelta, closes: timedelta) -> None:
        with pytest.raises(InvalidValue):
            TimeRange(opens, closes)

    @pytest.mark.parametrize(("opens", "closes"), [("08:00", 9 * HOUR), (8 * HOUR, 9), (8, None)])
    def test_of_other_types_is_refused(self, opens: object, closes: object) -> None:
        with pytest.raises(InvalidType) as caught:
            TimeRange(opens, closes)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.allowed) in {
            ("opens", "timedelta"),
            ("closes", "timedelta"),
        }

    @pytest.mark.parametrize("value", [None, 8, b"8-18", ("8", "18")])
    def test_only_text_is_read(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            TimeRange.parse(value)  # type: ignore[arg-type]
        assert caught.value.field == "hours"

    def test_ranges_sort_by_their_opening(self) -> None:
        ranges = [TimeRange.parse("13-17"), TimeRange.parse("8-12"), TimeRange.parse("8-9")]
        assert list(map(str, sorted(ranges))) == ["08:00-09:00", "08:00-12:00", "13:00-17:00"]

    @pytest.mark.parametrize("text", ["1 2-1 3", "8:0 0-9:00", "0 8-1 2", "8 :00-9:00"])
    def test_a_space_inside_a_number_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue):
            TimeRange.parse(text)


SPELLINGS = [
    ("Mon-Fri 08:00-18:00", "Mon-Fri 08:00-18:00"),
    ("mon-fri 8-18", "Mon-Fri 08:00-18:00"),
    ("Monday-Friday: 08:00-18:00", "Mon-Fri 08:00-18:00"),
    ("MON - FRI 08:00 - 18:00", "Mon-Fri 08:00-18:00"),
    ("Mon-Fri\t:  08:00-12:00,\n 13:00-18:00", "Mon-Fri 08:00-12:00, 13:00-18:00"),
    ("Mo–Fr 08:00–18:00", "Mon-Fri 08:00-18:00"),
    ("Mon, Tue, Wed, Thu & Fri 08:00-18:00", "Mon-Fri 08:00-18:00"),
    ("Mon-Wed and Thu-Fri 08:00-18:00", "Mon-Fri 08:00-18:00"),
    ("Fri 08:00-18:00; Mon-Thu 08:00-18:00;", "Mon-Fri 08:00-18:00"),
    ("Sat, Sun 9-13", "Sat-Sun 09:00-13:00"),
    ("Fri-Mon 9-13", "Mon 09:00-13:00; Fri-Sun 09:00-13:00"),
    ("Tue-Tue 9-13", "Tue 09:00-13:00"),
    ("Tues 9-13; Thurs 9-13", "Tue 09:00-13:00; Thu 09:00-13:00"),
    ("daily 9-17", "Mon-Sun 09:00-17:00"),
    ("24x7", "Mon-Sun 00:00-24:00"),
    (" 24/7 ", "Mon-Sun 00:00-24:00"),
    ("24 X 7", "Mon-Sun 00:00-24:00"),
    ("daily 00:00-24:00", "Mon-Sun 00:00-24:00"),
    ("Mon 13-17, 8-12", "Mon 08:00-12:00, 13:00-17:00"),
    ("Mon 8-12; Tue 9-10; Mon 13-17", "Mon 08:00-12:00, 13:00-17:00; Tue 09:00-10:00"),
    ("Mon 8-12, 12-17", "Mon 08:00-17:00"),
    ("Mon 0-12, 12-24", "Mon 00:00-24:00"),
    ("Mon 0-12, 12-30", "Mon 00:00-12:00, 12:00-30:00"),
    ("Mon-Thu 22:00-06:00+1", "Mon-Thu 22:00-30:00"),
    ("Mon 22:00-06:00+1; Tue 6-7", "Mon 22:00-30:00; Tue 06:00-07:00"),
    ("Mon-Fri 8-18; Sat closed", "Mon-Fri 08:00-18:00"),
    ("daily 9-17; Sat, Sun closed; Sun closed", "Mon-Fri 09:00-17:00"),
    ("daily closed", ""),
    ("Mon: CLOSED", ""),
    ("", ""),
    (" ; ; ", ""),
]


class TestParse:
    @pytest.mark.parametrize(("text", "canonical"), SPELLINGS)
    def test_many_spellings_have_one_text(self, text: str, canonical: str) -> None:
        week = WeeklyHours.parse(text)
        assert str(week) == canonical
        assert WeeklyHours.parse(canonical) == week

    def test_a_whole_week_may_start_anywhere(self) -> None:
        assert WeeklyHours.parse("Sun-Sat 9-17") == WeeklyHours.parse("daily 9-17")

    @pytest.mark.parametrize(
        "text",
        [
            "08:00-18:00",
            "Mon",
            "Mon-Fri",
            "Mon-Fri open",
            "Mon-Fri 18",
            "Xyz 08:00-18:00",
            "M 08:00-18:00",
            "Mondays 08:00-18:00",
            "Mon-Wed-Fri 08:00-18:00",
            "Mon- 08:00-18:00",
            "Mon,,Tue 08:00-18:00",
            "Mon 08:00-18:00,",
            "Mon 08:00-18:00 Tue 08:00-18:00",
            "Mon 08:00-18:00\nTue 08:00-18:00",
            "Mon-Fri 24x7",
            "Montag 08:00-18:00",
            "Mon 8am-5pm",
            "closed",
        ],
    )
    def test_what_cannot_be_read_is_refused_with_what_would_be(self, text: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            WeeklyHours.parse(text)
        assert caught.value.field in {"hours", "day"}
        assert caught.value.allowed in str(caught.value)

    def test_a_day_written_as_a_night_is_refused_with_the_way_out(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            WeeklyHours.parse("Mon-Fri 18:00-08:00")
        assert not isinstance(caught.value, OverlappingHours)
        assert caught.value.value == "18:00-08:00"
        assert "22:00-06:00+1" in str(caught.value)

    @pytest.mark.parametrize(
        ("text", "day", "ranges"),
        [
            ("Mon 08:00-12:00, 11:00-18:00", "Mon", "08:00-12:00 and 11:00-18:00"),
            ("Mon 08:00-12:00; Mon 08:00-12:00", "Mon", "08:00-12:00 and 08:00-12:00"),
            ("Tue, Tue 8-12", "Tue", "08:00-12:00 and 08:00-12:00"),
            ("Wed 22-30; Thu 5-9", "Wed", "22:00-30:00 and 05:00-09:00 of the next day"),
            ("Sun 22-30; Mon 5-9", "Sun", "22:00-30:00 and 05:00-09:00 of the next day"),
            ("daily 12-36; Fri 9-10", "Thu", "12:00-36:00 and 09:00-10:00 of the next day"),
        ],
    )
    def test_ranges_that_share_time_are_refused_with_both_named(
        self, text: str, day: str, ranges: str
    ) -> None:
        with pytest.raises(OverlappingHours) as caught:
            WeeklyHours.parse(text)
        assert (caught.value.field, caught.value.value) == (day, ranges)

    def test_touching_nights_do_not_overlap(self) -> None:
        week = WeeklyHours.parse("daily 08:00-08:00+1")
        assert week.weekly_total() == timedelta(days=7)
        assert str(week) == "Mon-Sun 08:00-32:00"

    def test_other_types_than_text_are_refused(self) -> None:
        with pytest.raises(InvalidType) as caught:
            WeeklyHours.parse(["Mon 8-18"])  # type: ignore[arg-type]
        assert caught.value.field == "hours"

    def test_text_of_any_length_is_not_read(self) -> None:
        longest = "Mon 8-18" + ";" * 1_992
        assert WeeklyHours.parse(longest) == WeeklyHours.parse("Mon 8-18")
        with pytest.raises(LimitExceeded) as caught:
            WeeklyHours.parse(longest + ";")
        assert (caught.value.asked, caught.value.limit) == (2_001, 2_000)

    def test_many_spaces_are_read_in_time(self) -> None:
        started = time.perf_counter()
        with pytest.raises(InvalidValue):
            WeeklyHours.parse("a" + " " * 900 + "x")
        assert time.perf_counter() - started < 0.25

    @pytest.mark.parametrize("text", ["daily 9-17; Sun closed", "Sun closed; daily 9-17"])
    def test_a_day_that_is_said_to_be_closed_is_not_open(self, text: str) -> None:
        try:
            week = WeeklyHours.parse(text)
        except InvalidValue:
            return
        assert not week.days[6]

    def test_hours_after_a_closed_day_are_refused_with_the_day(self) -> None:
        with pytest.raises(InvalidValue, match="no hours of Sun, which an earlier") as caught:
            WeeklyHours.parse("Sun closed; daily 9-17")
        assert (caught.value.field, caught.value.value) == ("hours", "daily 9-17")

    def test_words_are_read_in_any_case(self) -> None:
        assert WeeklyHours.parse("MON AND TUE 9-17") == WeeklyHours.parse("mon and tue 9-17")


class TestOf:
    def test_days_by_name_have_ranges_in_any_form(self) -> None:
        week = WeeklyHours.of(
            {
                "mon": ["08:00-12:00", ("13:00", "17:00")],
                "Saturday": [TimeRange(9 * HOUR, 13 * HOUR)],
                "tu": (),
            }
        )
        assert str(week) == "Mon 08:00-12:00, 13:00-17:00; Sat 09:00-13:00"

    def test_one_day_under_two_names_has_the_ranges_of_both(self) -> None:
        week = WeeklyHours.of({"mon": ["13-17"], "Monday": ["8-12"]})
        assert str(week) == "Mon 08:00-12:00, 13:00-17:00"

    def test_text_in_place_of_a_list_is_refused(self) -> None:
        with pytest.raises(InvalidType) as caught:
            WeeklyHours.of({"mon": "08:00-12:00"})
        assert caught.value.field == "mon"
        assert caught.value.value == "08:00-12:00"

    @pytest.mark.parametrize("value", [None, "Mon 8-12", [("mon", ["8-12"])]])
    def test_other_things_than_a_mapping_are_refused(self, value: object) -> None:
        with pytest.raises(InvalidType) as caught:
            WeeklyHours.of(value)  # type: ignore[arg-type]
        assert caught.value.field == "hours"

    @pytest.mark.parametrize("name", [1, None, ("mon",)])
    def test_days_are_named_by_text(self, name: object) -> None:
        with pytest.raises(InvalidType) as caught:
            WeeklyHours.of({name: []})  # type: ignore[dict-item]
        assert caught.value.field == "day"

    @pytest.mark.parametrize("name", ["", "x", "m", "Mon-Fri", "monday!"])
    def test_unknown_days_are_refused(self, name: str) -> None:
        with pytest.raises(InvalidValue, match="one of Mon, Tue") as caught:
            WeeklyHours.of({name: ["8-12"]})
        assert caught.value.field == "day"

    def test_overlaps_name_the_day(self) -> None:
        with pytest.raises(OverlappingHours, match=r"^thu: '08:00-12:00 and 09:00-10:00'"):
            WeeklyHours.of({"thu": ["8-12", "9-10"]})

    @pytest.mark.parametrize("pair", [(8, 12), (8 * HOUR, 12 * HOUR), 8, None])
    def test_ranges_of_other_types_are_refused_as_such(self, pair: object) -> None:
        with pytest.raises(InvalidType) as caught:
            WeeklyHours.of({"thu": [pair]})  # type: ignore[list-item]
        assert (caught.value.field, caught.value.value) == ("thu", pair)

    @pytest.mark.parametrize("ranges", [None, 8, TimeRange(8 * HOUR, 9 * HOUR), b"8-12"])
    def test_one_thing_in_place_of_a_list_is_refused(self, ranges: object) -> None:
        with pytest.raises(InvalidType) as caught:
            WeeklyHours.of({"thu": ranges})  # type: ignore[dict-item]
        assert (caught.value.field, caught.value.value) == ("thu", ranges)


class TestWeek:
    def test_has_seven_days(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            WeeklyHours([[]] * 6)
        assert (caught.value.field, caught.value.value) == ("days", 6)

    @pytest.mark.parametrize("days", [None, 7, "Mon-Fri 08:00-18:00"])
    def test_is_no_other_thing_than_a_list(self, days: object) -> None:
        with pytest.raises(InvalidType) as caught:
            WeeklyHours(days)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.value) == ("days", days)

    def test_that_never_opens_is_known(self) -> None:
        assert WeeklyHours.parse("").is_never()
        assert not WeeklyHours.parse("Sun 23:59-24:00").is_never()

    @pytest.mark.parametrize(
        ("text", "hours"),
        [("", 0), ("24x7", 168), ("Mon-Fri 8-18", 50), ("Mon 22-30; Sat 9-13", 12)],
    )
    def test_total_is_the_sum_of_ranges(self, text: str, hours: int) -> None:
        assert WeeklyHours.parse(text).weekly_total() == hours * HOUR

    def test_joins_touching_ranges_up_to_a_day(self) -> None:
        assert day_ranges(["8-12", "12-13", "14-15"], "Mon") == day_ranges(["8-13", "14-15"], "Mon")
        assert len(day_ranges(["0-12", "12-36"], "Mon")) == 2
