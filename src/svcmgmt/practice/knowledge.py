"""Knowledge articles: what was learned, written down, reviewed and kept current."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from attrs import field, frozen

from svcmgmt.lifecycle import Lifecycle, OwnState, Rule, State, StateCategory, Stateful, Trigger
from svcmgmt.practice._fields import an_instant, as_tuple, each_of, in_utc, non_empty, words
from svcmgmt.practice.tickets import CategoryPath, logged
from svcmgmt.temporal import instant
from svcmgmt.values import ArticleId, Extension, Ref
from svcmgmt.values._kinds import check_kind, of_kind

__all__ = ["KNOWLEDGE_ARTICLE", "ArticleState", "ArticleTrigger", "KnowledgeArticle"]


class ArticleState(State):
    """Where a knowledge article is on its way, in lifecycle order (own words).

    Examples:
        >>> ArticleState("published").category
        <StateCategory.IN_SERVICE: 'in service'>
    """

    DRAFT = "draft", StateCategory.OPEN  # being written
    REVIEW = "review", StateCategory.OPEN  # is read by somebody else
    PUBLISHED = "published", StateCategory.IN_SERVICE  # people use it
    RETIRED = "retired", StateCategory.DONE  # does not hold any more; final


class ArticleTrigger(Trigger):
    """What moves a knowledge article.

    Examples:
        >>> ArticleTrigger("publish")
        <ArticleTrigger.PUBLISH: 'publish'>
    """

    SUBMIT = "submit"  # it is written
    SEND_BACK = "sendBack"  # its reviewer wants it otherwise
    PUBLISH = "publish"  # its reviewer agrees
    REVISE = "revise"  # its next version is being written
    RETIRE = "retire"  # it does not hold any more


def has_text(article: KnowledgeArticle) -> bool:
    """A text."""
    return bool(article.text.strip())


def is_read_by_another(article: KnowledgeArticle) -> bool:
    """A reviewer who is not its author."""
    return not article.author or article.history[-1].by not in {"", article.author}


_S, _T = ArticleState, ArticleTrigger

KNOWLEDGE_ARTICLE: Lifecycle[ArticleState, ArticleTrigger] = Lifecycle(
    name="knowledge_article",
    rules=(
        Rule(_T.SUBMIT, (_S.DRAFT,), _S.REVIEW, guards=(has_text,)),
        Rule(_T.SEND_BACK, (_S.REVIEW,), _S.DRAFT),
        Rule(_T.PUBLISH, (_S.REVIEW,), _S.PUBLISHED, guards=(has_text, is_read_by_another)),
        Rule(_T.REVISE, (_S.PUBLISHED,), _S.DRAFT),
        Rule(_T.RETIRE, (_S.DRAFT, _S.PUBLISHED), _S.RETIRED),
    ),
    initials=(_S.DRAFT,),
    finals=(_S.RETIRED,),
)
"""Lifecycle of a knowledge article: own states and transitions, ITIL 4 prescribes none."""


def _id(value: str) -> ArticleId:
    return ArticleId(non_empty(value))


@frozen(kw_only=True)
class KnowledgeArticle(Stateful[ArticleState, ArticleTrigger]):
    """What was learned about a subject, for those who need it next (ITIL 4).

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty id, or a state in which the history does not end.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> article = KnowledgeArticle.draft(id="KB-1", text="Restart it.", author="ana",
        ...                                  at=at("2026-10-26T08:00:00Z"))
        >>> article = article.submit(at=at("2026-10-26T09:00:00Z"))
        >>> article = article.publish(at=at("2026-10-26T10:00:00Z"), by="bea",
        ...                           review_by=at("2027-10-26T00:00:00Z"))
        >>> article.version, article.is_due_for_review(at("2027-11-01T00:00:00Z"))
        (1, True)
    """

    id: ArticleId = field(converter=_id)
    """Identifies the article."""

    name: str = field(default="", validator=of_kind(str))
    """Its title."""

    text: str = field(default="", validator=of_kind(str))
    """What it says."""

    author: str = field(default="", validator=of_kind(str))
    """Who wrote it; somebody else must review it. Empty if nobody has said."""

    category: CategoryPath = field(default=(), converter=as_tuple, validator=words)
    """What it is about."""

    review_by: datetime | None = field(default=None, converter=in_utc, validator=an_instant)
    """Until when somebody must look whether it still holds, in UTC; None for no such date."""

    related: tuple[Ref[str], ...] = field(default=(), converter=as_tuple, validator=each_of(Ref))
    """Records that it came from, or that it helps with."""

    extension: Extension = field(factory=Extension, validator=of_kind(Extension))
    """What the source said beyond these fields, as it came."""

    state: ArticleState | OwnState | None = ArticleState.DRAFT
    """Where it is now."""

    @classmethod
    def published_lifecycle(cls) -> Lifecycle[ArticleState, ArticleTrigger]:
        """Return `KNOWLEDGE_ARTICLE`."""
        return KNOWLEDGE_ARTICLE

    @classmethod
    def draft(
        cls,
        *,
        id: str,  # noqa: A002 - the published attribute
        at: datetime,
        name: str = "",
        text: str = "",
        author: str = "",
    ) -> Self:
        """Return a new article, its history beginning with its being drafted.

        Args:
            id: identifies it.
            at: when it was begun.
            name: its title.
            text: what it says.
            author: who writes it.

        Raises:
            InvalidType: an author that is no text.
            InvalidValue: an empty id.
            NaiveDatetime: `at` without a zone.
        """
        check_kind("author", author, str)
        history = logged(ArticleState.DRAFT, at=at, by=author)
        return cls(id=id, name=name, text=text, author=author, history=history)

    @property
    def version(self) -> int:
        """How often it was published, by its history."""
        return sum(fact.to_state is ArticleState.PUBLISHED for fact in self.history)

    def is_due_for_review(self, at: datetime) -> bool:
        """Return whether it is in use and its date of review has come.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        is_used = self.state is ArticleState.PUBLISHED
        return is_used and self.review_by is not None and self.review_by <= instant(at)

    def submit(self, *, at: datetime, by: str = "") -> Self:
        """Record that it is written; refused without a text."""
        return self.fire(_T.SUBMIT, at=at, by=by)

    def send_back(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that its reviewer wants it otherwise."""
        return self.fire(_T.SEND_BACK, at=at, by=by, reason=reason)

    def publish(self, *, at: datetime, by: str, review_by: datetime | None = None) -> Self:
        """Record that a reviewer agrees; refused if that is its author.

        Args:
            at: when.
            by: who reviewed it.
            review_by: until when somebody must look whether it still holds.
        """
        return self.fire(_T.PUBLISH, at=at, by=by, changes={"review_by": review_by})

    def revise(self, *, at: datetime, text: str | None = None, by: str = "") -> Self:
        """Record that its next version is being written, by whoever does it.

        Args:
            at: when.
            text: what it says now; as before if None.
            by: who writes it, then its author; as before if empty.
        """
        changes = {
            "text": self.text if text is None else text,
            "author": by or self.author,
        }
        return self.fire(_T.REVISE, at=at, by=by, changes=changes)

    def retire(self, *, at: datetime, reason: str = "", by: str = "") -> Self:
        """Record that it does not hold any more."""
        return self.fire(_T.RETIRE, at=at, by=by, reason=reason)
