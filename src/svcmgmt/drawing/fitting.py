"""How much room texts take, and how things find their places where there is too little."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, takewhile
from typing import Final
from unicodedata import category, normalize

from svcmgmt.errors import InvalidValue

__all__ = ["shortened", "spread", "text_width"]

_WIDTHS: Final = {
    # in shares of the size, of a bold sans-serif font that is wider than most
    letter: width
    for width, letters in (
        (0.38, " ',./IJ\\ijl|"),
        (0.5, "!()-:;[]`frt"),
        (0.6, '"*?_csz'),
        (0.78, "ABCKPRTVXYZ{}"),
        (0.88, "#&+<=>DGHNOQU^~"),
        (1.11, "%@MWmw"),
    )
    for letter in letters
}
_OTHER: Final = 0.72
_NOT_LATIN: Final = 1.1
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


def text_width(text: str, size: float = 12) -> float:
    """Return about how wide a text is at most, in user units; no font is asked.

    Args:
        text: on one line.
        size: of its font, in user units.

    Examples:
        >>> text_width("ill") < text_width("new") < text_width("WWW")
        True
    """
    return sum(map(_letter_width, text)) * size


def _letter_width(letter: str) -> float:
    base = normalize("NFD", letter)[0]  # an accent takes no room of its own
    if base.isascii():
        return _WIDTHS.get(base, _OTHER)
    return 0.0 if category(base) in _NO_WIDTH else _NOT_LATIN


def shortened(text: str, room: float, size: float = 12) -> str:
    """Return a text that fits into some room: if it is too long, its middle is left out.

    Args:
        text: on one line.
        room: width, in user units.
        size: of its font, in user units.

    Examples:
        >>> shortened("availability of the payment service: 1 signal", 200)
        'availability …ice: 1 signal'
        >>> shortened("short", 200)
        'short'
    """
    if text_width(text, size) <= room:
        return text
    half = (room / size - _letter_width("…")) / 2

    def fitting(letters: Sequence[str]) -> int:
        widths = accumulate(map(_letter_width, letters))
        return sum(1 for _ in takewhile(lambda width: width <= half, widths))

    return f"{text[: fitting(text)]}…{text[len(text) - fitting(text[::-1]) :]}"


def spread(wanted: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Return places in order, each as near to a wanted one as the gaps between them allow.

    Args:
        wanted: where each would like to be; nearest by least squares.
        gaps: least distance of each to the one before it; one fewer than places.

    Raises:
        InvalidValue: a number of gaps that does not fit.

    Examples:
        >>> spread([0, 10, 11], [5, 5])
        [0.0, 8.0, 13.0]
    """
    if len(gaps) != max(len(wanted) - 1, 0):
        raise InvalidValue("gaps", gaps, f"one fewer than the {len(wanted)} places")
    offsets = [0.0, *accumulate(gaps)][: len(wanted)]
    blocks: list[tuple[float, int]] = []  # mean and number of those that stand close together
    for place, offset in zip(wanted, offsets, strict=True):
        mean, many = place - offset, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean = (before * count + mean * many) / (count + many)
            many += count
        blocks.append((mean, many))
    means = (mean for mean, many in blocks for _ in range(many))
    return [float(mean + offset) for mean, offset in zip(means, offsets, strict=True)]
