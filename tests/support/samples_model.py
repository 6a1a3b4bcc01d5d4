"""Entities of the information model that can be stored, of every kind that stored forms know."""

from __future__ import annotations

from svcmgmt.assurance import (
    TROUBLE_TICKET,
    Threshold,
    TroubleTicket,
    TroubleTicketStatus,
)
from svcmgmt.common import EntityRef, Note
from svcmgmt.interop.tmf import v4, v5
from svcmgmt.lifecycle import OwnState, Rule, StateCategory
from svcmgmt.product import ProductOrder, ProductOrderItem
from svcmgmt.temporal import parse_instant as at

__all__ = ["LATER", "MODEL_VALUES", "order", "our_ticket", "ticket"]

FIRST, LATER = at("2026-10-26T08:00:00Z"), at("2026-10-26T11:00:00Z")

ticket = TroubleTicket(
    id="TT-7",
    name="VPN",
    note=[Note(text="no dial tone", date=FIRST)],
    extension={"x-queue": "noc"},
).move_to("inProgress", at=FIRST, by="ana")

with_vendor = OwnState("withVendor", StateCategory.PAUSED)
our_lifecycle = TROUBLE_TICKET.extend(
    name="our ticket",
    rules=[
        Rule("toVendor", [TroubleTicketStatus.IN_PROGRESS], with_vendor),
        Rule("fromVendor", [with_vendor], TroubleTicketStatus.IN_PROGRESS),
    ],
)
our_ticket = TroubleTicket(
    id="TT-8",
    state=ticket.state,
    history=ticket.history,
    own_lifecycle=our_lifecycle,
).fire("toVendor", at=FIRST)

order = ProductOrder(
    id="PO-1",
    product_order_item=[
        ProductOrderItem(id="1"),
        ProductOrderItem(id="2").move_to("inProgress", at=FIRST),
    ],
).move_to("inProgress", at=FIRST)

MODEL_VALUES: list[object] = [
    ticket,
    our_ticket,
    order,
    Note(text="a"),
    EntityRef(id="svc-7", at_referred_type="Service"),
    Threshold(id="T-1"),
    v4().load({"id": "TT-9", "status": "pending?", "note": [{"text": 5}]}, TroubleTicket),
    v4().load({"productSpecCharacteristic": [{"name": "speed"}]}, "ProductSpecification"),
    v5().load({"@type": "TroubleTicket", "status": "waiting", "name": None, "x": [1.0]}),
]
"""Entities, in any order."""
