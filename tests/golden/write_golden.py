"""Write the stored form of every sample, as the current version stores it.

    python tests/golden/write_golden.py

Run it for a new class or a new schema version only: what older versions wrote must stay readable.
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
        documents = [to_dict(value) for value in values]
        text = json.dumps(documents, indent=1, ensure_ascii=False)
        (FOLDER / f"{name}.v1.json").write_text(text + "\n", encoding="utf-8")
