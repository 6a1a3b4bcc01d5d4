"""What the items of an order do to an inventory."""

from __future__ import annotations

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.patterns import (
    EffectKind,
    InventoryEffects,
    ItemAction,
    OrderedTarget,
    effects_on_inventory,
)

ADD, MODIFY, DELETE, KEEP = (
    *(ItemAction.ADD, ItemAction.MODIFY),
    *(ItemAction.DELETE, ItemAction.NO_CHANGE),
)


def ordered(
    *steps: tuple[ItemAction, str | None], inventory: dict[str, str] | None = None
) -> InventoryEffects:
    """Return what an order of such items does."""
    targets = [
        OrderedTarget(item=str(index), action=action, target=target)
        for index, (action, target) in enumerate(steps, start=1)
    ]
    return effects_on_inventory("O-1", targets, inventory or {})


def test_an_item_sees_what_earlier_ones_did() -> None:
    done = ordered((ADD, "s"), (MODIFY, "s"), (KEEP, "s"), (DELETE, "s"))
    assert [(each.kind, each.before, each.after) for each in done.effects] == [
        (EffectKind.CREATE, None, "active"),
        (EffectKind.CHANGE, "active", "active"),
        (EffectKind.NONE, "active", "active"),
        (EffectKind.TERMINATE, "active", "terminated"),
    ]
    assert done.findings == ()


def test_what_is_designed_stays_designed_when_it_changes() -> None:
    assert ordered((MODIFY, "s"), inventory={"s": "designed"}).inventory == {"s": "designed"}


def test_a_new_thing_without_a_name_is_called_by_its_key() -> None:
    assert ordered((ADD, None)).inventory == {"O-1/1/add": "active"}


def test_a_new_thing_begins_in_the_state_that_is_wanted() -> None:
    reserved = OrderedTarget(item="1", action=ADD, target="s", wanted="reserved")
    assert effects_on_inventory("O-1", [reserved], {}).inventory == {"s": "reserved"}
    ended = OrderedTarget(item="1", action=ADD, target="s", wanted="terminated")
    assert effects_on_inventory("O-1", [ended], {}).findings[0].code == "bad-state"


@pytest.mark.parametrize(
    ("action", "inventory", "code"),
    [
        (ADD, {"s": "active"}, "exists"),
        (MODIFY, {}, "no-target"),
        (MODIFY, {"s": "terminated"}, "not-live"),
        (DELETE, {"s": "terminated"}, "not-live"),
        (KEEP, {}, "no-target"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    action: ItemAction, inventory: dict[str, str], code: str
) -> None:
    done = ordered((action, "s"), inventory=inventory)
    assert done.effects == ()
    assert done.inventory == inventory
    assert [(each.code, each.pointer) for each in done.findings] == [(code, "/1")]


def test_the_same_item_has_an_effect_only_once() -> None:
    target = OrderedTarget(item="1", action=MODIFY, target="s")
    first = effects_on_inventory("O-1", [target, target], {"s": "active"})
    assert [each.code for each in first.findings] == ["repeated"]
    again = effects_on_inventory("O-1", [target], first.inventory, applied=first.applied)
    assert again.effects == ()
    assert again.applied == first.applied == {"O-1/1/modify"}


def test_other_things_are_refused() -> None:
    with pytest.raises(InvalidType):
        OrderedTarget(item="1", action="add")  # type: ignore[arg-type]
