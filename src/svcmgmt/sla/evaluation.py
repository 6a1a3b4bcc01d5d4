"""The one shape of every judgement: a verdict with all that is needed to check it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo

from attrs import Factory, field, frozen
from attrs.validators import optional

from svcmgmt.drawing import text_table
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.objectives import Objective, Value, Verdict, check_value, value_text
from svcmgmt.temporal import EndBeforeStart, Interval, format_instant, instant
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import Finding, NoData
from svcmgmt.values._kinds import all_of_kind, of_kind
from svcmgmt.values._lists import paired

__all__ = ["Evaluation", "Evidence", "Part"]


def _start(value: datetime) -> datetime:
    return instant(value, "start")


def _end(value: datetime) -> datetime:
    return instant(value, "end")


@frozen
class Part:
    """One named part of a whole; the parts of a breakdown add up to it.

    Raises:
        InvalidType: an amount that is no value.

    Examples:
        >>> print(Part("planned maintenance", timedelta(hours=2)))
        planned maintenance 2:00:00
    """

    name: str = field(validator=of_kind(str))
    """What it is, such as `counted` or `planned maintenance`."""

    amount: Value = field(validator=check_value)
    """How much of the whole, in its unit."""

    def __str__(self) -> str:
        return f"{self.name} {value_text(self.amount)}"


@frozen(kw_only=True)
class Evidence:
    """One stretch of time behind a judgement: what it was, and how much of it counted.

    Raises:
        NaiveDatetime: an instant without a zone.
        EndBeforeStart: `end` before `start`.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> row = Evidence(start=at("2026-10-26T08:00:00Z"), end=at("2026-10-26T09:00:00Z"),
        ...                kind="counted", counted=timedelta(hours=1), cause="outage o-7")
        >>> row.duration == row.counted
        True
    """

    start: datetime = field(converter=_start)
    """Its first instant, in UTC."""

    end: datetime = field(converter=_end)
    """First instant after, in UTC."""

    kind: str = field(validator=of_kind(str))
    """What it was, such as `counted`, `planned maintenance` or `outside service time`."""

    counted: timedelta = field(validator=of_kind(timedelta))
    """How much of it counted, weights included."""

    cause: str = ""
    """The facts behind it, by name."""

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise EndBeforeStart("end", self.end, f"{format_instant(self.start)} or later")

    @property
    def duration(self) -> timedelta:
        """Real time from start to end."""
        return self.end - self.start

    def as_dict(self) -> dict[str, str | int]:
        """Return the row for a table: RFC 3339 instants, durations in microseconds."""
        microsecond = timedelta(microseconds=1)
        return {
            "start": format_instant(self.start),
            "end": format_instant(self.end),
            "kind": self.kind,
            "duration_us": self.duration // microsecond,
            "counted_us": self.counted // microsecond,
            "cause": self.cause,
        }


def _parts(values: Iterable[Part]) -> tuple[Part, ...]:
    return all_of_kind("parts", values, Part)


def _rows(values: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return all_of_kind("evidence", values, Evidence)


def _findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return all_of_kind("findings", values, Finding)


def _counts(values: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return paired(values, "counts", "pairs of a name and a count")


def _choices(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return paired(values, "policies", "pairs of a name and a choice")


def _judged(evaluation: Evaluation) -> Verdict:
    if not isinstance(evaluation.objective, Objective):  # none, or refused a moment later
        return Verdict.UNDEFINED
    return evaluation.objective.judge(evaluation.value)


@frozen(kw_only=True, repr=False)
class Evaluation:
    """What was measured, what was promised, the verdict, and why.

    Every judgement of the engine has this shape, so one report shows them all. The parts of its
    breakdown add up to the whole; `explain` tells it to a person, `as_rows` to a table.
    Source: rule R0.7.

    Raises:
        InvalidType: something else than values, parts and evidence.
        InvalidValue: a verdict that does not follow from value and objective, or a breakdown that
            does not add up to the whole.

    Examples:
        >>> from svcmgmt.sla.objectives import at_least
        >>> from svcmgmt.values import Ratio
        >>> promise = at_least("99.5 %")
        >>> measured = Ratio(719, 720)
        >>> result = Evaluation(
        ...     subject="vpn", measure="availability", value=measured, objective=promise,
        ...     whole=timedelta(hours=720),
        ...     breakdown=[Part("up", timedelta(hours=719)), Part("down", timedelta(hours=1))])
        >>> print(result)
        availability of vpn: met, ≈ 99.8611 %, promised at least 99.5 %
    """

    subject: str
    """What was judged: a service, a queue, an agreement."""

    measure: str
    """What was measured of it, such as `availability`."""

    value: Value | NoData = field(validator=check_value)
    """The measured value, exact; with a share its counts."""

    objective: Objective | None = field(default=None, validator=of_kind(Objective, None))
    """What was promised; None for a measurement that nothing was promised for."""

    verdict: Verdict = field(default=Factory(_judged, takes_self=True), validator=of_kind(Verdict))
    """What the value means for the objective; undefined also where too little was measured."""

    period: Interval | None = None
    """The time that was looked at."""

    whole: Value | NoData | None = field(default=None, validator=optional(check_value))
    """The base of the value: agreed time, all tickets."""

    counts: tuple[tuple[str, int], ...] = field(default=(), converter=_counts)
    """Observations by name."""

    breakdown: tuple[Part, ...] = field(default=(), converter=_parts)
    """Parts that add up to the whole."""

    exclusions: tuple[Part, ...] = field(default=(), converter=_parts)
    """What was left out by agreement, with its length."""

    policies: tuple[tuple[str, str], ...] = field(default=(), converter=_choices)
    """The contested choices that were made, by name."""

    evidence: tuple[Evidence, ...] = field(default=(), converter=_rows)
    """The stretches of time behind the value, in order."""

    findings: tuple[Finding, ...] = field(default=(), converter=_findings)
    """What was unusual about the facts."""

    def __attrs_post_init__(self) -> None:
        judged = self.objective is not None and self.verdict is not Verdict.UNDEFINED
        if judged and self.verdict is not _judged(self):
            told = f"{_judged(self).value}, as the objective says, or undefined"
            raise InvalidValue("verdict", self.verdict.value, told)
        for kind in (timedelta, int):
            if self.breakdown and isinstance(self.whole, kind):
                amounts = [part.amount for part in self.breakdown if isinstance(part.amount, kind)]
                if len(amounts) < len(self.breakdown) or sum(amounts, kind()) != self.whole:
                    parts = ", ".join(map(str, self.breakdown))
                    allowed = f"parts of {value_text(self.whole)} in all"
                    raise InvalidValue("breakdown", parts, allowed)

    def as_rows(self) -> list[dict[str, str | int]]:
        """Return the evidence as a list of dicts, for a table or a frame."""
        return [row.as_dict() for row in self.evidence]

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return the verdict and all that is behind it as text for a person.

        Args:
            zone: in which times are shown.
        """
        lines = [str(self)]
        if self.period is not None:
            end = "" if self.period.end is None else local_text(self.period.end, zone)
            lines.append(f"period: {local_text(self.period.start, zone)} to {end}".rstrip())
        if self.whole is not None:
            lines.append(f"of: {value_text(self.whole)}")
        for name, parts in (("parts", self.breakdown), ("left out", self.exclusions)):
            if parts:
                lines.append(f"{name}: {', '.join(map(str, parts))}")
        if self.counts:
            lines.append(f"counts: {', '.join(f'{name} {count}' for name, count in self.counts)}")
        if self.evidence:
            lines.append(_evidence_text(self.evidence, zone))
        if self.policies:
            named = ", ".join(f"{name} {choice}" for name, choice in self.policies)
            lines.append(f"policies: {named}")
        lines += [f"finding: {finding}" for finding in self.findings]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        promised = "" if self.objective is None else f", promised {self.objective}"
        is_bare = self.objective is None and self.verdict is Verdict.UNDEFINED
        judged = "" if is_bare else f"{self.verdict.value}, "
        return f"{self.measure} of {self.subject}: {judged}{value_text(self.value)}{promised}"

    def __repr__(self) -> str:
        return f"<Evaluation {self}>"


def _evidence_text(rows: tuple[Evidence, ...], zone: tzinfo) -> str:
    cells = [
        (
            local_text(row.start, zone),
            local_text(row.end, zone),
            row.kind,
            duration_text(row.duration),
            duration_text(row.counted),
            row.cause,
        )
        for row in rows
    ]
    return text_table(["from", "to", "what", "duration", "counted", "because"], cells)
