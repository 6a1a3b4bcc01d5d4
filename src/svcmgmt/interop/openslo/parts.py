"""What all documents of OpenSLO have: names, labels, annotations, and room for the rest."""

from __future__ import annotations

from attrs import field, frozen

from svcmgmt.common._fields import NOTHING, check_fields, many, open_object
from svcmgmt.values import Extension

__all__ = ["VERSION", "Document", "Metadata", "Part", "many", "open_object"]

VERSION = "openslo/v1"
"""The version of the specification whose documents have classes here."""


@frozen(kw_only=True)
class Part:
    """A part of a document: typed fields for what is published, `extension` for the rest.

    What came with a document and fits no field stays in the extension, whole, and is written
    back; `findings` tells of it. Two parts are equal if their fields are; `is_same_document`
    looks at the rest as well.

    Raises:
        InvalidType: a field of another kind than it says.
        InvalidValue: a number that a document cannot hold.

    Examples:
        >>> Part(extension={"x-owner": "noc"}).extension["x-owner"]
        'noc'
    """

    extension: Extension = field(default=NOTHING, eq=False, converter=open_object)
    """Attributes that no field has, and originals of those that did not fit theirs."""

    def __attrs_post_init__(self) -> None:
        check_fields(self)


@frozen(kw_only=True)
class Metadata(Part):
    """What a document is called. Source: OpenSLO v1, general schema.

    Examples:
        >>> Metadata(name="checkout", labels={"team": ["payments", "web"]}).labels["team"]
        ['payments', 'web']
    """

    name: str | None = None
    """Identifier: lower-case letters, digits and dashes."""

    display_name: str | None = None
    """How people call it."""

    labels: Extension = field(default=NOTHING, converter=open_object)
    """Texts, or lists of them, by name: for users."""

    annotations: Extension = field(default=NOTHING, converter=open_object)
    """Texts by name: for programs."""


@frozen(kw_only=True)
class Document(Part):
    """A document of any kind; by itself one whose version or kind nobody here knows.

    Its attributes are in the extension then, and are written as they came.
    Source: OpenSLO v1, general schema.

    Examples:
        >>> Document(kind="Thing", extension={"spec": {"a": 1}}).extension["spec"]
        {'a': 1}
    """

    api_version: str | None = VERSION
    """Version of the specification."""

    kind: str | None = None
    """What it describes."""

    metadata: Metadata | None = None
    """What it is called."""
