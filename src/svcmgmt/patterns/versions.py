"""Versions of entries of a catalog: which one holds when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import combinations
from typing import TypeVar

from svcmgmt.patterns.catalog import CatalogEntity, CatalogStatus
from svcmgmt.values import Finding, NoData
from svcmgmt.values._kinds import all_of_kind

__all__ = ["check_versions", "version_at", "version_order"]

_Entry = TypeVar("_Entry", bound=CatalogEntity)


def version_order(version: str | None) -> tuple[tuple[int, int, str], ...]:
    """Return by what versions are ordered: numbers by value, words by letters, none first.

    Examples:
        >>> sorted(["1.10", "1.9", "2.0-beta"], key=version_order)
        ['1.9', '1.10', '2.0-beta']
    """
    parts = re.findall(r"[0-9]{1,18}|[^0-9.]+", version or "")
    return tuple((1, int(each), "") if each.isdigit() else (0, 0, each) for each in parts)


def version_at(entries: Iterable[_Entry], *, id: str, at: datetime) -> _Entry | NoData:  # noqa: A002 - as the document calls it
    """Return the version of an entry that holds at an instant; the latest of several.

    An entry without validity always holds; one that was rejected or is obsolete never does.

    Args:
        entries: entries of a catalog, in any order.
        id: identifier of the entry.
        at: when.

    Raises:
        InvalidType: something else than entries of a catalog.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> versions = [CatalogEntity(id="vpn", version=each) for each in ("1.9", "1.10")]
        >>> version_at(versions, id="vpn", at=at("2026-10-26T08:00:00Z")).version
        '1.10'
    """
    gone = {CatalogStatus.REJECTED, CatalogStatus.OBSOLETE}
    known = [each for each in all_of_kind("entries", entries, CatalogEntity) if each.id == id]
    valid = [
        each
        for each in known
        if each.state not in gone and (each.valid_for is None or each.valid_for.holds_at(at))
    ]
    if not valid:
        return NoData(f"no version of {id} holds" if known else f"no entry {id}")
    return max(valid, key=lambda each: version_order(each.version))


def check_versions(entries: Iterable[CatalogEntity]) -> tuple[Finding, ...]:
    """Return versions that come twice, and launched ones of which two hold at once.

    Codes: `duplicate-version`, `overlapping-versions`; which of two the later version is, decides
    `version_at`.

    Args:
        entries: entries of a catalog, in any order.

    Raises:
        InvalidType: something else than entries of a catalog.

    Examples:
        >>> [each.code for each in check_versions([CatalogEntity(id="vpn", version="1")] * 2)]
        ['duplicate-version']
    """
    by_id: dict[str, list[CatalogEntity]] = {}
    for each in all_of_kind("entries", entries, CatalogEntity):
        by_id.setdefault(each.id or "", []).append(each)
    found: list[Finding] = []
    for identifier, versions in sorted(by_id.items()):
        for one, other in combinations(versions, 2):
            told = f"{identifier}: {one.version}, {other.version}"
            if one.version == other.version:
                message = "a version comes twice"
                found.append(Finding(code="duplicate-version", message=message, value=told))
            elif _both_sold(one, other) and _overlap(one, other):
                message = "two versions are sold at the same time"
                found.append(Finding(code="overlapping-versions", message=message, value=told))
    return tuple(found)


def _both_sold(one: CatalogEntity, other: CatalogEntity) -> bool:
    return one.state is other.state is CatalogStatus.LAUNCHED


def _overlap(one: CatalogEntity, other: CatalogEntity) -> bool:
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: CatalogEntity, other: CatalogEntity) -> bool:
    """Return whether the first ends before, or when, the second begins."""
    end = None if one.valid_for is None else one.valid_for.end_date_time
    start = None if other.valid_for is None else other.valid_for.start_date_time
    return end is not None and start is not None and end <= start
