"""Write the names that documents give to classes, after classes or aliases were added.

    python tests/golden/write_class_rows.py

A test names the difference where the table is not what the packages and their aliases say.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from svcmgmt.interop.tmf import registry
from svcmgmt.interop.tmf.spellings import PACKAGES, spellings_of

TABLE = Path(registry.__file__).with_name("_class_rows.py")

HEAD = '''\
"""Names that documents give to classes, by the domain that has them."""

from typing import Final

__all__ = ["NAMES"]

NAMES: Final = """\\
'''
TAIL = '''\
"""
"""Domain and names; a row goes on where the next line is indented."""
'''


def rows_of(domain: str) -> list[str]:
    """Return the lines of a domain: its classes, and what else they are called."""
    names = {kind.__name__ for kind in registry._classes(domain)}
    names |= set(spellings_of(domain).aliases)
    if domain == "common":
        names |= {f"{each}{kind}" for kind in registry._OF_ANY_VALUE for each in registry._TYPED}
    return textwrap.wrap(f"{domain} {' '.join(sorted(names))}", 98, subsequent_indent="    ")


if __name__ == "__main__":
    lines = [line for domain in PACKAGES for line in rows_of(domain)]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n" + TAIL, encoding="utf-8")
