"""Results that draw themselves, as pictures with Vega-Lite: the clock bar and the control chart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from attrs import field, frozen

from svcmgmt.calendars import NoSuchTime
from svcmgmt.drawing import COLOURS
from svcmgmt.sla.clocks import ClockReading, RowKind
from svcmgmt.statistics import ControlChart
from svcmgmt.temporal import format_instant
from svcmgmt.temporal._text import duration_text
from svcmgmt.values._kinds import of_kind
from svcmgmt.views.pictures import Picture, Row, Table, vega_lite

__all__ = ["ChartPicture", "ClockBar"]

_NOTHING: Final = timedelta(0)
_MOST_ROWS: Final = 400
_MOST_TOLD: Final = 24

_COLOURS: Final = {
    RowKind.COUNTED: COLOURS["accent"],
    RowKind.OVERDUE: COLOURS["bad"],
    RowKind.CLOSED: "#dddddd",
    RowKind.PAUSED: COLOURS["waiting"],
    RowKind.STOPPED: COLOURS["idle"],
}


@frozen(kw_only=True, repr=False)
class ClockBar(Picture):
    """What a clock did, as one bar; the reading draws itself.

    Raises:
        InvalidType: something else than a reading.

    Examples:
        >>> from datetime import timedelta
        >>> from svcmgmt.sla import ClockLedger, Target, read
        >>> from svcmgmt.temporal import parse_instant as at
        >>> reply = Target(name="reply", limit=timedelta(hours=1))
        >>> eight, later = at("2026-10-26T08:00:00Z"), at("2026-10-26T08:20:00Z")
        >>> ledger = ClockLedger.started(eight).stop(later)
        >>> bar = ClockBar(reading=read(reply, ledger, until=at("2026-10-26T12:00:00Z")))
        >>> print(bar.title, bar.as_rows()[0]["kind"])
        reply: met, 0:20:00 of 1:00:00 counted
    """

    reading: ClockReading = field(validator=of_kind(ClockReading))
    """What the clock shows."""

    @property
    def title(self) -> str:
        """How the clock stands."""
        return str(self.reading)

    @property
    def description(self) -> str:
        """What can be seen in it."""
        kinds = dict.fromkeys(row.kind.value for row in self.reading.rows)
        return f"Stretches of the clock: {', '.join(kinds) or 'none'}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How many stretches are in the Vega-Lite data, if not all."""
        many = len(self.reading.rows)
        told = f"the first {_MOST_ROWS} of {many} stretches are in Vega-Lite"
        return (told,) if many > _MOST_ROWS else ()

    def table(self) -> Table:
        """Return the time of each kind of stretch."""
        rows = self.reading.rows
        cells = [
            (
                kind.value,
                sum(row.kind is kind for row in rows),
                duration_text(sum((x.duration for x in rows if x.kind is kind), _NOTHING)),
            )
            for kind in RowKind
            if any(row.kind is kind for row in rows)
        ]
        return ("stretches", "number", "duration"), cells

    def as_rows(self) -> list[Row]:
        """Return the evidence of the reading as a list of dicts."""
        return [{**row} for row in self.reading.as_rows()]

    def svg(self) -> str:
        """Return the picture that the reading draws."""
        return self.reading.svg()

    def vega_lite(self) -> dict[str, Any]:
        """Return it as a Vega-Lite 5 specification; of very many stretches the first ones."""
        kinds = {"domain": [kind.value for kind in RowKind], "range": [*_COLOURS.values()]}
        fixed = {"type": "ordinal", "domain": kinds["domain"]}
        opacity = {**fixed, "range": [1, 0.7, 0.15, 0.4, 0.4]}
        dashes = {**fixed, "range": [[1, 0], [1, 1], [1, 4], [4, 2], [6, 6]]}
        by_kind = {"field": "kind", "type": "nominal", "legend": None}
        time = {"type": "temporal", "scale": {"type": "utc"}, "title": "time (UTC)"}
        due = _due(self.reading)
        bar = {
            "mark": {"type": "bar", "stroke": "#555"},
            "encoding": {
                "x": {"field": "start", **time},
                "x2": {"field": "end"},
                "color": {"field": "kind", "type": "nominal", "title": None, "scale": kinds},
                "fillOpacity": {**by_kind, "scale": opacity},
                "strokeDash": {**by_kind, "scale": dashes},
                "tooltip": [{"field": name} for name in ("kind", "start", "end", "cause")],
            },
        }
        rule = {
            "data": {"values": [{"due": due}]},
            "mark": {"type": "rule", "strokeDash": [5, 3], "size": 2},
            "encoding": {"x": {"field": "due", **time}, "tooltip": [{"field": "due"}]},
        }
        layers = [bar] if due is None else [bar, rule]
        return vega_lite(self, self.as_rows()[:_MOST_ROWS], size=(760, 40), layer=layers)

    def __repr__(self) -> str:
        return f"<ClockBar {self.title}>"


def _due(reading: ClockReading) -> str | None:
    """Return when it is due; None while nobody knows, and where it never is."""
    try:
        due = reading.due
    except NoSuchTime:
        return None
    return None if due is None else format_instant(due)


@frozen(kw_only=True, repr=False)
class ChartPicture(Picture):
    """A control chart in the shape of all pictures; the chart draws itself.

    Raises:
        InvalidType: something else than a control chart.

    Examples:
        >>> from svcmgmt.statistics import c_chart
        >>> picture = ChartPicture(chart=c_chart([3, 5, 4], unit="incidents"))
        >>> picture.title
        'c chart of 3 points: centre 4 incidents, limits 0 to 10 incidents, no signals'
    """

    chart: ControlChart = field(validator=of_kind(ControlChart))
    """The series with its limits."""

    @property
    def title(self) -> str:
        """Centre, limits and how many signals there are."""
        return str(self.chart)

    @property
    def description(self) -> str:
        """What can be seen in it."""
        told = [f"{each.label} is a signal" for each in self.chart.signals[:_MOST_TOLD]]
        ends = f"Points from {self.chart.points[0].label} to {self.chart.points[-1].label}"
        return "; ".join([ends, *told])

    @property
    def notes(self) -> tuple[str, ...]:
        """How many points the table leaves out, and how many the Vega-Lite data."""
        many = len(self.chart.points)
        rows = (f"the latest {_MOST_TOLD} of {many} points are in the table",)
        data = (f"the latest {_MOST_ROWS} of {many} points are in Vega-Lite",)
        return (rows if many > _MOST_TOLD else ()) + (data if many > _MOST_ROWS else ())

    def table(self) -> Table:
        """Return the latest points."""
        rows = self.chart.as_rows()[-_MOST_TOLD:]
        names = ("value", "lower", "upper")
        cells = [
            (row["label"], *(f"{row[name]:.6g}" for name in names), row["signals"]) for row in rows
        ]
        return ("point", *names, "signals"), cells

    def as_rows(self) -> list[Row]:
        """Return one dict for each point, as the chart gives them."""
        return [{**row} for row in self.chart.as_rows()]

    def svg(self) -> str:
        """Return the picture that the chart draws."""
        return self.chart.svg()

    def vega_lite(self) -> dict[str, Any]:
        """Return the specification of the chart with alternative text; the latest points."""
        made = self.chart.vega()
        made["data"]["values"] = made["data"]["values"][-_MOST_ROWS:]
        made["title"] = {"text": self.title, "subtitle": [*self.notes], "anchor": "start"}
        made["description"] = f"{self.title}. {self.description}"
        return made

    def __repr__(self) -> str:
        return f"<ChartPicture {self.title}>"
