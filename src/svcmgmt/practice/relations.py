"""How records belong together: a graph as a value that no rule between records forbids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from attrs import Factory, field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.practice.change import Change
from svcmgmt.practice.incident import Incident
from svcmgmt.practice.knowledge import KnowledgeArticle
from svcmgmt.practice.known_error import KnownError
from svcmgmt.practice.links import LINK_RULES, Link, LinkKind, RecordKey, RecordKind
from svcmgmt.practice.problem import Problem
from svcmgmt.practice.release import Release
from svcmgmt.practice.rules import (
    KnownErrorOfAnother,
    LinkToItself,
    LinkToMerged,
    MergeCycle,
    ParentCycle,
    RuleBroken,
    SecondKnownError,
    SecondMerge,
    SecondParent,
    SecondProblem,
    WrongEnds,
)
from svcmgmt.practice.service_request import ServiceRequest
from svcmgmt.practice.tickets import Ticket
from svcmgmt.practice.workaround import Workaround
from svcmgmt.values import Finding, Ref, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind

__all__ = ["Record", "Relations", "RelationsReading", "key_of", "links_of", "read_relations"]

Record: TypeAlias = (
    Incident | Problem | KnownError | Change | ServiceRequest | Release | KnowledgeArticle
)
"""A record that names others."""

_KINDS: Final[Mapping[type, RecordKind]] = MappingProxyType(
    {
        Incident: RecordKind.INCIDENT,
        Problem: RecordKind.PROBLEM,
        KnownError: RecordKind.KNOWN_ERROR,
        Change: RecordKind.CHANGE,
        ServiceRequest: RecordKind.REQUEST,
        Release: RecordKind.RELEASE,
        KnowledgeArticle: RecordKind.ARTICLE,
        Workaround: RecordKind.WORKAROUND,
    }
)
_WORDS: Final = MappingProxyType({kind.value.lower(): kind for kind in RecordKind})

_SECOND: Final[Mapping[LinkKind, type[RuleBroken]]] = MappingProxyType(
    {
        LinkKind.CHILD_OF: SecondParent,
        LinkKind.MERGED_INTO: SecondMerge,
        LinkKind.CAUSED_BY_PROBLEM: SecondProblem,
        LinkKind.KNOWN_AS: SecondKnownError,
    }
)
_CYCLE: Final[Mapping[LinkKind, type[RuleBroken]]] = MappingProxyType(
    {LinkKind.CHILD_OF: ParentCycle, LinkKind.MERGED_INTO: MergeCycle}
)

_Index: TypeAlias = dict[tuple[RecordKey, LinkKind], tuple[RecordKey, ...]]


def key_of(record: Record | Workaround) -> RecordKey:
    """Return which record something is.

    Raises:
        InvalidType: something that is no record.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> print(key_of(Problem.log(id="PRB-1", at=at("2026-10-26T08:00:00Z"))))
        problem PRB-1
    """
    for kind, word in _KINDS.items():
        if isinstance(record, kind):
            return RecordKey(word, record.id)
    raise InvalidType("record", record, ", ".join(kind.__name__ for kind in _KINDS))


def _indexed(relations: Relations) -> _Index:
    return _index((each.source, each.kind, each.target) for each in relations.links)


def _reversed(relations: Relations) -> _Index:
    return _index((each.target, each.kind, each.source) for each in relations.links)


def _index(steps: Iterable[tuple[RecordKey, LinkKind, RecordKey]]) -> _Index:
    found: dict[tuple[RecordKey, LinkKind], list[RecordKey]] = {}
    for start, kind, end in steps:
        found.setdefault((start, kind), []).append(end)
    return {key: tuple(ends) for key, ends in found.items()}


def _links(values: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(all_of_kind("links", values, Link)))


@frozen(repr=False)
class Relations:
    """Links between records, none of which breaks a rule; adding one gives a new value.

    Cycles of parents and of merges are impossible, an incident has at most one root problem, and
    a ticket that was merged away takes no more links. Source: rule R1.12.

    Args:
        links: links in any order; a link that comes twice counts once.

    Raises:
        InvalidType: something that is no link.
        RuleBroken: a link that a rule forbids, by an error of its own for each rule.

    Examples:
        >>> incident = RecordKey(RecordKind.INCIDENT, "INC-1")
        >>> first, second = (RecordKey(RecordKind.PROBLEM, each) for each in ("P-1", "P-2"))
        >>> relations = Relations().add(Link(incident, LinkKind.CAUSED_BY_PROBLEM, first))
        >>> relations.add(Link(incident, LinkKind.CAUSED_BY_PROBLEM, second))
        Traceback (most recent call last):
        ...
        svcmgmt.practice.rules.SecondProblem: an incident has at most one root problem (R1.12): ...
    """

    links: tuple[Link, ...] = field(default=(), converter=_links)
    """The links, each once, in the order in which they were added."""

    _targets: _Index = field(init=False, eq=False, default=Factory(_indexed, takes_self=True))
    _sources: _Index = field(init=False, eq=False, default=Factory(_reversed, takes_self=True))

    def __attrs_post_init__(self) -> None:
        _, refusals = _sift(self.links)
        if refusals:
            raise refusals[0][1]

    def add(self, *links: Link) -> Relations:
        """Return the relations with further links.

        All links are looked at again, so that many are added faster at once than one by one.

        Raises:
            InvalidType: something that is no link.
            RuleBroken: a link that a rule forbids.
        """
        return Relations((*self.links, *links))

    def without(self, *links: Link) -> Relations:
        """Return the relations without some links; those that are not there do not matter.

        Raises:
            InvalidType: something that is no link.
        """
        gone = set(all_of_kind("links", links, Link))
        return Relations(each for each in self.links if each not in gone)

    def targets_of(self, source: RecordKey, kind: LinkKind) -> tuple[RecordKey, ...]:
        """Return what a record leads to by a kind of link, such as an incident to its problem.

        Raises:
            InvalidType: something that is no key of a record, or no kind of link.
        """
        check_kind("source", source, RecordKey)
        check_kind("kind", kind, LinkKind)
        return self._targets.get((source, kind), ())

    def sources_of(self, target: RecordKey, kind: LinkKind) -> tuple[RecordKey, ...]:
        """Return what leads to a record by a kind of link, such as its incidents to a problem.

        Raises:
            InvalidType: something that is no key of a record, or no kind of link.
        """
        check_kind("target", target, RecordKey)
        check_kind("kind", kind, LinkKind)
        return self._sources.get((target, kind), ())

    def survivor_of(self, ticket: RecordKey) -> RecordKey:
        """Return the ticket that goes on in place of a merged one; itself if it was not merged.

        Raises:
            InvalidType: something that is no key of a record.
        """
        check_kind("ticket", ticket, RecordKey)
        while merged := self.targets_of(ticket, LinkKind.MERGED_INTO):
            ticket = merged[0]
        return ticket

    def descendants_of(self, ticket: RecordKey) -> tuple[RecordKey, ...]:
        """Return the children of a ticket, then their children, and so on.

        Raises:
            InvalidType: something that is no key of a record.
        """
        check_kind("ticket", ticket, RecordKey)
        found = list(self.sources_of(ticket, LinkKind.CHILD_OF))
        for each in found:
            found += self.sources_of(each, LinkKind.CHILD_OF)
        return tuple(found)

    def __repr__(self) -> str:
        return f"<Relations {len(self.links)} links>"


def _sift(links: Iterable[Link]) -> tuple[list[Link], list[tuple[int, RuleBroken]]]:
    """Return the links that may be, and those that may not by their place, with what they break.

    Of two links that exclude each other the one that comes later is refused.
    """
    seen = _Seen()
    kept: list[tuple[int, Link]] = []
    refusals: list[tuple[int, RuleBroken]] = []
    for place, link in enumerate(links):
        refusal = _wrong_ends(link) or seen.refusal(link)
        if refusal is None:
            kept.append((place, link))
        else:
            refusals.append((place, refusal))
    for kind in _CYCLE:
        closing = set(_closing_links([each for each in kept if each[1].kind is kind]))
        refusals += [(place, _cycle(link)) for place, link in kept if place in closing]
        kept = [each for each in kept if each[0] not in closing]
    return [link for _, link in kept], sorted(refusals, key=lambda each: each[0])


class _Seen:
    """The links so far, and what they leave no room for."""

    def __init__(self) -> None:
        self._single: dict[tuple[RecordKey, LinkKind], RecordKey] = {}
        self._exclusive: dict[tuple[RecordKey, LinkKind], RecordKey] = {}
        self._merged: set[RecordKey] = set()

    def refusal(self, link: Link) -> RuleBroken | None:
        """Return what a link breaks beside those before it; if nothing, remember it."""
        rule, kind = LINK_RULES[link.kind], link.kind
        subject, asked = str(link.source), f"{kind.value} {link.target}"
        known = self._single.get((link.source, kind))
        if known is not None:
            return _SECOND[kind](subject, asked, f"{known}, which it has")
        other = self._exclusive.get((link.target, kind))
        if other is not None:
            return KnownErrorOfAnother(subject, asked, f"{other}, which it documents")
        away = [each for each in (link.source, link.target) if each in self._merged]
        if away and kind is not LinkKind.MERGED_INTO:
            return LinkToMerged(subject, asked, f"the ticket into which {away[0]} was merged")
        if rule.is_single:
            self._single[link.source, kind] = link.target
        if rule.is_exclusive:
            self._exclusive[link.target, kind] = link.source
        if kind is LinkKind.MERGED_INTO:
            self._merged.add(link.source)
        return None


def _wrong_ends(link: Link) -> RuleBroken | None:
    rule = LINK_RULES[link.kind]
    subject, asked = str(link.source), f"{link.kind.value} {link.target}"
    if link.source == link.target:
        return LinkToItself(subject, asked, "another record")
    if link.source.kind not in rule.sources:
        return WrongEnds(subject, asked, f"from {_words(rule.sources)}")
    if link.target.kind not in rule.targets:
        return WrongEnds(subject, asked, f"to {_words(rule.targets)}")
    if rule.is_of_one_kind and link.source.kind is not link.target.kind:
        return WrongEnds(subject, asked, f"to {link.source.kind.value}")
    return None


def _words(kinds: Iterable[RecordKind]) -> str:
    return ", ".join(sorted(kind.value for kind in kinds))


def _closing_links(links: list[tuple[int, Link]]) -> Iterator[int]:
    """Yield the place of the last link of each cycle; each source has one link at most."""
    steps = {link.source: (place, link.target) for place, link in links}
    walk_of: dict[RecordKey, RecordKey] = {}
    for start in steps:
        here = start
        while here in steps and here not in walk_of:
            walk_of[here] = start
            here = steps[here][1]
        if walk_of.get(here) == start and here in steps:
            places, first = [steps[here][0]], here
            while (here := steps[here][1]) != first:
                places.append(steps[here][0])
            yield max(places)


def _cycle(link: Link) -> RuleBroken:
    allowed = f"a record that does not lead to {link.source}"
    return _CYCLE[link.kind](str(link.source), f"{link.kind.value} {link.target}", allowed)


def links_of(record: Record) -> Iterator[Link]:
    """Yield the links that a record names.

    A reference that says of which kind it is, by a word of `RecordKind`, is of that kind; any
    other is of the kind of the record.

    Raises:
        InvalidType: something that is no record.
    """
    key = key_of(record)
    if isinstance(record, Ticket):
        yield from _links_of_ticket(key, record)
    match record:
        case Incident():
            yield from _to(key, LinkKind.CAUSED_BY_PROBLEM, RecordKind.PROBLEM, record.problem)
        case Problem():
            yield from _from(key, LinkKind.CAUSED_BY_PROBLEM, RecordKind.INCIDENT, record.incidents)
            yield from _to(key, LinkKind.CURED_BY, RecordKind.CHANGE, *record.changes)
            yield from _to(key, LinkKind.KNOWN_AS, RecordKind.KNOWN_ERROR, record.known_error)
        case Change():
            yield from _from(key, LinkKind.CAUSED_BY_CHANGE, RecordKind.INCIDENT, record.caused)
        case KnownError():
            yield from _from(key, LinkKind.KNOWN_AS, RecordKind.PROBLEM, [record.problem])
        case Release():
            yield from _from(key, LinkKind.PART_OF_RELEASE, RecordKind.CHANGE, record.changes)
        case KnowledgeArticle():
            yield from _to(key, LinkKind.RELATED_TO, RecordKind.ARTICLE, *record.related)
        case _:
            pass


def _links_of_ticket(key: RecordKey, ticket: Ticket[Any, Any]) -> Iterator[Link]:
    yield from _to(key, LinkKind.CHILD_OF, key.kind, ticket.parent)
    yield from _to(key, LinkKind.MERGED_INTO, key.kind, ticket.merged_into)
    yield from _to(key, LinkKind.RELATED_TO, key.kind, *ticket.related)


def _to(
    key: RecordKey, kind: LinkKind, of_kind: RecordKind, *refs: Ref[Any] | None
) -> Iterator[Link]:
    for ref in refs:
        if ref is not None:
            told = _WORDS.get(ref.referred_type.lower(), of_kind)
            yield Link(key, kind, RecordKey(told, ref.id))


def _from(
    key: RecordKey, kind: LinkKind, of_kind: RecordKind, refs: Iterable[Ref[Any]]
) -> Iterator[Link]:
    for ref in refs:
        yield Link(RecordKey(of_kind, ref.id), kind, key)


@frozen(kw_only=True)
class RelationsReading:
    """What records say about each other, and what of it no rule allows.

    Examples:
        >>> read_relations([]).relations
        <Relations 0 links>
    """

    relations: Relations
    """The links that may be."""

    refused: tuple[Link, ...] = ()
    """Those that may not, in order."""

    findings: tuple[Finding, ...] = ()
    """Why, one `relation-refused` for each of them."""


def read_relations(records: Iterable[Record]) -> RelationsReading:
    """Return how records belong together, by what they name; nothing is refused by an error.

    Where both ends name a link it counts once; where one end contradicts the other, the record
    that comes first is believed and the other reported.

    Args:
        records: incidents, problems, known errors, changes, requests, releases, articles.

    Raises:
        InvalidType: something that is no record.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> from svcmgmt.values import IncidentId
        >>> eight = at("2026-10-26T08:00:00Z")
        >>> from attrs import evolve
        >>> problems = [evolve(Problem.log(id=each, at=eight),
        ...                    incidents=[Ref(id=IncidentId("INC-1"))]) for each in ("P-1", "P-2")]
        >>> reading = read_relations(problems)
        >>> [str(link) for link in reading.relations.links]
        ['incident INC-1 causedByProblem problem P-1']
        >>> [finding.code for finding in reading.findings]
        ['relation-refused']
    """
    listed = all_of_kind("records", records, *_KINDS)
    named = dict.fromkeys(link for record in listed for link in links_of(record))
    # records do not tell when they were merged, so what they name before is not held against them
    told = sorted(named, key=lambda link: link.kind is LinkKind.MERGED_INTO)
    kept, refusals = _sift(told)
    return RelationsReading(
        relations=Relations(kept),
        refused=tuple(told[place] for place, _ in refusals),
        findings=tuple(
            Finding(
                code="relation-refused",
                message=f"{refusal.rule} ({refusal.number})",
                severity=Severity.ERROR,
                pointer=f"/{place}",
                value=str(told[place]),
                allowed=refusal.allowed,
            )
            for place, refusal in refusals
        ),
    )
