"""The fold that all rules share: a frozen watch that takes one observation at a time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from enum import Enum
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla._measurements import Measured
from svcmgmt.sla.objectives import Verdict
from svcmgmt.temporal import format_instant, instant
from svcmgmt.temporal._text import local_text
from svcmgmt.values import NoData
from svcmgmt.values._kinds import of_kind

__all__ = [
    "ConformanceEvent",
    "ConformanceEventKind",
    "ConformanceReport",
    "ConformanceRule",
    "Observation",
    "ObservationPlace",
    "Step",
    "Watch",
    "check_count",
    "event_at",
]

Observation: TypeAlias = Measured | bool | Verdict | NoData
"""What a rule looks at: a measurement, whether something is so, or a verdict."""

_MOST: Final = 10_000
"""So many places a watch remembers at most."""


class ConformanceEventKind(Enum):
    """What happened.

    Examples:
        >>> ConformanceEventKind("raised")
        <ConformanceEventKind.RAISED: 'raised'>
    """

    EXCEEDED = "allowance exceeded"  # once too often
    CROSSED = "threshold crossed"  # a stateless alert
    RAISED = "raised"  # the beginning of a state
    CLEARED = "cleared"  # its end


@frozen
class ObservationPlace:
    """One observation: which it was, and when if that is known.

    Examples:
        >>> print(ObservationPlace(4))
        #4
    """

    index: int
    """Its number, from 0."""

    at: datetime | None = None
    """Its instant, in UTC."""

    def __str__(self) -> str:
        return f"#{self.index}" if self.at is None else format_instant(self.at)


@frozen(kw_only=True)
class ConformanceEvent:
    """Something that happened at an observation, and the observations behind it."""

    kind: ConformanceEventKind
    """What happened."""

    place: ObservationPlace
    """At which observation."""

    value: Observation
    """What was observed."""

    evidence: tuple[ObservationPlace, ...] = ()
    """The observations behind it, in order, this one included where it counts."""

    def __str__(self) -> str:
        behind = f", after {', '.join(map(str, self.evidence))}" if self.evidence else ""
        return f"{self.kind.value} at {self.place}{behind}"


@frozen(kw_only=True, repr=False)
class ConformanceRule(ABC):
    """A rule that turns observations into events; use one of its kinds."""

    def start(self) -> Watch:
        """Return the watch that has seen nothing yet."""
        return Watch(rule=self)

    def over(
        self, observations: Iterable[Observation | tuple[datetime, Observation]]
    ) -> ConformanceReport:
        """Return what happens over a sequence: the fold of `Watch.see`.

        Args:
            observations: values, or pairs of an instant and a value, in order of time.

        Raises:
            InvalidType: an observation that the rule cannot take.
            InvalidValue: an instant before the one before, or none where one is needed.
        """
        watch, events = self.start(), list[ConformanceEvent]()
        if not isinstance(observations, Iterable):
            raise InvalidType("observations", observations, "a list of observations")
        for each in observations:
            if isinstance(each, tuple):
                watch, happened = watch.see(_pair(each)[1], at=each[0])
            else:
                watch, happened = watch.see(each)
            events += happened
        return ConformanceReport(rule=self, events=tuple(events), watch=watch)

    @abstractmethod
    def step(self, watch: Watch, place: ObservationPlace, value: Observation) -> Step:
        """Return what an observation makes of a watch; asked by `Watch.see`."""
        ...


@frozen(kw_only=True, repr=False)
class Watch:
    """A rule and what it remembers: small, frozen, one observation at a time.

    Examples:
        >>> from svcmgmt.sla.conformance import Hysteresis
        >>> watch = Hysteresis(raise_at=80, clear_at=70).start()
        >>> watch, events = watch.see(85)
        >>> print(*events)
        raised at #0, after #0
        >>> watch.is_raised
        True
    """

    rule: ConformanceRule = field(validator=of_kind(ConformanceRule))
    """The rule."""

    position: int = 0
    """How many observations it has seen."""

    latest: datetime | None = None
    """The last instant that it was told."""

    places: tuple[ObservationPlace, ...] = ()
    """The observations that it remembers."""

    is_raised: bool = False
    """Whether the state that the rule raises holds."""

    def see(
        self, value: Observation, *, at: datetime | None = None
    ) -> tuple[Watch, tuple[ConformanceEvent, ...]]:
        """Return the watch after one more observation, and what happened.

        Args:
            value: what was observed.
            at: when; not before the observation before.

        Raises:
            InvalidType: an observation that the rule cannot take.
            InvalidValue: an instant before the one before, or none where one is needed.
            NaiveDatetime: an instant without a zone.
        """
        moment = None if at is None else instant(at, "at")
        if moment is not None and self.latest is not None and moment < self.latest:
            raise InvalidValue("at", at, f"{format_instant(self.latest)} or later, in order")
        place = ObservationPlace(self.position, moment)
        watch, events = self.rule.step(self, place, value)
        return evolve(watch, position=self.position + 1, latest=moment or self.latest), events

    def __repr__(self) -> str:
        state = "raised" if self.is_raised else "not raised"
        return f"<Watch of {type(self.rule).__name__} after {self.position}, {state}>"


Step: TypeAlias = tuple[Watch, tuple[ConformanceEvent, ...]]


@frozen(kw_only=True, repr=False)
class ConformanceReport:
    """What a rule says of a sequence: its events, and the watch to go on with."""

    rule: ConformanceRule
    """The rule."""

    events: tuple[ConformanceEvent, ...]
    """What happened, in order."""

    watch: Watch
    """What it remembers at the end."""

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return every event as text for a person.

        Args:
            zone: in which times are shown.
        """

        def told(place: ObservationPlace) -> str:
            return str(place) if place.at is None else local_text(place.at, zone)

        cells = [
            (
                told(each.place),
                each.kind.value,
                str(each.value),
                ", ".join(map(told, each.evidence)),
            )
            for each in self.events
        ]
        lines = [str(self)]
        if cells:
            lines.append(text_table(["at", "event", "value", "after"], cells))
        return "\n".join(lines)

    def as_rows(self) -> list[dict[str, str | int]]:
        """Return one dict for each event, for a table or a frame."""
        return [
            {
                "index": each.place.index,
                "at": "" if each.place.at is None else format_instant(each.place.at),
                "event": each.kind.value,
                "value": str(each.value),
                "evidence": ", ".join(map(str, each.evidence)),
            }
            for each in self.events
        ]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        return f"{len(self.events)} events in {self.watch.position} observations: {self.rule}"

    def __repr__(self) -> str:
        return f"<ConformanceReport {self}>"


def _pair(pair: tuple[datetime, Observation]) -> tuple[datetime, Observation]:
    """Return a pair, or refuse what has another length."""
    if len(pair) != 2:  # noqa: PLR2004 - a pair
        raise InvalidType("observations", pair, "values, or pairs of an instant and a value")
    return pair


def check_count(name: str, value: object, least: int, most: int = _MOST) -> None:
    """Refuse a count that is none, or out of range."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(name, value, "int")
    if not least <= value <= most:
        raise InvalidValue(name, value, f"{least} to {most}")


def event_at(
    kind: ConformanceEventKind,
    place: ObservationPlace,
    value: Observation,
    evidence: tuple[ObservationPlace, ...],
) -> tuple[ConformanceEvent, ...]:
    """Return the one event that happened at an observation."""
    return (ConformanceEvent(kind=kind, place=place, value=value, evidence=evidence),)
