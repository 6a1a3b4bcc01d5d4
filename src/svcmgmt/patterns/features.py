"""Which features of a service or resource can be on together (rule R8.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from svcmgmt.common import FeatureSpecification
from svcmgmt.common._relation_words import excludes, needs
from svcmgmt.patterns.selection import SelectionCheck, check_selection
from svcmgmt.values._kinds import all_of_kind

__all__ = ["check_features"]


def check_features(
    selected: Iterable[str],
    features: Iterable[FeatureSpecification],
    *,
    at: datetime | None = None,
) -> SelectionCheck:
    """Return whether features can be on together, by the relations of their specifications.

    What a feature requires or includes is on with it; what it may include is not looked at.
    Relations name other features, or give their identifier. Source: rule R8.3.

    Args:
        selected: names of the features.
        features: the features that a specification has.
        at: when; None takes relations of all times.

    Raises:
        InvalidType: text in place of a list, or something else than features.

    Examples:
        >>> from svcmgmt.common import FeatureSpecificationRelationship
        >>> relation = FeatureSpecificationRelationship(name="backup", relationship_type="excluded")
        >>> economy = FeatureSpecification(name="economy", feature_spec_relationship=[relation])
        >>> check_features(["economy", "backup"], [economy]).is_allowed
        False
    """
    known = all_of_kind("features", features, FeatureSpecification)
    names = {each.id: each.name or "" for each in known if each.id}
    requires: list[tuple[str, str]] = []
    excluded: list[tuple[str, str]] = []
    for feature in known:
        for relation in feature.feature_spec_relationship:
            period, kind = relation.valid_for, relation.relationship_type
            if at is not None and period is not None and not period.holds_at(at):
                continue
            other = relation.name or names.get(relation.feature_id or relation.id or "", "")
            pair = (feature.name or "", other)
            if needs(kind) and other:
                requires.append(pair)
            elif excludes(kind) and other:
                excluded.append(pair)
    return check_selection(selected, requires=requires, excludes=excluded)
