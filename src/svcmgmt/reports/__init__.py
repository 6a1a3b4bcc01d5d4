"""Service-level reports, and the facts of services and tickets that they are made from."""

from svcmgmt.reports._causes import Cause, CauseKind
from svcmgmt.reports.choices import PolicyChoice
from svcmgmt.reports.contested import ContestedExclusion
from svcmgmt.reports.facts import ServiceFacts
from svcmgmt.reports.figures import GivenFigure
from svcmgmt.reports.inputs import ReportInputs
from svcmgmt.reports.left_out import LeftOut
from svcmgmt.reports.rendering import to_html, to_markdown
from svcmgmt.reports.report import ServiceLevelReport, report_of, service_level_report
from svcmgmt.reports.restatement import RestatedNumber, Restatement, restatement
from svcmgmt.reports.results import FailureFigures, IndicatorShare, ObjectiveResult
from svcmgmt.reports.ticket_shares import TicketCase, TicketShare, Untargeted
from svcmgmt.reports.tickets import Assignment, SourceVerdict, TicketFacts
from svcmgmt.reports.trends import PastReport, PastResult, Trend

__all__ = [
    "Assignment",
    "Cause",
    "CauseKind",
    "ContestedExclusion",
    "FailureFigures",
    "GivenFigure",
    "IndicatorShare",
    "LeftOut",
    "ObjectiveResult",
    "PastReport",
    "PastResult",
    "PolicyChoice",
    "ReportInputs",
    "RestatedNumber",
    "Restatement",
    "ServiceFacts",
    "ServiceLevelReport",
    "SourceVerdict",
    "TicketCase",
    "TicketFacts",
    "TicketShare",
    "Trend",
    "Untargeted",
    "report_of",
    "restatement",
    "service_level_report",
    "to_html",
    "to_markdown",
]
