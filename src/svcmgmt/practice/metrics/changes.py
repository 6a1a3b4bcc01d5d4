"""How changes go: successes and failures, their models, and how well they keep their windows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

from attrs import evolve, field, frozen

from svcmgmt.lifecycle import StateCategory
from svcmgmt.practice._fields import a_count
from svcmgmt.practice.change import Change, is_authorized
from svcmgmt.practice.change_states import ChangeModel, ChangeOutcome, ChangeState
from svcmgmt.practice.metrics.rates import check_parts
from svcmgmt.practice.metrics.times import mean_of
from svcmgmt.values import NoData, Ratio
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = [
    "ChangeRates",
    "FailureRule",
    "ScheduleVariance",
    "WindowSlip",
    "change_rates",
    "schedule_variance",
]


class FailureRule(Enum):
    """Which changes count as failed; each counts once, whatever went wrong (rule R1.18).

    Examples:
        >>> FailureRule("any")
        <FailureRule.ANY: 'any'>
    """

    ANY = "any"  # not successful, backed out, or the cause of an incident
    OUTCOME = "outcome"  # not successful or backed out; incidents are counted beside


@frozen(kw_only=True)
class ChangeRates:
    """Changes that are over, by model and by how they went.

    Cancelled changes were not made and do not count. Source: rule R1.18.

    Raises:
        InvalidType: a count that is no int.
        InvalidValue: a negative count, or more of a part than of its whole.

    Examples:
        >>> rates = ChangeRates(normal=40, standard=150, emergency=10, failed=8, backed_out=5,
        ...                     caused_incident=4)
        >>> print(rates.success_rate, "|", rates.standard_share)
        96 % (192 of 200) | 75 % (150 of 200)
    """

    normal: int = field(default=0, validator=a_count)
    """Closed normal changes."""

    standard: int = field(default=0, validator=a_count)
    """Closed standard changes."""

    emergency: int = field(default=0, validator=a_count)
    """Closed emergency changes."""

    failed: int = field(default=0, validator=a_count)
    """Those that failed, by the rule."""

    backed_out: int = field(default=0, validator=a_count)
    """Those that were backed out."""

    caused_incident: int = field(default=0, validator=a_count)
    """Those that caused an incident or more."""

    unauthorized: int = field(default=0, validator=a_count)
    """Those that were made without the approvals that their model needs."""

    untold: int = field(default=0, validator=a_count)
    """Those of which nobody told the outcome; they do not count in shares of success."""

    cancelled: int = field(default=0, validator=a_count)
    """Changes that were cancelled; they count nowhere else."""

    rule: FailureRule = field(default=FailureRule.ANY, validator=of_kind(FailureRule))
    """Which of them count as failed."""

    def __attrs_post_init__(self) -> None:
        check_parts(self, untold="total", caused_incident="total", unauthorized="total")
        check_parts(self, failed="told", backed_out="failed")

    @property
    def total(self) -> int:
        """All that were closed."""
        return self.normal + self.standard + self.emergency

    @property
    def told(self) -> int:
        """Those of which it is known how they went."""
        return self.total - self.untold

    @property
    def failure_rate(self) -> Ratio | NoData:
        """Share that failed, of those whose outcome is known."""
        return Ratio.of(self.failed, self.told, reason="no outcome is known")

    @property
    def success_rate(self) -> Ratio | NoData:
        """Share that did not fail, of those whose outcome is known."""
        failure = self.failure_rate
        return failure if isinstance(failure, NoData) else failure.complement

    @property
    def back_out_rate(self) -> Ratio | NoData:
        """Share that was backed out, of those whose outcome is known."""
        return Ratio.of(self.backed_out, self.told, reason="no outcome is known")

    @property
    def emergency_share(self) -> Ratio | NoData:
        """Share of emergency changes."""
        return Ratio.of(self.emergency, self.total, reason="no change was closed")

    @property
    def standard_share(self) -> Ratio | NoData:
        """Share of standard changes."""
        return Ratio.of(self.standard, self.total, reason="no change was closed")

    @property
    def unauthorized_share(self) -> Ratio | NoData:
        """Share of changes without the approvals that they needed."""
        return Ratio.of(self.unauthorized, self.total, reason="no change was closed")

    @property
    def incident_share(self) -> Ratio | NoData:
        """Share of changes that caused an incident or more."""
        return Ratio.of(self.caused_incident, self.total, reason="no change was closed")


def change_rates(changes: Iterable[Change], *, rule: FailureRule = FailureRule.ANY) -> ChangeRates:
    """Return how changes went.

    Args:
        changes: in any order, each once; those that are not over do not count.
        rule: which of them count as failed.

    Raises:
        InvalidType: something that is no change, or no rule.

    Examples:
        >>> change_rates([]).success_rate
        NoData(reason='no outcome is known')
    """
    check_kind("rule", rule, FailureRule)
    listed = all_of_kind("changes", changes, Change)
    closed = [each for each in listed if _is_in(each, StateCategory.DONE)]
    models = [each.model for each in closed]
    return ChangeRates(
        normal=models.count(ChangeModel.NORMAL),
        standard=models.count(ChangeModel.STANDARD),
        emergency=models.count(ChangeModel.EMERGENCY),
        failed=sum(_has_failed(each, rule) for each in closed),
        backed_out=sum(each.outcome is ChangeOutcome.BACKED_OUT for each in closed),
        caused_incident=sum(bool(each.caused) for each in closed),
        unauthorized=sum(_is_unauthorized(each) for each in closed),
        untold=sum(not _is_told(each, rule) for each in closed),
        cancelled=sum(_is_in(each, StateCategory.CANCELLED) for each in listed),
        rule=rule,
    )


def _is_in(change: Change, category: StateCategory) -> bool:
    return change.state is not None and change.state.category is category


def _has_failed(change: Change, rule: FailureRule) -> bool:
    did_harm = rule is FailureRule.ANY and bool(change.caused)
    return did_harm or change.outcome in {ChangeOutcome.FAILED, ChangeOutcome.BACKED_OUT}


def _is_told(change: Change, rule: FailureRule) -> bool:
    return change.outcome is not None or _has_failed(change, rule)


def _is_unauthorized(change: Change) -> bool:
    """Return whether a change was made without the approvals that it needed by then."""
    if change.model is ChangeModel.STANDARD:
        return False
    begun = [fact.at for fact in change.history if fact.to_state is ChangeState.IMPLEMENT]
    if not begun:
        return False
    by_then = tuple(each for each in change.approvals if each.at <= begun[0])
    return not is_authorized(evolve(change, approvals=by_then))


@frozen(kw_only=True)
class WindowSlip:
    """How one change kept its window.

    Examples:
        >>> slip = WindowSlip(change="CHG-1", start=timedelta(minutes=10),
        ...                   length=timedelta(minutes=-5))
        >>> print(slip.end)
        0:05:00
    """

    change: str
    """Its id."""

    start: timedelta
    """How much later than planned it began; negative for sooner."""

    length: timedelta
    """How much longer than planned it took; negative for shorter."""

    @property
    def end(self) -> timedelta:
        """How much later than planned it ended; negative for sooner."""
        return self.start + self.length


@frozen(kw_only=True)
class ScheduleVariance:
    """How changes kept their windows: planned and actual start and length.

    Examples:
        >>> print(ScheduleVariance(missing=("CHG-1",)).mean_start)
        no change has both windows
    """

    slips: tuple[WindowSlip, ...] = ()
    """How each change kept its window."""

    missing: tuple[str, ...] = ()
    """Ids of changes of which a planned or an actual window is not known whole."""

    @property
    def mean_start(self) -> timedelta | NoData:
        """How much later than planned they began in the mean."""
        return mean_of((each.start for each in self.slips), reason="no change has both windows")

    @property
    def mean_length(self) -> timedelta | NoData:
        """How much longer than planned they took in the mean."""
        return mean_of((each.length for each in self.slips), reason="no change has both windows")

    @property
    def overran(self) -> tuple[str, ...]:
        """Ids of the changes that ended after their planned end."""
        return tuple(each.change for each in self.slips if each.end > timedelta(0))


def schedule_variance(changes: Iterable[Change]) -> ScheduleVariance:
    """Return how changes kept their windows (rule R1.18).

    Args:
        changes: in any order, each once.

    Raises:
        InvalidType: something that is no change.

    Examples:
        >>> schedule_variance([]).mean_start
        NoData(reason='no change has both windows')
    """
    slips: list[WindowSlip] = []
    missing: list[str] = []
    for change in all_of_kind("changes", changes, Change):
        planned, actual = change.planned, change.actual
        if planned is None or actual is None or planned.end is None or actual.end is None:
            missing.append(change.id)
            continue
        start, length = actual.start - planned.start, actual.duration - planned.duration
        slips.append(WindowSlip(change=change.id, start=start, length=length))
    return ScheduleVariance(slips=tuple(slips), missing=tuple(missing))
