"""How many tickets met a target: the share, and every count behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias, TypeVar, cast

from attrs import evolve, field, frozen

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.clocks.policies import Attribution
from svcmgmt.sla.clocks.readings import ClockReading, Outcome
from svcmgmt.temporal import Interval
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import check_kind, of_kind
from svcmgmt.values._lists import paired

__all__ = ["Compliance", "compliance", "compliance_by"]

KeyT = TypeVar("KeyT", bound=Hashable)

_JUDGED = frozenset({Outcome.MET, Outcome.MISSED, Outcome.OPEN_PAST_DUE})
_PAIRS = "pairs of a group and a reading"


Counts: TypeAlias = Mapping[Outcome, int]


def _counts(
    value: Counts | Iterable[tuple[Outcome, int]],
) -> tuple[tuple[Outcome, int], ...]:
    given = cast("Counts", value).items() if isinstance(value, Mapping) else value
    counts: dict[Outcome, int] = {}
    for outcome, number in paired(given, "counts", "whole numbers by Outcome"):
        if not isinstance(outcome, Outcome) or type(number) is not int:
            raise InvalidType("counts", {outcome: number}, "whole numbers by Outcome")
        if outcome in counts:
            raise InvalidValue("counts", outcome, "each outcome once")
        if number < 0:
            raise InvalidValue("counts", number, "0 or more")
        counts[outcome] = number
    return tuple((outcome, counts.get(outcome, 0)) for outcome in Outcome)


def _check_backlog(_compliance: object, _attribute: object, value: int) -> None:
    if type(value) is not int:
        raise InvalidType("backlog", value, "int")
    if value < 0:
        raise InvalidValue("backlog", value, "0 or more")


@frozen(kw_only=True)
class Compliance:
    """Tickets by outcome, and the share that met their target.

    Met and missed tickets count, open ones past their due time as missed; open ones that are not
    due, cancelled ones and those of which nothing is known do not. Source: rule R6.7.

    Raises:
        InvalidType: counts, a backlog, a period or an attribution of another kind.
        InvalidValue: a negative count, or two of one outcome.

    Examples:
        >>> print(Compliance(counts={Outcome.MET: 19, Outcome.MISSED: 1, Outcome.OPEN: 4}))
        95 % (19 of 20): 19 met, 1 missed, 4 open
    """

    counts: tuple[tuple[Outcome, int], ...] = field(converter=_counts)
    """How many tickets have each outcome, all outcomes in order."""

    backlog: int = field(default=0, validator=_check_backlog)
    """Tickets that are open past their due time, whatever period their breach belongs to."""

    period: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """The period whose tickets these are; None for all."""

    attribution: Attribution = field(default=Attribution.VERDICT, validator=of_kind(Attribution))
    """How tickets belong to a period."""

    def count(self, outcome: Outcome) -> int:
        """Return how many tickets have an outcome."""
        return dict(self.counts)[outcome]

    @property
    def judged(self) -> int:
        """The tickets that count: met, missed, and open past due."""
        return sum(number for outcome, number in self.counts if outcome in _JUDGED)

    @property
    def ratio(self) -> Ratio | NoData:
        """Share of the judged tickets that met their target; no data if none was judged."""
        return Ratio.of(self.count(Outcome.MET), self.judged, reason="no ticket was judged")

    def __str__(self) -> str:
        told = ", ".join(f"{number} {outcome.value}" for outcome, number in self.counts if number)
        return f"{self.ratio}: {told or 'no tickets'}"


def compliance(
    readings: Iterable[ClockReading],
    *,
    period: Interval | None = None,
    attribution: Attribution = Attribution.VERDICT,
) -> Compliance:
    """Return how many tickets met their target.

    Args:
        readings: one for each ticket, all as of one instant.
        period: only tickets that belong to it; each belongs to at most one period.
        attribution: by what a ticket belongs to a period. Tickets without a verdict belong to
            the period in which their clock started; those that never started belong to none.

    Raises:
        InvalidType: something else than a list of readings; a period or an attribution of
            another kind.
        InvalidValue: readings as of different instants.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.sla import ClockLedger, Target, read
        >>> from svcmgmt.temporal import parse_instant as at
        >>> reply = Target(name="reply", limit=timedelta(hours=1))
        >>> now = at("2026-10-26T12:00:00Z")
        >>> ledgers = [ClockLedger.started(at("2026-10-26T08:00:00Z")).stop(at(stopped))
        ...            for stopped in ("2026-10-26T09:00:00Z", "2026-10-26T09:00:01Z")]
        >>> print(compliance(read(reply, ledger, until=now) for ledger in ledgers))
        50 % (1 of 2): 1 met, 1 missed
    """
    _check_list(readings, "a list of readings")
    return _counted(((None, each) for each in readings), period, attribution).get(
        None, Compliance(counts={}, period=period, attribution=attribution)
    )


def compliance_by(
    readings: Iterable[tuple[KeyT, ClockReading]],
    period: Interval | None = None,
    attribution: Attribution = Attribution.VERDICT,
) -> dict[KeyT, Compliance]:
    """Return how many tickets of each group met their target, in one pass.

    Args:
        readings: pairs of a group (a priority, a team) and a reading, all as of one instant.
        period: only tickets that belong to it.
        attribution: by what a ticket belongs to a period.

    Returns:
        Group to compliance, in order of first appearance; groups without a ticket of the
        period are there with zero counts.

    Raises:
        InvalidType: something else than pairs of a group and a reading; a period or an attribution
            of another kind.
        InvalidValue: readings as of different instants.
    """
    _check_list(readings, _PAIRS)
    return _counted(map(_pair, readings), period, attribution)


def _check_list(readings: object, allowed: str) -> None:
    """Refuse one reading, text, or a mapping, which would fall into its keys."""
    given = readings
    if isinstance(readings, str | Mapping) or not isinstance(readings, Iterable):
        raise InvalidType("readings", given, allowed)


def _pair(value: tuple[KeyT, ClockReading]) -> tuple[KeyT, ClockReading]:
    if not isinstance(value, tuple | list) or len(value) != 2:  # noqa: PLR2004 - it is a pair
        raise InvalidType("readings", value, _PAIRS)
    return value


def _counted(
    readings: Iterable[tuple[KeyT, ClockReading]],
    period: Interval | None,
    attribution: Attribution,
) -> dict[KeyT, Compliance]:
    """Return the compliance of each group."""
    nothing = Compliance(counts={}, period=period, attribution=attribution)
    counts: dict[KeyT, Counter[Outcome]] = {}
    backlog: Counter[KeyT] = Counter()
    as_of: datetime | None = None
    for key, reading in readings:
        check_kind("readings", reading, ClockReading)
        if as_of is not None and reading.until != as_of:
            raise InvalidValue("until", reading.until, f"{as_of}, as the other readings")
        as_of = reading.until
        outcome = reading.outcome
        backlog[key] += outcome is Outcome.OPEN_PAST_DUE
        group = counts.setdefault(key, Counter())
        belongs_at = _belongs_at(reading, attribution)
        if period is None or (belongs_at is not None and belongs_at in period):
            group[outcome] += 1
    return {
        key: evolve(nothing, counts=group, backlog=backlog[key]) for key, group in counts.items()
    }


def _belongs_at(reading: ClockReading, attribution: Attribution) -> datetime | None:
    """Return the instant by which a ticket belongs to a period."""
    if attribution is Attribution.STOP:
        return reading.stopped_at
    if attribution is Attribution.START or reading.outcome not in _JUDGED:
        return reading.started_at
    return reading.stopped_at if reading.outcome is Outcome.MET else reading.breached_at
