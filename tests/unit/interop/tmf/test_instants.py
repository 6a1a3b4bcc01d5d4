"""Instants are read however they are spelled, and written as most documents spell them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.common import Note
from svcmgmt.interop.tmf import v5


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-26T08:00:00Z",
        "2026-10-26T08:00:00.500Z",
        "2026-10-26T08:00:00.123456Z",
        "1967-09-26T05:00:00.246Z",
        "1850-01-01T00:00:00Z",
        "2300-01-01T00:00:00Z",
    ],
)
def test_the_usual_spelling_needs_no_original(text: str) -> None:
    note = v5().load({"date": text}, Note)
    assert note.date is not None
    assert not note.extension
    assert v5().dump(note) == {"date": text}


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("2026-10-26T09:00:00+01:00", "2026-10-26T08:00:00Z"),
        ("2026-10-26T08:00:00.5Z", "2026-10-26T08:00:00.500Z"),
        ("2026-10-26T08:00:00.000Z", "2026-10-26T08:00:00Z"),
        ("2021-09-04T10:06:53.548738882Z", "2021-09-04T10:06:53.548738Z"),
        ("1967-09-26T05:00:00.25+05:00", "1967-09-26T00:00:00.250Z"),
        ("1967-09-26t05:00:00z", "1967-09-26T05:00:00Z"),
    ],
)
def test_another_spelling_comes_back_and_is_no_finding(text: str, usual: str) -> None:
    note = v5().load({"date": text}, Note)
    assert v5().dump(note) == {"date": text}
    assert not v5().findings(note)
    assert v5().dump(Note(date=note.date)) == {"date": usual}


@pytest.mark.parametrize(
    "text",
    [
        "1967-09-26",
        "1967-09-26T05:00:00",
        "1967-02-30T05:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "2020-01-00T00:00:00.000Z",
        "",
        "x" * 200,
        7,
    ],
)
def test_what_is_no_instant_is_found_and_comes_back(text: Any) -> None:  # noqa: ANN401
    note = v5().load({"date": text}, Note)
    assert note.date is None
    assert len(v5().findings(note)) == 1
    assert v5().dump(note) == {"date": text}


def test_any_zone_is_written_in_utc() -> None:
    at = datetime(2026, 10, 26, 9, tzinfo=timezone(timedelta(hours=1)))
    assert v5().dump(Note(date=at)) == {"date": "2026-10-26T08:00:00Z"}
    first = datetime.min.replace(tzinfo=UTC)
    assert v5().dump(Note(date=first)) == {"date": "0001-01-01T00:00:00Z"}


def test_an_hour_that_the_clocks_show_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    texts = [v5().dump(Note(date=each))["date"] for each in (first, first.replace(fold=1))]
    assert texts == ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]
