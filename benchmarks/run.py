"""Measure this library beside others: `python benchmarks/run.py [--date DAY] [GROUP ...]`.

Prints what was measured as Markdown and writes it to `benchmarks/results` as `latest.md` and
`latest.json`. Nothing here is a test: a target that is missed is shown with its profile.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Final

import availability
import calendars
import documents
import imports
import incidents
import lifecycles
import reports
import streaming
from attrs import asdict
from harness import Group, to_markdown

GROUPS: Final = {
    "availability": availability.run,
    "calendars": calendars.run,
    "documents": documents.run,
    "lifecycles": lifecycles.run,
    "reports": reports.run,
    "streaming": streaming.run,
    "incidents": incidents.run,
    "imports": imports.run,
}
RESULTS: Final = Path(__file__).parent / "results"
PACKAGES: Final = (
    "svcmgmt",
    "attrs",
    "automat",
    "business-duration",
    "businesstime",
    "businesstimedelta",
    "datamodel-code-generator",
    "holidays",
    "intervaltree",
    "opening-hours-py",
    "pandas",
    "polars",
    "portion",
    "pydantic",
    "python-statemachine",
    "tmforum",
    "transitions",
)
HOW_TO_READ: Final = """\
Ours and theirs alternate in one process; times are processor time, the best of all rounds, and
ratios the median of the rounds. A ratio says how many times as much the peer needs; beside the
bare bisect, which is the floor, 0.5x means that ours takes twice as long. Answers are compared
first, and a pair that disagrees is not timed. How each library is used stands in the docstrings
of the modules beside this folder."""


def environment(day: str | None) -> dict[str, str]:
    """Return what the figures depend on."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    told = {"python": python, "machine": machine, "packages": packages}
    return told if day is None else {"date": day, **told}


def heading(groups: list[Group], told: dict[str, str]) -> str:
    """Return what stands above the tables."""
    judged = [row.reached for group in groups for row in group.rows if row.reached is not None]
    lines = ["# Benchmarks", "", HOW_TO_READ, ""]
    lines += [f"* {name}: {value}" for name, value in told.items()]
    lines += [f"* targets reached: {sum(judged)} of {len(judged)}"]
    return "\n".join(lines)


def main() -> None:
    """Run the groups that were named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--date", help="the day to be recorded; none if left out")
    chosen = parser.parse_args()
    if unknown := set(chosen.groups) - set(GROUPS):
        parser.error(f"no group {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    groups = []
    for name in chosen.groups or GROUPS:
        groups.append(GROUPS[name]())
        print(to_markdown(groups[-1]), end="\n\n", flush=True)
    told = environment(chosen.date)
    text = "\n\n".join([heading(groups, told), *map(to_markdown, groups)])
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.md").write_text(f"{text}\n", encoding="utf-8")
    document = {"environment": told, "groups": [asdict(group) for group in groups]}
    stored = json.dumps(document, indent=1, ensure_ascii=False)
    (RESULTS / "latest.json").write_text(f"{stored}\n", encoding="utf-8")
    print(heading(groups, told))


if __name__ == "__main__":
    main()
