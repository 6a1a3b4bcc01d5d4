"""Primitives for pictures and tables as text; they know nothing of services."""

from svcmgmt.drawing.graphs import Layout, Point, layered
from svcmgmt.drawing.mermaid import state_diagram
from svcmgmt.drawing.svg import COLOURS, document, element, hatch, label, number
from svcmgmt.drawing.tables import markdown_table, text_table

__all__ = [
    "COLOURS",
    "Layout",
    "Point",
    "document",
    "element",
    "hatch",
    "label",
    "layered",
    "markdown_table",
    "number",
    "state_diagram",
    "text_table",
]
