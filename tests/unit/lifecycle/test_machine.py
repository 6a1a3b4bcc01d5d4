"""The bridge lets `transitions` run callbacks and queues over the one table."""

from __future__ import annotations

import copy
import subprocess
import sys
import textwrap
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from transitions import EventData, Machine, MachineError
from transitions.extensions import HierarchicalMachine, LockedMachine
from transitions.extensions.asyncio import AsyncMachine

from svcmgmt.errors import InvalidType, InvalidValue, SvcmgmtError
from svcmgmt.lifecycle import (
    LateFact,
    LiveEntity,
    OwnState,
    Rule,
    StateCategory,
    TransitionNotAllowed,
    UnknownTrigger,
    machine,
)
from svcmgmt.practice import INCIDENT, HoldReason, Incident, IncidentState, IncidentTrigger
from svcmgmt.temporal import NaiveDatetime

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

VENDOR = OwnState("withVendor", StateCategory.PAUSED)
OURS = INCIDENT.extend(
    name="our incident",
    rules=[
        Rule("toVendor", [IncidentState.IN_PROGRESS], VENDOR),
        Rule("fromVendor", [VENDOR], IncidentState.IN_PROGRESS),
    ],
)


def logged() -> Incident:
    return Incident.log(id="INC-7", at=MONDAY)


def started() -> Incident:
    return logged().start(at=MONDAY + HOUR)


class Failure(Exception):
    """What goes wrong in a callback."""


def fail(_: EventData) -> None:
    raise Failure


class TestMachine:
    def test_states_and_triggers_are_those_of_the_lifecycle(self) -> None:
        built = machine(OURS)
        assert list(built.states) == [str(state) for state in OURS.states]
        assert list(built.events) == [str(trigger) for trigger in OURS.triggers]
        assert built.initial == "new"

    def test_final_states_are_final(self) -> None:
        built = machine(INCIDENT)
        finals = [name for name, state in built.states.items() if state.final]
        assert finals == ["closed", "cancelled"]

    def test_there_are_neither_models_nor_automatic_transitions(self) -> None:
        built = machine(INCIDENT)
        assert built.models == []
        assert not [name for name in built.events if name.startswith("to_")]

    def test_it_is_a_plain_machine_unless_another_kind_is_asked_for(self) -> None:
        assert type(machine(INCIDENT)) is Machine
        assert type(machine(INCIDENT, LockedMachine)) is LockedMachine

    def test_further_options_are_passed_on(self) -> None:
        built = machine(INCIDENT, queued=True, name="desk", before_state_change=fail)
        assert built.has_queue
        assert built.name == "desk: "
        assert built.before_state_change == [fail]

    def test_a_model_of_your_own_needs_only_a_state(self) -> None:
        class Ticket:
            state = ""

        built = machine(OURS)
        ticket: Any = Ticket()
        built.add_model(ticket)
        assert ticket.state == "new"
        assert ticket.start()
        assert ticket.hold()  # guards judge entities only
        assert ticket.state == "onHold"
        assert ticket.may_resume()
        with pytest.raises(MachineError):
            ticket.toVendor()

    def test_an_own_model_begins_where_it_is_told_to(self) -> None:
        class Ticket:
            state = ""

        ticket: Any = Ticket()
        machine(INCIDENT).add_model(ticket, initial="resolved")
        assert ticket.close()
        assert ticket.is_closed()

    def test_something_else_than_a_lifecycle_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="lifecycle: str 'incident'"):
            machine("incident")  # type: ignore[arg-type]

    @pytest.mark.parametrize("wrong", [5, int, "Machine", []])
    def test_something_else_than_a_kind_of_machine_is_refused(
        self,
        wrong: Any,  # noqa: ANN401
    ) -> None:
        with pytest.raises(InvalidType, match="machine_type: "):
            machine(INCIDENT, wrong)

    def test_a_nested_machine_can_be_built(self) -> None:
        class Ticket:
            state = ""

        ticket: Any = Ticket()
        machine(INCIDENT, HierarchicalMachine).add_model(ticket)
        assert ticket.start()
        assert ticket.state == "inProgress"


class TestLiveEntity:
    def test_firing_replaces_the_entity(self) -> None:
        live = LiveEntity(logged())
        assert live.fire("start", at=MONDAY + HOUR, by="ana")
        assert live.entity == logged().start(at=MONDAY + HOUR, by="ana")
        assert live.state == "inProgress"

    def test_triggers_can_be_called_as_transitions_has_it(self) -> None:
        live: Any = LiveEntity(logged())
        assert live.start(at=MONDAY + HOUR)
        assert live.trigger("cancel", at=MONDAY + HOUR, reason="a duplicate")
        assert live.is_cancelled()
        assert live.entity.history[-1].reason == "a duplicate"

    def test_it_begins_in_the_state_of_its_entity(self) -> None:
        live = LiveEntity(started())
        assert live.state == "inProgress"
        assert live.entity == started()
        assert live.machine.get_model_state(live).name == "inProgress"

    def test_changes_are_passed_on_to_the_entity(self) -> None:
        live = LiveEntity(started())
        changes = {"resolution": "part replaced"}
        assert live.fire("resolve", at=MONDAY + HOUR, reason="by phone", changes=changes)
        assert live.entity.resolution == "part replaced"
        assert live.entity.history[-1].reason == "by phone"

    def test_a_guard_that_refuses_changes_nothing(self) -> None:
        told: list[str] = []
        live = LiveEntity(started(), after_state_change=lambda event: told.append(event.event.name))
        assert not live.fire("hold", at=MONDAY + HOUR)
        assert live.entity == started()
        assert live.state == "inProgress"
        assert told == []

    def test_a_trigger_that_the_state_does_not_have_is_refused_by_transitions(self) -> None:
        live = LiveEntity(logged())
        with pytest.raises(MachineError, match="close"):
            live.fire("close", at=MONDAY)
        assert live.entity == logged()

    def test_invalid_triggers_can_be_ignored(self) -> None:
        live = LiveEntity(logged(), ignore_invalid_triggers=True)
        assert not live.fire("close", at=MONDAY)
        assert live.entity == logged()

    @pytest.mark.parametrize(
        ("at", "error"),
        [(MONDAY - HOUR, LateFact), (MONDAY.replace(tzinfo=None), NaiveDatetime)],
    )
    def test_facts_are_checked_as_everywhere(self, at: datetime, error: type[Exception]) -> None:
        live = LiveEntity(logged())
        with pytest.raises(error):
            live.fire("start", at=at)
        assert live.entity == logged()

    def test_own_states_and_triggers_are_driven_as_well(self) -> None:
        live: Any = LiveEntity(Incident(id="INC-7", state=VENDOR, own_lifecycle=OURS))
        assert live.is_withVendor()
        assert live.fromVendor(at=MONDAY)
        assert live.entity.state is IncidentState.IN_PROGRESS
        assert live.fire("toVendor", at=MONDAY)
        assert live.state == "withVendor"

    def test_loops_leave_a_fact(self) -> None:
        noted = INCIDENT.extend(
            rules=[Rule("note", [IncidentState.NEW], IncidentState.NEW)],
        )
        live = LiveEntity(Incident(id="INC-7", own_lifecycle=noted))
        assert live.fire("note", at=MONDAY)
        assert len(live.entity.history) == 1

    def test_what_would_be_reached_can_be_asked(self) -> None:
        live: Any = LiveEntity(started())
        assert not live.may_hold(at=MONDAY + HOUR)
        assert live.may_hold(at=MONDAY + HOUR, reason=HoldReason.CALLER.value)
        assert not live.may_start(at=MONDAY + HOUR)
        assert live.entity == started()

    def test_a_rule_of_another_state_would_not_be_reached(self) -> None:
        live = LiveEntity(logged())
        start, hold = INCIDENT.rules[:2]
        assert live.would_reach(start, {"at": MONDAY})
        assert not live.would_reach(hold, {"at": MONDAY})

    def test_a_deep_copy_goes_its_own_way(self) -> None:
        live = LiveEntity(logged())
        twin = copy.deepcopy(live)
        assert twin.fire("start", at=MONDAY)
        assert twin.state == "inProgress"
        assert live.state == "new"

    def test_an_unknown_trigger_is_refused_with_those_that_exist(self) -> None:
        with pytest.raises(UnknownTrigger):
            LiveEntity(logged()).fire("strat", at=MONDAY)

    def test_a_trigger_can_be_fired_by_its_member(self) -> None:
        assert LiveEntity(logged()).fire(IncidentTrigger.START, at=MONDAY)

    def test_an_entity_of_unknown_state_is_refused_in_words_of_the_library(self) -> None:
        with pytest.raises(SvcmgmtError):
            LiveEntity(Incident(id="INC-7", state=None))

    def test_what_may_happen_can_be_asked_without_an_instant(self) -> None:
        live: Any = LiveEntity(logged())
        assert live.may_start()


class TestCallbacks:
    def test_they_see_the_entity_before_and_after(self) -> None:
        told: list[tuple[str, object]] = []

        def tell(when: str) -> Any:  # noqa: ANN401 - a callback of transitions
            return lambda event: told.append((when, event.model.entity.state))

        live = LiveEntity(
            logged(),
            prepare_event=tell("prepare"),
            before_state_change=tell("before"),
            after_state_change=[tell("after"), tell("after all")],
            finalize_event=tell("finalize"),
        )
        live.machine.get_state("new").add_callback("exit", tell("exit"))
        live.machine.get_state("inProgress").add_callback("enter", tell("enter"))
        live.fire("start", at=MONDAY)
        new, working = IncidentState.NEW, IncidentState.IN_PROGRESS
        assert told == [
            ("prepare", new),
            ("before", new),
            ("exit", new),
            ("enter", working),
            ("after", working),
            ("after all", working),
            ("finalize", working),
        ]

    def test_several_may_run_before_the_change(self) -> None:
        told: list[int] = []
        first, second = (lambda _, place=place: told.append(place) for place in (1, 2))
        for callbacks in ([first, second], (first, second)):
            LiveEntity(logged(), before_state_change=callbacks).fire("start", at=MONDAY)
        assert told == [1, 2, 1, 2]

    def test_the_end_can_be_told(self) -> None:
        told: list[str] = []
        live = LiveEntity(logged(), on_final=lambda event: told.append(event.state.name))
        live.fire("cancel", at=MONDAY)
        assert told == ["cancelled"]

    @pytest.mark.parametrize("option", ["prepare_event", "before_state_change"])
    def test_one_that_fails_before_the_change_leaves_everything_as_it_was(
        self, option: str
    ) -> None:
        options: dict[str, Any] = {option: fail}
        live = LiveEntity(logged(), **options)
        before = live.entity
        with pytest.raises(Failure):
            live.fire("start", at=MONDAY)
        assert live.entity is before
        assert live.state == "new"

    def test_one_that_fails_on_exit_leaves_everything_as_it_was(self) -> None:
        live = LiveEntity(logged())
        live.machine.get_state("new").add_callback("exit", fail)
        with pytest.raises(Failure):
            live.fire("start", at=MONDAY)
        assert (live.entity, live.state) == (logged(), "new")

    def test_after_a_failure_it_can_be_tried_again(self) -> None:
        failures = [Failure()]

        def fail_once(_: EventData) -> None:
            if failures:
                raise failures.pop()

        live = LiveEntity(logged(), before_state_change=fail_once)
        with pytest.raises(Failure):
            live.fire("start", at=MONDAY)
        assert live.fire("cancel", at=MONDAY + HOUR)
        assert live.entity == logged().cancel(at=MONDAY + HOUR)

    def test_one_that_fails_after_the_change_leaves_state_and_entity_together(self) -> None:
        live = LiveEntity(logged(), after_state_change=fail)
        with pytest.raises(Failure):
            live.fire("start", at=MONDAY)
        assert live.state == "inProgress"
        assert live.entity == logged().start(at=MONDAY)

    def test_failures_can_be_caught_by_the_machine(self) -> None:
        caught: list[BaseException | None] = []
        live = LiveEntity(
            logged(),
            before_state_change=fail,
            on_exception=lambda event: caught.append(event.error),
        )
        assert not live.fire("start", at=MONDAY)
        assert [type(error) for error in caught] == [Failure]
        assert live.entity == logged()

    def test_no_callback_may_be_said_as_none(self) -> None:
        assert LiveEntity(logged(), before_state_change=None).fire("start", at=MONDAY)


class TestKindsOfMachines:
    def test_a_queued_machine_runs_one_event_after_the_other(self) -> None:
        told: list[str] = []

        def go_on(event: EventData) -> None:
            live: Any = event.model
            told.append(live.state)
            if live.state == "inProgress":
                live.cancel(at=MONDAY + HOUR)
                told.append(f"still {live.state}")

        live = LiveEntity(logged(), queued=True, after_state_change=go_on)
        assert live.fire("start", at=MONDAY)
        assert told == ["inProgress", "still inProgress", "cancelled"]
        assert live.entity == logged().start(at=MONDAY).cancel(at=MONDAY + HOUR)

    def test_an_unqueued_machine_nests_what_follows_a_change(self) -> None:
        def go_on(event: EventData) -> None:
            live: Any = event.model
            if live.state == "inProgress":
                live.cancel(at=MONDAY + HOUR)

        live = LiveEntity(logged(), after_state_change=go_on)
        assert live.fire("start", at=MONDAY)
        assert live.entity == logged().start(at=MONDAY).cancel(at=MONDAY + HOUR)

    def test_a_locked_machine_lets_one_thread_after_the_other_through(self) -> None:
        noted = INCIDENT.extend(rules=[Rule("note", [IncidentState.NEW], IncidentState.NEW)])
        live = LiveEntity(Incident(id="INC-7", own_lifecycle=noted), LockedMachine)

        def note() -> None:
            for _ in range(25):
                live.fire("note", at=MONDAY)

        threads = [Thread(target=note) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert isinstance(live.machine, LockedMachine)
        assert len(live.entity.history) == 100

    def test_a_nested_machine_can_drive_an_entity(self) -> None:
        assert LiveEntity(logged(), HierarchicalMachine).fire("start", at=MONDAY)

    @pytest.mark.filterwarnings("ignore:coroutine 'AsyncEvent.trigger' was never awaited")
    def test_an_asynchronous_machine_does_not_pretend_to_have_fired(self) -> None:
        try:
            live = LiveEntity(logged(), AsyncMachine)
            has_fired = live.fire("start", at=MONDAY)
        except (SvcmgmtError, TypeError):
            return
        assert has_fired == (live.state == "inProgress")

    def test_an_event_inside_another_does_not_get_lost(self) -> None:
        def overtake(event: EventData) -> None:
            live: Any = event.model
            if event.event.name == "start":
                live.cancel(at=MONDAY)

        live = LiveEntity(logged(), before_state_change=overtake)
        with pytest.raises(InvalidValue, match="queued=True"):
            live.fire("start", at=MONDAY)
        assert live.state == str(live.entity.state) == "cancelled"

    def test_another_attribute_does_not_part_machine_and_entity(self) -> None:
        try:
            live = LiveEntity(logged(), model_attribute="status")
            has_fired = live.fire("start", at=MONDAY)
        except (SvcmgmtError, TypeError):
            return
        assert has_fired == (live.entity.state is IncidentState.IN_PROGRESS)

    def test_words_that_mean_something_to_transitions_are_refused(self) -> None:
        equal = OwnState("=", StateCategory.DONE)
        ours = INCIDENT.extend(
            rules=[Rule("even", [IncidentState.NEW], equal)],
            finals=[equal],
        )
        with pytest.raises(InvalidValue, match="state: '='"):
            machine(ours)


def test_entity_and_table_refuse_in_their_own_words() -> None:
    with pytest.raises(TransitionNotAllowed):
        LiveEntity(logged()).entity.fire("close", at=MONDAY)


def test_transitions_is_imported_only_when_a_machine_is_asked_for() -> None:
    script = """
        import sys
        from importlib import import_module
        from pkgutil import walk_packages

        import svcmgmt

        for module in walk_packages(svcmgmt.__path__, "svcmgmt."):
            import_module(module.name)
        assert "transitions" not in sys.modules, "imported too early"

        from svcmgmt.lifecycle import machine
        from svcmgmt.lifecycles import INCIDENT

        machine(INCIDENT)
        assert "transitions" in sys.modules, "not imported at all"
    """
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
