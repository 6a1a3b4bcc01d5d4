"""Levels that measurements cross: alarms with hysteresis, threshold-crossing alerts."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla._measurements import Level, Measured, number_on
from svcmgmt.sla.conformance.watching import (
    ConformanceEventKind,
    ConformanceRule,
    Observation,
    ObservationPlace,
    Step,
    Watch,
    check_count,
    event_at,
)
from svcmgmt.sla.objectives import Direction, Verdict
from svcmgmt.values import NoData
from svcmgmt.values._kinds import check_kind

__all__ = ["DampedAlert", "Hysteresis", "StatefulAlert"]


def _is_bad(direction: Direction, number: Fraction, level: Fraction) -> bool:
    """Return whether a number has reached a level from its good side."""
    return number >= level if direction is Direction.LOWER_IS_BETTER else number <= level


def _check_direction(_rule: object, _attribute: object, value: Direction) -> None:
    check_kind("direction", value, Direction)
    if value is Direction.EXACT:
        raise InvalidValue("direction", value, "at most or at least")


@frozen(kw_only=True)
class Hysteresis(ConformanceRule):
    """An alarm that is raised at one level and cleared only beyond another one.

    Where less is better it is raised at the raise level or above, and cleared below the clear
    level; where more is better the other way round. Source: rule R1.7, TMF649.

    Raises:
        InvalidType: levels of different kinds.
        InvalidValue: a clear level on the bad side of the raise level.

    Examples:
        >>> report = Hysteresis(raise_at=80, clear_at=70).over([70, 85, 75, 69, 90])
        >>> for event in report.events:
        ...     print(event)
        raised at #1, after #1
        cleared at #3, after #1
        raised at #4, after #4
    """

    raise_at: Level
    """From which level on it is raised."""

    clear_at: Level
    """Beyond which level it is cleared."""

    direction: Direction = field(default=Direction.LOWER_IS_BETTER, validator=_check_direction)
    """Which side is the good one."""

    def __attrs_post_init__(self) -> None:
        level = number_on(self.raise_at, "raise_at", self.raise_at)
        clear = number_on(self.raise_at, "clear_at", self.clear_at)
        if clear != level and _is_bad(self.direction, clear, level):
            raise InvalidValue("clear_at", self.clear_at, "on the good side of the raise level")

    def step(self, watch: Watch, place: ObservationPlace, value: Observation) -> Step:
        """Return what an observation makes of a watch."""
        number = number_on(self.raise_at, "value", _measured(value))
        limit = self.clear_at if watch.is_raised else self.raise_at
        level = number_on(self.raise_at, "level", limit)
        is_raised = _is_bad(self.direction, number, level)
        if is_raised is watch.is_raised:
            return watch, ()
        if is_raised:
            after = evolve(watch, is_raised=True, places=(place,))
            return after, event_at(ConformanceEventKind.RAISED, place, value, (place,))
        after = evolve(watch, is_raised=False, places=())
        return after, event_at(ConformanceEventKind.CLEARED, place, value, watch.places)

    def __str__(self) -> str:
        return f"raised at {self.raise_at}, cleared beyond {self.clear_at}"


def _measured(value: Observation) -> Measured:
    if isinstance(value, bool | Verdict | NoData):
        raise InvalidType("value", value, "a measurement; judge missing ones by a policy first")
    return value


@frozen(kw_only=True)
class DampedAlert(ConformanceRule):
    """A stateless threshold-crossing alert with a damping factor; MEF 133.

    After an alert, so many intervals in a row that still reach the threshold give none; an
    interval that does not reach it begins again. Source: rule R1.7.

    Raises:
        InvalidType: a threshold that is no number or value.
        InvalidValue: a damping below 0 or above 10,000.

    Examples:
        >>> report = DampedAlert(threshold=8, damping=2).over([9, 9, 9, 9, 1, 9, 9])
        >>> [event.place.index for event in report.events]
        [0, 3, 5]
    """

    threshold: Level
    """The level; reaching it counts."""

    damping: int = 0
    """Intervals after an alert that give none."""

    direction: Direction = field(default=Direction.LOWER_IS_BETTER, validator=_check_direction)
    """Which side is the good one."""

    def __attrs_post_init__(self) -> None:
        number_on(self.threshold, "threshold", self.threshold)
        check_count("damping", self.damping, 0)

    def step(self, watch: Watch, place: ObservationPlace, value: Observation) -> Step:
        """Return what an observation makes of a watch."""
        number = number_on(self.threshold, "value", _measured(value))
        level = number_on(self.threshold, "threshold", self.threshold)
        if not _is_bad(self.direction, number, level):
            return evolve(watch, places=()), ()
        if watch.places and place.index - watch.places[0].index <= self.damping:
            return watch, ()
        after = evolve(watch, places=(place,))
        return after, event_at(ConformanceEventKind.CROSSED, place, value, (place,))

    def __str__(self) -> str:
        return f"alert at {self.threshold}, damping {self.damping}"


@frozen(kw_only=True)
class StatefulAlert(ConformanceRule):
    """A stateful threshold-crossing alert over a sliding window; MEF 133.

    It is set when enough of the last intervals reach the threshold, and cleared when enough of
    them do not. Source: rule R1.7.

    Raises:
        InvalidType: a count that is no int.
        InvalidValue: a window out of range, or counts by which it were set and clear at once.

    Examples:
        >>> rule = StatefulAlert(threshold=8, window=5, set_count=3, clear_count=3)
        >>> for event in rule.over([1, 9, 9, 1, 9, 9, 9, 1, 1, 1, 1, 9]).events:
        ...     print(event)
        raised at #4, after #1, #2, #4
        cleared at #9, after #5, #6
    """

    threshold: Level
    """The level; reaching it counts."""

    window: int
    """How many intervals are looked at."""

    set_count: int
    """How many of them reach the threshold when it is set."""

    clear_count: int
    """How many of them do not when it is cleared."""

    direction: Direction = field(default=Direction.LOWER_IS_BETTER, validator=_check_direction)
    """Which side is the good one."""

    def __attrs_post_init__(self) -> None:
        number_on(self.threshold, "threshold", self.threshold)
        check_count("window", self.window, 1)
        check_count("set_count", self.set_count, 1, self.window)
        check_count("clear_count", self.clear_count, self.window - self.set_count + 1, self.window)

    def step(self, watch: Watch, place: ObservationPlace, value: Observation) -> Step:
        """Return what an observation makes of a watch."""
        number = number_on(self.threshold, "value", _measured(value))
        level = number_on(self.threshold, "threshold", self.threshold)
        oldest = place.index - self.window
        places = tuple(each for each in watch.places if each.index > oldest)
        if _is_bad(self.direction, number, level):
            places = (*places, place)
        below = min(place.index + 1, self.window) - len(places)
        if watch.is_raised and below >= self.clear_count:
            after = evolve(watch, places=places, is_raised=False)
            return after, event_at(ConformanceEventKind.CLEARED, place, value, places)
        if not watch.is_raised and len(places) >= self.set_count:
            after = evolve(watch, places=places, is_raised=True)
            return after, event_at(ConformanceEventKind.RAISED, place, value, places)
        return evolve(watch, places=places), ()

    def __str__(self) -> str:
        counts = f"set by {self.set_count}, cleared by {self.clear_count} of {self.window}"
        return f"alert at {self.threshold}, {counts}"
