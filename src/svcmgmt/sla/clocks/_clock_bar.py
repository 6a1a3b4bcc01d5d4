"""The picture of a clock: one bar from its start to now, with the due time marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final

from svcmgmt.drawing import COLOURS, document, element, hatch, label
from svcmgmt.sla.clocks.rows import ClockRow, RowKind
from svcmgmt.temporal._text import local_text

__all__ = ["clock_bar"]

_WIDTH: Final = 860
_LEFT: Final = 24
_TOP: Final = 58
_BAR: Final = 36
_LABELS: Final = 330  # room for two labels beside each other

_FILLS: Final = {
    # solid or hatched one way or the other, so that no kind is told by its colour alone
    RowKind.COUNTED: COLOURS["accent"],
    RowKind.OVERDUE: "url(#overdue)",
    RowKind.PAUSED: "url(#paused)",
    RowKind.STOPPED: "url(#stopped)",
}


def clock_bar(rows: Sequence[ClockRow], *, title: str, due: datetime | None, zone: tzinfo) -> str:
    """Return the picture of the rows of a reading; times are shown in a zone."""
    described = ", ".join(dict.fromkeys(row.kind.value for row in rows)) or "none"
    body = [element("defs", *_patterns()), label(title, _LEFT, 28, class_="strong")]
    if rows:
        body += _bar(rows, due, zone)
    return document(
        body,
        width=_WIDTH + 2 * _LEFT,
        height=_TOP + _BAR + 84,
        title=title,
        description=f"Stretches of the clock: {described}",
    )


def _patterns() -> Iterator[str]:
    yield hatch("overdue", COLOURS["bad"], 45)
    yield hatch("paused", COLOURS["waiting"], -45)
    yield hatch("stopped", COLOURS["idle"], 0)


def _bar(rows: Sequence[ClockRow], due: datetime | None, zone: tzinfo) -> Iterator[str]:
    first, last = rows[0].start, rows[-1].end
    left, right = (first, last) if due is None else (min(first, due), max(last, due))
    length = max(right - left, timedelta(microseconds=1))

    def x(at: datetime) -> float:
        return _LEFT + _WIDTH * ((at - left) / length)

    yield element(
        "line", x1=_LEFT, x2=x(right), y1=_TOP + _BAR / 2, y2=_TOP + _BAR / 2, class_="line faint"
    )
    for edge, width, kind in _merged(rows, x):
        yield element("rect", x=edge, y=_TOP, width=width, height=_BAR, fill=_FILLS[kind])
    yield element("rect", x=x(first), y=_TOP, width=x(last) - x(first), height=_BAR, class_="box")
    begin = min(x(first), _LEFT + _WIDTH - _LABELS)
    end = max(x(last), begin + _LABELS)
    y = _TOP + _BAR + 18
    yield label(local_text(first, zone), begin, y, class_="small")
    yield label(local_text(last, zone), end, y, text_anchor="end", class_="small")
    if due is not None:
        yield from _due_line(x(due), local_text(due, zone))
    yield from _legend(dict.fromkeys(row.kind for row in rows))


def _merged(
    rows: Sequence[ClockRow], x: Callable[[datetime], float]
) -> Iterator[tuple[float, float, RowKind]]:
    """Yield left, width and kind of what is seen: neighbours within a pixel become one."""
    held: tuple[float, float, RowKind] | None = None
    for row in rows:
        if row.kind is RowKind.CLOSED:
            continue
        left, right = x(row.start), x(row.end)
        if held is not None and held[2] is row.kind and left - held[1] < 1:
            held = (held[0], right, row.kind)
            continue
        if held is not None:
            yield held[0], held[1] - held[0], held[2]
        held = (left, right, row.kind)
    if held is not None:
        yield held[0], held[1] - held[0], held[2]


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
    for number, kind in enumerate(kinds):
        x = _LEFT + number * 110
        if kind is RowKind.CLOSED:
            yield element("line", x1=x, x2=x + 18, y1=y + 6, y2=y + 6, class_="line faint")
        else:
            yield element("rect", x=x, y=y, width=18, height=12, fill=_FILLS[kind])
        yield label(kind.value, x + 24, y + 10, class_="small")
