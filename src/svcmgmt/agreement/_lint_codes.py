"""What `lint` can find: every code with how much it matters and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from svcmgmt.values import Finding, Severity

__all__ = ["CODES", "found"]

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: Mapping[str, tuple[Severity, str]] = MappingProxyType(
    {
        # the agreement as a whole
        "no-zone": (_ERROR, "nobody has said on whose calendar its periods are"),
        "no-validity": (_WARNING, "nobody has said from when until when the terms hold"),
        "no-provider": (_WARNING, "no party is the provider"),
        "no-consumer": (_WARNING, "no party is the consumer"),
        "no-service-hours": (_WARNING, "outages are judged, and no service hours are agreed"),
        "no-exclusion-policy": (_WARNING, "outages are judged, and nothing says what is left out"),
        "no-missing-data-policy": (_INFO, "nothing says as what unknown time counts"),
        "unlimited-maintenance": (_WARNING, "any announced maintenance is left out, without limit"),
        "active-outside-validity": (_WARNING, "it was activated outside the time of its terms"),
        "expired-before-end": (_WARNING, "it expired before the end of its terms"),
        # what is promised
        "no-measurement": (_ERROR, "nobody has said how it is measured"),
        "no-period": (_ERROR, "nobody has said over what time it is judged"),
        "no-rounding-rule": (
            _WARNING,
            "nothing says whether values are rounded first",
        ),
        "rounding-not-agreed": (_WARNING, "it rounds although exact comparison is agreed"),
        "unit-mismatch": (_ERROR, "the target is of another kind or unit than what is measured"),
        "target-out-of-range": (_ERROR, "a percentage outside 0 to 100 is promised"),
        "period-longer-than-agreement": (_ERROR, "it is judged over more time than the terms hold"),
        "few-cases-expected": (_WARNING, "so few cases are expected that none may miss"),
        "duplicate-objective": (_ERROR, "another objective promises something for the same figure"),
        "internal-weaker": (_WARNING, "the provider asks less of itself than it promised"),
        "quota-exceeds-budget": (
            _WARNING,
            "maintenance counts and may take too much time",
        ),
        "service-not-covered": (_ERROR, "it names a service that the agreement does not cover"),
        "never-valid": (_ERROR, "its validity shares no time with that of the agreement"),
        # targets of tickets
        "no-ticket-target": (_ERROR, "no target can time the tickets that it judges"),
        "unreachable-target": (_WARNING, "earlier targets take every ticket that it is for"),
        "no-fallback": (_INFO, "some tickets may get no target"),
        "hours-differ": (_INFO, "it is timed in other hours than those of support"),
        # credits
        "unknown-credit-clause": (_ERROR, "there is no credit clause of that name"),
        "unused-credit-clause": (_INFO, "no objective refers to the clause"),
        "no-credit-terms": (_WARNING, "nothing says how credits combine and are claimed"),
        "no-cap": (_WARNING, "credits have no cap"),
        "no-fee": (_WARNING, "credits are shares of a fee that is not agreed"),
        "currency-mismatch": (_ERROR, "amounts of several currencies are named"),
        "full-target-with-credit": (_WARNING, "all of it is promised: any miss at all is credited"),
        "schedule-mismatch": (_ERROR, "the schedule takes another kind of value than is measured"),
        "credit-starts-elsewhere": (_WARNING, "credits do not begin where the target is missed"),
        # what it rests on
        "unsupported-objective": (_WARNING, "no other agreement is known to support it"),
        "unknown-supporter": (_INFO, "a supporting agreement was not given"),
        "supporter-expires-first": (_WARNING, "a supporting agreement ends before this one"),
    }
)
"""Every code with its severity and its message; documented on the page about agreements."""


def found(code: str, pointer: str = "", value: object = "", allowed: str = "") -> Finding:
    """Return the finding of a code."""
    severity, message = CODES[code]
    return Finding(
        code=code,
        message=message,
        severity=severity,
        pointer=pointer,
        value=str(value),
        allowed=allowed,
    )
