"""Records of the practices as those of TM Forum, and back: what is kept, and what is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve, fields

from svcmgmt.assurance import (
    ChangeRequest,
    ChangeRequestRelationship,
    ChangeRequestState,
    ServiceProblem,
    ServiceProblemStatus,
    StatusChange,
    TroubleTicket,
    TroubleTicketRelationship,
    TroubleTicketStatus,
    TroubleTicketTrigger,
)
from svcmgmt.common import Entity, EntityRef, RelatedEntity
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop import tmf
from svcmgmt.interop.dialects import (
    Translation,
    to_change,
    to_change_request,
    to_incident,
    to_problem,
    to_service_problem,
    to_trouble_ticket,
)
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import (
    Change,
    ChangeModel,
    ChangeOutcome,
    ChangeRisk,
    ChangeState,
    HoldReason,
    Impact,
    Incident,
    IncidentState,
    IncidentTrigger,
    Problem,
    ProblemResolution,
    ProblemState,
    Urgency,
)
from svcmgmt.temporal import Interval
from svcmgmt.values import (
    ChangeId,
    Extension,
    IncidentId,
    KnownErrorId,
    Priority,
    PriorityScale,
    ProblemId,
    Ref,
    ServiceId,
    WorkaroundId,
)

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = Interval.parse("2026-11-08T02:00:00Z/PT1H")


def hours() -> Iterator[datetime]:
    """Yield the hours after Monday morning."""
    now = MONDAY
    while True:
        now += HOUR
        yield now


def told(made: Translation[Any]) -> list[tuple[str, str]]:
    """Return what a conversion has to say."""
    return [(each.code, each.pointer) for each in made.findings]


def kept(
    record: object,
    there: Callable[[Any], Translation[Any]],
    back: Callable[[Any], Translation[Any]],
) -> Translation[Any]:
    """Return a record in the other model, from which it must come back equal."""
    made = there(record)
    assert made.findings == ()
    assert back(made.record).record == record
    return made


def incident() -> Incident:
    """Return an incident all of whose fields have counterparts."""
    logged = Incident.log(id="INC-7", name="VPN down", at=MONDAY, by="ana")
    return evolve(
        logged,
        impact=Impact.MEDIUM,
        priority=Priority.P2,
        opening_category=("network", "vpn"),
        affected=[Ref(id=ServiceId("vpn"), name="VPN", href="/vpn", referred_type="Service")],
        problem=Ref(id=ProblemId("PRB-1")),
        known_error=Ref(id=KnownErrorId("KE-1")),
        workaround=Ref(id=WorkaroundId("WA-1")),
        related=[Ref(id="INC-1"), Ref(id="INC-2")],
        parent=Ref(id="INC-3", name="all down"),
        merged_into=Ref(id="INC-4"),
        extension=Extension({"x-queue": "noc"}),
    )


class TestIncidents:
    def test_fields_with_counterparts_come_back_equal_in_every_state(self) -> None:
        at, record = hours(), incident()
        steps: list[Callable[[Incident], Incident]] = [
            lambda each: each.start(at=next(at), by="bo"),
            lambda each: each.hold(at=next(at), reason=HoldReason.CALLER),
            lambda each: each.resume(at=next(at)),
            lambda each: each.hold(at=next(at), reason=HoldReason.VENDOR),
            lambda each: each.resolve(at=next(at), resolution="restarted"),
            lambda each: each.reopen(at=next(at), reason="no"),
            lambda each: each.resolve(at=next(at), resolution="replaced"),
            lambda each: each.close(at=next(at)),
        ]
        states = [kept(record, to_trouble_ticket, to_incident).record.state]
        for step in steps:
            record = step(record)
            states.append(kept(record, to_trouble_ticket, to_incident).record.state)
        assert [str(each) for each in states] == [
            "acknowledged",
            "inProgress",
            "pending",
            "inProgress",
            "held",
            "resolved",
            "inProgress",
            "resolved",
            "closed",
        ]
        gone = incident().cancel(at=next(at), reason="none")
        assert str(kept(gone, to_trouble_ticket, to_incident).record.state) == "cancelled"

    def test_the_ticket_tells_its_dates_and_facts_in_its_own_words(self) -> None:
        at = hours()
        record = incident().start(at=next(at)).hold(at=next(at), reason=HoldReason.CALLER)
        ticket = to_trouble_ticket(record.resolve(at=next(at), resolution="restarted")).record
        assert (ticket.severity, ticket.priority, ticket.ticket_type) == (
            "Major",
            "High",
            "network/vpn",
        )
        assert ticket.creation_date == MONDAY
        assert ticket.resolution_date == ticket.status_change_date == MONDAY + 3 * HOUR
        assert ticket.status_change_reason == "restarted"
        assert [fact.trigger for fact in ticket.history] == [
            None,
            TroubleTicketTrigger.START,
            TroubleTicketTrigger.AWAIT_CUSTOMER,
            "resolve",  # TMF621 draws no way from pending to resolved
        ]
        assert ticket.status_change_history[-1].status_change_reason == "restarted"
        assert ticket.history[3].from_state is TroubleTicketStatus.PENDING

    def test_it_travels_as_a_document_of_either_version(self) -> None:
        at, record = hours(), evolve(incident(), extension=Extension())
        record = record.start(at=next(at)).hold(at=next(at), reason=HoldReason.CALLER)
        older = tmf.v4().dump(to_trouble_ticket(record).record)
        newer = tmf.convert(older, source=tmf.v4(), target=tmf.v5()).document
        for profile, document in ((tmf.v4(), older), (tmf.v5(), newer)):
            ticket = profile.load(document)
            assert isinstance(ticket, TroubleTicket)
            again = to_incident(ticket)
            assert again.findings == ()
            assert again.record.hold_reason is HoldReason.CALLER
            assert [str(fact) for fact in again.record.history] == [
                str(fact) for fact in record.history
            ]
            names = [each.name for each in fields(Incident) if each.name != "history"]
            for name in names:
                assert getattr(again.record, name) == getattr(record, name)

    def test_what_has_no_counterpart_is_told(self) -> None:
        record = evolve(incident(), urgency=Urgency.HIGH, is_major=True)
        record = record.assign(at=MONDAY, group="network")
        assert told(to_trouble_ticket(record)) == [
            ("no-counterpart", "/urgency"),
            ("no-counterpart", "/assignments"),
            ("not-kept", "/is_major"),
        ]

    def test_a_priority_of_another_scale_is_told(self) -> None:
        scale = PriorityScale(name="own", most_urgent=1, least_urgent=3)
        made = to_trouble_ticket(evolve(incident(), priority=Priority(2, scale)))
        assert told(made) == [("priority-not-told", "/priority")]
        assert made.record.priority is None

    def test_an_incident_without_history_keeps_its_state(self) -> None:
        record = Incident(id=IncidentId("INC-1"), state=IncidentState.RESOLVED, resolution="done")
        ticket = kept(record, to_trouble_ticket, to_incident).record
        assert (ticket.state, ticket.status_change_reason) == (TroubleTicketStatus.RESOLVED, "done")
        held = Incident(id=IncidentId("INC-1"), state=IncidentState.ON_HOLD)
        assert kept(held, to_trouble_ticket, to_incident).record.state is TroubleTicketStatus.HELD

    def test_an_unknown_state_stays_one(self) -> None:
        nowhere = Incident(id=IncidentId("INC-1"), state=None)
        assert kept(nowhere, to_trouble_ticket, to_incident).record.state is None
        own = OwnState("withVendor", StateCategory.PAUSED)
        made = to_trouble_ticket(Incident(id=IncidentId("INC-1"), state=own))
        assert told(made) == [("state-not-told", "/state")]
        assert made.record.state == own
        assert to_incident(made.record).record.state == own

    def test_facts_of_a_log_need_not_tell_all(self) -> None:
        facts: list[StateChange[IncidentState, IncidentTrigger]] = [
            StateChange(at=MONDAY, to_state=IncidentState.NEW),
            StateChange(
                at=MONDAY + HOUR, to_state=IncidentState.RESOLVED, from_state=IncidentState.ON_HOLD
            ),
            StateChange(
                at=MONDAY + 2 * HOUR,
                to_state=IncidentState.CLOSED,
                from_state=IncidentState.RESOLVED,
                trigger="closeByRobot",
            ),
        ]
        record = Incident(id=IncidentId("INC-1"), state=IncidentState.CLOSED, history=facts)
        ticket = to_trouble_ticket(record).record
        assert [fact.trigger for fact in ticket.history] == [
            None,
            None,
            TroubleTicketTrigger.CLOSE,
        ]
        assert ticket.history[1].from_state is TroubleTicketStatus.HELD


class TestTroubleTickets:
    def test_what_happened_to_a_ticket_comes_back(self) -> None:
        at = hours()
        ticket = TroubleTicket(id="TT-1", name="no tone", description="no tone", severity="Minor")
        ticket = ticket.start(at=next(at)).await_customer(at=next(at)).cancel(at=next(at))
        made = to_incident(ticket)
        assert made.findings == ()
        assert to_trouble_ticket(made.record).record.history == ticket.history
        rejected = to_incident(TroubleTicket(id="TT-1").reject(at=next(at)))
        assert rejected.record.state is IncidentState.CANCELLED
        assert rejected.record.history[0].reason == "rejected"
        again = to_trouble_ticket(rejected.record)
        assert again.record.state is TroubleTicketStatus.REJECTED

    def test_dates_of_a_document_make_its_history(self) -> None:
        ticket = TroubleTicket(
            id="TT-1",
            name="no tone",
            creation_date=MONDAY,
            status_change_history=[
                StatusChange(
                    status=TroubleTicketStatus.IN_PROGRESS, status_change_date=MONDAY + HOUR
                ),
                StatusChange(status=TroubleTicketStatus.HELD),
            ],
            state=TroubleTicketStatus.PENDING,
            status_change_date=MONDAY + 2 * HOUR,
            status_change_reason="on leave",
        )
        made = to_incident(ticket)
        assert [str(fact.to_state) for fact in made.record.history] == [
            "new",
            "inProgress",
            "onHold",
        ]
        assert made.record.hold_reason is HoldReason.CALLER
        assert told(made) == [
            ("no-counterpart", "/status_change_reason"),
            ("not-kept", "/status_change_history"),
        ]

    def test_dates_that_lead_elsewhere_make_none(self) -> None:
        ticket = TroubleTicket(
            id="TT-1", creation_date=MONDAY, state=TroubleTicketStatus.IN_PROGRESS
        )
        made = to_incident(ticket)
        assert made.record.history == ()
        assert told(made) == [("no-counterpart", "/creation_date")]

    def test_a_word_that_is_no_priority_or_severity_is_told(self) -> None:
        made = to_incident(TroubleTicket(id="TT-1", priority="OMNAD", severity="PRETR"))
        assert told(made) == [("unknown-priority", "/priority"), ("no-counterpart", "/severity")]
        assert to_incident(TroubleTicket(id="TT-1", priority=" ")).record.priority is None

    def test_another_spelling_is_no_loss(self) -> None:
        made = to_incident(TroubleTicket(id="TT-1", priority="2", severity="minor"))
        assert (made.record.priority, made.record.impact) == (Priority.P2, Impact.LOW)
        assert made.findings == ()
        again = to_trouble_ticket(made.record).record
        assert (again.priority, again.severity) == ("High", "Minor")
        assert (
            to_change(ChangeRequest(id="CR-1", request_type="normal", priority="4")).findings == ()
        )

    def test_related_entities_and_tickets_become_references(self) -> None:
        ticket = TroubleTicket(
            id="TT-1",
            related_entity=[
                RelatedEntity(role="cause", id="alarm-1"),
                RelatedEntity(role="affected", entity=EntityRef(id="vpn")),
                RelatedEntity(role="affected"),
                RelatedEntity(role="affected", entity=Entity(id="by value")),
            ],
            trouble_ticket_relationship=[
                TroubleTicketRelationship(id="TT-2", relationship_type="dependent"),
                TroubleTicketRelationship(id="TT-3", relationship_type="parent"),
            ],
        )
        made = to_incident(ticket)
        assert [ref.id for ref in made.record.related] == ["alarm-1"]
        assert [ref.id for ref in made.record.affected] == ["vpn"]
        assert made.record.parent == Ref(id="TT-3")
        assert told(made) == [
            ("not-kept", "/related_entity"),
            ("not-kept", "/trouble_ticket_relationship"),
        ]

    def test_the_description_names_a_ticket_without_a_name(self) -> None:
        made = to_incident(TroubleTicket(id="TT-1", description="no tone"))
        assert (made.record.name, made.findings) == ("no tone", ())

    @pytest.mark.parametrize("name", [None, ""])
    def test_without_an_id_there_is_no_incident(self, name: str | None) -> None:
        with pytest.raises(InvalidValue, match="id"):
            to_incident(TroubleTicket(id=name))


class TestProblems:
    def problem(self) -> Problem:
        """Return a problem all of whose fields have counterparts."""
        return evolve(
            Problem.log(id="PRB-1", name="VPN drops", at=MONDAY),
            opening_category=("network",),
            priority=Priority.P3,
            incidents=[Ref(id=IncidentId("INC-7"))],
            changes=[Ref(id=ChangeId("CHG-1"))],
            workarounds=[Ref(id=WorkaroundId("WA-1"))],
            known_error=Ref(id=KnownErrorId("KE-1")),
            related=[Ref(id="x")],
            parent=Ref(id="PRB-0"),
        )

    def test_fields_with_counterparts_come_back_equal(self) -> None:
        at, record = hours(), self.problem()
        made = kept(record, to_service_problem, to_problem).record
        assert (made.priority, made.category) == (5, "network")
        assert [ref.id for ref in made.trouble_ticket] == ["INC-7"]
        for code in (ProblemResolution.CANCELLED, ProblemResolution.RISK_ACCEPTED):
            ended = record.dismiss(at=next(at), code=code, reason="too dear")
            made = kept(ended, to_service_problem, to_problem).record
            assert made.status_change_reason == ("too dear" if made.state is
                ServiceProblemStatus.CANCELLED else code.value)  # fmt: skip

    def test_a_duplicate_names_the_one_that_goes_on(self) -> None:
        ended = self.problem().dismiss(
            at=MONDAY + HOUR, code=ProblemResolution.DUPLICATE, duplicate_of=Ref(id=ProblemId("P"))
        )
        assert kept(ended, to_service_problem, to_problem).record.state.value == "closed"

    def test_one_word_stands_for_three_states_of_work(self) -> None:
        at = hours()
        record = self.problem().assess(at=next(at))
        assert told(to_service_problem(record)) == [
            ("state-not-told", "/state"),
            ("not-kept", "/history"),
        ]
        record = record.analyse(at=next(at))
        made = to_service_problem(record)
        assert made.record.state is ServiceProblemStatus.IN_PROGRESS
        assert told(made) == [("not-kept", "/history")]
        record = record.fix(at=next(at), root_cause="firmware").resolve(at=next(at))
        made = to_service_problem(record)
        assert made.record.resolution_date == MONDAY + 4 * HOUR
        assert told(made) == [("not-kept", "/history"), ("no-counterpart", "/root_cause")]
        assert to_problem(made.record).record.resolution_code is ProblemResolution.FIXED

    def test_a_problem_that_waits_keeps_its_state(self) -> None:
        at = hours()
        theirs = ServiceProblem(id="SP-1").start(at=next(at)).hold(at=next(at), reason="parts")
        made = to_problem(theirs)
        assert told(made) == []
        assert made.record.state == OwnState("held", StateCategory.PAUSED)
        assert to_service_problem(made.record).record.history == theirs.history

    def test_a_closed_one_may_be_reopened_and_rejected(self) -> None:
        at = hours()
        theirs = ServiceProblem(id="SP-1").start(at=next(at)).resolve(at=next(at))
        theirs = theirs.close(at=next(at)).reopen(at=next(at))
        assert told(to_problem(theirs)) == []
        rejected = ServiceProblem(id="SP-1").reject(at=next(at))
        made = to_problem(rejected)
        assert (made.record.state, made.record.resolution_code) == (ProblemState.CLOSED, None)
        assert to_service_problem(made.record).record.state is ServiceProblemStatus.REJECTED

    def test_related_entities_may_have_the_form_of_v5(self) -> None:
        nested = [
            RelatedEntity(role="change", entity=EntityRef(id="CHG-1")),
            RelatedEntity(role="workaround", entity=EntityRef(id="WA-1", name="detour")),
        ]
        for entities in (nested, nested[::-1]):
            assert told(to_problem(ServiceProblem(id="SP-1", related_entity=entities))) == []
        versioned = RelatedEntity(role="change", entity=EntityRef(id="CHG-1", version="2"))
        made = to_problem(ServiceProblem(id="SP-1", related_entity=[versioned]))
        assert told(made) == [("not-kept", "/related_entity")]

    def test_a_finer_priority_is_told(self) -> None:
        made = to_problem(ServiceProblem(id="SP-1", priority=4))
        assert made.record.priority == Priority.P2
        assert told(made) == [("priority-rounded", "/priority")]

    def test_dates_of_a_document_make_its_history(self) -> None:
        theirs = ServiceProblem(
            id="SP-1",
            creation_date=MONDAY,
            state=ServiceProblemStatus.RESOLVED,
            status_change_date=MONDAY + HOUR,
            status_change_reason="fixApplied",
        )
        made = to_problem(theirs)
        assert [str(each.to_state) for each in made.record.history] == ["new", "resolved"]
        assert made.record.resolution_code is ProblemResolution.FIXED
        assert told(made) == []

    def test_an_unknown_state_stays_one(self) -> None:
        nowhere = Problem(id=ProblemId("PRB-1"), state=None)
        assert kept(nowhere, to_service_problem, to_problem).record.state is None


class TestChanges:
    def change(self, model: ChangeModel = ChangeModel.NORMAL) -> Change:
        """Return a change all of whose fields have counterparts."""
        return evolve(
            Change.log(id="CHG-1", name="firmware", at=MONDAY, model=model),
            impact=Impact.LOW,
            priority=Priority.P4,
            risk=ChangeRisk.LOW,
            planned=NIGHT,
            template="T-1",
            affected=[Ref(id=ServiceId("vpn"), name="VPN")],
            parent=Ref(id="CHG-0"),
            merged_into=Ref(id="CHG-2"),
        )

    def test_fields_with_counterparts_come_back_equal(self) -> None:
        at, record = hours(), self.change(model=ChangeModel.STANDARD)
        states: list[str] = []
        for step in ("submit", "implement", "finish"):
            record = getattr(record, step)(at=next(at))
            states.append(str(kept(record, to_change_request, to_change).record.state))
        assert states == ["scheduled", "inProgress", "postImplementationReview"]
        for outcome, state in (
            (ChangeOutcome.SUCCESSFUL, ChangeRequestState.COMPLETED),
            (ChangeOutcome.FAILED, ChangeRequestState.FAILED),
        ):
            ended = record.close(at=next(at), outcome=outcome, reason="seen")
            made = kept(ended, to_change_request, to_change).record
            assert made.state is state
            assert (made.completion_date is None) is (state is ChangeRequestState.FAILED)
        gone = self.change().cancel(at=next(at))
        assert kept(gone, to_change_request, to_change).record.state.value == "cancelled"

    def test_a_request_tells_the_change_in_its_own_words(self) -> None:
        made = to_change_request(self.change(model=ChangeModel.EMERGENCY)).record
        assert (made.request_type, made.impact, made.risk_value) == ("emergency", "low", "low")
        assert (made.planned_start_time, made.planned_end_time) == (NIGHT.start, NIGHT.end)
        assert made.request_date == MONDAY

    def test_one_that_was_backed_out_is_told_and_comes_back(self) -> None:
        at, record = hours(), self.change(model=ChangeModel.STANDARD)
        record = record.submit(at=next(at)).implement(at=next(at))
        record = record.finish(at=next(at), outcome=ChangeOutcome.BACKED_OUT, reason="no boot")
        kept(record, to_change_request, to_change)
        made = to_change_request(record.close(at=next(at)))
        assert told(made) == [("state-not-told", "/state")]
        assert made.record.state is ChangeRequestState.FAILED
        assert to_change(made.record).record.outcome is ChangeOutcome.BACKED_OUT

    def test_what_has_no_counterpart_is_told(self) -> None:
        record = evolve(self.change(), back_out_plan="flash the old one", urgency=Urgency.LOW)
        record = record.decide(at=MONDAY, role="board")
        assert told(to_change_request(record)) == [
            ("no-counterpart", "/urgency"),
            ("no-counterpart", "/back_out_plan"),
            ("no-counterpart", "/approvals"),
        ]

    def test_a_request_that_fell_back_comes_back(self) -> None:
        at = hours()
        theirs = ChangeRequest(id="CR-1", request_type="normal", risk_value="moderate")
        theirs = theirs.request_authorization(at=next(at)).await_approval(at=next(at))
        theirs = theirs.approve(at=next(at)).schedule(at=next(at)).start(at=next(at))
        theirs = theirs.fall_back(at=next(at)).review(at=next(at)).fail(at=next(at))
        made = to_change(theirs)
        assert told(made) == [("no-counterpart", "/scheduled_date")]
        assert made.record.outcome is ChangeOutcome.FAILED
        assert made.record.state is ChangeState.CLOSED
        assert to_change_request(made.record).record.history == theirs.history

    def test_targets_may_have_the_form_of_v5(self) -> None:
        nested = RelatedEntity(entity=EntityRef(id="vpn"))
        theirs = ChangeRequest(id="CR-1", request_type="normal", target_entity=[nested])
        assert told(to_change(theirs)) == []
        roled = evolve(theirs, target_entity=[RelatedEntity(id="vpn", role="service")])
        assert told(to_change(roled)) == [("not-kept", "/target_entity")]

    def test_what_a_change_has_no_words_for_is_told(self) -> None:
        theirs = ChangeRequest(
            id="CR-1",
            request_type="weird",
            impact="half",
            risk_value="some",
            planned_start_time=MONDAY + HOUR,
            planned_end_time=MONDAY,
            actual_end_time=MONDAY,
            specification=EntityRef(name="without an id"),
            change_relationship=[
                ChangeRequestRelationship(
                    relationship_type="parent", change_request=ChangeRequest(id="v")
                )
            ],
        )
        assert told(to_change(theirs)) == [
            ("not-kept", "/request_type"),
            ("no-counterpart", "/specification"),
            ("no-counterpart", "/planned_start_time"),
            ("no-counterpart", "/planned_end_time"),
            ("no-counterpart", "/actual_end_time"),
            ("no-counterpart", "/impact"),
            ("no-counterpart", "/risk_value"),
            ("no-counterpart", "/change_relationship"),
        ]

    def test_dates_of_a_document_make_its_history(self) -> None:
        theirs = ChangeRequest(
            id="CR-1",
            request_type="normal",
            request_date=MONDAY,
            state=ChangeRequestState.COMPLETED,
            status_change_date=MONDAY + HOUR,
        )
        made = to_change(theirs)
        assert [str(each.to_state) for each in made.record.history] == ["new", "closed"]
        assert made.record.outcome is ChangeOutcome.SUCCESSFUL
        assert told(made) == []

    def test_an_unknown_state_stays_one(self) -> None:
        nowhere = Change(id=ChangeId("CHG-1"), state=None)
        assert kept(nowhere, to_change_request, to_change).record.state is None


@pytest.mark.parametrize(
    "convert",
    [
        to_trouble_ticket,
        to_incident,
        to_service_problem,
        to_problem,
        to_change_request,
        to_change,
    ],
)
def test_other_things_are_refused(convert: Callable[[Any], object]) -> None:
    with pytest.raises(InvalidType):
        convert("INC-1")
