"""References by typed id."""

from __future__ import annotations

import pytest
from attrs.exceptions import FrozenInstanceError

from svcmgmt.errors import InvalidValue
from svcmgmt.values import Ref, ServiceId


def test_a_reference_needs_no_more_than_an_id() -> None:
    ref = Ref(id=ServiceId("svc-7"))
    assert (ref.id, ref.name, ref.href, ref.referred_type) == ("svc-7", "", "", "")


def test_the_published_attributes_are_kept() -> None:
    ref = Ref(id="7", name="VPN", href="https://x.test/7", referred_type="Service")
    assert (ref.name, ref.href, ref.referred_type) == ("VPN", "https://x.test/7", "Service")


@pytest.mark.parametrize("value", ["", None, 7, b"svc-7"], ids=repr)
def test_a_reference_without_an_id_is_refused(value: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        Ref(id=value)  # type: ignore[type-var]
    assert caught.value.args == ("id", value, "a non-empty identifier")


def test_another_name_is_another_reference() -> None:
    assert Ref(id="7", name="old") != Ref(id="7", name="new")


def test_equal_references_have_one_hash() -> None:
    assert len({Ref(id="7", name="VPN"), Ref(id="7", name="VPN")}) == 1


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Ref(id="7").id = "8"  # type: ignore[misc]
