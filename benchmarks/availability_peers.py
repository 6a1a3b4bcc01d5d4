"""How the availability of services is counted with other libraries, and by hand.

Every way gets the same outages, planned maintenance that leaves both sides, and one period. It
makes its own form of the facts first, which is not timed, and then answers for all services at
once: base and loss of each. portion gets all intervals in one constructor (united one by one they
take many times as long), intervaltree all in one tree. pandas and polars get one frame of all
outages, sorted already; what earlier outages of a service reach is a running maximum in its group.
The sweep is what one writes without a library: sort, unite, take the maintenance off.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from attrs import frozen
from harness import peer_module

from svcmgmt.sla.availability import Exclusion, ExclusionCategory, Outage, availability_of
from svcmgmt.temporal import Interval, from_micros
from svcmgmt.values import Ratio

Span: TypeAlias = tuple[int, int]
"""Start and end, in microseconds since 1970."""

Answers: TypeAlias = Callable[[], Sequence[Any]]

SERVICE, START, END = "service", "start", "end"


@frozen
class Services:
    """What is known of services in a period."""

    period: Span
    maintenance: Sequence[Span]
    """The same for all of them, in order, without overlaps, within the period."""

    outages: Sequence[Sequence[Span]]
    """Of each service, in any order."""

    @property
    def base(self) -> int:
        """Agreed time of each service."""
        low, high = self.period
        return high - low - sum(end - start for start, end in self.maintenance)

    def first(self, count: int) -> Services:
        """Return the first of the services."""
        return Services(self.period, self.maintenance, self.outages[:count])


@frozen
class Peer:
    """A way to count: `prepare` makes facts and returns what is timed, `read` is not timed."""

    name: str
    prepare: Callable[[Services], Answers]
    read: Callable[[Services, Any], Fraction]
    """Turns an answer into an availability."""

    most: int = 10_000
    """How many services it is asked for at most, because it takes seconds."""


def _of_loss(services: Services, lost: Any) -> Fraction:  # noqa: ANN401 - any kind of whole number
    return Fraction(services.base - int(lost), services.base)


def _interval(span: Span) -> Interval:
    return Interval(from_micros(span[0]), from_micros(span[1]))


def ours(services: Services) -> Answers:
    """Return how this library is asked: one availability after the other."""
    within = _interval(services.period)
    category = ExclusionCategory.PLANNED_MAINTENANCE
    left_out = [
        Exclusion(id=f"m-{index}", during=_interval(each), category=category)
        for index, each in enumerate(services.maintenance)
    ]
    facts = [
        [Outage(id=f"o-{index}", during=_interval(each)) for index, each in enumerate(spans)]
        for spans in services.outages
    ]
    return lambda: [
        availability_of(outages, within=within, exclusions=left_out).ratio for outages in facts
    ]


def _read_ours(_: Services, ratio: Ratio) -> Fraction:
    return ratio.value


def portion() -> Peer:
    """Return portion: sets of intervals with operators."""
    module = peer_module("portion")

    def prepare(services: Services) -> Answers:
        period = module.closedopen(*services.period)
        left_out = module.Interval(*(module.closedopen(*each) for each in services.maintenance))
        facts = [[module.closedopen(*each) for each in spans] for spans in services.outages]

        def lost(outages: Sequence[Any]) -> int:
            down = (module.Interval(*outages) & period) - left_out
            return sum(each.upper - each.lower for each in down if not each.empty)

        return lambda: [lost(outages) for outages in facts]

    return Peer("portion", prepare, _of_loss, 200)


def intervaltree() -> Peer:
    """Return intervaltree: a tree of intervals from which ranges are cut."""
    module = peer_module("intervaltree")

    def prepare(services: Services) -> Answers:
        low, high = services.period
        facts = [[module.Interval(*each) for each in spans] for spans in services.outages]

        def lost(outages: Sequence[Any]) -> int:
            tree = module.IntervalTree(outages)
            tree.merge_overlaps(strict=False)
            tree.chop(tree.begin() - 1, low)
            tree.chop(high, max(tree.end(), high) + 1)
            for start, end in services.maintenance:
                tree.chop(start, end)
            return sum(each.end - each.begin for each in tree)

        return lambda: [lost(outages) for outages in facts]

    return Peer("intervaltree", prepare, _of_loss, 200)


def _columns(services: Services) -> dict[str, list[int]]:
    """Return the outages of all services as columns, by service and start."""
    rows = [
        (index, start, end)
        for index, spans in enumerate(services.outages)
        for start, end in sorted(spans)
    ]
    names = (SERVICE, START, END)
    return {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}


def pandas() -> Peer:
    """Return pandas: grouped running maximum, maintenance taken off window by window."""
    module = peer_module("pandas")

    def prepare(services: Services) -> Answers:
        low, high = services.period
        frame = module.DataFrame(_columns(services))

        def losses() -> Any:  # noqa: ANN401 - untyped peer
            start, end = frame[START].clip(low, high), frame[END].clip(low, high)
            service = frame[SERVICE]
            reached = end.groupby(service).cummax().groupby(service).shift(fill_value=low)
            start = start.where(start > reached, reached)
            lost = (end - start).clip(lower=0)
            for begin, until in services.maintenance:
                lost -= (end.clip(upper=until) - start.clip(lower=begin)).clip(lower=0)
            return lost.groupby(service).sum().to_list()

        return losses

    return Peer("pandas", prepare, _of_loss)


def polars() -> Peer:
    """Return polars: the same in one lazy plan; the time of all its threads counts."""
    module = peer_module("polars")

    def prepare(services: Services) -> Answers:
        low, high = services.period
        frame = module.DataFrame(_columns(services))
        column, highest = module.col, module.max_horizontal
        start, end = column(START), column(END)
        reached = end.cum_max().shift(1).over(SERVICE).fill_null(low)
        left_out = module.sum_horizontal(
            (end.clip(upper_bound=until) - start.clip(lower_bound=begin)).clip(lower_bound=0)
            for begin, until in services.maintenance
        )
        plan = (
            frame.lazy()
            .with_columns(start.clip(low, high), end.clip(low, high))
            .with_columns(highest(start, reached).alias(START))
            .with_columns(((end - start).clip(lower_bound=0) - left_out).alias("lost"))
            .group_by(SERVICE, maintain_order=True)
            .agg(column("lost").sum())
        )

        def losses() -> Any:  # noqa: ANN401 - untyped peer
            return plan.collect()["lost"].to_list()

        return losses

    return Peer("polars", prepare, _of_loss)


def sweep() -> Peer:
    """Return a sweep by hand, on whole numbers."""

    def prepare(services: Services) -> Answers:
        low, high = services.period
        starts = [start for start, _ in services.maintenance]
        ends = [end for _, end in services.maintenance]
        before = [0]
        for start, end in services.maintenance:
            before.append(before[-1] + end - start)

        def left_out(upto: int) -> int:
            place = bisect_right(starts, upto)
            return before[place] - max(ends[place - 1] - upto, 0) if place else 0

        def lost(spans: Sequence[Span]) -> int:
            total, reached = 0, low
            for start, end in sorted(spans):
                begin, until = max(start, reached), min(end, high)
                if begin < until:
                    total += until - begin - left_out(until) + left_out(begin)
                    reached = until
            return total

        return lambda: [lost(spans) for spans in services.outages]

    return Peer("hand-written sweep", prepare, _of_loss)


OURS: Final = Peer("svcmgmt", ours, _read_ours)
PEERS: Final = (portion, intervaltree, pandas, polars, sweep)
