"""What comes out when a promise is held against the agreements that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from svcmgmt.agreement._lists import items
from svcmgmt.drawing import markdown_table, text_table
from svcmgmt.sla.objectives import Value, value_text
from svcmgmt.temporal import Interval
from svcmgmt.values import AgreementId, Money, Quantity
from svcmgmt.values._kinds import of_kind
from svcmgmt.values._lists import paired

__all__ = [
    "Amount",
    "Dependence",
    "SupportAspect",
    "SupportCheck",
    "SupportFeasibility",
    "SupportVerdict",
]

Amount: TypeAlias = Value | Money
"""A number of a check: a share, a time, a count, an amount with its unit, money."""


class SupportAspect(Enum):
    """What is looked at, in the order of rule R1.10.

    Examples:
        >>> SupportAspect("validity")
        <SupportAspect.VALIDITY: 'validity'>
    """

    COVERAGE = "coverage in time"  # supporters work whenever the promise holds
    AVAILABILITY = "availability"  # together they are there as often as is promised
    RESTORE_TIME = "restore time"  # one after the other they are fast enough
    MEASUREMENT = "measurement"  # they measure in the same way
    FINANCIAL = "financial back-to-back"  # what is payable can be recovered
    VALIDITY = "validity"  # none of them ends first


class SupportVerdict(Enum):
    """What a check says, worst first.

    Examples:
        >>> SupportVerdict("unknown")
        <SupportVerdict.UNKNOWN: 'unknown'>
    """

    FAIL = "fail"  # what is told cannot carry the promise
    UNKNOWN = "unknown"  # something needed is not told
    PASS = "pass"  # noqa: S105 - a verdict: what is told carries it


class Dependence(Enum):
    """How failures of supporters go together (rule R1.10).

    Examples:
        >>> Dependence("independent")
        <Dependence.INDEPENDENT: 'independent'>
    """

    INDEPENDENT = "independent"  # availabilities multiply
    ANY = "any"  # the worst case, in which no two ever fail together; downtimes add up


def _numbers(values: Iterable[tuple[str, Amount]]) -> tuple[tuple[str, Amount], ...]:
    return paired(values, "numbers", "pairs of a name and a number")


def amount_text(value: Amount) -> str:
    """Return a number for people."""
    return str(value) if isinstance(value, Money | Quantity) else value_text(value)


@frozen(kw_only=True)
class SupportCheck:
    """One thing that was looked at: a verdict, why, and the numbers behind it.

    Examples:
        >>> from datetime import timedelta
        >>> check = SupportCheck(
        ...     aspect=SupportAspect.RESTORE_TIME, subject="restore P1",
        ...     verdict=SupportVerdict.FAIL, reason="too slow",
        ...     numbers=[("promised", timedelta(hours=4)), ("gap", timedelta(minutes=75))])
        >>> print(check)
        restore time of restore P1: fail, too slow (promised 4:00:00, gap 1:15:00)
    """

    aspect: SupportAspect = field(validator=of_kind(SupportAspect))
    """What was looked at."""

    subject: str = field(validator=of_kind(str))
    """Of which objective, hours or supporter."""

    verdict: SupportVerdict = field(validator=of_kind(SupportVerdict))
    """What came out."""

    reason: str = field(default="", validator=of_kind(str))
    """Why."""

    numbers: tuple[tuple[str, Amount], ...] = field(default=(), converter=_numbers)
    """The numbers behind it, by name."""

    def number(self, name: str) -> Amount | None:
        """Return one of the numbers; None if there is none of that name."""
        return dict(self.numbers).get(name)

    def as_dict(self) -> dict[str, str]:
        """Return the check for a table."""
        return {
            "aspect": self.aspect.value,
            "subject": self.subject,
            "verdict": self.verdict.value,
            "reason": self.reason,
            "numbers": ", ".join(f"{name} {amount_text(each)}" for name, each in self.numbers),
        }

    def __str__(self) -> str:
        row = self.as_dict()
        told = f", {self.reason}" if self.reason else ""
        numbers = f" ({row['numbers']})" if row["numbers"] else ""
        return f"{row['aspect']} of {self.subject}: {row['verdict']}{told}{numbers}"


def _checks(values: Iterable[SupportCheck]) -> tuple[SupportCheck, ...]:
    return items("checks", values, SupportCheck)


@frozen(kw_only=True, repr=False)
class SupportFeasibility:
    """Whether supporting agreements can carry a promise; made by `support_feasibility`."""

    agreement: AgreementId
    """Whose promises were looked at."""

    within: Interval
    """Over which time calendars were compared."""

    dependence: Dependence = field(default=Dependence.INDEPENDENT, validator=of_kind(Dependence))
    """How failures of supporters were taken to go together."""

    checks: tuple[SupportCheck, ...] = field(default=(), converter=_checks)
    """Everything that was looked at, in the order of the aspects."""

    @property
    def verdict(self) -> SupportVerdict:
        """The worst of all verdicts; unknown if nothing was looked at."""
        return _worst(self.checks)

    def of(self, aspect: SupportAspect) -> SupportVerdict:
        """Return the worst verdict of an aspect; unknown if nothing of it was looked at."""
        return _worst(self.about(aspect))

    def about(self, aspect: SupportAspect) -> tuple[SupportCheck, ...]:
        """Return the checks of an aspect."""
        return tuple(check for check in self.checks if check.aspect is aspect)

    def as_rows(self) -> list[dict[str, str]]:
        """Return the checks as a list of dicts, for a table or a frame."""
        return [check.as_dict() for check in self.checks]

    def explain(self) -> str:
        """Return every check with its numbers as text for a person."""
        told = f"calendars compared over {self.within}, {self.dependence.value} failures"
        return "\n".join([str(self), told, text_table(_HEADER, self._cells())])

    def _cells(self) -> list[tuple[str, ...]]:
        return [tuple(row.values()) for row in self.as_rows()]

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        table = markdown_table(_HEADER, self._cells())
        return {"text/plain": self.explain(), "text/markdown": f"{self}\n\n{table}"}

    def __str__(self) -> str:
        aspects = ", ".join(f"{aspect.value} {self.of(aspect).value}" for aspect in SupportAspect)
        return f"support of {self.agreement}: {self.verdict.value} ({aspects})"

    def __repr__(self) -> str:
        return f"<SupportFeasibility {self}>"


_HEADER = ("aspect", "subject", "verdict", "reason", "numbers")


def _worst(checks: Iterable[SupportCheck]) -> SupportVerdict:
    order = list(SupportVerdict)
    found = [check.verdict for check in checks]
    return min(found, key=order.index, default=SupportVerdict.UNKNOWN)
