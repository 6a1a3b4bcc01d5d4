"""Results: what they say of themselves, whatever was measured."""

from __future__ import annotations

from reporting import DELAY, FAILURES, REQUESTS, RESTORE, UPTIME, at, report, requests, sla

from svcmgmt.reports import FailureFigures, ServiceFacts
from svcmgmt.sla.objectives import Verdict

ALL = report(agreement=sla(UPTIME, RESTORE, FAILURES, DELAY))


class TestPictures:
    def test_availabilities_have_one(self) -> None:
        picture = ALL.results[1].svg()
        assert picture is not None
        assert picture.startswith("<svg")
        assert isinstance(ALL.results[3].measured, FailureFigures)
        assert ALL.results[3].svg() is not None

    def test_other_measures_have_none(self) -> None:
        assert ALL.results[2].svg() is None


class TestPolicies:
    def test_each_kind_of_measure_tells_its_own(self) -> None:
        names = [{name for name, _ in each.policies} for each in ALL.results]
        assert "overlap" in names[0]
        assert "attribution" in names[2]
        assert {"estimator", "overlap"} <= names[3]
        assert names[5] == set()

    def test_an_indicator_tells_its_own(self) -> None:
        facts = ServiceFacts.of(series=[("requests", requests((95, 100)))])
        made = report(facts, sla(REQUESTS), as_of=at("2026-10-01T00:01:00Z"))
        assert "small numbers" in dict(made.results[0].policies)


def test_a_judgement_has_the_verdict_of_its_result() -> None:
    for result in ALL.results:
        assert result.evaluation.verdict is result.verdict
        assert result.evaluation.value == result.value
    assert ALL.results[-1].verdict is Verdict.UNDEFINED


def test_a_past_result_is_what_a_trend_needs() -> None:
    assert str(ALL.results[1].as_past()) == "2026-10: ≈ 99.7984 %, violated"
