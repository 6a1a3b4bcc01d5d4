"""Pictures of results that join several packages, as strings: for notebooks, pages and reports.

Each is a value with `svg()`, `vega_lite()`, `as_rows()` and words; a notebook shows it by itself.
Nothing is loaded, nothing is a script, and equal results make equal pictures.
"""

from svcmgmt.views._gantt_drawing import GanttKind
from svcmgmt.views._heat_rows import HeatCell, HeatLevel, HeatRow
from svcmgmt.views._timeline_items import Lanes, TimelineItem, TimelineKind, TimelineLane
from svcmgmt.views.burn_downs import BurnDown, BurnPoint, burn_down
from svcmgmt.views.compliance_trends import CompliancePoint, ComplianceTrend, compliance_trend
from svcmgmt.views.heat_strips import HeatStrip, heat_strip
from svcmgmt.views.known_results import ChartPicture, ClockBar
from svcmgmt.views.order_gantts import OrderGantt, order_gantt
from svcmgmt.views.pictures import Picture, Row, Table
from svcmgmt.views.timelines import OutageTimeline, outage_timeline

__all__ = [
    "BurnDown",
    "BurnPoint",
    "ChartPicture",
    "ClockBar",
    "CompliancePoint",
    "ComplianceTrend",
    "GanttKind",
    "HeatCell",
    "HeatLevel",
    "HeatRow",
    "HeatStrip",
    "Lanes",
    "OrderGantt",
    "OutageTimeline",
    "Picture",
    "Row",
    "Table",
    "TimelineItem",
    "TimelineKind",
    "TimelineLane",
    "burn_down",
    "compliance_trend",
    "heat_strip",
    "order_gantt",
    "outage_timeline",
]
