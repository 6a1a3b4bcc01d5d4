"""From measured values to a credit note: one pass, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable

from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits._drafts import Draft, drafted
from svcmgmt.sla.credits._settlement import Settled, settle
from svcmgmt.sla.credits.cases import CreditCase, ServiceKey
from svcmgmt.sla.credits.notes import CreditNote
from svcmgmt.sla.credits.policies import Combination
from svcmgmt.sla.credits.terms import CreditTerms
from svcmgmt.values import Money
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = ["credit_note"]

_DEFAULT = CreditTerms()


def credit_note(
    cases: Iterable[CreditCase],
    *,
    terms: CreditTerms = _DEFAULT,
    earlier: Iterable[CreditNote] = (),
) -> CreditNote:
    """Return what is credited for measured values, with every step explained.

    Each case is assessed by its schedule and looked at for eligibility (claimed in time, not
    excluded, not earned back) and the cap of its objective. The credits of a service and period
    are combined within each group, groups are added; caps of service and period and of the
    contract year follow, the latter in the order of time. The amount is rounded once for each
    service and period, shared out among its lines so that they add up, and dropped unless it is
    more than the minimum. No rounding pays more than a cap. A bonus is neither combined nor
    capped here: its schedule has a cap of its own. Source: section 5.1 and algorithm 13.9.

    Args:
        cases: one for each objective, service, period and root incident, in any order.
        terms: what the contract says about all credits.
        earlier: notes of the same contract; what they credited uses up caps, and their credits
            are combined with new ones of the same group, of which only what is more is due.

    Returns:
        The note, with a line for each case. Its amounts are those of the new cases alone.

    Raises:
        InvalidType: cases, terms or notes of another kind.
        InvalidValue: one case twice, or one that an earlier note credited; several currencies;
            several fees of one service and period where a cap is a share of the fee.
        NoSuchRow: a value in the hole of a table that refuses it.

    Examples:
        >>> from svcmgmt.calendars import PeriodKind, ReportingPeriod
        >>> from svcmgmt.sla.credits import PerEvent, preset
        >>> november = ReportingPeriod.around("2026-11-01", PeriodKind.MONTH, zone="UTC")
        >>> uptime = CreditCase(service="shop", period=november, objective="availability",
        ...                     value="99.4 %", schedule=preset("aws_compute_region").schedule,
        ...                     basis=Money(2_000, "USD"), incident="INC-7")
        >>> restore = CreditCase(service="shop", period=november, objective="restore", value=1,
        ...                      schedule=PerEvent("5 %"), basis=Money(2_000, "USD"),
        ...                      incident="INC-7")
        >>> for line in credit_note([uptime, restore]).lines:
        ...     print(line)
        2026-11 shop availability (INC-7): credited, 200.00 USD
        2026-11 shop restore (INC-7): superseded, 0.00 USD
    """
    check_kind("terms", terms, CreditTerms)
    notes = all_of_kind("earlier", earlier, CreditNote)
    listed = list(all_of_kind("cases", cases, CreditCase))
    _check_once(listed, notes)
    _check_currency(listed, notes, terms)
    if terms.combination is not Combination.FIRST:
        listed.sort(key=lambda case: case.key)
    drafts = [drafted(case, terms) for case in listed]
    groups: dict[ServiceKey, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.case.service_key, []).append(draft)
    settled = Settled.of(notes, terms)
    for key in sorted(groups):
        settle(groups[key], settled)
    drafts.sort(key=lambda draft: draft.case.key)
    return CreditNote(lines=[draft.line() for draft in drafts], terms=terms)


def _check_once(cases: Iterable[CreditCase], notes: Iterable[CreditNote]) -> None:
    credited = {line.case.key for note in notes for line in note.lines if line.entitled.amount != 0}
    seen = set(credited)
    for case in cases:
        if case.key in seen:
            told = "that no earlier note credited" if case.key in credited else "told once"
            raise InvalidValue("cases", str(case), f"a case {told}")
        seen.add(case.key)


def _check_currency(
    cases: Iterable[CreditCase], notes: Iterable[CreditNote], terms: CreditTerms
) -> None:
    caps = terms.caps
    agreed = [terms.minimum, caps.objective, caps.service_period, caps.contract_year]
    amounts = [*(case.basis for case in cases), *(note.total for note in notes)]
    amounts += [each for each in (*agreed, caps.annual_fee) if isinstance(each, Money)]
    currencies = [each.currency for each in amounts if isinstance(each, Money)]
    for currency in currencies:
        if currency != currencies[0]:
            raise InvalidValue("currency", currency, f"{currencies[0]}, as the other amounts")
