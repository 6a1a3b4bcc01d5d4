"""Tests to run on your own calendars, lifecycles and clocks; needs the extra `testing`.

`strategies` make awkward values, `laws` state what always holds, `walk` drives an entity through
its lifecycle at random.
"""

from svcmgmt.testing import strategies
from svcmgmt.testing.laws import calendar_laws, lifecycle_laws, reading_laws
from svcmgmt.testing.walks import walk

__all__ = ["calendar_laws", "lifecycle_laws", "reading_laws", "strategies", "walk"]
