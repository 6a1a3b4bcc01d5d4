"""From documents to the values that the library calculates with, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.openslo.durations import DurationShorthand
from svcmgmt.interop.openslo.indicators import SLI
from svcmgmt.interop.openslo.objectives import Operator, SLOObjective
from svcmgmt.interop.openslo.parts import Metadata
from svcmgmt.interop.openslo.slos import SLO, SLOSpec
from svcmgmt.interop.openslo.windows import TimeWindow
from svcmgmt.sla.indicators import BudgetingMethod, Indicator, MissingData
from svcmgmt.sla.objectives import Direction, Objective
from svcmgmt.values import Quantity, Ratio
from svcmgmt.values._exact import decimal_text
from svcmgmt.values._kinds import check_kind

__all__ = ["indicator_of", "slo_document"]

_OPERATORS: Final = {
    # direction, and whether the level itself is beyond it
    (Direction.LOWER_IS_BETTER, False): Operator.LTE,
    (Direction.HIGHER_IS_BETTER, False): Operator.GTE,
    (Direction.LOWER_IS_BETTER, True): Operator.LT,
    (Direction.HIGHER_IS_BETTER, True): Operator.GT,
}


def indicator_of(
    slo: SLO,
    objective: int = 0,
    *,
    missing: MissingData,
    no_traffic: MissingData | None = None,
) -> Indicator:
    """Return the indicator of an objective: its name, method and slice target.

    What missing data mean is not said by OpenSLO and must be said here. The promise itself is
    `slo.spec.objectives[0].required_share`, the window `slo.spec.time_window[0].interval(at)`.

    Args:
        slo: a service level objective.
        objective: which of its objectives, counted from 0.
        missing: what a slice is taken for of which nothing is known.
        no_traffic: what a slice is taken for in which nothing happened; as missing if None.

    Raises:
        InvalidType: something else than an SLO.
        InvalidValue: no budgeting method, no such objective, or an indicator that cannot be.

    Examples:
        >>> from svcmgmt.interop.openslo import load
        >>> slo = load({"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "web"},
        ...             "spec": {"budgetingMethod": "Timeslices", "indicatorRef": "web-latency",
        ...                      "objectives": [{"target": 0.99, "timeSliceTarget": 0.95,
        ...                                      "timeSliceWindow": "1m"}]}}, SLO)
        >>> print(indicator_of(slo, missing=MissingData.UNDETERMINED).policies[1])
        ('slice target', '95 %')
    """
    check_kind("slo", slo, SLO)
    spec = slo.spec
    if spec is None or spec.budgeting_method is None:
        raise InvalidValue("slo", slo, "a document with a spec and a budgetingMethod")
    if isinstance(objective, bool) or objective not in range(len(spec.objectives)):
        raise InvalidValue("objective", objective, f"0 up to {len(spec.objectives)}")
    chosen = spec.objectives[objective]
    by_slices = spec.budgeting_method is BudgetingMethod.TIMESLICES
    return Indicator(
        name=next(filter(None, _names(slo, spec, chosen)), ""),
        method=spec.budgeting_method,
        slice_target=chosen.slice_target if by_slices else None,
        missing=missing,
        no_traffic=no_traffic,
    )


def _names(slo: SLO, spec: SLOSpec, objective: SLOObjective) -> Iterator[str | None]:
    """Yield what an indicator may be called, the most special first."""
    for part in (objective, spec):
        metadata = None if part.indicator is None else part.indicator.metadata
        yield None if metadata is None else metadata.name
        yield part.indicator_ref
    yield None if slo.metadata is None else slo.metadata.name


def slo_document(  # noqa: PLR0913 - one argument for each thing that a document says
    indicator: Indicator,
    *,
    name: str,
    service: str,
    target: Ratio | str,
    window: timedelta | ReportingPeriod,
    source: SLI | str,
    slice: timedelta | None = None,  # noqa: A002 - the field's word for it
    condition: Objective | None = None,
) -> SLO:
    """Return the document of an indicator and what is promised of it.

    OpenSLO has no place for what missing data mean, for a minimum of events and for excluded
    times; these stay with the indicator.

    Args:
        indicator: what is measured, and by which method.
        name: of the document, in lower-case letters, digits and dashes.
        service: name of the service.
        target: the share that is promised to be good.
        window: over which time; a length for a rolling one, or a period of the calendar.
        source: where the numbers come from, or the name of an SLI that says so.
        slice: length of a slice, for methods by slices.
        condition: what a value must be to be good, for a threshold metric.

    Raises:
        InvalidType: values of other kinds.
        InvalidValue: a target without a finite decimal form, a window or slice that is not
            whole minutes, or a condition that must be exact.

    Examples:
        >>> from svcmgmt.interop.openslo import dump
        >>> errors = Indicator(name="errors", missing=MissingData.UNDETERMINED)
        >>> slo = slo_document(errors, name="checkout", service="shop", target="99.95 %",
        ...                    window=timedelta(days=28), source="checkout-errors")
        >>> dump(slo)["spec"]["objectives"], dump(slo)["spec"]["timeWindow"]
        ([{'target': 0.9995}], [{'duration': '4w', 'isRolling': True}])
    """
    check_kind("indicator", indicator, Indicator)
    if not isinstance(source, SLI | str):
        raise InvalidType("source", source, "SLI, or the name of one")
    op, value = (None, None) if condition is None else _comparison(condition)
    promised = Ratio.parse(target) if isinstance(target, str) else target
    check_kind("target", promised, Ratio)
    slice_target = indicator.slice_target
    objective = SLOObjective(
        op=op,
        value=value,
        target=_decimal("target", promised.value),
        time_slice_target=None
        if slice_target is None
        else _decimal("slice_target", slice_target.value),
        time_slice_window=None if slice is None else DurationShorthand.of(slice),
    )
    spec = SLOSpec(
        service=service,
        indicator=source if isinstance(source, SLI) else None,
        indicator_ref=source if isinstance(source, str) else None,
        time_window=[TimeWindow.of(window)],
        budgeting_method=indicator.method,
        objectives=[objective],
    )
    return SLO(metadata=Metadata(name=name, display_name=indicator.name or None), spec=spec)


def _comparison(condition: Objective) -> tuple[Operator, Decimal]:
    check_kind("condition", condition, Objective)
    operator = _OPERATORS.get((condition.direction, condition.is_strict))
    if operator is None:
        raise InvalidValue("condition", str(condition), "at least or at most some value")
    level = condition.target
    if isinstance(level, Quantity):
        return operator, _decimal("condition", level.amount)
    if not isinstance(level, int):
        raise InvalidType("condition", level, "a Quantity or an int as the target")
    return operator, Decimal(level)


def _decimal(field: str, value: Fraction) -> Decimal:
    text = decimal_text(value)
    if text is None:
        raise InvalidValue(field, value, "a number with a finite decimal form")
    return Decimal(text)
