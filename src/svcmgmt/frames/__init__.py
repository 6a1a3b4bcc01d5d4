"""Data frames of pandas, polars, pyarrow and others, through narwhals; needs the extra `frames`.

`ticket_readings` runs a ticket clock over an event log, `outage_facts` reads outages for a report;
`rows_of` and `frame_like` take any frame apart and put any rows together. A list of dicts is a
frame too.
"""

from svcmgmt.frames.outages import OutageColumns, outage_facts
from svcmgmt.frames.rows import FrameRows, Row, frame_like, rows_of
from svcmgmt.frames.tickets import TicketColumns, TicketReadings, ticket_readings

__all__ = [
    "FrameRows",
    "OutageColumns",
    "Row",
    "TicketColumns",
    "TicketReadings",
    "frame_like",
    "outage_facts",
    "rows_of",
    "ticket_readings",
]
