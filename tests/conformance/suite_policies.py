"""Which named policies a suite of another engine is read with, and where no policy helps.

What an engine documents about itself decides, never a single vector.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

from attrs import evolve, field, frozen

from svcmgmt import calendars as cal
from svcmgmt.sla import PauseMeasure
from svcmgmt.sla.availability import ICINGA, ITIL_24X7, ZABBIX, AvailabilityPreset
from svcmgmt.sla.budgets import DowntimeRule

__all__ = ["DEFAULT", "NAMED_DIFFERENCES", "Policies", "policies_of"]


@frozen(kw_only=True)
class Policies:
    """How contested cases are read; the defaults are those of the library."""

    boundary: cal.Boundary = cal.Boundary.CLOSING
    zero: cal.ZeroDuration = cal.ZeroDuration.UNCHANGED
    reversed: cal.Reversed = cal.Reversed.NEGATIVE
    measure: cal.Measure = cal.Measure.REAL
    gap: cal.Gap = cal.Gap.CLIP
    fold: cal.Fold = cal.Fold.LABEL
    midnight: cal.MidnightClose = cal.MidnightClose.NEXT_DAY
    outside: cal.Outside = cal.Outside.NEXT_OPENING
    landing: cal.Landing = cal.Landing.SAME_TIME
    day_length: timedelta | None = None
    pause_measure: PauseMeasure = PauseMeasure.SERVICE_TIME
    availability: AvailabilityPreset = ITIL_24X7
    budget: DowntimeRule = DowntimeRule.WHOLE_WINDOW
    alerts: str = "google"
    whole_seconds: bool = field(default=False)
    """Results are told in whole seconds, halves away from zero."""


DEFAULT: Final = Policies()

OF_BIZ: Final = Policies(
    boundary=cal.Boundary.NEXT_OPENING,
    zero=cal.ZeroDuration.INTO_HOURS,
    reversed=cal.Reversed.ZERO,
    gap=cal.Gap.SHIFT,
    fold=cal.Fold.FIRST,
    outside=cal.Outside.COUNT_ON,
    landing=cal.Landing.INTO_HOURS,
)

# What the engines document about themselves, by the name of their suite.
OF_SUITE: Final = {
    "biz": OF_BIZ,
    "working_hours": Policies(
        measure=cal.Measure.WALL_CLOCK,
        midnight=cal.MidnightClose.LAST_MICROSECOND,
        outside=cal.Outside.NEXT_WORKING_DAY,
        whole_seconds=True,
    ),
    "business_time": Policies(outside=cal.Outside.NEXT_WORKING_DAY, landing=cal.Landing.INTO_HOURS),
    "businesstimedelta": Policies(reversed=cal.Reversed.ABSOLUTE, zero=cal.ZeroDuration.INTO_HOURS),
    "erpnext_issue": Policies(pause_measure=PauseMeasure.WALL_CLOCK),
    "glpi": Policies(
        boundary=cal.Boundary.NEXT_OPENING,
        reversed=cal.Reversed.ZERO,
        outside=cal.Outside.NEXT_WORKING_DAY,
        landing=cal.Landing.AT_MOST_CLOSE,
    ),
    "icingadb_sla": Policies(availability=ICINGA),
    "rickar_cal": Policies(reversed=cal.Reversed.ABSOLUTE),
    "slo_alerting": Policies(alerts="pyrra"),
    "zabbix_sli": Policies(availability=ZABBIX, budget=DowntimeRule.PROJECTED),
    "znuny": Policies(reversed=cal.Reversed.ZERO, day_length=timedelta(hours=24)),
}

# The same, where a suite's own words say it: (phrase, what follows).
PHRASES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (r"reversed?\b[^;.]*\b(0|zero)\b", {"reversed": cal.Reversed.ZERO}),
    (r"reversed?\b[^;.]*\bnegative", {"reversed": cal.Reversed.NEGATIVE}),
    (r"order-insensitive|absolute value", {"reversed": cal.Reversed.ABSOLUTE}),
    (r"wall-?[ -]?clock duration", {"measure": cal.Measure.WALL_CLOCK}),
    (r"gap times? shift", {"gap": cal.Gap.SHIFT}),
    (r"ambiguous times? take the .*first", {"fold": cal.Fold.FIRST}),
    (r"closing[^;.]*next opening", {"boundary": cal.Boundary.NEXT_OPENING}),
    (r"closing[^;.]*stays at closing", {"boundary": cal.Boundary.CLOSING}),
    (r"hold time added as wall-?clock", {"pause_measure": PauseMeasure.WALL_CLOCK}),
    (r"rounds? to whole seconds", {"whole_seconds": True}),
)

# Bugs and quirks of engines that are nobody's policy, by the vector that shows them.
NAMED_DIFFERENCES: Final = {
    "slo_alerting-009": "a binary float in place of 0.1 percent",
    "slo_alerting-014": "5 % of the events that succeed at other times, where 5 % of all may fail",
    "zabbix_sli-012": "weeks of 604,800 seconds: after a change of clocks hours are an hour off",
    "zammad_sla-058": "pauses are stored as HH:MM, so up to 59 seconds are lost",
}


def policies_of(suite: dict[str, Any]) -> Policies:
    """Return the policies that a suite documents, by its words and by its name."""
    said: dict[str, Any] = {}
    for phrase, meaning in PHRASES:
        if re.search(phrase, str(suite.get("semantics", "")), re.IGNORECASE):
            said.update(meaning)
    known = OF_SUITE.get(str(suite.get("suite", "")).lower().replace("-", "_"), DEFAULT)
    return evolve(known, **said)
