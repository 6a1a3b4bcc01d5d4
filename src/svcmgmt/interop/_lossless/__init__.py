"""Documents held without loss: typed fields for what fits, the original for what does not."""

from svcmgmt.interop._lossless.codecs import Codec, Kept, Wording, misfit, texts_of, words_of
from svcmgmt.interop._lossless.family import Family, wire_name
from svcmgmt.interop._lossless.limits import Room
from svcmgmt.interop._lossless.refused import RefusedDocument

__all__ = [
    "Codec",
    "Family",
    "Kept",
    "RefusedDocument",
    "Room",
    "Wording",
    "misfit",
    "texts_of",
    "wire_name",
    "words_of",
]
