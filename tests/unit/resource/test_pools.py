"""Resource pools: as early documents have them, and as later ones do."""

from __future__ import annotations

import pytest

from svcmgmt.errors import InvalidType
from svcmgmt.interop.tmf import v4
from svcmgmt.resource import AppliedCapacityAmount, Capacity, ResourcePool

EARLY = {
    "@type": "ResourcePool",
    "id": "42",
    "name": "storage",
    "capacity": [
        {
            "capacitySpec": {"id": "44"},
            "capacityAmount": "500GB",
            "place": {"id": "s-1", "name": "Mitaka"},
            "relatedParty": {"role": "owner"},
            "appliedCapacitylist": [
                {
                    "appliedCapacityamount": "200GB",
                    "capacityDemand": {"capacityDemandAmount": "200GB"},
                    "resource": [{"id": "3"}],
                    "resourceRef": [{"id": "9"}],
                }
            ],
            "resourceRef": [{"id": "3"}],
        }
    ],
}

LATER = {
    "@type": "ResourcePool",
    "id": "42",
    "description": "all disks",
    "version": "1",
    "lastUpdate": "2026-10-26T08:00:00Z",
    "lifecycleStatus": "active",
    "validFor": {"startDateTime": "2026-10-01T00:00:00Z"},
    "capacity": [
        {
            "capacityAmount": 500,
            "applicableTimePeriod": {"startDateTime": "2026-10-01T00:00:00Z"},
            "appliedCapacityAmount": [
                {
                    "appliedDemandAmount": 200.5,
                    "resourceCapacityDemand": {
                        "capacityDemandAmount": 200.5,
                        "applicableTimePeriod": {"startDateTime": "2026-10-01T00:00:00Z"},
                        "place": {"id": "s-1"},
                        "resourcePool": {"id": "42"},
                        "resources": [{"id": "3"}],
                    },
                    "resources": [{"id": "3"}],
                }
            ],
            "resources": [{"id": "3"}],
        }
    ],
}


@pytest.mark.parametrize("document", [EARLY, LATER], ids=["early", "later"])
def test_a_pool_comes_back_without_findings(document: dict[str, object]) -> None:
    loaded = v4().load(document, ResourcePool)
    assert v4().dump(loaded) == document
    assert v4().findings(loaded) == ()


def test_what_is_taken_of_it_is_told() -> None:
    (capacity,) = v4().load(EARLY, ResourcePool).capacity
    assert capacity.applied_capacity_list[0].applied_capacity_amount == "200GB"


def test_an_amount_may_be_number_or_text() -> None:
    assert Capacity(capacity_amount=500).capacity_amount == 500
    assert AppliedCapacityAmount(applied_capacity_amount="1TB").applied_capacity_amount == "1TB"


def test_a_capacity_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidType):
        ResourcePool(capacity=["500GB"])
