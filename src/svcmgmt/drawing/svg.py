"""Scalable pictures as text: escaped, titled, with a fixed number format, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2s
from html import escape
from math import isfinite
from typing import Final

from svcmgmt.errors import InvalidValue

__all__ = ["COLOURS", "arrow_head", "document", "element", "escaped", "hatch", "label", "number"]

COLOURS: Final = {
    # Okabe and Ito: told apart with every common colour vision; never the only sign
    "good": "#009E73",
    "bad": "#D55E00",
    "waiting": "#E69F00",
    "idle": "#999999",
    "accent": "#0072B2",
}
"""Colours by what they mean."""

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

_CLASS: Final = "svcmgmt"

_STYLE: Final = (
    # within a page a style holds for the whole page: `&` stands for the root of a picture
    "&{color:#1b1f24;direction:ltr;letter-spacing:normal;text-transform:none}& *{color:inherit}"
    "& text{fill:currentColor;font:12px system-ui,sans-serif}& .small{font-size:10px}"
    "& .strong{font-weight:600}& .ground{fill:#fff}& .faint{opacity:.65}"
    "& .halo{paint-order:stroke;stroke:#fff;stroke-width:3px}"
    "& .line,& .box{stroke:currentColor;fill:none}"
    "@media(prefers-color-scheme:dark){&{color:#e6edf3}& .ground{fill:#0d1117}"
    "& .halo{stroke:#0d1117}}"
).replace("&", f"svg.{_CLASS}")

_ID: Final = re.compile(r'( id="|="url\(#)([^")]+)')
"""Where an attribute names an id or refers to one; in text, quotes are escaped."""


def number(value: float) -> str:
    """Return a coordinate with at most two decimals, always written the same way.

    Raises:
        InvalidValue: infinite, or no number.

    Examples:
        >>> number(2.0), number(1 / 3), number(-0.001)
        ('2', '0.33', '0')
    """
    if not isfinite(value):
        raise InvalidValue("number", value, "a finite number")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, *children: str, **attributes: float | str) -> str:
    """Return one element; attribute values are escaped, `_` in names stands for `-`.

    Args:
        tag: name of the element.
        children: what it contains, already markup; escape text with `label`.
        attributes: numbers or text; a trailing `_` is dropped (`class_`).

    Examples:
        >>> element("rect", width=3, class_="a&b")
        '<rect width="3" class="a&amp;b"/>'
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
    )
    inside = "".join(children)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def _value(value: float | str) -> str:
    return escaped(value) if isinstance(value, str) else number(value)


def escaped(text: str) -> str:
    """Return text that any XML reader takes: markup escaped, what XML cannot hold replaced.

    Examples:
        >>> escaped("a < b")
        'a &lt; b'
    """
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def label(text: str, x: float, y: float, **attributes: float | str) -> str:
    """Return text at a place, escaped.

    Examples:
        >>> label("a < b", 1, 2)
        '<text x="1" y="2">a &lt; b</text>'
    """
    return element("text", escaped(text), x=x, y=y, **attributes)


def hatch(name: str, colour: str, angle: float = 45) -> str:
    """Return a pattern of stripes, so that an area is told without its colour.

    Args:
        name: id of the pattern; fill with `url(#name)`.
        colour: of the stripes.
        angle: of the stripes, in degrees.

    Examples:
        >>> hatch("late", "#c00").startswith('<pattern id="late"')
        True
    """
    stripe = element("rect", width=3, height=6, fill=colour)
    ground = element("rect", width=6, height=6, fill=colour, opacity=0.25)
    turned = f"rotate({number(angle)})"
    return element(
        "pattern",
        ground,
        stripe,
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform=turned,
    )


def arrow_head(name: str = "head") -> str:
    """Return the tip of an arrow, for the ends of lines.

    Args:
        name: id of the tip; a line has it with `marker_end="url(#head)"`.

    Examples:
        >>> arrow_head().startswith('<marker id="head"')
        True
    """
    tip = element("path", d="M0 0L8 4L0 8z", fill="currentColor")
    return element(
        "marker",
        tip,
        id=name,
        viewBox="0 0 8 8",
        refX=8,
        refY=4,
        markerWidth=7,
        markerHeight=7,
        orient="auto",
    )


def document(
    body: Iterable[str], *, width: float, height: float, title: str, description: str
) -> str:
    """Return a whole picture, alone or within a page.

    Its style touches nothing else of a page. Its ids are written as they are unique within it, as
    in `hatch`; here each gets a mark of the picture, so that pictures of one page do not meet.

    Args:
        body: its elements.
        width: in user units.
        height: in user units.
        title: what it shows, for people who hear it.
        description: what can be seen in it.

    Examples:
        >>> document([], width=1, height=1, title="t", description="d").startswith("<svg")
        True
    """
    ground = element("rect", width=width, height=height, rx=6, class_="ground")
    told = element("title", escaped(title)) + element("desc", escaped(description))
    inside = "".join(body)
    mark = blake2s(f"{told}{inside}".encode(), digest_size=5).hexdigest()
    return element(
        "svg",
        told,
        element("style", _STYLE),
        ground,
        _ID.sub(rf"\1\2-{mark}", inside),
        class_=_CLASS,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
    )
