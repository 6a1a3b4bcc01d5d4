"""What is measured: service level indicators and where their numbers come from."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from svcmgmt.common._fields import NOTHING, open_object
from svcmgmt.interop.openslo.parts import Document, Part
from svcmgmt.values import Extension

__all__ = [
    "SLI",
    "DataSource",
    "DataSourceSpec",
    "Metric",
    "MetricSource",
    "RatioMetric",
    "RawType",
    "SLISpec",
]


class RawType(Enum):
    """What a ratio is of that was computed elsewhere.

    Examples:
        >>> RawType("success")
        <RawType.SUCCESS: 'success'>
    """

    SUCCESS = "success"  # good of all
    FAILURE = "failure"  # bad of all


@frozen(kw_only=True)
class MetricSource(Part):
    """Where a number is asked for. Source: OpenSLO v1, SLI.

    Examples:
        >>> MetricSource(type="Prometheus", spec={"query": "up"}).spec["query"]
        'up'
    """

    metric_source_ref: str | None = None
    """Name of a `DataSource`."""

    type: str | None = None
    """Which kind of source it is, such as Prometheus; may be left out beside a reference."""

    spec: Extension = field(default=NOTHING, converter=open_object)
    """What the source needs to be told, such as a query; any attributes."""


@frozen(kw_only=True)
class Metric(Part):
    """One number over time. Source: OpenSLO v1, SLI.

    Examples:
        >>> Metric(metric_source=MetricSource(type="Prometheus")).metric_source.type
        'Prometheus'
    """

    metric_source: MetricSource | None = None
    """Where it is asked for."""


@frozen(kw_only=True)
class RatioMetric(Part):
    """A share: good or bad of total, or a ratio as such. Source: OpenSLO v1, ratio metric.

    Examples:
        >>> RatioMetric(raw_type=RawType.SUCCESS, raw=Metric()).raw_type.value
        'success'
    """

    counter: bool | None = None
    """Whether the numbers only ever rise."""

    good: Metric | None = None
    """Number of good events; this or `bad`."""

    bad: Metric | None = None
    """Number of bad events; this or `good`."""

    total: Metric | None = None
    """Number of all events; this or `raw`."""

    raw_type: RawType | None = None
    """What `raw` is a share of."""

    raw: Metric | None = None
    """A ratio that was computed elsewhere."""


@frozen(kw_only=True)
class SLISpec(Part):
    """How an indicator is measured: one of two ways. Source: OpenSLO v1, SLI.

    Examples:
        >>> SLISpec(ratio_metric=RatioMetric(counter=True)).ratio_metric.counter
        True
    """

    description: str | None = None
    """In words."""

    threshold_metric: Metric | None = None
    """A number that objectives compare with a value."""

    ratio_metric: RatioMetric | None = None
    """A share of events."""


@frozen(kw_only=True)
class SLI(Document):
    """A service level indicator, as a document or inside an objective.

    Inside another document it needs neither version nor kind. Source: OpenSLO v1, SLI.

    Examples:
        >>> SLI(kind="SLI", spec=SLISpec(threshold_metric=Metric())).spec.ratio_metric is None
        True
    """

    kind: str | None = "SLI"
    """What it describes."""

    spec: SLISpec | None = None
    """How it is measured."""


@frozen(kw_only=True)
class DataSourceSpec(Part):
    """How a source of numbers is reached. Source: OpenSLO v1, DataSource.

    Examples:
        >>> made = DataSourceSpec(connection_details={"url": "https://x.example"})
        >>> made.connection_details["url"]
        'https://x.example'
    """

    description: str | None = None
    """In words."""

    type: str | None = None
    """Which kind of source it is, such as Prometheus."""

    connection_details: Extension = field(default=NOTHING, converter=open_object)
    """What is needed to connect; any attributes."""


@frozen(kw_only=True)
class DataSource(Document):
    """A source of numbers that indicators refer to. Source: OpenSLO v1, DataSource.

    Examples:
        >>> DataSource(spec=DataSourceSpec(type="Prometheus")).spec.type
        'Prometheus'
    """

    kind: str | None = "DataSource"
    """What it describes."""

    spec: DataSourceSpec | None = None
    """How it is reached."""
