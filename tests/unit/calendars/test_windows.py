from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from svcmgmt.calendars import (
    ChangeFreeze,
    ChangeWindows,
    MaintenanceWindow,
    NeverOpens,
    NoSuchTime,
    ServiceCalendar,
    always,
    fixed,
    never,
    weekly,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import (
    HORIZON,
    ORIGIN,
    Interval,
    NaiveDatetime,
    OpenInterval,
    parse_instant as at,
)
from svcmgmt.values import Severity

HOUR = timedelta(hours=1)
NIGHT = MaintenanceWindow(name="Sunday night", times=weekly("Sun 02:00-04:00", zone="UTC"))
EVENING = MaintenanceWindow(name="Wednesday", times=weekly("Wed 20:00-23:00", zone="UTC"))
YEAR_END = ChangeFreeze(
    name="year end",
    times=fixed([Interval.parse("2026-12-15T00:00:00Z/2027-01-04T00:00:00Z")]),
    exempt=["emergency", "standard"],
)
AUDIT = ChangeFreeze(name="audit", times=fixed([Interval.parse("2026-11-08T03:00:00Z/PT30M")]))
WINDOWS = ChangeWindows(maintenance=[NIGHT, EVENING], freezes=[YEAR_END, AUDIT])


def work(text: str) -> Interval:
    return Interval.parse(text)


class TestTimes:
    def test_are_all_windows_without_the_freezes_that_hold(self) -> None:
        december = at("2026-12-01T00:00:00Z"), at("2027-01-01T00:00:00Z")
        normal = WINDOWS.times_for("normal").elapsed(*december)
        emergency = WINDOWS.times_for("emergency").elapsed(*december)
        assert normal == (2 * 2 + 2 * 3) * HOUR  # 6 and 13, 2 and 9 December
        assert emergency == (4 * 2 + 5 * 3) * HOUR
        assert WINDOWS.times_for().elapsed(*december) == normal

    def test_are_none_without_a_window(self) -> None:
        assert ChangeWindows().times_for().rule.is_never()
        assert ChangeWindows(freezes=[AUDIT]).times_for("any").rule.is_never()


class TestFreeze:
    @pytest.mark.parametrize(("kind", "holds"), [("normal", True), ("", True), ("standard", False)])
    def test_holds_for_kinds_that_are_not_exempt(self, kind: str, holds: bool) -> None:  # noqa: FBT001
        assert YEAR_END.holds_for(kind) is holds

    def test_keeps_exempt_kinds_in_no_order(self) -> None:
        other = ChangeFreeze(
            name="year end", times=YEAR_END.times, exempt=("standard", "emergency", "standard")
        )
        assert other == YEAR_END
        assert hash(other) == hash(YEAR_END)

    def test_text_is_no_list_of_kinds(self) -> None:
        """It would be one of letters."""
        with pytest.raises(InvalidType) as caught:
            ChangeFreeze(name="year end", times=YEAR_END.times, exempt="emergency")
        assert (caught.value.field, caught.value.value) == ("exempt", "emergency")


class TestCheck:
    @pytest.mark.parametrize(
        "text",
        ["2026-11-08T02:00:00Z/PT1H", "2026-11-15T02:00:00Z/PT2H", "2026-11-11T22:59:59Z/PT1S"],
    )
    def test_finds_nothing_against_work_that_fits(self, text: str) -> None:
        assert WINDOWS.check(work(text), "normal") == ()

    def test_finds_the_time_outside_of_every_window(self) -> None:
        (finding,) = WINDOWS.check(work("2026-11-15T03:30:00Z/PT1H"))
        assert finding.code == "outside-maintenance-window"
        assert finding.severity is Severity.ERROR
        assert finding.value == "2026-11-15T04:00:00Z/2026-11-15T04:30:00Z"
        assert finding.allowed == "Sunday night, Wednesday"

    def test_finds_the_freezes_that_hold(self) -> None:
        (finding,) = WINDOWS.check(work("2026-11-08T02:00:00Z/PT2H"), "emergency")
        assert finding.code == "change-freeze"
        assert finding.value == "audit: 2026-11-08T03:00:00Z/2026-11-08T03:30:00Z"
        assert finding.allowed == "no change at all"
        (other,) = WINDOWS.check(work("2026-12-20T02:00:00Z/PT1H"), "normal")
        assert other.value == "year end: 2026-12-20T02:00:00Z/2026-12-20T03:00:00Z"
        assert other.allowed == "emergency, standard"
        assert WINDOWS.check(work("2026-12-20T02:00:00Z/PT1H"), "emergency") == ()

    def test_finds_everything_at_once(self) -> None:
        everything = work("2026-11-01T00:00:00Z/2026-12-31T00:00:00Z")
        codes = [finding.code for finding in WINDOWS.check(everything)]
        assert codes == ["outside-maintenance-window", "change-freeze", "change-freeze"]

    def test_says_so_if_no_window_is_agreed(self) -> None:
        (finding,) = ChangeWindows().check(work("2026-11-08T02:00:00Z/PT1H"))
        assert finding.allowed == "none is agreed"
        assert "outside every maintenance window" in str(finding)

    def test_has_nothing_against_no_work(self) -> None:
        assert WINDOWS.check(work("2026-11-10T02:00:00Z/PT0S")) == ()

    def test_needs_an_end(self) -> None:
        with pytest.raises(OpenInterval):
            WINDOWS.check(Interval(at("2026-11-08T02:00:00Z")))


class TestNextFit:
    @pytest.mark.parametrize(
        ("start", "hours", "kind", "fit"),
        [
            ("2026-11-05T00:00:00Z", 1, "", "2026-11-08T02:00:00Z/PT1H"),
            ("2026-11-05T00:00:00Z", 2, "", "2026-11-11T20:00:00Z/PT2H"),
            ("2026-11-05T00:00:00Z", 3, "", "2026-11-11T20:00:00Z/PT3H"),
            ("2026-11-11T20:30:00Z", 3, "", "2026-11-18T20:00:00Z/PT3H"),
            ("2026-11-11T20:30:00Z", 2, "", "2026-11-11T20:30:00Z/PT2H"),
            ("2026-12-14T00:00:00Z", 1, "normal", "2027-01-06T20:00:00Z/PT1H"),
            ("2026-12-14T00:00:00Z", 1, "emergency", "2026-12-16T20:00:00Z/PT1H"),
        ],
    )
    def test_is_the_first_window_that_is_long_enough(
        self, start: str, hours: int, kind: str, fit: str
    ) -> None:
        found = WINDOWS.next_fit(at(start), hours * HOUR, kind)
        assert found == work(fit)
        assert WINDOWS.check(found, kind) == ()

    def test_uses_a_window_that_never_ends(self) -> None:
        any_time = ChangeWindows(maintenance=[MaintenanceWindow(name="any", times=always())])
        start = at("2026-11-05T00:00:00Z")
        assert any_time.next_fit(start, 1000 * HOUR) == Interval(start, start + 1000 * HOUR)

    @pytest.mark.parametrize("length", [timedelta(0), -HOUR])
    def test_needs_some_length(self, length: timedelta) -> None:
        with pytest.raises(InvalidValue) as caught:
            WINDOWS.next_fit(ORIGIN, length)
        assert (caught.value.field, caught.value.allowed) == ("length", "a positive duration")

    @pytest.mark.parametrize("times", [never(), fixed([work("2026-11-08T02:00:00Z/PT1H")])])
    def test_is_none_if_no_window_is_long_enough(self, times: ServiceCalendar) -> None:
        few = ChangeWindows(maintenance=[MaintenanceWindow(name="few", times=times)])
        with pytest.raises(NoSuchTime, match="window of 2:00:00 for a change after") as caught:
            few.next_fit(at("2026-11-05T00:00:00Z"), 2 * HOUR)
        assert not isinstance(caught.value, NeverOpens)

    def test_gives_up_after_ten_thousand_windows(self) -> None:
        with pytest.raises(NoSuchTime):
            ChangeWindows(maintenance=[NIGHT]).next_fit(ORIGIN, 3 * HOUR)
        hourly = weekly(
            "daily " + ", ".join(f"{hour}:00-{hour}:30" for hour in range(24)), zone="UTC"
        )
        often = ChangeWindows(maintenance=[MaintenanceWindow(name="often", times=hourly)])
        with pytest.raises(NoSuchTime):
            often.next_fit(at("2026-11-05T00:00:00Z"), HOUR)

    def test_refuses_naive_starts(self) -> None:
        with pytest.raises(NaiveDatetime):
            WINDOWS.next_fit(at("2026-11-05T00:00:00Z").replace(tzinfo=None), HOUR)

    def test_does_not_reach_beyond_the_horizon(self) -> None:
        any_time = ChangeWindows(maintenance=[MaintenanceWindow(name="any", times=always())])
        assert any_time.next_fit(HORIZON - HOUR, HOUR) == Interval(HORIZON - HOUR, HORIZON)
        with pytest.raises(NoSuchTime):
            any_time.next_fit(HORIZON - HOUR, 2 * HOUR)

    @pytest.mark.parametrize("length", [1, "PT1H", None])
    def test_needs_an_exact_length(self, length: object) -> None:
        with pytest.raises(InvalidType) as caught:
            WINDOWS.next_fit(ORIGIN, length)  # type: ignore[arg-type]
        assert caught.value.field == "length"


def test_a_service_may_have_many_windows_and_freezes() -> None:
    def hour(number: int) -> ServiceCalendar:
        return fixed([Interval(ORIGIN + number * HOUR, ORIGIN + (number + 1) * HOUR)])

    many = ChangeWindows(
        maintenance=[MaintenanceWindow(name="night", times=hour(24 * day)) for day in range(600)],
        freezes=[ChangeFreeze(name="noon", times=hour(24 * day + 12)) for day in range(600)],
    )
    assert many.check(Interval(ORIGIN, ORIGIN + HOUR)) == ()
    assert many.next_fit(ORIGIN + HOUR, HOUR).start == ORIGIN + 24 * HOUR


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("maintenance", "Sunday"),
        ("maintenance", NIGHT.times),
        ("freezes", "year end"),
        ("freezes", NIGHT),
    ],
    ids=str,
)
def test_other_things_in_a_list_are_refused(field: str, value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType) as caught:
        ChangeWindows(**{field: [value]})
    assert (caught.value.field, caught.value.value) == (field, value)


@pytest.mark.parametrize("kind", [MaintenanceWindow, ChangeFreeze])
@pytest.mark.parametrize("times", ["Sun 2-4", None, always().rule], ids=str)
def test_times_are_a_calendar(kind: Any, times: object) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType) as caught:
        kind(name="Sunday night", times=times)
    assert caught.value.args == ("times", times, "ServiceCalendar")


@pytest.mark.parametrize("kind", [MaintenanceWindow, ChangeFreeze])
def test_names_are_text(kind: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType) as caught:
        kind(name=None, times=always())
    assert caught.value.field == "name"


@pytest.mark.parametrize("exempt", [[None], [("emergency",)]])
def test_kinds_of_change_are_text(exempt: list[Any]) -> None:
    with pytest.raises(InvalidType) as caught:
        ChangeFreeze(name="year end", times=always(), exempt=exempt)
    assert (caught.value.field, caught.value.value) == ("exempt", exempt[0])


@pytest.mark.parametrize("value", ["2026-11-08T02:00:00Z/PT1H", None, NIGHT], ids=str)
def test_work_is_an_interval(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType) as caught:
        WINDOWS.check(value)
    assert caught.value.args == ("work", value, "Interval")


@pytest.mark.parametrize(("field", "value"), [("maintenance", NIGHT), ("freezes", AUDIT)])
def test_one_thing_in_place_of_a_list_is_refused(field: str, value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidType) as caught:
        ChangeWindows(**{field: value})
    assert (caught.value.field, caught.value.value) == (field, value)
