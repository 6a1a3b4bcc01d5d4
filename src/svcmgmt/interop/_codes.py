"""Every kind of finding that a reader of an export may make: how much it matters, and in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from svcmgmt.values import Severity

__all__ = ["CODES"]

_INFO, _WARNING, _ERROR = Severity

CODES: Final[Mapping[str, tuple[Severity, str]]] = MappingProxyType(
    {
        # of a table as a whole
        "no-rows": (_INFO, "there are no rows"),
        "unread-columns": (_INFO, "columns that are not read"),
        "missing-column": (_WARNING, "there is no column of this name"),
        "duplicate-row": (_INFO, "a row that arrives more than once"),
        "out-of-order": (_INFO, "rows do not come in the order of their times"),
        # of a cell, whatever it holds
        "missing-value": (_ERROR, "nothing: the row cannot be read without it"),
        "unreadable-value": (_ERROR, "not as documented, and not read"),
        "negative": (_ERROR, "less than nothing, and not read"),
        # of times
        "unreadable-time": (_ERROR, "not a time that can be read"),
        "naive-time": (_ERROR, "a time without an offset, and no zone is stated"),
        "mixed-zones": (_WARNING, "some times carry an offset, others do not"),
        "repeated-time": (_WARNING, "a time that the clocks show twice"),
        "skipped-time": (_WARNING, "a time that the clocks skip"),
        "end-before-start": (_ERROR, "an end before the start: the row cannot be read"),
        "no-length": (_INFO, "an end at the start"),
        # of tickets
        "unknown-state": (_WARNING, "a state that nobody has explained"),
        "unknown-reason": (_WARNING, "a reason that nobody has explained, kept as it came"),
        "unknown-priority": (_WARNING, "no priority that anybody knows"),
        "priority-off-scale": (_WARNING, "a level that the scale does not have"),
        "priority-changed": (_INFO, "a priority changed; the record tells the last one"),
        "unread-field": (_INFO, "a change of a field that is not read"),
        "other-table": (_INFO, "a row of another table, not read"),
        "no-changelog": (_WARNING, "no changelog: ask for issues with expand=changelog"),
        "cut-changelog": (_WARNING, "a changelog that is cut off; ask for the rest of it"),
        "several-components": (_INFO, "several components, of which the first is taken"),
        # of outages and maintenance
        "no-loss": (_INFO, "time that does not count, by its weight"),
        "unknown-type": (_WARNING, "a type that nobody has weighed, taken for an outage"),
        "unknown-status": (_WARNING, "a status that nobody has weighed; it counts in full"),
        "no-component": (_INFO, "an incident without components: its impact tells the status"),
        "no-component-status": (_INFO, "a component without a status: the impact tells it"),
        "below-severity": (_INFO, "a problem that is milder than asked for, no outage"),
        "suppressed": (_INFO, "a problem that the source has suppressed"),
        "other-source": (_INFO, "an event of neither a trigger nor a service, not read"),
        "no-scope": (_WARNING, "a problem without the tag that names services"),
        "unpaired-problem": (_ERROR, "its recovery is not among the rows; it is taken to go on"),
        "unpaired-recovery": (_WARNING, "its problem is not among the rows: it began before them"),
        "open-unknown": (_WARNING, "a trigger is unknown since then, nobody tells until when"),
        "no-periods": (_ERROR, "maintenance without periods: ask with selectTimeperiods"),
        "not-active": (_INFO, "a period outside the time in which its maintenance is active"),
        "recurring": (_ERROR, "a period that recurs, not read: tell zone= and within="),
        "tags-not-read": (_WARNING, "maintenance for problems with some tags, told for all"),
    }
)
"""Code, severity and message; of a cell the message comes after its name."""
