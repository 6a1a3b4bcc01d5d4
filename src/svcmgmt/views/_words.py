"""Title and text of pictures, in as many lines as they take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from svcmgmt.drawing import label, shortened, text_width

__all__ = ["LEFT", "SMALL", "heading", "wrapped"]

LEFT: Final = 24
"""Where the title and all else begins."""

SMALL: Final = 10
"""Size of all text but titles and names."""

_MOST_LINES: Final = 4
_FIRST: Final = 46  # where the first line below the title stands
_LINE: Final = 15


def heading(title: str, told: Sequence[str], width: float) -> tuple[list[str], float]:
    """Return a title with lines of text below it, and where what follows may begin.

    Args:
        title: shortened to one line.
        told: each text in as many lines as it takes.
        width: of the picture, in user units.
    """
    room = width - 2 * LEFT
    lines = [line for text in told for line in wrapped(text, room, SMALL)]
    drawn = [label(shortened(title, room), LEFT, 28, class_="strong")]
    drawn += [
        label(line, LEFT, _FIRST + _LINE * index, class_="small")
        for index, line in enumerate(lines)
    ]
    return drawn, _FIRST - 2 + _LINE * len(lines)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Return a text in lines that fit into some room; of a very long one the first few.

    Args:
        text: words; a word that does not fit loses its middle.
        room: width of a line, in user units.
        size: of its font, in user units.

    Examples:
        >>> wrapped("nothing was lost in March", 100, 10)
        ['nothing was lost', 'in March']
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size) <= room:
            lines[-1] = joined
        elif len(lines) == _MOST_LINES:
            lines[-1] = shortened(f"{lines[-1]} …", room, size)
            break
        else:
            lines.append(shortened(word, room, size))
    return lines
