"""What an indicator says of one window: the share, and every slice accounted for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from fractions import Fraction

from attrs import field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.sla._measurements import amounts_of
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.evaluation import Evaluation, Evidence, Part
from svcmgmt.sla.indicators.indicator import Indicator
from svcmgmt.sla.indicators.policies import BudgetingMethod, PartialSlice, SliceKind
from svcmgmt.sla.objectives import Objective, value_text
from svcmgmt.temporal import Interval
from svcmgmt.temporal._text import duration_text, local_text
from svcmgmt.values import Finding, NoData, Ratio
from svcmgmt.values._exact import number_text
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["IndicatorReading"]


@frozen(kw_only=True, repr=False)
class IndicatorReading:
    """An indicator over a window: `value` is the share, `slices` tell where it comes from.

    Made by `IndicatorSeries`. The kinds of slices add up to the slices of the measured time.
    Source: rules R0.7 and R4.2.
    """

    indicator: Indicator = field(validator=of_kind(Indicator))
    """What was measured, and how."""

    window: Interval = field(validator=of_kind(Interval))
    """The time that was asked for."""

    measured: Interval = field(validator=of_kind(Interval))
    """The part of it that is over: whole slices."""

    slice: timedelta = field(validator=of_kind(timedelta))
    """Length of a slice."""

    slices: tuple[tuple[SliceKind, int], ...]
    """Slices of the measured time by kind; kinds without a slice are not there."""

    planned: int = field(validator=of_kind(int))
    """Slices of the whole window that are not excluded."""

    bad: Fraction = field(validator=of_kind(Fraction))
    """Bad units: events, or slices."""

    base: Fraction = field(validator=of_kind(Fraction))
    """All units that count."""

    undetermined: int = field(default=0, validator=of_kind(int))
    """Slices that nobody knows anything of, if that leaves the value undetermined."""

    good_events: Fraction = Fraction(0)
    """Good events of the slices that are not excluded."""

    total_events: Fraction = Fraction(0)
    """All events of these slices."""

    unit: str = "events"
    """What the events are."""

    partial: PartialSlice = PartialSlice.EXCLUDED
    """Whether a slice that was running at the end of the measured time counts."""

    counting: tuple[tuple[str, str], ...] = ()
    """The choices that were made when facts were counted, by name."""

    is_approximate: bool = False
    """Whether a mean of shares was rounded to 24 decimals, for want of a common denominator."""

    findings: tuple[Finding, ...] = ()
    """What was unusual about the facts."""

    @property
    def value(self) -> Ratio | NoData:
        """The share of good units; no data if a slice is undetermined, or none counts."""
        if self.undetermined:
            return NoData(f"{self.undetermined} of {self.count()} slices are undetermined")
        if not self.base and self.indicator.empty is EmptyBase.FULL:
            return Ratio(1, 1)
        return Ratio.of(
            self.base - self.bad, self.base, reason=f"no {self.base_unit} to measure by"
        )

    @property
    def error_rate(self) -> Fraction | NoData:
        """The share of bad units, exact."""
        share = self.value
        return share if isinstance(share, NoData) else 1 - share.value

    @property
    def base_unit(self) -> str:
        """What the units are: events, or slices."""
        by_events = self.indicator.method is BudgetingMethod.OCCURRENCES
        return self.unit if by_events else "slices"

    def count(self, kind: SliceKind | None = None) -> int:
        """Return how many slices of the measured time are of a kind, or how many there are.

        Raises:
            InvalidType: something else than a kind.
        """
        if kind is None:
            return sum(number for _, number in self.slices)
        check_kind("kind", kind, SliceKind)
        return dict(self.slices).get(kind, 0)

    @property
    def missing_share(self) -> Fraction | NoData:
        """Share of the slices that are not excluded of which nothing is known."""
        looked_at = self.count() - self.count(SliceKind.EXCLUDED)
        if not looked_at:
            return NoData("no slice to measure by")
        return Fraction(self.count(SliceKind.MISSING), looked_at)

    def judge(
        self, objective: Objective, *, subject: str, evidence: tuple[Evidence, ...] = ()
    ) -> Evaluation:
        """Return the verdict on the share, with all that is behind it.

        Args:
            objective: what was promised: a share.
            subject: whose indicator it is.
            evidence: the stretches of time behind it.

        Raises:
            InvalidType: an objective of something else than a share.
        """
        check_kind("objective", objective, Objective)
        if not isinstance(objective.target, Ratio):
            raise InvalidType("objective", objective.target, "a promised share")
        units = (self.base, self.base - self.bad, self.bad)
        whole, good, bad = amounts_of(units, self.base_unit)
        excluded = self.count(SliceKind.EXCLUDED)
        return Evaluation(
            subject=subject,
            measure=self.indicator.name,
            value=self.value,
            objective=objective,
            period=self.measured,
            whole=whole,
            breakdown=[Part("good", good), Part("bad", bad)],
            counts=[(f"{kind.value} slices", number) for kind, number in self.slices],
            exclusions=[Part("excluded slices", excluded * self.slice)] if excluded else [],
            policies=self.policies,
            evidence=evidence,
            findings=self.findings,
        )

    @property
    def policies(self) -> tuple[tuple[str, str], ...]:
        """The choices that were made, by name."""
        rounded = [("mean", "rounded to 24 decimals")] if self.is_approximate else []
        return (
            *self.counting,
            ("slice", duration_text(self.slice)),
            *self.indicator.policies,
            ("running slice", self.partial.value),
            *rounded,
        )

    def explain(self, zone: tzinfo = UTC) -> str:
        """Return the share and where it comes from as text for a person.

        Args:
            zone: in which times are shown.
        """
        lines = [str(self), f"measured: {_span(self.measured, zone)}"]
        if self.measured != self.window:
            lines.append(f"window: {_span(self.window, zone)}, {self.planned} slices that count")
        told = ", ".join(f"{number} {kind.value}" for kind, number in self.slices)
        lines.append(f"slices: {self.count()} of {duration_text(self.slice)}: {told or 'none'}")
        events = f"{number_text(self.good_events)} of {number_text(self.total_events)} good"
        lines.append(f"{self.unit}: {events}")
        lines.append("policies: " + ", ".join(f"{name} {choice}" for name, choice in self.policies))
        lines += [f"finding: {finding}" for finding in self.findings]
        return "\n".join(lines)

    def as_rows(self) -> list[dict[str, str | int]]:
        """Return one dict for each kind of slice, for a table or a frame."""
        microsecond = timedelta(microseconds=1)
        return [
            {
                "kind": kind.value,
                "slices": number,
                "duration_us": number * self.slice // microsecond,
            }
            for kind, number in self.slices
        ]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.explain()}

    def __str__(self) -> str:
        value = self.value
        base = "" if isinstance(value, NoData) else f" of {number_text(self.base)} {self.base_unit}"
        return f"{self.indicator.name}: {value_text(value)}{base}"

    def __repr__(self) -> str:
        return f"<IndicatorReading {self}>"


def _span(span: Interval, zone: tzinfo) -> str:
    end: datetime = span.start + span.duration
    return f"{local_text(span.start, zone)} to {local_text(end, zone)}"
