"""What is counted and timed over many tickets: pure functions over records and histories.

Shares keep the counts behind them, means say of how many, and what could not be counted is told
beside. Times and backlogs count real time, or the open time of a calendar.
"""

from svcmgmt.practice.metrics.backlogs import (
    DEFAULT_AGES,
    AgeBucket,
    Backlog,
    Flow,
    backlog,
    flow,
)
from svcmgmt.practice.metrics.changes import (
    ChangeRates,
    FailureRule,
    ScheduleVariance,
    WindowSlip,
    change_rates,
    schedule_variance,
)
from svcmgmt.practice.metrics.dwell import (
    Dwell,
    dwell_by_group,
    dwell_by_state,
)
from svcmgmt.practice.metrics.rates import (
    IncidentRates,
    TicketRates,
    category_mismatch,
    incident_rates,
    ticket_rates,
)
from svcmgmt.practice.metrics.repeats import (
    Distribution,
    RepeatIncidents,
    assignment_hops,
    incidents_per_problem,
    repeat_incidents,
)
from svcmgmt.practice.metrics.times import (
    TIME_TO_ACKNOWLEDGE,
    TIME_TO_CLOSE,
    TIME_TO_DETECT,
    TIME_TO_RESOLVE,
    TIME_TO_RESPOND,
    TIME_TO_RESTORE,
    IncidentTimes,
    TimeMeasure,
    incident_times,
    mean_of,
    when_reached,
)
from svcmgmt.practice.metrics.users import (
    LeadTimeChange,
    UserLosses,
    lead_time_change,
    requests_per_user,
    self_service_share,
    user_losses,
)

__all__ = [
    "DEFAULT_AGES",
    "TIME_TO_ACKNOWLEDGE",
    "TIME_TO_CLOSE",
    "TIME_TO_DETECT",
    "TIME_TO_RESOLVE",
    "TIME_TO_RESPOND",
    "TIME_TO_RESTORE",
    "AgeBucket",
    "Backlog",
    "ChangeRates",
    "Distribution",
    "Dwell",
    "FailureRule",
    "Flow",
    "IncidentRates",
    "IncidentTimes",
    "LeadTimeChange",
    "RepeatIncidents",
    "ScheduleVariance",
    "TicketRates",
    "TimeMeasure",
    "UserLosses",
    "WindowSlip",
    "assignment_hops",
    "backlog",
    "category_mismatch",
    "change_rates",
    "dwell_by_group",
    "dwell_by_state",
    "flow",
    "incident_rates",
    "incident_times",
    "incidents_per_problem",
    "lead_time_change",
    "mean_of",
    "repeat_incidents",
    "requests_per_user",
    "schedule_variance",
    "self_service_share",
    "ticket_rates",
    "user_losses",
    "when_reached",
]
