"""Versions in two times: for when they hold, and since when they are on record."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import Any

import pytest

from svcmgmt.agreement import (
    Agreement,
    AgreementState,
    AgreementVersion,
    AgreementVersions,
    TermsInForce,
)
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.temporal import Interval, NaiveDatetime, OpenInterval, parse_instant
from svcmgmt.values import NoData


def day(month: int, number: int = 1) -> datetime:
    """Return a midnight of 2026."""
    return parse_instant(f"2026-{month:02d}-{number:02d}T00:00:00Z")


def terms(
    version: str, first: int, last: int | None, state: AgreementState = AgreementState.ACTIVE
) -> Agreement:
    """Return terms valid from the first of a month to that of another, or without end."""
    end = None if last is None else day(last)
    return Agreement(id="SLA-7", version=version, state=state, valid_for=Interval(day(first), end))


def recorded(agreement: Agreement, at: datetime, *supersedes: str) -> AgreementVersion:
    """Return terms as recorded at an instant."""
    return AgreementVersion(agreement=agreement, recorded_at=at, supersedes=supersedes)


FIRST = recorded(terms("1", 1, 12), day(1))
SECOND = recorded(terms("2", 7, 12), day(6, 15), "1")
BOTH = AgreementVersions([SECOND, FIRST])


def label(found: Agreement | NoData) -> str:
    """Return the version of terms, or why there are none."""
    return str(found) if isinstance(found, NoData) else found.version


class TestInForce:
    @pytest.mark.parametrize(
        ("at", "known_at", "version"),
        [
            (day(6, 30), None, "1"),
            (day(7), None, "2"),
            (day(7), day(6, 14), "1"),
            (day(7), day(6, 15), "2"),
            (day(1), day(1), "1"),
        ],
    )
    def test_the_version_recorded_last_holds_for_its_time(
        self, at: datetime, known_at: datetime | None, version: str
    ) -> None:
        assert label(BOTH.in_force(at, known_at=known_at)) == version

    def test_before_and_after_there_is_a_reason(self) -> None:
        assert BOTH.in_force(day(12)) == NoData(
            "no version of SLA-7 is valid at 2026-12-01T00:00:00Z"
        )
        early = parse_instant("2025-01-01T00:00:00Z")
        assert BOTH.in_force(day(7), known_at=early) == NoData(
            "no version of SLA-7 is valid at 2026-07-01T00:00:00Z, as known at 2025-01-01T00:00:00Z"
        )
        assert AgreementVersions().in_force(day(1)) == NoData("there is no version")

    def test_open_terms_hold_until_further_notice(self) -> None:
        versions = AgreementVersions([recorded(terms("1", 1, None), day(1))])
        assert label(versions.in_force(parse_instant("2199-12-31T23:59:59Z"))) == "1"

    def test_a_termination_ends_the_terms(self) -> None:
        ended = terms("1", 1, 12).terminate(at=day(3))
        versions = AgreementVersions([recorded(ended, day(3))])
        assert label(versions.in_force(day(2))) == "1"
        assert isinstance(versions.in_force(day(3)), NoData)

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        with pytest.raises(NaiveDatetime):
            BOTH.in_force(day(1).replace(tzinfo=None))
        with pytest.raises(NaiveDatetime):
            BOTH.in_force(day(1), known_at=day(1).replace(tzinfo=None))


class TestSegments:
    def test_they_follow_each_other_without_gaps(self) -> None:
        versions = AgreementVersions([FIRST, recorded(terms("2", 3, 5), day(2), "1")])
        year = Interval(parse_instant("2025-12-01T00:00:00Z"), day(12, 31))
        segments = versions.segments(year)
        assert [label(each.agreement) for each in segments] == [
            "no version of SLA-7 is valid at 2025-12-01T00:00:00Z",
            *("1", "2", "1"),
            "no version of SLA-7 is valid at 2026-12-01T00:00:00Z",
        ]
        assert segments[0].during.start == year.start
        assert segments[-1].during.end == year.end
        ends = [each.during.end for each in segments[:-1]]
        assert ends == [each.during.start for each in segments[1:]]

    def test_they_know_what_was_recorded(self) -> None:
        (only,) = BOTH.segments(Interval(day(6), day(9)), known_at=day(6, 1))
        assert str(only) == "2026-06-01T00:00:00Z/2026-09-01T00:00:00Z: version 1"

    def test_nothing_in_force_is_told(self) -> None:
        (only,) = AgreementVersions().segments(Interval(day(6), day(9)))
        assert str(only).endswith(": there is no version")
        assert isinstance(only, TermsInForce)

    def test_the_time_must_have_an_end(self) -> None:
        with pytest.raises(OpenInterval):
            BOTH.segments(Interval(day(1)))


class TestAmending:
    def test_an_amendment_names_what_it_replaces(self) -> None:
        versions = AgreementVersions().amended(terms("1", 1, 12), at=day(1))
        versions = versions.amended(terms("2", 7, 12), at=day(6))
        assert versions.versions[-1].supersedes == ("1",)
        assert versions.findings() == ()

    def test_a_continuation_replaces_nothing(self) -> None:
        versions = AgreementVersions().amended(terms("1", 1, 7), at=day(1))
        assert versions.amended(terms("2", 7, 12), at=day(6)).versions[-1].supersedes == ()

    def test_recording_goes_forward(self) -> None:
        with pytest.raises(InvalidValue, match="2026-06-15T00:00:00Z or later"):
            BOTH.amended(terms("3", 8, 12), at=day(6))

    def test_all_versions_are_of_one_agreement(self) -> None:
        other = Agreement(id="SLA-8", valid_for=Interval(day(1)))
        with pytest.raises(InvalidValue, match="id: 'SLA-8' is not allowed; allowed: SLA-7"):
            BOTH.amended(other, at=day(7))

    def test_terms_must_say_for_when_they_hold(self) -> None:
        with pytest.raises(InvalidValue, match="valid_for: None"):
            BOTH.amended(Agreement(id="SLA-7"), at=day(7))

    @pytest.mark.parametrize("wrong", [None, "SLA-7"])
    def test_something_else_than_an_agreement_is_refused(self, wrong: Any) -> None:  # noqa: ANN401
        with pytest.raises(InvalidType, match="agreement"):
            BOTH.amended(wrong, at=day(7))
        with pytest.raises(InvalidType, match="versions"):
            AgreementVersions([wrong])


class TestFindings:
    def codes(self, *versions: AgreementVersion) -> list[str]:
        return [finding.code for finding in AgreementVersions(versions).findings()]

    def test_an_amendment_that_says_so_is_fine(self) -> None:
        assert BOTH.findings() == ()

    def test_a_silent_overlap_is_told(self) -> None:
        silent = recorded(terms("2", 7, 12), day(6))
        (finding,) = AgreementVersions([FIRST, silent]).findings()
        assert finding.code == "version-overlap"
        assert finding.value == "2 and 1 for 2026-07-01T00:00:00Z/2026-12-01T00:00:00Z"

    def test_a_tie_is_told_and_decided_by_the_label(self) -> None:
        tied = AgreementVersions([recorded(terms("2", 1, 12), day(1)), FIRST])
        assert [finding.code for finding in tied.findings()] == ["version-tie"]
        assert label(tied.in_force(day(3))) == "2"

    def test_a_gap_is_told(self) -> None:
        later = recorded(terms("2", 9, 12), day(8))
        (finding,) = AgreementVersions([recorded(terms("1", 1, 7), day(1)), later]).findings()
        assert (finding.code, finding.value) == (
            "version-gap",
            "2026-07-01T00:00:00Z/2026-09-01T00:00:00Z",
        )

    def test_a_label_used_twice_is_told(self) -> None:
        again = recorded(terms("1", 1, 12), day(2), "1")
        assert self.codes(FIRST, again) == ["version-label-twice"]

    @pytest.mark.parametrize(
        "state", [AgreementState.DRAFT, AgreementState.NEGOTIATION, AgreementState.REJECTED]
    )
    def test_a_version_that_was_never_agreed_does_not_count(self, state: AgreementState) -> None:
        versions = AgreementVersions([FIRST, recorded(terms("2", 7, 12, state), day(6))])
        assert [finding.code for finding in versions.findings()] == ["version-never-agreed"]
        assert label(versions.in_force(day(8))) == "1"


def test_versions_are_kept_in_the_order_of_recording() -> None:
    assert BOTH.versions == (FIRST, SECOND)
    assert AgreementVersions([FIRST, SECOND]) == BOTH
    assert pickle.loads(pickle.dumps(BOTH)) == BOTH  # noqa: S301 - just written
    assert str(FIRST).startswith("version 1 for 2026-01-01T00:00:00Z/")
