"""Evaluations: one shape, whose parts add up."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.evaluation import Evaluation, Evidence, Part
from svcmgmt.sla.objectives import Verdict, at_least
from svcmgmt.temporal import EndBeforeStart, Interval
from svcmgmt.values import Finding, NoData, Ratio, Severity

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 10, 26, 8, tzinfo=UTC)
WEEK = Interval(MONDAY, MONDAY + 168 * HOUR)
PROMISE = at_least("99.5 %")
ROW = Evidence(
    start=MONDAY,
    end=MONDAY + 2 * HOUR,
    kind="counted",
    counted=HOUR,
    cause="outage o-7, weight 1/2",
)


def evaluation() -> Evaluation:
    return Evaluation(
        subject="vpn",
        measure="availability",
        value=Ratio(165, 166),
        objective=PROMISE,
        verdict=PROMISE.judge(Ratio(165, 166)),
        period=WEEK,
        whole=166 * HOUR,
        counts=[("outages", 1)],
        breakdown=[Part("up", 165 * HOUR), Part("down", HOUR)],
        exclusions=[Part("planned maintenance", 2 * HOUR)],
        policies=[("exclusion", "both sides")],
        evidence=[ROW],
        findings=[Finding(code="late", message="told late", severity=Severity.INFO)],
    )


class TestWhole:
    def test_lists_become_tuples(self) -> None:
        assert evaluation().counts == (("outages", 1),)
        assert evaluation().evidence == (ROW,)

    def test_parts_that_do_not_add_up_are_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Evaluation(
                subject="vpn",
                measure="availability",
                value=NoData(),
                verdict=Verdict.UNDEFINED,
                whole=2 * HOUR,
                breakdown=[Part("up", HOUR), Part("down", timedelta(0))],
            )
        assert caught.value.args == (
            "breakdown",
            "up 1:00:00, down 0:00:00",
            "parts of 2:00:00 in all",
        )

    def test_parts_of_another_kind_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            Evaluation(
                subject="vpn",
                measure="availability",
                value=NoData(),
                verdict=Verdict.UNDEFINED,
                whole=HOUR,
                breakdown=[Part("up", HOUR), Part("down", 3)],
            )

    def test_counts_that_do_not_add_up_are_refused(self) -> None:
        with pytest.raises(InvalidValue):
            Evaluation(
                subject="desk",
                measure="restored in time",
                value=Ratio(1, 2),
                whole=5,
                breakdown=[Part("met", 1), Part("missed", 1)],
            )

    def test_a_whole_that_is_a_count_has_parts_of_its_own(self) -> None:
        counted = Evaluation(
            subject="desk",
            measure="restored in time",
            value=Ratio(19, 20),
            verdict=Verdict.MET,
            whole=20,
            breakdown=[Part("met", 19), Part("missed", 1)],
        )
        assert counted.whole == 20

    def test_it_survives_pickle(self) -> None:
        assert pickle.loads(pickle.dumps(evaluation())) == evaluation()  # noqa: S301


class TestVerdict:
    def test_it_follows_from_value_and_objective(self) -> None:
        measured = Evaluation(
            subject="vpn", measure="availability", value=Ratio(199, 200), objective=PROMISE
        )
        assert measured.verdict is Verdict.MET

    def test_another_one_is_refused(self) -> None:
        with pytest.raises(InvalidValue) as caught:
            Evaluation(
                subject="vpn",
                measure="availability",
                value=Ratio(1, 2),
                objective=PROMISE,
                verdict=Verdict.MET,
            )
        told = "violated, as the objective says, or undefined"
        assert caught.value.args == ("verdict", "met", told)

    def test_too_little_to_judge_is_undefined(self) -> None:
        few = Evaluation(
            subject="desk",
            measure="restored in time",
            value=Ratio(1, 1),
            objective=PROMISE,
            verdict=Verdict.UNDEFINED,
        )
        assert str(few) == "restored in time of desk: undefined, 100 %, promised at least 99.5 %"

    def test_who_judges_without_an_objective_says_so_himself(self) -> None:
        judged = Evaluation(subject="vpn", measure="updates", value=4, verdict=Verdict.VIOLATED)
        assert str(judged) == "updates of vpn: violated, 4"


class TestKinds:
    @pytest.mark.parametrize(
        "field",
        [
            {"value": 0.5},
            {"verdict": "met"},
            {"objective": "99 %"},
            {"whole": "a month"},
            {"breakdown": ["down"]},
            {"breakdown": "down"},
            {"evidence": [ROW.as_dict()]},
            {"findings": ["late"]},
        ],
        ids=lambda field: next(iter(field)),
    )
    def test_something_else_is_refused(self, field: dict[str, Any]) -> None:
        facts = {"subject": "vpn", "measure": "availability", "value": NoData(), **field}
        with pytest.raises(InvalidType):
            Evaluation(**facts)

    def test_a_part_has_a_value(self) -> None:
        with pytest.raises(InvalidType):
            Part("down", None)  # type: ignore[arg-type]

    def test_evidence_ends_after_it_starts(self) -> None:
        with pytest.raises(EndBeforeStart):
            Evidence(start=MONDAY, end=MONDAY - HOUR, kind="counted", counted=HOUR)


@pytest.mark.parametrize("wrong", [5, "ab", [("one",)], [None], {"one": 1}])
@pytest.mark.parametrize("name", ["counts", "policies"])
def test_what_is_no_list_of_pairs_is_refused(name: str, wrong: Any) -> None:  # noqa: ANN401
    more = {name: wrong}
    with pytest.raises(InvalidType, match=f"^{name}: "):
        Evaluation(subject="vpn", measure="outages", value=1, **more)


class TestRows:
    def test_a_row_knows_its_duration(self) -> None:
        assert (ROW.duration, ROW.counted) == (2 * HOUR, HOUR)

    def test_rows_are_dicts_for_a_table(self) -> None:
        assert evaluation().as_rows() == [
            {
                "start": "2026-10-26T08:00:00Z",
                "end": "2026-10-26T10:00:00Z",
                "kind": "counted",
                "duration_us": 7_200_000_000,
                "counted_us": 3_600_000_000,
                "cause": "outage o-7, weight 1/2",
            }
        ]


class TestText:
    def test_it_says_verdict_value_and_promise(self) -> None:
        text = "availability of vpn: violated, ≈ 99.3976 %, promised at least 99.5 %"
        assert str(evaluation()) == text
        assert repr(evaluation()) == f"<Evaluation {text}>"

    def test_it_explains_everything(self) -> None:
        rows = text_table(
            ["from", "to", "what", "duration", "counted", "because"],
            [
                (
                    "Mon 2026-10-26 09:00+01:00",
                    "Mon 2026-10-26 11:00+01:00",
                    "counted",
                    "2:00:00",
                    "1:00:00",
                    "outage o-7, weight 1/2",
                )
            ],
        )
        assert evaluation().explain(ZoneInfo("Europe/Berlin")).split("\n") == [
            "availability of vpn: violated, ≈ 99.3976 %, promised at least 99.5 %",
            "period: Mon 2026-10-26 09:00+01:00 to Mon 2026-11-02 09:00+01:00",
            "of: 166:00:00",
            "parts: up 165:00:00, down 1:00:00",
            "left out: planned maintenance 2:00:00",
            "counts: outages 1",
            *rows.split("\n"),
            "policies: exclusion both sides",
            "finding: info late: told late",
        ]

    def test_a_bare_measurement_says_only_its_value(self) -> None:
        bare = Evaluation(
            subject="vpn",
            measure="availability",
            value=NoData("no agreed time"),
            verdict=Verdict.UNDEFINED,
            period=Interval(MONDAY),
        )
        assert bare.explain().split("\n") == [
            "availability of vpn: no agreed time",
            "period: Mon 2026-10-26 08:00+00:00 to",
        ]

    def test_a_measurement_without_a_period_says_none(self) -> None:
        bare = Evaluation(
            subject="desk", measure="open tickets", value=7, verdict=Verdict.UNDEFINED
        )
        assert bare.explain() == "open tickets of desk: 7"

    def test_a_notebook_shows_the_explanation(self) -> None:
        shown = evaluation()._repr_mimebundle_()
        assert shown == {"text/plain": evaluation().explain()}
