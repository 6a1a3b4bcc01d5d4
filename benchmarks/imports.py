"""What importing costs, in fresh interpreters, and what it loads.

The clock is processor time inside the interpreter, around the import alone; files and bytecode
are cached before. The package loads its names when they are first used, so `import svcmgmt`
alone loads not even attrs and reaches its target by that; the lines below it say what a program
pays that uses a part.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from operator import itemgetter
from typing import Final

from harness import Group, Row, bests, figure

TITLE: Final = "Imports: fresh interpreters"

_FLOOR: Final = "import attrs"
_SECONDS: Final = 0.040
_TARGETS: Final[dict[str, float | None]] = {
    "import svcmgmt": _SECONDS,
    "from svcmgmt import calendars": None,
    "from svcmgmt import lifecycle": None,
    "from svcmgmt import sla": None,
    "from svcmgmt import *": None,
}
_ROUNDS: Final = 15
_PROFILES: Final = 5
_SHOWN: Final = 10
_LAZY: Final = (
    "`import svcmgmt` loads names when they are first used, and not even attrs before; its target "
    "is reached by that alone. What a program pays stands in the lines of the parts it uses."
)
_LOOKED_INTO: Final = "from svcmgmt import sla"
_LATE: Final = ("cattrs", "transitions", "dateutil")


def run() -> Group:
    """Return all results."""
    statements = [_FLOOR, *_TARGETS]
    floor, *times = bests([partial(_seconds, each) for each in statements], fewest=_ROUNDS)
    group = Group(title=TITLE, rows=[figure(_FLOOR, floor, "s")])
    for (statement, at_most), seconds in zip(_TARGETS.items(), times, strict=True):
        group.rows.append(figure(statement, seconds, "s"))
        case = f"{statement}, minus {_FLOOR}"
        group.rows.append(figure(case, seconds - floor, "s", at_most=at_most))
    group.rows.extend(_loaded(_LOOKED_INTO))
    group.notes.append(_LAZY)
    group.notes.extend(_slowest(_LOOKED_INTO))
    return group


def _seconds(statement: str) -> float:
    code = f"from time import process_time as t; a = t(); {statement}; print(t() - a)"
    return float(_fresh("-c", code).stdout)


def _loaded(statement: str) -> Iterator[Row]:
    """Yield which of the modules that few need a statement loads."""
    code = f"import sys; {statement}; print(*(each in sys.modules for each in {_LATE!r}))"
    for name, loaded in zip(_LATE, _fresh("-c", code).stdout.split(), strict=True):
        told = "loaded" if loaded == "True" else "not loaded"
        yield Row(case=f"{name} after {statement}", remark=told)


def _slowest(statement: str) -> list[str]:
    """Return which modules take longest by themselves, the best of some import profiles."""
    own: dict[str, int] = {}
    for _ in range(_PROFILES):
        lines = _fresh("-X", "importtime", "-c", statement).stderr.splitlines()
        for line in lines[1:]:
            alone, _, name = line.removeprefix("import time:").split("|")
            own[name.strip()] = min(int(alone), own.get(name.strip(), int(alone)))
    heaviest = sorted(own.items(), key=itemgetter(1), reverse=True)[:_SHOWN]
    told = [f"    {micros / 1000:5.1f} ms  {name}" for name, micros in heaviest]
    return [f"Of `{statement}`, the modules that take longest by themselves:", *told]


def _fresh(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
