"""The worst start of a chain, against trying every minute of a week and the microsecond after."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings, strategies as st

from svcmgmt.agreement._chains import Stage, worst_chain
from svcmgmt.calendars import ServiceCalendar, always, weekly
from svcmgmt.temporal import Interval

MINUTE, MICROSECOND = timedelta(minutes=1), timedelta(microseconds=1)
# the clocks go back in Berlin on the Sunday of this week
WEEK = Interval.parse("2026-10-20T00:00:00Z/PT168H")

calendars = st.sampled_from(
    [
        always(),
        weekly("Mon-Fri 09:00-17:00", zone="UTC"),
        weekly("Mon-Fri 08:10-12:00, 13:00-18:30", zone="Europe/Berlin"),
        weekly("Mon-Sun 22:00-06:00+1", zone="Europe/Berlin"),
        weekly("Sat,Sun 10:00-11:00", zone="America/New_York"),
    ]
)
stages = st.builds(
    Stage,
    st.just("stage"),
    calendars,
    st.sampled_from([0, 1, 15, 60, 245, 1_000]).map(lambda count: count * MINUTE),
)


def end_of(chain: list[Stage], start: timedelta) -> timedelta:
    """Return when a chain ends that starts so long after the start of the week."""
    at = WEEK.start + start
    for stage in chain:
        at = stage.calendar.due(at, stage.limit)
    return at - WEEK.start


def tried(chain: list[Stage], promised: ServiceCalendar) -> timedelta:
    """Return the most service time that a chain takes, by trying every minute."""
    worst = timedelta(0)
    for minute in range(WEEK.duration // MINUTE):
        for start in (minute * MINUTE, minute * MINUTE + MICROSECOND):
            end = end_of(chain, start)
            worst = max(worst, promised.elapsed(WEEK.start + start, WEEK.start + end))
    return worst


@settings(max_examples=12)
@given(st.lists(stages, min_size=1, max_size=3), calendars)
def test_the_worst_start_is_found_without_trying_them_all(
    chain: list[Stage], promised: ServiceCalendar
) -> None:
    found = worst_chain(chain, promised, WEEK)
    assert found is not None
    assert found.elapsed == tried(chain, promised)
    assert found.end - WEEK.start == end_of(chain, found.start - WEEK.start)
