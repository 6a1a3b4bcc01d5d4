"""Events tell of one entity or of several, under a name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from svcmgmt.common import Entity, Event, EventPayload
from svcmgmt.errors import InvalidValue

AT = datetime(2026, 10, 26, tzinfo=UTC)


class TestPayloads:
    @pytest.mark.parametrize(
        "told",
        [
            {"resource": "service"},
            {"resource": ""},
            {"entity": Entity()},
            {"batch": [Entity()]},
            {"resource": "", "entity": Entity()},
            {"resource": "service", "entity": Entity(), "batch": [Entity()]},
        ],
    )
    def test_a_name_and_its_entity_come_together(self, told: dict[str, Any]) -> None:
        with pytest.raises(InvalidValue):
            EventPayload(**told)

    def test_it_tells_of_one_or_of_several_or_of_nothing(self) -> None:
        assert EventPayload(resource="service", entity=Entity()).batch == ()
        assert EventPayload(resource="service", batch=[Entity(), Entity()]).entity is None
        assert EventPayload(at_type="a").resource is None


class TestEvents:
    def test_when_it_occurred_is_told_however_it_is_spelled(self) -> None:
        assert Event(time_occurred=AT).occurred == AT
        assert Event(time_ocurred=AT).occurred == AT
        assert Event().occurred is None
