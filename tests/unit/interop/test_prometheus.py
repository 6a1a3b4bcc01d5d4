"""Responses of Prometheus as samples, gaps and findings."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop import prometheus
from svcmgmt.interop.prometheus import MetricSeries, QueryResult, ResultKind, read_query
from svcmgmt.sla.indicators import CounterSeries, EventSeries
from svcmgmt.sla.objectives import at_most
from svcmgmt.temporal import Interval, IntervalSet, NaiveDatetime, parse_instant as at
from svcmgmt.values import Extension, Quantity, Severity, count_by_code

NOON = 1_767_268_800
"""2026-01-01T12:00:00Z in seconds."""
MINUTE = timedelta(minutes=1)


def matrix(*values: object, metric: object = None, **more: object) -> dict[str, Any]:
    """Return the response of a range query with one series."""
    series = {"metric": {"__name__": "up"} if metric is None else metric, "values": [*values]}
    return {"status": "success", "data": {"resultType": "matrix", "result": [series | more]}}


def pairs(*values: object, step: int = 60) -> list[list[object]]:
    """Return neighbouring samples from noon on."""
    return [[NOON + index * step, value] for index, value in enumerate(values)]


def one(response: object, **arguments: Any) -> MetricSeries:  # noqa: ANN401
    """Return the only series of a response."""
    (series,) = read_query(response, **arguments).series
    return series


def told(result: QueryResult) -> list[tuple[str, str]]:
    """Return code and place of what was found."""
    return [(each.code, each.pointer) for each in result.findings]


class TestValues:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("0", 0),
            ("1", 1),
            ("-3", -3),
            ("+4", 4),
            ("0.1", Fraction(1, 10)),
            ("99.95", Fraction(1999, 20)),
            ("1.5e+06", Fraction(1_500_000)),
            ("5.551115123125783e-17", Fraction(5551115123125783, 10**32)),
            ("123456789012345678901234567890", 123456789012345678901234567890),
            ("0.30000000000000004", Fraction(30000000000000004, 10**17)),
            ("0.0", Fraction(0)),
            ("0e999", Fraction(0)),
        ],
    )
    def test_they_are_what_the_text_says(self, text: str, value: object) -> None:
        result = read_query(matrix([NOON, text]))
        assert result.series[0].samples == ((datetime(2026, 1, 1, 12, tzinfo=UTC), value),)
        assert result.findings == ()

    @pytest.mark.parametrize("text", ["NaN", "+Inf", "-Inf", "Inf"])
    def test_what_is_not_finite_is_no_sample(self, text: str) -> None:
        result = read_query(matrix(*pairs("1", text, "2")), step=MINUTE)
        assert told(result) == [("not-finite", "/data/result/0/values/1")]
        assert result.findings[0].value == text
        (series,) = result.series
        assert [value for _, value in series.samples] == [1, 2]
        assert series.gaps == IntervalSet.parse("2026-01-01T12:01:00Z/PT1M")

    @pytest.mark.parametrize(
        "value",
        [
            1,
            1.5,
            None,
            True,
            "",
            "1,5",
            "1 ",
            "0x1p3",
            "1_000",
            "٣",
            "1e31",
            "1e-31",
            "1e99999",
            "9" * 401,
            [],
            {},
        ],
        ids=lambda value: repr(value)[:20],
    )
    def test_what_is_no_number_is_no_sample(self, value: object) -> None:
        result = read_query(matrix([NOON, value]))
        assert told(result) == [("unread", "/data/result/0/values/0")]
        assert result.findings[0].severity is Severity.ERROR
        assert result.series[0].samples == ()


class TestTimes:
    @pytest.mark.parametrize(
        ("given", "text"),
        [
            (0, "1970-01-01T00:00:00Z"),
            (NOON, "2026-01-01T12:00:00Z"),
            (NOON + 0.781, "2026-01-01T12:00:00.781Z"),
            (1767268800.123456, "2026-01-01T12:00:00.123456Z"),
            (Decimal("1767268800.781"), "2026-01-01T12:00:00.781Z"),
            (float(NOON), "2026-01-01T12:00:00Z"),
        ],
    )
    def test_they_are_exact(self, given: object, text: str) -> None:
        assert one(matrix([given, "1"])).samples == ((at(text), 1),)

    @pytest.mark.parametrize(
        "given",
        [-1, 10**11, 7_258_118_401, 10**400, float("nan"), float("inf"), 1e300, Decimal("1e999999"),
         Decimal("NaN"), Decimal("0.0000001"), True, "1767268800", None, []],
        ids=lambda value: repr(value)[:20],
    )  # fmt: skip
    def test_what_is_no_time_is_no_sample(self, given: object) -> None:
        result = read_query(matrix([given, "1"]))
        assert told(result) == [("unread", "/data/result/0/values/0")]
        assert result.series[0].samples == ()

    @pytest.mark.parametrize("pair", [[], [NOON], [NOON, "1", "2"], "ab", None, {"0": 1}])
    def test_what_is_no_pair_is_no_sample(self, pair: object) -> None:
        assert told(read_query(matrix(pair))) == [("unread", "/data/result/0/values/0")]


class TestOrder:
    def test_samples_are_put_in_order_and_told(self) -> None:
        late = [[NOON + 60, "2"], [NOON, "1"], [NOON + 120, "3"]]
        result = read_query(matrix(*late))
        assert [value for _, value in result.series[0].samples] == [1, 2, 3]
        assert told(result) == [("out-of-order", "/data/result/0/values/1")]

    def test_equal_samples_are_taken_once_and_different_ones_both(self) -> None:
        values = [[NOON, "1"], [NOON, "1.0"], [NOON, "2"], [NOON, "1"], [NOON, "2"]]
        result = read_query(matrix(*values))
        assert [value for _, value in result.series[0].samples] == [1, 2]
        assert count_by_code(result.findings) == {"repeated": 3, "two-values": 1}
        assert result.findings[1].pointer == "/data/result/0/values/2"

    def test_many_values_of_one_instant_cost_no_more_than_each(self) -> None:
        values = [[NOON, str(number)] for number in range(50_000)]
        assert len(one(matrix(*values)).samples) == 50_000


class TestGaps:
    def test_a_stale_series_has_a_gap(self) -> None:
        values = [*pairs("1", "1"), [NOON + 300, "1"]]
        series = one(matrix(*values), step=MINUTE)
        assert series.gaps == IntervalSet.parse("2026-01-01T12:02:00Z/PT3M")

    def test_before_and_after_by_start_and_end(self) -> None:
        series = one(
            matrix(*pairs("1", "1")),
            step=MINUTE,
            start=at("2026-01-01T11:58:00Z"),
            end=at("2026-01-01T12:03:30Z"),
        )
        assert series.gaps == IntervalSet.of(
            [
                Interval.parse("2026-01-01T11:58:00Z/PT2M"),
                Interval.parse("2026-01-01T12:02:00Z/PT2M"),
            ]
        )

    def test_neighbouring_gaps_are_one(self) -> None:
        noon = at("2026-01-01T12:00:00Z")
        series = one(matrix(), step=MINUTE, start=noon, end=noon + 3 * MINUTE)
        assert series.gaps == IntervalSet.parse("2026-01-01T12:00:00Z/PT4M")

    def test_a_series_that_ends_with_the_query_has_none(self) -> None:
        noon = at("2026-01-01T12:00:00Z")
        series = one(matrix(*pairs("1", "1")), step=MINUTE, start=noon, end=noon + MINUTE)
        assert series.gaps is not None
        assert series.gaps.is_empty()

    def test_the_last_step_ends_with_all_time(self) -> None:
        end = at("2199-12-31T23:59:30Z")
        series = one(matrix(), step=MINUTE, start=end - MINUTE, end=end)
        assert series.gaps == IntervalSet.of([Interval(end - MINUTE, at("2200-01-01T00:00:00Z"))])

    def test_without_a_step_nobody_looks(self) -> None:
        assert one(matrix(*pairs("1"))).gaps is None

    def test_samples_between_the_steps_are_told(self) -> None:
        result = read_query(matrix([NOON, "1"], [NOON + 90, "1"]), step=MINUTE)
        assert told(result) == [("off-step", "/data/result/0")]
        assert result.series[0].gaps == IntervalSet.parse("2026-01-01T12:01:00Z/PT30S")
        shifted = read_query(matrix([NOON + 1, "1"]), step=MINUTE, start=at("2026-01-01T12:00:00Z"))
        assert told(shifted) == [("off-step", "/data/result/0")]

    @pytest.mark.parametrize(
        ("arguments", "kind"),
        [
            ({"step": 60}, InvalidType),
            ({"step": timedelta(0)}, InvalidValue),
            ({"start": datetime(2026, 1, 1)}, NaiveDatetime),  # noqa: DTZ001
            ({"end": "2026-01-01"}, InvalidType),
        ],
    )
    def test_arguments_of_other_kinds_are_refused(
        self, arguments: dict[str, Any], kind: type[Exception]
    ) -> None:
        with pytest.raises(kind):
            read_query(matrix(), **arguments)


class TestResponses:
    def test_a_vector(self) -> None:
        response = {
            "status": "success",
            "data": {
                "resultType": "vector",
                "result": [{"metric": {"job": "web"}, "value": [NOON, "0.5"]}],
            },
        }
        result = read_query(response)
        assert result.kind is ResultKind.VECTOR
        assert result.series[0].samples == ((at("2026-01-01T12:00:00Z"), Fraction(1, 2)),)
        assert result.series[0].name == ""

    def test_a_scalar(self) -> None:
        data = {"resultType": "scalar", "result": [NOON, "7"]}
        result = read_query({"status": "success", "data": data})
        assert result.kind is ResultKind.SCALAR
        assert result.series[0].samples == ((at("2026-01-01T12:00:00Z"), 7),)
        assert result.series[0].labels == Extension()

    def test_a_string_is_no_sample(self) -> None:
        data = {"resultType": "string", "result": [NOON, "hello"]}
        result = read_query({"status": "success", "data": data})
        assert (result.kind, result.series) == (ResultKind.STRING, ())
        assert told(result) == [("unread", "/data/result")]

    def test_a_failed_query(self) -> None:
        result = read_query({"status": "error", "errorType": "bad_data", "error": "parse error"})
        assert (result.kind, result.series) == (None, ())
        (finding,) = result.findings
        assert (finding.code, finding.pointer) == ("query-failed", "/status")
        assert finding.value == "bad_data: parse error"

    def test_what_the_server_has_to_say(self) -> None:
        response = matrix() | {"warnings": ["partial response", 7], "infos": ["slow"]}
        result = read_query(response)
        assert told(result) == [
            ("notice", "/warnings/0"),
            ("notice", "/warnings/1"),
            ("notice", "/infos/0"),
        ]
        assert result.findings[0].message == "partial response"
        assert result.findings[2].severity is Severity.INFO

    @pytest.mark.parametrize(
        ("response", "expected"),
        [
            ({}, [("query-failed", "/status")]),
            ({"status": "success"}, [("unread", "/data")]),
            ({"status": "success", "data": []}, [("unread", "/data")]),
            ({"status": "success", "data": {}}, [("unread", "/data/resultType")]),
            ({"status": "success", "data": {"resultType": []}}, [("unread", "/data/resultType")]),
            (
                {"status": "success", "data": {"resultType": "matrix"}},
                [("unread", "/data/result")],
            ),
            (
                {"status": "success", "data": {"resultType": "matrix", "result": [7]}},
                [("unread", "/data/result/0")],
            ),
            (
                {"status": "success", "data": {"resultType": "matrix", "result": {}}},
                [("unread", "/data/result")],
            ),
            ({**matrix(), "warnings": "x"}, [("unread", "/warnings")]),
        ],
    )
    def test_what_is_no_response_of_this_kind(
        self, response: object, expected: list[tuple[str, str]]
    ) -> None:
        assert told(read_query(response)) == expected

    @pytest.mark.parametrize("response", [None, "{}", b"{}", [], 7])
    def test_something_else_than_a_dict_is_refused(self, response: object) -> None:
        with pytest.raises(InvalidType, match="response"):
            read_query(response)

    def test_labels_that_are_no_texts_are_told(self) -> None:
        result = read_query(matrix(metric={"__name__": "up", "code": 200}))
        assert told(result) == [("unread", "/data/result/0/metric")]
        assert result.series[0].labels == Extension({"__name__": "up"})
        assert told(read_query(matrix(metric=[]))) == [("unread", "/data/result/0/metric")]

    @pytest.mark.parametrize("name", ["histogram", "histograms"])
    def test_histograms_are_told(self, name: str) -> None:
        result = read_query(matrix(*pairs("1"), **{name: [[NOON, {"count": "1"}]]}))
        assert told(result) == [("unread", f"/data/result/0/{name}")]
        assert len(result.series[0].samples) == 1

    def test_values_that_are_no_list(self) -> None:
        response = matrix()
        response["data"]["result"][0]["values"] = {"a": 1}
        assert told(read_query(response)) == [("unread", "/data/result/0/values")]

    def test_too_many_samples(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(prometheus, "_MOST_SAMPLES", 3)
        assert len(one(matrix(*pairs("1", "1", "1"))).samples) == 3
        with pytest.raises(LimitExceeded, match="samples"):
            read_query(matrix(*pairs("1", "1", "1", "1")))

    def test_the_response_is_not_changed(self) -> None:
        response = matrix(*pairs("1", "NaN"))
        before = copy.deepcopy(response)
        read_query(response, step=MINUTE)
        assert response == before


class TestSeries:
    def test_series_are_found_by_label(self) -> None:
        response = matrix()
        response["data"]["result"] = [
            {"metric": {"job": job, "code": code}, "values": []}
            for job in ("web", "api")
            for code in ("200", "500")
        ]
        result = read_query(response)
        assert [each.labels["code"] for each in result.only(job="web")] == ["200", "500"]
        assert len(result.only(job="web", code="500")) == 1
        assert result.only(job="db") == ()
        assert len(result.only()) == 4

    def test_they_show_what_they_are(self) -> None:
        result = read_query(matrix(*pairs("1"), metric={"__name__": "up", "job": "web"}))
        assert repr(result) == "<QueryResult of 1 series, 0 findings>"
        assert repr(result.series[0]) == '<MetricSeries up{job="web"} of 1 samples>'
        assert MetricSeries(labels=Extension({"__name__": 7})).name == ""

    def test_they_are_values(self) -> None:
        result = read_query(matrix(*pairs("1", "0.5")), step=MINUTE)
        assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301
        assert hash(result) == hash(read_query(matrix(*pairs("1", "0.5")), step=MINUTE))

    def test_indicators_take_the_samples(self) -> None:
        text = json.dumps(matrix(*pairs("0.2", "0.4", "NaN", "0.1", step=15)))
        series = one(json.loads(text), step=timedelta(seconds=15))
        slices = EventSeries.of_samples(
            series.samples, condition=at_most(Quantity("0.3", "s")), slice=MINUTE
        )
        assert (slices.goods, slices.totals) == ((2,), (3,))
        counter = CounterSeries.of(one(matrix(*pairs("5", "7", "1"))).samples)
        assert counter.increase(Interval.parse("2026-01-01T12:00:00Z/PT2M")) == 3
