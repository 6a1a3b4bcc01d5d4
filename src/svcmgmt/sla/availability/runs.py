"""Downtime from requests: bad minutes, and runs of them that are long enough to count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability._arguments import NOTHING, Share, at_least_nothing, share_of
from svcmgmt.sla.availability.facts import Outage
from svcmgmt.temporal import Interval, IntervalSet, format_instant, instant
from svcmgmt.values._kinds import of_kind

__all__ = ["DownRunRule", "DownRuns", "RequestCount"]


def _count(name: str, value: object, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidType(name, value, "int")
    if value < least:
        raise InvalidValue(name, value, f"{least} or more")
    return value


@frozen(kw_only=True)
class RequestCount:
    """The requests of one slot of time, such as a minute.

    Raises:
        InvalidType: counts that are no int.
        InvalidValue: negative counts, or more errors than requests.
        NaiveDatetime: a start without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> RequestCount(start=at("2026-10-05T08:00:00Z"), requests=200, errors=30).errors
        30
    """

    start: datetime = field(converter=instant)
    """First instant of the slot, in UTC."""

    requests: int
    """How many there were."""

    errors: int
    """How many of them failed."""

    def __attrs_post_init__(self) -> None:
        _count("requests", self.requests)
        if _count("errors", self.errors) > self.requests:
            raise InvalidValue("errors", self.errors, f"0 to {self.requests}, the requests")


def _share(value: Share) -> Fraction:
    share = share_of("error_share", value)
    if not 0 <= share <= 1:
        raise InvalidValue("error_share", value, "a share from 0 to 1, or 0 % to 100 %")
    return share


@frozen(kw_only=True)
class DownRuns:
    """Runs of down slots as outages, and the time of which nobody counted the requests.

    Examples:
        >>> DownRuns(outages=(), unknown=IntervalSet()).unknown.is_empty()
        True
    """

    outages: tuple[Outage, ...]
    """Runs that are long enough, in order."""

    unknown: IntervalSet
    """Slots between the first and the last one that are missing."""


@frozen(kw_only=True)
class DownRunRule:
    """When a slot of time is down by its errors, and how many of them in a row count.

    Clouds promise by such rules. Source: rules R5.2 and R2.25.

    Raises:
        InvalidType: a float share, or a count that is no int.
        InvalidValue: a share outside 0 to 1, a slot of nothing, or a run of less than one.

    Examples:
        >>> functions = DownRunRule(error_share="10 %", least_requests=100)
        >>> [functions.is_down(*each) for each in [(200, 30), (50, 50), (100, 11), (100, 10)]]
        [True, False, True, False]
    """

    error_share: Fraction = field(converter=_share)
    """A slot is down when more than this share of its requests fails; exact."""

    least_requests: int = 1
    """A slot with fewer requests is not down."""

    least_run: int = 1
    """How many down slots in a row count."""

    slot: timedelta = field(default=timedelta(minutes=1), validator=at_least_nothing)
    """How long a slot is."""

    source: str = field(default="", validator=of_kind(str))
    """Where the rule comes from."""

    def __attrs_post_init__(self) -> None:
        _count("least_requests", self.least_requests)
        _count("least_run", self.least_run, 1)
        if self.slot <= NOTHING:
            raise InvalidValue("slot", self.slot, "more than 0")

    def is_down(self, requests: int, errors: int) -> bool:
        """Return whether a slot with so many requests and errors is down.

        Args:
            requests: how many there were; a slot without any is not down.
            errors: how many of them failed.
        """
        return requests >= self.least_requests and errors > requests * self.error_share

    def runs(self, slots: Iterable[RequestCount]) -> DownRuns:
        """Return the runs of down slots that count, as outages.

        A missing slot ends a run: what nobody counted is unknown, and is told as such.

        Args:
            slots: one for each slot of time, in any order.

        Raises:
            InvalidType: slots of another kind.
            InvalidValue: slots that overlap.

        Examples:
            >>> from svcmgmt.temporal import parse_instant as at
            >>> minutes = [RequestCount(start=at(f"2026-10-05T08:0{minute}:00Z"), requests=100,
            ...                         errors=errors)
            ...            for minute, errors in enumerate([0, 60, 70, 0, 90, 0])]
            >>> rule = DownRunRule(error_share="5 %", least_run=2)
            >>> [str(outage.during) for outage in rule.runs(minutes).outages]
            ['2026-10-05T08:01:00Z/2026-10-05T08:03:00Z']
        """
        ordered = sorted(self._checked(slots), key=lambda each: each.start)
        gaps: list[Interval] = []
        for one, other in pairwise(ordered):
            end = one.start + self.slot
            if other.start < end:
                allowed = f"{format_instant(end)} or later, the end of the slot before"
                raise InvalidValue("start", other.start, allowed)
            gaps.append(Interval(end, other.start))
        return DownRuns(outages=tuple(self._outages(ordered)), unknown=IntervalSet.of(gaps))

    def _checked(self, slots: Iterable[RequestCount]) -> Iterator[RequestCount]:
        for each in slots:
            if not isinstance(each, RequestCount):
                raise InvalidType("slots", each, "RequestCount")
            yield each

    def _outages(self, ordered: Iterable[RequestCount]) -> Iterator[Outage]:
        down = [each.start for each in ordered if self.is_down(each.requests, each.errors)]
        first = 0
        for index in range(1, len(down) + 1):
            if index < len(down) and down[index] == down[index - 1] + self.slot:
                continue
            if index - first >= self.least_run:
                during = Interval(down[first], down[index - 1] + self.slot)
                yield Outage(during=during, cause="errors", source=self.source)
            first = index
