"""Write the stored form of the samples of new classes, as the current version stores it.

    python tests/golden/write_golden.py

Files that are there stay as they are: what was written once must stay readable. Where a class gets
further fields, move its file to `native/earlier` first.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "native"

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from samples import SAMPLES  # noqa: E402 - found after the path is set

from svcmgmt.interop.native import to_dict  # noqa: E402

if __name__ == "__main__":
    for name, values in SAMPLES.items():
        file = FOLDER / f"{name}.v1.json"
        if not file.exists():
            documents = [to_dict(value) for value in values]
            text = json.dumps(documents, indent=1, ensure_ascii=False)
            file.write_text(text + "\n", encoding="utf-8")
