"""When so many breaches in so many months end a contract."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from svcmgmt.calendars import PeriodKind, ReportingPeriod
from svcmgmt.errors import InvalidValue
from svcmgmt.sla.credits._arguments import whole
from svcmgmt.values._kinds import all_of_kind

__all__ = ["TerminationRight"]

_MOST = 1_200


def _check_breaches(_right: object, _attribute: object, value: int) -> None:
    whole("breaches", value, least=1, most=_MOST)


def _check_months(_right: object, _attribute: object, value: int) -> None:
    whole("months", value, least=1, most=_MOST)


@frozen(kw_only=True)
class TerminationRight:
    """The right to end a contract after so many breached months within so many months.

    A month counts once, however often it was breached. Source: rule R5.9.

    Raises:
        InvalidType: numbers of another kind.
        InvalidValue: numbers outside 1 to 1200, or more breaches than months.

    Examples:
        >>> right = TerminationRight(breaches=3, months=6)
        >>> january = ReportingPeriod.around("2026-01-01", PeriodKind.MONTH, zone="UTC")
        >>> march, june = january.next().next(), january.next().next().next().next().next()
        >>> [month.label for month in right.given_by([june, january, march])]
        ['2026-01', '2026-03', '2026-06']
    """

    breaches: int = field(validator=_check_breaches)
    """How many months must be breached."""

    months: int = field(validator=_check_months)
    """Within how many months in a row."""

    def __attrs_post_init__(self) -> None:
        if self.breaches > self.months:
            raise InvalidValue("breaches", self.breaches, f"at most {self.months}, the months")

    def given_by(self, breached: Iterable[ReportingPeriod]) -> tuple[ReportingPeriod, ...]:
        """Return the breached months that first gave the right, oldest first; empty if none did.

        Args:
            breached: the months in which the service level was missed, in any order.

        Raises:
            InvalidType: something else than a period.
            InvalidValue: a period that is no month.
        """
        by_number: dict[int, ReportingPeriod] = {}
        for period in all_of_kind("breached", breached, ReportingPeriod):
            if period.kind is not PeriodKind.MONTH:
                raise InvalidValue("breached", period.label, "a month")
            by_number[period.first.year * 12 + period.first.month] = period
        numbers = sorted(by_number)
        for index, first in enumerate(numbers[: len(numbers) - self.breaches + 1]):
            window = numbers[index : index + self.breaches]
            if window[-1] - first < self.months:
                return tuple(by_number[number] for number in window)
        return ()

    def __str__(self) -> str:
        return f"after {self.breaches} breached months within {self.months}"
