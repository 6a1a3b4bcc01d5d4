"""Events are suppressed, folded, explained and promoted, and none of them is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from svcmgmt.calendars import MaintenanceWindow, weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import (
    DedupWindow,
    Event,
    EventPolicy,
    HandledGroup,
    Impact,
    PlannedWork,
    PromotionRule,
    Significance,
    Urgency,
    dedup,
    handle_events,
)
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import Priority

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EXCEPTION, WARNING, INFO = (
    Significance.EXCEPTION,
    Significance.WARNING,
    Significance.INFORMATIONAL,
)


def event(key: str, minute: float, **fields: Any) -> Event:  # noqa: ANN401
    return Event(key=key, at=MONDAY + minute * MINUTE, **fields)


class TestDedup:
    def test_events_of_a_key_join_while_they_keep_coming(self) -> None:
        groups, findings = dedup(
            [event("a", each) for each in (0, 3, 7, 13)], window=timedelta(minutes=5)
        )
        assert [(each.count, each.first.at, each.last.at) for each in groups] == [
            (3, MONDAY, MONDAY + 7 * MINUTE),
            (1, MONDAY + 13 * MINUTE, MONDAY + 13 * MINUTE),
        ]
        assert findings == ()

    def test_one_that_comes_exactly_a_window_later_joins(self) -> None:
        pair = [event("a", 0), event("a", 5)]
        assert [group.count for group in dedup(pair, window=5 * MINUTE)[0]] == [2]

    def test_the_window_may_count_from_the_first(self) -> None:
        events = [event("a", each) for each in (0, 3, 7, 13)]
        groups, _ = dedup(events, window=5 * MINUTE, counted_from=DedupWindow.FIRST)
        assert [group.count for group in groups] == [2, 1, 1]

    def test_the_most_significant_one_counts(self) -> None:
        events = [
            event("a", 0, significance=INFO, subject="db1"),
            event("a", 1),
            event("a", 2, significance=WARNING),
        ]
        ((group,), _) = dedup(events, window=5 * MINUTE)
        assert (group.significance, group.key, group.subject) == (EXCEPTION, "a", "db1")

    def test_the_order_in_which_they_come_does_not_matter(self) -> None:
        events = [event("a", each) for each in (0, 3, 13)]
        groups, findings = dedup(reversed(events), window=5 * MINUTE)
        assert groups == dedup(events, window=5 * MINUTE)[0]
        assert [each.code for each in findings] == ["out-of-order"]

    def test_the_same_event_twice_counts_once_and_is_told(self) -> None:
        ((group,), findings) = dedup([event("a", 0), event("a", 0)], window=MINUTE)
        assert group.count == 1
        assert [each.code for each in findings] == ["duplicate"]

    def test_no_window_joins_those_of_one_instant(self) -> None:
        events = [event("a", 0, message="x"), event("a", 0, message="y"), event("a", 1)]
        groups, _ = dedup(events, window=timedelta(0))
        assert [group.count for group in groups] == [2, 1]

    def test_wrong_arguments_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            dedup([], window=-MINUTE)
        with pytest.raises(InvalidType):
            dedup([], window=5)  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            dedup(["a"], window=MINUTE)  # type: ignore[list-item]
        with pytest.raises(InvalidType):
            dedup([], window=MINUTE, counted_from="first")  # type: ignore[arg-type]

    def test_an_event_has_a_key_and_an_aware_instant(self) -> None:
        with pytest.raises(InvalidValue):
            event(" ", 0)
        with pytest.raises(NaiveDatetime):
            Event(key="a", at=MONDAY.replace(tzinfo=None))


NIGHT = MaintenanceWindow(name="Monday", times=weekly("Mon 08:00-09:00", zone="UTC"))


class TestPlannedWork:
    def test_events_of_its_subjects_are_set_aside_and_kept(self) -> None:
        policy = EventPolicy(planned=[PlannedWork(window=NIGHT, subjects=["db1"])])
        told = [event("a", 5, subject="db1"), event("b", 5, subject="db2"), event("c", 5)]
        report = handle_events(told, policy)
        assert [(each.event.key, each.work) for each in report.suppressed] == [("a", "Monday")]
        assert [each.group.key for each in report.groups] == ["b", "c"]
        assert report.received == 3

    def test_work_on_everything_sets_all_aside(self) -> None:
        policy = EventPolicy(planned=[PlannedWork(window=NIGHT)])
        report = handle_events([event("a", 5, subject="db1"), event("b", 60)], policy)
        assert [each.event.key for each in report.suppressed] == ["a"]
        assert [each.group.key for each in report.groups] == ["b"]


class TestExplanation:
    policy = EventPolicy(
        depends_on={"shop": "web", "web": "db1"}, within=15 * MINUTE, promotions=[]
    )

    def parents(self, *events: Event) -> dict[str, str | None]:
        report = handle_events(events, self.policy)
        return {
            each.group.key: None if each.parent is None else each.parent.key
            for each in report.groups
        }

    def test_the_nearest_fault_below_explains(self) -> None:
        down = event("down", 0, subject="db1")
        slow = event("slow", 1, subject="shop")
        assert self.parents(down, slow) == {"down": None, "slow": "down"}
        web = event("web", 1, subject="web")
        found = self.parents(down, web, slow)
        assert found == {"down": None, "web": "down", "slow": "web"}

    @pytest.mark.parametrize(("minute", "parent"), [(-15, "d"), (-16, None), (15, "d"), (16, None)])
    def test_both_begin_not_far_apart(self, minute: int, parent: str | None) -> None:
        down, slow = event("d", minute, subject="db1"), event("s", 0, subject="shop")
        assert self.parents(down, slow)["s"] == parent

    def test_of_several_the_last_that_is_near_enough_explains(self) -> None:
        events = [event(f"d{each}", each, subject="db1") for each in (-10, 5, 30)]
        assert self.parents(*events, event("s", 0, subject="shop"))["s"] == "d5"

    def test_only_exceptions_explain(self) -> None:
        warning = event("d", 0, subject="db1", significance=WARNING)
        assert self.parents(warning, event("s", 0, subject="shop"))["s"] is None

    def test_a_long_window_is_no_matter(self) -> None:
        policy = EventPolicy(depends_on=[("a", "b")], within=timedelta.max)
        told = [event("b", 0, subject="b"), event("a", 0, subject="a")]
        assert handle_events(told, policy).groups[1].parent is not None

    def test_subjects_do_not_depend_on_each_other_in_a_circle(self) -> None:
        with pytest.raises(InvalidValue, match="does not depend on itself"):
            EventPolicy(depends_on={"a": "b", "b": "c", "c": "b"})
        assert EventPolicy(depends_on={"a": "c", "b": "c", "c": "d"}).depends_on


class TestPromotion:
    def test_the_first_rule_that_fits_promotes(self) -> None:
        rules = [
            PromotionRule(name="database", subjects=["db1"], impact=Impact.HIGH),
            PromotionRule(name="rest", at_least=2),
        ]
        told = [event("a", 0, subject="db1"), event("b", 0), event("c", 0), event("c", 1)]
        report = handle_events(told, EventPolicy(promotions=rules))
        by = [each.promotion.name if each.promotion else None for each in report.groups]
        assert by == ["database", None, "rest"]
        assert [each.group.key for each in report.promoted] == ["a", "c"]

    def test_children_are_left_out_unless_told(self) -> None:
        told = [event("d", 0, subject="db1"), event("s", 1, subject="shop")]
        for takes, expected in ((False, ["d"]), (True, ["d", "s"])):
            rule = PromotionRule(name="all", takes_children=takes)
            policy = EventPolicy(depends_on={"shop": "db1"}, promotions=[rule])
            promoted = handle_events(told, policy).promoted
            assert [each.group.key for each in promoted] == expected

    def test_other_significances_may_be_promoted(self) -> None:
        rule = PromotionRule(name="warnings", significance=WARNING)
        report = handle_events(
            [event("a", 0, significance=WARNING), event("b", 0)], EventPolicy(promotions=[rule])
        )
        assert [each.group.key for each in report.promoted] == ["a"]

    def test_an_incident_is_detected_with_the_first_event(self) -> None:
        rule = PromotionRule(name="all", impact=Impact.HIGH, urgency=Urgency.MEDIUM)
        told = [event("a", 0, message="disk full"), event("a", 3)]
        (handled,) = handle_events(told, EventPolicy(promotions=[rule])).groups
        incident = handled.incident(id="INC-1", at=MONDAY + 9 * MINUTE, by="monitoring")
        assert (incident.name, incident.priority) == ("disk full", Priority.P2)
        assert incident.milestones.detected_at == MONDAY
        assert incident.opened_at == MONDAY + 9 * MINUTE

    def test_the_key_names_an_incident_without_a_message(self) -> None:
        policy = EventPolicy(promotions=[PromotionRule(name="all")])
        (handled,) = handle_events([event("a", 0)], policy).groups
        assert handled.incident(id="INC-1", at=MONDAY).name == "a"

    def test_what_no_rule_promotes_becomes_no_incident(self) -> None:
        (handled,) = handle_events([event("a", 0)], EventPolicy()).groups
        assert handled == HandledGroup(group=handled.group)
        with pytest.raises(InvalidValue, match="a group that a rule promotes"):
            handled.incident(id="INC-1", at=MONDAY)

    @pytest.mark.parametrize(
        ("at_least", "error"), [(0, InvalidValue), (1.5, InvalidType), (True, InvalidType)]
    )
    def test_a_count_is_positive(self, at_least: Any, error: type[Exception]) -> None:  # noqa: ANN401
        with pytest.raises(error):
            PromotionRule(name="x", at_least=at_least)


def test_repeated_events_are_counted() -> None:
    report = handle_events([event("a", 0), event("a", 0), event("a", 1)], EventPolicy())
    assert (report.repeated, report.groups[0].group.count, report.received) == (1, 2, 3)
    assert [each.code for each in report.findings] == ["duplicate"]


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(InvalidType):
        handle_events([], "policy")  # type: ignore[arg-type]
    with pytest.raises(InvalidType):
        handle_events(["a"], EventPolicy())  # type: ignore[list-item]
    with pytest.raises(InvalidValue):
        EventPolicy(window=-MINUTE)
