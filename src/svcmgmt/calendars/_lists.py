"""Lists as callers hand them over, under the name by which the packages above know them."""

from __future__ import annotations

from svcmgmt.values._lists import listed

__all__ = ["listed"]
