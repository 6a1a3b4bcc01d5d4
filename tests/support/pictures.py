"""What is in a picture, and where: for tests of pictures."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from svcmgmt.drawing import text_width
from svcmgmt.views import Picture

SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = ("rect", "line", "text", "path", "circle")
_STEP = re.compile(r"([MLHVhvlz])([^MLHVhvlz]*)")

Box = tuple[float, float, float, float]


def root(svg: str) -> ET.Element:
    """Return the picture as elements; that fails if it is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314 - our own


def texts(svg: str) -> list[str]:
    """Return all texts, in order."""
    return [each.text or "" for each in root(svg).iter(f"{SVG}text")]


def told(svg: str, tag: str) -> str:
    """Return the title or the description."""
    found = root(svg).find(f"{SVG}{tag}")
    assert found is not None
    return found.text or ""


def boxes(svg: str) -> Iterator[tuple[str, Box]]:
    """Yield what is drawn with the room that it takes: left, top, right, bottom."""
    for each in root(svg):
        if each.tag not in {f"{SVG}{name}" for name in _DRAWN}:
            continue
        yield f"{each.tag.removeprefix(SVG)} {each.text or ''}".strip(), _box(each)


def _box(each: ET.Element) -> Box:
    def of(name: str) -> float:
        return float(each.attrib.get(name, "0"))

    match each.tag.removeprefix(SVG):
        case "rect":
            return of("x"), of("y"), of("x") + of("width"), of("y") + of("height")
        case "line":
            return of("x1"), min(of("y1"), of("y2")), of("x2"), max(of("y1"), of("y2"))
        case "circle":
            return of("cx") - of("r"), of("cy") - of("r"), of("cx") + of("r"), of("cy") + of("r")
        case "text":
            size = 10 if "small" in each.attrib.get("class", "") else 12
            wide = text_width(each.text or "", size)
            shift = {"middle": wide / 2, "end": wide}.get(each.attrib.get("text-anchor", ""), 0)
            left = of("x") - shift
            return left, of("y") - size, left + wide, of("y") + size / 4
        case _:
            return _path_box(each.attrib["d"])


def _path_box(path: str) -> Box:
    x = y = 0.0
    xs: list[float] = []
    ys: list[float] = []
    for letter, rest in _STEP.findall(path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", rest)]
        match letter:
            case "M" | "L":
                x, y = numbers
            case "l":
                x, y = x + numbers[0], y + numbers[1]
            case "H":
                x = numbers[0]
            case "V":
                y = numbers[0]
            case "h":
                x += numbers[0]
            case "v":
                y += numbers[0]
        xs.append(x)
        ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def check_inside(svg: str) -> None:
    """Check that everything lies within the canvas."""
    canvas = root(svg)
    width, height = float(canvas.attrib["width"]), float(canvas.attrib["height"])
    for what, (left, top, right, bottom) in boxes(svg):
        assert left >= -0.01, what
        assert top >= -0.01, what
        assert right <= width + 0.01, what
        assert bottom <= height + 0.01, what


def check_picture(picture: Picture) -> None:
    """Check what every picture keeps: well-formed, told in words, self-contained, inside."""
    svg = picture.svg()
    check_inside(svg)
    assert svg == picture.svg()
    assert told(svg, "title")
    assert told(svg, "desc")
    assert "<script" not in svg
    assert set(re.findall(r"https?://[^\"' )]+", svg)) == {"http://www.w3.org/2000/svg"}
    bundle = picture._repr_mimebundle_()
    assert bundle["image/svg+xml"] == svg
    assert bundle["text/plain"] == picture.explain()
    assert bundle["text/markdown"] == picture.markdown()
    specification: dict[str, Any] = bundle["application/vnd.vegalite.v5+json"]
    assert json.loads(json.dumps(specification, allow_nan=False)) == specification
    assert specification["description"].startswith(picture.title)
    assert len(svg) < 400_000
