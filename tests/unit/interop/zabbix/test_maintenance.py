"""Periods of maintenance, once and recurring."""

from __future__ import annotations

from typing import Any

import pytest

from svcmgmt.calendars import UnknownZone
from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.interop.zabbix import read_maintenance
from svcmgmt.reports import ServiceFacts
from svcmgmt.temporal import Interval, IntervalSet, OpenInterval, parse_instant

MARCH = Interval.parse("2026-03-01T00:00:00Z/2026-04-01T00:00:00Z")


def epoch(text: str) -> str:
    """Return an instant as Zabbix tells it."""
    return str(int(parse_instant(text).timestamp()))


ONCE: dict[str, object] = {
    "timeperiod_type": "0",
    "start_date": epoch("2026-03-10T22:00:00Z"),
    "period": "7200",
}
ROW: dict[str, object] = {
    "maintenanceid": "3",
    "name": "update",
    "active_since": epoch("2026-01-05T00:00:00Z"),  # a Monday
    "active_till": epoch("2026-12-31T00:00:00Z"),
    "maintenance_type": "0",
    "hosts": [{"name": "web"}],
    "timeperiods": [ONCE],
}


def recurring(**period: object) -> dict[str, object]:
    """Return maintenance of one hour that recurs at 02:00."""
    return {**ROW, "timeperiods": [{"start_time": "7200", "period": "3600", **period}]}


def planned(facts: ServiceFacts) -> list[str]:
    """Return the planned times, in order."""
    return sorted(str(work.planned) for work in facts.availability.maintenance)


def days(facts: ServiceFacts) -> list[str]:
    """Return the dates on which maintenance begins."""
    return [text[:10] for text in planned(facts)]


def codes(facts: ServiceFacts) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in facts.findings]


class TestOnce:
    def test_a_period_is_maintenance_of_a_host(self) -> None:
        facts = read_maintenance([ROW])
        [work] = facts.availability.maintenance
        assert (work.id, work.scope) == ("3/0/2026-03-10T22:00:00Z/web", "web")
        assert planned(facts) == ["2026-03-10T22:00:00Z/2026-03-11T00:00:00Z"]
        assert codes(facts) == []

    def test_hosts_and_groups_are_each_told(self) -> None:
        row = {**ROW, "hostgroups": [{"name": "mail"}], "groups": [{"name": "mail"}]}
        scopes = [work.scope for work in read_maintenance([row]).availability.maintenance]
        assert scopes == ["mail", "web"]

    def test_without_hosts_it_holds_for_everything(self) -> None:
        [work] = read_maintenance([{**ROW, "hosts": []}]).availability.maintenance
        assert (work.id, work.scope) == ("3/0/2026-03-10T22:00:00Z", "")

    def test_it_is_cut_to_the_time_in_which_it_is_active(self) -> None:
        row = {**ROW, "active_till": epoch("2026-03-10T22:30:00Z")}
        assert planned(read_maintenance([row])) == ["2026-03-10T22:00:00Z/2026-03-10T22:30:00Z"]

    def test_a_period_outside_it_is_told(self) -> None:
        facts = read_maintenance([{**ROW, "active_till": epoch("2026-03-01T00:00:00Z")}])
        assert planned(facts) == []
        assert codes(facts) == ["not-active"]

    def test_a_period_lasts_an_hour_unless_told(self) -> None:
        period = {**ONCE, "period": ""}
        facts = read_maintenance([{**ROW, "timeperiods": [period]}])
        assert planned(facts) == ["2026-03-10T22:00:00Z/2026-03-10T23:00:00Z"]

    @pytest.mark.parametrize("length", ["0", "-60", "99999999999"])
    def test_a_length_beyond_all_use_is_told(self, length: str) -> None:
        facts = read_maintenance([{**ROW, "timeperiods": [{**ONCE, "period": length}]}])
        assert planned(facts) == []
        assert codes(facts) == ["unreadable-value"]

    def test_a_period_without_a_start_is_told(self) -> None:
        facts = read_maintenance([{**ROW, "timeperiods": [{**ONCE, "start_date": "0"}]}])
        assert codes(facts) == ["missing-value"]

    def test_no_periods_are_told(self) -> None:
        facts = read_maintenance([{**ROW, "timeperiods": None}])
        assert codes(facts) == ["no-periods"]

    def test_tags_are_not_read_and_told(self) -> None:
        facts = read_maintenance([{**ROW, "tags": [{"tag": "service", "value": "mail"}]}])
        assert len(planned(facts)) == 1
        assert codes(facts) == ["tags-not-read"]

    def test_without_data_collection_nobody_knows(self) -> None:
        facts = read_maintenance([{**ROW, "maintenance_type": "1"}])
        during = Interval.parse("2026-03-10T22:00:00Z/PT2H")
        assert facts.unknown == (("web", IntervalSet.of([during])),)

    @pytest.mark.parametrize(
        "more",
        [
            {"active_since": epoch("2026-12-31T00:00:00Z"), "active_till": ROW["active_since"]},
            {"active_since": ""},
            {"active_till": "0"},
        ],
        ids=repr,
    )
    def test_an_active_time_that_is_none_is_told(self, more: dict[str, object]) -> None:
        facts = read_maintenance([{**ROW, **more}])
        assert planned(facts) == []
        assert codes(facts) == ["end-before-start"]

    def test_no_id_is_told(self) -> None:
        assert codes(read_maintenance([{**ROW, "maintenanceid": ""}])) == ["missing-value"]


class TestRecurring:
    def read(self, row: dict[str, object], within: Interval = MARCH) -> ServiceFacts:
        return read_maintenance([row], zone="Europe/Berlin", within=within)

    def test_a_daily_period(self) -> None:
        within = Interval.parse("2026-03-28T00:00:00Z/2026-03-31T00:00:00Z")
        assert planned(self.read(recurring(timeperiod_type="2"), within)) == [
            "2026-03-28T01:00:00Z/2026-03-28T02:00:00Z",
            "2026-03-29T01:00:00Z/2026-03-29T02:00:00Z",  # 02:00 is skipped by the clocks
            "2026-03-30T00:00:00Z/2026-03-30T01:00:00Z",
        ]

    def test_every_third_day_is_counted_from_the_first_active_one(self) -> None:
        row = recurring(timeperiod_type="2", every="3")
        found = days(self.read(row, Interval.parse("2026-01-01T00:00:00Z/2026-01-15T00:00:00Z")))
        assert found == ["2026-01-05", "2026-01-08", "2026-01-11", "2026-01-14"]

    def test_weekly_days_are_bits_from_monday_on(self) -> None:
        row = recurring(timeperiod_type="3", dayofweek="66")  # Tuesday and Sunday
        found = days(self.read(row, Interval.parse("2026-03-02T00:00:00Z/2026-03-16T00:00:00Z")))
        assert found == ["2026-03-03", "2026-03-08", "2026-03-10", "2026-03-15"]

    def test_every_second_week_is_counted_from_the_first_active_one(self) -> None:
        row = {
            **recurring(timeperiod_type="3", dayofweek="1", every="2"),
            "active_since": epoch("2026-01-07T12:00:00Z"),  # a Wednesday: its week counts as first
        }
        found = days(self.read(row, Interval.parse("2026-01-01T00:00:00Z/2026-02-20T00:00:00Z")))
        assert found == ["2026-01-19", "2026-02-02", "2026-02-16"]

    def test_a_day_of_the_month(self) -> None:
        row = recurring(timeperiod_type="4", day="31", month="4095")
        found = days(self.read(row, Interval.parse("2026-01-01T00:00:00Z/2026-06-15T00:00:00Z")))
        assert found == ["2026-01-31", "2026-03-31", "2026-05-31"]

    @pytest.mark.parametrize(("week", "date"), [("1", "2026-03-01"), ("5", "2026-03-29")])
    def test_a_weekday_of_the_month(self, week: str, date: str) -> None:
        row = recurring(timeperiod_type="4", dayofweek="64", every=week, month="4")
        assert days(self.read(row)) == [date]

    def test_what_began_before_the_stated_time_and_reaches_into_it_is_told(self) -> None:
        within = Interval.parse("2026-03-03T01:30:00Z/2026-03-03T12:00:00Z")
        found = planned(self.read(recurring(timeperiod_type="2"), within))
        assert found == ["2026-03-03T01:00:00Z/2026-03-03T02:00:00Z"]

    def test_a_stated_time_before_it_is_active_has_none(self) -> None:
        within = Interval.parse("2025-03-03T00:00:00Z/2025-03-04T00:00:00Z")
        assert planned(self.read(recurring(timeperiod_type="2"), within)) == []

    def test_parts_of_the_time_merge_to_the_whole(self) -> None:
        row = recurring(timeperiod_type="2")
        half = parse_instant("2026-03-15T01:30:00Z")
        parts = [
            self.read(row, Interval(MARCH.start, half)),
            self.read(row, Interval(half, MARCH.end)),
        ]
        assert parts[0].merged(parts[1]) == self.read(row)

    @pytest.mark.parametrize(
        "options", [{}, {"zone": "Europe/Berlin"}, {"within": MARCH}], ids=repr
    )
    def test_without_zone_or_time_it_is_told_and_not_read(self, options: dict[str, object]) -> None:
        facts = read_maintenance([recurring(timeperiod_type="2")], **options)  # type: ignore[arg-type]
        assert planned(facts) == []
        assert codes(facts) == ["recurring"]

    @pytest.mark.parametrize(
        "period",
        [
            {"timeperiod_type": "1"},
            {"timeperiod_type": "3", "dayofweek": "0"},
            {"timeperiod_type": "4", "month": "0", "day": "1"},
            {"timeperiod_type": "4", "month": "1"},
            {"timeperiod_type": "2", "every": "-1"},
            {"timeperiod_type": "2", "every": "99999"},
            {"timeperiod_type": "4", "month": "1", "day": "99"},
            {"timeperiod_type": "2", "start_time": "999999999999999"},
        ],
        ids=repr,
    )
    def test_a_rule_that_is_none_is_told(self, period: dict[str, object]) -> None:
        facts = self.read(recurring(**period))
        assert planned(facts) == []
        assert codes(facts) == ["unreadable-value"]

    def test_a_stated_time_has_an_end(self) -> None:
        with pytest.raises(OpenInterval):
            self.read(recurring(timeperiod_type="2"), Interval(MARCH.start))

    def test_a_stated_time_is_an_interval(self) -> None:
        with pytest.raises(InvalidType, match="within"):
            read_maintenance([ROW], within="March")  # type: ignore[arg-type]

    def test_more_times_than_the_limit_are_refused(self) -> None:
        row = recurring(timeperiod_type="2")
        with pytest.raises(LimitExceeded, match="times of maintenance: 'more than 10'"):
            read_maintenance([row], zone="UTC", within=MARCH, limit=10)

    def test_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(UnknownZone):
            read_maintenance([ROW], zone="Europe/Berln")


class TestServices:
    def test_hosts_stand_for_the_services_that_rest_on_them(self) -> None:
        row = {**ROW, "hosts": [{"name": "web"}, {"name": "db"}]}
        facts = read_maintenance([row], services={"web": ["shop", "mail"], "other": ["vpn"]})
        works = facts.availability.maintenance
        assert sorted(work.scope for work in works) == ["db", "mail", "shop"]
        assert len({work.id for work in works}) == len(works)

    def test_a_service_on_several_hosts_is_told_once(self) -> None:
        row = {**ROW, "hosts": [{"name": "web"}, {"name": "db"}]}
        facts = read_maintenance([row], services={"web": ["shop"], "db": ["shop"]})
        assert [work.scope for work in facts.availability.maintenance] == ["shop"]

    @pytest.mark.parametrize("wrong", [5, ["web"], {"web": "shop"}, {"web": [5]}])
    def test_another_kind_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match=r"^services: "):
            read_maintenance([ROW], services=wrong)

    def test_a_host_without_a_service_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match=r"^services: 'web'"):
            read_maintenance([ROW], services={"web": []})
