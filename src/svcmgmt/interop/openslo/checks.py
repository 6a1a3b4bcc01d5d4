"""What the specification asks of a document beyond its attributes: small rules, one after another.

Each rule is a generator of findings for one class; `check` walks over the parts of a document and
asks the rules of their classes. Source: OpenSLO v1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias, cast

from attrs import fields, frozen

from svcmgmt.errors import SvcmgmtError, shown
from svcmgmt.interop._lossless import wire_name
from svcmgmt.interop.openslo.alerting import (
    AlertConditionSpec,
    AlertConditionUse,
    AlertNotificationTargetSpec,
    AlertPolicySpec,
    AlertPolicyUse,
    BurnRateCondition,
    NotificationTargetUse,
)
from svcmgmt.interop.openslo.family import findings
from svcmgmt.interop.openslo.indicators import SLI, Metric, MetricSource, RatioMetric, SLISpec
from svcmgmt.interop.openslo.objectives import SLOObjective
from svcmgmt.interop.openslo.parts import Document, Metadata, Part
from svcmgmt.interop.openslo.slos import SLOSpec
from svcmgmt.interop.openslo.windows import TimeWindow, WindowCalendar
from svcmgmt.sla.indicators import BudgetingMethod
from svcmgmt.values import Extension, Finding, Severity

__all__ = ["check"]

_LONGEST_DESCRIPTION: Final = 1_050
_PORTABLE_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_LABEL: Final = re.compile(r"[a-zA-Z0-9](?:[-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?", re.ASCII)
_PREFIX: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII)


@frozen
class _Place:
    """A part of a document, where it stands, and what it stands in."""

    part: Any
    pointer: str
    inside: Part | None = None

    def lacks(self, name: str) -> bool:
        """Return whether an attribute is missing; one that could not be read is there."""
        value = getattr(self.part, name)
        is_empty = value is None or value == () or (isinstance(value, Extension) and not value)
        return is_empty and self.part.extension.get(wire_name(name)) in (None, [], {})

    def missing(self, *names: str) -> Iterator[Finding]:
        """Yield a finding for each attribute that is needed and missing."""
        for name in names:
            if self.lacks(name):
                yield self.finding("missing", "is needed and missing", name, allowed="a value")

    def one_of(self, *names: str) -> Iterator[Finding]:
        """Yield a finding unless exactly one of some attributes is there."""
        there = [wire_name(name) for name in names if not self.lacks(name)]
        if len(there) != 1:
            told = "none of them is there" if not there else "exclude each other"
            allowed = f"one of {', '.join(map(wire_name, names))}"
            yield self.finding("one-of", told, value=", ".join(there), allowed=allowed)

    def within(
        self, name: str, is_allowed: Callable[[Any], bool], allowed: str
    ) -> Iterator[Finding]:
        """Yield a finding if an attribute is there and out of its range."""
        value = getattr(self.part, name)
        if value is not None and not is_allowed(value):
            yield self.finding("out-of-range", "is out of range", name, str(value), allowed)

    def finding(
        self,
        code: str,
        message: str,
        name: str = "",
        value: str = "",
        allowed: str = "",
    ) -> Finding:
        """Return a finding about the part, or about one of its attributes."""
        pointer = f"{self.pointer}/{wire_name(name)}" if name else self.pointer
        return Finding(
            code=code,
            message=message,
            severity=Severity.ERROR,
            pointer=pointer,
            value=value,
            allowed=allowed,
        )


def check(document: Part) -> tuple[Finding, ...]:
    """Return everything that is wrong with a document: what does not fit, and what is missing.

    Args:
        document: a document, or a part of one.

    Returns:
        What `findings` tells, and what breaks a rule of the specification, as errors.

    Examples:
        >>> from svcmgmt.interop.openslo import load
        >>> slo = load({"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "web"},
        ...             "spec": {"service": "shop", "indicatorRef": "errors",
        ...                      "budgetingMethod": "Occurrences",
        ...                      "objectives": [{"target": 0.99, "targetPercent": 99}]}})
        >>> for finding in check(slo):
        ...     print(finding.code, finding.pointer, "|", finding.value)
        one-of /spec/objectives/0 | target, targetPercent
    """
    return (*findings(document), *_broken(_Place(document, "")))


def _broken(place: _Place) -> Iterator[Finding]:
    for kind, rule in _RULES:
        if isinstance(place.part, kind):
            yield from rule(place)
    for each in fields(cast("Any", type(place.part))):
        value = getattr(place.part, each.name)
        pointer = f"{place.pointer}/{wire_name(each.name)}"
        if isinstance(value, tuple):
            for index, part in enumerate(cast("tuple[object, ...]", value)):
                yield from _broken(_Place(part, f"{pointer}/{index}", place.part))
        elif isinstance(value, Part):
            yield from _broken(_Place(value, pointer, place.part))


def _part(place: _Place) -> Iterator[Finding]:
    if hasattr(place.part, "description"):
        allowed = f"at most {_LONGEST_DESCRIPTION} characters"
        yield from place.within(
            "description", lambda text: len(text) <= _LONGEST_DESCRIPTION, allowed
        )


def _document(place: _Place) -> Iterator[Finding]:
    yield from place.missing("metadata")
    if place.inside is None:
        yield from place.missing("api_version", "kind")
    if hasattr(place.part, "spec"):
        yield from place.missing("spec")


def _metadata(place: _Place) -> Iterator[Finding]:
    metadata: Metadata = place.part
    yield from place.missing("name")
    if metadata.name is not None and not _PORTABLE_NAME.fullmatch(metadata.name):
        yield Finding(
            code="odd-name",
            message="is a name that not every implementation takes",
            severity=Severity.INFO,
            pointer=f"{place.pointer}/name",
            value=shown(metadata.name),
            allowed="up to 63 lower-case letters, digits and dashes (RFC 1123)",
        )
    for name, value in metadata.labels.items():
        if not _LABEL.fullmatch(name) or not _is_label(value):
            allowed = "a text, or a list of them, by a name of up to 63 letters and digits"
            yield place.finding("odd-label", "is no label", "labels", shown(name), allowed)
    for name, value in metadata.annotations.items():
        prefix, slash, bare = name.rpartition("/")
        is_named = _LABEL.fullmatch(bare) and (not slash or _PREFIX.fullmatch(prefix))
        if not is_named or not isinstance(value, str):
            allowed = "a text by a name of up to 63 letters and digits, after a domain and a slash"
            yield place.finding("odd-annotation", "is none", "annotations", shown(name), allowed)


def _is_label(value: object) -> bool:
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    return all(isinstance(each, str) for each in values)


def _slo_spec(place: _Place) -> Iterator[Finding]:
    spec: SLOSpec = place.part
    yield from place.missing("service", "budgeting_method", "objectives")
    of_their_own = [
        each for each in spec.objectives if each.indicator is not None or each.indicator_ref
    ]
    if not of_their_own:
        yield from place.one_of("indicator", "indicator_ref")
    elif not place.lacks("indicator") or not place.lacks("indicator_ref"):
        told = "is measured as a whole and by objective"
        yield place.finding("one-of", told, allowed="indicators in one of the two places")
    yield from place.within("time_window", lambda windows: len(windows) <= 1, "one window")
    if len(spec.objectives) > 1 and spec.indicator is not None and _is_threshold(spec.indicator):
        allowed = "one, because a threshold metric has one value"
        yield place.finding("out-of-range", "are several", "objectives", allowed=allowed)


def _objective(place: _Place) -> Iterator[Finding]:
    objective: SLOObjective = place.part
    yield from place.one_of("target", "target_percent")
    yield from place.within("target", lambda share: 0 <= share < 1, "0 up to 1")
    yield from place.within("target_percent", lambda share: 0 <= share < 100, "0 up to 100")  # noqa: PLR2004
    yield from place.within("time_slice_target", lambda share: 0 < share <= 1, "above 0, to 1")
    yield from place.within("composite_weight", lambda weight: weight > 0, "more than 0")
    spec = place.inside
    if isinstance(spec, SLOSpec):
        if spec.budgeting_method is BudgetingMethod.TIMESLICES:
            yield from place.missing("time_slice_target", "time_slice_window")
        elif spec.budgeting_method is BudgetingMethod.RATIO_TIMESLICES:
            yield from place.missing("time_slice_window")
        indicator = objective.indicator or spec.indicator
        if indicator is not None and _is_threshold(indicator):
            yield from place.missing("op", "value")


def _is_threshold(indicator: SLI) -> bool:
    return indicator.spec is not None and indicator.spec.threshold_metric is not None


def _time_window(place: _Place) -> Iterator[Finding]:
    window: TimeWindow = place.part
    yield from place.missing("duration")
    if window.is_rolling and not place.lacks("calendar"):
        yield place.finding("one-of", "is rolling, and on a calendar", allowed="one of the two")
    elif not window.is_rolling and place.lacks("calendar"):
        yield place.finding(
            "one-of", "is not rolling, and on no calendar", allowed="one of the two"
        )


def _window_calendar(place: _Place) -> Iterator[Finding]:
    calendar: WindowCalendar = place.part
    yield from place.missing("start_time", "time_zone")
    if calendar.start_time is not None and calendar.time_zone is not None:
        try:
            calendar.start()
        except SvcmgmtError as refused:
            yield place.finding("no-such-time", str(refused))


def _sli_spec(place: _Place) -> Iterator[Finding]:
    yield from place.one_of("threshold_metric", "ratio_metric")


def _ratio_metric(place: _Place) -> Iterator[Finding]:
    yield from place.one_of("total", "raw")
    if not place.lacks("total"):
        yield from place.one_of("good", "bad")
    elif not place.lacks("raw"):
        yield from place.missing("raw_type")
        if not (place.lacks("good") and place.lacks("bad")):
            yield place.finding("one-of", "is raw, and counts events", allowed="one of the two")


def _metric(place: _Place) -> Iterator[Finding]:
    yield from place.missing("metric_source")


def _metric_source(place: _Place) -> Iterator[Finding]:
    yield from place.missing("spec")
    if place.lacks("metric_source_ref"):
        yield from place.missing("type")


def _policy(place: _Place) -> Iterator[Finding]:
    yield from place.missing("conditions", "notification_targets")
    yield from place.within("conditions", lambda listed: len(listed) <= 1, "one condition")


def _condition(place: _Place) -> Iterator[Finding]:
    yield from place.missing("severity", "condition")


def _burn_rate(place: _Place) -> Iterator[Finding]:
    yield from place.missing("kind", "op", "threshold", "lookback_window")


def _target(place: _Place) -> Iterator[Finding]:
    yield from place.missing("target")


def _use(reference: str) -> Callable[[_Place], Iterator[Finding]]:
    def check_use(place: _Place) -> Iterator[Finding]:
        yield from place.one_of(reference, "spec")
        if not place.lacks("spec"):
            yield from place.missing("kind", "metadata")

    return check_use


_Rule: TypeAlias = Callable[[_Place], Iterator[Finding]]

_RULES: Final[tuple[tuple[type[Part], _Rule], ...]] = (
    (Part, _part),
    (Document, _document),
    (Metadata, _metadata),
    (SLOSpec, _slo_spec),
    (SLOObjective, _objective),
    (TimeWindow, _time_window),
    (WindowCalendar, _window_calendar),
    (SLISpec, _sli_spec),
    (RatioMetric, _ratio_metric),
    (Metric, _metric),
    (MetricSource, _metric_source),
    (AlertPolicySpec, _policy),
    (AlertConditionSpec, _condition),
    (BurnRateCondition, _burn_rate),
    (AlertNotificationTargetSpec, _target),
    (AlertPolicyUse, _use("alert_policy_ref")),
    (AlertConditionUse, _use("condition_ref")),
    (NotificationTargetUse, _use("target_ref")),
)
"""Rules of each class, in the order of the specification."""
