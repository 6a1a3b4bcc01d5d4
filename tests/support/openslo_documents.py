"""Documents of every kind of OpenSLO v1, and mutations of them, for tests that walk over all."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

__all__ = ["DOCUMENTS", "json_values", "mutated", "text_of"]


def _source(query: str) -> dict[str, Any]:
    return {"metricSource": {"type": "Prometheus", "spec": {"query": query, "step": 30}}}


_RATIO = {
    "description": "answered requests",
    "ratioMetric": {
        "counter": True,
        "good": _source("sum(answers{ok='yes'})"),
        "total": _source("sum(answers)"),
    },
}
_LATENCY = {"thresholdMetric": {"metricSource": {"metricSourceRef": "metrics", "spec": {"q": [1]}}}}
_CONDITION = {
    "description": "spent too fast",
    "severity": "page",
    "condition": {
        "kind": "burnrate",
        "op": "gt",
        "threshold": 14.4,
        "lookbackWindow": "1h",
        "alertAfter": "2m",
    },
}

DOCUMENTS: dict[str, dict[str, Any]] = {
    "DataSource": {
        "apiVersion": "openslo/v1",
        "kind": "DataSource",
        "metadata": {"name": "metrics", "annotations": {"acme.example/owner": "noc"}},
        "spec": {
            "description": "the metrics of the shop",
            "type": "Prometheus",
            "connectionDetails": {"url": "https://metrics.example", "retries": 3, "tls": True},
        },
    },
    "SLO": {
        "apiVersion": "openslo/v1",
        "kind": "SLO",
        "metadata": {
            "name": "checkout",
            "displayName": "Checkout",
            "labels": {"team": ["payments", "web"], "tier": "1"},
        },
        "spec": {
            "description": "customers can pay",
            "service": "shop",
            "indicator": {"metadata": {"name": "checkout-answers"}, "spec": _RATIO},
            "timeWindow": [
                {
                    "duration": "1M",
                    "isRolling": False,
                    "calendar": {
                        "startTime": "2026-01-01 00:00:00",
                        "timeZone": "Europe/Berlin",
                    },
                }
            ],
            "budgetingMethod": "Timeslices",
            "objectives": [
                {
                    "displayName": "good",
                    "target": 0.995,
                    "timeSliceTarget": 0.95,
                    "timeSliceWindow": "1m",
                },
                {"targetPercent": 99, "timeSliceTarget": 1, "timeSliceWindow": 5},
            ],
            "alertPolicies": [
                {"alertPolicyRef": "fast-burn"},
                {
                    "kind": "AlertPolicy",
                    "metadata": {"name": "slow-burn"},
                    "spec": {
                        "alertWhenBreaching": True,
                        "conditions": [{"conditionRef": "slow"}],
                        "notificationTargets": [{"targetRef": "desk"}],
                    },
                },
            ],
        },
    },
    "composite SLO": {
        "apiVersion": "openslo/v1",
        "kind": "SLO",
        "metadata": {"name": "journey"},
        "spec": {
            "service": "shop",
            "budgetingMethod": "Occurrences",
            "timeWindow": [{"duration": "28d", "isRolling": True}],
            "objectives": [
                {"indicatorRef": "search-answers", "target": 0.99, "compositeWeight": 1},
                {
                    "indicator": {"metadata": {"name": "pay-latency"}, "spec": _LATENCY},
                    "op": "lte",
                    "value": 250.5,
                    "target": 0.999,
                    "compositeWeight": 2.5,
                },
            ],
        },
    },
    "SLI": {
        "apiVersion": "openslo/v1",
        "kind": "SLI",
        "metadata": {"name": "stored-ratio"},
        "spec": {"ratioMetric": {"rawType": "success", "raw": _source("ratio")}},
    },
    "AlertPolicy": {
        "apiVersion": "openslo/v1",
        "kind": "AlertPolicy",
        "metadata": {"name": "fast-burn"},
        "spec": {
            "alertWhenNoData": False,
            "alertWhenResolved": True,
            "alertWhenBreaching": True,
            "conditions": [
                {"kind": "AlertCondition", "metadata": {"name": "fast"}, "spec": _CONDITION}
            ],
            "notificationTargets": [
                {"targetRef": "duty"},
                {
                    "kind": "AlertNotificationTarget",
                    "metadata": {"name": "mail"},
                    "spec": {"target": "email"},
                },
            ],
        },
    },
    "AlertCondition": {
        "apiVersion": "openslo/v1",
        "kind": "AlertCondition",
        "metadata": {"name": "fast"},
        "spec": _CONDITION,
    },
    "AlertNotificationTarget": {
        "apiVersion": "openslo/v1",
        "kind": "AlertNotificationTarget",
        "metadata": {"name": "duty"},
        "spec": {"description": "wakes somebody", "target": "pager"},
    },
    "Service": {
        "apiVersion": "openslo/v1",
        "kind": "Service",
        "metadata": {"name": "shop"},
        "spec": {"description": "where customers buy"},
    },
}
"""Sound documents, one of each kind and a composite one."""

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)

json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**70), 2**70),
        st.sampled_from([0, 1, -1, 10**400, 1.0, -0.0, 0.0, 1e22, 12345678901234567e0, 5e-324]),
        st.floats(allow_nan=False, allow_infinity=False),
        _TEXTS,
        st.sampled_from(["5m", "05m", "4w", "0d", "1M", "gte", "GTE", "Occurrences", "burnrate"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)
    ),
    max_leaves=6,
)
"""Anything that JSON can hold within the limits."""


def text_of(value: object) -> str:
    """Return a JSON value as text in which 1, 1.0 and true differ, and order does not."""
    return json.dumps(value, sort_keys=True)


def _places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - any JSON
    """Return every container and key below a value."""
    if not isinstance(value, dict | list):
        return []
    keys = value if isinstance(value, dict) else range(len(value))
    found: list[tuple[Any, Any]] = [(value, key) for key in keys]
    return found + [place for container, key in found for place in _places(container[key])]


def _mutate(data: st.DataObject, document: dict[str, Any]) -> None:
    container, key = data.draw(st.sampled_from(_places(document)))
    how = data.draw(st.sampled_from(["drop", "replace", "null", "wrap", "move", "add", "double"]))
    if how == "drop":
        del container[key]
    elif how == "replace":
        container[key] = data.draw(json_values)
    elif how == "null":
        container[key] = None
    elif how == "wrap":
        container[key] = [container[key]]
    elif how == "move":
        other, place = data.draw(st.sampled_from(_places(document)))
        container[key] = json.loads(json.dumps(other[place]))
    elif isinstance(container, dict):
        name = data.draw(_TEXTS) if how == "add" else f"{key}2"
        container[name] = json.loads(json.dumps(container[key]))
    else:
        container.insert(key, data.draw(json_values) if how == "add" else container[key])


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document of any kind after a few mutations: dropped, retyped, nulled, nested ..."""
    data = draw(st.data())
    document: dict[str, Any] = json.loads(json.dumps(draw(st.sampled_from([*DOCUMENTS.values()]))))
    for _ in range(draw(st.integers(1, 4))):
        if _places(document):
            _mutate(data, document)
    return document
