"""ServiceNow: rows of its Table API, or of its lists exported as CSV, as facts.

One function for each table; the facts of several tables merge by the tickets' `sys_id`. Times
are read as the database holds them, in UTC, unless a zone is stated: display values stand on the
clock of the user who exported them. Cells may be texts or `{"value", "display_value"}`.
"""

from svcmgmt.interop.servicenow.audits import read_audits
from svcmgmt.interop.servicenow.incidents import read_incidents, read_updates
from svcmgmt.interop.servicenow.outages import OUTAGE_WEIGHTS, read_outages
from svcmgmt.interop.servicenow.task_slas import read_task_slas
from svcmgmt.interop.servicenow.words import (
    HOLD_REASONS,
    INCIDENT_STATES,
    INCIDENT_STATES_BEFORE_HELSINKI,
)

__all__ = [
    "HOLD_REASONS",
    "INCIDENT_STATES",
    "INCIDENT_STATES_BEFORE_HELSINKI",
    "OUTAGE_WEIGHTS",
    "read_audits",
    "read_incidents",
    "read_outages",
    "read_task_slas",
    "read_updates",
]
