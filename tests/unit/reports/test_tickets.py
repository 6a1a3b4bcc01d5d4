"""What is known of tickets: histories from changes and records, parts that merge."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import OwnState, StateCategory, StateChange
from svcmgmt.practice import IncidentState as S, IncidentTrigger
from svcmgmt.reports import Assignment, SourceVerdict, TicketFacts
from svcmgmt.temporal import NaiveDatetime, parse_instant
from svcmgmt.values import Priority, Severity

Change = StateChange[S, IncidentTrigger]

OPENED = parse_instant("2026-10-26T08:00:00Z")
HOUR = timedelta(hours=1)


def change(hours: int, to: S, before: S | None = None, *, sequence: int | None = None) -> Change:
    """Return a change so many hours after the opening."""
    return Change(to_state=to, from_state=before, at=OPENED + hours * HOUR, sequence=sequence)


START = change(1, S.IN_PROGRESS, S.NEW)
END = change(3, S.RESOLVED, S.IN_PROGRESS)


def told(ticket: TicketFacts) -> list[str]:
    """Return a history as text."""
    return [f"{each.to_state} {(each.at - OPENED) // HOUR}" for each in ticket.history]


def codes(ticket: TicketFacts) -> list[str]:
    """Return the codes of what is odd about a ticket."""
    return [finding.code for finding in ticket.check()]


class TestFields:
    def test_changes_are_kept_in_order_each_once(self) -> None:
        assert TicketFacts(id="7", changes=[END, START, END]).changes == (START, END)

    def test_changes_of_one_instant_have_one_order_whatever_their_arrival(self) -> None:
        one, other = change(1, S.IN_PROGRESS), change(1, S.ON_HOLD)
        first, second = (TicketFacts(id="7", changes=each) for each in ([one, other], [other, one]))
        assert first == second

    def test_assignments_are_kept_in_order(self) -> None:
        early, late = (Assignment(group=name, at=OPENED + n * HOUR) for n, name in enumerate("ab"))
        ticket = TicketFacts(id="7", assignments=[late, early])
        assert [each.group for each in ticket.assignments] == ["a", "b"]

    def test_of_verdicts_the_newest_version_counts(self) -> None:
        early, late = (SourceVerdict(id="v", sequence=n, is_missed=n == 2) for n in (1, 2))
        assert TicketFacts(id="7", verdicts=[late, early]).verdicts == (late,)

    @pytest.mark.parametrize("name", ["opened_at", "resolved_at", "closed_at", "recorded_at"])
    def test_a_naive_time_is_refused_by_name(self, name: str) -> None:
        naive = {name: datetime(2026, 10, 26)}  # noqa: DTZ001 - what is refused
        with pytest.raises(NaiveDatetime) as caught:
            TicketFacts(id="7", **naive)  # type: ignore[arg-type]
        assert caught.value.field == name

    def test_a_naive_due_time_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            SourceVerdict(due_at=datetime(2026, 10, 26))  # noqa: DTZ001 - what is refused

    def test_an_empty_id_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="id: ''"):
            TicketFacts()

    def test_a_state_is_a_state(self) -> None:
        with pytest.raises(InvalidType, match="state"):
            TicketFacts(id="7", state="new")  # type: ignore[arg-type]

    def test_changes_are_changes(self) -> None:
        with pytest.raises(InvalidType, match="changes"):
            TicketFacts(id="7", changes=["new"])  # type: ignore[list-item]


class TestHistory:
    def test_the_state_before_the_first_change_has_held_since_the_opening(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, changes=[START, END])
        assert told(ticket) == ["new 0", "inProgress 1", "resolved 3"]

    def test_a_first_change_at_the_opening_comes_after_the_state_before_it(self) -> None:
        at_once = change(0, S.IN_PROGRESS, S.NEW)
        ticket = TicketFacts(id="7", opened_at=OPENED, changes=[at_once])
        assert told(ticket) == ["new 0", "inProgress 0"]

    def test_without_an_opening_there_are_the_changes_only(self) -> None:
        assert told(TicketFacts(id="7", changes=[START])) == ["inProgress 1"]

    def test_a_first_change_that_names_no_state_before_stands_alone(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, changes=[change(1, S.NEW)])
        assert told(ticket) == ["new 1"]

    def test_a_change_before_the_opening_stands_alone(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED + 2 * HOUR, changes=[START])
        assert told(ticket) == ["inProgress 1"]

    def test_without_changes_the_times_of_the_record_stand_for_them(self) -> None:
        ticket = TicketFacts(
            id="7",
            opened_at=OPENED,
            resolved_at=OPENED + HOUR,
            closed_at=OPENED + 5 * HOUR,
            state=S.CLOSED,
        )
        assert told(ticket) == ["new 0", "resolved 1", "closed 5"]

    def test_an_open_state_without_changes_has_held_since_the_opening(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, state=S.IN_PROGRESS)
        assert told(ticket) == ["inProgress 0"]

    @pytest.mark.parametrize("state", [S.ON_HOLD, S.RESOLVED, None])
    def test_another_state_without_changes_has_not(self, state: S | None) -> None:
        assert told(TicketFacts(id="7", opened_at=OPENED, state=state)) == ["new 0"]

    @pytest.mark.parametrize(
        ("state", "ended"),
        [(S.CANCELLED, "cancelled 1"), (S.RESOLVED, "closed 1"), (None, "closed 1")],
    )
    def test_a_closing_without_changes_leads_to_the_final_state(
        self, state: S | None, ended: str
    ) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, closed_at=OPENED + HOUR, state=state)
        assert told(ticket) == ["new 0", ended]

    def test_an_own_final_state_is_kept(self) -> None:
        done = OwnState("archived", StateCategory.DONE)
        ticket = TicketFacts(id="7", opened_at=OPENED, closed_at=OPENED + HOUR, state=done)
        assert told(ticket) == ["new 0", "archived 1"]

    def test_times_of_a_record_come_in_their_order(self) -> None:
        ticket = TicketFacts(
            id="7", opened_at=OPENED, resolved_at=OPENED + 2 * HOUR, closed_at=OPENED + HOUR
        )
        assert told(ticket) == ["new 0", "closed 1", "resolved 2"]

    def test_nothing_known_is_no_history(self) -> None:
        assert TicketFacts(id="7").history == ()


class TestMerging:
    def test_a_record_and_a_log_make_a_whole_in_either_order(self) -> None:
        record = TicketFacts(id="7", opened_at=OPENED, state=S.RESOLVED, priority=Priority.P2)
        log = TicketFacts(id="7", changes=[START, END])
        assert record.merged(log) == log.merged(record)
        assert told(record.merged(log)) == ["new 0", "inProgress 1", "resolved 3"]
        assert not record.merged(log).is_contested

    def test_the_newest_record_counts(self) -> None:
        early = TicketFacts(id="7", recorded_at=OPENED, category="a")
        late = TicketFacts(id="7", recorded_at=OPENED + HOUR, category="b")
        assert early.merged(late) == late.merged(early) == late

    def test_a_sequence_decides_before_the_time_of_recording(self) -> None:
        early = TicketFacts(id="7", sequence=1, recorded_at=OPENED + HOUR, category="a")
        late = TicketFacts(id="7", sequence=2, recorded_at=OPENED, category="b")
        assert early.merged(late).category == "b"

    def test_a_record_that_knows_its_place_counts_even_if_it_is_empty(self) -> None:
        older = TicketFacts(id="7", opened_at=OPENED)
        for emptied in (TicketFacts(id="7", sequence=9), TicketFacts(id="7", recorded_at=OPENED)):
            assert emptied.has_record
            assert emptied.merged(older).opened_at is None

    def test_records_of_one_place_that_differ_are_contested(self) -> None:
        one, other = (TicketFacts(id="7", category=name) for name in "ab")
        merged = one.merged(other)
        assert merged == other.merged(one)
        assert merged.is_contested
        assert codes(merged)[0] == "contested-fact"

    def test_a_newer_record_settles_what_was_contested(self) -> None:
        one, other = (TicketFacts(id="7", category=name) for name in "ab")
        newer = TicketFacts(id="7", category="c", sequence=1)
        assert not one.merged(other).merged(newer).is_contested
        assert one.merged(other, newer) == newer

    def test_what_is_contested_stays_so_beside_older_records(self) -> None:
        one, other = (TicketFacts(id="7", category=name, sequence=1) for name in "ab")
        assert one.merged(other).merged(TicketFacts(id="7", category="c")).is_contested

    def test_equal_records_are_not_contested(self) -> None:
        ticket = TicketFacts(id="7", category="a", changes=[START])
        assert ticket.merged(evolve(ticket)) == ticket

    def test_verdicts_of_both_parts_are_kept(self) -> None:
        one, other = (TicketFacts(id="7", verdicts=[SourceVerdict(id=name)]) for name in "ab")
        assert [each.id for each in one.merged(other).verdicts] == ["a", "b"]

    def test_another_ticket_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="7, the same ticket"):
            TicketFacts(id="7").merged(TicketFacts(id="8"))

    def test_something_else_is_refused(self) -> None:
        with pytest.raises(InvalidType, match="others"):
            TicketFacts(id="7").merged("8")  # type: ignore[arg-type]


class TestCheck:
    def test_a_whole_ticket_is_not_odd(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, state=S.RESOLVED, changes=[START, END])
        assert ticket.check() == ()

    def test_changes_without_a_record(self) -> None:
        ticket = TicketFacts(id="7", changes=[START])
        assert not ticket.has_record
        assert codes(ticket) == ["no-record"]

    def test_a_record_without_changes_is_for_information(self) -> None:
        [finding] = TicketFacts(id="a/7", name="INC7", opened_at=OPENED).check()
        assert (finding.code, finding.severity) == ("no-history", Severity.INFO)
        assert (finding.pointer, finding.value) == ("/tickets/a~17", "INC7")

    def test_an_end_that_nobody_tells(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, state=S.CLOSED)
        assert codes(ticket) == ["no-history", "unknown-end"]

    def test_an_end_that_the_record_tells(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, closed_at=OPENED, state=S.CLOSED)
        assert codes(ticket) == ["no-history"]

    def test_another_state_than_that_of_the_last_change(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED, state=S.CLOSED, changes=[START, END])
        assert codes(ticket) == ["wrong-state"]

    def test_a_record_that_tells_no_state_is_not_wrong(self) -> None:
        assert codes(TicketFacts(id="7", category="a", changes=[START])) == []

    def test_a_change_before_the_opening(self) -> None:
        ticket = TicketFacts(id="7", opened_at=OPENED + 2 * HOUR, changes=[START])
        assert codes(ticket) == ["late-opening"]
