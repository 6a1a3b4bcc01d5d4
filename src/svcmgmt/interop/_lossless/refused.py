"""The error of a document that is read strictly."""

from __future__ import annotations

from typing import Final

from svcmgmt.errors import SvcmgmtError
from svcmgmt.values import Finding

__all__ = ["RefusedDocument"]

_MOST_TOLD: Final = 10


class RefusedDocument(SvcmgmtError, ValueError):
    """A document that was read strictly and does not fit; it carries everything that was found.

    Args:
        kind: what the document was read as.
        findings: what does not fit, at least one.

    Examples:
        >>> print(RefusedDocument("SLO", (Finding(code="null", message="is null",
        ...                                       pointer="/spec"),)))
        SLO refused, 1 finding: at /spec: is null
    """

    def __init__(self, kind: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(kind, findings)
        self.kind = kind
        self.findings = findings

    def __str__(self) -> str:
        count = len(self.findings)
        told = [
            f"at {each.pointer or 'the top'}: {each.message}" for each in self.findings[:_MOST_TOLD]
        ]
        more = [f"and {count - _MOST_TOLD} more"] if count > _MOST_TOLD else []
        plural = "" if count == 1 else "s"
        return f"{self.kind} refused, {count} finding{plural}: {'; '.join(told + more)}"
