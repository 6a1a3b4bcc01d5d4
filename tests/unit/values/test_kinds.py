"""What fields of one kind take and refuse."""

from __future__ import annotations

import pytest
from attrs import field, frozen

from svcmgmt.errors import InvalidType
from svcmgmt.values._kinds import of_kind


@frozen
class Thing:
    count: object = field(default=0, validator=of_kind(int))
    note: object = field(default=None, validator=of_kind(str, None))


def test_values_of_the_kind_are_taken() -> None:
    assert Thing(1, "one") == Thing(count=1, note="one")
    assert Thing(1).note is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"count": "1"}, "count: str '1' is not allowed; allowed: int"),
        ({"count": None}, "count: NoneType None is not allowed; allowed: int"),
        ({"note": 1}, "note: int 1 is not allowed; allowed: str or None"),
    ],
)
def test_others_are_refused_by_name(given: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidType) as caught:
        Thing(**given)
    assert str(caught.value) == message
