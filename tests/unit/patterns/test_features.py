"""Which features can be on together."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.common import (
    FeatureSpecification,
    FeatureSpecificationRelationship,
    TimePeriod,
)
from svcmgmt.errors import InvalidType
from svcmgmt.patterns import check_features
from svcmgmt.temporal import parse_instant as at

NOW = at("2026-10-26T08:00:00Z")


def feature(called: str, kind: str = "", **more: Any) -> FeatureSpecification:  # noqa: ANN401
    """Return a feature with a relation."""
    relation = FeatureSpecificationRelationship(relationship_type=kind, **more)
    return FeatureSpecification(
        id=f"id-{called}", name=called, feature_spec_relationship=[relation] if kind else []
    )


@pytest.mark.parametrize("kind", ["requires", "includes"])
def test_what_a_feature_needs_is_on_with_it(kind: str) -> None:
    check = check_features(["vpn"], [feature("vpn", kind, name="tunnel"), feature("tunnel")])
    assert check.needed == ("tunnel",)


def test_what_it_excludes_is_not_named_by_its_identifier_either() -> None:
    known = [feature("economy", "excluded", feature_id="id-backup"), feature("backup")]
    assert not check_features(["economy", "backup"], known).is_allowed
    assert check_features(["economy"], known).is_allowed


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "may include", "name": "b"},
        {"kind": "requires"},
        {"kind": "excluded"},
        {"kind": "requires", "name": "b", "valid_for": TimePeriod(end_date_time=NOW)},
    ],
)
def test_other_relations_decide_nothing(other: dict[str, Any]) -> None:
    check = check_features(["a"], [feature("a", **other)], at=NOW)
    assert check.needed == ()
    assert check.is_allowed


def test_only_features_have_relations() -> None:
    with pytest.raises(InvalidType):
        check_features(["a"], ["a"])  # type: ignore[list-item]
