"""The availability heat strip: services in rows, days or longer periods in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta, tzinfo
from fractions import Fraction
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import field, frozen

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.calendars.zones import parse_zone, zone_key
from svcmgmt.errors import LimitExceeded
from svcmgmt.sla.availability import Availability
from svcmgmt.sla.objectives import value_text
from svcmgmt.statistics import Share
from svcmgmt.statistics._arguments import share_of
from svcmgmt.temporal import Interval, format_instant
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, of_kind
from svcmgmt.views._axis import DAYS, span_of
from svcmgmt.views._heat_drawing import heat_layers, heat_svg
from svcmgmt.views._heat_rows import HeatCell, HeatLevel, HeatRow, heat_row
from svcmgmt.views.pictures import Picture, Row, Table, vega_lite

__all__ = ["HeatStrip", "heat_strip"]

_UTC: Final = parse_zone("UTC")
_MOST_ROWS: Final = 40
_MOST_COLUMNS: Final = 32
_MOST_PERIODS: Final = 10_000


def _services(values: Iterable[Availability]) -> tuple[Availability, ...]:
    return all_of_kind("services", values, Availability)


def _target(value: Share) -> Ratio:
    return share_of("target", value)


@frozen(kw_only=True, repr=False)
class HeatStrip(Picture):
    """The availability of services period by period, each cell with its number.

    What is lost in the periods of a service adds up to what it lost, before units are rounded; of
    a period no more is lost than there is, also where the weights of outages are summed. Made by
    `heat_strip`.

    Raises:
        InvalidType: services, a zone or a kind of period of another kind.
        InvalidValue: a target outside 0 to 1, or time that no calendar reaches.
        LimitExceeded: more than ten thousand periods.
    """

    services: tuple[Availability, ...] = field(converter=_services)
    """Whose availability it is, in the order of the rows."""

    target: Ratio = field(converter=_target)
    """With what the periods are compared."""

    every: PeriodKind = field(default=PeriodKind.DAY, validator=of_kind(PeriodKind))
    """How long each period is."""

    zone: ZoneInfo = field(default=_UTC, converter=parse_zone, eq=zone_key)
    """On whose calendar."""

    def __attrs_post_init__(self) -> None:
        _ = self.periods  # what no calendar reaches is refused here

    @cached_property
    def periods(self) -> tuple[ReportingPeriod, ...]:
        """The columns, in order."""
        span = _span(self.services)
        if span is None:
            return ()
        if (many := span.duration.days // DAYS[self.every]) > _MOST_PERIODS:
            raise LimitExceeded("periods of a heat strip", many, _MOST_PERIODS)
        last_instant = max(span.start, span.start + span.duration - timedelta(microseconds=1))
        first, last = (
            ReportingPeriod.around(at, self.every, zone=self.zone)
            for at in (span.start, last_instant)
        )
        return (*first.upto(last),)

    @cached_property
    def rows(self) -> tuple[HeatRow, ...]:
        """One for each service, in order."""
        return tuple(heat_row(each, self.periods, self.target.value) for each in self.services)

    @property
    def shown(self) -> tuple[tuple[HeatRow, ...], tuple[ReportingPeriod, ...]]:
        """What the picture has room for: the lowest rows in their order, the last periods."""
        worst = sorted(range(len(self.rows)), key=lambda index: _rank(self.rows[index]))
        kept = sorted(worst[:_MOST_ROWS])
        return tuple(self.rows[index] for index in kept), self.periods[-_MOST_COLUMNS:]

    @property
    def title(self) -> str:
        """What it shows, in a line."""
        many = len(self.services)
        named = self.services[0].subject if many == 1 else f"{many} services"
        return f"availability of {named} by {self.every.value}"

    @property
    def description(self) -> str:
        """What can be seen in it."""
        if not self.periods:
            return "No services"
        cells = [cell.level for row in self.rows for cell in row.cells]
        told = ", ".join(f"{each.value} {cells.count(each)}" for each in HeatLevel if each in cells)
        ends = " to ".join(
            dict.fromkeys(each.label for each in (self.periods[0], self.periods[-1]))
        )
        target = value_text(self.target)
        return f"{ends} in {self.zone.key}, target {target}; periods: {told}; % rounded down"

    @property
    def notes(self) -> tuple[str, ...]:
        """How many services and periods are not shown."""
        rows, columns = (
            len(all_of) - len(some)
            for all_of, some in zip((self.rows, self.periods), self.shown, strict=True)
        )
        told = (
            (rows, f"{rows} services that are not the lowest ones are not shown"),
            (columns, f"{columns} earlier periods are not shown"),
        )
        return tuple(text for many, text in told if many)

    def table(self) -> Table:
        """Return one row for each service that is shown: its availability and worst period."""
        header = ("service", "availability", "below target", "periods", "worst", "on")
        below = HeatLevel.BELOW, HeatLevel.FAR_BELOW
        rows = [
            (
                row.subject,
                value_text(row.value),
                row.count(*below),
                len(row.cells) - row.count(HeatLevel.NO_DATA),
                "" if row.worst is None else value_text(row.worst.value),
                "" if row.worst is None else row.worst.period.label,
            )
            for row in self.shown[0]
        ]
        return header, rows

    def as_rows(self) -> list[Row]:
        """Return one dict for each service and period; base and loss in seconds, as floats."""
        return [_as_row(row.subject, cell) for row in self.rows for cell in row.cells]

    def svg(self) -> str:
        """Return it as SVG: each cell tells its number, and a frame that it is below target."""
        rows, periods = self.shown
        hidden = len(self.periods) - len(periods)
        return heat_svg(
            [(row, row.cells[hidden:]) for row in rows],
            periods,
            title=self.title,
            told=(self.description, *self.notes),
        )

    def vega_lite(self) -> dict[str, Any]:
        """Return it as a Vega-Lite 5 specification of what is shown."""
        rows, periods = self.shown
        hidden = len(self.periods) - len(periods)
        data = [_as_row(row.subject, cell) for row in rows for cell in row.cells[hidden:]]
        return vega_lite(self, data, size=({"step": 40}, {"step": 22}), **heat_layers())

    def __repr__(self) -> str:
        return f"<HeatStrip {self.title}>"


def _as_row(subject: str, cell: HeatCell) -> Row:
    span, value = cell.period.interval, cell.value
    known = None if isinstance(value, NoData) else value
    return {
        "service": subject,
        "period": cell.period.label,
        "start": format_instant(span.start),
        "end": format_instant(span.start + span.duration),
        "base_s": cell.base.total_seconds(),
        "lost_s": None if known is None else float(known.complement.good),
        "availability": None if known is None else float(known.value),
        "level": cell.level.value,
    }


def _span(services: Sequence[Availability]) -> Interval | None:
    return span_of([each.within for each in services])


def _rank(row: HeatRow) -> tuple[bool, Fraction]:
    value = row.value
    return (True, Fraction(0)) if isinstance(value, NoData) else (False, value.value)


def heat_strip(
    services: Iterable[Availability],
    *,
    target: Share,
    every: PeriodKind | None = None,
    zone: str | tzinfo = UTC,
) -> HeatStrip:
    """Return the heat strip of some services.

    Args:
        services: the availability of each.
        target: with what each period is compared, for example `"99.9 %"`.
        every: how long a period is; None takes days, or the shortest kind of which the picture
            has room for all.
        zone: on whose calendar the periods are.

    Raises:
        InvalidType: services, a zone or a kind of period of another kind.
        InvalidValue: a target outside 0 to 1, or time that no calendar reaches.
        LimitExceeded: more than ten thousand periods.

    Examples:
        >>> from svcmgmt.sla.availability import Outage, availability_of
        >>> down = Outage(id="o-7", during=Interval.parse("2026-10-05T23:30:00Z/PT1H"))
        >>> vpn = availability_of([down], subject="vpn",
        ...                       within=Interval.parse("2026-10-05T00:00:00Z/PT72H"))
        >>> strip = heat_strip([vpn], target="99 %")
        >>> print(strip.explain())
        availability of vpn by day
        2026-10-05 to 2026-10-07 in UTC, target 99 %; periods: nothing lost 1, ...
        service  availability  below target  periods  worst        on
        vpn      ≈ 98.6111 %              2        3  ≈ 97.9167 %  2026-10-05
    """
    chosen = _services(services)
    if every is None:
        span = _span(chosen)
        days = 0 if span is None else span.duration.days
        fitting = (kind for kind in PeriodKind if days < _MOST_COLUMNS * DAYS[kind])
        every = next(fitting, PeriodKind.YEAR)
    return HeatStrip(services=chosen, target=target, every=every, zone=zone)
