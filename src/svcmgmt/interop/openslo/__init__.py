"""Documents of OpenSLO v1 without loss, and the core values that they stand for."""

from svcmgmt.interop._lossless import RefusedDocument
from svcmgmt.interop.openslo.alerting import (
    AlertCondition,
    AlertConditionSpec,
    AlertConditionUse,
    AlertNotificationTarget,
    AlertNotificationTargetSpec,
    AlertPolicy,
    AlertPolicySpec,
    AlertPolicyUse,
    BurnRateCondition,
    ConditionKind,
    NotificationTargetUse,
)
from svcmgmt.interop.openslo.checks import check
from svcmgmt.interop.openslo.conversion import indicator_of, slo_document
from svcmgmt.interop.openslo.durations import DurationShorthand, DurationUnit
from svcmgmt.interop.openslo.family import dump, findings, is_same_document, load
from svcmgmt.interop.openslo.indicators import (
    SLI,
    DataSource,
    DataSourceSpec,
    Metric,
    MetricSource,
    RatioMetric,
    RawType,
    SLISpec,
)
from svcmgmt.interop.openslo.objectives import Operator, SLOObjective
from svcmgmt.interop.openslo.parts import VERSION, Document, Metadata, Part
from svcmgmt.interop.openslo.slos import SLO, Service, ServiceSpec, SLOSpec
from svcmgmt.interop.openslo.windows import TimeWindow, WindowCalendar

__all__ = [
    "SLI",
    "SLO",
    "VERSION",
    "AlertCondition",
    "AlertConditionSpec",
    "AlertConditionUse",
    "AlertNotificationTarget",
    "AlertNotificationTargetSpec",
    "AlertPolicy",
    "AlertPolicySpec",
    "AlertPolicyUse",
    "BurnRateCondition",
    "ConditionKind",
    "DataSource",
    "DataSourceSpec",
    "Document",
    "DurationShorthand",
    "DurationUnit",
    "Metadata",
    "Metric",
    "MetricSource",
    "NotificationTargetUse",
    "Operator",
    "Part",
    "RatioMetric",
    "RawType",
    "RefusedDocument",
    "SLISpec",
    "SLOObjective",
    "SLOSpec",
    "Service",
    "ServiceSpec",
    "TimeWindow",
    "WindowCalendar",
    "check",
    "dump",
    "findings",
    "indicator_of",
    "is_same_document",
    "load",
    "slo_document",
]
