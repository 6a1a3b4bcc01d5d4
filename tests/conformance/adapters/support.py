"""Agreements and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from adapters.vectors import MINUTE, Adapter, Vector, amount, exactly, known
from svcmgmt.agreement import (
    Agreement,
    AgreementKind,
    ObjectiveRef,
    OutageMeasure,
    SampleTerms,
    Scope,
    ServiceLevelObjective,
    SupportAspect,
    SupportCheck,
    SupportVerdict,
    TicketShareMeasure,
    TicketTarget,
    support_feasibility,
)
from svcmgmt.calendars import ServiceCalendar, always, never, weekly
from svcmgmt.sla.clocks import Clock
from svcmgmt.sla.credits import back_to_back
from svcmgmt.sla.objectives import at_least
from svcmgmt.temporal import Interval
from svcmgmt.values import Money, Ratio

__all__ = ["ADAPTERS"]

WEEK: Final = Interval.parse("2026-10-19T00:00:00Z/PT168H")
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _agreements(terms: dict[str, Any], supporting: Sequence[dict[str, Any]]) -> list[Agreement]:
    """Return a service level agreement and the contracts that support it."""
    return [
        Agreement(id="SLA", **terms),
        *(
            Agreement(
                id=f"UC-{index}", kind=AgreementKind.UC, supports=[ObjectiveRef("SLA")], **own
            )
            for index, own in enumerate(supporting)
        ),
    ]


def _check(
    aspect: SupportAspect, terms: dict[str, Any], supporting: Sequence[dict[str, Any]]
) -> SupportCheck:
    """Return the first check of an aspect."""
    sla, *others = _agreements(terms, supporting)
    return support_feasibility(sla, others, within=WEEK).about(aspect)[0]


def _promise(target: Ratio | str) -> dict[str, Any]:
    promise = ServiceLevelObjective(
        id="uptime", measure=OutageMeasure(), objective=at_least(target)
    )
    return {"objectives": [promise], "service_hours": always()}


def availability(case: Vector) -> object:
    """Availability that supporters reach together."""
    shares = [Ratio(exactly(each), 1) for each in case["inputs"]["supports"]]
    check = _check(SupportAspect.AVAILABILITY, _promise("99 %"), [*map(_promise, shares)])
    names = {"product": "product", "worst_case": "worst case"}
    return {key: known(check.number(name)).value for key, name in names.items()}


def _restoring(limit: timedelta) -> dict[str, Any]:
    clock = Clock(name="restore", limit=limit, calendar=always())
    share = ServiceLevelObjective(
        id="restore",
        measure=TicketShareMeasure(),
        objective=at_least("100 %"),
        scope=Scope(metrics=["restore"]),
        sample=SampleTerms(expected=40),
    )
    return {"objectives": [share], "targets": [TicketTarget(name="every ticket", clocks=[clock])]}


def restore_time(case: Vector) -> object:
    """Time that a chain of supporters needs."""
    given = case["inputs"]
    check = _check(
        SupportAspect.RESTORE_TIME,
        _restoring(given["target_min"] * MINUTE),
        [_restoring(minutes * MINUTE) for minutes in given["chain_min"]],
    )
    return {
        "total": known(check.number("stages together")) / MINUTE,
        "feasible": check.verdict is SupportVerdict.PASS,
        "gap": known(check.number("gap")) / MINUTE,
    }


def _hours(told: str | list[list[int] | None]) -> ServiceCalendar:
    if isinstance(told, str):
        return weekly(told, zone="UTC")
    rows = {
        day: [(f"{row[0]:02d}:00", f"{row[1]:02d}:00")]
        for day, row in zip(DAYS, told, strict=True)
        if row is not None
    }
    return weekly(rows, zone="UTC") if rows else never(zone="UTC")


def uncovered_hours(case: Vector) -> object:
    """Hours a week in which nobody supports what is promised."""
    given = case["inputs"]
    promised = {**_promise("99 %"), "service_hours": _hours(given["sla"])}
    supporter = {**_promise("99 %"), "service_hours": _hours(given["support"])}
    check = _check(SupportAspect.COVERAGE, promised, [supporter])
    return known(check.number("uncovered each week")).amount


def exposure(case: Vector) -> object:
    """Return what is payable and can be recovered."""
    sides = {
        name: [Money(fee, "EUR") * Ratio(exactly(share), 100).value for fee, share in rows]
        for name, rows in case["inputs"].items()
    }
    found = known(back_to_back(payable=sides["sla"], recoverable=sides["uc"]))
    return {
        "payable": amount(found.payable),
        "recoverable": amount(found.recoverable),
        "exposure": amount(found.amount),
    }


ADAPTERS: Final[dict[str, Adapter]] = {
    "support_availability": availability,
    "support_time": restore_time,
    "uncovered_hours": uncovered_hours,
    "backtoback": exposure,
}
