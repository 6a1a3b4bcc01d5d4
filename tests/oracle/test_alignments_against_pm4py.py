"""Alignments cost and fit as those of pm4py, for every lifecycle and every policy.

A lifecycle becomes a Petri net with a place for each state: what enters a state carries its word,
and an end costs nothing.
"""

from __future__ import annotations

import random
from importlib import import_module
from typing import Any

import pytest

from svcmgmt.lifecycle import Lifecycle, Repeats, TraceEnd, align, conformance, discover
from svcmgmt.lifecycles import ALL
from svcmgmt.practice import Incident
from svcmgmt.temporal import parse_instant as at
from svcmgmt.values import Ratio

pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")

_COST = 10_000  # of a move, in pm4py; its silent moves cost 1
_TRACES = 10


class Peer:
    """What is asked of pm4py."""

    def __init__(self) -> None:
        pytest.importorskip("pm4py", reason="needs pm4py")
        algorithms, objects = "pm4py.algo", import_module("pm4py.objects.petri_net.obj")
        logs = import_module("pm4py.objects.log.obj")
        self.algorithm: Any = import_module(
            f"{algorithms}.conformance.alignments.petri_net.algorithm"
        )
        self.evaluation: Any = import_module(
            f"{algorithms}.evaluation.replay_fitness.variants.alignment_based"
        )
        self.event: Any = logs.Event
        self.trace: Any = logs.Trace
        self.marking: Any = objects.Marking
        self.petri_net: Any = objects.PetriNet
        self.utils: Any = import_module("pm4py.objects.petri_net.utils.petri_utils")

    def net(self, lifecycle: Lifecycle[Any, Any], repeats: Repeats, end: TraceEnd) -> Any:  # noqa: ANN401
        """Return the net of a lifecycle with its markings."""
        net = self.petri_net(lifecycle.name)
        names = ["source", *map(str, lifecycle.states), "sink"]
        places = {name: self.petri_net.Place(name) for name in names}
        net.places.update(places.values())

        def arc(source: str, target: str, label: str | None) -> None:
            transition = self.petri_net.Transition(f"{source} {target}", label)
            net.transitions.add(transition)
            self.utils.add_arc_from_to(places[source], transition, net)
            self.utils.add_arc_from_to(transition, places[target], net)

        for state in lifecycle.initials:
            arc("source", str(state), str(state))
        for state in lifecycle.states:
            again = [state] if repeats is Repeats.UPDATE else []
            for target in dict.fromkeys([*lifecycle.targets_from(state), *again]):
                arc(str(state), str(target), str(target))
        anywhere = end is TraceEnd.ANYWHERE or not lifecycle.finals
        for state in lifecycle.states if anywhere else lifecycle.finals:
            arc(str(state), "sink", None)
        return net, self.marking({places["source"]: 1}), self.marking({places["sink"]: 1})

    def align(self, words: list[str], net: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return the alignment of a trace."""
        trace = self.trace([self.event({"concept:name": word}) for word in words])
        found: dict[str, Any] = self.algorithm.apply_trace(trace, *net)
        return found


@pytest.fixture(scope="module")
def peer() -> Peer:
    """Give pm4py, which takes a second to import."""
    return Peer()


def traces(lifecycle: Lifecycle[Any, Any]) -> list[list[str]]:
    """Return random traces; same lifecycle, same traces."""
    chance = random.Random(lifecycle.name)  # noqa: S311 - a workload, no secret
    words = [*map(str, lifecycle.states), "-100"]
    lengths = [chance.randrange(1, 9) for _ in range(_TRACES)]
    return [[chance.choice(words) for _ in range(length)] for length in lengths]


@pytest.mark.parametrize("end", TraceEnd)
@pytest.mark.parametrize("repeats", Repeats)
@pytest.mark.parametrize("name", ALL)
def test_cost_and_fitness_are_the_same(
    name: str, repeats: Repeats, end: TraceEnd, peer: Peer
) -> None:
    net = peer.net(ALL[name], repeats, end)
    for words in traces(ALL[name]):
        ours = align(ALL[name], words, repeats=repeats, end=end)
        theirs = peer.align(words, net)
        assert ours.cost == theirs["cost"] // _COST, words
        assert float(ours.fitness.value) == pytest.approx(theirs["fitness"]), words


def test_the_figures_of_a_whole_log_are_the_same(peer: Peer) -> None:
    when = at("2026-10-26T08:00:00Z")
    new = Incident.log(id="INC-1", at=when)
    histories = [
        new.history,
        new.cancel(at=when).history,
        new.start(at=when).resolve(at=when, resolution="restarted").history,
        new.start(at=when).cancel(at=when).history,
    ]
    lifecycle: Lifecycle[Any, Any] = discover([histories[1], histories[3]]).candidate("ours")
    found = conformance(lifecycle, histories)
    net = peer.net(lifecycle, Repeats.UPDATE, TraceEnd.FINAL)
    aligned = [peer.align([str(fact.to_state) for fact in history], net) for history in histories]
    figures = peer.evaluation.evaluate(aligned)
    assert isinstance(found.fitness, Ratio)
    # their sum holds what silent moves cost
    assert float(found.fitness.value) == pytest.approx(figures["log_fitness"], rel=1e-4)
    assert isinstance(found.mean_fitness, type(found.fitness.value))
    assert float(found.mean_fitness) == pytest.approx(figures["average_trace_fitness"])
    assert isinstance(found.fitting, Ratio)
    assert float(found.fitting.value) * 100 == pytest.approx(
        figures["percentage_of_fitting_traces"]
    )
