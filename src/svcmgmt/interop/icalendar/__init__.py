"""iCalendar text (RFC 5545): holidays and windows out of it, change calendars into it."""

from svcmgmt.interop.icalendar.events import CalendarEvent, EventCalendar, RecurringDays
from svcmgmt.interop.icalendar.reading import read_calendar
from svcmgmt.interop.icalendar.writing import write_calendar

__all__ = ["CalendarEvent", "EventCalendar", "RecurringDays", "read_calendar", "write_calendar"]
