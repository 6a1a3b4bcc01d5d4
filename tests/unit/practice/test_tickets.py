"""What tickets have in common: assignments and ratings as facts, the rest derived."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import LateFact
from svcmgmt.practice import (
    PRIORITY_3X3_4LEVEL,
    AssignmentChange,
    Impact,
    Incident,
    IncidentState,
    PriorityChange,
    Urgency,
    Workaround,
)
from svcmgmt.practice.tickets import count_hops
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import IncidentId, Priority, Ref

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def logged(**fields: Any) -> Incident:  # noqa: ANN401
    return Incident.log(**{"id": "INC-1", "at": MONDAY, **fields})


def rated() -> Incident:
    return logged(impact=Impact.MEDIUM, urgency=Urgency.MEDIUM)


class TestAssignments:
    def test_a_new_ticket_is_nobodys(self) -> None:
        assert (logged().group, logged().assignee, logged().hops) == ("", "", 0)

    def test_each_is_a_fact(self) -> None:
        ticket = logged().assign(at=MONDAY, group="desk", assignee="ana", by="bea", reason="new")
        assert ticket.assignments == (
            AssignmentChange(at=MONDAY, group="desk", assignee="ana", by="bea", reason="new"),
        )
        assert (ticket.group, ticket.assignee) == ("desk", "ana")

    def test_hops_are_changes_of_group(self) -> None:
        ticket = logged()
        for hours, (group, who) in enumerate(
            [("desk", "ana"), ("desk", "bea"), ("network", ""), ("", ""), ("network", "cem")]
        ):
            ticket = ticket.assign(at=MONDAY + hours * HOUR, group=group, assignee=who)
        assert ticket.hops == 1
        assert ticket.assign(at=MONDAY + 9 * HOUR, group="desk").hops == 2

    def test_several_of_one_instant_keep_their_order(self) -> None:
        ticket = logged().assign(at=MONDAY, group="a").assign(at=MONDAY, group="b")
        ticket = ticket.assign(at=MONDAY, group="c")
        assert [each.sequence for each in ticket.assignments] == [None, 1, 2]
        assert ticket.group == "c"

    def test_a_late_one_is_refused(self) -> None:
        with pytest.raises(LateFact, match="2026-10-26T09:00:00Z or later"):
            logged().assign(at=MONDAY + HOUR, group="a").assign(at=MONDAY, group="b")

    def test_an_instant_needs_a_zone(self) -> None:
        with pytest.raises(NaiveDatetime):
            logged().assign(at=MONDAY.replace(tzinfo=None), group="a")

    @pytest.mark.parametrize("value", ["desk", [("desk", MONDAY)], 7])
    def test_what_is_none_is_refused(self, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType) as refused:
            evolve(logged(), assignments=value)
        assert refused.value.field == "assignments"

    def test_hops_of_nothing(self) -> None:
        assert count_hops([]) == 0


class TestPriorities:
    def test_a_new_rating_gives_the_priority_that_follows(self) -> None:
        ticket = rated().rate(at=MONDAY + HOUR, impact=Impact.HIGH, by="ana")
        assert (ticket.priority, ticket.impact, ticket.urgency) == (
            Priority.P2,
            Impact.HIGH,
            Urgency.MEDIUM,
        )
        assert ticket.priority_changes == (
            PriorityChange(at=MONDAY + HOUR, priority=Priority.P2, computed=Priority.P2, by="ana"),
        )
        assert not ticket.is_priority_overridden

    def test_another_matrix_may_be_used(self) -> None:
        low = rated().rate(
            at=MONDAY, impact=Impact.LOW, urgency=Urgency.LOW, matrix=PRIORITY_3X3_4LEVEL
        )
        assert str(low.priority) == "four levels 4"

    def test_without_both_there_is_no_priority(self) -> None:
        assert logged().rate(at=MONDAY, impact=Impact.HIGH).priority is None

    def test_an_override_keeps_the_computed_one(self) -> None:
        ticket = rated().override_priority(Priority.P1, at=MONDAY, reason="the board is here")
        assert (ticket.priority, ticket.computed_priority) == (Priority.P1, Priority.P3)
        assert ticket.is_priority_overridden
        assert rated().computed_priority == Priority.P3

    def test_an_override_survives_another_rating(self) -> None:
        ticket = rated().override_priority(Priority.P1, at=MONDAY, reason="the board is here")
        ticket = ticket.rate(at=MONDAY + HOUR, urgency=Urgency.LOW)
        assert (ticket.priority, ticket.computed_priority) == (Priority.P1, Priority.P4)
        assert ticket.priority_changes[-1].reason == "the board is here"

    def test_an_override_may_be_dropped(self) -> None:
        ticket = rated().override_priority(Priority.P1, at=MONDAY, reason="the board is here")
        ticket = ticket.drop_override(at=MONDAY + HOUR)
        assert ticket.priority == ticket.computed_priority == Priority.P3
        assert not ticket.is_priority_overridden
        assert len(ticket.priority_changes) == 2

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_an_override_needs_a_reason(self, reason: str) -> None:
        with pytest.raises(InvalidValue) as refused:
            rated().override_priority(Priority.P1, at=MONDAY, reason=reason)
        assert refused.value.args == ("reason", reason, "why it is set by hand")

    def test_an_override_is_a_priority(self) -> None:
        with pytest.raises(InvalidType):
            rated().override_priority(1, at=MONDAY, reason="x")  # type: ignore[arg-type]

    def test_a_late_one_is_refused(self) -> None:
        with pytest.raises(LateFact):
            rated().rate(at=MONDAY + HOUR).rate(at=MONDAY)

    def test_another_priority_than_the_computed_one_needs_a_reason(self) -> None:
        with pytest.raises(InvalidValue, match="why it is another than the computed one"):
            PriorityChange(at=MONDAY, priority=Priority.P1, computed=Priority.P2)

    def test_a_priority_that_was_not_rated_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="P3, which it was rated last"):
            evolve(rated().rate(at=MONDAY), priority=Priority.P1)


class TestOtherFields:
    def test_a_ticket_knows_when_it_was_opened_and_whether_it_still_is(self) -> None:
        assert logged().opened_at == MONDAY
        assert Incident(id=IncidentId("INC-1")).opened_at is None
        assert logged().is_open
        assert logged().start(at=MONDAY).is_open
        assert not logged().cancel(at=MONDAY).is_open
        assert not Incident(id=IncidentId("INC-1"), state=None).is_open

    def test_categories_are_paths_of_words(self) -> None:
        ticket = evolve(logged(), opening_category=["network", "vpn"])
        assert ticket.opening_category == ("network", "vpn")
        wrongs: list[Any] = ["network", ["network", 7], 7]
        for wrong in wrongs:
            with pytest.raises(InvalidType):
                evolve(logged(), closing_category=wrong)
        with pytest.raises(InvalidValue):
            evolve(logged(), closing_category=["network", ""])

    @pytest.mark.parametrize("field", ["parent", "merged_into"])
    def test_it_may_name_other_tickets(self, field: str) -> None:
        named: dict[str, Any] = {field: Ref(id=IncidentId("INC-2"))}
        assert getattr(evolve(logged(), **named), field) == named[field]
        wrong: dict[str, Any] = {field: "INC-2"}
        with pytest.raises(InvalidType):
            evolve(logged(), **wrong)

    def test_everything_survives_a_step_and_a_pickle(self) -> None:
        ticket = (
            rated()
            .assign(at=MONDAY, group="desk")
            .override_priority(Priority.P1, at=MONDAY, reason="x")
        )
        ticket = evolve(ticket, related=[Ref(id="CHG-1", referred_type="change")])
        moved = ticket.start(at=MONDAY + HOUR)
        assert evolve(moved, state=ticket.state, history=ticket.history) == ticket
        assert pickle.loads(pickle.dumps(moved)) == moved  # noqa: S301 - our own bytes


class TestWorkarounds:
    def workaround(self, **fields: Any) -> Workaround:  # noqa: ANN401
        return Workaround(**{"id": "WA-1", "name": "web", "steps": "use the web client", **fields})

    def test_it_reduces_the_impact_and_keeps_the_state(self) -> None:
        ticket = rated().start(at=MONDAY)
        helped = ticket.with_workaround(
            self.workaround(reduced_impact=Impact.LOW), at=MONDAY + HOUR, by="ana"
        )
        assert (helped.impact, helped.priority) == (Impact.LOW, Priority.P4)
        assert helped.state is IncidentState.IN_PROGRESS
        assert helped.workaround == Ref(id="WA-1", name="web")
        assert helped.priority_changes[-1].by == "ana"

    @pytest.mark.parametrize("reduced", [None, Impact.HIGH, Impact.MEDIUM])
    def test_it_raises_no_impact(self, reduced: Impact | None) -> None:
        helped = rated().with_workaround(self.workaround(reduced_impact=reduced), at=MONDAY)
        assert (helped.impact, helped.priority_changes) == (Impact.MEDIUM, ())

    def test_it_tells_the_impact_where_nobody_did(self) -> None:
        helped = logged().with_workaround(self.workaround(reduced_impact=Impact.LOW), at=MONDAY)
        assert helped.impact is Impact.LOW

    def test_what_is_none_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            logged().with_workaround("restart", at=MONDAY)  # type: ignore[arg-type]
