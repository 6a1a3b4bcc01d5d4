"""Links between records: their kinds, and which ends and how many of each they may have."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.practice._fields import non_empty
from svcmgmt.values._kinds import all_of_kind, of_kind

__all__ = ["LINK_RULES", "Link", "LinkKind", "LinkRule", "RecordKey", "RecordKind"]


class RecordKind(Enum):
    """What kind of record something is.

    Examples:
        >>> RecordKind("knownError")
        <RecordKind.KNOWN_ERROR: 'knownError'>
    """

    INCIDENT = "incident"  # `Incident`
    PROBLEM = "problem"  # `Problem`
    KNOWN_ERROR = "knownError"  # `KnownError`
    CHANGE = "change"  # `Change`
    REQUEST = "serviceRequest"  # `ServiceRequest`
    RELEASE = "release"  # `Release`
    ARTICLE = "knowledgeArticle"  # `KnowledgeArticle`
    WORKAROUND = "workaround"  # `Workaround`
    EVENT = "event"  # `Event`


@frozen(order=True)
class RecordKey:
    """Which record: its kind and its id, because ids of two kinds may be the same.

    Raises:
        InvalidType: a kind of another kind.
        InvalidValue: an empty id.

    Examples:
        >>> print(RecordKey(RecordKind.PROBLEM, "PRB-1"))
        problem PRB-1
    """

    kind: RecordKind = field(validator=of_kind(RecordKind), order=lambda kind: kind.value)
    """What it is."""

    id: str = field(converter=non_empty)
    """Which of them."""

    def __str__(self) -> str:
        return f"{self.kind.value} {self.id}"


class LinkKind(Enum):
    """What a link says, read from its source to its target.

    Examples:
        >>> LinkKind("causedByProblem")
        <LinkKind.CAUSED_BY_PROBLEM: 'causedByProblem'>
    """

    CHILD_OF = "childOf"  # a ticket is a part of another
    MERGED_INTO = "mergedInto"  # a ticket ends, another of its kind goes on in its place
    CAUSED_BY_PROBLEM = "causedByProblem"  # an incident has a root problem
    CAUSED_BY_CHANGE = "causedByChange"  # a change broke something
    CURED_BY = "curedBy"  # a change shall solve a problem
    KNOWN_AS = "knownAs"  # a known error documents a problem
    PART_OF_RELEASE = "partOfRelease"  # a release holds a change
    RELATED_TO = "relatedTo"  # somebody should see it


_TICKETS: Final = (RecordKind.INCIDENT, RecordKind.PROBLEM, RecordKind.CHANGE, RecordKind.REQUEST)


def _sources(values: Iterable[RecordKind]) -> tuple[RecordKind, ...]:
    return _kinds("sources", values)


def _targets(values: Iterable[RecordKind]) -> tuple[RecordKind, ...]:
    return _kinds("targets", values)


def _kinds(name: str, values: Iterable[RecordKind]) -> tuple[RecordKind, ...]:
    """Return kinds of records, each once and in their own order: equal rules are told alike."""
    given = all_of_kind(name, values, RecordKind)
    return tuple(kind for kind in RecordKind if kind in given)


@frozen(kw_only=True)
class LinkRule:
    """Which ends a kind of link joins, and how many of each there may be (rule R1.12).

    Raises:
        InvalidType: something else than kinds of records.

    Examples:
        >>> LINK_RULES[LinkKind.CAUSED_BY_PROBLEM].is_single
        True
    """

    sources: tuple[RecordKind, ...] = field(default=tuple(RecordKind), converter=_sources)
    """What it may start at, in the order of the kinds."""

    targets: tuple[RecordKind, ...] = field(default=tuple(RecordKind), converter=_targets)
    """What it may lead to, in the order of the kinds."""

    is_single: bool = field(default=False, validator=of_kind(bool))
    """Whether a source has at most one such link."""

    is_exclusive: bool = field(default=False, validator=of_kind(bool))
    """Whether a target has at most one such link."""

    is_acyclic: bool = False
    """Whether no record may be reached from itself."""

    is_of_one_kind: bool = False
    """Whether both ends are of the same kind."""


LINK_RULES: Final = MappingProxyType(
    {
        LinkKind.CHILD_OF: LinkRule(
            sources=_TICKETS, targets=_TICKETS, is_single=True, is_acyclic=True
        ),
        LinkKind.MERGED_INTO: LinkRule(
            sources=_TICKETS,
            targets=_TICKETS,
            is_single=True,
            is_acyclic=True,
            is_of_one_kind=True,
        ),
        LinkKind.CAUSED_BY_PROBLEM: LinkRule(
            sources=[RecordKind.INCIDENT], targets=[RecordKind.PROBLEM], is_single=True
        ),
        LinkKind.CAUSED_BY_CHANGE: LinkRule(
            sources=[RecordKind.INCIDENT], targets=[RecordKind.CHANGE]
        ),
        LinkKind.CURED_BY: LinkRule(sources=[RecordKind.PROBLEM], targets=[RecordKind.CHANGE]),
        LinkKind.KNOWN_AS: LinkRule(
            sources=[RecordKind.PROBLEM],
            targets=[RecordKind.KNOWN_ERROR],
            is_single=True,
            is_exclusive=True,
        ),
        LinkKind.PART_OF_RELEASE: LinkRule(
            sources=[RecordKind.CHANGE], targets=[RecordKind.RELEASE]
        ),
        LinkKind.RELATED_TO: LinkRule(),
    }
)
"""The rule of each kind of link."""


@frozen
class Link:
    """One link between two records. Whether it may be is for `Relations` to say.

    Raises:
        InvalidType: a kind or an end of another kind.

    Examples:
        >>> incident = RecordKey(RecordKind.INCIDENT, "INC-1")
        >>> print(Link(incident, LinkKind.CAUSED_BY_PROBLEM, RecordKey(RecordKind.PROBLEM, "P-1")))
        incident INC-1 causedByProblem problem P-1
    """

    source: RecordKey = field(validator=of_kind(RecordKey))
    """Where it starts."""

    kind: LinkKind = field(validator=of_kind(LinkKind))
    """What it says."""

    target: RecordKey = field(validator=of_kind(RecordKey))
    """Where it leads."""

    def __str__(self) -> str:
        return f"{self.source} {self.kind.value} {self.target}"
