"""Documents of the TM Forum Open APIs, v4 and v5: any document in, the same document out."""

from svcmgmt.interop._lossless import RefusedDocument, Wording
from svcmgmt.interop.tmf.answers import error_of
from svcmgmt.interop.tmf.conversion import Converted, convert
from svcmgmt.interop.tmf.notifications import Happening, event_of
from svcmgmt.interop.tmf.patches import PatchRefused, json_patch, merge_patch
from svcmgmt.interop.tmf.profiles import Document, Profile, v4, v5
from svcmgmt.interop.tmf.queries import matches, select_fields

__all__ = [
    "Converted",
    "Document",
    "Happening",
    "PatchRefused",
    "Profile",
    "RefusedDocument",
    "Wording",
    "convert",
    "error_of",
    "event_of",
    "json_patch",
    "matches",
    "merge_patch",
    "select_fields",
    "v4",
    "v5",
]
