"""Orders: a table of edges makes a lifecycle, and one class has all triggers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

import pytest
from attrs import frozen
from full_documents import edges

from svcmgmt.common import EntityRef
from svcmgmt.errors import InvalidType
from svcmgmt.lifecycle import Lifecycle, OwnState, State, StateCategory, TransitionNotAllowed
from svcmgmt.patterns import (
    ItemAction,
    JeopardyAlert,
    JeopardyType,
    Milestone,
    MilestoneStatus,
    Orderable,
    OrderErrorMessage,
    OrderItemRelationship,
    OrderRelationship,
    OrderTrigger,
    order_lifecycle,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)


class Stage(State):
    """States of an order that can go everywhere from where it begins."""

    ACKNOWLEDGED = "acknowledged", StateCategory.OPEN
    REJECTED = "rejected", StateCategory.CANCELLED
    IN_PROGRESS = "inProgress", StateCategory.OPEN
    PENDING = "pending", StateCategory.PAUSED
    HELD = "held", StateCategory.PAUSED
    ASSESSING_CANCELLATION = "assessingCancellation", StateCategory.PAUSED
    PENDING_CANCELLATION = "pendingCancellation", StateCategory.PAUSED
    CANCELLED = "cancelled", StateCategory.CANCELLED
    COMPLETED = "completed", StateCategory.DONE
    FAILED = "failed", StateCategory.DONE
    PARTIAL = "partial", StateCategory.DONE
    FORGOTTEN = "forgotten", StateCategory.DONE


EVERYWHERE = " ".join(each.value for each in Stage if each is not Stage.FORGOTTEN)
WAITING = ("inProgress", "pending", "held", "assessingCancellation", "pendingCancellation")
ENDS = ("rejected", "cancelled", "completed", "failed", "partial")

ANY: Lifecycle[Stage, OrderTrigger] = order_lifecycle(
    "any",
    Stage,
    {"acknowledged": EVERYWHERE, **dict.fromkeys(WAITING, "acknowledged")},
    initials=("acknowledged",),
    finals=ENDS,
    source="own",
)


@frozen(kw_only=True)
class Order(Orderable[Stage]):
    """An order of that lifecycle."""

    state: Stage | OwnState | None = Stage.ACKNOWLEDGED

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[Stage, OrderTrigger]:
        """Return it."""
        return ANY

    def moved(self, trigger: str) -> Self:
        """Return it after one of its typed triggers."""
        moved: Self = getattr(self, trigger)(at=MONDAY, by="ana", reason="asked")
        return moved


class TestLifecycles:
    def test_a_table_of_edges_makes_one(self) -> None:
        assert edges(ANY) == {
            *(("acknowledged", each) for each in EVERYWHERE.split()),
            *((each, "acknowledged") for each in WAITING),
        }
        assert tuple(str(each) for each in ANY.finals) == ENDS
        assert ANY.undrawn == (Stage.FORGOTTEN,)
        assert ANY.source == "own"

    def test_a_trigger_that_leads_nowhere_has_no_rule(self) -> None:
        short = order_lifecycle(
            "short",
            Stage,
            {"acknowledged": "inProgress"},
            initials=["acknowledged"],
            finals=["inProgress"],
            source="own",
        )
        assert [rule.trigger for rule in short.rules] == [OrderTrigger.START]


class TestTriggers:
    @pytest.mark.parametrize(
        ("trigger", "target"),
        [
            ("acknowledge", Stage.ACKNOWLEDGED),
            ("reject", Stage.REJECTED),
            ("start", Stage.IN_PROGRESS),
            ("await_customer", Stage.PENDING),
            ("hold", Stage.HELD),
            ("assess_cancellation", Stage.ASSESSING_CANCELLATION),
            ("prepare_cancellation", Stage.PENDING_CANCELLATION),
            ("cancel", Stage.CANCELLED),
            ("complete", Stage.COMPLETED),
            ("fail", Stage.FAILED),
            ("complete_in_part", Stage.PARTIAL),
        ],
    )
    def test_each_leads_to_one_state(self, trigger: str, target: Stage) -> None:
        order = Order(id="O-1").moved(trigger)
        assert order.state is target
        assert (order.history[0].by, order.history[0].reason) == ("ana", "asked")

    def test_there_is_a_method_for_every_trigger(self) -> None:
        assert len(OrderTrigger) == 11
        assert all(hasattr(Orderable, each.name.lower()) for each in OrderTrigger)

    def test_what_has_no_edge_is_refused(self) -> None:
        with pytest.raises(TransitionNotAllowed):
            Order(id="O-1").moved("hold").moved("start")


class TestParts:
    def test_an_item_relation_names_the_other_item_wherever_it_is(self) -> None:
        assert OrderItemRelationship(id="2").item_id == "2"
        assert OrderItemRelationship(id="2", order_item=EntityRef(id="3")).item_id == "3"
        assert OrderItemRelationship().item_id is None

    def test_the_published_words_are_members(self) -> None:
        assert [each.value for each in ItemAction] == ["add", "modify", "delete", "noChange"]
        assert [each.value for each in MilestoneStatus] == [
            "Yet-To-Reach",
            "Completed",
            "Violated",
        ]
        assert [each.value for each in JeopardyType] == ["Normal", "Hazard", "Critical"]

    def test_milestones_alerts_and_errors_have_their_instants(self) -> None:
        assert Milestone(name="tested", milestone_date=MONDAY).milestone_date == MONDAY
        assert JeopardyAlert(name="late", alert_date=MONDAY).alert_date == MONDAY
        assert OrderErrorMessage(code="9", timestamp=MONDAY).timestamp == MONDAY
        assert OrderRelationship(id="O-0", relationship_type="dependency").ref is not None

    @pytest.mark.parametrize("kind", [Milestone, JeopardyAlert])
    def test_wrong_kinds_are_refused(self, kind: type[Milestone | JeopardyAlert]) -> None:
        with pytest.raises(InvalidType):
            kind(message=7)  # type: ignore[arg-type]
