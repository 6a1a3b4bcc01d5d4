"""Whatever the library can make, it can store and read again."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import given, strategies as st
from jsonschema import Draft202012Validator
from samples import SAMPLES

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import SvcmgmtError
from svcmgmt.interop.native import from_dict, json_schema, to_dict
from svcmgmt.interop.native.registry import class_of
from svcmgmt.lifecycle import StateChange
from svcmgmt.lifecycles import INCIDENT
from svcmgmt.sla import ClockLedger
from svcmgmt.sla.availability import AvailabilityFacts, Exclusion, ExclusionCategory, Outage
from svcmgmt.sla.indicators import EventSeries
from svcmgmt.temporal import IntervalSet, Timeline
from svcmgmt.testing import strategies
from svcmgmt.values import Extension, Ratio


def stored(value: object) -> object:
    """Return a value after it went through JSON text."""
    return from_dict(json.loads(json.dumps(to_dict(value))))


@given(strategies.calendars())
def test_calendars(calendar: ServiceCalendar) -> None:
    assert stored(calendar) == calendar


@given(strategies.interval_sets())
def test_interval_sets(intervals: IntervalSet) -> None:
    assert stored(intervals) == intervals


@given(strategies.ledgers())
def test_ledgers(ledger: ClockLedger) -> None:
    assert stored(ledger) == ledger


@given(strategies.histories(INCIDENT))
def test_histories(history: tuple[StateChange[Any, Any], ...]) -> None:
    assert [stored(change) for change in history] == list(history)


SHARES = st.fractions(Fraction(1, 1000), 1, max_denominator=1000)
OUTAGES = st.builds(Outage, id=st.text(max_size=3), during=strategies.intervals(), weight=SHARES)
EXCLUSIONS = st.builds(
    Exclusion,
    category=st.sampled_from(ExclusionCategory),
    during=strategies.intervals() | strategies.interval_sets() | strategies.calendars(),
)


@given(st.lists(OUTAGES, max_size=5), st.lists(EXCLUSIONS, max_size=3), strategies.interval_sets())
def test_facts(outages: list[Outage], exclusions: list[Exclusion], unknown: IntervalSet) -> None:
    facts = AvailabilityFacts(outages=outages, exclusions=exclusions, unknown=unknown)
    assert stored(facts) == facts


MINUTE = timedelta(minutes=1)


@given(
    strategies.instants(precision=MINUTE),
    st.lists(st.none() | st.tuples(SHARES, st.integers(1, 9))),
)
def test_series(start: datetime, pairs: list[tuple[Fraction, int] | None]) -> None:
    series = EventSeries.of_slices(start, pairs, slice=MINUTE)
    assert stored(series) == series


PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
VALUES = (
    PLAIN
    | strategies.durations()
    | strategies.intervals()
    | SHARES
    | st.builds(Ratio, st.integers(0, 5), st.integers(5, 9))
)


@given(st.lists(st.tuples(strategies.instants(), VALUES), min_size=1, max_size=5))
def test_timelines(changes: list[tuple[datetime, Any]]) -> None:
    line = Timeline.of(changes)
    assert stored(line) == line


JSON = st.recursive(
    PLAIN | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=3), JSON, max_size=4))
def test_extensions(content: dict[str, Any]) -> None:
    assert stored(Extension(content)) == Extension(content)


DOCUMENTS = [to_dict(value) for values in SAMPLES.values() for value in values]


def places(node: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - any part of a document
    """Return every (object or list, key) below a part of a document."""
    keys = list(node) if isinstance(node, dict) else range(len(node))
    below = [node[key] for key in keys if isinstance(node[key], dict | list)]
    return [*((node, key) for key in keys), *(place for each in below for place in places(each))]


@cache
def validator(schema: str) -> Draft202012Validator:
    """Return what holds documents against a published schema."""
    return Draft202012Validator(json_schema(class_of(schema.split("/")[1])))


@given(st.data(), st.sampled_from(DOCUMENTS))
def test_a_document_with_another_part_is_read_or_refused(
    data: st.DataObject, document: dict[str, Any]
) -> None:
    changed = copy.deepcopy(document)
    node, key = data.draw(st.sampled_from(places(changed)), label="place")
    others = st.sampled_from(DOCUMENTS) | JSON | st.just(float("nan")) | st.just(10**5000)
    node[key] = data.draw(others, label="part")
    value: object = None
    with suppress(SvcmgmtError):
        value = from_dict(changed)
    if value is not None:
        assert from_dict(to_dict(value)) == value
        assert validator(changed["schema"]).is_valid(changed)
