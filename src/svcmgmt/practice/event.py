"""Events: what monitoring tells, folded so that people see each thing once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.lifecycle import Fact, in_order
from svcmgmt.practice._fields import named
from svcmgmt.values import Extension, Finding
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["DedupWindow", "Event", "EventGroup", "Significance", "dedup"]


class Significance(Enum):
    """What an event means (ITIL v3 and 4), mildest first.

    Examples:
        >>> Significance("exception")
        <Significance.EXCEPTION: 'exception'>
    """

    INFORMATIONAL = "informational"  # nothing to do
    WARNING = "warning"  # something nears a threshold
    EXCEPTION = "exception"  # something does not work as it should


_ORDER: Final = {each: place for place, each in enumerate(Significance)}


class DedupWindow(Enum):
    """From which event of a group the window counts in which another one joins it.

    Examples:
        >>> DedupWindow("previous")
        <DedupWindow.PREVIOUS: 'previous'>
    """

    PREVIOUS = "previous"  # from the last one: a group lasts as long as they keep coming
    FIRST = "first"  # from the first one: a group ends with its window


@frozen(kw_only=True, weakref_slot=False)
class Event(Fact):
    """A change of state that has significance for the management of a service (ITIL 4).

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty key.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> Event(at=parse_instant("2026-10-26T08:00:00Z"), key="disk full db1").significance
        <Significance.EXCEPTION: 'exception'>
    """

    key: str = field(validator=named)
    """By what repetitions are recognised, for example source and kind of fault."""

    significance: Significance = field(
        default=Significance.EXCEPTION, validator=of_kind(Significance)
    )
    """What it means."""

    subject: str = field(default="", validator=of_kind(str))
    """The service or configuration item that it is about; empty if nobody has said."""

    message: str = field(default="", validator=of_kind(str))
    """What it says, in words."""

    source: str = field(default="", validator=of_kind(str))
    """Who or what told it."""

    extension: Extension = field(factory=Extension, validator=of_kind(Extension))
    """What the source said beyond these fields, as it came."""


@frozen(kw_only=True)
class EventGroup:
    """Events of one key that belong together: the first, the last, and how many.

    Source: rule R1.22.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> event = Event(at=parse_instant("2026-10-26T08:00:00Z"), key="disk full db1")
        >>> EventGroup(first=event, last=event, count=1, significance=event.significance).key
        'disk full db1'
    """

    first: Event
    """The first one."""

    last: Event
    """The last one."""

    count: int
    """How many there are."""

    significance: Significance
    """The most significant of them."""

    @property
    def key(self) -> str:
        """What they have in common."""
        return self.first.key

    @property
    def subject(self) -> str:
        """What they are about, as the first one tells."""
        return self.first.subject

    def joined(self, event: Event) -> EventGroup:
        """Return the group with one more event at its end.

        Raises:
            InvalidType: something that is no event.
        """
        check_kind("event", event, Event)
        worst = max(self.significance, event.significance, key=_ORDER.__getitem__)
        return evolve(self, last=event, count=self.count + 1, significance=worst)


def dedup(
    events: Iterable[Event],
    *,
    window: timedelta,
    counted_from: DedupWindow = DedupWindow.PREVIOUS,
) -> tuple[tuple[EventGroup, ...], tuple[Finding, ...]]:
    """Return events folded by their keys, and what was unusual about them.

    An event joins the group of its key if it follows at most a window after the last one, or
    after the first one; else it begins another group. Source: rule R1.22.

    Args:
        events: in any order; the same event twice counts once and is a finding.
        window: how far apart they may be; 0 joins those of one instant.
        counted_from: from which event of a group the window counts.

    Returns:
        The groups in order of their first events, and the findings of `in_order`.

    Raises:
        InvalidType: something that is no event, or a window or policy of another kind.
        InvalidValue: a negative window.

    Examples:
        >>> from svcmgmt.temporal import parse_instant
        >>> start = parse_instant("2026-10-26T08:00:00Z")
        >>> events = [Event(at=start + timedelta(minutes=minute), key="a") for minute in (0, 3, 9)]
        >>> groups, _ = dedup(events, window=timedelta(minutes=5))
        >>> [group.count for group in groups]
        [2, 1]
    """
    check_kind("window", window, timedelta)
    check_kind("counted_from", counted_from, DedupWindow)
    if window < timedelta(0):
        raise InvalidValue("window", window, "0 or more")
    ordered, findings = in_order(all_of_kind("events", events, Event))
    return _folded(ordered, window, counted_from), findings


def _folded(
    events: Iterable[Event], window: timedelta, counted_from: DedupWindow
) -> tuple[EventGroup, ...]:
    groups: list[EventGroup] = []
    places: dict[str, int] = {}
    for event in events:
        place = places.get(event.key)
        if place is not None:
            group = groups[place]
            since = group.last if counted_from is DedupWindow.PREVIOUS else group.first
            if event.at - since.at <= window:
                groups[place] = group.joined(event)
                continue
        places[event.key] = len(groups)
        groups.append(EventGroup(first=event, last=event, count=1, significance=event.significance))
    return tuple(groups)
