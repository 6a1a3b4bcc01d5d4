"""A knowledge article is written, read by somebody else, published, revised and retired."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.lifecycle import TransitionNotAllowed
from svcmgmt.practice import KNOWLEDGE_ARTICLE, ArticleState, KnowledgeArticle
from svcmgmt.temporal import NaiveDatetime
from svcmgmt.values import ArticleId, Ref

MONDAY = datetime(2026, 10, 26, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)

DRAWN = {
    "draft": {"review", "retired"},
    "review": {"draft", "published"},
    "published": {"draft", "retired"},
    "retired": set(),
}


def drafted() -> KnowledgeArticle:
    return KnowledgeArticle.draft(
        id="KB-1", name="VPN drops", text="Restart it.", author="ana", at=MONDAY
    )


def published() -> KnowledgeArticle:
    return drafted().submit(at=MONDAY).publish(at=MONDAY, by="bea", review_by=MONDAY + DAY)


def test_its_transitions_are_exactly_those_that_are_drawn() -> None:
    assert {
        str(state): {str(target) for target in KNOWLEDGE_ARTICLE.targets_from(state)}
        for state in KNOWLEDGE_ARTICLE.states
    } == DRAWN
    assert drafted().lifecycle is KnowledgeArticle.published_lifecycle() is KNOWLEDGE_ARTICLE


def test_a_whole_life_counts_versions() -> None:
    article = drafted()
    assert (article.version, article.history[0].by) == (0, "ana")
    article = published().revise(at=MONDAY + DAY, text="Update it.", by="cem")
    assert (article.version, article.text, article.author) == (1, "Update it.", "cem")
    article = article.submit(at=MONDAY + DAY).send_back(at=MONDAY + DAY, reason="too short")
    article = article.submit(at=MONDAY + DAY).publish(at=MONDAY + DAY, by="ana")
    assert (article.version, article.review_by) == (2, None)
    assert article.retire(at=MONDAY + 2 * DAY, reason="new device").state is ArticleState.RETIRED


def test_a_revision_may_keep_text_and_author() -> None:
    revised = published().revise(at=MONDAY + DAY)
    assert (revised.text, revised.author) == ("Restart it.", "ana")


def test_nothing_is_reviewed_without_a_text() -> None:
    with pytest.raises(TransitionNotAllowed, match="a text"):
        evolve(drafted(), text=" ").submit(at=MONDAY)


@pytest.mark.parametrize("reader", ["ana", ""])
def test_its_author_does_not_review_it(reader: str) -> None:
    with pytest.raises(TransitionNotAllowed, match="a reviewer who is not its author"):
        drafted().submit(at=MONDAY).publish(at=MONDAY, by=reader)


def test_where_nobody_said_who_wrote_it_anybody_may_review_it() -> None:
    anonymous = KnowledgeArticle.draft(id="KB-1", text="Restart it.", at=MONDAY)
    assert anonymous.submit(at=MONDAY).publish(at=MONDAY, by="").version == 1


def test_it_is_due_for_review_while_it_is_used() -> None:
    article = published()
    assert not article.is_due_for_review(MONDAY)
    assert article.is_due_for_review(MONDAY + DAY)
    assert not article.retire(at=MONDAY).is_due_for_review(MONDAY + DAY)
    assert not evolve(article, review_by=None).is_due_for_review(MONDAY + DAY)
    with pytest.raises(NaiveDatetime):
        article.is_due_for_review(MONDAY.replace(tzinfo=None))


def test_wrong_fields_are_refused() -> None:
    with pytest.raises(InvalidValue):
        KnowledgeArticle.draft(id="", at=MONDAY)
    with pytest.raises(InvalidType):
        KnowledgeArticle(id=ArticleId("KB-1"), category="network")
    with pytest.raises(NaiveDatetime) as refused:
        evolve(drafted(), review_by=MONDAY.replace(tzinfo=None))
    assert refused.value.field == "review_by"
    with pytest.raises(InvalidType) as wrong:
        evolve(drafted(), review_by="tomorrow")  # type: ignore[arg-type]
    assert wrong.value.field == "review_by"
    with pytest.raises(InvalidType):
        evolve(drafted(), related=Ref(id="PRB-1"))  # type: ignore[arg-type]
