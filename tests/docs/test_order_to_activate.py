"""An order is followed to its end: the parts agree with each other, each run prints the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import order_to_activate
import order_world
import pytest

from svcmgmt.interop import tmf
from svcmgmt.patterns import entry_of
from svcmgmt.product import ProductOrder, ProductOrderItemState, ProductOrderState

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "examples" / "order_to_activate.py"


def run(folder: Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run the example as a user would."""
    return subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT), "--out", str(folder)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def seen() -> order_to_activate.Delivery:
    """The order of the world."""
    return order_to_activate.delivery()


def test_it_tells_every_part_and_writes_pictures_and_events(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stderr
    assert [
        title for title in order_to_activate.PARTS if f"\n{title}\n---" not in done.stdout
    ] == []
    for words in (
        "a router alone: not-sellable",
        "it hangs on: 1.1.1.1.1 > 1.1.1.1 > 1.3.1.1 > 1.3.1 > 1.3",
        "jeopardy: Critical",
        "effects: 16; once more: 0",
        "planted 11, found 11, other findings 0",
    ):
        assert words in done.stdout
    for name in ("order-plan.svg", "order-topology.svg"):
        ET.parse(tmp_path / name)  # noqa: S314 - just written
    assert json.loads((tmp_path / "order-events.json").read_text(encoding="utf-8"))


def test_repeated_runs_write_the_same_bytes(tmp_path: Path) -> None:
    one, other = run(tmp_path / "1", seed="1"), run(tmp_path / "2", seed="2")
    folders = (str(tmp_path / "1"), str(tmp_path / "2"))
    assert one.stdout.replace(folders[0], "") == other.stdout.replace(folders[1], "")
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


def test_every_item_of_the_order_is_planned_and_becomes_one_thing(
    seen: order_to_activate.Delivery,
) -> None:
    items = {each.id for each in seen.decomposition.items}
    assert {each.id for each in seen.now.items} == items
    assert len(seen.inventory) == len(items)
    assert {*seen.effects.inventory} == {*seen.inventory}
    assert {*seen.effects.inventory.values()} == {"active"}
    told = {name: entry_of(each).state for name, each in seen.inventory.items()}
    assert {told[name] for name in told if name[0] in "PS"} == {"active"}


def test_the_plan_ends_where_its_critical_chain_does(seen: order_to_activate.Delivery) -> None:
    for plan in (seen.promised, seen.now, seen.ended):
        chain = [plan.item(each) for each in plan.critical]
        assert chain[-1].finish == plan.finish
        for before, after in pairwise(chain):
            assert before.finish <= after.start
            assert before.id in plan.graph.waits_for(after.id)
    assert seen.promised.finish < order_world.PROMISED < seen.now.finish
    assert seen.ended.finish == seen.now.finish
    assert all(each.slack == timedelta(0) for each in seen.ended.items)


def test_the_events_are_documents_that_come_back(seen: order_to_activate.Delivery) -> None:
    events = order_to_activate.events_of(seen)
    assert len({each.event_id for each in events}) == len(events)
    assert sorted(events, key=lambda each: str(each.event_time)) == list(events)
    api = tmf.v5()
    for each in events:
        document: dict[str, Any] = api.dump(each)
        loaded = api.load(document)
        assert api.dump(loaded) == document
        assert api.findings(loaded) == ()


def test_the_last_event_tells_of_a_completed_order(seen: order_to_activate.Delivery) -> None:
    payload = order_to_activate.events_of(seen)[-1].event
    assert payload is not None
    order = payload.entity
    assert isinstance(order, ProductOrder)
    assert order.state is ProductOrderState.COMPLETED
    (bundle,) = order.product_order_item
    items = (bundle, *bundle.product_order_item)
    assert {each.state for each in items} == {ProductOrderItemState.COMPLETED}
    assert order.product_order_jeopardy_alert[0].jeopardy_type == "Critical"


def test_the_inventory_conforms_until_somebody_tampers_with_it(
    seen: order_to_activate.Delivery,
) -> None:
    audit = order_to_activate.audited(seen.inventory)
    assert [each for each in audit.entries if not each.conforms] == []
    tampered = order_to_activate.tampered(seen.inventory)
    audit = order_to_activate.audited(tampered, obsolete="address")
    found = {(entry.id, each.code) for entry in audit.entries for each in entry.findings}
    assert found == {(name, code) for name, code, _ in order_to_activate.PLANTED}
