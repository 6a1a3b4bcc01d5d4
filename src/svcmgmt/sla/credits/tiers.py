"""Tables of credits: looked up exactly, and honest about their holes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import floor

from attrs import Factory, field, frozen

from svcmgmt.calendars import ReportingPeriod
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.sla.credits._arguments import Share
from svcmgmt.sla.credits.assessments import Assessment, share_of_basis
from svcmgmt.sla.credits.policies import OffTable, TierEdge
from svcmgmt.sla.credits.tier_rows import (
    TierRange,
    TierRow,
    between_text,
    check_tiers,
    holes_of,
    overlaps_of,
    ranges_of,
    resolution_of,
    unit_of,
)
from svcmgmt.sla.objectives import Value, value_text
from svcmgmt.values import Finding, Money, NoData, Ratio, Severity
from svcmgmt.values._kinds import of_kind

__all__ = ["NoSuchRow", "TierSchedule"]


class NoSuchRow(InvalidValue):
    """A value that no single row of a table has.

    Args:
        field: what the value was given for.
        value: the value.
        allowed: which values have no row, or several.

    Examples:
        >>> print(NoSuchRow("value", "97.5 %", "a value of one row"))
        value: '97.5 %' is not allowed; allowed: a value of one row
    """


def _rows(value: Iterable[TierRow | tuple[Share, Share]]) -> tuple[TierRow, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise InvalidType("rows", value, "a list of rows")
    rows = tuple(each if isinstance(each, TierRow) else _row(each) for each in value)
    if not rows:
        raise InvalidValue("rows", rows, "one row or more")
    for row in rows:
        if row.lower < 0 or row.greatest > 1:
            raise InvalidValue("rows", str(row), "bounds from 0 % to 100 %")
    return rows


def _row(value: tuple[Share, Share]) -> TierRow:
    if not isinstance(value, tuple | list) or len(value) != 2:  # noqa: PLR2004 - bound, credit
        raise InvalidType("rows", value, "TierRow, or a pair such as ('99 %', '10 %')")
    return TierRow(*value)


def _ranges(schedule: TierSchedule) -> tuple[TierRange, ...]:
    return ranges_of(schedule.rows)


@frozen
class TierSchedule:
    """A table of credits: the lower the measured share, the more of the fee is credited.

    Values are compared exactly: 98.999 % is below 99 %. A bound that two rows share belongs to
    the one that begins there, unless `edge` says otherwise. A table with holes can be made, and
    its `findings` tell them; a value in a hole is refused, or has no data, and is never silently
    worth nothing. Source: rules R5.1 and R5.4, row 16.

    Args:
        rows: `TierRow`s, or pairs of lower bound and credit, in any order.
        edge: to which row a shared bound belongs.
        resolution: the last digit of the table, such as `"0.01 %"`. Values are cut down to it
            before they are looked up, so that 99.695 % is in a row that ends with 99.69 %.
        off_table: what is answered for a value that no single row has.

    Raises:
        InvalidType: rows or policies of another kind.
        InvalidValue: no rows, bounds outside 0 % to 100 %, or a resolution that 100 % is no
            multiple of.

    Examples:
        >>> table = TierSchedule([("99.99 %", "0 %"), ("99 %", "10 %"), ("95 %", "30 %"),
        ...                       ("0 %", "100 %")])
        >>> print(table.credit(Ratio.parse("99.985 %")), table.credit(Ratio.parse("98.999 %")))
        10 % (1 of 10) 30 % (3 of 10)
    """

    rows: tuple[TierRow, ...] = field(converter=_rows)
    """The rows as they were given."""

    edge: TierEdge = field(default=TierEdge.LOWER, kw_only=True, validator=of_kind(TierEdge))
    """To which row a shared bound belongs."""

    resolution: Ratio | None = field(default=None, kw_only=True, converter=resolution_of)
    """To which values are cut down before they are looked up; None compares exact values."""

    off_table: OffTable = field(default=OffTable.REFUSE, kw_only=True, validator=of_kind(OffTable))
    """What is answered for a value that no single row has."""

    _ranges: tuple[TierRange, ...] = field(
        init=False, eq=False, repr=False, default=Factory(_ranges, takes_self=True)
    )

    @classmethod
    def below(cls, steps: Iterable[tuple[Share, Share]]) -> TierSchedule:
        """Return the table that a text such as "below 99.99 % 10 %, below 99 % 30 %" tells.

        Args:
            steps: pairs of a bound, below which a credit is due, and the credit.

        Raises:
            InvalidType: steps of another kind.
            InvalidValue: no steps, or shares outside 0 % to 100 %.

        Examples:
            >>> print(TierSchedule.below([("99.9 %", "10 %"), ("99 %", "25 %")]))
            99.9 % to 100 %: 0 %, 99 % to 99.9 %: 10 %, 0 % to 99 %: 25 %
        """
        falling = sorted(_rows(steps), key=lambda row: row.lower, reverse=True)
        lowers = [*(row.lower for row in falling), Fraction(0)]
        shares = [Ratio(0, 1), *(row.credit for row in falling)]
        pairs = zip(lowers, shares, strict=True)
        return cls([TierRow(Ratio(lower, 1), share) for lower, share in pairs])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the table; see `check_tiers`."""
        return check_tiers(self.rows, edge=self.edge, resolution=self.resolution)

    @property
    def is_valid(self) -> bool:
        """Whether each value from 0 % to 100 % has one row, and no better one is credited more."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    @property
    def holes(self) -> tuple[tuple[Ratio, Ratio], ...]:
        """Pairs of bounds between which no row lies, highest first."""
        found = holes_of(self._ranges, unit_of(self.resolution))
        return tuple((Ratio(low, 1), Ratio(high, 1)) for low, high in found)

    def credit(self, value: Ratio) -> Ratio | NoData:
        """Return the share of the basis that is credited for a value.

        Args:
            value: the measured share.

        Returns:
            The share; no data for a value that no single row has, if the table says so.

        Raises:
            InvalidType: another kind of value.
            NoSuchRow: a value that no single row has.
        """
        found = self._range_of(value)
        return found if isinstance(found, NoData) else found.row.credit

    def assess(self, value: Value, *, basis: Money, period: ReportingPeriod) -> Assessment | NoData:
        """Return what is due for a measured share, and the row that says so.

        Args:
            value: the measured share.
            basis: the fee of which the credit is a share.
            period: the period of the fee; the table does not ask for it.

        Raises:
            InvalidType: a value that is no `Ratio`.
            NoSuchRow: a value that no single row has.
        """
        del period
        found = self._range_of(value)
        if isinstance(found, NoData):
            return found
        return share_of_basis(found.row.credit.value, basis, f"row {found}")

    def _range_of(self, value: Value) -> TierRange | NoData:
        """Return the one range that a value belongs to."""
        if not isinstance(value, Ratio):
            raise InvalidType("value", value, "Ratio, because the rows are of shares")
        unit = unit_of(self.resolution)
        share = floor(value.value / unit) * unit if unit else value.value
        found = self._matching(share)
        if len(found) == 1:
            return found[0]
        if self.off_table is OffTable.NO_DATA:
            return NoData(f"{value_text(value)} is in {len(found) or 'no'} rows of the table")
        raise NoSuchRow("value", value_text(value), f"a value of one row; {self._trouble()}")

    def _matching(self, share: Fraction) -> list[TierRange]:
        """Return the ranges of a share; one that only touches it gives way to the others."""
        near = [each for each in self._ranges if each.lower <= share <= each.upper]
        if self.edge is TierEdge.LOWER:
            owners = [each for each in near if each.upper > share or each.lower == share]
        else:
            owners = [each for each in near if each.lower < share or each.upper == share]
        return owners or near

    def _trouble(self) -> str:
        holes = holes_of(self._ranges, unit_of(self.resolution))
        crowds = overlaps_of(self._ranges, self.edge)
        told = [f"{between_text(*hole)} has none" for hole in holes]
        told += [f"{between_text(low, high)} has several" for low, high, _ in crowds]
        return ", ".join(told)

    def __str__(self) -> str:
        return ", ".join(map(str, self._ranges))
