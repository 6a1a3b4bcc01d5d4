from __future__ import annotations

import pickle

import pytest

from svcmgmt.calendars import NeverOpens, NoSuchTime, always, never, weekly
from svcmgmt.errors import SvcmgmtError
from svcmgmt.temporal import ORIGIN, parse_instant as at


@pytest.mark.parametrize("error", [NoSuchTime, NeverOpens])
def test_the_facts_survive_pickling(error: type[NoSuchTime]) -> None:
    original = error("opening after", ORIGIN, "never")
    twin = pickle.loads(pickle.dumps(original))  # noqa: S301 - made one line before
    assert type(twin) is error
    assert (twin.sought, twin.at, twin.calendar) == ("opening after", ORIGIN, "never")
    assert str(twin) == str(original)


def test_the_text_says_what_was_sought_where_and_from_when() -> None:
    error = NoSuchTime("closing after", at("2026-10-26T14:00:00+01:00"), "always")
    assert str(error) == (
        "no closing after 2026-10-26T13:00:00+00:00 within 1970 to 2200 in the calendar: always"
    )


def test_both_are_value_errors_of_the_library() -> None:
    assert issubclass(NeverOpens, NoSuchTime)
    assert issubclass(NoSuchTime, SvcmgmtError)
    assert issubclass(NoSuchTime, ValueError)


def test_a_calendar_tells_itself_in_the_error() -> None:
    desk = weekly("Mon-Fri 9-17", zone="UTC", holidays=["2026-12-25"])
    with pytest.raises(NoSuchTime) as caught:
        desk.before(ORIGIN, ORIGIN.replace(hour=9) - ORIGIN)
    assert caught.value.sought == "9:00:00 of open time before"
    assert caught.value.calendar == str(desk) == "Mon-Fri 09:00-17:00, UTC, with holidays"


def test_never_is_told_apart_from_no_more() -> None:
    with pytest.raises(NeverOpens):
        never().next_open(ORIGIN)
    with pytest.raises(NoSuchTime) as caught:
        always().next_close(ORIGIN)
    assert type(caught.value) is NoSuchTime
