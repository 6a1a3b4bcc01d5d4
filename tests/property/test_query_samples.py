"""Samples of queries: exact, in order, and every step accounted for."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, strategies as st
from openslo_documents import json_values

from svcmgmt.interop.prometheus import read_query
from svcmgmt.temporal import Interval, IntervalSet, from_micros

NOON = 1_767_268_800
STEP = 15
texts = st.one_of(
    st.integers(-(10**18), 10**18).map(str),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e30, max_value=1e30)
    .filter(lambda each: not each or abs(each) >= 1e-30)
    .map(repr),
)
slots = st.lists(st.one_of(texts, st.sampled_from(["NaN", "+Inf"]), st.none()), max_size=30)


def response(values: list[str | None]) -> object:
    """Return the response to a query, some of whose steps are missing."""
    pairs = [
        [NOON + STEP * number, value] for number, value in enumerate(values) if value is not None
    ]
    series = {"metric": {"__name__": "x"}, "values": pairs}
    text = json.dumps({"status": "success", "data": {"resultType": "matrix", "result": [series]}})
    return json.loads(text)


@given(slots)
def test_samples_are_what_the_texts_say(values: list[str | None]) -> None:
    (series,) = read_query(response(values)).series
    expected = [
        (from_micros((NOON + STEP * number) * 1_000_000), Fraction(Decimal(value)))
        for number, value in enumerate(values)
        if value is not None and value not in {"NaN", "+Inf"}
    ]
    assert list(series.samples) == expected


@given(slots.filter(bool))
def test_samples_and_gaps_add_up_to_the_query(values: list[str | None]) -> None:
    step = timedelta(seconds=STEP)
    start = from_micros(NOON * 1_000_000)
    end = start + (len(values) - 1) * step
    (series,) = read_query(response(values), step=step, start=start, end=end).series
    taken = IntervalSet.of(Interval(at, at + step) for at, _ in series.samples)
    assert series.gaps is not None
    assert (taken & series.gaps).is_empty()
    assert taken | series.gaps == IntervalSet.of([Interval(start, end + step)])


@given(slots, st.randoms(use_true_random=False))
def test_order_does_not_matter(values: list[str | None], chance: object) -> None:
    given_first = response(values)
    shuffled = json.loads(json.dumps(given_first))
    chance.shuffle(shuffled["data"]["result"][0]["values"])  # type: ignore[attr-defined]
    step = timedelta(seconds=STEP)
    first, second = (read_query(each, step=step).series for each in (given_first, shuffled))
    assert first == second


@given(st.dictionaries(st.sampled_from(["status", "data", "warnings", "error"]), json_values))
def test_any_response_is_read_or_told(document: object) -> None:
    assert read_query(document).findings


@given(json_values, st.sampled_from(["matrix", "vector", "scalar", "string", "x"]))
def test_any_result_is_read_or_told(result: object, kind: str) -> None:
    read = read_query({"status": "success", "data": {"resultType": kind, "result": result}})
    assert read.findings or not any(series.samples for series in read.series)
