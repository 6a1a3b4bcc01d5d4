"""An agreement in plain words: all of it from the data, and nothing but the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest
from agreements import DESK, LINE, OFFICE, SLA, UPTIME, YEAR, restore_within
from attrs import evolve, fields, has

from svcmgmt.agreement import (
    Agreement,
    AgreementKind,
    FailureMeasure,
    GivenMeasure,
    IndicatorMeasure,
    ObjectiveRef,
    OutageMeasure,
    RollingPeriod,
    ServiceLevelObjective,
    TicketTarget,
    ValueKind,
    in_words,
)
from svcmgmt.agreement.wording import calendar_words
from svcmgmt.calendars import WorkingDays
from svcmgmt.sla.availability import AvailabilityMeasure, AvailabilityPolicies
from svcmgmt.sla.clocks import Clock, ServiceTime
from svcmgmt.sla.conformance import AllowedCrossings, GraceTimes
from svcmgmt.sla.credits import TerminationRight
from svcmgmt.sla.indicators import BudgetingMethod, Indicator, MissingData
from svcmgmt.sla.objectives import at_least, at_most
from svcmgmt.sla.reliability import ReliabilityMeasure
from svcmgmt.temporal import CalendarDuration, Interval
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import Quantity

NUMBER = re.compile(r"\d+")


def objective(**choices: Any) -> str:  # noqa: ANN401
    """Return the words for the sound agreement with one objective."""
    return in_words(evolve(SLA, objectives=[evolve(UPTIME, **choices)]))


def leaves(value: object) -> Iterator[object]:
    """Yield everything that data is made of, and the texts that it has for itself."""
    yield value
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from (*leaves(key), *leaves(inside))
    elif isinstance(value, tuple | list | frozenset):
        for inside in value:
            yield from leaves(inside)
    kind: Any = type(value)
    if has(kind):
        yield from leaves([getattr(value, each.name) for each in fields(kind)])


def numbers_of(agreement: Agreement) -> set[str]:
    """Return every number that the data of an agreement has."""
    texts: list[str] = []
    zone = agreement.zone
    for leaf in leaves(agreement):
        texts.append(str(leaf.value if isinstance(leaf, Enum) else leaf))
        if isinstance(leaf, timedelta):
            texts.append(duration_text(leaf))
        if isinstance(leaf, Interval) and zone is not None:
            texts += [local_text(each, zone) for each in (leaf.start, leaf.end) if each]
        if isinstance(leaf, Fraction):
            texts.append(f"{float(leaf * 100):g}")
    return {number for text in texts for number in NUMBER.findall(text)}


class TestFromData:
    @pytest.mark.parametrize("agreement", [SLA, DESK, LINE])
    def test_every_number_comes_from_the_data(self, agreement: Agreement) -> None:
        assert {*NUMBER.findall(in_words(agreement))} <= numbers_of(agreement)

    @pytest.mark.parametrize(
        "change",
        [
            {"version": "2"},
            {"valid_for": Interval(YEAR.start)},
            {"notice_period": "P6M"},
            {"zone": "UTC"},
            {"support_hours": SLA.service_hours},
            {"conformance_period": RollingPeriod(timedelta(days=30))},
            {"comparison": None},
            {"exclusions": None},
            {"fees": None},
            {"credit_clauses": []},
            {"credit_terms": None},
            {"termination_right": TerminationRight(breaches=2, months=6)},
            {"targets": [restore_within(241, "urgent")]},
            {"objectives": SLA.objectives[:2]},
            {"supports": [ObjectiveRef("SLA-1", "x")]},
            {"services": []},
            {"engaged_party": SLA.engaged_party[:1]},
            {"description": "For branch offices."},
            {"kind": AgreementKind.UC},
        ],
    )
    def test_a_change_of_the_data_changes_the_words(self, change: dict[str, Any]) -> None:
        assert in_words(evolve(SLA, **change)) != in_words(SLA)

    @pytest.mark.parametrize("target", ["99.8 %", "99.91 %", "100 %"])
    def test_a_change_of_a_target_changes_its_number(self, target: str) -> None:
        text = objective(objective=at_least(target))
        assert f"is to be at least {target}, judged for each month." in text
        assert "at least 99.9 %, judged" not in text

    def test_the_words_are_always_the_same(self) -> None:
        assert in_words(SLA) == in_words(evolve(SLA))

    def test_what_is_not_agreed_is_said_to_be_so(self) -> None:
        bare = in_words(Agreement(id="x", objectives=[evolve(UPTIME, measure=None)], state=None))
        assert bare.count("not agreed") == 12
        assert "The figure that nobody has described is to be at least 99.9 %" in bare
        assert "no period is agreed" in bare
        assert "in an unknown state" in bare


class TestPromises:
    @pytest.mark.parametrize(
        ("measure", "words"),
        [
            (OutageMeasure(of=AvailabilityMeasure.LONGEST), "The longest outage is to be"),
            (FailureMeasure(of=ReliabilityMeasure.MTBF), "The MTBF is to be"),
            (
                IndicatorMeasure(Indicator(name="checkout", missing=MissingData.IGNORE)),
                "The share of good events of checkout is to be",
            ),
            (
                IndicatorMeasure(
                    Indicator(
                        name="checkout",
                        missing=MissingData.BAD,
                        method=BudgetingMethod.TIMESLICES,
                        slice_target="95 %",
                    )
                ),
                "The share of good time slices of checkout is to be",
            ),
            (
                GivenMeasure(name="delay", yields=ValueKind.AMOUNT, unit="ms"),
                "The delay that is handed over is to be",
            ),
        ],
    )
    def test_each_measure_has_a_sentence(self, measure: Any, words: str) -> None:  # noqa: ANN401
        assert words in objective(measure=measure)

    def test_tickets_have_scope_sample_and_attribution(self) -> None:
        text = in_words(SLA)
        assert (
            "The share of tickets that meet their target (priority P1; metric restore) is to be "
            "at least 95 %, judged for each month."
        ) in text
        assert "A ticket belongs to a period by its verdict." in text
        assert "Small numbers: strict, 95 % confidence." in text

    @pytest.mark.parametrize(
        ("choices", "line"),
        [
            ({"is_internal": True}, "Promised by the provider to itself only."),
            ({"applicability": OFFICE}, "Holds in these hours: Mon-Fri 08:00-18:00, Europe/Berlin"),
            ({"valid_for": YEAR}, "Holds for 2025-12-31T23:00:00Z/2026-12-31T23:00:00Z."),
            ({"grace_times": GraceTimes(grace=3)}, "Leniency: 3 missing results allowed"),
            (
                {"allowed_crossings": AllowedCrossings(allowed=2, period=5)},
                "Leniency: 2 crossings allowed",
            ),
            ({"credit": "uptime"}, "A violation credits by the clause uptime."),
            ({"consequence": "A review."}, "After a violation: A review."),
            ({"supported_by": [ObjectiveRef("UC-1", "x")]}, "Rests on UC-1/x."),
            (
                {"measure": OutageMeasure(policies=AvailabilityPolicies())},
                "Counted in its own way: exclusion both sides",
            ),
            (
                {
                    "measure": FailureMeasure(
                        of=ReliabilityMeasure.MTRS, policies=AvailabilityPolicies()
                    )
                },
                "Counted so: between failures uptime",
            ),
            (
                {"measure": GivenMeasure(name="x", yields=ValueKind.COUNT)},
                "Measured so: not agreed.",
            ),
            (
                {
                    "measure": GivenMeasure(
                        name="x", yields=ValueKind.COUNT, specification="ITU-T Y.1540"
                    )
                },
                "Measured so: ITU-T Y.1540.",
            ),
            (
                {"measure": IndicatorMeasure(Indicator(name="x", missing=MissingData.IGNORE))},
                "Counted in slices of 0:01:00: method occurrences, missing data ignore",
            ),
        ],
    )
    def test_what_is_special_has_a_line(self, choices: dict[str, Any], line: str) -> None:
        assert f"    - {line}" in objective(**choices)


class OwnHours(ServiceTime):
    """Service time of somebody else, for which only its text matters here."""

    def elapsed(self, start: Any, end: Any, /) -> Any:  # noqa: ANN401
        raise AssertionError(start, end)  # never asked

    def due(self, start: Any, allowed: Any, /) -> Any:  # noqa: ANN401
        raise AssertionError(start, allowed)  # never asked

    def intervals(self, start: Any, end: Any, /) -> Any:  # noqa: ANN401
        raise AssertionError(start, end)  # never asked

    def __str__(self) -> str:
        return "when we feel like it"


class TestTargets:
    def words(self, **choices: Any) -> str:  # noqa: ANN401
        clock = Clock(**{"name": "restore", "limit": timedelta(hours=4), **choices})
        return in_words(Agreement(id="x", targets=[TicketTarget(name="all", clocks=[clock])]))

    def test_clocks_tell_limit_hours_and_alerts(self) -> None:
        text = self.words(calendar=OFFICE, alerts=["75 %"])
        assert "restore within 4:00:00, counted Mon-Fri 08:00-18:00, Europe/Berlin;" in text
        assert ", alerts 75 %;" in text
        assert "- **all**, for every ticket:" in text

    def test_round_the_clock_is_said_so(self) -> None:
        assert "counted round the clock;" in self.words()

    def test_days_are_days(self) -> None:
        assert "restore within 2 working days, counted" in self.words(limit=WorkingDays(2))

    def test_hours_of_somebody_else_have_their_own_text(self) -> None:
        assert "counted when we feel like it;" in self.words(calendar=OwnHours())

    def test_hours_without_a_zone_in_their_text_get_one(self) -> None:
        both = self.words(calendar=OFFICE | SLA.exclusions.policies.maintenance.windows)  # type: ignore[union-attr, operator]
        assert "Europe/Berlin" in both
        nowhen = in_words(evolve(SLA, support_hours=evolve(OFFICE, zone="UTC")))
        assert "- Support hours: Mon-Fri 08:00-18:00, Europe/Berlin, UTC" in nowhen

    def test_when_a_target_holds_is_told(self) -> None:
        target = restore_within(60, "night", applicability=OFFICE, valid_for=YEAR, is_fallback=True)
        text = in_words(Agreement(id="x", targets=[target]))
        assert (
            "- **night**, for every ticket, if no other target fits, "
            "begun in these hours: Mon-Fri 08:00-18:00, Europe/Berlin, "
            "begun in 2025-12-31T23:00:00Z/2026-12-31T23:00:00Z:"
        ) in text
        assert "- **urgent**, for priority P1:" in in_words(SLA)


class TestTerms:
    def test_exclusions_are_a_table(self) -> None:
        text = in_words(SLA)
        assert "Left out: planned maintenance, force majeure." in text
        assert "| exclusion | both sides |" in text
        assert "What is left out is not agreed." in in_words(evolve(SLA, exclusions=None))

    def test_credits_tell_fees_clauses_and_caps(self) -> None:
        text = in_words(SLA)
        assert "- Fees for each month: vpn: 10000.00 EUR recurring" in text
        assert "prorated by actual days" in text
        assert "- Clause uptime: 99.9 % to 100 %: 0 %, 99 % to 99.9 %: 10 %" in text
        assert "caps service period 50 %, claim within 30 days" in text
        assert "- The customer may end it after 3 breached months within 6 months" in text
        assert "may end it" not in in_words(evolve(SLA, termination_right=None))

    def test_an_operational_agreement_is_named_so(self) -> None:
        text = in_words(DESK)
        assert "An operational level agreement, OLA-1, version 1, draft." in text
        assert "## What it supports\n\n- SLA-7" in text
        assert "## What it supports" not in in_words(SLA)

    def test_terms_without_end_hold_until_further_notice(self) -> None:
        assert "until further notice" in in_words(DESK)
        assert "from Wed 2025-12-31 23:00+00:00" in in_words(evolve(DESK, zone=None))

    def test_a_limit_that_is_met_by_amounts_has_its_unit(self) -> None:
        delay = ServiceLevelObjective(
            id="delay",
            measure=GivenMeasure(name="delay", yields=ValueKind.AMOUNT, unit="ms"),
            objective=at_most(Quantity(30, "ms")),
        )
        assert "at most 30 ms" in in_words(Agreement(id="x", objectives=[delay]))


class TestMarkup:
    def test_nothing_in_the_data_is_read_as_markup(self) -> None:
        text = in_words(
            Agreement(
                id="*1*",
                name="<b>Gold</b> # 1",
                description="[a](b)\n## injected",
                objectives=[evolve(UPTIME, id="a_b", name="`x`")],
            )
        )
        assert text.startswith("# \\<b\\>Gold\\</b\\> \\# 1\n")
        assert "\n## injected" not in text
        assert "**\\`x\\`**" in text


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (CalendarDuration(years=1, months=2, weeks=3, days=1), "1 year, 2 months, 3 weeks, 1 day"),
        (CalendarDuration(days=2, time=timedelta(hours=12)), "2 days, 12:00:00"),
        (CalendarDuration(), "0:00:00"),
    ],
)
def test_calendar_durations_have_words(duration: CalendarDuration, words: str) -> None:
    assert calendar_words(duration) == words
