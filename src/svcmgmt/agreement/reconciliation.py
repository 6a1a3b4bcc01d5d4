"""Two sides of one measurement: what provider and customer agree on, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from typing import Final, TypeAlias

from attrs import field, frozen

from svcmgmt.calendars import ServiceCalendar, always
from svcmgmt.drawing import markdown_table, text_table
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.availability import Outage, availability_of
from svcmgmt.sla.evaluation import Evaluation, Evidence
from svcmgmt.sla.objectives import Objective, value_text
from svcmgmt.temporal import Interval, IntervalSet, format_instant
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import Finding
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["Agreeing", "Reconciliation", "ReconciliationRow", "reconcile"]

_NOTHING: Final = timedelta(0)
_MICROSECOND: Final = timedelta(microseconds=1)

Measurement: TypeAlias = Evaluation | Iterable[Interval | Outage]
"""What a side has measured: a judgement with its evidence, or the outages that it knows."""


class Agreeing(Enum):
    """How two sides stand on a stretch of downtime.

    Examples:
        >>> Agreeing("lengths differ")
        <Agreeing.LENGTHS_DIFFER: 'lengths differ'>
    """

    AGREED = "agreed"  # both know it, and their lengths differ by no more than the tolerance
    LENGTHS_DIFFER = "lengths differ"  # both know it, with different lengths
    PROVIDER_ONLY = "provider only"  # the customer does not know of it
    CUSTOMER_ONLY = "customer only"  # the provider does not know of it


@frozen(kw_only=True)
class ReconciliationRow:
    """One stretch of downtime as the two sides tell it.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> row = ReconciliationRow(
        ...     start=at("2026-10-26T08:00:00Z"), end=at("2026-10-26T09:00:00Z"),
        ...     kind=Agreeing.CUSTOMER_ONLY, customer=timedelta(hours=1))
        >>> row.difference
        datetime.timedelta(days=-1, seconds=82800)
    """

    start: datetime
    """Where either side begins, in UTC."""

    end: datetime
    """Where the last of them ends, in UTC."""

    kind: Agreeing
    """How they stand on it."""

    provider: timedelta = _NOTHING
    """How much the provider counts."""

    customer: timedelta = _NOTHING
    """How much the customer counts."""

    left_out: str = ""
    """As what the side that does not count it told it, such as `planned maintenance`."""

    @property
    def difference(self) -> timedelta:
        """How much more the provider counts; negative if it is less."""
        return self.provider - self.customer

    def as_dict(self) -> dict[str, str | int]:
        """Return the row for a table: RFC 3339 instants, durations in microseconds."""
        return {
            "start": format_instant(self.start),
            "end": format_instant(self.end),
            "kind": self.kind.value,
            "provider_us": self.provider // _MICROSECOND,
            "customer_us": self.customer // _MICROSECOND,
            "difference_us": self.difference // _MICROSECOND,
            "left_out": self.left_out,
        }


def _rows(values: Iterable[ReconciliationRow]) -> tuple[ReconciliationRow, ...]:
    return tuple(values)


@frozen(kw_only=True, repr=False)
class Reconciliation:
    """Two measurements of one thing side by side; made by `reconcile`.

    The rows of either side add up to the downtime that it counts.
    """

    provider: Evaluation = field(validator=of_kind(Evaluation))
    """What the provider has measured."""

    customer: Evaluation = field(validator=of_kind(Evaluation))
    """What the customer has measured."""

    rows: tuple[ReconciliationRow, ...] = field(default=(), converter=_rows)
    """Stretches of downtime that either side knows, in order."""

    tolerance: timedelta = field(default=_NOTHING, validator=of_kind(timedelta))
    """By how much two lengths may differ and still agree."""

    findings: tuple[Finding, ...] = ()
    """Where the two sides differ."""

    @property
    def is_agreed(self) -> bool:
        """Whether the sides differ in nothing that was compared."""
        return not self.findings

    def total(self, kind: Agreeing) -> tuple[timedelta, timedelta]:
        """Return how much provider and customer count in the rows of a kind."""
        rows = [row for row in self.rows if row.kind is kind]
        return (
            sum((row.provider for row in rows), _NOTHING),
            sum((row.customer for row in rows), _NOTHING),
        )

    def as_rows(self) -> list[dict[str, str | int]]:
        """Return the stretches as a list of dicts, for a table or a frame."""
        return [row.as_dict() for row in self.rows]

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return both results, every stretch and every difference as text for a person.

        Args:
            zone: in which times are shown.
        """
        lines = [str(self), f"provider: {self.provider}", f"customer: {self.customer}"]
        if self.rows:
            lines.append(text_table(_HEADER, _cells(self.rows, zone)))
        lines += [f"finding: {finding}" for finding in self.findings]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        table = markdown_table(_HEADER, _cells(self.rows, UTC))
        return {"text/plain": self.explain(), "text/markdown": f"{self}\n\n{table}"}

    def __str__(self) -> str:
        counts = [f"{sum(row.kind is kind for row in self.rows)} {kind.value}" for kind in Agreeing]
        return f"{self.provider.measure} of {self.provider.subject}: {', '.join(counts)}"

    def __repr__(self) -> str:
        return f"<Reconciliation {self}>"


_HEADER: Final = ("from", "to", "what", "provider", "customer", "difference", "told as")


def _cells(rows: Iterable[ReconciliationRow], zone: tzinfo) -> list[tuple[str, ...]]:
    return [
        (
            local_text(row.start, zone),
            local_text(row.end, zone),
            row.kind.value,
            duration_text(row.provider),
            duration_text(row.customer),
            duration_text(row.difference),
            row.left_out,
        )
        for row in rows
    ]


def reconcile(  # noqa: PLR0913 - two sides, and what lists of outages do not tell
    provider: Measurement,
    customer: Measurement,
    *,
    within: Interval | None = None,
    calendar: ServiceCalendar | None = None,
    objective: Objective | None = None,
    subject: str = "service",
    tolerance: timedelta = _NOTHING,
) -> Reconciliation:
    """Return what two sides agree on, what only one of them knows, and both results.

    Two judgements are compared as they are: values, verdicts, bases, policies, and the evidence
    that counted. Of two lists of outages an availability is computed for each side first, over
    the open time of a calendar, without exclusions.

    Args:
        provider: what the provider has measured.
        customer: what the customer has measured, of the same form.
        within: for outages, the period; closed.
        calendar: for outages, the agreed service time; round the clock if None.
        objective: for outages, what was promised.
        subject: for outages, of what.
        tolerance: by how much two lengths of a stretch may differ and still agree.

    Raises:
        InvalidType: a judgement on one side only, or something else than intervals and outages.
        InvalidValue: outages without a period, a period beside judgements, or a negative
            tolerance.
        OpenInterval: a period without an end. Outages without one end with the period.

    Examples:
        >>> def outages(*texts: str) -> list[Interval]:
        ...     return [Interval.parse(text) for text in texts]
        >>> day = Interval.parse("2026-10-26T00:00:00Z/PT24H")
        >>> both = reconcile(outages("2026-10-26T08:00:00Z/PT1H"),
        ...                  outages("2026-10-26T08:00:00Z/PT2H", "2026-10-26T20:00:00Z/PT1H"),
        ...                  within=day, subject="vpn")
        >>> print(both)
        availability of vpn: 0 agreed, 1 lengths differ, 0 provider only, 1 customer only
        >>> print(both.provider.value, "|", both.customer.value)
        ≈ 95.8333 % (82800 of 86400) | 87.5 % (75600 of 86400)
    """
    check_kind("tolerance", tolerance, timedelta)
    if tolerance < _NOTHING:
        raise InvalidValue("tolerance", tolerance, "0 or more")
    if isinstance(provider, Evaluation) and isinstance(customer, Evaluation):
        _refuse_extras(within, calendar, objective)
        ours, theirs = provider, customer
    elif isinstance(provider, Evaluation) or isinstance(customer, Evaluation):
        raise InvalidType("customer", customer, "a measurement of the form of the provider's")
    elif within is None:
        raise InvalidValue("within", within, "the period of the outages")
    else:
        base = _Base(within, calendar or always(), objective, subject)
        ours, theirs = base.evaluation(provider), base.evaluation(customer)
    rows = tuple(_compared(ours, theirs, tolerance))
    return Reconciliation(
        provider=ours,
        customer=theirs,
        rows=rows,
        tolerance=tolerance,
        findings=(*_row_findings(rows), *_result_findings(ours, theirs)),
    )


def _refuse_extras(
    within: Interval | None, calendar: ServiceCalendar | None, objective: Objective | None
) -> None:
    """Refuse what judgements bring themselves."""
    given = {"within": within, "calendar": calendar, "objective": objective}
    for name, value in given.items():
        if value is not None:
            raise InvalidValue(name, value, "none, because the judgements bring their own")


@frozen
class _Base:
    """Over what the downtime of two lists of outages is counted."""

    within: Interval
    calendar: ServiceCalendar
    objective: Objective | None
    subject: str

    def evaluation(self, outages: Iterable[Interval | Outage]) -> Evaluation:
        """Return the availability that one side's outages give."""
        end = self.within.start + self.within.duration
        counted = availability_of(
            _facts(outages),
            within=self.within,
            subject=self.subject,
            service_time=self.calendar,
            as_of=end,
        )
        return counted.evaluation(self.objective)


def _facts(outages: Iterable[Interval | Outage]) -> list[Outage]:
    if isinstance(outages, str | Interval | Outage) or not isinstance(outages, Iterable):
        raise InvalidType("outages", outages, "a list of intervals or outages, or a judgement")
    return [_fact(each) for each in outages]


def _fact(outage: Interval | Outage) -> Outage:
    if isinstance(outage, Interval):
        return Outage(during=outage)
    if not isinstance(outage, Outage):
        raise InvalidType("outages", outage, "Interval or Outage")
    return outage


def _compared(
    ours: Evaluation, theirs: Evaluation, tolerance: timedelta
) -> Iterable[ReconciliationRow]:
    """Yield one row for each group of stretches of the two sides that share time."""
    left_out = {True: _left_out(ours), False: _left_out(theirs)}
    tagged = [(row, True) for row in _counted(ours)] + [(row, False) for row in _counted(theirs)]
    group: list[tuple[Evidence, bool]] = []
    end = None
    for row, is_ours in sorted(tagged, key=lambda each: (each[0].start, each[0].end)):
        if end is not None and row.start >= end:
            yield _row(group, tolerance, left_out)
            group, end = [], None
        group.append((row, is_ours))
        end = row.end if end is None else max(end, row.end)
    if group:
        yield _row(group, tolerance, left_out)


def _counted(evaluation: Evaluation) -> list[Evidence]:
    return [row for row in evaluation.evidence if row.counted > _NOTHING]


_LeftOut: TypeAlias = dict[str, IntervalSet]


def _left_out(evaluation: Evaluation) -> _LeftOut:
    """Return when a side told stretches that it does not count, by what it told them as."""
    rows: dict[str, list[Interval]] = {}
    for row in evaluation.evidence:
        if row.counted == _NOTHING:
            rows.setdefault(row.kind, []).append(Interval(row.start, row.end))
    return {kind: IntervalSet.of(spans) for kind, spans in rows.items()}


def _row(
    group: Sequence[tuple[Evidence, bool]], tolerance: timedelta, left_out: dict[bool, _LeftOut]
) -> ReconciliationRow:
    provider = sum((row.counted for row, is_ours in group if is_ours), _NOTHING)
    customer = sum((row.counted for row, is_ours in group if not is_ours), _NOTHING)
    span = Interval(min(row.start for row, _ in group), max(row.end for row, _ in group))
    silent: _LeftOut = {}
    if not customer or not provider:
        kind = Agreeing.PROVIDER_ONLY if provider else Agreeing.CUSTOMER_ONLY
        silent = left_out[not provider]
    elif abs(provider - customer) <= tolerance:
        kind = Agreeing.AGREED
    else:
        kind = Agreeing.LENGTHS_DIFFER
    told = [name for name, spans in silent.items() if not spans.clip(span).is_empty()]
    return ReconciliationRow(
        start=span.start,
        end=span.start + span.duration,
        kind=kind,
        provider=provider,
        customer=customer,
        left_out=", ".join(sorted(told)),
    )


_TOLD: Final = {
    Agreeing.LENGTHS_DIFFER: ("outage-lengths-differ", "both sides count a stretch differently"),
    Agreeing.PROVIDER_ONLY: ("outage-provider-only", "the customer does not count a stretch"),
    Agreeing.CUSTOMER_ONLY: ("outage-customer-only", "the provider does not count a stretch"),
}


def _row_findings(rows: Iterable[ReconciliationRow]) -> Iterable[Finding]:
    for index, row in enumerate(rows):
        if row.kind is not Agreeing.AGREED:
            code, message = _TOLD[row.kind]
            yield Finding(
                code=code,
                message=message,
                pointer=f"/rows/{index}",
                value=_row_text(row),
            )


def _row_text(row: ReconciliationRow) -> str:
    told = f", told as {row.left_out}" if row.left_out else ""
    return f"provider {duration_text(row.provider)}, customer {duration_text(row.customer)}{told}"


def _result_findings(ours: Evaluation, theirs: Evaluation) -> Iterable[Finding]:
    """Yield where two judgements as a whole differ, most telling first."""
    compared = (
        ("verdicts-differ", "the sides come to different verdicts", _verdict),
        ("values-differ", "the sides come to different values", _value),
        ("subjects-differ", "the sides measured different things", _subject),
        ("periods-differ", "the sides looked at different times", _period),
        ("bases-differ", "the sides measured over different bases", _whole),
        ("objectives-differ", "the sides know different promises", _objective),
        ("exclusions-differ", "the sides left out different times", _exclusions),
        ("policies-differ", "the sides made different choices", _policies),
    )
    for code, message, tell in compared:
        mine, yours = tell(ours), tell(theirs)
        if mine != yours:
            yield Finding(code=code, message=message, value=f"provider {mine}, customer {yours}")


def _verdict(side: Evaluation) -> str:
    return side.verdict.value


def _value(side: Evaluation) -> str:
    return str(side.value)


def _subject(side: Evaluation) -> str:
    return f"{side.measure} of {side.subject}"


def _period(side: Evaluation) -> str:
    return str(side.period)


def _whole(side: Evaluation) -> str:
    return "none" if side.whole is None else value_text(side.whole)


def _objective(side: Evaluation) -> str:
    return str(side.objective)


def _exclusions(side: Evaluation) -> str:
    return ", ".join(map(str, side.exclusions)) or "nothing"


def _policies(side: Evaluation) -> str:
    return ", ".join(f"{name} {choice}" for name, choice in sorted(side.policies)) or "none"
