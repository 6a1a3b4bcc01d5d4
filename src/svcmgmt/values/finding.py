"""What a check has to say about something incomplete or unusual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from svcmgmt.values._kinds import of_kind

__all__ = ["Finding", "Severity", "count_by_code"]


class Severity(Enum):
    """How much a finding matters, mildest first.

    Examples:
        >>> Severity("warning")
        <Severity.WARNING: 'warning'>
    """

    INFO = "info"  # worth knowing, nothing to do
    WARNING = "warning"  # usable, but look at it
    ERROR = "error"  # not usable for what it is meant for


@frozen(kw_only=True)
class Finding:
    """One observation of a check: reported, never raised, so that nothing that arrived is lost.

    Raises:
        InvalidType: a word in place of a severity.

    Examples:
        >>> print(Finding(code="unknown-state", message="no such state", pointer="/3/state",
        ...               value="-100", allowed="new, inProgress"))
        warning unknown-state at /3/state: no such state (value: -100; allowed: new, inProgress)
    """

    code: str
    """Stable name of the kind of finding, in kebab case; count and filter by it."""

    message: str
    """What was found, in words."""

    severity: Severity = field(default=Severity.WARNING, validator=of_kind(Severity))
    """How much it matters."""

    pointer: str = ""
    """JSON pointer (RFC 6901) to the place in the checked thing; empty for the whole."""

    value: str = ""
    """The offending value as text; empty where there is none."""

    allowed: str = ""
    """What would have been accepted, in words; empty where that is not a question."""

    def __str__(self) -> str:
        place = f" at {self.pointer}" if self.pointer else ""
        facts = [f"value: {self.value}"] if self.value else []
        facts += [f"allowed: {self.allowed}"] if self.allowed else []
        tail = f" ({'; '.join(facts)})" if facts else ""
        return f"{self.severity.value} {self.code}{place}: {self.message}{tail}"


def count_by_code(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each code, most frequent first.

    Args:
        findings: any iterable of findings.

    Returns:
        Code to count, by falling count, then by code.

    Examples:
        >>> count_by_code([Finding(code="b", message=""), Finding(code="a", message="")])
        {'a': 1, 'b': 1}
    """
    counts = Counter(finding.code for finding in findings)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
