"""A report in a real browser: nothing runs, nothing is loaded, everything can be read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, TypeAlias

import pytest
from report_worlds import past, report

from svcmgmt.reports import ServiceFacts, restatement, to_html

Browser: TypeAlias = Any
"""Of playwright, which is not always installed."""

pytestmark = pytest.mark.browser

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SCHEMES = ("light", "dark")
LEAST_CONTRAST = 4.5
"""Of text on its ground, for people who see little: WCAG 2.2, level AA."""

CONTRASTS = """
() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      const alpha = parts(colour)[3];
      if (alpha === undefined || alpha > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const told = 'h1,h2,h3,h4,p,li,dt,dd,th,td,a,.good,.bad,.open';
  return [...document.querySelectorAll(told)].map((element) => {
    const ink = light(getComputedStyle(element).color), paper = light(ground(element));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  });
}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser without a window, or skip."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    paths = [None, *filter(None, map(shutil.which, INSTALLED))]
    with api.sync_playwright() as driver:
        for path in paths:
            try:
                found = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
            except api.Error:
                continue
            yield found
            found.close()
            return
        pytest.skip("there is no Chromium, neither of playwright nor of the system")


@pytest.fixture(scope="module", params=["report", "restatement"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a page as a file."""
    told = (
        report(earlier=past(9))
        if request.param == "report"
        else restatement(report(), report(facts=ServiceFacts()))
    )
    path = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    path.write_text(to_html(told), encoding="utf-8")
    return path


class Opened:
    """A page that is open, and all that a browser had to say of it."""

    def __init__(self, browser: Browser, file: Path, **more: object) -> None:
        self.page = browser.new_page(**more)
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_runs_and_nothing_is_loaded(browser: Browser, file: Path, scheme: str) -> None:
    with Opened(browser, file, color_scheme=scheme) as opened:
        assert opened.page.title()
        assert opened.messages == []
        assert opened.requests == [file.as_uri()]
        assert opened.page.evaluate("document.scripts.length + document.images.length") == 0
        loaded = opened.page.evaluate("performance.getEntriesByType('resource').length")
        assert loaded == 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_stands_out_from_its_ground(browser: Browser, file: Path, scheme: str) -> None:
    with Opened(browser, file, color_scheme=scheme) as opened:
        contrasts = opened.page.evaluate(CONTRASTS)
        assert len(contrasts) > 50
        assert min(contrasts) >= LEAST_CONTRAST


def test_light_and_dark_are_two(browser: Browser, file: Path) -> None:
    grounds: set[str] = set()
    for scheme in SCHEMES:
        with Opened(browser, file, color_scheme=scheme) as opened:
            grounds.add(opened.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == len(SCHEMES)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits_into_narrow_and_wide_windows(browser: Browser, file: Path, width: int) -> None:
    with Opened(browser, file, viewport={"width": width, "height": 800}) as opened:
        wide = opened.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_nothing_is_cut_off_on_paper(browser: Browser, file: Path) -> None:
    with Opened(browser, file, viewport={"width": 680, "height": 900}) as opened:
        opened.page.emulate_media(media="print")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 680


def test_links_lead_to_what_they_name(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        links = opened.page.locator("a")
        for place in range(links.count()):
            target = links.nth(place).get_attribute("href")
            assert opened.page.locator(f"[id='{target[1:]}']").count() == 1


def test_a_link_is_followed(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(to_html(report()), encoding="utf-8")
    with Opened(browser, path) as opened:
        link = opened.page.locator("a").nth(3)
        link.click()
        target = opened.page.locator(f"[id='{link.get_attribute('href')[1:]}']")
        top = target.bounding_box()["y"]
        assert abs(top) < 100
        assert opened.messages == []


def test_it_can_be_printed_and_drawn(browser: Browser, file: Path) -> None:
    with Opened(browser, file) as opened:
        assert opened.page.pdf().startswith(b"%PDF")
        picture = opened.page.screenshot(full_page=True)
        assert picture.startswith(b"\x89PNG")
        assert len(picture) > 20_000
