"""The packages above take lists as calendars do."""

from __future__ import annotations

from svcmgmt.calendars import _lists as above
from svcmgmt.values import _lists as below


def test_there_is_one_reading_of_lists() -> None:
    assert above.listed is below.listed
