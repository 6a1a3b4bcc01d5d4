"""How v4 and v5 spell names and words, domain by domain; each is loaded when it is needed."""

from typing import Final

from svcmgmt.interop.tmf.spellings.shape import Names, Spelled, Spellings, Words
from svcmgmt.interop.tmf.spellings.tables import PACKAGES, Table, spellings_of

__all__ = ["PACKAGES", "SPELLINGS", "Names", "Spelled", "Spellings", "Words", "spellings_of"]

SPELLINGS: Final = Spellings(
    names=Table("names"),
    v4_names=Table("v4_names"),
    v4_holds=Table("v4_holds"),
    v4_words=Table("v4_words"),
    v5_words=Table("v5_words"),
    aliases=Table("aliases"),
)
"""The spellings of all domains."""
