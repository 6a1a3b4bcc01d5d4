"""Figures that somebody else has measured and hands over for a report."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.agreement._lists import check_named
from svcmgmt.sla.objectives import Value, check_value, value_text
from svcmgmt.temporal import Interval
from svcmgmt.values import NoData
from svcmgmt.values._kinds import of_kind

__all__ = ["GivenFigure"]


@frozen(kw_only=True)
class GivenFigure:
    """A figure for an objective with a `GivenMeasure`: it is judged as it comes, not checked.

    Source: TMF657 `ServiceLevelSpecParameter`.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: an empty name.

    Examples:
        >>> from svcmgmt.values import Quantity
        >>> print(GivenFigure(name="one-way delay", value=Quantity(12, "ms"), source="probe 7"))
        one-way delay: 12 ms (probe 7)
    """

    name: str = field(validator=check_named)
    """How its measure calls it."""

    value: Value | NoData = field(validator=check_value)
    """What was measured, exact; no data, with the reason, where nothing was."""

    service: str = field(default="", validator=of_kind(str))
    """Of which service; empty for each that has no figure of its own."""

    during: Interval | None = field(default=None, validator=of_kind(Interval, None))
    """Over what time; None for whatever time is judged."""

    source: str = field(default="", validator=of_kind(str))
    """Who measured it, and where that is written down."""

    def __str__(self) -> str:
        service = f" of {self.service}" if self.service else ""
        source = f" ({self.source})" if self.source else ""
        return f"{self.name}{service}: {value_text(self.value)}{source}"
