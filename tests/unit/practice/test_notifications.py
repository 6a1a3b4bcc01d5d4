"""Who should be told what about a record, and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import (
    EscalationPolicy,
    Incident,
    IncidentState,
    KnowledgeArticle,
    NotificationRule,
    notifications,
    plan_escalation,
)
from svcmgmt.sla import ClockLedger, Target, read
from svcmgmt.temporal import NaiveDatetime

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
CALLER = NotificationRule(to="caller", states=["inProgress", IncidentState.RESOLVED])
DESK = NotificationRule(to="desk", states=[IncidentState.NEW, IncidentState.RESOLVED])


def incident() -> Incident:
    """Return an incident that was resolved after two hours."""
    begun = Incident.log(id="INC-7", at=MONDAY).start(at=MONDAY + HOUR)
    return begun.resolve(at=MONDAY + 2 * HOUR, resolution="restarted")


class TestStates:
    def test_each_rule_tells_when_its_states_begin(self) -> None:
        told = notifications(incident(), [CALLER, DESK], until=MONDAY + 9 * HOUR)
        assert [str(each) for each in told] == [
            "2026-10-26T08:00:00Z desk: incident INC-7, new",
            "2026-10-26T09:00:00Z caller: incident INC-7, inProgress",
            "2026-10-26T10:00:00Z caller: incident INC-7, resolved",
            "2026-10-26T10:00:00Z desk: incident INC-7, resolved",
        ]

    def test_who_looks_again_is_told_everything_once(self) -> None:
        looks = [None, MONDAY, MONDAY + HOUR, MONDAY + 90 * HOUR / 60, MONDAY + 3 * HOUR]
        told = [
            each
            for after, until in pairwise(looks)
            if until is not None
            for each in notifications(incident(), [CALLER, DESK], after=after, until=until)
        ]
        assert tuple(told) == notifications(incident(), [CALLER, DESK], until=MONDAY + 3 * HOUR)

    def test_without_rules_nobody_is_told(self) -> None:
        assert notifications(incident(), until=MONDAY + 9 * HOUR) == ()

    def test_a_rule_in_words(self) -> None:
        assert str(CALLER) == "caller when inProgress or resolved"


class TestEscalations:
    def test_steps_are_told_when_they_fire(self) -> None:
        begun = Incident.log(id="INC-7", at=MONDAY)
        reading = read(
            Target(name="restore", limit=4 * HOUR), ClockLedger.started(MONDAY), until=MONDAY + HOUR
        )
        plan = plan_escalation(EscalationPolicy.by_share("lead", "manager", "head"), reading)
        told = notifications(begun, [DESK], plans=[plan], until=MONDAY + 3 * HOUR)
        assert [str(each) for each in told] == [
            "2026-10-26T08:00:00Z desk: incident INC-7, new",
            "2026-10-26T10:00:00Z lead: incident INC-7, escalation lead at 50 %",
            "2026-10-26T11:00:00Z manager: incident INC-7, escalation manager at 75 %",
        ]


class TestWrongArguments:
    def test_a_rule_needs_somebody_and_a_list_of_states(self) -> None:
        states: Any = "new"
        with pytest.raises(InvalidType, match="states"):
            NotificationRule(to="desk", states=states)
        with pytest.raises(InvalidType, match="states"):
            NotificationRule(to="desk", states=[*map(len, [states])])  # type: ignore[list-item]
        with pytest.raises(InvalidValue, match="to"):
            NotificationRule(to=" ", states=["new"])

    def test_other_things_are_refused(self) -> None:
        wrong: Any = "new"
        article: Any = KnowledgeArticle
        for given in (wrong, article):
            with pytest.raises(InvalidType, match="record"):
                notifications(given, [DESK], until=MONDAY)
        with pytest.raises(InvalidType, match="rules"):
            notifications(incident(), [wrong], until=MONDAY)
        with pytest.raises(InvalidType, match="plans"):
            notifications(incident(), plans=[wrong], until=MONDAY)
        with pytest.raises(NaiveDatetime, match="until"):
            notifications(incident(), until=MONDAY.replace(tzinfo=None))
        with pytest.raises(NaiveDatetime, match="after"):
            notifications(incident(), until=MONDAY, after=MONDAY.replace(tzinfo=None))
