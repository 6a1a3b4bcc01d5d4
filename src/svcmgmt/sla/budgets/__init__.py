"""Error budgets: what a target leaves for errors, how fast it is spent, and who is told.

An `ErrorBudget` is made of an indicator's reading; burn-rate alerts look at two windows each; a
projection says when a budget will be spent, a policy what is done about it. The terms are those
of the SRE Workbook and OpenSLO.
"""

from svcmgmt.sla.budgets.alert_histories import AlertFiring, AlertHistory, alert_history
from svcmgmt.sla.budgets.alert_reports import AlertReading, AlertReport, AlertState, alerts_at
from svcmgmt.sla.budgets.alerts import (
    GOOGLE_28D,
    GOOGLE_30D,
    PYRRA_28D,
    AlertSeverity,
    BurnRateAlert,
)
from svcmgmt.sla.budgets.arithmetic import (
    DowntimeRule,
    affordable_share,
    budget_spent,
    burn_factor,
    burn_rate,
    downtime_budget,
    downtime_left,
    time_to_exhaustion,
)
from svcmgmt.sla.budgets.composites import CompositePart, CompositeReading, composite
from svcmgmt.sla.budgets.error_budgets import BudgetBase, ErrorBudget
from svcmgmt.sla.budgets.levels import DEFAULT_BUDGET_POLICY, BudgetLevel, BudgetPolicy
from svcmgmt.sla.budgets.lint import lint_alerts, lint_targets, target_buffer
from svcmgmt.sla.budgets.projections import (
    BudgetForecast,
    BudgetProjection,
    ProjectionBasis,
    forecast,
    project,
)

__all__ = [
    "DEFAULT_BUDGET_POLICY",
    "GOOGLE_28D",
    "GOOGLE_30D",
    "PYRRA_28D",
    "AlertFiring",
    "AlertHistory",
    "AlertReading",
    "AlertReport",
    "AlertSeverity",
    "AlertState",
    "BudgetBase",
    "BudgetForecast",
    "BudgetLevel",
    "BudgetPolicy",
    "BudgetProjection",
    "BurnRateAlert",
    "CompositePart",
    "CompositeReading",
    "DowntimeRule",
    "ErrorBudget",
    "ProjectionBasis",
    "affordable_share",
    "alert_history",
    "alerts_at",
    "budget_spent",
    "burn_factor",
    "burn_rate",
    "composite",
    "downtime_budget",
    "downtime_left",
    "forecast",
    "lint_alerts",
    "lint_targets",
    "project",
    "target_buffer",
    "time_to_exhaustion",
]
