"""A scope says for what something holds, and why something else does not fall into it."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.agreement import Scope
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.values import Priority, PriorityScale

P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3


class TestLists:
    def test_order_and_repetition_do_not_matter(self) -> None:
        assert Scope(services=["b", "a", "b"], priorities=[P2, P1]) == Scope(
            services=["a", "b"], priorities=[P1, P2, P2]
        )

    def test_priorities_are_sorted_by_scale_and_urgency(self) -> None:
        other = PriorityScale(name="A", most_urgent=4, least_urgent=0)
        listed = Scope(priorities=[P2, Priority(0, other), P1, Priority(4, other)]).priorities
        assert listed == (Priority(4, other), Priority(0, other), P1, P2)

    @pytest.mark.parametrize("name", ["services", "segments", "metrics", "priorities"])
    @pytest.mark.parametrize("value", ["vpn", 7, [7]])
    def test_what_is_no_list_of_its_kind_is_refused(self, name: str, value: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=name):
            Scope(**{name: value})

    def test_one_priority_is_no_list(self) -> None:
        with pytest.raises(InvalidType, match="a list of Priority"):
            Scope(priorities=P1)  # type: ignore[arg-type]

    def test_an_empty_word_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="segments: ' ' is not allowed"):
            Scope(segments=["gold", " "])


class TestMismatch:
    scope = Scope(services=["vpn"], priorities=[P1, P2], segments=["gold"], metrics=["restore"])

    def test_what_falls_into_it_has_no_reason(self) -> None:
        assert not self.scope.mismatch(service="vpn", priority=P2, segment="gold", metric="restore")

    def test_every_reason_is_told(self) -> None:
        told = self.scope.mismatch(service="mail", priority=P3, segment="gold")
        assert told == (
            "service mail is not vpn, priority P3 is not P1 or P2, "
            "no metric is given, which must be restore"
        )

    def test_an_open_scope_takes_everything(self) -> None:
        assert not Scope().mismatch()
        assert Scope().is_open()
        assert not self.scope.is_open()

    def test_priorities_of_another_scale_do_not_match(self) -> None:
        tmf = Priority(1, PriorityScale(name="TMF622", most_urgent=0, least_urgent=4))
        assert Scope(priorities=[P1]).mismatch(priority=tmf) == "priority TMF622 1 is not P1"


class TestAlgebra:
    def test_scopes_meet_unless_a_list_keeps_them_apart(self) -> None:
        assert Scope(services=["a"]).meets(Scope(priorities=[P1]))
        assert Scope(services=["a", "b"]).meets(Scope(services=["b"]))
        assert not Scope(services=["a"]).meets(Scope(services=["b"]))

    def test_a_scope_covers_what_is_narrower(self) -> None:
        assert Scope().covers(Scope(services=["a"]))
        assert Scope(services=["a", "b"]).covers(Scope(services=["a"], priorities=[P1]))
        assert not Scope(services=["a"]).covers(Scope())
        assert not Scope(services=["a"]).covers(Scope(services=["a", "b"]))

    def test_text_names_every_list(self) -> None:
        assert str(Scope(services=["vpn", "mail"], metrics=["restore"])) == (
            "service mail or vpn; metric restore"
        )
        assert str(Scope()) == "everything"
