"""The calendars of other libraries, and how each is asked.

All know Monday to Friday 09:00-17:30 in Berlin without the German public holidays of 2024 to
2027. Each gets the form of the holidays in which it is fastest: those that only ask `date in
holidays` a frozenset (a list makes businesstime a seventh and businesstimedelta half again
slower), opening_hours its own list of Germany (dates in the expression make it up to six
times slower), pandas a list. Peers without zones get the same wall-clock times naive; no span of
opening hours holds a clock change, so that is right here, and wrong for hours at night.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from attrs import frozen
from harness import peer_module
from holidays import country_holidays

ZONE: Final = ZoneInfo("Europe/Berlin")
OPENS, CLOSES = time(9), time(17, 30)
HOURS_A_DAY: Final = timedelta(hours=8, minutes=30)
HOLIDAYS: Final[list[date]] = sorted(country_holidays("DE", years=range(2024, 2028)))
_HOLIDAY_SET: Final = frozenset(HOLIDAYS)

Due: TypeAlias = Callable[[datetime], Any]


@frozen(kw_only=True)
class Peer:
    """How a peer is asked: `elapsed` and `due` are timed, `read` and `instant` are not."""

    name: str
    elapsed: Callable[[datetime, datetime], Any]
    read: Callable[[Any], timedelta]
    """Turns its answer into a duration."""

    naive: bool = False
    resolution: timedelta = timedelta(seconds=1)
    """Its answer is ours, rounded down to this."""

    sample: int = 2000
    """How many pairs of the mixed workload it is asked, the first ones."""

    due: Callable[[int], Due] | None = None
    """Returns what adds some hours."""

    def takes(self, at: datetime) -> datetime:
        """Return an instant in the form that the peer can read."""
        return at.replace(tzinfo=None) if self.naive else at


def businesstime() -> Peer:
    """Return businesstime: walks over the days of the span.

    Its answer is in working days and a rest. It answers 0 if both ends lie after closing on
    successive working days; the workload starts inside opening hours for that reason.
    """
    module = peer_module("businesstime")
    calendar = module.BusinessTime(business_hours=(OPENS, CLOSES), holidays=_HOLIDAY_SET)

    def read(answer: timedelta) -> timedelta:
        return answer.days * HOURS_A_DAY + timedelta(seconds=answer.seconds)

    return Peer(name="businesstime", elapsed=calendar.businesstimedelta, read=read, naive=True)


def businesstimedelta() -> Peer:
    """Return businesstimedelta: walks over opening times, with zones, without sub-seconds.

    It fails for dates after the last holiday that it knows. Its holidays are days in UTC unless
    they are given the zone too, as here.
    """
    module, zone = peer_module("businesstimedelta"), peer_module("pytz").timezone(ZONE.key)
    workday = module.WorkDayRule(OPENS, CLOSES, working_days=[0, 1, 2, 3, 4], tz=zone)
    rules = module.Rules([workday, module.HolidayRule(_HOLIDAY_SET, tz=zone)])

    def due(hours: int) -> Due:
        allowed = module.BusinessTimeDelta(rules, hours=hours)
        return lambda start: start + allowed

    def read(answer: Any) -> timedelta:  # noqa: ANN401 - untyped peer
        found: timedelta = answer.timedelta
        return found

    return Peer(name="businesstimedelta", elapsed=rules.difference, read=read, due=due)


def business_duration() -> Peer:
    """Return business_duration: one function, a list of dates for every call; minutes as float."""
    function = peer_module("business_duration").businessDuration

    def elapsed(start: datetime, end: datetime) -> object:
        return function(start, end, OPENS, CLOSES, holidaylist=_HOLIDAY_SET, unit="min")

    def read(minutes: float) -> timedelta:
        return timedelta(seconds=round(minutes * 60))

    return Peer(name="business_duration", elapsed=elapsed, read=read, naive=True)


def pandas() -> Peer:
    """Return pandas: whole hours, by counting the steps of `CustomBusinessHour` in a range.

    It has no elapsed time; this is how its users count. It is wrong by one when the hours add
    up to a closing, as they do between two days' ends, because a step that ends at a closing is
    moved to the next opening; the workload starts inside opening hours. Asked for 200 pairs
    only, because it takes seconds.
    """
    module = peer_module("pandas")
    offset = module.offsets.CustomBusinessHour
    hour = offset(start="09:00", end="17:30", holidays=HOLIDAYS)

    def elapsed(start: datetime, end: datetime) -> int:
        return max(len(module.date_range(start, end, freq=hour)) - 1, 0)

    def due(hours: int) -> Due:
        allowed = offset(hours, start="09:00", end="17:30", holidays=HOLIDAYS)
        return lambda start: module.Timestamp(start) + allowed

    return Peer(
        name="pandas CustomBusinessHour",
        elapsed=elapsed,
        read=lambda hours: timedelta(hours=hours),
        naive=True,
        resolution=timedelta(hours=1),
        sample=200,
        due=due,
    )


def opening_hours() -> Peer:
    """Return opening_hours, compiled from Rust: its open intervals are added up in Python."""
    module = peer_module("opening_hours")
    hours = module.OpeningHours("Mo-Fr 09:00-17:30; PH off", timezone=ZONE, country="DE")
    is_open = module.State.OPEN

    def elapsed(start: datetime, end: datetime) -> timedelta:
        total = timedelta(0)
        for opens, closes, state, _ in hours.intervals(start, end):
            if state is is_open:
                total += closes - opens
        return total

    def due(allowed: int) -> Due:
        return lambda start: reach(start, timedelta(hours=allowed))

    def reach(start: datetime, left: timedelta) -> datetime | None:
        for opens, closes, state, _ in hours.intervals(start):
            if state is is_open:
                if left <= closes - opens:
                    reached: datetime = opens + left
                    return reached
                left -= closes - opens
        return None

    return Peer(name="opening_hours", elapsed=elapsed, read=lambda total: total, due=due)


PEERS: Final = (businesstime, businesstimedelta, business_duration, pandas, opening_hours)
