"""The public surface changes only on purpose."""

from __future__ import annotations

from pathlib import Path

from surface import surface

ACCEPTED = Path(__file__).parent / "surface.txt"


def test_the_surface_is_the_accepted_one() -> None:
    now = surface().splitlines()
    accepted = ACCEPTED.read_text(encoding="utf-8").splitlines()
    gone = [line for line in accepted if line not in now]
    new = [line for line in now if line not in accepted]
    told = "accept it with `python tests/api/accept_surface.py` and tell it in the changelog"
    assert (gone, new) == ([], []), told
    assert now == accepted
