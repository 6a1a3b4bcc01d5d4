"""Primitives for pictures and tables as text; they know nothing of services."""

from svcmgmt.drawing.fitting import shortened, spread, text_width
from svcmgmt.drawing.graphs import Layout, Point, layered
from svcmgmt.drawing.mermaid import state_diagram
from svcmgmt.drawing.svg import (
    COLOURS,
    arrow_head,
    document,
    element,
    escaped,
    hatch,
    label,
    number,
)
from svcmgmt.drawing.tables import markdown_table, text_table

__all__ = [
    "COLOURS",
    "Layout",
    "Point",
    "arrow_head",
    "document",
    "element",
    "escaped",
    "hatch",
    "label",
    "layered",
    "markdown_table",
    "number",
    "shortened",
    "spread",
    "state_diagram",
    "text_table",
    "text_width",
]
