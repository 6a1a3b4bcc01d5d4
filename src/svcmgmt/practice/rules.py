"""The rules between records, each with an error of its own that names it.

Source: rules R1.12 and R1.13; what they leave open is said to be our own.
"""

from __future__ import annotations

from typing import ClassVar

from svcmgmt.errors import SvcmgmtError

__all__ = [
    "ChangeNotSuccessful",
    "ImplicitClosing",
    "ImplicitReopening",
    "KnownErrorOfAnother",
    "LinkToItself",
    "LinkToMerged",
    "MergeCycle",
    "ParentCycle",
    "RuleBroken",
    "SecondKnownError",
    "SecondMerge",
    "SecondParent",
    "SecondProblem",
    "WrongEnds",
]


class RuleBroken(SvcmgmtError, ValueError):
    """Something that a rule between records forbids.

    Args:
        subject: the record that it was asked for.
        asked: what was asked, in words.
        allowed: what would have been possible.

    Examples:
        >>> print(SecondParent("incident INC-1", "parent incident INC-3", "incident INC-2"))
        a ticket has at most one parent (R1.12): incident INC-1, parent incident INC-3 ...
    """

    rule: ClassVar[str] = "a rule between records"
    """The rule, in words."""

    number: ClassVar[str] = "own"
    """Where the rule comes from; `own` where nobody has published it."""

    def __init__(self, subject: str, asked: str, allowed: str) -> None:
        super().__init__(subject, asked, allowed)
        self.subject = subject
        self.asked = asked
        self.allowed = allowed

    def __str__(self) -> str:
        return (
            f"{self.rule} ({self.number}): {self.subject}, {self.asked} is not allowed; "
            f"allowed: {self.allowed}"
        )


class WrongEnds(RuleBroken):
    """A link between kinds of records that it does not join.

    Examples:
        >>> issubclass(WrongEnds, RuleBroken)
        True
    """

    rule = "a link joins the kinds of records that it is made for"
    number = "R1.12"


class LinkToItself(RuleBroken):
    """A link from a record to itself.

    Examples:
        >>> issubclass(LinkToItself, RuleBroken)
        True
    """

    rule = "no record is linked to itself"
    number = "R1.12"


class SecondProblem(RuleBroken):
    """A second root problem for an incident.

    Examples:
        >>> SecondProblem.rule
        'an incident has at most one root problem'
    """

    rule = "an incident has at most one root problem"
    number = "R1.12"


class SecondKnownError(RuleBroken):
    """A second known error for a problem.

    Examples:
        >>> SecondKnownError.rule
        'a problem is at most one known error'
    """

    rule = "a problem is at most one known error"
    number = "R1.12"


class KnownErrorOfAnother(RuleBroken):
    """A known error that documents another problem already.

    Examples:
        >>> KnownErrorOfAnother.number
        'own'
    """

    rule = "a known error documents one problem"


class SecondParent(RuleBroken):
    """A second parent for a ticket.

    Examples:
        >>> SecondParent.number
        'R1.12'
    """

    rule = "a ticket has at most one parent"
    number = "R1.12"


class SecondMerge(RuleBroken):
    """A ticket that was merged into another one already.

    Examples:
        >>> SecondMerge.number
        'own'
    """

    rule = "a ticket is merged into at most one other"


class LinkToMerged(RuleBroken):
    """A link that names a ticket which was merged into another one.

    Examples:
        >>> LinkToMerged.number
        'own'
    """

    rule = "what concerns a merged ticket concerns the one that survives"


class ParentCycle(RuleBroken):
    """A ticket that would be an ancestor of itself.

    Examples:
        >>> ParentCycle.number
        'R1.12'
    """

    rule = "no ticket is its own ancestor"
    number = "R1.12"


class MergeCycle(RuleBroken):
    """A ticket that would be merged into itself by way of others.

    Examples:
        >>> MergeCycle.number
        'own'
    """

    rule = "a merge ends at a ticket that survives"


class ChangeNotSuccessful(RuleBroken):
    """A problem that would be closed as fixed although its change did not succeed yet.

    Examples:
        >>> ChangeNotSuccessful.number
        'R1.13'
    """

    rule = "a problem is closed as fixed after its changes were closed as successful"
    number = "R1.13"


class ImplicitClosing(RuleBroken):
    """An incident that would be ended by what was done to its problem.

    Examples:
        >>> ImplicitClosing.number
        'R1.13'
    """

    rule = "resolving a problem closes no incident"
    number = "R1.13"


class ImplicitReopening(RuleBroken):
    """A problem that would be reopened by what was done to its incident.

    Examples:
        >>> ImplicitReopening.number
        'R1.13'
    """

    rule = "reopening an incident reopens no problem"
    number = "R1.13"
