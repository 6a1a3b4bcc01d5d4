"""The index of every lifecycle that the library knows.

Examples:
    >>> for name in sorted(ALL):
    ...     print(name)
    alarm
    appointment
    catalog
    change_emergency
    change_normal
    change_standard
    change_tmf655
    incident
    incident_tmf724
    individual
    knowledge_article
    major_incident
    organization
    problem
    product
    product_order
    product_order_item
    quote
    release
    resource_order
    service
    service_order
    service_order_item
    service_problem
    service_request
    service_strict
    service_test
    sla_agreement
    task
    trouble_ticket
    usage
    >>> ALL["incident"] is INCIDENT
    True
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from svcmgmt.agreement import SLA_AGREEMENT
from svcmgmt.assurance import (
    ALARM,
    CHANGE_TMF655,
    INCIDENT_TMF724,
    SERVICE_PROBLEM,
    SERVICE_TEST,
    TROUBLE_TICKET,
)
from svcmgmt.billing import USAGE
from svcmgmt.lifecycle import Lifecycle
from svcmgmt.party import APPOINTMENT, INDIVIDUAL, ORGANIZATION
from svcmgmt.patterns import CATALOG, TASK
from svcmgmt.practice import (
    CHANGE_EMERGENCY,
    CHANGE_NORMAL,
    CHANGE_STANDARD,
    INCIDENT,
    KNOWLEDGE_ARTICLE,
    MAJOR_INCIDENT,
    PROBLEM,
    RELEASE,
    SERVICE_REQUEST,
)
from svcmgmt.product import PRODUCT, PRODUCT_ORDER, PRODUCT_ORDER_ITEM, QUOTE
from svcmgmt.resource import RESOURCE_ORDER
from svcmgmt.service import SERVICE, SERVICE_ORDER, SERVICE_ORDER_ITEM, SERVICE_STRICT

__all__ = [
    "ALARM",
    "ALL",
    "APPOINTMENT",
    "CATALOG",
    "CHANGE_EMERGENCY",
    "CHANGE_NORMAL",
    "CHANGE_STANDARD",
    "CHANGE_TMF655",
    "INCIDENT",
    "INCIDENT_TMF724",
    "INDIVIDUAL",
    "KNOWLEDGE_ARTICLE",
    "MAJOR_INCIDENT",
    "ORGANIZATION",
    "PROBLEM",
    "PRODUCT",
    "PRODUCT_ORDER",
    "PRODUCT_ORDER_ITEM",
    "QUOTE",
    "RELEASE",
    "RESOURCE_ORDER",
    "SERVICE",
    "SERVICE_ORDER",
    "SERVICE_ORDER_ITEM",
    "SERVICE_PROBLEM",
    "SERVICE_REQUEST",
    "SERVICE_STRICT",
    "SERVICE_TEST",
    "SLA_AGREEMENT",
    "TASK",
    "TROUBLE_TICKET",
    "USAGE",
]

ALL: Mapping[str, Lifecycle[Any, Any]] = MappingProxyType(
    {
        lifecycle.name: lifecycle
        for lifecycle in (
            INCIDENT,
            PROBLEM,
            CHANGE_NORMAL,
            CHANGE_STANDARD,
            CHANGE_EMERGENCY,
            CHANGE_TMF655,
            SERVICE_REQUEST,
            RELEASE,
            KNOWLEDGE_ARTICLE,
            MAJOR_INCIDENT,
            SLA_AGREEMENT,
            TROUBLE_TICKET,
            SERVICE_PROBLEM,
            ALARM,
            INCIDENT_TMF724,
            SERVICE_TEST,
            CATALOG,
            TASK,
            PRODUCT,
            PRODUCT_ORDER,
            PRODUCT_ORDER_ITEM,
            QUOTE,
            SERVICE,
            SERVICE_STRICT,
            SERVICE_ORDER,
            SERVICE_ORDER_ITEM,
            RESOURCE_ORDER,
            USAGE,
            INDIVIDUAL,
            ORGANIZATION,
            APPOINTMENT,
        )
    }
)
"""Every lifecycle by its name."""
