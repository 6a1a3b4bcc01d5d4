"""The picture of a clock: one bar from its start to now, with the due time marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final

from svcmgmt.drawing import COLOURS, document, element, hatch, label, number, shortened, text_width
from svcmgmt.sla.clocks.rows import ClockRow, RowKind
from svcmgmt.temporal._text import local_text

__all__ = ["clock_bar"]

_WIDTH: Final = 860
_LEFT: Final = 24
_TOP: Final = 58
_BAR: Final = 36
_SMALL: Final = 10
_TITLE: Final = 48  # height of a picture of a clock that has not started

_FILLS: Final = {
    # solid or hatched one way or the other, so that no kind is told by its colour alone
    RowKind.COUNTED: COLOURS["accent"],
    RowKind.OVERDUE: "url(#overdue)",
    RowKind.PAUSED: "url(#paused)",
    RowKind.STOPPED: "url(#stopped)",
}


_SEEN: Final[Sequence[RowKind]] = (
    RowKind.COUNTED,
    RowKind.STOPPED,
    RowKind.PAUSED,
    RowKind.OVERDUE,
)
"""Of several kinds within a pixel the last one of these is seen."""


def clock_bar(
    rows: Sequence[ClockRow],
    *,
    name: str,
    told: str,
    start: datetime | None,
    due: datetime | None,
    zone: tzinfo,
) -> str:
    """Return the picture of a reading.

    Args:
        rows: its evidence.
        name: of the clock; shortened, if it leaves no room for what is told.
        told: how the clock stands.
        start: when it started; None if it did not.
        due: when it is due; None while nobody knows.
        zone: in which times are shown.
    """
    rest = f": {told}"
    named = shortened(name, max(_WIDTH - text_width(rest), _WIDTH / 4))
    shown = named + shortened(rest, _WIDTH - text_width(named))
    body = [element("defs", *_patterns()), label(shown, _LEFT, 28, class_="strong")]
    kinds = dict.fromkeys(row.kind for row in rows)
    described = ", ".join(kind.value for kind in kinds) or "none"
    if start is not None:
        body += [*_bar(rows, start, due, zone), *_legend(kinds)]
    if due is not None:
        described += f"; due {local_text(due, zone)}"
    return document(
        body,
        width=_WIDTH + 2 * _LEFT,
        height=_TITLE if start is None else _TOP + _BAR + (84 if rows else 40),
        title=name + rest,
        description=f"Stretches of the clock: {described}",
    )


def _patterns() -> Iterator[str]:
    yield hatch("overdue", COLOURS["bad"], 45)
    yield hatch("paused", COLOURS["waiting"], -45)
    yield hatch("stopped", COLOURS["idle"], 0)


def _bar(
    rows: Sequence[ClockRow], first: datetime, due: datetime | None, zone: tzinfo
) -> Iterator[str]:
    last = rows[-1].end if rows else first
    left, right = (first, last) if due is None else (min(first, due), max(last, due))
    length = max(right - left, timedelta(microseconds=1))

    def x(at: datetime) -> float:
        return _LEFT + _WIDTH * ((at - left) / length)

    middle = _TOP + _BAR / 2
    yield element("line", x1=_LEFT, x2=x(right), y1=middle, y2=middle, class_="line faint")
    for edge, end, kind in _seen(rows, x):
        yield element("rect", x=edge, y=_TOP, width=end - edge, height=_BAR, fill=_FILLS[kind])
    frame = f"M{number(x(first))} {_TOP}v{_BAR}H{number(x(last))}v-{_BAR}z"
    yield element("path", d=frame, class_="box")  # a line, if no time has passed
    yield from _ends((x(first), x(last)), [local_text(at, zone) for at in (first, last)])
    if due is not None:
        yield from _due_line(x(due), local_text(due, zone))


def _ends(places: tuple[float, float], texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts of first and last instant: below them, where both have room."""
    y = _TOP + _BAR + 18
    if texts[0] == texts[1]:
        texts = texts[:1]
    room = text_width("  ".join(texts), _SMALL)
    begin = min(places[0], _LEFT + _WIDTH - room)
    yield label(texts[0], begin, y, class_="small")
    for text in texts[1:]:
        yield label(text, max(places[1], begin + room), y, text_anchor="end", class_="small")


def _seen(
    rows: Sequence[ClockRow], x: Callable[[datetime], float]
) -> Iterator[tuple[float, float, RowKind]]:
    """Yield left, right and kind of what is seen, so that many rows make no large picture.

    Neighbours of one kind within a pixel become one, and so does all that lies within one pixel.
    """
    held: tuple[float, float, RowKind] | None = None
    for row in rows:
        if row.kind is RowKind.CLOSED:
            continue
        left, right = x(row.start), x(row.end)
        kind: RowKind = row.kind
        if held is not None:
            if right - held[0] < 1:
                kind = max(kind, held[2], key=_SEEN.index)
                left = held[0]
            elif kind is held[2] and left - held[1] < 1:
                left = held[0]
            else:
                yield held
        held = (left, right, kind)
    if held is not None:
        yield held


def _due_line(x: float, text: str) -> Iterator[str]:
    yield element(
        "line",
        x1=x,
        x2=x,
        y1=_TOP - 12,
        y2=_TOP + _BAR + 8,
        class_="line",
        stroke_width=2,
        stroke_dasharray="5 3",
    )
    anchor = "end" if x > _WIDTH / 2 else "start"
    yield label(f"due {text}", x, _TOP - 16, text_anchor=anchor, class_="small strong")


def _legend(kinds: dict[RowKind, None]) -> Iterator[str]:
    y = _TOP + _BAR + 48
    for index, kind in enumerate(kinds):
        x = _LEFT + index * 110
        if kind is RowKind.CLOSED:
            yield element("line", x1=x, x2=x + 18, y1=y + 6, y2=y + 6, class_="line faint")
        else:
            yield element("rect", x=x, y=y, width=18, height=12, fill=_FILLS[kind])
        yield label(kind.value, x + 24, y + 10, class_="small")
