"""One role answers for an activity, and somebody does the work."""

from __future__ import annotations

import pytest

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import Duty, Responsibility, ResponsibilityMatrix
from svcmgmt.values import Severity


def codes(cells: dict[str, dict[str, str]]) -> list[str]:
    return [f"{each.code} {each.pointer}" for each in ResponsibilityMatrix.parse(cells).check()]


def test_one_who_answers_and_one_who_works_are_enough() -> None:
    assert codes({"restore": {"desk": "R", "manager": "A", "users": "I", "vendor": "C"}}) == []
    assert codes({"restore": {"desk": "AR"}}) == []


def test_nobody_answers() -> None:
    assert codes({"restore": {"desk": "R"}}) == ["nobody-accountable /restore"]


def test_what_is_nobodys_is_not_lost() -> None:
    matrix = ResponsibilityMatrix.parse({"review": {}, "tell": {"desk": ""}, "fix": {"desk": "AR"}})
    assert matrix.activities == ("fix", "review", "tell")
    assert [f"{each.code} {each.pointer}" for each in matrix.check()] == [
        "nobody-accountable /review",
        "nobody-responsible /review",
        "nobody-accountable /tell",
        "nobody-responsible /tell",
    ]
    assert ResponsibilityMatrix(matrix.duties, ["review", "tell"]) == matrix
    with pytest.raises(InvalidValue, match="unassigned: ''"):
        ResponsibilityMatrix([], [""])


def test_several_answer() -> None:
    matrix = ResponsibilityMatrix.parse({"restore": {"desk": "RA", "manager": "A"}})
    (finding,) = matrix.check()
    assert (finding.code, finding.value) == ("several-accountable", "desk, manager")
    assert finding.severity is Severity.ERROR


def test_nobody_works() -> None:
    matrix = ResponsibilityMatrix.parse({"a/b": {"manager": "A"}})
    (finding,) = matrix.check()
    assert (finding.code, finding.pointer) == ("nobody-responsible", "/a~1b")
    assert finding.severity is Severity.WARNING


def test_each_activity_is_looked_at() -> None:
    cells = {"restore": {"desk": "C"}, "review": {"desk": "R", "manager": "A"}, "tell": {"pr": "A"}}
    assert codes(cells) == [
        "nobody-accountable /restore",
        "nobody-responsible /restore",
        "nobody-responsible /tell",
    ]
    assert ResponsibilityMatrix([]).check() == ()


def test_it_tells_who_takes_part() -> None:
    matrix = ResponsibilityMatrix.parse({"restore": {"desk": "R", "network": "R", "boss": "A"}})
    assert matrix.who("restore", Responsibility.RESPONSIBLE) == ("desk", "network")
    assert matrix.who("restore", Responsibility.INFORMED) == ()
    assert matrix.activities == ("restore",)


def test_a_duty_that_comes_twice_counts_once() -> None:
    duty = Duty("restore", "boss", Responsibility.ACCOUNTABLE)
    assert ResponsibilityMatrix([duty, duty]).duties == (duty,)
    assert str(duty) == "boss A restore"


def test_wrong_cells_are_refused() -> None:
    with pytest.raises(InvalidValue, match="letters R, A, C and I"):
        ResponsibilityMatrix.parse({"restore": {"desk": "RX"}})
    with pytest.raises(InvalidValue):
        Duty("", "desk", Responsibility.INFORMED)
    with pytest.raises(InvalidType):
        Duty("restore", "desk", "R")  # type: ignore[arg-type]
    with pytest.raises(InvalidType):
        ResponsibilityMatrix(["R"])  # type: ignore[list-item]
