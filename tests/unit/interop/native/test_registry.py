"""What is stored, what is not, and what a document may refer to by name."""

from __future__ import annotations

import importlib
import subprocess
import sys
from datetime import date
from typing import Any, get_args

import pytest
from attrs import fields, has, resolve_types

from svcmgmt import lifecycles
from svcmgmt.interop.native import _annotations as told
from svcmgmt.interop.native.registry import ENUMERATIONS, GUARDS, HOMES, Context, class_of, name_of

DERIVED = {
    # what holds others together for type checkers and is never made by itself
    "Stateful", "Ticket", "ConformanceRule", "LivingEntity", "Orderable",
    # has functions, which are given anew
    "ComputedValue", "ValidationContext",
    # made again from what is stored
    "ContestedExclusion", "ControlPoint", "FailureFigures", "IndicatorShare", "LeftOut",
    "ObjectiveResult", "PolicyChoice", "Restatement", "RestatedNumber", "Cause",
    "ServiceLevelReport", "Stretch", "TicketCase", "TicketShare", "Translation", "Untargeted",
    # plans, audits and prices, made again from items, inventories, models and charges
    "AttributeChange", "BillingRow", "BundleCheck", "ChangePlan", "ChangeStep", "DecomposedItem",
    "Decomposition", "DeliveryStatus", "Drift", "Duplicate", "EntryAudit", "ImpactedService",
    "InventoryAudit", "InventoryEffect", "InventoryEffects", "ItemDependency", "MasterEntry",
    "MilestoneReading", "OrderFeasibility", "OrderGraph", "OrderPlan", "OrderStateReading",
    "OrderToBill",
    "PlannedItem", "PriceCalculation", "PriceLine", "PriceReading", "PriceStep", "Readiness",
    "Reconciliation", "SelectionCheck", "ServiceFlags", "ServiceImpact", "TaxLine",
}  # fmt: skip
"""Public classes that are not stored."""

PACKAGES = [
    "values", "temporal", "calendars", "lifecycle", "statistics", "sla.availability",
    "sla.budgets", "sla.clocks", "sla.conformance", "sla.credits", "sla.evaluation",
    "sla.indicators", "sla.monitor", "sla.objectives", "sla.reliability", "agreement", "practice",
    "practice.metrics", "reports", "common", "patterns", "party", "product", "service",
    "resource", "assurance", "agreement.documents", "billing", "interop.dialects",
]  # fmt: skip

PLAIN_BASES = {date}
"""Classes that others extend, of which only they themselves are written."""

STORED: list[type[Any]] = [class_of(name) for name in HOMES]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_value_is_stored_or_made_again_from_what_is(package: str) -> None:
    module = importlib.import_module(f"svcmgmt.{package}")
    public = [getattr(module, name) for name in module.__all__]
    values = {each for each in public if isinstance(each, type) and has(each)}
    assert {each.__name__ for each in values if name_of(each) is None} <= DERIVED


@pytest.mark.parametrize("name", HOMES)
def test_a_class_and_its_name_lead_to_each_other(name: str) -> None:
    assert name_of(class_of(name)) == name


def test_a_class_of_the_same_name_is_another_class() -> None:
    assert name_of(type("Money", (), {})) is None


def classes_in(annotation: object) -> set[type[Any]]:
    """Return the classes of an annotation."""
    own: set[type[Any]] = {annotation} if isinstance(annotation, type) else set()
    return own.union(*map(classes_in, get_args(annotation)))


def test_where_several_stored_classes_may_stand_each_names_its_schema() -> None:
    used: set[type[Any]] = set()
    for kind in filter(has, STORED):
        resolve_types(kind)
        used = used.union(*(classes_in(each.type) for each in fields(kind)))
    extended = [each for each in used if any(each in kind.__mro__[1:-1] for kind in STORED)]
    assert [each for each in extended if each not in PLAIN_BASES and not told.is_open(each)] == []


def test_states_triggers_and_guards_of_every_lifecycle_are_known() -> None:
    context = Context()
    for lifecycle in lifecycles.ALL.values():
        for rule in lifecycle.rules:
            for each in (*rule.sources, rule.target, rule.trigger):
                assert context.enumeration(type(each).__name__) is type(each)
            for guard in rule.guards:
                assert context.guard(guard.__name__) is guard


def test_all_that_is_known_by_name_can_be_loaded() -> None:
    context = Context()
    assert all(context.enumeration(name) is not None for name in ENUMERATIONS)
    assert all(context.guard(name) is not None for name in GUARDS)


def test_other_names_are_unknown() -> None:
    assert Context().enumeration("Tea") is None
    assert Context().guard("tea") is None


def test_packages_are_loaded_when_they_are_needed() -> None:
    program = (
        "import sys; from svcmgmt.interop.native import from_dict, to_dict; "
        "from svcmgmt.values import Ratio; from_dict(to_dict(Ratio(1, 2))); "
        "wanted = {'practice', 'sla', 'agreement', 'reports', 'statistics'}; "
        "print(sorted(each for each in wanted if f'svcmgmt.{each}' in sys.modules))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
