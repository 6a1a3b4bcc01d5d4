"""How vectors of derived and published values are asked through the public interface, by topic.

Each module has an `ADAPTERS` that maps the function of a vector to what asks the library for it
and puts the answer into the form of the expected value. An adapter never computes the answer.
"""

from __future__ import annotations

from typing import Final

from adapters import (
    availability,
    budgets,
    catalog,
    credit,
    objectives,
    outages,
    practices,
    samples,
    support,
)
from adapters.practices import LIFECYCLES
from adapters.vectors import Adapter, NoAnswerError, Vector, same
from svcmgmt.errors import SvcmgmtError

__all__ = ["ADAPTERS", "agrees", "section_of"]

ADAPTERS: Final[dict[str, Adapter]] = {
    **objectives.ADAPTERS,
    **support.ADAPTERS,
    **availability.ADAPTERS,
    **outages.ADAPTERS,
    **budgets.ADAPTERS,
    **credit.ADAPTERS,
    **samples.ADAPTERS,
    **practices.ADAPTERS,
    **catalog.ADAPTERS,
}

SECTIONS: Final = {
    "telecom": "2.9 telecom standards",
    "alarm": "2.9 alarms",
    "rbd": "3 composite services",
    "survival": "6.4 forecasts of tickets",
    "queue": "6.5 queues",
    "cx": "7 customer experience",
    "catalog": "8 catalog",
    "inventory": "8.4 inventory",
    "lifecycle": "8.5 lifecycles",
    "fulfil": "8.6 orders",
}
"""Where topics belong for which there is no adapter, by the first word of the topic."""


def is_supported(case: Vector) -> bool:
    """Return whether the library has what a vector asks for."""
    return case["fn"] in ADAPTERS and (case["fn"] != "lifecycle" or case["topic"] in LIFECYCLES)


def section_of(case: Vector) -> str | None:
    """Return the section of a vector that the library has no answer to; None if it has one."""
    if is_supported(case):
        return None
    topic = case["topic"].partition(".")[0]
    return f"section {SECTIONS.get(topic, topic)}"


def agrees(case: Vector) -> bool:
    """Return whether the library gives the expected value of a vector."""
    try:
        found = ADAPTERS[case["fn"]](case)
    except (SvcmgmtError, NoAnswerError):
        return case["expected"] is None
    return same(found, case["expected"], case.get("tolerance", 0))
