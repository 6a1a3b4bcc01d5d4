"""Checks of an agreement as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from svcmgmt.agreement._lint_codes import found
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.lifecycle import AgreementState
from svcmgmt.agreement.measures import FailureMeasure, OutageMeasure
from svcmgmt.agreement.parties import PartyRole
from svcmgmt.sla.availability import ExclusionCategory
from svcmgmt.temporal import format_instant
from svcmgmt.values import Finding

__all__ = ["check_agreement"]


def check_agreement(agreement: Agreement) -> Iterator[Finding]:
    """Yield what is missing or contradictory about an agreement as a whole."""
    yield from _basics(agreement)
    yield from _outages(agreement)
    yield from _life(agreement)


def _basics(agreement: Agreement) -> Iterator[Finding]:
    if agreement.zone is None:
        yield found("no-zone", "/zone", allowed="a zone such as Europe/Berlin")
    if agreement.valid_for is None:
        yield found("no-validity", "/valid_for")
    roles = {party.role for party in agreement.engaged_party}
    for role, code in ((PartyRole.PROVIDER, "no-provider"), (PartyRole.CONSUMER, "no-consumer")):
        if role not in roles:
            yield found(code, "/engaged_party", allowed=f"a party in the role {role.value}")


def _outages(agreement: Agreement) -> Iterator[Finding]:
    """Yield what is not said although outages are judged."""
    judged = [
        each
        for each in agreement.objectives
        if isinstance(each.measure, FailureMeasure | OutageMeasure)
    ]
    if not judged:
        return
    if agreement.service_hours is None and any(each.applicability is None for each in judged):
        yield found("no-service-hours", "/service_hours")
    terms = agreement.exclusions
    if terms is None:
        yield found("no-exclusion-policy", "/exclusions")
        return
    if terms.policies.unknown is None:
        yield found("no-missing-data-policy", "/exclusions/policies/unknown")
    maintenance = terms.policies.maintenance
    unlimited = maintenance.windows is None and maintenance.quota is None
    if unlimited and terms.leaves_out(ExclusionCategory.PLANNED_MAINTENANCE):
        yield found("unlimited-maintenance", "/exclusions/policies/maintenance", maintenance)


def _life(agreement: Agreement) -> Iterator[Finding]:
    """Yield facts of its life that contradict its validity."""
    valid = agreement.valid_for
    if valid is None:
        return
    for index, change in enumerate(agreement.history):
        pointer, at = f"/history/{index}", format_instant(change.at)
        if change.to_state is AgreementState.ACTIVE and change.at not in valid:
            yield found("active-outside-validity", pointer, at, str(valid))
        if change.to_state is AgreementState.EXPIRED and change.at in valid:
            yield found("expired-before-end", pointer, at, str(valid))
