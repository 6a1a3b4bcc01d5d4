"""Compliance: the counts behind each percentage, and to which period a ticket belongs (R6.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla import (
    Attribution,
    ClockLedger,
    ClockReading,
    Compliance,
    Mark,
    Outcome,
    Signal,
    Target,
    compliance,
    compliance_by,
    read,
)
from svcmgmt.temporal import Interval, parse_instant as at
from svcmgmt.values import NoData, Ratio

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)
TARGET = Target(name="restore", limit=DAY)
UNTIL = at("2026-12-01T00:00:00Z")

OCTOBER = Interval.parse("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z")
NOVEMBER = Interval.parse("2026-11-01T00:00:00Z/2026-12-01T00:00:00Z")


def day(month: int, number: int) -> datetime:
    return at(f"2026-{month:02d}-{number:02d}T00:00:00Z")


def ticket(
    start: datetime | None, stop: datetime | None = None, *, until: datetime = UNTIL
) -> ClockReading:
    ledger = ClockLedger() if start is None else ClockLedger.started(start)
    if stop is not None:
        ledger = ledger.stop(stop)
    return read(TARGET, ledger, until=until)


MET = ticket(day(10, 5), day(10, 6))
MISSED = ticket(day(10, 5), day(10, 7))
OPEN = ticket(day(11, 30))
LATE = ticket(day(11, 20))
CANCELLED = read(TARGET, ClockLedger.started(day(10, 5)).cancel(day(11, 2)), until=UNTIL)
NEVER_STARTED = read(
    TARGET, ClockLedger.of([Mark(at=day(10, 5), signals=[Signal.PAUSE])]), until=UNTIL
)
UNKNOWN = ticket(None)
EVERY = [MET, MISSED, OPEN, LATE, CANCELLED, NEVER_STARTED, UNKNOWN]


class TestCounts:
    def test_every_outcome_is_counted_and_three_are_judged(self) -> None:
        result = compliance([*EVERY, MET])
        assert dict(result.counts) == {
            Outcome.MET: 2,
            Outcome.MISSED: 1,
            Outcome.OPEN: 1,
            Outcome.OPEN_PAST_DUE: 1,
            Outcome.NOT_APPLICABLE: 2,
            Outcome.UNKNOWN: 1,
        }
        assert [result.count(outcome) for outcome in Outcome] == [2, 1, 1, 1, 2, 1]
        assert result.judged == 4
        assert result.ratio == Ratio(1, 2)
        assert result.backlog == 1

    def test_open_tickets_past_due_count_as_missed(self) -> None:
        assert compliance([MET, LATE]).ratio == Ratio(1, 2)

    @pytest.mark.parametrize("other", [OPEN, CANCELLED, NEVER_STARTED, UNKNOWN])
    def test_what_cannot_be_judged_changes_no_percentage(self, other: ClockReading) -> None:
        assert compliance([MET, MISSED, MET, other]).ratio == Ratio(2, 3)

    def test_the_share_is_exact(self) -> None:
        ratio = compliance([MET] * 19 + [MISSED]).ratio
        assert isinstance(ratio, Ratio)
        assert ratio.value == Fraction(19, 20)
        assert (str(ratio), ratio >= Ratio.parse("95 %")) == ("95 % (19 of 20)", True)

    @pytest.mark.parametrize("readings", [[], [OPEN], [UNKNOWN, CANCELLED]])
    def test_without_a_judged_ticket_there_is_no_data(self, readings: list[ClockReading]) -> None:
        result = compliance(readings)
        assert result.ratio == NoData("no ticket was judged")
        assert result.judged == 0
        assert str(result).startswith("no ticket was judged: ")

    def test_says_every_count_that_is_not_zero(self) -> None:
        assert str(compliance(EVERY)) == (
            "≈ 33.3333 % (1 of 3): "
            "1 met, 1 missed, 1 open, 1 open past due, 2 not applicable, 1 unknown"
        )
        assert str(compliance([])) == "no ticket was judged: no tickets"

    def test_readings_may_come_from_an_iterator(self) -> None:
        def readings() -> Iterator[ClockReading]:
            yield MET
            yield MISSED

        assert compliance(readings()).judged == 2

    def test_readings_as_of_different_instants_are_refused(self) -> None:
        earlier = ticket(day(10, 5), day(10, 6), until=UNTIL - DAY)
        with pytest.raises(InvalidValue, match=r"until.*as the other readings"):
            compliance([MET, earlier])
        with pytest.raises(InvalidValue, match=r"until.*as the other readings"):
            compliance_by([("a", MET), ("b", earlier)])

    def test_equal_counts_are_equal_whatever_they_were_made_of(self) -> None:
        made = Compliance(counts={Outcome.MET: 1, Outcome.MISSED: 1})
        assert compliance([MISSED, MET]) == made
        assert hash(compliance([MISSED, MET])) == hash(made)
        assert compliance([MET]) != made

    def test_a_result_may_be_changed_into_another(self) -> None:
        assert evolve(compliance([MET]), backlog=3).backlog == 3

    @pytest.mark.parametrize(
        "counts", [{"met": 1}, {Outcome.MET: "1"}, {Outcome.MET: 1.0}, {Outcome.MET: True}]
    )
    def test_what_counts_no_outcomes_is_refused(self, counts: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"counts: .* whole numbers by Outcome"):
            Compliance(counts=counts)

    def test_fewer_than_none_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"counts: -1 .* 0 or more"):
            Compliance(counts={Outcome.MET: -1})
        with pytest.raises(InvalidValue, match=r"backlog: -1 .* 0 or more"):
            Compliance(counts={}, backlog=-1)

    @pytest.mark.parametrize("counts", [[1, 2], 5, None, "met", [Outcome.MET], [(Outcome.MET,)]])
    def test_what_is_no_list_of_counts_is_refused(self, counts: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"counts: .* whole numbers by Outcome"):
            Compliance(counts=counts)

    def test_two_counts_of_one_outcome_are_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"counts: .* each outcome once"):
            Compliance(counts=[(Outcome.MET, 1), (Outcome.MET, 2)])

    @pytest.mark.parametrize("backlog", ["x", 1.0, True, None])
    def test_a_backlog_that_counts_nothing_is_refused(self, backlog: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="backlog"):
            Compliance(counts={}, backlog=backlog)


class TestWrongArguments:
    @pytest.mark.parametrize("wrong", [MET, {"a": MET}, "readings", None, [None], [("a", MET)]])
    def test_readings_are_a_list_of_readings(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="readings"):
            compliance(wrong)

    @pytest.mark.parametrize(
        "wrong",
        [MET, {"a": MET}, "ab", None, [MET], [("a",)], [("a", None)], [("a", "b", MET)], [5]],
    )
    def test_groups_are_a_list_of_pairs(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="readings"):
            compliance_by(wrong)

    def test_a_pair_may_be_a_list(self) -> None:
        pairs: Any = [["a", MET]]
        assert compliance_by(pairs)["a"].judged == 1


class TestPeriods:
    @pytest.mark.parametrize(
        ("reading", "attribution", "period"),
        [
            # begun in October, met in November
            (ticket(day(10, 31) + HOUR, day(11, 1) + HOUR), Attribution.VERDICT, NOVEMBER),
            (ticket(day(10, 31) + HOUR, day(11, 1) + HOUR), Attribution.START, OCTOBER),
            (ticket(day(10, 31) + HOUR, day(11, 1) + HOUR), Attribution.STOP, NOVEMBER),
            # late in October, stopped in November
            (ticket(day(10, 20), day(11, 5)), Attribution.VERDICT, OCTOBER),
            (ticket(day(10, 20), day(11, 5)), Attribution.START, OCTOBER),
            (ticket(day(10, 20), day(11, 5)), Attribution.STOP, NOVEMBER),
            # late in November and still open
            (ticket(day(10, 31) + HOUR), Attribution.VERDICT, NOVEMBER),
            (ticket(day(10, 31) + HOUR), Attribution.START, OCTOBER),
            (ticket(day(10, 31) + HOUR), Attribution.STOP, None),
            # open and in time
            (OPEN, Attribution.VERDICT, NOVEMBER),
            (OPEN, Attribution.STOP, None),
            # without a verdict, by their start; a stop is a stop also when cancelled
            (CANCELLED, Attribution.VERDICT, OCTOBER),
            (CANCELLED, Attribution.START, OCTOBER),
            (CANCELLED, Attribution.STOP, NOVEMBER),
            # never started
            (NEVER_STARTED, Attribution.VERDICT, None),
            (UNKNOWN, Attribution.START, None),
        ],
    )
    def test_a_ticket_belongs_to_one_period_or_to_none(
        self, reading: ClockReading, attribution: Attribution, period: Interval | None
    ) -> None:
        for each in (OCTOBER, NOVEMBER):
            result = compliance([reading], period=each, attribution=attribution)
            assert sum(number for _, number in result.counts) == (each is period)
            assert (result.period, result.attribution) == (each, attribution)

    @pytest.mark.parametrize(
        ("stop", "period"),
        [(NOVEMBER.start - MICROSECOND, OCTOBER), (NOVEMBER.start, NOVEMBER)],
    )
    def test_the_border_belongs_to_the_period_that_begins(
        self, stop: datetime, period: Interval
    ) -> None:
        reading = ticket(day(10, 31) + HOUR, stop)
        assert compliance([reading], period=period).judged == 1

    def test_the_backlog_is_told_beside_and_not_added_to_the_next_period_again(self) -> None:
        late_since_october = ticket(day(10, 20))
        result = compliance([late_since_october, MET], period=NOVEMBER)
        assert (result.judged, result.backlog) == (0, 1)
        assert isinstance(result.ratio, NoData)
        october = compliance([late_since_october, MET], period=OCTOBER)
        assert (october.judged, october.backlog) == (2, 1)

    def test_a_period_without_tickets_is_there_with_zero_counts(self) -> None:
        result = compliance([], period=OCTOBER, attribution=Attribution.STOP)
        assert result == Compliance(counts={}, period=OCTOBER, attribution=Attribution.STOP)

    @pytest.mark.parametrize("wrong", [{"attribution": "stop"}, {"period": "2026-10"}])
    @pytest.mark.parametrize("readings", [[], [MET]])
    def test_a_word_instead_of_a_period_or_a_policy_is_refused(
        self, readings: list[ClockReading], wrong: dict[str, Any]
    ) -> None:
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            compliance(readings, **wrong)
        with pytest.raises(InvalidType, match=next(iter(wrong))):
            compliance_by([(None, each) for each in readings], **wrong)

    def test_a_period_that_has_not_ended_takes_what_has_happened(self) -> None:
        since = Interval(OCTOBER.start)
        assert compliance(EVERY, period=since).judged == 3


class TestGroups:
    def test_each_group_has_its_own_counts_in_order_of_appearance(self) -> None:
        groups = compliance_by([("P2", MET), ("P1", LATE), ("P2", MISSED)])
        assert list(groups) == ["P2", "P1"]
        assert str(groups["P2"]) == "50 % (1 of 2): 1 met, 1 missed"
        assert (groups["P1"].backlog, groups["P2"].backlog) == (1, 0)

    def test_a_group_without_a_ticket_of_the_period_is_there_with_zero_counts(self) -> None:
        groups = compliance_by([("P1", MET), ("P2", OPEN)], NOVEMBER)
        assert groups["P1"] == Compliance(counts={}, period=NOVEMBER)
        assert groups["P2"].count(Outcome.OPEN) == 1

    def test_a_group_may_be_anything_that_hashes(self) -> None:
        groups = compliance_by([(("P1", "north"), MET), (None, MISSED)])
        assert groups[("P1", "north")].ratio == Ratio(1, 1)
        assert groups[None].ratio == Ratio(0, 1)

    def test_no_tickets_make_no_groups(self) -> None:
        assert compliance_by([]) == {}

    def test_the_attribution_holds_for_all_groups(self) -> None:
        pairs = [("a", ticket(day(10, 20), day(11, 5)))]
        by_stop = compliance_by(pairs, OCTOBER, Attribution.STOP)
        by_verdict = compliance_by(pairs, OCTOBER, Attribution.VERDICT)
        assert (by_stop["a"].judged, by_verdict["a"].judged) == (0, 1)
