"""Laws of practice figures: what comes in comes out, and parts add up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, strategies as st

from svcmgmt.calendars import MaintenanceWindow, weekly
from svcmgmt.lifecycle import StateChange, time_in_state
from svcmgmt.lifecycles import INCIDENT
from svcmgmt.practice import (
    DedupWindow,
    Event,
    EventPolicy,
    Incident,
    PlannedWork,
    PromotionRule,
    dedup,
    handle_events,
)
from svcmgmt.practice.metrics import backlog, dwell_by_group, dwell_by_state, flow
from svcmgmt.practice.tickets import OPEN
from svcmgmt.temporal import Interval
from svcmgmt.testing import strategies
from svcmgmt.values import IncidentId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

Facts = tuple[StateChange[Any, Any], ...]
HISTORIES = st.lists(strategies.histories(INCIDENT), max_size=6)
MOMENTS = strategies.instants()
WORK = MaintenanceWindow(name="night", times=weekly("Mon-Sun 00:00-04:00", zone="UTC"))

EVENTS = st.lists(
    st.builds(
        Event,
        at=st.integers(0, 40).map(lambda minutes: MONDAY - 5 * HOUR + minutes * HOUR / 4),
        key=st.sampled_from("abc"),
        subject=st.sampled_from(["db1", "web", "shop"]),
    ),
    max_size=25,
)
WINDOWS = st.integers(0, 8).map(lambda quarters: quarters * HOUR / 4)


@given(histories=HISTORIES, moments=st.tuples(MOMENTS, MOMENTS))
def test_flow_leads_from_one_backlog_to_the_next(
    histories: list[Facts], moments: tuple[datetime, datetime]
) -> None:
    start, end = sorted(moments)
    if start == end:
        return
    counted = flow(histories, period=Interval(start, end))
    just = timedelta(microseconds=1)
    assert counted.open_before == backlog(histories, at=start - just).count
    assert counted.open_after == backlog(histories, at=end - just).count
    assert counted.open_after == (
        counted.open_before + counted.arrived + counted.reopened - counted.ended
    )


@given(histories=HISTORIES, moments=st.tuples(MOMENTS, MOMENTS, MOMENTS))
def test_flow_of_two_periods_adds_up(
    histories: list[Facts], moments: tuple[datetime, datetime, datetime]
) -> None:
    first, middle, last = sorted(moments)
    if len({first, middle, last}) < len(moments):
        return
    parts = [flow(histories, period=Interval(*pair)) for pair in ((first, middle), (middle, last))]
    whole = flow(histories, period=Interval(first, last))
    for name in ("arrived", "reopened", "ended"):
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)
    assert parts[0].open_after == parts[1].open_before


@given(histories=HISTORIES, at=MOMENTS, bounds=st.lists(strategies.durations(), max_size=5))
def test_ages_fall_into_one_bucket_each(
    histories: list[Facts], at: datetime, bounds: list[timedelta]
) -> None:
    told = backlog(histories, at=at)
    buckets = told.by_age(bound for bound in bounds if bound)
    assert sum(each.count for each in buckets) == told.count
    for place, bucket in enumerate(buckets):
        inside = [
            age
            for age in told.ages
            if (place == 0 or bucket.over < age) and (bucket.up_to is None or age <= bucket.up_to)
        ]
        assert bucket.count == len(inside)


@given(histories=HISTORIES, until=MOMENTS)
def test_stays_add_up_to_the_time_in_each_state(histories: list[Facts], until: datetime) -> None:
    expected: dict[str, timedelta] = {}
    for history in histories:
        if history and history[0].at < until:
            for state, time in time_in_state(history, until=until).items():
                if str(state) not in {"closed", "cancelled"}:
                    name = str(state)
                    expected[name] = expected.get(name, timedelta(0)) + time
    found = {each.place: each.total for each in dwell_by_state(histories, until=until)}
    assert found == {name: time for name, time in expected.items() if time}


@given(
    history=strategies.histories(INCIDENT),
    hops=st.lists(st.tuples(MOMENTS, st.sampled_from(["", "a", "b"])), max_size=6),
    until=MOMENTS,
)
def test_time_with_groups_adds_up_to_the_open_time(
    history: Facts, hops: list[tuple[datetime, str]], until: datetime
) -> None:
    ticket = Incident(id=IncidentId("1"), state=history[-1].to_state, history=history)
    for at, group in sorted(hops):
        ticket = ticket.assign(at=at, group=group)
    known = history[0].at < until
    times = time_in_state(history, until=until) if known else {}
    is_open = sum((time for state, time in times.items() if state.category in OPEN), timedelta(0))
    stays = dwell_by_group([ticket], until=until)
    assert sum((each.total for each in stays), timedelta(0)) == is_open


@given(events=EVENTS, window=WINDOWS, counted_from=st.sampled_from(DedupWindow))
def test_every_event_is_in_one_group(
    events: list[Event], window: timedelta, counted_from: DedupWindow
) -> None:
    groups, _ = dedup(events, window=window, counted_from=counted_from)
    assert sum(group.count for group in groups) == len(set(events))
    for group in groups:
        assert group.first.at <= group.last.at
        assert group.first.key == group.last.key
    firsts = [group.first.at for group in groups]
    assert firsts == sorted(firsts)


@given(events=EVENTS, window=WINDOWS)
def test_groups_of_one_key_are_further_apart_than_the_window(
    events: list[Event], window: timedelta
) -> None:
    groups, _ = dedup(events, window=window)
    last: dict[str, datetime] = {}
    for group in groups:
        if group.key in last:
            assert group.first.at - last[group.key] > window
        last[group.key] = group.last.at


@given(events=EVENTS, window=WINDOWS, seed=st.randoms(use_true_random=False))
def test_handling_loses_nothing_and_does_not_ask_for_an_order(
    events: list[Event],
    window: timedelta,
    seed: Any,  # noqa: ANN401
) -> None:
    policy = EventPolicy(
        window=window,
        planned=[PlannedWork(window=WORK, subjects=["db1"])],
        depends_on={"shop": "web", "web": "db1"},
        promotions=[PromotionRule(name="twice", at_least=2)],
    )
    report = handle_events(events, policy)
    assert report.received == len(events)
    shuffled = list(events)
    seed.shuffle(shuffled)
    again = handle_events(shuffled, policy)
    assert again.received == len(events)
    counts = [(each.group.key, each.group.first.at, each.group.count) for each in report.groups]
    assert sorted(counts) == sorted(
        (each.group.key, each.group.first.at, each.group.count) for each in again.groups
    )
