from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import NoSuchTime, Recurrence, always, recurrence, recurring, versions
from svcmgmt.calendars.civil import first_showing
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded, SvcmgmtError
from svcmgmt.temporal import HORIZON, ORIGIN, NaiveDatetime, parse_instant as at

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 1, 2, 45, tzinfo=BERLIN)
HOUR = timedelta(hours=1)


def rule(text: str, start: datetime = START) -> Recurrence:
    return Recurrence(rule=text, start=start)


def told(recurrence: Recurrence, first: str, until: str) -> list[str]:
    return [each.isoformat()[:16] for each in recurrence.between(at(first), at(until))]


class TestText:
    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("FREQ=DAILY", "FREQ=DAILY"),
            ("rrule:freq=weekly;byday=mo,-1fr", "FREQ=WEEKLY;BYDAY=MO,-1FR"),
            (" RRULE:FREQ=DAILY;INTERVAL=1000 ", "FREQ=DAILY;INTERVAL=1000"),
            ("FREQ=YEARLY;BYMONTHDAY=-31,31", "FREQ=YEARLY;BYMONTHDAY=-31,31"),
            ("FREQ=DAILY;COUNT=100000", "FREQ=DAILY;COUNT=100000"),
            ("FREQ=MONTHLY;BYDAY=2TU,-5SU;WKST=SU", "FREQ=MONTHLY;BYDAY=2TU,-5SU;WKST=SU"),
            ("FREQ=YEARLY;BYMONTH=3;BYDAY=+5MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=+5MO"),
            ("FREQ=YEARLY;BYDAY=53MO,-53MO", "FREQ=YEARLY;BYDAY=53MO,-53MO"),
            ("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231"),
            ("FREQ=DAILY;UNTIL=20261231T235959Z", "FREQ=DAILY;UNTIL=20261231T235959Z"),
            ("BYHOUR=0,23;FREQ=DAILY", "BYHOUR=0,23;FREQ=DAILY"),
        ],
    )
    def test_that_is_allowed_is_kept_in_capitals(self, text: str, canonical: str) -> None:
        assert rule(text).rule == canonical
        assert rule(canonical).rule == canonical

    @pytest.mark.parametrize(
        ("text", "field"),
        [
            ("", "rule"),
            (";", "rule"),
            ("DAILY", "rule"),
            ("BYDAY=MO", "rule"),
            ("FREQ=DAILY;", "rule"),
            ("FREQ=DAILY;FREQ=DAILY", "rule"),
            ("FREQ=DAILY;freq=WEEKLY", "rule"),
            ("FREQ=DAILY;COUNT=3;COUNT=4", "rule"),
            ("FREQ=DAILY;BYEASTER=0", "rule"),
            ("FREQ=DAILY;X-NAME=1", "rule"),
            ("FREQ=DAILY;DTSTART=20260101T000000", "rule"),
            ("FREQ=DAILY;COUNT=3;UNTIL=20261231", "rule"),
            ("FREQ=DAILY\nRDATE:20260101T000000", "FREQ"),
            ("FREQ=HOURLY", "FREQ"),
            ("FREQ=MINUTELY", "FREQ"),
            ("FREQ=SECONDLY", "FREQ"),
            ("FREQ=FORTNIGHTLY", "FREQ"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=-1", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=1001", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=1.5", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=1,2", "INTERVAL"),
            ("FREQ=DAILY;INTERVAL=" + "9" * 400, "INTERVAL"),
            ("FREQ=DAILY;COUNT=0", "COUNT"),
            ("FREQ=DAILY;COUNT=100001", "COUNT"),
            ("FREQ=DAILY;COUNT=999999999999", "COUNT"),
            ("FREQ=DAILY;BYMONTH=0", "BYMONTH"),
            ("FREQ=DAILY;BYMONTH=13", "BYMONTH"),
            ("FREQ=DAILY;BYMONTH=-1", "BYMONTH"),
            ("FREQ=DAILY;BYMONTH=1,,2", "BYMONTH"),
            ("FREQ=DAILY;BYMONTHDAY=0", "BYMONTHDAY"),
            ("FREQ=DAILY;BYMONTHDAY=32", "BYMONTHDAY"),
            ("FREQ=DAILY;BYMONTHDAY=-32", "BYMONTHDAY"),
            ("FREQ=DAILY;BYYEARDAY=367", "BYYEARDAY"),
            ("FREQ=DAILY;BYWEEKNO=54", "BYWEEKNO"),
            ("FREQ=DAILY;BYSETPOS=0", "BYSETPOS"),
            ("FREQ=DAILY;BYHOUR=24", "BYHOUR"),
            ("FREQ=DAILY;BYHOUR=-1", "BYHOUR"),
            ("FREQ=DAILY;BYMINUTE=60", "BYMINUTE"),
            ("FREQ=DAILY;BYSECOND=60", "BYSECOND"),
            ("FREQ=DAILY;BYDAY=XX", "BYDAY"),
            ("FREQ=DAILY;BYDAY=0MO", "BYDAY"),
            ("FREQ=DAILY;BYDAY=54MO", "BYDAY"),
            ("FREQ=DAILY;BYDAY=MO,", "BYDAY"),
            ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY"),
            ("FREQ=MONTHLY;BYDAY=53MO", "BYDAY"),
            ("FREQ=MONTHLY;BYDAY=1MO,-6MO", "BYDAY"),
            ("FREQ=YEARLY;BYMONTH=3;BYDAY=53MO", "BYDAY"),
            ("BYDAY=-53MO;BYMONTH=3;FREQ=YEARLY", "BYDAY"),
            ("FREQ=DAILY;BYDAY=MO(+1)", "BYDAY"),
            ("FREQ=DAILY;WKST=MO,TU", "WKST"),
            ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL"),
            ("FREQ=DAILY;UNTIL=2026-12-31", "UNTIL"),
            ("FREQ=DAILY;UNTIL=20261231T", "UNTIL"),
            ("FREQ=DAILY;UNTIL=20261231T2359Z", "UNTIL"),
            ("FREQ=DAILY;BYMONTH=\u0661", "BYMONTH"),
        ],
    )
    def test_that_is_not_allowed_is_refused_with_its_part(self, text: str, field: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            rule(text)
        assert caught.value.field == field
        assert caught.value.allowed
        assert len(str(caught.value)) < 400

    def test_of_any_length_is_not_read(self) -> None:
        longest = "FREQ=DAILY;BYHOUR=" + "0," * 246 + "10"
        assert len(longest) == 512
        assert rule(longest).rule == longest
        with pytest.raises(LimitExceeded) as caught:
            rule(longest + "1")
        assert (caught.value.asked, caught.value.limit) == (513, 512)

    @pytest.mark.parametrize("text", [None, 1, b"FREQ=DAILY", ["FREQ=DAILY"]])
    def test_of_another_type_is_refused(self, text: object) -> None:
        with pytest.raises(InvalidType):
            rule(text)  # type: ignore[arg-type]

    @pytest.mark.parametrize("field", ["also", "excluded"])
    @pytest.mark.parametrize("values", [START, "20261001T000000Z", None, [None]], ids=str)
    def test_single_occurrences_are_a_list_of_instants(self, field: str, values: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType) as caught:
            Recurrence(rule="FREQ=DAILY", start=START, **{field: values})
        assert caught.value.field == field

    @pytest.mark.parametrize(
        "until", ["20260230", "20261301", "20261231T250000", "20261231T235960Z", "00000101"]
    )
    def test_until_a_time_that_does_not_exist_is_refused_when_it_is_used(self, until: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            rule(f"FREQ=DAILY;UNTIL={until}").between(ORIGIN, HORIZON)
        assert (caught.value.field, caught.value.value) == ("UNTIL", until)

    @pytest.mark.parametrize("until", ["20260230", "20261301", "20261231T250000"])
    def test_until_a_time_that_does_not_exist_is_refused_at_once(self, until: str) -> None:
        with pytest.raises(InvalidValue):
            rule(f"FREQ=DAILY;UNTIL={until}")

    @pytest.mark.parametrize("until", ["99991231", "24000101", "99991231T235959Z"])
    def test_until_the_end_of_time_is_without_end(self, until: str) -> None:
        endless = rule(f"FREQ=DAILY;UNTIL={until}")
        assert told(endless, "2026-10-20T00:00:00Z", "2026-10-21T12:00:00Z") == told(
            rule("FREQ=DAILY"), "2026-10-20T00:00:00Z", "2026-10-21T12:00:00Z"
        )

    def test_until_a_date_is_until_its_end(self) -> None:
        start = datetime(2026, 10, 1, 23, 59, 59, 500_000, tzinfo=BERLIN)
        assert len(rule("FREQ=DAILY;UNTIL=20261003", start).between(ORIGIN, HORIZON)) == 3

    @pytest.mark.parametrize("until", ["19691231", "00010101T000000Z", "19700101T000000Z"])
    def test_until_before_the_start_is_never(self, until: str) -> None:
        assert rule(f"FREQ=DAILY;UNTIL={until}").between(ORIGIN, HORIZON) == []

    @pytest.mark.parametrize(
        ("until", "last"),
        [
            ("20261025T004500Z", "2026-10-25T00:45"),
            ("20261025T004459Z", "2026-10-24T00:45"),
            ("20261025T011500Z", "2026-10-25T00:45"),  # 02:15 for the second time
            ("20261025T024500", "2026-10-25T00:45"),
            ("20261025T024459", "2026-10-24T00:45"),
        ],
    )
    def test_until_around_a_repeated_hour_is_inclusive(self, until: str, last: str) -> None:
        found = told(
            rule(f"FREQ=DAILY;UNTIL={until}"), "2026-10-23T12:00:00Z", "2026-10-28T00:00:00Z"
        )
        assert found[-1] == last

    def test_until_does_not_end_what_was_added(self) -> None:
        extra = at("2027-01-01T00:00:00Z")
        ended = Recurrence(rule="FREQ=DAILY;UNTIL=20261001T000000Z", start=START, also=[extra])
        assert ended.between(ORIGIN, HORIZON) == [extra]


class TestStart:
    def test_without_a_zone_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime) as caught:
            rule("FREQ=DAILY", START.replace(tzinfo=None))
        assert caught.value.field == "start"

    def test_with_a_fixed_offset_is_refused(self) -> None:
        with pytest.raises(InvalidType) as caught:
            rule("FREQ=DAILY", datetime(2026, 1, 1, tzinfo=timezone(HOUR)))
        assert caught.value.field == "zone"

    def test_in_utc_recurs_in_utc(self) -> None:
        daily = rule("FREQ=DAILY", datetime(2026, 10, 1, tzinfo=UTC))
        assert daily.zone == ZoneInfo("UTC")
        assert rule("FREQ=DAILY").zone == BERLIN

    @pytest.mark.parametrize("start", [ORIGIN, HORIZON])
    def test_from_1970_to_2200_is_allowed(self, start: datetime) -> None:
        assert rule("FREQ=DAILY", start).start == start

    def test_in_another_zone_is_another_recurrence(self) -> None:
        noon = datetime(2026, 1, 1, 12, tzinfo=BERLIN)
        one, other = rule("FREQ=DAILY", noon), rule("FREQ=DAILY", noon.astimezone(UTC))
        july = at("2026-07-01T00:00:00Z"), at("2026-07-02T00:00:00Z")
        assert one.between(*july) != other.between(*july)
        assert one != other

    def test_in_the_second_pass_of_an_hour_is_the_first_occurrence(self) -> None:
        start = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
        found = rule("FREQ=DAILY", start).between(ORIGIN, at("2026-10-26T00:00:00Z"))
        assert found == [start.astimezone(UTC)]  # Python calls it unequal to its own instant

    def test_in_the_second_pass_puts_no_occurrence_before_it(self) -> None:
        start = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
        often = rule("FREQ=DAILY;BYHOUR=2;BYMINUTE=30,45", start)
        found = told(often, "2026-10-25T00:00:00Z", "2026-10-25T12:00:00Z")
        assert found == ["2026-10-25T01:30", "2026-10-25T01:45"]

    def test_in_either_pass_is_another_recurrence(self) -> None:
        first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
        one, other = rule("FREQ=DAILY", first), rule("FREQ=DAILY", first.replace(fold=1))
        assert one != other
        assert one == rule("FREQ=DAILY", first)
        assert hash(one) == hash(rule("FREQ=DAILY", first))

    def test_keeps_its_microseconds(self) -> None:
        start = datetime(2026, 10, 1, 12, 0, 0, 500_000, tzinfo=BERLIN)
        found = rule("FREQ=DAILY", start).between(ORIGIN, start + 25 * HOUR)
        assert found == [start, start + 24 * HOUR]


class TestBetween:
    def test_is_half_open(self) -> None:
        daily = rule("FREQ=DAILY")
        first, second = at("2026-10-20T00:45:00Z"), at("2026-10-21T00:45:00Z")
        assert daily.between(first, second) == [first]
        assert daily.between(first, first) == []
        assert daily.between(second, first) == []
        assert daily.between(ORIGIN, START) == []

    def test_keeps_the_wall_time_over_clock_changes(self) -> None:
        sundays = rule("FREQ=WEEKLY;BYDAY=SU", datetime(2026, 10, 18, 4, tzinfo=BERLIN))
        found = told(sundays, "2026-10-01T00:00:00Z", "2026-11-02T00:00:00Z")
        assert found == ["2026-10-18T02:00", "2026-10-25T03:00", "2026-11-01T03:00"]

    def test_moves_a_skipped_time_on_and_takes_the_first_of_two(self) -> None:
        daily = rule("FREQ=DAILY", datetime(2026, 3, 1, 2, 45, tzinfo=BERLIN))
        march = told(daily, "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z")
        assert march == ["2026-03-28T01:45", "2026-03-29T01:45", "2026-03-30T00:45"]
        october = told(daily, "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z")
        assert october == ["2026-10-25T00:45", "2026-10-26T01:45"]

    def test_finds_an_occurrence_of_the_first_pass_up_to_the_second(self) -> None:
        daily = rule("FREQ=DAILY")  # at 02:45
        found = told(daily, "2026-10-25T00:00:00Z", "2026-10-25T01:15:00Z")
        assert found == ["2026-10-25T00:45"]

    def test_two_readings_of_one_instant_are_one_occurrence(self) -> None:
        twice = rule("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30", datetime(2026, 3, 1, tzinfo=BERLIN))
        assert told(twice, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z") == ["2026-03-29T01:30"]

    def test_adds_and_leaves_out_single_occurrences(self) -> None:
        extra, left_out = at("2026-10-20T12:00:00Z"), at("2026-10-20T00:45:00Z")
        daily = Recurrence(
            rule="FREQ=DAILY",
            start=START,
            also=[extra, extra, at("2026-10-21T00:45:00Z"), at("2026-12-01T12:00:00Z")],
            excluded=[left_out, at("2026-10-22T12:00:00Z")],
        )
        found = told(daily, "2026-10-20T00:00:00Z", "2026-10-22T00:00:00Z")
        assert found == ["2026-10-20T12:00", "2026-10-21T00:45"]
        assert len(daily.also) == 3

    def test_leaves_out_what_was_added(self) -> None:
        extra = at("2026-10-20T12:00:00Z")
        both = Recurrence(rule="FREQ=YEARLY", start=START, also=[extra], excluded=[extra])
        assert both.between(extra, extra + HOUR) == []

    def test_ends_with_count_or_until(self) -> None:
        assert len(rule("FREQ=DAILY;COUNT=5").between(ORIGIN, HORIZON)) == 5
        by_date = rule("FREQ=DAILY;UNTIL=20261003")
        assert len(by_date.between(ORIGIN, HORIZON)) == 3
        by_time = rule("FREQ=DAILY;UNTIL=20261003T024459")
        assert len(by_time.between(ORIGIN, HORIZON)) == 2
        in_utc = rule("FREQ=DAILY;UNTIL=20261003T004500Z")
        assert len(in_utc.between(ORIGIN, HORIZON)) == 3
        assert rule("FREQ=DAILY;UNTIL=20250101").between(ORIGIN, HORIZON) == []

    def test_needs_aware_instants(self) -> None:
        for pair in ((START.replace(tzinfo=None), HORIZON), (ORIGIN, START.replace(tzinfo=None))):
            with pytest.raises(NaiveDatetime):
                rule("FREQ=DAILY").between(*pair)

    def test_reaches_to_the_horizon(self) -> None:
        nights = rule("FREQ=DAILY", datetime(2199, 12, 30, 0, 30, tzinfo=BERLIN))
        assert len(nights.between(ORIGIN, HORIZON)) == 3


class TestDates:
    def test_are_local(self) -> None:
        late = rule("FREQ=DAILY;BYHOUR=0,23;BYMINUTE=30", datetime(2026, 10, 1, tzinfo=BERLIN))
        found = late.dates(date(2026, 10, 24), date(2026, 10, 26))
        assert found == [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)]

    def test_of_a_skipped_date_move_to_the_next(self) -> None:
        apia = rule("FREQ=DAILY", datetime(2011, 12, 1, 12, tzinfo=ZoneInfo("Pacific/Apia")))
        found = apia.dates(date(2011, 12, 29), date(2011, 12, 31))
        assert found == [date(2011, 12, 29), date(2011, 12, 31)]

    @pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
    def test_reach_to_the_ends_of_the_range(self, zone: str) -> None:
        daily = rule("FREQ=DAILY", datetime(1970, 1, 1, 18, tzinfo=ZoneInfo(zone)))
        first, last = date(1970, 1, 1), date(2199, 12, 31)
        assert daily.dates(first, first) == [first]
        assert daily.dates(last, last) == [last]
        assert len(daily.dates(date.min, date(1970, 1, 3))) == 3
        assert daily.dates(date(2200, 1, 2), date.max) == []

    def test_that_clocks_come_back_to_are_found(self) -> None:
        """Clocks in St John's went back from 00:01 on 29 October 2006 to 23:01 on the 28th."""
        zone = ZoneInfo("America/St_Johns")
        saturday, sunday = date(2006, 10, 28), date(2006, 10, 29)
        again = datetime(2006, 10, 28, 23, 30, tzinfo=zone, fold=1)
        assert rule("FREQ=DAILY;COUNT=1", again).dates(saturday, saturday) == [saturday]
        first = rule("FREQ=DAILY;COUNT=1", datetime(2006, 10, 29, 0, 0, 30, tzinfo=zone))
        assert first.dates(saturday, saturday) == []
        assert first.dates(sunday, sunday) == [sunday]


_HOURS = ",".join(map(str, range(24)))
_SIXTY = ",".join(map(str, range(60)))


class TestBombs:
    """Rules that would keep a naive expansion busy for ever end, one way or the other."""

    @pytest.mark.parametrize(
        "text",
        [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=100000",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=21991231",
            "FREQ=DAILY;BYYEARDAY=366;BYWEEKNO=20",
            "FREQ=DAILY;BYSETPOS=5",
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
            "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
            f"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;BYHOUR={_HOURS};BYMINUTE={_SIXTY};BYSECOND={_SIXTY}",
        ],
    )
    def test_a_rule_that_never_matches_has_no_occurrence(self, text: str) -> None:
        assert rule(text, datetime(1970, 1, 2, tzinfo=BERLIN)).between(ORIGIN, HORIZON) == []

    def test_a_calendar_of_it_says_so_in_the_end(self) -> None:
        feb_30 = recurring(rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), lasts=HOUR)
        with pytest.raises(NoSuchTime):
            feb_30.next_open(START)
        with pytest.raises(NoSuchTime):
            feb_30.previous_close(START)

    def test_a_rule_of_every_second_is_stopped(self) -> None:
        bomb = rule(f"FREQ=DAILY;BYHOUR={_HOURS};BYMINUTE={_SIXTY};BYSECOND={_SIXTY}")
        with pytest.raises(LimitExceeded) as caught:
            bomb.between(START, HORIZON)
        assert caught.value.limit == 100_000
        assert str(caught.value)
        assert len(bomb.between(START, START + HOUR)) == 3_600

    def test_occurrences_before_the_question_do_not_count(self) -> None:
        """A rule that has recurred each hour since 2010 is no more work in 2026 than in 2010."""
        hourly = rule(f"FREQ=DAILY;BYHOUR={_HOURS}", datetime(1970, 1, 2, tzinfo=UTC))
        for year in (1970, 2010, 2026, 2199):
            start = datetime(year, 3, 4, tzinfo=UTC)
            assert len(hourly.between(start, start + 48 * HOUR)) == 48
            assert hourly.dates(start.date(), start.date()) == [start.date()]
        with pytest.raises(LimitExceeded):
            hourly.between(START, START + 200_000 * HOUR)

    def test_a_question_far_from_the_start_takes_no_more_steps(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps = 0

        def counting(*args: Any, **facts: Any) -> datetime:  # noqa: ANN401
            nonlocal steps
            steps += 1
            return first_showing(*args, **facts)

        monkeypatch.setattr(recurrence, "first_showing", counting)
        for text, most in (("DAILY", 8), ("WEEKLY", 4), ("MONTHLY", 4), ("YEARLY", 3)):
            steps = 0
            since_1970 = rule(f"FREQ={text}", datetime(1970, 1, 2, tzinfo=UTC))
            since_1970.between(START, START + 48 * HOUR)
            assert steps <= most

    def test_a_rule_may_have_as_many_occurrences_as_the_limit(self) -> None:
        start = datetime(2026, 10, 1, tzinfo=UTC)
        often = rule("FREQ=DAILY;BYHOUR=0,6,12,18;COUNT=100000", start)
        assert len(often.between(ORIGIN, HORIZON)) == 100_000

    def test_a_rule_of_rare_years_is_found_late(self) -> None:
        leap = rule("FREQ=YEARLY;INTERVAL=100", datetime(2000, 2, 29, tzinfo=UTC))
        assert leap.between(ORIGIN, HORIZON) == [datetime(2000, 2, 29, tzinfo=UTC)]

    def test_any_error_is_one_of_this_library(self) -> None:
        for text in ("FREQ=DAILY;INTERVAL=0", "=", "FREQ", "FREQ=", "A=B=C", "\0", "FREQ=DAILY;=1"):
            with pytest.raises(SvcmgmtError):
                rule(text)


class TestInCalendars:
    def test_a_version_that_changes_while_it_lasts_cuts_it(self) -> None:
        daily = recurring(rule("FREQ=DAILY"), lasts=2 * HOUR)
        change = at("2026-10-20T01:45:00Z")
        cut = versions([(None, daily), (change, always() - always())])
        assert cut.next_close(change - HOUR) == change

    def test_a_version_that_ends_in_a_repeated_hour_keeps_its_occurrence(self) -> None:
        daily = recurring(rule("FREQ=DAILY"), lasts=2 * HOUR)  # 02:45, so from 00:45 in UTC
        change = at("2026-10-25T01:15:00Z")
        cut = versions([(None, daily), (change, always() - always())])
        assert daily.is_open(at("2026-10-25T01:00:00Z"))
        assert cut.is_open(at("2026-10-25T01:00:00Z"))
