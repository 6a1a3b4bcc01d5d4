"""Who is responsible, accountable, consulted and informed, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from attrs import field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import as_tuple, named, pointer_to, words
from svcmgmt.values import Finding, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["Duty", "Responsibility", "ResponsibilityMatrix"]


class Responsibility(Enum):
    """How a role takes part in an activity.

    Examples:
        >>> Responsibility("A")
        <Responsibility.ACCOUNTABLE: 'A'>
    """

    RESPONSIBLE = "R"  # does the work
    ACCOUNTABLE = "A"  # answers for it; one only
    CONSULTED = "C"  # is asked before
    INFORMED = "I"  # is told after


@frozen
class Duty:
    """One cell of a matrix: how one role takes part in one activity.

    Raises:
        InvalidType: a part of another kind.
        InvalidValue: an empty activity or role.

    Examples:
        >>> print(Duty("restore service", "service desk", Responsibility.RESPONSIBLE))
        service desk R restore service
    """

    activity: str = field(validator=named)
    """What is done."""

    role: str = field(validator=named)
    """Who takes part."""

    part: Responsibility = field(validator=of_kind(Responsibility))
    """How."""

    def __str__(self) -> str:
        return f"{self.role} {self.part.value} {self.activity}"


def _duties(values: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(dict.fromkeys(all_of_kind("duties", values, Duty)))


@frozen
class ResponsibilityMatrix:
    """The parts of all roles in all activities, one or more for each pair.

    Args:
        duties: in any order; one that comes twice counts once.
        unassigned: activities in which nobody takes part, for `check` to find.

    Raises:
        InvalidType: something that is no duty, or no text.
        InvalidValue: an empty activity.

    Examples:
        >>> matrix = ResponsibilityMatrix.parse({"restore": {"desk": "R", "lead": "CI"}})
        >>> for finding in matrix.check():
        ...     print(finding)
        error nobody-accountable at /restore: nobody answers for it (...)
    """

    duties: tuple[Duty, ...] = field(converter=_duties)
    """Each once."""

    unassigned: tuple[str, ...] = field(default=(), converter=as_tuple, validator=words)
    """Activities in which nobody takes part."""

    @classmethod
    def parse(cls, cells: Mapping[str, Mapping[str, str]]) -> ResponsibilityMatrix:
        """Read a matrix of letters: activity to role to `R`, `A`, `C`, `I` or several of them.

        Args:
            cells: for each activity, the letters of each role; none if it is nobody's.

        Raises:
            InvalidType: something else than texts in rows.
            InvalidValue: another letter.
        """
        known = {each.value: each for each in Responsibility}
        duties: list[Duty] = []
        check_kind("cells", cells, Mapping)
        for activity, row in cells.items():
            check_kind("cells", row, Mapping)
            for role, letters in row.items():
                check_kind("cells", letters, str)
                for letter in letters:
                    if letter not in known:
                        raise InvalidValue("cells", letters, "letters R, A, C and I")
                    duties.append(Duty(activity, role, known[letter]))
        assigned = {duty.activity for duty in duties}
        return cls(duties, [activity for activity in cells if activity not in assigned])

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities, in order of first appearance; those that are nobody's come last."""
        assigned = (duty.activity for duty in self.duties)
        return tuple(dict.fromkeys((*assigned, *self.unassigned)))

    def who(self, activity: str, part: Responsibility) -> tuple[str, ...]:
        """Return the roles that take part in an activity in a way.

        Raises:
            InvalidType: something that is no way to take part.
        """
        check_kind("part", part, Responsibility)
        return tuple(
            duty.role for duty in self.duties if duty.activity == activity and duty.part is part
        )

    def check(self) -> tuple[Finding, ...]:
        """Return what is wrong: in each activity one answers, and somebody works.

        Codes: `nobody-accountable` and `several-accountable`, which are errors, and
        `nobody-responsible`, a warning: who answers for it may do it.
        """
        parts: dict[str, dict[Responsibility, list[str]]] = {
            activity: {part: [] for part in Responsibility} for activity in self.activities
        }
        for duty in self.duties:
            parts[duty.activity][duty.part].append(duty.role)
        return tuple(
            finding for activity, row in parts.items() for finding in _about(activity, row)
        )


def _about(activity: str, row: dict[Responsibility, list[str]]) -> Iterator[Finding]:
    accountable = row[Responsibility.ACCOUNTABLE]
    place = pointer_to(activity)
    everybody = ", ".join(dict.fromkeys(role for roles in row.values() for role in roles))
    if not accountable:
        yield Finding(
            code="nobody-accountable",
            message="nobody answers for it",
            severity=Severity.ERROR,
            pointer=place,
            value=everybody,
            allowed="one role",
        )
    if len(accountable) > 1:
        yield Finding(
            code="several-accountable",
            message="more than one answers for it",
            severity=Severity.ERROR,
            pointer=place,
            value=", ".join(accountable),
            allowed="one role",
        )
    if not row[Responsibility.RESPONSIBLE]:
        yield Finding(
            code="nobody-responsible",
            message="nobody does the work",
            pointer=place,
            value=everybody,
            allowed="one role or more",
        )
