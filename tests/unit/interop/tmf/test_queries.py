"""Queries choose documents and their attributes, in bounded steps, whatever they say."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop.tmf import matches, select_fields

TICKET: dict[str, Any] = {
    "id": "1",
    "@type": "TroubleTicket",
    "status": "held",
    "creationDate": "2026-10-26T08:00:00Z",
    "count": 10,
    "ratio": 0.5,
    "flag": True,
    "nothing": None,
    "note": [{"text": "a", "author": "ana"}, {"text": "b"}, "c"],
    "place": {"name": "x", "id": "p"},
}


class TestSelections:
    @pytest.mark.parametrize(
        ("fields", "names"),
        [
            ("none", {"id", "@type"}),
            ("status, count", {"id", "@type", "status", "count"}),
            (["flag"], {"id", "@type", "flag"}),
            ("unheard.of", {"id", "@type"}),
        ],
    )
    def test_they_keep_what_is_named_and_the_identity(self, fields: Any, names: set[str]) -> None:  # noqa: ANN401
        assert set(select_fields(TICKET, fields)) == names

    def test_points_lead_into_objects_and_lists(self) -> None:
        chosen = select_fields(TICKET, "note.text,place.name")
        assert chosen["note"] == [{"text": "a"}, {"text": "b"}, "c"]
        assert chosen["place"] == {"name": "x"}

    @pytest.mark.parametrize(("document", "fields"), [([], "a"), ({}, [1])])
    def test_other_kinds_are_refused(self, document: Any, fields: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            select_fields(document, fields)

    def test_depth_has_a_limit(self) -> None:
        deep: Any = []
        for _ in range(5_000):
            deep = [deep]
        with pytest.raises(LimitExceeded):
            select_fields({"a": deep}, "a.b")
        with pytest.raises(LimitExceeded):
            matches({"a": deep}, {"a": "1"})
        assert select_fields({"a": 1}, "a" + ".a" * 5_000) == {"a": 1}


class TestFilters:
    @pytest.mark.parametrize(
        ("name", "text", "is_met"),
        [
            ("status", "held", True),
            ("status", "pending,held", True),
            ("status", "pending", False),
            ("status.ne", "pending", True),
            ("status.ne", "pending,held", False),
            ("missing", "a", False),
            ("missing.ne", "a", True),
            ("creationDate.gt", "2026-10-26T09:30:00+02:00", True),
            ("creationDate.lte", "2026-10-26T10:00:00+02:00", True),
            ("creationDate.lt", "2026-10-26T08:00:00Z", False),
            ("creationDate.gt", "not a date", False),
            ("count.gte", "10.0", True),
            ("count", "9", False),
            ("count.gt", "nine", False),
            ("count", "nan", False),
            ("count.lt", "sNaN", True),  # compared as text
            ("count.lt", "1e999999999", True),
            ("ratio", "0.50", True),
            ("flag", "true", True),
            ("flag", "True", False),
            ("nothing", "null", True),
            ("note.author", "ana", True),
            ("note.text", "b", True),
            ("place.id.eq", "p", True),
            ("place.id.more", "p", False),
            ("eq", "a", False),
        ],
    )
    def test_they_compare_instants_numbers_and_text(
        self, name: str, text: str, *, is_met: bool
    ) -> None:
        assert matches(TICKET, {name: text}) is is_met

    def test_all_of_them_must_be_met(self) -> None:
        assert matches(TICKET, {"status": "held", "count": "10"})
        assert not matches(TICKET, {"status": "held", "count": "11"})
        assert matches(TICKET, {})

    def test_a_huge_number_is_compared(self) -> None:
        assert matches({"a": 10**5_000}, {"a.gt": "1"})
        assert not matches({"a": float("inf")}, {"a.eq": "1"})

    @pytest.mark.parametrize("filters", [{1: "a"}, {"a": 1}])
    def test_names_and_texts_are_text(self, filters: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType):
            matches(TICKET, filters)

    @pytest.mark.parametrize("name", ["", ".", "a..b", ".gt"])
    def test_a_filter_has_a_name(self, name: str) -> None:
        with pytest.raises(InvalidValue):
            matches(TICKET, {name: "a"})

    def test_only_objects_are_filtered(self) -> None:
        with pytest.raises(InvalidType):
            matches([], {})  # type: ignore[arg-type]
