"""Zabbix: events, problems and maintenance of its API, as facts.

`read_events` takes the results of `event.get` and of `problem.get`, `read_maintenance` those of
`maintenance.get` with `selectTimeperiods`. Times are seconds since 1970, so no zone is asked for
but by maintenance that recurs on a clock.
"""

from svcmgmt.interop.zabbix.events import Suppressed, read_events
from svcmgmt.interop.zabbix.maintenance import read_maintenance

__all__ = ["Suppressed", "read_events", "read_maintenance"]
