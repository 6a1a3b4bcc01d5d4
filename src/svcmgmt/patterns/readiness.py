"""Whether a new service is ready to be launched: what its operation needs beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from svcmgmt.common._values import pointer_to
from svcmgmt.values import Finding, NoData, Ratio, Severity
from svcmgmt.values._kinds import all_of_kind, check_kind
from svcmgmt.values._lists import listed

__all__ = [
    "Readiness",
    "ReadinessAspect",
    "ServiceDesign",
    "check_readiness",
]


class ReadinessAspect(Enum):
    """What a service needs before customers may have it.

    Examples:
        >>> ReadinessAspect("owner")
        <ReadinessAspect.OWNER: 'owner'>
    """

    OWNER = "owner"  # somebody answers for it
    SLA = "sla"  # what is promised is specified
    SUPPORT_CASES = "support cases"  # how its faults are handled
    CARE_CASES = "care cases"  # how questions of customers are handled
    MONITORING = "monitoring"  # each promise can be measured
    RELIABILITY_CLASS = "reliability class"  # how well it withstands failures
    TEST = "test"  # it was tested, and passed
    CHARACTERISTICS = "characteristics"  # what may be told of it is sound


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return listed(values, "values", "a list of names")


def _findings(values: Iterable[Finding]) -> tuple[Finding, ...]:
    return all_of_kind("specification_findings", values, Finding)


def _results(values: Mapping[str, bool]) -> Mapping[str, bool]:
    return dict(values)


@frozen(kw_only=True)
class ServiceDesign:
    """A service specification with all that its operation needs, each by its name.

    Examples:
        >>> ServiceDesign(id="vpn", owner="access team").promises
        ()
    """

    id: str
    """Identifier of the specification."""

    owner: str = ""
    """Who answers for it."""

    promises: tuple[str, ...] = field(default=(), converter=_texts)
    """What its service level specification promises: availability, restoration."""

    monitored: tuple[str, ...] = field(default=(), converter=_texts)
    """Promises that something measures."""

    fault_kinds: tuple[str, ...] = field(default=(), converter=_texts)
    """Faults that are known to be possible."""

    support_cases: tuple[str, ...] = field(default=(), converter=_texts)
    """Faults whose handling is written down."""

    care_topics: tuple[str, ...] = field(default=(), converter=_texts)
    """What customers are known to ask."""

    care_cases: tuple[str, ...] = field(default=(), converter=_texts)
    """Questions whose answer is written down."""

    reliability_class: str = ""
    """Its class of reliability."""

    tests: Mapping[str, bool] = field(default=MappingProxyType({}), converter=_results, hash=False)
    """Tests, and whether they were passed."""

    specification_findings: tuple[Finding, ...] = field(default=(), converter=_findings)
    """What `check_characteristic_specifications` says of its characteristics."""


@frozen(kw_only=True)
class Readiness:
    """What a service lacks before customers may have it.

    Examples:
        >>> print(check_readiness(ServiceDesign(id="vpn")).share)
        12.5 % (1 of 8)
    """

    id: str
    """Identifier of the specification."""

    findings: tuple[Finding, ...]
    """What is missing, aspect by aspect."""

    looked_at: tuple[ReadinessAspect, ...]
    """The aspects that were looked at."""

    lacking: tuple[ReadinessAspect, ...]
    """Those of which something is missing."""

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing that prevents its launch; remarks do not."""
        return all(each.severity is not Severity.ERROR for each in self.findings)

    @property
    def share(self) -> Ratio | NoData:
        """How many aspects are complete."""
        count = len(self.looked_at)
        return Ratio.of(count - len(self.lacking), count, reason="nothing was looked at")


_CLASSES: Final = ("basic", "standard", "high", "critical")


def _found(
    code: str,
    message: str,
    pointer: str,
    value: str = "",
    allowed: str = "",
    *,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(
        code=code,
        message=message,
        severity=severity,
        pointer=pointer,
        value=value,
        allowed=allowed,
    )


def _owner(design: ServiceDesign, _: Collection[str]) -> Iterator[Finding]:
    if not design.owner.strip():
        yield _found("no-owner", "nobody answers for it", "/owner")


def _sla(design: ServiceDesign, _: Collection[str]) -> Iterator[Finding]:
    if not design.promises:
        yield _found("no-sla", "nothing is promised", "/promises")


def _support(design: ServiceDesign, _: Collection[str]) -> Iterator[Finding]:
    if not design.support_cases:
        yield _found("no-support-cases", "no fault has its handling", "/support_cases")
        return
    for index, each in enumerate(design.fault_kinds):
        if each not in design.support_cases:
            message, allowed = "a fault without its handling", ", ".join(design.support_cases)
            yield _found("unsupported-fault", message, f"/fault_kinds/{index}", each, allowed)


def _care(design: ServiceDesign, _: Collection[str]) -> Iterator[Finding]:
    if not design.care_cases:
        yield _found("no-care-cases", "no question has its answer", "/care_cases")
        return
    for index, each in enumerate(design.care_topics):
        if each not in design.care_cases:
            message, allowed = "a question without its answer", ", ".join(design.care_cases)
            yield _found("uncared-topic", message, f"/care_topics/{index}", each, allowed)


def _monitoring(design: ServiceDesign, _: Collection[str]) -> Iterator[Finding]:
    if not design.monitored and not design.promises:
        yield _found("no-monitoring", "nothing is measured", "/monitored")
    for index, each in enumerate(design.promises):
        if each not in design.monitored:
            message, allowed = "nothing measures the promise", ", ".join(design.monitored)
            yield _found("unmonitored-promise", message, f"/promises/{index}", each, allowed)
    for index, each in enumerate(design.monitored):
        if each not in design.promises:
            message, place = "it is measured and not promised", f"/monitored/{index}"
            yield _found("not-promised", message, place, each, severity=Severity.INFO)


def _reliability(design: ServiceDesign, classes: Collection[str]) -> Iterator[Finding]:
    told, allowed = design.reliability_class, ", ".join(classes)
    if not told:
        message = "it has no class of reliability"
        yield _found("no-reliability-class", message, "/reliability_class", "", allowed)
    elif told not in classes:
        message = "there is no such class"
        yield _found("unknown-reliability-class", message, "/reliability_class", told, allowed)


def _test(design: ServiceDesign, _: Collection[str]) -> Iterator[Finding]:
    if not design.tests:
        yield _found("no-test", "it was not tested", "/tests")
    for name, passed in design.tests.items():
        if not passed:
            yield _found(
                "failed-test", "a test was not passed", pointer_to("tests", name), name, "passed"
            )


def _characteristics(design: ServiceDesign, _: Collection[str]) -> Iterator[Finding]:
    yield from design.specification_findings


_CHECKS: Final = MappingProxyType(
    {
        ReadinessAspect.OWNER: _owner,
        ReadinessAspect.SLA: _sla,
        ReadinessAspect.SUPPORT_CASES: _support,
        ReadinessAspect.CARE_CASES: _care,
        ReadinessAspect.MONITORING: _monitoring,
        ReadinessAspect.RELIABILITY_CLASS: _reliability,
        ReadinessAspect.TEST: _test,
        ReadinessAspect.CHARACTERISTICS: _characteristics,
    }
)


def check_readiness(
    design: ServiceDesign,
    *,
    aspects: Iterable[ReadinessAspect] = tuple(ReadinessAspect),
    reliability_classes: Collection[str] = _CLASSES,
) -> Readiness:
    """Return what a service lacks before customers may have it.

    Codes: `no-owner`, `no-sla`, `no-support-cases`, `unsupported-fault`, `no-care-cases`,
    `uncared-topic`, `no-monitoring`, `unmonitored-promise`, `not-promised` (a remark: measured and
    not promised), `no-reliability-class`, `unknown-reliability-class`, `no-test`, `failed-test`,
    and the codes of `check_characteristic_specifications`.

    Args:
        design: the service and what its operation needs.
        aspects: what is looked at; everything if nothing is told.
        reliability_classes: classes of reliability that there are.

    Raises:
        InvalidType: something else than a design and aspects.

    Examples:
        >>> design = ServiceDesign(id="vpn", owner="access team", promises=["availability"],
        ...                        fault_kinds=["line down"], support_cases=["line down"],
        ...                        care_cases=["how to order"], reliability_class="high",
        ...                        tests={"acceptance": True})
        >>> [(each.code, each.value) for each in check_readiness(design).findings]
        [('unmonitored-promise', 'availability')]
    """
    check_kind("design", design, ServiceDesign)
    wanted = all_of_kind("aspects", aspects, ReadinessAspect)
    findings: list[Finding] = []
    lacking: list[ReadinessAspect] = []
    for aspect in wanted:
        found = list(_CHECKS[aspect](design, reliability_classes))
        findings += found
        if any(each.severity is Severity.ERROR for each in found):
            lacking.append(aspect)
    return Readiness(
        id=design.id, findings=tuple(findings), looked_at=wanted, lacking=tuple(lacking)
    )
