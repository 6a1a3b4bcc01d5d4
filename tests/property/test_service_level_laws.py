"""Whatever texts service levels have, each becomes an objective or an error that says why not."""

from __future__ import annotations

from hypothesis import given, strategies as st

from svcmgmt.agreement.documents import ServiceLevelObjective, ServiceLevelSpecification
from svcmgmt.interop.tmf.service_levels import ComparatorMeans, ServiceLevels, objectives_of
from svcmgmt.sla.objectives import ToleranceKind, Verdict
from svcmgmt.values import Quantity, Severity

NUMBERS = st.integers(-(10**40), 10**40).map(str) | st.decimals(allow_nan=True).map(str)
FIGURES = st.text(max_size=30) | st.builds(
    "{}{}".format, NUMBERS, st.sampled_from(["", " ms", "%", " %", "h", "٣"])
)
COMPARATORS = st.sampled_from(["<", "<=", ">", ">=", "=", ".ge", "lt", ""]) | st.text(max_size=3)
TEXTS = st.builds(
    ServiceLevelObjective,
    id=st.none() | st.text(max_size=4),
    name=st.none() | st.text(max_size=4),
    conformance_target=st.none() | FIGURES,
    conformance_comparator=st.none() | COMPARATORS,
    threshold_target=st.none() | FIGURES,
    tolerance_target=st.none() | FIGURES,
    grace_times=st.none() | FIGURES,
)


def read(
    documents: list[ServiceLevelObjective], means: ComparatorMeans, kind: ToleranceKind
) -> ServiceLevels:
    specification = ServiceLevelSpecification(service_level_objective=documents)
    return objectives_of(specification, comparator_means=means, tolerance_kind=kind)


@given(
    st.lists(TEXTS, max_size=4), st.sampled_from(ComparatorMeans), st.sampled_from(ToleranceKind)
)
def test_nothing_is_dropped_in_silence(
    documents: list[ServiceLevelObjective], means: ComparatorMeans, kind: ToleranceKind
) -> None:
    levels = read(documents, means, kind)
    errors = [each for each in levels.findings if each.severity is Severity.ERROR]
    assert len(levels.objectives) + len(errors) == len(documents)
    assert levels == read(documents, means, kind)


@given(st.integers(-50, 50), st.integers(-50, 50), st.sampled_from(["<", "<=", ">", ">="]))
def test_the_two_readings_of_a_comparator_are_opposite(
    target: int, value: int, comparator: str
) -> None:
    document = ServiceLevelObjective(
        conformance_target=str(target), conformance_comparator=comparator
    )
    verdicts = {
        read([document], means, ToleranceKind.ABSOLUTE)
        .objectives[0]
        .objective.judge(Quantity(value, "1"))
        for means in ComparatorMeans
    }
    assert verdicts == {Verdict.MET, Verdict.VIOLATED}
