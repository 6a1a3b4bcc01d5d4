"""Known errors: problems that were analysed, documented for those who meet them again."""

from __future__ import annotations

from typing import Self

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import as_tuple, each_of, named, non_empty
from svcmgmt.practice.problem import KnownErrorRule, Problem
from svcmgmt.values import Extension, KnownErrorId, ProblemId, Ref, ServiceId, WorkaroundId
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["KnownError", "NotAKnownError"]


class NotAKnownError(InvalidValue):
    """A problem that is no known error, by the rule that holds.

    Args:
        field: what the problem was given for.
        value: the problem.
        allowed: what would make it one.

    Examples:
        >>> issubclass(NotAKnownError, InvalidValue)
        True
    """


_NEEDED = {
    KnownErrorRule.ANALYSED: "a problem with a root cause that is not solved (ITIL 4)",
    KnownErrorRule.CAUSE_AND_WORKAROUND: (
        "a problem with a root cause and a workaround that is not solved (ITIL v3)"
    ),
}


def _id(value: str) -> KnownErrorId:
    return KnownErrorId(non_empty(value))


@frozen(kw_only=True)
class KnownError:
    """What is known of a problem that is not solved yet: its cause, and how to live with it.

    It has no lifecycle of its own: whether it still is one, its problem tells. What makes a
    problem a known error is a `KnownErrorRule`; ITIL 4 and ITIL v3 differ.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id or root cause.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> problem = Problem.log(id="PRB-1", at=at("2026-10-26T08:00:00Z"))
        >>> KnownError.of(problem, id="KE-1")
        Traceback (most recent call last):
        ...
        svcmgmt.practice.known_error.NotAKnownError: problem: 'PRB-1' is not allowed; ...
    """

    id: KnownErrorId = field(converter=_id)
    """Identifies the known error."""

    problem: Ref[ProblemId] = field(validator=of_kind(Ref))
    """The problem that it documents."""

    root_cause: str = field(validator=named)
    """What causes the incidents."""

    symptoms: str = field(default="", validator=of_kind(str))
    """By what one recognises it."""

    workarounds: tuple[Ref[WorkaroundId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Ways to live with it."""

    affected: tuple[Ref[ServiceId], ...] = field(
        default=(), converter=as_tuple, validator=each_of(Ref)
    )
    """Services in which it shows."""

    rule: KnownErrorRule = field(default=KnownErrorRule.ANALYSED, validator=of_kind(KnownErrorRule))
    """By which definition it is one."""

    extension: Extension = field(factory=Extension, validator=of_kind(Extension))
    """What the source said beyond these fields, as it came."""

    @classmethod
    def of(
        cls,
        problem: Problem,
        *,
        id: str,  # noqa: A002 - the published attribute
        symptoms: str = "",
        rule: KnownErrorRule = KnownErrorRule.ANALYSED,
    ) -> Self:
        """Return the known error that documents a problem.

        Args:
            problem: a problem that is one.
            id: identifies the known error.
            symptoms: by what one recognises it.
            rule: what makes a problem a known error.

        Raises:
            InvalidType: something that is no problem or no rule.
            NotAKnownError: a problem that is none, by the rule.
        """
        check_kind("problem", problem, Problem)
        if not problem.is_known_error(rule):
            raise NotAKnownError("problem", problem.id, _NEEDED[rule])
        return cls(
            id=id,
            problem=Ref(id=problem.id, name=problem.name),
            root_cause=problem.root_cause,
            symptoms=symptoms,
            workarounds=problem.workarounds,
            rule=rule,
        )
