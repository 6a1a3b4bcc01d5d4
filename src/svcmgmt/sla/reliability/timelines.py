"""The expanded lifecycle of an incident: from failure to restoration, phase by phase."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise
from typing import Any, Final

from attrs import Attribute, field, frozen

from svcmgmt.calendars import ServiceCalendar
from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidValue, SvcmgmtError
from svcmgmt.sla.objectives import value_text
from svcmgmt.temporal import format_instant, instant
from svcmgmt.values import NoData
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = [
    "IncidentPhase",
    "IncidentTimeline",
    "MeanTime",
    "MeanTimes",
    "RestoreStart",
    "mean_times",
]


class IncidentPhase(Enum):
    """A phase of an incident, in order (rule R2.16).

    Examples:
        >>> IncidentPhase("repair")
        <IncidentPhase.REPAIR: 'repair'>
    """

    DETECTION = "detection"  # from the failure until somebody noticed
    DIAGNOSIS = "diagnosis"  # until the cause was known
    REPAIR = "repair"  # until what was broken was repaired
    RECOVERY = "recovery"  # until it ran again
    RESTORATION = "restoration"  # until users had their service back


class RestoreStart(Enum):
    """From when on a time to restore, or to acknowledge, counts (row 5, rule R2.16).

    Examples:
        >>> RestoreStart("failure")
        <RestoreStart.FAILURE: 'failure'>
    """

    FAILURE = "failure"  # when the service was lost: for availability
    DETECTION = "detection"  # when the provider noticed
    TICKET = "ticket"  # when the ticket was logged: for contractual clocks


_CHAIN: Final = ("occurred", "detected", "diagnosed", "repaired", "recovered", "restored")
_STARTS: Final = {
    RestoreStart.FAILURE: "occurred",
    RestoreStart.DETECTION: "detected",
    RestoreStart.TICKET: "logged",
}


def _in_utc(value: datetime | None) -> datetime | None:
    """Return an instant in UTC; what is none stays, and is refused by the name of its field."""
    try:
        return None if value is None else instant(value)
    except SvcmgmtError:
        return value


def _an_instant(_owner: object, attribute: Attribute[Any], value: datetime | None) -> None:
    if value is not None:
        instant(value, attribute.name)


@frozen(kw_only=True)
class IncidentTimeline:
    """When what became of an incident; instants that nobody knows are None.

    A phase of which one end is unknown is no data. Source: rule R2.16.

    Raises:
        NaiveDatetime: an instant without a zone.
        InvalidValue: instants in the wrong order.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> story = IncidentTimeline(
        ...     occurred=at("2026-10-05T08:00:00Z"), detected=at("2026-10-05T08:05:00Z"),
        ...     diagnosed=at("2026-10-05T08:25:00Z"), repaired=at("2026-10-05T09:05:00Z"),
        ...     recovered=at("2026-10-05T09:15:00Z"), restored=at("2026-10-05T09:20:00Z"))
        >>> str(story.time_to_restore()), str(story.time_to_repair())
        ('1:20:00', '1:00:00')
    """

    id: str = ""
    """Which incident."""

    occurred: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When the service was lost, in UTC."""

    detected: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When the provider noticed, in UTC."""

    diagnosed: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When the cause was known, in UTC."""

    repaired: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When what was broken was repaired, in UTC."""

    recovered: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When it ran again, in UTC."""

    restored: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When users had their service back, in UTC."""

    logged: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When the ticket was logged, in UTC; not before the failure."""

    acknowledged: datetime | None = field(default=None, converter=_in_utc, validator=_an_instant)
    """When somebody took it on, in UTC; not before the failure and the ticket."""

    def __attrs_post_init__(self) -> None:
        for chain in (_CHAIN, ("occurred", "logged", "acknowledged"), ("detected", "acknowledged")):
            known = [(name, at) for name in chain if (at := self._at(name)) is not None]
            for (before, earlier), (name, later) in pairwise(known):
                if later < earlier:
                    allowed = f"{format_instant(earlier)} or later, when it {_was(before)}"
                    raise InvalidValue(name, later, allowed)

    def _at(self, name: str) -> datetime | None:
        at: datetime | None = getattr(self, name)
        return at

    def _between(
        self, start: str, end: str, service_time: ServiceCalendar | None
    ) -> timedelta | NoData:
        first, last = self._at(start), self._at(end)
        if first is None or last is None:
            return NoData(f"nobody knows when it {_was(start if first is None else end)}")
        return last - first if service_time is None else service_time.elapsed(first, last)

    def phase(
        self, phase: IncidentPhase, *, service_time: ServiceCalendar | None = None
    ) -> timedelta | NoData:
        """Return how long a phase took; no data where one of its ends is not known.

        Args:
            phase: which one.
            service_time: count its open time only; real time without one.

        Raises:
            InvalidType: something else than a phase.
        """
        check_kind("phase", phase, IncidentPhase)
        index = [*IncidentPhase].index(phase)
        return self._between(_CHAIN[index], _CHAIN[index + 1], service_time)

    def phases(
        self, *, service_time: ServiceCalendar | None = None
    ) -> tuple[tuple[IncidentPhase, timedelta | NoData], ...]:
        """Return how long every phase took, in order; if all are known they add up to the whole.

        Args:
            service_time: count its open time only; real time without one.
        """
        return tuple(
            (phase, self.phase(phase, service_time=service_time)) for phase in IncidentPhase
        )

    def time_to_detect(self, *, service_time: ServiceCalendar | None = None) -> timedelta | NoData:
        """Return how long nobody noticed: from failure to detection."""
        return self._between("occurred", "detected", service_time)

    def time_to_acknowledge(
        self,
        start: RestoreStart = RestoreStart.DETECTION,
        *,
        service_time: ServiceCalendar | None = None,
    ) -> timedelta | NoData:
        """Return how long it took until somebody took it on.

        Args:
            start: from when on it counts.
            service_time: count its open time only; real time without one.
        """
        check_kind("start", start, RestoreStart)
        return self._between(_STARTS[start], "acknowledged", service_time)

    def time_to_repair(self, *, service_time: ServiceCalendar | None = None) -> timedelta | NoData:
        """Return how long the repair of the component took: from detection to repair (MTTR)."""
        return self._between("detected", "repaired", service_time)

    def time_to_restore(
        self,
        start: RestoreStart = RestoreStart.FAILURE,
        *,
        service_time: ServiceCalendar | None = None,
    ) -> timedelta | NoData:
        """Return how long users had to wait for their service (MTRS).

        Args:
            start: from when on it counts.
            service_time: count its open time only; real time without one.
        """
        check_kind("start", start, RestoreStart)
        return self._between(_STARTS[start], "restored", service_time)

    def explain(self) -> str:
        """Return the phases as a table for a person."""
        rows = [(phase.value, value_text(length)) for phase, length in self.phases()]
        rows.append(("restore, from failure", value_text(self.time_to_restore())))
        return text_table(["phase", "took"], rows)


def _was(name: str) -> str:
    return name if name == "occurred" else f"was {name}"


@frozen(kw_only=True)
class MeanTime:
    """The mean of one kind of time over many incidents, and how many of them are in it.

    Examples:
        >>> print(MeanTime(name="MTTD", mean=timedelta(minutes=6), known=3, unknown=1))
        MTTD 0:06:00 (3 of 4)
    """

    name: str
    """What it is, such as `MTTD`."""

    mean: timedelta | NoData
    """The mean, rounded up to the microsecond; no data where nobody knows any."""

    known: int
    """How many incidents have such a time."""

    unknown: int
    """How many have none, because an instant is missing."""

    def __str__(self) -> str:
        return f"{self.name} {value_text(self.mean)} ({self.known} of {self.known + self.unknown})"


@frozen(kw_only=True)
class MeanTimes:
    """Mean times over many incidents. Made by `mean_times`. Source: rules R6.1 and R2.16.

    Examples:
        >>> mean_times([]).detect.mean
        NoData(reason='no incident has a time for MTTD')
    """

    detect: MeanTime
    """MTTD: from failure to detection."""

    acknowledge: MeanTime
    """MTTA: until somebody took it on."""

    repair: MeanTime
    """MTTR of the component: from detection to repair."""

    restore: MeanTime
    """MTRS: until users had their service back."""

    policies: tuple[tuple[str, str], ...]
    """From when on times count."""

    def __str__(self) -> str:
        return ", ".join(map(str, (self.detect, self.acknowledge, self.repair, self.restore)))


def mean_times(
    incidents: Iterable[IncidentTimeline],
    *,
    acknowledge_from: RestoreStart = RestoreStart.DETECTION,
    restore_from: RestoreStart = RestoreStart.FAILURE,
    service_time: ServiceCalendar | None = None,
) -> MeanTimes:
    """Return the mean times over many incidents; each mean over those that know both ends.

    Args:
        incidents: their timelines.
        acknowledge_from: from when on the time to acknowledge counts.
        restore_from: from when on the time to restore counts.
        service_time: count its open time only; real time without one.

    Raises:
        InvalidType: timelines or starts of another kind.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> stories = [IncidentTimeline(occurred=at("2026-10-05T08:00:00Z"),
        ...                             detected=at(f"2026-10-05T08:{minute}:00Z"))
        ...            for minute in ("05", "10", "03")]
        >>> print(mean_times(stories).detect)
        MTTD 0:06:00 (3 of 3)
    """
    stories = all_of_kind("incidents", incidents, IncidentTimeline)
    calendar = service_time
    return MeanTimes(
        detect=_mean("MTTD", [each.time_to_detect(service_time=calendar) for each in stories]),
        acknowledge=_mean(
            "MTTA",
            [each.time_to_acknowledge(acknowledge_from, service_time=calendar) for each in stories],
        ),
        repair=_mean("MTTR", [each.time_to_repair(service_time=calendar) for each in stories]),
        restore=_mean(
            "MTRS",
            [each.time_to_restore(restore_from, service_time=calendar) for each in stories],
        ),
        policies=(
            ("acknowledge from", acknowledge_from.value),
            ("restore from", restore_from.value),
        ),
    )


def _mean(name: str, times: list[timedelta | NoData]) -> MeanTime:
    known = [each for each in times if not isinstance(each, NoData)]
    mean: timedelta | NoData = NoData(f"no incident has a time for {name}")
    if known:
        micros = sum(known, timedelta(0)) // timedelta(microseconds=1)
        mean = timedelta(microseconds=-(-micros // len(known)))
    return MeanTime(name=name, mean=mean, known=len(known), unknown=len(times) - len(known))
