"""Rules of the specification: each broken alone, and told at its place."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from openslo_documents import DOCUMENTS

from svcmgmt.interop.openslo import SLOObjective, check, load
from svcmgmt.values import Severity

Case = tuple[str, dict[str, object], list[str]]
MISSING: object = object()


def changed(name: str, changes: dict[str, object]) -> dict[str, Any]:
    """Return a sound document with some attributes, named by pointer, changed or taken out."""
    document: dict[str, Any] = copy.deepcopy(DOCUMENTS[name])
    for pointer, value in changes.items():
        *way, last = pointer.lstrip("/").split("/")
        place: Any = document
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if value is MISSING:
            del place[last]
        else:
            place[int(last) if isinstance(place, list) else last] = value
    return document


def broken(document: dict[str, Any]) -> list[str]:
    """Return the code and place of each error."""
    errors = [each for each in check(load(document)) if each.severity is Severity.ERROR]
    return [f"{each.code} {each.pointer}" for each in errors]


METRIC = {"metricSource": {"type": "Prometheus", "spec": {"q": 1}}}

CASES: list[Case] = [
    ("Service", {"/metadata": MISSING}, ["missing /metadata"]),
    ("Service", {"/spec": MISSING}, ["missing /spec"]),
    ("Service", {"/metadata/name": MISSING}, ["missing /metadata/name"]),
    ("Service", {"/spec/description": "x" * 1051}, ["out-of-range /spec/description"]),
    ("Service", {"/spec/description": "x" * 1050}, []),
    ("Service", {"/metadata/labels": {"a": 1}}, ["odd-label /metadata/labels"]),
    ("Service", {"/metadata/labels": {"-a": "x"}}, ["odd-label /metadata/labels"]),
    ("Service", {"/metadata/labels": {"a": ["x", 1]}}, ["odd-label /metadata/labels"]),
    ("Service", {"/metadata/labels": {"a.b_c-d": ["x", "y"], "b": "z"}}, []),
    ("Service", {"/metadata/annotations": {"a": 1}}, ["odd-annotation /metadata/annotations"]),
    ("Service", {"/metadata/annotations": {"a/": "x"}}, ["odd-annotation /metadata/annotations"]),
    ("Service", {"/metadata/annotations": {"A/a": "x"}}, ["odd-annotation /metadata/annotations"]),
    ("Service", {"/metadata/annotations": {"acme.example/a": "x", "b": "y"}}, []),
    ("SLO", {"/spec/service": MISSING}, ["missing /spec/service"]),
    ("SLO", {"/spec/service": 7}, []),
    ("SLO", {"/spec/service": None}, ["missing /spec/service"]),
    ("SLO", {"/spec/budgetingMethod": MISSING}, ["missing /spec/budgetingMethod"]),
    ("SLO", {"/spec/objectives": MISSING}, ["missing /spec/objectives"]),
    ("SLO", {"/spec/objectives": []}, ["missing /spec/objectives"]),
    ("SLO", {"/spec/timeWindow": MISSING}, []),
    ("SLO", {"/spec/indicator": MISSING}, ["one-of /spec"]),
    ("SLO", {"/spec/indicatorRef": "x"}, ["one-of /spec"]),
    ("SLO", {"/spec/objectives/0/indicatorRef": "x"}, ["one-of /spec"]),
    ("SLO", {"/spec/objectives/0/target": MISSING}, ["one-of /spec/objectives/0"]),
    ("SLO", {"/spec/objectives/0/targetPercent": 99.5}, ["one-of /spec/objectives/0"]),
    ("SLO", {"/spec/objectives/0/target": 1}, ["out-of-range /spec/objectives/0/target"]),
    ("SLO", {"/spec/objectives/0/target": -0.1}, ["out-of-range /spec/objectives/0/target"]),
    (
        "SLO",
        {"/spec/objectives/1/targetPercent": 100},
        ["out-of-range /spec/objectives/1/targetPercent"],
    ),
    (
        "SLO",
        {"/spec/objectives/0/timeSliceTarget": MISSING},
        ["missing /spec/objectives/0/timeSliceTarget"],
    ),
    (
        "SLO",
        {"/spec/objectives/0/timeSliceTarget": 0},
        ["out-of-range /spec/objectives/0/timeSliceTarget"],
    ),
    (
        "SLO",
        {"/spec/objectives/0/timeSliceWindow": MISSING},
        ["missing /spec/objectives/0/timeSliceWindow"],
    ),
    (
        "SLO",
        {"/spec/budgetingMethod": "RatioTimeslices", "/spec/objectives/0/timeSliceTarget": MISSING},
        [],
    ),
    (
        "SLO",
        {"/spec/budgetingMethod": "RatioTimeslices", "/spec/objectives/0/timeSliceWindow": MISSING},
        ["missing /spec/objectives/0/timeSliceWindow"],
    ),
    (
        "SLO",
        {"/spec/budgetingMethod": "Occurrences", "/spec/objectives/0/timeSliceWindow": MISSING},
        [],
    ),
    ("SLO", {"/spec/timeWindow/0/duration": MISSING}, ["missing /spec/timeWindow/0/duration"]),
    ("SLO", {"/spec/timeWindow/0/isRolling": True}, ["one-of /spec/timeWindow/0"]),
    ("SLO", {"/spec/timeWindow/0/isRolling": MISSING}, []),
    ("SLO", {"/spec/timeWindow/0/calendar": MISSING}, ["one-of /spec/timeWindow/0"]),
    (
        "SLO",
        {"/spec/timeWindow/0/calendar/startTime": MISSING},
        ["missing /spec/timeWindow/0/calendar/startTime"],
    ),
    (
        "SLO",
        {"/spec/timeWindow/0/calendar/startTime": "noon"},
        ["no-such-time /spec/timeWindow/0/calendar"],
    ),
    (
        "SLO",
        {"/spec/timeWindow/0/calendar/timeZone": "Berlin"},
        ["no-such-time /spec/timeWindow/0/calendar"],
    ),
    (
        "SLO",
        {
            "/spec/timeWindow": [
                {"duration": "1d", "isRolling": True},
                {"duration": "1d", "isRolling": True},
            ]
        },
        ["out-of-range /spec/timeWindow"],
    ),
    ("SLO", {"/spec/alertPolicies/0": {}}, ["one-of /spec/alertPolicies/0"]),
    ("SLO", {"/spec/alertPolicies/1/kind": MISSING}, ["missing /spec/alertPolicies/1/kind"]),
    (
        "SLO",
        {"/spec/indicator/spec": {"thresholdMetric": METRIC}},
        [
            "out-of-range /spec/objectives",
            "missing /spec/objectives/0/op",
            "missing /spec/objectives/0/value",
            "missing /spec/objectives/1/op",
            "missing /spec/objectives/1/value",
        ],
    ),
    ("SLO", {"/spec/indicator/spec": {}}, ["one-of /spec/indicator/spec"]),
    ("SLO", {"/spec/indicator/metadata": MISSING}, ["missing /spec/indicator/metadata"]),
    (
        "composite SLO",
        {"/spec/objectives/0/compositeWeight": 0},
        ["out-of-range /spec/objectives/0/compositeWeight"],
    ),
    ("composite SLO", {"/spec/objectives/1/op": MISSING}, ["missing /spec/objectives/1/op"]),
    ("SLI", {"/spec/ratioMetric/rawType": MISSING}, ["missing /spec/ratioMetric/rawType"]),
    ("SLI", {"/spec/ratioMetric/good": METRIC}, ["one-of /spec/ratioMetric"]),
    (
        "SLI",
        {"/spec/ratioMetric/total": METRIC},
        ["one-of /spec/ratioMetric", "one-of /spec/ratioMetric"],
    ),
    ("SLI", {"/spec/ratioMetric/raw": MISSING}, ["one-of /spec/ratioMetric"]),
    ("SLI", {"/spec/ratioMetric/raw": {}}, ["missing /spec/ratioMetric/raw/metricSource"]),
    (
        "SLI",
        {"/spec/ratioMetric/raw/metricSource/type": MISSING},
        ["missing /spec/ratioMetric/raw/metricSource/type"],
    ),
    (
        "SLI",
        {"/spec/ratioMetric/raw/metricSource/spec": MISSING},
        ["missing /spec/ratioMetric/raw/metricSource/spec"],
    ),
    ("AlertPolicy", {"/spec/conditions": MISSING}, ["missing /spec/conditions"]),
    ("AlertPolicy", {"/spec/notificationTargets": []}, ["missing /spec/notificationTargets"]),
    (
        "AlertPolicy",
        {"/spec/conditions": [{"conditionRef": "a"}, {"conditionRef": "a"}]},
        ["out-of-range /spec/conditions"],
    ),
    ("AlertPolicy", {"/spec/conditions/0/conditionRef": "x"}, ["one-of /spec/conditions/0"]),
    (
        "AlertPolicy",
        {"/spec/notificationTargets/1/spec/target": MISSING},
        ["missing /spec/notificationTargets/1/spec/target"],
    ),
    ("AlertCondition", {"/spec/severity": MISSING}, ["missing /spec/severity"]),
    ("AlertCondition", {"/spec/condition": MISSING}, ["missing /spec/condition"]),
    (
        "AlertCondition",
        {"/spec/condition": {}},
        [
            "missing /spec/condition/kind",
            "missing /spec/condition/op",
            "missing /spec/condition/threshold",
            "missing /spec/condition/lookbackWindow",
        ],
    ),
]


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    CASES,
    ids=[f"{name} {index}" for index, (name, _, _) in enumerate(CASES)],
)
def test_what_breaks_a_rule_is_told(
    name: str, changes: dict[str, object], expected: list[str]
) -> None:
    assert broken(changed(name, changes)) == expected


def test_a_name_that_not_everybody_takes_is_for_information() -> None:
    for name in ("OnCall", "a" * 64, "-a", "a.b"):
        (found,) = check(load(changed("Service", {"/metadata/name": name})))
        assert (found.code, found.severity) == ("odd-name", Severity.INFO)


def test_what_does_not_fit_comes_first() -> None:
    found = check(load(changed("Service", {"/spec/x": 1, "/metadata/name": MISSING})))
    assert [each.code for each in found] == ["unknown-attribute", "missing"]


def test_a_part_can_be_checked_alone() -> None:
    assert [each.code for each in check(SLOObjective())] == ["one-of"]


def test_a_document_of_no_known_kind_is_checked_for_what_all_have() -> None:
    found = check(load({"kind": "Thing"}))
    assert [each.code for each in found] == ["unknown-type", "missing", "missing"]
