"""What one family of documents could not hold in a field, and no other family may write."""

from __future__ import annotations

from collections.abc import Mapping

from svcmgmt.values import JSON, Extension

__all__ = ["Leftovers"]


class Leftovers(Extension):
    """An extension that knows the family by which it was read.

    Args:
        content: a mapping of JSON values.
        profile: name of the family.

    Examples:
        >>> Leftovers({"x": 1}, "v4").profile
        'v4'
    """

    __slots__ = ("profile",)

    profile: str

    def __init__(self, content: Mapping[str, object], profile: str) -> None:
        super().__init__(content)
        object.__setattr__(self, "profile", profile)

    def __reduce__(self) -> tuple[type[Leftovers], tuple[dict[str, JSON], str]]:  # type: ignore[override]
        return type(self), (self.to_dict(), self.profile)
