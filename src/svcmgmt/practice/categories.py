"""What tickets are about: paths in a closed tree, with the defaults that a category carries."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from attrs import Factory, field, frozen

from svcmgmt.errors import InvalidValue
from svcmgmt.practice._fields import as_tuple, words
from svcmgmt.practice.priorities import Impact
from svcmgmt.practice.tickets import CategoryPath, Ticket
from svcmgmt.values import Finding
from svcmgmt.values._kinds import all_of_kind, check_kind, of_kind

__all__ = ["Category", "CategoryTree", "UnknownCategory"]


class UnknownCategory(InvalidValue):
    """A path that the tree of categories does not have.

    Args:
        field: what the path was given for.
        value: the path.
        allowed: the categories below the last part that is known.

    Examples:
        >>> issubclass(UnknownCategory, InvalidValue)
        True
    """


@frozen(kw_only=True)
class Category:
    """One category, and what a ticket of it starts with unless somebody says otherwise.

    Raises:
        InvalidType: a path that is no list of words, or a default of another kind.
        InvalidValue: an empty path or word.

    Examples:
        >>> print(Category(path=["network", "vpn"], impact=Impact.HIGH))
        network > vpn
    """

    path: CategoryPath = field(converter=as_tuple, validator=words)
    """From the top of the tree down to it; at least one word."""

    impact: Impact | None = field(default=None, validator=of_kind(Impact, None))
    """Default impact; None takes that of the category above."""

    group: str = field(default="", validator=of_kind(str))
    """Group to which tickets are assigned; empty takes that of the category above."""

    target: str = field(default="", validator=of_kind(str))
    """Name of the targets that hold for it; empty takes that of the category above."""

    def __attrs_post_init__(self) -> None:
        if not self.path:
            raise InvalidValue("path", self.path, "at least one word")

    def __str__(self) -> str:
        return " > ".join(self.path)


def _categories(values: Iterable[Category]) -> tuple[Category, ...]:
    listed = all_of_kind("categories", values, Category)
    return tuple(sorted(listed, key=lambda each: each.path))


def _by_path(tree: CategoryTree) -> dict[CategoryPath, Category]:
    return {each.path: each for each in tree.categories}


@frozen
class CategoryTree:
    """All categories of a desk: a closed tree, in which each has the one above it.

    Source: rule R1.23.

    Args:
        categories: in any order.

    Raises:
        InvalidType: something that is no category.
        InvalidValue: a category twice, or one without the category above it.

    Examples:
        >>> tree = CategoryTree([Category(path=["network"], group="noc"),
        ...                      Category(path=["network", "vpn"], impact=Impact.HIGH)])
        >>> found = tree.defaults(["network", "vpn"])
        >>> print(found.group, found.impact.name)
        noc HIGH
        >>> tree.defaults(["network", "wifi"])
        Traceback (most recent call last):
        ...
        svcmgmt.practice.categories.UnknownCategory: ... is not allowed; allowed: network > vpn
    """

    categories: tuple[Category, ...] = field(converter=_categories)
    """Each after the one above it."""

    _by_path: dict[CategoryPath, Category] = field(
        init=False, eq=False, repr=False, default=Factory(_by_path, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        paths = [each.path for each in self.categories]
        for one, other in pairwise(paths):
            if one == other:
                raise InvalidValue("categories", " > ".join(one), "each category once")
        for path in paths:
            if path[:-1] and path[:-1] not in self._by_path:
                allowed = f"a category below one that exists; {' > '.join(path[:-1])} does not"
                raise InvalidValue("categories", " > ".join(path), allowed)

    def __contains__(self, path: Iterable[str]) -> bool:
        return _path(path) in self._by_path

    def below(self, path: Iterable[str] = ()) -> tuple[Category, ...]:
        """Return the categories right below one, or the topmost ones.

        Args:
            path: the category above; the top of the tree if empty.
        """
        above = _path(path)
        return tuple(each for each in self.categories if each.path[:-1] == above)

    def defaults(self, path: Iterable[str]) -> Category:
        """Return a category with its defaults, those of the categories above it filled in.

        Args:
            path: the category.

        Raises:
            InvalidType: text in place of a path.
            UnknownCategory: the tree does not have it.
        """
        wanted = _path(path)
        if wanted not in self._by_path:
            raise UnknownCategory("category", " > ".join(wanted), self._nearest(wanted))
        above = [self._by_path[wanted[:length]] for length in range(len(wanted), 0, -1)]
        return Category(
            path=wanted,
            impact=next((each.impact for each in above if each.impact is not None), None),
            group=next((each.group for each in above if each.group), ""),
            target=next((each.target for each in above if each.target), ""),
        )

    def check(self, ticket: Ticket[Any, Any]) -> tuple[Finding, ...]:
        """Return a finding `unknown-category` for each category of a ticket that is not here.

        Args:
            ticket: one that may have an opening and a closing category.

        Raises:
            InvalidType: something that is no ticket.
        """
        check_kind("ticket", ticket, Ticket)
        told = {
            "opening_category": ticket.opening_category,
            "closing_category": ticket.closing_category,
        }
        return tuple(
            Finding(
                code="unknown-category",
                message="a category that the tree does not have",
                pointer=f"/{name}",
                value=" > ".join(path),
                allowed=self._nearest(path),
            )
            for name, path in told.items()
            if path and path not in self._by_path
        )

    def _nearest(self, path: CategoryPath) -> str:
        """Return what the tree has below the last part of a path that it knows."""
        known = path
        while known and known not in self._by_path:
            known = known[:-1]
        return ", ".join(map(str, self.below(known))) or f"{' > '.join(known)}, or nothing"


def _path(path: Iterable[str]) -> CategoryPath:
    return all_of_kind("path", path, str)
