"""Reports and restatements as Markdown and HTML: complete, alone, the same to the byte."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from report_worlds import FACTS, SLA, past, report

from svcmgmt.errors import InvalidType
from svcmgmt.reports import (
    Restatement,
    ServiceFacts,
    ServiceLevelReport,
    restatement,
    to_html,
    to_markdown,
)

REPORT = report(earlier=past(9))
RESTATED = restatement(report(), report(facts=ServiceFacts()))
both = pytest.mark.parametrize("told", [REPORT, RESTATED], ids=["report", "restatement"])

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta"}


class _Page(HTMLParser):
    """The tags of a page, which have to close in order, and its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: dict[str, list[str]] = {}

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> _Page:
    """Return what a reader of HTML finds in a page."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@both
def test_html_is_balanced_and_xml_too(told: ServiceLevelReport | Restatement) -> None:
    page = to_html(told)
    read(page)
    assert ET.fromstring(page.split("\n", 1)[1]).tag == "html"  # noqa: S314 - just written


@both
def test_html_runs_nothing_and_loads_nothing(told: ServiceLevelReport | Restatement) -> None:
    page = to_html(told)
    reader = read(page)
    assert reader.tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base"})
    assert not [name for name in reader.attributes if name.startswith("on") or name == "src"]
    assert all(each.startswith("#") for each in reader.attributes.get("href", []))
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    assert {*re.findall(r"https?://[^\"' <]+", page)} <= {"http://www.w3.org/2000/svg"}


def test_links_lead_to_places_of_the_page() -> None:
    reader = read(to_html(REPORT))
    ids = reader.attributes["id"]
    assert len({*ids}) == len(ids)
    targets = {each.removeprefix("#") for each in reader.attributes["href"]}
    assert targets <= {*ids}


def test_pictures_bring_title_and_description() -> None:
    root = ET.fromstring(to_html(REPORT).split("\n", 1)[1])  # noqa: S314 - just written
    pictures = [*root.iter(f"{SVG}svg")]
    assert len(pictures) >= 3
    for each in pictures:
        assert each.findtext(f"{SVG}title")
        assert each.findtext(f"{SVG}desc")


def test_both_say_the_same_words() -> None:
    root = ET.fromstring(to_html(REPORT).split("\n", 1)[1])  # noqa: S314 - just written
    markdown = re.sub(r"\\(.)", r"\1", to_markdown(REPORT))
    for tag in ("h1", "h2", "h3", "h4", "td", "th", "dd", "p", "strong"):
        for each in root.iter(tag):
            told = "".join(each.itertext())
            assert told in markdown, told


def test_a_text_of_the_user_is_no_markup() -> None:
    hostile = "</td><script>alert('1')</script> *x* | [y](z)"
    terms = evolve(SLA, name=hostile, description=hostile)
    told = report(terms, evolve(FACTS, findings=[evolve(FACTS.findings[0], value=hostile)]))
    page = to_html(told)
    assert "script" not in read(page).tags
    assert page.count("&lt;script&gt;alert(&#x27;1&#x27;)") >= 4
    written = to_markdown(told)
    assert "<script" not in written.replace("\\<", "")
    assert r"\</td\>\<script\>alert('1')\</script\> \*x\* \| \[y\](z)" in written


@both
def test_markdown_is_text_with_one_title(told: ServiceLevelReport | Restatement) -> None:
    written = to_markdown(told)
    assert written.endswith("\n")
    titles = [line for line in written.splitlines() if line.startswith("# ")]
    assert len(titles) == 1
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    assert rows
    assert all(line.endswith(" |") for line in rows)


@both
def test_notebooks_show_the_same_pages(told: ServiceLevelReport | Restatement) -> None:
    assert told._repr_mimebundle_() == {
        "text/plain": told.explain(),
        "text/markdown": to_markdown(told),
        "text/html": to_html(told),
    }


SCRIPT = """
import sys
from report_worlds import past, report
from svcmgmt.reports import ServiceFacts, restatement, to_html, to_markdown
told = report(earlier=past(9))
again = restatement(report(), report(facts=ServiceFacts()))
for each in (told, again):
    sys.stdout.buffer.write(to_html(each).encode())
    sys.stdout.buffer.write(to_markdown(each).encode())
"""


def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    support = str(Path(__file__).parents[2] / "support")
    made = {
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": support},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    here = "".join(write(each) for each in (REPORT, RESTATED) for write in (to_html, to_markdown))
    assert made == {here.encode()}


@pytest.mark.parametrize("wrong", [None, "a report", SLA, REPORT.inputs], ids=str)
def test_something_else_is_refused(wrong: object) -> None:
    for render in (to_html, to_markdown):
        with pytest.raises(InvalidType, match="ServiceLevelReport or Restatement"):
            render(wrong)  # type: ignore[arg-type]


def test_a_restatement_is_rendered() -> None:
    assert isinstance(RESTATED, Restatement)
    assert to_markdown(RESTATED).startswith("# Restatement of Desk, 2026-10\n")
