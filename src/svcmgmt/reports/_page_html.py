"""A page written as HTML that needs nothing else: no script, no file, no server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from svcmgmt.drawing import element, escaped
from svcmgmt.reports._page import (
    Block,
    Cell,
    Details,
    Entries,
    Entry,
    Mark,
    Page,
    Paragraph,
    Picture,
    Table,
    Tone,
    text_of,
)

__all__ = ["page_html"]

_CLASS: Final = "svcmgmt-report"
_DEEPEST: Final = 6

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: nothing but the style that stands in it."""

_STYLE: Final = """
.svcmgmt-page{margin:0;background:#fff;color-scheme:light dark}
&{--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--head:#f3f5f7;--link:#0550ae;
--good:#00563f;--good-ground:#d9f2e8;--bad:#8f2f00;--bad-ground:#ffe5d8;
--open:#6b4a00;--open-ground:#fdf0cc;
box-sizing:border-box;max-width:76rem;margin:0 auto;padding:2rem 1.5rem 4rem;
color:var(--ink);background:#fff;font:16px/1.5 system-ui,sans-serif;overflow-wrap:break-word}
& h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}
& h2{font-size:1.35rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;
border-bottom:2px solid var(--line)}
& h3{font-size:1.1rem;margin:2rem 0 .5rem}
& h4,& h5,& h6{font-size:.95rem;margin:1.25rem 0 .4rem;color:var(--soft)}
& p{margin:.5rem 0}
& ul{margin:.5rem 0;padding-left:1.4rem}
& dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1.25rem;margin:.5rem 0}
& dt{color:var(--soft)}
& dd{margin:0}
& a{color:var(--link)}
& .wide{overflow-x:auto;margin:.5rem 0}
& li ul{margin:0}
& table{border-collapse:collapse;font-size:.9rem}
& th,& td{border-bottom:1px solid var(--line);padding:.35rem .7rem;text-align:left;
vertical-align:top;min-width:4rem;max-width:34rem}
& th{background:var(--head);font-weight:600;white-space:nowrap}
& .figure{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
& .good,& .bad,& .open{padding:.05rem .5rem;border-radius:1rem;font-weight:600;white-space:nowrap}
& .good{color:var(--good);background:var(--good-ground)}
& .bad{color:var(--bad);background:var(--bad-ground)}
& .open{color:var(--open);background:var(--open-ground)}
& svg{display:block;max-width:100%;height:auto;margin:.75rem 0}
@media (max-width:40rem){& dl{grid-template-columns:minmax(0,1fr);gap:0}& dd{margin-bottom:.4rem}}
@media screen and (prefers-color-scheme:dark){.svcmgmt-page,&{background:#0d1117}
&{--ink:#e6edf3;--soft:#9aa5b1;--line:#30363d;--head:#161b22;--link:#79b8ff;
--good:#7ee2b8;--good-ground:#0b3b2c;--bad:#ffb08a;--bad-ground:#4a1d08;
--open:#f2cc60;--open-ground:#3d2f05}}
@media print{&{max-width:none;padding:0;font-size:10pt}& h2,& h3,& h4{break-after:avoid}
& tr,& svg,& dl{break-inside:avoid}& thead{display:table-header-group}
& .wide{overflow:visible}& table{font-size:8pt}
& th,& td,& .figure{white-space:normal;overflow-wrap:anywhere;min-width:0;padding:.2rem .4rem}
& .good,& .bad,& .open{border:1px solid}}
""".replace("&", f".{_CLASS}")


def page_html(page: Page) -> str:
    """Return a page as a whole HTML document, which an XML reader takes too."""
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", escaped(text_of(page.title))),
        element("style", _STYLE),
    )
    title = element("h1", escaped(text_of(page.title)))
    article = element("article", f"\n{title}\n", _blocks(page.blocks, 2), "\n", class_=_CLASS)
    body = element("body", f"\n{article}\n", class_="svcmgmt-page")
    whole = element("html", f"\n{element('head', *head)}\n{body}\n", lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"


def _blocks(blocks: Iterable[Block], level: int) -> str:
    return "\n".join(_block(block, level) for block in blocks)


def _block(block: Block, level: int) -> str:
    match block:
        case Paragraph():
            return element("p", escaped(text_of(block.text)))
        case Entries():
            return _list(block.entries)
        case Details():
            return _details(block)
        case Table():
            return _table(block)
        case Picture():
            return block.svg
        case _:
            anchor = {"id": block.anchor} if block.anchor else {}
            title = element(f"h{min(level, _DEEPEST)}", escaped(text_of(block.title)))
            return element(
                "section", f"\n{title}\n", _blocks(block.blocks, level + 1), "\n", **anchor
            )


def _list(entries: Iterable[Entry]) -> str:
    return element("ul", *map(_entry, entries))


def _entry(entry: Entry) -> str:
    term = element("strong", escaped(text_of(entry.term))) if entry.term else ""
    below = _list(entry.entries) if entry.entries else ""
    return element("li", term, escaped(text_of(entry.text)), below)


def _details(block: Details) -> str:
    pairs = (
        element("dt", escaped(text_of(name))) + element("dd", _cell(cell))
        for name, cell in block.pairs
    )
    return element("dl", *pairs)


def _table(table: Table) -> str:
    def row(cells: Iterable[Cell], tag: str, **more: str) -> str:
        return element(
            "tr",
            *(
                element(tag, _cell(cell), **_side(table, place), **more)
                for place, cell in enumerate(cells)
            ),
        )

    head = element("thead", row(table.header, "th", scope="col"))
    body = element("tbody", "\n", *(f"{row(cells, 'td')}\n" for cells in table.rows))
    return element("div", element("table", head, body), class_="wide")


def _side(table: Table, place: int) -> dict[str, str]:
    return {"class_": "figure"} if place in table.figures else {}


def _cell(cell: Cell) -> str:
    told = escaped(text_of(cell))
    if not isinstance(cell, Mark):
        return told
    if cell.anchor:
        return element("a", told, href=f"#{cell.anchor}")
    return told if cell.tone is Tone.PLAIN else element("span", told, class_=cell.tone.value)
