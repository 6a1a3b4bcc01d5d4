"""Agreements: what is promised to whom, as data that is evaluated, checked, stored and told.

An `Agreement` holds objectives, targets of tickets, terms and parties, and has a life of its own.
`lint` checks it, `support_feasibility` holds it against the agreements that it rests on,
`AgreementVersions` knows what was in force when, `reconcile` compares what the two sides measured,
and `in_words` tells it to people.
"""

from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.checks import (
    Dependence,
    SupportAspect,
    SupportCheck,
    SupportFeasibility,
    SupportVerdict,
)
from svcmgmt.agreement.effective import EffectiveTerms, effective_terms
from svcmgmt.agreement.feasibility import support_feasibility
from svcmgmt.agreement.lifecycle import SLA_AGREEMENT, AgreementState, AgreementTrigger
from svcmgmt.agreement.lint import LINT_CODES, lint
from svcmgmt.agreement.measures import (
    FailureMeasure,
    GivenMeasure,
    IndicatorMeasure,
    Measure,
    OutageMeasure,
    TicketShareMeasure,
    ValueKind,
)
from svcmgmt.agreement.objectives import ObjectiveRef, SampleTerms, ServiceLevelObjective
from svcmgmt.agreement.parties import AgreementKind, EngagedParty, PartyRole
from svcmgmt.agreement.periods import CalendarPeriods, ConformancePeriod, RollingPeriod
from svcmgmt.agreement.reconciliation import (
    Agreeing,
    Reconciliation,
    ReconciliationRow,
    reconcile,
)
from svcmgmt.agreement.scopes import Scope
from svcmgmt.agreement.supporters import Supporter, supporters_of
from svcmgmt.agreement.targets import PassedOver, TargetChoice, TicketTarget, choose_target
from svcmgmt.agreement.terms import Comparison, CreditClause, ExclusionTerms, FeeTerms, ServiceFee
from svcmgmt.agreement.versions import AgreementVersion, AgreementVersions, TermsInForce
from svcmgmt.agreement.wording import in_words

__all__ = [
    "LINT_CODES",
    "SLA_AGREEMENT",
    "Agreeing",
    "Agreement",
    "AgreementKind",
    "AgreementState",
    "AgreementTrigger",
    "AgreementVersion",
    "AgreementVersions",
    "CalendarPeriods",
    "Comparison",
    "ConformancePeriod",
    "CreditClause",
    "Dependence",
    "EffectiveTerms",
    "EngagedParty",
    "ExclusionTerms",
    "FailureMeasure",
    "FeeTerms",
    "GivenMeasure",
    "IndicatorMeasure",
    "Measure",
    "ObjectiveRef",
    "OutageMeasure",
    "PartyRole",
    "PassedOver",
    "Reconciliation",
    "ReconciliationRow",
    "RollingPeriod",
    "SampleTerms",
    "Scope",
    "ServiceFee",
    "ServiceLevelObjective",
    "SupportAspect",
    "SupportCheck",
    "SupportFeasibility",
    "SupportVerdict",
    "Supporter",
    "TargetChoice",
    "TermsInForce",
    "TicketShareMeasure",
    "TicketTarget",
    "ValueKind",
    "choose_target",
    "effective_terms",
    "in_words",
    "lint",
    "reconcile",
    "support_feasibility",
    "supporters_of",
]
