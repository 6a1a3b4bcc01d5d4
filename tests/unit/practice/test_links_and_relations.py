"""Links between records: which may be, which may not, and by which error that is said."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.practice import (
    LINK_RULES,
    Change,
    ImplicitClosing,
    ImplicitReopening,
    Incident,
    KnowledgeArticle,
    KnownError,
    KnownErrorOfAnother,
    Link,
    LinkKind,
    LinkRule,
    LinkToItself,
    LinkToMerged,
    MergeCycle,
    ParentCycle,
    Problem,
    ProblemResolution,
    Record,
    RecordKey,
    RecordKind,
    Relations,
    Release,
    RuleBroken,
    SecondKnownError,
    SecondMerge,
    SecondParent,
    SecondProblem,
    ServiceRequest,
    Workaround,
    WrongEnds,
    check_together,
    key_of,
    links_of,
    read_relations,
)
from svcmgmt.values import ChangeId, IncidentId, KnownErrorId, ProblemId, Ref, RequestId

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

K, R = LinkKind, RecordKind


def key(text: str) -> RecordKey:
    """Return the key that a text such as `incident 1` names."""
    kind, name = text.split()
    return RecordKey(RecordKind(kind), name)


def link(text: str) -> Link:
    """Return the link that a text such as `incident 1 childOf incident 2` tells."""
    one, name, kind, other, other_name = text.split()
    return Link(key(f"{one} {name}"), LinkKind(kind), key(f"{other} {other_name}"))


def relations(*texts: str) -> Relations:
    return Relations(map(link, texts))


Broken = tuple[list[str], type[RuleBroken], str, str, str]

BROKEN: list[Broken] = [
    # what there is and what is added, the error, where its rule is from, the rule, what is allowed
    (
        ["incident 1 causedByProblem problem 1", "incident 1 causedByProblem problem 2"],
        SecondProblem,
        "R1.12",
        "an incident has at most one root problem",
        "problem 1, which it has",
    ),
    (
        ["incident 1 childOf incident 2", "incident 1 childOf problem 1"],
        SecondParent,
        "R1.12",
        "a ticket has at most one parent",
        "incident 2, which it has",
    ),
    (
        ["incident 1 mergedInto incident 2", "incident 1 mergedInto incident 3"],
        SecondMerge,
        "own",
        "a ticket is merged into at most one other",
        "incident 2, which it has",
    ),
    (
        ["problem 1 knownAs knownError 1", "problem 1 knownAs knownError 2"],
        SecondKnownError,
        "R1.12",
        "a problem is at most one known error",
        "knownError 1, which it has",
    ),
    (
        ["problem 1 knownAs knownError 1", "problem 2 knownAs knownError 1"],
        KnownErrorOfAnother,
        "own",
        "a known error documents one problem",
        "problem 1, which it documents",
    ),
    (
        ["incident 1 childOf incident 2", "incident 2 childOf incident 1"],
        ParentCycle,
        "R1.12",
        "no ticket is its own ancestor",
        "a record that does not lead to incident 2",
    ),
    (
        [
            "incident 1 mergedInto incident 2",
            "incident 2 mergedInto incident 3",
            "incident 3 mergedInto incident 1",
        ],
        MergeCycle,
        "own",
        "a merge ends at a ticket that survives",
        "a record that does not lead to incident 3",
    ),
    (
        ["incident 1 mergedInto incident 2", "incident 1 causedByProblem problem 1"],
        LinkToMerged,
        "own",
        "what concerns a merged ticket concerns the one that survives",
        "the ticket into which incident 1 was merged",
    ),
    (
        ["problem 1 mergedInto problem 2", "incident 1 causedByProblem problem 1"],
        LinkToMerged,
        "own",
        "what concerns a merged ticket concerns the one that survives",
        "the ticket into which problem 1 was merged",
    ),
    (
        ["incident 1 relatedTo incident 1"],
        LinkToItself,
        "R1.12",
        "no record is linked to itself",
        "another record",
    ),
    (
        ["change 1 causedByProblem problem 1"],
        WrongEnds,
        "R1.12",
        "a link joins the kinds of records that it is made for",
        "from incident",
    ),
    (
        ["incident 1 causedByProblem change 1"],
        WrongEnds,
        "R1.12",
        "a link joins the kinds of records that it is made for",
        "to problem",
    ),
    (
        ["incident 1 mergedInto problem 1"],
        WrongEnds,
        "R1.12",
        "a link joins the kinds of records that it is made for",
        "to incident",
    ),
]


class TestRules:
    def test_kinds_are_kept_once_and_in_one_order_however_they_are_given(self) -> None:
        kinds = {R.CHANGE, R.INCIDENT, R.PROBLEM}
        rule = LinkRule(sources=kinds, targets=[R.CHANGE, R.INCIDENT, R.CHANGE])
        assert rule.sources == (R.INCIDENT, R.PROBLEM, R.CHANGE)
        assert rule.targets == (R.INCIDENT, R.CHANGE)

    def test_other_kinds_are_refused(self) -> None:
        with pytest.raises(InvalidType):
            LinkRule(sources=["incident"])  # type: ignore[list-item]

    @pytest.mark.parametrize(
        "case", BROKEN, ids=[f"{case[1].__name__} {case[4]}" for case in BROKEN]
    )
    def test_each_rule_has_an_error_that_names_it(self, case: Broken) -> None:
        texts, error, number, rule, allowed = case
        *before, added = texts
        with pytest.raises(error) as refused:
            relations(*before).add(link(added))
        assert type(refused.value) is error
        source, asked = str(link(added).source), added.split(" ", 2)[2]
        assert str(refused.value) == (
            f"{rule} ({number}): {source}, {asked} is not allowed; allowed: {allowed}"
        )
        with pytest.raises(error):
            relations(*texts)

    def test_an_error_keeps_its_facts_in_a_pickle(self) -> None:
        with pytest.raises(SecondParent) as refused:
            relations("incident 1 childOf incident 2", "incident 1 childOf incident 3")
        twin = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - our own bytes
        assert type(twin) is SecondParent
        assert twin.args == refused.value.args
        assert (twin.subject, twin.asked) == ("incident 1", "childOf incident 3")

    def test_every_kind_of_link_has_a_rule(self) -> None:
        assert set(LINK_RULES) == set(LinkKind)

    @pytest.mark.parametrize("kind", LinkKind)
    def test_every_kind_of_link_can_be_made(self, kind: LinkKind) -> None:
        rule = LINK_RULES[kind]
        source = RecordKey(min(rule.sources, key=lambda each: each.value), "1")
        kinds = {source.kind} if rule.is_of_one_kind else rule.targets
        target = RecordKey(min(kinds, key=lambda each: each.value), "2")
        assert Relations().add(Link(source, kind, target)).targets_of(source, kind) == (target,)


class TestMany:
    def test_a_problem_has_many_incidents_and_a_change_many_problems(self) -> None:
        known = relations(
            "incident 1 causedByProblem problem 1",
            "incident 2 causedByProblem problem 1",
            "problem 1 curedBy change 1",
            "problem 1 curedBy change 2",
            "problem 2 curedBy change 1",
            "incident 3 causedByChange change 1",
            "incident 4 causedByChange change 1",
            "change 1 partOfRelease release 1",
            "change 2 partOfRelease release 1",
        )
        assert known.sources_of(key("problem 1"), K.CAUSED_BY_PROBLEM) == (
            key("incident 1"),
            key("incident 2"),
        )
        assert known.targets_of(key("problem 1"), K.CURED_BY) == (key("change 1"), key("change 2"))
        assert known.sources_of(key("change 1"), K.CURED_BY) == (
            key("problem 1"),
            key("problem 2"),
        )
        assert len(known.sources_of(key("release 1"), K.PART_OF_RELEASE)) == 2
        assert known.targets_of(key("problem 9"), K.CURED_BY) == ()
        assert known.sources_of(key("problem 9"), K.CURED_BY) == ()

    def test_ids_of_two_kinds_may_be_the_same(self) -> None:
        known = relations("incident 1 causedByProblem problem 1", "problem 1 childOf change 1")
        assert known.descendants_of(key("change 1")) == (key("problem 1"),)
        assert known.descendants_of(key("problem 1")) == ()

    def test_descendants_are_all_below(self) -> None:
        known = relations(
            "incident 2 childOf incident 1",
            "incident 3 childOf incident 1",
            "incident 4 childOf incident 2",
        )
        assert [each.id for each in known.descendants_of(key("incident 1"))] == ["2", "3", "4"]

    def test_a_chain_of_merges_ends_at_who_survives(self) -> None:
        known = relations("incident 1 mergedInto incident 2", "incident 3 mergedInto incident 1")
        assert known.survivor_of(key("incident 3")) == key("incident 2")
        assert known.survivor_of(key("incident 2")) == key("incident 2")

    def test_what_was_linked_before_a_merge_stays(self) -> None:
        known = relations(
            "incident 1 causedByProblem problem 1", "incident 1 mergedInto incident 2"
        )
        assert len(known.links) == 2

    def test_a_link_that_comes_twice_counts_once(self) -> None:
        text = "incident 1 causedByProblem problem 1"
        assert relations(text).add(link(text)) == relations(text)

    def test_a_link_may_be_taken_away(self) -> None:
        text = "incident 1 causedByProblem problem 1"
        freed = relations(text).without(link(text), link("incident 9 childOf incident 8"))
        assert freed == Relations()
        assert freed.add(link("incident 1 causedByProblem problem 2")).links

    def test_a_refusal_leaves_the_value_as_it_was(self) -> None:
        known = relations("incident 1 childOf incident 2")
        before = known.links
        with pytest.raises(ParentCycle):
            known.add(link("incident 2 childOf incident 1"))
        assert known.links == before

    def test_many_links_are_looked_at_in_one_pass(self) -> None:
        chain = [
            Link(RecordKey(R.INCIDENT, f"{i + 1}"), K.CHILD_OF, RecordKey(R.INCIDENT, f"{i}"))
            for i in range(20_000)
        ]
        known = Relations(chain)
        assert len(known.descendants_of(RecordKey(R.INCIDENT, "0"))) == 20_000
        closing = Link(RecordKey(R.INCIDENT, "0"), K.CHILD_OF, RecordKey(R.INCIDENT, "20000"))
        with pytest.raises(ParentCycle):
            known.add(closing)

    @pytest.mark.parametrize("links", ["childOf", ["incident 1 childOf incident 2"], 7])
    def test_what_is_no_link_is_refused(self, links: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            Relations(links)

    def test_it_is_a_value(self) -> None:
        known = relations("incident 1 childOf incident 2")
        assert pickle.loads(pickle.dumps(known)) == known  # noqa: S301 - our own bytes
        assert hash(known) == hash(relations("incident 1 childOf incident 2"))
        assert repr(known) == "<Relations 1 links>"


class TestKeys:
    def test_records_say_which_they_are(self) -> None:
        problem = evolve(Problem.log(id="1", at=MONDAY), root_cause="firmware")
        records: list[Record | Workaround] = [
            Incident.log(id="1", at=MONDAY),
            problem,
            KnownError.of(problem, id="1"),
            Change.log(id="1", at=MONDAY),
            ServiceRequest.log(id="1", at=MONDAY),
            Release.plan(id="1", at=MONDAY),
            KnowledgeArticle.draft(id="1", at=MONDAY),
            Workaround(id="1", steps="restart"),
        ]
        assert [key_of(each).kind for each in records] == [
            R.INCIDENT,
            R.PROBLEM,
            R.KNOWN_ERROR,
            R.CHANGE,
            R.REQUEST,
            R.RELEASE,
            R.ARTICLE,
            R.WORKAROUND,
        ]

    def test_what_is_no_record_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            key_of("INC-1")  # type: ignore[arg-type]

    def test_a_key_has_a_kind_and_an_id(self) -> None:
        with pytest.raises(InvalidValue):
            RecordKey(R.INCIDENT, "")
        with pytest.raises(InvalidType):
            RecordKey("incident", "1")  # type: ignore[arg-type]
        with pytest.raises(InvalidType):
            Link("incident 1", K.CHILD_OF, key("incident 2"))  # type: ignore[arg-type]

    def test_keys_have_an_order(self) -> None:
        assert sorted([key("problem 1"), key("incident 2"), key("incident 1")]) == [
            key("incident 1"),
            key("incident 2"),
            key("problem 1"),
        ]


class TestReadingRecords:
    def records(self) -> list[Any]:
        incident = evolve(
            Incident.log(id="INC-1", at=MONDAY),
            problem=Ref(id=ProblemId("PRB-1")),
            parent=Ref(id=IncidentId("INC-2")),
            related=[Ref(id="KB-1", referred_type="knowledgeArticle"), Ref(id="INC-9")],
        )
        problem = evolve(
            Problem.log(id="PRB-1", at=MONDAY),
            incidents=[Ref(id=IncidentId("INC-1")), Ref(id=IncidentId("INC-3"))],
            changes=[Ref(id=ChangeId("CHG-1"))],
            known_error=Ref(id=KnownErrorId("KE-1")),
            root_cause="firmware",
        )
        known = KnownError.of(problem, id="KE-1")
        change = evolve(Change.log(id="CHG-1", at=MONDAY), caused=[Ref(id=IncidentId("INC-4"))])
        release = Release.plan(id="REL-1", at=MONDAY, changes=[Ref(id=ChangeId("CHG-1"))])
        article = evolve(
            KnowledgeArticle.draft(id="KB-1", at=MONDAY),
            related=[Ref(id="PRB-1", referred_type="problem")],
        )
        request = evolve(
            ServiceRequest.log(id="REQ-1", at=MONDAY), merged_into=Ref(id=RequestId("REQ-2"))
        )
        return [incident, problem, known, change, release, article, request]

    def test_what_both_ends_name_counts_once(self) -> None:
        reading = read_relations(self.records())
        assert [str(each) for each in reading.relations.links] == [
            "incident INC-1 childOf incident INC-2",
            "incident INC-1 relatedTo knowledgeArticle KB-1",
            "incident INC-1 relatedTo incident INC-9",
            "incident INC-1 causedByProblem problem PRB-1",
            "incident INC-3 causedByProblem problem PRB-1",
            "problem PRB-1 curedBy change CHG-1",
            "problem PRB-1 knownAs knownError KE-1",
            "incident INC-4 causedByChange change CHG-1",
            "change CHG-1 partOfRelease release REL-1",
            "knowledgeArticle KB-1 relatedTo problem PRB-1",
            "serviceRequest REQ-1 mergedInto serviceRequest REQ-2",
        ]
        assert reading.refused == ()
        assert reading.findings == ()

    def test_what_contradicts_is_reported_and_kept(self) -> None:
        other = evolve(Problem.log(id="PRB-2", at=MONDAY), incidents=[Ref(id=IncidentId("INC-1"))])
        reading = read_relations([*self.records(), other])
        assert [str(each) for each in reading.refused] == [
            "incident INC-1 causedByProblem problem PRB-2"
        ]
        (finding,) = reading.findings
        assert finding.code == "relation-refused"
        assert finding.message == "an incident has at most one root problem (R1.12)"
        assert finding.value == "incident INC-1 causedByProblem problem PRB-2"
        assert finding.allowed == "problem PRB-1, which it has"

    def test_cycles_lose_the_link_that_closes_them(self) -> None:
        pairs = (("1", "2"), ("2", "3"), ("3", "1"), ("4", "1"))
        tickets = [
            evolve(Incident.log(id=child, at=MONDAY), parent=Ref(id=IncidentId(parent)))
            for child, parent in pairs
        ]
        reading = read_relations(tickets)
        assert [str(each) for each in reading.refused] == ["incident 3 childOf incident 1"]
        assert len(reading.relations.links) == 3

    def test_merged_records_keep_what_they_name(self) -> None:
        gone = evolve(
            Incident.log(id="1", at=MONDAY),
            merged_into=Ref(id=IncidentId("2")),
            problem=Ref(id=ProblemId("1")),
        )
        assert read_relations([gone]).findings == ()

    def test_what_is_no_record_is_refused(self) -> None:
        with pytest.raises(InvalidType):
            list(links_of("INC-1"))  # type: ignore[arg-type]


class TestClosingTogether:
    """Rule R1.13."""

    def problem(self) -> Problem:
        problem = Problem.log(id="PRB-1", at=MONDAY).assess(at=MONDAY).analyse(at=MONDAY)
        return problem.fix(at=MONDAY, root_cause="firmware")

    def incident(self) -> Incident:
        incident = Incident.log(id="INC-1", at=MONDAY).start(at=MONDAY)
        return evolve(incident, problem=Ref(id=ProblemId("PRB-1")))

    def test_resolving_a_problem_closes_no_incident(self) -> None:
        problem = self.problem()
        incident = self.incident().resolve(at=MONDAY, resolution="restarted")
        cured = problem.resolve(at=MONDAY + HOUR)
        check_together([incident, problem], [cured])
        check_together([incident, cured], [incident.close(at=MONDAY + 2 * HOUR)])
        with pytest.raises(ImplicitClosing) as refused:
            check_together([incident, problem], [incident.close(at=MONDAY + HOUR), cured])
        assert str(refused.value) == (
            "resolving a problem closes no incident (R1.13): problem PRB-1, ending incident INC-1 "
            "with it is not allowed; allowed: a step of its own"
        )

    def test_it_resolves_none_either(self) -> None:
        problem, incident = self.problem(), self.incident()
        solved = incident.resolve(at=MONDAY + HOUR, resolution="firmware 3.2")
        with pytest.raises(ImplicitClosing):
            check_together([incident, problem], [solved, problem.resolve(at=MONDAY + HOUR)])

    def test_reopening_an_incident_reopens_no_problem(self) -> None:
        cured = self.problem().resolve(at=MONDAY)
        incident = self.incident().resolve(at=MONDAY, resolution="restarted")
        again = incident.reopen(at=MONDAY + HOUR)
        check_together([incident, cured], [again])
        with pytest.raises(ImplicitReopening) as refused:
            check_together([incident, cured], [again, cured.not_fixed(at=MONDAY + HOUR)])
        assert str(refused.value) == (
            "reopening an incident reopens no problem (R1.13): incident INC-1, reopening problem "
            "PRB-1 is not allowed; allowed: a step of its own"
        )

    def test_opposite_steps_and_other_problems_are_no_matter(self) -> None:
        cured, incident = self.problem().resolve(at=MONDAY), self.incident()
        solved = incident.resolve(at=MONDAY, resolution="restarted")
        check_together([incident, cured], [solved, cured.not_fixed(at=MONDAY)])
        other = Problem.log(id="PRB-2", at=MONDAY)
        gone = other.dismiss(at=MONDAY, code=ProblemResolution.CANCELLED)
        check_together([incident, other], [solved, gone])

    def test_records_that_are_new_or_in_an_unknown_state_took_no_step(self) -> None:
        problem, incident = self.problem(), self.incident()
        solved = incident.resolve(at=MONDAY, resolution="restarted")
        cured = problem.resolve(at=MONDAY)
        check_together([problem], [solved, cured])
        unknown = Incident(id=IncidentId("INC-1"), state=None, problem=Ref(id=ProblemId("PRB-1")))
        check_together([unknown, problem], [solved, cured])
