"""Limits and alerts: what is accepted, what is refused, and exactly when an alert fires."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.calendars import CalendarDays, TimeAllowed, WorkingDays, always, never, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla import Alert, FixedDue, ServiceTime, Target
from svcmgmt.sla.clocks.limits import check_limit
from svcmgmt.temporal import IntervalSet, NaiveDatetime, parse_instant as at
from svcmgmt.values import Ratio

HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)


class Clockwork:
    """A calendar of one's own: it has the three methods and nothing else."""

    def elapsed(self, start: datetime, end: datetime, /) -> timedelta:
        return end - start

    def due(self, start: datetime, allowed: TimeAllowed, /) -> datetime:
        assert isinstance(allowed, timedelta)
        return start + allowed

    def intervals(self, start: datetime, end: datetime, /) -> IntervalSet:
        return IntervalSet.parse(f"{start.isoformat()}/{end.isoformat()}")


class Ticks(timedelta):
    """A duration of another library, which knows more than microseconds."""

    nanoseconds = 0


class TestDurationsOfOtherLibraries:
    def test_they_become_plain_ones(self) -> None:
        target = Target(name="x", limit=Ticks(hours=8), alerts=[Alert(offset=Ticks(hours=1))])
        assert (target.limit, target.alerts[0].offset) == (8 * HOUR, HOUR)
        assert {type(target.limit), type(target.alerts[0].offset)} == {timedelta}

    def test_what_is_no_whole_microsecond_is_refused(self) -> None:
        finer = Ticks(hours=8)
        finer.nanoseconds = 1
        for make, name in (
            (lambda: Target(name="x", limit=finer), "limit"),
            (lambda: Alert(offset=finer), "offset"),
        ):
            with pytest.raises(InvalidValue, match=f"{name}: .* at most microseconds"):
                make()


class TestServiceTime:
    @pytest.mark.parametrize(
        "calendar", [always(), never(), weekly("Mon 09:00-17:00", zone="UTC"), Clockwork()]
    )
    def test_every_object_with_the_three_methods_is_a_calendar(self, calendar: object) -> None:
        assert isinstance(calendar, ServiceTime)

    @pytest.mark.parametrize("other", [None, "Mon-Fri 09:00-17:00", 8, always, timedelta(8)])
    def test_nothing_else_is(self, other: object) -> None:
        assert not isinstance(other, ServiceTime)


class TestFixedDue:
    def test_keeps_the_instant_in_utc(self) -> None:
        promised = FixedDue(datetime(2026, 10, 26, 15, tzinfo=ZoneInfo("Europe/Berlin")))
        assert promised.at == at("2026-10-26T14:00:00Z")
        assert promised.at.tzinfo is UTC

    def test_equal_instants_of_different_zones_are_one_promise(self) -> None:
        berlin = FixedDue(datetime(2026, 10, 26, 15, tzinfo=ZoneInfo("Europe/Berlin")))
        assert berlin == FixedDue(at("2026-10-26T14:00:00Z"))
        assert hash(berlin) == hash(FixedDue(at("2026-10-26T14:00:00Z")))

    def test_says_when(self) -> None:
        assert str(FixedDue(at("2026-10-26T14:00:00Z"))) == "fixed due date 2026-10-26T14:00:00Z"

    def test_refuses_an_instant_without_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime, match="at: "):
            FixedDue(datetime(2026, 10, 26, 15))  # noqa: DTZ001 - refused

    def test_refuses_what_is_no_instant(self) -> None:
        with pytest.raises(InvalidType):
            FixedDue("2026-10-26T14:00:00Z")  # type: ignore[arg-type]


class TestLimit:
    @pytest.mark.parametrize(
        "limit",
        [
            timedelta(0),
            MICROSECOND,
            WorkingDays(0),
            CalendarDays(30),
            FixedDue(at("2026-10-26T14:00:00Z")),
        ],
    )
    def test_time_days_and_dates_are_limits(self, limit: object) -> None:
        assert Target(name="x", limit=limit).limit == limit  # type: ignore[arg-type]

    @pytest.mark.parametrize("limit", [8, 8.0, "8 h", None, at("2026-10-26T14:00:00Z")])
    def test_nothing_else_is_a_limit(self, limit: object) -> None:
        with pytest.raises(InvalidType, match=r"limit.*timedelta, WorkingDays, CalendarDays or"):
            check_limit(None, None, limit)  # type: ignore[arg-type]

    def test_negative_time_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"limit.*0 or more"):
            check_limit(None, None, -MICROSECOND)


class TestAlert:
    @pytest.mark.parametrize("share", ["75 %", "0.75", "3/4", Fraction(3, 4), Ratio(3, 4)])
    def test_a_share_may_be_told_in_many_ways(self, share: Ratio | Fraction | str) -> None:
        assert Alert(share).share == Fraction(3, 4)
        assert Alert(share) == Alert("75 %")

    @pytest.mark.parametrize("share", [0.75, 1, True, timedelta(1)])
    def test_an_inexact_or_ambiguous_share_is_refused(self, share: object) -> None:
        with pytest.raises(InvalidType, match=r"share.*Ratio, Fraction or text"):
            Alert(share)  # type: ignore[arg-type]

    @pytest.mark.parametrize("share", [Fraction(-1, 100), Fraction(10_001, 100)])
    def test_a_share_out_of_reach_is_refused(self, share: Fraction) -> None:
        with pytest.raises(InvalidValue, match=r"share.*0 to 100"):
            Alert(share)

    @pytest.mark.parametrize("share", [Fraction(1, 10**31), Fraction(1, 10**30_000)])
    def test_a_share_too_small_to_mean_anything_is_refused(self, share: Fraction) -> None:
        with pytest.raises(InvalidValue, match="share"):
            Alert(share)

    @pytest.mark.parametrize("share", [Fraction(0), Fraction(3, 2), Fraction(100)])
    def test_a_share_may_lie_beyond_the_due_time(self, share: Fraction) -> None:
        assert Alert(share).share == share

    @pytest.mark.parametrize("text", ["150 %", "150%", "3/2"])
    def test_a_share_beyond_the_due_time_may_be_text_too(self, text: str) -> None:
        assert Alert(text).share == Fraction(3, 2)

    @pytest.mark.parametrize("text", ["75", "1.5", "100", "1e2"])
    def test_a_bare_number_above_one_was_meant_as_a_percentage(self, text: str) -> None:
        with pytest.raises(InvalidValue, match=r"share: '.*' is not allowed; .* '75 %'"):
            Alert(text)

    def test_the_whole_may_be_told_without_a_sign(self) -> None:
        assert [Alert(text).share for text in ("1", "0.75 ")] == [1, Fraction(3, 4)]

    @pytest.mark.parametrize("text", ["soon", "", "75 percent"])
    def test_text_that_is_no_share_is_refused(self, text: str) -> None:
        with pytest.raises(InvalidValue):
            Alert(text)

    def test_both_a_share_and_an_offset_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"alert.*a share or an offset"):
            Alert("75 %", offset=HOUR)

    def test_neither_a_share_nor_an_offset_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"alert.*a share or an offset"):
            Alert()

    @pytest.mark.parametrize("offset", ["-1 h", 3600, 0.5])
    def test_an_offset_that_is_no_time_is_refused(self, offset: object) -> None:
        with pytest.raises(InvalidType):
            Alert(offset=offset)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("alert", "limit", "threshold"),
        [
            (Alert("75 %"), 4 * HOUR, 3 * HOUR),
            (Alert("0 %"), 4 * HOUR, timedelta(0)),
            (Alert("100 %"), 4 * HOUR, 4 * HOUR),
            (Alert(Fraction(3, 2)), 4 * HOUR, 6 * HOUR),
            (Alert("75 %"), timedelta(0), timedelta(0)),
            (Alert(offset=-HOUR), 4 * HOUR, 3 * HOUR),
            (Alert(offset=HOUR), 4 * HOUR, 5 * HOUR),
            (Alert(offset=timedelta(0)), 4 * HOUR, 4 * HOUR),
            (Alert(offset=-9 * HOUR), 4 * HOUR, timedelta(0)),
            (Alert("75 %"), -HOUR, timedelta(0)),  # a date that had passed when it started
        ],
    )
    def test_fires_when_so_much_has_counted(
        self, alert: Alert, limit: timedelta, threshold: timedelta
    ) -> None:
        assert alert.threshold(limit) == threshold

    @pytest.mark.parametrize(
        ("share", "micros", "expected"),
        [("1/3", 10, 4), ("1/3", 9, 3), ("50 %", 1, 1), ("50 %", 2, 1), ("99.99 %", 1, 1)],
    )
    def test_a_part_of_a_microsecond_is_waited_for(
        self, share: str, micros: int, expected: int
    ) -> None:
        assert Alert(share).threshold(micros * MICROSECOND) == expected * MICROSECOND

    def test_a_long_limit_loses_no_microsecond(self) -> None:
        limit = timedelta(days=36_524, microseconds=1)
        assert Alert("100 %").threshold(limit) == limit
        assert Alert("50 %").threshold(limit) == timedelta(days=18_262, microseconds=1)

    @pytest.mark.parametrize(
        ("alert", "text"),
        [
            (Alert("75 %"), "75 %"),
            (Alert("12.5 %"), "12.5 %"),
            (Alert(Fraction(3, 2)), "150 %"),
            (Alert(offset=-HOUR), "1:00:00 before due"),
            (Alert(offset=timedelta(minutes=30)), "0:30:00 after due"),
            (Alert(offset=timedelta(0)), "0:00:00 after due"),
        ],
    )
    def test_says_when_it_fires(self, alert: Alert, text: str) -> None:
        assert str(alert) == text

    def test_says_a_share_without_the_noise_of_a_float(self) -> None:
        assert "33336" not in str(Alert("1/3"))

    @pytest.mark.parametrize("share", ["1/3", "22/7", "75 %", "150 %", "0.001 %", "12.345678901 %"])
    def test_what_it_says_of_a_share_can_be_read_back(self, share: str) -> None:
        assert str(Alert(share)) == share
        assert Alert(str(Alert(share))) == Alert(share)
