"""Accept the public surface as it is now.

python tests/api/accept_surface.py
"""

from __future__ import annotations

from pathlib import Path

from surface import surface

if __name__ == "__main__":
    (Path(__file__).parent / "surface.txt").write_text(surface(), encoding="utf-8")
