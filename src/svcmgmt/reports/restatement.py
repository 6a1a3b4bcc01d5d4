"""A report made again: which numbers changed, and which facts or terms changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import field, frozen

from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidValue
from svcmgmt.reports._causes import Cause, CauseKind, causes_between, with_kind_of
from svcmgmt.reports._concerns import Concerns
from svcmgmt.reports._numbers import Number, NumberKey, numbers_of
from svcmgmt.reports._page_html import page_html
from svcmgmt.reports._page_markdown import page_markdown
from svcmgmt.reports._restatement_sections import restatement_page
from svcmgmt.reports.report import ServiceLevelReport, report_of
from svcmgmt.reports.trends import Difference, difference, difference_text
from svcmgmt.sla.objectives import value_text
from svcmgmt.values import Money, NoData
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["RestatedNumber", "Restatement", "restatement"]

METHOD: Final = (
    "each kind of input that differs was put alone into the earlier report, and taken alone out of "
    "the later one; a number is traced to the kinds with which it moved, and of these to the "
    "inputs that concern it"
)

_MOST_NAMED: Final = 5
"""So many causes stand in a cell of a table."""

_MOST_LISTED: Final = 10
"""So many causes of one kind are listed in a text; all of them stand in the restatement."""

_NOT_THERE: Final = NoData("not in the report")


def _causes(values: Iterable[Cause]) -> tuple[Cause, ...]:
    return all_of_kind("causes", values, Cause)


@frozen(kw_only=True)
class RestatedNumber:
    """One number that differs between two reports, and what made it differ. Made by `restatement`.

    Examples:
        >>> from svcmgmt.values import Ratio
        >>> late = Cause(kind=CauseKind.OUTAGE, name="o-7", how="added", scope="vpn")
        >>> print(RestatedNumber(objective="uptime", subject="vpn", period="2026-10",
        ...                      name="value", before=Ratio(1, 1), after=Ratio(9, 10),
        ...                      causes=[late]))
        uptime of vpn, 2026-10, value: 100 % to 90 %
    """

    objective: str = field(validator=of_kind(str))
    """Identifier of the objective, or of what is credited; empty for the whole report."""

    subject: str = field(validator=of_kind(str))
    """Of what it was judged; empty for the whole report."""

    period: str = field(validator=of_kind(str))
    """Name of the period, and of the version where that holds for a part of it."""

    name: str = field(validator=of_kind(str))
    """Which number: `value`, `verdict`, `target`, a part, a count, `credit`, `credits`."""

    before: Number
    """What the earlier report says; no data also where it does not have the number."""

    after: Number
    """What the later report says."""

    causes: tuple[Cause, ...] = field(default=(), converter=_causes)
    """What made it differ; none where nothing that differs explains it."""

    is_joint: bool = field(default=False, validator=of_kind(bool))
    """Whether several kinds of causes moved it, or only all of them together."""

    @property
    def is_traced(self) -> bool:
        """Whether something that differs between the inputs explains it."""
        return bool(self.causes)

    @property
    def difference(self) -> Difference | Money | NoData:
        """How far the later number is from the earlier one; shares in percentage points."""
        one, other = self.before, self.after
        if isinstance(one, Money) and isinstance(other, Money) and one.currency == other.currency:
            return other - one
        if isinstance(one, str | Money) or isinstance(other, str | Money):
            return NoData("no numbers of one kind")
        return difference(one, other)

    def as_dict(self) -> dict[str, str]:
        """Return the number for a table: every cell as text."""
        named = [f"{each.kind.value} {each.name}".strip() for each in self.causes]
        more = len(named) - _MOST_NAMED
        causes = "; ".join(named[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return {
            "objective": self.objective,
            "subject": self.subject,
            "period": self.period,
            "number": self.name,
            "before": _text(self.before),
            "after": _text(self.after),
            "difference": _difference_text(self.difference),
            "causes": causes or "not traced",
            "joint": "yes" if self.is_joint else "no",
        }

    def __str__(self) -> str:
        whose = f"{self.objective} of {self.subject}, " if self.objective else ""
        step = f"{_text(self.before)} to {_text(self.after)}"
        return f"{whose}{self.period}, {self.name}: {step}"


def _text(number: Number) -> str:
    return str(number) if isinstance(number, str | Money) else value_text(number)


def _difference_text(value: Difference | Money | NoData) -> str:
    if not isinstance(value, Money):
        return difference_text(value)
    return f"{'+' if value.amount > 0 else ''}{value}"


@frozen(kw_only=True, repr=False)
class Restatement:
    """Two reports of one period, compared: every number that changed, and why.

    What changed without a cause that can be named is told as such in `untraced`, never left out.
    Made by `restatement`. Source: rules R0.7 and R1.9.
    """

    before: ServiceLevelReport = field(validator=of_kind(ServiceLevelReport))
    """The earlier report."""

    after: ServiceLevelReport = field(validator=of_kind(ServiceLevelReport))
    """The later one."""

    causes: tuple[Cause, ...] = field(default=(), converter=_causes)
    """Everything that differs between their inputs, whether or not it moved a number."""

    numbers: tuple[RestatedNumber, ...] = ()
    """Every number that differs, in the order of the later report."""

    method: str = METHOD
    """How numbers were traced to causes."""

    @property
    def is_unchanged(self) -> bool:
        """Whether every number stayed as it was."""
        return not self.numbers

    @property
    def untraced(self) -> tuple[RestatedNumber, ...]:
        """Numbers that changed although nothing that differs between the inputs explains it."""
        return tuple(each for each in self.numbers if not each.is_traced)

    @property
    def without_effect(self) -> tuple[Cause, ...]:
        """Inputs that differ and moved no number."""
        moved = {id(cause) for number in self.numbers for cause in number.causes}
        return tuple(cause for cause in self.causes if id(cause) not in moved)

    def as_rows(self) -> list[dict[str, str]]:
        """Return one dict for each number that changed, for a table or a frame."""
        return [each.as_dict() for each in self.numbers]

    def explain(self) -> str:
        """Return every change and its causes as text for a person."""
        lines = [str(self), f"before: {self.before.inputs}", f"after: {self.after.inputs}"]
        if self.causes:
            lines += ["", "what differs:", *_cause_lines(self.causes)]
        rows = self.as_rows()
        if rows:
            shown = [list(row.values()) for row in rows]
            lines += ["", text_table(tuple(rows[0]), shown), "", f"method: {self.method}"]
        if self.causes and self.without_effect:
            lines += ["", "moved no number:", *_cause_lines(self.without_effect)]
        if self.untraced:
            lines += ["", "not traced to any cause:", *(f"  {each}" for each in self.untraced)]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        page = restatement_page(self)
        return {
            "text/plain": self.explain(),
            "text/markdown": page_markdown(page),
            "text/html": page_html(page),
        }

    def __str__(self) -> str:
        inputs = self.after.inputs
        what = f"restatement of {inputs.agreement_id}, {inputs.period.label}"
        if self.is_unchanged:
            differ = f"; {len(self.causes)} inputs differ" if self.causes else ""
            return f"{what}: nothing changed{differ}"
        open_ones = f", {len(self.untraced)} of them not traced" if self.untraced else ""
        return f"{what}: {len(self.numbers)} numbers changed{open_ones}"

    def __repr__(self) -> str:
        return f"<Restatement {self}>"


def _cause_lines(causes: Iterable[Cause]) -> Iterator[str]:
    """Yield causes, of each kind the first few, and how many more there are."""
    alike: dict[CauseKind, list[Cause]] = {}
    for cause in causes:
        alike.setdefault(cause.kind, []).append(cause)
    for kind, listed in alike.items():
        yield from (f"  {each}" for each in listed[:_MOST_LISTED])
        if len(listed) > _MOST_LISTED:
            yield f"  {kind.value}: {len(listed) - _MOST_LISTED} more"


def restatement(before: ServiceLevelReport, after: ServiceLevelReport) -> Restatement:
    """Return what changed between two reports of one period, and which inputs changed it.

    Both are made again with one kind of input exchanged at a time, so the work is that of a few
    reports. A number that no exchange explains, such as one that another version of this library
    had measured, is told as not traced.

    Args:
        before: the earlier report.
        after: the later one, of the same agreement and period.

    Raises:
        InvalidType: something else than reports.
        InvalidValue: reports of different agreements or periods.

    Examples:
        >>> from svcmgmt.agreement import Agreement, OutageMeasure, ServiceLevelObjective
        >>> from svcmgmt.calendars import PeriodKind, ReportingPeriod
        >>> from svcmgmt.reports import ServiceFacts, service_level_report
        >>> from svcmgmt.sla.availability import Outage
        >>> from svcmgmt.sla.objectives import at_least
        >>> from svcmgmt.temporal import Interval
        >>> promise = ServiceLevelObjective(id="uptime", measure=OutageMeasure(),
        ...                                 objective=at_least("99.9 %"))
        >>> sla = Agreement(id="SLA-7", services=["vpn"], objectives=[promise], zone="UTC")
        >>> october = ReportingPeriod.around("2026-10-01", PeriodKind.MONTH, zone="UTC")
        >>> end = october.next().interval.start
        >>> night = Interval.parse("2026-10-05T01:00:00Z/PT93M")
        >>> late = ServiceFacts.of(outages=[Outage(id="o-7", during=night, scope="vpn")])
        >>> first = service_level_report(ServiceFacts(), sla, october, as_of=end)
        >>> again = restatement(first, service_level_report(late, sla, october, as_of=end))
        >>> for number in again.numbers[:2]:
        ...     print(number, "because", *number.causes)
        uptime of vpn, 2026-10, value: 100 % to ≈ 99.7917 % because outage o-7 of vpn added
        uptime of vpn, 2026-10, verdict: met to violated because outage o-7 of vpn added
    """
    check_kind("before", before, ServiceLevelReport)
    check_kind("after", after, ServiceLevelReport)
    old, new = before.inputs, after.inputs
    if old.agreement_id != new.agreement_id:
        raise InvalidValue("after", new.agreement_id, f"{old.agreement_id}, as the earlier report")
    if old.period != new.period:
        allowed = f"{old.period.label} in {old.period.zone.key}, as the earlier report"
        raise InvalidValue("after", f"{new.period.label} in {new.period.zone.key}", allowed)
    causes = causes_between(old, new)
    return Restatement(
        before=before, after=after, causes=causes, numbers=tuple(_numbers(before, after, causes))
    )


def _numbers(
    before: ServiceLevelReport, after: ServiceLevelReport, causes: tuple[Cause, ...]
) -> Iterator[RestatedNumber]:
    """Yield the numbers that differ, each with its causes."""
    old, new = numbers_of(before), numbers_of(after)
    changed = [
        key for key in {**new, **old} if old.get(key, _NOT_THERE) != new.get(key, _NOT_THERE)
    ]
    if not changed:
        return
    moved = _moved(before, after, changed, [kind for kind in CauseKind if _has(causes, kind)])
    concerns = Concerns(before, after, causes)
    for key in changed:
        kinds = moved[key]
        yield RestatedNumber(
            objective=key.objective,
            subject=key.subject,
            period=key.period,
            name=key.name,
            before=old.get(key, _NOT_THERE),
            after=new.get(key, _NOT_THERE),
            causes=concerns.of(key, kinds),
            is_joint=len(kinds) > 1,
        )


def _has(causes: Iterable[Cause], kind: CauseKind) -> bool:
    return any(cause.kind is kind for cause in causes)


def _moved(
    before: ServiceLevelReport,
    after: ServiceLevelReport,
    changed: list[NumberKey],
    kinds: list[CauseKind],
) -> Mapping[NumberKey, tuple[CauseKind, ...]]:
    """Return with which kinds of inputs each number moves; none for one that nothing moves."""
    first, last = numbers_of(report_of(before.inputs)), numbers_of(report_of(after.inputs))
    moves: dict[NumberKey, list[CauseKind]] = {key: [] for key in changed}
    if len(kinds) == 1:
        alone, without = [last], [first]
    else:
        swaps = [(with_kind_of(before.inputs, kind, after.inputs), kind) for kind in kinds]
        alone = [numbers_of(report_of(inputs)) for inputs, _ in swaps]
        without = [
            numbers_of(report_of(with_kind_of(after.inputs, kind, before.inputs))) for kind in kinds
        ]
    stored, told = numbers_of(before), numbers_of(after)
    for key in changed:
        if first.get(key) != stored.get(key) or last.get(key) != told.get(key):
            continue  # made again it is another number: the inputs do not explain it
        for kind, put, taken in zip(kinds, alone, without, strict=True):
            if put.get(key) != first.get(key) or taken.get(key) != last.get(key):
                moves[key].append(kind)
        if not moves[key]:
            moves[key] = kinds
    return {key: tuple(found) for key, found in moves.items()}
