"""Laws of agreements: choosing, versions, feasibility, reconciliation, words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from agreements import DESK, LINE, SLA, WEEK, restore_within, share_of_tickets, uptime
from attrs import evolve
from hypothesis import given, settings, strategies as st

from svcmgmt.agreement import (
    Agreement,
    AgreementState,
    AgreementVersion,
    AgreementVersions,
    FeeTerms,
    Scope,
    ServiceFee,
    SupportAspect,
    SupportVerdict,
    TicketTarget,
    in_words,
    lint,
    reconcile,
    support_feasibility,
)
from svcmgmt.calendars import ServiceCalendar, always, weekly
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.credits import Fee
from svcmgmt.temporal import Interval, IntervalSet
from svcmgmt.testing.strategies import interval_sets
from svcmgmt.values import Money, NoData, Priority, Ratio

FAIL, UNKNOWN, PASS = SupportVerdict
RANK = {verdict: rank for rank, verdict in enumerate(SupportVerdict)}
MONDAY = WEEK.start

PRIORITIES = [Priority.P1, Priority.P2, Priority.P3]
RESTORE = Clock(name="restore", limit=timedelta(hours=4))

instants = st.integers(0, 7 * 24).map(lambda hour: MONDAY + timedelta(hours=hour))


def few(words: Sequence[str]) -> st.SearchStrategy[list[str]]:
    """Give short lists of some words."""
    return st.lists(st.sampled_from(words), max_size=2)


scopes = st.builds(
    Scope,
    services=few(["vpn", "mail"]),
    priorities=st.lists(st.sampled_from(PRIORITIES), max_size=2),
    segments=few(["gold", "silver"]),
)


@st.composite
def targets(draw: st.DrawFn) -> list[TicketTarget]:
    """Give targets with scopes, times and fallbacks."""
    return [
        TicketTarget(
            name=f"t{index}",
            clocks=[RESTORE],
            scope=draw(scopes),
            valid_for=draw(st.none() | st.builds(Interval, instants)),
            is_fallback=draw(st.booleans()),
        )
        for index in range(draw(st.integers(0, 6)))
    ]


def fits(
    target: TicketTarget, priority: Priority, service: str, segment: str, at: datetime
) -> bool:
    """Return whether a target fits, by looking at each of its lists."""
    scope = target.scope
    return (
        (not scope.priorities or priority in scope.priorities)
        and (not scope.services or service in scope.services)
        and (not scope.segments or segment in scope.segments)
        and (target.valid_for is None or target.valid_for.start <= at)
    )


class TestChoosing:
    @given(
        targets(),
        st.sampled_from(PRIORITIES),
        st.sampled_from(["vpn", "mail", "telex"]),
        st.sampled_from(["gold", "lead"]),
        instants,
    )
    def test_the_first_match_is_that_of_a_plain_loop(
        self,
        listed: list[TicketTarget],
        priority: Priority,
        service: str,
        segment: str,
        at: datetime,
    ) -> None:
        agreement = Agreement(id="x", targets=listed)
        choice = agreement.target_for(priority=priority, service=service, segment=segment, at=at)
        tried = [each for each in listed if not each.is_fallback]
        tried += [each for each in listed if each.is_fallback]
        fitting = [each for each in tried if fits(each, priority, service, segment, at)]
        if fitting:
            assert choice.target is fitting[0]
            before = tried[: tried.index(fitting[0])]
        else:
            assert isinstance(choice.target, NoData)
            before = tried
        assert [each.name for each in choice.passed_over] == [each.name for each in before]
        assert all(each.reason for each in choice.passed_over)


@st.composite
def recorded(draw: st.DrawFn) -> AgreementVersions:
    """Give versions whose times overlap, touch and leave gaps."""
    versions = []
    for index in range(draw(st.integers(0, 6))):
        start, length = draw(instants), timedelta(hours=draw(st.integers(0, 48)))
        end = draw(st.none() | st.just(start + length))
        state = draw(st.sampled_from([AgreementState.ACTIVE, AgreementState.DRAFT]))
        terms = Agreement(id="x", version=str(index), state=state, valid_for=Interval(start, end))
        versions.append(AgreementVersion(agreement=terms, recorded_at=draw(instants)))
    return AgreementVersions(versions)


class TestVersions:
    @staticmethod
    def scanned(versions: AgreementVersions, at: datetime, known_at: datetime | None) -> str | None:
        """Return the label of the version in force, by looking at each of them."""
        found = [
            (each.recorded_at, each.label)
            for each in versions.versions
            if each.agreement.state is AgreementState.ACTIVE
            and each.agreement.valid_for is not None
            and at in each.agreement.valid_for
            and (known_at is None or each.recorded_at <= known_at)
        ]
        return max(found)[1] if found else None

    @given(recorded(), instants, st.none() | instants)
    def test_the_version_in_force_is_that_of_a_scan(
        self, versions: AgreementVersions, at: datetime, known_at: datetime | None
    ) -> None:
        found = versions.in_force(at, known_at=known_at)
        label = None if isinstance(found, NoData) else found.version
        assert label == self.scanned(versions, at, known_at)

    @given(recorded(), st.none() | instants)
    def test_segments_tile_the_time_and_agree_with_single_instants(
        self, versions: AgreementVersions, known_at: datetime | None
    ) -> None:
        segments = versions.segments(WEEK, known_at=known_at)
        assert sum((each.during.duration for each in segments), timedelta(0)) == WEEK.duration
        cursor = WEEK.start
        for each in segments:
            assert each.during.start == cursor
            cursor += each.during.duration
            assert versions.in_force(each.during.start, known_at=known_at) == each.agreement

    @given(st.permutations(range(4)), recorded())
    def test_the_order_in_which_versions_arrive_does_not_matter(
        self, order: list[int], versions: AgreementVersions
    ) -> None:
        listed = versions.versions
        shuffled = [listed[index] for index in order if index < len(listed)] + [*listed[4:]]
        assert AgreementVersions(shuffled).versions == listed


shares = st.integers(0, 1_000).map(lambda part: Ratio(part, 1_000))
CALENDARS = (
    weekly("Mon-Fri 10:00-12:00", zone="UTC"),
    weekly("Mon-Fri 08:00-18:00", zone="UTC"),
    weekly("Mon-Sat 08:00-20:00", zone="UTC"),
    always(),
)
"""Hours that contain each other, narrowest first."""


def supporter(
    agreement: Agreement,
    index: int,
    share: Ratio,
    minutes: int,
    open_: ServiceCalendar,
    fee: int,
    days: int,
) -> Agreement:
    """Return a supporter that promises so much."""
    clock = Clock(name="restore", limit=timedelta(minutes=minutes), calendar=open_)
    percent = f"{share.value.numerator}/{share.value.denominator}"
    return evolve(
        agreement,
        id=f"X{index}",
        service_hours=open_,
        support_hours=open_,
        objectives=[uptime(percent, credit="all"), share_of_tickets(percent)],
        targets=[TicketTarget(name="all", clocks=[clock])],
        fees=FeeTerms(fees=[ServiceFee("line", Fee(Money(fee, "EUR")))]),
        services=["line"],
        valid_for=Interval(MONDAY, MONDAY + timedelta(days=days)),
    )


class TestFeasibility:
    @settings(max_examples=40)
    @given(
        st.data(),
        st.lists(
            st.tuples(
                shares,
                st.integers(1, 300),
                st.integers(0, 3),
                st.integers(0, 9_999),
                st.integers(1, 300),
            ),
            min_size=1,
            max_size=3,
        ),
    )
    def test_better_supporters_never_make_it_worse(
        self, data: st.DataObject, promised: list[tuple[Ratio, int, int, int, int]]
    ) -> None:
        better = [
            (
                Ratio(data.draw(st.integers(int(share.good), 1_000)), 1_000),
                data.draw(st.integers(1, minutes)),
                data.draw(st.integers(open_, 3)),
                fee + data.draw(st.integers(0, 9_999)),
                days + data.draw(st.integers(0, 300)),
            )
            for share, minutes, open_, fee, days in promised
        ]

        def verdicts(
            each: list[tuple[Ratio, int, int, int, int]],
        ) -> dict[SupportAspect, SupportVerdict]:
            others = [
                supporter(LINE, index, share, minutes, CALENDARS[open_], fee, days)
                for index, (share, minutes, open_, fee, days) in enumerate(each)
            ]
            result = support_feasibility(SLA, others, within=WEEK)
            return {aspect: result.of(aspect) for aspect in SupportAspect}

        before, after = verdicts(promised), verdicts(better)
        for aspect in SupportAspect:
            assert RANK[after[aspect]] >= RANK[before[aspect]], aspect

    @given(st.lists(shares, min_size=1, max_size=5))
    def test_the_worst_case_is_never_better_than_the_product(self, promised: list[Ratio]) -> None:
        others = [
            evolve(
                LINE,
                id=f"X{index}",
                objectives=[
                    evolve(uptime("1 %"), objective=evolve(uptime("1 %").objective, target=share))
                ],
            )
            for index, share in enumerate(promised)
        ]
        result = support_feasibility(SLA, others, within=WEEK)
        (check,) = result.about(SupportAspect.AVAILABILITY)
        product, worst = check.number("product"), check.number("worst case")
        assert isinstance(product, Ratio)
        assert isinstance(worst, Ratio)
        assert worst <= product <= min(promised)
        losses = sum((1 - share.value for share in promised), Fraction(0))
        assert worst.value == max(1 - losses, Fraction(0))


class TestReconciling:
    @given(interval_sets(), interval_sets())
    def test_rows_add_up_to_what_each_side_counts(
        self, one: IntervalSet, other: IntervalSet
    ) -> None:
        bounds = (one | other).bounds() or WEEK
        result = reconcile([*one], [*other], within=bounds)
        assert sum((row.provider for row in result.rows), timedelta(0)) == one.total()
        assert sum((row.customer for row in result.rows), timedelta(0)) == other.total()
        assert [row.start for row in result.rows] == sorted(row.start for row in result.rows)
        for row, following in zip(result.rows, result.rows[1:], strict=False):
            assert row.end <= following.start

    @given(interval_sets(), interval_sets())
    def test_changing_sides_mirrors_the_rows(self, one: IntervalSet, other: IntervalSet) -> None:
        bounds = (one | other).bounds() or WEEK
        there = reconcile([*one], [*other], within=bounds)
        back = reconcile([*other], [*one], within=bounds)
        assert [row.difference for row in there.rows] == [-row.difference for row in back.rows]
        assert there.is_agreed == back.is_agreed

    @given(interval_sets())
    def test_a_side_agrees_with_itself(self, one: IntervalSet) -> None:
        bounds = one.bounds() or WEEK
        assert reconcile([*one], [*one], within=bounds).is_agreed


class TestWords:
    @pytest.mark.parametrize("agreement", [SLA, DESK, LINE])
    @given(target=shares)
    def test_a_target_is_told_with_its_number(self, agreement: Agreement, target: Ratio) -> None:
        promise = evolve(uptime("50 %"), objective=evolve(uptime("50 %").objective, target=target))
        told = str(target).partition(" (")[0]
        assert f"at least {told}, judged" in in_words(evolve(agreement, objectives=[promise]))

    @given(targets())
    def test_any_targets_can_be_told_checked_and_chosen_from(
        self, listed: list[TicketTarget]
    ) -> None:
        agreement = evolve(SLA, targets=listed)
        words = in_words(agreement)
        assert all(f"**{each.name}**" in words for each in listed)
        assert in_words(agreement) == words
        assert all(finding.code for finding in lint(agreement))
        assert restore_within(1).name not in {each.name for each in listed}
