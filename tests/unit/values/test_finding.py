"""Findings: reported, not raised."""

from __future__ import annotations

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidType
from svcmgmt.values import Finding, Severity, count_by_code


class TestText:
    def test_all_facts_are_told(self) -> None:
        finding = Finding(
            code="unknown-state",
            message="no such state",
            severity=Severity.ERROR,
            pointer="/3/state",
            value="-100",
            allowed="new, closed",
        )
        assert str(finding) == (
            "error unknown-state at /3/state: no such state (value: -100; allowed: new, closed)"
        )

    @pytest.mark.parametrize(
        ("facts", "text"),
        [
            ({}, "warning code: what"),
            ({"pointer": "/a"}, "warning code at /a: what"),
            ({"value": "x"}, "warning code: what (value: x)"),
            ({"allowed": "y"}, "warning code: what (allowed: y)"),
        ],
    )
    def test_what_is_empty_is_left_out(self, facts: dict[str, str], text: str) -> None:
        assert str(Finding(code="code", message="what", **facts)) == text  # type: ignore[arg-type]


def test_a_finding_is_a_warning_unless_said_otherwise() -> None:
    assert Finding(code="code", message="what").severity is Severity.WARNING


@pytest.mark.parametrize("severity", ["warning", None, 2])
def test_a_word_in_place_of_a_severity_is_refused(severity: object) -> None:
    with pytest.raises(InvalidType) as caught:
        Finding(code="code", message="what", severity=severity)  # type: ignore[arg-type]
    assert caught.value.args == ("severity", severity, "Severity")


def test_severities_run_from_mild_to_grave() -> None:
    assert [severity.value for severity in Severity] == ["info", "warning", "error"]


def test_a_finding_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Finding(code="code", message="what").code = "other"  # type: ignore[misc]


class TestCountByCode:
    def test_the_most_frequent_comes_first_then_the_alphabet_decides(self) -> None:
        findings = [Finding(code=code, message="") for code in "dcbabcc"]
        assert list(count_by_code(findings).items()) == [("c", 3), ("b", 2), ("a", 1), ("d", 1)]

    def test_no_findings_are_no_counts(self) -> None:
        assert count_by_code([]) == {}

    def test_any_iterable_is_counted(self) -> None:
        assert count_by_code(Finding(code="a", message=text) for text in "xyz") == {"a": 3}
