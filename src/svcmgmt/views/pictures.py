"""What all pictures can do: draw themselves, tell themselves in words, give rows and Vega-Lite."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from svcmgmt.drawing import markdown_table, text_table
from svcmgmt.values import NoData
from svcmgmt.values._exact import fixed_text

__all__ = ["Picture", "Row", "Table", "percent_down", "vega_lite"]

Row: TypeAlias = dict[str, str | float | None]
"""One row of a picture's data; None where there is no data."""

Table: TypeAlias = tuple[Sequence[str], Sequence[Sequence[object]]]
"""A header and rows, for people."""

_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v5.json"
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&])")


class Picture(ABC):
    """A picture as a value: SVG, Vega-Lite, rows, and the same told in words.

    Nothing of it loads anything, and nothing of it is a script. What is too much to be seen is
    left out of the picture and counted in its notes; `as_rows` has all of it.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def title(self) -> str:
        """What it shows, in a line."""

    @property
    @abstractmethod
    def description(self) -> str:
        """What can be seen in it, for people who hear it."""

    @property
    @abstractmethod
    def notes(self) -> tuple[str, ...]:
        """What is not shown, or not as it is."""

    @abstractmethod
    def table(self) -> Table:
        """Return what can be seen as a short table: a header, and rows of cells."""

    @abstractmethod
    def as_rows(self) -> list[Row]:
        """Return all of its data as a list of dicts, for a table or a frame."""

    @abstractmethod
    def svg(self) -> str:
        """Return it as scalable vector graphics, bounded in size, for light and dark pages."""

    @abstractmethod
    def vega_lite(self) -> dict[str, Any]:
        """Return it as a Vega-Lite 5 specification with its data, for other renderers."""

    def explain(self) -> str:
        """Return it as text for a person."""
        header, rows = self.table()
        told = [text_table(header, rows)] if rows else []
        return "\n".join([self.title, self.description, *told, *self.notes])

    def markdown(self) -> str:
        """Return it as Markdown: title, description and table, nothing of which can break out."""
        header, rows = self.table()
        told = [markdown_table(header, rows)] if rows else []
        words = [f"**{_plain(self.title)}**", _plain(self.description)]
        return "\n\n".join([*words, *told, *map(_plain, self.notes)])

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            "text/plain": self.explain(),
            "text/markdown": self.markdown(),
            "image/svg+xml": self.svg(),
            "application/vnd.vegalite.v5+json": self.vega_lite(),
        }


def _plain(text: str) -> str:
    """Return text on one line that Markdown takes for nothing else."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def percent_down(share: Fraction | NoData) -> str:
    """Return a percentage to two decimals without its sign, rounded down, so 100 is all of it.

    Examples:
        >>> percent_down(Fraction(99_999, 100_000)), percent_down(Fraction(1))
        ('99.99', '100')
    """
    if isinstance(share, NoData):
        return "–"
    if share.denominator == 1:
        return str(share * 100)
    return fixed_text(share * 10_000 // 1, 2)


def vega_lite(
    picture: Picture,
    rows: Iterable[Mapping[str, object]],
    *,
    size: tuple[float | Mapping[str, float], float | Mapping[str, float]],
    **parts: object,
) -> dict[str, Any]:
    """Return a specification: title, alternative text and data of a picture, and its parts.

    Args:
        picture: what it is of.
        rows: its data.
        size: width and height, in pixels or as steps.
        **parts: marks and encodings.
    """
    return {
        "$schema": _SCHEMA,
        "title": {"text": picture.title, "subtitle": [*picture.notes], "anchor": "start"},
        "description": f"{picture.title}. {picture.description}",
        "width": size[0],
        "height": size[1],
        "data": {"values": [dict(row) for row in rows]},
        **parts,
    }
