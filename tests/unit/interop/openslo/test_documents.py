"""Documents of OpenSLO: every kind, without loss, with what does not fit told."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from openslo_documents import DOCUMENTS, text_of

from svcmgmt.errors import InvalidType, LimitExceeded
from svcmgmt.interop import openslo
from svcmgmt.interop.openslo import (
    SLI,
    SLO,
    AlertCondition,
    AlertNotificationTarget,
    AlertPolicy,
    AlertPolicyUse,
    ConditionKind,
    DataSource,
    Document,
    DurationShorthand,
    Metadata,
    Operator,
    RawType,
    RefusedDocument,
    Service,
    ServiceSpec,
    SLOObjective,
    SLOSpec,
    check,
    dump,
    findings,
    is_same_document,
    load,
)
from svcmgmt.sla.indicators import BudgetingMethod
from svcmgmt.values import Extension, Severity

KINDS: dict[str, type[Document]] = {
    "DataSource": DataSource,
    "SLO": SLO,
    "composite SLO": SLO,
    "SLI": SLI,
    "AlertPolicy": AlertPolicy,
    "AlertCondition": AlertCondition,
    "AlertNotificationTarget": AlertNotificationTarget,
    "Service": Service,
}


def the_slo(**spec: object) -> dict[str, Any]:
    """Return the document of an SLO with some attributes of its spec changed."""
    document = copy.deepcopy(DOCUMENTS["SLO"])
    document["spec"].update(spec)
    return document


@pytest.mark.parametrize("name", DOCUMENTS)
class TestEveryKind:
    def test_it_has_its_class_and_nothing_is_wrong_with_it(self, name: str) -> None:
        document = load(DOCUMENTS[name], strict=True)
        assert type(document) is KINDS[name]
        assert check(document) == ()
        assert document.extension == Extension()

    def test_it_comes_back(self, name: str) -> None:
        assert text_of(dump(load(DOCUMENTS[name]))) == text_of(DOCUMENTS[name])

    def test_it_is_a_value(self, name: str) -> None:
        document = load(DOCUMENTS[name])
        for again in (copy.deepcopy(document), pickle.loads(pickle.dumps(document))):  # noqa: S301
            assert again == document
            assert hash(again) == hash(document)
            assert is_same_document(again, document)


class TestFields:
    def test_an_objective(self) -> None:
        slo = load(DOCUMENTS["SLO"], SLO)
        assert slo.spec is not None
        assert slo.spec.budgeting_method is BudgetingMethod.TIMESLICES
        assert slo.spec.objectives == (
            SLOObjective(
                display_name="good",
                target=Decimal("0.995"),
                time_slice_target=Decimal("0.95"),
                time_slice_window=DurationShorthand.parse("1m"),
            ),
            SLOObjective(
                target_percent=Decimal(99),
                time_slice_target=Decimal(1),
                time_slice_window=DurationShorthand.parse("5m"),
            ),
        )
        assert slo.spec.alert_policies[0] == AlertPolicyUse(alert_policy_ref="fast-burn")

    def test_a_condition(self) -> None:
        condition = load(DOCUMENTS["AlertCondition"], AlertCondition)
        assert condition.spec is not None
        assert condition.spec.condition is not None
        assert condition.spec.condition.kind is ConditionKind.BURN_RATE
        assert condition.spec.condition.op is Operator.GT
        assert condition.spec.condition.threshold == Decimal("14.4")

    def test_an_indicator(self) -> None:
        sli = load(DOCUMENTS["SLI"], SLI)
        assert sli.spec is not None
        assert sli.spec.ratio_metric is not None
        assert sli.spec.ratio_metric.raw_type is RawType.SUCCESS
        source = sli.spec.ratio_metric.raw
        assert source is not None
        assert source.metric_source is not None
        assert source.metric_source.spec["query"] == "ratio"

    def test_a_source(self) -> None:
        source = load(DOCUMENTS["DataSource"], DataSource)
        assert source.spec is not None
        assert source.spec.connection_details.to_dict() == {
            "url": "https://metrics.example",
            "retries": 3,
            "tls": True,
        }

    @pytest.mark.parametrize(
        ("value", "count"), [(5, 5), (5.0, 5), ("5m", 5), ("05m", 5), (100_000, 100_000)]
    )
    def test_a_bare_number_of_a_slice_counts_minutes(self, value: object, count: int) -> None:
        document = the_slo(objectives=[{"target": 0.9, "timeSliceWindow": value}])
        slo = load(document, SLO)
        assert slo.spec is not None
        assert slo.spec.objectives[0].time_slice_window == DurationShorthand.parse(f"{count}m")
        assert findings(slo) == ()
        assert text_of(dump(slo)) == text_of(document)

    @pytest.mark.parametrize("value", [0, -1, 100_001, 0.5, 1e300, True, "5", [5]])
    def test_other_lengths_are_kept_and_told(self, value: object) -> None:
        document = the_slo(objectives=[{"target": 0.9, "timeSliceWindow": value}])
        slo = load(document, SLO)
        assert slo.spec is not None
        assert slo.spec.objectives[0].time_slice_window is None
        assert [each.pointer for each in findings(slo)] == ["/spec/objectives/0/timeSliceWindow"]
        assert text_of(dump(slo)) == text_of(document)

    def test_a_bare_number_of_another_length_is_told(self) -> None:
        document = copy.deepcopy(DOCUMENTS["AlertCondition"])
        document["spec"]["condition"]["lookbackWindow"] = 60
        assert [each.code for each in findings(load(document))] == ["wrong-type"]


class TestDispatch:
    @pytest.mark.parametrize(
        "head",
        [
            {"apiVersion": "openslo/v1", "kind": "Objective"},
            {"apiVersion": "openslo/v1alpha", "kind": "SLO"},
            {"apiVersion": "openslo/v2alpha", "kind": "SLO"},
            {"apiVersion": ["openslo/v1"], "kind": "SLO"},
            {"apiVersion": "openslo/v1", "kind": {"SLO": 1}},
            {"kind": "SLO"},
            {},
        ],
        ids=str,
    )
    def test_what_nobody_knows_is_held_as_a_document(self, head: dict[str, Any]) -> None:
        given = {**head, "metadata": {"name": "x"}, "spec": {"service": "shop"}}
        document = load(given)
        assert type(document) is Document
        assert document.metadata == Metadata(name="x")
        assert text_of(dump(document)) == text_of(given)
        assert findings(document)[0].code == "unknown-type"

    def test_another_class_than_expected_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="a document of kind Service"):
            load(DOCUMENTS["SLO"], Service)
        with pytest.raises(InvalidType, match="SLO"):
            load({"kind": "SLO"}, SLO)

    @pytest.mark.parametrize("document", [None, [], "kind: SLO", 7])
    def test_something_else_than_a_dict_is_refused(self, document: object) -> None:
        with pytest.raises(InvalidType, match="document"):
            load(document)

    def test_strictly_everything_is_told_at_once(self) -> None:
        document = the_slo(budgetingMethod="Occurences", timewindow=[], service=7)
        with pytest.raises(RefusedDocument) as caught:
            load(document, strict=True)
        assert {each.pointer for each in caught.value.findings} == {
            "/spec/budgetingMethod",
            "/spec/timewindow",
            "/spec/service",
        }
        assert caught.value.kind == "SLO"


class TestYaml:
    def test_a_timestamp_is_read_as_its_text(self) -> None:
        document = the_slo(
            timeWindow=[
                {
                    "duration": "1M",
                    "calendar": {
                        "startTime": datetime(2026, 1, 1, 12, 30),  # noqa: DTZ001 - as YAML does
                        "timeZone": "Europe/Berlin",
                    },
                }
            ]
        )
        document["metadata"]["annotations"] = {"since": date(2026, 1, 1)}
        slo = load(document, SLO)
        assert slo.spec is not None
        calendar = slo.spec.time_window[0].calendar
        assert calendar is not None
        assert calendar.start_time == "2026-01-01 12:30:00"
        assert slo.metadata is not None
        assert slo.metadata.annotations["since"] == "2026-01-01"
        assert json.loads(json.dumps(dump(slo))) == dump(slo)

    def test_subclasses_of_plain_types_are_read_as_these(self) -> None:
        class Text(str):
            __slots__ = ()

        class Number(float):
            __slots__ = ()

        class Whole(int):
            __slots__ = ()

        class Members(dict[Any, Any]):
            __slots__ = ()

        class Items(list[Any]):
            __slots__ = ()

        document = the_slo(
            objectives=Items([Members({Text("target"): Number(0.5), "value": Whole(3)})]),
            service=Text("shop"),
        )
        slo = load(Members(document), SLO)
        assert slo.spec is not None
        assert slo.spec.objectives == (SLOObjective(target=Decimal("0.5"), value=Decimal(3)),)
        assert findings(slo) == ()
        assert {type(each) for each in dump(slo)["spec"]["objectives"][0].values()} == {  # type: ignore[index, call-overload, union-attr]
            int,
            float,
        }

    def test_names_that_are_no_text_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="name in a document"):
            load({"apiVersion": "openslo/v1", "kind": "Service", "spec": {True: 1}})

    def test_aliases_that_multiply_are_refused(self) -> None:
        bomb: Any = ["x"] * 10
        for _ in range(20):
            bomb = [bomb] * 10
        with pytest.raises(LimitExceeded):
            load(the_slo(x=bomb))

    def test_a_document_that_contains_itself_is_refused(self) -> None:
        document = the_slo()
        document["spec"]["objectives"].append(document)
        with pytest.raises(LimitExceeded):
            load(document)

    def test_what_json_does_not_know_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="value in a document"):
            load(the_slo(x={1, 2}))


class TestEdits:
    def test_an_edit_wins_and_the_rest_stays(self) -> None:
        document = the_slo(budgetingMethod="Occurences", x={"y": [1.0]})
        slo = load(document, SLO)
        assert slo.spec is not None
        mended = evolve(slo, spec=evolve(slo.spec, budgeting_method=BudgetingMethod.OCCURRENCES))
        assert text_of(dump(mended)) == text_of(
            the_slo(budgetingMethod="Occurrences", x={"y": [1.0]})
        )
        assert [each.pointer for each in findings(mended)] == ["/spec/x"]

    def test_a_part_can_be_written_alone(self) -> None:
        assert dump(Metadata(name="web", labels={"a": ["b"]})) == {
            "name": "web",
            "labels": {"a": ["b"]},
        }

    def test_a_document_of_ones_own(self) -> None:
        service = Service(metadata=Metadata(name="shop"), spec=ServiceSpec(description="x"))
        assert dump(service) == {
            "apiVersion": "openslo/v1",
            "kind": "Service",
            "metadata": {"name": "shop"},
            "spec": {"description": "x"},
        }
        assert load(dump(service)) == service

    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"service": 7}, "service"),
            ({"budgeting_method": "Occurrences"}, "budgeting_method"),
            ({"objectives": [Metadata()]}, "objectives"),
            ({"objectives": "abc"}, "list"),
            ({"indicator": SLOSpec()}, "indicator"),
            ({"extension": 7}, "extension"),
        ],
    )
    def test_a_field_of_another_kind_is_refused(self, fields: dict[str, Any], name: str) -> None:
        with pytest.raises(InvalidType, match=name):
            SLOSpec(**fields)

    def test_something_else_than_a_document_is_not_written(self) -> None:
        with pytest.raises(InvalidType, match="extension"):
            dump(Severity.INFO)  # type: ignore[arg-type]


class TestModule:
    def test_every_public_name_is_there(self) -> None:
        assert all(hasattr(openslo, name) for name in openslo.__all__)
        assert sorted(openslo.__all__) == sorted(set(openslo.__all__))

    def test_instants_are_no_values_of_documents(self) -> None:
        with pytest.raises(InvalidType):
            Metadata(name=datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
