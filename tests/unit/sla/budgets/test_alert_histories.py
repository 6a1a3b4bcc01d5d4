"""Burn-rate alerts over time (R4.7, algorithm 13.8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from svcmgmt.errors import InvalidType, InvalidValue, LimitExceeded
from svcmgmt.sla.bases import EmptyBase
from svcmgmt.sla.budgets import BurnRateAlert, alert_history
from svcmgmt.sla.indicators import (
    EventSeries,
    Indicator,
    IndicatorSeries,
    MissingData,
)
from svcmgmt.temporal import Interval, IntervalSet, OpenInterval, parse_instant as at

MINUTE = timedelta(minutes=1)
EIGHT = at("2026-10-26T08:00:00Z")
ALERT = BurnRateAlert(factor=10, long=4 * MINUTE, short=2 * MINUTE, window=60 * MINUTE)
WAITING = BurnRateAlert(
    factor=10, long=4 * MINUTE, short=2 * MINUTE, window=60 * MINUTE, pending=2 * MINUTE
)
LAX = BurnRateAlert(factor=50, long=4 * MINUTE, short=MINUTE, window=60 * MINUTE)


def minute(number: float) -> datetime:
    return EIGHT + number * MINUTE


def span(start: float, end: float | None) -> Interval:
    return Interval(minute(start), None if end is None else minute(end))


def series(
    bads: Sequence[int | None],
    missing: MissingData = MissingData.IGNORE,
    empty: EmptyBase = EmptyBase.UNDEFINED,
    excluding: IntervalSet | None = None,
) -> IndicatorSeries:
    pairs = [None if bad is None else (100 - bad, 100) for bad in bads]
    return IndicatorSeries(
        indicator=Indicator(name="requests", missing=missing, empty=empty),
        series=EventSeries.of_slices(EIGHT, pairs, slice=MINUTE),
        excluding=excluding,
    )


QUIET_THEN_BAD: Sequence[int | None] = [0] * 10 + [100] * 3 + [0] * 7


class TestFirings:
    def test_it_fires_while_both_windows_are_above_the_threshold(self) -> None:
        history = alert_history(series(QUIET_THEN_BAD), [ALERT], target="99 %", within=span(4, 20))
        # the short window, of two slices, is clean two minutes after the last error
        assert [each.during for each in history.firings] == [span(11, 15)]
        assert history.fired() == IntervalSet.of([span(11, 15)])
        assert history.step == MINUTE

    def test_it_may_have_to_wait(self) -> None:
        history = alert_history(
            series(QUIET_THEN_BAD), [WAITING], target="99 %", within=span(4, 20)
        )
        assert [each.during for each in history.firings] == [span(13, 15)]
        short_lived = series([0] * 10 + [100] + [0] * 9)
        brief = alert_history(short_lived, [WAITING], target="99 %", within=span(4, 20))
        assert brief.firings == ()

    def test_it_may_still_fire_at_the_end(self) -> None:
        history = alert_history(
            series([0] * 10 + [100] * 10), [ALERT, LAX], target="99 %", within=span(4, 20)
        )
        assert [each.during for each in history.firings] == [span(11, None), span(13, None)]
        assert history.fired(LAX) == IntervalSet.of([span(13, 20)])
        assert history.fired() == IntervalSet.of([span(11, 20)])

    def test_it_is_looked_at_in_steps(self) -> None:
        history = alert_history(
            series(QUIET_THEN_BAD), [ALERT], target="99 %", within=span(4, 20), step=3 * MINUTE
        )
        # looks at 4, 7, 10, 13, 16, 19
        assert [each.during for each in history.firings] == [span(13, 16)]
        waiting = alert_history(
            series([0] * 10 + [100] * 10),
            [WAITING],
            target="99 %",
            within=span(4, 20),
            step=3 * MINUTE,
        )
        assert [each.during for each in waiting.firings] == [span(16, None)]

    def test_windows_reach_back_before_the_time_that_is_looked_at(self) -> None:
        history = alert_history(series([100] * 20), [ALERT], target="99 %", within=span(4, 6))
        assert [each.during for each in history.firings] == [span(4, None)]

    def test_excluded_slices_do_not_count(self) -> None:
        down = IntervalSet.of([span(10, 13)])
        history = alert_history(
            series(QUIET_THEN_BAD, excluding=down), [ALERT], target="99 %", within=span(4, 20)
        )
        assert history.firings == ()
        # at 12 and 13 the short window has no slice that counts, but the long one decides
        assert history.undetermined == (IntervalSet(),)


class TestUndetermined:
    def test_what_nobody_knows_is_told_for_each_alert(self) -> None:
        bads: Sequence[int | None] = [100, 100, 100, None, 100, 100, 100, 100]
        history = alert_history(
            series(bads, MissingData.UNDETERMINED), [ALERT], target="99 %", within=span(3, 9)
        )
        assert [each.during for each in history.firings] == [span(8, None)]
        assert history.undetermined == (IntervalSet.of([span(3, 8)]),)

    def test_a_window_that_is_not_above_decides(self) -> None:
        bads: Sequence[int | None] = [None, 100, 0, 0]
        history = alert_history(
            series(bads, MissingData.UNDETERMINED), [ALERT], target="99 %", within=span(4, 5)
        )
        assert history.undetermined == (IntervalSet(),)

    def test_no_data_may_be_no_error(self) -> None:
        nothing = series([])
        assert alert_history(nothing, [ALERT], target="99 %", within=span(0, 5)).undetermined == (
            IntervalSet.of([span(0, 5)]),
        )
        full = series([], empty=EmptyBase.FULL)
        assert alert_history(full, [ALERT], target="99 %", within=span(0, 5)).undetermined == (
            IntervalSet(),
        )


class TestArguments:
    def test_a_time_without_end_or_off_the_grid_is_refused(self) -> None:
        with pytest.raises(OpenInterval):
            alert_history(series([]), [ALERT], target="99 %", within=span(0, None))
        with pytest.raises(InvalidValue, match="an edge of slices"):
            alert_history(series([]), [ALERT], target="99 %", within=span(0.5, 5))
        with pytest.raises(InvalidValue, match=r"step: .* whole slices"):
            alert_history(series([]), [ALERT], target="99 %", within=span(0, 5), step=MINUTE / 2)

    def test_it_is_not_looked_at_without_end(self) -> None:
        long = Interval(at("1990-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z"))
        with pytest.raises(LimitExceeded, match="slices"):
            alert_history(series([]), [ALERT], target="99 %", within=long)

    def test_arguments_of_another_kind_are_refused(self) -> None:
        odd: Any = [1]
        with pytest.raises(InvalidType, match="alerts"):
            alert_history(series([]), odd, target="99 %", within=span(0, 5))
        with pytest.raises(InvalidType, match="within"):
            alert_history(series([]), [ALERT], target="99 %", within=odd)
        with pytest.raises(InvalidType, match="series"):
            alert_history(odd, [ALERT], target="99 %", within=span(0, 5))
        with pytest.raises(InvalidValue, match="alerts"):
            alert_history(series([]), [], target="99 %", within=span(0, 5))


class TestTelling:
    def test_a_history_is_explained(self) -> None:
        bads: Sequence[int | None] = [None, 100, 100, 100, 100, 0, 0, 0, 100, 100, 100]
        history = alert_history(
            series(bads, MissingData.UNDETERMINED), [ALERT], target="99 %", within=span(3, 11)
        )
        lines = history.explain(ZoneInfo("Europe/Berlin")).splitlines()
        assert [" ".join(line.split()) for line in lines] == [
            "2 firings of 1 alerts in 2026-10-26T08:03:00Z/2026-10-26T08:11:00Z",
            "from to severity factor",
            "Mon 2026-10-26 09:05+01:00 Mon 2026-10-26 09:07+01:00 page 10",
            "Mon 2026-10-26 09:09+01:00 still page 10",
            "undetermined for 0:02:00: page: burn rate above 10 over 0:04:00 and 0:02:00",
        ]
        assert history._repr_mimebundle_() == {"text/plain": history.explain()}
        assert history.as_rows() == [
            {
                "start": "2026-10-26T08:05:00Z",
                "end": "2026-10-26T08:07:00Z",
                "severity": "page",
                "factor": 10.0,
            },
            {"start": "2026-10-26T08:09:00Z", "end": "", "severity": "page", "factor": 10.0},
        ]

    def test_a_history_without_firings_says_so(self) -> None:
        history = alert_history(series([0] * 9), [ALERT], target="99 %", within=span(4, 9))
        told = "0 firings of 1 alerts in 2026-10-26T08:04:00Z/2026-10-26T08:09:00Z"
        assert (history.explain(), repr(history)) == (told, f"<AlertHistory {told}>")
