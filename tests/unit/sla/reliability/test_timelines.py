"""The expanded lifecycle of an incident, and means over many (R2.16, R6.1)."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from svcmgmt.calendars import weekly
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.reliability import IncidentPhase, IncidentTimeline, RestoreStart, mean_times
from svcmgmt.temporal import NaiveDatetime, parse_instant as at
from svcmgmt.values import NoData

START = at("2026-10-05T08:00:00Z")
MINUTE = timedelta(minutes=1)
NAMES = ("occurred", "detected", "diagnosed", "repaired", "recovered", "restored")


def story(**minutes: float) -> IncidentTimeline:
    """Return a timeline by minutes after some instant."""
    instants: dict[str, Any] = {name: START + each * MINUTE for name, each in minutes.items()}
    return IncidentTimeline(**instants)


WHOLE = story(
    occurred=0, detected=5, logged=7, acknowledged=9, diagnosed=25, repaired=65, recovered=75,
    restored=80,
)  # fmt: skip


class TestPhases:
    def test_they_add_up_to_the_whole(self) -> None:
        lengths = [length for _, length in WHOLE.phases()]
        assert lengths == [5 * MINUTE, 20 * MINUTE, 40 * MINUTE, 10 * MINUTE, 5 * MINUTE]
        known = [each for each in lengths if isinstance(each, timedelta)]
        assert sum(known, timedelta(0)) == WHOLE.time_to_restore()

    def test_a_phase_with_an_unknown_end_is_no_data(self) -> None:
        partial = story(occurred=0, detected=5, repaired=65, restored=80)
        lengths = dict(partial.phases())
        assert lengths[IncidentPhase.DETECTION] == 5 * MINUTE
        assert lengths[IncidentPhase.DIAGNOSIS] == NoData("nobody knows when it was diagnosed")
        assert lengths[IncidentPhase.REPAIR] == NoData("nobody knows when it was diagnosed")
        assert lengths[IncidentPhase.RESTORATION] == NoData("nobody knows when it was recovered")
        assert partial.time_to_restore() == 80 * MINUTE
        assert story().time_to_detect() == NoData("nobody knows when it occurred")

    def test_phases_may_take_no_time(self) -> None:
        sudden = story(**dict.fromkeys(NAMES, 0))
        assert {length for _, length in sudden.phases()} == {timedelta(0)}

    def test_a_phase_is_asked_for_by_name(self) -> None:
        assert WHOLE.phase(IncidentPhase.REPAIR) == 40 * MINUTE
        with pytest.raises(InvalidType, match="phase"):
            WHOLE.phase("repair")  # type: ignore[arg-type]

    def test_times_in_service_hours(self) -> None:
        office = weekly("Mon-Fri 08:30-18:00", zone="UTC")
        assert WHOLE.time_to_restore(service_time=office) == 50 * MINUTE
        assert WHOLE.phase(IncidentPhase.DETECTION, service_time=office) == timedelta(0)

    def test_a_table_for_people(self) -> None:
        assert story(occurred=0, detected=5).explain().splitlines() == [
            "phase                  took",
            "detection              0:05:00",
            "diagnosis              nobody knows when it was diagnosed",
            "repair                 nobody knows when it was diagnosed",
            "recovery               nobody knows when it was repaired",
            "restoration            nobody knows when it was recovered",
            "restore, from failure  nobody knows when it was restored",
        ]


class TestStarts:
    @pytest.mark.parametrize(
        ("start", "restored", "acknowledged"),
        [
            (RestoreStart.FAILURE, 80, 9),
            (RestoreStart.DETECTION, 75, 4),
            (RestoreStart.TICKET, 73, 2),
        ],
    )
    def test_from_when_on_a_time_counts(
        self, start: RestoreStart, restored: int, acknowledged: int
    ) -> None:
        assert WHOLE.time_to_restore(start) == restored * MINUTE
        assert WHOLE.time_to_acknowledge(start) == acknowledged * MINUTE

    def test_defaults(self) -> None:
        assert WHOLE.time_to_restore() == 80 * MINUTE
        assert WHOLE.time_to_acknowledge() == 4 * MINUTE
        assert WHOLE.time_to_repair() == 60 * MINUTE
        assert WHOLE.time_to_detect() == 5 * MINUTE

    def test_a_start_is_a_policy(self) -> None:
        with pytest.raises(InvalidType, match="start"):
            WHOLE.time_to_restore("failure")  # type: ignore[arg-type]
        with pytest.raises(InvalidType, match="start"):
            WHOLE.time_to_acknowledge("ticket")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["occurred", "restored", "logged"])
def test_an_instant_that_is_none_is_refused_by_the_name_of_its_field(name: str) -> None:
    with pytest.raises(NaiveDatetime, match=f"^{name}: "):
        IncidentTimeline(**{name: datetime(2026, 10, 5)})  # type: ignore[arg-type]  # noqa: DTZ001
    with pytest.raises(InvalidType, match=f"^{name}: "):
        IncidentTimeline(**{name: "now"})  # type: ignore[arg-type]


class TestOrder:
    @pytest.mark.parametrize(("earlier", "later"), [*pairwise(NAMES)])
    def test_neighbours_in_the_wrong_order_are_refused(self, earlier: str, later: str) -> None:
        with pytest.raises(InvalidValue, match=f"{later}: .* when it") as refused:
            story(**{earlier: 5, later: 4})
        assert refused.value.field == later

    def test_the_wrong_order_is_seen_across_unknown_instants(self) -> None:
        with pytest.raises(InvalidValue, match=r"restored: .* when it was detected"):
            story(detected=5, restored=4)

    @pytest.mark.parametrize(
        "minutes",
        [
            {"occurred": 5, "logged": 4},
            {"logged": 5, "acknowledged": 4},
            {"detected": 5, "acknowledged": 4},
        ],
    )
    def test_tickets_follow_failures(self, minutes: dict[str, float]) -> None:
        with pytest.raises(InvalidValue, match="or later"):
            story(**minutes)

    def test_a_customer_may_notice_first(self) -> None:
        assert story(occurred=0, logged=3, detected=5).logged == START + 3 * MINUTE

    def test_naive_instants_cannot_be(self) -> None:
        with pytest.raises(NaiveDatetime):
            IncidentTimeline(occurred=datetime.fromisoformat("2026-10-05T08:00:00"))

    def test_it_is_a_value(self) -> None:
        assert pickle.loads(pickle.dumps(WHOLE)) == WHOLE  # noqa: S301


class TestMeans:
    STORIES = (
        story(occurred=0, detected=5, acknowledged=8, restored=60),
        story(occurred=0, detected=10, acknowledged=12, restored=40),
        story(occurred=0, detected=3, acknowledged=10, restored=110),
    )

    def test_each_mean_is_over_those_that_know_both_ends(self) -> None:
        found = mean_times([*self.STORIES, story(occurred=0, detected=2)])
        assert (found.detect.mean, found.detect.known, found.detect.unknown) == (
            5 * MINUTE,
            4,
            0,
        )
        assert (found.acknowledge.mean, found.acknowledge.unknown) == (4 * MINUTE, 1)
        assert found.restore.mean == 70 * MINUTE
        assert isinstance(found.repair.mean, NoData)
        assert found.repair.unknown == 4

    def test_starts_are_policies(self) -> None:
        found = mean_times(
            self.STORIES,
            acknowledge_from=RestoreStart.FAILURE,
            restore_from=RestoreStart.DETECTION,
        )
        assert found.acknowledge.mean == 10 * MINUTE
        assert found.restore.mean == 64 * MINUTE
        assert found.policies == (("acknowledge from", "failure"), ("restore from", "detection"))

    def test_service_time(self) -> None:
        office = weekly("Mon-Fri 08:05-18:00", zone="UTC")
        assert mean_times(self.STORIES, service_time=office).detect.mean == 5 * MINUTE / 3

    def test_they_tell_themselves(self) -> None:
        told = str(mean_times(self.STORIES))
        assert told.startswith("MTTD 0:06:00 (3 of 3), MTTA 0:04:00 (3 of 3), MTTR no incident")
        assert pickle.loads(pickle.dumps(mean_times(self.STORIES))) == mean_times(self.STORIES)  # noqa: S301

    def test_incidents_of_another_kind_are_refused(self) -> None:
        with pytest.raises(InvalidType, match="incidents"):
            mean_times([START])  # type: ignore[list-item]
        with pytest.raises(InvalidType, match="start"):
            mean_times(self.STORIES, restore_from="ticket")  # type: ignore[arg-type]
