"""Reports as pages: Markdown to read and to mail, HTML to open and to print."""

from __future__ import annotations

from svcmgmt.errors import InvalidType
from svcmgmt.reports._page import Page
from svcmgmt.reports._page_html import page_html
from svcmgmt.reports._page_markdown import page_markdown
from svcmgmt.reports._report_sections import report_page
from svcmgmt.reports._restatement_sections import restatement_page
from svcmgmt.reports.report import ServiceLevelReport
from svcmgmt.reports.restatement import Restatement

__all__ = ["to_html", "to_markdown"]


def to_markdown(report: ServiceLevelReport | Restatement) -> str:
    """Return a report as Markdown; no text of a user is read as markup in it.

    Pictures are left out: what they show stands in the tables beside them.

    Args:
        report: a report, or what changed when it was made again.

    Raises:
        InvalidType: something else than these.

    Examples:
        >>> from svcmgmt.agreement import Agreement
        >>> from svcmgmt.calendars import PeriodKind, ReportingPeriod
        >>> from svcmgmt.reports import ServiceFacts, service_level_report
        >>> october = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
        >>> report = service_level_report(ServiceFacts(), Agreement(id="SLA-7"), october,
        ...                               as_of=october.next().interval.start)
        >>> print(to_markdown(report).splitlines()[0])
        # Service levels of SLA-7, 2026-10
    """
    return page_markdown(_page_of(report))


def to_html(report: ServiceLevelReport | Restatement) -> str:
    """Return a report as one HTML document that needs nothing else.

    It holds no script and loads nothing: no font, no picture, no style from elsewhere. It is to
    be read in the light and in the dark, on paper and by an XML reader. The same report gives
    the same bytes.

    Args:
        report: a report, or what changed when it was made again.

    Raises:
        InvalidType: something else than these.

    Examples:
        >>> from svcmgmt.agreement import Agreement
        >>> from svcmgmt.calendars import PeriodKind, ReportingPeriod
        >>> from svcmgmt.reports import ServiceFacts, service_level_report
        >>> october = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
        >>> report = service_level_report(ServiceFacts(), Agreement(id="SLA-7"), october,
        ...                               as_of=october.next().interval.start)
        >>> to_html(report).startswith("<!DOCTYPE html>")
        True
    """
    return page_html(_page_of(report))


def _page_of(report: object) -> Page:
    if isinstance(report, ServiceLevelReport):
        return report_page(report)
    if isinstance(report, Restatement):
        return restatement_page(report)
    raise InvalidType("report", report, "ServiceLevelReport or Restatement")
