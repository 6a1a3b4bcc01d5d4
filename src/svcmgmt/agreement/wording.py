"""An agreement in plain words, made from its data alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from svcmgmt.agreement.effective import EffectiveTerms, effective_terms
from svcmgmt.agreement.measures import (
    FailureMeasure,
    GivenMeasure,
    IndicatorMeasure,
    OutageMeasure,
    TicketShareMeasure,
)
from svcmgmt.calendars import ServiceCalendar, always
from svcmgmt.drawing import markdown_table
from svcmgmt.sla.clocks import Clock, ServiceTime
from svcmgmt.temporal import CalendarDuration
from svcmgmt.temporal._text import duration_text, local_text

if TYPE_CHECKING:
    from svcmgmt.agreement.agreements import Agreement
    from svcmgmt.agreement.objectives import ServiceLevelObjective

__all__ = ["in_words"]

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|]")
_NOT_SAID: Final = "not agreed"
_ALWAYS: Final = str(always())


def in_words(agreement: Agreement) -> str:
    """Return an agreement in plain words, as Markdown.

    Everything in it comes from the data that is evaluated: what is promised, when, how it is
    measured, what is left out, what a violation costs. What is not agreed is said to be so. The
    same agreement always gives the same text.

    Args:
        agreement: the agreement.

    Examples:
        >>> from svcmgmt.agreement import Agreement, OutageMeasure, ServiceLevelObjective
        >>> from svcmgmt.sla.objectives import at_least
        >>> promise = ServiceLevelObjective(id="uptime", measure=OutageMeasure(),
        ...                                 objective=at_least("99.9 %"))
        >>> text = in_words(Agreement(id="SLA-7", name="VPN", objectives=[promise]))
        >>> print(text.splitlines()[0])
        # VPN
        >>> "The availability is to be at least 99.9 %" in text
        True
    """
    sections = (
        ("", _opening(agreement)),
        ("When it holds", _times(agreement)),
        ("What is promised", _promises(agreement)),
        ("Targets of tickets", _targets(agreement)),
        ("What is left out, and how outages are counted", _exclusions(agreement)),
        ("Fees and credits", _credits(agreement)),
        ("What it supports", _supports(agreement)),
    )
    parts = [f"# {_plain(agreement.name or agreement.id)}"]
    for title, lines in sections:
        body = "\n".join(lines)
        if body:
            parts.append(f"## {title}\n\n{body}" if title else body)
    return "\n\n".join(parts) + "\n"


def _opening(agreement: Agreement) -> Iterator[str]:
    kind = agreement.kind.label
    article = "An" if kind[0] in "aeiou" else "A"
    state = "in an unknown state" if agreement.state is None else str(agreement.state)
    yield (
        f"{article} {kind}, {_plain(agreement.id)}, version {_plain(agreement.version)}, "
        f"{_plain(state)}."
    )
    if agreement.description:
        yield f"\n{_plain(agreement.description)}"
    yield ""
    yield f"- Parties: {_listed(agreement.engaged_party)}"
    yield f"- Services: {_listed(each.name or each.id for each in agreement.services)}"


def _times(agreement: Agreement) -> Iterator[str]:
    notice, zone = agreement.notice_period, agreement.zone
    yield f"- Valid: {_validity(agreement)}"
    yield f"- Notice before its end: {_NOT_SAID if notice is None else calendar_words(notice)}"
    yield f"- Calendar of its dates: {_NOT_SAID if zone is None else _plain(zone.key)}"
    yield f"- Service hours: {_hours(agreement.service_hours)}"
    yield f"- Support hours: {_hours(agreement.support_hours)}"
    yield f"- Judged for each: {_said(agreement.conformance_period)}"
    compared = agreement.comparison
    yield f"- Values are compared: {_NOT_SAID if compared is None else compared.value}"


def _validity(agreement: Agreement) -> str:
    valid = agreement.valid_for
    if valid is None:
        return _NOT_SAID
    end = "further notice" if valid.end is None else _moment(agreement, valid.end)
    return f"from {_moment(agreement, valid.start)} until {end}"


def _moment(agreement: Agreement, at: datetime) -> str:
    return local_text(at, UTC if agreement.zone is None else agreement.zone)


def _promises(agreement: Agreement) -> Iterator[str]:
    for each in agreement.objectives:
        terms = effective_terms(agreement, each)
        judged = (
            "no period is agreed" if terms.period is None else f"judged for each {terms.period}"
        )
        scope = "" if each.scope.is_open() else f" ({each.scope})"
        sentence = f"The {_subject(each)}{scope} is to be {each.objective}, {judged}."
        yield f"- **{_plain(each.name or each.id)}**: {_plain(sentence)}"
        yield from (f"    - {_plain(line)}" for line in _details(terms))


def _subject(promise: ServiceLevelObjective) -> str:
    measure = promise.measure
    match measure:
        case None:
            return "figure that nobody has described"
        case TicketShareMeasure():
            return "share of tickets that meet their target"
        case IndicatorMeasure():
            what = "events" if measure.indicator.slice_target is None else "time slices"
            return f"share of good {what} of {measure.indicator.name}"
        case GivenMeasure():
            return f"{measure.name} that is handed over"
        case _:
            return str(measure)


def _details(terms: EffectiveTerms) -> Iterator[str]:
    """Yield what else holds for an objective, one line each."""
    promise = terms.objective
    if promise.is_internal:
        yield "Promised by the provider to itself only."
    if promise.applicability is not None:
        yield f"Holds in these hours: {_open(promise.applicability)}."
    if promise.valid_for is not None:
        yield f"Holds for {promise.valid_for}."
    yield from _measured(terms)
    yield from (
        f"Leniency: {rule}."
        for rule in (promise.grace_times, promise.allowed_crossings)
        if rule is not None
    )
    if promise.credit:
        yield f"A violation credits by the clause {promise.credit}."
    if promise.consequence:
        yield f"After a violation: {promise.consequence}"
    if promise.supported_by:
        yield f"Rests on {', '.join(map(str, promise.supported_by))}."


def _measured(terms: EffectiveTerms) -> Iterator[str]:
    """Yield how an objective is measured, where that is special to it."""
    measure = terms.objective.measure
    match measure:
        case OutageMeasure() if measure.policies is not None:
            yield f"Counted in its own way: {_pairs(measure.policies.as_pairs())}."
        case FailureMeasure():
            own = () if measure.policies is None else measure.policies.as_pairs()
            yield f"Counted so: {_pairs((*measure.means.as_pairs(), *own))}."
        case TicketShareMeasure():
            yield f"A ticket belongs to a period by its {measure.attribution.value}."
            yield f"Small numbers: {terms.objective.sample}."
        case IndicatorMeasure():
            slices = duration_text(measure.slice)
            yield f"Counted in slices of {slices}: {_pairs(measure.indicator.policies)}."
        case GivenMeasure():
            yield f"Measured so: {measure.specification or _NOT_SAID}."
        case _:
            return


def _targets(agreement: Agreement) -> Iterator[str]:
    for target in agreement.targets:
        when = [f"for {target.scope}" if not target.scope.is_open() else "for every ticket"]
        if target.is_fallback:
            when.append("if no other target fits")
        if target.applicability is not None:
            when.append(f"begun in these hours: {_open(target.applicability)}")
        if target.valid_for is not None:
            when.append(f"begun in {target.valid_for}")
        yield f"- **{_plain(target.name)}**, {_plain(', '.join(when))}:"
        yield from (f"    - {_plain(_clock(clock))}" for clock in target.clocks)


def _clock(clock: Clock) -> str:
    limit = clock.limit
    allowed = duration_text(limit) if isinstance(limit, timedelta) else str(limit)
    alerts = f", alerts {', '.join(map(str, clock.alerts))}" if clock.alerts else ""
    return (
        f"{clock.name} within {allowed}, counted {_open(clock.calendar)}; "
        f"stops: {clock.stop}; pauses: {clock.pause}{alerts}; {_pairs(clock.policies().items())}"
    )


def _exclusions(agreement: Agreement) -> Iterator[str]:
    terms = agreement.exclusions
    if terms is None:
        yield f"What is left out is {_NOT_SAID}."
        return
    yield f"Left out: {terms}."
    yield ""
    yield markdown_table(("choice", "what is agreed"), terms.policies.as_pairs())


def _credits(agreement: Agreement) -> Iterator[str]:
    fees, terms, right = agreement.fees, agreement.credit_terms, agreement.termination_right
    if fees is None:
        yield f"- Fees: {_NOT_SAID}"
    else:
        kinds = ", ".join(kind.value for kind in fees.kinds)
        prorated = f"prorated by {fees.proration.value.replace('_', ' ')}"
        yield f"- Fees for each {fees.period}: {_listed(fees.fees)}"
        yield f"- Credits are shares of fees of these kinds: {kinds}; {prorated}"
    for clause in agreement.credit_clauses:
        yield f"- Clause {_plain(str(clause))}"
    if terms is None:
        yield f"- All credits together: {_NOT_SAID}"
    else:
        yield f"- All credits together: {_plain(_pairs(terms.policies().items()))}"
    if right is not None:
        yield f"- The customer may end it {_plain(str(right))} months"


def _supports(agreement: Agreement) -> Iterator[str]:
    yield from (f"- {_plain(str(each))}" for each in agreement.supports)


def calendar_words(duration: CalendarDuration) -> str:
    """Return a calendar duration in words.

    Examples:
        >>> calendar_words(CalendarDuration(months=3, days=1))
        '3 months, 1 day'
    """
    counts = (
        (duration.years, "year"),
        (duration.months, "month"),
        (duration.weeks, "week"),
        (duration.days, "day"),
    )
    told = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in counts if count]
    if duration.time or not told:
        told.append(duration_text(duration.time))
    return ", ".join(told)


def _hours(calendar: ServiceCalendar | None) -> str:
    return _NOT_SAID if calendar is None else _plain(_open(calendar))


def _open(calendar: ServiceTime) -> str:
    """Return when a calendar is open, with its zone if it does not tell that itself."""
    told = str(calendar)
    if told == _ALWAYS:
        return "round the clock"
    if not isinstance(calendar, ServiceCalendar) or calendar.zone.key in told:
        return told
    return f"{told}, {calendar.zone.key}"


def _said(value: object) -> str:
    return _NOT_SAID if value is None else _plain(str(value))


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {choice}" for name, choice in pairs).replace("_", " ")


def _listed(values: Iterable[object]) -> str:
    return _plain(", ".join(map(str, values))) or _NOT_SAID


def _plain(text: str) -> str:
    """Return text on one line in which nothing is read as markup."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
