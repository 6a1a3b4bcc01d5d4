"""Published credit schedules as dated data, for tests, comparisons and first drafts."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits.assessments import CreditSchedule, check_schedule
from svcmgmt.sla.credits.claims import ClaimWindow
from svcmgmt.sla.credits.events import ProRata
from svcmgmt.sla.credits.policies import ClaimUnit, MonthLength, StepCounting
from svcmgmt.sla.credits.shortfalls import LinearSchedule
from svcmgmt.sla.credits.terms import CreditTerms
from svcmgmt.sla.credits.tier_rows import TierRow
from svcmgmt.sla.credits.tiers import TierSchedule
from svcmgmt.sla.objectives import Objective, at_least
from svcmgmt.values import Finding, Money
from svcmgmt.values._kinds import of_kind

__all__ = ["PRESET_NAMES", "CreditPreset", "preset"]

_READ: Final = "2026-11"
_HOUR: Final = timedelta(hours=1)
_AWS_CLAIM: Final = ClaimWindow(2, ClaimUnit.BILLING_CYCLES)
_AWS_MINIMUM: Final = Money(1, "USD")


def _check_schedule(_preset: object, _attribute: object, value: CreditSchedule) -> None:
    check_schedule("schedule", value)


@frozen(kw_only=True)
class CreditPreset:
    """What a provider once published: a schedule with its commitment, its source and its date.

    Contracts change and yours may differ: read it before money depends on it. `findings` says
    so, and what is wrong with the schedule itself.

    Raises:
        InvalidType: a field of another kind.

    Examples:
        >>> published = preset("m365")
        >>> print(published.objective, "|", published.as_of)
        at least 99.9 % | 2013
    """

    name: str = field(validator=of_kind(str))
    """Name by which it is found."""

    schedule: CreditSchedule = field(validator=_check_schedule)
    """What a value costs."""

    objective: Objective = field(validator=of_kind(Objective))
    """What is promised."""

    measured: str = field(validator=of_kind(str))
    """What the value must be, in words; the schedule cannot tell."""

    source: str = field(validator=of_kind(str))
    """Where it was published."""

    as_of: str = field(default=_READ, validator=of_kind(str))
    """The edition that was read, or else when it was looked up: a year, a month or a date."""

    claim: ClaimWindow | None = field(default=None, validator=of_kind(ClaimWindow, None))
    """Until when a credit must be claimed, where that is known."""

    minimum: Money | None = field(default=None, validator=of_kind(Money, None))
    """More than this must be due, where that is known."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """That contracts change, and what is wrong with the schedule."""
        dated = Finding(
            code="preset-may-be-outdated",
            message="contracts change, and yours may differ: compare before money depends on it",
            value=f"{self.source}, as of {self.as_of}",
            allowed="the text of the contract in force",
        )
        wrong = self.schedule.findings if isinstance(self.schedule, TierSchedule) else ()
        return (dated, *wrong)

    def terms(self) -> CreditTerms:
        """Return terms with the claim window and the minimum of the preset, else the defaults."""
        return CreditTerms(claim=self.claim, minimum=self.minimum)


def preset(name: str) -> CreditPreset:
    """Return a published schedule by its name.

    Args:
        name: one of `PRESET_NAMES`.

    Raises:
        InvalidValue: no such preset; the error lists all.

    Examples:
        >>> print(preset("aws_s3_standard").schedule)
        99.9 % to 100 %: 0 %, 99 % to 99.9 %: 10 %, 95 % to 99 %: 25 %, 0 % to 95 %: 100 %
        >>> preset("aws")
        Traceback (most recent call last):
        ...
        svcmgmt.errors.InvalidValue: preset: 'aws' is not allowed; allowed: aws_compute_region, ...
    """
    if not isinstance(name, str) or name not in _BY_NAME:
        raise InvalidValue("preset", name, ", ".join(PRESET_NAMES))
    return _BY_NAME[name]


_CLOUDS: Final = (
    CreditPreset(
        name="aws_compute_region",
        schedule=TierSchedule.below([("99.99 %", "10 %"), ("99 %", "30 %"), ("95 %", "100 %")]),
        objective=at_least("99.99 %"),
        measured="minutes of the month without instances in two zones or more being all down",
        source="AWS Compute Service Level Agreement, region level",
        claim=_AWS_CLAIM,
        minimum=_AWS_MINIMUM,
    ),
    CreditPreset(
        name="aws_s3_standard",
        schedule=TierSchedule.below([("99.9 %", "10 %"), ("99 %", "25 %"), ("95 %", "100 %")]),
        objective=at_least("99.9 %"),
        measured="100 % less the mean error rate of all intervals of 5 minutes",
        source="Amazon S3 Service Level Agreement",
        as_of="2023-11-28",
        claim=_AWS_CLAIM,
        minimum=_AWS_MINIMUM,
    ),
    CreditPreset(
        name="aws_s3_ia",
        schedule=TierSchedule.below([("99 %", "10 %"), ("98 %", "25 %"), ("95 %", "100 %")]),
        objective=at_least("99 %"),
        measured="100 % less the mean error rate of all intervals of 5 minutes",
        source="Amazon S3 Service Level Agreement, infrequent access classes",
        as_of="2023-11-28",
        claim=_AWS_CLAIM,
        minimum=_AWS_MINIMUM,
    ),
    CreditPreset(
        name="azure_vm_zones",
        schedule=TierSchedule.below([("99.99 %", "10 %"), ("99 %", "25 %"), ("95 %", "100 %")]),
        objective=at_least("99.99 %"),
        measured="maximum available minutes less downtime, of the maximum available minutes",
        source="Azure SLA for virtual machines in two availability zones, from a copy",
        claim=ClaimWindow(2, ClaimUnit.MONTHS),
    ),
    CreditPreset(
        name="gcp_functions",
        schedule=TierSchedule.below([("99.5 %", "10 %"), ("99 %", "25 %"), ("95 %", "50 %")]),
        objective=at_least("99.5 %"),
        measured="minutes of the month less those of 100 executions or more with over 10 % errors",
        source="Google Cloud Functions SLA",
        as_of="2018-04-06",
    ),
    CreditPreset(
        name="gcp_interconnect",
        schedule=TierSchedule.below([("99.99 %", "10 %"), ("99 %", "25 %")]),
        objective=at_least("99.99 %"),
        measured="minutes of the calendar month without downtime of a minute or more",
        source="Google Cloud Interconnect SLA",
    ),
    CreditPreset(
        name="m365",
        schedule=TierSchedule.below([("99.9 %", "25 %"), ("99 %", "50 %"), ("95 %", "100 %")]),
        objective=at_least("99.9 %"),
        measured="user minutes less the minutes of affected users, of all user minutes",
        source="Microsoft Online Services SLA",
        as_of="2013",
    ),
    CreditPreset(
        name="sap_cloud_linear",
        schedule=LinearSchedule(target="99.5 %", rate="2 %"),
        objective=at_least("99.5 %"),
        measured="availability of the month; whether part of a point counts is not said",
        source="SAP cloud service level clause",
    ),
)

_CARRIERS: Final = (
    CreditPreset(
        name="telus_wavelength",
        schedule=TierSchedule(
            [
                TierRow("99.7 %", "0 %", upper="100 %"),
                TierRow("97.9 %", "10 %", upper="99.69 %"),
                TierRow("95.9 %", "20 %", upper="96.89 %"),
                TierRow("93.9 %", "30 %", upper="95.89 %"),
                TierRow("0 %", "40 %", upper="93.9 %"),
            ]
        ),
        objective=at_least("99.7 %"),
        measured="availability of the month; the published table has holes",
        source="TELUS wavelength service level agreement",
    ),
    CreditPreset(
        name="mwfn_hourly",
        schedule=ProRata(
            month=MonthLength.HOURS_720,
            step=_HOUR,
            counting=StepCounting.FULL,
            pro_rata_from=2 * _HOUR,
        ),
        objective=at_least("100 %"),
        measured="hours of the month without service, added up",
        source="MWFN on-net service level agreement",
    ),
)

_BY_NAME: Final = {each.name: each for each in (*_CLOUDS, *_CARRIERS)}

PRESET_NAMES: Final = tuple(_BY_NAME)
"""The names that `preset` knows."""
