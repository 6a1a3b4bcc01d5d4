"""Service credits, penalties and bonuses: schedules as data, and one pipeline that explains.

A schedule says what a measured value costs, terms say how credits combine, where they are
capped and until when they are claimed, and `credit_note` brings cases and terms to lines that
add up. Nothing here measures: values, verdicts and judgements come from elsewhere.
"""

from svcmgmt.sla.credits._arguments import Cap, Share
from svcmgmt.sla.credits.assessments import Assessment, CreditSchedule
from svcmgmt.sla.credits.basis import Fee, FeeKind, credit_basis
from svcmgmt.sla.credits.cases import CreditCase
from svcmgmt.sla.credits.claims import ClaimWindow
from svcmgmt.sla.credits.combination import combined
from svcmgmt.sla.credits.earn_backs import EarnBack, EarnBackState
from svcmgmt.sla.credits.events import LiquidatedDamages, PerEvent, ProRata
from svcmgmt.sla.credits.exposures import Exposure, back_to_back
from svcmgmt.sla.credits.notes import CreditLine, CreditNote, CreditOutcome, CreditStep
from svcmgmt.sla.credits.pipeline import credit_note
from svcmgmt.sla.credits.policies import (
    ClaimUnit,
    Combination,
    Exclusivity,
    MonthLength,
    OffTable,
    Proration,
    StepCounting,
    TierEdge,
)
from svcmgmt.sla.credits.pools import AtRiskPool
from svcmgmt.sla.credits.presets import PRESET_NAMES, CreditPreset, preset
from svcmgmt.sla.credits.rights import TerminationRight
from svcmgmt.sla.credits.shortfalls import BonusMalus, LinearSchedule
from svcmgmt.sla.credits.terms import CreditCaps, CreditTerms
from svcmgmt.sla.credits.tier_rows import TierRow, check_tiers
from svcmgmt.sla.credits.tiers import NoSuchRow, TierSchedule

__all__ = [
    "PRESET_NAMES",
    "Assessment",
    "AtRiskPool",
    "BonusMalus",
    "Cap",
    "ClaimUnit",
    "ClaimWindow",
    "Combination",
    "CreditCaps",
    "CreditCase",
    "CreditLine",
    "CreditNote",
    "CreditOutcome",
    "CreditPreset",
    "CreditSchedule",
    "CreditStep",
    "CreditTerms",
    "EarnBack",
    "EarnBackState",
    "Exclusivity",
    "Exposure",
    "Fee",
    "FeeKind",
    "LinearSchedule",
    "LiquidatedDamages",
    "MonthLength",
    "NoSuchRow",
    "OffTable",
    "PerEvent",
    "ProRata",
    "Proration",
    "Share",
    "StepCounting",
    "TerminationRight",
    "TierEdge",
    "TierRow",
    "TierSchedule",
    "back_to_back",
    "check_tiers",
    "combined",
    "credit_basis",
    "credit_note",
    "preset",
]
