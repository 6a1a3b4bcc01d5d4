"""An agreement is data with a life: every trigger gives a new one with one more fact."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from agreements import OFFICE, SLA, UPTIME, YEAR, restore_within, uptime
from attrs import evolve
from attrs.exceptions import FrozenInstanceError

from svcmgmt.agreement import Agreement, AgreementState, Scope, TicketTarget
from svcmgmt.calendars import UnknownZone
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import LateFact, OwnState, StateCategory, StateChange, TransitionNotAllowed
from svcmgmt.temporal import CalendarDuration, Interval, IntervalSet, OpenInterval, parse_instant
from svcmgmt.values import NoData, Priority, Ref, ServiceId

DRAFT, NEGOTIATION, AGREED, ACTIVE, SUSPENDED, REJECTED, EXPIRED, TERMINATED = AgreementState

NOVEMBER = parse_instant("2025-11-01T09:00:00Z")
DAY = timedelta(days=1)
BARE = Agreement(id="SLA-7")


def lived(*steps: str, agreement: Agreement = BARE, start: datetime = NOVEMBER) -> Agreement:
    """Return an agreement after some triggers, one each day."""
    agreement = agreement.drafted(at=start, by="ana")
    for number, step in enumerate(steps, 1):
        agreement = getattr(agreement, step)(at=start + number * DAY, by="ana")
    return agreement


SIGNED = ("propose", "agree", "activate")


class TestFields:
    def test_an_identifier_is_enough_and_nothing_is_assumed(self) -> None:
        assert BARE.state is DRAFT
        said = (BARE.zone, BARE.valid_for, BARE.exclusions, BARE.comparison, BARE.fees)
        assert said == (None,) * 5
        assert (*BARE.objectives, *BARE.targets, *BARE.services) == ()

    def test_texts_are_read(self) -> None:
        agreement = Agreement(id="x", zone="Europe/Berlin", notice_period="P3M", services=["vpn"])
        assert agreement.zone is not None
        assert agreement.zone.key == "Europe/Berlin"
        assert agreement.notice_period == CalendarDuration(months=3)
        assert agreement.services == (Ref(id=ServiceId("vpn")),)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": None},
            {"kind": "SLA"},
            {"version": 2},
            {"description": None},
            {"engaged_party": ["acme"]},
            {"services": "vpn"},
            {"services": [7]},
            {"valid_for": "2026"},
            {"notice_period": timedelta(days=90)},
            {"service_hours": "office"},
            {"support_hours": "office"},
            {"conformance_period": "month"},
            {"comparison": "exact"},
            {"exclusions": ["storm"]},
            {"fees": 100},
            {"credit_terms": "none"},
            {"credit_clauses": ["uptime"]},
            {"termination_right": 3},
            {"targets": [4]},
            {"objectives": UPTIME},
            {"supports": ["SLA-1"]},
            {"state": "draft"},
        ],
    )
    def test_wrong_kinds_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            Agreement(**{"id": "x", **wrong})

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(UnknownZone):
            Agreement(id="x", zone="Europe/Atlantis")

    @pytest.mark.parametrize("id", ["", None, 7])
    def test_what_identifies_nothing_is_refused(self, id: Any) -> None:  # noqa: A002, ANN401
        with pytest.raises(InvalidValue, match="id"):
            Agreement(id=id)

    @pytest.mark.parametrize(
        "twice",
        [
            {"services": ["vpn", "vpn"]},
            {"objectives": [UPTIME, uptime("99 %")]},
            {"targets": [restore_within(60), restore_within(90)]},
            {"credit_clauses": SLA.credit_clauses * 2},
        ],
    )
    def test_names_are_there_once(self, twice: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue, match=f"{next(iter(twice))}: .* each once"):
            Agreement(**{"id": "x", **twice})

    def test_it_cannot_be_changed_and_survives_copies(self) -> None:
        with pytest.raises(FrozenInstanceError):
            SLA.name = "x"  # type: ignore[misc]
        active = lived(*SIGNED, agreement=SLA)
        for twin in (copy.deepcopy(active), pickle.loads(pickle.dumps(active))):  # noqa: S301
            assert twin == active
            assert hash(twin) == hash(active)

    def test_an_objective_is_found_by_its_identifier(self) -> None:
        assert SLA.objective("uptime") is UPTIME
        with pytest.raises(InvalidValue, match="'x' is not allowed; allowed: uptime, longest"):
            SLA.objective("x")
        with pytest.raises(InvalidValue, match="none, it has no objectives"):
            BARE.objective("x")


class TestLife:
    @pytest.mark.parametrize(
        ("steps", "state"),
        [
            ((), DRAFT),
            (("propose",), NEGOTIATION),
            (("propose", "revise"), DRAFT),
            (("propose", "agree"), AGREED),
            (("propose", "reject"), REJECTED),
            (SIGNED, ACTIVE),
            ((*SIGNED, "suspend"), SUSPENDED),
            ((*SIGNED, "suspend", "resume"), ACTIVE),
            ((*SIGNED, "renegotiate"), NEGOTIATION),
            ((*SIGNED, "expire"), EXPIRED),
            ((*SIGNED, "terminate"), TERMINATED),
            (("terminate",), TERMINATED),
        ],
    )
    def test_every_trigger_has_a_method(
        self, steps: tuple[str, ...], state: AgreementState
    ) -> None:
        agreement = lived(*steps)
        assert agreement.state is state
        assert len(agreement.history) == len(steps) + 1
        assert {change.by for change in agreement.history} == {"ana"}

    @pytest.mark.parametrize(
        ("steps", "last"),
        [
            (("propose",), "revise"),
            (("propose",), "reject"),
            (SIGNED, "suspend"),
            (SIGNED, "renegotiate"),
            (SIGNED, "terminate"),
        ],
    )
    def test_reasons_are_kept_where_somebody_asks_for_them(
        self, steps: tuple[str, ...], last: str
    ) -> None:
        agreement = lived(*steps)
        act: Callable[..., Agreement] = getattr(agreement, last)
        assert act(at=NOVEMBER + 9 * DAY, reason="no payment").history[-1].reason == "no payment"

    def test_what_the_table_does_not_have_is_refused_with_the_way(self) -> None:
        with pytest.raises(TransitionNotAllowed, match="way there: propose, agree, activate"):
            BARE.activate(at=NOVEMBER)

    def test_facts_come_in_order(self) -> None:
        with pytest.raises(LateFact):
            lived("propose").agree(at=NOVEMBER)

    def test_a_history_is_begun_once(self) -> None:
        with pytest.raises(InvalidValue, match="a draft without history"):
            lived().drafted(at=NOVEMBER)
        with pytest.raises(InvalidValue, match="a draft without history"):
            evolve(BARE, state=ACTIVE).drafted(at=NOVEMBER)


class TestAgreed:
    @pytest.mark.parametrize(
        ("steps", "agreed"),
        [
            ((), False),
            (("propose",), False),
            (("propose", "reject"), False),
            (("terminate",), False),
            (("propose", "agree"), True),
            ((*SIGNED, "renegotiate"), True),
            ((*SIGNED, "renegotiate", "reject"), True),
            ((*SIGNED, "terminate"), True),
        ],
    )
    def test_the_history_tells_whether_it_was_signed(
        self,
        steps: tuple[str, ...],
        agreed: bool,  # noqa: FBT001
    ) -> None:
        assert lived(*steps).is_agreed is agreed

    @pytest.mark.parametrize(
        ("state", "agreed"),
        [
            (DRAFT, False),
            (REJECTED, False),
            (ACTIVE, True),
            (SUSPENDED, True),
            (EXPIRED, True),
            (TERMINATED, True),
            (None, False),
            (OwnState("disputed", StateCategory.DEGRADED), True),
        ],
    )
    def test_without_a_history_the_state_tells(self, state: Any, agreed: bool) -> None:  # noqa: ANN401, FBT001
        assert evolve(BARE, state=state).is_agreed is agreed


class TestInForce:
    january = Interval.parse("2026-01-01T00:00:00Z/2026-02-01T00:00:00Z")
    always_valid = evolve(BARE, valid_for=Interval.parse("2025-01-01T00:00:00Z/.."))

    def test_promises_hold_from_the_activation_on(self) -> None:
        agreement = lived(
            *SIGNED, agreement=self.always_valid, start=parse_instant("2026-01-08T00:00:00Z")
        )
        assert agreement.in_force_during(self.january) == IntervalSet.parse(
            "2026-01-11T00:00:00Z/2026-02-01T00:00:00Z"
        )

    def test_they_rest_while_it_is_suspended(self) -> None:
        steps = (*SIGNED, "suspend", "resume", "terminate")
        agreement = lived(
            *steps, agreement=self.always_valid, start=parse_instant("2026-01-08T00:00:00Z")
        )
        assert str(agreement.in_force_during(self.january)) == (
            "2026-01-11T00:00:00Z/2026-01-12T00:00:00Z, 2026-01-13T00:00:00Z/2026-01-14T00:00:00Z"
        )

    def test_they_hold_while_an_amendment_is_on_the_table(self) -> None:
        steps = (*SIGNED, "renegotiate", "revise", "propose", "agree", "activate")
        agreement = lived(
            *steps, agreement=self.always_valid, start=parse_instant("2026-01-08T00:00:00Z")
        )
        assert len(agreement.in_force_during(self.january)) == 1

    def test_they_hold_only_while_the_terms_are_valid(self) -> None:
        agreement = lived(*SIGNED, agreement=evolve(BARE, valid_for=YEAR))
        december = Interval.parse("2025-12-01T00:00:00Z/2026-01-02T00:00:00Z")
        assert str(agreement.in_force_during(december)) == (
            "2025-12-31T23:00:00Z/2026-01-02T00:00:00Z"
        )

    @pytest.mark.parametrize(
        ("state", "days"), [(ACTIVE, 31), (SUSPENDED, 0), (DRAFT, 0), (None, 0)]
    )
    def test_without_a_history_the_state_of_now_holds(self, state: Any, days: int) -> None:  # noqa: ANN401
        agreement = evolve(BARE, state=state)
        assert agreement.in_force_during(self.january).total() == days * DAY

    def test_a_history_that_begins_later_tells_what_was_before(self) -> None:
        active = evolve(self.always_valid, state=ACTIVE)
        ended = active.terminate(at=parse_instant("2026-01-11T00:00:00Z"))
        assert ended.in_force_during(self.january).total() == 10 * DAY
        assert ended.is_agreed

    def test_the_time_must_have_an_end(self) -> None:
        with pytest.raises(OpenInterval):
            BARE.in_force_during(Interval(NOVEMBER))

    def test_a_term_ends_with_a_termination(self) -> None:
        ended = lived(*SIGNED, "terminate", agreement=self.always_valid)
        assert ended.term == Interval(parse_instant("2025-01-01T00:00:00Z"), NOVEMBER + 4 * DAY)
        assert self.always_valid.term == self.always_valid.valid_for
        assert lived(*SIGNED, "terminate").term is None


class TestTargets:
    def test_the_first_that_fits_is_chosen(self) -> None:
        choice = SLA.target_for(priority=Priority.P1, service="vpn", metric="restore")
        assert isinstance(choice.target, TicketTarget)
        assert choice.target.name == "urgent"

    def test_a_service_that_is_not_covered_gets_none(self) -> None:
        choice = SLA.target_for(service="mail")
        assert choice.target == NoData("SLA-7 covers vpn, not mail")
        assert choice.passed_over == ()

    def test_before_and_after_its_validity_there_is_none(self) -> None:
        assert isinstance(SLA.target_for(at=YEAR.start).target, TicketTarget)
        choice = SLA.target_for(at=parse_instant("2026-12-31T23:00:00Z"))
        assert isinstance(choice.target, NoData)
        assert choice.reason.startswith("SLA-7 is valid for 2025-12-31T23:00:00Z/")

    def test_segments_are_asked(self) -> None:
        gold = restore_within(60, "gold", scope=Scope(segments=["gold"]))
        agreement = Agreement(id="x", targets=[gold])
        assert agreement.target_for(segment="gold").target is gold
        assert isinstance(agreement.target_for(segment="lead").target, NoData)


class TestTexts:
    def test_one_line_tells_kind_state_and_number(self) -> None:
        assert str(SLA) == "SLA SLA-7 VPN Gold, version 1: draft, 3 objectives"
        one = evolve(BARE, objectives=[UPTIME], state=None)
        assert str(one) == "SLA SLA-7, version 1: state unknown, 1 objective"

    def test_explain_tells_the_rest(self) -> None:
        lines = SLA.explain().splitlines()
        assert lines[1:5] == [
            "parties: Telco (provider), Acme (consumer)",
            "services: VPN Berlin",
            "valid for: 2025-12-31T23:00:00Z/2026-12-31T23:00:00Z",
            "zone: Europe/Berlin",
        ]
        assert lines[5].split() == [
            *("id", "name", "measure", "scope", "target", "period", "credit", "internal"),
        ]
        assert BARE.explain() == str(BARE)

    def test_rows_are_those_of_the_objectives(self) -> None:
        assert [row["id"] for row in SLA.as_rows()] == ["uptime", "longest", "restore"]

    def test_a_notebook_shows_text_and_words(self) -> None:
        shown = SLA._repr_mimebundle_()
        assert shown["text/plain"] == SLA.explain()
        assert shown["text/markdown"].startswith("# VPN Gold")

    def test_hours_are_kept(self) -> None:
        assert SLA.support_hours == OFFICE


def test_facts_from_elsewhere_are_taken_in() -> None:
    late: StateChange[Any, Any] = StateChange(
        from_state=ACTIVE, to_state=SUSPENDED, at=NOVEMBER + 9 * DAY
    )
    assert lived(*SIGNED).replay([late]).state is SUSPENDED


def test_another_object_of_the_same_zone_is_the_same_zone() -> None:
    told = [
        Agreement(id="SLA-1", zone=zone)
        for zone in (ZoneInfo("Europe/Berlin"), ZoneInfo.no_cache("Europe/Berlin"))
    ]
    assert told[0] == told[1]
    assert hash(told[0]) == hash(told[1])
