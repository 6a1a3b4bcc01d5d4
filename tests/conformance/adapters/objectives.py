"""Objectives and the rules over a row of their results."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from adapters.vectors import Adapter, Vector, exactly
from svcmgmt.sla.conformance import (
    AllowedCrossings,
    ConformanceEventKind,
    DampedAlert,
    GraceTimes,
    Hysteresis,
    StatefulAlert,
)
from svcmgmt.sla.objectives import Direction, Objective, Tolerance, ToleranceKind, Verdict
from svcmgmt.values import Quantity, Ratio

__all__ = ["ADAPTERS"]

UNIT: Final = "ms"
HIGHER, LOWER = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER
HALVINGS: Final = 80


def _judged(given: dict[str, Any], direction: Direction, warning: str, *, is_strict: bool) -> str:
    objective = Objective(
        target=Quantity(exactly(given["target"]), UNIT),
        direction=direction,
        warning=Quantity(exactly(given[warning]), UNIT),
        tolerance=Tolerance(
            Quantity(exactly(given["tolerance_abs"]), UNIT), ToleranceKind.ABSOLUTE
        ),
        is_strict=is_strict,
    )
    return objective.judge(Quantity(exactly(given["value"]), UNIT)).value


def means_violation(case: Vector) -> object:
    """Verdict where the comparator tells when the objective is violated."""
    comparator = case["inputs"]["comparator"]
    direction = LOWER if comparator.startswith(">") else HIGHER
    return _judged(case["inputs"], direction, "threshold", is_strict="=" in comparator)


def means_conformance(case: Vector) -> object:
    """Verdict where the comparator tells when the objective is met."""
    comparator = case["inputs"]["comparator"]
    direction = HIGHER if comparator.startswith(">") else LOWER
    return _judged(case["inputs"], direction, "warn", is_strict="=" not in comparator)


def tolerance_bound(case: Vector) -> object:
    """Return the worst value that is no violation, found by asking for verdicts."""
    given = case["inputs"]
    reference, told = exactly(given["reference"]), exactly(given["tolerance"])
    kind = ToleranceKind(given["kind"])
    amount = Ratio(told, 1) if kind is ToleranceKind.RELATIVE else Quantity(told, UNIT)
    objective = Objective(
        target=Quantity(reference, UNIT),
        direction=HIGHER if given["operator"].startswith(".g") else LOWER,
        tolerance=Tolerance(amount, kind),
    )
    bad = Fraction(0) if objective.direction is HIGHER else 2 * abs(reference) + told
    good = reference
    for _ in range(HALVINGS):
        middle = (good + bad) / 2
        if objective.judge(Quantity(middle, UNIT)) is Verdict.VIOLATED:
            bad = middle
        else:
            good = middle
    return good


def grace_times(case: Vector) -> object:
    """First period that violates because nothing was updated."""
    updates = map(bool, case["inputs"]["updates"])
    return _first(GraceTimes(grace=case["inputs"]["grace"]).over(updates).events)


def allowed_crossings(case: Vector) -> object:
    """First period in which crossings exceed the allowance."""
    given = case["inputs"]
    rule = AllowedCrossings(allowed=given["allowed"], period=given["window"])
    return _first(rule.over(map(bool, given["crossings"])).events)


def _first(events: Any) -> int | None:  # noqa: ANN401 - events of any rule
    return events[0].place.index if events else None


def hysteresis(case: Vector) -> object:
    """When an alarm is raised and cleared."""
    given = case["inputs"]
    rule = Hysteresis(raise_at=given["raise_at"], clear_at=given["clear_at"])
    return _told(rule.over(given["x"]).events, "raise")


def damped(case: Vector) -> object:
    """When a stateless alert comes."""
    given = case["inputs"]
    events = DampedAlert(threshold=given["thr"], damping=given["damping"]).over(given["x"])
    return [event.place.index for event in events.events]


def stateful(case: Vector) -> object:
    """When a stateful alert is set and cleared."""
    given = case["inputs"]
    rule = StatefulAlert(
        threshold=given["thr"],
        window=given["window"],
        set_count=given["set_n"],
        clear_count=given["clear_n"],
    )
    return _told(rule.over(given["x"]).events, "set")


def _told(events: Any, raised: str) -> list[list[object]]:  # noqa: ANN401 - events of any rule
    words = {ConformanceEventKind.RAISED: raised, ConformanceEventKind.CLEARED: "clear"}
    return [[words[event.kind], event.place.index] for event in events]


ADAPTERS: Final[dict[str, Adapter]] = {
    "slo_eval_violation": means_violation,
    "slo_eval_conformance": means_conformance,
    "tolerance_bound": tolerance_bound,
    "grace_times": grace_times,
    "allowed_crossings": allowed_crossings,
    "hysteresis": hysteresis,
    "tca_stateless": damped,
    "tca_stateful": stateful,
}
