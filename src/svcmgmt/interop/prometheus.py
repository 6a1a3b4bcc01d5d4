"""Prometheus: results of its HTTP API as samples that indicators take, gaps and findings.

`read_query` takes the parsed JSON of `/api/v1/query_range` or `/api/v1/query`, of Prometheus and of
whatever speaks its protocol. Nothing is asked for here; the library opens no connections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, TypeAlias, cast

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded, shown
from svcmgmt.temporal import HORIZON, IntervalSet, from_micros, to_micros
from svcmgmt.values import Extension, Finding, Severity
from svcmgmt.values._kinds import of_kind

__all__ = ["MetricSeries", "QueryResult", "ResultKind", "Sample", "read_query"]

Sample: TypeAlias = "tuple[datetime, int | Fraction]"
"""When a value was read, in UTC, and the value, exact: what `EventSeries.of_samples` takes."""

_MOST_SAMPLES: Final = 5_000_000
_LONGEST_VALUE: Final = 400
_MOST_EXPONENT: Final = 30
"""Beyond 1e±30 nothing in this library calculates."""

_MICROSECOND: Final = timedelta(microseconds=1)
_LAST: Final = to_micros(HORIZON)
_MOST_BITS: Final = 64
"""Of a time in whole seconds."""

_WHOLE: Final = re.compile(r"[+-]?\d{1,30}", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,4})?", re.ASCII)
_NOT_FINITE: Final = frozenset({"NaN", "Inf", "+Inf", "-Inf"})
_VALUE: Final = "a decimal number as text, within 1e±30"
_TIME: Final = "seconds since 1970, at most to the microsecond, up to 2200"


class ResultKind(Enum):
    """What a query has given.

    Examples:
        >>> ResultKind("matrix")
        <ResultKind.MATRIX: 'matrix'>
    """

    MATRIX = "matrix"  # samples of some time for each series: what query_range gives
    VECTOR = "vector"  # one sample for each series
    SCALAR = "scalar"  # one sample of no series
    STRING = "string"  # text, which is no sample


@frozen(kw_only=True, repr=False)
class MetricSeries:
    """The samples of one series, in order, and where some are missing.

    Examples:
        >>> series = MetricSeries(labels=Extension({"__name__": "up", "job": "web"}))
        >>> series
        <MetricSeries up{job="web"} of 0 samples>
    """

    labels: Extension
    """Texts by name; the name of the metric is `__name__`."""

    samples: tuple[Sample, ...] = ()
    """(instant, value) pairs in order; without values that are no finite numbers."""

    gaps: IntervalSet | None = field(default=None, validator=of_kind(IntervalSet, None))
    """The steps of the query without a sample, each from its instant to the next one; None if
    nobody said what the step was."""

    @property
    def name(self) -> str:
        """Name of the metric; empty if an expression has none."""
        name = self.labels.get("__name__", "")
        return name if isinstance(name, str) else ""

    def __repr__(self) -> str:
        told = ", ".join(
            f'{key}="{value}"' for key, value in self.labels.items() if key[:2] != "__"
        )
        return f"<MetricSeries {self.name}{{{told}}} of {len(self.samples)} samples>"


@frozen(kw_only=True, repr=False)
class QueryResult:
    """What a query has given: series, and what was odd about them. Made by `read_query`.

    Examples:
        >>> QueryResult(kind=ResultKind.VECTOR).series
        ()
    """

    kind: ResultKind | None
    """What it has given; None if the response does not say so, as after an error."""

    series: tuple[MetricSeries, ...] = ()
    """The series, in the order of the response."""

    findings: tuple[Finding, ...] = ()
    """Errors, warnings and odd samples, each with its JSON pointer into the response."""

    def only(self, **labels: str) -> tuple[MetricSeries, ...]:
        """Return the series that have some labels.

        Args:
            labels: text of each label.
        """
        return tuple(
            each
            for each in self.series
            if all(each.labels.get(name) == text for name, text in labels.items())
        )

    def __repr__(self) -> str:
        return f"<QueryResult of {len(self.series)} series, {len(self.findings)} findings>"


def read_query(
    response: object,
    *,
    step: timedelta | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> QueryResult:
    """Read the response of a query: samples in order, exact, and everything that was odd.

    The values are the decimals that the response tells. What is no finite number (`NaN` where
    nothing happened, `+Inf`) is no sample but a finding, and its step a gap; so is a step that
    is missing because a series was stale. Equal samples of one instant are taken once; different
    ones are both kept, for whoever counts them to decide. Source: the HTTP API of Prometheus.

    Args:
        response: the parsed JSON: a dict with `status` and `data`.
        step: the step of the range query; without it gaps are not looked for.
        start: the start of the range query; gaps before the first sample are looked for from it.
        end: the end of the range query, included; gaps after the last sample are looked for.

    Raises:
        InvalidType: no dict, or a step that is no `timedelta`.
        InvalidValue: a step of 0 or less.
        LimitExceeded: more than 5 million samples.
        NaiveDatetime: a start or end without a zone.

    Examples:
        >>> result = read_query({"status": "success", "data": {"resultType": "matrix", "result": [
        ...     {"metric": {"__name__": "up"}, "values": [[1767225600, "1"], [1767225660, "NaN"],
        ...                                               [1767225720, "0.5"]]}]}},
        ...     step=timedelta(minutes=1))
        >>> [(str(at), value) for at, value in result.series[0].samples]
        [('2026-01-01 00:00:00+00:00', 1), ('2026-01-01 00:02:00+00:00', Fraction(1, 2))]
        >>> print(result.series[0].gaps)
        2026-01-01T00:01:00Z/2026-01-01T00:02:00Z
        >>> [(finding.code, finding.pointer) for finding in result.findings]
        [('not-finite', '/data/result/0/values/1')]
    """
    if not isinstance(response, Mapping):
        raise InvalidType("response", response, "the parsed JSON of a response, as a dict")
    reader = _Reader(_Grid.of(step, start, end))
    return reader.read(cast("Mapping[object, object]", response))


@frozen
class _Grid:
    """The instants that a range query asks for, in microseconds."""

    step: int | None
    start: int | None
    end: int | None

    @classmethod
    def of(cls, step: timedelta | None, start: datetime | None, end: datetime | None) -> _Grid:
        if step is not None and not isinstance(step, timedelta):
            raise InvalidType("step", step, "timedelta")
        if step is not None and step <= timedelta(0):
            raise InvalidValue("step", step, "more than 0")
        return cls(
            None if step is None else step // _MICROSECOND,
            None if start is None else to_micros(start, "start"),
            None if end is None else to_micros(end, "end"),
        )

    def gaps(self, instants: Sequence[int]) -> IntervalSet | None:
        """Return the steps without a sample; None if there are no steps."""
        if self.step is None:
            return None
        edges: list[int] = []
        following = self.start if self.start is not None else next(iter(instants), 0)
        for at in instants:
            if at > following:
                edges += (following, at)
            following = max(following, at + self.step)
        # the last step that was asked for begins at the end or less than a step before it
        if self.end is not None and following <= self.end:
            steps = (self.end - following) // self.step + 1
            edges += (following, min(following + steps * self.step, _LAST))
        return IntervalSet(edges)

    def is_off(self, instants: Sequence[int]) -> bool:
        """Return whether samples lie between the steps."""
        if self.step is None or not instants:
            return False
        first = instants[0] if self.start is None else self.start
        return any((at - first) % self.step for at in instants)


class _Reader:
    """Reads one response; what is odd is noted with its place."""

    def __init__(self, grid: _Grid) -> None:
        self.grid = grid
        self.found: list[Finding] = []
        self.count = 0

    def note(
        self,
        code: str,
        pointer: str,
        message: str,
        *,
        value: object = "",
        allowed: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        told = value if isinstance(value, str) and len(value) <= 100 else shown(value)  # noqa: PLR2004
        self.found.append(
            Finding(
                code=code,
                message=message,
                severity=severity,
                pointer=pointer,
                value=told,
                allowed=allowed,
            )
        )

    def read(self, response: Mapping[object, object]) -> QueryResult:
        self._notices(response)
        data = response.get("data")
        kind: ResultKind | None = None
        series: list[MetricSeries] = []
        if isinstance(data, Mapping):
            content = cast("Mapping[object, object]", data)
            told = content.get("resultType")
            kind = next((each for each in ResultKind if each.value == told), None)
            if kind is None:
                self._unread("/data/resultType", told, "matrix, vector, scalar or string")
            series = list(self._series(kind, content.get("result")))
        elif response.get("status") == "success":
            self._unread("/data", data, "an object with resultType and result")
        return QueryResult(kind=kind, series=tuple(series), findings=tuple(self.found))

    def _notices(self, response: Mapping[object, object]) -> None:
        """Note what the server says about the query."""
        if response.get("status") != "success":
            error = f"{response.get('errorType', '')}: {response.get('error', '')}"
            told = error if response.get("status") == "error" else response.get("status")
            self.note(
                "query-failed", "/status", "the query failed", value=told, severity=Severity.ERROR
            )
        for name, severity in (("warnings", Severity.WARNING), ("infos", Severity.INFO)):
            for place, message in self._items(f"/{name}", response.get(name, [])):
                told = message if isinstance(message, str) else shown(message)
                self.note("notice", place, told, severity=severity)

    def _unread(self, pointer: str, value: object, allowed: str) -> None:
        self.note(
            "unread", pointer, "cannot be read", value=value, allowed=allowed,
            severity=Severity.ERROR,
        )  # fmt: skip

    def _items(self, pointer: str, value: object) -> Iterator[tuple[str, object]]:
        if not isinstance(value, list | tuple):
            self._unread(pointer, value, "a list")
            return
        for index, item in enumerate(cast("Sequence[object]", value)):
            yield f"{pointer}/{index}", item

    def _series(self, kind: ResultKind | None, result: object) -> Iterator[MetricSeries]:
        if kind in {ResultKind.MATRIX, ResultKind.VECTOR}:
            for pointer, item in self._items("/data/result", result):
                if isinstance(item, Mapping):
                    yield self._one(pointer, cast("Mapping[object, object]", item))
                else:
                    self._unread(pointer, item, "an object with metric and values")
        elif kind is ResultKind.SCALAR:
            yield self._of(Extension(), "/data/result", [("/data/result", result)])
        elif kind is ResultKind.STRING:
            self._unread("/data/result", result, "numbers")

    def _one(self, pointer: str, item: Mapping[object, object]) -> MetricSeries:
        pairs: list[tuple[str, object]] = []
        if "values" in item:
            pairs += self._items(f"{pointer}/values", item["values"])
        if "value" in item:
            pairs.append((f"{pointer}/value", item["value"]))
        for name in ("histogram", "histograms"):
            if name in item:
                self._unread(f"{pointer}/{name}", item[name], "values; ask for quantiles or counts")
        return self._of(self._labels(f"{pointer}/metric", item.get("metric")), pointer, pairs)

    def _labels(self, pointer: str, metric: object) -> Extension:
        if not isinstance(metric, Mapping):
            self._unread(pointer, metric, "an object of texts")
            return Extension()
        labels = cast("Mapping[object, object]", metric)
        texts = {
            name: text
            for name, text in labels.items()
            if isinstance(name, str) and isinstance(text, str)
        }
        if len(texts) < len(labels):
            self._unread(pointer, labels, "texts by name")
        return Extension(texts)

    def _of(
        self, labels: Extension, pointer: str, pairs: Sequence[tuple[str, object]]
    ) -> MetricSeries:
        """Return the series of (pointer, pair) items."""
        self.count += len(pairs)
        if self.count > _MOST_SAMPLES:
            what = "samples of a response"
            raise LimitExceeded(what, f"more than {_MOST_SAMPLES}", _MOST_SAMPLES)
        read = [sample for place, pair in pairs for sample in self._sample(place, pair)]
        samples = self._in_order(read)
        instants = [at for at, _ in samples]
        if self.grid.is_off(instants):
            allowed = "the start and so many steps"
            self.note("off-step", pointer, "has samples between the steps", allowed=allowed)
        return MetricSeries(
            labels=labels,
            samples=tuple((from_micros(at), value) for at, value in samples),
            gaps=self.grid.gaps(instants),
        )

    def _sample(self, pointer: str, pair: object) -> Iterator[tuple[int, int | Fraction, str]]:
        """Yield the sample of a pair; none, and noted, if there is none."""
        items = _pair_of(pair)
        if items is None:
            self._unread(pointer, pair, "a pair of a time and a value")
            return
        at, text = _micros_of(items[0]), items[1]
        if at is None:
            self._unread(pointer, items[0], _TIME)
        elif isinstance(text, str) and text in _NOT_FINITE:
            self.note("not-finite", pointer, "is no finite number, and no sample", value=text)
        else:
            value = _number_of(text)
            if value is None:
                self._unread(pointer, text, _VALUE)
            else:
                yield at, value, pointer

    def _in_order(
        self, read: list[tuple[int, int | Fraction, str]]
    ) -> list[tuple[int, int | Fraction]]:
        """Return samples by time, equal ones once; what was odd is noted."""
        latest = -1
        values: dict[int, dict[int | Fraction, None]] = {}
        for at, value, pointer in read:
            if at < latest:
                self.note("out-of-order", pointer, "comes after a later sample", value=str(at))
            latest = max(latest, at)
            others = values.setdefault(at, {})
            if value in others:
                self.note("repeated", pointer, "is there already", severity=Severity.INFO)
                continue
            if others:
                self.note("two-values", pointer, "is another value of one instant", value=value)
            others[value] = None
        return [(at, value) for at in sorted(values) for value in values[at]]


def _pair_of(value: object) -> Sequence[object] | None:
    items = cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()
    return items if len(items) == 2 else None  # noqa: PLR2004 - a pair


def _micros_of(value: object) -> int | None:
    """Return the microseconds since 1970 of a time in seconds; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or number < 0 or number.adjusted() > 10:  # noqa: PLR2004 - until 2286
        return None
    micros = number * 1_000_000
    whole = int(micros)
    try:
        return to_micros(from_micros(whole)) if whole == micros else None
    except InvalidValue:
        return None


def _number_of(text: object) -> int | Fraction | None:
    """Return the exact number of a text; None if it is none that anything calculates with."""
    if not isinstance(text, str) or len(text) > _LONGEST_VALUE:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if not _DECIMAL.fullmatch(text):
        return None
    number = Decimal(text)
    if number and not -_MOST_EXPONENT <= number.adjusted() <= _MOST_EXPONENT:
        return None
    return Fraction(number)
