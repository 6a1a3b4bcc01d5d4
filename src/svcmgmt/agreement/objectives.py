"""One promise of an agreement: what is measured, for what, over what time, and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import field, frozen

from svcmgmt.agreement._lists import identifier, items
from svcmgmt.agreement.measures import Measure, check_measure
from svcmgmt.agreement.periods import ConformancePeriod, check_period
from svcmgmt.agreement.scopes import Scope
from svcmgmt.calendars import ServiceCalendar
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.conformance import AllowedCrossings, GraceTimes
from svcmgmt.sla.objectives import Objective, value_text
from svcmgmt.statistics import Share, SmallSample
from svcmgmt.statistics._arguments import share_of, whole
from svcmgmt.temporal import Interval
from svcmgmt.values import AgreementId, ObjectiveId, Ratio
from svcmgmt.values._kinds import of_kind

__all__ = ["ObjectiveRef", "SampleTerms", "ServiceLevelObjective"]


def _agreement_id(value: str) -> AgreementId:
    return AgreementId(identifier(value, "agreement"))


def _objective_id(value: str) -> ObjectiveId:
    if not isinstance(value, str):
        raise InvalidType("objective", value, "the identifier of an objective, or empty text")
    return ObjectiveId(value)


@frozen
class ObjectiveRef:
    """An objective of an agreement, or all of them: how one agreement names what it supports.

    Args:
        agreement: identifier of the agreement.
        objective: identifier of one of its objectives; empty for all.

    Raises:
        InvalidType: identifiers that are no text.
        InvalidValue: an empty identifier of an agreement.

    Examples:
        >>> print(ObjectiveRef("SLA-7", "restore-p1"), ObjectiveRef("SLA-7"))
        SLA-7/restore-p1 SLA-7
        >>> ObjectiveRef("SLA-7").names("SLA-7", "restore-p1")
        True
    """

    agreement: AgreementId = field(converter=_agreement_id)
    """Of which agreement."""

    objective: ObjectiveId = field(default=ObjectiveId(""), converter=_objective_id)
    """Which objective; empty for all of them."""

    def names(self, agreement: str, objective: str) -> bool:
        """Return whether it refers to an objective of an agreement."""
        return self.agreement == agreement and self.objective in ("", objective)

    def __str__(self) -> str:
        return f"{self.agreement}/{self.objective}" if self.objective else self.agreement


_CONFIDENCE: Final = Ratio(95, 100)


def _confidence(value: Share) -> Ratio:
    confidence = share_of("confidence", value)
    if not 0 < confidence.value < 1:
        raise InvalidValue("confidence", str(confidence), "more than 0 % and less than 100 %")
    return confidence


@frozen(kw_only=True)
class SampleTerms:
    """What is done where few cases are counted. Source: row 10, rules R6.8 and R6.11.

    Raises:
        InvalidType: a policy, a number or a share of another kind.
        InvalidValue: negative numbers, or a confidence out of range.

    Examples:
        >>> print(SampleTerms(min_sample=20))
        strict, not judged below 20 cases, 95 % confidence
    """

    small_sample: SmallSample = field(default=SmallSample.STRICT, validator=of_kind(SmallSample))
    """How many misses a target allows where its share of a few is less than one."""

    min_sample: int = 0
    """With fewer cases the objective is not judged; 0 judges any number."""

    confidence: Ratio = field(default=_CONFIDENCE, converter=_confidence)
    """How sure it shall be shown beside the verdict what the share behind the count is."""

    expected: int | None = None
    """How many cases a period is expected to have; None where nobody has said."""

    def __attrs_post_init__(self) -> None:
        whole("min_sample", self.min_sample)
        if self.expected is not None:
            whole("expected", self.expected)

    def __str__(self) -> str:
        parts = [self.small_sample.value.replace("_", " ")]
        if self.min_sample:
            parts.append(f"not judged below {self.min_sample} cases")
        parts.append(f"{value_text(self.confidence)} confidence")
        return ", ".join(parts)


def _id(value: str) -> ObjectiveId:
    return ObjectiveId(identifier(value))


def _supported_by(values: Iterable[ObjectiveRef]) -> tuple[ObjectiveRef, ...]:
    return items("supported_by", values, ObjectiveRef)


@frozen(kw_only=True)
class ServiceLevelObjective:
    """One promise: what is measured, of what, its target, over what time, what follows a breach.

    It is data: a report evaluates it, `lint` reads it, `in_words` tells it. Names follow TMF657
    `ServiceLevelObjective` where that has one for it.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty identifier.

    Examples:
        >>> from svcmgmt.agreement import CalendarPeriods, OutageMeasure
        >>> from svcmgmt.calendars import PeriodKind
        >>> from svcmgmt.sla.objectives import at_least
        >>> promise = ServiceLevelObjective(
        ...     id="availability", measure=OutageMeasure(), objective=at_least("99.9 %"),
        ...     scope=Scope(services=["vpn"]), conformance_period=CalendarPeriods(PeriodKind.MONTH))
        >>> print(promise)
        availability of service vpn: at least 99.9 % per month
    """

    id: ObjectiveId = field(converter=_id)
    """Identifies it within its agreement."""

    name: str = field(default="", validator=of_kind(str))
    """How people call it."""

    measure: Measure | None = field(default=None, validator=check_measure)
    """What is measured, and how; None where nobody has said, which `lint` tells."""

    objective: Objective = field(validator=of_kind(Objective))
    """The target with its direction, warning level and tolerance."""

    scope: Scope = field(default=Scope(), validator=of_kind(Scope))
    """For which services, priorities, customers and metrics."""

    applicability: ServiceCalendar | None = field(
        default=None, validator=of_kind(ServiceCalendar, None)
    )
    """In which hours it holds; None for those of the agreement."""

    conformance_period: ConformancePeriod | None = field(default=None, validator=check_period)
    """Over what time it is judged; None for as the agreement says."""

    valid_for: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """From when until when it holds; None for as long as the agreement."""

    sample: SampleTerms = field(default=SampleTerms(), validator=of_kind(SampleTerms))
    """What is done where few cases are counted."""

    grace_times: GraceTimes | None = field(default=None, validator=of_kind(GraceTimes, None))
    """How many periods may have no result before that is a violation; None for none said."""

    allowed_crossings: AllowedCrossings | None = field(
        default=None, validator=of_kind(AllowedCrossings, None)
    )
    """How often it may be missed within a tolerance period; None for never."""

    is_internal: bool = field(default=False, validator=of_kind(bool))
    """Whether the provider promises it to itself only, as an earlier warning."""

    supported_by: tuple[ObjectiveRef, ...] = field(default=(), converter=_supported_by)
    """Objectives of other agreements that it rests on; they may also name it themselves."""

    credit: str = field(default="", validator=of_kind(str))
    """Name of the credit clause of the agreement that holds for it; empty for no credit."""

    consequence: str = field(default="", validator=of_kind(str))
    """What else follows a violation, in words: an action, a right to terminate."""

    def as_dict(self) -> dict[str, str]:
        """Return the objective for a table: every cell as text, empty where nothing is said."""
        period = self.conformance_period
        return {
            "id": self.id,
            "name": self.name,
            "measure": "" if self.measure is None else str(self.measure),
            "scope": str(self.scope),
            "target": str(self.objective),
            "period": "" if period is None else str(period),
            "credit": self.credit,
            "internal": "yes" if self.is_internal else "no",
        }

    def __str__(self) -> str:
        scope = "" if self.scope.is_open() else f" of {self.scope}"
        period = "" if self.conformance_period is None else f" per {self.conformance_period}"
        measure = "nothing measured" if self.measure is None else self.measure
        return f"{measure}{scope}: {self.objective}{period}"
