"""The JSON Schema of a class fits what has no findings, and refuses wrong types and words."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from svcmgmt.assurance import TroubleTicket
from svcmgmt.common import Characteristic, Event, Extensible, Money, RelatedParty
from svcmgmt.errors import InvalidType, InvalidValue
from svcmgmt.interop.tmf import Profile, v4, v5
from svcmgmt.patterns import CatalogEntity
from svcmgmt.product import Product

CLASSES = sorted(set(v5().classes.values()), key=lambda each: each.__name__)


def validator(profile: Profile, kind: type[Any] | str) -> jsonschema.Draft202012Validator:
    """Return the validator of a class."""
    return jsonschema.Draft202012Validator(profile.json_schema(kind))


@pytest.mark.parametrize("profile", [v4(), v5()], ids=repr)
def test_every_class_has_a_schema(profile: Profile) -> None:
    for kind in CLASSES:
        schema: Any = profile.json_schema(kind)
        assert schema["$ref"] == f"#/$defs/{kind.__name__}"
        jsonschema.Draft202012Validator.check_schema(schema["$defs"][kind.__name__])


def test_names_are_those_of_the_version() -> None:
    for profile, name in ((v4(), "statusChange"), (v5(), "statusChangeHistory")):
        schema: Any = profile.json_schema(TroubleTicket)
        assert name in schema["$defs"]["TroubleTicket"]["properties"]


@pytest.mark.parametrize(
    ("kind", "document", "fits"),
    [
        ("TroubleTicket", {"status": "held", "x": 1}, True),
        ("TroubleTicket", {"status": "waiting"}, False),
        ("TroubleTicket", {"note": [{"text": 1}]}, False),
        ("TroubleTicket", {"note": {}}, False),
        (Product, {"status": "aborted "}, True),
        (Product, {"status": "aborted"}, True),
        (Money, {"value": 1.5}, True),
        (Money, {"value": "1.5"}, False),
        (Characteristic, {"value": [1, {"a": None}]}, True),
        (RelatedParty, {"partyOrPartyRole": {"@type": "Individual", "name": "a"}}, True),
        (RelatedParty, {"partyOrPartyRole": "acme"}, False),
        (Event, {"event": {"troubleTicket": {"id": 1}}}, True),
        (Extensible, {"@type": 1}, False),
    ],
)
def test_documents_fit_or_not(
    kind: type[Any] | str, document: dict[str, Any], *, fits: bool
) -> None:
    assert validator(v5(), kind).is_valid(document) is fits


def test_open_words_are_any_text() -> None:
    schema: Any = v5().json_schema(CatalogEntity)
    status = schema["$defs"]["CatalogEntity"]["properties"]["lifecycleStatus"]
    assert status == {"type": "string", "minLength": 1}


def test_other_things_are_refused() -> None:
    with pytest.raises(InvalidValue, match="published name"):
        v5().json_schema("Unheard")
    with pytest.raises(InvalidType):
        v5().json_schema(int)  # type: ignore[arg-type]
