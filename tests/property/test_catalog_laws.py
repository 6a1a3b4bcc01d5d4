"""Laws of catalogs, orders and inventories, whatever they hold."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

from delivery_steps import items_of
from hypothesis import given, strategies as st

from svcmgmt.calendars import always, weekly
from svcmgmt.common import (
    Characteristic,
    CharacteristicSpecification,
    CharacteristicValueSpecification,
    RangeInterval,
    ValidationContext,
    check_characteristic_specifications,
    is_in_range,
    is_within,
    matches_whole,
    validate_characteristics,
    with_defaults,
)
from svcmgmt.errors import InvalidValue, LimitExceeded
from svcmgmt.patterns import (
    FalloutAction,
    FalloutPolicy,
    InventoryEntry,
    ItemAction,
    ItemWork,
    OrderedTarget,
    check_selection,
    drift_between,
    effects_on_inventory,
    graph_of,
    plan_fallout,
    plan_order,
)
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import Severity

NAMES = st.sampled_from("abcd")
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, st.integers(), max_size=2),
    max_leaves=5,
)
ENDS = st.none() | st.integers(-5, 5) | st.sampled_from(["1", "x", "2026-10-26T08:00:00Z"])
TYPES = st.sampled_from([None, "string", "number", "integer", "boolean", "object", "dateTime"])
ENTRIES = st.builds(
    CharacteristicValueSpecification,
    value=st.none() | st.integers(-3, 3) | st.text(max_size=2),
    is_default=st.none() | st.booleans(),
    value_from=ENDS,
    value_to=ENDS,
    range_interval=st.none() | st.sampled_from(RangeInterval),
    regex=st.none() | st.text("a(|)*+?[]{}1,\\", max_size=6),
    unit_of_measure=st.none() | st.sampled_from(["m", "km"]),
)
SPECIFICATIONS = st.builds(
    CharacteristicSpecification,
    name=st.none() | NAMES,
    value_type=TYPES,
    extensible=st.none() | st.booleans(),
    is_unique=st.none() | st.booleans(),
    min_cardinality=st.none() | st.integers(0, 2),
    max_cardinality=st.none() | st.integers(0, 2),
    characteristic_value_specification=st.lists(ENTRIES, max_size=3),
)


def _storable(value: Any) -> bool:  # noqa: ANN401 - any JSON
    try:
        Characteristic(value=value)
    except InvalidValue:
        return False
    return True


TOLD = st.builds(Characteristic, name=st.none() | NAMES, value=JSON_VALUES.filter(_storable))


@given(st.lists(TOLD, max_size=4), st.lists(SPECIFICATIONS, max_size=3))
def test_every_problem_is_a_finding_and_none_escapes(
    told: list[Characteristic], specifications: list[CharacteristicSpecification]
) -> None:
    context = ValidationContext(at=at("2026-10-26T08:00:00Z"), taken={"a": [1, [2], 0.5]})
    found = validate_characteristics(told, specifications, context=context)
    assert found == validate_characteristics(told, specifications, context=context)
    assert all(each.severity is Severity.ERROR for each in found)
    names = [each.message.partition(":")[0] for each in found]
    assert names == sorted(names)
    check_characteristic_specifications(specifications)


@given(st.lists(TOLD, max_size=3), st.lists(SPECIFICATIONS, max_size=3))
def test_filling_defaults_twice_fills_nothing_more(
    told: list[Characteristic], specifications: list[CharacteristicSpecification]
) -> None:
    try:
        filled = with_defaults(told, specifications)
    except InvalidValue:
        codes = [each.code for each in check_characteristic_specifications(specifications)]
        assert "several-defaults" in codes
        return
    assert filled[: len(told)] == tuple(told)
    assert len(with_defaults(filled, specifications)) == len(filled)


@given(ENTRIES, ENTRIES, st.integers(-6, 6))
def test_what_lies_in_a_range_lies_in_every_wider_one(
    one: CharacteristicValueSpecification, other: CharacteristicValueSpecification, value: int
) -> None:
    if is_within(one, other) and is_in_range(value, one):
        assert is_in_range(value, other)


@given(st.text("ab(|)*+?[]{}1,.^$\\", max_size=12), st.text("ab", max_size=30))
def test_an_expression_matches_does_not_or_is_refused_soon(pattern: str, text: str) -> None:
    try:
        assert matches_whole(pattern, text) in {True, False}
    except (InvalidValue, LimitExceeded):
        return


PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=8)


@given(st.lists(NAMES, max_size=3), PAIRS, PAIRS)
def test_a_selection_is_closed_and_its_chains_are_steps_of_requirements(
    selected: list[str], requires: list[tuple[str, str]], excludes: list[tuple[str, str]]
) -> None:
    check = check_selection(selected, requires=requires, excludes=excludes)
    closure = {*check.selected, *check.needed}
    assert all(other in closure for one, other in requires if one in closure)
    for name in closure:
        chain = check.chain_to(name)
        assert chain[0] in selected
        assert all(step in requires for step in pairwise(chain))
    clash = any(one in closure and other in closure for one, other in excludes)
    assert check.is_allowed is not clash


OFFICE = weekly("Mon-Fri 09:00-17:00", zone="Europe/Berlin")
STEPS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)
WORKS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from([OFFICE, always()])), min_size=6, max_size=6
)


def _depends(steps: list[tuple[int, int]]) -> dict[str, list[str]]:
    depends: dict[str, list[str]] = {str(each): [] for each in range(6)}
    for one, other in steps:
        if one != other:
            depends[str(max(one, other))].append(str(min(one, other)))
    return depends


@given(STEPS, WORKS)
def test_in_a_plan_nothing_begins_before_what_it_waits_for_and_slack_moves_no_end(
    steps: list[tuple[int, int]], works: list[tuple[int, Any]]
) -> None:
    graph = graph_of(items_of(_depends(steps)))
    work = {
        str(place): ItemWork(duration=timedelta(hours=hours), calendar=calendar)
        for place, (hours, calendar) in enumerate(works)
    }
    plan = plan_order(graph, work, start=at("2026-10-23T12:00:00Z"))
    assert plan.finish == max(each.finish for each in plan.items)
    for each in plan.items:
        before = [plan.item(name) for name in graph.waits_for(each.id)]
        assert all(one.finish <= each.start for one in before)
        assert all(one.latest_finish <= each.latest_start for one in before)
        assert each.finish <= each.latest_finish <= plan.finish
        assert each.slack >= timedelta(0)
        late = work[each.id].calendar.due(each.latest_start, work[each.id].duration)
        assert late <= max(each.latest_finish, each.finish)


@given(STEPS, st.integers(0, 5))
def test_compensation_undoes_what_was_done_for_it_last_first(
    steps: list[tuple[int, int]], failed: int
) -> None:
    graph = graph_of(items_of(_depends(steps)))
    done = graph.all_before(str(failed))
    policy = FalloutPolicy(then=FalloutAction.COMPENSATE)
    plan = plan_fallout(graph, failed=str(failed), done=done, policy=policy)
    undone = [each for each in plan.steps if each.action is not None]
    assert {each.item for each in undone} == done
    place = {each.item: index for index, each in enumerate(undone)}
    assert all(place[other] < place[each.item] for each in undone for other in each.waits_for)


TARGETS = st.lists(
    st.builds(
        OrderedTarget,
        item=st.sampled_from("123"),
        action=st.sampled_from(ItemAction),
        target=st.none() | NAMES,
    ),
    max_size=6,
)
INVENTORIES = st.dictionaries(NAMES, st.sampled_from(["active", "designed", "terminated"]))


@given(TARGETS, INVENTORIES)
def test_an_order_that_is_applied_twice_changes_nothing_the_second_time(
    targets: list[OrderedTarget], inventory: dict[str, str]
) -> None:
    first = effects_on_inventory("O-1", targets, inventory)
    assert len(first.effects) + len(first.findings) == len(targets)
    made = [each for each in targets if f"O-1/{each.item}/{each.action.value}" in first.applied]
    again = effects_on_inventory("O-1", made, first.inventory, applied=first.applied)
    assert again.effects == ()
    assert again.inventory == first.inventory


SNAPSHOTS = st.lists(
    st.builds(
        InventoryEntry,
        id=NAMES,
        state=st.none() | st.sampled_from(["active", "inactive"]),
        characteristics=st.lists(TOLD, max_size=2),
    ),
    max_size=4,
    unique_by=lambda entry: entry.id,
)


@given(SNAPSHOTS, SNAPSHOTS)
def test_drift_is_nothing_between_the_same_and_turns_round(
    one: list[InventoryEntry], other: list[InventoryEntry]
) -> None:
    same = drift_between(one, one)
    assert (same.added, same.removed, same.changed) == ((), (), ())
    there, back = drift_between(one, other), drift_between(other, one)
    assert (set(there.added), set(there.removed)) == (set(back.removed), set(back.added))
    assert len(there.changed) == len(back.changed)
    assert there.unchanged == back.unchanged
