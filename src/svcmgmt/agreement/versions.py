"""Versions of an agreement: what was agreed for when, and since when that is on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property

from attrs import Factory, evolve, field, frozen

from svcmgmt.agreement._layers import Layers
from svcmgmt.agreement._lists import items, words
from svcmgmt.agreement.agreements import Agreement
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import HORIZON, Interval, format_instant, from_micros, instant, to_micros
from svcmgmt.values import Finding, NoData

__all__ = ["AgreementVersion", "AgreementVersions", "TermsInForce"]


def _recorded(value: datetime) -> datetime:
    return instant(value, "recorded_at")


def _supersedes(values: Iterable[str]) -> tuple[str, ...]:
    return words("supersedes", values)


def _term(version: AgreementVersion) -> Interval:
    if not isinstance(version.agreement, Agreement):
        raise InvalidType("agreement", version.agreement, "Agreement")
    term = version.agreement.term
    if term is None:
        raise InvalidValue("valid_for", None, "an interval: for when the terms hold")
    return term


@frozen(kw_only=True)
class AgreementVersion:
    """The terms of an agreement for some time, and since when they are on record.

    Raises:
        InvalidType: no agreement, or labels that are no words.
        InvalidValue: an agreement that does not say for when it is valid.
        NaiveDatetime: an instant without a zone.

    Examples:
        >>> from svcmgmt.temporal import parse_instant as at
        >>> terms = Agreement(id="SLA-7", name="VPN", version="2",
        ...                   valid_for=Interval.parse("2026-07-01T00:00:00Z/.."))
        >>> print(AgreementVersion(agreement=terms, recorded_at=at("2026-06-15T10:00:00Z")))
        version 2 for 2026-07-01T00:00:00Z/.., recorded 2026-06-15T10:00:00Z
    """

    agreement: Agreement = field()
    """The terms; its `valid_for` says for when, its `version` is their label."""

    recorded_at: datetime = field(converter=_recorded)
    """Since when they are on record, in UTC."""

    supersedes: tuple[str, ...] = field(default=(), converter=_supersedes)
    """Labels of the versions that it replaces for the time for which it is valid."""

    term: Interval = field(
        init=False, eq=False, repr=False, default=Factory(_term, takes_self=True)
    )
    """For when the terms hold, an early termination included."""

    @property
    def label(self) -> str:
        """The version that the agreement calls itself."""
        return self.agreement.version

    def __str__(self) -> str:
        recorded = format_instant(self.recorded_at)
        return f"version {self.label} for {self.agreement.valid_for}, recorded {recorded}"


@frozen
class TermsInForce:
    """A stretch of time and the terms that hold in it, or why none do.

    Examples:
        >>> day = Interval.parse("2026-10-26T00:00:00Z/PT24H")
        >>> print(TermsInForce(day, NoData("no version is valid")))
        2026-10-26T00:00:00Z/2026-10-27T00:00:00Z: no version is valid
    """

    during: Interval
    """From when until when."""

    agreement: Agreement | NoData
    """The terms; no data, with a reason, where none hold."""

    def __str__(self) -> str:
        terms = self.agreement
        told = terms if isinstance(terms, NoData) else f"version {terms.version}"
        return f"{self.during}: {told}"


def _in_order(values: Iterable[AgreementVersion]) -> tuple[AgreementVersion, ...]:
    listed = items("versions", values, AgreementVersion)
    versions = sorted(listed, key=lambda each: (each.recorded_at, each.label))
    for version in versions:
        if version.agreement.id != versions[0].agreement.id:
            allowed = f"{versions[0].agreement.id}, as the other versions"
            raise InvalidValue("id", version.agreement.id, allowed)
    return tuple(versions)


@frozen
class AgreementVersions:
    """All versions of one agreement, in two times: for when they hold, and since when recorded.

    A measurement uses the version that is valid at the instant that it measures. Of several the
    one that was recorded last holds: it amends the others for its time. Versions that were never
    agreed, such as drafts, do not count. Source: rule R1.9.

    Args:
        versions: in any order; kept by the time of their recording, then by label.

    Raises:
        InvalidType: something else than versions.
        InvalidValue: versions of several agreements.

    Examples:
        >>> from svcmgmt.agreement import AgreementState
        >>> from svcmgmt.temporal import parse_instant as at
        >>> def terms(version: str, valid_for: str) -> Agreement:
        ...     return Agreement(id="SLA-7", name="VPN", version=version,
        ...                      state=AgreementState.ACTIVE, valid_for=Interval.parse(valid_for))
        >>> first = terms("1", "2026-01-01T00:00:00Z/2027-01-01T00:00:00Z")
        >>> better = terms("2", "2026-07-01T00:00:00Z/2027-01-01T00:00:00Z")
        >>> both = AgreementVersions().amended(first, at=at("2025-12-01T00:00:00Z")).amended(
        ...     better, at=at("2026-06-15T00:00:00Z"))
        >>> august = at("2026-08-01T00:00:00Z")
        >>> both.in_force(august).version
        '2'
        >>> both.in_force(august, known_at=at("2026-03-01T00:00:00Z")).version
        '1'
    """

    versions: tuple[AgreementVersion, ...] = field(default=(), converter=_in_order)
    """Every version, in the order in which they were recorded."""

    @cached_property
    def _all(self) -> _Known:
        return _known(self.versions)

    def in_force(self, at: datetime, *, known_at: datetime | None = None) -> Agreement | NoData:
        """Return the terms that hold at an instant.

        Args:
            at: when they hold.
            known_at: what had been recorded up to then; everything if None.

        Returns:
            The agreement, or no data with the reason why none is in force.

        Raises:
            NaiveDatetime: an instant without a zone.
        """
        moment = to_micros(at, "at")
        version = self._as_known(known_at).layers.at(moment)
        return self._none(from_micros(moment), known_at) if version is None else version.agreement

    def segments(
        self, within: Interval, *, known_at: datetime | None = None
    ) -> tuple[TermsInForce, ...]:
        """Return which terms hold when, without gaps, in a closed interval.

        Args:
            within: the time that is looked at.
            known_at: what had been recorded up to then; everything if None.

        Raises:
            OpenInterval: `within` has no end.
            NaiveDatetime: an instant without a zone.
        """
        cursor, end = to_micros(within.start), to_micros(within.start + within.duration)
        found: list[TermsInForce] = []
        for low, high, version in self._as_known(known_at).layers.within(cursor, end):
            if cursor < low:
                found.append(self._nothing(cursor, low, known_at))
            found.append(TermsInForce(_interval(low, high), version.agreement))
            cursor = high
        if cursor < end:
            found.append(self._nothing(cursor, end, known_at))
        return tuple(found)

    def amended(self, agreement: Agreement, *, at: datetime) -> AgreementVersions:
        """Return the versions with one more, which replaces the others for its time.

        Args:
            agreement: the new terms, with their own version and validity.
            at: when they are put on record; not before the last recording.

        Raises:
            InvalidValue: terms without validity, of another agreement, or recorded before the
                last ones.
            NaiveDatetime: an instant without a zone.
        """
        recorded = instant(at, "at")
        if self.versions and recorded < self.versions[-1].recorded_at:
            last = format_instant(self.versions[-1].recorded_at)
            raise InvalidValue("at", at, f"{last} or later, the last recording")
        version = AgreementVersion(agreement=agreement, recorded_at=recorded)
        covered = self._all.layers.within(*_span(version))
        replaced = {each.label for _, _, each in covered} - {version.label}
        version = evolve(version, supersedes=replaced)
        return AgreementVersions((*self.versions, version))

    def findings(self) -> tuple[Finding, ...]:
        """Return what is unusual about the versions.

        | code | what it tells |
        |---|---|
        | `version-label-twice` | two versions call themselves the same |
        | `version-never-agreed` | a draft, or one that was rejected; it does not count |
        | `version-overlap` | a version replaces another one and does not say so |
        | `version-tie` | two versions for one time, recorded at one instant; labels decide |
        | `version-gap` | between two versions nothing holds |
        """
        gaps = [
            _finding("version-gap", "between two versions nothing holds", str(_interval(*gap)))
            for gap in self._all.layers.gaps()
        ]
        return (*_labels_twice(self.versions), *self._all.findings, *gaps)

    def _as_known(self, known_at: datetime | None) -> _Known:
        if known_at is None:
            return self._all
        limit = instant(known_at, "known_at")
        return _known(tuple(each for each in self.versions if each.recorded_at <= limit))

    def _nothing(self, low: int, high: int, known_at: datetime | None) -> TermsInForce:
        during = _interval(low, high)
        return TermsInForce(during, self._none(during.start, known_at))

    def _none(self, at: datetime, known_at: datetime | None) -> NoData:
        known = "" if known_at is None else f", as known at {format_instant(known_at)}"
        if not self.versions:
            return NoData("there is no version")
        name = self.versions[0].agreement.id
        return NoData(f"no version of {name} is valid at {format_instant(at)}{known}")


@frozen
class _Known:
    """What is seen of versions that are known, and what was unusual when they were laid."""

    layers: Layers[AgreementVersion]
    findings: tuple[Finding, ...]


def _known(versions: tuple[AgreementVersion, ...]) -> _Known:
    layers: Layers[AgreementVersion] = Layers()
    findings: list[Finding] = []
    for version in versions:
        if not version.agreement.is_agreed:
            message = "the version was never agreed and does not count"
            findings.append(_finding("version-never-agreed", message, str(version)))
            continue
        low, high = _span(version)
        told: set[str] = {*version.supersedes}
        for _, _, covered in layers.lay(low, high, version):
            if covered.label not in told:
                told.add(covered.label)
                findings.append(_overlap(version, covered))
    return _Known(layers, tuple(findings))


def _overlap(version: AgreementVersion, covered: AgreementVersion) -> Finding:
    shared = _interval(*_span(version)) & _interval(*_span(covered))
    value = f"{version.label} and {covered.label} for {shared}"
    if version.recorded_at == covered.recorded_at:
        message = "nothing but the label tells which of two versions holds"
        return _finding("version-tie", message, value)
    message = "a version replaces another one and does not say so"
    return _finding("version-overlap", message, value)


def _labels_twice(versions: tuple[AgreementVersion, ...]) -> Iterator[Finding]:
    for label, count in Counter(each.label for each in versions).items():
        if count > 1:
            message = "several versions call themselves the same"
            yield _finding("version-label-twice", message, label)


def _finding(code: str, message: str, value: str) -> Finding:
    return Finding(code=code, message=message, value=value)


def _span(version: AgreementVersion) -> tuple[int, int]:
    term = version.term
    return to_micros(term.start), to_micros(HORIZON if term.end is None else term.end)


def _interval(low: int, high: int) -> Interval:
    return Interval(from_micros(low), from_micros(high))
