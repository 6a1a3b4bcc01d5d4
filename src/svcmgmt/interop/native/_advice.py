"""What to store in place of what cannot be stored."""

from __future__ import annotations

from attrs import has

from svcmgmt.calendars import HolidayRule
from svcmgmt.interop.native.registry import name_of

__all__ = ["advice"]

_DERIVED = "what it was made from, which makes it again"
_REPORT = "its inputs, from which report_of makes it again"
_FUNCTIONS = "what it is made with, and give its functions anew; code is no document"
_OWN = "the fields of it, in a class of this library; readers do not know a class of your own"
_CODE = "the name of it, and give it anew when reading; code is no document"
_OTHER = "a value of this library"

_MADE_WITH = {
    "ComputedValue": _FUNCTIONS,
    "ServiceLevelReport": _REPORT,
    "ValidationContext": _FUNCTIONS,
}
"""What to store of classes of the library that are not just derived."""


def advice(value: object) -> str:
    """Return what to store instead of a value, for an error message."""
    kind = type(value)
    stored = next((each for each in kind.__mro__ if name_of(each) is not None), None)
    if stored is not None:
        return f"it as a plain {stored.__name__}"
    if isinstance(value, HolidayRule):
        return "a snapshot of it: svcmgmt.calendars.snapshot(holidays, first, last)"
    if kind.__module__.startswith("svcmgmt."):
        return _MADE_WITH.get(kind.__name__, _DERIVED)
    if any(each.__module__.startswith("svcmgmt.") for each in kind.__mro__) or has(kind):
        return _OWN
    return _CODE if callable(value) else _OTHER
