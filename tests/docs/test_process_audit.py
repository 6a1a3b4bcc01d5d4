"""The audit of any event log: columns, words and times of its own, and what is odd about it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import process_audit
import process_words
import pytest

from svcmgmt.lifecycle import StateCategory
from svcmgmt.lifecycles import ALL, INCIDENT

ROOT = Path(__file__).parents[2]

LOG = """Ticket,Status,When
A,Open,2026-10-26T08:00:00+01:00
A,Work in progress,2026-10-26T08:00:00Z
A,Work in progress,2026-10-26 09:30:00 UTC
A,Waiting for vendor,2026/10/26 10:00:00 +0000
A,Work in progress,2026-10-26T11:00:00Z
A,Solved,2026-10-26T12:00:00Z
A,Work in progress,2026-10-26T13:00:00Z
A,Solved,2026-10-26T14:00:00Z
A,Closed,2026-10-27T14:00:00Z
B,Open,2026-10-26T08:00:00Z
B,-100,2026-10-26T09:00:00Z
B,Closed,2026-10-26T09:00:00Z
C,Open,2026-10-27T15:00:00Z
"""


def audited(folder: Path, text: str = LOG, **options: str) -> dict[str, Any]:
    """Return the report on a log."""
    log = folder / "log.csv"
    log.write_text(text, encoding="utf-8")
    given = {"case": "Ticket", "state": "Status", "time": "When", **options}
    return process_audit.report(str(log), **given)


def told(folder: Path, text: str, *arguments: str) -> str:
    """Return the one line with which the script ends."""
    log = folder / "log.csv"
    log.write_text(text, encoding="utf-8")
    columns = ["--case", "Ticket", "--state", "Status", "--time", "When"]
    command = [sys.executable, "examples/process_audit.py", str(log), *columns, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


class TestFromTheLogAlone:
    def test_everything_is_counted_in_words_of_the_log(self, tmp_path: Path) -> None:
        result = audited(tmp_path)
        assert (result["cases"], result["events"], result["variants"]) == (3, 13, 3)
        assert sum(result["transitions"].values()) == 10
        assert result["transitions"]["Work in progress -> Work in progress"] == 1
        assert result["transitions"]["Work in progress -> Solved"] == 2
        assert result["starts"] == {"Open": 3}
        assert result["ends"] == {"Closed": 2, "Open": 1}

    def test_a_candidate_is_drawn(self, tmp_path: Path) -> None:
        result = audited(tmp_path)
        assert result["fitness"] == result["log_fitness"] == result["fitting"] == 1
        assert result["lifecycle"]["initials"] == ["Open"]
        assert "Waiting for vendor -> Work in progress" in result["lifecycle"]["rules"]
        assert (result["deviations"], result["unknown_states"]) == ({}, {})

    def test_what_is_rare_is_not_drawn(self, tmp_path: Path) -> None:
        often = "".join(f"X{n},Open,2026-10-26\nX{n},Closed,2026-10-27\n" for n in range(9))
        result = audited(tmp_path, LOG + often, at_least="50 %")
        assert result["lifecycle"]["at_least"] == 6
        assert result["lifecycle"]["rules"] == ["Open -> Closed"]
        assert result["deviations"] == {"unexpected": 8, "missing end": 1}

    def test_where_every_way_is_rare_rarer_ones_have_to_do(self, tmp_path: Path) -> None:
        result = audited(tmp_path, at_least="3")
        assert result["lifecycle"]["at_least"] == 1

    def test_reopening_and_ping_pong(self, tmp_path: Path) -> None:
        result = audited(tmp_path)
        assert (result["reopened"], result["reopened_cases"]) == (1, 1)
        assert result["ping_pongs"] == {
            "Work in progress -> Waiting for vendor": 1,
            "Work in progress -> Solved": 1,
            "Solved -> Work in progress": 1,
        }
        assert (result["ping_pong"], result["ping_pong_cases"]) == (3, 1)

    def test_dwell_times(self, tmp_path: Path) -> None:
        dwell = audited(tmp_path)["dwell"]
        assert dwell["Waiting for vendor"] == {
            "cases": 1, "stays": 1, "seconds": 3_600, "mean_seconds": 3_600,
        }  # fmt: skip
        assert dwell["Work in progress"]["stays"] == 3
        assert "Closed" not in dwell

    def test_words_that_tell_nothing_get_a_category_from_the_log(self, tmp_path: Path) -> None:
        text = "Ticket,Status,When\n" + "".join(
            f"{case},{word},2026-10-2{day}\n"
            for case in "AB"
            for day, word in enumerate(["alfa", "beta", "zeta"])
        )
        result = audited(tmp_path, f"{text}B,beta,2026-10-24\nB,zeta,2026-10-25\n")
        assert result["categories"] == {"alfa": "open", "beta": "open", "zeta": "done"}
        assert result["reopened"] == 1

    def test_a_dialect_tells_categories_or_better_words(self, tmp_path: Path) -> None:
        table = tmp_path / "words.json"
        table.write_text(json.dumps({"-100": "cancelled", "Work in progress": "Active"}))
        result = audited(tmp_path, dialect=str(table))
        assert result["categories"]["-100"] == "cancelled"
        assert result["dialect"]["Work in progress"] == "Active"
        assert "Open -> Active" in result["lifecycle"]["rules"]


class TestAgainstALifecycle:
    def test_words_are_guessed(self, tmp_path: Path) -> None:
        result = audited(tmp_path, lifecycle="incident")
        assert result["dialect"] == {
            "Open": "new", "Work in progress": "inProgress", "Waiting for vendor": "onHold",
            "Solved": "resolved", "Closed": "closed", "-100": "-100",
        }  # fmt: skip
        assert result["unknown_states"] == {"-100": 1}

    def test_deviations_are_told_by_kind(self, tmp_path: Path) -> None:
        result = audited(tmp_path, lifecycle="incident")
        assert result["deviations"] == {"skipped": 2, "unknown state": 1, "missing end": 1}
        assert result["fitness"] == pytest.approx((1 + 2 / 5 + 2 / 3) / 3)
        assert result["findings"]["unfinished"] == 1

    def test_traces_that_fit_least_are_explained(self, tmp_path: Path) -> None:
        least = audited(tmp_path, lifecycle="incident")["least_fitting"]
        assert [each["cases"] for each in least] == [1, 1]
        assert least[0]["fitness"] == pytest.approx(2 / 5)
        assert least[0]["moves"] == [
            "synchronous new", "model inProgress", "model resolved", "log -100",
            "synchronous closed",
        ]  # fmt: skip

    def test_cases_that_are_open_may_fit(self, tmp_path: Path) -> None:
        result = audited(tmp_path, lifecycle="incident", end="anywhere")
        assert "missing end" not in result["deviations"]

    def test_a_dialect_translates(self, tmp_path: Path) -> None:
        table = tmp_path / "words.json"
        table.write_text(json.dumps({"-100": "resolved", "Solved": "resolved", "Open": "new"}))
        result = audited(tmp_path, lifecycle="incident", dialect=str(table))
        assert result["dialect"]["-100"] == "resolved"
        assert result["dialect"]["Closed"] == "closed"
        assert result["unknown_states"] == {"Work in progress": 4, "Waiting for vendor": 1}


class TestRows:
    def test_times_without_an_offset_hang_in_a_zone(self, tmp_path: Path) -> None:
        text = "Ticket,Status,When\nA,a,2026-10-26T08:00:00\nA,b,2026-10-26T08:00:00Z\n"
        assert audited(tmp_path, text)["transitions"] == {"a -> b": 1}
        west = audited(tmp_path, text, zone="America/New_York")
        assert west["transitions"] == {"b -> a": 1}

    def test_times_have_a_format(self, tmp_path: Path) -> None:
        text = "Ticket,Status,When\nA,a,27/10/2026 08:00\nA,b,3/11/2026 08:00\n"
        result = audited(tmp_path, text, time_format="%d/%m/%Y %H:%M")
        assert result["transitions"] == {"a -> b": 1}

    def test_rows_of_one_instant_stay_as_they_are(self, tmp_path: Path) -> None:
        rows = ["A,a,2026-10-26", "A,b,2026-10-26", "A,b,2026-10-26", "A,c,2026-10-27"]
        for lines in (rows, rows[::-1]):
            text = "\n".join(["Ticket,Status,When", *lines, ""])
            assert audited(tmp_path, text)["transitions"] == {"a -> b": 1, "b -> b": 1, "b -> c": 1}

    def test_a_row_that_cannot_be_read_is_a_finding(self, tmp_path: Path) -> None:
        text = f"{LOG}D,Open,yesterday\n,Open,2026-10-26\nD,,2026-10-26\nD,Open,9999-01-01\n"
        result = audited(tmp_path, text)
        assert result["findings"]["unreadable-row"] == len(result["left_out"]) == 4
        assert result["cases"] == 3

    @pytest.mark.parametrize("separator", ";\t|")
    def test_cells_may_be_separated_otherwise(self, separator: str, tmp_path: Path) -> None:
        assert audited(tmp_path, LOG.replace(",", separator)) == audited(tmp_path)

    def test_a_packed_log_with_a_mark_before_it(self, tmp_path: Path) -> None:
        log = tmp_path / "log.csv.gz"
        log.write_bytes(gzip.compress(LOG.encode("utf-8-sig")))
        result = process_audit.report(str(log), case="Ticket", state="Status", time="When")
        assert result["events"] == 13

    @pytest.mark.parametrize(
        ("text", "arguments", "line"),
        [
            (LOG, ["--case", "Nr"], "missing columns Nr; there are Ticket, Status, When"),
            ("", [], "missing columns Status, Ticket, When"),
            ("Ticket,Status,When\n", [], "no row tells an event"),
            ("Ticket,Ticket,Status,When\n", [], "columns that come twice: Ticket"),
            ("Ticket,Status,When\nA,a\n", [], "line 2: 2 cells, but 3 columns"),
            (LOG, ["--time-format", "%Y/%m/%d"], "see --time-format"),
            (LOG, ["--lifecycle", "nope"], "lifecycle 'nope' is not known"),
            (LOG, ["--zone", "Mars/Base"], "Mars/Base"),
            (LOG, ["--end", "soon"], "end 'soon' is not known; there are final, anywhere"),
            (LOG, ["--at-least", "few"], "at-least 'few' is no number of cases"),
            (LOG, ["--dialect", "nowhere.json"], "nowhere.json: there is no such file"),
        ],
    )
    def test_what_cannot_be_ends_in_one_line(
        self, text: str, arguments: list[str], line: str, tmp_path: Path
    ) -> None:
        assert line in told(tmp_path, text, *arguments)

    @pytest.mark.parametrize(
        ("table", "line"),
        [("[1]", "a dialect is one object"), ('{"Open": "nope"}', "state of incident: 'nope'")],
    )
    def test_a_dialect_that_is_none_ends_in_one_line(
        self, table: str, line: str, tmp_path: Path
    ) -> None:
        words = tmp_path / "words.json"
        words.write_text(table, encoding="utf-8")
        arguments = ["--lifecycle", "incident", "--dialect", str(words)]
        assert line in told(tmp_path, LOG, *arguments)

    def test_words_that_are_no_states_end_in_one_line(self, tmp_path: Path) -> None:
        rows = [f"A,{number},2026-10-26\n" for number in range(1_001)]
        line = told(tmp_path, "".join(["Ticket,Status,When\n", *rows]))
        assert "1,001 different words in column Status are no states" in line


class TestWords:
    @pytest.mark.parametrize(
        ("word", "category"),
        [
            ("In Progress", StateCategory.OPEN),
            ("Awaiting User Info", StateCategory.PAUSED),
            ("On-Hold", StateCategory.PAUSED),
            ("RESOLVED", StateCategory.RESOLVED),
            ("closed (auto)", StateCategory.DONE),
            ("Cancelled", StateCategory.CANCELLED),
            ("-100", StateCategory.UNKNOWN),
        ],
    )
    def test_a_word_suggests_a_category(self, word: str, category: StateCategory) -> None:
        assert process_words.category_of(word) is category

    @pytest.mark.parametrize("name", ALL)
    def test_the_words_of_a_lifecycle_are_its_own(self, name: str) -> None:
        words = [str(state) for state in ALL[name].states]
        found = process_words.states_of([word.upper() for word in words], None, ALL[name])
        assert [str(state) for state in found.values()] == words

    def test_what_might_be_two_is_none(self) -> None:
        (state,) = process_words.states_of(["finished"], None, INCIDENT).values()
        assert str(state) == "closed"
        (state,) = process_words.states_of(["shelved"], None, INCIDENT).values()
        assert state not in INCIDENT.states
