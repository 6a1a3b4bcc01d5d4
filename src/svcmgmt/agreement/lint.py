"""What an agreement leaves out or contradicts, found without measuring anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from svcmgmt.agreement._lint_agreement import check_agreement
from svcmgmt.agreement._lint_codes import CODES, found
from svcmgmt.agreement._lint_credits import check_credits
from svcmgmt.agreement._lint_objectives import check_objectives
from svcmgmt.agreement._lint_targets import check_targets
from svcmgmt.agreement._lists import items
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.agreement.objectives import ObjectiveRef
from svcmgmt.agreement.parties import AgreementKind
from svcmgmt.agreement.supporters import supporters_of
from svcmgmt.temporal import Interval, format_instant
from svcmgmt.values import Finding
from svcmgmt.values._kinds import check_kind

__all__ = ["LINT_CODES", "lint"]

LINT_CODES = CODES
"""Every code that `lint` gives of its own, with severity and message."""


def lint(agreement: Agreement, *, supporting: Iterable[Agreement] = ()) -> tuple[Finding, ...]:
    """Return what an agreement leaves out or contradicts; nothing if it is sound.

    Nothing is measured: the data alone is read. Each finding has a stable code and a pointer to
    its place; tables of credits report with the codes of `check_tiers`. What cannot be, such as a
    warning level on the wrong side of its target, is refused when it is made and never gets here.
    Source: rule R1.11.

    Args:
        agreement: the agreement.
        supporting: agreements that its objectives may rest on.

    Raises:
        InvalidType: something else than agreements.

    Examples:
        >>> from svcmgmt.values import count_by_code
        >>> [finding.code for finding in lint(Agreement(id="SLA-7"))]
        ['no-zone', 'no-validity', 'no-provider', 'no-consumer']
    """
    check_kind("agreement", agreement, Agreement)
    others = items("supporting", supporting, Agreement)
    return (
        *check_agreement(agreement),
        *check_objectives(agreement),
        *check_targets(agreement),
        *check_credits(agreement),
        *_support(agreement, others),
    )


def _support(agreement: Agreement, others: tuple[Agreement, ...]) -> Iterator[Finding]:
    """Yield objectives that nothing supports, and supporters that are missing or end first."""
    known = {ObjectiveRef(each.id) for each in others}
    known |= {ObjectiveRef(each.id, promise.id) for each in others for promise in each.objectives}
    resting: dict[str, Agreement] = {}
    for index, promise in enumerate(agreement.objectives):
        pointer = f"/objectives/{index}"
        supporters = supporters_of(agreement, promise, others)
        resting |= {each.agreement.id: each.agreement for each in supporters}
        is_promised = agreement.kind is AgreementKind.SLA and not promise.is_internal
        if is_promised and not supporters and not promise.supported_by:
            yield found("unsupported-objective", pointer, promise.id)
        for ref in promise.supported_by:
            if ref not in known:
                yield found("unknown-supporter", f"{pointer}/supported_by", ref)
    for other in resting.values():
        yield from _expires_first(agreement.term, other)


def _expires_first(term: Interval | None, other: Agreement) -> Iterator[Finding]:
    ends = other.term
    if term is None or ends is None or ends.end is None:
        return
    if term.end is None or ends.end < term.end:
        value = f"{other.id} ends {format_instant(ends.end)}"
        yield found("supporter-expires-first", "/valid_for", value, str(term))
