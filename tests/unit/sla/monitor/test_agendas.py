from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from svcmgmt.sla.monitor._agendas import Agenda, Key
from svcmgmt.temporal import parse_instant

MONDAY = parse_instant("2026-10-26T08:00:00Z")
MINUTE = timedelta(minutes=1)


class TestAgenda:
    def test_nothing_is_first_of_nothing(self) -> None:
        assert Agenda().first() is None
        assert list(Agenda().take_until(MONDAY)) == []

    def test_the_first_instant_wins_and_of_equal_ones_the_first_key(self) -> None:
        agenda = Agenda()
        for key in (("b", ""), ("a", "")):
            agenda.put(key, MONDAY)
        agenda.put(("c", ""), MONDAY + MINUTE)
        assert agenda.first() == ("a", "")

    def test_an_instant_that_changed_or_went_away_is_passed_over(self) -> None:
        agenda = Agenda()
        agenda.put(("a", ""), MONDAY)
        agenda.put(("b", ""), MONDAY + 2 * MINUTE)
        agenda.put(("a", ""), MONDAY + 3 * MINUTE)
        assert agenda.first() == ("b", "")
        agenda.put(("b", ""), None)
        assert agenda.first() == ("a", "")

    def test_one_that_comes_back_to_its_instant_is_taken_once(self) -> None:
        agenda = Agenda()
        for minutes in (0, 1, 0):
            agenda.put(("a", ""), MONDAY + minutes * MINUTE)
        assert list(agenda.take_until(MONDAY)) == [("a", "")]
        assert agenda.first() is None

    def test_it_equals_the_least_of_all_and_stays_small(self) -> None:
        random, agenda = Random(7), Agenda()  # noqa: S311 - no secret
        instants: dict[Key, datetime] = {}
        for _ in range(5_000):
            key = (f"T-{random.randrange(20)}", "")
            at = None if random.random() < 0.2 else MONDAY + random.randrange(500) * MINUTE
            agenda.put(key, at)
            if at is None:
                instants.pop(key, None)
            else:
                instants[key] = at
            expected = min(instants, key=lambda each: (instants[each], each), default=None)
            assert agenda.first() == expected
            assert len(agenda._heap) <= 2 * len(instants) + 64
