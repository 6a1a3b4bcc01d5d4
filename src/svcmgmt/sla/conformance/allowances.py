"""What may happen so many times without consequence: missing results, missed targets."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
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
from svcmgmt.sla.objectives import Verdict
from svcmgmt.temporal import to_micros
from svcmgmt.values import NoData
from svcmgmt.values._kinds import of_kind

__all__ = ["AllowedCrossings", "GraceMode", "GraceTimes"]

_MICROSECOND: Final = timedelta(microseconds=1)


class GraceMode(Enum):
    """Which missing results a grace is for (row 8, rule R1.5).

    Examples:
        >>> GraceMode("consecutive")
        <GraceMode.CONSECUTIVE: 'consecutive'>
    """

    CONSECUTIVE = "consecutive"  # those in a row; a result in between begins again
    TOTAL = "total"  # all of a reporting period; begin a new watch for each


@frozen(kw_only=True)
class GraceTimes(ConformanceRule):
    """How many times a result may be missing before that is a violation; TMF657 `graceTimes`.

    It is told for each measurement period whether there is a result: False, no data and an
    undefined verdict are none. A violation is raised once for each run of missing results.
    Source: rule R1.5.

    Raises:
        InvalidType: a grace or mode of another kind.
        InvalidValue: a grace below 0 or above 10,000.

    Examples:
        >>> report = GraceTimes(grace=3).over([True, False, False, False, False, True])
        >>> print(*report.events)
        allowance exceeded at #4, after #1, #2, #3, #4
    """

    grace: int
    """How many missing results are no violation."""

    mode: GraceMode = field(default=GraceMode.CONSECUTIVE, validator=of_kind(GraceMode))
    """Which missing results count together."""

    def __attrs_post_init__(self) -> None:
        check_count("grace", self.grace, 0)

    def step(self, watch: Watch, place: ObservationPlace, value: Observation) -> Step:
        """Return what an observation makes of a watch."""
        is_missing = value is False or value is Verdict.UNDEFINED or isinstance(value, NoData)
        if not is_missing:
            is_over = self.mode is GraceMode.CONSECUTIVE
            return (evolve(watch, places=(), is_raised=False) if is_over else watch), ()
        if watch.is_raised:
            return watch, ()
        places = (*watch.places, place)
        after = evolve(watch, places=places, is_raised=len(places) > self.grace)
        exceeded = ConformanceEventKind.EXCEEDED
        return after, event_at(exceeded, place, value, places) if after.is_raised else ()

    def __str__(self) -> str:
        return f"{self.grace} missing results allowed, {self.mode.value}"


@frozen(kw_only=True)
class AllowedCrossings(ConformanceRule):
    """How often a target may be missed within a sliding tolerance period; TMF653.

    It is told of each measurement whether it crossed: True, or a violated verdict. Each crossing
    that makes more than are allowed within the period up to it is an event. Source: rule R1.6.

    Raises:
        InvalidType: an allowance that is no int, or a period that is no int or `timedelta`.
        InvalidValue: an allowance or period out of range.

    Examples:
        >>> rule = AllowedCrossings(allowed=2, period=5)
        >>> report = rule.over(map(bool, [1, 0, 1, 0, 1, 0, 0, 0, 1]))
        >>> print(*report.events)
        allowance exceeded at #4, after #0, #2, #4
    """

    allowed: int
    """How many crossings within the period have no consequence."""

    period: int | timedelta
    """The tolerance period: a number of measurements, or a time; its beginning lies outside."""

    def __attrs_post_init__(self) -> None:
        check_count("allowed", self.allowed, 0)
        if not isinstance(self.period, timedelta):
            check_count("period", self.period, 1, 10**9)
        elif self.period <= timedelta(0):
            raise InvalidValue("period", self.period, "more than 0")

    def step(self, watch: Watch, place: ObservationPlace, value: Observation) -> Step:
        """Return what an observation makes of a watch."""
        if not isinstance(value, bool | Verdict):
            raise InvalidType("value", value, "bool or Verdict: whether the target was missed")
        position = self._position(place)
        if value is not True and value is not Verdict.VIOLATED:
            return watch, ()
        places = (*watch.places, place)[-self.allowed - 1 :]
        after = evolve(watch, places=places)
        period = self.period if isinstance(self.period, int) else self.period // _MICROSECOND
        is_over = len(places) > self.allowed
        if not is_over or position - self._position(places[0]) >= period:
            return after, ()
        return after, event_at(ConformanceEventKind.EXCEEDED, place, value, places)

    def _position(self, place: ObservationPlace) -> int:
        """Return where an observation lies, in measurements or in microseconds."""
        if isinstance(self.period, int):
            return place.index
        if place.at is None:
            raise InvalidValue("at", None, "an instant, because the tolerance period is a time")
        return to_micros(place.at)

    def __str__(self) -> str:
        return f"{self.allowed} crossings allowed within {self.period}"
